/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-tile.h"

G_BEGIN_DECLS

/* Pictures of tiles up to a number of bytes; those go first that were not asked for the longest. */
typedef struct _YxTileCache YxTileCache;

YxTileCache *yx_tile_cache_new (gsize limit, GDestroyNotify destroy);
void yx_tile_cache_free (YxTileCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTileCache, yx_tile_cache_free)

gboolean yx_tile_cache_find (YxTileCache *cache, const YxTile *tile, gpointer *picture);
void yx_tile_cache_put (YxTileCache *cache, const YxTile *tile, gpointer picture, gsize size);
void yx_tile_cache_clear (YxTileCache *cache);
gsize yx_tile_cache_size (YxTileCache *cache);
guint yx_tile_cache_length (YxTileCache *cache);

G_END_DECLS
