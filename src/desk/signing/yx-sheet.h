/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/signing/yx-scribble.h"

G_BEGIN_DECLS

/* The frame that a signature is written in, in mm: as large as the worker's place in a contract. */
#define YX_SHEET_WIDTH 60.0
#define YX_SHEET_HEIGHT 25.0

#define YX_TYPE_SHEET (yx_sheet_get_type ())
G_DECLARE_FINAL_TYPE (YxSheet, yx_sheet, YX, SHEET, GtkWidget)

gboolean yx_sheet_feed (YxSheet *self, const YxPenReading *reading);
YxScribble *yx_sheet_get_scribble (YxSheet *self);
void yx_sheet_changed (YxSheet *self);

G_END_DECLS
