/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/bench-samples.h"

G_BEGIN_DECLS

/* In process: yx_pdf_sign() and yx_pdf_judge() called directly, P-256, each run on a document of its own of @size
 * bytes or a little more. Making the documents is not measured. The second signature is measured: a file of its
 * size with one signature in it; the judge gets both. */
void bench_pdf_sign (guint runs, gsize size, BenchSamples *samples, gsize *document_size);
void bench_pdf_judge (guint runs, gsize size, BenchSamples *samples, gsize *document_size);

/* What the processes get: with empty places, and signed by both, with who is trusted. */
GBytes *bench_pdf_prepared (guint seed, gsize size);
GBytes *bench_pdf_signed_twice (guint seed, gsize size, GBytes **trust);

G_END_DECLS
