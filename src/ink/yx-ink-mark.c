/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-ink-mark.h"

#include <cairo-pdf.h>

#include "ink/yx-ink-error.h"
#include "ink/yx-outline.h"

#define POINTS_PER_MM (72.0 / 25.4)

/* Cairo writes the time of the run otherwise, and the bytes would differ each time. */
#define NO_DATE "2000-01-01T00:00:00Z"

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * yx_ink_page_pdf:
 * @width: the page's width in mm
 * @height: the page's height in mm
 * @draw: draws the page; unit a millimetre, origin the top left corner
 * @data: for @draw
 * @error: %YX_INK_ERROR_DRAWING
 *
 * Makes a PDF of one page of exactly that size (ISO 32000-2 §7.7.3). The same drawing gives the same bytes.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
yx_ink_page_pdf (double width, double height, YxInkDraw draw, gpointer data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (collect, bytes, width * POINTS_PER_MM, height * POINTS_PER_MM);
  cairo_t *cr;
  cairo_status_t status;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NO_DATE);
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS_PER_MM, POINTS_PER_MM);
  draw (cr, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_DRAWING, "The page could not be drawn: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
draw_strokes (cairo_t *cr, gpointer data)
{
  yx_ink_draw (cr, data);
}

/**
 * yx_ink_mark_pdf:
 * @strokes: a hand's signature
 * @error: %YX_INK_ERROR_DRAWING
 *
 * Makes the mark that a signature leaves in a document: one page of the frame's size, vector, blue-black ink.
 * The same strokes give the same bytes.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
yx_ink_mark_pdf (YxStrokes *strokes, GError **error)
{
  return yx_ink_page_pdf (yx_strokes_width (strokes), yx_strokes_height (strokes), draw_strokes, strokes,
                          error);
}
