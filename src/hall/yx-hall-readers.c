/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-readers.h"

struct _YxHallReaders
{
  GAsyncQueue *idle; /* (owned) of YxDatabase */
  guint count;
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
  g_free (readers);
}

/* In one transaction, so that all statements see the same moment. */
static gboolean
read_at_once (YxDatabase *db, YxHallReadFunc func, gpointer data, GError **error)
{
  gboolean done;

  if (!yx_database_execute (db, "BEGIN", error))
    return FALSE;
  done = func (db, data, error);
  (void)yx_database_execute (db, "ROLLBACK", NULL);
  return done;
}

/**
 * yx_hall_readers_run:
 * @readers: connections
 * @func: what to read; must not ask for a further connection
 * @data: for @func
 * @error: of @func
 *
 * Waits for a free connection and runs @func with it, in one reading transaction.
 *
 * Returns: what @func returned
 */
gboolean
yx_hall_readers_run (YxHallReaders *readers, YxHallReadFunc func, gpointer data, GError **error)
{
  YxDatabase *db = g_async_queue_pop (readers->idle);
  gboolean done = read_at_once (db, func, data, error);

  g_async_queue_push (readers->idle, db);
  return done;
}
