/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

/* A person moved @child to @box. */
typedef void (*YxOverlayMovedFunc) (GtkWidget *child, guint page, const YxPdfBox *box, gpointer data);

YxPdfBox yx_overlay_mover_keep (const YxPdfBox *box, double dx, double dy, YxPageSize page);
void yx_overlay_mover_set (YxPageCanvas *canvas, GtkWidget *child, YxOverlayMovedFunc moved, gpointer data);

G_END_DECLS
