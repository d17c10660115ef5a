/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-drawing.h"

#include <math.h>

#include "ink/yx-ink-mark.h"
#include "seal/yx-compact-path.h"

/* The red of a seal, #c3272b. */
#define SEAL_RED (0xc3 / 255.0)
#define SEAL_GREEN (0x27 / 255.0)
#define SEAL_BLUE (0x2b / 255.0)

#define STAR_WAIST 0.381966011250105 /* inner over outer radius of a regular five-pointed star */
#define FLATNESS 0.01                /* device units: points in a PDF */
#define ROUGH 0.018                  /* mm that a character's outline may be off */

static void
append_star (cairo_t *cr, double radius)
{
  for (int i = 0; i < 10; i++)
    {
      double angle = i * G_PI / 5;
      double r = i % 2 == 0 ? radius : radius * STAR_WAIST;

      cairo_line_to (cr, r * sin (angle), -r * cos (angle));
    }
  cairo_close_path (cr);
}

static void
append_rim (cairo_t *cr, const YxSealMeasures *measures)
{
  double a = (measures->width - measures->rim) / 2;
  double b = (measures->height - measures->rim) / 2;

  if (measures->shape == YX_SEAL_SHAPE_SQUARE)
    {
      cairo_rectangle (cr, -a, -b, 2 * a, 2 * b);
      return;
    }
  cairo_save (cr);
  cairo_scale (cr, a, b);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_restore (cr);
}

/* Characters are as bold as they are large: one fill and stroke for each boldness. */
static void
draw_glyphs (cairo_t *cr, const YxSealPlan *plan)
{
  for (guint from = 0, to; from < plan->glyphs->len; from = to)
    {
      double bold = g_array_index (plan->glyphs, YxSealGlyph, from).bold;

      cairo_new_path (cr);
      for (to = from; to < plan->glyphs->len; to++)
        {
          if (fabs (g_array_index (plan->glyphs, YxSealGlyph, to).bold - bold) > 1e-9)
            break;
          yx_seal_plan_append (cr, plan, to);
        }
      yx_compact_path (cr, ROUGH);
      cairo_set_line_width (cr, bold);
      cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
}

static void
draw_plan (cairo_t *cr, gpointer data)
{
  const YxSealPlan *plan = data;

  cairo_save (cr);
  cairo_set_source_rgb (cr, SEAL_RED, SEAL_GREEN, SEAL_BLUE);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_tolerance (cr, FLATNESS);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_translate (cr, plan->measures.width / 2.0, plan->measures.height / 2.0);
  cairo_new_path (cr);
  append_rim (cr, &plan->measures);
  cairo_set_line_width (cr, plan->measures.rim);
  cairo_stroke (cr);
  if (plan->star > 0)
    append_star (cr, plan->star);
  cairo_fill (cr);
  draw_glyphs (cr, plan);
  cairo_restore (cr);
}

/**
 * yx_seal_draw:
 * @cr: where to draw; its unit is a millimetre, its origin becomes the top left corner of the seal's box
 * @plan: a seal
 *
 * Draws a seal as outlines in one red.
 */
void
yx_seal_draw (cairo_t *cr, const YxSealPlan *plan)
{
  draw_plan (cr, (gpointer)plan);
}

/**
 * yx_seal_pdf:
 * @face: what stands on the seal
 * @error: as yx_seal_plan_new(), or %YX_INK_ERROR_DRAWING
 *
 * Makes a seal's picture: one page of the seal's true size, outlines only. The same face and fonts give the
 * same bytes.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
yx_seal_pdf (const YxSealFace *face, GError **error)
{
  g_autoptr (YxSealPlan) plan = yx_seal_plan_new (face, error);

  if (plan == NULL)
    return NULL;
  return yx_ink_page_pdf (plan->measures.width, plan->measures.height, draw_plan, plan, error);
}
