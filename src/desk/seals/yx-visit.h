/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_VISIT_IDLE (5 * G_TIME_SPAN_MINUTE)

/**
 * YxVisit:
 * @open: whether somebody visits
 * @touched: when they last did something, by a clock that nobody sets
 *
 * A visit to the seals (spec.md 2.4-1): it begins with code and certificate password, and ends on leaving or after five
 * idle minutes.
 */
typedef struct
{
  gboolean open;
  gint64 touched;
} YxVisit;

void yx_visit_begin (YxVisit *visit, gint64 now);
void yx_visit_touch (YxVisit *visit, gint64 now);
gboolean yx_visit_end (YxVisit *visit);
gboolean yx_visit_is_idle (const YxVisit *visit, gint64 now);

G_END_DECLS
