/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-mark-texture.h"

#include <poppler.h>

#define PIXELS 7.0 /* for a point: sharp where a place of 60 mm takes 1,200 pixels */

/* At true size where there is room, else smaller, in the middle: as yx_pdf_sign() will place it. */
static void
fit (cairo_t *cr, PopplerPage *page, const YxPdfBox *place)
{
  double width, height, room, factor;

  poppler_page_get_size (page, &width, &height);
  room = MIN (place->width / width, place->height / height);
  factor = room > 0.999 ? 1 : room;
  cairo_scale (cr, PIXELS, PIXELS);
  cairo_translate (cr, (place->width - width * factor) / 2, (place->height - height * factor) / 2);
  cairo_scale (cr, factor, factor);
}

static GdkTexture *
draw (PopplerPage *page, const YxPdfBox *place)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (place->width * PIXELS), (int) (place->height * PIXELS));
  cairo_t *cr = cairo_create (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  fit (cr, page, place);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * height);
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
  cairo_surface_destroy (surface);
  return texture;
}

/**
 * yx_mark_texture_new:
 * @mark: a mark that was made here, a PDF of one page
 * @place: where it is going to stand
 *
 * Draws a mark as it will stand in its place. For any thread.
 *
 * Returns: (transfer full) (nullable): the whole place, transparent around the ink
 */
GdkTexture *
yx_mark_texture_new (GBytes *mark, const YxPdfBox *place, GError **error)
{
  PopplerDocument *document = poppler_document_new_from_bytes (mark, NULL, error);
  PopplerPage *page = document != NULL ? poppler_document_get_page (document, 0) : NULL;
  GdkTexture *texture = page != NULL ? draw (page, place) : NULL;

  if (document != NULL && page == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The mark has no page");
  g_clear_object (&page);
  g_clear_object (&document);
  return texture;
}
