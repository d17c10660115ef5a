/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-page.h"

#include <string.h>

#include "paper/yx-glyphs.h"

#define LAST_LINE_MIN 4
#define DIGITS "0123456789"

/* A figure and the unit that follows it stay on one line. */
static void
keep_figures (PangoAttrList *list, const char *words)
{
  const char *at = words;

  while (*(at = at + strcspn (at, DIGITS)) != '\0')
    {
      const char *end = at + strspn (at, DIGITS ".");
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

      end = *end ? g_utf8_next_char (end) : end;
      attribute->start_index = (guint) (at - words);
      attribute->end_index = (guint) (end - words);
      pango_attr_list_insert (list, attribute);
      at = end;
    }
}

/* A paragraph's last line isn't one character alone. */
static void
keep_end (PangoAttrList *list, const char *words)
{
  PangoAttribute *attribute;
  glong n = g_utf8_strlen (words, -1);

  if (n <= 4 * LAST_LINE_MIN)
    return;
  attribute = pango_attr_allow_breaks_new (FALSE);
  attribute->start_index = (guint) (g_utf8_offset_to_pointer (words, n - LAST_LINE_MIN) - words);
  attribute->end_index = (guint) strlen (words);
  pango_attr_list_insert (list, attribute);
}

static PangoLayout *
make_layout (YxPage *page, const YxPageStyle *style, const char *words)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (YX_PAPER_FONTS);
  PangoLayout *layout = pango_layout_new (page->context);
  PangoAttrList *attributes = pango_attr_list_new ();

  keep_figures (attributes, words);
  keep_end (attributes, words);
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
  pango_layout_set_indent (layout, (int) (style->indent * PANGO_SCALE));
  pango_layout_set_alignment (layout, style->align);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, words, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static gboolean
check_glyphs (PangoLayout *layout, GError **error)
{
  g_autofree char *missing = NULL;

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return TRUE;
  missing = yx_paper_missing_glyphs (pango_layout_get_text (layout));
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_GLYPH,
               "No installed font has the characters %s; install one that does and try again",
               missing ? missing : "of this text");
  return FALSE;
}

static void
mark_spans (PangoAttrList *list, const YxPaperBlock *block)
{
  guint i;

  for (i = 0; i < block->spans->len; i++)
    {
      const YxPaperSpan *span = &g_array_index (block->spans, YxPaperSpan, i);
      PangoAttribute *attribute;

      if (span->style == YX_SPAN_VALUE)
        attribute = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
      else
        attribute = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      attribute->start_index = span->start;
      attribute->end_index = span->end;
      pango_attr_list_insert (list, attribute);
    }
}

/**
 * yx_page_set:
 * @page: a page
 * @style: how
 * @words: what, UTF-8
 * @error: return location
 *
 * Breaks text into lines (UAX #14). A character without a glyph is %YX_PAPER_ERROR_GLYPH.
 *
 * Returns: (transfer full) (nullable): the lines
 */
PangoLayout *
yx_page_set (YxPage *page, const YxPageStyle *style, const char *words, GError **error)
{
  g_autoptr (PangoLayout) layout = make_layout (page, style, words);

  return check_glyphs (layout, error) ? g_steal_pointer (&layout) : NULL;
}

/**
 * yx_page_set_block:
 * @page: a page
 * @style: how
 * @block: what, with its strong words and its values
 * @error: return location
 *
 * As yx_page_set().
 *
 * Returns: (transfer full) (nullable): the lines
 */
PangoLayout *
yx_page_set_block (YxPage *page, const YxPageStyle *style, const YxPaperBlock *block, GError **error)
{
  g_autoptr (PangoLayout) layout = make_layout (page, style, block->text->str);
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));

  mark_spans (attributes, block);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return check_glyphs (layout, error) ? g_steal_pointer (&layout) : NULL;
}
