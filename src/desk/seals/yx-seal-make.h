/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "model/yx-enterprise.h"

G_BEGIN_DECLS

/**
 * YxSealMake:
 *
 * Makes a seal (spec.md 2.4-3): the type by pictures, the name that composes itself, how it will look.
 */
#define YX_TYPE_SEAL_MAKE (yx_seal_make_get_type ())
G_DECLARE_FINAL_TYPE (YxSealMake, yx_seal_make, YX, SEAL_MAKE, AdwBin)

GtkWidget *yx_seal_make_new (YxSeat *seat, YxEnterprise *enterprise, GPtrArray *seals);
gboolean yx_seal_make_suggested (YxSealMake *self);

G_END_DECLS
