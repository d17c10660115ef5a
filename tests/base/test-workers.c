/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "base/yx-base-error.h"
#include "base/yx-workers.h"
#include "lib/yx-test-wait.h"

#define PATIENCE 10000

/* A door at which workers wait until it is opened. */
typedef struct
{
  GMutex mutex;
  GCond opened;
  gboolean open;
  guint inside;
  guint through;
  guint freed;
} Door;

static Door door;

static void
close_door (void)
{
  g_mutex_lock (&door.mutex);
  door.open = FALSE;
  door.inside = door.through = door.freed = 0;
  g_mutex_unlock (&door.mutex);
}

static void
open_door (void)
{
  g_mutex_lock (&door.mutex);
  door.open = TRUE;
  g_cond_broadcast (&door.opened);
  g_mutex_unlock (&door.mutex);
}

static void
go_through (gpointer data)
{
  g_mutex_lock (&door.mutex);
  door.inside++;
  while (!door.open)
    g_cond_wait (&door.opened, &door.mutex);
  door.through++;
  g_mutex_unlock (&door.mutex);
}

static void
count_freed (gpointer data)
{
  g_mutex_lock (&door.mutex);
  door.freed++;
  g_mutex_unlock (&door.mutex);
}

static gboolean
are_inside (gpointer n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&door.mutex);

  return door.inside == GPOINTER_TO_UINT (n);
}

static void
test_bounded (void)
{
  YxWorkers *workers = yx_workers_new ("test", 2, 3);
  g_autoptr (GError) error = NULL;

  close_door ();
  for (int i = 0; i < 2; i++)
    g_assert_true (yx_workers_run (workers, go_through, &door, count_freed, NULL));
  g_assert_true (yx_test_wait (are_inside, GUINT_TO_POINTER (2), PATIENCE));
  for (int i = 0; i < 3; i++)
    g_assert_true (yx_workers_run (workers, go_through, &door, count_freed, NULL));
  g_assert_cmpuint (yx_workers_waiting (workers), ==, 3);
  g_assert_false (yx_workers_run (workers, go_through, &door, count_freed, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  g_assert_cmpuint (door.freed, ==, 1);
  open_door ();
  yx_workers_free (workers);
  g_assert_cmpuint (door.through, ==, 5);
  g_assert_cmpuint (door.freed, ==, 6);
}

typedef struct
{
  YxWorkers *workers;
  GError *error;
} Late;

/* Comes while the workers are being stopped. */
static void
come_late (gpointer data)
{
  Late *late = data;

  go_through (NULL);
  while (yx_workers_run (late->workers, go_through, NULL, NULL, &late->error))
    g_thread_yield ();
}

static gpointer
free_workers (gpointer workers)
{
  yx_workers_free (workers);
  return NULL;
}

static void
test_stopped (void)
{
  Late late = { yx_workers_new ("test", 1, 1000000), NULL };
  GThread *thread;

  close_door ();
  g_assert_true (yx_workers_run (late.workers, come_late, &late, NULL, NULL));
  thread = g_thread_new ("free", free_workers, late.workers);
  open_door ();
  g_thread_join (thread);
  g_assert_true (g_error_matches (late.error, YX_BASE_ERROR, YX_BASE_ERROR_STOPPED)
                 || g_error_matches (late.error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY));
  g_clear_error (&late.error);
}

/* What came of a task. */
typedef struct
{
  GThread *thread;
  GThread *freed_in;
  char *result;
  GError *error;
  gboolean done;
} Answer;

static void
note_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->thread = g_thread_self ();
  answer->result = g_task_propagate_pointer (G_TASK (result), &answer->error);
  answer->done = TRUE;
}

static void
note_freed (gpointer data)
{
  ((Answer *) data)->freed_in = g_thread_self ();
}

static gboolean
is_done (gpointer data)
{
  Answer *answer = data;

  return answer->done && answer->freed_in != NULL;
}

static gpointer
name_thread (gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (((Answer *) data)->thread != g_thread_self ());
  return g_strdup ("done");
}

static gpointer
fail (gpointer data, GCancellable *cancellable, GError **error)
{
  yx_base_error_set (error, YX_BASE_ERROR_NOT_FOUND, NULL, "None");
  return NULL;
}

static void
start (YxWorkers *workers, Answer *answer, GCancellable *cancellable, YxTaskFunc func)
{
  GTask *task = g_task_new (NULL, cancellable, note_answer, answer);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, answer, note_freed);
  yx_workers_run_task (workers, task, func, g_free);
}

static void
test_task (void)
{
  g_autoptr (YxWorkers) workers = yx_workers_new ("test", 2, 10);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Answer good = { g_thread_self (), NULL };
  Answer bad = { NULL };
  Answer never = { NULL };

  g_cancellable_cancel (cancelled);
  start (workers, &good, NULL, name_thread);
  start (workers, &bad, NULL, fail);
  start (workers, &never, cancelled, name_thread);
  g_assert_false (good.done || bad.done || never.done);
  g_assert_true (yx_test_wait (is_done, &good, PATIENCE));
  g_assert_true (yx_test_wait (is_done, &bad, PATIENCE));
  g_assert_true (yx_test_wait (is_done, &never, PATIENCE));
  g_assert_cmpstr (good.result, ==, "done");
  g_assert_no_error (good.error);
  g_assert_error (bad.error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_assert_error (never.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (good.thread == g_thread_self () && bad.thread == g_thread_self ());
  g_assert_true (good.freed_in == g_thread_self () && bad.freed_in == g_thread_self ());
  g_free (good.result);
  g_clear_error (&bad.error);
  g_clear_error (&never.error);
}

static void
test_task_busy (void)
{
  YxWorkers *workers = yx_workers_new ("test", 1, 1);
  Answer answer = { NULL };

  close_door ();
  g_assert_true (yx_workers_run (workers, go_through, NULL, NULL, NULL));
  g_assert_true (yx_test_wait (are_inside, GUINT_TO_POINTER (1), PATIENCE));
  g_assert_true (yx_workers_run (workers, go_through, NULL, NULL, NULL));
  start (workers, &answer, NULL, name_thread);
  g_assert_false (answer.done);
  g_assert_true (yx_test_wait (is_done, &answer, PATIENCE));
  g_assert_error (answer.error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  g_clear_error (&answer.error);
  open_door ();
  yx_workers_free (workers);
}

/* The answer waits for the task's own context, however long the workers are gone. */
static void
test_task_context (void)
{
  YxWorkers *workers = yx_workers_new ("test", 1, 1);
  GMainContext *context = g_main_context_new ();
  Answer answer = { NULL };
  GTask *task;

  g_main_context_push_thread_default (context);
  task = g_task_new (NULL, NULL, note_answer, &answer);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, &answer, note_freed);
  g_main_context_pop_thread_default (context);
  yx_workers_run_task (workers, task, name_thread, g_free);
  yx_workers_free (workers);
  g_assert_false (answer.done);
  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_true (answer.done);
  g_assert_cmpstr (answer.result, ==, "done");
  g_free (answer.result);
  g_main_context_unref (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/workers/bounded", test_bounded);
  g_test_add_func ("/base/workers/stopped", test_stopped);
  g_test_add_func ("/base/workers/task", test_task);
  g_test_add_func ("/base/workers/task-busy", test_task_busy);
  g_test_add_func ("/base/workers/task-context", test_task_context);
  return g_test_run ();
}
