/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/yx-crypto.h"
#include "hall/server-fixture.h"
#include "lib/yx-test-wait.h"

/* What is not HTTP at all ends the connection and nothing else. */
static void
test_not_http (void)
{
  static const char *const noises[] = { "\r\n\r\n",
                                        "nonsense\r\n\r\n",
                                        "GET\r\n\r\n",
                                        "GET /v1/hall HTTP/9.9\r\n\r\n",
                                        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                                        "GET /v1/hall HTTP/1.1\r\nContent-Length: -5\r\nHost: hall\r\n\r\n",
                                        "GET http://[::1 HTTP/1.1\r\nHost: hall\r\n\r\n" };
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
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
  server_fixture_assert (reply, 200, NULL);
}

static void
test_declared_too_large (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *huge
      = server_fixture_ask (fixture, "POST /v1/codes HTTP/1.1\r\nContent-Type: application/json\r\n"
                                     "Content-Length: 99999999999");
  g_autofree char *body = g_strnfill (20000, ' ');
  g_autofree char *more = server_fixture_post (fixture, "application/json", body, -1);
  g_autofree char *asked
      = server_fixture_ask (fixture, "POST /v1/codes HTTP/1.1\r\nContent-Type: application/json\r\n"
                                     "Expect: 100-continue\r\nContent-Length: 20000");

  server_fixture_assert (huge, 413, "too-large");
  server_fixture_assert (more, 413, "too-large");
  server_fixture_assert (asked, 413, "too-large");
}

/* Chunks that never end: the server answers and closes long before. */
static void
test_streamed_too_large (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
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
  server_fixture_assert (reply, 413, "too-large");
}

/* Refused for its kind, it may still say a little more, but not without end. */
static void
test_streamed_refused (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *filling = g_strnfill (0x4000, 'x');
  g_autofree char *chunk = g_strdup_printf ("4000\r\n%s\r\n", filling);
  g_autofree char *reply = NULL;

  server_fixture_send (connection,
                       "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: text/plain\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n",
                       -1);
  for (int i = 0; i < 20; i++)
    server_fixture_send (connection, chunk, -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 415, "content-type");
}

static void
test_chunked (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  server_fixture_send (
      connection,
      "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n"
      "c\r\n{\"purpose\":\"\r\nb\r\nregister\"}  \r\n0\r\n\r\n",
      -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 204, NULL);
}

static void
test_kept_alive (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

  server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
  server_fixture_expect (
      connection,
      "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc",
      "HTTP/1.1 415 ", "}");
  server_fixture_expect (connection, "GET /v1/sessions HTTP/1.1\r\nHost: hall" AUTH (TOKEN_PERSON) "\r\n\r\n",
                         "HTTP/1.1 200 ", "{}");
  server_fixture_expect (connection, "GET /v1/nothing HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 404 ", "}");
  server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
}

/* An answer without a body ends with its head, not with the connection; and it says no length (RFC 9110 §8.6). */
static void
test_kept_alive_after_nothing (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *reply = NULL;

      server_fixture_send (connection,
                           "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n"
                           "Content-Length: 22\r\n\r\n{\"purpose\":\"register\"}",
                           -1);
      reply = server_fixture_receive_until (connection, "\r\n\r\n");
      server_fixture_assert (reply, 204, NULL);
      g_assert_null (strstr (reply, "Content-Length"));
    }
  server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
}

/* Requests sent before the answers are there: the first is answered, and nothing else happens to the server.
 */
static void
test_pipelined (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
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
  server_fixture_assert (reply, 200, NULL);
  other = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (other, 200, NULL);
}

static void
test_slow_head (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
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
  server_fixture_assert (reply, 408, "timeout");
  nothing = server_fixture_receive (silent);
}

static void
test_slow_body (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;

  fixture->options.body_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection,
                       "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: "
                       "application/json\r\nContent-Length: 100\r\n\r\n{",
                       -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 408, "timeout");
}

static gboolean
has_hung_up (gpointer data)
{
  return (g_socket_condition_check (g_socket_connection_get_socket (data), G_IO_IN | G_IO_HUP) & G_IO_HUP)
         != 0;
}

/* Whoever asks for much and takes nothing does not hold the answer in memory for ever. */
static void
test_unread_answer (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *body = g_strnfill (1000000, 'x');
  g_autofree char *reply = NULL;

  fixture->options.answer_ms = 200;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (
      connection,
      "PUT /v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n"
      "Host: hall\r\nContent-Type: application/vnd.yinxin.revision\r\n"
      "If-Match: \"abc\"\r\nContent-Length: 1000000\r\nAuthorization: Bearer " TOKEN_PERSON "\r\n\r\n",
      -1);
  server_fixture_send (connection, body, -1);
  g_assert_true (yx_test_wait (has_hung_up, connection, SERVER_WAIT_MS));
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 201, NULL);
  g_assert_cmpuint (strlen (reply), <, 1000000);
}

/* A gigabyte is announced, of JSON and of bytes, and begins to come: the answer comes before it, the sender is not
 * listened to for long, and nothing of it is kept. */
static void
test_gigabyte (void)
{
  static const char *const heads[]
      = { "POST /v1/codes HTTP/1.1\r\nContent-Type: application/json",
          "PUT /v1/documents/" DOCUMENT "/revisions/rev_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nIf-Match: \"abc\"\r\n"
          "Content-Type: application/vnd.yinxin.revision" AUTH (TOKEN_PERSON),
          "GET /v1/hall HTTP/1.1" };
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *filling = g_malloc0 (1024 * 1024);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
      GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
      g_autofree char *head = g_strdup_printf ("%s\r\nHost: hall\r\nContent-Length: 1073741824\r\n\r\n", heads[i]);
      g_autofree char *reply = NULL;
      guint sent = 0;

      server_fixture_send (connection, head, -1);
      while (sent < 1024 && g_output_stream_write_all (out, filling, 1024 * 1024, NULL, NULL, NULL))
        sent++;
      g_assert_cmpuint (sent, <, 64);
      reply = server_fixture_receive (connection);
      server_fixture_assert (reply, 413, "too-large");
    }
}

/* Sends a byte at a time for as long as it is let, and looks for the answer between two. */
static char *
drip (ServerFixture *fixture, const char *first)
{
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  GSocket *socket = g_socket_connection_get_socket (connection);
  guint sent = 0;

  server_fixture_send (connection, first, -1);
  while (sent < 3000 && !g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, 10000, NULL, NULL))
    {
      server_fixture_send (connection, "x", 1);
      sent++;
    }
  g_assert_cmpuint (sent, <, 3000);
  return server_fixture_receive (connection);
}

/* Who goes on sending a little has no more time than who says nothing. */
static void
test_dripping (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;

  fixture->options.header_ms = 300;
  fixture->options.body_ms = 300;
  server_fixture_start (fixture);
  head = drip (fixture, "GET /v1/hall HTTP/1.1\r\nX-Drip: ");
  server_fixture_assert (head, 408, "timeout");
  body = drip (fixture, "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n"
                        "Content-Length: 10000\r\n\r\n");
  server_fixture_assert (body, 408, "timeout");
}

/* Hundreds that connect and say nothing keep nobody out, and are shown out. */
static void
test_many_idle (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autoptr (GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *reply = NULL;

  fixture->options.header_ms = 1000;
  server_fixture_start (fixture);
  for (int i = 0; i < 400; i++)
    g_ptr_array_add (idle, server_fixture_connect (fixture));
  reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (reply, 200, NULL);
  for (guint i = 0; i < idle->len; i++)
    g_assert_true (yx_test_wait (has_hung_up, idle->pdata[i], SERVER_WAIT_MS));
}

static void
test_too_many_connections (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autoptr (GSocketConnection) first = NULL;
  g_autoptr (GSocketConnection) second = NULL;
  g_autofree char *nothing = NULL;

  fixture->options.connections = 1;
  server_fixture_start (fixture);
  first = server_fixture_connect (fixture);
  server_fixture_expect (first, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
  second = server_fixture_connect (fixture);
  server_fixture_send (second, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", -1);
  nothing = server_fixture_receive (second);
  g_assert_cmpstr (nothing, ==, "");
  server_fixture_expect (first, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
}

/* A client that goes away while its request runs harms nobody. */
static void
test_gone_while_running (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *reply = NULL;

  server_handlers_hold ();
  {
    g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

    server_fixture_send (connection, "GET /v1/sessions HTTP/1.1\r\nHost: hall" AUTH (TOKEN_PERSON) "\r\n\r\n",
                         -1);
    g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (1), SERVER_WAIT_MS));
  }
  server_handlers_release ();
  reply = server_fixture_ask (fixture, "GET /v1/sessions HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (reply, 200, NULL);
}

/* More than the workers have room for: who is too many is told when to come again. */
static void
test_busy (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  GPtrArray *connections = g_ptr_array_new_with_free_func (g_object_unref);
  guint busy = 0;
  guint done = 0;

  server_handlers_hold ();
  for (int i = 0; i < 530; i++)
    {
      GSocketConnection *connection = server_fixture_connect (fixture);

      server_fixture_send (
          connection,
          "GET /v1/sessions HTTP/1.1\r\nHost: hall\r\nConnection: close" AUTH (TOKEN_PERSON) "\r\n\r\n", -1);
      g_ptr_array_add (connections, connection);
      if (i == 3)
        g_assert_true (yx_test_wait (server_handlers_holding, GUINT_TO_POINTER (4), SERVER_WAIT_MS));
    }
  for (int i = 529; i > 520; i--)
    {
      g_autofree char *reply = server_fixture_receive (connections->pdata[i]);

      server_fixture_assert (reply, 503, "busy");
      g_assert_nonnull (strstr (reply, "\r\nRetry-After: 1\r\n"));
      busy++;
    }
  server_handlers_release ();
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *reply = server_fixture_receive (connections->pdata[i]);

      server_fixture_assert (reply, 200, NULL);
      done++;
    }
  g_assert_cmpuint (busy, ==, 9);
  g_assert_cmpuint (done, ==, 100);
  g_ptr_array_unref (connections);
}

static void
test_continue (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);
  g_autofree char *reply = NULL;

  server_fixture_expect (
      connection,
      "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nContent-Length: 22\r\n\r\n",
      "HTTP/1.1 100 ", "\r\n\r\n");
  server_fixture_send (connection, "{\"purpose\":\"register\"}", -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 204, NULL);
}

/* As root, for only root may become somebody else: the socket's mode and the peer's uid each keep others out.
 */
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
    if (setuid (65534) != 0 || connect (fd, (struct sockaddr *)&address, sizeof address) != 0)
      _exit (1);
    (void)!write (fd, request, strlen (request));
    _exit (read (fd, &byte, 1) == 1 ? 0 : 2);
  }
}

static void
test_strangers (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  g_autofree char *reply = NULL;

  g_assert_cmpint (chmod (fixture->fixture->above, 0755), ==, 0);
  g_assert_false (stranger_is_answered (fixture->socket));
  g_assert_cmpint (chmod (fixture->socket, 0666), ==, 0);
  g_assert_false (stranger_is_answered (fixture->socket));
  reply = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (reply, 200, NULL);
}

static void
test_idle (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;

  fixture->options.idle_ms = 100;
  fixture->options.header_ms = 100;
  server_fixture_start (fixture);
  connection = server_fixture_connect (fixture);
  server_fixture_send (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", -1);
  reply = server_fixture_receive (connection);
  server_fixture_assert (reply, 200, NULL);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
few_descriptors (gpointer most)
{
  return count_descriptors () <= *(guint *)most;
}

/* Whoever hangs up between two requests leaves no descriptor behind. */
static void
test_hung_up (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_started ();
  guint most = 0;

  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GSocketConnection) connection = server_fixture_connect (fixture);

      if (i == 10)
        most = count_descriptors () + 10;
      server_fixture_expect (connection, "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n", "HTTP/1.1 200 ", "}");
    }
  g_assert_true (yx_test_wait (few_descriptors, &most, SERVER_WAIT_MS));
}

/* All must hold but the dates, which are those of the tests' clock. */
static gboolean
judge_certificate (GTlsConnection *connection,
                   GTlsCertificate *certificate,
                   GTlsCertificateFlags flaws,
                   gpointer data)
{
  g_test_message ("flaws %u", (guint)flaws);
  return (flaws & ~(GTlsCertificateFlags)(G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) == 0;
}

static void
test_tls (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
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

  fixture->certificate = hall_fixture_certificate (fixture->fixture);
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
  (void)g_output_stream_write_all (g_io_stream_get_output_stream (tls), request, strlen (request), NULL, NULL,
                                   &error);
  g_assert_no_error (error);
  (void)g_input_stream_read_all (g_io_stream_get_input_stream (tls), reply, sizeof reply - 1, &n, NULL, NULL);
  server_fixture_assert (reply, 200, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/connection/not-http", test_not_http);
  g_test_add_func ("/hall/connection/declared-too-large", test_declared_too_large);
  g_test_add_func ("/hall/connection/streamed-too-large", test_streamed_too_large);
  g_test_add_func ("/hall/connection/streamed-refused", test_streamed_refused);
  g_test_add_func ("/hall/connection/chunked", test_chunked);
  g_test_add_func ("/hall/connection/kept-alive", test_kept_alive);
  g_test_add_func ("/hall/connection/kept-alive-after-nothing", test_kept_alive_after_nothing);
  g_test_add_func ("/hall/connection/pipelined", test_pipelined);
  g_test_add_func ("/hall/connection/slow-head", test_slow_head);
  g_test_add_func ("/hall/connection/slow-body", test_slow_body);
  g_test_add_func ("/hall/connection/unread-answer", test_unread_answer);
  g_test_add_func ("/hall/connection/gigabyte", test_gigabyte);
  g_test_add_func ("/hall/connection/dripping", test_dripping);
  g_test_add_func ("/hall/connection/many-idle", test_many_idle);
  g_test_add_func ("/hall/connection/too-many-connections", test_too_many_connections);
  g_test_add_func ("/hall/connection/gone-while-running", test_gone_while_running);
  g_test_add_func ("/hall/connection/busy", test_busy);
  g_test_add_func ("/hall/connection/continue", test_continue);
  if (geteuid () == 0)
    g_test_add_func ("/hall/connection/strangers", test_strangers);
  g_test_add_func ("/hall/connection/idle", test_idle);
  g_test_add_func ("/hall/connection/hung-up", test_hung_up);
  g_test_add_func ("/hall/connection/tls", test_tls);
  return g_test_run ();
}
