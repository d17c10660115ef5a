/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "ink/yx-strokes.h"

G_BEGIN_DECLS

/* Draws onto @cr, whose unit is a millimetre and whose origin is the page's top left corner. */
typedef void (*YxInkDraw) (cairo_t *cr, gpointer data);

GBytes *yx_ink_page_pdf (double width, double height, YxInkDraw draw, gpointer data, GError **error);
GBytes *yx_ink_mark_pdf (YxStrokes *strokes, GError **error);

G_END_DECLS
