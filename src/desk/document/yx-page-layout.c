/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-layout.h"

#include <math.h>

#define PIXELS_PER_POINT (96.0 / 72.0)

/* What the plus and the minus lead to. */
static const double steps[] = { 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.4, 8.0 };

struct _YxPageLayout
{
  guint n;
  YxPageSize *sizes;
  double *tops; /* points of all pages before each, and of all at the end */
  double widest;
  double scale; /* pixels for a point */
};

static double
bound_side (double side)
{
  return isfinite (side) ? CLAMP (side, YX_PAGE_SIDE_MIN, YX_PAGE_SIDE_MAX) : YX_PAGE_SIDE_MIN;
}

/* Whole pixels, so that what was drawn for a page falls upon the screen's. */
static double
find_top (const YxPageLayout *layout, guint index)
{
  return floor (YX_PAGE_GAP + layout->tops[index] * layout->scale) + (double) index * YX_PAGE_GAP;
}

/**
 * yx_page_size_bound:
 * @size: any numbers
 *
 * Returns: a size that can be shown
 */
YxPageSize
yx_page_size_bound (YxPageSize size)
{
  return (YxPageSize) { bound_side (size.width), bound_side (size.height) };
}

/**
 * yx_page_layout_new:
 * @sizes: of the pages; what is no size, or an absurd one, is brought into bounds
 * @n: how many, at most %YX_PAGES_MAX
 *
 * Returns: (transfer full): the pages at a zoom of 1: 96 pixels for an inch
 */
YxPageLayout *
yx_page_layout_new (const YxPageSize *sizes, guint n)
{
  YxPageLayout *layout = g_new0 (YxPageLayout, 1);

  g_assert (n <= YX_PAGES_MAX);
  layout->n = n;
  layout->sizes = g_new0 (YxPageSize, n);
  layout->tops = g_new0 (double, n + 1);
  layout->scale = PIXELS_PER_POINT;
  for (guint i = 0; i < n; i++)
    {
      layout->sizes[i] = yx_page_size_bound (sizes[i]);
      layout->tops[i + 1] = layout->tops[i] + layout->sizes[i].height;
      layout->widest = MAX (layout->widest, layout->sizes[i].width);
    }
  return layout;
}

/**
 * yx_page_layout_free:
 * @layout: (transfer full): pages
 */
void
yx_page_layout_free (YxPageLayout *layout)
{
  g_free (layout->sizes);
  g_free (layout->tops);
  g_free (layout);
}

/**
 * yx_page_layout_n_pages:
 *
 * Returns: how many there are
 */
guint
yx_page_layout_n_pages (const YxPageLayout *layout)
{
  return layout->n;
}

/**
 * yx_page_layout_size:
 * @page: from 1
 *
 * Returns: its size, within bounds
 */
YxPageSize
yx_page_layout_size (const YxPageLayout *layout, guint page)
{
  g_assert (page >= 1 && page <= layout->n);
  return layout->sizes[page - 1];
}

/**
 * yx_page_layout_scale:
 *
 * Returns: pixels for a point
 */
double
yx_page_layout_scale (const YxPageLayout *layout)
{
  return layout->scale;
}

/**
 * yx_page_layout_set_zoom:
 * @zoom: 1 for the size on paper; brought into bounds
 */
void
yx_page_layout_set_zoom (YxPageLayout *layout, double zoom)
{
  layout->scale = PIXELS_PER_POINT * (isfinite (zoom) ? CLAMP (zoom, YX_ZOOM_MIN, YX_ZOOM_MAX) : 1);
}

/**
 * yx_page_layout_width:
 *
 * Returns: pixels that the widest page takes, with what is around it
 */
double
yx_page_layout_width (const YxPageLayout *layout)
{
  return ceil (layout->widest * layout->scale) + 2 * YX_PAGE_GAP;
}

/**
 * yx_page_layout_height:
 *
 * Returns: pixels that all pages take, with what is around them
 */
double
yx_page_layout_height (const YxPageLayout *layout)
{
  return layout->n > 0 ? find_top (layout, layout->n) : 0;
}

/**
 * yx_page_layout_area:
 * @page: from 1
 * @width: pixels that there are; pages stand in their middle
 *
 * Returns: where the page lies
 */
YxPageArea
yx_page_layout_area (const YxPageLayout *layout, guint page, double width)
{
  YxPageSize size = yx_page_layout_size (layout, page);
  YxPageArea area = { .y = find_top (layout, page - 1), .width = size.width * layout->scale, .height = size.height * layout->scale };

  area.x = floor ((MAX (width, yx_page_layout_width (layout)) - area.width) / 2);
  return area;
}

/**
 * yx_page_layout_page_at:
 * @y: pixels from the top
 *
 * Returns: the page there, or the one before the gap there, from 1; 0 where there is no page at all
 */
guint
yx_page_layout_page_at (const YxPageLayout *layout, double y)
{
  guint from = 0;
  guint to = layout->n;

  while (to - from > 1)
    {
      guint middle = from + (to - from) / 2;

      if (find_top (layout, middle) <= y)
        from = middle;
      else
        to = middle;
    }
  return layout->n > 0 ? from + 1 : 0;
}

/**
 * yx_page_layout_main_page:
 * @top: pixels from the top that are scrolled away
 * @height: pixels that are seen
 *
 * Returns: the page that most is seen of, from 1; the first of several
 */
guint
yx_page_layout_main_page (const YxPageLayout *layout, double top, double height)
{
  guint first = yx_page_layout_page_at (layout, top);
  guint last = yx_page_layout_page_at (layout, top + height);
  guint found = first;
  double most = -1;

  for (guint page = first; page > 0 && page <= last; page++)
    {
      double y = find_top (layout, page - 1);
      double seen = MIN (y + layout->sizes[page - 1].height * layout->scale, top + height) - MAX (y, top);

      if (seen > most + 0.5)
        {
          most = seen;
          found = page;
        }
    }
  return found;
}

/**
 * yx_page_layout_spot:
 * @x: pixels from the left
 * @y: pixels from the top
 * @width: as of yx_page_layout_area()
 *
 * Returns: what lies there; page 0 where there is no page at all
 */
YxPageSpot
yx_page_layout_spot (const YxPageLayout *layout, double x, double y, double width)
{
  YxPageSpot spot = { .page = yx_page_layout_page_at (layout, y) };
  YxPageArea area;

  if (spot.page == 0)
    return spot;
  area = yx_page_layout_area (layout, spot.page, width);
  spot.x = (x - area.x) / layout->scale;
  spot.y = (y - area.y) / layout->scale;
  return spot;
}

/**
 * yx_page_layout_point:
 * @spot: a point of the paper
 * @width: as of yx_page_layout_area()
 * @x: (out): pixels from the left
 * @y: (out): pixels from the top
 */
void
yx_page_layout_point (const YxPageLayout *layout, const YxPageSpot *spot, double width, double *x, double *y)
{
  YxPageArea area = yx_page_layout_area (layout, spot->page, width);

  *x = area.x + spot->x * layout->scale;
  *y = area.y + spot->y * layout->scale;
}

/**
 * yx_page_layout_fit:
 * @fit: what shall be seen
 * @page: of which page, for %YX_PAGE_FIT_PAGE
 * @width: pixels that there are
 * @height: pixels that there are
 *
 * Returns: the zoom for it, within bounds
 */
double
yx_page_layout_fit (const YxPageLayout *layout, YxPageFit fit, guint page, double width, double height)
{
  double across = MAX (width - 2 * YX_PAGE_GAP, 1) / PIXELS_PER_POINT;
  double down = MAX (height - 2 * YX_PAGE_GAP, 1) / PIXELS_PER_POINT;
  double zoom = layout->scale / PIXELS_PER_POINT;

  if (layout->n == 0)
    return zoom;
  if (fit == YX_PAGE_FIT_WIDTH)
    zoom = across / layout->widest;
  else if (fit == YX_PAGE_FIT_PAGE)
    zoom = MIN (across / yx_page_layout_size (layout, page).width, down / yx_page_layout_size (layout, page).height);
  return CLAMP (zoom, YX_ZOOM_MIN, YX_ZOOM_MAX);
}

/**
 * yx_zoom_step:
 * @zoom: as it is
 * @direction: 1 for nearer, -1 for further
 *
 * Returns: the next step of the zoom
 */
double
yx_zoom_step (double zoom, int direction)
{
  const double near = 0.005;

  if (direction > 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > zoom + near)
          return steps[i];
      return YX_ZOOM_MAX;
    }
  for (gsize i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom - near)
      return steps[i - 1];
  return YX_ZOOM_MIN;
}
