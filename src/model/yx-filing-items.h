/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/* What the lists of a filing hold (law.md 4). */

/* One part of the pay: 岗位津贴, 500.00. */
typedef struct
{
  YxRecord record;
  char *name;
  gint64 amount;
} YxPayPart;

YX_DECLARE_RECORD (YxPayPart, yx_pay_part)

/* What one piece pays. */
typedef struct
{
  YxRecord record;
  char *name;
  char *unit;
  gint64 price;
} YxPieceRate;

YX_DECLARE_RECORD (YxPieceRate, yx_piece_rate)

/* An occupational hazard that the worker is told of (职业病防治法 33). */
typedef struct
{
  YxRecord record;
  char *factor;
  char *effect;
  char *protection;
  char *benefit;
} YxHazard;

YX_DECLARE_RECORD (YxHazard, yx_hazard)

/* House rules that the worker was told of (劳动合同法 4). */
typedef struct
{
  YxRecord record;
  char *name;
  char *version;
  gboolean ack;
} YxRuleNotice;

YX_DECLARE_RECORD (YxRuleNotice, yx_rule_notice)

/* An annex of the contract. */
typedef struct
{
  YxRecord record;
  char *name;
} YxAnnex;

YX_DECLARE_RECORD (YxAnnex, yx_annex)

/* What a check of law.md 1 found. A request names rule and field of what it accepts. */
typedef struct
{
  YxRecord record;
  char *rule;
  char *field;
  char *article;
  int severity;
  char *message;
  gint64 limit;
  gboolean accepted;
} YxFilingFinding;

YX_DECLARE_RECORD (YxFilingFinding, yx_filing_finding)

G_END_DECLS
