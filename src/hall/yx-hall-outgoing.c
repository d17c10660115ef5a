/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-outgoing.h"

#include <libsoup/soup.h>

#include "hall/yx-hall-error.h"

#define CHUNK (16 * 1024)

/* A question under way, on its own main context. */
typedef struct
{
  const YxHallOutgoing *outgoing;
  GMainContext *context;     /* (owned) */
  SoupSession *session;      /* (owned) */
  SoupMessage *message;      /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GInputStream *stream;      /* (owned) (nullable) */
  GByteArray *body;          /* (owned) */
  GError *problem;           /* (owned) (nullable) */
  gboolean sent; /* the head at least has left */
  gboolean late;
  gboolean done;
} Asking;

static void
clear_asking (Asking *asking)
{
  g_clear_object (&asking->stream);
  g_clear_object (&asking->message);
  soup_session_abort (asking->session);
  g_clear_object (&asking->session);
  while (g_main_context_iteration (asking->context, FALSE))
    continue;
  g_clear_object (&asking->cancellable);
  g_clear_pointer (&asking->body, g_byte_array_unref);
  g_clear_error (&asking->problem);
  g_main_context_pop_thread_default (asking->context);
  g_clear_pointer (&asking->context, g_main_context_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, clear_asking)

static void
wrote_head (SoupMessage *message, gpointer data)
{
  ((Asking *)data)->sent = TRUE;
}

static gboolean
time_is_over (gpointer data)
{
  Asking *asking = data;

  asking->late = TRUE;
  g_cancellable_cancel (asking->cancellable);
  return G_SOURCE_REMOVE;
}

static void read_more (Asking *asking);

static void
got_bytes (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (asking->stream, result, &asking->problem);
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (size > 0)
    g_byte_array_append (asking->body, g_bytes_get_data (bytes, NULL), (guint)size);
  if (asking->body->len > asking->outgoing->most)
    g_set_error_literal (&asking->problem, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "The answer is too large");
  asking->done = size == 0 || asking->problem != NULL;
  if (!asking->done)
    read_more (asking);
}

static void
read_more (Asking *asking)
{
  g_input_stream_read_bytes_async (asking->stream, CHUNK, G_PRIORITY_DEFAULT, asking->cancellable, got_bytes, asking);
}

static void
got_head (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  asking->stream = soup_session_send_finish (asking->session, result, &asking->problem);
  asking->done = asking->stream == NULL;
  if (!asking->done)
    read_more (asking);
}

/* Each question has a connection of its own, for libsoup asks again by itself when a kept one turns out to be closed. */
static gboolean
begin (Asking *asking)
{
  const YxHallOutgoing *outgoing = asking->outgoing;
  SoupMessageHeaders *headers;

  asking->message = soup_message_new (outgoing->method, outgoing->url);
  if (asking->message == NULL)
    return FALSE;
  soup_message_add_flags (asking->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_disable_feature (asking->message, SOUP_TYPE_CONTENT_DECODER);
  headers = soup_message_get_request_headers (asking->message);
  soup_message_headers_replace (headers, "Connection", "close");
  for (guint i = 0; outgoing->headers != NULL && outgoing->headers[i] != NULL; i += 2)
    soup_message_headers_replace (headers, outgoing->headers[i], outgoing->headers[i + 1]);
  if (outgoing->body != NULL)
    soup_message_set_request_body_from_bytes (asking->message, outgoing->type, outgoing->body);
  g_signal_connect (asking->message, "wrote-headers", G_CALLBACK (wrote_head), asking);
  soup_session_send_async (asking->session, asking->message, G_PRIORITY_DEFAULT, asking->cancellable, got_head, asking);
  return TRUE;
}

static void
wait (Asking *asking)
{
  g_autoptr (GSource) timer = g_timeout_source_new (asking->outgoing->milliseconds);

  g_source_set_callback (timer, time_is_over, asking, NULL);
  g_source_attach (timer, asking->context);
  while (!asking->done)
    (void)g_main_context_iteration (asking->context, TRUE);
  g_source_destroy (timer);
}

/* libsoup 3.2 takes an answer that ends before its time for whole. */
static gboolean
is_whole (Asking *asking)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (asking->message);

  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
         || (goffset)asking->body->len == soup_message_headers_get_content_length (headers);
}

/* Certain is only that nothing has happened where nothing has left. */
static gboolean
explain (Asking *asking, GError **error)
{
  const char *why = asking->late ? "no answer in time" : asking->problem->message;

  if (asking->sent)
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNANSWERED, "%s", why);
  else
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNREACHABLE, "%s", why);
  return FALSE;
}

/**
 * yx_hall_reply_clear:
 * @reply: a reply
 */
void
yx_hall_reply_clear (YxHallReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
}

/**
 * yx_hall_outgoing_ask:
 * @outgoing: what to ask
 * @reply: (out): the answer, whatever its status
 * @error: %YX_HALL_ERROR_UNREACHABLE when nothing has left, %YX_HALL_ERROR_UNANSWERED when it is not known what
 *   became of it
 *
 * Asks once: nothing is repeated, no redirect is followed. TLS is judged by the system's trust. Blocks no longer than
 * it may take.
 *
 * Returns: whether there is an answer
 */
gboolean
yx_hall_outgoing_ask (const YxHallOutgoing *outgoing, YxHallReply *reply, GError **error)
{
  g_auto (Asking) asking = { .outgoing = outgoing };

  *reply = (YxHallReply){ 0, NULL };
  asking.context = g_main_context_new ();
  g_main_context_push_thread_default (asking.context);
  asking.session = soup_session_new ();
  soup_session_remove_feature_by_type (asking.session, SOUP_TYPE_AUTH_MANAGER);
  asking.cancellable = g_cancellable_new ();
  asking.body = g_byte_array_new ();
  if (!begin (&asking))
    {
      g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_UNREACHABLE, "not an address");
      return FALSE;
    }
  wait (&asking);
  if (asking.problem == NULL && !is_whole (&asking))
    g_set_error_literal (&asking.problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "half an answer");
  if (asking.problem != NULL)
    return explain (&asking, error);
  reply->status = soup_message_get_status (asking.message);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&asking.body));
  return TRUE;
}
