/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSealPage:
 *
 * One seal: large on paper, what is known of it, where it was used (spec.md 2.4-2), and the way to void it.
 */
#define YX_TYPE_SEAL_PAGE (yx_seal_page_get_type ())
G_DECLARE_FINAL_TYPE (YxSealPage, yx_seal_page, YX, SEAL_PAGE, AdwBin)

GtkWidget *yx_seal_page_new (YxSeat *seat, YxSeal *seal, GPtrArray *certificates);

G_END_DECLS
