/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "bench/bench-pdf.h"
#include "crypto/yx-crypto.h"

#define SIZE (200 * 1024)

typedef void (*Measure) (guint runs, gsize size, BenchSamples *samples, gsize *document_size);

static void
measure (const char *name, Measure function, guint runs)
{
  g_auto (BenchSamples) samples = { 0 };
  gsize size = 0;
  BenchSpread wall;
  BenchSpread cpu;

  bench_samples_init (&samples);
  function (runs, SIZE, &samples, &size);
  wall = bench_spread (samples.wall);
  cpu = bench_spread (samples.cpu);
  g_print ("%s: %u runs, last document %" G_GSIZE_FORMAT " bytes; ms median %.2f (%.2f to %.2f, half of them %.2f to "
           "%.2f), processor %.2f\n",
           name, wall.runs, size, wall.median, wall.least, wall.most, wall.quarter, wall.three_quarters, cpu.median);
}

/* For whoever works on pdf: its part of ./dev bench alone. bench-pdf-alone [RUNS] */
int
main (int argc, char **argv)
{
  guint runs = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 30;

  setlocale (LC_ALL, "");
  if (!yx_crypto_init ())
    return 1;
  measure ("sign", bench_pdf_sign, MAX (runs, 1));
  measure ("judge", bench_pdf_judge, MAX (runs, 1));
  return 0;
}
