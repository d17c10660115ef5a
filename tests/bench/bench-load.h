/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thread that keeps some connections to a Unix socket busy, each with one request at a time. */
typedef struct
{
  const char *socket;
  guint connections;
  GPtrArray *requests; /* of GBytes, taken by turns */
  guint status;        /* that every answer must have */
} BenchLoad;

GBytes *bench_load_request (const char *method, const char *path, const char *token, const char *body);
double bench_load_run (const BenchLoad *load, guint first, guint n);
GBytes *bench_load_ask (const char *socket, GBytes *request);

G_END_DECLS
