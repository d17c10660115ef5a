/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "ink/yx-centre-line.h"
#include "ink/yx-ink-error.h"
#include "ink/yx-ink-mark.h"
#include "ink/yx-outline.h"
#include "ink/yx-strokes-sample.h"
#include "ink/yx-strokes-vary.h"

#define SCALE 20 /* pixels a millimetre */
#define WIDTH 40 /* mm */
#define HEIGHT 30
#define EDGE 0.09 /* mm by which curves, pixels and the line's own points may differ */

typedef struct
{
  YxSample samples[400];
  guint n;
} Stroke;

static void
add (Stroke *stroke, double x, double y, double pressure)
{
  stroke->samples[stroke->n] = (YxSample) { x, y, pressure, (gint64) stroke->n * 8 };
  stroke->n++;
}

static cairo_surface_t *
create_surface (cairo_t **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH * SCALE, HEIGHT * SCALE);

  *cr = cairo_create (surface);
  cairo_scale (*cr, SCALE, SCALE);
  return surface;
}

static cairo_surface_t *
paint (const Stroke *stroke)
{
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (&cr);

  yx_outline_path (cr, stroke->samples, stroke->n);
  cairo_fill (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* A disc at each point of the line, larger by @more. */
static cairo_surface_t *
paint_discs (GArray *line, double more)
{
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (&cr);

  for (guint i = 0; i < line->len; i++)
    {
      const YxInkPoint *point = &g_array_index (line, YxInkPoint, i);

      cairo_new_path (cr);
      cairo_arc (cr, point->x, point->y, MAX (0.0, point->r + more), 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_painted (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x] > 127;
}

/* The outline is what a round pen of changing width leaves: no holes within, no ink beyond. */
static guint
check_painting (const Stroke *stroke)
{
  g_autoptr (GArray) line = yx_centre_line (stroke->samples, stroke->n);
  cairo_surface_t *surface = paint (stroke);
  cairo_surface_t *within = paint_discs (line, -EDGE);
  cairo_surface_t *around = paint_discs (line, EDGE);
  guint painted = 0;

  for (int y = 0; y < HEIGHT * SCALE; y++)
    for (int x = 0; x < WIDTH * SCALE; x++)
      {
        gboolean ink = is_painted (surface, x, y);

        if (is_painted (within, x, y))
          g_assert_true (ink);
        if (!is_painted (around, x, y))
          g_assert_false (ink);
        painted += ink;
      }
  cairo_surface_destroy (surface);
  cairo_surface_destroy (within);
  cairo_surface_destroy (around);
  return painted;
}

static void
test_dot (void)
{
  const double pressures[] = { 0.1, 0.5, 1.0 };
  guint last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (pressures); i++)
    {
      Stroke stroke = { 0 };
      guint painted;

      add (&stroke, 20, 15, pressures[i]);
      painted = check_painting (&stroke);
      g_assert_cmpuint (painted, >, last);
      last = painted;
    }
}

/* All samples in one place are a dot, too. */
static void
test_repeated (void)
{
  Stroke stroke = { 0 };
  Stroke dot = { 0 };

  for (int i = 0; i < 50; i++)
    add (&stroke, 20, 15, 0.6);
  add (&dot, 20, 15, 0.6);
  g_assert_cmpuint (check_painting (&stroke), ==, check_painting (&dot));
}

static void
test_line (void)
{
  Stroke stroke = { 0 };

  add (&stroke, 5, 5, 0.5);
  add (&stroke, 35, 25, 0.5);
  g_assert_cmpuint (check_painting (&stroke), >, 0);
}

/* Pressed harder, the line is wider there. */
static void
test_pressure (void)
{
  Stroke stroke = { 0 };
  g_autoptr (GArray) line = NULL;

  for (int i = 0; i <= 100; i++)
    add (&stroke, 5 + i * 0.3, 15, i / 100.0);
  check_painting (&stroke);
  line = yx_centre_line (stroke.samples, stroke.n);
  for (guint i = 1; i < line->len; i++)
    g_assert_cmpfloat (g_array_index (line, YxInkPoint, i).r, >=, g_array_index (line, YxInkPoint, i - 1).r - 1e-9);
}

/* A slow hand trembles by a tenth of a millimetre; the line does not. */
static void
test_tremor (void)
{
  Stroke stroke = { 0 };
  g_autoptr (GArray) line = NULL;
  g_autoptr (GRand) dice = g_rand_new_with_seed (5);

  for (int i = 0; i < 400; i++)
    add (&stroke, 5 + i * 0.07, 15 + g_rand_double_range (dice, -0.1, 0.1), 0.5);
  check_painting (&stroke);
  line = yx_centre_line (stroke.samples, stroke.n);
  for (guint i = 4; i + 4 < line->len; i++)
    {
      const YxInkPoint *at = &g_array_index (line, YxInkPoint, i);

      g_assert_cmpfloat (fabs (at[0].y - 15), <, 0.09);
      g_assert_cmpfloat (fabs (atan2 (at[1].y - at[0].y, at[1].x - at[0].x)), <, 0.45);
    }
}

static void
test_zigzag (void)
{
  Stroke stroke = { 0 };

  for (int i = 0; i < 24; i++)
    add (&stroke, 5 + i * 1.2, i % 2 == 0 ? 6 : 24, 0.9);
  check_painting (&stroke);
}

static void
test_to_and_fro (void)
{
  Stroke stroke = { 0 };

  for (int i = 0; i < 6; i++)
    add (&stroke, i % 2 == 0 ? 10 : 30, 15, 0.9);
  check_painting (&stroke);
}

/* Loops that cross themselves, down to bends tighter than the line is wide. */
static void
test_spiral (void)
{
  Stroke stroke = { 0 };

  for (int i = 0; i < 400; i++)
    add (&stroke, 20 + i * 0.025 * cos (i * 0.2), 15 + i * 0.025 * sin (i * 0.2), 0.5 + 0.5 * sin (i * 0.11));
  check_painting (&stroke);
}

static void
test_scribble (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);

  for (int round = 0; round < 6; round++)
    {
      Stroke stroke = { 0 };

      for (int i = 0; i < 60; i++)
        add (&stroke, g_rand_double_range (dice, 5, 35), g_rand_double_range (dice, 5, 25), g_rand_double (dice));
      check_painting (&stroke);
    }
}

/* One reading that jumps away and back leaves no trace; a stroke that goes there does. */
static void
test_spike (void)
{
  Stroke stroke = { 0 };
  Stroke corner = { 0 };
  cairo_surface_t *surface;

  for (int i = 0; i < 40; i++)
    add (&stroke, 5 + i * 0.7, i == 20 ? 2 : 20, 0.5);
  surface = paint (&stroke);
  for (int x = 0; x < WIDTH * SCALE; x++)
    g_assert_false (is_painted (surface, x, 10 * SCALE));
  cairo_surface_destroy (surface);
  add (&corner, 5, 20, 0.5);
  add (&corner, 20, 2, 0.5);
  add (&corner, 35, 20, 0.5);
  surface = paint (&corner);
  g_assert_true (is_painted (surface, 20 * SCALE, 2 * SCALE));
  cairo_surface_destroy (surface);
}

/* Without pressure a line is still seen: as of middling pressure when there is none at all. */
static void
test_no_pressure (void)
{
  const double pressures[] = { 0.0, -3.0, 0.5, 9.0, NAN };
  guint painted[5];

  for (gsize i = 0; i < G_N_ELEMENTS (pressures); i++)
    {
      Stroke stroke = { 0 };

      for (int k = 0; k < 30; k++)
        add (&stroke, 5 + k, 15, pressures[i]);
      painted[i] = check_painting (&stroke);
    }
  g_assert_cmpuint (painted[0], ==, painted[2]);
  g_assert_cmpuint (painted[1], ==, painted[2]);
  g_assert_cmpuint (painted[3], >, painted[2]);
  g_assert_cmpuint (painted[4], ==, 0);
}

/* No sample at all, or none with a place: nothing is drawn, nothing fails. */
static void
test_nothing (void)
{
  Stroke stroke = { 0 };

  g_assert_cmpuint (check_painting (&stroke), ==, 0);
  add (&stroke, NAN, 5, 0.5);
  add (&stroke, 5, INFINITY, 0.5);
  g_assert_cmpuint (check_painting (&stroke), ==, 0);
}

/* The longest stroke that the limits allow is done in bounded memory. */
static void
test_longest (void)
{
  g_autofree YxSample *samples = g_new (YxSample, YX_STROKES_MAX_SAMPLES);
  g_autoptr (GArray) line = NULL;

  for (int i = 0; i < YX_STROKES_MAX_SAMPLES; i++)
    samples[i] = (YxSample) { i % 2 == 0 ? -1000 : 1000, i % 3 * 500, 1, i * 5000 };
  line = yx_centre_line (samples, YX_STROKES_MAX_SAMPLES);
  g_assert_cmpuint (line->len, >, YX_STROKES_MAX_SAMPLES / 2);
  g_assert_cmpuint (line->len, <, 4 * YX_STROKES_MAX_SAMPLES);
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

/* A mark is small, of the frame's size, vector, and the same on every run. */
static void
test_mark (void)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (YxStrokes) sample = yx_strokes_sample (i % yx_strokes_sample_count ());
      g_autoptr (YxStrokes) strokes = yx_strokes_vary (sample, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = yx_ink_mark_pdf (strokes, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      again = yx_ink_mark_pdf (strokes, &error);
      g_assert_true (g_bytes_equal (pdf, again));
      g_assert_cmpuint (g_bytes_get_size (pdf), <, 15 * 1024);
      g_assert_true (contains (pdf, "/MediaBox [ 0 0 226.771654 85.03937 ]"));
      g_assert_true (contains (pdf, "/CreationDate (20000101000000"));
      g_assert_false (contains (pdf, "/Image"));
      g_assert_false (contains (pdf, "/Font"));
    }
}

static void
draw_badly (cairo_t *cr, gpointer data)
{
  cairo_restore (cr);
}

static void
test_page_fails (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_ink_page_pdf (10, 10, draw_badly, NULL, &error));
  g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_DRAWING);
}

/* For the eye: all samples and variations of them, in the build folder. */
static void
test_gallery (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "gallery-ink.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 240 * 5, 240 * 5);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 5, 5);
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (YxStrokes) sample = yx_strokes_sample (i % 3);
      g_autoptr (YxStrokes) varied = yx_strokes_vary (sample, i);

      cairo_save (cr);
      cairo_translate (cr, i % 3 * 80, i / 3 * 30);
      yx_ink_draw (cr, i < 3 ? sample : varied);
      cairo_restore (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ink/outline/dot", test_dot);
  g_test_add_func ("/ink/outline/repeated", test_repeated);
  g_test_add_func ("/ink/outline/line", test_line);
  g_test_add_func ("/ink/outline/pressure", test_pressure);
  g_test_add_func ("/ink/outline/tremor", test_tremor);
  g_test_add_func ("/ink/outline/zigzag", test_zigzag);
  g_test_add_func ("/ink/outline/to-and-fro", test_to_and_fro);
  g_test_add_func ("/ink/outline/spiral", test_spiral);
  g_test_add_func ("/ink/outline/scribble", test_scribble);
  g_test_add_func ("/ink/outline/spike", test_spike);
  g_test_add_func ("/ink/outline/no-pressure", test_no_pressure);
  g_test_add_func ("/ink/outline/nothing", test_nothing);
  g_test_add_func ("/ink/outline/longest", test_longest);
  g_test_add_func ("/ink/mark/pdf", test_mark);
  g_test_add_func ("/ink/mark/page-fails", test_page_fails);
  g_test_add_func ("/ink/gallery", test_gallery);
  return g_test_run ();
}
