/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-database-private.h"
#include "base/yx-database.h"

#define MOST_CACHED 256
#define LONGEST_NAME 80

/**
 * yx_statement_finalize:
 * @statement: (transfer full): a statement, ended without going back to the cache
 */
void
yx_statement_finalize (YxStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement->key);
  g_free (statement->columns);
  g_free (statement->wrong);
  g_free (statement);
}

static gboolean
only_space (const char *rest)
{
  return rest == NULL || rest[strspn (rest, " \t\r\n;")] == '\0';
}

static YxStatement *
take_cached (YxDatabase *db, const char *key)
{
  YxStatement *statement = g_hash_table_lookup (db->statements, key);

  if (statement != NULL)
    g_hash_table_steal (db->statements, key);
  return statement;
}

static YxStatement *
compile (YxDatabase *db, const char *key, const char *sql, GError **error)
{
  g_autoptr (YxStatement) statement = g_new0 (YxStatement, 1);
  const char *rest = NULL;
  int code;

  statement->db = db;
  statement->key = g_strdup (key);
  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, &rest);
  if (code != SQLITE_OK)
    {
      yx_database_set_error (db, error, code, sql);
      return NULL;
    }
  if (statement->handle == NULL || !only_space (rest))
    {
      statement->wrong = g_strdup ("not to be kept");
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "Not one statement: %s", sql);
      return NULL;
    }
  return g_steal_pointer (&statement);
}

/**
 * yx_database_prepare:
 * @db: a handle
 * @sql: one statement; parameters are `:name`
 *
 * Takes the statement from the cache or prepares it. The same text may be in use twice.
 *
 * Returns: (transfer full): the statement, to be freed before @db is closed; or %NULL
 */
YxStatement *
yx_database_prepare (YxDatabase *db, const char *sql, GError **error)
{
  YxStatement *statement = take_cached (db, sql);

  return statement != NULL ? statement : compile (db, sql, sql, error);
}

/**
 * yx_database_prepare_as:
 * @db: a handle
 * @key: a short text that stands for the statement and can be none itself
 * @write: writes the statement
 * @data: for @write
 *
 * As yx_database_prepare(), for statements that are longer to write than to find.
 *
 * Returns: (transfer full): the statement, to be freed before @db is closed; or %NULL
 */
YxStatement *
yx_database_prepare_as (YxDatabase *db, const char *key, YxSqlFunc write, gconstpointer data, GError **error)
{
  YxStatement *statement = take_cached (db, key);
  g_autofree char *sql = statement == NULL ? write (data) : NULL;

  return statement != NULL ? statement : compile (db, key, sql, error);
}

/**
 * yx_statement_free:
 * @statement: (transfer full): a statement, given back to its handle
 */
void
yx_statement_free (YxStatement *statement)
{
  GHashTable *cache = statement->db->statements;

  if (statement->handle == NULL || statement->wrong != NULL || g_hash_table_size (cache) >= MOST_CACHED
      || g_hash_table_contains (cache, statement->key))
    {
      yx_statement_finalize (statement);
      return;
    }
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  g_hash_table_insert (cache, statement->key, statement);
}

static int
parameter (YxStatement *statement, const char *name)
{
  char full[LONGEST_NAME];

  return g_snprintf (full, sizeof full, ":%s", name) < LONGEST_NAME
             ? sqlite3_bind_parameter_index (statement->handle, full)
             : 0;
}

/* Keeps the first mistake for the step that follows. */
static void
note (YxStatement *statement, const char *name, int code)
{
  if (code != SQLITE_OK && statement->wrong == NULL)
    statement->wrong = g_strdup_printf (":%s cannot be bound in: %s", name, sqlite3_sql (statement->handle));
}

/**
 * yx_statement_has_parameter:
 * @statement: a statement
 * @name: a name without its colon
 *
 * Returns: whether the statement has that parameter
 */
gboolean
yx_statement_has_parameter (YxStatement *statement, const char *name)
{
  return parameter (statement, name) != 0;
}

/**
 * yx_statement_bind_text:
 * @statement: a statement before its first step
 * @name: the parameter's name without its colon
 * @value: (nullable): UTF-8, copied; %NULL for NULL
 */
void
yx_statement_bind_text (YxStatement *statement, const char *name, const char *value)
{
  note (statement, name,
        sqlite3_bind_text (statement->handle, parameter (statement, name), value, -1, SQLITE_TRANSIENT));
}

/**
 * yx_statement_bind_int:
 * @statement: a statement before its first step
 * @name: the parameter's name without its colon
 * @value: a number
 */
void
yx_statement_bind_int (YxStatement *statement, const char *name, gint64 value)
{
  note (statement, name, sqlite3_bind_int64 (statement->handle, parameter (statement, name), value));
}

/**
 * yx_statement_bind_bytes:
 * @statement: a statement before its first step
 * @name: the parameter's name without its colon
 * @value: (nullable): bytes; %NULL for NULL
 */
void
yx_statement_bind_bytes (YxStatement *statement, const char *name, GBytes *value)
{
  gsize size = 0;
  gconstpointer bytes;

  if (value == NULL)
    {
      yx_statement_bind_null (statement, name);
      return;
    }
  bytes = g_bytes_get_data (value, &size);
  note (statement, name,
        sqlite3_bind_blob64 (statement->handle, parameter (statement, name), size > 0 ? bytes : "", size,
                             SQLITE_TRANSIENT));
}

/**
 * yx_statement_bind_null:
 * @statement: a statement before its first step
 * @name: the parameter's name without its colon
 */
void
yx_statement_bind_null (YxStatement *statement, const char *name)
{
  note (statement, name, sqlite3_bind_null (statement->handle, parameter (statement, name)));
}

/**
 * yx_statement_step:
 * @statement: a statement
 *
 * Returns: %YX_STEP_ROW with the next row's columns, %YX_STEP_DONE, or %YX_STEP_ERROR with @error set
 */
YxStep
yx_statement_step (YxStatement *statement, GError **error)
{
  int code;

  if (statement->wrong != NULL)
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "%s", statement->wrong);
      return YX_STEP_ERROR;
    }
  code = sqlite3_step (statement->handle);
  if (code == SQLITE_ROW)
    return YX_STEP_ROW;
  if (code == SQLITE_DONE)
    return YX_STEP_DONE;
  yx_database_set_error (statement->db, error, code, "The database cannot do this");
  sqlite3_reset (statement->handle);
  return YX_STEP_ERROR;
}

/**
 * yx_statement_run:
 * @statement: a statement whose rows don't matter
 *
 * Steps to the end and resets, so that it can be bound again.
 *
 * Returns: whether it ran
 */
gboolean
yx_statement_run (YxStatement *statement, GError **error)
{
  YxStep step;

  do
    step = yx_statement_step (statement, error);
  while (step == YX_STEP_ROW);
  if (step == YX_STEP_DONE)
    yx_statement_reset (statement);
  return step == YX_STEP_DONE;
}

/**
 * yx_statement_row:
 * @statement: a statement that must give a row
 *
 * Returns: whether it stands on a row; else %YX_BASE_ERROR_NOT_FOUND or what went wrong
 */
gboolean
yx_statement_row (YxStatement *statement, GError **error)
{
  YxStep step = yx_statement_step (statement, error);

  if (step == YX_STEP_DONE)
    yx_base_error_set (error, YX_BASE_ERROR_NOT_FOUND, NULL, "There is no such row");
  return step == YX_STEP_ROW;
}

/**
 * yx_statement_reset:
 * @statement: a statement
 *
 * Makes it ready to be bound and stepped again; values not bound again are NULL.
 */
void
yx_statement_reset (YxStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
}

/**
 * yx_statement_column:
 * @statement: a statement
 * @name: a name
 *
 * Columns are asked for in their order, each more than once: so one begins where the last was found.
 *
 * Returns: the number of the column in its rows, -1: there is none
 */
int
yx_statement_column (YxStatement *statement, const char *name)
{
  int n = sqlite3_column_count (statement->handle);

  for (int i = 0; i < n; i++)
    {
      int at = (statement->found + i) % n;

      if (strcmp (sqlite3_column_name (statement->handle, at), name) == 0)
        return statement->found = at;
    }
  return -1;
}

/* The column @name of the row on which the statement stands; a missing one is the programmer's mistake. */
static int
need_column (YxStatement *statement, const char *name)
{
  int i = yx_statement_column (statement, name);

  if (i < 0)
    g_critical ("No column %s in: %s", name, sqlite3_sql (statement->handle));
  return i;
}

/**
 * yx_statement_has_column:
 * @statement: a statement
 * @name: a name
 *
 * Returns: whether its rows have that column
 */
gboolean
yx_statement_has_column (YxStatement *statement, const char *name)
{
  return yx_statement_column (statement, name) >= 0;
}

/**
 * yx_statement_is_null:
 * @statement: a statement on a row
 * @name: a column
 *
 * Returns: whether the column is NULL
 */
gboolean
yx_statement_is_null (YxStatement *statement, const char *name)
{
  int i = need_column (statement, name);

  return i < 0 || sqlite3_column_type (statement->handle, i) == SQLITE_NULL;
}

/**
 * yx_statement_text:
 * @statement: a statement on a row
 * @name: a column
 *
 * Returns: (transfer none) (nullable): its text, until the next step; %NULL for NULL
 */
const char *
yx_statement_text (YxStatement *statement, const char *name)
{
  int i = need_column (statement, name);

  return i < 0 ? NULL : (const char *) sqlite3_column_text (statement->handle, i);
}

/**
 * yx_statement_int:
 * @statement: a statement on a row
 * @name: a column
 *
 * Returns: its number; 0 for NULL
 */
gint64
yx_statement_int (YxStatement *statement, const char *name)
{
  int i = need_column (statement, name);

  return i < 0 ? 0 : sqlite3_column_int64 (statement->handle, i);
}

/**
 * yx_statement_bytes:
 * @statement: a statement on a row
 * @name: a column
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL for NULL
 */
GBytes *
yx_statement_bytes (YxStatement *statement, const char *name)
{
  int i = need_column (statement, name);
  gconstpointer bytes;

  if (i < 0 || sqlite3_column_type (statement->handle, i) == SQLITE_NULL)
    return NULL;
  bytes = sqlite3_column_blob (statement->handle, i);
  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement->handle, i));
}
