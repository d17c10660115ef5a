/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "ink/yx-ink-error.h"
#include "ink/yx-strokes-sample.h"
#include "ink/yx-strokes-vary.h"
#include "ink/yx-strokes.h"

#define HEAD "{\"yinxin-strokes\":1,\"unit\":\"mm\",\"width\":80,\"height\":30,\"strokes\":"

static YxStrokes *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));

  return yx_strokes_parse (json, error);
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxStrokes) strokes = parse (HEAD "[[[1,2.5,0.25,0],[3,4,1,8]],[[-0.5,6,0,8]]]}", &error);
  const YxSample *samples;
  guint n;
  double x0, y0, x1, y1;

  g_assert_no_error (error);
  g_assert_cmpfloat (yx_strokes_width (strokes), ==, 80);
  g_assert_cmpfloat (yx_strokes_height (strokes), ==, 30);
  g_assert_cmpuint (yx_strokes_count (strokes), ==, 2);
  samples = yx_strokes_get (strokes, 0, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (samples[0].y, ==, 2.5);
  g_assert_cmpfloat (samples[0].pressure, ==, 0.25);
  g_assert_cmpint (samples[1].t, ==, 8);
  samples = yx_strokes_get (strokes, 1, &n);
  g_assert_cmpuint (n, ==, 1);
  yx_strokes_bounds (strokes, &x0, &y0, &x1, &y1);
  g_assert_cmpfloat (x0, ==, -0.5);
  g_assert_cmpfloat (y0, ==, 2.5);
  g_assert_cmpfloat (x1, ==, 3);
  g_assert_cmpfloat (y1, ==, 6);
}

static void
test_hostile (void)
{
  const struct { const char *json; int code; } rows[] = {
    { "", YX_INK_ERROR_FORMAT },
    { "[]", YX_INK_ERROR_FORMAT },
    { "{}", YX_INK_ERROR_FORMAT },
    { HEAD "[]}", YX_INK_ERROR_EMPTY },
    { HEAD "{}}", YX_INK_ERROR_FORMAT },
    { HEAD "[[]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,0,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,\"0\"]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,null]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[[1],2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[{\"x\":1}]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,-0.01,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,1.01,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,-1]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,5],[1,2,0.5,4]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,5]],[[1,2,0.5,4]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,1e30]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1e9,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,-1e9,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1e400,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[NaN,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,0]]],\"more\":1}", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,0]]]", YX_INK_ERROR_FORMAT },
    { HEAD "[[[1,2,0.5,0]]]}x", YX_INK_ERROR_FORMAT },
    { "{\"yinxin-strokes\":2,\"unit\":\"mm\",\"width\":80,\"height\":30,\"strokes\":[[[1,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { "{\"yinxin-strokes\":1,\"unit\":\"pt\",\"width\":80,\"height\":30,\"strokes\":[[[1,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { "{\"yinxin-strokes\":1,\"unit\":7,\"width\":80,\"height\":30,\"strokes\":[[[1,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { "{\"yinxin-strokes\":1,\"unit\":\"mm\",\"width\":0,\"height\":30,\"strokes\":[[[1,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
    { "{\"yinxin-strokes\":1,\"unit\":\"mm\",\"width\":80,\"height\":301,\"strokes\":[[[1,2,0.5,0]]]}", YX_INK_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      YxStrokes *strokes = parse (rows[i].json, &error);

      g_test_message ("%s", rows[i].json);
      g_assert_null (strokes);
      g_assert_error (error, YX_INK_ERROR, rows[i].code);
    }
}

/* A sample's JSON cut at every byte. */
static void
test_cut (void)
{
  g_autoptr (YxStrokes) whole = yx_strokes_sample (0);
  g_autoptr (GBytes) json = yx_strokes_write (whole);
  gsize size = g_bytes_get_size (json);

  for (gsize i = 0; i < size - 2; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (json, 0, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_strokes_parse (part, &error));
      g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT);
    }
}

static char *
many (guint n_strokes, guint n_samples)
{
  GString *text = g_string_new (HEAD "[");

  for (guint i = 0; i < n_strokes; i++)
    {
      g_string_append (text, i == 0 ? "[" : ",[");
      for (guint k = 0; k < n_samples; k++)
        g_string_append (text, k == 0 ? "[1,2,1,0]" : ",[1,2,1,0]");
      g_string_append (text, "]");
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  const struct { guint strokes; guint samples; gboolean good; } rows[] = {
    { 200, 100, TRUE }, { 201, 1, FALSE }, { 1, 20000, TRUE }, { 1, 20001, FALSE }, { 2, 10001, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = many (rows[i].strokes, rows[i].samples);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxStrokes) strokes = parse (text, &error);

      if (rows[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_TOO_LARGE);
    }
}

static void
test_too_long (void)
{
  g_autofree char *blank = g_malloc (YX_STROKES_MAX_BYTES + 1);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;

  memset (blank, ' ', YX_STROKES_MAX_BYTES + 1);
  json = g_bytes_new_static (blank, YX_STROKES_MAX_BYTES + 1);
  g_assert_null (yx_strokes_parse (json, &error));
  g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_TOO_LARGE);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < yx_strokes_sample_count (); i++)
    {
      g_autoptr (YxStrokes) strokes = yx_strokes_sample (i);
      g_autoptr (GBytes) json = yx_strokes_write (strokes);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxStrokes) again = yx_strokes_parse (json, &error);
      g_autoptr (GBytes) json_again = NULL;

      g_assert_no_error (error);
      json_again = yx_strokes_write (again);
      g_assert_true (g_bytes_equal (json, json_again));
    }
}

static void
test_builder (void)
{
  const YxSample good = { 1, 2, 0.5, 10 };
  const YxSample old = { 1, 2, 0.5, 9 };
  const YxSample far = { INFINITY, 2, 0.5, 10 };
  const YxSample none = { 1, NAN, 0.5, 10 };
  const YxSample weird = { 1, 2, NAN, 10 };
  g_autoptr (YxStrokesBuilder) builder = yx_strokes_builder_new (80, 30);
  g_autoptr (YxStrokes) strokes = NULL;
  g_autoptr (GError) error = NULL;

  yx_strokes_builder_begin (builder);
  yx_strokes_builder_begin (builder);
  g_assert_true (yx_strokes_builder_add (builder, &good, NULL));
  g_assert_false (yx_strokes_builder_add (builder, &old, NULL));
  g_assert_false (yx_strokes_builder_add (builder, &far, NULL));
  g_assert_false (yx_strokes_builder_add (builder, &none, NULL));
  g_assert_false (yx_strokes_builder_add (builder, &weird, NULL));
  yx_strokes_builder_begin (builder);
  strokes = yx_strokes_builder_end (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yx_strokes_count (strokes), ==, 1);
}

static void
test_builder_empty (void)
{
  g_autoptr (YxStrokesBuilder) builder = yx_strokes_builder_new (80, 30);
  g_autoptr (GError) error = NULL;

  yx_strokes_builder_begin (builder);
  g_assert_null (yx_strokes_builder_end (builder, &error));
  g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_EMPTY);
}

static void
test_builder_frame (void)
{
  const YxSample good = { 1, 2, 0.5, 10 };
  const double sides[] = { 0, -1, 0.9, 301, NAN, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (YxStrokesBuilder) builder = yx_strokes_builder_new (80, sides[i]);
      g_autoptr (GError) error = NULL;

      yx_strokes_builder_begin (builder);
      g_assert_true (yx_strokes_builder_add (builder, &good, NULL));
      g_assert_null (yx_strokes_builder_end (builder, &error));
      g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT);
    }
}

/* What is carried along looks like a hand: several strokes, changing pressure, times of seconds. */
static void
test_samples (void)
{
  g_assert_cmpuint (yx_strokes_sample_count (), >=, 3);
  for (guint i = 0; i < yx_strokes_sample_count (); i++)
    {
      g_autoptr (YxStrokes) strokes = yx_strokes_sample (i);
      double least = 1.0, most = 0.0, x0, y0, x1, y1;
      gint64 last = 0;

      g_assert_cmpuint (yx_strokes_count (strokes), >=, 6);
      for (guint k = 0; k < yx_strokes_count (strokes); k++)
        {
          guint n;
          const YxSample *samples = yx_strokes_get (strokes, k, &n);

          for (guint m = 0; m < n; m++)
            {
              least = MIN (least, samples[m].pressure);
              most = MAX (most, samples[m].pressure);
              last = samples[m].t;
            }
        }
      g_assert_cmpfloat (most - least, >, 0.3);
      g_assert_cmpint (last, >, 1000);
      g_assert_cmpint (last, <, 10000);
      yx_strokes_bounds (strokes, &x0, &y0, &x1, &y1);
      g_assert_true (x0 > 1 && y0 > 1 && x1 < 79 && y1 < 29);
    }
}

static void
test_vary (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint64 seed = 0; seed < 100; seed++)
    {
      g_autoptr (YxStrokes) sample = yx_strokes_sample ((guint) (seed % yx_strokes_sample_count ()));
      g_autoptr (YxStrokes) once = yx_strokes_vary (sample, seed << 20);
      g_autoptr (YxStrokes) twice = yx_strokes_vary (sample, seed << 20);
      g_autoptr (GBytes) a = yx_strokes_write (once);
      g_autoptr (GBytes) b = yx_strokes_write (twice);
      double x0, y0, x1, y1;

      g_assert_true (g_bytes_equal (a, b));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&a)));
      yx_strokes_bounds (once, &x0, &y0, &x1, &y1);
      g_assert_cmpfloat (x0, >=, 1.0);
      g_assert_cmpfloat (y0, >=, 1.0);
      g_assert_cmpfloat (x1, <=, 79.0);
      g_assert_cmpfloat (y1, <=, 29.0);
      g_assert_cmpfloat (x1 - x0, >, 35.0);
      g_assert_cmpfloat (y1 - y0, >, 12.0);
      g_assert_cmpuint (yx_strokes_count (once), ==, yx_strokes_count (sample));
    }
}

/* Strokes far outside a small frame end up within it. */
static void
test_vary_outside (void)
{
  g_autoptr (YxStrokes) strokes = parse (
      "{\"yinxin-strokes\":1,\"unit\":\"mm\",\"width\":2,\"height\":1,\"strokes\":[[[-900,0,1,0],[900,10,1,86400000]]]}", NULL);
  g_autoptr (YxStrokes) varied = yx_strokes_vary (strokes, 7);
  double x0, y0, x1, y1;

  yx_strokes_bounds (varied, &x0, &y0, &x1, &y1);
  g_assert_true (x0 >= 0 && y0 >= 0 && x1 <= 2 && y1 <= 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ink/strokes/parse", test_parse);
  g_test_add_func ("/ink/strokes/hostile", test_hostile);
  g_test_add_func ("/ink/strokes/cut", test_cut);
  g_test_add_func ("/ink/strokes/limits", test_limits);
  g_test_add_func ("/ink/strokes/too-long", test_too_long);
  g_test_add_func ("/ink/strokes/round-trip", test_round_trip);
  g_test_add_func ("/ink/strokes/builder", test_builder);
  g_test_add_func ("/ink/strokes/builder-empty", test_builder_empty);
  g_test_add_func ("/ink/strokes/builder-frame", test_builder_frame);
  g_test_add_func ("/ink/strokes/samples", test_samples);
  g_test_add_func ("/ink/strokes/vary", test_vary);
  g_test_add_func ("/ink/strokes/vary-outside", test_vary_outside);
  return g_test_run ();
}
