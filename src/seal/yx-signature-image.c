/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-signature-image.h"

#include "ink/yx-ink-mark.h"
#include "seal/yx-compact-path.h"
#include "seal/yx-engraving.h"
#include "seal/yx-seal-error.h"

#define LETTERS_MAX 50 /* characters */
#define HEIGHT 14.0    /* mm */
#define SIZE 9.0       /* mm an em; less where the name would be too long */
#define WIDTH_MAX 60.0
#define MARGIN 2.0
#define LEAN -0.10  /* written, not printed */
#define BOLD 0.12   /* mm */
#define ROUGH 0.012 /* mm */
#define FLATNESS 0.01

typedef struct
{
  GPtrArray *glyphs; /* (owned) of YxGlyph */
  double ems;
  double size;
} Image;

static void
draw_name (cairo_t *cr, gpointer data)
{
  const Image *image = data;
  const cairo_matrix_t lean = { 1, 0, LEAN, 1, 0, 0 };

  cairo_set_tolerance (cr, FLATNESS);
  cairo_save (cr);
  cairo_translate (cr, MARGIN, HEIGHT / 2 + image->size * 0.36);
  cairo_scale (cr, image->size, image->size);
  cairo_transform (cr, &lean);
  cairo_new_path (cr);
  for (guint i = 0; i < image->glyphs->len; i++)
    {
      const YxGlyph *glyph = g_ptr_array_index (image->glyphs, i);

      yx_engraving_append (cr, glyph);
      cairo_translate (cr, glyph->advance, 0);
    }
  cairo_restore (cr);
  yx_compact_path (cr, ROUGH);
  cairo_set_source_rgb (cr, 0.06, 0.09, 0.20);
  cairo_set_line_width (cr, BOLD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

/**
 * yx_signature_image_pdf:
 * @name: a person's name, 1 to 50 characters of UTF-8
 * @error: %YX_SEAL_ERROR_NAME when it is empty, too long, or has a character that no font has
 *
 * Makes a signature image from a name (spec 3.5-1): one page, 14 mm high, outlines only, as wide as the name
 * needs.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
yx_signature_image_pdf (const char *name, GError **error)
{
  Image image = { 0 };
  GBytes *pdf;

  if (!g_utf8_validate (name, -1, NULL) || *name == '\0' || g_utf8_strlen (name, -1) > LETTERS_MAX)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME,
                   "A signature image needs a name of at most %d characters", LETTERS_MAX);
      return NULL;
    }
  image.glyphs = yx_engraving_glyphs (name, YX_FONTS_KAI, error);
  if (image.glyphs == NULL)
    return NULL;
  for (guint i = 0; i < image.glyphs->len; i++)
    image.ems += ((const YxGlyph *)g_ptr_array_index (image.glyphs, i))->advance;
  image.size = MIN (SIZE, (WIDTH_MAX - 2 * MARGIN) / MAX (image.ems, 1.0));
  pdf = yx_ink_page_pdf (image.ems * image.size + 2 * MARGIN, HEIGHT, draw_name, &image, error);
  g_ptr_array_unref (image.glyphs);
  return pdf;
}
