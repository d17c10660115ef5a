/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/**
 * YxHallServerOptions:
 * @handler_for: finds an endpoint's handler; %NULL from it: the hall does not have the endpoint
 * @is_quick: whether an endpoint's handler may run on the server's own thread: it reads little and waits for nobody
 * @header_ms: for a request's head to arrive
 * @body_ms: for its body
 * @answer_ms: for the answer to be taken
 * @idle_ms: between two requests of a connection
 * @stop_ms: for what runs, once the server is to stop
 * @connections: at once
 * @parked: requests of one account that wait on feeds
 */
typedef struct
{
  YxHallHandler (*handler_for) (YxEndpointId id);
  gboolean (*is_quick) (YxEndpointId id);
  guint header_ms;
  guint body_ms;
  guint answer_ms;
  guint idle_ms;
  guint stop_ms;
  guint connections;
  guint parked;
} YxHallServerOptions;

#define YX_HALL_SERVER_STANDARD                                                                              \
  ((YxHallServerOptions){ yx_hall_handler_for, yx_hall_handler_is_quick, 15000, 30000, 60000, 90000, 10000, 2000, 8 })

/**
 * YxHallServer:
 *
 * Brings requests to handlers and answers back (RFC 9110, 9112). Lives in the thread-default main context
 * of the thread that made it; only that thread may use it.
 */
typedef struct _YxHallServer YxHallServer;

typedef void (*YxHallStoppedFunc) (gpointer data);

YxHallServer *yx_hall_server_new (YxHall *hall, const YxHallServerOptions *options, GError **error);
void yx_hall_server_free (YxHallServer *server);
gboolean yx_hall_server_listen_unix (YxHallServer *server, const char *path, GError **error);
gboolean yx_hall_server_listen_tls (
    YxHallServer *server, const char *address, guint16 port, GTlsCertificate *certificate, GError **error);
void yx_hall_server_show (YxHallServer *server, GTlsCertificate *certificate);
JsonNode *yx_hall_server_load (YxHallServer *server);
const char *yx_hall_server_url (YxHallServer *server);
void yx_hall_server_stop (YxHallServer *server, YxHallStoppedFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallServer, yx_hall_server_free)

G_END_DECLS
