/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-law.h"

G_BEGIN_DECLS


/**
 * YxPaperItem:
 * @number: from 1, as 劳动合同法 art. 17 counts
 * @demand: what the law demands, in its words
 * @articles: (array zero-terminated=1): ids of the articles and tables that meet it
 * @fields: (array zero-terminated=1): names of the fields that stand in these
 *
 * How a template meets one of the nine items that a labour contract must have.
 */
typedef struct
{
  guint number;
  const char *demand;
  const char *articles[8];
  const char *fields[8];
} YxPaperItem;

const YxPaperItem *yx_paper_items (const char *template_id);

G_END_DECLS
