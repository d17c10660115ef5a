/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law.h"

typedef struct
{
  const char *field;
  const char *value;
} Change;

static const Change SOUND[] = {
  { "w_name", "李想" }, { "w_doc_type", "resident_id" }, { "w_doc_no", "11010519491231002X" }, { "w_phone", "13800138000" },
  { "w_home", "长春市朝阳区人民大街1号" }, { "post", "研发工程师" }, { "work_place", "吉林省长春市" }, { "kind", "fixed" },
  { "from", "2026-03-01" }, { "to", "2029-02-28" }, { "employment_start", "2026-03-01" }, { "prob_from", "2026-03-01" },
  { "prob_to", "2026-08-31" }, { "hours", "standard" }, { "base", "8000" }, { "prob_pay", "6400" }, { "pay_day", "10" }, { "si", "是" },
};

static YxFiling *
filing_with (const Change *changes, gsize n)
{
  YxFiling *filing = yx_filing_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (SOUND); i++)
    g_assert_true (yx_record_set_typed (filing, SOUND[i].field, SOUND[i].value, NULL));
  for (gsize i = 0; i < n && changes[i].field != NULL; i++)
    g_assert_true (yx_record_set_typed (filing, changes[i].field, changes[i].value, NULL));
  return filing;
}

static const YxLawFacts FACTS = { .today = 20000 };

static const YxFinding *
only_finding (GPtrArray *findings)
{
  g_assert_cmpuint (findings->len, ==, 1);
  return findings->pdata[0];
}

static void
test_sound (void)
{
  g_autoptr (YxFiling) filing = filing_with (NULL, 0);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_null (yx_law_first_error (findings));
}

/* law.md L19's own examples. */
static void
test_probation_months (void)
{
  const struct { const char *kind; const char *from; const char *to; int months; } rows[] = {
    { "fixed", "2026-03-01", "2029-02-28", 6 }, { "fixed", "2026-03-01", "2029-02-27", 2 }, { "fixed", "2026-01-01", "2026-12-31", 2 },
    { "fixed", "2026-01-01", "2026-12-30", 1 }, { "fixed", "2026-03-01", "2026-05-31", 1 }, { "fixed", "2026-03-01", "2026-05-30", 0 },
    { "open_ended", "2026-03-01", "", 6 }, { "task", "2026-03-01", "", 0 }, { "fixed", "2026-03-01", "", 0 }, { "fixed", "", "2026-05-31", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Change changes[] = { { "kind", rows[i].kind }, { "from", rows[i].from }, { "to", rows[i].to } };
      g_autoptr (YxFiling) filing = filing_with (changes, 3);

      g_assert_cmpint (yx_law_probation_months (filing), ==, rows[i].months);
    }
}

static void
test_part_time_has_no_probation (void)
{
  const Change changes[] = { { "use_form", "part_time" }, { "si", "否" } };
  g_autoptr (YxFiling) filing = filing_with (changes, 2);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpint (yx_law_probation_months (filing), ==, 0);
  g_assert_cmpstr (only_finding (findings)->field, ==, "prob_from");
}

static void
test_findings (void)
{
  const struct { Change changes[4]; const char *rule; const char *field; YxSeverity severity; } rows[] = {
    { { { "prob_to", "2026-09-01" } }, "L19", "prob_to", YX_FINDING_ERROR },
    { { { "to", "2029-02-27" } }, "L19", "prob_to", YX_FINDING_ERROR },
    { { { "prob_from", "2026-02-28" }, { "prob_to", "2026-08-27" } }, "L19", "prob_from", YX_FINDING_ERROR },
    { { { "prob_from", "2026-09-01" } }, "L19", "prob_to", YX_FINDING_ERROR },
    { { { "prob_to", "" } }, "L19", "prob_to", YX_FINDING_ERROR },
    { { { "prob_from", "" } }, "L19", "prob_from", YX_FINDING_ERROR },
    { { { "prob_from", "" }, { "prob_to", "" } }, "L19", "prob_pay", YX_FINDING_WARNING },
    { { { "to", "2026-03-31" }, { "prob_to", "2026-03-31" } }, "L19", "prob_from", YX_FINDING_ERROR },
    { { { "prob_pay", "6399.99" } }, "L20", "prob_pay", YX_FINDING_ERROR },
    { { { "w_doc_no", "110105194912310021" } }, "L17", "w_doc_no", YX_FINDING_ERROR },
    { { { "kind", "open_ended" } }, "L17", "to", YX_FINDING_ERROR },
    { { { "kind", "fixed" }, { "to", "" }, { "prob_from", "" }, { "prob_to", "" } }, "L17", "to", YX_FINDING_ERROR },
    { { { "kind", "task" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } }, "L17", "task", YX_FINDING_ERROR },
    { { { "work_place", "" } }, "L17", "work_place", YX_FINDING_ERROR },
    { { { "pay_day", "" } }, "L17", "pay_day", YX_FINDING_ERROR },
    { { { "si", "否" } }, "L-si", "si", YX_FINDING_ERROR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YxFiling) filing = filing_with (rows[i].changes, 4);
      g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);
      const YxFinding *finding = findings->pdata[0];

      if (findings->len == 0)
        g_error ("row %zu found nothing", i);
      g_assert_cmpstr (finding->rule, ==, rows[i].rule);
      g_assert_cmpstr (finding->field, ==, rows[i].field);
      g_assert_cmpint (finding->severity, ==, rows[i].severity);
      g_assert_true (g_str_has_prefix (finding->article, "劳动"));
    }
}

static void
test_whole_term_is_no_probation (void)
{
  const Change changes[] = { { "to", "2026-05-31" }, { "prob_to", "2026-05-31" } };
  g_autoptr (YxFiling) filing = filing_with (changes, 2);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);
  gboolean whole = FALSE;

  for (guint i = 0; i < findings->len; i++)
    whole |= g_strrstr (((YxFinding *) findings->pdata[i])->message, "whole term") != NULL;
  g_assert_true (whole);
}

static void
test_ends_before_it_begins (void)
{
  const Change changes[] = { { "to", "2026-02-01" }, { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" } };
  g_autoptr (YxFiling) filing = filing_with (changes, 4);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  g_assert_cmpstr (only_finding (findings)->field, ==, "to");
}

static void
test_probation_once (void)
{
  g_autoptr (YxFiling) filing = filing_with (NULL, 0);
  const Change renewal[] = { { "filing_kind", "renewal" } };
  g_autoptr (YxFiling) renewed = filing_with (renewal, 1);
  const YxLawFacts again = { .today = 20000, .rehire = TRUE };
  g_autoptr (GPtrArray) rehired = yx_law_check (filing, &again);
  g_autoptr (GPtrArray) findings = yx_law_check (renewed, &FACTS);

  g_assert_cmpstr (only_finding (rehired)->rule, ==, "L19");
  g_assert_cmpstr (only_finding (findings)->rule, ==, "L19");
}

/* L20: error below both marks, warning below one, error below the minimum wage always. */
static void
test_probation_pay (void)
{
  const struct { const char *pay; gint64 post; gint64 minimum; guint n; YxSeverity severity; } rows[] = {
    { "6400", 0, 0, 0, 0 }, { "6399.99", 0, 0, 1, YX_FINDING_ERROR }, { "6399", 700000, 0, 1, YX_FINDING_WARNING },
    { "5599", 700000, 0, 1, YX_FINDING_ERROR }, { "6400", 900000, 0, 1, YX_FINDING_WARNING }, { "6400", 0, 640001, 1, YX_FINDING_ERROR },
    { "6400", 0, 640000, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Change changes[] = { { "prob_pay", rows[i].pay } };
      const YxLawFacts facts = { .today = 20000, .same_post_min = rows[i].post, .minimum_monthly = rows[i].minimum };
      g_autoptr (YxFiling) filing = filing_with (changes, 1);
      g_autoptr (GPtrArray) findings = yx_law_check (filing, &facts);

      g_assert_cmpuint (findings->len, ==, rows[i].n);
      if (rows[i].n > 0)
        g_assert_cmpint (only_finding (findings)->severity, ==, rows[i].severity);
    }
}

static void
test_minimum_wage (void)
{
  const Change changes[] = { { "base", "1999.99" }, { "prob_pay", "" } };
  const YxLawFacts facts = { .today = 20000, .minimum_monthly = 200000 };
  g_autoptr (YxFiling) filing = filing_with (changes, 2);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &facts);

  g_assert_cmpstr (only_finding (findings)->field, ==, "base");
  g_assert_cmpint (only_finding (findings)->limit, ==, 200000);
  g_assert_nonnull (yx_law_first_error (findings));
}

/* 110105 20100301 001? is 16 on 2026-03-01 and not a day earlier. */
static void
test_age (void)
{
  const struct { const char *number; const char *start; guint n; YxSeverity severity; } rows[] = {
    { "110105201003010014", "2026-03-01", 1, YX_FINDING_WARNING }, { "110105201003010014", "2026-02-28", 1, YX_FINDING_ERROR },
    { "110105200803010018", "2026-03-01", 0, 0 }, { "110105200803010018", "2026-02-28", 1, YX_FINDING_WARNING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Change changes[] = { { "w_doc_no", rows[i].number }, { "employment_start", rows[i].start } };
      g_autoptr (YxFiling) filing = filing_with (changes, 2);
      g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

      g_assert_cmpuint (findings->len, ==, rows[i].n);
      if (rows[i].n > 0)
        g_assert_cmpstr (only_finding (findings)->rule, ==, "L-age");
      if (rows[i].n > 0)
        g_assert_cmpint (only_finding (findings)->severity, ==, rows[i].severity);
    }
}

static void
test_leap_birthday (void)
{
  YxDate birth = yx_date_new (2008, 2, 29);

  g_assert_cmpint (yx_law_age (birth, yx_date_new (2026, 2, 27)), ==, 17);
  g_assert_cmpint (yx_law_age (birth, yx_date_new (2026, 2, 28)), ==, 18);
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
      g_assert_true (yx_record_type_find (&yx_filing_type, *field) != NULL
                     || yx_record_type_find (&yx_enterprise_type, *field) != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/law/sound", test_sound);
  g_test_add_func ("/model/law/probation-months", test_probation_months);
  g_test_add_func ("/model/law/part-time", test_part_time_has_no_probation);
  g_test_add_func ("/model/law/findings", test_findings);
  g_test_add_func ("/model/law/whole-term", test_whole_term_is_no_probation);
  g_test_add_func ("/model/law/ends-before-it-begins", test_ends_before_it_begins);
  g_test_add_func ("/model/law/probation-once", test_probation_once);
  g_test_add_func ("/model/law/probation-pay", test_probation_pay);
  g_test_add_func ("/model/law/minimum-wage", test_minimum_wage);
  g_test_add_func ("/model/law/age", test_age);
  g_test_add_func ("/model/law/leap-birthday", test_leap_birthday);
  g_test_add_func ("/model/law/empty-form", test_empty_form);
  g_test_add_func ("/model/law/items", test_items_name_real_fields);
  return g_test_run ();
}
