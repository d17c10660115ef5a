/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-centre-line.h"

#include <math.h>

/* All in mm. */
#define NEAR 0.12        /* samples closer than this to the last one say nothing new */
#define STEP 0.2         /* between points of the line */
#define MAX_POINTS 20000 /* longer lines get longer steps */
#define SPIKE 6.0        /* a sample this far from both neighbours that are close to each other … */
#define SPIKE_SPEED 1.5  /* … reached faster than this many mm a millisecond, was no hand */
#define THIN 0.085       /* half the line's width without pressure */
#define THICK 0.47       /* … and with all of it */
#define CURVE 1.25       /* how late the pen opens */
#define NO_PRESSURE 0.5  /* what a device without pressure is taken to mean */

static double
apart (const YxInkPoint *a, const YxInkPoint *b)
{
  return hypot (b->x - a->x, b->y - a->y);
}

static double
sample_distance (const YxSample *a, const YxSample *b)
{
  return hypot (b->x - a->x, b->y - a->y);
}

static gboolean
is_spike (const YxSample *before, const YxSample *at, const YxSample *after)
{
  double there = sample_distance (before, at);
  double back = sample_distance (at, after);
  double time = (double)(after->t - before->t);

  if (there < SPIKE || back < SPIKE || sample_distance (before, after) > 0.3 * MIN (there, back))
    return FALSE;
  return there + back > SPIKE_SPEED * time;
}

/* The samples that count; r holds the pressure until the line is smooth. */
static GArray *
take_samples (const YxSample *samples, guint n)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (YxInkPoint));
  double most = 0.0;

  for (guint i = 0; i < n; i++)
    {
      YxInkPoint point = { samples[i].x, samples[i].y, CLAMP (samples[i].pressure, 0.0, 1.0) };
      YxInkPoint *last = points->len > 0 ? &g_array_index (points, YxInkPoint, points->len - 1) : NULL;

      if (!isfinite (point.x) || !isfinite (point.y) || !isfinite (point.r))
        continue;
      most = MAX (most, point.r);
      if (i > 0 && i + 1 < n && is_spike (&samples[i - 1], &samples[i], &samples[i + 1]))
        continue;
      if (last != NULL && apart (last, &point) < NEAR)
        last->r = MAX (last->r, point.r);
      else
        g_array_append_val (points, point);
    }
  for (guint i = 0; most <= 0.0 && i < points->len; i++)
    g_array_index (points, YxInkPoint, i).r = NO_PRESSURE;
  return points;
}

static double
line_length (GArray *points)
{
  double length = 0.0;

  for (guint i = 1; i < points->len; i++)
    length += apart (&g_array_index (points, YxInkPoint, i - 1), &g_array_index (points, YxInkPoint, i));
  return length;
}

static YxInkPoint
between (const YxInkPoint *a, const YxInkPoint *b, double from, double to, double at)
{
  double part = (at - from) / (to - from);

  return (YxInkPoint){ a->x + (b->x - a->x) * part, a->y + (b->y - a->y) * part,
                       a->r + (b->r - a->r) * part };
}

/* Centripetal Catmull-Rom (Barry and Goldman's pyramid): no loops or cusps between two samples. */
static YxInkPoint
spline (const YxInkPoint p[4], double part)
{
  double t[4] = { 0.0 };
  YxInkPoint a[3];
  YxInkPoint b[2];
  YxInkPoint point;
  double at;

  for (int i = 1; i < 4; i++)
    t[i] = t[i - 1] + MAX (sqrt (apart (&p[i - 1], &p[i])), 1e-3);
  at = t[1] + (t[2] - t[1]) * part;
  for (int i = 0; i < 3; i++)
    a[i] = between (&p[i], &p[i + 1], t[i], t[i + 1], at);
  for (int i = 0; i < 2; i++)
    b[i] = between (&a[i], &a[i + 1], t[i], t[i + 2], at);
  point = between (&b[0], &b[1], t[1], t[2], at);
  point.r = p[1].r + (p[2].r - p[1].r) * part;
  return point;
}

/* Beyond an end the line goes on as it came, so that it neither bends nor stops short there. */
static YxInkPoint
neighbour (GArray *points, gint64 index)
{
  gint64 last = (gint64)points->len - 1;
  const YxInkPoint *end = &g_array_index (points, YxInkPoint, index < 0 ? 0 : MIN (index, last));
  const YxInkPoint *inner;

  if (index >= 0 && index <= last)
    return *end;
  inner = &g_array_index (points, YxInkPoint, index < 0 ? 1 : last - 1);
  return (YxInkPoint){ 2 * end->x - inner->x, 2 * end->y - inner->y, end->r };
}

static GArray *
resample (GArray *points)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (YxInkPoint));
  double step = MAX (STEP, line_length (points) / MAX_POINTS);

  for (guint i = 0; i + 1 < points->len; i++)
    {
      YxInkPoint p[4] = { neighbour (points, (gint64)i - 1), neighbour (points, i), neighbour (points, i + 1),
                          neighbour (points, (gint64)i + 2) };
      guint n = MAX (1, (guint)ceil (apart (&p[1], &p[2]) / step));

      for (guint k = 0; k < n; k++)
        {
          YxInkPoint point = spline (p, (double)k / n);

          g_array_append_val (line, point);
        }
    }
  g_array_append_val (line, g_array_index (points, YxInkPoint, points->len - 1));
  return line;
}

static void
smooth_places (GArray *line)
{
  YxInkPoint before = g_array_index (line, YxInkPoint, 0);

  for (guint i = 1; i + 1 < line->len; i++)
    {
      YxInkPoint *at = &g_array_index (line, YxInkPoint, i);
      const YxInkPoint *after = at + 1;
      YxInkPoint was = *at;

      at->x = (before.x + 2 * was.x + after->x) / 4;
      at->y = (before.y + 2 * was.y + after->y) / 4;
      before = was;
    }
}

static void
smooth_pressure (GArray *line)
{
  double before = g_array_index (line, YxInkPoint, 0).r;

  for (guint i = 0; i < line->len; i++)
    {
      YxInkPoint *at = &g_array_index (line, YxInkPoint, i);
      double after = i + 1 < line->len ? at[1].r : at->r;
      double was = at->r;

      at->r = (before + 2 * was + after) / 4;
      before = was;
    }
}

/**
 * yx_centre_line:
 * @samples: one stroke; any values at all
 * @n_samples: how many
 *
 * The way the pen took, made smooth: repeated, jagged and stray samples are gone, points lie 0.2 mm or closer
 * apart, and half the line's width follows from the smoothed pressure.
 *
 * Returns: (transfer full): #YxInkPoint, empty when no sample has finite coordinates, one for a dot
 */
GArray *
yx_centre_line (const YxSample *samples, guint n_samples)
{
  g_autoptr (GArray) points = take_samples (samples, n_samples);
  GArray *line = points->len > 1 ? resample (points) : g_array_ref (points);

  for (int i = 0; i < 4 && line->len > 1; i++)
    smooth_places (line);
  for (int i = 0; i < 6 && line->len > 1; i++)
    smooth_pressure (line);
  for (guint i = 0; i < line->len; i++)
    {
      YxInkPoint *point = &g_array_index (line, YxInkPoint, i);

      point->r = THIN + (THICK - THIN) * pow (point->r, CURVE);
    }
  return line;
}
