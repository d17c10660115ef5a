/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-engraving.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "seal/yx-seal-error.h"

#define EM 1000.0 /* device units: cairo keeps coordinates in steps of 1/256 */
#define SIDE 0.10  /* ems left free on both sides of what is no Han character */
#define SPACE 0.20 /* ems */

static void
free_glyph (gpointer data)
{
  YxGlyph *glyph = data;

  cairo_path_destroy (glyph->path);
  g_free (glyph);
}

static void
put (cairo_path_data_t *point, double x, double y)
{
  point->point.x = x / EM;
  point->point.y = y / EM;
}

static void
shrink (cairo_path_t *path, double baseline)
{
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    for (int k = 1; k < path->data[i].header.length; k++)
      put (&path->data[i + k], path->data[i + k].point.x, path->data[i + k].point.y - baseline);
}

static PangoLayout *
create_layout (cairo_t *cr, const char *fonts)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (fonts);
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_font_description_set_absolute_size (font, EM * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_context_set_language (pango_layout_get_context (layout), pango_language_from_string ("zh-CN"));
  pango_context_set_base_dir (pango_layout_get_context (layout), PANGO_DIRECTION_LTR);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);
  return layout;
}

static YxGlyph *
outline (cairo_t *cr, PangoLayout *layout, const char *at, int size)
{
  YxGlyph *glyph = g_new0 (YxGlyph, 1);
  double baseline;
  int width;

  pango_layout_set_text (layout, at, size);
  pango_layout_get_size (layout, &width, NULL);
  baseline = (double)pango_layout_get_baseline (layout) / PANGO_SCALE;
  cairo_new_path (cr);
  cairo_move_to (cr, 0, 0);
  pango_cairo_layout_path (cr, layout);
  cairo_path_extents (cr, &glyph->x0, &glyph->y0, &glyph->x1, &glyph->y1);
  glyph->path = cairo_copy_path (cr);
  glyph->character = g_utf8_get_char (at);
  shrink (glyph->path, baseline);
  glyph->advance = (double)width / PANGO_SCALE / EM;
  glyph->x0 /= EM;
  glyph->x1 /= EM;
  glyph->y0 = (glyph->y0 - baseline) / EM;
  glyph->y1 = (glyph->y1 - baseline) / EM;
  return glyph;
}

/* Pango takes pictographs from whatever colour font there is, so that they would differ from one machine to the next. */
static gboolean
is_pictograph (gunichar character)
{
  return character >= 0x1f000 && character <= 0x1faff;
}

/* Fontconfig offers any font that has a character; a seal bears one typeface. */
static gboolean
is_from (PangoLayout *layout, char **families)
{
  const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);

  if (pango_layout_get_unknown_glyphs_count (layout) > 0)
    return FALSE;
  for (const GSList *at = line->runs; at != NULL; at = at->next)
    {
      const PangoGlyphItem *run = at->data;
      g_autoptr (PangoFontDescription) found = pango_font_describe (run->item->analysis.font);
      const char *family = pango_font_description_get_family (found);

      if (family == NULL || !g_strv_contains ((const char *const *)families, family))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_engraving_glyphs:
 * @text: UTF-8
 * @fonts: families separated by commas, the best first
 * @error: %YX_SEAL_ERROR_NAME when none of them has one of the characters
 *
 * Gives the outline of each character of @text by itself, so that no font is needed to show it. Nothing is
 * taken from other families; pictographs (emoji) are none of theirs.
 *
 * Returns: (transfer full) (element-type YxGlyph): one for each character
 */
GPtrArray *
yx_engraving_glyphs (const char *text, const char *fonts, GError **error)
{
  g_autoptr (GPtrArray) glyphs = g_ptr_array_new_with_free_func (free_glyph);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = create_layout (cr, fonts);
  g_auto (GStrv) families = g_strsplit (fonts, ",", -1);
  const char *unknown = NULL;

  for (const char *at = text; *at != '\0' && unknown == NULL; at = g_utf8_next_char (at))
    {
      g_ptr_array_add (glyphs, outline (cr, layout, at, (int)(g_utf8_next_char (at) - at)));
      if (is_pictograph (g_utf8_get_char (at)) || !is_from (layout, families))
        unknown = at;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (unknown != NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME,
                   "None of the fonts for seals has the character %.*s (U+%04X)",
                   (int)(g_utf8_next_char (unknown) - unknown), unknown, g_utf8_get_char (unknown));
      return NULL;
    }
  return g_steal_pointer (&glyphs);
}

/**
 * yx_engraving_append:
 * @cr: where to append the path; its unit is the em and its origin the character's place on the baseline
 * @glyph: a character
 */
void
yx_engraving_append (cairo_t *cr, const YxGlyph *glyph)
{
  cairo_append_path (cr, glyph->path);
}

/**
 * yx_glyph_is_empty:
 * @glyph: a character
 *
 * Returns: whether nothing is to be seen of it: a space
 */
gboolean
yx_glyph_is_empty (const YxGlyph *glyph)
{
  return glyph->x1 <= glyph->x0;
}

static gboolean
is_wide (const YxGlyph *glyph)
{
  return glyph->advance > 0.9 && glyph->x1 - glyph->x0 > 0.45;
}

/**
 * yx_glyph_room:
 * @glyph: a character
 *
 * Returns: how much of a row it takes, in ems; brackets, digits and letters less than Han characters
 */
double
yx_glyph_room (const YxGlyph *glyph)
{
  if (yx_glyph_is_empty (glyph))
    return SPACE;
  return is_wide (glyph) ? MAX (glyph->advance, glyph->x1 - glyph->x0) : glyph->x1 - glyph->x0 + 2 * SIDE;
}

/**
 * yx_glyph_middle:
 * @glyph: a character
 *
 * Returns: what of it stands in the middle of its room, in ems from its origin
 */
double
yx_glyph_middle (const YxGlyph *glyph)
{
  return is_wide (glyph) ? glyph->advance / 2 : (glyph->x0 + glyph->x1) / 2;
}

/**
 * yx_glyphs_height:
 * @glyphs: (element-type YxGlyph): a row
 * @top: (out): how far it reaches up, in ems, negative
 * @bottom: (out): and down
 *
 * At least what Han characters need, so that rows of few strokes are no larger than others.
 */
void
yx_glyphs_height (GPtrArray *glyphs, double *top, double *bottom)
{
  *top = YX_HAN_TOP;
  *bottom = YX_HAN_BOTTOM;
  for (guint i = 0; i < glyphs->len; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];

      if (yx_glyph_is_empty (glyph))
        continue;
      *top = MIN (*top, glyph->y0);
      *bottom = MAX (*bottom, glyph->y1);
    }
}
