/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/yx-secret.h"

G_BEGIN_DECLS

/**
 * YxKeyRing:
 *
 * Where a desktop's secrets are between two starts: the keys of the local stores and the sessions' tokens, in the
 * session's secret service. Where there is none, they are in memory only, and end with the program.
 * Calls block, as the service may ask to be unlocked; they may come from any thread.
 */
typedef struct _YxKeyRing YxKeyRing;

YxKeyRing *yx_key_ring_new (void);
YxKeyRing *yx_key_ring_new_in_memory (void);
YxKeyRing *yx_key_ring_ref (YxKeyRing *ring);
void yx_key_ring_unref (YxKeyRing *ring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxKeyRing, yx_key_ring_unref)

gboolean yx_key_ring_is_lasting (YxKeyRing *ring);

YxSecret *yx_key_ring_store_key (YxKeyRing *ring, const char *hall, const char *account, gboolean *made,
                                 GCancellable *cancellable, GError **error);
YxSecret *yx_key_ring_token (YxKeyRing *ring, const char *hall, const char *account, GCancellable *cancellable, GError **error);
gboolean yx_key_ring_keep_token (YxKeyRing *ring, const char *hall, const char *account, YxSecret *token,
                                 GCancellable *cancellable, GError **error);
gboolean yx_key_ring_forget_token (YxKeyRing *ring, const char *hall, const char *account, GCancellable *cancellable,
                                   GError **error);
gboolean yx_key_ring_forget_hall (YxKeyRing *ring, const char *hall, GCancellable *cancellable, GError **error);

G_END_DECLS
