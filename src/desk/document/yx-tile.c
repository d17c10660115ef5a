/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-tile.h"

#include <math.h>

#define UNIT 1024.0

/* Device pixels of a side of a page. */
static int
measure (guint scale, double side)
{
  return MAX (1, (int) ceil (side * scale / UNIT - 1e-6));
}

static guint
find_index (double at, int side)
{
  int last = (side - 1) / YX_TILE_SIDE;

  return (guint) CLAMP (floor (at / YX_TILE_SIDE), 0, last);
}

/**
 * yx_tile_scale:
 * @scale: device pixels for a point
 *
 * Returns: that scale of tiles
 */
guint
yx_tile_scale (double scale)
{
  return MAX (1, (guint) lround (scale * UNIT));
}

/**
 * yx_tile_area:
 * @tile: a tile
 * @size: of its page; brought into bounds
 * @area: (out) (array fixed-size=4): x, y, width and height in device pixels of the page
 *
 * Returns: whether the page has such a tile
 */
gboolean
yx_tile_area (const YxTile *tile, const YxPageSize *size, int area[4])
{
  const YxPageSize bound = yx_page_size_bound (*size);
  const int width = measure (tile->scale, bound.width);
  const int height = measure (tile->scale, bound.height);

  if (tile->column > find_index (width, width) || tile->row > find_index (height, height))
    return FALSE;
  area[0] = (int) tile->column * YX_TILE_SIDE;
  area[1] = (int) tile->row * YX_TILE_SIDE;
  area[2] = MIN (YX_TILE_SIDE, width - area[0]);
  area[3] = MIN (YX_TILE_SIDE, height - area[1]);
  return TRUE;
}

/**
 * yx_tile_range:
 * @scale: of the tiles
 * @size: of the page; brought into bounds
 * @part: of the page, in device pixels
 * @first: (out): the uppermost, leftmost tile that it touches
 * @last: (out): the lowest, rightmost
 */
void
yx_tile_range (guint scale, const YxPageSize *size, const YxPageArea *part, YxTile *first, YxTile *last)
{
  const YxPageSize bound = yx_page_size_bound (*size);
  const int width = measure (scale, bound.width);
  const int height = measure (scale, bound.height);

  first->scale = last->scale = scale;
  first->column = find_index (part->x, width);
  first->row = find_index (part->y, height);
  last->column = find_index (part->x + part->width, width);
  last->row = find_index (part->y + part->height, height);
}
