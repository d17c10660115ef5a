/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-pdf-value.h"

G_BEGIN_DECLS

/**
 * YxPdfQpdf:
 *
 * qpdf's view of a document, without recovery: the second pair of eyes.
 */
typedef struct _YxPdfQpdf YxPdfQpdf;

YxPdfQpdf *yx_pdf_qpdf_open (GBytes *bytes, GError **error);
void yx_pdf_qpdf_free (YxPdfQpdf *qpdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfQpdf, yx_pdf_qpdf_free)

gboolean yx_pdf_qpdf_check_pages (YxPdfQpdf *qpdf, const guint *pages, guint n_pages, GError **error);
gboolean yx_pdf_qpdf_same (YxPdfQpdf *qpdf, guint number, guint generation, const YxPdfValue *value);

G_END_DECLS
