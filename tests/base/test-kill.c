/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-object-store.h"
#include "base/yx-writer.h"
#include "lib/yx-test-folder.h"

#define THINGS 4

static const YxSchemaStep steps[] = {
  { 1, "CREATE TABLE thing (number BIGINT NOT NULL PRIMARY KEY, hash TEXT NOT NULL);" },
  { 2, "CREATE TABLE other (id TEXT NOT NULL PRIMARY KEY);" },
};

typedef struct
{
  int number;
  const char *hash;
} Thing;

static gboolean
add (YxDatabase *db, gpointer data, GError **error)
{
  Thing *thing = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "INSERT INTO thing (number, hash) VALUES (:number, :hash) ON CONFLICT (number) DO NOTHING", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", thing->number);
  yx_statement_bind_text (statement, "hash", thing->hash);
  return yx_statement_run (statement, error);
}

/* The program that is killed: every thing is put, written, then acknowledged on @fd. */
static void
live (const char *folder, int fd)
{
  g_autofree char *path = yx_test_folder_path (folder, "hall.db");
  g_autofree char *objects = yx_test_folder_path (folder, "objects");
  g_autoptr (YxObjectStore) store = yx_object_store_new (objects, yx_clock_system (), NULL);
  YxDatabase *db = yx_database_open (path, YX_DATABASE_CREATE, NULL);
  g_autoptr (YxWriter) writer = NULL;

  g_assert_true (store != NULL && db != NULL);
  g_assert_true (yx_database_migrate (db, steps, G_N_ELEMENTS (steps), NULL));
  writer = yx_writer_new (db, 8, 8);
  for (int i = 0; i < THINGS; i++)
    {
      g_autofree char *text = g_strdup_printf ("thing %d", i);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autofree char *hash = yx_object_store_put (store, bytes, NULL);
      Thing thing = { i, hash };
      char number = (char) i;

      g_assert_true (hash != NULL && yx_writer_run (writer, add, &thing, NULL));
      g_assert_cmpint (write (fd, &number, 1), ==, 1);
    }
}

/* Runs the program to its end or to the fault; tells how many things it acknowledged. */
static int
run (const char *folder, const char *fault, const char *list, gboolean *killed)
{
  int ends[2];
  int status;
  int n = 0;
  char number;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      if (fault != NULL)
        g_setenv ("YINXIN_FAULT", fault, TRUE);
      if (list != NULL)
        g_setenv ("YINXIN_FAULT_LIST", list, TRUE);
      yx_fault_reload ();
      live (folder, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  while (read (ends[0], &number, 1) == 1)
    g_assert_cmpint (number, ==, n++);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  *killed = WIFSIGNALED (status);
  if (*killed)
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return n;
}

/* Opens what is left behind: all rows are whole and name objects that are whole. Returns their number. */
static int
inspect (const char *folder)
{
  g_autofree char *path = yx_test_folder_path (folder, "hall.db");
  g_autofree char *objects = yx_test_folder_path (folder, "objects");
  g_autoptr (YxObjectStore) store = yx_object_store_new (objects, yx_clock_system (), NULL);
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_CREATE, NULL);
  g_autoptr (YxStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  int n = 0;

  g_assert_true (yx_database_check (db, &error));
  g_assert_no_error (error);
  g_assert_true (yx_database_migrate (db, steps, G_N_ELEMENTS (steps), &error));
  statement = yx_database_prepare (db, "SELECT number, hash FROM thing ORDER BY number", NULL);
  while (yx_statement_step (statement, &error) == YX_STEP_ROW)
    {
      g_autoptr (GBytes) bytes
          = yx_object_store_get (store, yx_statement_text (statement, "hash"), 100, &error);

      g_assert_no_error (error);
      g_assert_cmpint (yx_statement_int (statement, "number"), ==, n++);
    }
  g_assert_no_error (error);
  return n;
}

static char **
passed_points (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *list = yx_test_folder_path (folder, "points");
  g_autofree char *text = NULL;
  gboolean killed;

  g_assert_cmpint (run (folder, NULL, list, &killed), ==, THINGS);
  g_assert_false (killed);
  g_assert_cmpint (inspect (folder), ==, THINGS);
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
kill_at (const char *fault)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  gboolean killed;
  int acknowledged = run (folder, fault, NULL, &killed);
  int found;

  g_test_message ("%s: %d acknowledged", fault, acknowledged);
  g_assert_true (killed);
  found = inspect (folder);
  g_assert_cmpint (found, >=, acknowledged);
  g_assert_cmpint (found, <=, acknowledged + 1);
  g_assert_cmpint (run (folder, NULL, NULL, &killed), ==, THINGS);
  g_assert_false (killed);
  g_assert_cmpint (inspect (folder), ==, THINGS);
}

/* Killed at every passage of every point once: what was acknowledged is there, and work goes on. */
static void
test_everywhere (void)
{
  g_auto (GStrv) points = passed_points ();
  g_autoptr (GHashTable) passages = g_hash_table_new (g_str_hash, g_str_equal);
  const char *expected[] = { "object.sync.before",    "object.sync.after",   "object.rename.before",
                             "object.rename.after",   "object.put.after",    "writer.commit.before",
                             "writer.commit.after",   "database.commit.before", "database.commit.after",
                             "database.migrate.step" };

  for (char **point = points; *point != NULL; point++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (passages, *point)) + 1;
      g_autofree char *fault = g_strdup_printf ("%s:%u", *point, n);

      g_hash_table_insert (passages, *point, GUINT_TO_POINTER (n));
      kill_at (fault);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_true (g_hash_table_contains (passages, expected[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/kill/everywhere", test_everywhere);
  return g_test_run ();
}
