/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout-parts.h"

#define GROUP_WIDTH 80.0
#define LABEL_WIDTH 104.0
#define PADDING_X 6.0
#define PADDING_Y 3.0
#define GAP_AFTER 10.0

/* Where a table goes on, a group of one low row grows by as much, for its name. */
#define RESERVE 17.0

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

/* The last row grows where a group is lower than its name. */
static gboolean
show_group (YxPage *page, const char *label, Row *rows, guint n, GError **error)
{
  g_autoptr (PangoLayout) group = yx_page_set (page, &group_style, label, error);
  double top = rows[0].top;
  double bottom;
  guint i;

  if (!group)
    return FALSE;
  bottom = MAX (rows[n - 1].top + rows[n - 1].height, top + measure (group, &group_style));
  rows[n - 1].height = bottom - rows[n - 1].top;
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

/* Puts rows under each other as far as they go on the page; gives how many do. */
static guint
stack_rows (GArray *rows, guint first, double top, double bottom)
{
  guint i;

  for (i = first; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->top = top;
      top += row->height;
      if (top > bottom)
        break;
    }
  return i - first;
}

static double
measure_rows (GArray *rows)
{
  double height = 0.0;
  guint i;

  for (i = 0; i < rows->len; i++)
    height += g_array_index (rows, Row, i).height;
  return height;
}

/* Shows @n rows from @first on, whose blocks begin at @blocks' @start. */
static gboolean
show_rows (YxPage *page, GPtrArray *blocks, guint start, GArray *rows, guint first, guint n, GError **error)
{
  const Row *last = &g_array_index (rows, Row, first + n - 1);
  guint end = first + n;
  guint i = first;

  while (i < end)
    {
      guint n_group = count_group (blocks, start + i, start + end);
      const YxPaperBlock *block = g_ptr_array_index (blocks, start + i);
      double before = g_array_index (rows, Row, i + n_group - 1).height;
      Row *below = i + n_group < end ? &g_array_index (rows, Row, i + n_group) : NULL;

      if (!show_group (page, block->group, &g_array_index (rows, Row, i), n_group, error))
        return FALSE;
      i += n_group;
      if (below && g_array_index (rows, Row, i - 1).height > before)
        stack_rows (rows, i, g_array_index (rows, Row, i - 1).top + g_array_index (rows, Row, i - 1).height, G_MAXDOUBLE);
    }
  page->y = last->top + last->height;
  show_frame (page, g_array_index (rows, Row, first).top, page->y);
  return TRUE;
}

static gboolean
show_pages (YxPage *page, GPtrArray *blocks, guint start, GArray *rows, GError **error)
{
  guint done = 0;

  while (done < rows->len)
    {
      guint n = stack_rows (rows, done, page->y, YX_PAGE_BOTTOM);

      if (n < rows->len - done)
        n = stack_rows (rows, done, page->y, YX_PAGE_BOTTOM - RESERVE);
      if (n == 0 && page->y <= YX_PAGE_TOP)
        {
          g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "A row of a table is longer than a page");
          return FALSE;
        }
      if (n > 0 && !show_rows (page, blocks, start, rows, done, n, error))
        return FALSE;
      done += n;
      if (done < rows->len)
        yx_page_break (page);
    }
  return TRUE;
}

/**
 * yx_layout_table:
 * @page: a page
 * @blocks: the document's blocks
 * @first: the first row
 * @n: how many rows
 * @error: return location
 *
 * Draws a table of named values: the group, the label, the value. It stays on one page if it fits on one.
 *
 * Returns: whether it did
 */
gboolean
yx_layout_table (YxPage *page, GPtrArray *blocks, guint first, guint n, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  double height;
  guint i;

  g_array_set_clear_func (rows, clear_row);
  g_array_set_size (rows, n);
  for (i = 0; i < n; i++)
    if (!set_row (page, g_ptr_array_index (blocks, first + i), &g_array_index (rows, Row, i), error))
      return FALSE;
  height = measure_rows (rows);
  if (height > yx_page_room (page) && height <= YX_PAGE_BOTTOM - YX_PAGE_TOP)
    yx_page_break (page);
  cairo_tag_begin (page->cr, "Table", NULL);
  if (!show_pages (page, blocks, first, rows, error))
    return FALSE;
  cairo_tag_end (page->cr, "Table");
  page->y += GAP_AFTER;
  return TRUE;
}
