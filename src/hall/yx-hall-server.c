/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-server.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hall/yx-hall-error.h"
#include "hall/yx-hall-server-private.h"

#define READ_THREADS 4
#define WRITE_THREADS 8
#define CPU_THREADS 2
/* Each may wait for the SMS gateway for seconds; nobody else shall. */
#define CODE_THREADS 16
#define READS_WAITING 512
#define WRITES_WAITING 256
#define COSTLY_WAITING 64
#define COSTLY_OWN_WAITING 4
#define CPU_WAITING 64
#define CODES_WAITING 64
/* Connections not yet accepted; beyond it a Unix socket refuses at once. */
#define BACKLOG 1024

static void
head_arrived (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  yx_hall_exchange_begin (data, message);
}

static void
body_arrived (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  yx_hall_exchange_run (data, message);
}

/* Once for each request that was answered, or not to its end. */
static void
wait_for_next (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  YxHallConnection *connection = yx_hall_connection_of (message);

  yx_hall_exchange_finished (message);
  if (g_hash_table_contains (((YxHallServer *)data)->connections, connection))
    yx_hall_connection_enter (connection, YX_HALL_IDLE);
}

static void
request_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  yx_hall_connection_enter (yx_hall_connection_of (message), YX_HALL_HEADERS);
}

static gboolean
connected (GSocketService *service, GSocketConnection *socket, GObject *source, gpointer data)
{
  yx_hall_connection_accept (data, socket);
  return TRUE;
}

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
await_ends (YxHallServer *server, GError **error)
{
  server->sweeps = G_MAXINT64;
  server->ends = epoll_create1 (EPOLL_CLOEXEC);
  if (server->ends < 0)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "No epoll set: %s", g_strerror (errno));
      return FALSE;
    }
  server->ends_source = g_unix_fd_source_new (server->ends, G_IO_IN);
  g_source_set_callback (server->ends_source, G_SOURCE_FUNC (yx_hall_connections_ended), server, NULL);
  g_source_attach (server->ends_source, server->context);
  return TRUE;
}

/* libsoup closes each connection after its first answer unless it listens somewhere itself: here it listens
 * to a socket at whose other end nobody ever speaks. */
static gboolean
keep_alive (YxHallServer *server, GError **error)
{
  g_autoptr (GSocket) silent = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "No socketpair: %s", g_strerror (errno));
      return FALSE;
    }
  server->silent_end = ends[1];
  silent = g_socket_new_from_fd (ends[0], error);
  return silent != NULL && soup_server_listen_socket (server->soup, silent, 0, error);
}

/**
 * yx_hall_server_new:
 * @hall: what the handlers work with; must outlive the server
 * @options: handlers, times and numbers
 * @error: why the sessions cannot be read
 *
 * Returns: (transfer full): a server that listens nowhere yet
 */
YxHallServer *
yx_hall_server_new (YxHall *hall, const YxHallServerOptions *options, GError **error)
{
  g_autoptr (YxHallSessions) sessions = yx_hall_sessions_new (hall, error);
  g_autoptr (YxHallServer) server = NULL;

  if (sessions == NULL || !yx_hall_readers_reside (hall->readers, error))
    return NULL;
  server = g_new0 (YxHallServer, 1);
  server->hall = hall;
  server->options = *options;
  server->silent_end = -1;
  server->ends = -1;
  server->context = g_main_context_ref_thread_default ();
  server->sessions = g_steal_pointer (&sessions);
  server->rates = yx_hall_rates_new ();
  server->connections = g_hash_table_new_full (NULL, NULL, yx_hall_connection_free, NULL);
  server->exchanges = g_hash_table_new_full (NULL, NULL, yx_hall_exchange_unref, NULL);
  server->parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->reads = yx_workers_new ("hall-reads", READ_THREADS, READS_WAITING);
  server->writes = yx_workers_new ("hall-writes", WRITE_THREADS, WRITES_WAITING);
  server->cpu = yx_workers_new ("hall-cpu", CPU_THREADS, CPU_WAITING);
  server->codes = yx_workers_new ("hall-codes", CODE_THREADS, CODES_WAITING);
  server->turns
      = yx_hall_turns_new (WRITE_THREADS / 2, COSTLY_WAITING, COSTLY_OWN_WAITING, yx_hall_exchange_unref);
  server->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (server->service), BACKLOG);
  g_signal_connect (server->service, "incoming", G_CALLBACK (connected), server);
  server->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_early_handler (server->soup, NULL, head_arrived, server, NULL);
  soup_server_add_handler (server->soup, NULL, body_arrived, server, NULL);
  g_signal_connect (server->soup, "request-started", G_CALLBACK (request_started), server);
  g_signal_connect (server->soup, "request-finished", G_CALLBACK (wait_for_next), server);
  g_signal_connect (server->soup, "request-aborted", G_CALLBACK (wait_for_next), server);
  return await_ends (server, error) && keep_alive (server, error) ? g_steal_pointer (&server) : NULL;
}

static gboolean
listen_at (YxHallServer *server, GSocketAddress *address, GSocketAddress **effective, GError **error)
{
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (server->url == NULL, FALSE);
  if (g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), address, G_SOCKET_TYPE_STREAM,
                                     G_SOCKET_PROTOCOL_DEFAULT, NULL, effective, &problem))
    {
      g_socket_service_start (server->service);
      return TRUE;
    }
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "The hall cannot listen: %s", problem->message);
  return FALSE;
}

/* What a hall that was killed has left; the folder's lock says that none runs. */
static gboolean
remove_old_socket (const char *path, GError **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return TRUE;
  if (S_ISSOCK (info.st_mode) && g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "%s is in the way of the hall's socket", path);
  return FALSE;
}

/**
 * yx_hall_server_listen_unix:
 * @server: a server
 * @path: a socket, made with 0600; only this user may connect
 * @error: %YX_HALL_ERROR_LISTEN
 *
 * Returns: whether it listens
 */
gboolean
yx_hall_server_listen_unix (YxHallServer *server, const char *path, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  mode_t old;
  gboolean done;

  if (strlen (path) >= g_unix_socket_address_get_path_len (G_UNIX_SOCKET_ADDRESS (address)) + 1
      || strlen (path) > 107)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "The socket's path %s is too long", path);
      return FALSE;
    }
  if (!remove_old_socket (path, error))
    return FALSE;
  old = umask (0177);
  done = listen_at (server, address, NULL, error);
  umask (old);
  if (!done)
    return FALSE;
  server->socket_path = g_strdup (path);
  server->url = g_strdup_printf ("unix:%s", path);
  return TRUE;
}

static gboolean
may_listen (YxHallServer *server, GInetAddress *address, const char *text, GError **error)
{
  if (address == NULL)
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "%s is no address", text);
  else if (server->hall->config->sms_provider == YX_HALL_SMS_SHOWN
           && !g_inet_address_get_is_loopback (address))
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN,
                 "A hall that shows its SMS codes listens on loopback or a socket only, not on %s", text);
  else
    return TRUE;
  return FALSE;
}

/**
 * yx_hall_server_listen_tls:
 * @server: a server
 * @address: an IPv4 or IPv6 address
 * @port: a port; 0: any
 * @certificate: the hall's, with its key
 * @error: %YX_HALL_ERROR_LISTEN
 *
 * Returns: whether it listens
 */
gboolean
yx_hall_server_listen_tls (
    YxHallServer *server, const char *address, guint16 port, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GInetAddress) where = g_inet_address_new_from_string (address);
  g_autoptr (GSocketAddress) socket = NULL;
  g_autoptr (GSocketAddress) effective = NULL;
  guint16 given;

  if (!may_listen (server, where, address, error))
    return FALSE;
  socket = g_inet_socket_address_new (where, port);
  server->certificate = g_object_ref (certificate);
  if (!listen_at (server, socket, &effective, error))
    return FALSE;
  given = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  server->url = strchr (address, ':') != NULL ? g_strdup_printf ("https://[%s]:%u", address, given)
                                              : g_strdup_printf ("https://%s:%u", address, given);
  return TRUE;
}

/**
 * yx_hall_server_show:
 * @server: a server that listens with TLS
 * @certificate: another certificate, with its key
 *
 * New connections are shown @certificate; those that are open go on.
 */
void
yx_hall_server_show (YxHallServer *server, GTlsCertificate *certificate)
{
  g_return_if_fail (server->certificate != NULL);
  g_set_object (&server->certificate, certificate);
}

/**
 * yx_hall_server_load:
 * @server: a server
 *
 * Returns: (transfer full): what it is busy with: connections, requests on their way, those that wait before
 *   each queue
 */
JsonNode *
yx_hall_server_load (YxHallServer *server)
{
  g_autoptr (JsonObject) load = json_object_new ();
  JsonNode *node = json_node_alloc ();

  json_object_set_int_member (load, "connections", g_hash_table_size (server->connections));
  json_object_set_int_member (load, "requests", g_hash_table_size (server->exchanges));
  json_object_set_int_member (load, "reads_waiting", yx_workers_waiting (server->reads));
  json_object_set_int_member (load, "writes_waiting", yx_workers_waiting (server->writes));
  json_object_set_int_member (load, "sign_ins_waiting", yx_workers_waiting (server->cpu));
  json_object_set_int_member (load, "commits_waiting", yx_writer_waiting (server->hall->writer));
  return json_node_init_object (node, load);
}

/**
 * yx_hall_server_url:
 * @server: a server that listens
 *
 * Returns: (transfer none): `https://127.0.0.1:8443` or `unix:/path/to/socket`
 */
const char *
yx_hall_server_url (YxHallServer *server)
{
  return server->url;
}

typedef struct
{
  YxHallServer *server;
  GSourceFunc func;
  YxHallExchange *exchange; /* (owned) */
} Post;

static gboolean
run_post (gpointer data)
{
  Post *post = data;

  (void)g_atomic_int_dec_and_test (&post->server->posted);
  (void)post->func (post->exchange);
  return G_SOURCE_REMOVE;
}

static void
free_post (gpointer data)
{
  Post *post = data;

  yx_hall_exchange_unref (post->exchange);
  g_free (post);
}

/*
 * yx_hall_server_post:
 * Has the server's thread run @func. Takes the reference to @exchange. Any thread may call it.
 */
void
yx_hall_server_post (YxHallServer *server, GSourceFunc func, YxHallExchange *exchange)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Post *post = g_new0 (Post, 1);

  *post = (Post){ server, func, exchange };
  g_atomic_int_inc (&server->posted);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, run_post, post, free_post);
  g_source_attach (source, server->context);
}

static gboolean
say_stopped (gpointer data)
{
  YxHallServer *server = data;
  YxHallStoppedFunc func = server->stopped;

  clear_source (&server->stop_source);
  server->stopped = NULL;
  if (func != NULL)
    func (server->stopped_data);
  return G_SOURCE_REMOVE;
}

static void
stop_within (YxHallServer *server, guint milliseconds)
{
  clear_source (&server->stop_source);
  server->stop_source = g_timeout_source_new (milliseconds);
  g_source_set_callback (server->stop_source, say_stopped, server, NULL);
  g_source_attach (server->stop_source, server->context);
}

/*
 * yx_hall_server_ended:
 * An exchange is over.
 */
void
yx_hall_server_ended (YxHallServer *server, YxHallExchange *exchange)
{
  g_hash_table_remove (server->exchanges, exchange);
  if (server->stopping && server->stopped != NULL && g_hash_table_size (server->exchanges) == 0)
    stop_within (server, 0);
}

/**
 * yx_hall_server_stop:
 * @server: a server
 * @func: (scope async): called once all that ran is answered, or the time for it is over
 * @data: for @func
 *
 * Takes no new requests, answers those that wait on feeds and lets those that run be done.
 */
void
yx_hall_server_stop (YxHallServer *server, YxHallStoppedFunc func, gpointer data)
{
  g_autoptr (GList) all = g_hash_table_get_keys (server->exchanges);

  if (server->stopping)
    return;
  server->stopping = TRUE;
  server->stopped = func;
  server->stopped_data = data;
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  stop_within (server, all != NULL ? server->options.stop_ms : 0);
  for (GList *one = all; one != NULL; one = one->next)
    yx_hall_exchange_hurry (one->data);
}

static void
forget_connections (YxHallServer *server)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, server->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    yx_hall_connection_enter (connection, YX_HALL_UNLIMITED);
}

/**
 * yx_hall_server_free:
 * @server: (transfer full): a server
 *
 * Closes all connections and waits for what the workers are doing.
 */
void
yx_hall_server_free (YxHallServer *server)
{
  server->stopping = TRUE;
  server->stopped = NULL;
  clear_source (&server->stop_source);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  yx_hall_turns_forget (server->turns);
  yx_workers_free (server->reads);
  yx_workers_free (server->writes);
  yx_workers_free (server->cpu);
  yx_workers_free (server->codes);
  while (g_atomic_int_get (&server->posted) > 0)
    g_main_context_iteration (server->context, TRUE);
  forget_connections (server);
  soup_server_disconnect (server->soup);
  g_object_unref (server->soup);
  g_object_unref (server->service);
  if (server->silent_end >= 0)
    close (server->silent_end);
  if (server->socket_path != NULL)
    (void)g_unlink (server->socket_path);
  g_clear_pointer (&server->exchanges, g_hash_table_unref);
  g_clear_pointer (&server->connections, g_hash_table_unref);
  clear_source (&server->sweep);
  clear_source (&server->ends_source);
  if (server->ends >= 0)
    close (server->ends);
  g_hash_table_unref (server->parked);
  g_clear_object (&server->certificate);
  yx_hall_sessions_free (server->sessions);
  yx_hall_rates_free (server->rates);
  yx_hall_turns_free (server->turns);
  g_main_context_unref (server->context);
  g_free (server->socket_path);
  g_free (server->url);
  g_free (server);
}
