/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-connection.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>
#include <time.h>

#include "base/yx-json.h"
#include "client/yx-peer-key.h"
#include "model/yx-hall-info.h"
#include "model/yx-problem-body.h"

#define UNIX_SCHEME "unix:"
#define MAX_JSON (8 * 1024 * 1024)
#define MAX_BYTES (32 * 1024 * 1024)
#define TIMEOUT 90 /* seconds without a byte; longer than a feed is held */
#define PATIENCE 180
#define ASK_AGAIN (600 * G_USEC_PER_SEC)

struct _YxConnection
{
  gatomicrefcount refs;
  SoupSession *session; /* (owned) */
  char *base;           /* (owned): scheme, host and port */
  guint patience;       /* seconds to wait out 429 and 503 for one call */
  GMutex mutex;
  YxSecret *token; /* (owned) (nullable), under the mutex */
  char *pin;       /* (owned) (nullable): hex SHA-256 of the hall's public key, under the mutex */
  gboolean any_issuer; /* no authority is given: the pin alone decides */
  gboolean pinned_other; /* the last handshake showed another key, under the mutex */
  gint64 offset;         /* hall time minus this machine's steady clock, under the mutex */
  gint64 asked;          /* when, by that clock */
  gboolean offset_known;
};

/* What came back. */
typedef struct
{
  guint status;
  GBytes *body;
  gint64 retry_after;
} Reply;

static void
clear_reply (Reply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
}

/* A session's token may stand in it. */
static void
wipe_reply (Reply *reply)
{
  gsize size;
  gpointer bytes = g_bytes_unref_to_data (g_steal_pointer (&reply->body), &size);

  yx_wipe (bytes, size);
  g_free (bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, clear_reply)

/* Trust on first use: the first key seen is kept; afterwards only that one is good. */
static gboolean
judge_key (YxConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags flaws)
{
  g_autofree char *key = yx_peer_key (certificate);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);

  if (key == NULL || (flaws != 0 && !connection->any_issuer))
    return FALSE;
  if (connection->pin == NULL && flaws != 0)
    return FALSE;
  if (connection->pin == NULL)
    connection->pin = g_strdup (key);
  connection->pinned_other = strcmp (connection->pin, key) != 0;
  return !connection->pinned_other;
}

static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flaws, gpointer data)
{
  return judge_key (data, certificate, flaws);
}

/* One request under way. */
typedef struct
{
  YxConnection *connection;
  GCancellable *stop; /* (owned): by the caller, or because the hall's key is another one */
} Exchange;

/* libsoup asks about flawed certificates only. A sound one of another key must not pass either, and not
 * see the request: so the key is judged when the handshake ends. */
static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *stream, gpointer data)
{
  Exchange *exchange = data;
  GTlsCertificate *certificate;

  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKED || !G_IS_TLS_CONNECTION (stream))
    return;
  certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream));
  if (certificate == NULL
      || !judge_key (exchange->connection, certificate, g_tls_connection_get_peer_certificate_errors (G_TLS_CONNECTION (stream))))
    g_cancellable_cancel (exchange->stop);
}

static void
on_cancelled (GCancellable *cancellable, gpointer stop)
{
  g_cancellable_cancel (stop);
}

/**
 * yx_connection_new:
 * @url: `unix:/path/of/socket` or `https://host:port`
 * @ca_file: (nullable): PEM of the authority that vouches for the hall's TLS certificate
 * @pin: (nullable): hex SHA-256 of the hall's public key, as seen before
 *
 * With @ca_file the certificate must be that authority's and for that host; with @pin its key must be
 * that one. With neither, only a certificate that the system trusts will do.
 *
 * Returns: (transfer full): a connection that has not connected yet
 */
YxConnection *
yx_connection_new (const char *url, const char *ca_file, const char *pin, GError **error)
{
  g_autoptr (YxConnection) connection = g_new0 (YxConnection, 1);
  g_autoptr (GSocketConnectable) socket = NULL;
  g_autoptr (GTlsDatabase) database = NULL;

  g_atomic_ref_count_init (&connection->refs);
  g_mutex_init (&connection->mutex);
  connection->patience = PATIENCE;
  connection->pin = g_strdup (pin);
  connection->any_issuer = ca_file == NULL;
  if (ca_file != NULL)
    {
      g_autofree char *anchors = g_canonicalize_filename (ca_file, NULL);

      database = g_tls_file_database_new (anchors, error);
      if (database == NULL)
        return NULL;
    }
  if (g_str_has_prefix (url, UNIX_SCHEME))
    socket = G_SOCKET_CONNECTABLE (g_unix_socket_address_new (url + strlen (UNIX_SCHEME)));
  else if (!g_str_has_prefix (url, "https://"))
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "“%s” is no hall's address: it begins with https://", url);
      return NULL;
    }
  connection->base = g_strdup (socket != NULL ? "http://hall" : url);
  if (g_str_has_suffix (connection->base, "/"))
    connection->base[strlen (connection->base) - 1] = '\0';
  connection->session = g_object_new (SOUP_TYPE_SESSION, "timeout", TIMEOUT, "idle-timeout", 30, "max-conns-per-host", 8,
                                      "remote-connectable", socket, NULL);
  if (database != NULL)
    soup_session_set_tls_database (connection->session, database);
  return g_steal_pointer (&connection);
}

/**
 * yx_connection_ref:
 * @connection: a connection
 *
 * Returns: (transfer full): @connection
 */
YxConnection *
yx_connection_ref (YxConnection *connection)
{
  g_atomic_ref_count_inc (&connection->refs);
  return connection;
}

/**
 * yx_connection_unref:
 * @connection: (transfer full): a connection
 */
void
yx_connection_unref (YxConnection *connection)
{
  if (!g_atomic_ref_count_dec (&connection->refs))
    return;
  g_clear_object (&connection->session);
  g_clear_pointer (&connection->token, yx_secret_unref);
  g_free (connection->base);
  g_free (connection->pin);
  g_mutex_clear (&connection->mutex);
  g_free (connection);
}

/**
 * yx_connection_set_token:
 * @connection: a connection
 * @token: (nullable): a session's token; %NULL: nobody is signed in
 */
void
yx_connection_set_token (YxConnection *connection, YxSecret *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);

  g_clear_pointer (&connection->token, yx_secret_unref);
  connection->token = token != NULL ? yx_secret_ref (token) : NULL;
}

/**
 * yx_connection_set_patience:
 * @connection: a connection
 * @seconds: how long one call waits in all when the hall says 429 or 503; 0: not at all
 */
void
yx_connection_set_patience (YxConnection *connection, guint seconds)
{
  connection->patience = seconds;
}

/**
 * yx_connection_set_pin:
 * @connection: a connection that has not connected yet
 * @pin: (nullable): hex SHA-256 of the hall's public key, as seen before
 *
 * From then on only a hall of that key will do; a pin given to yx_connection_new() stays.
 */
void
yx_connection_set_pin (YxConnection *connection, const char *pin)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);

  if (connection->pin == NULL)
    connection->pin = g_strdup (pin);
}

/**
 * yx_connection_pin:
 * @connection: a connection
 *
 * Returns: (transfer full) (nullable): hex SHA-256 of the hall's public key, once it was seen
 */
char *
yx_connection_pin (YxConnection *connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);

  return g_strdup (connection->pin);
}

static char *
query_for (const YxCall *call)
{
  g_autoptr (GString) query = g_string_new (NULL);

  if (call->cursor != NULL)
    {
      g_autofree char *cursor = g_uri_escape_string (call->cursor, NULL, FALSE);

      g_string_append_printf (query, "&cursor=%s", cursor);
    }
  if (call->limit > 0)
    g_string_append_printf (query, "&limit=%u", call->limit);
  if (call->wait > 0)
    g_string_append_printf (query, "&wait=%u", call->wait);
  if (query->len > 0)
    query->str[0] = '?';
  return g_strdup (query->str);
}

static void
free_secret_body (gpointer secret)
{
  yx_secret_unref (secret);
}

static void
set_body (SoupMessage *message, const YxEndpoint *endpoint, const YxCall *call)
{
  g_autoptr (GBytes) body = NULL;

  if (call->body != NULL)
    body = g_bytes_ref (call->body);
  else if (call->request != NULL)
    {
      YxSecret *json = yx_record_to_request (call->request, YX_CREATE);

      body = g_bytes_new_with_free_func (yx_secret_bytes (json), yx_secret_size (json), free_secret_body, json);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (
      message, (endpoint->flags & YX_API_BYTES_IN) != 0 ? YX_API_REVISION : YX_API_JSON, body);
}

static void
set_headers (YxConnection *connection, SoupMessage *message, const YxEndpoint *endpoint, const YxCall *call)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);

  if (connection->token != NULL)
    {
      g_autofree char *value = g_strdup_printf (YX_API_TOKEN_SCHEME " %s", yx_secret_text (connection->token));

      soup_message_headers_replace (headers, "Authorization", value);
      yx_wipe (value, strlen (value));
    }
  if (call->if_match != NULL)
    {
      g_autofree char *value = g_strdup_printf ("\"%s\"", call->if_match);

      soup_message_headers_replace (headers, "If-Match", value);
    }
  if (call->key != NULL && (endpoint->flags & YX_API_KEYED) != 0)
    soup_message_headers_replace (headers, YX_API_KEY_HEADER, call->key);
  if ((endpoint->flags & YX_API_CREATES) != 0)
    soup_message_headers_replace (headers, "If-None-Match", "*");
}

static SoupMessage *
message_for (YxConnection *connection, const YxCall *call)
{
  const YxEndpoint *endpoint = yx_endpoint (call->endpoint);
  g_autofree char *path = yx_endpoint_path (endpoint, call->parameters[0], call->parameters[1], call->parameters[2], NULL);
  g_autofree char *query = query_for (call);
  g_autofree char *uri = g_strconcat (connection->base, path, query, NULL);
  SoupMessage *message = soup_message_new (yx_method_name (endpoint->method), uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  set_body (message, endpoint, call);
  set_headers (connection, message, endpoint, call);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), connection);
  return message;
}

static GBytes *
read_all (GInputStream *stream, gsize limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 chunk[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, chunk, (guint) n);
      if (bytes->len > limit)
        {
          g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's answer is larger than %zu bytes", limit);
          return NULL;
        }
    }
  yx_wipe (chunk, sizeof chunk);
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
refuse_network (YxConnection *connection, GError *cause, GCancellable *cancellable, GError **error)
{
  gboolean other;

  g_mutex_lock (&connection->mutex);
  other = connection->pinned_other;
  g_mutex_unlock (&connection->mutex);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY, "The hall shows another key than before");
      g_error_free (cause);
    }
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == YX_CLIENT_ERROR)
    g_propagate_error (error, cause);
  else if (cause->domain == G_TLS_ERROR)
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY, "%s: %s",
                   other ? "The hall shows another key than before" : "The hall's certificate is not trusted", cause->message);
      g_error_free (cause);
    }
  else
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE, "The hall can't be reached: %s", cause->message);
      g_error_free (cause);
    }
  return FALSE;
}

static gboolean
run_exchange (Exchange *exchange, SoupMessage *message, gsize limit, Reply *reply, GError **cause)
{
  g_autoptr (GInputStream) stream = soup_session_send (exchange->connection->session, message, exchange->stop, cause);
  const char *retry;

  if (stream == NULL)
    return FALSE;
  reply->status = soup_message_get_status (message);
  retry = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  reply->retry_after = retry != NULL ? g_ascii_strtoll (retry, NULL, 10) : 0;
  reply->body = read_all (stream, limit, exchange->stop, cause);
  return reply->body != NULL;
}

static gboolean
send_once (YxConnection *connection, const YxCall *call, Reply *reply, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = message_for (connection, call);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  gsize limit = (yx_endpoint (call->endpoint)->flags & YX_API_BYTES_OUT) != 0 ? MAX_BYTES : MAX_JSON;
  Exchange exchange = { connection, stop };
  gulong handler = 0;
  GError *cause = NULL;
  gboolean done;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), stop, NULL);
  g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), &exchange);
  done = run_exchange (&exchange, message, limit, reply, &cause);
  g_signal_handlers_disconnect_by_data (message, &exchange);
  g_cancellable_disconnect (cancellable, handler);
  return done || refuse_network (connection, cause, cancellable, error);
}

static gpointer
parse_record (const Reply *reply, const YxRecordType *type, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (reply->body, &size);
  YxJsonLimits limits = { .max_size = MAX_JSON };
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = yx_json_parse (text == NULL ? "" : text, size, &limits, &cause);
  gpointer record = node == NULL ? NULL : yx_record_from_json (type, node, YX_ANSWER, &cause);

  if (record == NULL)
    g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's answer can't be read: %s", cause->message);
  return record;
}

static void
set_problem (const Reply *reply, GError **error)
{
  g_autoptr (YxProblemBody) body = parse_record (reply, &yx_problem_body_type, NULL);
  YxProblemCode code;

  if (body == NULL || body->code == NULL || !yx_problem_find (body->code, &code))
    g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall answered with status %u", reply->status);
  else if (body->until > 0 || body->retry_after > 0)
    yx_problem_set_wait (error, code, body->retry_after, body->until);
  else if (body->detail != NULL)
    yx_problem_set (error, code, body->field, "%s", body->detail);
  else
    yx_problem_set (error, code, body->field, NULL);
}

static gboolean
locked (const Reply *reply)
{
  g_autoptr (GError) error = NULL;

  set_problem (reply, &error);
  return g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_LOCKED);
}

/* Whether waiting is asked for and may still be done; waits. */
static gboolean
wait_out (YxConnection *connection, const Reply *reply, gint64 *waited, GCancellable *cancellable)
{
  gint64 seconds = CLAMP (reply->retry_after, 1, 120);
  GPollFD poll = { 0 };

  if ((reply->status != 429 && reply->status != 503) || *waited + seconds > connection->patience || locked (reply))
    return FALSE;
  *waited += seconds;
  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &poll))
    {
      g_poll (&poll, 1, (int) (seconds * 1000));
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep ((gulong) seconds * G_USEC_PER_SEC);
  return TRUE;
}

static gboolean
ask (YxConnection *connection, const YxCall *call, Reply *reply, GCancellable *cancellable, GError **error)
{
  gint64 waited = 0;

  do
    {
      clear_reply (reply);
      if (!send_once (connection, call, reply, cancellable, error))
        return FALSE;
    }
  while (wait_out (connection, reply, &waited, cancellable));
  if (reply->status >= 200 && reply->status < 300)
    return TRUE;
  set_problem (reply, error);
  return FALSE;
}

/**
 * yx_connection_call:
 * @connection: a connection
 * @call: an endpoint that answers with a record
 *
 * Asks and waits for the answer; 429 and 503 are waited out by Retry-After.
 *
 * Errors: %YX_PROBLEM_ERROR as the hall said it, %YX_CLIENT_ERROR, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): a record of the endpoint's answer type
 */
gpointer
yx_connection_call (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error)
{
  g_auto (Reply) reply = { 0 };
  gpointer record;

  if (!ask (connection, call, &reply, cancellable, error))
    return NULL;
  record = parse_record (&reply, yx_endpoint (call->endpoint)->answer, error);
  wipe_reply (&reply);
  return record;
}

/**
 * yx_connection_send:
 * @connection: a connection
 * @call: an endpoint whose answer, if any, doesn't matter
 *
 * Errors: as yx_connection_call().
 *
 * Returns: whether the hall did it
 */
gboolean
yx_connection_send (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error)
{
  g_auto (Reply) reply = { 0 };

  return ask (connection, call, &reply, cancellable, error);
}

/**
 * yx_connection_fetch:
 * @connection: a connection
 * @call: an endpoint that answers with bytes
 *
 * Errors: as yx_connection_call().
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
yx_connection_fetch (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error)
{
  g_auto (Reply) reply = { 0 };

  if (!ask (connection, call, &reply, cancellable, error))
    return NULL;
  return g_steal_pointer (&reply.body);
}

/* Goes on while the machine sleeps, and cannot be set. */
static gint64
steady_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
known_now (YxConnection *connection, gint64 *now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&connection->mutex);
  gint64 steady = steady_now ();

  *now = steady + connection->offset;
  return connection->offset_known && steady - connection->asked < ASK_AGAIN;
}

/**
 * yx_connection_hall_now:
 * @connection: a connection
 *
 * The time that signatures and printed dates bear: the hall's, asked every ten minutes and carried on
 * by a clock that nobody sets.
 *
 * Returns: microseconds since 1970, or -1 with @error set
 */
gint64
yx_connection_hall_now (YxConnection *connection, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_HALL_GET };
  g_autoptr (YxHallInfo) info = NULL;
  gint64 now;

  if (known_now (connection, &now))
    return now;
  info = yx_connection_call (connection, &call, cancellable, error);
  if (info == NULL)
    return -1;
  g_mutex_lock (&connection->mutex);
  connection->asked = steady_now ();
  connection->offset = info->now - connection->asked;
  connection->offset_known = TRUE;
  g_mutex_unlock (&connection->mutex);
  return info->now;
}
