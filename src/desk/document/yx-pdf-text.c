/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-pdf-text.h"

#include <math.h>

#define MAX_BOXES 4096

static YxPdfBox
make_box (double x1, double y1, double x2, double y2)
{
  return (YxPdfBox) { MIN (x1, x2), MIN (y1, y2), fabs (x2 - x1), fabs (y2 - y1) };
}

/**
 * yx_pdf_text_find:
 * @page: a page; for its document's thread
 * @text: what to look for, without regard to case
 *
 * Returns: (transfer full) (element-type YxPdfBox): where it stands, %YX_PDF_HITS_MAX at most
 */
GArray *
yx_pdf_text_find (PopplerPage *page, const char *text)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (YxPdfBox));
  GList *found = text[0] != '\0' ? poppler_page_find_text (page, text) : NULL;

  for (GList *at = found; at != NULL && boxes->len < YX_PDF_HITS_MAX; at = at->next)
    {
      const PopplerRectangle *area = at->data;
      YxPdfBox box = make_box (area->x1, area->y1, area->x2, area->y2);

      g_array_append_val (boxes, box);
    }
  g_list_free_full (found, (GDestroyNotify) poppler_rectangle_free);
  return boxes;
}

static void
add_region (cairo_region_t *region, double height, GArray *boxes)
{
  for (int i = 0; i < cairo_region_num_rectangles (region) && boxes->len < MAX_BOXES; i++)
    {
      cairo_rectangle_int_t area;
      YxPdfBox box;

      cairo_region_get_rectangle (region, i, &area);
      box = (YxPdfBox) { area.x, height - area.y - area.height, area.width, area.height };
      g_array_append_val (boxes, box);
    }
}

/**
 * yx_pdf_text_select:
 * @page: a page; for its document's thread
 * @from: where the selection begins
 * @to: where it ends
 *
 * Returns: (transfer full): the text between, in the order of reading
 */
YxPdfSelection *
yx_pdf_text_select (PopplerPage *page, const YxPageSpot *from, const YxPageSpot *to)
{
  YxPdfSelection *selection = g_new0 (YxPdfSelection, 1);
  PopplerRectangle area = { .x1 = from->x, .y1 = from->y, .x2 = to->x, .y2 = to->y };
  cairo_region_t *region = poppler_page_get_selected_region (page, 1.0, POPPLER_SELECTION_GLYPH, &area);
  double width, height;

  poppler_page_get_size (page, &width, &height);
  selection->text = poppler_page_get_selected_text (page, POPPLER_SELECTION_GLYPH, &area);
  selection->boxes = g_array_new (FALSE, FALSE, sizeof (YxPdfBox));
  if (region != NULL)
    {
      add_region (region, height, selection->boxes);
      cairo_region_destroy (region);
    }
  return selection;
}

/**
 * yx_pdf_selection_free:
 * @selection: (transfer full): a selection
 */
void
yx_pdf_selection_free (YxPdfSelection *selection)
{
  g_free (selection->text);
  g_array_unref (selection->boxes);
  g_free (selection);
}
