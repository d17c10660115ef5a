/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"

G_BEGIN_DECLS

/**
 * YxWage:
 *
 * A row of the hall's dated tables of minimum and average wages (formats.md, hall.conf): what holds in an
 * area from a day on. Amounts in 分.
 */
typedef struct
{
  YxRecord record;
  char *area;
  YxDate from;
  gint64 monthly;
  gint64 hourly;
} YxWage;

YX_DECLARE_RECORD (YxWage, yx_wage)

const YxWage *yx_wage_on (const GPtrArray *wages, const char *region, YxDate on);

G_END_DECLS
