/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxPressure:
 * @YX_PRESSURE_LIGHT: a light hand gets full strokes
 * @YX_PRESSURE_MEDIUM: as the pen says
 * @YX_PRESSURE_FIRM: a firm hand gets fine strokes
 *
 * How a hand presses: what the pen's pressure is taken to mean.
 */
typedef enum
{
  YX_PRESSURE_LIGHT,
  YX_PRESSURE_MEDIUM,
  YX_PRESSURE_FIRM,
} YxPressure;

double yx_pressure_apply (YxPressure curve, double pressure);

G_END_DECLS
