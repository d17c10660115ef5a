/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-term.h"

#include <glib/gi18n-lib.h>

#include "model/yx-law-private.h"

/* A start that a table in stored facts can hold and addm() can move. */
#define LCL yx_date_new (2008, 1, 1)

void
yx_law_check_term (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  gboolean ends = yx_record_has (filing, "to");

  if (!yx_record_has (filing, "from") || !yx_record_has (filing, "kind"))
    return;
  if (filing->kind == YX_TERM_FIXED && !ends)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十三条", "to", N_ ("A fixed term needs its last day"), 0);
  if (filing->kind == YX_TERM_OPEN_ENDED && ends)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十四条", "to", N_ ("An open-ended contract has no last day"), 0);
  if (filing->kind == YX_TERM_TASK && !yx_record_has (filing, "task"))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十五条", "task", N_ ("Say which task the contract ends with"), 0);
  if (filing->kind == YX_TERM_TASK && !yx_record_has (filing, "task_done"))
    yx_law_find (findings, YX_FINDING_WARNING, "L17", "劳动合同法第十五条", "task_done",
                 N_ ("Say how the task is known to be done"), 0);
  if (ends && filing->to < filing->from)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "to", N_ ("The contract ends before it begins"), 0);
}

/**
 * yx_law_delay:
 * @employment_start: 用工之日
 * @signed_on: when the written contract is signed
 *
 * L10: articles 10, 14(3) and 82, IR 6 and 7. Signing before the start is fine.
 *
 * Returns: what follows
 */
YxLawDelay
yx_law_delay (YxDate employment_start, YxDate signed_on)
{
  if (signed_on >= yx_date_add_months (employment_start, 12))
    return YX_LAW_DEEMED_OPEN_ENDED;
  return signed_on >= yx_date_add_months (employment_start, 1) ? YX_LAW_DOUBLE_PAY : YX_LAW_IN_TIME;
}

/**
 * yx_law_double_pay:
 * @employment_start: 用工之日
 * @signed_on: when the written contract is signed
 * @from: (out): the first day that counts double
 * @to: (out): the last one, at most eleven months later
 *
 * Returns: whether double pay is due
 */
gboolean
yx_law_double_pay (YxDate employment_start, YxDate signed_on, YxDate *from, YxDate *to)
{
  *from = yx_date_add_months (employment_start, 1);
  *to = MIN (signed_on, yx_date_add_months (employment_start, 12)) - 1;
  return signed_on > *from;
}

void
yx_law_check_delay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  if (!yx_record_has (filing, "employment_start") || yx_law_part_time (filing)
      || filing->filing_kind != YX_FILING_NEW)
    return;
  switch (yx_law_delay (filing->employment_start, facts->today))
    {
    case YX_LAW_DOUBLE_PAY:
      yx_law_find (findings, YX_FINDING_WARNING, "L10", "劳动合同法第十条、第八十二条", "employment_start",
                   N_ ("A month of work has gone by without a written contract: double pay is due"), 11);
      break;
    case YX_LAW_DEEMED_OPEN_ENDED:
      yx_law_find (findings, YX_FINDING_WARNING, "L10", "劳动合同法第十四条、第八十二条", "employment_start",
                   N_ ("A year of work has gone by without a written contract: it counts as open-ended"), 11);
      break;
    case YX_LAW_IN_TIME:
    default:
      break;
    }
}

/**
 * yx_law_fixed_terms:
 * @terms: (array length=n_terms): contracts with one employer, oldest first
 * @n_terms: how many
 * @since: when the continuous employment began: what ended before does not count
 * @excerpts: whether to count, too, what only excerpts of local rules say: extensions of a year or more
 *   in sum and each renewal without a new contract
 *
 * L14: only terms agreed since 2008-01-01 count (article 97); another kind of term breaks the row.
 *
 * Returns: how many fixed terms in a row there were
 */
guint
yx_law_fixed_terms (const YxLawTerm *terms, guint n_terms, YxDate since, gboolean excerpts)
{
  guint count = 0;

  for (guint i = 0; i < n_terms; i++)
    {
      const YxLawTerm *term = &terms[i];

      if (term->kind != YX_TERM_FIXED)
        count = 0;
      else if (term->from >= LCL && (term->to == YX_DATE_NONE || term->to >= since))
        count += 1 + (excerpts ? (term->extended >= 12) + term->renewed_alone : 0);
    }
  return count;
}

/**
 * yx_law_ten_years:
 * @service_since: when the continuous service began
 * @on: the day on which a contract is made or renewed
 *
 * Returns: whether ten years are over by then (article 14(2)①)
 */
gboolean
yx_law_ten_years (YxDate service_since, YxDate on)
{
  return yx_date_add_months (service_since, 120) <= on;
}

static YxDate
service_since (const YxFiling *filing)
{
  return yx_record_has (filing, "merged_from") ? MIN (filing->merged_from, filing->employment_start)
                                               : filing->employment_start;
}

/* The worker's own wish, with evidence, is what the law asks for. */
static void
ask_wish (const YxFiling *filing, YxSeverity severity, const char *message, gint64 limit, GPtrArray *findings)
{
  const char *article = "劳动合同法第十四条";

  if (!yx_law_says (filing, "worker_asks_fixed"))
    yx_law_find (findings, severity, "L14", article, "worker_asks_fixed", message, limit);
  else if (!yx_record_has (filing, "ask_evidence"))
    yx_law_find (findings, severity, "L14", article, "ask_evidence",
                 N_ ("Say what proves that the worker asks for a fixed term"), 0);
}

void
yx_law_check_open_ended (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  YxDate since;
  guint declared;
  guint sure;

  if (!yx_record_has (filing, "kind") || filing->kind != YX_TERM_FIXED || yx_law_part_time (filing)
      || !yx_record_has (filing, "employment_start") || !yx_record_has (filing, "from"))
    return;
  since = service_since (filing);
  declared = yx_record_has (filing, "fixed_count") && filing->fixed_count > 0 ? (guint) filing->fixed_count - 1 : 0;
  sure = MAX (declared, yx_law_fixed_terms (facts->terms, facts->n_terms, since, FALSE));
  if (yx_law_ten_years (since, filing->from))
    ask_wish (filing, YX_FINDING_ERROR, N_ ("After ten years a fixed term needs the worker's own wish"), 10, findings);
  else if (sure >= 2 && !facts->at_fault)
    ask_wish (filing, YX_FINDING_ERROR, N_ ("After two fixed terms a third needs the worker's own wish"), 2, findings);
  else if (yx_law_fixed_terms (facts->terms, facts->n_terms, since, TRUE) >= 2 && !facts->at_fault)
    ask_wish (filing, YX_FINDING_WARNING, N_ ("Long extensions and silent renewals may count as fixed terms of their own"), 2,
              findings);
}

/**
 * yx_law_renewal_start:
 * @old_end: the last day of the contract that is renewed
 *
 * Returns: the first day of a renewal unless something else is agreed (L35)
 */
YxDate
yx_law_renewal_start (YxDate old_end)
{
  return old_end + 1;
}

void
yx_law_check_renewal (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const YxLawTerm *old = facts->n_terms > 0 ? &facts->terms[facts->n_terms - 1] : NULL;

  if (filing->filing_kind != YX_FILING_RENEWAL || !yx_record_has (filing, "from"))
    return;
  if (old == NULL || old->to == YX_DATE_NONE)
    {
      yx_law_find (findings, YX_FINDING_ERROR, "L35", "劳动合同法第四十四条", "filing_kind",
                   N_ ("There is no contract with a last day to renew"), 0);
      return;
    }
  if (filing->from <= old->to)
    yx_law_find (findings, YX_FINDING_ERROR, "L35", "劳动合同法第三十五条", "from",
                 N_ ("The renewal begins before the contract ends: change the contract instead"), 0);
  if (filing->from > yx_law_renewal_start (old->to))
    yx_law_find (findings, YX_FINDING_WARNING, "L35", "劳动合同法第十条", "from",
                 N_ ("There are days between the contract and its renewal"), filing->from - old->to - 1);
  if (facts->today > yx_date_add_months (old->to, 1))
    yx_law_find (findings, YX_FINDING_WARNING, "L35", "劳动合同法第十条、第八十二条", "from",
                 N_ ("Work has gone on for more than a month without a renewal: double pay may be due"), 0);
}

/**
 * yx_law_overlaps:
 * @term: a contract
 * @from: the first day of another
 * @to: its last day, %YX_DATE_NONE where it has none
 *
 * Returns: whether there is a day on which both run
 */
gboolean
yx_law_overlaps (const YxLawTerm *term, YxDate from, YxDate to)
{
  return (to == YX_DATE_NONE || term->from <= to) && (term->to == YX_DATE_NONE || from <= term->to);
}

void
yx_law_check_overlap (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  YxDate to = yx_record_has (filing, "to") ? filing->to : YX_DATE_NONE;

  if (filing->filing_kind != YX_FILING_NEW || !yx_record_has (filing, "from"))
    return;
  for (guint i = 0; i < facts->n_terms; i++)
    if (yx_law_overlaps (&facts->terms[i], filing->from, to))
      {
        yx_law_find (findings, YX_FINDING_ERROR, "L-overlap", "劳动合同法第六十九条、第九十一条", "from",
                     N_ ("This worker already has a contract with this employer in that time"), 0);
        return;
      }
}

void
yx_law_check_dispatch (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  static const char *const needed[] = { "host_name", "host_uscc", "dispatch_from", "dispatch_to", "dispatch_kind" };

  if (!yx_record_has (filing, "use_form") || filing->use_form != YX_USE_DISPATCH)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!yx_record_has (filing, needed[i]))
      yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第五十八条", needed[i],
                   N_ ("A dispatched worker's contract must state this"), 0);
  if (yx_record_has (filing, "kind")
      && (filing->kind == YX_TERM_TASK
          || (filing->kind == YX_TERM_FIXED && yx_record_has (filing, "from") && yx_record_has (filing, "to")
              && yx_date_add_months (filing->from, 24) > filing->to + 1)))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第五十八条", "to",
                 N_ ("A dispatched worker's term is two years at least"), 24);
  if (!yx_record_has (filing, "dispatch_from") || !yx_record_has (filing, "dispatch_to"))
    return;
  if (filing->dispatch_to < filing->dispatch_from)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第五十八条", "dispatch_to",
                 N_ ("The dispatch ends before it begins"), 0);
  if (yx_record_has (filing, "dispatch_kind") && filing->dispatch_kind == YX_DISPATCH_TEMPORARY
      && yx_date_add_months (filing->dispatch_from, 6) < filing->dispatch_to + 1)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第六十六条", "dispatch_to",
                 N_ ("A temporary post lasts six months at most"), 6);
}
