/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"
#include "client/yx-local-store.h"
#include "model/yx-feed-page.h"

G_BEGIN_DECLS

YxFeedPage *yx_feed_read (YxLocalStore *store, YxConnection *connection, const char *scope, guint wait, GCancellable *cancellable, GError **error);
gboolean yx_feed_done (YxLocalStore *store, const char *scope, YxFeedPage *page, GError **error);
gboolean yx_feed_forget (YxLocalStore *store, const char *scope, GError **error);

G_END_DECLS
