/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-tile-cache.h"

typedef struct
{
  YxTile tile;
  gpointer picture; /* (owned) (nullable) */
  gsize size;
  GList link; /* in the order of use */
} Entry;

struct _YxTileCache
{
  gsize limit;
  gsize size;
  GDestroyNotify destroy;
  GHashTable *entries; /* YxTile → Entry */
  GQueue used;         /* of Entry: the last used first */
};

static guint
hash_tile (gconstpointer data)
{
  const YxTile *tile = data;

  return ((tile->page * 31 + tile->scale) * 31 + tile->column) * 31 + tile->row;
}

static gboolean
equal_tiles (gconstpointer a, gconstpointer b)
{
  const YxTile *one = a;
  const YxTile *other = b;

  return one->page == other->page && one->scale == other->scale && one->column == other->column && one->row == other->row;
}

static void
drop (YxTileCache *cache, Entry *entry)
{
  g_queue_unlink (&cache->used, &entry->link);
  g_hash_table_remove (cache->entries, &entry->tile);
  cache->size -= entry->size;
  if (entry->picture != NULL)
    cache->destroy (entry->picture);
  g_free (entry);
}

/**
 * yx_tile_cache_new:
 * @limit: bytes
 * @destroy: frees a picture
 *
 * Returns: (transfer full): an empty cache
 */
YxTileCache *
yx_tile_cache_new (gsize limit, GDestroyNotify destroy)
{
  YxTileCache *cache = g_new0 (YxTileCache, 1);

  cache->limit = limit;
  cache->destroy = destroy;
  cache->entries = g_hash_table_new (hash_tile, equal_tiles);
  g_queue_init (&cache->used);
  return cache;
}

/**
 * yx_tile_cache_free:
 * @cache: (transfer full): a cache
 */
void
yx_tile_cache_free (YxTileCache *cache)
{
  yx_tile_cache_clear (cache);
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

/**
 * yx_tile_cache_find:
 * @tile: what is looked for
 * @picture: (out) (optional) (transfer none) (nullable): its picture; %NULL for a tile that cannot be drawn
 *
 * Returns: whether it is there
 */
gboolean
yx_tile_cache_find (YxTileCache *cache, const YxTile *tile, gpointer *picture)
{
  Entry *entry = g_hash_table_lookup (cache->entries, tile);

  if (entry == NULL)
    return FALSE;
  g_queue_unlink (&cache->used, &entry->link);
  g_queue_push_head_link (&cache->used, &entry->link);
  if (picture != NULL)
    *picture = entry->picture;
  return TRUE;
}

/**
 * yx_tile_cache_put:
 * @tile: what it shows
 * @picture: (transfer full) (nullable): %NULL for what cannot be drawn
 * @size: bytes that it takes; what is kept about it is added
 *
 * Others go until what is left is within the limit; never this one.
 */
void
yx_tile_cache_put (YxTileCache *cache, const YxTile *tile, gpointer picture, gsize size)
{
  Entry *entry = g_hash_table_lookup (cache->entries, tile);

  if (entry != NULL)
    drop (cache, entry);
  entry = g_new0 (Entry, 1);
  entry->tile = *tile;
  entry->picture = picture;
  entry->size = size + sizeof *entry;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, &entry->tile, entry);
  g_queue_push_head_link (&cache->used, &entry->link);
  cache->size += entry->size;
  while (cache->size > cache->limit && cache->used.length > 1)
    drop (cache, g_queue_peek_tail (&cache->used));
}

/**
 * yx_tile_cache_clear:
 * @cache: a cache; empty afterwards
 */
void
yx_tile_cache_clear (YxTileCache *cache)
{
  while (!g_queue_is_empty (&cache->used))
    drop (cache, g_queue_peek_tail (&cache->used));
}

/**
 * yx_tile_cache_size:
 *
 * Returns: bytes that are kept
 */
gsize
yx_tile_cache_size (YxTileCache *cache)
{
  return cache->size;
}

/**
 * yx_tile_cache_length:
 *
 * Returns: how many pictures are kept
 */
guint
yx_tile_cache_length (YxTileCache *cache)
{
  return cache->used.length;
}
