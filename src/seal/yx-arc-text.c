/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-arc-text.h"

#include <math.h>

#include "seal/yx-rim-curve.h"
#include "seal/yx-seal-error.h"

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
  { 30, 268, 4.5, 0.62 }, { 44, 282, 3.7, 0.60 }, { 60, 290, 2.9, 0.60 },
};

#define BASE 19.0        /* mm: the inner edge of the rim for which LOOKS is made */
#define RIM_GAP 0.6      /* mm between the rim and the name */
#define GAP 0.12         /* mm between two em boxes where they come closest */
#define BOLD 0.033       /* of a character's size */
#define FEWEST 3.0       /* ems: fewer stand no farther apart */
#define NARROW 0.42      /* of their height: narrower characters want a second row */
#define TWO_HIGH 3.9     /* mm: characters in two rows */
#define TWO_RATIO 0.66   /* their width over their height, at most */
#define SECOND 0.92      /* the inner row's height over the outer's */
#define ROW_GAP 0.45     /* mm between two rows */
#define LEAST_HIGH 1.8   /* mm: smaller characters cannot be read */
#define LEAST_WIDE 0.7
#define CODE_HIGH 1.5    /* mm: a police code's digits */
#define CODE_WIDE 0.85   /* mm: the broadest */
#define CODE_PITCH 1.2   /* mm */
#define CODE_GAP 0.6     /* mm to the rim */
#define CODE_BOLD 0.05   /* mm */

/* Characters in a row: from one to before another. */
typedef struct
{
  guint from;
  guint to;
  double ems;
  double top;    /* mm within the rim's inner edge */
  double high;   /* mm */
  double ratio;  /* at most */
  double span;   /* degrees */
} Row;

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

static double
scale_of (const YxSealMeasures *measures)
{
  double a = measures->width / 2.0 - measures->rim;
  double b = measures->height / 2.0 - measures->rim;

  return sqrt (a * b) / BASE;
}

static double
count_ems (GPtrArray *glyphs, guint from, guint to)
{
  double ems = 0.0;

  for (guint i = from; i < to; i++)
    ems += yx_glyph_room (glyphs->pdata[i]);
  return ems;
}

/* mm of the curve that the characters' feet stand on. */
static double
length_of (const YxSealMeasures *measures, const Row *row)
{
  YxRimCurve feet;

  yx_rim_curve_init (&feet, measures, row->top + row->high);
  return 2 * yx_rim_curve_half (&feet) * row->span / 360;
}

/* mm an em, bold strokes and a gap left out. */
static double
width_of (const YxSealMeasures *measures, const Row *row)
{
  double step = length_of (measures, row) / MAX (row->ems, FEWEST);

  return MIN (row->ratio * row->high, (step - GAP) / (1 + BOLD));
}

static void
put_row (YxSealPlan *plan, GPtrArray *glyphs, const Row *row)
{
  double wide = width_of (&plan->measures, row);
  double bold = BOLD * pow (wide, 0.7) * pow (row->high, 0.3);
  double radius = yx_rim_curve_sharpest (&plan->measures) - plan->measures.rim / 2 - row->top;
  /* The upper corners reach out farther than the middle. */
  double inset = radius - sqrt (radius * radius - wide * wide / 4) + bold / 2;
  double step = length_of (&plan->measures, row) / MAX (row->ems, FEWEST);
  double at = -row->ems * step / 2;
  YxRimCurve feet;
  double top;
  double bottom;

  yx_glyphs_height (glyphs, &top, &bottom);
  yx_rim_curve_init (&feet, &plan->measures, row->top + inset + row->high);
  for (guint i = row->from; i < row->to; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];
      double room = yx_glyph_room (glyph) * step;
      YxRimPoint point = yx_rim_curve_at (&feet, at + room / 2);
      cairo_matrix_t place;

      cairo_matrix_init_translate (&place, point.x, point.y);
      cairo_matrix_rotate (&place, point.turn);
      cairo_matrix_scale (&place, wide, row->high / (bottom - top));
      cairo_matrix_translate (&place, -yx_glyph_middle (glyph), -bottom);
      yx_seal_plan_put (plan, glyph, &place, bold, row->high);
      at += room;
    }
}

static gboolean
is_word (const YxGlyph *glyph)
{
  return glyph->character < 0x80 && g_unichar_isalnum (glyph->character);
}

/* After as many characters as fill @part of the name; not within a word or number. */
static guint
find_break (GPtrArray *glyphs, double ems, double part)
{
  double before = 0.0;
  guint at = 0;

  while (at < glyphs->len && before + yx_glyph_room (glyphs->pdata[at]) / 2 < ems * part)
    before += yx_glyph_room (glyphs->pdata[at++]);
  for (guint back = at; back > at / 2; back--)
    if (back < glyphs->len && !(is_word (glyphs->pdata[back - 1]) && is_word (glyphs->pdata[back])))
      return back;
  return at;
}

static void
drop_spaces (GPtrArray *glyphs, Row *row)
{
  while (row->from < row->to && yx_glyph_is_empty (glyphs->pdata[row->from]))
    row->from++;
  while (row->to > row->from && yx_glyph_is_empty (glyphs->pdata[row->to - 1]))
    row->to--;
  row->ems = count_ems (glyphs, row->from, row->to);
}

/* Two rows, the outer first: as long as each has room. */
static void
split (const YxSealPlan *plan, GPtrArray *glyphs, const YxArcLook *look, Row rows[2])
{
  double scale = scale_of (&plan->measures);
  double ems = rows[0].ems;
  double outer;

  rows[0].high = TWO_HIGH * scale;
  rows[0].ratio = rows[1].ratio = TWO_RATIO;
  rows[0].span = look->most;
  rows[1].top = rows[0].top + rows[0].high * (1 + BOLD) + ROW_GAP;
  rows[1].high = rows[0].high * SECOND;
  rows[1].span = look->inner;
  outer = length_of (&plan->measures, &rows[0]);
  rows[0].to = find_break (glyphs, ems, outer / (outer + length_of (&plan->measures, &rows[1])));
  rows[1].from = rows[0].to;
  rows[1].to = glyphs->len;
  drop_spaces (glyphs, &rows[0]);
  drop_spaces (glyphs, &rows[1]);
}

static gboolean
check_size (const YxSealPlan *plan, const Row *row, GError **error)
{
  if (row->high >= LEAST_HIGH && width_of (&plan->measures, row) >= LEAST_WIDE)
    return TRUE;
  g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "The name is too long for a seal of this size");
  return FALSE;
}

/**
 * yx_arc_text_put:
 * @plan: a round or oval seal
 * @glyphs: (element-type YxGlyph): a name, that stays @plan's
 * @look: how it stands
 * @error: %YX_SEAL_ERROR_NAME when it would be too small to be read
 *
 * Sets a name along the rim, left to right with the middle at the top and the feet inwards: evenly, over 200°
 * for a few characters to 290° for many, lower and narrower the more there are, and in two rows where one
 * would be too narrow.
 *
 * Returns: whether it is there
 */
gboolean
yx_arc_text_put (YxSealPlan *plan, GPtrArray *glyphs, const YxArcLook *look, GError **error)
{
  Row rows[2] = { { .to = glyphs->len, .top = RIM_GAP } };
  double scale = scale_of (&plan->measures);
  Look one;

  drop_spaces (glyphs, &rows[0]);
  one = look_for (rows[0].ems);
  rows[0].high = look->high > 0 ? MIN (look->high, one.high * scale) : one.high * scale;
  rows[0].ratio = one.ratio;
  rows[0].span = MIN (one.span, look->most);
  if (look->inner > 0 && width_of (&plan->measures, &rows[0]) < NARROW * rows[0].high)
    split (plan, glyphs, look, rows);
  for (guint i = 0; i < 2 && rows[i].ems > 0; i++)
    {
      if (!check_size (plan, &rows[i], error))
        return FALSE;
      put_row (plan, glyphs, &rows[i]);
    }
  return TRUE;
}

/**
 * yx_arc_code_put:
 * @plan: a round or oval seal
 * @digits: (element-type YxGlyph): a police code, that stays @plan's
 *
 * Sets a seal's code along the rim at the bottom, left to right with the feet outwards.
 */
void
yx_arc_code_put (YxSealPlan *plan, GPtrArray *digits)
{
  YxRimCurve feet;
  double half;

  yx_rim_curve_init (&feet, &plan->measures, CODE_GAP + CODE_BOLD);
  half = yx_rim_curve_half (&feet);
  for (guint i = 0; i < digits->len; i++)
    {
      const YxGlyph *digit = digits->pdata[i];
      double scale = CODE_HIGH / (digit->y1 - digit->y0);
      double wide = MIN (scale, CODE_WIDE / (digit->x1 - digit->x0));
      double off = ((digits->len - 1) / 2.0 - i) * CODE_PITCH;
      YxRimPoint point = yx_rim_curve_at (&feet, off > 0 ? off - half : off + half);
      cairo_matrix_t place;

      cairo_matrix_init_translate (&place, point.x, point.y);
      cairo_matrix_rotate (&place, point.turn + G_PI);
      cairo_matrix_scale (&place, wide, scale);
      cairo_matrix_translate (&place, -(digit->x0 + digit->x1) / 2, -digit->y1);
      yx_seal_plan_put (plan, digit, &place, CODE_BOLD, CODE_HIGH);
    }
}
