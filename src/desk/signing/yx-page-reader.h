/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

YxPageCanvas *yx_page_reader_find (GtkWidget *view);
gboolean yx_page_reader_ends (YxPageCanvas *canvas, guint *first, guint *last);
gboolean yx_page_reader_scroll_on (YxPageCanvas *canvas);

G_END_DECLS
