/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"

#include <locale.h>
#include <string.h>

#include "paper/yx-test-facts.h"

#define MM(n) ((n) * 72.0 / 25.4)
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define SIZE_MAX_UNSIGNED 250000

static YxPaper *
try_compose (gconstpointer filing, gconstpointer enterprise, GError **error)
{
  const YxPaperFacts facts = { filing, enterprise, "LD-2026-000001", TEST_COMPOSED };

  return yx_paper_contract (&facts, error);
}

static YxPaper *
compose (gconstpointer filing, gconstpointer enterprise)
{
  g_autoptr (GError) error = NULL;
  YxPaper *paper = try_compose (filing, enterprise, &error);

  g_assert_no_error (error);
  test_keep (paper->bytes);
  return paper;
}

static YxPaper *
compose_usual (void)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) filing = test_filing ();

  return compose (filing, enterprise);
}

/* The document's words without what only lays them out. */
static char *
read_words (GBytes *bytes)
{
  char *words = test_run (bytes, (const char *[]) { "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-", NULL });
  char *from;
  char *to;

  for (from = to = words; *from; from++)
    if (strchr (" \n\f", *from) == NULL)
      *to++ = *from;
  *to = '\0';
  return words;
}

static void
assert_says (const char *words, const char *expected)
{
  if (!strstr (words, expected))
    g_error ("the contract does not say “%s”", expected);
}

static void
assert_silent (const char *words, const char *unexpected)
{
  if (strstr (words, unexpected))
    g_error ("the contract says “%s”", unexpected);
}

static void
test_measures (void)
{
  g_autoptr (YxPaper) paper = compose_usual ();

  g_assert_cmpuint (paper->n_pages, >=, 6);
  g_assert_cmpuint (paper->n_pages, <=, 9);
  g_assert_cmpuint (g_bytes_get_size (paper->bytes), <=, SIZE_MAX_UNSIGNED);
}

static void
test_words (void)
{
  static const char *const expected[] = {
    "劳动合同书", "（固定期限）", "合同编号：LD-2026-000001", "长春市晨曦精密机械制造有限公司",
    "91220101MA0Y1A2B3C", "法定代表人", "赵明远", "李想", "公民身份号码11010519491231002X",
    "吉林省长春市朝阳区人民大街5268号3栋2单元501室", "自2026年3月1日起，至2029年2月28日止",
    "试用期自2026年3月1日起，至2026年5月31日止", "数控机床操作工程师", "标准工时制",
    "每月人民币8000.00元（大写：捌仟元整）", "每月人民币6800.00元（大写：陆仟捌佰元整）", "每月15日",
    "工伤保险", "双方未约定竞业限制", "双方未约定服务期", "双方未作其他约定", "可信时间戳", "第五十一条",
    "甲方（公章）：", "乙方（签字）：", "法定代表人或主要负责人（签字或盖章）：", "签订日期：", "-6-",
  };
  g_autoptr (YxPaper) paper = compose_usual ();
  g_autofree char *words = read_words (paper->bytes);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_says (words, expected[i]);
  assert_silent (words, "综合计算");
  assert_silent (words, "不定时");
  assert_silent (words, "一式");
}

/* Lines set to the full width must not read as words with spaces between (pdf-facts 10). */
static void
test_no_spaces (void)
{
  g_autoptr (YxPaper) paper = compose_usual ();
  g_autofree char *text
    = test_run (paper->bytes, (const char *[]) { "pdftotext", "-enc", "UTF-8", "-f", "2", "-l", "6", "FILE", "-", NULL });

  g_assert_false (g_regex_match_simple ("[\\x{4e00}-\\x{9fff}，；、] [\\x{4e00}-\\x{9fff}]", text, 0, 0));
}

static void
test_variants (void)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *says;
  } cases[] = {
    { "hours", "comprehensive", "乙方执行综合计算工时工作制" },
    { "hours", "flexible", "乙方执行不定时工作制，不适用延长工作时间" },
    { "prob_from", NULL, "双方未约定试用期。" },
    { "prob_pay", NULL, "试用期的工资与前条约定的工资相同" },
    { "w_doc_type", "passport", "身份证件护照" },
    { "use_form", "full_time", "用工形式为全日制。" },
    { "w_phone", NULL, "联系电话见送达约定" },
    { "w_name", "阿依古丽·买买提", "阿依古丽·买买提" },
  };
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxFiling) filing = test_filing ();
      g_autoptr (YxPaper) paper = NULL;
      g_autofree char *words = NULL;

      if (cases[i].typed)
        test_type (filing, cases[i].field, cases[i].typed);
      else
        yx_record_unset (filing, cases[i].field);
      if (g_str_equal (cases[i].field, "prob_from"))
        yx_record_unset (filing, "prob_to");
      paper = compose (filing, enterprise);
      words = read_words (paper->bytes);
      assert_says (words, cases[i].says);
    }
}

/* A document that shows a box where a name's character should be must not come into being. */
static void
test_rare_characters (void)
{
  static const char *const names[] = { "李\U00028B63", "李\U00020BB7", "\U0003FFF0想" };
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  guint i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YxFiling) filing = test_filing ();
      g_autofree char *missing = yx_paper_missing_glyphs (names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxPaper) paper = NULL;

      yx_record_set_text (filing, "w_name", names[i]);
      paper = try_compose (filing, enterprise, &error);
      if (missing)
        {
          g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_GLYPH);
          g_assert_nonnull (strstr (error->message, missing));
        }
      else
        {
          g_autofree char *words = read_words (paper->bytes);

          assert_says (words, names[i]);
        }
    }
}

static void
test_missing_glyphs (void)
{
  g_autofree char *none = yx_paper_missing_glyphs ("劳动合同 2026-03-01");
  g_autofree char *beyond = yx_paper_missing_glyphs ("\U00028B63");
  g_autofree char *twice = yx_paper_missing_glyphs ("甲\U0003FFF1乙\U0003FFF0\U0003FFF1");

  g_assert_null (none);
  g_assert_null (beyond);
  g_assert_cmpstr (twice, ==, "\U0003FFF1 (U+3FFF1), \U0003FFF0 (U+3FFF0)");
}

static gboolean
overlap (const YxPaperBox *a, const YxPaperBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
assert_on_page (double x, double y)
{
  g_assert_cmpfloat (x, >, MM (20));
  g_assert_cmpfloat (x, <, PAGE_WIDTH - MM (20));
  g_assert_cmpfloat (y, >, MM (20));
  g_assert_cmpfloat (y, <, PAGE_HEIGHT - MM (20));
}

static void
test_places (void)
{
  static const struct
  {
    const char *name;
    double width;
    double height;
    gboolean numbered;
  } expected[] = {
    { "yx.employer", MM (45), MM (42), TRUE },
    { "yx.worker", MM (60), MM (25), FALSE },
    { "yx.head", MM (50), MM (20), TRUE },
  };
  g_autoptr (YxPaper) paper = compose_usual ();
  guint i;
  guint k;

  g_assert_cmpuint (paper->n_places, ==, G_N_ELEMENTS (expected));
  for (i = 0; i < paper->n_places; i++)
    {
      const YxPaperPlace *place = &paper->places[i];

      g_assert_cmpstr (place->name, ==, expected[i].name);
      g_assert_cmpuint (place->page, ==, paper->n_pages);
      g_assert_cmpfloat (place->mark.width, >=, expected[i].width - 0.01);
      g_assert_cmpfloat (place->mark.height, >=, expected[i].height - 0.01);
      assert_on_page (place->mark.x, place->mark.y);
      assert_on_page (place->mark.x + place->mark.width, place->mark.y + place->mark.height);
      assert_on_page (place->date.x, place->date.y);
      g_assert_cmpint (place->number.size > 0, ==, expected[i].numbered);
      for (k = 0; k < i; k++)
        g_assert_false (overlap (&place->mark, &paper->places[k].mark));
    }
}

static void
test_same_bytes (void)
{
  g_autoptr (YxPaper) first = compose_usual ();
  g_autoptr (YxPaper) second = compose_usual ();

  g_assert_true (g_bytes_equal (first->bytes, second->bytes));
}

static gpointer
compose_often (gpointer data)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) filing = test_filing ();
  guint i;

  for (i = 0; i < 4; i++)
    {
      g_autoptr (YxPaper) paper = try_compose (filing, enterprise, NULL);

      if (!paper || !g_bytes_equal (paper->bytes, data))
        return GINT_TO_POINTER (FALSE);
    }
  return GINT_TO_POINTER (TRUE);
}

/* The hall draws up several contracts at once. */
static void
test_threads (void)
{
  g_autoptr (YxPaper) paper = compose_usual ();
  GThread *threads[4];
  guint i;

  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("compose", compose_often, paper->bytes);
  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

static void
test_sound (void)
{
  g_autoptr (YxPaper) paper = compose_usual ();
  g_autofree char *report = test_run (paper->bytes, (const char *[]) { "qpdf", "--check", "FILE", NULL });
  g_autofree char *structure
    = test_run (paper->bytes, (const char *[]) { "pdfinfo", "-enc", "UTF-8", "-struct", "FILE", NULL });
  g_autofree char *info = test_run (paper->bytes, (const char *[]) { "pdfinfo", "-enc", "UTF-8", "FILE", NULL });

  g_assert_nonnull (strstr (report, "No syntax or stream encoding errors found"));
  g_assert_nonnull (strstr (structure, "Document"));
  g_assert_nonnull (strstr (structure, "H1"));
  g_assert_nonnull (strstr (structure, "H2"));
  g_assert_nonnull (strstr (structure, "Table"));
  g_assert_nonnull (strstr (info, "劳动合同书（固定期限） LD-2026-000001"));
  g_assert_nonnull (strstr (info, "长春市晨曦精密机械制造有限公司"));
  g_assert_nonnull (strstr (info, "(A4)"));
}

/* Facts at their limits still give a document, on more pages. */
static void
test_long_facts (void)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (GString) address = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);
  g_autoptr (YxPaper) paper = NULL;
  g_autoptr (YxFiling) filing = test_filing ();
  guint i;

  for (i = 0; i < 200; i++)
    g_string_append (address, "街");
  for (i = 0; i < 3990; i++)
    g_string_append (other, i % 40 == 39 ? "\n" : "约");
  test_type (filing, "w_home", address->str);
  test_type (filing, "work_place", address->str);
  test_type (enterprise, "u_addr", address->str);
  yx_record_set_text (filing, "other", other->str);
  paper = compose (filing, enterprise);
  g_assert_cmpuint (paper->n_pages, >, 9);
  g_assert_cmpuint (paper->places[0].page, ==, paper->n_pages);
}

/* The first document: base and places in one. */
static void
test_prepared (void)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) filing = test_filing ();
  const YxPaperFacts facts = { filing, enterprise, "LD-2026-000001", TEST_COMPOSED };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPaper) base = compose (filing, enterprise);
  g_autoptr (GBytes) first = yx_paper_contract_prepared (&facts, &error);
  g_autoptr (GBytes) second = yx_paper_contract_prepared (&facts, NULL);
  g_autofree char *report = NULL;
  g_autofree char *signatures = NULL;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  size = g_bytes_get_size (base->bytes);
  g_assert_cmpuint (g_bytes_get_size (first), <=, SIZE_MAX_UNSIGNED);
  g_assert_cmpint (memcmp (g_bytes_get_data (first, NULL), g_bytes_get_data (base->bytes, NULL), size), ==, 0);
  g_assert_nonnull (g_strstr_len ((const char *) g_bytes_get_data (first, NULL) + size,
                                  (gssize) (g_bytes_get_size (first) - size), "/Lang (zh-CN)"));
  test_keep (first);
  report = test_run (first, (const char *[]) { "qpdf", "--check", "FILE", NULL });
  g_assert_nonnull (strstr (report, "No syntax or stream encoding errors found"));
  signatures = test_run (first, (const char *[]) { "qpdf", "--json=2", "--json-key=acroform", "FILE", NULL });
  g_assert_nonnull (strstr (signatures, "yx.employer"));
  g_assert_nonnull (strstr (signatures, "yx.worker"));
  g_assert_nonnull (strstr (signatures, "yx.head"));
}

static void
test_prepared_needs (void)
{
  g_autoptr (YxFiling) filing = test_filing ();
  const YxPaperFacts facts = { filing, NULL, "LD-2026-000001", TEST_COMPOSED };
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_paper_contract_prepared (&facts, &error));
  g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/contract/measures", test_measures);
  g_test_add_func ("/paper/contract/words", test_words);
  g_test_add_func ("/paper/contract/no-spaces", test_no_spaces);
  g_test_add_func ("/paper/contract/variants", test_variants);
  g_test_add_func ("/paper/contract/rare-characters", test_rare_characters);
  g_test_add_func ("/paper/contract/missing-glyphs", test_missing_glyphs);
  g_test_add_func ("/paper/contract/places", test_places);
  g_test_add_func ("/paper/contract/same-bytes", test_same_bytes);
  g_test_add_func ("/paper/contract/threads", test_threads);
  g_test_add_func ("/paper/contract/sound", test_sound);
  g_test_add_func ("/paper/contract/long-facts", test_long_facts);
  g_test_add_func ("/paper/contract/prepared", test_prepared);
  g_test_add_func ("/paper/contract/prepared-needs", test_prepared_needs);
  return g_test_run ();
}
