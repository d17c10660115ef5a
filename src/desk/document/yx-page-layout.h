/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_PAGE_GAP 12    /* pixels between pages and around them */
#define YX_PAGES_MAX 20000 /* pages of a document that is shown */
#define YX_PAGE_SIDE_MIN 8.0
#define YX_PAGE_SIDE_MAX 20000.0 /* points; ISO 32000-2 Annex C.2 lets a page have 14,400 */
#define YX_ZOOM_MIN 0.1
#define YX_ZOOM_MAX 8.0

/* In points. */
typedef struct
{
  double width;
  double height;
} YxPageSize;

/* In pixels, from the upper left corner of all pages together. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} YxPageArea;

/**
 * YxPageSpot:
 * @page: from 1
 * @x: points from the page's left side
 * @y: points from the page's upper side
 *
 * A point of the paper, whatever the zoom; outside the page where it lies in the margin.
 */
typedef struct
{
  guint page;
  double x;
  double y;
} YxPageSpot;

/**
 * YxPageFit:
 * @YX_PAGE_FIT_NONE: the zoom stays as it was chosen
 * @YX_PAGE_FIT_WIDTH: the widest page takes the width that there is
 * @YX_PAGE_FIT_PAGE: the page takes width and height
 */
typedef enum
{
  YX_PAGE_FIT_NONE,
  YX_PAGE_FIT_WIDTH,
  YX_PAGE_FIT_PAGE,
} YxPageFit;

/* Where pages lie below each other. */
typedef struct _YxPageLayout YxPageLayout;

YxPageLayout *yx_page_layout_new (const YxPageSize *sizes, guint n);
void yx_page_layout_free (YxPageLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPageLayout, yx_page_layout_free)

guint yx_page_layout_n_pages (const YxPageLayout *layout);
YxPageSize yx_page_layout_size (const YxPageLayout *layout, guint page);
double yx_page_layout_scale (const YxPageLayout *layout);
void yx_page_layout_set_zoom (YxPageLayout *layout, double zoom);
double yx_page_layout_width (const YxPageLayout *layout);
double yx_page_layout_height (const YxPageLayout *layout);
YxPageArea yx_page_layout_area (const YxPageLayout *layout, guint page, double width);
guint yx_page_layout_page_at (const YxPageLayout *layout, double y);
guint yx_page_layout_main_page (const YxPageLayout *layout, double top, double height);
YxPageSpot yx_page_layout_spot (const YxPageLayout *layout, double x, double y, double width);
void yx_page_layout_point (const YxPageLayout *layout, const YxPageSpot *spot, double width, double *x, double *y);
double yx_page_layout_fit (const YxPageLayout *layout, YxPageFit fit, guint page, double width, double height);

YxPageSize yx_page_size_bound (YxPageSize size);
double yx_zoom_step (double zoom, int direction);

G_END_DECLS
