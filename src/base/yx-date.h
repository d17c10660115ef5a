/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxDate:
 *
 * A calendar date without a time zone: days since 1970-01-01 in the Gregorian calendar.
 */
typedef gint32 YxDate;

#define YX_DATE_NONE G_MININT32
/* `2026-03-01` and a zero. */
#define YX_DATE_SIZE 11

YxDate yx_date_new (int year, int month, int day);
gboolean yx_date_parse (const char *text, YxDate *date);
gboolean yx_date_parse_typed (const char *text, YxDate *date);
void yx_date_write (YxDate date, char text[YX_DATE_SIZE]);
char *yx_date_format (YxDate date);
char *yx_date_format_chinese (YxDate date);
void yx_date_split (YxDate date, int *year, int *month, int *day);
YxDate yx_date_add_months (YxDate date, int months);
YxDate yx_date_from_instant (gint64 instant);
char *yx_digits_write (char *at, int value, int n);

G_END_DECLS
