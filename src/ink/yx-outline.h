/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "ink/yx-strokes.h"

G_BEGIN_DECLS

void yx_outline_path (cairo_t *cr, const YxSample *samples, guint n_samples);
void yx_ink_draw (cairo_t *cr, YxStrokes *strokes);

G_END_DECLS
