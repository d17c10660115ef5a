/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/yx-crypto.h"
#include "hall/server-fixture.h"
#include "hall/yx-hall-bell.h"
#include "lib/yx-test-wait.h"

#define WIDE "[hall]\nname=测试网厅\n[scrypt]\nlog2n=4\n[limits]\nread-per-second=10000\nwrite-per-second=10000\naddress-per-minute=100000\n"
#define WAIT_MS 15000

static ServerFixture *
start (void)
{
  ServerFixture *fixture = server_fixture_new (WIDE);

  server_fixture_start (fixture);
  return fixture;
}

static void
assert_status (const char *reply, guint status, const char *code)
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

static void
test_hall (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");

  assert_status (reply, 200, NULL);
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

#define AUTH(token) "\r\nAuthorization: Bearer " token

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
  { "PUT /v1/enterprises/" SCOPE "/seals/sea_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nContent-Length: 0" AUTH (TOKEN_PERSON),
    403, "forbidden" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0", 415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: text/json", 415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json; charset=gbk", 415, "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json\r\nContent-Encoding: gzip", 415,
    "content-type" },
  { "POST /v1/codes HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: application/json", 400, "invalid-json" },
  { "GET /v1/sessions?limit=0 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/sessions?limit=501 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/feeds/" SCOPE "?wait=61 HTTP/1.1" AUTH (TOKEN_PERSON), 422, "invalid-field" },
  { "GET /v1/hall HTTP/1.1\r\nIf-Match: tag", 422, "invalid-field" },
  { "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nContent-Length: 0"
    "\r\nContent-Type: application/vnd.yinxin.revision" AUTH (TOKEN_PERSON),
    428, "precondition-required" },
  { "GET /v1/account HTTP/1.1" AUTH (TOKEN_PERSON), 500, "internal" },
};

static void
test_refusals (void)
{
  g_autoptr (ServerFixture) fixture = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, "%s", refusals[i].request);

      g_test_message ("%s", refusals[i].request);
      assert_status (reply, refusals[i].status, refusals[i].code);
      g_assert_nonnull (strstr (reply, "\"request\":\"req_"));
      g_assert_null (strstr (reply, "secret of the hall"));
    }
}

/* What is not HTTP at all ends the connection and nothing else. */
static void
test_not_http (void)
{
  static const char *const noises[] = { "\r\n\r\n", "nonsense\r\n\r\n", "GET\r\n\r\n", "GET /v1/hall HTTP/9.9\r\n\r\n",
                                        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                                        "GET /v1/hall HTTP/1.1\r\nContent-Length: -5\r\nHost: hall\r\n\r\n",
                                        "GET http://[::1 HTTP/1.1\r\nHost: hall\r\n\r\n" };
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autofree char *reply = NULL;

  fixture->options.header_ms = 300;
  fixture->options.idle_ms = 300;
  fixture->options.body_ms = 300;
  server_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (noises); i++)
    {
      g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
      g_autofree char *answer = NULL;

      server_fixture_send (connection, noises[i], -1);
      answer = server_fixture_receive (connection);
      g_assert_null (strstr (answer, "HTTP/1.1 5"));
    }
  reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  assert_status (reply, 200, NULL);
}

static void
test_declared_too_large (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *huge = server_fixture_ask (fixture, "POST /v1/codes HTTP/1.1\r\nContent-Type: application/json\r\n"
                                                       "Content-Length: 99999999999");
  g_autofree char *body = g_strnfill (20000, ' ');
  g_autofree char *more = server_fixture_post (fixture, "application/json", body, -1);
  g_autofree char *asked = server_fixture_ask (fixture, "POST /v1/codes HTTP/1.1\r\nContent-Type: application/json\r\n"
                                                        "Expect: 100-continue\r\nContent-Length: 20000");

  assert_status (huge, 413, "too-large");
  assert_status (more, 413, "too-large");
  assert_status (asked, 413, "too-large");
}

/* Chunks that never end: the server answers and closes long before. */
static void
test_streamed_too_large (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *filling = g_strnfill (0x4000, 'x');
  g_autofree char *chunk = g_strdup_printf ("4000\r\n%s\r\n", filling);
  g_autofree char *reply = NULL;

  server_fixture_send (connection,
                       "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n",
                       -1);
  for (int i = 0; i < 20; i++)
    server_fixture_send (connection, chunk, -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 413, "too-large");
}

static void
test_chunked (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  server_fixture_send (connection,
                       "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: application/json\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n"
                       "c\r\n{\"purpose\":\"\r\nb\r\nregister\"}  \r\n0\r\n\r\n",
                       -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 204, NULL);
}

static void
test_bodies (void)
{
  g_autoptr (ServerFixture) fixture = start ();
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
      g_autofree char *reply = server_fixture_post (fixture, "application/json; charset=UTF-8", cases[i].body, cases[i].size);

      g_test_message ("case %u", (guint) i);
      assert_status (reply, cases[i].status, cases[i].code);
    }
}

static void
test_revision (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  server_fixture_send (connection,
                       "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n"
                       "Host: hall\r\nConnection: close\r\nContent-Type: application/vnd.yinxin.revision\r\n"
                       "If-Match: \"abc\"\r\nContent-Length: 5\r\nAuthorization: Bearer " TOKEN_PERSON "\r\n\r\nbytes",
                       -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 201, NULL);
  g_assert_true (g_str_has_suffix (reply, "\r\n\r\nbytes"));
}

static void
expect (GSocketConnection *connection, const char *request, const char *line, const char *end)
{
  g_autofree char *reply = NULL;

  server_fixture_send (connection, request, -1);
  reply = server_fixture_receive_until (connection, end);
  g_test_message ("%s", reply);
  g_assert_true (g_str_has_prefix (reply, line));
}

static void
test_kept_alive (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

  expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
  expect (connection, "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc",
          "HTTP/1.1 415 ", "}");
  expect (connection, "GET /v1/sessions HTTP/1.1\r\nHost: hall" AUTH (TOKEN_PERSON) "\r\n\r\n", "HTTP/1.1 200 ", "{}");
  expect (connection, "GET /v1/nothing HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 404 ", "}");
  expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
}

/* Requests sent before the answers are there: the first is answered, and nothing else happens to the server. */
static void
test_pipelined (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *other = NULL;

  fixture->options.idle_ms = 200;
  fixture->options.header_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection,
                       "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n"
                       "GET /v1/nothing HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n",
                       -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 200, NULL);
  other = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  assert_status (other, 200, NULL);
}

static void
test_slow_head (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketConnection) silent = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *nothing = NULL;

  fixture->options.header_ms = 200;
  fixture->options.idle_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  silent = server_fixture_connect (fixture);
  server_fixture_send (connection, "GET /v1/hall HTTP/1.1\r\nHost: ha", -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 408, "timeout");
  nothing = server_fixture_receive (silent);
}

static void
test_slow_body (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;

  fixture->options.body_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection,
                       "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
                       -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 408, "timeout");
}

static gboolean
has_hung_up (gpointer data)
{
  return (g_socket_condition_check (g_socket_connection_get_socket (data), G_IO_IN | G_IO_HUP) & G_IO_HUP) != 0;
}

/* Whoever asks for much and takes nothing does not hold the answer in memory for ever. */
static void
test_unread_answer (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *body = g_strnfill (1000000, 'x');
  g_autofree char *reply = NULL;

  fixture->options.answer_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection,
                       "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n"
                       "Host: hall\r\nContent-Type: application/vnd.yinxin.revision\r\n"
                       "If-Match: \"abc\"\r\nContent-Length: 1000000\r\nAuthorization: Bearer " TOKEN_PERSON "\r\n\r\n",
                       -1);
  server_fixture_send (connection, body, -1);
  g_assert_true (yx_test_wait (has_hung_up, connection, WAIT_MS));
  reply = server_fixture_receive (connection);
  assert_status (reply, 201, NULL);
  g_assert_cmpuint (strlen (reply), <, 1000000);
}

static void
test_too_many_connections (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) first = NULL;
  g_autoptr (GSocketConnection) second = NULL;
  g_autofree char *nothing = NULL;

  fixture->options.connections = 1;
  server_fixture_start (fixture);
  first = server_fixture_connect (fixture);
  expect (first, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
  second = server_fixture_connect (fixture);
  server_fixture_send (second, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", -1);
  nothing = server_fixture_receive (second);
  g_assert_cmpstr (nothing, ==, "");
  expect (first, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
}

/* A client that goes away while its request runs harms nobody. */
static void
test_gone_while_running (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *reply = NULL;

  server_handlers_hold ();
  {
    g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

    server_fixture_send (connection, "GET /v1/sessions HTTP/1.1\r\nHost: hall" AUTH (TOKEN_PERSON) "\r\n\r\n", -1);
    g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), WAIT_MS));
  }
  server_handlers_release ();
  reply = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  assert_status (reply, 200, NULL);
}

/* More than the workers have room for: who is too many is told when to come again. */
static void
test_busy (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  GPtrArray *connections = g_ptr_array_new_with_free_func (g_object_unref);
  guint busy = 0;
  guint done = 0;

  server_handlers_hold ();
  for (int i = 0; i < 530; i++)
    {
      GSocketConnection *connection = server_fixture_connect (fixture);

      server_fixture_send (connection,
                           "GET /v1/sessions HTTP/1.1\r\nHost: hall\r\nConnection: close" AUTH (TOKEN_PERSON) "\r\n\r\n", -1);
      g_ptr_array_add (connections, connection);
      if (i == 3)
        g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (4), WAIT_MS));
    }
  for (int i = 529; i > 520; i--)
    {
      g_autofree char *reply = server_fixture_receive (connections->pdata[i]);

      assert_status (reply, 503, "busy");
      g_assert_nonnull (strstr (reply, "\r\nRetry-After: 1\r\n"));
      busy++;
    }
  server_handlers_release ();
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *reply = server_fixture_receive (connections->pdata[i]);

      assert_status (reply, 200, NULL);
      done++;
    }
  g_assert_cmpuint (busy, ==, 9);
  g_assert_cmpuint (done, ==, 100);
  g_ptr_array_unref (connections);
}

static void
test_continue (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  expect (connection,
          "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: application/json\r\n"
          "Expect: 100-continue\r\nContent-Length: 22\r\n\r\n",
          "HTTP/1.1 100 ", "\r\n\r\n");
  server_fixture_send (connection, "{\"purpose\":\"register\"}", -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 204, NULL);
}

/* As root, for only root may become somebody else: the socket's mode and the peer's uid each keep others out. */
static gboolean
stranger_is_answered (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  static const char request[] = "GET /v1/hall HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n";
  int status = 0;
  pid_t child = fork ();

  if (child != 0)
    {
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      return WIFEXITED (status) && WEXITSTATUS (status) == 0;
    }
  {
    int fd = socket (AF_UNIX, SOCK_STREAM, 0);
    char byte;

    g_strlcpy (address.sun_path, path, sizeof address.sun_path);
    if (setuid (65534) != 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
      _exit (1);
    (void) !write (fd, request, strlen (request));
    _exit (read (fd, &byte, 1) == 1 ? 0 : 2);
  }
}

static void
test_strangers (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *reply = NULL;

  g_assert_cmpint (chmod (fixture->fixture->above, 0755), ==, 0);
  g_assert_false (stranger_is_answered (fixture->socket));
  g_assert_cmpint (chmod (fixture->socket, 0666), ==, 0);
  g_assert_false (stranger_is_answered (fixture->socket));
  reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  assert_status (reply, 200, NULL);
}

static void
test_idle (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;

  fixture->options.idle_ms = 100;
  fixture->options.header_ms = 100;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", -1);
  reply = server_fixture_receive (connection);
  assert_status (reply, 200, NULL);
}

static void
test_rates (void)
{
  g_autoptr (ServerFixture) fixture
      = server_fixture_new ("[hall]\nname=x\n[scrypt]\nlog2n=4\n[limits]\nread-per-second=2\naddress-per-minute=1\n");
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

      assert_status (reply, 200, NULL);
    }
  refused = server_fixture_ask (fixture, own);
  assert_status (refused, 429, "rate-limited");
  g_assert_nonnull (strstr (refused, "\r\nRetry-After: 1\r\n"));
  other = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH (TOKEN_ENTERPRISE));
  assert_status (other, 200, NULL);
  code = server_fixture_post (fixture, "application/json", "{\"purpose\":\"register\"}", -1);
  assert_status (code, 204, NULL);
  again = server_fixture_post (fixture, "application/json", "{\"purpose\":\"register\"}", -1);
  assert_status (again, 429, "rate-limited");
  g_assert_nonnull (strstr (again, "\r\nRetry-After: 60\r\n"));
  yx_test_clock_turn (fixture->fixture->clock, G_USEC_PER_SEC);
  later = server_fixture_ask (fixture, own);
  assert_status (later, 200, NULL);
}

static char *
try_sign_in (ServerFixture *fixture, const char *login)
{
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *body = g_strdup_printf ("{\"kind\":\"person\",\"login\":\"%s\",\"password\":\"Secret-12345\"}", login);
  g_autofree char *whole = g_strdup_printf ("POST /v1/sessions HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n"
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
  assert_status (first, 204, NULL);
  assert_status (second, 204, NULL);
  assert_status (third, 429, "rate-limited");
  assert_status (other, 204, NULL);
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
  g_autoptr (ServerFixture) fixture = start ();
  Asking asking = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread = g_thread_new ("ask", ask, &asking);
  gint64 began = g_get_monotonic_time ();
  g_autofree char *reply = NULL;

  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), WAIT_MS));
  server_handlers_feed (TRUE);
  yx_hall_bell_ring (fixture->fixture->hall->bell, "ent_bbbbbbbbbbbbbbbbbbbbbbbbbb");
  yx_hall_bell_ring (fixture->fixture->hall->bell, SCOPE);
  reply = g_thread_join (thread);
  assert_status (reply, 200, NULL);
  g_assert_nonnull (strstr (reply, "new"));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_USEC_PER_SEC);
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
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (GSource) source = g_timeout_source_new (50);
  g_autofree char *reply = NULL;
  gint64 began = g_get_monotonic_time ();

  g_source_set_callback (source, ring, fixture, NULL);
  g_source_attach (source, fixture->context);
  reply = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE "?wait=1 HTTP/1.1" AUTH (TOKEN_PERSON));
  g_source_destroy (source);
  assert_status (reply, 200, NULL);
  g_assert_nonnull (strstr (reply, "old"));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC * 9 / 10);
}

static void
test_feed_too_many (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autofree char *reply = NULL;
  g_autofree char *other = NULL;

  fixture->options.parked = 0;
  server_fixture_start (fixture);
  reply = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON));
  assert_status (reply, 429, "rate-limited");
  other = server_fixture_ask (fixture, "GET /v1/feeds/" SCOPE " HTTP/1.1" AUTH (TOKEN_PERSON));
  assert_status (other, 200, NULL);
}

static void
test_stop_while_running (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  Asking asking = { fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON) };
  Asking waiting = { fixture, "GET /v1/feeds/" SCOPE "?wait=60 HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread;
  GThread *parked;
  g_autofree char *reply = NULL;
  g_autofree char *empty = NULL;

  server_handlers_hold ();
  thread = g_thread_new ("ask", ask, &asking);
  parked = g_thread_new ("wait", ask, &waiting);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), WAIT_MS));
  g_assert_true (yx_test_wait (server_handlers_asked, GUINT_TO_POINTER (1), WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  empty = g_thread_join (parked);
  assert_status (empty, 200, NULL);
  g_assert_false (server_fixture_has_stopped (fixture));
  server_handlers_release ();
  reply = g_thread_join (thread);
  assert_status (reply, 200, NULL);
  g_assert_true (yx_test_wait (server_fixture_has_stopped, fixture, WAIT_MS));
}

static void
test_stop_is_bounded (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  Asking asking = { fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON) };
  GThread *thread;
  g_autofree char *reply = NULL;

  fixture->options.stop_ms = 100;
  server_fixture_start (fixture);
  server_handlers_hold ();
  thread = g_thread_new ("ask", ask, &asking);
  g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), WAIT_MS));
  server_fixture_ask_to_stop (fixture);
  g_assert_true (yx_test_wait (server_fixture_has_stopped, fixture, WAIT_MS));
  server_fixture_end (fixture);
  reply = g_thread_join (thread);
}

static void
test_restart_keeps_sessions (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *before = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  g_autofree char *after = NULL;

  assert_status (before, 200, NULL);
  server_fixture_end (fixture);
  hall_fixture_close (fixture->fixture);
  hall_fixture_open (fixture->fixture);
  server_fixture_start (fixture);
  after = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  assert_status (after, 200, NULL);
}

static gboolean
read_used (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT COALESCE (MAX (\"used\"), 0) AS used FROM \"session\" WHERE \"account\" = 'acc_bbbbbbbbbbbbbbbbbbbbbbbbbb'", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *(gint64 *) data = yx_statement_int (statement, "used");
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

#define MINUTES(n) ((n) * G_TIME_SPAN_MINUTE)

static void
test_idle_session (void)
{
  g_autoptr (ServerFixture) fixture = start ();
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
      assert_status (reply, 200, NULL);
    }
  use.used = YX_TEST_NOW + 30 * G_USEC_PER_SEC + MINUTES (87);
  g_assert_true (yx_test_wait (was_used_at, &use, WAIT_MS));
  yx_test_clock_turn (fixture->fixture->clock, MINUTES (31));
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, request);

      assert_status (reply, 401, "unauthenticated");
    }
  use.used = 0;
  g_assert_true (yx_test_wait (was_used_at, &use, WAIT_MS));
}

static GTlsCertificate *
load_certificate (HallFixture *fixture)
{
  g_autofree char *certificate = hall_fixture_path (fixture, "tls/server.pem");
  g_autofree char *key = hall_fixture_path (fixture, "tls/server.key");
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = g_tls_certificate_new_from_files (certificate, key, &error);

  g_assert_no_error (error);
  return loaded;
}

/* All must hold but the dates, which are those of the tests' clock. */
static gboolean
judge_certificate (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags flaws, gpointer data)
{
  g_test_message ("flaws %u", (guint) flaws);
  return (flaws & ~(GTlsCertificateFlags) (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) == 0;
}

static void
test_tls (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (WIDE);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *root = hall_fixture_path (fixture->fixture, "ca/root.pem");
  g_autoptr (GTlsDatabase) anchors = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("localhost", 443);
  g_autoptr (GError) error = NULL;
  static const char request[] = "GET /v1/hall HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n";
  char reply[4096] = "";
  gsize n = 0;

  fixture->certificate = load_certificate (fixture->fixture);
  server_fixture_start (fixture);
  g_assert_true (g_str_has_prefix (fixture->url, "https://127.0.0.1:"));
  connection = g_socket_client_connect_to_uri (client, fixture->url, 443, NULL, &error);
  g_assert_no_error (error);
  anchors = g_tls_file_database_new (root, &error);
  g_assert_no_error (error);
  tls = g_tls_client_connection_new (G_IO_STREAM (connection), identity, &error);
  g_assert_no_error (error);
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), anchors);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (judge_certificate), NULL);
  (void) g_output_stream_write_all (g_io_stream_get_output_stream (tls), request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  (void) g_input_stream_read_all (g_io_stream_get_input_stream (tls), reply, sizeof reply - 1, &n, NULL, NULL);
  assert_status (reply, 200, NULL);
}

static void
test_where_to_listen (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  YxHallServerOptions options = YX_HALL_SERVER_STANDARD;
  g_autoptr (YxHallServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = load_certificate (fixture);
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
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/server/hall", test_hall);
  g_test_add_func ("/hall/server/refusals", test_refusals);
  g_test_add_func ("/hall/server/not-http", test_not_http);
  g_test_add_func ("/hall/server/declared-too-large", test_declared_too_large);
  g_test_add_func ("/hall/server/streamed-too-large", test_streamed_too_large);
  g_test_add_func ("/hall/server/chunked", test_chunked);
  g_test_add_func ("/hall/server/bodies", test_bodies);
  g_test_add_func ("/hall/server/revision", test_revision);
  g_test_add_func ("/hall/server/kept-alive", test_kept_alive);
  g_test_add_func ("/hall/server/pipelined", test_pipelined);
  g_test_add_func ("/hall/server/slow-head", test_slow_head);
  g_test_add_func ("/hall/server/slow-body", test_slow_body);
  g_test_add_func ("/hall/server/idle", test_idle);
  g_test_add_func ("/hall/server/unread-answer", test_unread_answer);
  g_test_add_func ("/hall/server/too-many-connections", test_too_many_connections);
  g_test_add_func ("/hall/server/gone-while-running", test_gone_while_running);
  g_test_add_func ("/hall/server/busy", test_busy);
  g_test_add_func ("/hall/server/continue", test_continue);
  if (geteuid () == 0)
    g_test_add_func ("/hall/server/strangers", test_strangers);
  g_test_add_func ("/hall/server/rates", test_rates);
  g_test_add_func ("/hall/server/sign-in-rate", test_sign_in_rate);
  g_test_add_func ("/hall/server/feed-rung", test_feed_rung);
  g_test_add_func ("/hall/server/feed-empty", test_feed_empty);
  g_test_add_func ("/hall/server/feed-too-many", test_feed_too_many);
  g_test_add_func ("/hall/server/stop-while-running", test_stop_while_running);
  g_test_add_func ("/hall/server/stop-is-bounded", test_stop_is_bounded);
  g_test_add_func ("/hall/server/restart-keeps-sessions", test_restart_keeps_sessions);
  g_test_add_func ("/hall/server/idle-session", test_idle_session);
  g_test_add_func ("/hall/server/tls", test_tls);
  g_test_add_func ("/hall/server/where-to-listen", test_where_to_listen);
  return g_test_run ();
}
