/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/stand-in.h"

#include <string.h>

struct _StandIn
{
  StandInFunc func;
  gpointer data;
  GTlsCertificate *certificate; /* (owned) (nullable) */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;
  GPtrArray *held; /* (owned): connections that nothing more is said over */
  GPtrArray *late; /* (owned): messages that wait to be released */
  char *url;       /* (owned) */
  GMutex mutex;
  GCond ready;
  guint count;          /* under the mutex */
  GHashTable *last;     /* (owned), under the mutex: headers by name, and method, path, body */
};

static void
note (StandIn *server, SoupServerMessage *message, const char *path, const char *body)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  g_mutex_lock (&server->mutex);
  server->count++;
  g_hash_table_remove_all (server->last);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_hash_table_insert (server->last, g_ascii_strdown (name, -1), g_strdup (value));
  g_hash_table_insert (server->last, g_strdup ("method"), g_strdup (soup_server_message_get_method (message)));
  g_hash_table_insert (server->last, g_strdup ("path"), g_strdup (path));
  g_hash_table_insert (server->last, g_strdup ("body"), g_strdup (body));
  g_mutex_unlock (&server->mutex);
}

static void
take_over (StandIn *server, SoupServerMessage *message, const StandInReply *reply)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char *said = reply->manner == STAND_IN_NONSENSE ? "SMTP ready\r\n\r\n"
                                                        : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                          "Content-Length: 60\r\n\r\n{\"code\":0,";

  if (reply->manner == STAND_IN_HALF || reply->manner == STAND_IN_DRIPS || reply->manner == STAND_IN_NONSENSE)
    (void) g_output_stream_write_all (g_io_stream_get_output_stream (stream), said, strlen (said), NULL, NULL, NULL);
  if (reply->manner == STAND_IN_NEVER || reply->manner == STAND_IN_DRIPS)
    g_ptr_array_add (server->held, g_steal_pointer (&stream));
  else
    (void) g_io_stream_close (stream, NULL, NULL);
}

static void
answer (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  StandIn *server = data;
  SoupMessageBody *sent = soup_server_message_get_request_body (message);
  g_autofree char *body = g_strndup (sent->length > 0 ? sent->data : "", (gsize) sent->length);
  StandInReply reply = server->func (server->data, path, body);

  note (server, message, path, body);
  if (reply.manner != STAND_IN_ANSWERS && reply.manner != STAND_IN_LATE)
    {
      take_over (server, message, &reply);
      g_free (reply.body);
      return;
    }
  soup_server_message_set_status (message, reply.status, NULL);
  if (reply.location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", reply.location);
  if (reply.body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, reply.body, strlen (reply.body));
  if (reply.manner == STAND_IN_LATE)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (server->late, g_object_ref (message));
    }
}

static char *
where (StandIn *server)
{
  g_autoptr (GSList) sockets = soup_server_get_listeners (server->soup);
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (sockets->data, NULL);

  return g_strdup_printf ("%s://127.0.0.1:%u/", server->certificate != NULL ? "https" : "http",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

static gpointer
run (gpointer data)
{
  StandIn *server = data;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (server->context);
  server->soup = soup_server_new (NULL, NULL);
  if (server->certificate != NULL)
    soup_server_set_tls_certificate (server->soup, server->certificate);
  soup_server_add_handler (server->soup, NULL, answer, server, NULL);
  (void) soup_server_listen (server->soup, address, server->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, &error);
  g_assert_no_error (error);
  g_mutex_lock (&server->mutex);
  server->url = where (server);
  g_cond_signal (&server->ready);
  g_mutex_unlock (&server->mutex);
  g_main_loop_run (server->loop);
  g_ptr_array_set_size (server->held, 0);
  g_ptr_array_set_size (server->late, 0);
  soup_server_disconnect (server->soup);
  g_clear_object (&server->soup);
  while (g_main_context_iteration (server->context, FALSE))
    continue;
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

StandIn *
stand_in_new (StandInFunc func, gpointer data, GTlsCertificate *certificate)
{
  StandIn *server = g_new0 (StandIn, 1);

  server->func = func;
  server->data = data;
  server->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  server->held = g_ptr_array_new_with_free_func (g_object_unref);
  server->late = g_ptr_array_new_with_free_func (g_object_unref);
  server->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&server->mutex);
  g_cond_init (&server->ready);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->thread = g_thread_new ("stand-in", run, server);
  g_mutex_lock (&server->mutex);
  while (server->url == NULL)
    g_cond_wait (&server->ready, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return server;
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
stand_in_free (StandIn *server)
{
  g_main_context_invoke (server->context, quit, server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_clear_object (&server->certificate);
  g_ptr_array_unref (server->held);
  g_ptr_array_unref (server->late);
  g_hash_table_unref (server->last);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->ready);
  g_free (server->url);
  g_free (server);
}

const char *
stand_in_url (StandIn *server)
{
  return server->url;
}

guint
stand_in_count (StandIn *server)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  return server->count;
}

/* A header of the last request, or its method, path or body. */
char *
stand_in_last (StandIn *server, const char *what)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  return g_strdup (g_hash_table_lookup (server->last, what));
}

gboolean
stand_in_asked (gpointer server)
{
  return stand_in_count (server) > 0;
}

static gboolean
release (gpointer data)
{
  StandIn *server = data;

  for (guint i = 0; i < server->late->len; i++)
    soup_server_message_unpause (server->late->pdata[i]);
  g_ptr_array_set_size (server->late, 0);
  return G_SOURCE_REMOVE;
}

/* Those who were kept waiting are answered. */
void
stand_in_release (StandIn *server)
{
  g_main_context_invoke (server->context, release, server);
}
