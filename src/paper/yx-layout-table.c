/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout-parts.h"

#define GROUP_WIDTH 84.0
#define LABEL_WIDTH 126.0
#define PADDING_X 6.0
#define PADDING_Y 3.0
#define GAP_AFTER 10.0

#define VALUE_LEFT (YX_PAGE_LEFT + GROUP_WIDTH + LABEL_WIDTH)
#define TABLE_RIGHT (YX_PAGE_LEFT + YX_PAGE_TEXT)

static const YxPageStyle group_style = {
  .size = 11.0, .pitch = 17.0, .width = GROUP_WIDTH - 2 * PADDING_X,
  .align = PANGO_ALIGN_CENTER,
};
static const YxPageStyle label_style = {
  .size = 11.0, .pitch = 17.0, .width = LABEL_WIDTH - 2 * PADDING_X, .align = PANGO_ALIGN_CENTER,
};
static const YxPageStyle value_style = {
  .size = 11.0, .pitch = 17.0, .width = YX_PAGE_TEXT - GROUP_WIDTH - LABEL_WIDTH - 2 * PADDING_X,
  .align = PANGO_ALIGN_LEFT,
};

typedef struct
{
  PangoLayout *label; /* (owned) */
  PangoLayout *value; /* (owned) */
  double top;
  double height;
} Row;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->label);
  g_clear_object (&row->value);
}

static double
measure (PangoLayout *layout, const YxPageStyle *style)
{
  return pango_layout_get_line_count (layout) * style->pitch;
}

static gboolean
set_row (YxPage *page, const YxPaperBlock *block, Row *row, GError **error)
{
  row->label = yx_page_set (page, &label_style, block->label, error);
  row->value = row->label ? yx_page_set (page, &value_style, block->text->str, error) : NULL;
  if (!row->value)
    return FALSE;
  row->height = MAX (measure (row->label, &label_style), measure (row->value, &value_style)) + 2 * PADDING_Y;
  return TRUE;
}

static void
show_cell (YxPage *page,
           const YxPageStyle *style,
           PangoLayout *layout,
           double x,
           double top,
           double height,
           const char *tag)
{
  double y = top + (height - measure (layout, style)) / 2;

  cairo_tag_begin (page->cr, tag, NULL);
  yx_page_show (page, style, layout, x + PADDING_X, y, 0, -1);
  cairo_tag_end (page->cr, tag);
}

static guint
count_group (GPtrArray *blocks, guint first, guint end)
{
  const YxPaperBlock *block = g_ptr_array_index (blocks, first);
  guint n = 1;

  while (first + n < end
         && g_strcmp0 (((YxPaperBlock *) g_ptr_array_index (blocks, first + n))->group, block->group) == 0)
    n++;
  return n;
}

static void
show_row (YxPage *page, const Row *row, PangoLayout *group, double group_height)
{
  cairo_tag_begin (page->cr, "TR", NULL);
  if (group)
    show_cell (page, &group_style, group, YX_PAGE_LEFT, row->top, group_height, "TH");
  show_cell (page, &label_style, row->label, YX_PAGE_LEFT + GROUP_WIDTH, row->top, row->height, "TH");
  show_cell (page, &value_style, row->value, VALUE_LEFT, row->top, row->height, "TD");
  cairo_tag_end (page->cr, "TR");
}

static gboolean
show_group (YxPage *page, const char *label, const Row *rows, guint n, GError **error)
{
  g_autoptr (PangoLayout) group = yx_page_set (page, &group_style, label, error);
  double top = rows[0].top;
  double bottom = rows[n - 1].top + rows[n - 1].height;
  guint i;

  if (!group)
    return FALSE;
  for (i = 0; i < n; i++)
    {
      show_row (page, &rows[i], i == 0 ? group : NULL, bottom - top);
      yx_page_rule (page, i == 0 ? YX_PAGE_LEFT : YX_PAGE_LEFT + GROUP_WIDTH, rows[i].top, TABLE_RIGHT, rows[i].top);
    }
  return TRUE;
}

static void
show_frame (YxPage *page, double top, double bottom)
{
  const double columns[] = { YX_PAGE_LEFT, YX_PAGE_LEFT + GROUP_WIDTH, VALUE_LEFT, TABLE_RIGHT };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    yx_page_rule (page, columns[i], top, columns[i], bottom);
  yx_page_rule (page, YX_PAGE_LEFT, bottom, TABLE_RIGHT, bottom);
}

static double
stack_rows (GArray *rows, double top)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->top = top;
      top += row->height;
    }
  return top;
}

/**
 * yx_layout_table:
 * @page: a page
 * @blocks: the document's blocks
 * @first: the first row
 * @n: how many rows
 * @error: return location
 *
 * Draws a table of named values: the group, the label, the value. It stays on one page.
 *
 * Returns: whether it did
 */
gboolean
yx_layout_table (YxPage *page, GPtrArray *blocks, guint first, guint n, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  double bottom;
  guint i;

  g_array_set_clear_func (rows, clear_row);
  g_array_set_size (rows, n);
  for (i = 0; i < n; i++)
    if (!set_row (page, g_ptr_array_index (blocks, first + i), &g_array_index (rows, Row, i), error))
      return FALSE;
  bottom = stack_rows (rows, page->y);
  if (bottom > YX_PAGE_BOTTOM && page->y > YX_PAGE_TOP)
    {
      yx_page_break (page);
      bottom = stack_rows (rows, page->y);
    }
  if (bottom > YX_PAGE_BOTTOM)
    {
      g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "A table is longer than a page");
      return FALSE;
    }
  cairo_tag_begin (page->cr, "Table", NULL);
  for (i = 0; i < n; i += count_group (blocks, first + i, first + n))
    if (!show_group (page, ((YxPaperBlock *) g_ptr_array_index (blocks, first + i))->group,
                     &g_array_index (rows, Row, i), count_group (blocks, first + i, first + n), error))
      return FALSE;
  cairo_tag_end (page->cr, "Table");
  show_frame (page, rows->len > 0 ? g_array_index (rows, Row, 0).top : bottom, bottom);
  page->y = bottom + GAP_AFTER;
  return TRUE;
}
