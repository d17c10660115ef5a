/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-probation.h"

#include <glib/gi18n-lib.h>

#include "model/yx-law-private.h"

/**
 * yx_law_full_months:
 * @from: the first day of a term
 * @to: its last day
 * @months: how many
 *
 * law.md L19's full(n): addm(from,n) ≤ to + 1 day.
 *
 * Returns: whether the term has that many whole months
 */
gboolean
yx_law_full_months (YxDate from, YxDate to, int months)
{
  return yx_date_add_months (from, months) <= to + 1;
}

/**
 * yx_law_probation_months:
 * @filing: a filing with its kind and term
 *
 * Article 19: how long a probation may be.
 *
 * Returns: months, 0 where none may be agreed
 */
int
yx_law_probation_months (const YxFiling *filing)
{
  if (yx_law_part_time (filing))
    return 0;
  if (filing->kind == YX_TERM_OPEN_ENDED)
    return 6;
  if (filing->kind == YX_TERM_TASK || filing->from == YX_DATE_NONE || filing->to == YX_DATE_NONE)
    return 0;
  if (yx_law_full_months (filing->from, filing->to, 36))
    return 6;
  if (yx_law_full_months (filing->from, filing->to, 12))
    return 2;
  return yx_law_full_months (filing->from, filing->to, 3) ? 1 : 0;
}

/* Length: the day after the last is at most n months after the first. */
static gboolean
probation_too_long (const YxFiling *filing, int months)
{
  return filing->prob_to + 1 > yx_date_add_months (filing->prob_from, months);
}

static void
check_probation_place (const YxFiling *filing, GPtrArray *findings)
{
  const char *article = "劳动合同法第十九条";
  gboolean ends = yx_record_has (filing, "to");

  if (filing->prob_to < filing->prob_from)
    yx_law_find (findings, YX_FINDING_ERROR, "L19", article, "prob_to", N_ ("The probation ends before it begins"), 0);
  if (filing->prob_from < filing->from || (ends && filing->prob_to > filing->to))
    yx_law_find (findings, YX_FINDING_ERROR, "L19", article, "prob_from", N_ ("The probation must lie inside the term"), 0);
  else if (ends && filing->prob_from == filing->from && filing->prob_to == filing->to)
    yx_law_find (findings, YX_FINDING_ERROR, "L19", article, "prob_to", N_ ("The probation can't be the whole term"), 0);
}

static void
check_flag (const YxFiling *filing, GPtrArray *findings)
{
  gboolean dated = yx_record_has (filing, "prob_from") || yx_record_has (filing, "prob_to");

  if (yx_record_has (filing, "prob") && filing->prob != dated)
    yx_law_find (findings, YX_FINDING_ERROR, "L19", "劳动合同法第十九条", "prob",
                 N_ ("Whether a probation is agreed and its days don't go together"), 0);
}

void
yx_law_check_probation (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const char *article = "劳动合同法第十九条";
  int allowed = yx_law_probation_months (filing);
  gboolean begins = yx_record_has (filing, "prob_from");

  if (!yx_record_has (filing, "from") || !yx_record_has (filing, "kind"))
    return;
  check_flag (filing, findings);
  if (!begins && !yx_record_has (filing, "prob_to"))
    {
      if (yx_record_has (filing, "prob_pay"))
        yx_law_find (findings, YX_FINDING_WARNING, "L19", article, "prob_pay", N_ ("Probation pay without a probation"), 0);
      return;
    }
  if (!begins || !yx_record_has (filing, "prob_to"))
    {
      yx_law_find (findings, YX_FINDING_ERROR, "L19", article, begins ? "prob_to" : "prob_from",
            N_ ("A probation needs its first and its last day"), 0);
      return;
    }
  if (facts->rehire || filing->filing_kind == YX_FILING_RENEWAL)
    yx_law_find (findings, YX_FINDING_ERROR, "L19", article, "prob_from",
          N_ ("An employer may agree a probation with a worker only once"), 0);
  if (allowed == 0)
    yx_law_find (findings, YX_FINDING_ERROR, "L19", yx_law_part_time (filing) ? "劳动合同法第七十条" : article, "prob_from",
                 N_ ("No probation may be agreed for this term"), 0);
  else if (probation_too_long (filing, allowed))
    yx_law_find (findings, YX_FINDING_ERROR, "L19", article, "prob_to",
          N_ ("The probation is longer than the law allows for this term"), allowed);
  check_probation_place (filing, findings);
}
