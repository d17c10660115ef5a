/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-glyphs.h"

#include <pango/pangocairo.h>

static gboolean
has_glyphs (PangoLayout *layout, const char *text, int length)
{
  pango_layout_set_text (layout, text, length);
  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}

/**
 * yx_paper_missing_glyphs:
 * @text: UTF-8
 *
 * Looks for characters that no installed font can show: on paper they would be empty boxes.
 *
 * Returns: (transfer full) (nullable): each of them once, as `𠮷 (U+20BB7)`, separated by `, `; %NULL if none
 */
char *
yx_paper_missing_glyphs (const char *text)
{
  g_autoptr (GObject) context = G_OBJECT (pango_font_map_create_context (pango_cairo_font_map_get_default ()));
  g_autoptr (PangoLayout) layout = pango_layout_new (PANGO_CONTEXT (context));
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (YX_PAPER_FONTS);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) missing = g_string_new (NULL);
  const char *at;

  pango_layout_set_font_description (layout, font);
  if (has_glyphs (layout, text, -1))
    return NULL;
  for (at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      int length = (int) (g_utf8_next_char (at) - at);

      if (!g_hash_table_add (seen, GUINT_TO_POINTER (c)) || has_glyphs (layout, at, length))
        continue;
      g_string_append_printf (missing, "%s%.*s (U+%04X)", missing->len > 0 ? ", " : "", length, at, (guint) c);
    }
  return missing->len > 0 ? g_strdup (missing->str) : NULL;
}
