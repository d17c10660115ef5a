/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-render.h"

#include <math.h>
#include <poppler.h>

#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-error.h"

#define MOST 4000 /* pixels of a side */
#define POINTS_PER_MM (72 / 25.4)

static cairo_surface_t *
make_surface (double width, double height, GError **error)
{
  int across = (int) ceil (width);
  int down = (int) ceil (height);

  if (across > 0 && down > 0 && across <= MOST && down <= MOST)
    return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, across, down);
  g_set_error_literal (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE, "The seal's picture would be too large");
  return NULL;
}

/**
 * yx_seal_render_face:
 * @face: what stands on a seal
 * @scale: pixels for each millimetre
 *
 * For any thread.
 *
 * Returns: (transfer full) (nullable): the seal on nothing
 */
cairo_surface_t *
yx_seal_render_face (const YxSealFace *face, double scale, GError **error)
{
  g_autoptr (YxSealPlan) plan = yx_seal_plan_new (face, error);
  cairo_surface_t *surface
    = plan != NULL ? make_surface (plan->measures.width * scale, plan->measures.height * scale, error) : NULL;
  cairo_t *cr;

  if (surface == NULL)
    return NULL;
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  yx_seal_draw (cr, plan);
  cairo_destroy (cr);
  return surface;
}

/**
 * yx_seal_render_pdf:
 * @pdf: a seal's picture, one page
 * @width: millimetres
 * @height: millimetres
 * @scale: pixels for each millimetre
 *
 * For any thread.
 *
 * Returns: (transfer full) (nullable): the page on nothing
 */
cairo_surface_t *
yx_seal_render_pdf (GBytes *pdf, guint width, guint height, double scale, GError **error)
{
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, error);
  g_autoptr (GObject) held = (GObject *) document;
  PopplerPage *page = document != NULL ? poppler_document_get_page (document, 0) : NULL;
  g_autoptr (GObject) held_page = (GObject *) page;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (document != NULL && page == NULL)
    g_set_error_literal (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT, "The seal's picture has no page");
  surface = page != NULL ? make_surface (width * scale, height * scale, error) : NULL;
  if (surface == NULL)
    return NULL;
  cr = cairo_create (surface);
  cairo_scale (cr, scale / POINTS_PER_MM, scale / POINTS_PER_MM);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  return surface;
}
