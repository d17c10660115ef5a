/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "desk/signing/yx-scribble.h"
#include "ink/yx-ink-error.h"
#include "ink/yx-strokes-crop.h"
#include "pen.h"

#define N_FAST 1000

static gboolean
say (YxScribble *scribble, Pen *pen, YxPenPhase phase, double x, double y, double pressure)
{
  const YxPenReading reading = pen_say (pen, phase, x, y, pressure);

  return yx_scribble_feed (scribble, &reading);
}

/* A stroke of three readings and its end, at @x. */
static void
write_stroke (YxScribble *scribble, Pen *pen, double x)
{
  g_assert_true (say (scribble, pen, YX_PEN_DOWN, x, 5, 0.4));
  g_assert_true (say (scribble, pen, YX_PEN_MOVE, x, 7, 0.5));
  g_assert_true (say (scribble, pen, YX_PEN_MOVE, x, 9, 0.6));
  g_assert_true (say (scribble, pen, YX_PEN_UP, x, 9, 0.0));
}

static double
pressure_at (YxScribble *scribble, guint stroke, guint index)
{
  g_autoptr (GArray) samples = yx_scribble_samples (scribble, stroke);

  g_assert_cmpuint (index, <, samples->len);
  return g_array_index (samples, YxSample, index).pressure;
}

static guint
length_of (YxScribble *scribble, guint stroke)
{
  guint n;

  yx_scribble_readings (scribble, stroke, &n);
  return n;
}

/* 1,000 readings at 200 a second, in ten strokes: all of them are there, in order, as hard as they were. */
static void
test_every_reading (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  g_autoptr (GError) error = NULL;
  Pen pen = { YX_PEN_STYLUS, 7, 5000 };
  guint at = 0;

  for (guint i = 0; i < N_FAST; i++)
    g_assert_true (say (scribble, &pen, i % 100 == 0 ? YX_PEN_DOWN : i % 100 == 99 ? YX_PEN_UP : YX_PEN_MOVE,
                        i * 0.05, 10 + 5 * sin (i * 0.1), (1.0 + i % 100) / 100));
  strokes = yx_scribble_strokes (scribble, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yx_strokes_count (strokes), ==, 10);
  for (guint i = 0; i < 10; i++)
    {
      guint n;
      const YxSample *samples = yx_strokes_get (strokes, i, &n);

      g_assert_cmpuint (n, ==, 100);
      for (guint k = 0; k < n; k++, at++)
        {
          g_assert_cmpfloat (samples[k].x, ==, at * 0.05);
          g_assert_cmpint (samples[k].t, ==, at * 5);
          g_assert_cmpfloat (samples[k].pressure, ==, k == 99 ? 0.99 : (1.0 + k) / 100);
        }
    }
  g_assert_cmpuint (at, ==, N_FAST);
}

static void
test_dot (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  g_assert_true (say (scribble, &pen, YX_PEN_DOWN, 30, 10, 0.7));
  g_assert_true (yx_scribble_is_open (scribble));
  g_assert_true (say (scribble, &pen, YX_PEN_UP, 30, 10, 0.0));
  g_assert_false (yx_scribble_is_open (scribble));
  g_assert_cmpuint (length_of (scribble, 0), ==, 1);
  g_assert_cmpfloat (pressure_at (scribble, 0, 0), ==, 0.7);
  strokes = yx_scribble_strokes (scribble, NULL);
  g_assert_cmpuint (yx_strokes_count (strokes), ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  g_autoptr (GError) error = NULL;

  strokes = yx_scribble_strokes (scribble, &error);
  g_assert_null (strokes);
  g_assert_error (error, YX_INK_ERROR, YX_INK_ERROR_EMPTY);
}

/* What pens say of pressure, and what it is taken to mean. */
typedef struct
{
  const char *name;
  double said[5];
  double meant[5];
} PressureCase;

static const PressureCase pressure_cases[] = {
  { "kept", { 0.1, 0.2, 0.3, 0.4, 0.5 }, { 0.1, 0.2, 0.3, 0.4, 0.5 } },
  { "late", { 0.0, 0.0, 0.6, 0.7, 0.8 }, { 0.6, 0.6, 0.6, 0.7, 0.8 } },
  { "late-unknown", { NAN, 0.0, 0.6, 0.7, 0.8 }, { 0.6, 0.6, 0.6, 0.7, 0.8 } },
  { "never", { 0.0, 0.0, 0.0, 0.0, 0.0 }, { 0.5, 0.5, 0.5, 0.5, 0.5 } },
  { "none", { NAN, NAN, NAN, NAN, NAN }, { 0.5, 0.5, 0.5, 0.5, 0.5 } },
  { "lifted", { 0.5, 0.5, 0.0, 0.5, 0.5 }, { 0.5, 0.5, 0.0, 0.5, 0.5 } },
  { "negative", { 0.5, -1.0, 0.3, -0.1, 0.2 }, { 0.5, 0.5, 0.3, 0.3, 0.2 } },
  { "missing", { 0.5, NAN, 0.3, NAN, 0.2 }, { 0.5, 0.5, 0.3, 0.3, 0.2 } },
  { "beyond", { 2.0, INFINITY, 0.3, 1.0, 1.01 }, { 1.0, 1.0, 0.3, 1.0, 1.0 } },
};

static void
test_pressure (gconstpointer data)
{
  const PressureCase *line = data;
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  for (guint i = 0; i < 5; i++)
    g_assert_true (say (scribble, &pen, i == 0 ? YX_PEN_DOWN : YX_PEN_MOVE, 10 + i, 10, line->said[i]));
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (pressure_at (scribble, 0, i), ==, line->meant[i]);
}

static void
test_curves (void)
{
  g_assert_cmpfloat (yx_pressure_apply (YX_PRESSURE_MEDIUM, 0.37), ==, 0.37);
  g_assert_cmpfloat (yx_pressure_apply (YX_PRESSURE_LIGHT, 0.3), >, 0.4);
  g_assert_cmpfloat (yx_pressure_apply (YX_PRESSURE_FIRM, 0.3), <, 0.2);
  for (YxPressure curve = YX_PRESSURE_LIGHT; curve <= YX_PRESSURE_FIRM; curve++)
    {
      g_assert_cmpfloat (yx_pressure_apply (curve, 0.0), ==, 0.0);
      g_assert_cmpfloat (yx_pressure_apply (curve, 1.0), ==, 1.0);
      for (int i = 0; i < 100; i++)
        g_assert_cmpfloat (yx_pressure_apply (curve, i / 100.0), <, yx_pressure_apply (curve, (i + 1) / 100.0));
    }
}

/* Another curve changes what was written, too, and says so. */
static void
test_curve_later (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint epoch = yx_scribble_epoch (scribble);

  write_stroke (scribble, &pen, 10);
  g_assert_cmpuint (yx_scribble_epoch (scribble), ==, epoch);
  yx_scribble_set_pressure (scribble, YX_PRESSURE_FIRM);
  g_assert_cmpuint (yx_scribble_epoch (scribble), !=, epoch);
  g_assert_cmpfloat (pressure_at (scribble, 0, 0), ==, yx_pressure_apply (YX_PRESSURE_FIRM, 0.4));
}

/* Some devices begin where they ended last: that point is none of the stroke's. */
static void
test_spike (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (GArray) samples = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  say (scribble, &pen, YX_PEN_DOWN, 0, 0, 1.0);
  for (guint i = 0; i < 4; i++)
    say (scribble, &pen, YX_PEN_MOVE, 40 + i * 0.3, 12, 0.4);
  samples = yx_scribble_samples (scribble, 0);
  g_assert_cmpuint (length_of (scribble, 0), ==, 5);
  g_assert_cmpuint (samples->len, ==, 4);
  g_assert_cmpfloat (g_array_index (samples, YxSample, 0).x, ==, 40);
}

/* A hand that is fast from the start, or slow over the same way, is no spike. */
static void
test_no_spike (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (GArray) fast = NULL;
  g_autoptr (GArray) slow = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  say (scribble, &pen, YX_PEN_DOWN, 0, 5, 0.4);
  say (scribble, &pen, YX_PEN_MOVE, 8, 5, 0.4);
  say (scribble, &pen, YX_PEN_MOVE, 16, 5, 0.4);
  say (scribble, &pen, YX_PEN_UP, 16, 5, 0.0);
  say (scribble, &pen, YX_PEN_DOWN, 0, 15, 0.4);
  pen.time += 100;
  say (scribble, &pen, YX_PEN_MOVE, 8, 15, 0.4);
  say (scribble, &pen, YX_PEN_MOVE, 8.2, 15, 0.4);
  fast = yx_scribble_samples (scribble, 0);
  slow = yx_scribble_samples (scribble, 1);
  g_assert_cmpuint (fast->len, ==, 3);
  g_assert_cmpuint (slow->len, ==, 3);
}

static void
test_missing_release (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  Pen mouse = { YX_PEN_POINTER, 2, 0 };

  say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5);
  say (scribble, &pen, YX_PEN_MOVE, 11, 10, 0.5);
  g_assert_true (say (scribble, &pen, YX_PEN_DOWN, 30, 10, 0.5));
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 2);
  mouse.time = pen.time + 2000;
  g_assert_true (say (scribble, &mouse, YX_PEN_DOWN, 40, 10, NAN));
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 3);
  g_assert_cmpuint (length_of (scribble, 0), ==, 2);
}

static void
test_two_devices (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 100 };
  Pen mouse = { YX_PEN_POINTER, 2, 100 };

  say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5);
  g_assert_false (say (scribble, &mouse, YX_PEN_DOWN, 50, 20, NAN));
  g_assert_false (say (scribble, &mouse, YX_PEN_MOVE, 51, 20, NAN));
  say (scribble, &pen, YX_PEN_MOVE, 11, 10, 0.5);
  g_assert_false (say (scribble, &mouse, YX_PEN_UP, 51, 20, NAN));
  g_assert_true (yx_scribble_is_open (scribble));
  say (scribble, &pen, YX_PEN_UP, 12, 10, 0.0);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 1);
  g_assert_cmpuint (length_of (scribble, 0), ==, 3);
  g_assert_true (say (scribble, &mouse, YX_PEN_DOWN, 50, 20, NAN));
}

/* The hand lies down first, then the pen: what the hand did is no writing. */
static void
test_palm_before (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen hand = { YX_PEN_TOUCH, 3, 100 };
  Pen pen = { YX_PEN_STYLUS, 1, 105 };
  guint n;

  g_assert_true (say (scribble, &hand, YX_PEN_DOWN, 50, 24, NAN));
  g_assert_true (say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5));
  g_assert_false (say (scribble, &hand, YX_PEN_MOVE, 50, 23, NAN));
  say (scribble, &pen, YX_PEN_UP, 11, 10, 0.0);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 1);
  g_assert_cmpint (yx_scribble_readings (scribble, 0, &n)->kind, ==, YX_PEN_STYLUS);
  yx_scribble_undo (scribble);
  g_assert_false (yx_scribble_can_undo (scribble));
}

static void
test_palm_after (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen hand = { YX_PEN_TOUCH, 3, 100 };
  Pen pen = { YX_PEN_STYLUS, 1, 100 };

  g_assert_false (say (scribble, &pen, YX_PEN_NEAR, 10, 10, 0.0));
  g_assert_false (say (scribble, &hand, YX_PEN_DOWN, 50, 24, NAN));
  hand.time += 1000;
  g_assert_true (say (scribble, &hand, YX_PEN_DOWN, 50, 24, NAN));
}

/* A touch that the system takes for a gesture of its own was no writing; a pen's stroke stays. */
static void
test_lost (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen finger = { YX_PEN_TOUCH, 3, 100 };
  Pen mouse = { YX_PEN_POINTER, 2, 100 };

  say (scribble, &finger, YX_PEN_DOWN, 10, 10, NAN);
  g_assert_true (say (scribble, &finger, YX_PEN_LOST, NAN, NAN, NAN));
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 0);
  say (scribble, &mouse, YX_PEN_DOWN, 10, 10, NAN);
  g_assert_true (say (scribble, &mouse, YX_PEN_LOST, NAN, NAN, NAN));
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 1);
  g_assert_false (yx_scribble_is_open (scribble));
}

/* Off the sheet and back again; readings that are nowhere are left out. */
static void
test_outside (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  Pen mouse = { YX_PEN_POINTER, 2, 100 };

  g_assert_false (say (scribble, &mouse, YX_PEN_DOWN, NAN, 1, NAN));
  say (scribble, &mouse, YX_PEN_DOWN, 50, 10, NAN);
  g_assert_true (say (scribble, &mouse, YX_PEN_MOVE, 75, -5, NAN));
  g_assert_false (say (scribble, &mouse, YX_PEN_MOVE, INFINITY, 10, NAN));
  g_assert_false (say (scribble, &mouse, YX_PEN_MOVE, 5000, 10, NAN));
  g_assert_true (say (scribble, &mouse, YX_PEN_MOVE, 52, 12, NAN));
  g_assert_true (say (scribble, &mouse, YX_PEN_UP, NAN, NAN, NAN));
  g_assert_cmpuint (length_of (scribble, 0), ==, 3);
  strokes = yx_scribble_strokes (scribble, NULL);
  g_assert_nonnull (strokes);
}

/* Clocks of devices may go back. */
static void
test_time (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 1000 };
  const YxSample *samples;
  guint n;

  say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5);
  pen.time = 500;
  say (scribble, &pen, YX_PEN_MOVE, 11, 10, 0.5);
  pen.time = 1020;
  say (scribble, &pen, YX_PEN_MOVE, 12, 10, 0.5);
  strokes = yx_scribble_strokes (scribble, NULL);
  samples = yx_strokes_get (strokes, 0, &n);
  g_assert_cmpint (samples[0].t, ==, 0);
  g_assert_cmpint (samples[1].t, ==, 0);
  g_assert_cmpint (samples[2].t, ==, 20);
}

static void
test_undo (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  for (guint i = 0; i < 3; i++)
    write_stroke (scribble, &pen, 10.0 * i);
  yx_scribble_undo (scribble);
  yx_scribble_undo (scribble);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 1);
  yx_scribble_redo (scribble);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 2);
  write_stroke (scribble, &pen, 50);
  g_assert_false (yx_scribble_can_redo (scribble));
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 3);
  yx_scribble_redo (scribble);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 3);
}

/* Wiping is undone like a stroke. */
static void
test_clear (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint n;

  yx_scribble_clear (scribble);
  g_assert_false (yx_scribble_can_undo (scribble));
  write_stroke (scribble, &pen, 10);
  write_stroke (scribble, &pen, 20);
  yx_scribble_clear (scribble);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 0);
  write_stroke (scribble, &pen, 30);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 1);
  g_assert_cmpfloat (yx_scribble_readings (scribble, 0, &n)->x, ==, 30);
  yx_scribble_undo (scribble);
  yx_scribble_undo (scribble);
  g_assert_cmpuint (yx_scribble_count (scribble), ==, 2);
  g_assert_cmpfloat (yx_scribble_readings (scribble, 1, &n)->x, ==, 20);
}

/* More than a signature may have is not taken, and what was taken is a signature. */
static void
test_full (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint taken = 1;

  say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5);
  for (guint i = 0; i < YX_STROKES_MAX_SAMPLES + 100; i++)
    taken += say (scribble, &pen, YX_PEN_MOVE, 10 + i % 7, 10 + i % 5, 0.5);
  g_assert_cmpuint (taken, ==, YX_STROKES_MAX_SAMPLES);
  g_assert_true (yx_scribble_is_full (scribble));
  say (scribble, &pen, YX_PEN_UP, 50, 20, 0.0);
  g_assert_false (say (scribble, &pen, YX_PEN_DOWN, 10, 10, 0.5));
  strokes = yx_scribble_strokes (scribble, NULL);
  g_assert_nonnull (strokes);
}

static void
test_crop (void)
{
  g_autoptr (YxScribble) scribble = yx_scribble_new (60, 25);
  g_autoptr (YxStrokes) strokes = NULL;
  g_autoptr (YxStrokes) cropped = NULL;
  g_autoptr (GError) error = NULL;
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  const YxSample *samples;
  guint n;

  write_stroke (scribble, &pen, 40);
  write_stroke (scribble, &pen, 55);
  strokes = yx_scribble_strokes (scribble, NULL);
  cropped = yx_strokes_crop (strokes, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (yx_strokes_width (cropped), ==, 19);
  g_assert_cmpfloat (yx_strokes_height (cropped), ==, 8);
  samples = yx_strokes_get (cropped, 1, &n);
  g_assert_cmpfloat (samples[0].x, ==, 17);
  g_assert_cmpfloat (samples[0].y, ==, 2);
  g_assert_cmpfloat (samples[2].pressure, ==, 0.6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/scribble/every-reading", test_every_reading);
  g_test_add_func ("/desk/scribble/dot", test_dot);
  g_test_add_func ("/desk/scribble/empty", test_empty);
  for (guint i = 0; i < G_N_ELEMENTS (pressure_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/desk/scribble/pressure/", pressure_cases[i].name, NULL);

      g_test_add_data_func (path, &pressure_cases[i], test_pressure);
    }
  g_test_add_func ("/desk/scribble/curves", test_curves);
  g_test_add_func ("/desk/scribble/curve-later", test_curve_later);
  g_test_add_func ("/desk/scribble/spike", test_spike);
  g_test_add_func ("/desk/scribble/no-spike", test_no_spike);
  g_test_add_func ("/desk/scribble/missing-release", test_missing_release);
  g_test_add_func ("/desk/scribble/two-devices", test_two_devices);
  g_test_add_func ("/desk/scribble/palm-before", test_palm_before);
  g_test_add_func ("/desk/scribble/palm-after", test_palm_after);
  g_test_add_func ("/desk/scribble/lost", test_lost);
  g_test_add_func ("/desk/scribble/outside", test_outside);
  g_test_add_func ("/desk/scribble/time", test_time);
  g_test_add_func ("/desk/scribble/undo", test_undo);
  g_test_add_func ("/desk/scribble/clear", test_clear);
  g_test_add_func ("/desk/scribble/full", test_full);
  g_test_add_func ("/desk/scribble/crop", test_crop);
  return g_test_run ();
}
