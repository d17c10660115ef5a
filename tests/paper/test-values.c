/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-values.h"

#include "paper/yx-test-facts.h"

/* One field of each kind. */
typedef struct
{
  YxRecord record;
  char *words;
  int choice;
  gint64 number;
  gboolean yes;
  gint64 money;
  YxDate day;
  gint64 moment;
  GBytes *bytes;
  YxSecret *secret;
  GPtrArray *list;
  YxRecord *within;
} Kinds;

static const YxChoice kinds_choices[] = { { 1, "one", "One", "壹" }, { 2, "two", "Two", NULL }, { 0 } };

static const YxField kinds_fields[] = {
  YX_TEXT (Kinds, words, "words", 0),
  YX_CHOICE (Kinds, choice, kinds_choices, "choice", 0),
  YX_INT (Kinds, number, "number", 0),
  YX_BOOL (Kinds, yes, "yes", 0),
  YX_MONEY (Kinds, money, "money", 0),
  YX_DATE (Kinds, day, "day", 0),
  YX_INSTANT (Kinds, moment, "moment", 0),
  YX_BYTES (Kinds, bytes, "bytes", 0),
  YX_SECRET_FIELD (Kinds, secret, "secret", 0),
  YX_LIST (Kinds, list, &yx_filing_type, "list", 0),
  YX_RECORD_FIELD (Kinds, within, &yx_filing_type, "within", 0),
};

YX_DECLARE_RECORD (Kinds, kinds)
YX_DEFINE_RECORD (Kinds, kinds, "kinds", kinds_fields);

static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "words", "字" },         { "choice", "壹" },            { "number", "-7" },   { "yes", "否" },
    { "money", "-12.05" },     { "money_words", NULL },       { "day", "1999年12月31日" },
    { "moment", "2026年2月26日" }, { "bytes", NULL },          { "secret", NULL },   { "list", NULL },
    { "within", NULL },        { "post", "数控机床操作工程师" }, { "w_name", "李想" },
  };
  g_autoptr (Kinds) kinds = kinds_new ();
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (YxSecret) secret = yx_secret_new_text ("password");
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  guint i;

  yx_record_set_text (kinds, "words", " 字\t");
  yx_record_set_int (kinds, "choice", 1);
  yx_record_set_int (kinds, "number", -7);
  yx_record_set_int (kinds, "yes", FALSE);
  yx_record_set_int (kinds, "money", -1205);
  test_type (kinds, "day", "1999-12-31");
  yx_record_set_int (kinds, "moment", TEST_COMPOSED);
  yx_record_set_bytes (kinds, "bytes", bytes);
  yx_record_set_secret (kinds, "secret", secret);
  yx_record_take_list (kinds, "list", g_ptr_array_new_with_free_func (yx_record_unref));
  yx_record_set_record (kinds, "within", filing);
  yx_paper_values_add_record (values, kinds);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (yx_paper_values_get (values, cases[i].name), ==, cases[i].words);
}

/* A choice without a Chinese word says its English one; an unknown one says nothing. */
static void
test_choices (void)
{
  static const struct
  {
    int value;
    const char *words;
  } cases[] = { { 1, "壹" }, { 2, "Two" }, { 9, NULL } };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Kinds) kinds = kinds_new ();
      g_autoptr (YxPaperValues) values = yx_paper_values_new ();

      yx_record_set_int (kinds, "choice", cases[i].value);
      yx_paper_values_add_record (values, kinds);
      g_assert_cmpstr (yx_paper_values_get (values, "choice"), ==, cases[i].words);
    }
}

static void
test_record (void)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "w_name", "李想" },           { "w_doc_type", "居民身份证" }, { "from", "2026年3月1日" },
    { "base", "8000.00" },          { "base_words", "捌仟元整" },   { "prob_pay_words", "陆仟捌佰元整" },
    { "pay_day", "15" },            { "hours", "标准" },            { "si", "是" },
    { "u_head_kind", "法定代表人" }, { "task", NULL },               { "no_such_field", NULL },
  };
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  guint i;

  yx_paper_values_add_record (values, filing);
  yx_paper_values_add_record (values, enterprise);
  yx_paper_values_add_record (values, NULL);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (yx_paper_values_get (values, cases[i].name), ==, cases[i].words);
}

/* Each of a list's records is a set of values of its own. */
static void
test_lists (void)
{
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  const TestFacts facts = { "F", { "hazards:factor=噪声,effect=听力损伤", "hazards:factor=粉尘", "piece:name=轴套,price=1.5" },
                            { NULL } };
  GPtrArray *hazards;
  GPtrArray *piece;

  test_give (filing, NULL, &facts);
  yx_record_take_list (filing, "annex", g_ptr_array_new_with_free_func (yx_record_unref));
  yx_paper_values_add_record (values, filing);
  hazards = yx_paper_values_get_list (values, "hazards");
  piece = yx_paper_values_get_list (values, "piece");
  g_assert_cmpuint (hazards->len, ==, 2);
  g_assert_cmpstr (yx_paper_values_get (g_ptr_array_index (hazards, 0), "effect"), ==, "听力损伤");
  g_assert_cmpstr (yx_paper_values_get (g_ptr_array_index (hazards, 1), "factor"), ==, "粉尘");
  g_assert_null (yx_paper_values_get (g_ptr_array_index (hazards, 1), "effect"));
  g_assert_null (yx_paper_values_get (g_ptr_array_index (hazards, 1), "post"));
  g_assert_cmpstr (yx_paper_values_get (g_ptr_array_index (piece, 0), "price"), ==, "1.50");
  g_assert_cmpstr (yx_paper_values_get (g_ptr_array_index (piece, 0), "price_words"), ==, "壹元伍角整");
  g_assert_null (yx_paper_values_get_list (values, "annex"));
  g_assert_null (yx_paper_values_get_list (values, "post"));
}

static void
test_has (void)
{
  static const struct
  {
    const char *names;
    gboolean has;
  } cases[] = {
    { "post", TRUE },      { "task", FALSE },      { "task|post", TRUE },    { "task|rest", FALSE },
    { "hazards", TRUE },   { "annex", FALSE },     { "annex|hazards", TRUE }, { "", FALSE },
  };
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  const TestFacts facts = { "F", { "hazards:factor=噪声" }, { NULL } };
  guint i;

  test_give (filing, NULL, &facts);
  yx_paper_values_add_record (values, filing);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yx_paper_values_has (values, cases[i].names), ==, cases[i].has);
}

static void
test_flag (void)
{
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();

  yx_paper_values_add_record (values, filing);
  yx_paper_values_set_flag (values, "nc", FALSE);
  yx_paper_values_set_flag (values, "si", FALSE);
  g_assert_true (yx_paper_values_is (values, "nc", "false"));
  g_assert_true (yx_paper_values_is (values, "si", "true"));
  g_assert_cmpstr (yx_paper_values_get (values, "nc"), ==, "否");
}

static void
test_first_wins (void)
{
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();

  yx_paper_values_set (values, "post", "焊工", NULL);
  yx_paper_values_set (values, "post", "钳工", NULL);
  g_assert_cmpstr (yx_paper_values_get (values, "post"), ==, "焊工");
}

static void
test_blank_is_absent (void)
{
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();

  yx_paper_values_set (values, "duty", " \t ", NULL);
  yx_paper_values_set (values, "other", NULL, NULL);
  g_assert_null (yx_paper_values_get (values, "duty"));
  g_assert_null (yx_paper_values_get (values, "other"));
}

static void
test_is (void)
{
  static const struct
  {
    const char *name;
    const char *alternatives;
    gboolean is;
  } cases[] = {
    { "hours", "standard", TRUE },      { "hours", "标准", TRUE },   { "hours", "flexible|standard", TRUE },
    { "task|hours", "standard", TRUE },   { "task|rest", "standard", FALSE },
    { "hours", "flexible", FALSE },     { "hours", "stand", FALSE }, { "si", "true", TRUE },
    { "si", "false", FALSE },           { "task", "x", FALSE },      { "w_name", "李想", TRUE },
  };
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  guint i;

  yx_paper_values_add_record (values, filing);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yx_paper_values_is (values, cases[i].name, cases[i].alternatives), ==, cases[i].is);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/values/kinds", test_kinds);
  g_test_add_func ("/paper/values/choices", test_choices);
  g_test_add_func ("/paper/values/record", test_record);
  g_test_add_func ("/paper/values/lists", test_lists);
  g_test_add_func ("/paper/values/has", test_has);
  g_test_add_func ("/paper/values/flag", test_flag);
  g_test_add_func ("/paper/values/first-wins", test_first_wins);
  g_test_add_func ("/paper/values/blank-is-absent", test_blank_is_absent);
  g_test_add_func ("/paper/values/is", test_is);
  return g_test_run ();
}
