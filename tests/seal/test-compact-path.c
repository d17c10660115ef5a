/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <glib.h>
#include <math.h>

#include "seal/yx-compact-path.h"

#define GRID (25.4 / 72.0 / 16.0)

static cairo_t *
create (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 10, 10);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_scale (cr, 10, 10);
  cairo_set_tolerance (cr, 0.01);
  return cr;
}

/* A circle that was told in ever so many points stays that circle, told in fewer. */
static void
test_circle (void)
{
  for (int n = 3; n < 300; n++)
    {
      cairo_t *cr = create ();
      cairo_path_t *path;

      for (int i = 0; i < n; i++)
        cairo_line_to (cr, 20 + 5 * cos (2 * G_PI * i / n), 20 + 5 * sin (2 * G_PI * i / n));
      cairo_close_path (cr);
      yx_compact_path (cr, 0.02);
      path = cairo_copy_path (cr);
      g_assert_cmpint (path->num_data, >, 0);
      g_assert_cmpint (path->num_data, <, 150);
      for (int i = 0; i < path->num_data; i += path->data[i].header.length)
        if (path->data[i].header.type != CAIRO_PATH_CLOSE_PATH)
          {
            const cairo_path_data_t *at = &path->data[i + 1];

            g_assert_cmpfloat (fabs (hypot (at->point.x - 20, at->point.y - 20) - 5), <, 0.03);
            g_assert_cmpfloat (fabs (at->point.x / GRID - round (at->point.x / GRID)), <, 0.02);
          }
      cairo_path_destroy (path);
      cairo_destroy (cr);
    }
}

/* Outlines stay apart and in order; what is open is closed; what has no area goes. */
static void
test_outlines (void)
{
  cairo_t *cr = create ();
  cairo_path_t *path;
  int outlines = 0;

  cairo_rectangle (cr, 0, 0, 4, 4);
  cairo_move_to (cr, 10, 10);
  cairo_move_to (cr, 12, 12);
  cairo_line_to (cr, 14, 12);
  cairo_move_to (cr, 20, 20);
  cairo_line_to (cr, 24, 20);
  cairo_line_to (cr, 24, 24);
  yx_compact_path (cr, 0.02);
  path = cairo_copy_path (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    outlines += path->data[i].header.type == CAIRO_PATH_CLOSE_PATH;
  g_assert_cmpint (outlines, ==, 2);
  cairo_path_destroy (path);
  cairo_destroy (cr);
}

static void
test_nothing (void)
{
  cairo_t *cr = create ();
  cairo_path_t *path;

  yx_compact_path (cr, 0.02);
  path = cairo_copy_path (cr);
  g_assert_cmpint (path->num_data, ==, 0);
  cairo_path_destroy (path);
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/compact-path/circle", test_circle);
  g_test_add_func ("/seal/compact-path/outlines", test_outlines);
  g_test_add_func ("/seal/compact-path/nothing", test_nothing);
  return g_test_run ();
}
