/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/answering-server.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

struct _AnsweringServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  char *path;
  GMutex mutex;
  GCond ready;
  gboolean listening;
  const Answer *answers;
  gsize n;
  gsize next;
  Asked asked;
};

static void
clear_asked (Asked *asked)
{
  g_free (asked->method);
  g_free (asked->path);
  g_free (asked->query);
  g_free (asked->token);
  g_free (asked->if_match);
  g_free (asked->if_none_match);
  g_free (asked->type);
  g_free (asked->body);
}

static void
note (AnsweringServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  guint count = self->asked.count + 1;

  clear_asked (&self->asked);
  self->asked = (Asked){
    .method = g_strdup (soup_server_message_get_method (message)),
    .path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message))),
    .query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message))),
    .token = g_strdup (soup_message_headers_get_one (headers, "Authorization")),
    .if_match = g_strdup (soup_message_headers_get_one (headers, "If-Match")),
    .if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match")),
    .type = g_strdup (soup_message_headers_get_content_type (headers, NULL)),
    .body = body->length > 0 ? g_strndup (body->data, (gsize) body->length) : NULL,
    .count = count,
  };
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  AnsweringServer *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const Answer *answer = &self->answers[MIN (self->next, self->n - 1)];

  self->next++;
  note (self, message);
  if (answer->hang_up)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->retry_after != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", answer->retry_after);
  if (answer->body != NULL)
    soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY, answer->body,
                                      answer->size > 0 ? answer->size : strlen (answer->body));
}

static gpointer
run (gpointer data)
{
  AnsweringServer *self = data;
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->path);

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen (self->server, address, 0, NULL))
    g_error ("The test's server can't listen");
  g_mutex_lock (&self->mutex);
  self->listening = TRUE;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->mutex);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

AnsweringServer *
answering_server_new (const char *socket_path)
{
  AnsweringServer *self = g_new0 (AnsweringServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->path = g_strdup (socket_path);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("server", run, self);
  g_mutex_lock (&self->mutex);
  while (!self->listening)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

/* The last answer is repeated. */
void
answering_server_say (AnsweringServer *self, const Answer *answers, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->answers = answers;
  self->n = n;
  self->next = 0;
  self->asked.count = 0;
}

const Asked *
answering_server_asked (AnsweringServer *self)
{
  return &self->asked;
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
answering_server_free (AnsweringServer *self)
{
  g_main_context_invoke (self->context, quit, self->loop);
  g_thread_join (self->thread);
  clear_asked (&self->asked);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ready);
  g_free (self->path);
  g_free (self);
}
