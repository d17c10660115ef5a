/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxClock:
 * @now: microseconds since 1970-01-01T00:00:00Z; may jump
 * @monotonic: microseconds since some moment; never falls
 *
 * Where the time comes from. Everything that asks for time takes one, so that tests can turn it.
 */
typedef struct _YxClock YxClock;

struct _YxClock
{
  gint64 (*now) (YxClock *clock);
  gint64 (*monotonic) (YxClock *clock);
};

YxClock *yx_clock_system (void);
gint64 yx_clock_now (YxClock *clock);
gint64 yx_clock_monotonic (YxClock *clock);

/* `2026-03-01T08:00:00.123Z` and a zero. */
#define YX_INSTANT_SIZE 25

void yx_instant_write (gint64 instant, char text[YX_INSTANT_SIZE]);
char *yx_instant_format (gint64 instant);
gboolean yx_instant_parse (const char *text, gint64 *instant);

G_END_DECLS
