/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-page-layout.h"

G_BEGIN_DECLS

#define YX_TILE_SIDE 1536 /* device pixels: a page of A4 is one tile up to a zoom of 1.3 */

/**
 * YxTile:
 * @page: from 1
 * @scale: device pixels for a point, times 1024
 * @column: from the left, from 0
 * @row: from the top, from 0
 *
 * A piece of a page at a scale.
 */
typedef struct
{
  guint page;
  guint scale;
  guint column;
  guint row;
} YxTile;

guint yx_tile_scale (double scale);
gboolean yx_tile_area (const YxTile *tile, const YxPageSize *size, int area[4]);
void yx_tile_range (guint scale, const YxPageSize *size, const YxPageArea *part, YxTile *first, YxTile *last);

G_END_DECLS
