/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-workers.h"

#include "base/yx-base-error.h"

typedef struct
{
  YxWorkFunc func;
  gpointer data;
  GDestroyNotify destroy; /* (nullable) */
} Job;

struct _YxWorkers
{
  char *name;
  GMutex mutex;
  GCond arrived;
  GQueue jobs; /* of Job */
  guint limit;
  gboolean stopping;
  GPtrArray *threads; /* of GThread */
};

/* A task on its way through a worker and back to its own context. */
typedef struct
{
  GTask *task; /* (owned) */
  YxTaskFunc func;
  gpointer result; /* (owned) (nullable) */
  GDestroyNotify result_destroy;
  GError *error; /* (owned) (nullable) */
} Passage;

static void
free_job (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

/* The next job; NULL when there is none left and all shall stop. */
static Job *
wait_for_job (YxWorkers *workers)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&workers->mutex);

  while (g_queue_is_empty (&workers->jobs) && !workers->stopping)
    g_cond_wait (&workers->arrived, &workers->mutex);
  return g_queue_pop_head (&workers->jobs);
}

static gpointer
work (gpointer data)
{
  YxWorkers *workers = data;
  Job *job;

  while ((job = wait_for_job (workers)) != NULL)
    {
      job->func (job->data);
      free_job (job);
    }
  return NULL;
}

static void
join (gpointer thread)
{
  g_thread_join (thread);
}

/**
 * yx_workers_new:
 * @name: what its threads are called
 * @threads: how many
 * @limit: how many jobs may wait
 *
 * Returns: (transfer full): the workers, started
 */
YxWorkers *
yx_workers_new (const char *name, guint threads, guint limit)
{
  YxWorkers *workers = g_new0 (YxWorkers, 1);

  g_assert (threads > 0 && limit > 0);
  workers->name = g_strdup (name);
  workers->limit = limit;
  g_mutex_init (&workers->mutex);
  g_cond_init (&workers->arrived);
  g_queue_init (&workers->jobs);
  workers->threads = g_ptr_array_new_with_free_func (join);
  for (guint i = 0; i < threads; i++)
    g_ptr_array_add (workers->threads, g_thread_new (name, work, workers));
  return workers;
}

/**
 * yx_workers_free:
 * @workers: (transfer full): workers; not called by one of them
 *
 * Takes nothing more, lets the jobs that wait be done, and waits for the threads' end.
 */
void
yx_workers_free (YxWorkers *workers)
{
  g_mutex_lock (&workers->mutex);
  workers->stopping = TRUE;
  g_cond_broadcast (&workers->arrived);
  g_mutex_unlock (&workers->mutex);
  g_ptr_array_unref (workers->threads);
  g_cond_clear (&workers->arrived);
  g_mutex_clear (&workers->mutex);
  g_free (workers->name);
  g_free (workers);
}

/**
 * yx_workers_waiting:
 * @workers: workers
 *
 * Returns: how many jobs wait that nobody has begun with
 */
guint
yx_workers_waiting (YxWorkers *workers)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&workers->mutex);

  return workers->jobs.length;
}

static gboolean
enqueue (YxWorkers *workers, Job *job, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&workers->mutex);

  if (workers->stopping)
    yx_base_error_set (error, YX_BASE_ERROR_STOPPED, NULL, "The %s workers have stopped", workers->name);
  else if (workers->jobs.length >= workers->limit)
    yx_base_error_set (error, YX_BASE_ERROR_BUSY, NULL, "The %s workers have too much to do", workers->name);
  else
    {
      g_queue_push_tail (&workers->jobs, job);
      g_cond_signal (&workers->arrived);
      return TRUE;
    }
  return FALSE;
}

/**
 * yx_workers_run:
 * @workers: workers
 * @func: what to do, on one of their threads
 * @data: (transfer full): for @func
 * @destroy: (nullable): frees @data in any case, also when this fails
 *
 * Any thread may call it.
 *
 * Returns: whether it will be done; else %YX_BASE_ERROR_BUSY when the queue is full
 */
gboolean
yx_workers_run (YxWorkers *workers, YxWorkFunc func, gpointer data, GDestroyNotify destroy, GError **error)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->destroy = destroy;
  if (enqueue (workers, job, error))
    return TRUE;
  free_job (job);
  return FALSE;
}

static void
free_passage (gpointer data)
{
  Passage *passage = data;

  if (passage->result != NULL && passage->result_destroy != NULL)
    passage->result_destroy (passage->result);
  g_clear_error (&passage->error);
  g_object_unref (passage->task);
  g_free (passage);
}

static gboolean
complete (gpointer data)
{
  Passage *passage = data;

  if (passage->error != NULL)
    g_task_return_error (passage->task, g_steal_pointer (&passage->error));
  else
    g_task_return_pointer (passage->task, g_steal_pointer (&passage->result), passage->result_destroy);
  return G_SOURCE_REMOVE;
}

static void
send_back (Passage *passage)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (passage->task));
  g_source_set_static_name (source, "yx_workers_run_task");
  g_source_set_callback (source, complete, passage, free_passage);
  g_source_attach (source, g_task_get_context (passage->task));
}

static void
run_passage (gpointer data)
{
  Passage *passage = data;
  GCancellable *cancellable = g_task_get_cancellable (passage->task);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &passage->error))
    passage->result = passage->func (g_task_get_task_data (passage->task), cancellable, &passage->error);
  send_back (passage);
}

/**
 * yx_workers_run_task:
 * @workers: workers
 * @task: (transfer full): a task, with its data set
 * @func: the work; its result is returned through @task as a pointer
 * @result_destroy: (nullable): frees a result that nobody took
 *
 * Runs @func on a worker. @task is completed and released in its own context, never on the worker,
 * and never before this returns; with %YX_BASE_ERROR_BUSY when the queue is full.
 */
void
yx_workers_run_task (YxWorkers *workers, GTask *task, YxTaskFunc func, GDestroyNotify result_destroy)
{
  Passage *passage = g_new0 (Passage, 1);

  passage->task = task;
  passage->func = func;
  passage->result_destroy = result_destroy;
  if (!yx_workers_run (workers, run_passage, passage, NULL, &passage->error))
    send_back (passage);
}
