/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-rim-curve.h"

#include <math.h>

/* The point @angle from the top; the rim's middle line is an ellipse. */
static YxRimPoint
find_point (const YxRimCurve *curve, double angle)
{
  double nx = sin (angle) / curve->a;
  double ny = -cos (angle) / curve->b;
  double norm = hypot (nx, ny);
  YxRimPoint point;

  nx /= norm;
  ny /= norm;
  point.x = curve->a * sin (angle) - curve->depth * nx;
  point.y = -curve->b * cos (angle) - curve->depth * ny;
  point.turn = atan2 (nx, -ny);
  return point;
}

/**
 * yx_rim_curve_init:
 * @curve: (out caller-allocates): the curve
 * @measures: of a round or oval seal
 * @depth: how far within the rim's inner edge, mm
 */
void
yx_rim_curve_init (YxRimCurve *curve, const YxSealMeasures *measures, double depth)
{
  YxRimPoint last;

  curve->a = (measures->width - measures->rim) / 2;
  curve->b = (measures->height - measures->rim) / 2;
  curve->depth = depth + measures->rim / 2;
  curve->length[0] = 0;
  last = find_point (curve, 0);
  for (guint i = 1; i <= YX_RIM_STEPS; i++)
    {
      YxRimPoint next = find_point (curve, G_PI * i / YX_RIM_STEPS);

      curve->length[i] = curve->length[i - 1] + hypot (next.x - last.x, next.y - last.y);
      last = next;
    }
}

/**
 * yx_rim_curve_half:
 * @curve: a curve
 *
 * Returns: its length from the top to the bottom, mm
 */
double
yx_rim_curve_half (const YxRimCurve *curve)
{
  return curve->length[YX_RIM_STEPS];
}

/**
 * yx_rim_curve_sharpest:
 * @measures: of a round or oval seal
 *
 * Returns: the radius of the rim's middle line where it bends most, mm
 */
double
yx_rim_curve_sharpest (const YxSealMeasures *measures)
{
  double a = (measures->width - measures->rim) / 2;
  double b = (measures->height - measures->rim) / 2;

  return b * b / a;
}

/**
 * yx_rim_curve_at:
 * @curve: a curve
 * @length: mm along it from the top, clockwise positive
 *
 * Returns: the point there
 */
YxRimPoint
yx_rim_curve_at (const YxRimCurve *curve, double length)
{
  double far = MIN (fabs (length), yx_rim_curve_half (curve));
  guint low = 0;
  guint high = YX_RIM_STEPS;
  double part;
  double angle;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (curve->length[middle] <= far)
        low = middle;
      else
        high = middle;
    }
  part = (far - curve->length[low]) / (curve->length[high] - curve->length[low]);
  angle = G_PI * (low + part) / YX_RIM_STEPS;
  return find_point (curve, length < 0 ? -angle : angle);
}
