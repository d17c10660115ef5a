/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-samples.h"

#include <sys/resource.h>
#include <time.h>

static double
read_clock (clockid_t clock)
{
  struct timespec now = { 0 };

  clock_gettime (clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void
bench_samples_init (BenchSamples *samples)
{
  samples->wall = g_array_new (FALSE, FALSE, sizeof (double));
  samples->cpu = g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_samples_clear (BenchSamples *samples)
{
  g_clear_pointer (&samples->wall, g_array_unref);
  g_clear_pointer (&samples->cpu, g_array_unref);
}

static void
begin (BenchRun *run, clockid_t processor)
{
  run->cpu = read_clock (processor);
  run->wall = read_clock (CLOCK_MONOTONIC);
}

static void
end (const BenchRun *run, clockid_t processor, BenchSamples *samples)
{
  double wall = read_clock (CLOCK_MONOTONIC) - run->wall;
  double cpu = read_clock (processor) - run->cpu;

  g_array_append_val (samples->wall, wall);
  g_array_append_val (samples->cpu, cpu);
}

void
bench_run_begin (BenchRun *run)
{
  begin (run, CLOCK_PROCESS_CPUTIME_ID);
}

void
bench_run_end (const BenchRun *run, BenchSamples *samples)
{
  end (run, CLOCK_PROCESS_CPUTIME_ID, samples);
}

void
bench_thread_begin (BenchRun *run)
{
  begin (run, CLOCK_THREAD_CPUTIME_ID);
}

void
bench_thread_end (const BenchRun *run, BenchSamples *samples)
{
  end (run, CLOCK_THREAD_CPUTIME_ID, samples);
}

/* Of all children that have ended and been waited for. */
static double
read_children (void)
{
  struct rusage usage = { 0 };

  (void)getrusage (RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

void
bench_child_begin (BenchRun *run)
{
  run->cpu = read_children ();
  run->wall = read_clock (CLOCK_MONOTONIC);
}

void
bench_child_end (const BenchRun *run, BenchSamples *samples)
{
  double wall = read_clock (CLOCK_MONOTONIC) - run->wall;
  double cpu = read_children () - run->cpu;

  g_array_append_val (samples->wall, wall);
  g_array_append_val (samples->cpu, cpu);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
at_share (const GArray *sorted, double share)
{
  double place = share * (double)(sorted->len - 1);
  guint below = (guint)place;
  double low = g_array_index (sorted, double, below);
  double high = g_array_index (sorted, double, MIN (below + 1, sorted->len - 1));

  return low + (high - low) * (place - below);
}

BenchSpread
bench_spread (GArray *samples)
{
  BenchSpread spread = { .runs = samples->len };

  if (samples->len == 0)
    return spread;
  g_array_sort (samples, compare);
  spread.least = at_share (samples, 0);
  spread.quarter = at_share (samples, 0.25);
  spread.median = at_share (samples, 0.5);
  spread.three_quarters = at_share (samples, 0.75);
  spread.most = at_share (samples, 1);
  return spread;
}
