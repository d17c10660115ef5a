/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "seal/faces.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-error.h"

#define SCALE 40  /* pixels a millimetre */
#define EDGE 0.03 /* mm: more than a pixel */

static const char *const NAMES[] = {
  "印信公司",
  "杭州印信有限公司",
  "杭州云上信息科技有限公司",
  "北京市朝阳区建筑工程技术咨询服务有限责任公司",
  "内蒙古自治区呼和浩特市新城区人力资源和社会保障综合服务中心有限公司",
  "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县察布查尔镇人力资源服务与劳务派遣和电子商务产业园区运营管理有限责任公司",
};

/* How much of the ring between two radii is painted: 0 to 1. */
static double
painted_share (cairo_surface_t *surface, double from, double to)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int side = cairo_image_surface_get_width (surface);
  guint all = 0;
  guint painted = 0;

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        double r = hypot (x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) / SCALE;

        if (r < from || r >= to)
          continue;
        all++;
        painted += pixels[y * stride + x] > 127;
      }
  g_assert_cmpuint (all, >, 0);
  return (double) painted / all;
}

/* What is drawn: the rim is whole, half a millimetre within it is empty, the star stands in the middle. */
static void
test_rings (void)
{
  const struct { YxSealKind kind; YxUnitType unit; double radius; double rim; } rows[] = {
    { YX_SEAL_UNIT, YX_UNIT_LIMITED, 20, 1.0 },     { YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, 21, 1.2 },
    { YX_SEAL_UNIT, YX_UNIT_SOCIETY, 21, 1.0 },     { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, 19, 1.0 },
    { YX_SEAL_FINANCE, YX_UNIT_JOINT_STOCK, 20, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (NAMES); k += 2)
      {
        const YxSealFace face = faces_face (rows[i].kind, rows[i].unit, NAMES[k]);
        double within = rows[i].radius - rows[i].rim;
        g_autoptr (YxSealPlan) plan = faces_plan (&face);
        cairo_surface_t *surface = faces_paint (plan, SCALE);

        g_test_message ("%s", NAMES[k]);
        g_assert_cmpfloat (painted_share (surface, within + EDGE, rows[i].radius - EDGE), ==, 1.0);
        g_assert_cmpfloat (painted_share (surface, rows[i].radius + EDGE, 40), ==, 0.0);
        g_assert_cmpfloat (painted_share (surface, within - YX_SEAL_CLEAR, within - EDGE), ==, 0.0);
        g_assert_cmpfloat (painted_share (surface, within - 3, within - 1), >, 0.02);
        g_assert_cmpfloat (painted_share (surface, 0, plan->star * 0.38 - EDGE), ==, 1.0);
        g_assert_cmpfloat (painted_share (surface, plan->star - 0.5, plan->star), >, 0.0);
        cairo_surface_destroy (surface);
      }
}

static gboolean
is_painted (cairo_surface_t *surface, double x, double y)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);

  return pixels[(int) (y * SCALE) * cairo_image_surface_get_stride (surface) + (int) (x * SCALE)] > 127;
}

/* Ovals and squares have their rim too, and no star. */
static void
test_rims (void)
{
  const struct { YxSealKind kind; YxUnitType unit; double width; double height; } rows[] = {
    { YX_SEAL_UNIT, YX_UNIT_FOREIGN, 45, 30 },
    { YX_SEAL_INVOICE, YX_UNIT_LIMITED, 40, 30 },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, 20, 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const YxSealFace face = faces_face (rows[i].kind, rows[i].unit, "欧阳志强");
      g_autoptr (YxSealPlan) plan = faces_plan (&face);
      cairo_surface_t *surface = faces_paint (plan, SCALE);
      double w = rows[i].width;
      double h = rows[i].height;

      g_assert_cmpfloat (plan->star, ==, 0.0);
      for (double deep = EDGE; deep < 1.0 - EDGE; deep += 0.1)
        g_assert_true (is_painted (surface, deep, h / 2) && is_painted (surface, w - deep - EDGE, h / 2)
                       && is_painted (surface, w / 2, deep) && is_painted (surface, w / 2, h - deep - EDGE));
      for (double deep = 1.0 + EDGE; deep < 1.0 + YX_SEAL_CLEAR; deep += 0.1)
        g_assert_false (is_painted (surface, deep, h / 2) || is_painted (surface, w - deep, h / 2)
                        || is_painted (surface, w / 2, deep) || is_painted (surface, w / 2, h - deep));
      cairo_surface_destroy (surface);
    }
}

static double
angle_of (const YxSealPlan *plan, guint index)
{
  const cairo_matrix_t *place = &g_array_index (plan->glyphs, YxSealGlyph, index).place;

  return atan2 (place->yx, place->xx);
}

/* A name in one row: even and symmetrical about the top, over at least 200 degrees, taller than wide. */
static void
test_arc (void)
{
  double last_span = 0.0;

  for (gsize i = 0; i < 4; i++)
    {
      const YxSealFace face = faces_face (YX_SEAL_UNIT, YX_UNIT_LIMITED, NAMES[i]);
      g_autoptr (YxSealPlan) plan = faces_plan (&face);
      guint n = plan->glyphs->len;
      double step = (angle_of (plan, n - 1) - angle_of (plan, 0)) / (n - 1);
      const cairo_matrix_t *first = &g_array_index (plan->glyphs, YxSealGlyph, 0).place;

      g_assert_cmpuint (n, ==, g_utf8_strlen (NAMES[i], -1));
      g_assert_cmpfloat (fabs (angle_of (plan, 0) + angle_of (plan, n - 1)), <, 1e-6);
      g_assert_cmpfloat (step * n * 180 / G_PI, >=, 200 - 1e-3);
      g_assert_cmpfloat (step * n * 180 / G_PI, <=, 290);
      g_assert_cmpfloat (step * n, >, last_span);
      last_span = step * n;
      for (guint k = 1; k < n; k++)
        g_assert_cmpfloat (fabs (angle_of (plan, k) - angle_of (plan, 0) - k * step), <, 1e-4);
      g_assert_cmpfloat (hypot (first->xx, first->yx), <, hypot (first->xy, first->yy));
    }
}

/* A name too long for one row stands in two, each symmetrical; the outer comes first. */
static void
test_two_rows (void)
{
  const YxSealFace face = faces_face (YX_SEAL_LABOUR_CONTRACT, YX_UNIT_LIMITED, NAMES[5]);
  g_autoptr (YxSealPlan) plan = faces_plan (&face);
  guint name = (guint) g_utf8_strlen (NAMES[5], -1);
  guint turn = 1;

  while (turn < name && angle_of (plan, turn) > angle_of (plan, turn - 1))
    turn++;
  g_assert_cmpuint (turn, >, name / 2);
  g_assert_cmpuint (turn, <, name);
  g_assert_cmpfloat (fabs (angle_of (plan, 0) + angle_of (plan, turn - 1)), <, 1e-6);
  g_assert_cmpfloat (fabs (angle_of (plan, turn) + angle_of (plan, name - 1)), <, 1e-6);
  g_assert_cmpuint (plan->glyphs->len, ==, name + strlen ("劳动合同专用章") / 3);
}

/* Two to four Han characters make a square, in columns from the right. */
static void
test_name_squares (void)
{
  const struct { const char *name; const char *engraved; } rows[] = {
    { "李想", "李想之印" },
    { "王小明", "王小明印" },
    { "欧阳志强", "欧阳志强" },
    { "𠮷田", "𠮷田之印" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const YxSealFace face = faces_face (YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, rows[i].name);
      g_autoptr (YxSealPlan) plan = faces_plan (&face);
      const char *at = rows[i].engraved;

      g_assert_cmpuint (plan->glyphs->len, ==, 4);
      for (guint k = 0; k < 4; k++, at = g_utf8_next_char (at))
        {
          const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, k);
          double x = (put->glyph->x0 + put->glyph->x1) / 2;
          double y = (put->glyph->y0 + put->glyph->y1) / 2;

          cairo_matrix_transform_point (&put->place, &x, &y);
          g_assert_cmpuint (put->glyph->character, ==, g_utf8_get_char (at));
          g_assert_cmpint (x > 0, ==, k < 2);
          g_assert_cmpint (y > 0, ==, k % 2 == 1);
        }
    }
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

/* One page of true size, without fonts, images and the time of day; small enough for a contract. */
static void
test_pdf (void)
{
  const struct { YxSealKind kind; YxUnitType unit; const char *box; } rows[] = {
    { YX_SEAL_UNIT, YX_UNIT_LIMITED, "/MediaBox [ 0 0 113.385827 113.385827 ]" },
    { YX_SEAL_UNIT, YX_UNIT_FOREIGN, "/MediaBox [ 0 0 127.559055 85.03937 ]" },
    { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, "/MediaBox [ 0 0 107.716535 107.716535 ]" },
    { YX_SEAL_INVOICE, YX_UNIT_LIMITED, "/MediaBox [ 0 0 113.385827 85.03937 ]" },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, "/MediaBox [ 0 0 56.692913 56.692913 ]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize k = 0; k < (rows[i].kind == YX_SEAL_HEAD_NAME ? 5 : G_N_ELEMENTS (NAMES)); k++)
      {
        const YxSealFace face = faces_face (rows[i].kind, rows[i].unit, NAMES[k]);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) pdf = yx_seal_pdf (&face, &error);
        g_autoptr (GBytes) again = NULL;

        g_assert_no_error (error);
        again = yx_seal_pdf (&face, &error);
        g_assert_true (g_bytes_equal (pdf, again));
        g_assert_true (contains (pdf, rows[i].box));
        g_assert_false (contains (pdf, "/Font"));
        g_assert_false (contains (pdf, "/Image"));
        g_assert_cmpuint (g_bytes_get_size (pdf), <=, 24 * 1024);
      }
}

static void
test_refused (void)
{
  static const char *const long_name
    = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一";
  const struct { YxSealKind kind; const char *name; const char *uscc; const char *code; int error; } rows[] = {
    { (YxSealKind) 99, "印信公司", FACES_USCC, NULL, YX_SEAL_ERROR_TYPE },
    { (YxSealKind) 0, "印信公司", FACES_USCC, NULL, YX_SEAL_ERROR_TYPE },
    { YX_SEAL_UNIT, "长春市人民政府", "11220101MB0000000A", NULL, YX_SEAL_ERROR_EMBLEM },
    { YX_SEAL_CONTRACT, "长春市人民政府", "11220101MB0000000A", NULL, YX_SEAL_ERROR_EMBLEM },
    { YX_SEAL_UNIT, "印信公司", NULL, NULL, YX_SEAL_ERROR_NUMBER },
    { YX_SEAL_INVOICE, "印信公司", "91350100M000100Y44", NULL, YX_SEAL_ERROR_NUMBER },
    { YX_SEAL_UNIT, "印信公司", FACES_USCC, "350100001234", YX_SEAL_ERROR_NUMBER },
    { YX_SEAL_UNIT, "印信公司", FACES_USCC, "35010000123456", YX_SEAL_ERROR_NUMBER },
    { YX_SEAL_UNIT, "印信公司", FACES_USCC, "350100001234X", YX_SEAL_ERROR_NUMBER },
    { YX_SEAL_UNIT, NULL, FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "    ", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印信\n公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印信\xff公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印信\u202e公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印信\u0301公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, "印信\ue000公司", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_UNIT, long_name, FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_HEAD_NAME, "李", FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_HEAD_NAME, NULL, FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
    { YX_SEAL_HEAD_NAME, long_name, FACES_USCC, NULL, YX_SEAL_ERROR_NAME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxSealFace face = faces_face (YX_SEAL_UNIT, YX_UNIT_LIMITED, rows[i].name);
      g_autoptr (GError) error = NULL;

      face.kind = rows[i].kind;
      face.uscc = rows[i].uscc;
      face.police_code = rows[i].code;
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (yx_seal_pdf (&face, &error));
      g_assert_error (error, YX_SEAL_ERROR, rows[i].error);
    }
}

/* Characters beyond the seals' own typefaces are refused by name, whatever other fonts there are. */
static void
test_fonts (void)
{
  const struct { const char *name; const char *blamed; } rows[] = {
    { "印信\U00013000公司", "U+13000" },
    { "印信ش公司", "ش (U+0634)" },
    { "印信\U0001f600公司", "U+1F600" },
  };
  const struct { const char *name; } good[] = { { "𠮷野家（北京）餐饮" }, { "䶮㐂龘靐𪚥𠀋公司" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int kind = YX_SEAL_UNIT; kind <= YX_SEAL_HEAD_NAME; kind++)
      {
        const YxSealFace face = faces_face ((YxSealKind) kind, YX_UNIT_LIMITED, rows[i].name);
        g_autoptr (GError) error = NULL;

        g_assert_null (yx_seal_plan_new (&face, &error));
        g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME);
        g_assert_nonnull (strstr (error->message, rows[i].blamed));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const YxSealFace face = faces_face (YX_SEAL_UNIT, YX_UNIT_LIMITED, good[i].name);
      g_autoptr (YxSealPlan) plan = faces_plan (&face);

      g_assert_cmpuint (plan->glyphs->len, ==, g_utf8_strlen (good[i].name, -1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/drawing/rings", test_rings);
  g_test_add_func ("/seal/drawing/rims", test_rims);
  g_test_add_func ("/seal/drawing/arc", test_arc);
  g_test_add_func ("/seal/drawing/two-rows", test_two_rows);
  g_test_add_func ("/seal/drawing/name-squares", test_name_squares);
  g_test_add_func ("/seal/drawing/pdf", test_pdf);
  g_test_add_func ("/seal/drawing/refused", test_refused);
  g_test_add_func ("/seal/drawing/fonts", test_fonts);
  return g_test_run ();
}
