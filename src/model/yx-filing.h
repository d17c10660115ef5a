/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-filing-items.h"

G_BEGIN_DECLS

/**
 * YxFiling:
 *
 * A filing of a contract (spec.md 5.1) with the fields of law.md 4. What is true of the enterprise and
 * not of one contract (`u_place`, `u_phone`, `u_econ`, `u_industry`, `u_union`) stands in #YxEnterprise.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *enterprise;
  int filing_kind;
  int state;
  char *u_name;
  char *u_uscc;
  char *u_addr;
  int u_head_kind;
  char *u_head;
  char *u_agent;
  char *u_agent_auth;
  char *w_name;
  int w_doc_type;
  char *w_doc_no;
  int w_sex;
  YxDate w_birth;
  YxDate w_doc_from;
  YxDate w_doc_to;
  char *w_phone;
  char *w_email;
  char *w_edu;
  char *w_nation;
  char *w_hukou;
  char *w_home;
  char *w_emergency;
  char *w_permit;
  YxDate w_permit_to;
  char *w_minor_cert;
  YxDate w_health_check;
  int use_form;
  YxDate employment_start;
  gint64 fixed_count;
  YxDate merged_from;
  gboolean merged_paid;
  char *host_name;
  char *host_uscc;
  YxDate dispatch_from;
  YxDate dispatch_to;
  int dispatch_kind;
  int kind;
  YxDate from;
  YxDate to;
  char *task;
  char *task_done;
  gboolean worker_asks_fixed;
  char *ask_evidence;
  gboolean prob;
  YxDate prob_from;
  YxDate prob_to;
  char *hire_conditions;
  char *post;
  char *duty;
  char *work_place;
  char *work_region;
  char *occupation;
  int post_class;
  int hours;
  char *rest;
  gint64 day_h;
  gint64 week_h;
  char *hours_permit;
  YxDate hours_permit_to;
  int calc_period;
  int pay_form;
  gint64 base;
  int base_unit;
  GPtrArray *parts; /* of YxPayPart */
  GPtrArray *piece; /* of YxPieceRate */
  char *pay_other;
  int cycle;
  int pay_month;
  gint64 pay_day;
  gint64 prob_pay;
  gint64 same_post_min;
  char *pay_method;
  char *bank;
  char *account;
  char *ot_base;
  gboolean si;
  gboolean si_pension;
  gboolean si_medical;
  gboolean si_unemployment;
  gboolean si_injury;
  char *si_place;
  char *fund;
  char *extra;
  char *protection;
  gboolean hazard;
  GPtrArray *hazards; /* of YxHazard */
  gboolean exam_pre;
  gboolean exam_on;
  gboolean exam_post;
  gboolean train;
  char *train_what;
  gint64 train_cost;
  YxDate serve_from;
  YxDate serve_to;
  gint64 train_penalty;
  gboolean secret;
  char *secret_scope;
  gboolean nc;
  int nc_role;
  gint64 nc_months;
  char *nc_scope;
  char *nc_area;
  gint64 nc_pay;
  gint64 nc_penalty;
  char *other;
  GPtrArray *rules; /* of YxRuleNotice */
  GPtrArray *annex; /* of YxAnnex */
  char *project;
  gboolean e_form_consent;
  gboolean notice_ack;
  char *serve_addr;
  GPtrArray *findings; /* of YxFilingFinding */
  char *contract;
  char *document;
  char *person;
  gint64 created;
  gint64 decided;
  char *return_reason; /* an officer's words, of a returned filing */
  gint64 version;
} YxFiling;

YX_DECLARE_RECORD (YxFiling, yx_filing)

void yx_filing_derive (YxFiling *filing);

G_END_DECLS
