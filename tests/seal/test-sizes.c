/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "seal/yx-seal-error.h"
#include "seal/yx-seal-sizes.h"

#define HEAD "type,unit,shape,width,height,rim,star\n"

typedef struct
{
  YxSealKind kind;
  YxUnitType unit;
  YxSealMeasures measures;
} Row;

static const Row law[] = {
  { YX_SEAL_UNIT, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_OTHER, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.2, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_SOCIETY, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.0, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_FOREIGN, { YX_SEAL_SHAPE_OVAL, 45, 30, 1.0, FALSE } },
  { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, TRUE } },
  { YX_SEAL_LABOUR_CONTRACT, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { YX_SEAL_PERSONNEL, YX_UNIT_SOCIETY, { YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, TRUE } },
  { YX_SEAL_FINANCE, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { YX_SEAL_INVOICE, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_OVAL, 40, 30, 1.0, FALSE } },
  { YX_SEAL_HEAD_NAME, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_SQUARE, 20, 20, 1.0, FALSE } },
};

static YxSealSizes *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) csv = g_bytes_new (text, strlen (text));

  return yx_seal_sizes_parse (csv, error);
}

static void
check (const YxSealSizes *sizes, const Row *row)
{
  YxSealMeasures measures = yx_seal_sizes_get (sizes, row->kind, row->unit);

  g_assert_cmpint (measures.shape, ==, row->measures.shape);
  g_assert_cmpuint (measures.width, ==, row->measures.width);
  g_assert_cmpuint (measures.height, ==, row->measures.height);
  g_assert_cmpfloat (measures.rim, ==, row->measures.rim);
  g_assert_cmpint (measures.star, ==, row->measures.star);
}

/* law.md 3, with and without an empty file. */
static void
test_law (void)
{
  g_autoptr (YxSealSizes) none = yx_seal_sizes_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSealSizes) empty = parse (HEAD, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (law); i++)
    {
      check (none, &law[i]);
      check (empty, &law[i]);
    }
}

/* What the file says comes first, what names the unit before what doesn't; the rest stays. */
static void
test_own (void)
{
  static const Row rows[] = {
    { YX_SEAL_UNIT, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.2, TRUE } },
    { YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.2, TRUE } },
    { YX_SEAL_UNIT, YX_UNIT_COOPERATIVE, { YX_SEAL_SHAPE_ROUND, 38, 38, 0.8, FALSE } },
    { YX_SEAL_CONTRACT, YX_UNIT_FOREIGN, { YX_SEAL_SHAPE_OVAL, 45, 30, 1.0, FALSE } },
    { YX_SEAL_CONTRACT, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, TRUE } },
    { YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_SQUARE, 18, 18, 0.8, FALSE } },
    { YX_SEAL_INVOICE, YX_UNIT_LIMITED, { YX_SEAL_SHAPE_OVAL, 40, 30, 1.0, FALSE } },
  };
  static const char *const texts[] = {
    HEAD "unit,*,round,42,42,1.2,yes\nunit,cooperative,round,38,38,0.8,no\n"
         "contract,foreign,oval,45,30,1,no\nhead,*,square,18,18,0.8,no\n",
    "\xef\xbb\xbf" HEAD "单位公章,*,圆形,42,42,1.2,是\r\n单位公章,农民专业合作社,圆形,38,38,0.8,否\r\n"
    "\r\n合同专用章,外商投资企业,椭圆形,45,30,1.0,否\r\n法定代表人名章,*,方形,18,18,0.8,否",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxSealSizes) sizes = parse (texts[i], &error);

      g_assert_no_error (error);
      for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
        check (sizes, &rows[k]);
    }
}

/* Each fault says its line. */
static void
test_faults (void)
{
  const struct { const char *text; const char *said; } rows[] = {
    { "", "line 1" },
    { "type,unit\n", "line 1" },
    { HEAD "unit,*,round,40,40,1.0\n", "line 2: not seven columns" },
    { HEAD "unit,*,round,40,40,1.0,yes,no\n", "line 2: not seven columns" },
    { HEAD "\nbig,*,round,40,40,1.0,yes\n", "line 3: no type of seal: big" },
    { HEAD "unit,state,round,40,40,1.0,yes\n", "line 2: no unit type: state" },
    { HEAD "unit,*,heart,40,40,1.0,yes\n", "line 2: no shape: heart" },
    { HEAD "unit,*,round,40.5,40,1.0,yes\n", "line 2: no width" },
    { HEAD "unit,*,round,-40,40,1.0,yes\n", "line 2: no width" },
    { HEAD "unit,*,round,40,999999999999999999999,1.0,yes\n", "line 2: no height" },
    { HEAD "unit,*,round,40,40,1e0,yes\n", "line 2: no rim" },
    { HEAD "unit,*,round,40,40,0.4,yes\n", "line 2: no rim" },
    { HEAD "unit,*,round,40,40,1.6,yes\n", "line 2: no rim" },
    { HEAD "unit,*,round,40,40,nan,yes\n", "line 2: no rim" },
    { HEAD "unit,*,round,40,40,1.0,emblem\n", "line 2: the State emblem" },
    { HEAD "unit,*,round,40,40,1.0,maybe\n", "line 2: neither yes nor no" },
    { HEAD "unit,*,round,46,46,1.0,yes\n", "line 2: not possible: a round seal" },
    { HEAD "unit,*,round,35,35,1.0,yes\n", "line 2: not possible: a round seal" },
    { HEAD "unit,*,round,40,38,1.0,yes\n", "line 2: not possible" },
    { HEAD "unit,*,oval,45,30,1.0,yes\n", "line 2: not possible: only round seals have a star" },
    { HEAD "unit,*,oval,30,45,1.0,no\n", "line 2: not possible: an oval seal" },
    { HEAD "unit,*,oval,45,20,1.0,no\n", "line 2: not possible: an oval seal" },
    { HEAD "unit,*,square,20,20,1.0,no\n", "line 2: not possible: name seals" },
    { HEAD "head,*,round,40,40,1.0,no\n", "line 2: not possible: name seals" },
    { HEAD "head,*,square,30,30,1.0,no\n", "line 2: not possible: a name seal" },
    { HEAD "invoice,*,round,40,40,1.0,no\n", "line 2: not possible: invoice seals" },
    { HEAD "unit,*,round,40,40,1.0,yes\nunit,*,round,42,42,1.0,yes\n", "line 3: given twice" },
    { HEAD "unit,*,round,40,40,1.0,\"yes\n", "line 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (parse (rows[i].text, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, rows[i].said));
    }
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) csv = g_bytes_new_take (g_strnfill (64 * 1024 + 1, '\n'), 64 * 1024 + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_seal_sizes_parse (csv, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/sizes/law", test_law);
  g_test_add_func ("/seal/sizes/own", test_own);
  g_test_add_func ("/seal/sizes/faults", test_faults);
  g_test_add_func ("/seal/sizes/too-large", test_too_large);
  return g_test_run ();
}
