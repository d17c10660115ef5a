/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-readers.h"

struct _YxHallReaders
{
  char *path;        /* (owned) */
  GAsyncQueue *idle; /* (owned) of YxDatabase */
  guint count;
  GThread *resident; /* (unowned) (nullable): never waits for the others */
  YxDatabase *own;   /* (owned) (nullable): the resident's alone */
};

/**
 * yx_hall_readers_new:
 * @path: the database
 * @count: how many connections
 * @error: why one cannot be opened
 *
 * Returns: (transfer full): connections that only read
 */
YxHallReaders *
yx_hall_readers_new (const char *path, guint count, GError **error)
{
  g_autoptr (YxHallReaders) readers = g_new0 (YxHallReaders, 1);

  readers->path = g_strdup (path);
  readers->idle = g_async_queue_new ();
  while (readers->count < count)
    {
      YxDatabase *db = yx_database_open (path, YX_DATABASE_READ, error);

      if (db == NULL)
        return NULL;
      g_async_queue_push (readers->idle, db);
      readers->count++;
    }
  return g_steal_pointer (&readers);
}

/**
 * yx_hall_readers_free:
 * @readers: (transfer full): connections, none of which is in use
 */
void
yx_hall_readers_free (YxHallReaders *readers)
{
  for (guint i = 0; i < readers->count; i++)
    yx_database_close (g_async_queue_pop (readers->idle));
  g_async_queue_unref (readers->idle);
  g_clear_pointer (&readers->own, yx_database_close);
  g_free (readers->path);
  g_free (readers);
}

/**
 * yx_hall_readers_reside:
 * @readers: connections, none of which is in use
 * @error: why a further one cannot be opened
 *
 * From now on the calling thread has a connection of its own, and only it.
 *
 * Returns: whether it has
 */
gboolean
yx_hall_readers_reside (YxHallReaders *readers, GError **error)
{
  if (readers->own == NULL)
    readers->own = yx_database_open (readers->path, YX_DATABASE_READ, error);
  readers->resident = readers->own != NULL ? g_thread_self () : NULL;
  return readers->own != NULL;
}

typedef gboolean (*Run) (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error);

static gboolean
run_with (YxHallReaders *readers, Run run, YxHallReadFunc func, gpointer data, GError **error)
{
  YxDatabase *db;
  gboolean done;

  if (readers->resident == g_thread_self ())
    return run (readers->own, func, data, error);
  db = g_async_queue_pop (readers->idle);
  done = run (db, func, data, error);
  g_async_queue_push (readers->idle, db);
  return done;
}

static gboolean
run_plainly (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error)
{
  return func (db, data, error);
}

/**
 * yx_hall_readers_ask:
 * @readers: connections
 * @func: runs one statement, whose rows are of one moment by themselves
 * @data: for @func
 * @error: of @func
 *
 * As yx_hall_readers_run(), without a transaction.
 *
 * Returns: what @func returned
 */
gboolean
yx_hall_readers_ask (YxHallReaders *readers, YxHallReadFunc func, gpointer data, GError **error)
{
  return run_with (readers, run_plainly, func, data, error);
}

/**
 * yx_hall_readers_run:
 * @readers: connections
 * @func: what to read; must not ask for a further connection
 * @data: for @func
 * @error: of @func
 *
 * Runs @func in one reading transaction, so that all statements see the same moment: on the thread's own connection,
 * or on the next that is free.
 *
 * Returns: what @func returned
 */
gboolean
yx_hall_readers_run (YxHallReaders *readers, YxHallReadFunc func, gpointer data, GError **error)
{
  return run_with (readers, yx_database_read, func, data, error);
}
