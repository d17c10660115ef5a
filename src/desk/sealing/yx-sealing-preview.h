/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSealingPreview:
 *
 * A document with a seal standing where it will stand.
 */
#define YX_TYPE_SEALING_PREVIEW (yx_sealing_preview_get_type ())
G_DECLARE_FINAL_TYPE (YxSealingPreview, yx_sealing_preview, YX, SEALING_PREVIEW, AdwBin)

GtkWidget *yx_sealing_preview_new (YxSeat *seat);
void yx_sealing_preview_show (YxSealingPreview *self, const char *document, const char *title);
void yx_sealing_preview_set_seal (YxSealingPreview *self, YxSeal *seal);
gboolean yx_sealing_preview_is_sealed (YxSealingPreview *self);

G_END_DECLS
