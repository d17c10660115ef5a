/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-line-text.h"

#include "seal/yx-seal-error.h"

#define BOLD 0.035      /* of a character's height */
#define GAP 0.12        /* of a character's width, between two */
#define LEAST 0.5       /* of the wished width */
#define SHRINK 0.97
#define NUMBER_HIGH 3.7 /* mm: 国家税务总局公告2011年第7号 */
#define NUMBER_WIDE 1.25
#define NUMBER_ALL 26.0
#define NUMBER_BOLD 0.03

static void
put_line (YxSealPlan *plan, GPtrArray *glyphs, double top, double high, double wide)
{
  double at = -(glyphs->len * wide * (1 + GAP) - GAP * wide) / 2;
  double above;
  double below;

  yx_glyphs_height (glyphs, &above, &below);
  for (guint i = 0; i < glyphs->len; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];
      cairo_matrix_t place;

      cairo_matrix_init_translate (&place, at + wide / 2, top + high);
      cairo_matrix_scale (&place, wide, high / (below - above));
      cairo_matrix_translate (&place, -yx_glyph_middle (glyph), -below);
      yx_seal_plan_put (plan, glyph, &place, BOLD * high, high);
      at += wide * (1 + GAP);
    }
}

/**
 * yx_line_text_put:
 * @plan: a seal whose name is placed
 * @glyphs: (element-type YxGlyph): Han characters, that stay @plan's
 * @top: where the line begins, mm below the centre
 * @high: mm that its characters are high
 * @wide: and wide, less where there is no room between the name's ends
 * @error: %YX_SEAL_ERROR_NAME when there is too little
 *
 * Sets the words that say what a seal is for, level and in the middle.
 *
 * Returns: whether they are there
 */
gboolean
yx_line_text_put (YxSealPlan *plan, GPtrArray *glyphs, double top, double high, double wide, GError **error)
{
  for (double width = wide; width >= wide * LEAST; width *= SHRINK)
    if (yx_seal_plan_is_free (plan, (glyphs->len * (1 + GAP) - GAP) * width / 2, top, top + high))
      {
        put_line (plan, glyphs, top, high, width);
        return TRUE;
      }
  g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME,
               "The name leaves no room for what the seal is for; a larger seal is needed");
  return FALSE;
}

/**
 * yx_line_number_put:
 * @plan: an invoice seal
 * @glyphs: (element-type YxGlyph): a tax number, that stays @plan's
 * @middle: where its middle is, mm below the centre
 *
 * Sets a tax number through the middle: 3.7 mm high, 26 mm wide.
 */
void
yx_line_number_put (YxSealPlan *plan, GPtrArray *glyphs, double middle)
{
  double pitch = (NUMBER_ALL - NUMBER_WIDE) / MAX (glyphs->len - 1, 1);

  for (guint i = 0; i < glyphs->len; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];
      double high = NUMBER_HIGH / (glyph->y1 - glyph->y0);
      double wide = MIN (high * 0.55, NUMBER_WIDE / (glyph->x1 - glyph->x0));
      cairo_matrix_t place;

      cairo_matrix_init_translate (&place, (i - (glyphs->len - 1) / 2.0) * pitch, middle + NUMBER_HIGH / 2);
      cairo_matrix_scale (&place, wide, high);
      cairo_matrix_translate (&place, -(glyph->x0 + glyph->x1) / 2, -glyph->y1);
      yx_seal_plan_put (plan, glyph, &place, NUMBER_BOLD, NUMBER_HIGH);
    }
}
