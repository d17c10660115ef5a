/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-value.h"

G_BEGIN_DECLS

/**
 * YxPdfAppend:
 *
 * A revision that is being written behind a document (ISO 32000-2 §7.5.6), in the manner in which the
 * document began. The same calls give the same bytes.
 */
typedef struct _YxPdfAppend YxPdfAppend;

YxPdfAppend *yx_pdf_append_new (YxPdfDocument *document);
void yx_pdf_append_free (YxPdfAppend *append);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfAppend, yx_pdf_append_free)

guint yx_pdf_append_reserve (YxPdfAppend *append);
void yx_pdf_append_put (YxPdfAppend *append, guint number, YxPdfValue *value);
guint yx_pdf_append_add (YxPdfAppend *append, YxPdfValue *value);
YxPdfValue *yx_pdf_append_edit (YxPdfAppend *append, guint number);
YxPdfValue *yx_pdf_append_edit_array (YxPdfAppend *append, YxPdfValue *dictionary, const char *key);
YxPdfValue *yx_pdf_append_edit_form (YxPdfAppend *append);

GByteArray *yx_pdf_append_finish (YxPdfAppend *append, GError **error);
gsize yx_pdf_append_offset (YxPdfAppend *append, guint number);

G_END_DECLS
