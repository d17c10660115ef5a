/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"

G_BEGIN_DECLS

/**
 * YxFlowCheck:
 * @data: the caller's own
 * @done: (out): whether what is waited for has come
 *
 * Asks the hall once.
 *
 * Returns: whether it could be asked
 */
typedef gboolean (*YxFlowCheck) (gpointer data, gboolean *done, GCancellable *cancellable, GError **error);

gboolean yx_flow_await (YxActor *actor, YxFlowCheck check, gpointer data, guint seconds, GCancellable *cancellable,
                        GError **error);

GPtrArray *yx_flow_filings (YxActor *actor, GCancellable *cancellable, GError **error);
GPtrArray *yx_flow_documents (YxActor *actor, GCancellable *cancellable, GError **error);

G_END_DECLS
