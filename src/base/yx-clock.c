/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-clock.h"

#include <string.h>

static gint64
system_now (YxClock *clock)
{
  return g_get_real_time ();
}

static gint64
system_monotonic (YxClock *clock)
{
  return g_get_monotonic_time ();
}

/**
 * yx_clock_system:
 *
 * Returns: (transfer none): the system's clock
 */
YxClock *
yx_clock_system (void)
{
  static YxClock clock = { system_now, system_monotonic };

  return &clock;
}

/**
 * yx_clock_now:
 * @clock: a clock
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
yx_clock_now (YxClock *clock)
{
  return clock->now (clock);
}

/**
 * yx_clock_monotonic:
 * @clock: a clock
 *
 * Returns: microseconds since some moment, never falling
 */
gint64
yx_clock_monotonic (YxClock *clock)
{
  return clock->monotonic (clock);
}

/**
 * yx_instant_format:
 * @instant: microseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999
 *
 * Returns: (transfer full): RFC 3339 §5.6 in UTC; a fraction of milliseconds only where there is one
 */
char *
yx_instant_format (gint64 instant)
{
  gint64 seconds = instant / G_USEC_PER_SEC;
  gint64 rest = instant % G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = NULL;

  if (rest < 0)
    {
      rest += G_USEC_PER_SEC;
      seconds--;
    }
  time = g_date_time_new_from_unix_utc (seconds);
  g_return_val_if_fail (time != NULL, NULL);
  whole = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  if (rest / 1000 == 0)
    return g_strdup_printf ("%sZ", whole);
  return g_strdup_printf ("%s.%03dZ", whole, (int) (rest / 1000));
}

/**
 * yx_instant_parse:
 * @text: RFC 3339 §5.6 with a time zone
 * @instant: (out): microseconds since 1970-01-01T00:00:00Z
 *
 * Returns: whether @text is a moment
 */
gboolean
yx_instant_parse (const char *text, gint64 *instant)
{
  g_autoptr (GDateTime) time = NULL;

  if (strlen (text) < 20 || strlen (text) > 40 || text[10] != 'T')
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *instant = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}
