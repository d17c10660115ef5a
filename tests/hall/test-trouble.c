/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "crypto/yx-crypto.h"
#include "hall/hall-fixture.h"
#include "hall/yx-hall-answer.h"
#include "hall/yx-hall-chain.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-request.h"
#include "hall/yx-hall-sessions.h"
#include "hall/yx-hall-signer-process.h"
#include "hall/yx-hall-signer-wire.h"

static void
set_fault (const char *fault)
{
  if (fault != NULL)
    g_setenv ("YINXIN_FAULT", fault, TRUE);
  else
    g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
}

/* The disk is full at each of its writes in turn; with room again, the same command makes the hall. */
static void
test_init_on_full_disk (void)
{
  const YxHallInit init = { "测试网厅", NULL, NULL };
  YxClock *clock = yx_test_clock_new (YX_TEST_NOW);
  guint failed = 0;

  for (gboolean done = FALSE; !done; failed++)
    {
      g_autoptr (YxTestFolder) above = yx_test_folder_new ();
      g_autofree char *folder = yx_test_folder_path (above, "hall");
      g_autofree char *fault = g_strdup_printf ("file.write:%u:error", failed + 1);
      g_autoptr (YxHall) hall = NULL;
      g_autoptr (GError) error = NULL;

      set_fault (fault);
      done = yx_hall_init (folder, &init, clock, &error);
      set_fault (NULL);
      if (!done)
        g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
      g_clear_error (&error);
      g_assert_true (done || yx_hall_init (folder, &init, clock, &error));
      g_assert_no_error (error);
      hall = yx_hall_open (folder, NULL, NULL, clock, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (failed, >, 10);
  yx_test_clock_free (clock);
}

static void
test_init_in_the_way (void)
{
  static const char *const names[] = { "ca", "objects", "keys" };
  const YxHallInit init = { "测试网厅", NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YxTestFolder) above = yx_test_folder_new ();
      g_autofree char *folder = yx_test_folder_path (above, "hall");
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *unfinished = g_build_filename (folder, ".init", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (unfinished, "", 0, NULL));
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      g_assert_false (yx_hall_init (folder, &init, yx_clock_system (), &error));
      g_assert_nonnull (error);
    }
}

typedef struct
{
  int fd;
  const char *folder;
} Served;

static gpointer
serve (gpointer data)
{
  Served *served = data;

  return GINT_TO_POINTER (yx_hall_signer_serve (served->fd, served->folder, NULL));
}

/* What a signer says first when it is started on @folder. */
static guint8
first_word (const char *folder)
{
  Served served = { -1, folder };
  g_autoptr (GBytes) payload = NULL;
  GThread *thread;
  guint8 status = 0;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  served.fd = ends[1];
  thread = g_thread_new ("signer", serve, &served);
  g_assert_true (yx_hall_signer_receive (ends[0], &status, &payload));
  close (ends[0]);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, status == YX_HALL_SIGNER_DONE);
  close (ends[1]);
  return status;
}

static void
test_each_key (void)
{
  static const char *const files[]
      = { "ca/issuing.key", "ca/issuing.pem", "ca/seal-maker.key", "ca/seal-maker.pem",
          "ca/tsa.key",     "ca/tsa.pem",     "ca/records.key",    "ca/records.pem" };
  g_autoptr (HallFixture) fixture = hall_fixture_new ();

  g_assert_cmpuint (first_word (fixture->folder), ==, YX_HALL_SIGNER_DONE);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = hall_fixture_path (fixture, files[i]);
      g_autofree char *kept = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &kept, &size, NULL));
      g_assert_cmpint (g_unlink (path), ==, 0);
      g_assert_cmpuint (first_word (fixture->folder), ==, YX_HALL_SIGNER_FAILED);
      g_assert_true (g_file_set_contents (path, "nonsense", -1, NULL));
      g_assert_cmpuint (first_word (fixture->folder), ==, YX_HALL_SIGNER_REFUSED);
      g_assert_true (g_file_set_contents (path, kept, (gssize)size, NULL));
    }
}

/* A key that is not the certificate's. */
static void
test_swapped_keys (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *issuing = hall_fixture_path (fixture, "ca/issuing.key");
  g_autofree char *other = hall_fixture_path (fixture, "ca/tsa.key");
  g_autofree char *key = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (other, &key, &size, NULL));
  g_assert_true (g_file_set_contents (issuing, key, (gssize)size, NULL));
  g_assert_cmpuint (first_word (fixture->folder), !=, YX_HALL_SIGNER_DONE);
}

static gboolean
execute (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, data, error);
}

/* Changes the database of a hall that is not open. */
static void
damage (HallFixture *fixture, const char *sql)
{
  g_autofree char *path = hall_fixture_path (fixture, "hall.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (yx_database_transaction (db, execute, (gpointer)sql, &error));
  g_assert_no_error (error);
}

static void
test_damaged_database (void)
{
  static const char *const sql[] = {
    "DROP TABLE \"meta\"",
    "DELETE FROM \"meta\"",
    "DROP TABLE \"authority\"",
    "UPDATE \"authority\" SET \"role\" = 'nobody'",
    "UPDATE \"authority\" SET \"certificate\" = x'3000'",
    "UPDATE \"schema_version\" SET \"number\" = \"number\" + 998",
    "DROP TABLE \"document\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (HallFixture) fixture = hall_fixture_new ();
      g_autoptr (GError) error = NULL;
      YxHallSigner *signer;

      damage (fixture, sql[i]);
      signer = yx_hall_signer_start (fixture->folder, &error);
      g_assert_no_error (error);
      g_test_message ("%s", sql[i]);
      g_assert_null (yx_hall_open (fixture->folder, signer, NULL, fixture->clock, &error));
      g_assert_nonnull (error);
    }
}

static void
drop (HallFixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("DROP TABLE \"%s\"", table);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_writer_run (fixture->hall->writer, execute, sql, &error));
  g_assert_no_error (error);
}

static gboolean
write_event (YxHallWrite *write, gpointer data, GError **error)
{
  return yx_hall_event_write (write, data, "document.read", NULL, error);
}

static HallFixture *
begin (void)
{
  HallFixture *fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  g_assert_true (
      yx_hall_write (fixture->hall, NULL, write_event, (gpointer) "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa", &error));
  g_assert_no_error (error);
  return fixture;
}

static void
test_chain (void)
{
  static const char *const tables[] = { "event", "chain_record" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (HallFixture) fixture = begin ();
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      drop (fixture, tables[i]);
      g_assert_false (yx_hall_chain_record (fixture->hall, &error));
      g_clear_error (&error);
      g_assert_false (yx_hall_chain_check (fixture->hall, faults, &error));
      g_clear_error (&error);
      /* While serving it is logged, and the hall goes on. */
      yx_hall_chain_stop (yx_hall_chain_start (fixture->hall));
    }
}

static void
test_chain_on_full_disk (void)
{
  g_autoptr (HallFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;

  set_fault ("writer.commit:1:error");
  g_assert_false (yx_hall_chain_record (fixture->hall, &error));
  set_fault (NULL);
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (yx_hall_chain_record (fixture->hall, &error));
}

static void
test_chain_odd_lines (void)
{
  static const char *const heads[] = { "doc_a\n", "doc_a x y\n", "doc_a 0 y\n", "a b c d\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (HallFixture) fixture = begin ();
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *sql
          = g_strdup_printf ("UPDATE \"chain_record\" SET \"heads\" = CAST ('%s' AS BLOB)", heads[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (yx_hall_chain_record (fixture->hall, &error));
      g_assert_true (yx_writer_run (fixture->hall->writer, execute, sql, &error));
      g_assert_true (yx_hall_chain_check (fixture->hall, faults, &error));
      g_assert_cmpuint (faults->len, ==, 2);
    }
}

static void
test_check (void)
{
  static const char *const tables[] = { "revision", "document", "event", "person", "filing", "seal_use" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (HallFixture) fixture = begin ();
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      drop (fixture, tables[i]);
      g_assert_false (yx_hall_check (fixture->hall, faults, &error));
      g_assert_nonnull (error);
    }
}

static void
test_sessions (void)
{
  g_autoptr (HallFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallSessions) sessions = yx_hall_sessions_new (fixture->hall, &error);
  g_autoptr (YxSession) session = NULL;
  g_autoptr (YxHallSessionNote) note = NULL;
  YxHallSessionNote lost = { fixture->hall, (char *)"ses_aaaaaaaaaaaaaaaaaaaaaaaaaa", 1, FALSE };
  static const char *const none[]
      = { NULL, "", "Bearer", "Bearer ", "Bearer short", "Token 12345678901234567890" };
  g_autofree char *filling = g_strnfill (201, 'x');
  g_autofree char *lengthy = g_strconcat ("Bearer ", filling, NULL);
  g_autofree char *key = yx_hall_sessions_key ("Bearer 12345678901234567890");

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (yx_hall_sessions_key (none[i]));
  g_assert_null (yx_hall_sessions_key (lengthy));
  g_assert_true (yx_hall_sessions_expects (sessions, NULL));
  g_assert_true (yx_hall_sessions_find (sessions, NULL, &session, &note, &error));
  g_assert_null (session);
  drop (fixture, "session");
  g_assert_false (yx_hall_sessions_find (sessions, key, &session, &note, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (yx_hall_session_note (&lost, &error));
  g_assert_nonnull (error);
}

static void
test_no_database (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *database = hall_fixture_path (fixture, "hall.db");
  g_autofree char *moved = hall_fixture_path (fixture, "moved");
  YxHallServerOptions options = YX_HALL_SERVER_STANDARD;
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  g_assert_cmpint (g_rename (database, moved), ==, 0);
  g_assert_null (yx_hall_server_new (fixture->hall, &options, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (yx_hall_readers_new (database, 2, &error));
  g_assert_nonnull (error);
}

typedef struct
{
  GQuark domain;
  int code;
  YxProblemCode problem;
} Cause;

/* What goes wrong in the hall, and what of it the client hears. */
static void
test_problems (void)
{
  const Cause causes[] = {
    { YX_BASE_ERROR, YX_BASE_ERROR_BUSY, YX_PROBLEM_BUSY },
    { YX_BASE_ERROR, YX_BASE_ERROR_STOPPED, YX_PROBLEM_BUSY },
    { YX_BASE_ERROR, YX_BASE_ERROR_FULL, YX_PROBLEM_STORAGE_FULL },
    { YX_BASE_ERROR, YX_BASE_ERROR_EXISTS, YX_PROBLEM_CONFLICT },
    { YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND, YX_PROBLEM_NOT_FOUND },
    { YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT, YX_PROBLEM_INTERNAL },
    { YX_RECORD_ERROR, YX_RECORD_ERROR_MISSING, YX_PROBLEM_INVALID_FIELD },
    { YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, YX_PROBLEM_INTERNAL },
    { YX_PROBLEM_ERROR, YX_PROBLEM_LOCKED, YX_PROBLEM_LOCKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxHallAnswer) answer = NULL;
      g_autofree char *text = NULL;

      yx_hall_problem_from (&error,
                            g_error_new_literal (causes[i].domain, causes[i].code, "words of the hall"));
      g_assert_error (error, YX_PROBLEM_ERROR, (int)causes[i].problem);
      answer = yx_hall_answer_problem (error, "req_x");
      g_assert_cmpuint (answer->status, ==, yx_problem_line (causes[i].problem)->status);
      text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
      if (causes[i].problem == YX_PROBLEM_INTERNAL)
        g_assert_null (strstr (text, "words of the hall"));
    }
}

static void
test_until (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallAnswer) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  yx_problem_set_wait (&error, YX_PROBLEM_LOCKED, 900, YX_TEST_NOW);
  answer = yx_hall_answer_problem (error, "req_x");
  bytes = yx_hall_answer_write (answer);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 429 "));
  g_assert_nonnull (strstr (text, "\r\nRetry-After: 900\r\n"));
  g_assert_nonnull (strstr (text, "\r\nConnection: close\r\n"));
  g_assert_nonnull (strstr (text, "\"until\":\"2026-03-01T00:00:00Z\""));
  g_assert_nonnull (strstr (text, "\"code\":\"locked\""));
}

typedef struct
{
  YxEndpointId endpoint;
  const char *query;
  const char *if_match;
  const char *if_none_match;
  const char *body;
  int problem; /* -1: none */
} Reading;

#define LONG_TAG                                                                                             \
  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
  "aaaaa\""

static const Reading readings[] = {
  { YX_API_HALL_GET, NULL, NULL, NULL, NULL, -1 },
  { YX_API_HALL_GET, "", NULL, NULL, NULL, -1 },
  { YX_API_SESSION_LIST, "limit=500&cursor=abc&other=1&odd=%ff", NULL, NULL, NULL, -1 },
  { YX_API_SESSION_LIST, "limit=x", NULL, NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_SESSION_LIST, "limit=99999999999999999999", NULL, NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_FEED_READ, "wait=60", NULL, NULL, NULL, -1 },
  { YX_API_FEED_READ, "wait=-1", NULL, NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_HALL_GET, "wait=60", NULL, NULL, NULL, -1 },
  { YX_API_HALL_GET, NULL, "\"abc\"", NULL, NULL, -1 },
  { YX_API_HALL_GET, NULL, "\"\"", NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_HALL_GET, NULL, "\"abc", NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_HALL_GET, NULL, "\"a\"b\"", NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_HALL_GET, NULL, "W/\"abc\"", NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_HALL_GET, NULL, LONG_TAG, NULL, NULL, YX_PROBLEM_INVALID_FIELD },
  { YX_API_REVISION_APPEND, NULL, "\"abc\"", NULL, NULL, -1 },
  { YX_API_REVISION_APPEND, NULL, NULL, "*", "bytes", YX_PROBLEM_PRECONDITION_REQUIRED },
  { YX_API_SEAL_MAKE, NULL, NULL, "*", "{\"kind\":\"unit\",\"name\":\"a\"}", -1 },
  { YX_API_SEAL_MAKE, NULL, NULL, "\"x\"", "{\"kind\":\"unit\",\"name\":\"a\"}",
    YX_PROBLEM_PRECONDITION_REQUIRED },
  { YX_API_SEAL_MAKE, NULL, NULL, NULL, "{\"kind\":\"unit\",\"name\":\"a\"}",
    YX_PROBLEM_PRECONDITION_REQUIRED },
  { YX_API_SESSION_CREATE, NULL, NULL, NULL, "{\"kind\":\"person\",\"login\":\"abcdef\",\"password\":7}",
    YX_PROBLEM_INVALID_FIELD },
  { YX_API_SESSION_CREATE, NULL, NULL, NULL, "7", YX_PROBLEM_INVALID_FIELD },
  { YX_API_SESSION_CREATE, NULL, NULL, NULL, NULL, YX_PROBLEM_INVALID_JSON },
};

static void
test_requests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const Reading *reading = &readings[i];
      const YxHallRequestHead head
          = { (char *)reading->query, (char *)reading->if_match, (char *)reading->if_none_match };
      g_autoptr (YxHallCall) call = g_new0 (YxHallCall, 1);
      g_autoptr (YxSecret) body = reading->body != NULL ? yx_secret_new_text (reading->body) : NULL;
      g_autoptr (GError) error = NULL;
      gboolean done;

      call->endpoint = yx_endpoint (reading->endpoint);
      done = yx_hall_request_read (call, &head, body, &error);
      g_test_message ("%u", (guint)i);
      if (reading->problem < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, YX_PROBLEM_ERROR, reading->problem);
      g_assert_cmpint (done, ==, reading->problem < 0);
      if (done)
        g_assert_cmpuint (call->limit, >=, 1);
    }
}

static void
test_long_cursor (void)
{
  g_autofree char *filling = g_strnfill (301, 'c');
  g_autofree char *query = g_strconcat ("cursor=", filling, NULL);
  const YxHallRequestHead head = { query, NULL, NULL };
  g_autoptr (YxHallCall) call = g_new0 (YxHallCall, 1);
  g_autoptr (GError) error = NULL;

  call->endpoint = yx_endpoint (YX_API_SESSION_LIST);
  g_assert_false (yx_hall_request_read (call, &head, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_INVALID_FIELD);
  g_assert_cmpstr (yx_problem_field (error), ==, "cursor");
}

/* More values than a request may have, within its size. */
static void
test_many_values (void)
{
  g_autoptr (GString) text = g_string_new ("[0");
  g_autoptr (YxHallCall) call = g_new0 (YxHallCall, 1);
  const YxHallRequestHead head = { NULL };
  g_autoptr (YxSecret) body = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');
  body = yx_secret_new_text (text->str);
  call->endpoint = yx_endpoint (YX_API_CODE_SEND);
  g_assert_false (yx_hall_request_read (call, &head, body, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_TOO_LARGE);
}

static void
test_types (void)
{
  static const struct
  {
    YxEndpointId endpoint;
    const char *type;
    gboolean fits;
  } cases[] = {
    { YX_API_HALL_GET, NULL, TRUE },
    { YX_API_CODE_SEND, NULL, FALSE },
    { YX_API_CODE_SEND, "application/json", TRUE },
    { YX_API_CODE_SEND, "Application/JSON ; charset=\"UTF-8\"", TRUE },
    { YX_API_CODE_SEND, "application/json;", TRUE },
    { YX_API_CODE_SEND, "application/json; charset=utf-16", FALSE },
    { YX_API_CODE_SEND, "application/vnd.yinxin.revision", FALSE },
    { YX_API_REVISION_APPEND, "application/vnd.yinxin.revision", TRUE },
    { YX_API_REVISION_APPEND, "application/pdf", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yx_hall_request_type_fits (yx_endpoint (cases[i].endpoint), cases[i].type), ==,
                     cases[i].fits);
}

static void
test_wire (void)
{
  g_autofree char *much = g_malloc0 (YX_HALL_SIGNER_MOST + 1);
  g_autoptr (GBytes) huge = g_bytes_new_static (much, YX_HALL_SIGNER_MOST + 1);
  g_autoptr (GBytes) small = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) got = NULL;
  static const guint8 cut[] = { 1, 0, 0, 0, 9, 'x' };
  guint8 kind;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  g_assert_false (yx_hall_signer_send (ends[0], 1, huge));
  g_assert_true (yx_hall_signer_send (ends[0], 7, small));
  g_assert_true (yx_hall_signer_receive (ends[1], &kind, &got));
  g_assert_cmpuint (kind, ==, 7);
  g_assert_true (g_bytes_equal (got, small));
  g_assert_cmpint (send (ends[0], cut, sizeof cut, 0), ==, sizeof cut);
  close (ends[0]);
  g_assert_false (yx_hall_signer_receive (ends[1], &kind, &got));
  g_assert_false (yx_hall_signer_send (ends[1], 1, small));
  close (ends[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/trouble/init-on-full-disk", test_init_on_full_disk);
  g_test_add_func ("/hall/trouble/init-in-the-way", test_init_in_the_way);
  g_test_add_func ("/hall/trouble/each-key", test_each_key);
  g_test_add_func ("/hall/trouble/swapped-keys", test_swapped_keys);
  g_test_add_func ("/hall/trouble/damaged-database", test_damaged_database);
  g_test_add_func ("/hall/trouble/chain", test_chain);
  g_test_add_func ("/hall/trouble/chain-on-full-disk", test_chain_on_full_disk);
  g_test_add_func ("/hall/trouble/chain-odd-lines", test_chain_odd_lines);
  g_test_add_func ("/hall/trouble/check", test_check);
  g_test_add_func ("/hall/trouble/sessions", test_sessions);
  g_test_add_func ("/hall/trouble/no-database", test_no_database);
  g_test_add_func ("/hall/trouble/problems", test_problems);
  g_test_add_func ("/hall/trouble/until", test_until);
  g_test_add_func ("/hall/trouble/requests", test_requests);
  g_test_add_func ("/hall/trouble/long-cursor", test_long_cursor);
  g_test_add_func ("/hall/trouble/many-values", test_many_values);
  g_test_add_func ("/hall/trouble/types", test_types);
  g_test_add_func ("/hall/trouble/wire", test_wire);
  return g_test_run ();
}
