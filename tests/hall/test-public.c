/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "hall/hall-story.h"
#include "hall/server-fixture.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-public.h"
#include "hall/yx-hall-revocations.h"
#include "model/yx-issued-certificate-page.h"

#define CONFIG HALL_FIXTURE_CONFIG "[limits]\nread-per-second=10000\n"
#define URL "http://hall.example/net"

/* A hall with two people's certificates, and a folder for the openssl command. */
typedef struct
{
  HallFixture *fixture;
  StoryActor *actors[2];
  char *authority; /* fingerprint of the issuing authority */
} PublicDesk;

static void
public_desk_clear (PublicDesk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (desk->actors); i++)
    g_clear_pointer (&desk->actors[i], story_actor_free);
  g_clear_pointer (&desk->fixture, hall_fixture_free);
  g_free (desk->authority);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PublicDesk, public_desk_clear)

static void
write_bytes (PublicDesk *desk, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = yx_test_folder_path (desk->fixture->above, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static void
write_certificate (PublicDesk *desk, const char *name, YxCertificate *certificate)
{
  g_autofree char *pem = yx_certificate_to_pem (certificate);

  write_bytes (desk, name, pem, strlen (pem));
}

static void
open_desk (PublicDesk *desk)
{
  g_autoptr (YxCertificate) root = NULL;
  g_autoptr (YxCertificate) issuing = NULL;

  desk->fixture = hall_fixture_new ();
  hall_fixture_configure (desk->fixture, CONFIG "[hall]\npublic-url=" URL "\n");
  hall_fixture_open (desk->fixture);
  for (guint i = 0; i < G_N_ELEMENTS (desk->actors); i++)
    {
      g_autofree char *name = g_strdup_printf ("user-%u.pem", i);

      desk->actors[i] = story_person_new (i + 1);
      story_register (desk->fixture, desk->actors[i]);
      story_sign_in (desk->fixture, desk->actors[i]);
      story_activate (desk->fixture, desk->actors[i]);
      write_certificate (desk, name, desk->actors[i]->certificate);
    }
  root = yx_hall_authority_certificate (desk->fixture->folder, YX_HALL_CA_ROOT, NULL);
  issuing = yx_hall_authority_certificate (desk->fixture->folder, YX_HALL_CA_ISSUING, NULL);
  write_certificate (desk, "root.pem", root);
  write_certificate (desk, "issuing.pem", issuing);
  desk->authority = g_strdup (yx_certificate_fingerprint (issuing));
}

static char *
run (PublicDesk *desk, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = yx_test_folder_path (desk->fixture->above, "");
  g_autofree char *line = g_strdup_printf ("cd '%s' && %s", folder, command);
  g_autoptr (GSubprocess) shell
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, "sh", "-c", line, NULL);
  char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (shell, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%s: %s", command, out);
  return out;
}

static void
prints (PublicDesk *desk, const char *command, const char *wanted)
{
  g_autofree char *out = run (desk, command);

  g_assert_nonnull (strstr (out, wanted));
}

static void
revoke_one (PublicDesk *desk, guint actor, YxEndReason reason)
{
  g_autoptr (YxHallCall) list
      = story_call (desk->fixture, YX_API_CERTIFICATE_LIST, desk->actors[actor], NULL, NULL);
  g_autoptr (GError) error = NULL;

  story_does (list);
  (void)yx_hall_certificate_revoke (
      desk->fixture->hall, NULL, ((YxIssuedCertificate *)((YxIssuedCertificatePage *)list->answer)->items->pdata[0])->id,
      reason, &error);
  g_assert_no_error (error);
}

/* As a request comes to its handler. */
static GBytes *
ask (PublicDesk *desk, const char *method, const char *path, GBytes *body, GError **error)
{
  g_autoptr (YxHallCall) call = g_new0 (YxHallCall, 1);
  gboolean known;

  call->hall = desk->fixture->hall;
  call->endpoint = yx_hall_public_match (method, path, &call->parameters, &known);
  call->body = body != NULL ? g_bytes_ref (body) : NULL;
  g_assert_nonnull (call->endpoint);
  if (!yx_hall_public_handler (call->endpoint) (call, error))
    return NULL;
  return g_bytes_ref (call->answer_bytes);
}

static GBytes *
get_list (PublicDesk *desk)
{
  g_autofree char *path = g_strconcat ("/crl/", desk->authority, ".crl", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *list = ask (desk, "GET", path, NULL, &error);

  g_assert_no_error (error);
  return list;
}

static char *
number_of (PublicDesk *desk, GBytes *list)
{
  char *out;

  write_bytes (desk, "list.crl", g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  out = run (desk, "openssl crl -inform DER -in list.crl -noout -crlnumber");
  return g_strstrip (out);
}

/* What certificates say about where to ask, and what a hall without an address says: nothing. */
static void
test_addresses (void)
{
  g_auto (PublicDesk) desk = { NULL };
  g_autoptr (HallFixture) silent = hall_fixture_new ();
  g_autoptr (StoryActor) actor = story_person_new (9);
  g_autofree char *crl = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *said = NULL;
  g_autofree char *bare = NULL;

  open_desk (&desk);
  said = run (&desk, "openssl x509 -in user-0.pem -noout -text");
  crl = g_strconcat ("URI:" URL "/crl/", desk.authority, ".crl", NULL);
  issuer = g_strconcat ("CA Issuers - URI:" URL "/ca/", desk.authority, ".cer", NULL);
  g_assert_nonnull (strstr (said, crl));
  g_assert_nonnull (strstr (said, issuer));
  g_assert_nonnull (strstr (said, "OCSP - URI:" URL "/ocsp\n"));
  hall_fixture_open (silent);
  story_register (silent, actor);
  story_sign_in (silent, actor);
  story_activate (silent, actor);
  write_certificate (&desk, "bare.pem", actor->certificate);
  bare = run (&desk, "openssl x509 -in bare.pem -noout -text");
  g_assert_null (strstr (bare, "URI:"));
}

#define VERIFY                                                                                               \
  "openssl crl -inform DER -in list.crl -out list.pem && openssl verify -attime 1772330000 -crl_check "      \
  "-CAfile root.pem -untrusted issuing.pem -CRLfile list.pem "

/* OpenSSL believes the hall's list. */
static void
test_list (void)
{
  g_auto (PublicDesk) desk = { NULL };
  g_autoptr (GBytes) list = NULL;

  open_desk (&desk);
  revoke_one (&desk, 1, YX_END_KEY_COMPROMISE);
  list = get_list (&desk);
  write_bytes (&desk, "list.crl", g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  prints (&desk, VERIFY "user-0.pem", "user-0.pem: OK");
  prints (&desk, VERIFY "user-1.pem", "certificate revoked");
}

/* The same list for an hour, unless something is revoked; numbers only rise, over restarts and set-back clocks. */
static void
test_list_is_renewed (void)
{
  g_auto (PublicDesk) desk = { NULL };
  GBytes *lists[6];

  open_desk (&desk);
  lists[0] = get_list (&desk);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_HOUR - 1);
  lists[1] = get_list (&desk);
  g_assert_true (g_bytes_equal (lists[0], lists[1]));
  revoke_one (&desk, 0, YX_END_CESSATION);
  lists[2] = get_list (&desk);
  hall_fixture_close (desk.fixture);
  hall_fixture_open (desk.fixture);
  lists[3] = get_list (&desk);
  g_assert_true (g_bytes_equal (lists[2], lists[3]));
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_HOUR);
  lists[4] = get_list (&desk);
  yx_test_clock_jump (desk.fixture->clock, -G_TIME_SPAN_MINUTE);
  lists[5] = get_list (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      static const char *const numbers[] = { "0x01", "0x01", "0x02", "0x02", "0x03", "0x04" };
      g_autofree char *wanted = g_strconcat ("crlNumber=", numbers[i], NULL);
      g_autofree char *number = number_of (&desk, lists[i]);

      g_assert_cmpstr (number, ==, wanted);
      g_bytes_unref (lists[i]);
    }
}

static GBytes *
read_bytes (PublicDesk *desk, const char *name)
{
  g_autofree char *path = yx_test_folder_path (desk->fixture->above, name);
  char *bytes;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static void
ask_status (PublicDesk *desk, gboolean get, GBytes *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_base64_encode (g_bytes_get_data (request, NULL), g_bytes_get_size (request));
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/ocsp/", escaped, NULL);
  g_autoptr (GBytes) answer
      = get ? ask (desk, "GET", path, NULL, &error) : ask (desk, "POST", "/ocsp", request, &error);

  g_assert_no_error (error);
  write_bytes (desk, "answer.der", g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

#define ABOUT "-issuer issuing.pem -cert user-0.pem -cert user-1.pem -serial 0x123456 "
#define READ                                                                                                 \
  "openssl ocsp -respin answer.der -no_nonce -CAfile root.pem -verify_other issuing.pem -attime 1772330000 " \
  "-validity_period 2000000000 "

/* RFC 6960 over both ways to ask, judged by OpenSSL. */
static void
test_status (void)
{
  g_auto (PublicDesk) desk = { NULL };

  open_desk (&desk);
  revoke_one (&desk, 1, YX_END_AFFILIATION_CHANGED);
  g_free (run (&desk, "openssl ocsp -reqout request.der -no_nonce " ABOUT));
  for (guint get = 0; get < 2; get++)
    {
      g_autoptr (GBytes) request = read_bytes (&desk, "request.der");
      g_autofree char *said = NULL;

      ask_status (&desk, get, request);
      said = run (&desk, READ ABOUT);
      g_assert_nonnull (strstr (said, "Response verify OK"));
      g_assert_nonnull (strstr (said, "user-0.pem: good"));
      g_assert_nonnull (strstr (said, "user-1.pem: revoked"));
      g_assert_nonnull (strstr (said, "Reason: affiliationChanged"));
      g_assert_nonnull (strstr (said, "0x123456: unknown"));
    }
}

/* A responder's certificate is for some weeks: later there is another, and the hall's own services are known too. */
static void
test_responder_is_renewed (void)
{
  g_auto (PublicDesk) desk = { NULL };
  g_autoptr (YxCertificate) tsa = NULL;
  static const char *const times[] = { "1772330000", "1775000000", "1800000000" };

  open_desk (&desk);
  tsa = yx_hall_authority_certificate (desk.fixture->folder, YX_HALL_CA_TSA, NULL);
  write_certificate (&desk, "tsa.pem", tsa);
  g_free (run (&desk, "openssl ocsp -reqout request.der -no_nonce -issuer issuing.pem -cert tsa.pem"));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GBytes) request = read_bytes (&desk, "request.der");
      gint64 at = g_ascii_strtoll (times[i], NULL, 10) * G_USEC_PER_SEC;
      g_autofree char *command
          = g_strdup_printf ("openssl ocsp -respin answer.der -no_nonce -CAfile root.pem -verify_other issuing.pem "
                             "-attime %s -validity_period 2000000000 -issuer issuing.pem -cert tsa.pem",
                             times[i]);
      g_autofree char *said = NULL;

      yx_test_clock_turn (desk.fixture->clock, at - yx_clock_now (desk.fixture->clock));
      ask_status (&desk, FALSE, request);
      said = run (&desk, command);
      g_assert_nonnull (strstr (said, "Response verify OK"));
      g_assert_nonnull (strstr (said, "tsa.pem: good"));
    }
}

static void
test_strange_questions (void)
{
  g_auto (PublicDesk) desk = { NULL };
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) foreign = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *unknown = g_strnfill (64, 'a');
  g_autofree char *path = g_strconcat ("/crl/", unknown, ".crl", NULL);

  open_desk (&desk);
  for (guint get = 0; get < 2; get++)
    {
      ask_status (&desk, get, nonsense);
      prints (&desk, "openssl ocsp -respin answer.der -noverify", "malformedrequest (1)");
    }
  ask_status (&desk, FALSE, nothing);
  prints (&desk, "openssl ocsp -respin answer.der -noverify", "malformedrequest (1)");
  g_free (run (&desk, "openssl ocsp -reqout request.der -issuer user-0.pem -serial 5"));
  foreign = read_bytes (&desk, "request.der");
  ask_status (&desk, FALSE, foreign);
  prints (&desk, "openssl ocsp -respin answer.der -noverify", "unauthorized (6)");
  g_assert_null (ask (&desk, "GET", path, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
}

static void
test_paths (void)
{
  g_autofree char *long_one = g_strnfill (3000, 'A');
  g_autofree char *long_path = g_strconcat ("/ocsp/", long_one, NULL);
  const struct
  {
    const char *method;
    const char *path;
    gboolean known;
  } none[] = {
    { "GET", "/crl/", FALSE },
    { "GET", "/crl/../ca/root.key", FALSE },
    { "GET", "/crl/0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef.crl", FALSE },
    { "GET", "/crl/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.cer", FALSE },
    { "POST", "/crl/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.crl", TRUE },
    { "GET", "/ocsp", TRUE },
    { "GET", "/ocsp/", FALSE },
    { "PUT", "/ocsp", TRUE },
    { "POST", "/ocsp/AAAA", TRUE },
    { "GET", long_path, FALSE },
    { "GET", "/v1/hall", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto (YxApiParameters) parameters = { 0 };
      gboolean known = FALSE;

      g_test_message ("%s %s", none[i].method, none[i].path);
      g_assert_null (yx_hall_public_match (none[i].method, none[i].path, &parameters, &known));
      g_assert_cmpint (known, ==, none[i].known);
    }
}

/* Over the wire: types, how long others may keep it, sizes, methods, rates. */
static void
test_wire (void)
{
  g_autoptr (ServerFixture) fixture = server_fixture_new (HALL_FIXTURE_CONFIG "[limits]\nread-per-second=20\n");
  g_autoptr (YxCertificate) issuing
      = yx_hall_authority_certificate (fixture->fixture->folder, YX_HALL_CA_ISSUING, NULL);
  const char *authority = yx_certificate_fingerprint (issuing);
  const struct
  {
    const char *request;
    guint status;
    const char *code;
    const char *header; /* (nullable) */
  } cases[] = {
    { "GET /ca/%s.cer HTTP/1.1", 200, NULL, "Content-Type: application/pkix-cert\r\n" },
    { "GET /ca/%s.cer HTTP/1.1", 200, NULL, "Cache-Control: public, max-age=600\r\n" },
    { "GET /crl/%s.crl HTTP/1.1", 200, NULL, "Content-Type: application/pkix-crl\r\n" },
    { "GET /crl/%s.crl HTTP/1.1", 200, NULL, "Cache-Control: public, max-age=600\r\n" },
    { "GET /ocsp/AAAA HTTP/1.1", 200, NULL, "Content-Type: application/ocsp-response\r\n" },
    { "POST /ocsp HTTP/1.1\r\nContent-Type: application/ocsp-request\r\nContent-Length: 0", 200, NULL,
      "Cache-Control: no-store\r\n" },
    { "POST /ocsp HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 0", 415, "content-type", NULL },
    { "POST /ocsp HTTP/1.1\r\nContent-Type: application/ocsp-request\r\nContent-Length: 99999999", 413,
      "too-large", NULL },
    { "DELETE /ocsp HTTP/1.1", 405, "method", NULL },
    { "GET /crl/%s.pem HTTP/1.1", 404, "not-found", NULL },
  };
  gboolean limited = FALSE;

  server_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].request, "%s", 2);
      g_autofree char *request = g_strjoinv (authority, parts);
      g_autofree char *reply = server_fixture_ask (fixture, "%s", request);

      g_test_message ("%s", cases[i].request);
      server_fixture_assert (reply, cases[i].status, cases[i].code);
      g_assert_true (cases[i].header == NULL || strstr (reply, cases[i].header) != NULL);
    }
  for (guint i = 0; i < 200 && !limited; i++)
    {
      g_autofree char *reply = server_fixture_ask (fixture, "GET /ca/%s.cer HTTP/1.1", authority);

      limited = g_str_has_prefix (reply, "HTTP/1.1 429 ");
    }
  g_assert_true (limited);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/public/addresses", test_addresses);
  g_test_add_func ("/hall/public/list", test_list);
  g_test_add_func ("/hall/public/list-is-renewed", test_list_is_renewed);
  g_test_add_func ("/hall/public/status", test_status);
  g_test_add_func ("/hall/public/responder-is-renewed", test_responder_is_renewed);
  g_test_add_func ("/hall/public/strange-questions", test_strange_questions);
  g_test_add_func ("/hall/public/paths", test_paths);
  g_test_add_func ("/hall/public/wire", test_wire);
  return g_test_run ();
}
