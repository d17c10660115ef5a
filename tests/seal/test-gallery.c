/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the eye: pictures of all types and lengths, in the build folder. */
#include "seal/faces.h"
#include "seal/yx-seal-drawing.h"

#define GAP 3.0   /* mm between seals */
#define SCALE 8.0 /* pixels a millimetre */
#define COLUMNS 8

/* A line of the gallery: one type, names of growing length. */
typedef struct
{
  const char *name;
  YxSealKind kind;
  YxUnitType unit;
  const char *police_code;
} Line;

static const guint lengths[COLUMNS] = { 4, 8, 12, 18, 26, 35, 46, 60 };

static const Line lines[] = {
  { "unit", YX_SEAL_UNIT, YX_UNIT_LIMITED, NULL },
  { "joint-stock", YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, FACES_POLICE_CODE },
  { "society", YX_SEAL_UNIT, YX_UNIT_SOCIETY, NULL },
  { "foreign", YX_SEAL_UNIT, YX_UNIT_FOREIGN, NULL },
  { "contract", YX_SEAL_CONTRACT, YX_UNIT_LIMITED, NULL },
  { "labour", YX_SEAL_LABOUR_CONTRACT, YX_UNIT_LIMITED, NULL },
  { "personnel", YX_SEAL_PERSONNEL, YX_UNIT_JOINT_STOCK, NULL },
  { "finance", YX_SEAL_FINANCE, YX_UNIT_LIMITED, FACES_POLICE_CODE },
  { "invoice", YX_SEAL_INVOICE, YX_UNIT_LIMITED, NULL },
};

static cairo_t *
open_sheet (double width, double height)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * SCALE), (int) (height * SCALE));
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  return cr;
}

static void
close_sheet (cairo_t *cr, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "seal", name, NULL);

  g_assert_cmpint (cairo_surface_write_to_png (cairo_get_target (cr), path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
}

static void
hang (cairo_t *cr, const YxSealFace *face, double x, double y)
{
  g_autoptr (YxSealPlan) plan = faces_plan (face);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  yx_seal_draw (cr, plan);
  cairo_restore (cr);
}

static void
test_enterprises (gconstpointer data)
{
  const Line *line = data;
  const double side = 45 + GAP;
  g_autofree char *file = g_strdup_printf ("gallery-%s.png", line->name);
  cairo_t *cr = open_sheet (COLUMNS * side, FACES_ALPHABETS * side);

  for (guint alphabet = 0; alphabet < FACES_ALPHABETS; alphabet++)
    for (guint k = 0; k < COLUMNS; k++)
      {
        g_autofree char *name = faces_name ((FacesAlphabet) alphabet, lengths[k]);
        YxSealFace face = faces_face (line->kind, line->unit, name);

        face.police_code = line->police_code;
        hang (cr, &face, k * side + GAP / 2, alphabet * side + GAP / 2);
      }
  close_sheet (cr, file);
}

static void
test_people (void)
{
  const double side = 20 + GAP;
  const guint across = 14;
  cairo_t *cr = open_sheet (across * side, 4 * FACES_ALPHABETS * side);

  for (guint alphabet = 0; alphabet < FACES_ALPHABETS; alphabet++)
    for (guint n = 2; n <= YX_SEAL_HEAD_MAX; n++)
      {
        g_autofree char *name = faces_person ((FacesAlphabet) alphabet, n);
        const YxSealFace face = faces_face (YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, name);

        hang (cr, &face, (n - 2) % across * side + GAP / 2,
              (alphabet * 4 + (n - 2) / across) * side + GAP / 2);
      }
  close_sheet (cr, "gallery-people.png");
}

/* One of each type, for README. */
static void
test_types (void)
{
  static const struct { YxSealKind kind; YxUnitType unit; const char *name; const char *head; } shown[] = {
    { YX_SEAL_UNIT, YX_UNIT_LIMITED, "长春市晨曦精密机械制造有限公司", NULL },
    { YX_SEAL_UNIT, YX_UNIT_FOREIGN, "ABC（中国）投资有限公司", NULL },
    { YX_SEAL_LABOUR_CONTRACT, YX_UNIT_LIMITED, "北京市朝阳区建筑工程技术咨询服务有限责任公司", NULL },
    { YX_SEAL_PERSONNEL, YX_UNIT_LIMITED,
      "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源服务与劳务派遣和电子商务产业园区运营管理有限责任公司", NULL },
    { YX_SEAL_INVOICE, YX_UNIT_LIMITED, "上海1688网络技术(集团)有限公司", NULL },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, "春城机械", "王小明" },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, "春城机械", "古丽娜尔·阿卜杜热依木" },
  };
  cairo_t *cr = open_sheet (4 * (45 + GAP), 45 + GAP + 38 + GAP);
  double x = GAP / 2;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      YxSealFace face = faces_face (shown[i].kind, shown[i].unit, shown[i].name);
      double row = i < 4 ? 45 : 38;

      face.head = shown[i].head;
      if (i == 4)
        x = GAP / 2 + 30;
      hang (cr, &face, x, (i < 4 ? GAP / 2 : 45 + GAP) + (row - face.measures.height) / 2);
      x += face.measures.width + 2 * GAP;
    }
  close_sheet (cr, "gallery-types.png");
}

/* Whoever adds a type adds its line. */
static void
test_all_types (void)
{
  for (const YxChoice *kind = yx_seal_kinds; kind->nick != NULL; kind++)
    {
      gboolean drawn = kind->value == YX_SEAL_HEAD_NAME;

      for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        drawn = drawn || (int) lines[i].kind == kind->value;
      if (!drawn)
        g_error ("The gallery has no line for the type “%s”", kind->nick);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/seal/gallery/", lines[i].name, NULL);

      g_test_add_data_func (path, &lines[i], test_enterprises);
    }
  g_test_add_func ("/seal/gallery/people", test_people);
  g_test_add_func ("/seal/gallery/types", test_types);
  g_test_add_func ("/seal/gallery/all-types", test_all_types);
  return g_test_run ();
}
