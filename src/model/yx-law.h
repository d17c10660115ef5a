/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxFinding:
 * @severity: an error stops a filing; a warning asks and is recorded; an officer decides what a rule can't
 * @rule: law.md 1's id: `L19`
 * @article: the article that says so, in Chinese
 * @field: the field it is about
 * @message: English words for people, translated when shown
 * @limit: a number that belongs to the message, e.g. months of probation allowed
 */
typedef struct
{
  YxSeverity severity;
  const char *rule;
  const char *article;
  const char *field;
  const char *message;
  gint64 limit;
} YxFinding;

/**
 * YxLawTerm:
 * @kind: of its term
 * @from: its first day
 * @to: its last day, %YX_DATE_NONE where it has none
 * @extended: months by which it was extended by agreement, in sum
 * @renewed_alone: how often it renewed itself without a new contract
 *
 * An earlier or a running contract of the same worker with the same employer, under whatever label.
 */
typedef struct
{
  YxTermKind kind;
  YxDate from;
  YxDate to;
  guint extended;
  guint renewed_alone;
} YxLawTerm;

/**
 * YxLawFacts:
 * @today: the date in Asia/Shanghai: when the contract is signed at the earliest
 * @minimum_monthly: the minimum wage of the place of work in 分 a month, 0 where the hall knows none
 * @minimum_hourly: the same for an hour of part-time work
 * @same_post_min: the lowest pay of the post in 分 a month, 0 where unknown; the filing's own goes first
 * @average_pay: the worker's average of the last 12 months in 分, 0 where unknown
 * @rehire: whether this worker had a contract with this employer before
 * @pension: whether the worker draws a pension of the old-age insurance
 * @at_fault: whether grounds of article 39 or 40 ①② stand against the worker
 * @terms: (array length=n_terms): contracts with this employer that are or were in force, oldest first
 * @n_terms: how many
 */
typedef struct
{
  YxDate today;
  gint64 minimum_monthly;
  gint64 minimum_hourly;
  gint64 same_post_min;
  gint64 average_pay;
  gboolean rehire;
  gboolean pension;
  gboolean at_fault;
  const YxLawTerm *terms;
  guint n_terms;
} YxLawFacts;

/* One of the nine items that a contract must have (article 17) and the fields that carry it. */
typedef struct
{
  const char *id;
  const char *heading;
  const char *fields[6];
} YxLawItem;

#define YX_LAW_ITEMS 9
extern const YxLawItem yx_law_items[YX_LAW_ITEMS];

GPtrArray *yx_law_check (const YxFiling *filing, const YxLawFacts *facts);
GPtrArray *yx_law_check_form (const YxFiling *filing);
const YxFinding *yx_law_first_error (const GPtrArray *findings);
gboolean yx_law_needs_officer (const GPtrArray *findings);
gboolean yx_law_in_force (const char *rule, YxDate on);

G_END_DECLS
