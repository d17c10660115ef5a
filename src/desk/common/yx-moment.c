/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-moment.h"

#define SHANGHAI (8 * G_TIME_SPAN_HOUR) /* without summer time since 1992 */

static char *
format (gint64 instant, const char *as)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc ((instant + SHANGHAI) / G_USEC_PER_SEC);

  return moment != NULL ? g_date_time_format (moment, as) : g_strdup ("");
}

/**
 * yx_moment_day:
 * @instant: microseconds since 1970
 *
 * Returns: (transfer full): the day in Asia/Shanghai (design.md "time"): `2026-03-01`
 */
char *
yx_moment_day (gint64 instant)
{
  return format (instant, "%Y-%m-%d");
}

/**
 * yx_moment_minute:
 * @instant: microseconds since 1970
 *
 * Returns: (transfer full): day and time: `2026-03-01 14:05`
 */
char *
yx_moment_minute (gint64 instant)
{
  return format (instant, "%Y-%m-%d %H:%M");
}

/**
 * yx_moment_time:
 * @instant: microseconds since 1970
 *
 * Returns: (transfer full): the time of day: `14:05`
 */
char *
yx_moment_time (gint64 instant)
{
  return format (instant, "%H:%M");
}

/**
 * yx_moment_days_left:
 * @instant: microseconds since 1970
 * @now: the same
 *
 * Returns: how many calendar days of Asia/Shanghai @instant is ahead of @now; negative when it is past
 */
gint64
yx_moment_days_left (gint64 instant, gint64 now)
{
  return (instant + SHANGHAI) / G_TIME_SPAN_DAY - (now + SHANGHAI) / G_TIME_SPAN_DAY;
}
