/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-clock.h"

#include <string.h>

#include "base/yx-date.h"

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

static char *
put_time (char *at, int second)
{
  *at++ = 'T';
  at = yx_digits_write (at, second / 3600, 2);
  *at++ = ':';
  at = yx_digits_write (at, second / 60 % 60, 2);
  *at++ = ':';
  return yx_digits_write (at, second % 60, 2);
}

/**
 * yx_instant_write:
 * @instant: microseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999
 * @text: (out): RFC 3339 §5.6 in UTC; a fraction of milliseconds only where there is one
 */
void
yx_instant_write (gint64 instant, char text[YX_INSTANT_SIZE])
{
  gint64 rest = instant % G_TIME_SPAN_DAY;
  gint64 day = instant / G_TIME_SPAN_DAY;
  int milliseconds;
  char *at = text + 10;

  if (rest < 0)
    {
      rest += G_TIME_SPAN_DAY;
      day--;
    }
  milliseconds = (int) (rest / 1000 % 1000);
  yx_date_write ((YxDate) day, text);
  at = put_time (at, (int) (rest / G_USEC_PER_SEC));
  if (milliseconds > 0)
    {
      *at++ = '.';
      at = yx_digits_write (at, milliseconds, 3);
    }
  *at++ = 'Z';
  *at = '\0';
}

/**
 * yx_instant_format:
 * @instant: microseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999
 *
 * Returns: (transfer full): as yx_instant_write() writes it
 */
char *
yx_instant_format (gint64 instant)
{
  char text[YX_INSTANT_SIZE];

  yx_instant_write (instant, text);
  return g_strdup (text);
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
