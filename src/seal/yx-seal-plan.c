/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-plan.h"

#include <math.h>

#include "seal/yx-arc-text.h"
#include "seal/yx-line-text.h"
#include "seal/yx-name-rows.h"

#define STAR 0.35          /* the star's outer radius over the seal's */
#define STAR_SPECIAL 0.31  /* where words stand below it */
#define STAR_GAP 0.7       /* mm from the star to the words */
#define STAR_LOW 0.80901699437494745 /* how far its lower points reach down, of its radius */
#define NAME_MOST 290.0    /* degrees */
#define NAME_INNER 268.0
#define NAME_INNER_SPECIAL 205.0 /* the words end the inner row sooner */
#define NAME_OVER_CODE 278.0     /* the police code ends both */
#define NAME_INVOICE 260.0 /* law.md 3 */
#define INVOICE_HIGH 4.2   /* mm */
#define WORDS_HIGH 3.9     /* mm */
#define WORDS_WIDE 3.0
#define WORDS_INVOICE_TOP 4.4
#define WORDS_INVOICE_HIGH 4.6
#define NUMBER_MIDDLE -0.3  /* mm below the centre */
#define SAMPLES 6          /* a side of a character's box */

static void
free_texts (gpointer data)
{
  g_ptr_array_unref (data);
}

/**
 * yx_seal_plan_free:
 * @plan: (transfer full): a plan
 */
void
yx_seal_plan_free (YxSealPlan *plan)
{
  g_ptr_array_unref (plan->texts);
  g_array_unref (plan->glyphs);
  g_free (plan);
}

/**
 * yx_seal_plan_take:
 * @plan: a plan
 * @text: UTF-8
 * @fonts: as for yx_engraving_glyphs()
 * @error: as from there
 *
 * Returns: (transfer none) (element-type YxGlyph): the characters, which stay the plan's
 */
GPtrArray *
yx_seal_plan_take (YxSealPlan *plan, const char *text, const char *fonts, GError **error)
{
  GPtrArray *glyphs = yx_engraving_glyphs (text, fonts, error);

  if (glyphs != NULL)
    g_ptr_array_add (plan->texts, glyphs);
  return glyphs;
}

/**
 * yx_seal_plan_put:
 * @plan: a plan
 * @glyph: one of its characters
 * @place: where it stands
 * @bold: by how much the outline is thickened, mm
 * @high: how high a Han character is there, mm
 *
 * Puts a character somewhere; a space is left out.
 */
void
yx_seal_plan_put (
    YxSealPlan *plan, const YxGlyph *glyph, const cairo_matrix_t *place, double bold, double high)
{
  YxSealGlyph put = { glyph, *place, bold, high };

  if (!yx_glyph_is_empty (glyph))
    g_array_append_val (plan->glyphs, put);
}

/* Whether a point keeps clear of a box round the middle. */
static gboolean
is_outside (const YxSealGlyph *put, double tx, double ty, double half_width, double top, double bottom)
{
  double x = put->glyph->x0 + tx * (put->glyph->x1 - put->glyph->x0);
  double y = put->glyph->y0 + ty * (put->glyph->y1 - put->glyph->y0);

  cairo_matrix_transform_point (&put->place, &x, &y);
  return fabs (x) > half_width + YX_SEAL_CLEAR || y < top - YX_SEAL_CLEAR || y > bottom + YX_SEAL_CLEAR;
}

/* Whether a corner of the box lies well within the rim. */
static gboolean
is_within (const YxSealMeasures *measures, double x, double y)
{
  double a = measures->width / 2.0 - measures->rim - 2 * YX_SEAL_CLEAR;
  double b = measures->height / 2.0 - measures->rim - 2 * YX_SEAL_CLEAR;

  return x * x / (a * a) + y * y / (b * b) <= 1.0;
}

/**
 * yx_seal_plan_is_free:
 * @plan: a round or oval seal
 * @half_width: half of a box's width, whose middle is the seal's, mm
 * @top: where it begins, mm below the centre
 * @bottom: where it ends
 *
 * Returns: whether nothing stands in the box or near it, and the rim is far
 */
gboolean
yx_seal_plan_is_free (const YxSealPlan *plan, double half_width, double top, double bottom)
{
  if (!is_within (&plan->measures, half_width, top) || !is_within (&plan->measures, half_width, bottom))
    return FALSE;
  for (guint i = 0; i < plan->glyphs->len; i++)
    for (guint k = 0; k <= SAMPLES; k++)
      for (guint m = 0; m <= SAMPLES; m++)
        if (!is_outside (&g_array_index (plan->glyphs, YxSealGlyph, i), (double)k / SAMPLES,
                         (double)m / SAMPLES, half_width, top, bottom))
          return FALSE;
  return TRUE;
}

/* Only enterprise seals bear no words that say what for. */
static const char *
words_of (YxSealKind kind)
{
  return kind == YX_SEAL_UNIT ? NULL : yx_choice_find (yx_seal_kinds, (int)kind)->heading;
}

static YxArcLook
look_of (const YxSealFace *face)
{
  YxArcLook look = { 0, NAME_MOST, 0 };

  if (face->kind == YX_SEAL_INVOICE)
    return (YxArcLook){ INVOICE_HIGH, NAME_INVOICE, 0 };
  if (face->measures.shape == YX_SEAL_SHAPE_ROUND)
    look.inner = face->kind == YX_SEAL_UNIT ? NAME_INNER : NAME_INNER_SPECIAL;
  if (face->police_code != NULL)
    look.most = NAME_OVER_CODE;
  return look;
}

/* How near to the centre the name comes. */
static double
find_inner (const YxSealPlan *plan)
{
  double inner = MIN (plan->measures.width, plan->measures.height) / 2.0;

  for (guint i = 0; i < plan->glyphs->len; i++)
    for (guint k = 0; k <= SAMPLES; k++)
      {
        const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, i);
        double x = put->glyph->x0 + (double)k / SAMPLES * (put->glyph->x1 - put->glyph->x0);
        double y = put->glyph->y1;

        cairo_matrix_transform_point (&put->place, &x, &y);
        inner = MIN (inner, hypot (x, y) - put->bold / 2);
      }
  return inner;
}

static gboolean
put_number (YxSealPlan *plan, const YxSealFace *face, GError **error)
{
  GPtrArray *number = yx_seal_plan_take (plan, face->uscc, YX_FONTS_PLAIN, error);

  if (number == NULL)
    return FALSE;
  yx_line_number_put (plan, number, NUMBER_MIDDLE);
  return TRUE;
}

static gboolean
put_words (YxSealPlan *plan, const YxSealFace *face, GError **error)
{
  GPtrArray *words = yx_seal_plan_take (plan, words_of (face->kind), YX_FONTS_SONG, error);
  double top = plan->star > 0 ? plan->star * STAR_LOW + STAR_GAP : -WORDS_HIGH / 2;

  if (words == NULL)
    return FALSE;
  if (face->kind == YX_SEAL_INVOICE)
    return yx_line_text_put (plan, words, WORDS_INVOICE_TOP, WORDS_INVOICE_HIGH, WORDS_WIDE, error);
  return yx_line_text_put (plan, words, top, WORDS_HIGH, WORDS_WIDE, error);
}

static gboolean
put_code (YxSealPlan *plan, const YxSealFace *face, GError **error)
{
  GPtrArray *digits = yx_seal_plan_take (plan, face->police_code, YX_FONTS_PLAIN, error);

  if (digits == NULL)
    return FALSE;
  yx_arc_code_put (plan, digits);
  return TRUE;
}

/* Round and oval seals: the name along the rim, then what stands within. */
static gboolean
put_ring (YxSealPlan *plan, const YxSealFace *face, GError **error)
{
  const YxArcLook look = look_of (face);
  GPtrArray *name = yx_seal_plan_take (plan, face->name, YX_FONTS_SONG, error);
  gboolean special = words_of (face->kind) != NULL;

  if (name == NULL || !yx_arc_text_put (plan, name, &look, error))
    return FALSE;
  if (plan->measures.star)
    plan->star = MIN ((special ? STAR_SPECIAL : STAR) * plan->measures.width / 2,
                      find_inner (plan) - STAR_GAP);
  if (face->police_code != NULL && !put_code (plan, face, error))
    return FALSE;
  if (face->kind == YX_SEAL_INVOICE && !put_number (plan, face, error))
    return FALSE;
  return !special || put_words (plan, face, error);
}

/**
 * yx_seal_plan_new:
 * @face: what stands on the seal
 * @error: as yx_seal_face_check(), or %YX_SEAL_ERROR_NAME when no font has a character or it would be too
 * small to be read
 *
 * Lays a seal out after 国发〔1999〕25号 and law.md 3. Characters don't touch each other and stay half a
 * millimetre within the rim.
 *
 * Returns: (transfer full): the plan
 */
YxSealPlan *
yx_seal_plan_new (const YxSealFace *face, GError **error)
{
  g_autoptr (YxSealPlan) plan = NULL;
  gboolean done;

  if (!yx_seal_face_check (face, error))
    return NULL;
  plan = g_new0 (YxSealPlan, 1);
  plan->measures = face->measures;
  plan->texts = g_ptr_array_new_with_free_func (free_texts);
  plan->glyphs = g_array_new (FALSE, FALSE, sizeof (YxSealGlyph));
  done = face->measures.shape == YX_SEAL_SHAPE_SQUARE ? yx_name_rows_put (plan, face->head, error)
                                                       : put_ring (plan, face, error);
  return done ? g_steal_pointer (&plan) : NULL;
}

/**
 * yx_seal_plan_smallest:
 * @plan: a plan
 *
 * Returns: how high the lowest characters are, mm; those of codes and numbers left out
 */
double
yx_seal_plan_smallest (const YxSealPlan *plan)
{
  double smallest = plan->measures.height;

  for (guint i = 0; i < plan->glyphs->len; i++)
    {
      const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, i);

      if (put->glyph->character >= 0x80)
        smallest = MIN (smallest, put->high);
    }
  return smallest;
}

/**
 * yx_seal_plan_append:
 * @cr: where to append the path; its unit is a millimetre and its origin the seal's centre
 * @plan: a plan
 * @index: which character
 *
 * Appends the outline of one character where it stands.
 */
void
yx_seal_plan_append (cairo_t *cr, const YxSealPlan *plan, guint index)
{
  const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, index);

  cairo_save (cr);
  cairo_transform (cr, &put->place);
  yx_engraving_append (cr, put->glyph);
  cairo_restore (cr);
}
