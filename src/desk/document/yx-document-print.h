/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-pdf-renderer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yx_document_print (GtkWindow *parent, GBytes *pdf, const char *title);
GtkPrintOperation *yx_document_print_operation (YxPdfRenderer *renderer, const YxPdfPages *pages, const char *title);

G_END_DECLS
