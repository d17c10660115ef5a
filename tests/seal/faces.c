/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/faces.h"

#include "seal/yx-seal-drawing.h"

static const char *const enterprises[] = {
  "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县馨赢麟懿鑫镇人力资源服务与劳务派遣和电子商务产业园区运营管理有限责任公司",
  "一三川小十人二八口中",
  "Wimmer & Maggi International Trading (Changchun) Co., Ltd. ",
  "上海（中国）1688网络技术(集团)A·B有限公司第3分公司",
  "𠮷㐂䶮𠀋龘靐𪚥",
};

static const char *const people[] = {
  "欧阳志强赢麟懿鑫馨疆", "一丁八人十川小卜", "Wolfgang Amadeus Maximilian Jr. ",
  "阿卜杜热依木江·买买提艾力·吐尔逊尼亚孜·", "𠮷㐂䶮𠀋龘靐𪚥",
};

static char *
take (const char *pattern, guint characters)
{
  GString *text = g_string_new (NULL);
  const char *at = pattern;

  for (guint i = 0; i < characters; i++)
    {
      gunichar next = g_utf8_get_char (at);

      /* A name doesn't end with a space or a joint. */
      g_string_append_unichar (text, i + 1 == characters && (next == ' ' || next == 0xb7) ? 'x' : next);
      at = g_utf8_next_char (at);
      if (*at == '\0')
        at = pattern;
    }
  return g_string_free (text, FALSE);
}

char *
faces_name (FacesAlphabet alphabet, guint characters)
{
  return take (enterprises[alphabet], characters);
}

char *
faces_person (FacesAlphabet alphabet, guint characters)
{
  return take (people[alphabet], characters);
}

YxSealFace
faces_face (YxSealKind kind, YxUnitType unit, const char *name)
{
  return (YxSealFace){ kind, yx_seal_measures (kind, unit), name, FACES_USCC, name, NULL };
}

YxSealPlan *
faces_plan (const YxSealFace *face)
{
  g_autoptr (GError) error = NULL;
  YxSealPlan *plan = yx_seal_plan_new (face, &error);

  g_assert_no_error (error);
  return plan;
}

/* @scale: pixels a millimetre */
cairo_surface_t *
faces_paint (const YxSealPlan *plan, double scale)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_A8, (int)(plan->measures.width * scale),
                                    (int)(plan->measures.height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  yx_seal_draw (cr, plan);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
