/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"
#include "client/yx-local-store.h"

G_BEGIN_DECLS

/**
 * YxOutboxState:
 * @YX_OUTBOX_NONE: nothing of that id was put in
 * @YX_OUTBOX_WAITING: not known to have arrived
 * @YX_OUTBOX_DONE: the hall has it
 * @YX_OUTBOX_REFUSED: the hall said no, for good
 */
typedef enum { YX_OUTBOX_NONE, YX_OUTBOX_WAITING, YX_OUTBOX_DONE, YX_OUTBOX_REFUSED } YxOutboxState;

/* What was decided here and must reach the hall once: on disk before the first send. */
gboolean yx_outbox_put (YxLocalStore *store, const char *id, const YxCall *call, GError **error);
YxOutboxState yx_outbox_state (YxLocalStore *store, const char *id, GError **error);
gpointer yx_outbox_send (YxLocalStore *store, YxConnection *connection, const char *id, GCancellable *cancellable, GError **error);
gboolean yx_outbox_flush (YxLocalStore *store, YxConnection *connection, GCancellable *cancellable, GError **error);
gboolean yx_outbox_reopen (YxLocalStore *store, const char *id, GError **error);
gboolean yx_outbox_drop (YxLocalStore *store, const char *id, GError **error);
char *yx_outbox_waiting (YxLocalStore *store, YxEndpointId endpoint, const char *parameter, GError **error);

G_END_DECLS
