/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/yx-api.h"
#include "api/yx-problem.h"
#include "client/yx-client-error.h"

G_BEGIN_DECLS

/**
 * YxConnection:
 *
 * A way to one hall, over its Unix socket or over TLS, for one account at a time. Calls block and
 * may come from any thread.
 */
typedef struct _YxConnection YxConnection;

/**
 * YxCall:
 * @endpoint: what to ask for
 * @parameters: the path's parameters, in order
 * @request: (nullable): the request's record
 * @body: (nullable): bytes, of endpoints that take them; for JSON endpoints the body ready-made
 * @if_match: (nullable): the version that the request is about
 * @key: (nullable): of an act without an id of its own: the same for each time that it is sent
 * @cursor: (nullable): of a list or feed
 * @limit: items of a page, 0: the hall's default
 * @wait: seconds that the hall may hold the answer back
 */
typedef struct
{
  YxEndpointId endpoint;
  const char *parameters[YX_API_MAX_PARAMETERS];
  gconstpointer request;
  GBytes *body;
  const char *if_match;
  const char *key;
  const char *cursor;
  guint limit;
  guint wait;
} YxCall;

YxConnection *yx_connection_new (const char *url, const char *ca_file, const char *pin, GError **error);
YxConnection *yx_connection_ref (YxConnection *connection);
void yx_connection_unref (YxConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxConnection, yx_connection_unref)

void yx_connection_set_token (YxConnection *connection, YxSecret *token);
void yx_connection_set_patience (YxConnection *connection, guint seconds);
void yx_connection_set_pin (YxConnection *connection, const char *pin);
char *yx_connection_pin (YxConnection *connection);

gpointer yx_connection_call (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error);
gboolean yx_connection_send (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error);
GBytes *yx_connection_fetch (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error);

gint64 yx_connection_hall_now (YxConnection *connection, GCancellable *cancellable, GError **error);

G_END_DECLS
