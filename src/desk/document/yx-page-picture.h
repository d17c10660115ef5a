/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/yx-page-tiles.h"

G_BEGIN_DECLS

/**
 * YxPagePicture:
 * @scale: of the tiles that are shown
 * @former: of those shown before the zoom was changed; they stand in until the others are there
 * @device: device pixels for a pixel
 * @hits: (owned) (nullable) (element-type GArray): for each page, boxes of what was found; %NULL for none
 * @hit_page: the page with the one that was gone to, 0 for none
 * @hit: which of its boxes
 * @selected_page: 0 for none
 * @selected: (owned) (nullable) (element-type YxPdfBox): what was selected
 *
 * What is drawn on the paper.
 */
typedef struct
{
  guint scale;
  guint former;
  double device;
  GPtrArray *hits;
  guint hit_page;
  guint hit;
  guint selected_page;
  GArray *selected;
} YxPagePicture;

/**
 * YxPageSheet:
 * @page: from 1
 * @size: in points
 * @scale: pixels for a point
 * @area: where it lies in the widget
 * @seen: how much of the widget is seen, from its upper left corner
 *
 * One page, where it is to be drawn.
 */
typedef struct
{
  guint page;
  YxPageSize size;
  double scale;
  YxPageArea area;
  YxPageArea seen;
} YxPageSheet;

void yx_page_picture_draw (const YxPagePicture *picture, const YxPageSheet *sheet, GtkWidget *widget, GtkSnapshot *snapshot,
                           YxPageTiles *tiles);
void yx_page_picture_clear (YxPagePicture *picture);

G_END_DECLS
