/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-write.h"

#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-error.h"

typedef struct
{
  YxHallWrite write;
  YxHallWriteFunc func;
  gpointer data;
  GError *refusal; /* (owned) (nullable) */
} Run;

/* An officer at the hall itself comes through no endpoint. */
static guint
proofs_for (const YxHallCall *call)
{
  switch (call != NULL && call->endpoint != NULL ? call->endpoint->step_up : YX_STEP_UP_NONE)
    {
    case YX_STEP_UP_CODE:
      return YX_HALL_PROOF_CODE;
    case YX_STEP_UP_CODE_AND_PROOF:
      return YX_HALL_PROOF_CODE | YX_HALL_PROOF_PASSWORD;
    case YX_STEP_UP_NONE:
    default:
      return 0;
    }
}

/* Whatever a handler does: nothing is written for an endpoint whose step-up nobody looked at. */
static gboolean
may_commit (const YxHallWrite *write, GError **error)
{
  guint wanted = proofs_for (write->call);

  if (write->again || (write->proven & wanted) == wanted)
    return TRUE;
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_STEP_UP, "%s would write without its step-up",
               write->call->endpoint->name);
  return FALSE;
}

static gboolean
run_write (YxDatabase *db, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr (GError) problem = NULL;

  run->write.db = db;
  run->write.proven = 0;
  run->write.again = FALSE;
  run->write.keep = FALSE;
  run->write.account = NULL;
  g_hash_table_remove_all (run->write.scopes);
  g_clear_error (&run->refusal);
  if (run->func (&run->write, run->data, &problem))
    return may_commit (&run->write, error);
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
 * An endpoint's step-up (its line in `api`) must have been proven in the same transaction.
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
