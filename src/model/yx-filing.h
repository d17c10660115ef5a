/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxFiling:
 *
 * A filing of a new contract (spec.md 5.1): law.md 4's fields as far as employees.csv has them.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *enterprise;
  int filing_kind;
  int state;
  char *w_name;
  int w_doc_type;
  char *w_doc_no;
  char *w_phone;
  char *w_edu;
  char *w_hukou;
  char *w_home;
  char *post;
  char *work_place;
  int use_form;
  int kind;
  YxDate from;
  YxDate to;
  char *task;
  YxDate employment_start;
  YxDate prob_from;
  YxDate prob_to;
  int hours;
  gint64 base;
  gint64 prob_pay;
  gint64 pay_day;
  gboolean si;
  char *contract;
  char *document;
  char *person;
  gint64 created;
  gint64 decided;
  gint64 version;
} YxFiling;

YX_DECLARE_RECORD (YxFiling, yx_filing)

G_END_DECLS
