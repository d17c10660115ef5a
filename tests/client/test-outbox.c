/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/answering-server.h"
#include "client/yx-code-source.h"
#include "client/yx-feed.h"
#include "client/yx-outbox.h"
#include "lib/yx-test-folder.h"
#include "model/yx-filing.h"
#include "model/yx-revision.h"

#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define FILING "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER "fil_bbbbbbbbbbbbbbbbbbbbbbbbba"

typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxSecret *key;
  AnsweringServer *server;
  YxConnection *connection;
  YxLocalStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *socket_path = NULL;
  g_autofree char *url = NULL;

  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "store.db");
  socket_path = yx_test_folder_path (fixture->folder, "s");
  url = g_strconcat ("unix:", socket_path, NULL);
  fixture->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  fixture->server = answering_server_new (socket_path);
  fixture->connection = yx_connection_new (url, NULL, NULL, NULL);
  yx_connection_set_patience (fixture->connection, 0);
  fixture->store = yx_local_store_open (fixture->path, fixture->key, NULL);
  g_assert_nonnull (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_local_store_free (fixture->store);
  yx_connection_unref (fixture->connection);
  answering_server_free (fixture->server);
  yx_secret_unref (fixture->key);
  yx_test_folder_free (fixture->folder);
  g_free (fixture->path);
}

static void
put (Fixture *fixture, const char *id, const char *post)
{
  g_autoptr (YxFiling) filing = yx_filing_new ();
  g_autoptr (GError) error = NULL;

  yx_record_set_text (filing, "w_name", "欧阳建国");
  yx_record_set_text (filing, "post", post);
  g_assert_true (yx_outbox_put (
    fixture->store, id,
    &(YxCall){ .endpoint = YX_API_FILING_SUBMIT, .parameters = { ENTERPRISE, id }, .request = filing }, &error));
  g_assert_no_error (error);
}

static void
reopen (Fixture *fixture)
{
  yx_local_store_free (fixture->store);
  fixture->store = yx_local_store_open (fixture->path, fixture->key, NULL);
  g_assert_nonnull (fixture->store);
}

static const Answer TAKEN[] = { { 201, YX_API_JSON, "{\"id\":\"" FILING "\",\"state\":\"approved\"}" } };

static void
test_sent_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxFiling) first = NULL;
  g_autoptr (YxFiling) again = NULL;

  answering_server_say (fixture->server, TAKEN, 1);
  put (fixture, FILING, "工程师");
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_WAITING);
  reopen (fixture);
  first = yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, NULL);
  g_assert_cmpint (first->state, ==, YX_FILING_APPROVED);
  g_assert_nonnull (strstr (answering_server_asked (fixture->server)->body, "工程师"));
  reopen (fixture);
  again = yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, NULL);
  g_assert_cmpint (again->state, ==, YX_FILING_APPROVED);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 1);
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_DONE);
}

/* A hall that was restored has lost it: the same goes out under the same id. What waits or was refused stays so. */
static void
test_sent_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxFiling) first = NULL;
  g_autoptr (YxFiling) again = NULL;

  put (fixture, FILING, "工程师");
  g_assert_true (yx_outbox_reopen (fixture->store, FILING, NULL));
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_WAITING);
  g_assert_true (yx_outbox_reopen (fixture->store, "nothing", NULL));
  answering_server_say (fixture->server, TAKEN, 1);
  first = yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, NULL);
  g_assert_nonnull (first);
  g_assert_true (yx_outbox_reopen (fixture->store, FILING, NULL));
  reopen (fixture);
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_WAITING);
  answering_server_say (fixture->server, TAKEN, 1);
  again = yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_nonnull (strstr (answering_server_asked (fixture->server)->body, "工程师"));
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_DONE);
}

static void
test_first_body_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxFiling) filing = NULL;

  answering_server_say (fixture->server, TAKEN, 1);
  put (fixture, FILING, "工程师");
  put (fixture, FILING, "会计");
  filing = yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, NULL);
  g_assert_nonnull (strstr (answering_server_asked (fixture->server)->body, "工程师"));
}

static void
test_waits_through_trouble (Fixture *fixture, gconstpointer data)
{
  static const Answer rows[] = {
    { .hang_up = TRUE },
    { 503, YX_API_PROBLEM, "{\"code\":\"busy\",\"retry_after\":1}", 0, "1" },
    { 401, YX_API_PROBLEM, "{\"code\":\"unauthenticated\"}" },
    { 507, YX_API_PROBLEM, "{\"code\":\"storage-full\"}" },
    { 201, YX_API_JSON, "{\"id\":\"" FILING "\"}" },
  };

  put (fixture, FILING, "工程师");
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      answering_server_say (fixture->server, &rows[i], 1);
      g_assert_null (yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_WAITING);
    }
  answering_server_say (fixture->server, &rows[4], 1);
  g_assert_true (yx_outbox_flush (fixture->store, fixture->connection, NULL, NULL));
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_DONE);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const Answer refusal[] = { { 422, YX_API_PROBLEM, "{\"code\":\"law\",\"field\":\"prob_to\",\"detail\":\"too long\"}" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  answering_server_say (fixture->server, refusal, 1);
  put (fixture, FILING, "工程师");
  g_assert_null (yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_REFUSED);
  g_assert_null (yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, &again));
  g_assert_error (again, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 1);
  g_assert_true (yx_outbox_drop (fixture->store, FILING, NULL));
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_NONE);
}

static void
test_flush_keeps_order_and_passes_refusals (Fixture *fixture, gconstpointer data)
{
  static const Answer rows[] = { { 422, YX_API_PROBLEM, "{\"code\":\"law\"}" }, { 201, YX_API_JSON, "{\"id\":\"" OTHER "\"}" } };
  g_autofree char *waiting = NULL;

  put (fixture, FILING, "工程师");
  put (fixture, OTHER, "会计");
  waiting = yx_outbox_waiting (fixture->store, YX_API_FILING_SUBMIT, ENTERPRISE, NULL);
  g_assert_cmpstr (waiting, ==, FILING);
  answering_server_say (fixture->server, rows, 2);
  g_assert_true (yx_outbox_flush (fixture->store, fixture->connection, NULL, NULL));
  g_assert_cmpint (yx_outbox_state (fixture->store, FILING, NULL), ==, YX_OUTBOX_REFUSED);
  g_assert_cmpint (yx_outbox_state (fixture->store, OTHER, NULL), ==, YX_OUTBOX_DONE);
  g_assert_null (yx_outbox_waiting (fixture->store, YX_API_FILING_SUBMIT, ENTERPRISE, NULL));
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
}

static void
test_encrypted (Fixture *fixture, gconstpointer data)
{
  const char *endings[] = { "", "-wal" };

  put (fixture, FILING, "隐形岗位");
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_null (memmem (bytes, size, "欧阳建国", strlen ("欧阳建国")));
      g_assert_null (memmem (bytes, size, "隐形岗位", strlen ("隐形岗位")));
    }
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxSecret) other = yx_secret_new_text ("fedcba9876543210fedcba9876543210");
  g_autoptr (GError) error = NULL;

  put (fixture, FILING, "工程师");
  yx_local_store_free (fixture->store);
  fixture->store = yx_local_store_open (fixture->path, other, NULL);
  g_assert_null (yx_outbox_send (fixture->store, fixture->connection, FILING, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_feed_goes_on_where_it_was (Fixture *fixture, gconstpointer data)
{
  static const Answer rows[] = {
    { 200, YX_API_JSON, "{\"entries\":[{\"kind\":\"document\",\"object\":\"doc_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"number\":1}],\"cursor\":\"c1\"}" },
    { 410, YX_API_PROBLEM, "{\"code\":\"feed-reset\"}" },
  };
  g_autoptr (YxFeedPage) page = NULL;
  g_autoptr (YxFeedPage) same = NULL;
  g_autoptr (GError) error = NULL;

  answering_server_say (fixture->server, &rows[0], 1);
  page = yx_feed_read (fixture->store, fixture->connection, ENTERPRISE, 0, NULL, NULL);
  g_assert_cmpuint (page->entries->len, ==, 1);
  g_assert_null (answering_server_asked (fixture->server)->query);
  same = yx_feed_read (fixture->store, fixture->connection, ENTERPRISE, 0, NULL, NULL);
  g_assert_null (answering_server_asked (fixture->server)->query);
  g_assert_true (yx_feed_done (fixture->store, ENTERPRISE, page, NULL));
  reopen (fixture);
  answering_server_say (fixture->server, &rows[1], 1);
  g_assert_null (yx_feed_read (fixture->store, fixture->connection, ENTERPRISE, 5, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_FEED_RESET);
  g_assert_cmpstr (answering_server_asked (fixture->server)->query, ==, "cursor=c1&wait=5");
  g_assert_true (yx_feed_forget (fixture->store, ENTERPRISE, NULL));
  g_assert_null (yx_feed_read (fixture->store, fixture->connection, ENTERPRISE, 0, NULL, NULL));
  g_assert_null (answering_server_asked (fixture->server)->query);
}

static const char LINE[] = "{\"time\":\"2026-03-01T00:00:00Z\",\"phone\":\"13800138000\",\"purpose\":\"register\",\"code\":\"012345\"}\n";

static void
test_codes_from_a_file (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "shown.jsonl");
  g_autoptr (YxCodeSource) source = NULL;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  FILE *file;

  g_assert_null (yx_code_source_new_file (path, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_CODE);
  file = fopen (path, "w");
  fputs ("nonsense\n[1]\n{\"phone\":7}\n", file);
  fflush (file);
  source = yx_code_source_new_file (path, NULL);
  fputs (LINE, file);
  fclose (file);
  code = yx_code_source_wait (source, "13800138000", "register", 10, NULL, NULL);
  g_assert_cmpstr (yx_secret_text (code), ==, "012345");
  g_clear_error (&error);
  g_assert_null (yx_code_source_wait (source, "13800138000", "register", 0, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_CODE);
}

static void
test_codes_from_a_pipe (void)
{
  int ends[2];
  g_autoptr (YxCodeSource) source = NULL;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize half = strlen (LINE) / 2;

  g_assert_cmpint (pipe (ends), ==, 0);
  source = yx_code_source_new_stream (ends[0]);
  g_assert_cmpint (write (ends[1], LINE, half), ==, half);
  g_assert_cmpint (write (ends[1], LINE + half, strlen (LINE) - half), ==, strlen (LINE) - half);
  code = yx_code_source_wait (source, "13800138000", "register", 10, NULL, NULL);
  g_assert_cmpstr (yx_secret_text (code), ==, "012345");
  g_assert_true (yx_code_source_add (source, LINE, strlen (LINE)));
  yx_code_source_forget (source, "13800138000", "register");
  g_cancellable_cancel (cancelled);
  g_assert_null (yx_code_source_wait (source, "13800138000", "register", 10, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (ends[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/client/outbox/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("sent-once", test_sent_once);
  ADD ("sent-again", test_sent_again);
  ADD ("first-body-stays", test_first_body_stays);
  ADD ("waits-through-trouble", test_waits_through_trouble);
  ADD ("refused", test_refused);
  ADD ("flush", test_flush_keeps_order_and_passes_refusals);
  ADD ("unknown", test_unknown);
  ADD ("encrypted", test_encrypted);
  ADD ("wrong-key", test_wrong_key);
  g_test_add ("/client/feed", Fixture, NULL, set_up, test_feed_goes_on_where_it_was, tear_down);
  g_test_add_func ("/client/codes/file", test_codes_from_a_file);
  g_test_add_func ("/client/codes/pipe", test_codes_from_a_pipe);
  return g_test_run ();
}
