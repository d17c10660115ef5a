/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "law-fixture.h"

#include <string.h>

#include "model/yx-law-age.h"
#include "model/yx-law-probation.h"

static const YxLawFacts FACTS = { .today = 20000 };

static void
test_sound (void)
{
  g_autoptr (YxFiling) filing = law_filing (NULL);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_null (yx_law_first_error (findings));
  g_assert_false (yx_law_needs_officer (findings));
}

/* law.md L19's own examples, leap years and ends of months. */
static void
test_probation_months (void)
{
  const struct { const char *kind; const char *from; const char *to; int months; } rows[] = {
    { "fixed", "2026-03-01", "2029-02-28", 6 }, { "fixed", "2026-03-01", "2029-02-27", 2 }, { "fixed", "2026-01-01", "2026-12-31", 2 },
    { "fixed", "2026-01-01", "2026-12-30", 1 }, { "fixed", "2026-03-01", "2026-05-31", 1 }, { "fixed", "2026-03-01", "2026-05-30", 0 },
    { "fixed", "2024-02-29", "2025-02-27", 2 }, { "fixed", "2024-02-29", "2025-02-26", 1 }, { "fixed", "2024-02-29", "2027-02-27", 6 },
    { "fixed", "2024-02-29", "2027-02-26", 2 }, { "fixed", "2025-11-30", "2026-02-27", 1 }, { "fixed", "2025-11-30", "2026-02-26", 0 },
    { "fixed", "2025-03-01", "2028-02-29", 6 }, { "fixed", "2025-03-01", "2028-02-28", 2 }, { "fixed", "2026-01-31", "2026-04-29", 1 },
    { "fixed", "2026-01-31", "2026-04-28", 0 }, { "open_ended", "2026-03-01", "", 6 }, { "task", "2026-03-01", "", 0 },
    { "task", "2026-03-01", "2030-03-01", 0 }, { "fixed", "2026-03-01", "", 0 }, { "fixed", "", "2026-05-31", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Change changes[CHANGES] = { { "kind", rows[i].kind }, { "from", rows[i].from }, { "to", rows[i].to } };
      g_autoptr (YxFiling) filing = law_filing (changes);

      g_test_message ("%s to %s", rows[i].from, rows[i].to);
      g_assert_cmpint (yx_law_probation_months (filing), ==, rows[i].months);
    }
}

/* Length and place of a probation: the last day allowed and the next. */
static void
test_probation (void)
{
  const LawRow rows[] = {
    { { { "prob_to", "2026-09-01" } }, "L19 prob_to error" },
    { { { "to", "2029-02-27" }, { "prob_to", "2026-04-30" } }, "" },
    { { { "to", "2029-02-27" }, { "prob_to", "2026-05-01" } }, "L19 prob_to error" },
    { { { "to", "2026-06-30" }, { "prob_to", "2026-03-31" } }, "" },
    { { { "to", "2026-06-30" }, { "prob_to", "2026-04-01" } }, "L19 prob_to error" },
    { { { "prob_from", "2026-08-31" }, { "prob_to", "2027-02-27" } }, "" },
    { { { "prob_from", "2026-08-31" }, { "prob_to", "2027-02-28" } }, "L19 prob_to error" },
    { { { "prob_from", "2026-02-28" }, { "prob_to", "2026-08-27" } }, "L19 prob_from error" },
    { { { "prob_from", "2029-02-01" }, { "prob_to", "2029-03-01" } }, "L19 prob_from error" },
    { { { "prob_from", "2026-09-01" } }, "L19 prob_to error" },
    { { { "prob_to", "" } }, "L19 prob_to error" },
    { { { "prob_from", "" } }, "L19 prob_from error" },
    { { { "prob_from", "" }, { "prob_to", "" } }, "L19 prob_pay warning" },
    { { { "to", "2026-05-31" }, { "prob_to", "2026-05-31" } }, "L19 prob_to error; L19 prob_to error" },
    { { { "to", "2026-05-30" }, { "prob_to", "2026-03-31" } }, "L19 prob_from error" },
    { { { "kind", "task" }, { "to", "" }, { "task", "展会搭建" }, { "task_done", "展会闭幕" } }, "L19 prob_from error" },
    { { { "kind", "open_ended" }, { "to", "" } }, "" },
    { { { "kind", "open_ended" }, { "to", "" }, { "prob_to", "2026-09-01" } }, "L19 prob_to error" },
    { { { "prob", "否" } }, "L19 prob error" },
    { { { "prob", "是" } }, "" },
    { { { "prob", "是" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "L19 prob error" },
    { { { "use_form", "part_time" }, { "base_unit", "month" } }, "L19 prob_from error" },
    { { { "filing_kind", "renewal" } }, "L35 filing_kind error; L19 prob_from error" },
  };
  const YxLawFacts again = { .today = 20000, .rehire = TRUE };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
  law_expect (NULL, &again, "L19 prob_from error");
}

/* Part-time work names its own article. */
static void
test_probation_articles (void)
{
  const Change changes[CHANGES] = { { "use_form", "part_time" }, { "base_unit", "month" } };
  g_autoptr (YxFiling) filing = law_filing (changes);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpstr (yx_law_first_error (findings)->article, ==, "劳动合同法第七十条");
}

static void
test_items (void)
{
  const LawRow rows[] = {
    { { { "work_place", "" } }, "L17 work_place error" },
    { { { "pay_day", "" } }, "L17 pay_day error" },
    { { { "hours", "" } }, "L17 hours error" },
    { { { "si", "" } }, "L17 si error" },
    { { { "base", "" }, { "prob_pay", "" } }, "L17 base error" },
    { { { "pay_form", "piece" }, { "base", "" }, { "prob_pay", "" } }, "L17 piece error" },
    { { { "pay_form", "piece" }, { "base", "" }, { "prob_pay", "" }, { "piece", "外壳|件|1.2" } }, "" },
    { { { "pay_form", "other" }, { "base", "" }, { "prob_pay", "" } }, "L17 pay_other error" },
    { { { "pay_form", "other" }, { "base", "" }, { "prob_pay", "" }, { "pay_other", "年薪，按月预付" } }, "" },
    { { { "work_place", "吉林省" } }, "L17 work_place warning" },
    { { { "work_place", "吉林" } }, "L17 work_place warning" },
    { { { "work_place", "吉林省长春市" } }, "" },
    { { { "u_agent", "王经办" } }, "L17 u_agent_auth error" },
    { { { "u_agent", "王经办" }, { "u_agent_auth", "法定代表人书面委托" } }, "" },
    { { { "hazard", "是" } }, "L17 hazards error" },
    { { { "hazard", "是" }, { "hazards", "噪声" } }, "" },
    { { { "w_doc_no", "110105194912310021" } }, "L17 w_doc_no error" },
    { { { "w_doc_to", "2024-10-03" } }, "L17 w_doc_to warning" },
    { { { "w_doc_to", "2024-10-04" } }, "" },
    { { { "w_birth", "1990-03-08" } }, "L17 w_birth error" },
    { { { "w_birth", "1990-03-07" }, { "w_sex", "男" } }, "" },
    { { { "w_sex", "女" } }, "L17 w_sex error" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_term (void)
{
  const LawRow rows[] = {
    { { { "kind", "open_ended" } }, "L17 to error" },
    { { { "to", "" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "L17 to error" },
    { { { "kind", "task" }, { "to", "" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "L17 task error; L17 task_done warning" },
    { { { "to", "2026-02-28" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "L17 to error" },
    { { { "to", "2026-03-01" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_leap_birthday (void)
{
  YxDate birth = yx_date_new (2008, 2, 29);

  g_assert_cmpint (yx_law_age (birth, yx_date_new (2026, 2, 27)), ==, 17);
  g_assert_cmpint (yx_law_age (birth, yx_date_new (2026, 2, 28)), ==, 18);
  g_assert_cmpint (yx_law_age (birth, yx_date_new (2024, 2, 28)), ==, 15);
  g_assert_cmpint (yx_law_age (birth, yx_date_new (2024, 2, 29)), ==, 16);
}

static void
test_empty_form (void)
{
  g_autoptr (YxFiling) filing = yx_filing_new ();
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpuint (findings->len, >=, 10);
  g_assert_cmpstr (yx_law_first_error (findings)->rule, ==, "L17");
}

static void
test_items_name_real_fields (void)
{
  for (gsize i = 0; i < YX_LAW_ITEMS; i++)
    for (const char *const *field = yx_law_items[i].fields; *field != NULL; field++)
      g_assert_nonnull (yx_record_type_find (&yx_filing_type, *field));
}

/* Each rule from its first day on and not before. */
static void
test_effective_dates (void)
{
  const struct { const char *rule; const char *since; } rows[] = {
    { "L10", "2008-01-01" }, { "L14", "2008-01-01" }, { "L17", "2008-01-01" }, { "L19", "2008-01-01" }, { "L20", "2008-01-01" },
    { "L25", "2008-01-01" }, { "L35", "2008-01-01" }, { "L50", "2008-01-01" }, { "L-overlap", "2008-01-01" },
    { "L-age", "1995-01-01" }, { "L-hours", "1995-05-01" }, { "L-si", "2011-07-01" }, { "L-filing", "2007-01-01" },
    { "L-form", "2021-07-01" }, { "L-retire", "1978-06-02" },
  };
  const Change changes[CHANGES] = { { "w_doc_no", "22010219761231001X" }, { "from", "2007-12-31" }, { "to", "2010-12-30" }, { "prob_from", "2007-12-31" },
                                    { "prob_to", "2010-12-30" }, { "employment_start", "2007-12-31" } };
  const YxLawFacts before = { .today = law_day ("2007-12-31") };
  const YxLawFacts after = { .today = law_day ("2008-01-01") };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (yx_law_in_force (rows[i].rule, law_day (rows[i].since)));
      g_assert_false (yx_law_in_force (rows[i].rule, law_day (rows[i].since) - 1));
    }
  g_assert_false (yx_law_in_force ("L99", law_day ("2026-01-01")));
  law_expect (changes, &before, "");
  law_expect (changes, &after, "L19 prob_to error; L19 prob_to error");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/law/sound", test_sound);
  g_test_add_func ("/model/law/probation-months", test_probation_months);
  g_test_add_func ("/model/law/probation", test_probation);
  g_test_add_func ("/model/law/probation-articles", test_probation_articles);
  g_test_add_func ("/model/law/items", test_items);
  g_test_add_func ("/model/law/term", test_term);
  g_test_add_func ("/model/law/leap-birthday", test_leap_birthday);
  g_test_add_func ("/model/law/empty-form", test_empty_form);
  g_test_add_func ("/model/law/item-fields", test_items_name_real_fields);
  g_test_add_func ("/model/law/effective-dates", test_effective_dates);
  return g_test_run ();
}
