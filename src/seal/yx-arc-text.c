/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-arc-text.h"

#include <math.h>

#include "seal/yx-engraving.h"

/* How a row of so many ems looks: mm. Between two lines everything grows evenly. */
typedef struct
{
  double ems;
  double span; /* degrees */
  double high;
  double ratio; /* a character's width over its height, at most */
} Look;

static const Look LOOKS[] = {
  { 4, 200, 6.2, 0.80 },  { 8, 215, 6.0, 0.76 },  { 12, 235, 5.7, 0.72 }, { 20, 256, 5.2, 0.66 },
  { 30, 266, 4.6, 0.60 }, { 44, 280, 4.0, 0.55 }, { 60, 290, 3.6, 0.50 },
};

#define BASE_OUTER 18.4 /* mm: the circle for which LOOKS is made */
#define GAP 0.10        /* mm between two em boxes where they come closest */
#define BOLD 0.033      /* of a character's size */
#define SIDE 0.10       /* ems left free on both sides of what is no Han character */
#define SPACE 0.20      /* ems */
#define FEWEST 3.0      /* ems: fewer stand no farther apart */
#define TOP -0.82       /* ems: Han characters reach from here … */
#define BOTTOM 0.10     /* … to here */

static Look
look_for (double ems)
{
  Look look = LOOKS[0];

  for (guint i = 0; i + 1 < G_N_ELEMENTS (LOOKS); i++)
    if (ems > LOOKS[i].ems)
      {
        const Look *a = &LOOKS[i];
        const Look *b = &LOOKS[i + 1];
        double part = MIN (1.0, (ems - a->ems) / (b->ems - a->ems));

        look.span = a->span + part * (b->span - a->span);
        look.high = a->high + part * (b->high - a->high);
        look.ratio = a->ratio + part * (b->ratio - a->ratio);
      }
  return look;
}

static gboolean
is_wide (const YxGlyph *glyph)
{
  return glyph->advance > 0.9 && glyph->x1 - glyph->x0 > 0.45;
}

/* How much of the row a character takes, in ems. */
static double
room (const YxGlyph *glyph)
{
  if (glyph->x1 <= glyph->x0)
    return SPACE;
  return is_wide (glyph) ? glyph->advance : glyph->x1 - glyph->x0 + 2 * SIDE;
}

static double
middle (const YxGlyph *glyph)
{
  return is_wide (glyph) ? glyph->advance / 2 : (glyph->x0 + glyph->x1) / 2;
}

static void
place_all (YxArcText *text, double ems, double outer)
{
  const Look look = look_for (ems);
  double scale = outer / BASE_OUTER;
  double step = look.span * G_PI / 180 / MAX (ems, FEWEST);
  double top = TOP;
  double bottom = BOTTOM;
  double at = -ems * step / 2;
  double high = look.high * scale;
  double feet = outer - high;
  double wide;

  for (guint i = 0; i < text->glyphs->len; i++)
    {
      const YxGlyph *glyph = g_ptr_array_index (text->glyphs, i);

      top = MIN (top, glyph->y0);
      bottom = MAX (bottom, glyph->y1);
    }
  wide = MIN (look.ratio * high, (2 * feet * tan (step / 2) - GAP * scale) / (1 + BOLD));
  text->bold = BOLD * pow (wide, 0.7) * pow (high, 0.3);
  /* The upper corners reach out farther than the middle. */
  feet = sqrt (pow (outer - text->bold / 2, 2) - wide * wide / 4) - high;
  text->inner = feet - text->bold / 2;
  for (guint i = 0; i < text->glyphs->len; i++)
    {
      const YxGlyph *glyph = g_ptr_array_index (text->glyphs, i);
      double angle = room (glyph) * step;
      YxArcPlace place = { i, at + angle / 2, feet, wide, high / (bottom - top), middle (glyph), bottom };

      g_array_append_val (text->places, place);
      at += angle;
    }
}

/**
 * yx_arc_text_new:
 * @text: UTF-8, not empty
 * @outer: radius in mm that no part of a character reaches beyond
 * @error: %YX_SEAL_ERROR_NAME when no font has a character
 *
 * Sets @text round a centre, left to right with the middle at the top and the feet inwards: evenly, over 200°
 * for a few characters to 290° for sixty, narrower the more there are.
 *
 * Returns: (transfer full): the text
 */
YxArcText *
yx_arc_text_new (const char *text, double outer, GError **error)
{
  g_autoptr (GPtrArray) glyphs = yx_engraving_glyphs (text, YX_FONTS_SONG, error);
  YxArcText *arc;
  double ems = 0.0;

  if (glyphs == NULL)
    return NULL;
  for (guint i = 0; i < glyphs->len; i++)
    ems += room (g_ptr_array_index (glyphs, i));
  arc = g_new0 (YxArcText, 1);
  arc->glyphs = g_steal_pointer (&glyphs);
  arc->places = g_array_new (FALSE, FALSE, sizeof (YxArcPlace));
  place_all (arc, ems, outer);
  return arc;
}

/**
 * yx_arc_text_free:
 * @text: (transfer full): a text
 */
void
yx_arc_text_free (YxArcText *text)
{
  g_ptr_array_unref (text->glyphs);
  g_array_unref (text->places);
  g_free (text);
}

/**
 * yx_arc_text_append:
 * @cr: where to append the path; its unit is a millimetre and its origin the centre
 * @text: a text
 * @index: which character
 *
 * Appends the outline of one character where it stands.
 */
void
yx_arc_text_append (cairo_t *cr, const YxArcText *text, guint index)
{
  const YxArcPlace *place = &g_array_index (text->places, YxArcPlace, index);

  cairo_save (cr);
  cairo_rotate (cr, place->angle);
  cairo_translate (cr, 0, -place->radius);
  cairo_scale (cr, place->wide, place->high);
  cairo_translate (cr, -place->x, -place->y);
  yx_engraving_append (cr, g_ptr_array_index (text->glyphs, place->glyph));
  cairo_restore (cr);
}
