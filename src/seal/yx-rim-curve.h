/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-sizes.h"

G_BEGIN_DECLS

#define YX_RIM_STEPS 720

/**
 * YxRimCurve:
 * @a: half of the rim's middle line across, mm
 * @b: and down
 * @depth: mm that the curve lies within that line
 * @length: at each step from the top to the bottom, mm
 *
 * A curve parallel to a round or oval rim, measured from the top.
 */
typedef struct
{
  double a;
  double b;
  double depth;
  double length[YX_RIM_STEPS + 1];
} YxRimCurve;

/* A point of it: where, and how the way out is turned from upwards, clockwise. */
typedef struct
{
  double x;
  double y;
  double turn;
} YxRimPoint;

void yx_rim_curve_init (YxRimCurve *curve, const YxSealMeasures *measures, double depth);
double yx_rim_curve_half (const YxRimCurve *curve);
double yx_rim_curve_sharpest (const YxSealMeasures *measures);
YxRimPoint yx_rim_curve_at (const YxRimCurve *curve, double length);

G_END_DECLS
