/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hall/yx-hall-server-private.h"

#define ENDS_AT_ONCE 64
#define DRAIN_BYTES (8 * 1024 * 1024)
#define DRAIN_CHUNK (64 * 1024)
#define FAREWELL_MS 3000

/* Lives as long as its stream. */
struct _YxHallConnection
{
  YxHallServer *server;      /* (unowned) */
  GSocketConnection *socket; /* (unowned) (nullable): a weak reference frees this with it */
  GIOStream *stream;         /* (unowned): the socket, or TLS over it */
  GSocketAddress *remote;    /* (unowned) (nullable): a weak pointer; what messages know the connection by */
  char *address;             /* (owned) */
  YxHallPhase phase;
  gint64 due;       /* monotonic: when the phase's time is over */
  gboolean closing; /* the other side has said its last; some of it may still have to be read */
  GSource *watch;   /* (owned) (nullable): sees the last bytes read, between requests */
};

/* The last that is said over a connection. */
typedef struct
{
  GIOStream *stream;         /* (owned) */
  GSocket *socket;           /* (owned) */
  GBytes *bytes;             /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GSource *deadline;         /* (owned) */
  gsize drained;
} Farewell;

static
G_DEFINE_QUARK (yx-hall-connection, data)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
forget (gpointer data, GObject *where)
{
  YxHallConnection *connection = data;

  connection->socket = NULL;
  g_hash_table_remove (connection->server->connections, connection);
}

/*
 * yx_hall_connection_free:
 * The server's end of a connection; its stream goes on for whom it belongs to.
 */
void
yx_hall_connection_free (gpointer data)
{
  YxHallConnection *connection = data;

  if (connection->socket != NULL)
    g_object_weak_unref (G_OBJECT (connection->socket), forget, connection);
  if (connection->remote != NULL)
    {
      g_object_set_qdata (G_OBJECT (connection->remote), data_quark (), NULL);
      g_clear_weak_pointer (&connection->remote);
    }
  clear_source (&connection->watch);
  g_free (connection->address);
  g_free (connection);
}

/* Whoever is slow gets what fits into the socket, and no more time. */
static void
say_timeout (YxHallConnection *connection)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxHallAnswer) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GOutputStream *out = g_io_stream_get_output_stream (connection->stream);

  if (!G_IS_POLLABLE_OUTPUT_STREAM (out)
      || !g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (out)))
    return;
  yx_problem_set (&problem, YX_PROBLEM_TIMEOUT, NULL, NULL);
  answer = yx_hall_answer_problem (problem, "none");
  bytes = yx_hall_answer_write (answer);
  (void)g_pollable_output_stream_write_nonblocking (
      G_POLLABLE_OUTPUT_STREAM (out), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
}

/* libsoup 3.2 keeps a connection that ends between two requests for ever, its descriptor included. */
static void
hang_up (YxHallConnection *connection)
{
  (void)g_socket_close (g_socket_connection_get_socket (connection->socket), NULL);
  g_hash_table_remove (connection->server->connections, connection);
}

static gboolean
is_drained (YxHallConnection *connection)
{
  char next;

  return recv (g_socket_get_fd (g_socket_connection_get_socket (connection->socket)), &next, 1,
               MSG_PEEK | MSG_DONTWAIT)
         == 0;
}

static gboolean
look (GSocket *socket, GIOCondition condition, gpointer data)
{
  YxHallConnection *connection = data;

  if (is_drained (connection))
    hang_up (connection);
  else
    clear_source (&connection->watch);
  return G_SOURCE_REMOVE;
}

static void
watch (YxHallConnection *connection)
{
  connection->watch = g_socket_create_source (g_socket_connection_get_socket (connection->socket), G_IO_IN, NULL);
  g_source_set_callback (connection->watch, G_SOURCE_FUNC (look), connection, NULL);
  g_source_attach (connection->watch, connection->server->context);
}

/* The other side will send nothing more. What it still waits for, it gets. */
static void
note_end (YxHallConnection *connection)
{
  connection->closing = TRUE;
  if (connection->phase != YX_HALL_IDLE || g_socket_is_closed (g_socket_connection_get_socket (connection->socket)))
    return;
  if (is_drained (connection))
    hang_up (connection);
  else if (connection->watch == NULL)
    watch (connection);
}

/*
 * yx_hall_connections_ended:
 * Some connections of the server have said their last; each is told once.
 */
gboolean
yx_hall_connections_ended (gint fd, GIOCondition condition, gpointer data)
{
  YxHallServer *server = data;
  struct epoll_event ends[ENDS_AT_ONCE];
  int n = epoll_wait (fd, ends, ENDS_AT_ONCE, 0);

  for (int i = 0; i < n; i++)
    if (g_hash_table_contains (server->connections, ends[i].data.ptr))
      note_end (ends[i].data.ptr);
  return G_SOURCE_CONTINUE;
}

/* In one set for all, for the whole life of the connection: a source for each pause costs more than its request. */
static void
await_end (YxHallConnection *connection)
{
  struct epoll_event end = { .events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = connection };
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection->socket));

  if (epoll_ctl (connection->server->ends, EPOLL_CTL_ADD, fd, &end) != 0)
    connection->closing = TRUE; /* then each pause is watched */
}

static void
run_out (YxHallConnection *connection)
{
  g_debug ("A connection ran out of time in phase %d", (int)connection->phase);
  connection->due = G_MAXINT64;
  if (connection->phase == YX_HALL_HEADERS || connection->phase == YX_HALL_BODY)
    say_timeout (connection);
  if (connection->phase == YX_HALL_IDLE)
    hang_up (connection);
  else
    (void)g_socket_shutdown (g_socket_connection_get_socket (connection->socket), TRUE, TRUE, NULL);
}

static gboolean sweep (gpointer data);

/* One timer for all connections: it stays where it is while those that are due earlier go on to what is due later. */
static void
sweep_at (YxHallServer *server, gint64 when)
{
  gint64 left = MAX (when - g_get_monotonic_time (), 0);

  clear_source (&server->sweep);
  server->sweeps = when;
  if (when == G_MAXINT64)
    return;
  server->sweep = g_timeout_source_new ((guint)((left + 999) / 1000));
  g_source_set_callback (server->sweep, sweep, server, NULL);
  g_source_attach (server->sweep, server->context);
}

static gboolean
sweep (gpointer data)
{
  YxHallServer *server = data;
  g_autoptr (GList) all = g_hash_table_get_keys (server->connections);
  gint64 now = g_get_monotonic_time ();
  gint64 next = G_MAXINT64;

  for (GList *one = all; one != NULL; one = one->next)
    {
      YxHallConnection *connection = one->data;

      if (connection->due <= now)
        run_out (connection);
      else
        next = MIN (next, connection->due);
    }
  sweep_at (server, next);
  return G_SOURCE_REMOVE;
}

static guint
time_for (const YxHallServerOptions *options, YxHallPhase phase)
{
  switch (phase)
    {
    case YX_HALL_IDLE:
      return options->idle_ms;
    case YX_HALL_HEADERS:
      return options->header_ms;
    case YX_HALL_BODY:
      return options->body_ms;
    case YX_HALL_ANSWER:
      return options->answer_ms;
    case YX_HALL_UNLIMITED:
    default:
      return 0;
    }
}

/*
 * yx_hall_connection_enter:
 * From now on the connection has the time that @phase is allowed. @connection is %NULL where it has hung up.
 */
void
yx_hall_connection_enter (YxHallConnection *connection, YxHallPhase phase)
{
  gint64 time;

  if (connection == NULL)
    return;
  time = time_for (&connection->server->options, phase);
  clear_source (&connection->watch);
  connection->phase = phase;
  if (phase == YX_HALL_IDLE && connection->closing)
    watch (connection);
  connection->due = phase == YX_HALL_UNLIMITED ? G_MAXINT64 : g_get_monotonic_time () + time * 1000;
  if (connection->due < connection->server->sweeps)
    sweep_at (connection->server, connection->due);
}

/*
 * yx_hall_connection_of:
 * The connection over which @message came.
 */
YxHallConnection *
yx_hall_connection_of (SoupServerMessage *message)
{
  return g_object_get_qdata (G_OBJECT (soup_server_message_get_remote_address (message)), data_quark ());
}

/*
 * yx_hall_connection_address:
 * Where the other side is: `local` on a Unix socket.
 */
const char *
yx_hall_connection_address (YxHallConnection *connection)
{
  return connection->address;
}

/* On a Unix socket only the user who runs the hall may speak (SO_PEERCRED). */
static gboolean
is_welcome (YxHallServer *server, GSocketConnection *socket)
{
  g_autoptr (GCredentials) credentials = NULL;

  if (server->stopping || g_hash_table_size (server->connections) >= server->options.connections)
    return FALSE;
  if (server->socket_path == NULL)
    return TRUE;
  credentials = g_socket_get_credentials (g_socket_connection_get_socket (socket), NULL);
  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

static char *
name_address (YxHallServer *server, GSocketConnection *socket)
{
  g_autoptr (GSocketAddress) remote = NULL;

  if (server->socket_path != NULL)
    return g_strdup ("local");
  remote = g_socket_connection_get_remote_address (socket, NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("unknown");
  return g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

/* An Internet address stands for whatever it is: libsoup asks it for its port. */
static GSocketAddress *
make_address (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  return g_inet_socket_address_new (loopback, 80);
}

/*
 * yx_hall_connection_accept:
 * Hands a new connection to libsoup, or closes it.
 */
void
yx_hall_connection_accept (YxHallServer *server, GSocketConnection *socket)
{
  g_autoptr (GSocketAddress) local = make_address ();
  g_autoptr (GSocketAddress) remote = make_address ();
  g_autoptr (GIOStream) stream = NULL;
  YxHallConnection *connection;

  if (!is_welcome (server, socket))
    return;
  if (server->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (socket), server->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (socket));
  if (stream == NULL)
    return;
  connection = g_new0 (YxHallConnection, 1);
  connection->server = server;
  connection->socket = socket;
  connection->stream = stream;
  connection->address = name_address (server, socket);
  g_hash_table_add (server->connections, connection);
  g_object_weak_ref (G_OBJECT (socket), forget, connection);
  g_object_set_qdata (G_OBJECT (remote), data_quark (), connection);
  g_set_weak_pointer (&connection->remote, remote);
  await_end (connection);
  yx_hall_connection_enter (connection, YX_HALL_HEADERS);
  (void)soup_server_accept_iostream (server->soup, stream, local, remote, NULL);
}

static void
free_farewell (Farewell *farewell)
{
  g_source_destroy (farewell->deadline);
  g_source_unref (farewell->deadline);
  g_io_stream_close_async (farewell->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (farewell->stream);
  g_object_unref (farewell->socket);
  g_object_unref (farewell->cancellable);
  g_bytes_unref (farewell->bytes);
  g_free (farewell);
}

static void
drained (GObject *object, GAsyncResult *result, gpointer data)
{
  Farewell *farewell = data;
  GInputStream *in = G_INPUT_STREAM (object);
  gssize n = g_input_stream_skip_finish (in, result, NULL);

  if (n > 0)
    farewell->drained += (gsize)n;
  if (n <= 0 || farewell->drained > DRAIN_BYTES)
    {
      free_farewell (farewell);
      return;
    }
  g_input_stream_skip_async (in, DRAIN_CHUNK, G_PRIORITY_DEFAULT, farewell->cancellable, drained, farewell);
}

/* What the other side still sends is taken in for a while: a closed socket would reset, and the answer be
 * lost. */
static void
said (GObject *object, GAsyncResult *result, gpointer data)
{
  Farewell *farewell = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    {
      free_farewell (farewell);
      return;
    }
  (void)g_socket_shutdown (farewell->socket, FALSE, TRUE, NULL);
  g_input_stream_skip_async (g_io_stream_get_input_stream (farewell->stream), DRAIN_CHUNK, G_PRIORITY_DEFAULT,
                             farewell->cancellable, drained, farewell);
}

static gboolean
give_up (gpointer data)
{
  Farewell *farewell = data;

  g_cancellable_cancel (farewell->cancellable);
  return G_SOURCE_REMOVE;
}

/* A refusal on its way to the moment when libsoup has let go of the message. */
typedef struct
{
  GMainContext *context;      /* (owned) */
  SoupServerMessage *message; /* (owned) */
  GSocket *socket;            /* (owned) */
  GBytes *bytes;              /* (owned) */
} Refusal;

static gboolean
steal (gpointer data)
{
  Refusal *refusal = data;
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (refusal->message);
  Farewell *farewell;

  if (stream == NULL)
    return G_SOURCE_REMOVE;
  farewell = g_new0 (Farewell, 1);
  farewell->stream = g_steal_pointer (&stream);
  farewell->socket = g_object_ref (refusal->socket);
  farewell->bytes = g_bytes_ref (refusal->bytes);
  farewell->cancellable = g_cancellable_new ();
  farewell->deadline = g_timeout_source_new (FAREWELL_MS);
  g_source_set_callback (farewell->deadline, give_up, farewell, NULL);
  g_source_attach (farewell->deadline, refusal->context);
  g_output_stream_write_all_async (
      g_io_stream_get_output_stream (farewell->stream), g_bytes_get_data (farewell->bytes, NULL),
      g_bytes_get_size (farewell->bytes), G_PRIORITY_DEFAULT, farewell->cancellable, said, farewell);
  return G_SOURCE_REMOVE;
}

static void
free_refusal (gpointer data)
{
  Refusal *refusal = data;

  g_main_context_unref (refusal->context);
  g_object_unref (refusal->message);
  g_object_unref (refusal->socket);
  g_bytes_unref (refusal->bytes);
  g_free (refusal);
}

/*
 * yx_hall_connection_refuse:
 * Says @answer without taking in the rest of the request, and closes the connection. libsoup's own
 * answers would read the body to its end.
 */
void
yx_hall_connection_refuse (YxHallConnection *connection, SoupServerMessage *message, YxHallAnswer *answer)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Refusal *refusal = g_new0 (Refusal, 1);

  yx_hall_connection_enter (connection, YX_HALL_UNLIMITED);
  soup_server_message_pause (message);
  refusal->context = g_main_context_ref (connection->server->context);
  refusal->message = g_object_ref (message);
  refusal->socket = g_object_ref (g_socket_connection_get_socket (connection->socket));
  refusal->bytes = yx_hall_answer_write (answer);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, steal, refusal, free_refusal);
  g_source_attach (source, connection->server->context);
}
