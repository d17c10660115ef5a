/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxSealingPage:
 *
 * Seals one document or hundreds in one act (spec.md 4-4): what, with which seal, where it will stand, proof; then a
 * result for each.
 */
#define YX_TYPE_SEALING_PAGE (yx_sealing_page_get_type ())
G_DECLARE_FINAL_TYPE (YxSealingPage, yx_sealing_page, YX, SEALING_PAGE, AdwBin)

GtkWidget *yx_sealing_page_new (YxSeat *seat, const char *const *documents);
gboolean yx_sealing_page_get_running (YxSealingPage *self);

G_END_DECLS
