/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-find-hits.h"

static void
free_boxes (gpointer boxes)
{
  if (boxes != NULL)
    g_array_unref (boxes);
}

static guint
count (const YxFindHits *hits, guint page)
{
  GArray *boxes = hits->pages->pdata[page - 1];

  return boxes != NULL ? boxes->len : 0;
}

/**
 * yx_find_hits_new:
 * @n_pages: of the document
 *
 * Returns: (transfer full): nothing found yet
 */
YxFindHits *
yx_find_hits_new (guint n_pages)
{
  YxFindHits *hits = g_new0 (YxFindHits, 1);

  hits->pages = g_ptr_array_new_full (n_pages, free_boxes);
  g_ptr_array_set_size (hits->pages, (int) n_pages);
  return hits;
}

/**
 * yx_find_hits_free:
 * @hits: (transfer full): what was found
 */
void
yx_find_hits_free (YxFindHits *hits)
{
  g_ptr_array_unref (hits->pages);
  g_free (hits);
}

/**
 * yx_find_hits_take:
 * @page: from 1; each once
 * @boxes: (transfer full) (nullable) (element-type YxPdfBox): what was found there; beyond %YX_FIND_HITS_MAX in all
 *   nothing is kept
 */
void
yx_find_hits_take (YxFindHits *hits, guint page, GArray *boxes)
{
  g_return_if_fail (page >= 1 && page <= hits->pages->len);
  hits->looked++;
  if (boxes == NULL)
    return;
  if (boxes->len > YX_FIND_HITS_MAX - hits->total)
    g_array_set_size (boxes, YX_FIND_HITS_MAX - hits->total);
  hits->total += boxes->len;
  free_boxes (hits->pages->pdata[page - 1]);
  hits->pages->pdata[page - 1] = boxes;
}

/**
 * yx_find_hits_done:
 *
 * Returns: whether each page was looked at
 */
gboolean
yx_find_hits_done (const YxFindHits *hits)
{
  return hits->looked >= hits->pages->len;
}

/**
 * yx_find_hits_number:
 * @hit: one of them
 *
 * Returns: the how manieth it is, from 1; 0 for none
 */
guint
yx_find_hits_number (const YxFindHits *hits, const YxFindHit *hit)
{
  guint before = 0;

  for (guint page = 1; page < hit->page; page++)
    before += count (hits, page);
  return hit->page > 0 ? before + hit->index + 1 : 0;
}

/**
 * yx_find_hits_first:
 * @page: from 1
 *
 * Returns: the first on that page or after it, else the first of all; page 0 when nothing was found
 */
YxFindHit
yx_find_hits_first (const YxFindHits *hits, guint page)
{
  guint n = hits->pages->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = (page - 1 + i) % n + 1;

      if (count (hits, at) > 0)
        return (YxFindHit) { at, 0 };
    }
  return (YxFindHit) { 0, 0 };
}

/**
 * yx_find_hits_step:
 * @from: one of them
 * @direction: 1 or -1
 *
 * Returns: the next, around the end
 */
YxFindHit
yx_find_hits_step (const YxFindHits *hits, const YxFindHit *from, int direction)
{
  guint n = hits->pages->len;

  if (from->page == 0)
    return yx_find_hits_first (hits, 1);
  if (direction > 0 && from->index + 1 < count (hits, from->page))
    return (YxFindHit) { from->page, from->index + 1 };
  if (direction < 0 && from->index > 0)
    return (YxFindHit) { from->page, from->index - 1 };
  for (guint i = 1; i <= n; i++)
    {
      guint at = (direction > 0 ? from->page - 1 + i : from->page - 1 + n - i) % n + 1;

      if (count (hits, at) > 0)
        return (YxFindHit) { at, direction > 0 ? 0 : count (hits, at) - 1 };
    }
  return *from;
}

/**
 * yx_find_hits_box:
 * @hit: one of them
 *
 * Returns: (transfer none): where it is on its page
 */
const YxPdfBox *
yx_find_hits_box (const YxFindHits *hits, const YxFindHit *hit)
{
  GArray *boxes = hits->pages->pdata[hit->page - 1];

  return &g_array_index (boxes, YxPdfBox, hit->index);
}
