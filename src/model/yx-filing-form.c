/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-checks.h"
#include "model/yx-law-age.h"
#include "model/yx-law-probation.h"
#include "model/yx-law-term.h"

#define USUAL_MONTHS 36
#define USUAL_PAY_DAY 15
#define USUAL_DAY_HOURS 8
#define USUAL_WEEK_HOURS 40

const YxFilingGroup yx_filing_groups[YX_FILING_GROUPS] = {
  { "employer", N_ ("Employer"), { NULL }, { "u_agent", "u_agent_auth" } },
  { "worker",
    N_ ("Worker"),
    { "w_name", "w_doc_type", "w_doc_no", "w_sex", "w_birth", "w_phone", "w_home", "w_permit", "w_permit_to", "w_minor_cert",
      "w_health_check" },
    { "w_hukou", "w_doc_from", "w_doc_to", "w_edu", "w_nation", "w_email", "w_emergency" } },
  { "employment",
    N_ ("Employment"),
    { "use_form", "employment_start", "host_name", "host_uscc", "dispatch_from", "dispatch_to", "dispatch_kind" },
    { "fixed_count", "merged_from", "merged_paid" } },
  { "term",
    N_ ("Term"),
    { "kind", "from", "to", "task", "task_done", "prob", "prob_from", "prob_to", "prob_pay" },
    { "hire_conditions", "same_post_min", "worker_asks_fixed", "ask_evidence" } },
  { "work", N_ ("Work"), { "post", "work_place", "duty" }, { "work_region", "occupation", "post_class" } },
  { "time", N_ ("Working time"), { "hours", "day_h", "week_h", "hours_permit", "hours_permit_to", "calc_period" }, { "rest" } },
  { "pay",
    N_ ("Pay"),
    { "pay_form", "base", "base_unit", "piece", "pay_other", "pay_month", "pay_day", "cycle" },
    { "parts", "pay_method", "bank", "account", "ot_base" } },
  { "insurance",
    N_ ("Social insurance"),
    { "si", "si_pension", "si_medical", "si_unemployment", "si_injury" },
    { "si_place", "fund", "extra" } },
  { "protection",
    N_ ("Labour protection"),
    { "hazard", "hazards", "exam_pre", "exam_on", "exam_post" },
    { "protection" } },
  { "agreed",
    N_ ("Agreed besides"),
    { "train", "train_what", "train_cost", "serve_from", "serve_to", "train_penalty", "secret", "secret_scope", "nc", "nc_role",
      "nc_months", "nc_scope", "nc_area", "nc_pay", "nc_penalty" },
    { "other", "rules", "annex", "project" } },
  { "signing", N_ ("Signing"), { NULL }, { "serve_addr", "e_form_consent", "notice_ack" } },
};

static int
chosen (const YxFiling *filing, const char *field, int otherwise)
{
  return yx_record_has (filing, field) ? (int) yx_record_get_int (filing, field) : otherwise;
}

static gboolean
says (const YxFiling *filing, const char *field)
{
  return chosen (filing, field, FALSE) != FALSE;
}

/* One question that is asked of a filing. */
#define CONDITION(name, expression)             \
  static gboolean name (const YxFiling *filing) \
  {                                             \
    return expression;                          \
  }

CONDITION (part_time, chosen (filing, "use_form", YX_USE_FULL_TIME) == YX_USE_PART_TIME)
CONDITION (dispatched, chosen (filing, "use_form", YX_USE_FULL_TIME) == YX_USE_DISPATCH)
CONDITION (fixed_term, chosen (filing, "kind", YX_TERM_FIXED) == YX_TERM_FIXED)
CONDITION (for_task, chosen (filing, "kind", YX_TERM_FIXED) == YX_TERM_TASK)
CONDITION (agent_signs, yx_record_has (filing, "u_agent"))

/* What the document's number does not say. */
static gboolean
unsaid_by_number (const YxFiling *filing)
{
  YxDocType type = (YxDocType) chosen (filing, "w_doc_type", YX_DOC_RESIDENT);

  if (type == YX_DOC_RESIDENT || !yx_record_has (filing, "w_doc_no"))
    return type != YX_DOC_RESIDENT;
  return !yx_document_number_facts (type, filing->w_doc_no, NULL, NULL);
}

CONDITION (foreigner, chosen (filing, "w_doc_type", YX_DOC_RESIDENT) == YX_DOC_PASSPORT)

static gboolean
minor (const YxFiling *filing)
{
  YxDate birth = YX_DATE_NONE;
  YxSex sex;
  int age;

  (void) yx_law_birth_and_sex (filing, &birth, &sex);
  if (birth == YX_DATE_NONE || !yx_record_has (filing, "from") || birth > filing->from || foreigner (filing))
    return FALSE;
  age = yx_law_age (birth, filing->from);
  return age >= 16 && age < 18;
}

CONDITION (merged, yx_record_has (filing, "merged_from"))

/* Where the law leaves the worker the choice of a term without end. */
CONDITION (may_ask_fixed, fixed_term (filing) && !part_time (filing))
CONDITION (asks_fixed, may_ask_fixed (filing) && says (filing, "worker_asks_fixed"))
CONDITION (may_try, yx_record_has (filing, "kind") && yx_record_has (filing, "from") && yx_law_probation_months (filing) > 0
           && chosen (filing, "filing_kind", YX_FILING_NEW) == YX_FILING_NEW)
CONDITION (on_trial, may_try (filing) && says (filing, "prob"))
CONDITION (counted_hours, part_time (filing) || chosen (filing, "hours", YX_HOURS_STANDARD) != YX_HOURS_FLEXIBLE)
CONDITION (permitted_hours, !part_time (filing)
           && chosen (filing, "hours", YX_HOURS_STANDARD) != YX_HOURS_STANDARD)
CONDITION (comprehensive, !part_time (filing)
           && chosen (filing, "hours", YX_HOURS_STANDARD) == YX_HOURS_COMPREHENSIVE)
CONDITION (by_time, chosen (filing, "pay_form", YX_PAY_TIME) == YX_PAY_TIME)
CONDITION (by_piece, chosen (filing, "pay_form", YX_PAY_TIME) == YX_PAY_PIECE)
CONDITION (otherwise_paid, chosen (filing, "pay_form", YX_PAY_TIME) == YX_PAY_OTHER)
CONDITION (hazardous, says (filing, "hazard"))
CONDITION (trained, says (filing, "train"))
CONDITION (secret_kept, says (filing, "secret"))
CONDITION (bound, says (filing, "nc"))

/* Fields that depend on others: when they apply, and whether they must then be stated. */
static const struct
{
  const char *field;
  gboolean (*applies) (const YxFiling *filing);
  gboolean must;
} dependent[] = {
  { "u_agent_auth", agent_signs, TRUE },       { "w_sex", unsaid_by_number, FALSE },
  { "w_birth", unsaid_by_number, FALSE },      { "w_permit", foreigner, TRUE },
  { "w_permit_to", foreigner, FALSE },         { "w_minor_cert", minor, TRUE },
  { "w_health_check", minor, TRUE },           { "host_name", dispatched, TRUE },
  { "host_uscc", dispatched, TRUE },           { "dispatch_from", dispatched, TRUE },
  { "dispatch_to", dispatched, TRUE },         { "dispatch_kind", dispatched, TRUE },
  { "merged_paid", merged, FALSE },            { "to", fixed_term, TRUE },
  { "task", for_task, TRUE },                  { "task_done", for_task, FALSE },
  { "worker_asks_fixed", may_ask_fixed, FALSE }, { "ask_evidence", asks_fixed, TRUE },
  { "prob", may_try, FALSE },                  { "prob_from", on_trial, TRUE },
  { "prob_to", on_trial, TRUE },               { "prob_pay", on_trial, FALSE },
  { "hire_conditions", on_trial, FALSE },      { "same_post_min", on_trial, FALSE },
  { "day_h", counted_hours, FALSE },           { "week_h", counted_hours, FALSE },
  { "hours_permit", permitted_hours, TRUE },   { "hours_permit_to", permitted_hours, TRUE },
  { "calc_period", comprehensive, TRUE },      { "base", by_time, TRUE },
  { "base_unit", by_time, FALSE },             { "parts", by_time, FALSE },
  { "piece", by_piece, TRUE },                 { "pay_other", otherwise_paid, TRUE },
  { "si_pension", part_time, FALSE },          { "si_medical", part_time, FALSE },
  { "si_unemployment", part_time, FALSE },     { "si_injury", part_time, FALSE },
  { "hazards", hazardous, TRUE },              { "exam_pre", hazardous, FALSE },
  { "exam_on", hazardous, FALSE },             { "exam_post", hazardous, FALSE },
  { "train_what", trained, TRUE },             { "train_cost", trained, TRUE },
  { "serve_from", trained, TRUE },             { "serve_to", trained, TRUE },
  { "train_penalty", trained, FALSE },         { "secret_scope", secret_kept, FALSE },
  { "nc_role", bound, TRUE },                  { "nc_months", bound, TRUE },
  { "nc_scope", bound, TRUE },                 { "nc_area", bound, TRUE },
  { "nc_pay", bound, TRUE },                   { "nc_penalty", bound, FALSE },
};

/**
 * yx_filing_group_of:
 * @field: a field of a filing
 *
 * Returns: (transfer none) (nullable): the group of the form that shows it
 */
const YxFilingGroup *
yx_filing_group_of (const char *field)
{
  for (gsize i = 0; i < YX_FILING_GROUPS; i++)
    if (g_strv_contains (yx_filing_groups[i].needed, field) || g_strv_contains (yx_filing_groups[i].more, field))
      return &yx_filing_groups[i];
  return NULL;
}

/**
 * yx_filing_applies:
 * @filing: a filing, complete or still being typed
 * @field: a field of it
 *
 * Returns: whether the field has a meaning with what stands in the others (law.md 4's C)
 */
gboolean
yx_filing_applies (const YxFiling *filing, const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dependent); i++)
    if (strcmp (dependent[i].field, field) == 0)
      return dependent[i].applies (filing);
  return TRUE;
}

/**
 * yx_filing_needs:
 * @filing: a filing, complete or still being typed
 * @field: a field of it
 *
 * Returns: whether it can't be filed without that field
 */
gboolean
yx_filing_needs (const YxFiling *filing, const char *field)
{
  const YxField *line = yx_record_type_find (&yx_filing_type, field);

  for (gsize i = 0; i < G_N_ELEMENTS (dependent); i++)
    if (strcmp (dependent[i].field, field) == 0)
      return dependent[i].must && dependent[i].applies (filing);
  return line != NULL && (line->flags & YX_REQUIRED) != 0;
}

/**
 * yx_filing_applied:
 * @filing: a filing as it was typed
 *
 * Returns: (transfer full): a copy without what doesn't apply, with what the document's number says
 */
YxFiling *
yx_filing_applied (const YxFiling *filing)
{
  YxFiling *applied = yx_record_copy (filing);

  /* In the table's order nothing depends on what comes after it, but for a second round where it does. */
  for (int round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (dependent); i++)
      if (!dependent[i].applies (applied))
        yx_record_unset (applied, dependent[i].field);
  yx_filing_derive (applied);
  return applied;
}

static void
set_default (YxFiling *filing, const char *field, gint64 value)
{
  if (!yx_record_has (filing, field))
    yx_record_set_int (filing, field, value);
}

static void
set_default_text (YxFiling *filing, const char *field, const char *text)
{
  if (!yx_record_has (filing, field) && text != NULL)
    yx_record_set_text (filing, field, text);
}

/**
 * yx_filing_set_defaults:
 * @filing: a filing that only the caller holds
 * @enterprise: (nullable): who files it
 * @today: the date in Asia/Shanghai
 *
 * What most contracts say, as the law allows it, so that a first filing needs few entries; what stands there already
 * is left as it is.
 */
void
yx_filing_set_defaults (YxFiling *filing, const YxEnterprise *enterprise, YxDate today)
{
  set_default (filing, "filing_kind", YX_FILING_NEW);
  set_default (filing, "w_doc_type", YX_DOC_RESIDENT);
  set_default (filing, "use_form", YX_USE_FULL_TIME);
  set_default (filing, "kind", YX_TERM_FIXED);
  set_default (filing, "from", today);
  set_default (filing, "prob", FALSE);
  set_default (filing, "hours", YX_HOURS_STANDARD);
  set_default (filing, "day_h", USUAL_DAY_HOURS);
  set_default (filing, "week_h", USUAL_WEEK_HOURS);
  set_default (filing, "pay_form", YX_PAY_TIME);
  set_default (filing, "base_unit", YX_PAY_UNIT_MONTH);
  set_default (filing, "cycle", YX_CYCLE_MONTH);
  set_default (filing, "pay_month", YX_PAY_MONTH_NEXT);
  set_default (filing, "pay_day", USUAL_PAY_DAY);
  set_default (filing, "si", TRUE);
  set_default (filing, "hazard", FALSE);
  if (enterprise == NULL)
    return;
  set_default_text (filing, "work_place", enterprise->u_place != NULL ? enterprise->u_place : enterprise->u_addr);
  set_default_text (filing, "work_region", enterprise->u_region);
}

static YxDate
propose_end (const YxFiling *filing)
{
  return fixed_term (filing) && yx_record_has (filing, "from") ? yx_date_add_months (filing->from, USUAL_MONTHS) - 1
                                                               : YX_DATE_NONE;
}

static YxDate
propose_probation_end (const YxFiling *filing)
{
  YxDate from = yx_record_has (filing, "prob_from") ? filing->prob_from : filing->from;

  if (!on_trial (filing))
    return YX_DATE_NONE;
  return yx_date_add_months (from, yx_law_probation_months (filing)) - 1;
}

/**
 * yx_filing_propose:
 * @filing: a filing, complete or still being typed
 * @field: a date of it
 *
 * What is proposed as long as nobody wrote something else: employment begins with the term, a fixed term lasts three
 * years, a probation begins with the term and is as long as article 19 allows.
 *
 * Returns: the date, %YX_DATE_NONE where nothing is proposed
 */
YxDate
yx_filing_propose (const YxFiling *filing, const char *field)
{
  if (strcmp (field, "employment_start") == 0)
    return yx_record_has (filing, "from") ? filing->from : YX_DATE_NONE;
  if (strcmp (field, "to") == 0)
    return propose_end (filing);
  if (strcmp (field, "prob_from") == 0)
    return on_trial (filing) ? filing->from : YX_DATE_NONE;
  return strcmp (field, "prob_to") == 0 ? propose_probation_end (filing) : YX_DATE_NONE;
}

/**
 * yx_filing_remembers:
 * @field: a field of a filing
 *
 * Returns: whether what the last filing said of it is a good beginning for the next: what belongs to the enterprise's
 *   ways, not to one worker
 */
gboolean
yx_filing_remembers (const char *field)
{
  static const char *const remembered[]
    = { "use_form",   "kind",       "work_place", "work_region", "hours",     "day_h",        "week_h",     "rest",
        "hours_permit", "hours_permit_to", "calc_period", "pay_form", "base_unit", "cycle",  "pay_month",  "pay_day",
        "pay_method", "ot_base",    "si",         "si_place",    "fund",      "extra",        "protection", "rules",
        "u_agent",    "u_agent_auth", NULL };

  return g_strv_contains (remembered, field);
}
