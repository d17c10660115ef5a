/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-turns.h"

/* What polls for the main loop is given no data. */
static BenchSamples *turns;
static BenchRun turn;
static gboolean turning;

static int
poll_between (GPollFD *files, guint n, int milliseconds)
{
  int ready;

  if (turning)
    bench_thread_end (&turn, turns);
  ready = g_poll (files, n, milliseconds);
  bench_thread_begin (&turn);
  turning = TRUE;
  return ready;
}

void
bench_turns_begin (BenchSamples *samples)
{
  turns = samples;
  turning = FALSE;
  g_main_context_set_poll_func (NULL, poll_between);
}

void
bench_turns_end (void)
{
  g_main_context_set_poll_func (NULL, NULL);
}
