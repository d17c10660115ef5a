/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-fault.h"
#include "lib/yx-test-folder.h"

typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxDatabase *db;
} Fixture;

static void
must (YxDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yx_database_execute (db, sql, &error);
  g_assert_no_error (error);
}

static YxDatabase *
open_at (const char *path, YxDatabaseFlags flags)
{
  g_autoptr (GError) error = NULL;
  YxDatabase *db = yx_database_open (path, flags, &error);

  g_assert_no_error (error);
  return db;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "hall.db");
  fixture->db = open_at (fixture->path, YX_DATABASE_CREATE);
  must (fixture->db, "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, phone_index TEXT UNIQUE,"
                     " age BIGINT CHECK (age > 0), picture BLOB, boss TEXT REFERENCES person (id))");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_database_close (fixture->db);
  g_free (fixture->path);
  yx_test_folder_free (fixture->folder);
}

static gint64
ask (YxDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yx_statement_step (statement, &error), ==, YX_STEP_ROW);
  return yx_statement_int (statement, "n");
}

static gint64
count (YxDatabase *db)
{
  return ask (db, "SELECT COUNT (*) AS n FROM person");
}

static gboolean
insert (YxDatabase *db, const char *id, const char *name, const char *phone, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "INSERT INTO person (id, name, phone_index, age) VALUES (:id, :name, :phone, :age)", error);

  g_assert_nonnull (statement);
  yx_statement_bind_int (statement, "age", 30);
  yx_statement_bind_text (statement, "phone", phone);
  yx_statement_bind_text (statement, "name", name);
  yx_statement_bind_text (statement, "id", id);
  return yx_statement_run (statement, error);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxDatabase) reader = open_at (fixture->path, YX_DATABASE_READ);
  g_autoptr (YxStatement) journal = yx_database_prepare (fixture->db, "PRAGMA journal_mode", NULL);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_cmpint (yx_database_synchronous (fixture->db), ==, 2);
  g_assert_cmpint (yx_statement_step (journal, NULL), ==, YX_STEP_ROW);
  g_assert_cmpstr (yx_statement_text (journal, "journal_mode"), ==, "wal");
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (yx_database_execute (reader, "DELETE FROM person", &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (fixture->folder, "none.db");
  g_autofree char *deep = yx_test_folder_path (fixture->folder, "none/none.db");
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_database_open (path, YX_DATABASE_WRITE, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (yx_database_open (path, YX_DATABASE_READ, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yx_database_open (deep, YX_DATABASE_CREATE, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = g_bytes_new ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) read_empty = NULL;
  g_autoptr (YxStatement) write = yx_database_prepare (
      fixture->db, "INSERT INTO person (id, name, age, picture) VALUES (:id, :name, :age, :picture)", NULL);
  g_autoptr (YxStatement) select = NULL;

  yx_statement_bind_text (write, "id", "a");
  yx_statement_bind_text (write, "name", "李想");
  yx_statement_bind_int (write, "age", G_MAXINT64);
  yx_statement_bind_bytes (write, "picture", picture);
  g_assert_true (yx_statement_run (write, NULL));
  g_assert_cmpint (yx_database_changes (fixture->db), ==, 1);
  yx_statement_bind_text (write, "id", "b");
  yx_statement_bind_text (write, "name", "");
  yx_statement_bind_bytes (write, "picture", empty);
  g_assert_true (yx_statement_run (write, NULL));
  select = yx_database_prepare (fixture->db, "SELECT * FROM person ORDER BY id", NULL);
  g_assert_cmpint (yx_statement_step (select, NULL), ==, YX_STEP_ROW);
  g_assert_cmpstr (yx_statement_text (select, "name"), ==, "李想");
  g_assert_cmpint (yx_statement_int (select, "age"), ==, G_MAXINT64);
  read = yx_statement_bytes (select, "picture");
  g_assert_true (g_bytes_equal (read, picture));
  g_assert_true (yx_statement_is_null (select, "phone_index"));
  g_assert_null (yx_statement_text (select, "phone_index"));
  g_assert_true (yx_statement_has_column (select, "boss"));
  g_assert_false (yx_statement_has_column (select, "none"));
  g_assert_cmpint (yx_statement_step (select, NULL), ==, YX_STEP_ROW);
  g_assert_true (yx_statement_is_null (select, "age"));
  g_assert_cmpstr (yx_statement_text (select, "name"), ==, "");
  read_empty = yx_statement_bytes (select, "picture");
  g_assert_cmpuint (g_bytes_get_size (read_empty), ==, 0);
  g_assert_cmpint (yx_statement_step (select, NULL), ==, YX_STEP_DONE);
}

static void
test_constraints (Fixture *fixture, gconstpointer data)
{
  const struct { const char *sql; int code; const char *detail; } rows[] = {
    { "INSERT INTO person (id, name) VALUES ('a', 'x')", YX_BASE_ERROR_EXISTS, "person.id" },
    { "INSERT INTO person (id, name, phone_index) VALUES ('z', 'x', '1')", YX_BASE_ERROR_EXISTS, "person.phone_index" },
    { "INSERT INTO person (id) VALUES ('z')", YX_BASE_ERROR_CONSTRAINT, "person.name" },
    { "INSERT INTO person (id, name, age) VALUES ('z', 'x', 0)", YX_BASE_ERROR_CONSTRAINT, "age > 0" },
    { "INSERT INTO person (id, name, boss) VALUES ('z', 'x', 'none')", YX_BASE_ERROR_CONSTRAINT, NULL },
    { "INSERT INTO person (id, name) VALUES ('z', \"x\")", YX_BASE_ERROR_INVALID, NULL },
    { "SELEKT", YX_BASE_ERROR_INVALID, NULL },
    { "ATTACH ':memory:' AS other", YX_BASE_ERROR_INVALID, NULL },
  };

  g_assert_true (insert (fixture->db, "a", "x", "1", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_database_execute (fixture->db, rows[i].sql, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, YX_BASE_ERROR, rows[i].code);
      g_assert_cmpstr (yx_base_error_detail (error), ==, rows[i].detail);
    }
  g_assert_cmpint (count (fixture->db), ==, 1);
}

static void
test_wrong_bind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (fixture->db, "INSERT INTO person (id, name) VALUES (:id, :name)", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_statement_has_parameter (statement, "id"));
  g_assert_false (yx_statement_has_parameter (statement, "nome"));
  yx_statement_bind_text (statement, "id", "a");
  yx_statement_bind_text (statement, "nome", "x");
  g_assert_false (yx_statement_run (statement, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, ":nome"));
}

static void
test_not_one_statement (Fixture *fixture, gconstpointer data)
{
  const char *bad[] = { "", " ; ", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE person", "SELECT" };

  for (int round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_null (yx_database_prepare (fixture->db, bad[i], &error));
        g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
      }
}

/* The cache gives a statement out once at a time, and clean. */
static void
test_cache (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT :a AS a, :b AS b";
  g_autoptr (YxStatement) first = yx_database_prepare (fixture->db, sql, NULL);
  YxStatement *kept = first;

  {
    g_autoptr (YxStatement) second = yx_database_prepare (fixture->db, sql, NULL);

    g_assert_true (second != first);
    yx_statement_bind_int (second, "a", 2);
    yx_statement_bind_int (first, "a", 1);
    g_assert_cmpint (yx_statement_step (first, NULL), ==, YX_STEP_ROW);
    g_assert_cmpint (yx_statement_step (second, NULL), ==, YX_STEP_ROW);
    g_assert_cmpint (yx_statement_int (first, "a"), ==, 1);
    g_assert_cmpint (yx_statement_int (second, "a"), ==, 2);
  }
  yx_statement_free (g_steal_pointer (&first));
  first = yx_database_prepare (fixture->db, sql, NULL);
  g_assert_true (first != NULL && kept != NULL);
  g_assert_cmpint (yx_statement_step (first, NULL), ==, YX_STEP_ROW);
  g_assert_true (yx_statement_is_null (first, "a"));
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (fixture->db, "SELECT * FROM person WHERE id = :id", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (insert (fixture->db, "a", "x", NULL, NULL));
  yx_statement_bind_text (statement, "id", "a");
  g_assert_true (yx_statement_row (statement, NULL));
  yx_statement_reset (statement);
  yx_statement_bind_text (statement, "id", "b");
  g_assert_false (yx_statement_row (statement, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
}

static gboolean
add_then_fail (YxDatabase *db, gpointer data, GError **error)
{
  if (!insert (db, data, "inner", NULL, error))
    return FALSE;
  yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "No");
  return FALSE;
}

static gboolean
add (YxDatabase *db, gpointer data, GError **error)
{
  return insert (db, data, "x", NULL, error);
}

static gboolean
nest (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (!yx_database_transaction (db, add, "kept", error))
    return FALSE;
  g_assert_false (yx_database_transaction (db, add_then_fail, "undone", &inner));
  g_assert_error (inner, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_true (yx_database_in_transaction (db));
  g_assert_cmpint (count (db), ==, 1);
  return yx_database_transaction (db, add, "also kept", error);
}

static void
test_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_database_transaction (fixture->db, add_then_fail, "a", &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_false (yx_database_in_transaction (fixture->db));
  g_assert_cmpint (count (fixture->db), ==, 0);
  g_assert_true (yx_database_transaction (fixture->db, nest, NULL, NULL));
  g_assert_false (yx_database_in_transaction (fixture->db));
  g_assert_cmpint (count (fixture->db), ==, 2);
}

static gboolean
read_twice (YxDatabase *db, gpointer data, GError **error)
{
  Fixture *fixture = data;

  g_assert_cmpint (count (db), ==, 0);
  g_assert_true (insert (fixture->db, "a", "x", NULL, NULL));
  g_assert_cmpint (count (db), ==, 0);
  return TRUE;
}

/* What a reader reads in a transaction is of one moment, whoever writes meanwhile. */
static void
test_reading_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxDatabase) reader = open_at (fixture->path, YX_DATABASE_READ);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_database_transaction (reader, read_twice, fixture, &error));
  g_assert_cmpint (count (reader), ==, 1);
  g_assert_false (yx_database_transaction (reader, add, "b", &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
}

static gboolean
count_runs (YxDatabase *db, gpointer data, GError **error)
{
  int *runs = data;

  if (++*runs < 3)
    {
      yx_base_error_set (error, YX_BASE_ERROR_BUSY, NULL, "Somebody is in the way");
      return FALSE;
    }
  return insert (db, "a", "x", NULL, error);
}

static void
test_runs_again (Fixture *fixture, gconstpointer data)
{
  int runs = 0;

  g_assert_true (yx_database_transaction (fixture->db, count_runs, &runs, NULL));
  g_assert_cmpint (runs, ==, 3);
  g_assert_cmpint (count (fixture->db), ==, 1);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxDatabase) other = open_at (fixture->path, YX_DATABASE_WRITE);
  g_autoptr (GError) error = NULL;

  yx_database_set_busy_timeout (other, 1);
  must (fixture->db, "BEGIN IMMEDIATE");
  g_assert_false (yx_database_transaction (other, add, "b", &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  must (fixture->db, "COMMIT");
  g_assert_true (yx_database_transaction (other, add, "b", NULL));
}

static gboolean
add_one (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "UPDATE person SET age = age + 1 WHERE id = 'a'", error);
}

static gpointer
add_many (gpointer path)
{
  g_autoptr (YxDatabase) db = open_at (path, YX_DATABASE_WRITE);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 50; i++)
    {
      yx_database_transaction (db, add_one, NULL, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  GThread *threads[2];

  g_assert_true (insert (fixture->db, "a", "x", NULL, NULL));
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("writer", add_many, fixture->path);
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (ask (fixture->db, "SELECT age AS n FROM person"), ==, 130);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (fixture->folder, "copy.db");
  g_autoptr (YxDatabase) copy = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (insert (fixture->db, "a", "x", NULL, NULL));
  g_assert_true (yx_database_copy_to (fixture->db, path, &error));
  g_assert_no_error (error);
  g_assert_true (insert (fixture->db, "b", "x", NULL, NULL));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  copy = open_at (path, YX_DATABASE_READ);
  g_assert_cmpint (count (copy), ==, 1);
  g_assert_true (yx_database_check (copy, NULL));
}

static void
test_copy_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (fixture->folder, "none/copy.db");
  g_autofree char *folder = yx_test_folder_path (fixture->folder, "taken");
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_database_copy_to (fixture->db, path, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (yx_database_copy_to (fixture->db, folder, &error));
  g_assert_nonnull (error);
}

static void
test_corrupt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (8192, 'x');
  g_autofree char *foreign = yx_test_folder_path (fixture->folder, "foreign.db");
  g_autofree char *damaged = yx_test_folder_path (fixture->folder, "damaged.db");
  g_autofree char *bytes = NULL;
  g_autoptr (YxDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_set_contents (foreign, text, -1, NULL));
  g_assert_null (yx_database_open (foreign, YX_DATABASE_WRITE, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (insert (fixture->db, "a", text, NULL, NULL));
  g_assert_true (yx_database_copy_to (fixture->db, damaged, NULL));
  g_assert_true (g_file_get_contents (damaged, &bytes, &size, NULL));
  memset (bytes + 4096, 0x55, 512);
  g_assert_true (g_file_set_contents (damaged, bytes, (gssize) size, NULL));
  db = open_at (damaged, YX_DATABASE_READ);
  g_assert_false (yx_database_check (db, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
}

static void
test_dangling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must (fixture->db, "PRAGMA foreign_keys = OFF; INSERT INTO person (id, name, boss) VALUES ('a', 'x', 'none')");
  g_assert_false (yx_database_check (fixture->db, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  must (fixture->db, "PRAGMA max_page_count = 20");
  g_assert_false (insert (fixture->db, "a", text, NULL, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  g_assert_true (insert (fixture->db, "a", "short", NULL, NULL));
}

static void
test_memory (void)
{
  g_autoptr (YxDatabase) db = open_at (NULL, YX_DATABASE_MEMORY);

  must (db, "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY, name TEXT, phone_index TEXT, age BIGINT)");
  g_assert_true (yx_database_transaction (db, add, "a", NULL));
  g_assert_cmpint (count (db), ==, 1);
}

#define ADD(name, function) g_test_add ("/base/database/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("settings", test_settings);
  ADD ("missing", test_missing);
  ADD ("columns", test_columns);
  ADD ("constraints", test_constraints);
  ADD ("wrong-bind", test_wrong_bind);
  ADD ("not-one-statement", test_not_one_statement);
  ADD ("cache", test_cache);
  ADD ("row", test_row);
  ADD ("transaction", test_transaction);
  ADD ("reading-transaction", test_reading_transaction);
  ADD ("runs-again", test_runs_again);
  ADD ("busy", test_busy);
  ADD ("two-writers", test_two_writers);
  ADD ("copy", test_copy);
  ADD ("copy-fails", test_copy_fails);
  ADD ("corrupt", test_corrupt);
  ADD ("dangling", test_dangling);
  ADD ("full", test_full);
  g_test_add_func ("/base/database/memory", test_memory);
  return g_test_run ();
}
