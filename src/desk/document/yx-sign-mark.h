/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/yx-page-canvas.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/* What the judge found of the signatures, shown where they stand. */
typedef struct _YxSignMarks YxSignMarks;

YxSignMarks *yx_sign_marks_new (const YxVerdict *verdict);
void yx_sign_marks_free (YxSignMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSignMarks, yx_sign_marks_free)

void yx_sign_marks_place (YxSignMarks *marks, YxPageCanvas *canvas, GPtrArray *widgets);
GtkWidget *yx_sign_marks_find (YxSignMarks *marks, const char *field);
const YxPdfWidget *yx_sign_marks_widget (GPtrArray *widgets, const char *field);

G_END_DECLS
