/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-pdf-value.h"

G_BEGIN_DECLS

gboolean yx_pdf_filter_is_known (const YxPdfValue *stream);
GBytes *yx_pdf_filter_decode (const YxPdfValue *stream, gsize most, GError **error);

G_END_DECLS
