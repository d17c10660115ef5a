/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/bench-samples.h"

G_BEGIN_DECLS

/* In process: yx_paper_contract_prepared() for a made-up person each run, no two alike; and one derivation by scrypt
 * with the cost of account passwords. */
void bench_paper_compose (guint runs, BenchSamples *samples, gsize *document_size);
void bench_scrypt_account (guint runs, BenchSamples *samples);

G_END_DECLS
