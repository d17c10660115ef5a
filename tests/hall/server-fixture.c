/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/server-fixture.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-bell.h"
#include "model/yx-feed-page.h"
#include "model/yx-hall-info.h"
#include "model/yx-session-page.h"

#define MOST_REPLY (4 * 1024 * 1024)

static struct
{
  GMutex mutex;
  GCond changed;
  gboolean hold;
  guint holding;
  gboolean fed;
  guint asked;
  guint ring; /* so often the bell rings while the handler still looks */
} handlers;

void
server_handlers_reset (void)
{
  g_mutex_lock (&handlers.mutex);
  handlers.hold = FALSE;
  handlers.holding = 0;
  handlers.fed = FALSE;
  handlers.asked = 0;
  handlers.ring = 0;
  g_mutex_unlock (&handlers.mutex);
}

static void
set_flag (gboolean *flag, gboolean value)
{
  g_mutex_lock (&handlers.mutex);
  *flag = value;
  g_cond_broadcast (&handlers.changed);
  g_mutex_unlock (&handlers.mutex);
}

/* From now on sessions.list and revision.append do not answer. */
void
server_handlers_hold (void)
{
  set_flag (&handlers.hold, TRUE);
}

void
server_handlers_release (void)
{
  set_flag (&handlers.hold, FALSE);
}

void
server_handlers_feed (gboolean fed)
{
  set_flag (&handlers.fed, fed);
}

/* Whether as many handlers stand still. */
gboolean
server_handlers_holding (gpointer number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&handlers.mutex);

  return handlers.holding >= GPOINTER_TO_UINT (number);
}

void
server_handlers_ring (guint times)
{
  g_mutex_lock (&handlers.mutex);
  handlers.ring = times;
  g_mutex_unlock (&handlers.mutex);
}

/* Whether the feed was asked for as often. */
gboolean
server_handlers_asked (gpointer number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&handlers.mutex);

  return handlers.asked >= GPOINTER_TO_UINT (number);
}

static gboolean
handle_info (YxHallCall *call, GError **error)
{
  YxHallInfo *info = yx_hall_info_new ();

  yx_record_set_text (info, "name", call->hall->config->name);
  call->etag = g_strdup ("tag");
  call->answer = &info->record;
  return TRUE;
}

static gboolean
handle_nothing (YxHallCall *call, GError **error)
{
  return TRUE;
}

static void
stand_still (void)
{
  g_mutex_lock (&handlers.mutex);
  handlers.holding++;
  while (handlers.hold)
    g_cond_wait (&handlers.changed, &handlers.mutex);
  handlers.holding--;
  g_mutex_unlock (&handlers.mutex);
}

static gboolean
handle_slowly (YxHallCall *call, GError **error)
{
  stand_still ();
  call->answer = yx_record_new (&yx_session_page_type);
  return TRUE;
}

static gboolean
handle_feed (YxHallCall *call, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&handlers.mutex);
  YxRecord *page = yx_record_new (&yx_feed_page_type);

  handlers.asked++;
  if (handlers.ring > 0)
    {
      handlers.ring--;
      yx_hall_bell_ring (call->hall->bell, call->parameters.values[0]);
    }
  yx_record_set_text (page, "cursor", handlers.fed ? "new" : "old");
  call->answer = page;
  if (!handlers.fed)
    call->wait_scope = g_strdup (call->parameters.values[0]);
  return TRUE;
}

static gboolean
handle_revision (YxHallCall *call, GError **error)
{
  stand_still ();
  call->status = 201;
  call->answer_bytes = g_bytes_ref (call->body);
  return TRUE;
}

static gboolean
handle_badly (YxHallCall *call, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "secret of the hall");
  return FALSE;
}

static YxHallHandler
find_handler (YxEndpointId id)
{
  switch ((int)id)
    {
    case YX_API_HALL_GET:
      return handle_info;
    case YX_API_CODE_SEND:
    case YX_API_SESSION_CREATE:
    case YX_API_SEAL_MAKE:
      return handle_nothing;
    case YX_API_SESSION_LIST:
      return handle_slowly;
    case YX_API_FEED_READ:
      return handle_feed;
    case YX_API_REVISION_APPEND:
      return handle_revision;
    case YX_API_ACCOUNT_GET:
      return handle_badly;
    default:
      return NULL;
    }
}

typedef struct
{
  HallFixture *fixture;
  const char *id;
  const char *account;
  YxAccountKind kind;
  const char *token;
} Login;

static gboolean
insert_session (YxDatabase *db, gpointer data, GError **error)
{
  Login *login = data;
  g_autoptr (YxSession) session = yx_session_new ();
  g_autofree char *hash = yx_sha256_hex (login->token, strlen (login->token));

  yx_record_set_text (session, "id", login->id);
  yx_record_set_text (session, "account", login->account);
  yx_record_set_int (session, "kind", login->kind);
  yx_record_set_text (session, "person", SCOPE);
  yx_record_set_text (session, "enterprise", login->kind == YX_ACCOUNT_ENTERPRISE ? ENTERPRISE : NULL);
  yx_record_set_int (session, "created", YX_TEST_NOW);
  yx_record_set_int (session, "used", YX_TEST_NOW);
  yx_record_set_text (session, "token_hash", hash);
  return yx_record_insert (session, db, NULL, error);
}

static void
sign_in (HallFixture *fixture, const char *id, const char *account, YxAccountKind kind, const char *token)
{
  Login login = { fixture, id, account, kind, token };
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_writer_run (fixture->hall->writer, insert_session, &login, &error));
  g_assert_no_error (error);
}

static gboolean
insert_document (YxDatabase *db, gpointer data, GError **error)
{
  HallFixture *fixture = data;
  g_autoptr (YxDocument) document = yx_document_new ();

  yx_record_set_text (document, "id", DOCUMENT);
  yx_record_set_text (document, "enterprise", ENTERPRISE);
  yx_record_set_text (document, "person", SCOPE);
  yx_record_set_int (document, "state", YX_DOCUMENT_TO_SEAL);
  yx_record_set_text (document, "head", "abc");
  return yx_record_insert (document, db, &fixture->hall->sealer, error);
}

static void
write_document (HallFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_writer_run (fixture->hall->writer, insert_document, fixture, &error));
  g_assert_no_error (error);
}

ServerFixture *
server_fixture_new (const char *config)
{
  ServerFixture *fixture = g_new0 (ServerFixture, 1);

  server_handlers_reset ();
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->changed);
  fixture->fixture = hall_fixture_new ();
  if (config != NULL)
    hall_fixture_configure (fixture->fixture, config);
  hall_fixture_open (fixture->fixture);
  fixture->socket = yx_test_folder_path (fixture->fixture->above, "socket");
  fixture->options = YX_HALL_SERVER_STANDARD;
  fixture->options.handler_for = find_handler;
  sign_in (fixture->fixture, "ses_aaaaaaaaaaaaaaaaaaaaaaaaaa", "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa",
           YX_ACCOUNT_ENTERPRISE, TOKEN_ENTERPRISE);
  sign_in (fixture->fixture, "ses_bbbbbbbbbbbbbbbbbbbbbbbbbb", "acc_bbbbbbbbbbbbbbbbbbbbbbbbbb",
           YX_ACCOUNT_PERSON, TOKEN_PERSON);
  write_document (fixture->fixture);
  return fixture;
}

static gboolean
say_running (gpointer data)
{
  ServerFixture *fixture = data;

  g_mutex_lock (&fixture->mutex);
  fixture->running = TRUE;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->mutex);
  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  ServerFixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  fixture->server = yx_hall_server_new (fixture->fixture->hall, &fixture->options, &error);
  g_assert_no_error (error);
  if (fixture->certificate != NULL)
    yx_hall_server_listen_tls (fixture->server, "127.0.0.1", 0, fixture->certificate, &error);
  else
    yx_hall_server_listen_unix (fixture->server, fixture->socket, &error);
  g_assert_no_error (error);
  fixture->url = g_strdup (yx_hall_server_url (fixture->server));
  say_running (fixture);
  g_main_loop_run (fixture->loop);
  g_clear_pointer (&fixture->server, yx_hall_server_free);
  while (g_main_context_iteration (fixture->context, FALSE))
    continue;
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

void
server_fixture_start (ServerFixture *fixture)
{
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  fixture->running = FALSE;
  fixture->stopped = FALSE;
  fixture->thread = g_thread_new ("server", run, fixture);
  g_mutex_lock (&fixture->mutex);
  while (!fixture->running)
    g_cond_wait (&fixture->changed, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (((ServerFixture *)data)->loop);
  return G_SOURCE_REMOVE;
}

void
server_fixture_end (ServerFixture *fixture)
{
  if (fixture->thread == NULL)
    return;
  server_handlers_release ();
  g_main_context_invoke (fixture->context, quit, fixture);
  g_thread_join (g_steal_pointer (&fixture->thread));
  g_clear_pointer (&fixture->loop, g_main_loop_unref);
  g_clear_pointer (&fixture->context, g_main_context_unref);
  g_clear_pointer (&fixture->url, g_free);
}

void
server_fixture_free (ServerFixture *fixture)
{
  server_fixture_end (fixture);
  hall_fixture_free (fixture->fixture);
  g_clear_object (&fixture->certificate);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->changed);
  g_free (fixture->socket);
  g_free (fixture);
}

static void
note_stopped (gpointer data)
{
  ServerFixture *fixture = data;

  g_mutex_lock (&fixture->mutex);
  fixture->stopped = TRUE;
  g_mutex_unlock (&fixture->mutex);
}

static gboolean
stop (gpointer data)
{
  ServerFixture *fixture = data;

  yx_hall_server_stop (fixture->server, note_stopped, fixture);
  return G_SOURCE_REMOVE;
}

void
server_fixture_ask_to_stop (ServerFixture *fixture)
{
  g_main_context_invoke (fixture->context, stop, fixture);
}

gboolean
server_fixture_has_stopped (gpointer data)
{
  ServerFixture *fixture = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fixture->mutex);

  return fixture->stopped;
}

GSocketConnection *
server_fixture_connect (ServerFixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (fixture->socket);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);

  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), 20);
  return connection;
}

/* As far as the server takes it: it may refuse in the middle. */
void
server_fixture_send (GSocketConnection *connection, const char *bytes, gssize size)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  (void)g_output_stream_write_all (out, bytes, size < 0 ? strlen (bytes) : (gsize)size, NULL, NULL, NULL);
}

/* All until the server closes. */
char *
server_fixture_receive (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autofree char *bytes = g_malloc0 (MOST_REPLY);
  gsize n = 0;

  (void)g_input_stream_read_all (in, bytes, MOST_REPLY - 1, &n, NULL, NULL);
  return g_strndup (bytes, n);
}

/* Until what has come contains @end. */
char *
server_fixture_receive_until (GSocketConnection *connection, const char *end)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) reply = g_string_new (NULL);
  char byte;

  while (strstr (reply->str, end) == NULL && g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (reply, byte);
  return g_strdup (reply->str);
}

char *
server_fixture_ask (ServerFixture *fixture, const char *format, ...)
{
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *head = NULL;
  g_autofree char *whole = NULL;
  va_list args;

  va_start (args, format);
  head = g_strdup_vprintf (format, args);
  va_end (args);
  whole = g_strdup_printf ("%s\r\nHost: hall\r\nConnection: close\r\n\r\n", head);
  server_fixture_send (connection, whole, -1);
  return server_fixture_receive (connection);
}

char *
server_fixture_post (ServerFixture *fixture, const char *type, const char *body, gssize size)
{
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  gsize length = size < 0 ? strlen (body) : (gsize)size;
  g_autofree char *head
      = g_strdup_printf ("POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: %s\r\n"
                         "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                         type, length);

  server_fixture_send (connection, head, -1);
  server_fixture_send (connection, body, (gssize)length);
  return server_fixture_receive (connection);
}

ServerFixture *
server_fixture_started (void)
{
  ServerFixture *fixture = server_fixture_new (SERVER_WIDE);

  server_fixture_start (fixture);
  return fixture;
}

/* That a reply has this status and, where it is a problem, this word. */
void
server_fixture_assert (const char *reply, guint status, const char *code)
{
  g_autofree char *line = g_strdup_printf ("HTTP/1.1 %u ", status);
  g_autofree char *word = g_strdup_printf ("\"code\":\"%s\"", code);

  if (!g_str_has_prefix (reply, line))
    g_test_message ("reply: %s", reply);
  g_assert_true (g_str_has_prefix (reply, line));
  if (code != NULL)
    g_assert_nonnull (strstr (reply, word));
  if (code != NULL)
    g_assert_nonnull (strstr (reply, "application/problem+json"));
}

/* Over a connection that stays: the reply up to where it contains @end begins so. */
void
server_fixture_expect (GSocketConnection *connection, const char *request, const char *line, const char *end)
{
  g_autofree char *reply = NULL;

  server_fixture_send (connection, request, -1);
  reply = server_fixture_receive_until (connection, end);
  g_test_message ("%s", reply);
  g_assert_true (g_str_has_prefix (reply, line));
}
