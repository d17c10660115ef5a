/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "seal/yx-arc-text.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-error.h"
#include "seal/yx-signature-image.h"

#define SCALE 40    /* pixels a millimetre */
#define EDGE 0.03   /* mm: more than a pixel */
#define FREE 0.5    /* mm that must stay empty within the rim */
#define APART 0.04  /* mm that must stay empty between two characters */

static const char *const NAMES[] = {
  "印信公司",
  "杭州印信有限公司",
  "杭州云上信息科技有限公司",
  "三一重工股份有限公司",
  "北京市朝阳区建筑工程技术咨询服务有限责任公司",
  "内蒙古自治区呼和浩特市新城区人力资源和社会保障综合服务中心有限公司",
  "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县察布查尔镇人力资源服务与劳务派遣和电子商务产业园区运营管理有限责任公司",
  "ABC（中国）投资有限公司",
  "上海1688网络技术(集团)有限公司第3分公司",
  "Yinxin Test Co., Ltd.",
  "一",
};

static cairo_surface_t *
create_surface (double side, cairo_t **cr)
{
  int pixels = (int) (side * SCALE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, pixels, pixels);

  *cr = cairo_create (surface);
  cairo_scale (*cr, SCALE, SCALE);
  return surface;
}

static cairo_surface_t *
paint_seal (const YxSealFace *face)
{
  g_autoptr (GError) error = NULL;
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (yx_seal_measures (face->kind, face->unit).width, &cr);

  g_assert_true (yx_seal_draw (cr, face, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

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

/* The rim is whole, half a millimetre within it is empty, the star stands free in the middle. */
static void
test_rings (void)
{
  const struct { YxUnitType unit; double radius; double rim; } rows[] = {
    { YX_UNIT_LIMITED, 20, 1.0 }, { YX_UNIT_JOINT_STOCK, 21, 1.2 }, { YX_UNIT_SOCIETY, 21, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    for (gsize k = 0; k < (i < 3 ? G_N_ELEMENTS (rows) : 1); k++)
      {
        const YxSealFace face = { YX_SEAL_UNIT, rows[k].unit, NAMES[i] };
        double within = rows[k].radius - rows[k].rim;
        cairo_surface_t *surface = paint_seal (&face);
        g_autoptr (YxArcText) text = yx_arc_text_new (NAMES[i], within - 0.65, NULL);

        g_test_message ("%s", NAMES[i]);
        g_assert_cmpfloat (painted_share (surface, within + EDGE, rows[k].radius - EDGE), ==, 1.0);
        g_assert_cmpfloat (painted_share (surface, rows[k].radius + EDGE, 40), ==, 0.0);
        g_assert_cmpfloat (painted_share (surface, within - FREE, within - EDGE), ==, 0.0);
        g_assert_cmpfloat (painted_share (surface, text->inner, within - FREE), >, 0.002);
        g_assert_cmpfloat (painted_share (surface, rows[k].radius * 0.35 + EDGE, text->inner - EDGE), ==, 0.0);
        g_assert_cmpfloat (painted_share (surface, 0, 2.6), ==, 1.0);
        g_assert_cmpfloat (painted_share (surface, rows[k].radius * 0.35 - 0.5, rows[k].radius * 0.35), >, 0.0);
        cairo_surface_destroy (surface);
      }
}

/* Paints one character as thick as it is drawn, and a little more. */
static void
paint_character (cairo_surface_t *surface, const YxArcText *text, guint index)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_scale (cr, SCALE, SCALE);
  cairo_translate (cr, 20, 20);
  yx_arc_text_append (cr, text, index);
  cairo_set_line_width (cr, text->bold + APART);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* No two characters touch, and each is seen. */
static void
test_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 40 * SCALE, 40 * SCALE);
      const gsize size = (gsize) cairo_image_surface_get_stride (surface) * 40 * SCALE;
      g_autofree gboolean *taken = g_new0 (gboolean, size);
      g_autoptr (YxArcText) text = yx_arc_text_new (NAMES[i], 18.35, NULL);
      const char *at = NAMES[i];

      g_assert_cmpuint (text->places->len, ==, g_utf8_strlen (NAMES[i], -1));
      for (guint k = 0; k < text->places->len; k++, at = g_utf8_next_char (at))
        {
          const guint8 *pixels = cairo_image_surface_get_data (surface);
          guint painted = 0;

          paint_character (surface, text, k);
          for (gsize m = 0; m < size; m++)
            if (pixels[m] > 127)
              {
                g_assert_false (taken[m]);
                taken[m] = TRUE;
                painted++;
              }
          g_assert_cmpuint (painted > 0, ==, *at != ' ');
        }
      cairo_surface_destroy (surface);
    }
}

/* Even and symmetrical about the top; over at least 200 degrees from four characters on; taller than wide. */
static void
test_arc (void)
{
  double last_span = 0.0;

  for (gsize i = 0; i < 7; i++)
    {
      g_autoptr (YxArcText) text = yx_arc_text_new (NAMES[i], 18.35, NULL);
      guint n = text->places->len;
      const YxArcPlace *first = &g_array_index (text->places, YxArcPlace, 0);
      const YxArcPlace *last = &g_array_index (text->places, YxArcPlace, n - 1);
      double step = (last->angle - first->angle) / (n - 1);

      g_assert_cmpfloat (fabs (first->angle + last->angle), <, 1e-9);
      g_assert_cmpfloat (step * n * 180 / G_PI, >=, 200 - 1e-6);
      g_assert_cmpfloat (step * n * 180 / G_PI, <=, 290 + 1e-6);
      if (i != 3)
        {
          g_assert_cmpfloat (step * n, >=, last_span - 1e-9);
          last_span = step * n;
        }
      for (guint k = 1; k < n; k++)
        g_assert_cmpfloat (fabs (g_array_index (text->places, YxArcPlace, k).angle - first->angle - k * step), <, 1e-9);
      g_assert_cmpfloat (first->wide, <, first->high);
    }
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

/* One page of true size, without fonts, images and the time of day. */
static void
test_pdf (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const YxSealFace face = { YX_SEAL_UNIT, YX_UNIT_LIMITED, NAMES[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = yx_seal_pdf (&face, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      again = yx_seal_pdf (&face, &error);
      g_assert_true (g_bytes_equal (pdf, again));
      g_assert_true (contains (pdf, "/MediaBox [ 0 0 113.385827 113.385827 ]"));
      g_assert_false (contains (pdf, "/Font"));
      g_assert_false (contains (pdf, "/Image"));
      g_assert_cmpuint (g_bytes_get_size (pdf), <=, g_utf8_strlen (NAMES[i], -1) <= 36 ? 12 * 1024 : 18 * 1024);
    }
}

static void
test_refused (void)
{
  const struct { YxSealFace face; int code; } rows[] = {
    { { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, "印信公司" }, YX_SEAL_ERROR_TYPE },
    { { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, "李想" }, YX_SEAL_ERROR_TYPE },
    { { (YxSealKind) 99, YX_UNIT_LIMITED, "印信公司" }, YX_SEAL_ERROR_TYPE },
    { { YX_SEAL_UNIT, YX_UNIT_FOREIGN, "印信公司" }, YX_SEAL_ERROR_TYPE },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, NULL }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "   " }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\n公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\xff公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\u202e公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\u0301公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\ue000公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED, "印信\U00013000公司" }, YX_SEAL_ERROR_NAME },
    { { YX_SEAL_UNIT, YX_UNIT_LIMITED,
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" },
      YX_SEAL_ERROR_NAME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_seal_pdf (&rows[i].face, &error));
      g_assert_error (error, YX_SEAL_ERROR, rows[i].code);
    }
}

/* law.md 3. */
static void
test_types (void)
{
  const struct { YxSealKind kind; YxUnitType unit; YxSealShape shape; double width; double height; double rim; YxSealMark mark; } rows[] = {
    { YX_SEAL_UNIT, YX_UNIT_LIMITED, YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, YX_SEAL_SHAPE_ROUND, 42, 42, 1.2, YX_SEAL_MARK_FIRST },
    { YX_SEAL_UNIT, YX_UNIT_SOCIETY, YX_SEAL_SHAPE_ROUND, 42, 42, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_UNIT, YX_UNIT_FOREIGN, YX_SEAL_SHAPE_OVAL, 45, 30, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_LABOUR_CONTRACT, YX_UNIT_JOINT_STOCK, YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_PERSONNEL, YX_UNIT_FOREIGN, YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, YX_SEAL_MARK_FIRST },
    { YX_SEAL_FINANCE, YX_UNIT_LIMITED, YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, YX_SEAL_MARK_REFUSED },
    { YX_SEAL_INVOICE, YX_UNIT_LIMITED, YX_SEAL_SHAPE_OVAL, 40, 30, 1.0, YX_SEAL_MARK_REFUSED },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, YX_SEAL_SHAPE_SQUARE, 20, 20, 1.0, YX_SEAL_MARK_SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxSealMeasures measures = yx_seal_measures (rows[i].kind, rows[i].unit);

      g_assert_cmpint (measures.shape, ==, rows[i].shape);
      g_assert_cmpfloat (measures.width, ==, rows[i].width);
      g_assert_cmpfloat (measures.height, ==, rows[i].height);
      g_assert_cmpfloat (measures.rim, ==, rows[i].rim);
      g_assert_cmpint (measures.star, ==, measures.shape == YX_SEAL_SHAPE_ROUND);
      g_assert_cmpfloat (MAX (measures.width, measures.height), <=, 45);
      g_assert_cmpint (yx_seal_type_get (rows[i].kind)->mark, ==, rows[i].mark);
      g_assert_cmpint (yx_seal_type_get (rows[i].kind)->made, ==, rows[i].kind == YX_SEAL_UNIT);
      g_assert_nonnull (yx_choice_find (yx_seal_kinds, rows[i].kind));
    }
  g_assert_null (yx_seal_type_get ((YxSealKind) 0));
  g_assert_null (yx_seal_type_get ((YxSealKind) 8));
}

static void
test_signature_image (void)
{
  const struct { const char *name; const char *box; } rows[] = {
    { "李想", "/MediaBox [ 0 0 62.362205 39.685039 ]" },
    { "欧阳志强", "/MediaBox [ 0 0 113.385827 39.685039 ]" },
    { "买买提·艾山江·阿卜杜热依木", "/MediaBox [ 0 0 170.07874 39.685039 ]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = yx_signature_image_pdf (rows[i].name, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      again = yx_signature_image_pdf (rows[i].name, &error);
      g_assert_true (g_bytes_equal (pdf, again));
      g_assert_true (contains (pdf, rows[i].box));
      g_assert_false (contains (pdf, "/Font"));
      g_assert_cmpuint (g_bytes_get_size (pdf), <, 12 * 1024);
    }
}

static void
test_signature_image_refused (void)
{
  const char *const names[] = { "", "\xff", "李\U00013000",
                                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_signature_image_pdf (names[i], &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME);
    }
}

/* For the eye: in the build folder. */
static void
test_gallery (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "gallery-seal.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 176 * 8, 132 * 8);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 8, 8);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const YxSealFace face = { YX_SEAL_UNIT, YX_UNIT_LIMITED, NAMES[i] };

      cairo_save (cr);
      cairo_translate (cr, i % 4 * 44 + 2, i / 4 * 44 + 2);
      g_assert_true (yx_seal_draw (cr, &face, NULL));
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/drawing/rings", test_rings);
  g_test_add_func ("/seal/drawing/apart", test_apart);
  g_test_add_func ("/seal/drawing/arc", test_arc);
  g_test_add_func ("/seal/drawing/pdf", test_pdf);
  g_test_add_func ("/seal/drawing/refused", test_refused);
  g_test_add_func ("/seal/types", test_types);
  g_test_add_func ("/seal/signature-image/pdf", test_signature_image);
  g_test_add_func ("/seal/signature-image/refused", test_signature_image_refused);
  g_test_add_func ("/seal/gallery", test_gallery);
  return g_test_run ();
}
