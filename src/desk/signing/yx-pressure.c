/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-pressure.h"

#include <math.h>

static const double exponents[] = {
  [YX_PRESSURE_LIGHT] = 0.55,
  [YX_PRESSURE_MEDIUM] = 1.0,
  [YX_PRESSURE_FIRM] = 1.8,
};

/**
 * yx_pressure_apply:
 * @curve: how the hand presses
 * @pressure: 0 to 1
 *
 * Returns: 0 to 1: nothing and everything stay what they are, more never becomes less
 */
double
yx_pressure_apply (YxPressure curve, double pressure)
{
  g_return_val_if_fail (curve < G_N_ELEMENTS (exponents), pressure);
  return curve == YX_PRESSURE_MEDIUM ? pressure : pow (pressure, exponents[curve]);
}
