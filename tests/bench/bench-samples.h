/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What some runs of one thing took, in milliseconds each: by the clock, and of this process's processors. */
typedef struct
{
  GArray *wall;
  GArray *cpu;
} BenchSamples;

/* Median and spread; an array's order is lost. */
typedef struct
{
  guint runs;
  double least;
  double quarter;
  double median;
  double three_quarters;
  double most;
} BenchSpread;

/* One run that is going on. */
typedef struct
{
  double wall;
  double cpu;
} BenchRun;

void bench_samples_init (BenchSamples *samples);
void bench_samples_clear (BenchSamples *samples);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BenchSamples, bench_samples_clear)

void bench_run_begin (BenchRun *run);
void bench_run_end (const BenchRun *run, BenchSamples *samples);

/* The same for a run in a process of its own, which has ended by then: its processors, not ours. */
void bench_child_begin (BenchRun *run);
void bench_child_end (const BenchRun *run, BenchSamples *samples);

/* The same, with what this thread alone takes of a processor. */
void bench_thread_begin (BenchRun *run);
void bench_thread_end (const BenchRun *run, BenchSamples *samples);

BenchSpread bench_spread (GArray *samples);

G_END_DECLS
