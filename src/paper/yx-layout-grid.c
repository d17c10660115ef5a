/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout-parts.h"

#define PADDING_X 4.0
#define PADDING_Y 3.0
#define GAP 4.0
#define PITCH 16.0

/* A head that leaves less room under it would be all that the pages hold. */
#define HEAD_MAX ((YX_PAGE_BOTTOM - YX_PAGE_TOP) / 2)

/* In lines of text: what is continued on the next page, and the least of it on each. */
#define LONG 8
#define COMPANY 3

typedef struct
{
  PangoLayout *cells[YX_GRID_COLUMNS_MAX]; /* (owned) */
  guint n_cells;
  int n_lines; /* of the longest cell */
  gboolean head;
} Line;

typedef struct
{
  YxPage *page;
  GArray *lines; /* (owned) Line */
  double edges[YX_GRID_COLUMNS_MAX + 1];
  YxPageStyle styles[YX_GRID_COLUMNS_MAX];
  guint n_columns;
} Grid;

static void
clear_line (gpointer data)
{
  Line *line = data;
  guint i;

  for (i = 0; i < line->n_cells; i++)
    g_clear_object (&line->cells[i]);
}

static void
share_width (Grid *grid, const YxPaperColumns *columns)
{
  guint sum = 0;
  guint i;

  for (i = 0; i < columns->n; i++)
    sum += columns->widths[i];
  grid->n_columns = columns->n;
  grid->edges[0] = YX_PAGE_LEFT;
  for (i = 0; i < columns->n; i++)
    {
      double width = YX_PAGE_TEXT * columns->widths[i] / sum;

      grid->edges[i + 1] = grid->edges[i] + width;
      grid->styles[i] = (YxPageStyle) {
        .size = 10.5, .pitch = PITCH, .width = width - 2 * PADDING_X, .align = PANGO_ALIGN_LEFT,
      };
    }
}

static gboolean
set_line (Grid *grid, const YxPaperBlock *block, Line *line, GError **error)
{
  guint i;

  line->head = block->head;
  for (i = 0; i < block->cells->len; i++)
    {
      YxPageStyle style = grid->styles[i];
      const YxPaperBlock *cell = g_ptr_array_index (block->cells, i);

      style.align = block->head ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
      line->cells[i] = yx_page_set (grid->page, &style, cell->text->str, error);
      if (!line->cells[i])
        return FALSE;
      line->n_cells = i + 1;
      line->n_lines = MAX (line->n_lines, pango_layout_get_line_count (line->cells[i]));
    }
  return TRUE;
}

static double
measure (int n_lines)
{
  return n_lines * PITCH + 2 * PADDING_Y;
}

/* Shows @n lines of text of each cell, from @from on, framed. */
static void
show_part (Grid *grid, const Line *line, int from, int n)
{
  YxPage *page = grid->page;
  const char *tag = line->head ? "TH" : "TD";
  double bottom = page->y + measure (n);
  guint i;

  cairo_tag_begin (page->cr, "TR", NULL);
  for (i = 0; i < line->n_cells; i++)
    {
      YxPageStyle style = grid->styles[i];

      style.align = line->head ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
      cairo_tag_begin (page->cr, tag, NULL);
      yx_page_show (page, &style, line->cells[i], grid->edges[i] + PADDING_X, page->y + PADDING_Y, from, n);
      cairo_tag_end (page->cr, tag);
    }
  cairo_tag_end (page->cr, "TR");
  for (i = 0; i <= grid->n_columns; i++)
    yx_page_rule (page, grid->edges[i], page->y, grid->edges[i], bottom);
  yx_page_rule (page, YX_PAGE_LEFT, page->y, YX_PAGE_LEFT + YX_PAGE_TEXT, page->y);
  yx_page_rule (page, YX_PAGE_LEFT, bottom, YX_PAGE_LEFT + YX_PAGE_TEXT, bottom);
  page->y = bottom;
}

static double
measure_heads (const Grid *grid)
{
  double height = 0.0;
  guint i;

  for (i = 0; i < grid->lines->len && g_array_index (grid->lines, Line, i).head; i++)
    height += measure (g_array_index (grid->lines, Line, i).n_lines);
  return height;
}

static void
show_heads (Grid *grid)
{
  guint i;

  for (i = 0; i < grid->lines->len && g_array_index (grid->lines, Line, i).head; i++)
    show_part (grid, &g_array_index (grid->lines, Line, i), 0, g_array_index (grid->lines, Line, i).n_lines);
}

/* How many of @left lines of text go on this page. A short line of the grid isn't divided; of a long one, no piece is
 * shorter than COMPANY. */
static int
choose_lines (const Grid *grid, const Line *line, int left)
{
  int fit = (int) ((yx_page_room (grid->page) - 2 * PADDING_Y + 0.01) / PITCH);

  if (fit >= left)
    return left;
  if (line->n_lines < LONG)
    return 0;
  fit = MIN (fit, left - COMPANY);
  return fit >= COMPANY ? fit : 0;
}

static void
show_line (Grid *grid, const Line *line)
{
  YxPage *page = grid->page;
  int done = 0;

  while (done < line->n_lines)
    {
      int n = choose_lines (grid, line, line->n_lines - done);

      if (n > 0)
        show_part (grid, line, done, n);
      done += n;
      if (done < line->n_lines)
        {
          yx_page_break (page);
          show_heads (grid);
        }
    }
}

static void
show_lines (Grid *grid)
{
  guint n = grid->lines->len;
  guint i;

  for (i = 0; i < n && g_array_index (grid->lines, Line, i).head; i++)
    ;
  if (i < n
      && measure_heads (grid) + measure (MIN (g_array_index (grid->lines, Line, i).n_lines, COMPANY))
           > yx_page_room (grid->page))
    yx_page_break (grid->page);
  show_heads (grid);
  for (; i < n; i++)
    show_line (grid, &g_array_index (grid->lines, Line, i));
}

/**
 * yx_layout_grid:
 * @page: a page
 * @blocks: the document's blocks
 * @first: the grid's first line
 * @n: how many lines
 * @error: return location
 *
 * Draws a grid of cells. Its heads stand again at the top of each page that it goes on to.
 *
 * Returns: whether it did
 */
gboolean
yx_layout_grid (YxPage *page, GPtrArray *blocks, guint first, guint n, GError **error)
{
  g_autoptr (GArray) lines = g_array_sized_new (FALSE, TRUE, sizeof (Line), n);
  Grid grid = { .page = page, .lines = lines };
  guint i;

  g_array_set_clear_func (lines, clear_line);
  g_array_set_size (lines, n);
  share_width (&grid, &((const YxPaperBlock *) g_ptr_array_index (blocks, first))->columns);
  for (i = 0; i < n; i++)
    if (!set_line (&grid, g_ptr_array_index (blocks, first + i), &g_array_index (lines, Line, i), error))
      return FALSE;
  if (measure_heads (&grid) > HEAD_MAX)
    {
      g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "A grid's head is longer than half a page");
      return FALSE;
    }
  page->y += GAP;
  cairo_tag_begin (page->cr, "Table", NULL);
  show_lines (&grid);
  cairo_tag_end (page->cr, "Table");
  page->y += GAP;
  return TRUE;
}
