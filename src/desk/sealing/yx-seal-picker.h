/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSealPicker:
 *
 * Seals as pictures, one of which is chosen.
 */
#define YX_TYPE_SEAL_PICKER (yx_seal_picker_get_type ())
G_DECLARE_FINAL_TYPE (YxSealPicker, yx_seal_picker, YX, SEAL_PICKER, AdwBin)

GtkWidget *yx_seal_picker_new (GPtrArray *seals);
YxSeal *yx_seal_picker_get_seal (YxSealPicker *self);

GPtrArray *yx_seal_picker_usable (GPtrArray *seals, gint64 now);

G_END_DECLS
