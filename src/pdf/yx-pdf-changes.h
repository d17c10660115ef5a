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
 * YxPdfChanges:
 *
 * Compares each revision with the one before (pdf-facts 17).
 */
typedef struct _YxPdfChanges YxPdfChanges;

YxPdfChanges *yx_pdf_changes_new (YxPdfDocument *document, guint first);
void yx_pdf_changes_free (YxPdfChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfChanges, yx_pdf_changes_free)
GPtrArray *yx_pdf_changes_next (YxPdfChanges *changes);

G_END_DECLS
