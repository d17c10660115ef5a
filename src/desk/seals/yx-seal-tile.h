/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/seals/yx-seal-picture.h"

G_BEGIN_DECLS

GtkWidget *yx_seal_tile_new (YxSealPicture *picture, const char *words, const char *note);

GtkFlowBox *yx_seal_tiles_new (const char *name, guint most);
void yx_seal_tiles_add (GtkFlowBox *tiles, GtkWidget *tile, const char *name);

G_END_DECLS
