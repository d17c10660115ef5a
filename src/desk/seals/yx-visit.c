/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-visit.h"

/**
 * yx_visit_begin:
 * @visit: a visit
 * @now: monotonic
 */
void
yx_visit_begin (YxVisit *visit, gint64 now)
{
  *visit = (YxVisit) { TRUE, now };
}

/**
 * yx_visit_touch:
 * @visit: a visit
 * @now: monotonic: somebody did something
 *
 * What comes too late does not make a visit longer that has idled to its end.
 */
void
yx_visit_touch (YxVisit *visit, gint64 now)
{
  if (visit->open && !yx_visit_is_idle (visit, now))
    visit->touched = now;
}

/**
 * yx_visit_end:
 * @visit: a visit
 *
 * Returns: whether there was one to end
 */
gboolean
yx_visit_end (YxVisit *visit)
{
  gboolean open = visit->open;

  visit->open = FALSE;
  return open;
}

/**
 * yx_visit_is_idle:
 * @visit: a visit
 * @now: monotonic
 *
 * Returns: whether it is open and nothing was done for %YX_VISIT_IDLE
 */
gboolean
yx_visit_is_idle (const YxVisit *visit, gint64 now)
{
  return visit->open && now - visit->touched >= YX_VISIT_IDLE;
}
