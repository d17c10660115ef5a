/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-checks.h"
#include "model/yx-law-private.h"
#include "model/yx-region.h"

const YxLawItem yx_law_items[YX_LAW_ITEMS] = {
  { "employer", "用人单位的名称、住所和法定代表人或者主要负责人", { "u_name", "u_addr", "u_head" } },
  { "worker", "劳动者的姓名、住址和居民身份证或者其他有效身份证件号码", { "w_name", "w_home", "w_doc_no" } },
  { "term", "劳动合同期限", { "kind", "from" } },
  { "work", "工作内容和工作地点", { "post", "work_place" } },
  { "hours", "工作时间和休息休假", { "hours" } },
  { "pay", "劳动报酬", { "pay_day" } },
  { "insurance", "社会保险", { "si" } },
  { "protection", "劳动保护、劳动条件和职业危害防护", { NULL } },
  { "other", "法律、法规规定应当纳入劳动合同的其他事项", { NULL } },
};

/* The rules of law.md 1, since when they hold, and what checks them while a filing is typed; rules about
 * ends and signing are asked by those who end and sign. In the order of the form. */
static const struct
{
  const char *rule;
  int since[3];
  void (*check) (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
} rules[] = {
  { "L17", { 2008, 1, 1 }, yx_law_check_items },
  { "L17", { 2008, 1, 1 }, yx_law_check_document },
  { "L-age", { 1995, 1, 1 }, yx_law_check_age },
  { "L-retire", { 1978, 6, 2 }, yx_law_check_retirement },
  { "L17", { 2008, 1, 1 }, yx_law_check_term },
  { "L10", { 2008, 1, 1 }, yx_law_check_delay },
  { "L14", { 2008, 1, 1 }, yx_law_check_open_ended },
  { "L35", { 2008, 1, 1 }, yx_law_check_renewal },
  { "L-overlap", { 2008, 1, 1 }, yx_law_check_overlap },
  { "L17", { 2008, 1, 1 }, yx_law_check_dispatch },
  { "L19", { 2008, 1, 1 }, yx_law_check_probation },
  { "L-hours", { 1995, 5, 1 }, yx_law_check_hours },
  { "L20", { 2008, 1, 1 }, yx_law_check_pay },
  { "L-si", { 2011, 7, 1 }, yx_law_check_insurance },
  { "L25", { 2008, 1, 1 }, yx_law_check_training },
  { "L25", { 2008, 1, 1 }, yx_law_check_non_compete },
  { "L-filing", { 2007, 1, 1 }, yx_law_check_clock },
  { "L50", { 2008, 1, 1 }, NULL },
  { "L-form", { 2021, 7, 1 }, NULL },
};

void
yx_law_find (GPtrArray *findings, YxSeverity severity, const char *rule, const char *article, const char *field,
             const char *message, gint64 limit)
{
  YxFinding *finding = g_new (YxFinding, 1);

  *finding = (YxFinding){ severity, rule, article, field, message, limit };
  g_ptr_array_add (findings, finding);
}

gboolean
yx_law_says (const YxFiling *filing, const char *flag)
{
  return yx_record_has (filing, flag) && yx_record_get_int (filing, flag) != 0;
}

gboolean
yx_law_part_time (const YxFiling *filing)
{
  return yx_record_has (filing, "use_form") && filing->use_form == YX_USE_PART_TIME;
}

/* When the worker begins: the earlier of employment and term. */
YxDate
yx_law_first_day (const YxFiling *filing)
{
  if (!yx_record_has (filing, "employment_start"))
    return filing->from;
  return yx_record_has (filing, "from") ? MIN (filing->employment_start, filing->from) : filing->employment_start;
}

static void
need (const YxFiling *filing, const char *field, GPtrArray *findings)
{
  if (!yx_record_has (filing, field))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", field, N_ ("A labour contract must state this"), 0);
}

static gboolean
has_items (const YxFiling *filing, const char *list)
{
  const YxField *field = yx_record_type_find (&yx_filing_type, list);

  return yx_record_has (filing, list) && (*(GPtrArray **) yx_field_at (field, filing))->len > 0;
}

static void
check_pay_items (const YxFiling *filing, GPtrArray *findings)
{
  YxPayForm form = yx_record_has (filing, "pay_form") ? (YxPayForm) filing->pay_form : YX_PAY_TIME;

  if (form == YX_PAY_TIME)
    need (filing, "base", findings);
  else if (form == YX_PAY_OTHER)
    need (filing, "pay_other", findings);
  else if (!has_items (filing, "piece"))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "piece", N_ ("A labour contract must state this"), 0);
}

void
yx_law_check_items (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  for (gsize i = 1; i < YX_LAW_ITEMS; i++) /* the employer's item is the enterprise record's */
    for (const char *const *field = yx_law_items[i].fields; *field != NULL; field++)
      need (filing, *field, findings);
  check_pay_items (filing, findings);
  if (yx_record_has (filing, "work_place") && yx_region_only_province (filing->work_place))
    yx_law_find (findings, YX_FINDING_WARNING, "L17", "劳动合同法第十七条", "work_place",
                 N_ ("The place of work says no more than the province"), 0);
  if (yx_record_has (filing, "u_agent") && !yx_record_has (filing, "u_agent_auth"))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第三条", "u_agent_auth",
                 N_ ("Say by what authority somebody else than the head signs"), 0);
  if (yx_law_says (filing, "hazard") && !has_items (filing, "hazards"))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "职业病防治法第三十三条", "hazards",
                 N_ ("Say which hazards the post has"), 0);
}

static void
check_derived (const YxFiling *filing, YxDate birth, gboolean male, GPtrArray *findings)
{
  if (yx_record_has (filing, "w_birth") && filing->w_birth != birth)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "w_birth",
                 N_ ("The document number says another date of birth"), 0);
  if (yx_record_has (filing, "w_sex") && (filing->w_sex == YX_SEX_MALE) != male)
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "w_sex", N_ ("The document number says the other sex"), 0);
}

void
yx_law_check_document (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  YxDocType type = yx_record_has (filing, "w_doc_type") ? (YxDocType) filing->w_doc_type : YX_DOC_RESIDENT;
  YxDate birth;
  gboolean male;

  if (yx_record_has (filing, "w_doc_no") && !yx_check_document_number (type, filing->w_doc_no, NULL))
    yx_law_find (findings, YX_FINDING_ERROR, "L17", "劳动合同法第十七条", "w_doc_no",
                 N_ ("This document number has a typing error"), 0);
  else if (yx_record_has (filing, "w_doc_no") && yx_document_number_facts (type, filing->w_doc_no, &birth, &male))
    check_derived (filing, birth, male, findings);
  if (yx_record_has (filing, "w_doc_to") && filing->w_doc_to < facts->today)
    yx_law_find (findings, YX_FINDING_WARNING, "L17", "劳动合同法第十七条", "w_doc_to",
                 N_ ("The worker's document is no longer valid"), 0);
}

/**
 * yx_law_in_force:
 * @rule: law.md 1's id
 * @on: a date
 *
 * Returns: whether that rule holds on that date
 */
gboolean
yx_law_in_force (const char *rule, YxDate on)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].rule, rule) == 0)
      return yx_date_new (rules[i].since[0], rules[i].since[1], rules[i].since[2]) <= on;
  return FALSE;
}

/**
 * yx_law_check:
 * @filing: a filing of a contract, complete or still being typed
 * @facts: what else is known
 *
 * The checks of law.md 1 that concern what is filed. Pure: the same answer on desktop and hall. A rule
 * that does not hold yet on the day of filing nor on the first day finds nothing.
 *
 * Returns: (transfer full) (element-type YxFinding): what was found, in the order of the form
 */
GPtrArray *
yx_law_check (const YxFiling *filing, const YxLawFacts *facts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  YxDate on = yx_record_has (filing, "from") ? MAX (filing->from, facts->today) : facts->today;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].check != NULL && yx_date_new (rules[i].since[0], rules[i].since[1], rules[i].since[2]) <= on)
      rules[i].check (filing, facts, findings);
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

/**
 * yx_law_needs_officer:
 * @findings: (element-type YxFinding): from yx_law_check()
 *
 * Returns: whether no rule may approve this, only an officer
 */
gboolean
yx_law_needs_officer (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const YxFinding *) findings->pdata[i])->severity == YX_FINDING_OFFICER)
      return TRUE;
  return FALSE;
}
