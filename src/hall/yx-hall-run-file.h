/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a running hall says of itself: run/hall.json, and the line on its stdout. */
typedef struct
{
  char *url; /* (owned) */
  gint64 pid;
  char *fingerprint; /* (owned): SHA-256 in hex of the TLS certificate's public key, which clients pin */
} YxHallRun;

void yx_hall_run_clear (YxHallRun *run);
char *yx_hall_run_write (const YxHallRun *run);
gboolean yx_hall_run_store (const char *folder, const YxHallRun *run, GError **error);
gboolean yx_hall_run_load (const char *folder, YxHallRun *run, GError **error);
void yx_hall_run_remove (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallRun, yx_hall_run_clear)

G_END_DECLS
