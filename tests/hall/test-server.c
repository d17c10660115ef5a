/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "hall/server-fixture.h"
#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-server-private.h"
#include "lib/yx-test-wait.h"

static void
test_hall (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");

  server_fixture_assert (reply, 200, NULL);
  g_assert_nonnull (strstr (reply, "测试网厅"));
  g_assert_nonnull (strstr (reply, "ETag: \"tag\""));
  g_assert_nonnull (strstr (reply, "Cache-Control: no-store"));
}

typedef struct
{
  const char *request;
  guint status;
  const char *code;
} Refusal;

/* In the order in which they are checked (formats.md "Errors"). */
static const Refusal refusals[] = {
  { "GET / HTTP/1.1", 404, "not-found" },
  { "GET /v1/hall/ HTTP/1.1", 404, "not-found" },
  { "GET /v1/nothing HTTP/1.1", 404, "not-found" },
  { "GET /v1/documents/doc_short HTTP/1.1", 404, "not-found" },
  { "GET /v1%2Fhall HTTP/1.1", 404, "not-found" },
  { "GET /v1/person HTTP/1.1" AUTH (TOKEN_PERSON), 404, "not-found" },
  { "POST /v1/hall HTTP/1.1\r\nContent-Length: 0", 405, "method" },
  { "DELETE /v1/hall HTTP/1.1", 405, "method" },
  { "BREW /v1/hall HTTP/1.1", 405, "method" },
  { "GET /v1/sessions HTTP/1.1", 401, "unauthenticated" },
  { "GET /v1/sessions HTTP/1.1" AUTH ("wrong-token-wrong-token"), 401, "unauthenticated" },
  { "GET /v1/sessions HTTP/1.1\r\nAuthorization: Basic " TOKEN_PERSON, 401, "unauthenticated" },
  { "GET /v1/sessions HTTP/1.1" AUTH ("short"), 401, "unauthenticated" },
  { "PUT /v1/enterprises/" ENTERPRISE
    "/seals/sea_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nContent-Length: 0" AUTH (TOKEN_PERSON),
    403, "forbidden" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0", 415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: text/json", 415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json; charset=gbk", 415,
    "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json\r\nContent-Encoding: "
    "gzip",
    415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json", 400, "invalid-json" },
  { "GET /v1/sessions?limit=0 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/sessions?limit=501 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/feeds/" ENTERPRISE " HTTP/1.1" AUTH (TOKEN_PERSON), 404, "not-found" },
  { "GET /v1/feeds/" SCOPE "?wait=61 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/hall HTTP/1.1\r\nIf-Match: tag", 422, "invalid-field" },
  { "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa "
    "HTTP/1.1\r\nContent-Length: 0"
    "\r\nContent-Type: application/vnd.yinxin.revision" AUTH (TOKEN_PERSON),
    428, "precondition-required" },
  { "GET /v1/account HTTP/1.1" AUTH (TOKEN_PERSON), 500, "internal" },
};

static void
test_refusals (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, "%s", refusals[i].request);

      g_test_message ("%s", refusals[i].request);
      server_fixture_assert (reply, refusals[i].status, refusals[i].code);
      g_assert_nonnull (strstr (reply, "\"request\":\"req_"));
      g_assert_null (strstr (reply, "secret of the hall"));
    }
}

static void
test_bodies (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *nested = g_strnfill (100000, '[');
  g_autofree char *few = g_strnfill (10000, '[');
  const struct
  {
    const char *body;
    gssize size;
    guint status;
    const char *code;
  } cases[] = {
    { "{\"purpose\":\"register\",\"phone\":\"13800138000\"}", -1, 204, NULL },
    { nested, -1, 413, "too-large" },
    { few, -1, 400, "too-deep" },
    { "{\"purpose\":\"\xff\xfe\"}", -1, 400, "invalid-utf8" },
    { "{\"purpose\":\"a\0b\"}", 17, 400, "invalid-utf8" },
    { "{\"purpose\":", -1, 400, "invalid-json" },
    { "[]", -1, 422, "invalid-field" },
    { "{\"purpose\":\"register\",\"surprise\":1}", -1, 422, "invalid-field" },
    { "{\"purpose\":\"nonsense\"}", -1, 422, "invalid-field" },
    { "{\"purpose\":\"register\",\"phone\":\"12\"}", -1, 422, "invalid-field" },
    { "{}", -1, 422, "invalid-field" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply
          = server_fixture_post (fixture, "application/json; charset=UTF-8", cases[i].body, cases[i].size);

      g_test_message ("case %u", (guint)i);
      server_fixture_assert (reply, cases[i].status, cases[i].code);
    }
}

#define APPEND(token)                                                                                        \
  "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa "               \
  "HTTP/1.1" AUTH (                                                                                          \
      token) "\r\nContent-Type: application/vnd.yinxin.revision\r\nIf-Match: \"abc\"\r\nContent-Length: 0"

/* One account that sends many revisions has them taken one by one; others do not wait for it, and beyond a
 * few it is told to come back. */
static void
test_costly (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *busy = NULL;
  g_autofree char *info = NULL;
  GSocketConnection *own[5];
  g_autoptr (GSocketConnection) other = NULL;
  g_autofree char *reply = NULL;

  server_handlers_hold ();
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      own[i] = server_fixture_connect (fixture);
      server_fixture_send (own[i], APPEND (TOKEN_PERSON) "\r\nHost: hall\r\nConnection: close\r\n\r\n", -1);
      g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
    }
  /* Those are in: the server takes what comes in its order. */
  info = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  busy = server_fixture_ask (fixture, "%s", APPEND (TOKEN_PERSON));
  server_fixture_assert (busy, 503, "busy");
  g_assert_nonnull (strstr (busy, "\r\nRetry-After: 1\r\n"));
  g_assert_false (server_handlers_holding (GUINT_TO_POINTER (2)));
  other = server_fixture_connect (fixture);
  server_fixture_send (other, APPEND (TOKEN_ENTERPRISE) "\r\nHost: hall\r\nConnection: close\r\n\r\n", -1);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (2), SERVER_WAIT_MS));
  g_assert_true (g_io_stream_close (G_IO_STREAM (own[2]), NULL, NULL));
  server_handlers_release ();
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *answer = i != 2 ? server_fixture_receive (own[i]) : NULL;

      if (answer != NULL)
        server_fixture_assert (answer, 201, NULL);
      g_object_unref (own[i]);
    }
  reply = server_fixture_receive (other);
  server_fixture_assert (reply, 201, NULL);
}

/* A server that ends while some wait for their turn leaves nothing behind. */
static void
test_costly_at_end (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) first = server_fixture_connect (fixture);
  g_autoptr (GSocketConnection) second = server_fixture_connect (fixture);
  g_autofree char *info = NULL;

  server_handlers_hold ();
  server_fixture_send (first, APPEND (TOKEN_PERSON) "\r\nHost: hall\r\n\r\n", -1);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  server_fixture_send (second, APPEND (TOKEN_PERSON) "\r\nHost: hall\r\n\r\n", -1);
  info = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (info, 200, NULL);
  server_fixture_end (fixture);
}

static void
test_revision (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  server_fixture_send (
      connection,
      "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n"
      "Host: hall\r\nConnection: close\r\nContent-Type: application/vnd.yinxin.revision\r\n"
      "If-Match: \"abc\"\r\nContent-Length: 5\r\nAuthorization: Bearer " TOKEN_PERSON "\r\n\r\nbytes",
      -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 201, NULL);
  g_assert_true (g_str_has_suffix (reply, "\r\n\r\nbytes"));
}

static void
test_rates (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (
      "[hall]\nname=x\n[scrypt]\nlog2n=4\n[limits]\nread-per-second=2\naddress-per-minute=1\n");
  static const char own[] = "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH (TOKEN_PERSON);
  g_autofree char *refused = NULL;
  g_autofree char *code = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;
  g_autofree char *later = NULL;

  server_fixture_start (fixture);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, own);

      server_fixture_assert (reply, 200, NULL);
    }
  refused = server_fixture_ask (fixture, own);
  server_fixture_assert (refused, 429, "rate-limited");
  g_assert_nonnull (strstr (refused, "\r\nRetry-After: 1\r\n"));
  other = server_fixture_ask (fixture, "GET /v1/feeds/" ENTERPRISE " HTTP/1.1" AUTH (TOKEN_ENTERPRISE));
  server_fixture_assert (other, 200, NULL);
  code = server_fixture_post (fixture, "application/json", "{\"purpose\":\"register\"}", -1);
  server_fixture_assert (code, 204, NULL);
  again = server_fixture_post (fixture, "application/json", "{\"purpose\":\"register\"}", -1);
  server_fixture_assert (again, 429, "rate-limited");
  g_assert_nonnull (strstr (again, "\r\nRetry-After: 60\r\n"));
  yx_test_clock_turn (fixture->fixture->clock, G_USEC_PER_SEC);
  later = server_fixture_ask (fixture, own);
  server_fixture_assert (later, 200, NULL);
}

/* Strangers who make tokens up are stopped before the database is asked for each; who is known goes on. */
static void
test_made_up_tokens (void)
{
  g_autoptr (ServerFixture) fixture
      = server_fixture_new ("[hall]\nname=x\n[scrypt]\nlog2n=4\n[limits]\nread-per-second=4\n");
  static const char own[] = "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH (TOKEN_PERSON);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  server_fixture_start (fixture);
  first = server_fixture_ask (fixture, own);
  server_fixture_assert (first, 200, NULL);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *reply = server_fixture_ask (
          fixture, "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH ("made-up-by-a-stranger-%d"), i);

      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 4"));
      g_assert_cmpint (strstr (reply, "rate-limited") != NULL, ==, i >= 3);
    }
  again = server_fixture_ask (fixture, own);
  server_fixture_assert (again, 200, NULL);
}

static char *
try_sign_in (ServerFixture *fixture, const char *login)
{
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *body
      = g_strdup_printf ("{\"kind\":\"person\",\"login\":\"%s\",\"password\":\"Secret-12345\"}", login);
  g_autofree char *whole
      = g_strdup_printf ("POST /v1/sessions HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n"
                         "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                         strlen (body), body);

  server_fixture_send (connection, whole, -1);
  return server_fixture_receive (connection);
}

/* Per account name, whoever asks from wherever, and before scrypt would run. */
static void
test_sign_in_rate (void)
{
  g_autoptr (ServerFixture) fixture
      = server_fixture_new ("[hall]\nname=x\n[scrypt]\nlog2n=4\n[limits]\nsign-in-per-minute=2\n");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *other = NULL;

  server_fixture_start (fixture);
  first = try_sign_in (fixture, "somebody1");
  second = try_sign_in (fixture, "somebody1");
  third = try_sign_in (fixture, "somebody1");
  other = try_sign_in (fixture, "somebody2");
  server_fixture_assert (first, 204, NULL);
  server_fixture_assert (second, 204, NULL);
  server_fixture_assert (third, 429, "rate-limited");
  server_fixture_assert (other, 204, NULL);
}

typedef struct
{
  ServerFixture *fixture;
  const char *request;
} Asking;

static gpointer
ask (gpointer data)
{
  Asking *asking = data;

  return server_fixture_ask (asking->fixture, "%s", asking->request);
}

static void
test_feed_rung (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  Asking asking = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread = g_thread_new ("ask", ask, &asking);
  gint64 began = g_get_monotonic_time ();
  g_autofree char *reply = NULL;

  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  server_handlers_feed (TRUE);
  yx_hall_bell_ring (fixture->fixture->hall->bell, "ent_bbbbbbbbbbbbbbbbbbbbbbbbbb");
  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  reply = g_thread_join (thread);
  server_fixture_assert (reply, 200, NULL);
  g_assert_nonnull (strstr (reply, "new"));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_USEC_PER_SEC);
}

static gboolean
end_session (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "DELETE FROM \"session\" WHERE \"account\" LIKE 'acc_b%'", error);
}

/* Who is no longer signed in hears nothing of what happens then. */
static void
test_feed_session_ended (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  Asking asking = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread = g_thread_new ("wait", ask, &asking);
  g_autofree char *reply = NULL;

  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  g_assert_true (yx_writer_run (fixture->fixture->hall->writer, end_session, NULL, NULL));
  server_handlers_feed (TRUE);
  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  reply = g_thread_join (thread);
  server_fixture_assert (reply, 401, "unauthenticated");
  g_assert_null (strstr (reply, "cursor"));
  g_assert_false (server_handlers_asked (GUINT_TO_POINTER (2)));
}

static gboolean
ring (gpointer data)
{
  ServerFixture *fixture = data;

  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  return G_SOURCE_CONTINUE;
}

/* A bell that rings while there is nothing new does not end the wait; the time does. */
static void
test_feed_empty (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSource) source = g_timeout_source_new (50);
  g_autofree char *reply = NULL;
  gint64 began = g_get_monotonic_time ();

  g_source_set_callback (source, ring, fixture, NULL);
  g_source_attach (source, fixture->context);
  reply = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE "?wait=1 HTTP/1.1" AUTH (TOKEN_PERSON));
  g_source_destroy (source);
  server_fixture_assert (reply, 200, NULL);
  g_assert_nonnull (strstr (reply, "old"));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC * 9 / 10);
}

/* Several windows of one account wait for themselves, and all are told when the hall stops. */
static void
test_feed_several (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  Asking asking = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *threads[3];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, &asking);
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (3), SERVER_WAIT_MS));
  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (6), SERVER_WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  server_fixture_ask_to_stop (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *reply = g_thread_join (threads[i]);

      server_fixture_assert (reply, 200, NULL);
      g_assert_nonnull (strstr (reply, "Connection: close"));
    }
  g_assert_true (yx_test_wait (server_fixture_has_stopped, fixture, SERVER_WAIT_MS));
}

/* What comes while the handler looks is not missed: it looks again. */
static void
test_feed_rung_meanwhile (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  Asking asking = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread;
  g_autofree char *reply = NULL;

  server_handlers_ring (2);
  thread = g_thread_new ("ask", ask, &asking);
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (3), SERVER_WAIT_MS));
  server_handlers_feed (TRUE);
  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  reply = g_thread_join (thread);
  server_fixture_assert (reply, 200, NULL);
}

static gboolean
drop_sessions (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "DROP TABLE \"session\"", error);
}

/* A hall whose database fails says so, and nothing more, and goes on. */
static void
test_no_sessions (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *reply = NULL;
  g_autofree char *other = NULL;

  g_assert_true (yx_writer_run (fixture->fixture->hall->writer, drop_sessions, NULL, NULL));
  reply = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (reply, 500, "internal");
  other = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (other, 200, NULL);
}

/* Over a connection that is still open: what comes once the hall is to stop is sent away. */
static void
test_late (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  Asking asking = { fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON) };
  Asking waiting = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  g_autofree char *reply = NULL;
  g_autofree char *parked = NULL;
  GThread *thread;
  GThread *other;

  server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
  server_handlers_hold ();
  thread = g_thread_new ("ask", ask, &asking);
  other = g_thread_new ("wait", ask, &waiting);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  /* It is told once the server has begun to stop. */
  parked = g_thread_join (other);
  server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 503 ", "}");
  server_handlers_release ();
  reply = g_thread_join (thread);
  server_fixture_assert (reply, 200, NULL);
}

static void
test_feed_too_many (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autofree char *reply = NULL;
  g_autofree char *other = NULL;

  fixture->options.parked = 0;
  server_fixture_start (fixture);
  reply = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (reply, 429, "rate-limited");
  other = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (other, 200, NULL);
}

static void
test_stop_while_running (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  Asking asking = { fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON) };
  Asking waiting = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread;
  GThread *parked;
  g_autofree char *reply = NULL;
  g_autofree char *empty = NULL;

  server_handlers_hold ();
  thread = g_thread_new ("ask", ask, &asking);
  parked = g_thread_new ("wait", ask, &waiting);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  empty = g_thread_join (parked);
  server_fixture_assert (empty, 200, NULL);
  g_assert_false (server_fixture_has_stopped (fixture));
  server_handlers_release ();
  reply = g_thread_join (thread);
  server_fixture_assert (reply, 200, NULL);
  g_assert_true (yx_test_wait (server_fixture_has_stopped, fixture, SERVER_WAIT_MS));
}

static void
test_stop_is_bounded (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  Asking asking = { fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread;
  g_autofree char *reply = NULL;

  fixture->options.stop_ms = 100;
  server_fixture_start (fixture);
  server_handlers_hold ();
  thread = g_thread_new ("ask", ask, &asking);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  g_assert_true (yx_test_wait (server_fixture_has_stopped, fixture, SERVER_WAIT_MS));
  server_fixture_end (fixture);
  reply = g_thread_join (thread);
}

static void
test_restart_keeps_sessions (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *before = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  g_autofree char *after = NULL;

  server_fixture_assert (before, 200, NULL);
  server_fixture_end (fixture);
  hall_fixture_close (fixture->fixture);
  hall_fixture_open (fixture->fixture);
  server_fixture_start (fixture);
  after = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (after, 200, NULL);
}

static gboolean
end_all_sessions (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "DELETE FROM \"session\"", error);
}

/* However often a session was found before, it is gone with the commit that ends it. */
static void
test_session_ends_at_once (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  static const char request[] = "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, request);

      server_fixture_assert (reply, 200, NULL);
    }
  g_assert_true (yx_writer_run (fixture->fixture->hall->writer, end_all_sessions, NULL, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, request);

      server_fixture_assert (reply, 401, "unauthenticated");
    }
}

static gboolean
read_used (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db,
                             "SELECT COALESCE (MAX (\"used\"), 0) AS used FROM \"session\" WHERE \"account\" "
                             "= 'acc_bbbbbbbbbbbbbbbbbbbbbbbbbb'",
                             error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *(gint64 *)data = yx_statement_int (statement, "used");
  return TRUE;
}

typedef struct
{
  ServerFixture *fixture;
  gint64 used;
} Use;

static gboolean
was_used_at (gpointer data)
{
  Use *use = data;
  gint64 used = -1;

  g_assert_true (yx_hall_readers_run (use->fixture->fixture->hall->readers, read_used, &used, NULL));
  return used == use->used;
}

#define MINUTES(n) ((n)*G_TIME_SPAN_MINUTE)

static void
test_idle_session (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  static const char request[] = "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON);
  Use use = { fixture, YX_TEST_NOW };

  /* Within a minute nothing is written. */
  yx_test_clock_turn (fixture->fixture->clock, 30 * G_USEC_PER_SEC);
  g_free (server_fixture_ask (fixture, request));
  g_assert_true (was_used_at (&use));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *reply = NULL;

      yx_test_clock_turn (fixture->fixture->clock, MINUTES (29));
      reply = server_fixture_ask (fixture, request);
      server_fixture_assert (reply, 200, NULL);
    }
  use.used = YX_TEST_NOW + 30 * G_USEC_PER_SEC + MINUTES (87);
  g_assert_true (yx_test_wait (was_used_at, &use, SERVER_WAIT_MS));
  yx_test_clock_turn (fixture->fixture->clock, MINUTES (31));
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, request);

      server_fixture_assert (reply, 401, "unauthenticated");
    }
  use.used = 0;
  g_assert_true (yx_test_wait (was_used_at, &use, SERVER_WAIT_MS));
}

static void
test_where_to_listen (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  YxHallServerOptions options = YX_HALL_SERVER_STANDARD;
  g_autoptr (YxHallServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = hall_fixture_certificate (fixture);
  g_autofree char *name = g_strnfill (200, 'x');
  g_autofree char *path = yx_test_folder_path (fixture->above, name);
  g_autofree char *file = hall_fixture_path (fixture, "hall.conf");
  static const char *const refused[] = { "0.0.0.0", "::", "192.0.2.1", "nonsense" };
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  server = yx_hall_server_new (fixture->hall, &options, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (yx_hall_server_listen_tls (server, refused[i], 0, certificate, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_false (yx_hall_server_listen_unix (server, path, &error));
  g_clear_error (&error);
  g_assert_false (yx_hall_server_listen_unix (server, file, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (yx_hall_server_listen_unix (server, "/nowhere/socket", &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static gint alive;

static void
count_gone (gpointer data, GObject *message)
{
  g_atomic_int_add (&alive, -1);
}

static void
count_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  g_atomic_int_inc (&alive);
  g_object_weak_ref (G_OBJECT (message), count_gone, NULL);
}

static gboolean
none_alive (gpointer data)
{
  return g_atomic_int_get (&alive) == 0;
}

/* Of a request nothing stays, however it ended: neither what came nor what was answered. */
static void
test_nothing_stays (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *large = g_strnfill (100000, 'a');

  g_signal_connect (fixture->server->soup, "request-started", G_CALLBACK (count_started), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, "%s", refusals[i].request);
      g_autofree char *posted = server_fixture_post (fixture, "application/json", i % 2 ? large : "{}", -1);
      g_autofree char *read = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");

      server_fixture_assert (read, 200, NULL);
    }
  g_assert_true (yx_test_wait (none_alive, NULL, SERVER_WAIT_MS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/server/hall", test_hall);
  g_test_add_func ("/hall/server/refusals", test_refusals);
  g_test_add_func ("/hall/server/bodies", test_bodies);
  g_test_add_func ("/hall/server/revision", test_revision);
  g_test_add_func ("/hall/server/costly", test_costly);
  g_test_add_func ("/hall/server/costly-at-end", test_costly_at_end);
  g_test_add_func ("/hall/server/rates", test_rates);
  g_test_add_func ("/hall/server/made-up-tokens", test_made_up_tokens);
  g_test_add_func ("/hall/server/sign-in-rate", test_sign_in_rate);
  g_test_add_func ("/hall/server/feed-rung", test_feed_rung);
  g_test_add_func ("/hall/server/feed-session-ended", test_feed_session_ended);
  g_test_add_func ("/hall/server/feed-empty", test_feed_empty);
  g_test_add_func ("/hall/server/feed-several", test_feed_several);
  g_test_add_func ("/hall/server/feed-rung-meanwhile", test_feed_rung_meanwhile);
  g_test_add_func ("/hall/server/no-sessions", test_no_sessions);
  g_test_add_func ("/hall/server/late", test_late);
  g_test_add_func ("/hall/server/feed-too-many", test_feed_too_many);
  g_test_add_func ("/hall/server/stop-while-running", test_stop_while_running);
  g_test_add_func ("/hall/server/stop-is-bounded", test_stop_is_bounded);
  g_test_add_func ("/hall/server/restart-keeps-sessions", test_restart_keeps_sessions);
  g_test_add_func ("/hall/server/session-ends-at-once", test_session_ends_at_once);
  g_test_add_func ("/hall/server/idle-session", test_idle_session);
  g_test_add_func ("/hall/server/where-to-listen", test_where_to_listen);
  g_test_add_func ("/hall/server/nothing-stays", test_nothing_stays);
  return g_test_run ();
}
