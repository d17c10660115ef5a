/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-local-hall.h"

G_BEGIN_DECLS

/**
 * YxHallKeeper:
 *
 * Keeps a hall on this computer running for as long as the desktop does: one that dies is started again on the same
 * data, at the same address.
 */
typedef struct _YxHallKeeper YxHallKeeper;

/**
 * YxHallKeeperFunc:
 * @up: whether the hall answers
 * @data: the caller's own
 *
 * Told on the keeper's own thread.
 */
typedef void (*YxHallKeeperFunc) (gboolean up, gpointer data);

YxHallKeeper *yx_hall_keeper_new (const char *folder, const char *name, GCancellable *cancellable, GError **error);
void yx_hall_keeper_free (YxHallKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallKeeper, yx_hall_keeper_free)

void yx_hall_keeper_watch (YxHallKeeper *keeper, YxHallKeeperFunc func, gpointer data);
const char *yx_hall_keeper_url (YxHallKeeper *keeper);
YxCodeSource *yx_hall_keeper_codes (YxHallKeeper *keeper);
GPid yx_hall_keeper_pid (YxHallKeeper *keeper);
guint yx_hall_keeper_revivals (YxHallKeeper *keeper);

G_END_DECLS
