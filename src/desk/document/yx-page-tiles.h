/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-pdf-renderer.h"

G_BEGIN_DECLS

/* The pictures of pages that are wanted, drawn one after the other, and as many of the others as memory is given. */
typedef struct _YxPageTiles YxPageTiles;

typedef void (*YxPageTilesFunc) (gpointer data);

YxPageTiles *yx_page_tiles_new (YxPdfRenderer *renderer, gsize limit, YxPageTilesFunc arrived, gpointer data);
void yx_page_tiles_free (YxPageTiles *tiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPageTiles, yx_page_tiles_free)

void yx_page_tiles_want (YxPageTiles *tiles, const YxTile *wanted, guint n);
gboolean yx_page_tiles_find (YxPageTiles *tiles, const YxTile *tile, GdkTexture **texture);
gsize yx_page_tiles_size (YxPageTiles *tiles);

G_END_DECLS
