/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-values.h"

#include "paper/yx-test-facts.h"

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
  g_test_add_func ("/paper/values/record", test_record);
  g_test_add_func ("/paper/values/first-wins", test_first_wins);
  g_test_add_func ("/paper/values/blank-is-absent", test_blank_is_absent);
  g_test_add_func ("/paper/values/is", test_is);
  return g_test_run ();
}
