/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-term.h"

#include "law-fixture.h"
#include "model/yx-law-clock.h"

#define NO_PROBATION { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" }

/* A month and a year from the start, at the ends of months and on 29 February. */
static void
test_delay (void)
{
  const struct { const char *start; const char *signed_on; YxLawDelay delay; } rows[] = {
    { "2026-03-01", "2026-02-01", YX_LAW_IN_TIME }, { "2026-03-01", "2026-03-31", YX_LAW_IN_TIME },
    { "2026-03-01", "2026-04-01", YX_LAW_DOUBLE_PAY }, { "2026-03-01", "2027-02-28", YX_LAW_DOUBLE_PAY },
    { "2026-03-01", "2027-03-01", YX_LAW_DEEMED_OPEN_ENDED }, { "2026-01-31", "2026-02-27", YX_LAW_IN_TIME },
    { "2026-01-31", "2026-02-28", YX_LAW_DOUBLE_PAY }, { "2024-02-29", "2025-02-27", YX_LAW_DOUBLE_PAY },
    { "2024-02-29", "2025-02-28", YX_LAW_DEEMED_OPEN_ENDED }, { "2024-01-31", "2024-02-28", YX_LAW_IN_TIME },
    { "2024-01-31", "2024-02-29", YX_LAW_DOUBLE_PAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_law_delay (law_day (rows[i].start), law_day (rows[i].signed_on)), ==, rows[i].delay);
}

static void
test_double_pay (void)
{
  const struct { const char *signed_on; const char *to; gboolean due; } rows[] = {
    { "2026-03-31", NULL, FALSE }, { "2026-04-01", NULL, FALSE }, { "2026-04-02", "2026-04-01", TRUE },
    { "2027-02-28", "2027-02-27", TRUE }, { "2027-03-01", "2027-02-28", TRUE }, { "2030-01-01", "2027-02-28", TRUE },
  };
  YxDate from;
  YxDate to;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (yx_law_double_pay (law_day ("2026-03-01"), law_day (rows[i].signed_on), &from, &to), ==, rows[i].due);
      g_assert_cmpint (from, ==, law_day ("2026-04-01"));
      g_assert_true (!rows[i].due || to == law_day (rows[i].to));
    }
}

static void
test_delay_findings (void)
{
  const struct { const char *today; const char *expected; } rows[] = {
    { "2026-03-31", "" },
    { "2026-04-01", "L10 employment_start warning; L-filing employment_start warning" },
    { "2027-03-01", "L10 employment_start warning; L-filing employment_start warning" },
  };
  const Change part_time[CHANGES] = { { "use_form", "part_time" }, { "base_unit", "month" }, NO_PROBATION };
  const YxLawFacts late = { .today = law_day ("2026-03-31") };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const YxLawFacts facts = { .today = law_day (rows[i].today) };

      law_expect (NULL, &facts, rows[i].expected);
    }
  law_expect (part_time, &late, "");
}

/* Thirty days, seven days: the last in time and the next. */
static void
test_clocks (void)
{
  const YxLawFacts last = { .today = law_day ("2026-03-31") };
  const Change begun[CHANGES] = { { "employment_start", "2026-03-01" } };
  const YxLawEnd end = yx_law_end (law_day ("2024-02-29"));

  g_assert_cmpint (yx_law_filing_due (YX_FILING_NEW, law_day ("2026-03-01")), ==, law_day ("2026-03-31"));
  g_assert_cmpint (yx_law_filing_due (YX_FILING_RENEWAL, law_day ("2026-03-01")), ==, law_day ("2026-03-31"));
  g_assert_cmpint (yx_law_filing_due (YX_FILING_TERMINATION, law_day ("2026-02-27")), ==, law_day ("2026-03-06"));
  g_assert_cmpint (yx_law_signing_due (law_day ("2026-03-01")), ==, law_day ("2026-03-31"));
  g_assert_cmpint (yx_law_signing_due (law_day ("2026-01-31")), ==, law_day ("2026-02-27"));
  law_expect (begun, &last, "");
  g_assert_cmpint (end.certificate, ==, law_day ("2024-02-29"));
  g_assert_cmpint (end.transfer, ==, law_day ("2024-03-15"));
  g_assert_cmpint (end.keep_until, ==, law_day ("2026-02-28"));
}

#define TERM(kind, from, to, ...) { kind, law_day (from), to == NULL ? YX_DATE_NONE : law_day (to), __VA_ARGS__ }

static void
test_fixed_terms (void)
{
  const YxLawTerm terms[] = {
    TERM (YX_TERM_FIXED, "2007-12-31", "2009-12-30"), TERM (YX_TERM_FIXED, "2009-12-31", "2012-12-30"),
    TERM (YX_TERM_FIXED, "2012-12-31", "2015-12-30", 12, 0), TERM (YX_TERM_TASK, "2016-01-01", NULL),
    TERM (YX_TERM_FIXED, "2017-01-01", "2018-12-31", 11, 1),
  };
  YxDate since = law_day ("2007-12-31");

  g_assert_cmpuint (yx_law_fixed_terms (terms, 0, since, TRUE), ==, 0);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 1, since, TRUE), ==, 0); /* agreed before 2008 */
  g_assert_cmpuint (yx_law_fixed_terms (terms, 2, since, TRUE), ==, 1);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 3, since, FALSE), ==, 2);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 3, since, TRUE), ==, 3); /* an extension of a year */
  g_assert_cmpuint (yx_law_fixed_terms (terms, 3, law_day ("2012-12-30"), FALSE), ==, 2);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 3, law_day ("2012-12-31"), FALSE), ==, 1);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 4, since, TRUE), ==, 0); /* a task breaks the row */
  g_assert_cmpuint (yx_law_fixed_terms (terms, 5, since, FALSE), ==, 1);
  g_assert_cmpuint (yx_law_fixed_terms (terms, 5, since, TRUE), ==, 2); /* renewed without a contract */
}

static void
test_ten_years (void)
{
  g_assert_true (yx_law_ten_years (law_day ("2016-03-01"), law_day ("2026-03-01")));
  g_assert_false (yx_law_ten_years (law_day ("2016-03-01"), law_day ("2026-02-28")));
  g_assert_true (yx_law_ten_years (law_day ("2016-02-29"), law_day ("2026-02-28")));
  g_assert_false (yx_law_ten_years (law_day ("2016-02-29"), law_day ("2026-02-27")));
}

static void
test_open_ended (void)
{
  const YxLawTerm twice[] = { TERM (YX_TERM_FIXED, "2020-03-01", "2023-02-28"), TERM (YX_TERM_FIXED, "2023-03-01", "2026-02-28") };
  const YxLawTerm longer[] = { TERM (YX_TERM_FIXED, "2020-03-01", "2026-02-28", 12, 0) };
  const YxLawTerm shorter[] = { TERM (YX_TERM_FIXED, "2020-03-01", "2026-02-28", 11, 0) };
  const YxLawFacts after_two = { .today = law_day ("2026-02-20"), .terms = twice, .n_terms = 2 };
  const YxLawFacts at_fault = { .today = law_day ("2026-02-20"), .terms = twice, .n_terms = 2, .at_fault = TRUE };
  const YxLawFacts after_one = { .today = law_day ("2026-02-20"), .terms = twice, .n_terms = 1 };
  const YxLawFacts extended = { .today = law_day ("2026-02-20"), .terms = longer, .n_terms = 1 };
  const YxLawFacts not_quite = { .today = law_day ("2026-02-20"), .terms = shorter, .n_terms = 1 };
  const YxLawFacts none = { .today = law_day ("2026-02-20") };
#define RENEWED { "filing_kind", "renewal" }, { "employment_start", "2020-03-01" }, NO_PROBATION
  const struct { Change changes[CHANGES]; const YxLawFacts *facts; const char *expected; } rows[] = {
    { { RENEWED }, &after_two, "L14 worker_asks_fixed error" },
    { { RENEWED, { "worker_asks_fixed", "是" } }, &after_two, "L14 ask_evidence error" },
    { { RENEWED, { "worker_asks_fixed", "是" }, { "ask_evidence", "书面申请" } }, &after_two, "" },
    { { RENEWED, { "worker_asks_fixed", "否" } }, &after_two, "L14 worker_asks_fixed error" },
    { { RENEWED, { "kind", "open_ended" }, { "to", "" } }, &after_two, "" },
    { { RENEWED }, &at_fault, "" },
    { { RENEWED, { "from", "2023-03-01" }, { "to", "2029-02-28" } }, &after_one, "L35 from warning; L-filing from warning" },
    { { RENEWED }, &extended, "L14 worker_asks_fixed warning" },
    { { RENEWED }, &not_quite, "" },
    { { RENEWED, { "employment_start", "2016-03-01" } }, &not_quite, "L14 worker_asks_fixed error" },
    { { RENEWED, { "employment_start", "2016-03-02" } }, &not_quite, "" },
    { { RENEWED, { "merged_from", "2016-03-01" } }, &not_quite, "L14 worker_asks_fixed error" },
    { { RENEWED, { "employment_start", "2016-03-01" } }, &at_fault, "L14 worker_asks_fixed error" },
    { { { "fixed_count", "3" }, NO_PROBATION }, &none, "L14 worker_asks_fixed error" },
    { { { "fixed_count", "2" }, NO_PROBATION }, &none, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      law_expect (rows[i].changes, rows[i].facts, rows[i].expected);
    }
}

static void
test_renewal (void)
{
  const YxLawTerm old[] = { TERM (YX_TERM_FIXED, "2023-03-01", "2026-01-31") };
  const YxLawTerm endless[] = { TERM (YX_TERM_OPEN_ENDED, "2023-03-01", NULL) };
#define AGAIN { "filing_kind", "renewal" }, { "employment_start", "2023-03-01" }, NO_PROBATION
  const struct { Change changes[CHANGES]; const char *today; const char *expected; } rows[] = {
    { { AGAIN, { "from", "2026-02-01" } }, "2026-01-20", "" },
    { { AGAIN, { "from", "2026-01-31" } }, "2026-01-20", "L35 from error" },
    { { AGAIN, { "from", "2026-02-02" } }, "2026-01-20", "L35 from warning" },
    { { AGAIN, { "from", "2026-02-01" } }, "2026-02-28", "" },
    { { AGAIN, { "from", "2026-02-01" } }, "2026-03-01", "L35 from warning" },
    { { AGAIN, { "from", "2026-02-01" } }, "2026-03-04", "L35 from warning; L-filing from warning" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const YxLawFacts facts = { .today = law_day (rows[i].today), .terms = old, .n_terms = 1 };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      law_expect (rows[i].changes, &facts, rows[i].expected);
    }
  law_expect (rows[0].changes, &(YxLawFacts){ .today = law_day ("2026-01-20"), .terms = endless, .n_terms = 1 },
              "L35 filing_kind error");
  g_assert_cmpint (yx_law_renewal_start (law_day ("2024-02-28")), ==, law_day ("2024-02-29"));
}

/* Within one employer; the day before and the day after touch nothing. */
static void
test_overlap (void)
{
  const YxLawTerm running[] = { TERM (YX_TERM_FIXED, "2026-01-01", "2026-12-31") };
  const YxLawTerm endless[] = { TERM (YX_TERM_OPEN_ENDED, "2026-01-01", NULL) };
  const struct { const char *from; const char *to; gboolean fixed; gboolean open; } rows[] = {
    { "2027-01-01", "2027-12-31", FALSE, TRUE }, { "2026-12-31", "2027-12-31", TRUE, TRUE }, { "2025-01-01", "2025-12-31", FALSE, FALSE },
    { "2025-01-01", "2026-01-01", TRUE, TRUE }, { "2025-01-01", NULL, TRUE, TRUE }, { "2027-01-01", NULL, FALSE, TRUE },
    { "2026-05-01", "2026-05-01", TRUE, TRUE },
  };
  const YxLawFacts facts = { .today = law_day ("2026-02-01"), .terms = running, .n_terms = 1 };
  const Change later[CHANGES] = { { "from", "2027-01-01" }, { "employment_start", "2027-01-01" }, NO_PROBATION };
  const Change within[CHANGES] = { { "from", "2026-12-31" }, { "employment_start", "2026-12-31" }, NO_PROBATION };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxDate to = rows[i].to != NULL ? law_day (rows[i].to) : YX_DATE_NONE;

      g_assert_cmpint (yx_law_overlaps (running, law_day (rows[i].from), to), ==, rows[i].fixed);
      g_assert_cmpint (yx_law_overlaps (endless, law_day (rows[i].from), to), ==, rows[i].open);
    }
  law_expect (later, &facts, "");
  law_expect (within, &facts, "L-overlap from error");
}

static void
test_dispatch (void)
{
#define SENT { "use_form", "dispatch" }, { "host_name", "长春示例制造有限公司" }, { "host_uscc", "91350100M000100Y43" }, \
             { "dispatch_from", "2026-03-01" }, { "dispatch_kind", "auxiliary" }
  const LawRow rows[] = {
    { { SENT, { "dispatch_to", "2027-02-28" } }, "" },
    { { SENT }, "L17 dispatch_to error" },
    { { SENT, { "dispatch_to", "2026-02-28" } }, "L17 dispatch_to error" },
    { { SENT, { "dispatch_to", "2026-12-31" }, { "to", "2028-02-29" }, { "prob_to", "2026-04-30" } }, "" },
    { { SENT, { "dispatch_to", "2026-12-31" }, { "to", "2028-02-28" }, { "prob_to", "2026-04-30" } }, "L17 to error" },
    { { SENT, { "dispatch_to", "2026-08-31" }, { "dispatch_kind", "temporary" } }, "" },
    { { SENT, { "dispatch_to", "2026-09-01" }, { "dispatch_kind", "temporary" } }, "L17 dispatch_to error" },
    { { { "use_form", "dispatch" }, { "host_name", "长春示例制造有限公司" }, { "dispatch_from", "2026-03-01" }, { "dispatch_to", "2026-08-31" } },
      "L17 host_uscc error; L17 dispatch_kind error" },
  };
  const YxLawFacts facts = { .today = law_day ("2026-02-01") };

  law_hold (rows, G_N_ELEMENTS (rows), &facts);
}

/* Before the first signature, and what makes it count. */
static void
test_form (void)
{
  const struct { Change changes[CHANGES]; const char *expected; } rows[] = {
    { { { NULL } }, "L-form e_form_consent error; L-form notice_ack error; L-form serve_addr error" },
    { { { "e_form_consent", "否" }, { "notice_ack", "是" }, { "serve_addr", "长春市" } }, "L-form e_form_consent error" },
    { { { "e_form_consent", "是" }, { "notice_ack", "否" }, { "serve_addr", "长春市" } }, "L-form notice_ack error" },
    { { { "e_form_consent", "是" }, { "notice_ack", "是" }, { "serve_addr", "长春市" } }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YxFiling) filing = law_filing (rows[i].changes);
      g_autoptr (GPtrArray) findings = yx_law_check_form (filing);
      g_autofree char *said = law_said (findings);

      g_assert_cmpstr (said, ==, rows[i].expected);
    }
  for (guint bits = 0; bits < 8; bits++)
    g_assert_cmpint (yx_law_effective ((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0), ==, bits == 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/law-term/delay", test_delay);
  g_test_add_func ("/model/law-term/double-pay", test_double_pay);
  g_test_add_func ("/model/law-term/delay-findings", test_delay_findings);
  g_test_add_func ("/model/law-term/clocks", test_clocks);
  g_test_add_func ("/model/law-term/fixed-terms", test_fixed_terms);
  g_test_add_func ("/model/law-term/ten-years", test_ten_years);
  g_test_add_func ("/model/law-term/open-ended", test_open_ended);
  g_test_add_func ("/model/law-term/renewal", test_renewal);
  g_test_add_func ("/model/law-term/overlap", test_overlap);
  g_test_add_func ("/model/law-term/dispatch", test_dispatch);
  g_test_add_func ("/model/law-term/form", test_form);
  return g_test_run ();
}
