/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "paper/yx-paper-error.h"

G_BEGIN_DECLS

#define YX_PAPER_ITEMS_MAX 11

/**
 * YxPaperItem:
 * @law: the article of 劳动合同法 that demands it
 * @number: from 1, as that article counts
 * @articles: (array zero-terminated=1): ids of the articles and tables that meet it
 * @fields: (array zero-terminated=1): names of the fields that stand in these
 *
 * How a template meets one of the things that a labour contract must have.
 */
typedef struct
{
  guint law;
  guint number;
  const char *articles[8];
  const char *fields[12];
} YxPaperItem;

/**
 * YxPaperTemplate:
 * @id: a template's id
 * @version: its name and version, as a document remembers it; changes with the text
 * @items: (array zero-terminated=1): what the law demands, and where the template has it
 *
 * A template of a labour contract.
 */
typedef struct
{
  const char *id;
  const char *version;
  const YxPaperItem *items[YX_PAPER_ITEMS_MAX + 1];
} YxPaperTemplate;

const YxPaperTemplate *const *yx_paper_templates (void);
const YxPaperTemplate *yx_paper_template_for (gconstpointer filing, GError **error);

G_END_DECLS
