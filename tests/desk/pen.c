/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pen.h"

/* Five milliseconds after the last one: 200 times a second. */
YxPenReading
pen_say (Pen *pen, YxPenPhase phase, double x, double y, double pressure)
{
  pen->time += 5;
  return (YxPenReading){
    .kind = pen->kind, .phase = phase, .device = pen->device, .x = x, .y = y, .pressure = pressure, .time = pen->time,
  };
}
