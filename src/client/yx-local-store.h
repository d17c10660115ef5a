/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"
#include "base/yx-record-sql.h"
#include "base/yx-secret.h"

G_BEGIN_DECLS

/**
 * YxLocalStore:
 *
 * What a desktop keeps of one account at one hall: the outbox, feed cursors, receipts, small facts and a mirror of
 * the account's records. Bodies and facts are encrypted under the store's key. Calls are short and may come from any
 * thread.
 */
typedef struct _YxLocalStore YxLocalStore;

YxLocalStore *yx_local_store_open (const char *path, YxSecret *key, GError **error);
void yx_local_store_free (YxLocalStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxLocalStore, yx_local_store_free)

gboolean yx_local_store_keep (YxLocalStore *store, const char *name, GBytes *fact, GError **error);
GBytes *yx_local_store_kept (YxLocalStore *store, const char *name, GError **error);

G_END_DECLS
