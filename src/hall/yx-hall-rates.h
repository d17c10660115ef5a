/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxHallRates:
 *
 * Token buckets in memory, one per key: who may ask how often. Any thread may use them.
 */
typedef struct _YxHallRates YxHallRates;

YxHallRates *yx_hall_rates_new (void);
void yx_hall_rates_free (YxHallRates *rates);
gint64 yx_hall_rates_take (YxHallRates *rates, const char *key, gint64 count, gint64 period, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallRates, yx_hall_rates_free)

G_END_DECLS
