/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/yx-seal.h"
#include "seal/yx-seal-face.h"

G_BEGIN_DECLS

/**
 * YxSealPicture:
 *
 * A seal on nothing, in millimetres of life size times a scale. It is drawn on a worker; voided ones are grey.
 */
#define YX_TYPE_SEAL_PICTURE (yx_seal_picture_get_type ())
G_DECLARE_FINAL_TYPE (YxSealPicture, yx_seal_picture, YX, SEAL_PICTURE, GtkWidget)

GtkWidget *yx_seal_picture_new (double scale);
void yx_seal_picture_set_fits (YxSealPicture *self, gboolean fits);
void yx_seal_picture_set_seal (YxSealPicture *self, const YxSeal *seal);
void yx_seal_picture_set_face (YxSealPicture *self, const YxSealFace *face, const char *name);
gboolean yx_seal_picture_is_drawn (YxSealPicture *self);

G_END_DECLS
