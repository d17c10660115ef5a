/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/bench-report.h"

G_BEGIN_DECLS

/* A real hall on a Unix socket, with wide limits and the real cost of scrypt: filings and their composing, one sealing
 * act over @documents, reads beside a bare SoupServer (@program run as `--server`), writes, sign-ins, peak memory. */
void bench_hall (JsonObject *report, guint runs, guint documents, gboolean only_reads, const char *program);

G_END_DECLS
