/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-writer.h"

#include "base/yx-base-error.h"
#include "base/yx-fault.h"

#define ATTEMPTS 3

/* Lives on the stack of the thread that waits for it. */
typedef struct
{
  YxTransactionFunc func;
  gpointer data;
  gboolean left_out; /* it ended the whole transaction, the others run again without it */
  GError *error;     /* (owned) (nullable) */
  gboolean done;
} Job;

struct _YxWriter
{
  YxDatabase *db; /* (owned) */
  guint group;
  guint limit;
  GMutex mutex;
  GCond arrived;
  GCond finished;
  GQueue jobs; /* of Job */
  gboolean stopping;
  gint commits; /* atomic */
  GThread *thread;
};

typedef enum
{
  COMMITTED,
  AGAIN,
  FAILED,
} Outcome;

static gboolean
commit (YxDatabase *db, GError **error)
{
  YX_FAULT ("writer.commit.before");
  if (YX_FAULT_ERROR ("writer.commit", error) || !yx_database_execute (db, "COMMIT", error))
    return FALSE;
  YX_FAULT ("writer.commit.after");
  return TRUE;
}

static Outcome
try_group (YxDatabase *db, GPtrArray *jobs, GError **error)
{
  if (!yx_database_execute (db, "BEGIN IMMEDIATE", error))
    return FAILED;
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      if (job->left_out)
        continue;
      g_clear_error (&job->error);
      (void) yx_database_transaction (db, job->func, job->data, &job->error);
      if (!yx_database_in_transaction (db))
        {
          job->left_out = TRUE;
          return AGAIN;
        }
    }
  if (commit (db, error))
    return COMMITTED;
  if (yx_database_in_transaction (db))
    (void) yx_database_execute (db, "ROLLBACK", NULL);
  return FAILED;
}

static void
fail_all (GPtrArray *jobs, const GError *error)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      if (job->error == NULL)
        job->error = g_error_copy (error);
    }
}

static void
commit_group (YxDatabase *db, GPtrArray *jobs)
{
  for (int attempt = 1;;)
    {
      g_autoptr (GError) problem = NULL;
      Outcome outcome = try_group (db, jobs, &problem);

      if (outcome == COMMITTED)
        return;
      if (outcome == AGAIN)
        continue;
      if (!g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_BUSY) || attempt++ == ATTEMPTS)
        {
          fail_all (jobs, problem);
          return;
        }
    }
}

/* What waits, as much as one transaction takes; empty when all shall stop. */
static GPtrArray *
wait_for_jobs (YxWriter *writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);
  GPtrArray *jobs = g_ptr_array_new ();

  while (g_queue_is_empty (&writer->jobs) && !writer->stopping)
    g_cond_wait (&writer->arrived, &writer->mutex);
  while (jobs->len < writer->group && !g_queue_is_empty (&writer->jobs))
    g_ptr_array_add (jobs, g_queue_pop_head (&writer->jobs));
  return jobs;
}

static void
settle (YxWriter *writer, GPtrArray *jobs)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);

  for (guint i = 0; i < jobs->len; i++)
    ((Job *) jobs->pdata[i])->done = TRUE;
  g_cond_broadcast (&writer->finished);
}

static gpointer
write_groups (gpointer data)
{
  YxWriter *writer = data;

  for (;;)
    {
      g_autoptr (GPtrArray) jobs = wait_for_jobs (writer);

      if (jobs->len == 0)
        return NULL;
      commit_group (writer->db, jobs);
      g_atomic_int_inc (&writer->commits);
      settle (writer, jobs);
    }
}

/**
 * yx_writer_new:
 * @db: (transfer full): a writing handle, from now on the writer's alone
 * @group: how many functions share a transaction at most
 * @limit: how many may wait
 *
 * Returns: (transfer full): the writer, started
 */
YxWriter *
yx_writer_new (YxDatabase *db, guint group, guint limit)
{
  YxWriter *writer = g_new0 (YxWriter, 1);

  g_assert (group > 0 && limit > 0);
  writer->db = db;
  writer->group = group;
  writer->limit = limit;
  g_mutex_init (&writer->mutex);
  g_cond_init (&writer->arrived);
  g_cond_init (&writer->finished);
  g_queue_init (&writer->jobs);
  writer->thread = g_thread_new ("writer", write_groups, writer);
  return writer;
}

/**
 * yx_writer_free:
 * @writer: (transfer full): a writer in which no thread waits
 *
 * Writes what still waits, ends the thread and closes the database.
 */
void
yx_writer_free (YxWriter *writer)
{
  g_mutex_lock (&writer->mutex);
  writer->stopping = TRUE;
  g_cond_broadcast (&writer->arrived);
  g_mutex_unlock (&writer->mutex);
  g_thread_join (writer->thread);
  yx_database_close (writer->db);
  g_cond_clear (&writer->arrived);
  g_cond_clear (&writer->finished);
  g_mutex_clear (&writer->mutex);
  g_free (writer);
}

/**
 * yx_writer_waiting:
 * @writer: a writer
 *
 * Returns: how many functions wait that it has not begun with
 */
guint
yx_writer_waiting (YxWriter *writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);

  return writer->jobs.length;
}

/**
 * yx_writer_commits:
 * @writer: a writer
 *
 * What was read after this was asked for is what the database says for as long as the answer stays the same: it changes
 * before yx_writer_run() returns to anybody whose transaction it was.
 *
 * Returns: how many transactions it has tried; may wrap around
 */
guint
yx_writer_commits (YxWriter *writer)
{
  return (guint) g_atomic_int_get (&writer->commits);
}

static gboolean
enqueue (YxWriter *writer, Job *job, GError **error)
{
  if (writer->stopping)
    yx_base_error_set (error, YX_BASE_ERROR_STOPPED, NULL, "The writer has stopped");
  else if (writer->jobs.length >= writer->limit)
    yx_base_error_set (error, YX_BASE_ERROR_BUSY, NULL, "The writer has too much to do");
  else
    {
      g_queue_push_tail (&writer->jobs, job);
      g_cond_signal (&writer->arrived);
      return TRUE;
    }
  return FALSE;
}

/**
 * yx_writer_run:
 * @writer: a writer
 * @func: (scope call): what to write, in a savepoint of its own; may run more than once
 * @data: for @func
 *
 * Waits until the transaction that contains @func is committed and on the disk. What @func wrote is
 * undone when it fails; others of the same transaction don't notice.
 * Called by any thread but the writer's own, for within @func there is yx_database_transaction().
 *
 * Returns: whether it is written; else @func's error, the database's, or %YX_BASE_ERROR_BUSY when
 *   the queue is full
 */
gboolean
yx_writer_run (YxWriter *writer, YxTransactionFunc func, gpointer data, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);
  Job job = { func, data, FALSE, NULL, FALSE };

  g_assert (g_thread_self () != writer->thread);
  if (!enqueue (writer, &job, error))
    return FALSE;
  while (!job.done)
    g_cond_wait (&writer->finished, &writer->mutex);
  if (job.error == NULL)
    return TRUE;
  g_propagate_error (error, job.error);
  return FALSE;
}
