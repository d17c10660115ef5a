/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/signing/yx-scribble.h"

/* A pen for tests: what it says next. */
typedef struct
{
  YxPenKind kind;
  guint device;
  gint64 time;
} Pen;

YxPenReading pen_say (Pen *pen, YxPenPhase phase, double x, double y, double pressure);
