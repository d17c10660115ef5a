/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-value.h"
#include "pdf/yx-pdf-xref.h"

/* For this room only: a document's objects as each revision sees them. Revisions count from 0 here.
 *
 * What cannot be read counts as null and is remembered: whoever has looked things up asks
 * yx_pdf_document_check() in the end. */

#define YX_PDF_HEAD G_MAXUINT

YxPdfDocument *yx_pdf_document_parse (GBytes *bytes, const YxPdfLimits *limits, GError **error);
gboolean yx_pdf_document_check (YxPdfDocument *document, GError **error);
void yx_pdf_document_fail (YxPdfDocument *document, const char *what);

GPtrArray *yx_pdf_document_revisions (YxPdfDocument *document);
const YxPdfRevision *yx_pdf_document_revision (YxPdfDocument *document, guint revision);
guint yx_pdf_document_size (YxPdfDocument *document, guint revision);
const YxPdfEntry *yx_pdf_document_entry (YxPdfDocument *document, guint revision, guint number);

const YxPdfValue *yx_pdf_document_object (YxPdfDocument *document, guint revision, guint number);
const YxPdfValue *yx_pdf_document_resolve (YxPdfDocument *document, guint revision, const YxPdfValue *value);
const YxPdfValue *yx_pdf_document_get (YxPdfDocument *document,
                                       guint revision,
                                       const YxPdfValue *dictionary,
                                       const char *key);
guint yx_pdf_document_root_number (YxPdfDocument *document, guint revision);
const YxPdfValue *yx_pdf_document_root (YxPdfDocument *document, guint revision);
GArray *yx_pdf_document_page_numbers (YxPdfDocument *document, guint revision);
const YxPdfValue *yx_pdf_document_inherited (YxPdfDocument *document,
                                             guint revision,
                                             const YxPdfValue *page,
                                             const char *key);

/* Where an object's bytes are; FALSE for one that lies in an object stream. */
gboolean yx_pdf_document_span (YxPdfDocument *document,
                               guint revision,
                               guint number,
                               gsize *start,
                               gsize *end);

/**
 * YxPdfFormField:
 * @name: (owned): fully qualified
 * @object: number of the field
 * @value: (nullable): its resolved /V; null counts as absent
 * @value_number: object that holds @value: its own, or the field's for a direct one
 * @signature: whether /FT is /Sig
 * @widgets: (element-type guint): objects of its widgets
 */
typedef struct
{
  char *name;
  guint object;
  const YxPdfValue *value;
  guint value_number;
  gboolean signature;
  GArray *widgets;
} YxPdfFormField;

GPtrArray *yx_pdf_document_form_fields (YxPdfDocument *document, guint revision);
YxPdfFormField *yx_pdf_document_find_field (GPtrArray *fields, const char *name);
