/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/answering-server.h"
#include "client/yx-connection.h"
#include "lib/yx-test-folder.h"
#include "model/yx-account.h"
#include "model/yx-filing-page.h"
#include "model/yx-person-registration.h"

#define ACCOUNT "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DOCUMENT "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define REVISION "rev_aaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef struct
{
  YxTestFolder *folder;
  char *url;
  AnsweringServer *server;
  YxConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = yx_test_folder_new ();
  path = yx_test_folder_path (fixture->folder, "s");
  fixture->url = g_strconcat ("unix:", path, NULL);
  fixture->server = answering_server_new (path);
  fixture->connection = yx_connection_new (fixture->url, NULL, NULL, NULL);
  g_assert_nonnull (fixture->connection);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_connection_unref (fixture->connection);
  answering_server_free (fixture->server);
  yx_test_folder_free (fixture->folder);
  g_free (fixture->url);
}

static const Answer WELL[] = { { 200, YX_API_JSON, "{\"id\":\"" ACCOUNT "\",\"kind\":\"person\",\"new\":1}" } };

static void
test_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) token = yx_secret_new_text ("t0ken");
  g_autoptr (YxAccount) account = NULL;

  answering_server_say (fixture->server, WELL, 1);
  yx_connection_set_token (fixture->connection, token);
  account = yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (account->id, ==, ACCOUNT);
  g_assert_cmpstr (answering_server_asked (fixture->server)->path, ==, "/v1/account");
  g_assert_cmpstr (answering_server_asked (fixture->server)->token, ==, "Bearer t0ken");
  yx_connection_set_token (fixture->connection, NULL);
  g_clear_pointer (&account, yx_account_unref);
  account = yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error);
  g_assert_null (answering_server_asked (fixture->server)->token);
}

static void
test_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxPersonRegistration) request = yx_person_registration_new ();
  g_autoptr (YxSecret) password = yx_secret_new_text ("abcd1234");
  g_autoptr (YxAccount) account = NULL;
  const Asked *asked = answering_server_asked (fixture->server);

  answering_server_say (fixture->server, WELL, 1);
  yx_record_set_text (request, "name", "李想");
  yx_record_set_secret (request, "password", password);
  account = yx_connection_call (
    fixture->connection,
    &(YxCall){ .endpoint = YX_API_PERSON_REGISTER, .parameters = { ACCOUNT }, .request = request }, NULL, NULL);
  g_assert_nonnull (account);
  g_assert_cmpstr (asked->method, ==, "PUT");
  g_assert_cmpstr (asked->path, ==, "/v1/accounts/" ACCOUNT);
  g_assert_cmpstr (asked->if_none_match, ==, "*");
  g_assert_cmpstr (asked->type, ==, YX_API_JSON);
  g_assert_cmpstr (asked->body, ==, "{\"name\":\"李想\",\"password\":\"abcd1234\"}");
}

static void
test_bytes_and_query (Fixture *fixture, gconstpointer data)
{
  static const Answer bytes[] = { { 200, "application/octet-stream", "%PDF" } };
  static const Answer page[] = { { 200, YX_API_JSON, "{\"items\":[]}" } };
  g_autoptr (GBytes) body = g_bytes_new_static ("revision", 8);
  g_autoptr (GBytes) fetched = NULL;
  g_autoptr (YxFilingPage) list = NULL;
  const Asked *asked = answering_server_asked (fixture->server);

  answering_server_say (fixture->server, bytes, 1);
  fetched = yx_connection_fetch (
    fixture->connection, &(YxCall){ .endpoint = YX_API_REVISION_BYTES, .parameters = { DOCUMENT, REVISION } }, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (fetched, NULL), (int) g_bytes_get_size (fetched), "%PDF", 4);
  g_assert_true (yx_connection_send (fixture->connection,
                                     &(YxCall){ .endpoint = YX_API_REVISION_APPEND, .parameters = { DOCUMENT, REVISION },
                                                .body = body, .if_match = "abc" }, NULL, NULL));
  g_assert_cmpstr (asked->if_match, ==, "\"abc\"");
  g_assert_cmpstr (asked->type, ==, YX_API_REVISION);
  g_assert_null (asked->if_none_match);
  answering_server_say (fixture->server, page, 1);
  list = yx_connection_call (fixture->connection,
                             &(YxCall){ .endpoint = YX_API_FILING_LIST, .parameters = { "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa" },
                                        .cursor = "a/b+c", .limit = 50, .wait = 7 }, NULL, NULL);
  g_assert_nonnull (list);
  g_assert_cmpstr (asked->query, ==, "cursor=a%2Fb%2Bc&limit=50&wait=7");
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  static const struct { Answer answer; int code; const char *field; } rows[] = {
    { { 422, YX_API_PROBLEM, "{\"code\":\"invalid-field\",\"field\":\"w_name\",\"detail\":\"Name is missing\"}" }, YX_PROBLEM_INVALID_FIELD, "w_name" },
    { { 409, YX_API_PROBLEM, "{\"code\":\"document-moved\"}" }, YX_PROBLEM_DOCUMENT_MOVED, NULL },
    { { 429, YX_API_PROBLEM, "{\"code\":\"locked\",\"retry_after\":900,\"until\":\"2026-03-01T00:15:00Z\"}", 0, "900" }, YX_PROBLEM_LOCKED, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      answering_server_say (fixture->server, &rows[i].answer, 1);
      g_assert_null (yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error));
      g_assert_error (error, YX_PROBLEM_ERROR, rows[i].code);
      g_assert_cmpstr (yx_problem_field (error), ==, rows[i].field);
      g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 1);
    }
}

static void
test_not_a_hall (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  const Answer rows[] = {
    { 200, "text/html", "<html>" }, { 200, YX_API_JSON, "[1]" }, { 200, YX_API_JSON, "{\"kind\":\"emperor\"}" }, { 200, YX_API_JSON, deep },
    { 500, "text/html", "<html>" }, { 418, YX_API_PROBLEM, "{\"code\":\"teapot\"}" }, { 302, "text/html", "" },
    { 200, YX_API_JSON, "\xff\xfe" }, { 200, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      answering_server_say (fixture->server, &rows[i], 1);
      g_assert_null (yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error));
      g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL);
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (9 * 1024 * 1024, ' ');
  const Answer answer = { 200, YX_API_JSON, large };
  g_autoptr (GError) error = NULL;

  answering_server_say (fixture->server, &answer, 1);
  g_assert_null (yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL);
}

static void
test_waits_out_busy (Fixture *fixture, gconstpointer data)
{
  static const Answer rows[] = {
    { 503, YX_API_PROBLEM, "{\"code\":\"busy\",\"retry_after\":1}", 0, "1" },
    { 200, YX_API_JSON, "{\"id\":\"" ACCOUNT "\"}" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxAccount) account = NULL;

  answering_server_say (fixture->server, rows, 2);
  yx_connection_set_patience (fixture->connection, 0);
  g_assert_null (yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_BUSY);
  g_assert_cmpint (yx_problem_retry_after (error), ==, 1);
  g_clear_error (&error);
  answering_server_say (fixture->server, rows, 2);
  yx_connection_set_patience (fixture->connection, 2);
  account = yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_ACCOUNT_GET }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 2);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const Answer hang_up[] = { { .hang_up = TRUE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (YxConnection) nobody = yx_connection_new ("unix:/nonexistent/socket", NULL, NULL, NULL);

  g_assert_null (yx_connection_call (nobody, &(YxCall){ .endpoint = YX_API_HALL_GET }, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpint (yx_connection_hall_now (nobody, NULL, &error), ==, -1);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  answering_server_say (fixture->server, hang_up, 1);
  g_assert_null (yx_connection_call (fixture->connection, &(YxCall){ .endpoint = YX_API_HALL_GET }, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (yx_connection_send (fixture->connection, &(YxCall){ .endpoint = YX_API_HALL_GET }, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hall_time (Fixture *fixture, gconstpointer data)
{
  static const Answer rows[] = { { 200, YX_API_JSON, "{\"now\":\"2026-03-01T00:00:00Z\"}" } };
  gint64 first;
  gint64 second;

  answering_server_say (fixture->server, rows, 1);
  first = yx_connection_hall_now (fixture->connection, NULL, NULL);
  second = yx_connection_hall_now (fixture->connection, NULL, NULL);
  g_assert_cmpint (first, ==, G_GINT64_CONSTANT (1772323200000000));
  g_assert_cmpint (second, >=, first);
  g_assert_cmpint (second, <, first + 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 1);
}

static void
test_addresses (void)
{
  const char *bad[] = { "http://hall.example", "ftp://hall.example", "hall.example", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_connection_new (bad[i], NULL, NULL, &error));
      g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL);
    }
  g_assert_null (yx_connection_new ("https://hall.example", "/nonexistent.pem", NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/client/connection/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("call", test_call);
  ADD ("request", test_request);
  ADD ("bytes-and-query", test_bytes_and_query);
  ADD ("problems", test_problems);
  ADD ("not-a-hall", test_not_a_hall);
  ADD ("too-large", test_too_large);
  ADD ("waits-out-busy", test_waits_out_busy);
  ADD ("gone", test_gone);
  ADD ("hall-time", test_hall_time);
  g_test_add_func ("/client/connection/addresses", test_addresses);
  return g_test_run ();
}
