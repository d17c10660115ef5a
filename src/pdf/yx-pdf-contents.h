/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-timestamp.h"

G_BEGIN_DECLS

void yx_pdf_contents_reserve (YxPdfValue *signature);
gboolean yx_pdf_contents_fill (GBytes *document,
                               GByteArray *appended,
                               gsize signature,
                               YxPdfTokenFunc make,
                               gpointer user_data,
                               GError **error);

G_END_DECLS
