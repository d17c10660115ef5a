/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A SoupServer in a process of its own that gives one ready-made answer to everything. */
typedef struct
{
  GSubprocess *process; /* (owned) */
  char *socket;         /* (owned) */
} BenchServer;

void bench_server_start (BenchServer *server, const char *program, const char *folder, GBytes *answer);
void bench_server_end (BenchServer *server);
int bench_server_main (const char *socket, const char *answer);

G_END_DECLS
