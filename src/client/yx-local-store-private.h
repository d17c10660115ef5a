/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-local-store.h"

G_BEGIN_DECLS

gboolean yx_local_store_run (YxLocalStore *store, YxTransactionFunc func, gpointer data, GError **error);
GBytes *yx_local_store_seal (YxLocalStore *store, const char *context, GBytes *plain, GError **error);
GBytes *yx_local_store_unseal (YxLocalStore *store, const char *context, GBytes *sealed, GError **error);

G_END_DECLS
