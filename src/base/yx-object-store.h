/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-clock.h"

G_BEGIN_DECLS

/**
 * YxObjectStore:
 *
 * Bytes kept under their SHA-256: `objects/ab/abcd…`. Any thread may use it.
 */
typedef struct _YxObjectStore YxObjectStore;

/* Says in @referenced whether any row names @hash; FALSE with @error set stops the sweep. */
typedef gboolean (*YxObjectReferenced) (const char *hash, gboolean *referenced, gpointer data, GError **error);

YxObjectStore *yx_object_store_new (const char *path, YxClock *clock, GError **error);
void yx_object_store_free (YxObjectStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxObjectStore, yx_object_store_free)

char *yx_object_store_put (YxObjectStore *store, GBytes *bytes, GError **error);
GBytes *yx_object_store_get (YxObjectStore *store, const char *hash, gsize max_size, GError **error);
gboolean yx_object_store_has (YxObjectStore *store, const char *hash);
gboolean yx_object_store_sweep (YxObjectStore *store, gint64 age, YxObjectReferenced referenced, gpointer data,
                                guint *removed, GError **error);

G_END_DECLS
