/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-write.h"

#include "hall/yx-hall-bell.h"

typedef struct
{
  YxHallWrite write;
  YxHallWriteFunc func;
  gpointer data;
  GError *refusal; /* (owned) (nullable) */
} Run;

static gboolean
run_write (YxDatabase *db, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr (GError) problem = NULL;

  run->write.db = db;
  run->write.keep = FALSE;
  run->write.account = NULL;
  g_hash_table_remove_all (run->write.scopes);
  g_clear_error (&run->refusal);
  if (run->func (&run->write, run->data, &problem))
    return TRUE;
  if (!run->write.keep || problem->domain != YX_PROBLEM_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  run->refusal = g_steal_pointer (&problem);
  return TRUE;
}

static void
ring (YxHall *hall, GHashTable *scopes)
{
  GHashTableIter iter;
  gpointer scope;

  g_hash_table_iter_init (&iter, scopes);
  while (g_hash_table_iter_next (&iter, &scope, NULL))
    yx_hall_bell_ring (hall->bell, scope);
}

/**
 * yx_hall_write:
 * @hall: a hall
 * @call: (nullable): who asked
 * @func: (scope call): what to write; may run twice
 * @data: for @func
 *
 * Writes in one transaction and returns when it is on the disk; then wakes who waits on the feeds.
 * When @func refuses with a problem after it set `keep`, what it wrote stays and the refusal is returned.
 *
 * Returns: whether @func took it and it is written
 */
gboolean
yx_hall_write (YxHall *hall, const YxHallCall *call, YxHallWriteFunc func, gpointer data, GError **error)
{
  g_autoptr (GHashTable) scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Run run = { .func = func, .data = data };

  run.write
      = (YxHallWrite){ .hall = hall, .call = call, .now = yx_clock_now (hall->clock), .scopes = scopes };
  if (!yx_writer_run (hall->writer, run_write, &run, error))
    {
      g_clear_error (&run.refusal);
      return FALSE;
    }
  ring (hall, scopes);
  if (run.refusal == NULL)
    return TRUE;
  g_propagate_error (error, run.refusal);
  return FALSE;
}
