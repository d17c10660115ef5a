/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-drawing.h"

#include <math.h>
#include <string.h>

#include "ink/yx-ink-mark.h"
#include "seal/yx-arc-text.h"
#include "seal/yx-compact-path.h"
#include "seal/yx-seal-error.h"

/* The red of a seal, #c3272b. */
#define SEAL_RED (0xc3 / 255.0)
#define SEAL_GREEN (0x27 / 255.0)
#define SEAL_BLUE (0x2b / 255.0)

#define RIM_GAP 0.65                 /* mm between the rim and the name */
#define STAR 0.35                    /* the star's outer radius over the seal's */
#define STAR_WAIST 0.381966011250105 /* inner over outer radius of a regular five-pointed star */
#define FLATNESS 0.01                /* device units: points in a PDF */
#define ROUGH 0.018                  /* mm that a character's outline may be off */
#define STAR_GAP 0.12                /* of the star's radius, to the name */

typedef struct
{
  YxSealMeasures measures;
  YxArcText *text; /* (owned) */
} Drawing;

static gboolean
is_engravable (gunichar character)
{
  if (character == ' ')
    return TRUE;
  return g_unichar_isgraph (character) && !g_unichar_iszerowidth (character)
         && g_unichar_type (character) != G_UNICODE_PRIVATE_USE;
}

/**
 * yx_seal_face_check:
 * @face: what is to stand on a seal
 * @error: %YX_SEAL_ERROR_TYPE when seals of its type are not made, %YX_SEAL_ERROR_NAME for a name that is
 * empty, too long, or has something in it that cannot be engraved
 *
 * Returns: whether a seal can have this face, as far as can be said without the fonts
 */
gboolean
yx_seal_face_check (const YxSealFace *face, GError **error)
{
  const YxSealType *type = yx_seal_type_get (face->kind);

  if (type == NULL || !type->made || yx_seal_measures (face->kind, face->unit).shape != YX_SEAL_SHAPE_ROUND)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TYPE, "Seals of this type and form are not made");
      return FALSE;
    }
  if (face->name == NULL || !g_utf8_validate (face->name, -1, NULL)
      || g_utf8_strlen (face->name, -1) > YX_SEAL_NAME_MAX)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "A seal needs a name of at most %d characters",
                   YX_SEAL_NAME_MAX);
      return FALSE;
    }
  for (const char *at = face->name; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_engravable (g_utf8_get_char (at)))
      {
        g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "The character U+%04X cannot be engraved",
                     g_utf8_get_char (at));
        return FALSE;
      }
  if (face->name[strspn (face->name, " ")] == '\0')
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "A seal needs a name");
      return FALSE;
    }
  return TRUE;
}

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
draw_rim_and_star (cairo_t *cr, const Drawing *drawing)
{
  double outer = drawing->measures.width / 2;
  double rim = drawing->measures.rim;

  cairo_set_line_width (cr, rim);
  cairo_new_path (cr);
  cairo_arc (cr, outer, outer, outer - rim / 2, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_translate (cr, outer, outer);
  append_star (cr, MIN (outer * STAR, drawing->text->inner * (1 - STAR_GAP)));
  cairo_restore (cr);
  cairo_fill (cr);
}

static void
draw_round (cairo_t *cr, gpointer data)
{
  const Drawing *drawing = data;

  cairo_save (cr);
  cairo_set_source_rgb (cr, SEAL_RED, SEAL_GREEN, SEAL_BLUE);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_tolerance (cr, FLATNESS);
  draw_rim_and_star (cr, drawing);
  cairo_save (cr);
  cairo_translate (cr, drawing->measures.width / 2, drawing->measures.width / 2);
  for (guint i = 0; i < drawing->text->places->len; i++)
    yx_arc_text_append (cr, drawing->text, i);
  cairo_restore (cr);
  yx_compact_path (cr, ROUGH);
  cairo_set_line_width (cr, drawing->text->bold);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
lay_out (const YxSealFace *face, Drawing *drawing, GError **error)
{
  if (!yx_seal_face_check (face, error))
    return FALSE;
  drawing->measures = yx_seal_measures (face->kind, face->unit);
  drawing->text
      = yx_arc_text_new (face->name, drawing->measures.width / 2 - drawing->measures.rim - RIM_GAP, error);
  return drawing->text != NULL;
}

/**
 * yx_seal_draw:
 * @cr: where to draw; its unit is a millimetre, its origin becomes the top left corner of the seal's box
 * @face: what stands on the seal
 * @error: as yx_seal_face_check(), or %YX_SEAL_ERROR_NAME when no font has a character
 *
 * Draws a seal after 国发〔1999〕25号: round, a star in the middle, the name round it in Song, left to right.
 *
 * Returns: whether it was drawn
 */
gboolean
yx_seal_draw (cairo_t *cr, const YxSealFace *face, GError **error)
{
  Drawing drawing = { 0 };

  if (!lay_out (face, &drawing, error))
    return FALSE;
  draw_round (cr, &drawing);
  yx_arc_text_free (drawing.text);
  return TRUE;
}

/**
 * yx_seal_pdf:
 * @face: what stands on the seal
 * @error: as yx_seal_draw(), or %YX_INK_ERROR_DRAWING
 *
 * Makes a seal's picture: one page of the seal's true size, outlines only. The same face and fonts give the
 * same bytes.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
yx_seal_pdf (const YxSealFace *face, GError **error)
{
  Drawing drawing = { 0 };
  GBytes *pdf;

  if (!lay_out (face, &drawing, error))
    return NULL;
  pdf = yx_ink_page_pdf (drawing.measures.width, drawing.measures.height, draw_round, &drawing, error);
  yx_arc_text_free (drawing.text);
  return pdf;
}
