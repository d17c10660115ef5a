/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-date.h"

#include <string.h>

#define EPOCH_JULIAN 719163 /* 1970-01-01 as GDate counts */
#define SHANGHAI_OFFSET (8 * 3600)

/**
 * yx_date_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the date, or %YX_DATE_NONE where the calendar has none
 */
YxDate
yx_date_new (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return YX_DATE_NONE;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return YX_DATE_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (YxDate) g_date_get_julian (&date) - EPOCH_JULIAN;
}

/**
 * yx_date_split:
 * @date: a date
 * @year: (out) (optional): its year
 * @month: (out) (optional): its month, 1 to 12
 * @day: (out) (optional): its day, 1 to 31
 */
void
yx_date_split (YxDate date, int *year, int *month, int *day)
{
  GDate split;

  g_return_if_fail (date > -EPOCH_JULIAN && date < 2932897);
  g_date_clear (&split, 1);
  g_date_set_julian (&split, (guint32) (date + EPOCH_JULIAN));
  if (year != NULL)
    *year = g_date_get_year (&split);
  if (month != NULL)
    *month = (int) g_date_get_month (&split);
  if (day != NULL)
    *day = g_date_get_day (&split);
}

static gboolean
digits (const char *text, gsize n, int *value)
{
  *value = 0;
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }
  return TRUE;
}

/**
 * yx_date_parse:
 * @text: ISO 8601 §5.2.2, extended format: `2026-03-01`
 * @date: (out): the date
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
yx_date_parse (const char *text, YxDate *date)
{
  int year;
  int month;
  int day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  if (!digits (text, 4, &year) || !digits (text + 5, 2, &month) || !digits (text + 8, 2, &day))
    return FALSE;
  *date = yx_date_new (year, month, day);
  return *date != YX_DATE_NONE;
}

/**
 * yx_date_parse_typed:
 * @text: a date as people type it: `2026-03-01`, `2026-3-1`, `2026/3/1`, `2026.3.1`, `20260301`
 * @date: (out): the date
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
yx_date_parse_typed (const char *text, YxDate *date)
{
  int parts[3] = { 0, 0, 0 };
  int part = 0;

  if (strlen (text) == 8 && strspn (text, "0123456789") == 8)
    {
      *date = yx_date_new ((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'),
                           (text[4] - '0') * 10 + (text[5] - '0'), (text[6] - '0') * 10 + (text[7] - '0'));
      return *date != YX_DATE_NONE;
    }
  for (const char *c = text; *c != '\0'; c++)
    {
      if ((*c == '-' || *c == '/' || *c == '.') && part < 2 && c != text)
        part++;
      else if (g_ascii_isdigit (*c) && parts[part] < 1000)
        parts[part] = parts[part] * 10 + (*c - '0');
      else
        return FALSE;
    }
  *date = yx_date_new (parts[0], parts[1], parts[2]);
  return part == 2 && *date != YX_DATE_NONE;
}

/**
 * yx_digits_write:
 * @at: room for @n digits
 * @value: a number of @n digits at most
 * @n: how many
 *
 * Writes @value with zeros before it.
 *
 * Returns: what is behind the last digit
 */
char *
yx_digits_write (char *at, int value, int n)
{
  for (int i = n - 1; i >= 0; i--, value /= 10)
    at[i] = (char) ('0' + value % 10);
  return at + n;
}

/**
 * yx_date_write:
 * @date: a date
 * @text: (out): `2026-03-01`
 */
void
yx_date_write (YxDate date, char text[YX_DATE_SIZE])
{
  int year = 0;
  int month = 0;
  int day = 0;
  char *at;

  yx_date_split (date, &year, &month, &day);
  at = yx_digits_write (text, year, 4);
  *at++ = '-';
  at = yx_digits_write (at, month, 2);
  *at++ = '-';
  at = yx_digits_write (at, day, 2);
  *at = '\0';
}

/**
 * yx_date_format:
 * @date: a date
 *
 * Returns: (transfer full): `2026-03-01`
 */
char *
yx_date_format (YxDate date)
{
  char text[YX_DATE_SIZE];

  yx_date_write (date, text);
  return g_strdup (text);
}

/**
 * yx_date_format_chinese:
 * @date: a date
 *
 * Returns: (transfer full): `2026年3月1日`, as documents print it
 */
char *
yx_date_format_chinese (YxDate date)
{
  int year;
  int month;
  int day;

  yx_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%d年%d月%d日", year, month, day);
}

/**
 * yx_date_add_months:
 * @date: a date
 * @months: how many calendar months, may be negative
 *
 * law.md's addm(d,n).
 *
 * Returns: the same day @months later, or that month's last day where it has no such day
 */
YxDate
yx_date_add_months (YxDate date, int months)
{
  int year;
  int month;
  int day;
  int count;
  int last;

  yx_date_split (date, &year, &month, &day);
  count = year * 12 + month - 1 + months;
  g_return_val_if_fail (count >= 12 && count < 120000, YX_DATE_NONE);
  last = g_date_get_days_in_month ((GDateMonth) (count % 12 + 1), (GDateYear) (count / 12));
  return yx_date_new (count / 12, count % 12 + 1, MIN (day, last));
}

/**
 * yx_date_from_instant:
 * @instant: microseconds since 1970-01-01T00:00:00Z
 *
 * Returns: the calendar date in Asia/Shanghai (UTC+8 without summer time since 1992) at @instant
 */
YxDate
yx_date_from_instant (gint64 instant)
{
  gint64 seconds = instant / G_USEC_PER_SEC + SHANGHAI_OFFSET;
  gint64 days = seconds / 86400;

  if (seconds % 86400 < 0)
    days--;
  return (YxDate) days;
}
