/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/bench-samples.h"

G_BEGIN_DECLS

/* From now on each turn of the main loop, from when it wakes until it sleeps again, is a run in @samples, until
 * bench_turns_end(): that is how long the screen and the keyboard wait. */
void bench_turns_begin (BenchSamples *samples);
void bench_turns_end (void);

G_END_DECLS
