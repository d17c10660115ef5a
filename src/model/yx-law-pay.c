/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "model/yx-law-private.h"

/* 21.75 paid days and 174 paid hours a month (劳社部发〔2008〕3号). */
#define HUNDREDTH_DAYS_A_MONTH 2175
#define HOURS_A_MONTH 174

static YxPayUnit
unit_of (const YxFiling *filing)
{
  return yx_record_has (filing, "base_unit") ? (YxPayUnit) filing->base_unit : YX_PAY_UNIT_MONTH;
}

/* What an amount in the filing's unit makes a month of full-time work. */
static gint64
a_month (const YxFiling *filing, gint64 amount)
{
  switch (unit_of (filing))
    {
    case YX_PAY_UNIT_DAY:
      return amount * HUNDREDTH_DAYS_A_MONTH / 100;
    case YX_PAY_UNIT_HOUR:
      return amount * HOURS_A_MONTH;
    case YX_PAY_UNIT_MONTH:
    default:
      return amount;
    }
}

/* Whether an amount is below the minimum wage that goes with the form of employment (IR 14: where the work is done). */
static gboolean
below_minimum (const YxFiling *filing, const YxLawFacts *facts, gint64 amount, gint64 *minimum)
{
  gboolean part_time = yx_law_part_time (filing);

  *minimum = part_time ? facts->minimum_hourly : facts->minimum_monthly;
  if (*minimum == 0)
    return FALSE;
  if (part_time)
    return unit_of (filing) == YX_PAY_UNIT_HOUR && amount < *minimum;
  return a_month (filing, amount) < *minimum;
}

static void
check_part_time (const YxFiling *filing, GPtrArray *findings)
{
  if (yx_record_has (filing, "base") && !yx_record_has (filing, "base_unit"))
    yx_law_find (findings, YX_FINDING_ERROR, "L20", "劳动合同法第七十二条", "base_unit",
                 N_ ("Part-time pay needs its unit: hour, day or month"), 0);
  if (yx_record_has (filing, "cycle") && filing->cycle == YX_CYCLE_MONTH)
    yx_law_find (findings, YX_FINDING_ERROR, "L20", "劳动合同法第七十二条", "cycle",
                 N_ ("Part-time work is paid every 15 days at least"), 15);
}

static void
check_probation_pay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const char *article = "劳动合同法第二十条";
  gint64 post = yx_record_has (filing, "same_post_min") ? filing->same_post_min : facts->same_post_min;
  gboolean below_agreed = filing->prob_pay * 10 < filing->base * 8;
  gboolean below_post = post > 0 && a_month (filing, filing->prob_pay) * 10 < post * 8;
  gint64 minimum;

  if (below_minimum (filing, facts, filing->prob_pay, &minimum))
    yx_law_find (findings, YX_FINDING_ERROR, "L20", article, "prob_pay", N_ ("The pay is below the local minimum wage"), minimum);
  if (below_agreed && (post == 0 || below_post))
    yx_law_find (findings, YX_FINDING_ERROR, "L20", article, "prob_pay",
                 N_ ("Probation pay must be at least 80 per cent of the agreed pay or of the post's lowest"), filing->base * 8 / 10);
  else if (below_agreed || below_post)
    yx_law_find (findings, YX_FINDING_WARNING, "L20", article, "prob_pay",
                 N_ ("Probation pay is below 80 per cent of the agreed pay or of the post's lowest"), filing->base * 8 / 10);
}

/* L20: articles 20 and 72, 劳动法 48, IR 14 and 15. */
void
yx_law_check_pay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  gint64 minimum;

  if (yx_law_part_time (filing))
    check_part_time (filing, findings);
  if (!yx_record_has (filing, "base"))
    return;
  if (below_minimum (filing, facts, filing->base, &minimum))
    yx_law_find (findings, YX_FINDING_ERROR, "L20", yx_law_part_time (filing) ? "劳动合同法第七十二条" : "劳动法第四十八条", "base",
                 N_ ("The pay is below the local minimum wage"), minimum);
  if (yx_record_has (filing, "prob_pay"))
    check_probation_pay (filing, facts, findings);
}
