/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document-private.h"

G_BEGIN_DECLS

gboolean yx_pdf_layout_check (YxPdfDocument *document, guint revision);

G_END_DECLS
