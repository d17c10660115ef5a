/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxFinding:
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
 * YxLawFacts:
 * @today: the date in Asia/Shanghai
 * @minimum_monthly: the minimum wage of the place of work in 分, 0 where the hall knows none
 * @same_post_min: the lowest pay of the post in 分, 0 where unknown
 * @rehire: whether this worker had a contract with this employer before
 */
typedef struct
{
  YxDate today;
  gint64 minimum_monthly;
  gint64 same_post_min;
  gboolean rehire;
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

gboolean yx_law_full_months (YxDate from, YxDate to, int months);
int yx_law_probation_months (const YxFiling *filing);
int yx_law_age (YxDate birth, YxDate on);
GPtrArray *yx_law_check (const YxFiling *filing, const YxLawFacts *facts);
const YxFinding *yx_law_first_error (const GPtrArray *findings);

G_END_DECLS
