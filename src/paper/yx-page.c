/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-page.h"

#include <cairo-pdf.h>

#define FOOT_BASELINE 797.0
#define RULE_WIDTH 0.6

/* Wider gaps than a tenth of the size are read as spaces by those who extract the text. */
#define STRETCH_MAX 0.085

static const YxPageStyle foot_style = {
  .size = 10.5, .pitch = 12.0, .width = YX_PAGE_TEXT, .align = PANGO_ALIGN_CENTER,
};

#define SAMPLE_WORDS "样例 SAMPLE"
#define SAMPLE_NOTE "样例 SAMPLE：单位和人员均系虚构，本文件不具有任何效力"
#define SAMPLE_NOTE_BASELINE 46.0
#define SAMPLE_SLOPE (-G_PI * 0.3)
#define SAMPLE_GREY 0.86
#define SAMPLE_NOTE_GREY 0.45

static const YxPageStyle sample_style = {
  .size = 96.0, .pitch = 96.0, .width = YX_PAGE_HEIGHT, .bold = TRUE, .align = PANGO_ALIGN_CENTER,
};

static const YxPageStyle sample_note_style = {
  .size = 10.5, .pitch = 12.0, .width = YX_PAGE_TEXT, .bold = TRUE, .align = PANGO_ALIGN_CENTER,
};

static cairo_status_t
write_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Whether space may be added after the cluster: after whatever is as wide as it is high. */
static gboolean
stretches (const PangoGlyphItemIter *iter)
{
  return g_unichar_iswide (g_utf8_get_char (iter->text + iter->start_index));
}

/* Adds @extra after each cluster that may be stretched, besides the line's last; counts them if @extra is 0. */
static int
stretch_line (PangoLayoutLine *line, const char *text, int extra, int n_last)
{
  GSList *run;
  int n = 0;

  for (run = line->runs; run; run = run->next)
    {
      PangoGlyphItemIter iter;
      gboolean more;

      for (more = pango_glyph_item_iter_init_start (&iter, run->data, text); more;
           more = pango_glyph_item_iter_next_cluster (&iter))
        {
          int last = MAX (iter.start_glyph, iter.end_glyph - 1);

          if (!stretches (&iter))
            continue;
          n++;
          if (extra > 0 && n != n_last)
            iter.glyph_item->glyphs->glyphs[last].geometry.width += extra;
        }
    }
  return n;
}

static void
justify_line (PangoLayoutLine *line, const char *text, const YxPageStyle *style, int used)
{
  int room = (int) (style->width * PANGO_SCALE) - used;
  int n = stretch_line (line, text, 0, 0);

  if (n > 1 && room > 0)
    stretch_line (line, text, MIN (room / (n - 1), (int) (STRETCH_MAX * style->size * PANGO_SCALE)), n);
}

/* A line is set to the full width unless a paragraph ends with it. */
static gboolean
ends_paragraph (PangoLayout *layout, int index)
{
  PangoLayoutLine *next = pango_layout_get_line_readonly (layout, index + 1);

  return !next || next->is_paragraph_start;
}

static void
show_foot (YxPage *page)
{
  g_autofree char *words = g_strdup_printf ("- %u -", page->number);
  g_autoptr (PangoLayout) layout = yx_page_set (page, &foot_style, words, NULL);

  if (layout)
    yx_page_show (page, &foot_style, layout, YX_PAGE_LEFT, FOOT_BASELINE - foot_style.pitch, 0, 1);
}

/* Under all that the page will say, and in a line of its own for those who extract text: neither belongs to an element of
 * the structure, as the page's number does not. */
static void
show_sample (YxPage *page)
{
  g_autoptr (PangoLayout) layout = page->sample ? yx_page_set (page, &sample_style, SAMPLE_WORDS, NULL) : NULL;
  g_autoptr (PangoLayout) note = page->sample ? yx_page_set (page, &sample_note_style, SAMPLE_NOTE, NULL) : NULL;

  if (!layout || !note)
    return;
  cairo_save (page->cr);
  cairo_set_source_rgb (page->cr, SAMPLE_NOTE_GREY, SAMPLE_NOTE_GREY, SAMPLE_NOTE_GREY);
  yx_page_show (page, &sample_note_style, note, YX_PAGE_LEFT, SAMPLE_NOTE_BASELINE - sample_note_style.pitch, 0, 1);
  cairo_translate (page->cr, YX_PAGE_WIDTH / 2, YX_PAGE_HEIGHT / 2);
  cairo_rotate (page->cr, SAMPLE_SLOPE);
  cairo_set_source_rgb (page->cr, SAMPLE_GREY, SAMPLE_GREY, SAMPLE_GREY);
  yx_page_show (page, &sample_style, layout, -sample_style.width / 2, -sample_style.pitch / 2, 0, 1);
  cairo_restore (page->cr);
}

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* What hints would do depends on the machine; the same document must have the same bytes everywhere. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72.0);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  cairo_font_options_destroy (options);
  return context;
}

/**
 * yx_page_new:
 * @sample: whether each page says that it is a sample
 *
 * Begins a PDF of A4 pages.
 *
 * Returns: (transfer full): its first page
 */
YxPage *
yx_page_new (gboolean sample)
{
  YxPage *page = g_new0 (YxPage, 1);

  page->out = g_byte_array_new ();
  page->surface = cairo_pdf_surface_create_for_stream (write_bytes, page->out, YX_PAGE_WIDTH, YX_PAGE_HEIGHT);
  cairo_pdf_surface_restrict_to_version (page->surface, CAIRO_PDF_VERSION_1_5);
  page->cr = cairo_create (page->surface);
  page->context = make_context ();
  page->number = 1;
  page->sample = sample;
  page->y = YX_PAGE_TOP;
  show_sample (page);
  return page;
}

/**
 * yx_page_finish:
 * @page: the last page
 * @error: return location
 *
 * Numbers the last page and ends the document.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
yx_page_finish (YxPage *page, GError **error)
{
  cairo_status_t status;

  show_foot (page);
  cairo_show_page (page->cr);
  status = cairo_status (page->cr);
  cairo_surface_finish (page->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (page->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_WRITE, "The PDF could not be written: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&page->out));
}

/**
 * yx_page_free:
 * @page: (transfer full) (nullable): a page
 *
 * Frees what drawing needs.
 */
void
yx_page_free (YxPage *page)
{
  if (!page)
    return;
  cairo_destroy (page->cr);
  cairo_surface_finish (page->surface);
  cairo_surface_destroy (page->surface);
  g_object_unref (page->context);
  g_clear_pointer (&page->out, g_byte_array_unref);
  g_free (page);
}

/**
 * yx_page_break:
 * @page: a page
 *
 * Numbers the page and begins the next.
 */
void
yx_page_break (YxPage *page)
{
  show_foot (page);
  cairo_show_page (page->cr);
  page->number++;
  page->y = YX_PAGE_TOP;
  show_sample (page);
}

/**
 * yx_page_room:
 * @page: a page
 *
 * Returns: how many points are left for text
 */
double
yx_page_room (const YxPage *page)
{
  return YX_PAGE_BOTTOM - page->y;
}

/**
 * yx_page_show:
 * @page: a page
 * @style: how @layout was set
 * @layout: lines
 * @x: where they begin, from the left
 * @y: where the first line's height begins, from the top
 * @from: the first line to show
 * @n: how many, or -1 for all that follow
 *
 * Draws lines. Those set to the left fill the width, apart from the last of a paragraph.
 */
void
yx_page_show (YxPage *page, const YxPageStyle *style, PangoLayout *layout, double x, double y, int from, int n)
{
  const char *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int index = 0;

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line (iter);
      PangoRectangle logical;

      if (index < from || (n >= 0 && index >= from + n))
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (style->align == PANGO_ALIGN_LEFT && !ends_paragraph (layout, index))
        justify_line (line, text, style, logical.x + logical.width);
      /* The base line of a Chinese line stands where the em box, centred in the pitch, has it. */
      cairo_move_to (page->cr, x + (double) logical.x / PANGO_SCALE,
                     y + style->pitch * (index - from) + (style->pitch - style->size) / 2 + style->size * 0.86);
      pango_cairo_show_layout_line (page->cr, line);
    }
  while (index++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/**
 * yx_page_width:
 * @layout: lines
 *
 * Returns: the widest line's width in points
 */
double
yx_page_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/**
 * yx_page_rule:
 * @page: a page
 * @x0: from the left
 * @y0: from the top
 * @x1: from the left
 * @y1: from the top
 *
 * Draws a thin line.
 */
void
yx_page_rule (YxPage *page, double x0, double y0, double x1, double y1)
{
  cairo_set_line_width (page->cr, RULE_WIDTH);
  cairo_move_to (page->cr, x0, y0);
  cairo_line_to (page->cr, x1, y1);
  cairo_stroke (page->cr);
}
