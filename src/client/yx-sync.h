/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"
#include "client/yx-mirror.h"

G_BEGIN_DECLS

/**
 * YxSyncNews:
 * @YX_SYNC_CHANGED: lines or other things of the account are no longer what they were
 * @YX_SYNC_ONLINE: the hall answers
 * @YX_SYNC_OFFLINE: the hall doesn't
 * @YX_SYNC_CURRENT: what is here is what the hall has
 * @YX_SYNC_ENDED: the session is over; nothing more comes
 */
typedef enum
{
  YX_SYNC_CHANGED,
  YX_SYNC_ONLINE,
  YX_SYNC_OFFLINE,
  YX_SYNC_CURRENT,
  YX_SYNC_ENDED,
} YxSyncNews;

/* Called on the thread that syncs. */
typedef void (*YxSyncFunc) (YxSyncNews news, gpointer data);

/**
 * YxSync:
 *
 * A thread that keeps a mirror like the hall: it loads what is there, then follows the account's feed.
 */
typedef struct _YxSync YxSync;

YxSync *yx_sync_start (YxMirror *mirror, YxConnection *connection, const char *scope, YxSyncFunc func, gpointer data);
void yx_sync_doubt (YxSync *sync);
void yx_sync_free (YxSync *sync);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSync, yx_sync_free)

gboolean yx_sync_once (YxMirror *mirror, YxConnection *connection, const char *scope, guint wait, gboolean *changed,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
