/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_STROKES_MAX_BYTES (1024 * 1024)
#define YX_STROKES_MAX_STROKES 200
#define YX_STROKES_MAX_SAMPLES 20000
#define YX_STROKES_MAX_SIDE 300.0 /* mm */

/* One reading of the pen: millimetres from the frame's top left corner, y down. */
typedef struct
{
  double x;
  double y;
  double pressure; /* 0 to 1 */
  gint64 t;        /* milliseconds since some moment; never falls */
} YxSample;

/**
 * YxStrokes:
 *
 * What a hand wrote within a frame: strokes of samples, formats.md "Strokes". Immutable; reference counting
 * is atomic.
 */
typedef struct _YxStrokes YxStrokes;

/**
 * YxStrokesBuilder:
 *
 * Strokes while they are being written.
 */
typedef struct _YxStrokesBuilder YxStrokesBuilder;

YxStrokesBuilder *yx_strokes_builder_new (double width, double height);
void yx_strokes_builder_begin (YxStrokesBuilder *builder);
gboolean yx_strokes_builder_add (YxStrokesBuilder *builder, const YxSample *sample, GError **error);
YxStrokes *yx_strokes_builder_end (YxStrokesBuilder *builder, GError **error);
void yx_strokes_builder_free (YxStrokesBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxStrokesBuilder, yx_strokes_builder_free)

YxStrokes *yx_strokes_parse (GBytes *json, GError **error);
GBytes *yx_strokes_write (YxStrokes *strokes);

YxStrokes *yx_strokes_ref (YxStrokes *strokes);
void yx_strokes_unref (YxStrokes *strokes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxStrokes, yx_strokes_unref)

double yx_strokes_width (YxStrokes *strokes);
double yx_strokes_height (YxStrokes *strokes);
guint yx_strokes_count (YxStrokes *strokes);
const YxSample *yx_strokes_get (YxStrokes *strokes, guint index, guint *n_samples);
void yx_strokes_bounds (YxStrokes *strokes, double *x0, double *y0, double *x1, double *y1);

G_END_DECLS
