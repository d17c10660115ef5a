/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-tiles.h"

#define TILE_BYTES ((gsize) YX_TILE_SIDE * YX_TILE_SIDE * YX_PDF_PIXEL)

struct _YxPageTiles
{
  YxPdfRenderer *renderer; /* (owned) */
  YxTileCache *cache;      /* (owned): of GdkTexture */
  GArray *wanted;          /* (owned): of YxTile, the most urgent first */
  GCancellable *cancellable; /* (owned) */
  guint most;                /* tiles that memory is given for */
  gboolean drawing;
  YxTile drawn;
  YxPageTilesFunc arrived;
  gpointer data;
};

static void draw_next (YxPageTiles *tiles);

static gsize
measure (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * YX_PDF_PIXEL;
}

static void
take_tile (GObject *source, GAsyncResult *result, gpointer data)
{
  YxPageTiles *tiles = data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = yx_pdf_renderer_draw_finish (YX_PDF_RENDERER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tiles->drawing = FALSE;
  yx_tile_cache_put (tiles->cache, &tiles->drawn, texture, texture != NULL ? measure (texture) : 0);
  tiles->arrived (tiles->data);
  draw_next (tiles);
}

/* Each wanted one is asked for, so that none of them goes before what nobody wants. */
static void
draw_next (YxPageTiles *tiles)
{
  const YxTile *missing = NULL;

  for (guint i = tiles->wanted->len; i > 0; i--)
    {
      const YxTile *tile = &g_array_index (tiles->wanted, YxTile, i - 1);

      if (!yx_tile_cache_find (tiles->cache, tile, NULL))
        missing = tile;
    }
  if (tiles->drawing || missing == NULL)
    return;
  tiles->drawing = TRUE;
  tiles->drawn = *missing;
  yx_pdf_renderer_draw (tiles->renderer, missing, tiles->cancellable, take_tile, tiles);
}

/**
 * yx_page_tiles_new:
 * @renderer: what draws, open
 * @limit: bytes
 * @arrived: called when a wanted one is there
 *
 * Returns: (transfer full): no pictures yet
 */
YxPageTiles *
yx_page_tiles_new (YxPdfRenderer *renderer, gsize limit, YxPageTilesFunc arrived, gpointer data)
{
  YxPageTiles *tiles = g_new0 (YxPageTiles, 1);

  tiles->renderer = g_object_ref (renderer);
  tiles->cache = yx_tile_cache_new (limit, g_object_unref);
  tiles->most = (guint) MAX (1, limit / TILE_BYTES);
  tiles->wanted = g_array_new (FALSE, FALSE, sizeof (YxTile));
  tiles->cancellable = g_cancellable_new ();
  tiles->arrived = arrived;
  tiles->data = data;
  return tiles;
}

/**
 * yx_page_tiles_free:
 * @tiles: (transfer full): pictures
 */
void
yx_page_tiles_free (YxPageTiles *tiles)
{
  g_cancellable_cancel (tiles->cancellable);
  g_object_unref (tiles->cancellable);
  g_object_unref (tiles->renderer);
  g_array_unref (tiles->wanted);
  yx_tile_cache_free (tiles->cache);
  g_free (tiles);
}

/**
 * yx_page_tiles_want:
 * @wanted: (array length=n): what shall be there, the most urgent first; what memory does not suffice for is left out
 *
 * Takes the place of what was wanted before.
 */
void
yx_page_tiles_want (YxPageTiles *tiles, const YxTile *wanted, guint n)
{
  g_array_set_size (tiles->wanted, 0);
  g_array_append_vals (tiles->wanted, wanted, MIN (n, tiles->most));
  draw_next (tiles);
}

/**
 * yx_page_tiles_find:
 * @tile: which one
 * @texture: (out) (transfer none) (nullable): its picture; %NULL when it cannot be drawn
 *
 * Returns: whether it is there
 */
gboolean
yx_page_tiles_find (YxPageTiles *tiles, const YxTile *tile, GdkTexture **texture)
{
  gpointer picture = NULL;
  gboolean found = yx_tile_cache_find (tiles->cache, tile, &picture);

  *texture = picture;
  return found;
}

/**
 * yx_page_tiles_size:
 *
 * Returns: bytes of pictures kept
 */
gsize
yx_page_tiles_size (YxPageTiles *tiles)
{
  return yx_tile_cache_size (tiles->cache);
}
