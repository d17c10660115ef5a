/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-writer.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-wait.h"

#define PATIENCE 10000

typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxWriter *writer;
  YxDatabase *reader;
} Fixture;

/* One call of the writer from a thread of its own. */
typedef struct
{
  YxWriter *writer;
  YxTransactionFunc func;
  const char *id;
  gint runs;
  gboolean done;
  GError *error;
} Call;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YxDatabase *db;

  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "hall.db");
  db = yx_database_open (fixture->path, YX_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  yx_database_execute (db, "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY)", &error);
  g_assert_no_error (error);
  fixture->writer = yx_writer_new (db, 8, 4);
  fixture->reader = yx_database_open (fixture->path, YX_DATABASE_READ, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_writer_free (fixture->writer);
  yx_database_close (fixture->reader);
  g_free (fixture->path);
  yx_test_folder_free (fixture->folder);
}

static gboolean
is_there (Fixture *fixture, const char *id)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (fixture->reader, "SELECT id FROM thing WHERE id = :id", NULL);

  yx_statement_bind_text (statement, "id", id);
  return yx_statement_step (statement, NULL) == YX_STEP_ROW;
}

static gboolean
add (YxDatabase *db, gpointer data, GError **error)
{
  Call *call = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "INSERT INTO thing (id) VALUES (:id)", error);

  call->runs++;
  yx_statement_bind_text (statement, "id", call->id);
  return yx_statement_run (statement, error);
}

static gboolean
add_and_fail (YxDatabase *db, gpointer data, GError **error)
{
  if (!add (db, data, error))
    return FALSE;
  yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "No");
  return FALSE;
}

/* As a full disk does in the midst of a transaction. */
static gboolean
end_transaction (YxDatabase *db, gpointer data, GError **error)
{
  return add (db, data, error) && yx_database_execute (db, "ROLLBACK", error);
}

static GMutex door_mutex;
static GCond door_opened;
static gboolean door_open;

/* Holds the writer, so that the calls that follow share one transaction. */
static gboolean
wait_at_door (YxDatabase *db, gpointer data, GError **error)
{
  Call *call = data;

  g_mutex_lock (&door_mutex);
  g_atomic_int_inc (&call->runs);
  while (!door_open)
    g_cond_wait (&door_opened, &door_mutex);
  g_mutex_unlock (&door_mutex);
  return TRUE;
}

static void
set_door (gboolean open)
{
  g_mutex_lock (&door_mutex);
  door_open = open;
  g_cond_broadcast (&door_opened);
  g_mutex_unlock (&door_mutex);
}

static gpointer
make_call (gpointer data)
{
  Call *call = data;

  call->done = yx_writer_run (call->writer, call->func, call, &call->error);
  return NULL;
}

static gboolean
has_run (gpointer data)
{
  return g_atomic_int_get (&((Call *) data)->runs) > 0;
}

typedef struct
{
  YxWriter *writer;
  guint n;
} Queue;

static gboolean
is_queued (gpointer data)
{
  Queue *queue = data;

  return yx_writer_waiting (queue->writer) == queue->n;
}

/* Runs all calls, in their order, in one transaction. */
static void
run_group (Fixture *fixture, Call *calls, guint n, void (*between) (Fixture *))
{
  Call holder = { fixture->writer, wait_at_door, NULL };
  GThread *threads[5];

  set_door (FALSE);
  threads[n] = g_thread_new ("holder", make_call, &holder);
  g_assert_true (yx_test_wait (has_run, &holder, PATIENCE));
  for (guint i = 0; i < n; i++)
    {
      Queue queue = { fixture->writer, i + 1 };

      calls[i].writer = fixture->writer;
      threads[i] = g_thread_new ("caller", make_call, &calls[i]);
      g_assert_true (yx_test_wait (is_queued, &queue, PATIENCE));
    }
  if (between != NULL)
    between (fixture);
  set_door (TRUE);
  for (guint i = 0; i <= n; i++)
    g_thread_join (threads[i]);
  g_assert_true (holder.done);
}

static void
test_committed (Fixture *fixture, gconstpointer data)
{
  Call call = { fixture->writer, add, "a" };

  make_call (&call);
  g_assert_no_error (call.error);
  g_assert_true (call.done && is_there (fixture, "a"));
  g_assert_cmpint (call.runs, ==, 1);
}

static void
test_failure_is_its_own (Fixture *fixture, gconstpointer data)
{
  Call calls[] = { { NULL, add, "a" }, { NULL, add_and_fail, "b" }, { NULL, add, "a" }, { NULL, add, "c" } };

  run_group (fixture, calls, 4, NULL);
  g_assert_true (calls[0].done && !calls[1].done && !calls[2].done && calls[3].done);
  g_assert_error (calls[1].error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_error (calls[2].error, YX_BASE_ERROR, YX_BASE_ERROR_EXISTS);
  g_assert_cmpstr (yx_base_error_detail (calls[2].error), ==, "thing.id");
  g_assert_true (is_there (fixture, "a") && !is_there (fixture, "b") && is_there (fixture, "c"));
  g_clear_error (&calls[1].error);
  g_clear_error (&calls[2].error);
}

static void
test_transaction_lost (Fixture *fixture, gconstpointer data)
{
  Call calls[] = { { NULL, add, "a" }, { NULL, end_transaction, "b" }, { NULL, add, "c" } };

  run_group (fixture, calls, 3, NULL);
  g_assert_true (calls[0].done && !calls[1].done && calls[2].done);
  g_assert_nonnull (calls[1].error);
  g_assert_cmpint (calls[0].runs, ==, 2);
  g_assert_cmpint (calls[1].runs, ==, 1);
  g_assert_true (is_there (fixture, "a") && !is_there (fixture, "b") && is_there (fixture, "c"));
  g_clear_error (&calls[1].error);
}

static void
expect_busy (Fixture *fixture)
{
  Call call = { fixture->writer, add, "late" };

  make_call (&call);
  g_assert_false (call.done);
  g_assert_error (call.error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  g_assert_cmpint (call.runs, ==, 0);
  g_clear_error (&call.error);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  Call calls[] = { { NULL, add, "a" }, { NULL, add, "b" }, { NULL, add, "c" }, { NULL, add, "d" } };

  run_group (fixture, calls, 4, expect_busy);
  g_assert_true (is_there (fixture, "a") && is_there (fixture, "b") && is_there (fixture, "d"));
  g_assert_false (is_there (fixture, "late"));
}

static gpointer
add_many (gpointer data)
{
  Fixture *fixture = data;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("%p-%d", (gpointer) g_thread_self (), i);
      Call call = { fixture->writer, add, id };
      g_autoptr (YxDatabase) reader = yx_database_open (fixture->path, YX_DATABASE_READ, NULL);
      Fixture own = { NULL, NULL, NULL, reader };

      make_call (&call);
      g_assert_no_error (call.error);
      g_assert_true (is_there (&own, id));
    }
  return NULL;
}

/* Whoever comes back sees what it wrote from any other handle. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", add_many, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Somebody else holds the database for good. */
static void
test_locked_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxDatabase) other = yx_database_open (fixture->path, YX_DATABASE_WRITE, NULL);
  YxDatabase *db = yx_database_open (fixture->path, YX_DATABASE_WRITE, NULL);
  g_autoptr (YxWriter) writer = NULL;
  Call call = { NULL, add, "a" };

  yx_database_set_busy_timeout (db, 1);
  writer = call.writer = yx_writer_new (db, 8, 4);
  g_assert_true (yx_database_execute (other, "BEGIN IMMEDIATE", NULL));
  make_call (&call);
  g_assert_error (call.error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  g_assert_cmpint (call.runs, ==, 0);
  g_clear_error (&call.error);
  g_assert_true (yx_database_execute (other, "COMMIT", NULL));
  make_call (&call);
  g_assert_no_error (call.error);
}

#if YX_TESTS
/* The disk is full when the group is committed: nobody is told otherwise, and the next group works. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  Call calls[] = { { NULL, add, "a" }, { NULL, add_and_fail, "b" }, { NULL, add, "c" } };
  Call again = { fixture->writer, add, "a" };

  g_setenv ("YINXIN_FAULT", "writer.commit:2:error", TRUE);
  yx_fault_reload ();
  run_group (fixture, calls, 3, NULL);
  g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
  g_assert_error (calls[0].error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  g_assert_error (calls[1].error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_assert_error (calls[2].error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  g_assert_false (is_there (fixture, "a") || is_there (fixture, "b") || is_there (fixture, "c"));
  for (int i = 0; i < 3; i++)
    g_clear_error (&calls[i].error);
  make_call (&again);
  g_assert_true (again.done && is_there (fixture, "a"));
}
#endif

/* Whoever keeps what it read learns of each transaction, taken or not, before those who wrote it do. */
static void
test_commits (Fixture *fixture, gconstpointer data)
{
  Call good = { .writer = fixture->writer, .func = add, .id = "a" };
  Call bad = { .writer = fixture->writer, .func = add_and_fail, .id = "b" };
  guint before = yx_writer_commits (fixture->writer);

  g_assert_true (yx_writer_run (fixture->writer, good.func, &good, NULL));
  g_assert_cmpuint (yx_writer_commits (fixture->writer), ==, before + 1);
  g_assert_true (is_there (fixture, "a"));
  g_assert_false (yx_writer_run (fixture->writer, bad.func, &bad, NULL));
  g_assert_cmpuint (yx_writer_commits (fixture->writer), ==, before + 2);
}

#define ADD(name, function) g_test_add ("/base/writer/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("committed", test_committed);
  ADD ("failure-is-its-own", test_failure_is_its_own);
  ADD ("transaction-lost", test_transaction_lost);
  ADD ("bounded", test_bounded);
  ADD ("commits", test_commits);
  ADD ("many", test_many);
  ADD ("locked-out", test_locked_out);
#if YX_TESTS
  ADD ("full", test_full);
#endif
  return g_test_run ();
}
