/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yx_moment_day (gint64 instant);
char *yx_moment_minute (gint64 instant);
char *yx_moment_time (gint64 instant);
gint64 yx_moment_days_left (gint64 instant, gint64 now);

G_END_DECLS
