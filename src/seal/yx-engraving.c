/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-engraving.h"

#include <pango/pangocairo.h>

#include "seal/yx-seal-error.h"

#define EM 1000.0 /* device units: cairo keeps coordinates in steps of 1/256 */

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
  shrink (glyph->path, baseline);
  glyph->advance = (double)width / PANGO_SCALE / EM;
  glyph->x0 /= EM;
  glyph->x1 /= EM;
  glyph->y0 = (glyph->y0 - baseline) / EM;
  glyph->y1 = (glyph->y1 - baseline) / EM;
  return glyph;
}

/**
 * yx_engraving_glyphs:
 * @text: UTF-8
 * @fonts: families, the best first
 * @error: %YX_SEAL_ERROR_NAME when no font has one of the characters
 *
 * Gives the outline of each character of @text by itself, so that no font is needed to show it.
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
  const char *unknown = NULL;

  for (const char *at = text; *at != '\0' && unknown == NULL; at = g_utf8_next_char (at))
    {
      g_ptr_array_add (glyphs, outline (cr, layout, at, (int)(g_utf8_next_char (at) - at)));
      if (pango_layout_get_unknown_glyphs_count (layout) > 0)
        unknown = at;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (unknown != NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME,
                   "No font on this computer has the character U+%04X", g_utf8_get_char (unknown));
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
