/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "yx-config.h"

JsonObject *
bench_report_child (JsonObject *parent, const char *name)
{
  JsonObject *child = json_object_new ();

  json_object_set_object_member (parent, name, child);
  return child;
}

/* Three digits after the point say all that is known. */
static void
set_number (JsonObject *object, const char *name, double value)
{
  json_object_set_double_member (object, name, (double)(gint64)(value * 1000 + 0.5) / 1000);
}

/* Runs, median, quartiles and extremes; the array's order is lost. */
void
bench_report_spread (JsonObject *object, GArray *values)
{
  BenchSpread spread = bench_spread (values);

  json_object_set_int_member (object, "runs", spread.runs);
  set_number (object, "median", spread.median);
  set_number (object, "least", spread.least);
  set_number (object, "quarter", spread.quarter);
  set_number (object, "three_quarters", spread.three_quarters);
  set_number (object, "most", spread.most);
}

/* In milliseconds, by the clock; @bytes of the last document, 0: there is none. */
void
bench_report_samples (JsonObject *parent, const char *name, BenchSamples *samples, gsize bytes)
{
  JsonObject *object = bench_report_child (parent, name);

  json_object_set_string_member (object, "unit", "ms");
  bench_report_spread (object, samples->wall);
  if (samples->cpu->len > 0)
    {
      const BenchSpread cpu = bench_spread (samples->cpu);

      set_number (object, "processor_median", cpu.median);
      set_number (object, "processor_most", cpu.most);
    }
  if (bytes > 0)
    json_object_set_int_member (object, "bytes", (gint64)bytes);
}

void
bench_report_load (JsonObject *object, const char *name)
{
  double load[3] = { 0 };
  JsonArray *list = json_array_new ();

  (void)getloadavg (load, 3);
  for (int i = 0; i < 3; i++)
    json_array_add_double_element (list, load[i]);
  json_object_set_array_member (object, name, list);
}

/* `model name	: …` of the first processor, or what the kernel calls the machine. */
static char *
name_processor (const char *machine)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL))
    return g_strdup (machine);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "model name") && strchr (lines[i], ':') != NULL)
      return g_strstrip (g_strdup (strchr (lines[i], ':') + 1));
  return g_strdup (machine);
}

static gint64
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return 0;
  at = strstr (text, "MemTotal:");
  return at != NULL ? g_ascii_strtoll (at + strlen ("MemTotal:"), NULL, 10) / 1024 : 0;
}

void
bench_report_machine (JsonObject *object)
{
  struct utsname names;
  g_autofree char *processor = NULL;

  g_assert (uname (&names) == 0);
  processor = name_processor (names.machine);
  json_object_set_string_member (object, "processor", processor);
  json_object_set_int_member (object, "processors", g_get_num_processors ());
  json_object_set_int_member (object, "memory_mib", read_memory ());
  json_object_set_string_member (object, "kernel", names.release);
  bench_report_load (object, "load");
}
