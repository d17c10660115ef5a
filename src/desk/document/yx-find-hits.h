/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

#define YX_FIND_HITS_MAX 10000

/**
 * YxFindHit:
 * @page: from 1; 0 for none
 * @index: among the page's
 *
 * One place where a text was found.
 */
typedef struct
{
  guint page;
  guint index;
} YxFindHit;

/**
 * YxFindHits:
 * @pages: (element-type GArray): for each page its boxes, %NULL for none
 * @total: how many in all
 * @looked: how many pages were looked at
 *
 * Where a text was found so far.
 */
typedef struct
{
  GPtrArray *pages;
  guint total;
  guint looked;
} YxFindHits;

YxFindHits *yx_find_hits_new (guint n_pages);
void yx_find_hits_free (YxFindHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxFindHits, yx_find_hits_free)

void yx_find_hits_take (YxFindHits *hits, guint page, GArray *boxes);
gboolean yx_find_hits_done (const YxFindHits *hits);
guint yx_find_hits_number (const YxFindHits *hits, const YxFindHit *hit);
YxFindHit yx_find_hits_step (const YxFindHits *hits, const YxFindHit *from, int direction);
YxFindHit yx_find_hits_first (const YxFindHits *hits, guint page);
const YxPdfBox *yx_find_hits_box (const YxFindHits *hits, const YxFindHit *hit);

G_END_DECLS
