/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

#define YX_PDF_MAX_SIZE (20 * 1024 * 1024) /* bytes of a file, unless other limits are given */

/**
 * YxPdfLimits:
 * @max_size: bytes of the whole file
 * @max_objects: object numbers in use or free
 * @max_pages: pages
 * @max_revisions: the base and everything appended
 *
 * What a document may be at most. 0 stands for the value in the comment.
 */
typedef struct
{
  gsize max_size;      /* 20 MiB */
  guint max_objects;   /* 200000 */
  guint max_pages;     /* 2000 */
  guint max_revisions; /* 64 */
} YxPdfLimits;

/**
 * YxPdfSectionKind:
 * @YX_PDF_TABLE: cross-reference table (ISO 32000-2 §7.5.4)
 * @YX_PDF_XREF_STREAM: cross-reference stream (§7.5.8)
 * @YX_PDF_HYBRID: table with a stream beside it (§7.5.8.4)
 */
typedef enum
{
  YX_PDF_TABLE,
  YX_PDF_XREF_STREAM,
  YX_PDF_HYBRID,
} YxPdfSectionKind;

/**
 * YxPdfField:
 * @name: fully qualified, UTF-8
 * @signature: whether it is a signature field
 * @filled: whether it has a value
 * @object: number of the field's object
 * @widget: number of its first widget's object, 0 for none; often the same
 * @page: where the widget is, from 1; 0 for nowhere
 * @box: the widget's rectangle
 *
 * A terminal field of the interactive form (ISO 32000-2 §12.7.4).
 */
typedef struct
{
  char *name;
  gboolean signature;
  gboolean filled;
  guint object;
  guint widget;
  guint page;
  YxPdfBox box;
} YxPdfField;

/**
 * YxPdfDocument:
 *
 * A PDF that was read: nothing in it was repaired, and qpdf took it too. For one thread.
 */
typedef struct _YxPdfDocument YxPdfDocument;

YxPdfDocument *yx_pdf_document_open (GBytes *bytes, const YxPdfLimits *limits, GError **error);
void yx_pdf_document_free (YxPdfDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfDocument, yx_pdf_document_free)

GBytes *yx_pdf_document_bytes (YxPdfDocument *document);
guint yx_pdf_document_n_pages (YxPdfDocument *document);
gboolean yx_pdf_document_page (YxPdfDocument *document, guint page, guint *object, YxPdfBox *box, GError **error);
guint yx_pdf_document_n_revisions (YxPdfDocument *document);
gsize yx_pdf_document_revision_end (YxPdfDocument *document, guint revision);
YxPdfSectionKind yx_pdf_document_section_kind (YxPdfDocument *document);
GPtrArray *yx_pdf_document_fields (YxPdfDocument *document, GError **error);

G_END_DECLS
