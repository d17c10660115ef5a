/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

const YxLawItem yx_law_items[YX_LAW_ITEMS] = {
  { "employer", "用人单位的名称、住所和法定代表人或者主要负责人", { "u_name", "u_addr", "u_head" } },
  { "worker", "劳动者的姓名、住址和居民身份证或者其他有效身份证件号码", { "w_name", "w_home", "w_doc_no" } },
  { "term", "劳动合同期限", { "kind", "from" } },
  { "work", "工作内容和工作地点", { "post", "work_place" } },
  { "hours", "工作时间和休息休假", { "hours" } },
  { "pay", "劳动报酬", { "base", "pay_day" } },
  { "insurance", "社会保险", { "si" } },
  { "protection", "劳动保护、劳动条件和职业危害防护", { NULL } },
  { "other", "法律、法规规定应当纳入劳动合同的其他事项", { NULL } },
};

static void
find (GPtrArray *findings, YxSeverity severity, const char *rule, const char *article, const char *field,
      const char *message, gint64 limit)
{
  YxFinding *finding = g_new (YxFinding, 1);

  *finding = (YxFinding){ severity, rule, article, field, message, limit };
  g_ptr_array_add (findings, finding);
}

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
  if (yx_record_has (filing, "use_form") && filing->use_form == YX_USE_PART_TIME)
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

/**
 * yx_law_age:
 * @birth: the date of birth
 * @on: a date not before it
 *
 * Returns: completed years; who is born on 29 February completes one on 28 February of common years
 */
int
yx_law_age (YxDate birth, YxDate on)
{
  int years;
  int born;
  int now;

  yx_date_split (birth, &born, NULL, NULL);
  yx_date_split (on, &now, NULL, NULL);
  years = now - born;
  return yx_date_add_months (birth, years * 12) <= on ? years : years - 1;
}

static void
check_items (const YxFiling *filing, GPtrArray *findings)
{
  for (gsize i = 1; i < YX_LAW_ITEMS; i++) /* the employer's item is the enterprise record's */
    for (const char *const *field = yx_law_items[i].fields; *field != NULL; field++)
      if (!yx_record_has (filing, *field))
        find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", *field, N_ ("A labour contract must state this"), 0);
}

static void
check_term (const YxFiling *filing, GPtrArray *findings)
{
  gboolean ends = yx_record_has (filing, "to");

  if (filing->kind == YX_TERM_FIXED && !ends)
    find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十三条", "to", N_ ("A fixed term needs its last day"), 0);
  if (filing->kind == YX_TERM_OPEN_ENDED && ends)
    find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十四条", "to", N_ ("An open-ended contract has no last day"), 0);
  if (filing->kind == YX_TERM_TASK && !yx_record_has (filing, "task"))
    find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十五条", "task", N_ ("Say which task the contract ends with"), 0);
  if (ends && filing->to < filing->from)
    find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "to", N_ ("The contract ends before it begins"), 0);
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
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_to", N_ ("The probation ends before it begins"), 0);
  if (filing->prob_from < filing->from || (ends && filing->prob_to > filing->to))
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_from", N_ ("The probation must lie inside the term"), 0);
  else if (ends && filing->prob_from == filing->from && filing->prob_to == filing->to)
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_to", N_ ("The probation can't be the whole term"), 0);
}

static void
check_probation (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const char *article = "劳动合同法第十九条";
  int allowed = yx_law_probation_months (filing);
  gboolean begins = yx_record_has (filing, "prob_from");

  if (!begins && !yx_record_has (filing, "prob_to"))
    {
      if (yx_record_has (filing, "prob_pay"))
        find (findings, YX_FINDING_WARNING, "L19", article, "prob_pay", N_ ("Probation pay without a probation"), 0);
      return;
    }
  if (!begins || !yx_record_has (filing, "prob_to"))
    {
      find (findings, YX_FINDING_ERROR, "L19", article, begins ? "prob_to" : "prob_from",
            N_ ("A probation needs its first and its last day"), 0);
      return;
    }
  if (facts->rehire || filing->filing_kind == YX_FILING_RENEWAL)
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_from",
          N_ ("An employer may agree a probation with a worker only once"), 0);
  if (allowed == 0)
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_from", N_ ("No probation may be agreed for this term"), 0);
  else if (probation_too_long (filing, allowed))
    find (findings, YX_FINDING_ERROR, "L19", article, "prob_to",
          N_ ("The probation is longer than the law allows for this term"), allowed);
  check_probation_place (filing, findings);
}

static void
check_pay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const char *article = "劳动合同法第二十条";
  gboolean below_agreed = filing->prob_pay * 10 < filing->base * 8;
  gboolean below_post = facts->same_post_min > 0 && filing->prob_pay * 10 < facts->same_post_min * 8;

  if (facts->minimum_monthly > 0 && filing->base < facts->minimum_monthly)
    find (findings, YX_FINDING_ERROR, "L20", "劳动法第四十八条", "base", N_ ("The pay is below the local minimum wage"),
          facts->minimum_monthly);
  if (!yx_record_has (filing, "prob_pay"))
    return;
  if (facts->minimum_monthly > 0 && filing->prob_pay < facts->minimum_monthly)
    find (findings, YX_FINDING_ERROR, "L20", article, "prob_pay", N_ ("The pay is below the local minimum wage"),
          facts->minimum_monthly);
  if (below_agreed && (facts->same_post_min == 0 || below_post))
    find (findings, YX_FINDING_ERROR, "L20", article, "prob_pay",
          N_ ("Probation pay must be at least 80 per cent of the agreed pay or of the post's lowest"), filing->base * 8 / 10);
  else if (below_agreed || below_post)
    find (findings, YX_FINDING_WARNING, "L20", article, "prob_pay",
          N_ ("Probation pay is below 80 per cent of the agreed pay or of the post's lowest"), filing->base * 8 / 10);
}

static void
check_age (const YxFiling *filing, GPtrArray *findings)
{
  YxDate birth;
  YxDate start = MIN (filing->employment_start, filing->from);
  int age;

  if (!yx_record_has (filing, "w_doc_no") || !yx_record_has (filing, "from")
      || !yx_record_has (filing, "employment_start") || !yx_resident_number_facts (filing->w_doc_no, &birth, NULL))
    return;
  age = birth <= start ? yx_law_age (birth, start) : 0;
  if (age < 16)
    find (findings, YX_FINDING_ERROR, "L-age", "劳动法第十五条", "w_doc_no", N_ ("Nobody under 16 may be employed"), 16);
  else if (age < 18)
    find (findings, YX_FINDING_WARNING, "L-age", "劳动法第五十八条", "w_doc_no",
          N_ ("A worker under 18 needs a registration number and a health check"), 18);
}

static void
check_document (const YxFiling *filing, GPtrArray *findings)
{
  YxDocType type = yx_record_has (filing, "w_doc_type") ? (YxDocType) filing->w_doc_type : YX_DOC_RESIDENT;

  if (yx_record_has (filing, "w_doc_no") && !yx_check_document_number (type, filing->w_doc_no, NULL))
    find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "w_doc_no",
          N_ ("This document number has a typing error"), 0);
}

static void
check_insurance (const YxFiling *filing, GPtrArray *findings)
{
  gboolean part_time = yx_record_has (filing, "use_form") && filing->use_form == YX_USE_PART_TIME;

  if (yx_record_has (filing, "si") && !filing->si && !part_time)
    find (findings, YX_FINDING_ERROR, "L-si", "劳动法第七十二条", "si",
          N_ ("Social insurance can't be waived for full-time work"), 0);
}

/**
 * yx_law_check:
 * @filing: a filing of a new contract, complete or still being typed
 * @facts: what else is known
 *
 * The checks of law.md 1 that concern a new contract: L17, L19, L20, L-age, L-si and the document
 * number. Pure: the same answer on desktop and hall.
 *
 * Returns: (transfer full) (element-type YxFinding): what was found, in the order of the form
 */
GPtrArray *
yx_law_check (const YxFiling *filing, const YxLawFacts *facts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  check_items (filing, findings);
  check_document (filing, findings);
  check_age (filing, findings);
  if (yx_record_has (filing, "from") && yx_record_has (filing, "kind"))
    {
      check_term (filing, findings);
      check_probation (filing, facts, findings);
    }
  if (yx_record_has (filing, "base"))
    check_pay (filing, facts, findings);
  check_insurance (filing, findings);
  return findings;
}

/**
 * yx_law_first_error:
 * @findings: (element-type YxFinding): from yx_law_check()
 *
 * Returns: (transfer none) (nullable): the first one that stops the filing
 */
const YxFinding *
yx_law_first_error (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const YxFinding *finding = findings->pdata[i];

      if (finding->severity == YX_FINDING_ERROR)
        return finding;
    }
  return NULL;
}
