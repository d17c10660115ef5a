/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-config.h"
#include "model/yx-wage.h"

G_BEGIN_DECLS

/**
 * YxHallWages:
 * @minimum: (element-type YxWage): minimum wages, a month and an hour
 * @average: (element-type YxWage): average wages, a month
 *
 * What hall.conf's [law] names.
 */
typedef struct
{
  GPtrArray *minimum;
  GPtrArray *average;
} YxHallWages;

YxHallWages *yx_hall_wages_load (const YxHallConfig *config, GError **error);
void yx_hall_wages_check (const YxHallConfig *config, GPtrArray *faults);
void yx_hall_wages_free (YxHallWages *wages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallWages, yx_hall_wages_free)

G_END_DECLS
