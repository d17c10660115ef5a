/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"
#include "paper/yx-glyphs.h"
#include "paper/yx-paper-error.h"
#include "paper/yx-paper-text.h"

G_BEGIN_DECLS

/**
 * YxPaperFacts:
 * @filing: record of the filing; its fields are looked up by the names of law.md 4; yx_paper_template_for() chooses by it
 * @enterprise: (nullable): record of the employer, asked for what @filing does not have
 * @contract_no: number of the contract
 * @composed: when the document is drawn up, in microseconds since 1970; nothing else dates it
 * @sample: whether each page says that it is a sample and counts for nothing
 */
typedef struct
{
  gconstpointer filing;
  gconstpointer enterprise;
  const char *contract_no;
  gint64 composed;
  gboolean sample;
} YxPaperFacts;

/* In PDF points from the lower left corner of the page (ISO 32000-2 §8.3.2.3). */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} YxPaperBox;

/* Where the first character of a caption stands, on its base line; nowhere if @size is 0. */
typedef struct
{
  double x;
  double y;
  double size;
} YxPaperAnchor;

/**
 * YxPaperPlace:
 * @name: of the signature field: `yx.employer`, `yx.worker`, `yx.head`
 * @label: what it is for, in Chinese
 * @page: from 1
 * @mark: where the seal or the signature goes
 * @date: where its date goes, ten characters of Helvetica
 * @number: where a seal's number goes, twelve digits of Helvetica
 */
typedef struct
{
  const char *name;
  const char *label;
  guint page;
  YxPaperBox mark;
  YxPaperAnchor date;
  YxPaperAnchor number;
} YxPaperPlace;

/**
 * YxPaper:
 * @bytes: (owned): the document as PDF
 * @places: (array length=n_places): where the parties put their marks
 * @n_places: how many
 * @n_pages: how many pages
 *
 * A document drawn up. Immutable.
 */
typedef struct
{
  GBytes *bytes;
  YxPaperPlace places[3];
  guint n_places;
  guint n_pages;
} YxPaper;

YxPaperText *yx_paper_contract_text (const YxPaperFacts *facts, GError **error);
YxPaper *yx_paper_contract (const YxPaperFacts *facts, GError **error);
GBytes *yx_paper_contract_prepared (const YxPaperFacts *facts, GError **error);
void yx_paper_free (YxPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPaper, yx_paper_free)

G_END_DECLS
