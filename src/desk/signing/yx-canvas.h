/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/signing/yx-scribble.h"

G_BEGIN_DECLS

#define YX_TYPE_CANVAS (yx_canvas_get_type ())
G_DECLARE_FINAL_TYPE (YxCanvas, yx_canvas, YX, CANVAS, GtkBox)

GtkWidget *yx_canvas_new (void);

gboolean yx_canvas_feed (YxCanvas *self, const YxPenReading *reading);
GtkWidget *yx_canvas_get_sheet (YxCanvas *self);
YxScribble *yx_canvas_get_scribble (YxCanvas *self);

void yx_canvas_set_signer (YxCanvas *self, const char *name);
void yx_canvas_set_pressure (YxCanvas *self, YxPressure curve);
YxPressure yx_canvas_get_pressure (YxCanvas *self);
void yx_canvas_set_left_handed (YxCanvas *self, gboolean left_handed);
gboolean yx_canvas_get_left_handed (YxCanvas *self);

gboolean yx_canvas_get_empty (YxCanvas *self);
YxStrokes *yx_canvas_get_strokes (YxCanvas *self, GError **error);

G_END_DECLS
