/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "law-fixture.h"
#include "model/yx-law-agreed.h"

#define NO_PROBATION { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" }

static const YxLawFacts FACTS = { .today = 20000 };

/* L20: error below both marks, warning below one, error below the minimum wage always. */
static void
test_probation_pay (void)
{
  const struct { const char *pay; gint64 post; gint64 minimum; const char *expected; } rows[] = {
    { "6400", 0, 0, "" },
    { "6399.99", 0, 0, "L20 prob_pay error" },
    { "6399.99", 700000, 0, "L20 prob_pay warning" },
    { "5600", 700000, 0, "L20 prob_pay warning" },
    { "5599.99", 700000, 0, "L20 prob_pay error" },
    { "6400", 800000, 0, "" },
    { "6400", 800001, 0, "L20 prob_pay warning" },
    { "6400", 0, 640000, "" },
    { "6400", 0, 640001, "L20 prob_pay error" },
    { "6399", 0, 640000, "L20 prob_pay error; L20 prob_pay error" },
    { "6399", 700000, 640000, "L20 prob_pay error; L20 prob_pay warning" },
  };
  const Change own[CHANGES] = { { "prob_pay", "5600" }, { "same_post_min", "7000" } };
  const YxLawFacts other = { .today = 20000, .same_post_min = 790000 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Change changes[CHANGES] = { { "prob_pay", rows[i].pay } };
      const YxLawFacts facts = { .today = 20000, .same_post_min = rows[i].post, .minimum_monthly = rows[i].minimum };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      law_expect (changes, &facts, rows[i].expected);
    }
  law_expect (own, &other, "L20 prob_pay warning");
}

static void
test_minimum_wage (void)
{
  const LawRow rows[] = {
    { { { "base", "2100" }, NO_PROBATION }, "" },
    { { { "base", "2099.99" }, NO_PROBATION }, "L20 base error" },
    { { { "base", "96.56" }, { "base_unit", "day" }, NO_PROBATION }, "" },
    { { { "base", "96.55" }, { "base_unit", "day" }, NO_PROBATION }, "L20 base error" },
    { { { "base", "12.07" }, { "base_unit", "hour" }, NO_PROBATION }, "" },
    { { { "base", "12.06" }, { "base_unit", "hour" }, NO_PROBATION }, "L20 base error" },
    { { { "use_form", "part_time" }, { "base", "21" }, { "base_unit", "hour" }, NO_PROBATION }, "" },
    { { { "use_form", "part_time" }, { "base", "20.99" }, { "base_unit", "hour" }, NO_PROBATION }, "L20 base error" },
    { { { "use_form", "part_time" }, { "base", "21" }, NO_PROBATION }, "L20 base_unit error" },
    { { { "use_form", "part_time" }, { "base", "300" }, { "base_unit", "day" }, { "cycle", "half_month" }, NO_PROBATION }, "" },
    { { { "use_form", "part_time" }, { "base", "30" }, { "base_unit", "hour" }, { "cycle", "month" }, NO_PROBATION }, "L20 cycle error" },
  };
  const YxLawFacts facts = { .today = 20000, .minimum_monthly = 210000, .minimum_hourly = 2100 };
  const Change little[CHANGES] = { { "base", "0.01" }, NO_PROBATION };

  law_hold (rows, G_N_ELEMENTS (rows), &facts);
  law_expect (little, &FACTS, ""); /* no minimum known */
}

static void
test_limit_is_told (void)
{
  const Change changes[CHANGES] = { { "base", "2000" }, NO_PROBATION };
  const YxLawFacts facts = { .today = 20000, .minimum_monthly = 210000 };
  g_autoptr (YxFiling) filing = law_filing (changes);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &facts);
  const YxFinding *finding = yx_law_first_error (findings);

  g_assert_cmpint (finding->limit, ==, 210000);
  g_assert_cmpstr (finding->article, ==, "劳动法第四十八条");
}

static void
test_hours (void)
{
#define PERMIT { "hours_permit", "长人社许〔2026〕1号" }, { "hours_permit_to", "2026-03-01" }
#define PART { "use_form", "part_time" }, { "base_unit", "hour" }, NO_PROBATION
  const LawRow rows[] = {
    { { { "day_h", "8" }, { "week_h", "40" } }, "" },
    { { { "day_h", "9" }, { "week_h", "40" } }, "L-hours day_h error" },
    { { { "day_h", "8" }, { "week_h", "41" } }, "L-hours week_h warning" },
    { { { "day_h", "8" }, { "week_h", "48" } }, "L-hours week_h warning" },
    { { { "day_h", "8" }, { "week_h", "49" } }, "L-hours week_h error" },
    { { { "day_h", "6" }, { "week_h", "37" } }, "L-hours week_h error" },
    { { { "hours", "flexible" }, PERMIT }, "" },
    { { { "hours", "flexible" } }, "L-hours hours_permit error; L-hours hours_permit_to error" },
    { { { "hours", "flexible" }, { "hours_permit", "1号" } }, "L-hours hours_permit_to error" },
    { { { "hours", "flexible" }, { "hours_permit", "1号" }, { "hours_permit_to", "2026-02-28" } }, "L-hours hours_permit_to error" },
    { { { "hours", "comprehensive" }, PERMIT }, "L-hours calc_period error" },
    { { { "hours", "comprehensive" }, PERMIT, { "calc_period", "季" }, { "day_h", "12" }, { "week_h", "60" } }, "" },
    { { PART, { "day_h", "4" }, { "week_h", "24" } }, "" },
    { { PART, { "day_h", "5" }, { "week_h", "24" } }, "L-hours day_h error" },
    { { PART, { "day_h", "4" }, { "week_h", "25" } }, "L-hours week_h error" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_insurance (void)
{
  const LawRow rows[] = {
    { { { "si", "否" } }, "L-si si error" },
    { { { "si_pension", "否" } }, "L-si si_pension error" },
    { { { "si_medical", "否" }, { "si_unemployment", "否" } }, "L-si si_medical error; L-si si_unemployment error" },
    { { { "si_injury", "否" } }, "L-si si_injury error" },
    { { { "si_pension", "是" }, { "si_medical", "是" }, { "si_unemployment", "是" }, { "si_injury", "是" } }, "" },
    { { PART, { "si", "是" } }, "" },
    { { PART, { "si", "否" } }, "L-si si_injury error" },
    { { PART, { "si", "否" }, { "si_injury", "是" } }, "" },
    { { PART, { "si_injury", "否" } }, "L-si si_injury error" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_training (void)
{
#define TRAIN { "train", "是" }, { "train_what", "数控培训" }, { "train_cost", "10000" }, { "serve_from", "2026-03-01" }
  const LawRow rows[] = {
    { { TRAIN, { "serve_to", "2029-02-28" }, { "train_penalty", "10000" } }, "" },
    { { TRAIN, { "serve_to", "2029-02-28" }, { "train_penalty", "10000.01" } }, "L25 train_penalty error" },
    { { TRAIN, { "serve_to", "2029-03-01" } }, "L25 serve_to warning" },
    { { TRAIN, { "serve_to", "2026-02-28" } }, "L25 serve_to error" },
    { { TRAIN }, "L25 serve_to error" },
    { { { "train", "是" } }, "L25 train_what error; L25 train_cost error; L25 serve_from error; L25 serve_to error" },
    { { { "train_penalty", "1" } }, "L25 train_penalty error" },
    { { { "train", "否" }, { "train_penalty", "1" } }, "L25 train_penalty error" },
    { { { "other", "迟到一次支付违约金50元" } }, "L25 other warning" },
    { { { "other", "试用期满后调薪" } }, "" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_training_share (void)
{
  const struct { gint64 cost; const char *left; gint64 share; } rows[] = {
    { 3650000, "2026-12-31", 0 }, { 3650000, "2026-12-30", 10000 }, { 3650000, "2025-12-31", 3650000 }, { 3650000, "2025-01-01", 3650000 },
    { 3650000, "2026-07-01", 1830000 }, { 100, "2026-12-30", 0 }, { 3650000, "2027-05-01", 0 },
    { G_GINT64_CONSTANT (100000000000), "2026-12-30", 273972602 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_law_training_share (rows[i].cost, law_day ("2026-01-01"), law_day ("2026-12-31"), law_day (rows[i].left)), ==,
                     rows[i].share);
  g_assert_cmpint (yx_law_training_share (100, law_day ("2026-01-02"), law_day ("2026-01-01"), law_day ("2026-01-01")), ==, 0);
  g_assert_cmpint (yx_law_term_with_service (law_day ("2026-12-31"), law_day ("2027-03-31")), ==, law_day ("2027-03-31"));
  g_assert_cmpint (yx_law_term_with_service (law_day ("2026-12-31"), law_day ("2026-03-31")), ==, law_day ("2026-12-31"));
  g_assert_cmpint (yx_law_term_with_service (YX_DATE_NONE, law_day ("2026-03-31")), ==, YX_DATE_NONE);
}

static void
test_non_compete (void)
{
#define NC { "nc", "是" }, { "nc_role", "manager" }, { "nc_scope", "同类软件" }, { "nc_area", "吉林省" }
  const LawRow rows[] = {
    { { NC, { "nc_months", "24" }, { "nc_pay", "2400" }, { "nc_penalty", "50000" } }, "" },
    { { NC, { "nc_months", "25" }, { "nc_pay", "2400" } }, "L25 nc_months error" },
    { { NC, { "nc_months", "24" }, { "nc_pay", "2399.99" } }, "L25 nc_pay warning" },
    { { NC, { "nc_months", "24" }, { "nc_pay", "0" } }, "L25 nc_pay error" },
    { { NC, { "nc_months", "24" } }, "L25 nc_pay error" },
    { { NC, { "nc_pay", "2400" } }, "L25 nc_months error" },
    { { { "nc", "是" } }, "L25 nc_role error; L25 nc_months error; L25 nc_scope error; L25 nc_area error; L25 nc_pay error" },
    { { { "nc_penalty", "1" } }, "L25 nc_penalty error" },
  };
  const Change paid[CHANGES] = { NC, { "nc_months", "12" }, { "nc_pay", "3000" } };
  const struct { gint64 average; gint64 minimum; const char *expected; } facts[] = {
    { 1000000, 0, "" }, { 1000001, 0, "L25 nc_pay warning" }, { 0, 300000, "" }, { 0, 300001, "L25 nc_pay warning" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    law_expect (paid, &(YxLawFacts){ .today = 20000, .average_pay = facts[i].average, .minimum_monthly = facts[i].minimum },
                facts[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/law-pay/probation", test_probation_pay);
  g_test_add_func ("/model/law-pay/minimum-wage", test_minimum_wage);
  g_test_add_func ("/model/law-pay/limit", test_limit_is_told);
  g_test_add_func ("/model/law-pay/hours", test_hours);
  g_test_add_func ("/model/law-pay/insurance", test_insurance);
  g_test_add_func ("/model/law-pay/training", test_training);
  g_test_add_func ("/model/law-pay/training-share", test_training_share);
  g_test_add_func ("/model/law-pay/non-compete", test_non_compete);
  return g_test_run ();
}
