/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-desk-sample.h"

#include <sys/resource.h>

#include "bench/bench-report.h"
#include "crypto/yx-crypto.h"
#include "flow/yx-sample-hall.h"
#include "lib/yx-test-folder.h"

/* Of this process and of those that it has waited for. */
static double
processor_seconds (void)
{
  static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (whose); i++)
    {
      struct rusage used;

      getrusage (whose[i], &used);
      sum += (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec);
      sum += (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    }
  return sum;
}

/* The sample hall, made as a person has it made: production parameters, two desks at a time. */
void
bench_desk_sample (JsonObject *report)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *hall = yx_test_folder_path (folder, "sample-hall");
  g_autoptr (GError) error = NULL;
  double used = processor_seconds ();
  gint64 begun = g_get_monotonic_time ();

  g_assert_true (yx_crypto_init ());
  yx_sample_hall_make (hall, NULL, NULL, NULL, &error);
  BENCH_ASSERT_NO_ERROR (error);
  json_object_set_double_member (report, "seconds", (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  json_object_set_double_member (report, "processor_seconds", processor_seconds () - used);
}
