/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

#define YX_HALL_LOCK_AFTER 5
#define YX_HALL_LOCK_TIME (15 * G_TIME_SPAN_MINUTE)

void yx_hall_limit_refuse (GError **error, YxProblemCode code, gint64 now, gint64 until);
gboolean yx_hall_limit_take (
    YxHallWrite *write, const char *name, const char *subject, gint64 window, gint64 limit, GError **error);


gboolean yx_hall_lock_try (YxHallWrite *write, const char *subject, gint64 *until, GError **error);
gboolean yx_hall_lock_reset (YxHallWrite *write, const char *subject, GError **error);

G_END_DECLS
