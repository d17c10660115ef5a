/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-fault.h"

/* One step with its row in schema_version. */
typedef struct
{
  const YxSchemaStep *step;
  gint64 newest;
} Migration;

static gboolean
make_table (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db,
                              "CREATE TABLE IF NOT EXISTS schema_version (\n"
                              "  number BIGINT NOT NULL PRIMARY KEY\n"
                              ")",
                              error);
}

/**
 * yx_database_refuse_newer:
 * @found: the number of the last step that a database has taken
 * @newest: the number of the last step that this program knows
 * @error: (out): %YX_BASE_ERROR_NEWER_SCHEMA where a later program has written it
 *
 * Returns: whether it is refused
 */
gboolean
yx_database_refuse_newer (gint64 found, gint64 newest, GError **error)
{
  if (found <= newest)
    return FALSE;
  yx_base_error_set (error, YX_BASE_ERROR_NEWER_SCHEMA, NULL,
                     "The database has schema %" G_GINT64_FORMAT ", this program knows %" G_GINT64_FORMAT
                     ": use the newer program",
                     found, newest);
  return TRUE;
}

static gboolean
note_step (YxDatabase *db, int number, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "INSERT INTO schema_version (number) VALUES (:number)", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", number);
  return yx_statement_run (statement, error);
}

/* Looks again at the number: another program may have been quicker. */
static gboolean
take_step (YxDatabase *db, gpointer data, GError **error)
{
  Migration *migration = data;
  gint64 found = yx_database_schema (db, error);

  if (found < 0 || yx_database_refuse_newer (found, migration->newest, error))
    return FALSE;
  if (found >= migration->step->number)
    return TRUE;
  if (!yx_database_execute (db, migration->step->sql, error))
    {
      g_prefix_error (error, "Schema step %d: ", migration->step->number);
      return FALSE;
    }
  return note_step (db, migration->step->number, error);
}

/**
 * yx_database_schema:
 * @db: a handle
 *
 * Returns: the number of the last schema step taken, 0 for an empty database, -1 with @error set
 */
gint64
yx_database_schema (YxDatabase *db, GError **error)
{
  g_autoptr (YxStatement) table = NULL;
  g_autoptr (YxStatement) newest = NULL;

  table = yx_database_prepare (db, "SELECT name FROM sqlite_master WHERE name = 'schema_version'", error);
  switch (table != NULL ? yx_statement_step (table, error) : YX_STEP_ERROR)
    {
    case YX_STEP_ERROR:
      return -1;
    case YX_STEP_DONE:
      return 0;
    case YX_STEP_ROW:
      break;
    }
  newest = yx_database_prepare (db, "SELECT COALESCE (MAX (number), 0) AS number FROM schema_version", error);
  if (newest == NULL || !yx_statement_row (newest, error))
    return -1;
  return yx_statement_int (newest, "number");
}

/**
 * yx_database_migrate:
 * @db: a writing handle
 * @steps: (array length=n_steps): all steps there ever were, numbered 1, 2, 3 …
 * @n_steps: how many
 *
 * Takes the steps that are missing, each in a transaction of its own together with its number.
 *
 * Returns: whether the schema is now that of the last step; else %YX_BASE_ERROR_NEWER_SCHEMA when the
 *   database is ahead of @steps, or what went wrong, with the steps before it kept
 */
gboolean
yx_database_migrate (YxDatabase *db, const YxSchemaStep *steps, guint n_steps, GError **error)
{
  gint64 found = yx_database_schema (db, error);

  if (found < 0 || yx_database_refuse_newer (found, n_steps, error))
    return FALSE;
  for (guint i = 0; i < n_steps; i++)
    g_return_val_if_fail (steps[i].number == (int) i + 1, FALSE);
  if (!yx_database_transaction (db, make_table, NULL, error))
    return FALSE;
  for (guint i = 0; i < n_steps; i++)
    {
      Migration migration = { &steps[i], n_steps };

      if (steps[i].number > found && !yx_database_transaction (db, take_step, &migration, error))
        return FALSE;
      YX_FAULT ("database.migrate.step");
    }
  return TRUE;
}
