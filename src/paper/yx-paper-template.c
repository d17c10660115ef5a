/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-template.h"

/* The nine items of 劳动合同法 art. 17 (yx_law_items), as most templates have them. */

static const YxPaperItem employer = { 17, 1, { "parties" }, { "u_name", "u_addr", "u_head" } };
static const YxPaperItem worker = { 17, 2, { "parties" }, { "w_name", "w_home", "w_doc_no", "w_doc_type" } };
static const YxPaperItem fixed_term = {
  17, 3, { "term", "start", "probation" }, { "from", "to", "employment_start", "prob", "prob_from", "prob_to" },
};
static const YxPaperItem open_ended_term = {
  17, 3, { "term", "start", "probation" }, { "from", "employment_start", "prob", "prob_from", "prob_to" },
};
static const YxPaperItem task_term = {
  17, 3, { "term", "task", "start" }, { "from", "task", "task_done", "employment_start" },
};
static const YxPaperItem any_term = {
  17, 3, { "term", "start" }, { "kind", "from", "to", "task", "task_done", "employment_start" },
};
static const YxPaperItem work = { 17, 4, { "post", "place" }, { "post", "duty", "work_place" } };
static const YxPaperItem hours = {
  17, 5, { "hours", "overtime", "rest" }, { "hours", "day_h", "week_h", "hours_permit", "calc_period", "rest" },
};
static const YxPaperItem part_time_hours = { 17, 5, { "hours", "rest" }, { "day_h", "week_h", "rest" } };
static const YxPaperItem pay = {
  17, 6,
  { "pay", "probation-pay", "payday", "overtime-pay", "special-pay", "deduction" },
  { "pay_form", "base", "base_words", "piece", "parts", "pay_other", "prob_pay", "cycle", "pay_day" },
};
static const YxPaperItem task_pay = {
  17, 6,
  { "pay", "payday", "overtime-pay", "special-pay", "deduction" },
  { "pay_form", "base", "base_words", "piece", "parts", "pay_other", "cycle", "pay_day" },
};
static const YxPaperItem part_time_pay = {
  17, 6,
  { "pay", "payday", "deduction" },
  { "pay_form", "base", "base_unit", "base_words", "piece", "parts", "pay_other", "cycle", "pay_day" },
};
static const YxPaperItem dispatch_pay = {
  17, 6,
  { "pay", "probation-pay", "equal-pay", "payday", "idle-pay", "overtime-pay", "deduction" },
  { "pay_form", "base", "base_words", "piece", "parts", "pay_other", "prob_pay", "cycle", "pay_day" },
};
static const YxPaperItem insurance = { 17, 7, { "insurance", "injury" }, { "si_place" } };
static const YxPaperItem part_time_insurance = {
  17, 7, { "insurance", "injury" }, { "si_place", "si_pension", "si_medical", "si_unemployment" },
};
static const YxPaperItem protection = {
  17, 8,
  { "protection", "refusal", "hazard", "women" },
  { "protection", "hazard", "hazards", "exam_pre", "exam_on", "exam_post" },
};
static const YxPaperItem besides = {
  17, 9, { "electronic", "delivery", "certificate", "copies" }, { "serve_addr", "e_form_consent", "notice_ack" },
};

/* What art. 58 demands besides: the host; the term and the post there. */
static const YxPaperItem host = {
  58, 1, { "parties", "dispatch" }, { "host_name", "host_uscc" },
};
static const YxPaperItem dispatch = {
  58, 2,
  { "dispatch", "dispatch-kind", "post" },
  { "dispatch_from", "dispatch_to", "dispatch_kind", "post" },
};

/* The version changes with the text, that of shared.xml too. */
static const YxPaperTemplate fixed = {
  "contract-fixed", "contract-fixed/2",
  { &employer, &worker, &fixed_term, &work, &hours, &pay, &insurance, &protection, &besides },
};
static const YxPaperTemplate open_ended = {
  "contract-open-ended", "contract-open-ended/1",
  { &employer, &worker, &open_ended_term, &work, &hours, &pay, &insurance, &protection, &besides },
};
static const YxPaperTemplate task = {
  "contract-task", "contract-task/1",
  { &employer, &worker, &task_term, &work, &hours, &task_pay, &insurance, &protection, &besides },
};
static const YxPaperTemplate part_time = {
  "contract-part-time", "contract-part-time/1",
  { &employer, &worker, &any_term, &work, &part_time_hours, &part_time_pay, &part_time_insurance, &protection, &besides },
};
static const YxPaperTemplate dispatched = {
  "contract-dispatch", "contract-dispatch/1",
  { &employer, &worker, &fixed_term, &work, &hours, &dispatch_pay, &insurance, &protection, &besides, &host, &dispatch },
};

static const YxPaperTemplate *const templates[] = { &fixed, &open_ended, &task, &part_time, &dispatched, NULL };

/* What a contract for each form of employment and kind of term is written on. Part-time work may have any term; whoever
 * dispatches employs for at least two years (劳动合同法 art. 58), never until a task is done. */
static const struct
{
  YxUseForm use_form;
  YxTermKind kind;
  const YxPaperTemplate *template;
} choices[] = {
  { YX_USE_FULL_TIME, YX_TERM_FIXED, &fixed },
  { YX_USE_FULL_TIME, YX_TERM_OPEN_ENDED, &open_ended },
  { YX_USE_FULL_TIME, YX_TERM_TASK, &task },
  { YX_USE_PART_TIME, YX_TERM_FIXED, &part_time },
  { YX_USE_PART_TIME, YX_TERM_OPEN_ENDED, &part_time },
  { YX_USE_PART_TIME, YX_TERM_TASK, &part_time },
  { YX_USE_DISPATCH, YX_TERM_FIXED, &dispatched },
  { YX_USE_DISPATCH, YX_TERM_OPEN_ENDED, &dispatched },
};

/**
 * yx_paper_templates:
 *
 * Returns: (transfer none) (array zero-terminated=1): all templates of labour contracts
 */
const YxPaperTemplate *const *
yx_paper_templates (void)
{
  return templates;
}

/**
 * yx_paper_template_for:
 * @filing: record of a filing
 * @error: return location
 *
 * Chooses the template by the filing's `use_form` (full-time unless it says otherwise) and `kind`. One that it does not
 * have, or that no law allows together, is %YX_PAPER_ERROR_FIELD.
 *
 * Returns: (transfer none) (nullable): the template
 */
const YxPaperTemplate *
yx_paper_template_for (gconstpointer filing, GError **error)
{
  gint64 use_form = yx_record_has (filing, "use_form") ? yx_record_get_int (filing, "use_form") : YX_USE_FULL_TIME;
  gint64 kind = yx_record_has (filing, "kind") ? yx_record_get_int (filing, "kind") : -1;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (choices); i++)
    if (use_form == (gint64) choices[i].use_form && kind == (gint64) choices[i].kind)
      return choices[i].template;
  g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD,
                       "No contract has this “kind” of term together with this “use_form”");
  return NULL;
}
