/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/bench-report.h"

G_BEGIN_DECLS

/* Whole processes, from their start to their end: our signing, judging and the judge's start beside `mutool sign`,
 * `pdfsig` and `openssl speed`. */
void bench_processes (JsonObject *report, guint runs, const char *folder, const char *sign_program);

G_END_DECLS
