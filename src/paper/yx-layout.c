/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout.h"

#include <cairo-pdf.h>

#include "paper/yx-layout-parts.h"
#include "paper/yx-page.h"
#include "yx-config.h"

#define EM 12.0
#define PITCH 19.0
#define PAGES_MAX 60

/* Of so many lines; longer ones may be divided before what they lead to. */
#define LEAD_MAX 4

/* A grid's head and three lines of text under it. */
#define GRID_COMPANY 84.0
#define SHANGHAI_OFFSET (8 * 60 * 60)

/* How a kind of block is set, and the room around it. */
typedef struct
{
  YxPageStyle style;
  double before;
  double after;
  const char *tag;
} BlockStyle;

typedef struct
{
  YxPage *page;
  GPtrArray *blocks;
  YxPaper *paper;
} Flow;

static const BlockStyle title_style
  = { { 22.0, 34.0, 0.0, YX_PAGE_TEXT, TRUE, PANGO_ALIGN_CENTER }, 0.0, 0.0, "H1" };
static const BlockStyle subtitle_style
  = { { 14.0, 24.0, 0.0, YX_PAGE_TEXT, FALSE, PANGO_ALIGN_CENTER }, 0.0, 10.0, "P" };
static const BlockStyle note_style = { { 11.0, 20.0, 0.0, YX_PAGE_TEXT, FALSE, PANGO_ALIGN_RIGHT }, 0.0, 4.0, "P" };
static const BlockStyle chapter_style
  = { { 14.0, 24.0, 0.0, YX_PAGE_TEXT, TRUE, PANGO_ALIGN_CENTER }, 10.0, 4.0, "H2" };
static const BlockStyle text_style
  = { { EM, PITCH, 2 * EM, YX_PAGE_TEXT, FALSE, PANGO_ALIGN_LEFT }, 0.0, 0.0, "P" };

static const BlockStyle *
choose_style (YxPaperBlockKind kind)
{
  switch (kind)
    {
    case YX_BLOCK_TITLE:
      return &title_style;
    case YX_BLOCK_SUBTITLE:
      return &subtitle_style;
    case YX_BLOCK_NOTE:
      return &note_style;
    case YX_BLOCK_CHAPTER:
      return &chapter_style;
    case YX_BLOCK_ROW:
    case YX_BLOCK_ARTICLE:
    case YX_BLOCK_PARAGRAPH:
    case YX_BLOCK_ITEM:
    case YX_BLOCK_LINE:
    case YX_BLOCK_CELL:
    case YX_BLOCK_SIGNATURES:
    case YX_BLOCK_PLACE:
      break;
    }
  return &text_style;
}

/* How many of @n lines go on this page: never the first or the last of them alone. */
static int
choose_lines (double room, double pitch, int done, int n)
{
  int left = n - done;
  int fit = (int) ((room + 0.01) / pitch);

  if (fit >= left)
    return left;
  if (left - fit == 1)
    fit--;
  return fit < 2 && done == 0 ? 0 : MAX (fit, 0);
}

static gboolean
check_pages (const YxPage *page, GError **error)
{
  if (page->number <= PAGES_MAX)
    return TRUE;
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "The document has more than %d pages", PAGES_MAX);
  return FALSE;
}

static gboolean
show_lines (Flow *flow, const BlockStyle *look, PangoLayout *layout, GError **error)
{
  YxPage *page = flow->page;
  int n = pango_layout_get_line_count (layout);
  int done = 0;

  while (done < n)
    {
      gboolean fresh = page->y <= YX_PAGE_TOP;
      int take = choose_lines (yx_page_room (page), look->style.pitch, done, n);

      if (take == 0 && fresh)
        take = 1;
      if (take < n)
        cairo_tag_begin (page->cr, "Span", NULL);
      yx_page_show (page, &look->style, layout, YX_PAGE_LEFT, page->y, done, take);
      if (take < n)
        cairo_tag_end (page->cr, "Span");
      page->y += take * look->style.pitch;
      done += take;
      if (done < n)
        yx_page_break (page);
      if (!check_pages (page, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_outline (YxPage *page, const char *words)
{
  g_autofree char *target
    = g_strdup_printf ("page=%u pos=[%d %d]", page->number, (int) YX_PAGE_LEFT, (int) page->y);

  cairo_pdf_surface_add_outline (page->surface, CAIRO_PDF_OUTLINE_ROOT, words, target, 0);
}

/* Whether a paragraph only says what follows: the first item or a grid. */
static gboolean
leads (const YxPaperBlock *block, const YxPaperBlock *next)
{
  return block->kind != next->kind && (next->kind == YX_BLOCK_ITEM || next->kind == YX_BLOCK_LINE);
}

static const YxPaperBlock *
find_block (const Flow *flow, guint index)
{
  return index < flow->blocks->len ? g_ptr_array_index (flow->blocks, index) : NULL;
}

/* What has to stand on one page with the block's first lines. Under a chapter's heading, three lines of its first
 * article: of that many, none goes to the next page alone. */
static double
measure_company (const Flow *flow, guint index, const BlockStyle *look, PangoLayout *layout)
{
  const YxPaperBlock *block = find_block (flow, index);
  const YxPaperBlock *next = find_block (flow, index + 1);
  const YxPaperBlock *after = find_block (flow, index + 2);
  double height = pango_layout_get_line_count (layout) * look->style.pitch;

  if (block->kind == YX_BLOCK_CHAPTER)
    return height + look->after + (next && after && leads (next, after) ? LEAD_MAX + 2 : 3) * PITCH;
  if (next && next->kind == YX_BLOCK_SIGNATURES)
    return height + yx_layout_signatures_height ();
  if (next && leads (block, next) && height <= LEAD_MAX * PITCH)
    return height + (next->kind == YX_BLOCK_LINE ? GRID_COMPANY : 2 * PITCH);
  return 0.0;
}

static gboolean
show_block (Flow *flow, guint index, GError **error)
{
  const YxPaperBlock *block = g_ptr_array_index (flow->blocks, index);
  const BlockStyle *look = choose_style (block->kind);
  YxPage *page = flow->page;
  g_autoptr (PangoLayout) layout = yx_page_set_block (page, &look->style, block, error);
  gboolean shown;

  if (!layout)
    return FALSE;
  if (page->y > YX_PAGE_TOP)
    page->y += look->before;
  if (measure_company (flow, index, look, layout) > yx_page_room (page) && page->y > YX_PAGE_TOP)
    yx_page_break (page);
  cairo_tag_begin (page->cr, look->tag, NULL);
  if (block->kind == YX_BLOCK_CHAPTER)
    add_outline (page, block->text->str);
  shown = show_lines (flow, look, layout, error);
  cairo_tag_end (page->cr, look->tag);
  page->y += look->after;
  return shown;
}

/* How many blocks from @first on make up one table or grid. */
static guint
count_lines (GPtrArray *blocks, guint first)
{
  const YxPaperBlock *block = g_ptr_array_index (blocks, first);
  guint n = 1;

  while (first + n < blocks->len)
    {
      const YxPaperBlock *next = g_ptr_array_index (blocks, first + n);

      if (next->kind != block->kind || next->grid != block->grid)
        break;
      n++;
    }
  return n;
}

static gboolean
show_blocks (Flow *flow, GError **error)
{
  guint i = 0;

  while (i < flow->blocks->len)
    {
      const YxPaperBlock *block = g_ptr_array_index (flow->blocks, i);
      gboolean is_table = block->kind == YX_BLOCK_ROW;
      guint n = is_table || block->kind == YX_BLOCK_LINE ? count_lines (flow->blocks, i) : 1;
      gboolean shown;

      if (is_table)
        shown = yx_layout_table (flow->page, flow->blocks, i, n, error);
      else if (block->kind == YX_BLOCK_LINE)
        shown = yx_layout_grid (flow->page, flow->blocks, i, n, error);
      else if (block->kind == YX_BLOCK_SIGNATURES)
        return yx_layout_signatures (flow->page, flow->blocks, i, flow->paper, error);
      else
        shown = show_block (flow, i, error);
      if (!shown || !check_pages (flow->page, error))
        return FALSE;
      i += n;
    }
  return TRUE;
}

static char *
write_instant (gint64 instant)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (SHANGHAI_OFFSET);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+08:00") : NULL;
}

static gboolean
describe (YxPage *page, const YxLayoutInfo *info, GError **error)
{
  g_autofree char *created = write_instant (info->created);

  if (!created)
    {
      g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "There is no such time of composing");
      return FALSE;
    }
  cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_TITLE, info->title);
  cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
  if (info->subject)
    cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_SUBJECT, info->subject);
  cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_CREATOR, "Yinxin " YX_VERSION);
  cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (page->surface, CAIRO_PDF_METADATA_MOD_DATE, created);
  return TRUE;
}

/**
 * yx_layout_pdf:
 * @text: what the document says
 * @info: what the PDF says about itself
 * @error: return location
 *
 * Lays a document out on A4 pages: a tagged PDF (ISO 32000-1 §14.8) with an outline of its chapters. The same
 * text and fonts give the same bytes. At most 60 pages.
 *
 * Returns: (transfer full) (nullable): the PDF and its places for signatures
 */
YxPaper *
yx_layout_pdf (const YxPaperText *text, const YxLayoutInfo *info, GError **error)
{
  g_autoptr (YxPage) page = yx_page_new (info->sample);
  g_autoptr (YxPaper) paper = g_new0 (YxPaper, 1);
  Flow flow = { .page = page, .blocks = text->blocks, .paper = paper };

  if (!describe (page, info, error))
    return NULL;
  cairo_tag_begin (page->cr, "Document", NULL);
  if (!show_blocks (&flow, error))
    return NULL;
  cairo_tag_end (page->cr, "Document");
  paper->n_pages = page->number;
  paper->bytes = yx_page_finish (page, error);
  return paper->bytes ? g_steal_pointer (&paper) : NULL;
}
