/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout-parts.h"

#define GROUP_WIDTH 80.0
#define LABEL_WIDTH 104.0
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
  PangoLayout *group; /* (owned): its group's name */
  PangoLayout *label; /* (owned) */
  PangoLayout *value; /* (owned) */
  double need;        /* height that label and value need */
  double top;
  double height;
} Row;

typedef struct
{
  YxPage *page;
  GArray *rows; /* (owned) Row */
} Table;

static Row *
row_at (const Table *table, guint index)
{
  return &g_array_index (table->rows, Row, index);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->group);
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
  row->need = MAX (measure (row->label, &label_style), measure (row->value, &value_style)) + 2 * PADDING_Y;
  return TRUE;
}

/* Rows of one group share its name. */
static gboolean
set_rows (Table *table, GPtrArray *blocks, guint first, GError **error)
{
  const YxPaperBlock *before = NULL;
  guint i;

  for (i = 0; i < table->rows->len; i++)
    {
      const YxPaperBlock *block = g_ptr_array_index (blocks, first + i);
      Row *row = row_at (table, i);

      if (before && g_strcmp0 (before->group, block->group) == 0)
        row->group = g_object_ref (row_at (table, i - 1)->group);
      else
        row->group = yx_page_set (table->page, &group_style, block->group, error);
      if (!row->group || !set_row (table->page, block, row, error))
        return FALSE;
      before = block;
    }
  return TRUE;
}

/* What a group needs whose rows need @sum: at least room for its name. */
static double
measure_group (const Row *row, double sum)
{
  return MAX (sum, measure (row->group, &group_style) + 2 * PADDING_Y);
}

/* How many rows from @first on fit between @top and the foot of a page. */
static guint
count_fitting (const Table *table, guint first, double top)
{
  double sum = 0.0;
  guint i;

  for (i = first; i < table->rows->len; i++)
    {
      const Row *row = row_at (table, i);

      if (i > first && row->group != row_at (table, i - 1)->group)
        {
          top += measure_group (row_at (table, i - 1), sum);
          sum = 0.0;
        }
      sum += row->need;
      if (top + measure_group (row, sum) > YX_PAGE_BOTTOM)
        break;
    }
  return i - first;
}

/* How many of @n rows from @first on are of one group. */
static guint
count_group (const Table *table, guint first, guint n)
{
  guint i = 1;

  while (i < n && row_at (table, first + i)->group == row_at (table, first)->group)
    i++;
  return i;
}

/* Puts a group's rows under each other; the last grows where they are lower than the name. */
static double
place_group (Table *table, guint first, guint n, double top)
{
  double sum = 0.0;
  guint i;

  for (i = first; i < first + n; i++)
    {
      Row *row = row_at (table, i);

      row->top = top + sum;
      row->height = row->need;
      sum += row->need;
    }
  row_at (table, i - 1)->height += measure_group (row_at (table, first), sum) - sum;
  return measure_group (row_at (table, first), sum);
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

static void
show_group (Table *table, guint first, guint n)
{
  YxPage *page = table->page;
  double height = place_group (table, first, n, page->y);
  guint i;

  for (i = first; i < first + n; i++)
    {
      const Row *row = row_at (table, i);

      cairo_tag_begin (page->cr, "TR", NULL);
      if (i == first)
        show_cell (page, &group_style, row->group, YX_PAGE_LEFT, page->y, height, "TH");
      show_cell (page, &label_style, row->label, YX_PAGE_LEFT + GROUP_WIDTH, row->top, row->height, "TH");
      show_cell (page, &value_style, row->value, VALUE_LEFT, row->top, row->height, "TD");
      cairo_tag_end (page->cr, "TR");
      yx_page_rule (page, i == first ? YX_PAGE_LEFT : YX_PAGE_LEFT + GROUP_WIDTH, row->top, TABLE_RIGHT, row->top);
    }
  page->y += height;
}

static void
show_frame (YxPage *page, double top)
{
  const double columns[] = { YX_PAGE_LEFT, YX_PAGE_LEFT + GROUP_WIDTH, VALUE_LEFT, TABLE_RIGHT };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    yx_page_rule (page, columns[i], top, columns[i], page->y);
  yx_page_rule (page, YX_PAGE_LEFT, page->y, TABLE_RIGHT, page->y);
}

static void
show_rows (Table *table, guint first, guint n)
{
  double top = table->page->y;
  guint end = first + n;

  while (first < end)
    {
      guint n_group = count_group (table, first, end - first);

      show_group (table, first, n_group);
      first += n_group;
    }
  show_frame (table->page, top);
}

static gboolean
show_pages (Table *table, GError **error)
{
  guint done = 0;

  while (done < table->rows->len)
    {
      guint n = count_fitting (table, done, table->page->y);

      if (n == 0 && table->page->y <= YX_PAGE_TOP)
        {
          g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "A row of a table is longer than a page");
          return FALSE;
        }
      if (n > 0)
        show_rows (table, done, n);
      done += n;
      if (done < table->rows->len)
        yx_page_break (table->page);
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
  Table table = { .page = page, .rows = rows };

  g_array_set_clear_func (rows, clear_row);
  g_array_set_size (rows, n);
  if (!set_rows (&table, blocks, first, error))
    return FALSE;
  if (count_fitting (&table, 0, page->y) < n && count_fitting (&table, 0, YX_PAGE_TOP) == n)
    yx_page_break (page);
  cairo_tag_begin (page->cr, "Table", NULL);
  if (!show_pages (&table, error))
    return FALSE;
  cairo_tag_end (page->cr, "Table");
  page->y += GAP_AFTER;
  return TRUE;
}
