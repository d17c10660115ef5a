/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-outline.h"

#include <math.h>

#include "ink/yx-centre-line.h"

#define KAPPA 0.5522847498307936 /* a quarter circle as a Bézier curve */
#define TOLERANCE 0.02           /* mm between a curve and the points it stands for */
#define MAX_SPAN 48              /* points that one curve may stand for */
#define MIN_TURN 1.3             /* a bend tighter than so many half widths begins a new piece */

/* Ink is dark blue-black: sRGB. */
#define INK_RED 0.06
#define INK_GREEN 0.09
#define INK_BLUE 0.20

typedef struct
{
  double x;
  double y;
} Point;

static Point
direction (Point a, Point b)
{
  double length = hypot (b.x - a.x, b.y - a.y);

  return length > 0.0 ? (Point){ (b.x - a.x) / length, (b.y - a.y) / length } : (Point){ 0.0, 0.0 };
}

static Point
place (const YxInkPoint *point)
{
  return (Point){ point->x, point->y };
}

/* Which way the line goes at @i; sideways at a point that it only touches. */
static Point
heading (const YxInkPoint *line, guint n, guint i)
{
  Point way = direction (place (&line[i > 0 ? i - 1 : 0]), place (&line[MIN (i + 1, n - 1)]));

  if (way.x == 0.0 && way.y == 0.0 && i + 1 < n)
    way = direction (place (&line[i]), place (&line[i + 1]));
  return way.x == 0.0 && way.y == 0.0 ? (Point){ 1.0, 0.0 } : way;
}

static Point
tangent (const Point *points, guint n, guint i)
{
  return direction (points[i > 0 ? i - 1 : 0], points[MIN (i + 1, n - 1)]);
}

static Point
bezier (const Point p[4], double t)
{
  double s = 1.0 - t;
  double w[4] = { s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t };

  return (Point){ w[0] * p[0].x + w[1] * p[1].x + w[2] * p[2].x + w[3] * p[3].x,
                  w[0] * p[0].y + w[1] * p[1].y + w[2] * p[2].y + w[3] * p[3].y };
}

/* Tries one curve for the points @from to @to. */
static gboolean
fit (const Point *points, guint n, guint from, guint to, Point curve[4])
{
  Point out = tangent (points, n, from);
  Point in = tangent (points, n, to);
  double length = 0.0;
  double at = 0.0;

  for (guint i = from; i < to; i++)
    length += hypot (points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
  curve[0] = points[from];
  curve[1] = (Point){ points[from].x + out.x * length / 3, points[from].y + out.y * length / 3 };
  curve[2] = (Point){ points[to].x - in.x * length / 3, points[to].y - in.y * length / 3 };
  curve[3] = points[to];
  if (to == from + 1)
    return TRUE;
  if (out.x * in.x + out.y * in.y < 0.2)
    return FALSE;
  for (guint i = from + 1; i < to; i++)
    {
      Point near;

      at += hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
      near = bezier (curve, at / length);
      if (hypot (near.x - points[i].x, near.y - points[i].y) > TOLERANCE)
        return FALSE;
    }
  return TRUE;
}

/* Follows @points, beginning at the first, with as few curves as the tolerance allows. */
static void
follow (cairo_t *cr, const Point *points, guint n)
{
  guint from = 0;

  while (from + 1 < n)
    {
      Point best[4];
      Point next[4];
      guint to = from + 1;

      fit (points, n, from, to, best);
      while (to + 1 < n && to - from < MAX_SPAN && fit (points, n, from, to + 1, next))
        {
          to++;
          for (int i = 0; i < 4; i++)
            best[i] = next[i];
        }
      cairo_curve_to (cr, best[1].x, best[1].y, best[2].x, best[2].y, best[3].x, best[3].y);
      from = to;
    }
}

/* Half a circle round @centre from its @side, towards @way, to the other side. */
static void
cap (cairo_t *cr, const YxInkPoint *centre, Point side, Point way)
{
  double r = centre->r;
  double k = r * KAPPA;
  Point tip = { centre->x + way.x * r, centre->y + way.y * r };

  cairo_curve_to (cr, centre->x + side.x * r + way.x * k, centre->y + side.y * r + way.y * k,
                  tip.x + side.x * k, tip.y + side.y * k, tip.x, tip.y);
  cairo_curve_to (cr, tip.x - side.x * k, tip.y - side.y * k, centre->x - side.x * r + way.x * k,
                  centre->y - side.y * r + way.y * k, centre->x - side.x * r, centre->y - side.y * r);
}

static void
disc (cairo_t *cr, const YxInkPoint *centre)
{
  cairo_move_to (cr, centre->x + centre->r, centre->y);
  cap (cr, centre, (Point){ 1.0, 0.0 }, (Point){ 0.0, -1.0 });
  cap (cr, centre, (Point){ -1.0, 0.0 }, (Point){ 0.0, 1.0 });
  cairo_close_path (cr);
}

/* One piece without tight bends, as a closed outline with round ends. All pieces turn the same way. */
static void
ribbon (cairo_t *cr, const YxInkPoint *line, guint n)
{
  g_autofree Point *left = g_new (Point, n);
  g_autofree Point *right = g_new (Point, n);
  Point first = heading (line, n, 0);
  Point last = heading (line, n, n - 1);

  for (guint i = 0; i < n; i++)
    {
      Point way = heading (line, n, i);
      double x = way.y * line[i].r;
      double y = -way.x * line[i].r;

      left[i] = (Point){ line[i].x + x, line[i].y + y };
      right[n - 1 - i] = (Point){ line[i].x - x, line[i].y - y };
    }
  cairo_move_to (cr, left[0].x, left[0].y);
  follow (cr, left, n);
  cap (cr, &line[n - 1], (Point){ last.y, -last.x }, last);
  follow (cr, right, n);
  cap (cr, &line[0], (Point){ -first.y, first.x }, (Point){ -first.x, -first.y });
  cairo_close_path (cr);
}

static gboolean
is_tight (const YxInkPoint *line, guint i)
{
  Point in = direction (place (&line[i - 1]), place (&line[i]));
  Point out = direction (place (&line[i]), place (&line[i + 1]));
  double turn = fabs (atan2 (in.x * out.y - in.y * out.x, in.x * out.x + in.y * out.y));
  double step = hypot (line[i + 1].x - line[i - 1].x, line[i + 1].y - line[i - 1].y) / 2;

  return step < turn * line[i].r * MIN_TURN;
}

/**
 * yx_outline_path:
 * @cr: where to append the path; its unit is a millimetre
 * @samples: one stroke; any values at all
 * @n_samples: how many
 *
 * Appends the outline of one stroke: as wide as the pen was pressed, with round ends; a single sample is a
 * disc. To be filled by the non-zero winding rule; all parts turn the same way, so crossings leave no holes.
 */
void
yx_outline_path (cairo_t *cr, const YxSample *samples, guint n_samples)
{
  g_autoptr (GArray) points = yx_centre_line (samples, n_samples);
  const YxInkPoint *line = (const YxInkPoint *)(gpointer)points->data;
  guint from = 0;

  if (points->len == 1)
    disc (cr, &line[0]);
  for (guint i = 1; i < points->len; i++)
    if (i + 1 == points->len || is_tight (line, i))
      {
        ribbon (cr, line + from, i - from + 1);
        from = i;
      }
}

/**
 * yx_ink_draw:
 * @cr: where to draw; its unit is a millimetre
 * @strokes: strokes
 *
 * Draws @strokes in blue-black ink, the frame's top left corner at @cr's origin.
 */
void
yx_ink_draw (cairo_t *cr, YxStrokes *strokes)
{
  cairo_new_path (cr);
  for (guint i = 0; i < yx_strokes_count (strokes); i++)
    {
      guint n;
      const YxSample *samples = yx_strokes_get (strokes, i, &n);

      yx_outline_path (cr, samples, n);
    }
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_source_rgb (cr, INK_RED, INK_GREEN, INK_BLUE);
  cairo_fill (cr);
}
