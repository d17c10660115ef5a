/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "desk/document/yx-find-hits.h"
#include "desk/document/yx-overlay-mover.h"
#include "desk/document/yx-page-layout.h"
#include "desk/document/yx-tile-cache.h"
#include "desk/document/yx-tile.h"

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

static YxPageLayout *
make_layout (guint n)
{
  g_autofree YxPageSize *sizes = g_new0 (YxPageSize, n);

  for (guint i = 0; i < n; i++)
    sizes[i] = (YxPageSize) { A4_WIDTH, A4_HEIGHT };
  return yx_page_layout_new (sizes, n);
}

/* Pages follow each other without touching, on whole pixels. */
static void
test_areas (void)
{
  g_autoptr (YxPageLayout) layout = make_layout (6);
  double end = 0;

  for (guint page = 1; page <= 6; page++)
    {
      YxPageArea area = yx_page_layout_area (layout, page, 2000);

      g_assert_cmpfloat (area.y, >=, end + YX_PAGE_GAP - 1);
      g_assert_cmpfloat (area.y, ==, floor (area.y));
      g_assert_cmpfloat (area.x, ==, floor ((2000 - area.width) / 2));
      g_assert_cmpfloat_with_epsilon (area.height, A4_HEIGHT * 96 / 72, 1e-9);
      end = area.y + area.height;
    }
  g_assert_cmpfloat (yx_page_layout_height (layout), >=, end + YX_PAGE_GAP - 1);
  g_assert_cmpfloat (yx_page_layout_area (layout, 1, 10).x, ==, YX_PAGE_GAP);
}

/* Sizes that are none, or that nobody can show, become some that can. */
static void
test_absurd_sizes (void)
{
  static const YxPageSize sizes[] = { { 0, 0 }, { -5, 100 }, { NAN, INFINITY }, { 1e300, 1e-300 }, { A4_WIDTH, A4_HEIGHT } };
  g_autoptr (YxPageLayout) layout = yx_page_layout_new (sizes, G_N_ELEMENTS (sizes));

  for (guint page = 1; page <= G_N_ELEMENTS (sizes); page++)
    {
      YxPageSize size = yx_page_layout_size (layout, page);

      g_assert_cmpfloat (size.width, >=, YX_PAGE_SIDE_MIN);
      g_assert_cmpfloat (size.width, <=, YX_PAGE_SIDE_MAX);
      g_assert_cmpfloat (size.height, >=, YX_PAGE_SIDE_MIN);
      g_assert_cmpfloat (size.height, <=, YX_PAGE_SIDE_MAX);
    }
  g_assert_cmpfloat (yx_page_layout_size (layout, 5).width, ==, A4_WIDTH);
  g_assert_true (isfinite (yx_page_layout_height (layout)));
}

static void
test_no_page (void)
{
  g_autoptr (YxPageLayout) layout = yx_page_layout_new (NULL, 0);

  g_assert_cmpuint (yx_page_layout_page_at (layout, 100), ==, 0);
  g_assert_cmpuint (yx_page_layout_main_page (layout, 0, 100), ==, 0);
  g_assert_cmpuint (yx_page_layout_spot (layout, 1, 1, 100).page, ==, 0);
  g_assert_cmpfloat (yx_page_layout_height (layout), ==, 0);
}

/* Each of many pages is found again by where it lies. */
static void
test_many_pages (void)
{
  g_autoptr (YxPageLayout) layout = make_layout (10000);

  yx_page_layout_set_zoom (layout, 0.37);
  for (guint page = 1; page <= 10000; page++)
    {
      YxPageArea area = yx_page_layout_area (layout, page, 800);

      g_assert_cmpuint (yx_page_layout_page_at (layout, area.y), ==, page);
      g_assert_cmpuint (yx_page_layout_page_at (layout, area.y + area.height), ==, page);
      g_assert_cmpuint (yx_page_layout_main_page (layout, area.y, 200), ==, page);
    }
  g_assert_cmpuint (yx_page_layout_page_at (layout, -100), ==, 1);
  g_assert_cmpuint (yx_page_layout_page_at (layout, 1e12), ==, 10000);
}

/* A point of the paper is where it was found, at any zoom. */
static void
test_spots (void)
{
  g_autoptr (YxPageLayout) layout = make_layout (20);

  for (double zoom = YX_ZOOM_MIN; zoom < YX_ZOOM_MAX; zoom *= 1.7)
    {
      YxPageSpot spot = { .page = 7, .x = 100, .y = 333 };
      double x, y;

      yx_page_layout_set_zoom (layout, zoom);
      yx_page_layout_point (layout, &spot, 900, &x, &y);
      spot = yx_page_layout_spot (layout, x, y, 900);
      g_assert_cmpuint (spot.page, ==, 7);
      g_assert_cmpfloat_with_epsilon (spot.x, 100, 1e-6);
      g_assert_cmpfloat_with_epsilon (spot.y, 333, 1e-6);
    }
}

static void
test_fit (void)
{
  g_autoptr (YxPageLayout) layout = make_layout (3);
  double zoom = yx_page_layout_fit (layout, YX_PAGE_FIT_WIDTH, 1, 800, 600);

  yx_page_layout_set_zoom (layout, zoom);
  g_assert_cmpfloat (yx_page_layout_width (layout), <=, 800);
  g_assert_cmpfloat (yx_page_layout_width (layout), >=, 799);
  zoom = yx_page_layout_fit (layout, YX_PAGE_FIT_PAGE, 1, 800, 600);
  yx_page_layout_set_zoom (layout, zoom);
  g_assert_cmpfloat (yx_page_layout_area (layout, 1, 800).height, <=, 600 - 2 * YX_PAGE_GAP + 0.01);
  g_assert_cmpfloat (yx_page_layout_area (layout, 1, 800).height, >=, 600 - 2 * YX_PAGE_GAP - 0.01);
  g_assert_cmpfloat (yx_page_layout_fit (layout, YX_PAGE_FIT_WIDTH, 1, 1, 1), ==, YX_ZOOM_MIN);
  g_assert_cmpfloat (yx_page_layout_fit (layout, YX_PAGE_FIT_WIDTH, 1, 1e9, 1e9), ==, YX_ZOOM_MAX);
}

/* The keys go through all steps and stop at both ends. */
static void
test_zoom_steps (void)
{
  double zoom = YX_ZOOM_MIN;
  guint steps = 0;

  for (; zoom < YX_ZOOM_MAX; steps++)
    {
      double next = yx_zoom_step (zoom, 1);

      g_assert_cmpfloat (next, >, zoom);
      g_assert_cmpfloat_with_epsilon (yx_zoom_step (next, -1), zoom, 1e-9);
      zoom = next;
    }
  g_assert_cmpuint (steps, >, 10);
  g_assert_cmpfloat (yx_zoom_step (YX_ZOOM_MAX, 1), ==, YX_ZOOM_MAX);
  g_assert_cmpfloat (yx_zoom_step (YX_ZOOM_MIN, -1), ==, YX_ZOOM_MIN);
  g_assert_cmpfloat (yx_zoom_step (0.97, 1), ==, 1);
  g_assert_cmpfloat (yx_zoom_step (1.03, -1), ==, 1);
}

/* Tiles cover the page without gaps and without more than the page. */
static void
test_tiles_cover (void)
{
  static const double scales[] = { 0.1, 1.0, 96.0 / 72, 4.1, 30 };
  const YxPageSize size = { A4_WIDTH, A4_HEIGHT };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const guint scale = yx_tile_scale (scales[i]);
      const YxPageArea whole = { 0, 0, 1e9, 1e9 };
      YxTile first, last;
      gint64 sum = 0;
      int area[4];

      yx_tile_range (scale, &size, &whole, &first, &last);
      g_assert_cmpuint (first.column + first.row, ==, 0);
      for (guint row = 0; row <= last.row; row++)
        for (guint column = 0; column <= last.column; column++)
          {
            const YxTile tile = { 1, scale, column, row };

            g_assert_true (yx_tile_area (&tile, &size, area));
            g_assert_cmpint (area[2], <=, YX_TILE_SIDE);
            g_assert_cmpint (area[3], <=, YX_TILE_SIDE);
            sum += (gint64) area[2] * area[3];
          }
      g_assert_cmpint (sum, ==, (gint64) ceil (A4_WIDTH * scale / 1024) * (gint64) ceil (A4_HEIGHT * scale / 1024));
      g_assert_false (yx_tile_area (&(const YxTile) { 1, scale, last.column + 1, 0 }, &size, area));
      g_assert_false (yx_tile_area (&(const YxTile) { 1, scale, 0, last.row + 1 }, &size, area));
    }
}

static guint freed;

static void
count_freed (gpointer picture)
{
  freed++;
  g_free (picture);
}

/* Never more bytes than allowed, and what was used last stays. */
static void
test_cache_bound (void)
{
  const gsize limit = 100 * 1000;
  YxTileCache *cache = yx_tile_cache_new (limit, count_freed);
  const YxTile kept = { 1, 1, 0, 0 };

  freed = 0;
  yx_tile_cache_put (cache, &kept, g_malloc (1), 1000);
  for (guint page = 2; page <= 1000; page++)
    {
      const YxTile tile = { page, 1, 0, 0 };

      yx_tile_cache_put (cache, &tile, g_malloc (1), 9000);
      g_assert_cmpuint (yx_tile_cache_size (cache), <=, limit);
      g_assert_true (yx_tile_cache_find (cache, &tile, NULL));
      g_assert_true (yx_tile_cache_find (cache, &kept, NULL));
    }
  g_assert_false (yx_tile_cache_find (cache, &(const YxTile) { 2, 1, 0, 0 }, NULL));
  g_assert_cmpuint (freed + yx_tile_cache_length (cache), ==, 1000);
  yx_tile_cache_free (cache);
  g_assert_cmpuint (freed, ==, 1000);
}

/* Pictures that could not be drawn take room, too; one larger than all is kept alone; the same tile again replaces. */
static void
test_cache_odd (void)
{
  g_autoptr (YxTileCache) cache = yx_tile_cache_new (10000, count_freed);
  const YxTile tile = { 7, 3, 2, 1 };
  gpointer picture = cache;

  for (guint page = 1; page <= 100000; page++)
    yx_tile_cache_put (cache, &(const YxTile) { page, 1, 0, 0 }, NULL, 0);
  g_assert_cmpuint (yx_tile_cache_length (cache), <, 1000);
  yx_tile_cache_put (cache, &tile, g_strdup ("first"), 50000);
  g_assert_cmpuint (yx_tile_cache_length (cache), ==, 1);
  yx_tile_cache_put (cache, &tile, g_strdup ("second"), 100);
  g_assert_cmpuint (yx_tile_cache_length (cache), ==, 1);
  g_assert_true (yx_tile_cache_find (cache, &tile, &picture));
  g_assert_cmpstr (picture, ==, "second");
  g_assert_false (yx_tile_cache_find (cache, &(const YxTile) { 7, 3, 1, 2 }, NULL));
}

static GArray *
make_boxes (guint n)
{
  GArray *boxes = g_array_new (FALSE, TRUE, sizeof (YxPdfBox));

  g_array_set_size (boxes, n);
  return boxes;
}

/* Next and previous go around all pages, whatever page was looked at first. */
static void
test_hits (void)
{
  g_autoptr (YxFindHits) hits = yx_find_hits_new (5);
  YxFindHit hit;

  yx_find_hits_take (hits, 3, make_boxes (2));
  g_assert_false (yx_find_hits_done (hits));
  yx_find_hits_take (hits, 4, NULL);
  yx_find_hits_take (hits, 5, make_boxes (1));
  yx_find_hits_take (hits, 1, make_boxes (1));
  yx_find_hits_take (hits, 2, make_boxes (0));
  g_assert_true (yx_find_hits_done (hits));
  g_assert_cmpuint (hits->total, ==, 4);
  hit = yx_find_hits_first (hits, 4);
  g_assert_cmpuint (hit.page, ==, 5);
  g_assert_cmpuint (yx_find_hits_number (hits, &hit), ==, 4);
  hit = yx_find_hits_step (hits, &hit, 1);
  g_assert_cmpuint (yx_find_hits_number (hits, &hit), ==, 1);
  for (guint number = 2; number <= 4; number++)
    {
      hit = yx_find_hits_step (hits, &hit, 1);
      g_assert_cmpuint (yx_find_hits_number (hits, &hit), ==, number);
    }
  for (guint number = 3; number >= 1; number--)
    {
      hit = yx_find_hits_step (hits, &hit, -1);
      g_assert_cmpuint (yx_find_hits_number (hits, &hit), ==, number);
    }
  hit = yx_find_hits_step (hits, &hit, -1);
  g_assert_cmpuint (hit.page, ==, 5);
}

static void
test_no_hits (void)
{
  g_autoptr (YxFindHits) hits = yx_find_hits_new (2);
  YxFindHit hit = yx_find_hits_first (hits, 1);

  g_assert_cmpuint (hit.page, ==, 0);
  g_assert_cmpuint (yx_find_hits_number (hits, &hit), ==, 0);
  g_assert_cmpuint (yx_find_hits_step (hits, &hit, 1).page, ==, 0);
}

/* A text that stands everywhere does not take all memory. */
static void
test_hits_bound (void)
{
  g_autoptr (YxFindHits) hits = yx_find_hits_new (100);

  for (guint page = 1; page <= 100; page++)
    yx_find_hits_take (hits, page, make_boxes (999));
  g_assert_cmpuint (hits->total, ==, YX_FIND_HITS_MAX);
  g_assert_true (yx_find_hits_done (hits));
}

/* What a person moves stays on its page. */
static void
test_keeps_on_page (void)
{
  static const struct
  {
    double dx, dy, x, y;
  } table[] = {
    { 10, -10, 110, 90 }, { 1e6, 0, A4_WIDTH - 120, 100 }, { -1e6, 1e6, 0, A4_HEIGHT - 80 }, { 0, -101, 100, 0 },
  };
  const YxPdfBox box = { 100, 100, 120, 80 };
  const YxPageSize page = { A4_WIDTH, A4_HEIGHT };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      YxPdfBox kept = yx_overlay_mover_keep (&box, table[i].dx, table[i].dy, page);

      g_assert_cmpfloat (kept.x, ==, table[i].x);
      g_assert_cmpfloat (kept.y, ==, table[i].y);
      g_assert_cmpfloat (kept.width, ==, 120);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/page-layout/areas", test_areas);
  g_test_add_func ("/desk/page-layout/absurd-sizes", test_absurd_sizes);
  g_test_add_func ("/desk/page-layout/no-page", test_no_page);
  g_test_add_func ("/desk/page-layout/many-pages", test_many_pages);
  g_test_add_func ("/desk/page-layout/spots", test_spots);
  g_test_add_func ("/desk/page-layout/fit", test_fit);
  g_test_add_func ("/desk/page-layout/zoom-steps", test_zoom_steps);
  g_test_add_func ("/desk/page-layout/tiles-cover", test_tiles_cover);
  g_test_add_func ("/desk/page-layout/cache-bound", test_cache_bound);
  g_test_add_func ("/desk/page-layout/cache-odd", test_cache_odd);
  g_test_add_func ("/desk/page-layout/hits", test_hits);
  g_test_add_func ("/desk/page-layout/no-hits", test_no_hits);
  g_test_add_func ("/desk/page-layout/hits-bound", test_hits_bound);
  g_test_add_func ("/desk/page-layout/keeps-on-page", test_keeps_on_page);
  return g_test_run ();
}
