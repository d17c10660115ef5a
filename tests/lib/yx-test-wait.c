/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-wait.h"

/* Waits until @condition holds, running the main context in between; FALSE after @milliseconds. */
gboolean
yx_test_wait (YxTestCondition condition, gpointer data, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return TRUE;
}
