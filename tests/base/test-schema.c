/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "lib/yx-test-folder.h"

static const YxSchemaStep steps[] = {
  { 1, "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY); INSERT INTO person (id) VALUES ('a');" },
  { 2, "ALTER TABLE person ADD COLUMN name TEXT; UPDATE person SET name = 'x';" },
  { 3, "CREATE TABLE seal (id TEXT NOT NULL PRIMARY KEY);" },
};

static const YxSchemaStep broken[] = {
  { 1, "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY);" },
  { 2, "CREATE TABLE seal (id TEXT NOT NULL PRIMARY KEY); CREATE TABLE seal (id TEXT);" },
};

static gint64
schema (YxDatabase *db)
{
  g_autoptr (GError) error = NULL;
  gint64 number = yx_database_schema (db, &error);

  g_assert_no_error (error);
  return number;
}

static gboolean
migrate (YxDatabase *db, guint n)
{
  g_autoptr (GError) error = NULL;
  gboolean done = yx_database_migrate (db, steps, n, &error);

  g_assert_no_error (error);
  return done;
}

static void
test_steps (void)
{
  g_autoptr (YxDatabase) db = yx_database_open (NULL, YX_DATABASE_MEMORY, NULL);
  g_autoptr (YxStatement) statement = NULL;

  g_assert_cmpint (schema (db), ==, 0);
  g_assert_true (migrate (db, 1));
  g_assert_cmpint (schema (db), ==, 1);
  g_assert_true (migrate (db, 3));
  g_assert_cmpint (schema (db), ==, 3);
  g_assert_true (migrate (db, 3));
  g_assert_cmpint (schema (db), ==, 3);
  statement = yx_database_prepare (db, "SELECT COUNT (*) AS n, MAX (name) AS name FROM person", NULL);
  g_assert_true (yx_statement_row (statement, NULL));
  g_assert_cmpint (yx_statement_int (statement, "n"), ==, 1);
  g_assert_cmpstr (yx_statement_text (statement, "name"), ==, "x");
}

static void
test_newer (void)
{
  g_autoptr (YxDatabase) db = yx_database_open (NULL, YX_DATABASE_MEMORY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (db, 3));
  g_assert_false (yx_database_migrate (db, steps, 2, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NEWER_SCHEMA);
  g_assert_cmpint (schema (db), ==, 3);
}

/* A step that fails leaves nothing of itself, and all before it. */
static void
test_broken_step (void)
{
  g_autoptr (YxDatabase) db = yx_database_open (NULL, YX_DATABASE_MEMORY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_database_migrate (db, broken, 2, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "Schema step 2: "));
  g_assert_cmpint (schema (db), ==, 1);
  g_assert_true (yx_database_execute (db, "INSERT INTO person (id) VALUES ('a')", NULL));
  g_assert_false (yx_database_execute (db, "INSERT INTO seal (id) VALUES ('a')", NULL));
}

static gpointer
migrate_file (gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  migrate (db, 3);
  return NULL;
}

/* Two programs at once take each step once. */
static void
test_at_once (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "hall.db");
  g_autoptr (YxDatabase) db = NULL;
  GThread *threads[4];

  db = yx_database_open (path, YX_DATABASE_CREATE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", migrate_file, path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (schema (db), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/schema/steps", test_steps);
  g_test_add_func ("/base/schema/newer", test_newer);
  g_test_add_func ("/base/schema/broken-step", test_broken_step);
  g_test_add_func ("/base/schema/at-once", test_at_once);
  return g_test_run ();
}
