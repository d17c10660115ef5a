/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-value.h"

G_BEGIN_DECLS

typedef enum
{
  YX_PDF_FREE,
  YX_PDF_PLAIN,
  YX_PDF_COMPRESSED,
} YxPdfEntryKind;

/* Where an object is: at byte @place, or the @index-th within object stream @place. */
typedef struct
{
  guint number;
  guint8 kind;
  guint16 generation;
  guint32 index;
  guint32 place;
} YxPdfEntry;

/**
 * YxPdfSection:
 * @kind: how it is written
 * @offset: where it begins, as startxref and /Prev say
 * @end: byte after its trailer, or after `endobj` of its stream
 * @stream: number of the cross-reference stream's object, 0 for a table
 * @prev: /Prev, -1 for none
 * @entries: (element-type YxPdfEntry) (owned): by number, each once
 * @trailer: (owned): trailer or stream dictionary
 */
typedef struct
{
  YxPdfSectionKind kind;
  gsize offset;
  gsize end;
  guint stream;
  gint64 prev;
  GArray *entries;
  YxPdfValue *trailer;
} YxPdfSection;

void yx_pdf_section_free (YxPdfSection *section);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfSection, yx_pdf_section_free)
YxPdfSection *yx_pdf_section_read (GBytes *bytes, gsize offset, guint max_objects, GError **error);

/**
 * YxPdfRevision:
 * @sections: (element-type YxPdfSection): one; a linearized base has two, the one that is read last first
 * @start: its first byte: where the one before ends
 * @eof: byte after its `%%EOF`; 0 if it was not found where it must be
 * @end: byte after the end of that line
 * @trailer: (not owned): the trailer that counts
 */
typedef struct
{
  GPtrArray *sections;
  gsize start;
  gsize eof;
  gsize end;
  const YxPdfValue *trailer;
} YxPdfRevision;

GPtrArray *yx_pdf_revisions_read (GBytes *bytes, const YxPdfLimits *limits, GError **error);

G_END_DECLS
