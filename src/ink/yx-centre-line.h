/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/yx-strokes.h"

G_BEGIN_DECLS

/* A point of the pen's way in mm, with half the line's width there. */
typedef struct
{
  double x;
  double y;
  double r;
} YxInkPoint;

GArray *yx_centre_line (const YxSample *samples, guint n_samples);

G_END_DECLS
