/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document-private.h"

G_BEGIN_DECLS

/**
 * YxPdfChange:
 * @object: its number; 0 for the trailer
 * @path: (owned): where it hangs
 * @allowed: whether a later revision may do that
 * @fills: whether it belongs to a signature place that was filled
 */
typedef struct
{
  guint object;
  char *path;
  gboolean allowed;
  gboolean fills;
} YxPdfChange;

/**
 * YxPdfPermits:
 * @YX_PDF_PERMITS_SIGNING: a place that is there is signed, a document timestamp or validation data added: all that
 *   documents of ours permit
 * @YX_PDF_PERMITS_FORMS: besides, form fields that no signature locks are filled in (ISO 32000-2 table 257, P=2)
 * @YX_PDF_PERMITS_FIELDS: besides, a signature gets a field of its own, and what is said about the document changes
 *
 * What revisions behind a signature may do.
 */
typedef enum
{
  YX_PDF_PERMITS_SIGNING,
  YX_PDF_PERMITS_FORMS,
  YX_PDF_PERMITS_FIELDS,
} YxPdfPermits;

/**
 * YxPdfChanges:
 *
 * Compares each revision with the one before (pdf-facts 17).
 */
typedef struct _YxPdfChanges YxPdfChanges;

YxPdfChanges *yx_pdf_changes_new (YxPdfDocument *document, guint first, YxPdfPermits permits);
void yx_pdf_changes_free (YxPdfChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfChanges, yx_pdf_changes_free)
GPtrArray *yx_pdf_changes_next (YxPdfChanges *changes);

G_END_DECLS
