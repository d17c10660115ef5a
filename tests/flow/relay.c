/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/relay.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

struct _Relay
{
  GSocketService *service;
  char *hall_path;
  GMutex mutex;
  GByteArray *passed;
  char *limit; /* (nullable): what no request may say any more */
  gboolean cut;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
};

typedef struct
{
  Relay *relay;
  GInputStream *from;
  GOutputStream *to;
} Way;

/* Whether it may pass; where it says what it may not, nothing passes any more. */
static gboolean
let_pass (Relay *relay, const guint8 *chunk, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);

  if (relay->limit != NULL && n > 0 && memmem (chunk, n, relay->limit, strlen (relay->limit)) != NULL)
    relay->cut = TRUE;
  if (!relay->cut)
    g_byte_array_append (relay->passed, chunk, (guint) n);
  return !relay->cut;
}

static gpointer
carry (gpointer data)
{
  Way *way = data;
  guint8 chunk[16384];
  gssize n;

  while ((n = g_input_stream_read (way->from, chunk, sizeof chunk, NULL, NULL)) > 0)
    if (!let_pass (way->relay, chunk, (gsize) n) || !g_output_stream_write_all (way->to, chunk, (gsize) n, NULL, NULL, NULL))
      break;
  return NULL;
}

static gboolean
on_connection (GThreadedSocketService *service, GSocketConnection *client, GObject *source, gpointer data)
{
  Relay *relay = data;
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (relay->hall_path);
  g_autoptr (GSocketConnection) hall = g_socket_client_connect (connector, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  Way there;
  Way back;
  GThread *returning;

  if (hall == NULL || !let_pass (relay, NULL, 0))
    return TRUE;
  there = (Way){ relay, g_io_stream_get_input_stream (G_IO_STREAM (client)), g_io_stream_get_output_stream (G_IO_STREAM (hall)) };
  back = (Way){ relay, g_io_stream_get_input_stream (G_IO_STREAM (hall)), g_io_stream_get_output_stream (G_IO_STREAM (client)) };
  returning = g_thread_new ("back", carry, &back);
  carry (&there);
  g_socket_shutdown (g_socket_connection_get_socket (hall), TRUE, TRUE, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (client), TRUE, TRUE, NULL);
  g_thread_join (returning);
  return TRUE;
}

static gpointer
run (gpointer data)
{
  Relay *relay = data;

  g_main_context_push_thread_default (relay->context);
  g_socket_service_start (relay->service);
  g_main_loop_run (relay->loop);
  g_main_context_pop_thread_default (relay->context);
  return NULL;
}

Relay *
relay_new (const char *listen_path, const char *hall_path)
{
  Relay *relay = g_new0 (Relay, 1);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (listen_path);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&relay->mutex);
  relay->passed = g_byte_array_new ();
  relay->hall_path = g_strdup (hall_path);
  relay->context = g_main_context_new ();
  relay->loop = g_main_loop_new (relay->context, FALSE);
  g_main_context_push_thread_default (relay->context);
  relay->service = g_threaded_socket_service_new (64);
  g_socket_listener_add_address (G_SOCKET_LISTENER (relay->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (relay->service, "run", G_CALLBACK (on_connection), relay);
  g_main_context_pop_thread_default (relay->context);
  relay->thread = g_thread_new ("relay", run, relay);
  return relay;
}

GBytes *
relay_passed (Relay *relay)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);

  return g_bytes_new (relay->passed->data, relay->passed->len);
}

/* As if the hall were gone from the moment on that a request says @words; %NULL: it is back. */
void
relay_cut (Relay *relay, const char *words)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&relay->mutex);

  g_free (relay->limit);
  relay->limit = g_strdup (words);
  relay->cut = FALSE;
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Once nobody is connected any more. */
void
relay_free (Relay *relay)
{
  g_main_context_invoke (relay->context, quit, relay->loop);
  g_thread_join (relay->thread);
  g_socket_service_stop (relay->service);
  g_socket_listener_close (G_SOCKET_LISTENER (relay->service));
  g_object_unref (relay->service);
  g_main_loop_unref (relay->loop);
  g_main_context_unref (relay->context);
  g_byte_array_unref (relay->passed);
  g_mutex_clear (&relay->mutex);
  g_free (relay->hall_path);
  g_free (relay->limit);
  g_free (relay);
}
