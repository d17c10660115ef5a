/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "bench/bench-samples.h"

G_BEGIN_DECLS

/* Fails the whole measurement: half a table helps nobody. */
#define BENCH_ASSERT_NO_ERROR(error)                                                                         \
  do                                                                                                         \
    {                                                                                                        \
      if ((error) != NULL)                                                                                   \
        g_error ("%s: %s", G_STRLOC, (error)->message);                                                      \
    }                                                                                                        \
  while (0)

JsonObject *bench_report_child (JsonObject *parent, const char *name);
void bench_report_spread (JsonObject *object, GArray *values);
void bench_report_samples (JsonObject *parent, const char *name, BenchSamples *samples, gsize bytes);
void bench_report_machine (JsonObject *object);
void bench_report_load (JsonObject *object, const char *name);

G_END_DECLS
