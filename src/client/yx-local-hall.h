/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-code-source.h"

G_BEGIN_DECLS

/**
 * YxLocalHall:
 *
 * A hall of one's own on this machine: `yinxin-hall` as a child process on a Unix socket, its codes
 * handed over through a socketpair. It ends with this process.
 */
typedef struct _YxLocalHall YxLocalHall;

gboolean yx_local_hall_make (const char *folder, const char *name, GCancellable *cancellable, GError **error);
gboolean yx_local_hall_has (const char *folder);
gboolean yx_local_hall_return_filing (const char *folder, const char *filing, const char *reason, GCancellable *cancellable,
                                      GError **error);
YxLocalHall *yx_local_hall_start (const char *folder, const char *name, GCancellable *cancellable, GError **error);
gboolean yx_local_hall_stop (YxLocalHall *hall, GError **error);
gboolean yx_local_hall_await_end (YxLocalHall *hall, GCancellable *cancellable);
gboolean yx_local_hall_revive (YxLocalHall *hall, GCancellable *cancellable, GError **error);
void yx_local_hall_free (YxLocalHall *hall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxLocalHall, yx_local_hall_free)

const char *yx_local_hall_url (YxLocalHall *hall);
YxCodeSource *yx_local_hall_codes (YxLocalHall *hall);
GPid yx_local_hall_pid (YxLocalHall *hall);
gint64 yx_local_hall_peak_memory (YxLocalHall *hall);

G_END_DECLS
