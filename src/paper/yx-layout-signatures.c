/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout-parts.h"

#define MM(n) ((n) * 72.0 / 25.4)

#define GAP_BEFORE 6.0
#define LEAD_HEIGHT 24.0
#define PADDING 8.0
#define LABEL_PITCH 20.0
#define CELL_HEIGHT (PADDING + LABEL_PITCH + MM (42) + 4.0 + LABEL_PITCH + PADDING)
#define HEAD_HEIGHT (PADDING + LABEL_PITCH + MM (20) + PADDING)
#define MIDDLE (YX_PAGE_LEFT + YX_PAGE_TEXT / 2)
#define CAPTION_SIZE 10.5
#define NUMBER_SIZE 9.0

static const YxPageStyle lead_style = {
  .size = 12.0, .pitch = LABEL_PITCH, .indent = 24.0, .width = YX_PAGE_TEXT, .align = PANGO_ALIGN_LEFT,
};
static const YxPageStyle label_style = {
  .size = 12.0, .pitch = LABEL_PITCH, .width = YX_PAGE_TEXT - 2 * PADDING, .align = PANGO_ALIGN_LEFT,
};
static const YxPageStyle small_style = {
  .size = NUMBER_SIZE, .pitch = 14.0, .width = 100.0, .align = PANGO_ALIGN_LEFT,
};

/* Where the parts of a place lie, from the left and from the top of the block's frame, in points. */
typedef struct
{
  const char *name;
  const char *label;
  double label_x, label_y;
  double mark_x, mark_y, mark_width, mark_height;
  double date_x, date_y;
  double number_x, number_y;
} Position;

/* The largest seals of law.md 3 at true size: round 42 mm, oval 45 by 30, square 20; a signature by hand 60 by
 * 25. */
static const Position positions[] = {
  { "yx.employer", "甲方公章", PADDING, PADDING, PADDING, PADDING + LABEL_PITCH, MM (46), MM (42), PADDING,
    PADDING + LABEL_PITCH + MM (42) + 4.0, PADDING + MM (46) + 6.0, PADDING + LABEL_PITCH + 44.0 },
  { "yx.worker", "乙方签字", YX_PAGE_TEXT / 2 + PADDING, PADDING, YX_PAGE_TEXT / 2 + PADDING + 10.0,
    PADDING + LABEL_PITCH + MM (8.5), MM (60), MM (25), YX_PAGE_TEXT / 2 + PADDING,
    PADDING + LABEL_PITCH + MM (42) + 4.0, 0.0, 0.0 },
  { "yx.head", "法定代表人或主要负责人签字或盖章", PADDING, CELL_HEIGHT + PADDING, PADDING + 10.0, CELL_HEIGHT + PADDING + LABEL_PITCH, MM (60), MM (20),
    YX_PAGE_TEXT / 2 + PADDING, CELL_HEIGHT + PADDING + LABEL_PITCH + MM (20) - LABEL_PITCH,
    YX_PAGE_TEXT / 2 + PADDING, CELL_HEIGHT + PADDING + LABEL_PITCH + 4.0 },
};

static const Position *
find_position (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (positions); i++)
    if (g_strcmp0 (positions[i].name, name) == 0)
      return &positions[i];
  return NULL;
}

static gboolean
show_words (YxPage *page, const YxPageStyle *style, const char *words, double x, double y, double *end, GError **error)
{
  g_autoptr (PangoLayout) layout = yx_page_set (page, style, words, error);

  if (!layout)
    return FALSE;
  cairo_tag_begin (page->cr, "P", NULL);
  yx_page_show (page, style, layout, x, y, 0, -1);
  cairo_tag_end (page->cr, "P");
  if (end)
    *end = x + yx_page_width (layout);
  return TRUE;
}

/* The base line of a line of @style whose height begins at @y, from the foot of the page. */
static double
find_baseline (const YxPageStyle *style, double y)
{
  return YX_PAGE_HEIGHT - (y + (style->pitch - style->size) / 2 + style->size * 0.86);
}

static gboolean
show_number (YxPage *page, const YxPaperBlock *block, double x, double y, YxPaperPlace *place, GError **error)
{
  if (!show_words (page, &small_style, block->number, x, y, NULL, error))
    return FALSE;
  place->number.x = x;
  place->number.y = find_baseline (&small_style, y + small_style.pitch);
  place->number.size = NUMBER_SIZE;
  return TRUE;
}

static gboolean
show_place (YxPage *page, const YxPaperBlock *block, double top, YxPaperPlace *place, GError **error)
{
  const Position *at = find_position (block->id);
  double end = 0.0;

  if (!at)
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "There is no place “%s” for a signature", block->id);
      return FALSE;
    }
  if (!show_words (page, &label_style, block->label, YX_PAGE_LEFT + at->label_x, top + at->label_y, NULL, error)
      || !show_words (page, &label_style, block->date, YX_PAGE_LEFT + at->date_x, top + at->date_y, &end, error))
    return FALSE;
  place->name = at->name;
  place->label = at->label;
  place->page = page->number;
  place->mark.x = YX_PAGE_LEFT + at->mark_x;
  place->mark.y = YX_PAGE_HEIGHT - (top + at->mark_y + at->mark_height);
  place->mark.width = at->mark_width;
  place->mark.height = at->mark_height;
  place->date.x = end + 2.0;
  place->date.y = find_baseline (&label_style, top + at->date_y);
  place->date.size = CAPTION_SIZE;
  return !block->number
         || show_number (page, block, YX_PAGE_LEFT + at->number_x, top + at->number_y, place, error);
}

static void
show_frame (YxPage *page, double top)
{
  double right = YX_PAGE_LEFT + YX_PAGE_TEXT;
  double bottom = top + CELL_HEIGHT + HEAD_HEIGHT;

  yx_page_rule (page, YX_PAGE_LEFT, top, right, top);
  yx_page_rule (page, YX_PAGE_LEFT, top + CELL_HEIGHT, right, top + CELL_HEIGHT);
  yx_page_rule (page, YX_PAGE_LEFT, bottom, right, bottom);
  yx_page_rule (page, YX_PAGE_LEFT, top, YX_PAGE_LEFT, bottom);
  yx_page_rule (page, right, top, right, bottom);
  yx_page_rule (page, MIDDLE, top, MIDDLE, top + CELL_HEIGHT);
}

/**
 * yx_layout_signatures_height:
 *
 * Returns: how much room all places for signatures take together, with what stands above them, in points
 */
double
yx_layout_signatures_height (void)
{
  return GAP_BEFORE + LEAD_HEIGHT + CELL_HEIGHT + HEAD_HEIGHT;
}

/**
 * yx_layout_signatures:
 * @page: a page
 * @blocks: the document's blocks
 * @first: the one that leads to the places, which follow it up to the end
 * @paper: gets the places
 * @error: return location
 *
 * Draws where the parties sign, all on one page.
 *
 * Returns: whether it did
 */
gboolean
yx_layout_signatures (YxPage *page, GPtrArray *blocks, guint first, YxPaper *paper, GError **error)
{
  const YxPaperBlock *lead = g_ptr_array_index (blocks, first);
  double top;
  guint i;

  if (yx_layout_signatures_height () > yx_page_room (page))
    yx_page_break (page);
  page->y += GAP_BEFORE;
  cairo_tag_begin (page->cr, "Sect", NULL);
  if (!show_words (page, &lead_style, lead->text->str, YX_PAGE_LEFT, page->y, NULL, error))
    return FALSE;
  top = page->y + LEAD_HEIGHT;
  for (i = first + 1; i < blocks->len && paper->n_places < G_N_ELEMENTS (paper->places); i++)
    if (!show_place (page, g_ptr_array_index (blocks, i), top, &paper->places[paper->n_places++], error))
      return FALSE;
  cairo_tag_end (page->cr, "Sect");
  show_frame (page, top);
  page->y = top + CELL_HEIGHT + HEAD_HEIGHT;
  return TRUE;
}
