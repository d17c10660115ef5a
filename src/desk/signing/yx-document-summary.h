/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxSummaryKind:
 * @YX_SUMMARY_PAY: the agreed pay
 * @YX_SUMMARY_TERM: from when to when
 * @YX_SUMMARY_PROBATION: probation
 * @YX_SUMMARY_PROBATION_PAY: its pay
 *
 * What people look for in a contract (desk.md "Sign").
 */
typedef enum
{
  YX_SUMMARY_PAY,
  YX_SUMMARY_TERM,
  YX_SUMMARY_PROBATION,
  YX_SUMMARY_PROBATION_PAY,
  YX_N_SUMMARY_KINDS,
} YxSummaryKind;

/**
 * YxSummaryItem:
 * @page: where it stands, from 1; 0: nowhere
 * @words: (nullable): what the document says
 */
typedef struct
{
  guint page;
  char *words;
} YxSummaryItem;

/**
 * YxDocumentSummary:
 *
 * What people look for, in the words of the document that they are about to sign, not of anything beside it.
 */
typedef struct
{
  YxSummaryItem items[YX_N_SUMMARY_KINDS];
} YxDocumentSummary;

YxDocumentSummary *yx_document_summary_new (void);
void yx_document_summary_free (YxDocumentSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxDocumentSummary, yx_document_summary_free)

void yx_document_summary_read (YxDocumentSummary *self, guint page, const char *text);
const char *yx_summary_label (YxSummaryKind kind);

G_END_DECLS
