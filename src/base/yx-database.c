/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-database-private.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "base/yx-id.h"

#define BUSY_MILLISECONDS 5000
#define ATTEMPTS 5
#define LONGEST_VALUE (64 * 1024 * 1024)
#define LONGEST_SQL (256 * 1024)

static YxBaseError
code_of_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return YX_BASE_ERROR_BUSY;
    case SQLITE_FULL:
      return YX_BASE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return YX_BASE_ERROR_CORRUPT;
    case SQLITE_CANTOPEN:
      return YX_BASE_ERROR_NOT_FOUND;
    case SQLITE_TOOBIG:
      return YX_BASE_ERROR_TOO_LARGE;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ? YX_BASE_ERROR_EXISTS
                                                                                      : YX_BASE_ERROR_CONSTRAINT;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_READONLY:
      return YX_BASE_ERROR_INVALID;
    default:
      return YX_BASE_ERROR_IO;
    }
}

/**
 * yx_database_set_error:
 * @db: a handle
 * @error: (out) (optional): where to put it
 * @code: SQLite's result code
 * @what: what could not be done
 *
 * Puts SQLite's own words into @error; the columns of a constraint become its detail.
 */
void
yx_database_set_error (YxDatabase *db, GError **error, int code, const char *what)
{
  const char *words = db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code);
  int extended = db->handle != NULL ? sqlite3_extended_errcode (db->handle) : code;
  const char *columns = NULL;

  if ((extended & 0xff) != (code & 0xff))
    extended = code;
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    columns = strstr (words, "failed: ");
  yx_base_error_set (error, code_of_sqlite (extended), columns != NULL ? columns + strlen ("failed: ") : NULL,
                     "%s: %s", what, words);
}

/* SQLite would make the file with the umask's permissions. No other handle can have it open yet:
 * closing a file drops all locks that the process holds on it. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 && errno == EEXIST)
    return TRUE;
  if (fd < 0)
    {
      yx_base_error_set_errno (error, errno, "The database %s cannot be made", path);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gboolean
set_up (YxDatabase *db, YxDatabaseFlags flags, GError **error)
{
  static const char common[] = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;";
  static const char writing[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (db->handle, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
  sqlite3_limit (db->handle, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL);
  sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 0);
  if (!yx_database_execute (db, common, error))
    return FALSE;
  if (flags & YX_DATABASE_MEMORY)
    return TRUE;
  if (!(flags & (YX_DATABASE_WRITE | YX_DATABASE_CREATE)))
    return yx_database_execute (db, "PRAGMA query_only = ON;", error);
  return yx_database_execute (db, writing, error);
}

/**
 * yx_database_open:
 * @path: (nullable): the file
 * @flags: what for
 *
 * Opens a database with foreign keys enforced, an untrusted schema, double quotes for names only, and a
 * wait of 5 s for locks.
 *
 * Returns: (transfer full): the handle, or %NULL: %YX_BASE_ERROR_NOT_FOUND, %YX_BASE_ERROR_CORRUPT …
 */
YxDatabase *
yx_database_open (const char *path, YxDatabaseFlags flags, GError **error)
{
  g_autoptr (YxDatabase) db = g_new0 (YxDatabase, 1);
  gboolean writes = (flags & (YX_DATABASE_WRITE | YX_DATABASE_CREATE | YX_DATABASE_MEMORY)) != 0;
  int how = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  int code;

  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yx_statement_finalize);
  if (flags & YX_DATABASE_MEMORY)
    path = ":memory:";
  else if ((flags & YX_DATABASE_CREATE) && !make_file (path, error))
    return NULL;
  code = sqlite3_open_v2 (path, &db->handle, how, NULL);
  if (code != SQLITE_OK)
    {
      yx_database_set_error (db, error, code, path);
      return NULL;
    }
  db->reads = !writes;
  if (!set_up (db, flags, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * yx_database_close:
 * @db: (transfer full): a handle; no statement of it may still be in use
 */
void
yx_database_close (YxDatabase *db)
{
  g_hash_table_unref (db->statements);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A database is closed while a statement is in use");
  g_free (db);
}

/**
 * yx_database_synchronous:
 * @db: a handle
 *
 * Returns: SQLite's `synchronous`: 2 is FULL; -1 when it cannot be asked
 */
int
yx_database_synchronous (YxDatabase *db)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "PRAGMA synchronous", NULL);

  if (statement == NULL || yx_statement_step (statement, NULL) != YX_STEP_ROW)
    return -1;
  return (int) yx_statement_int (statement, "synchronous");
}

/**
 * yx_database_changes:
 * @db: a handle
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
gint64
yx_database_changes (YxDatabase *db)
{
  return sqlite3_changes64 (db->handle);
}

/**
 * yx_database_in_transaction:
 * @db: a handle
 *
 * Returns: whether a transaction is open; a full disk can end one in the midst of it
 */
gboolean
yx_database_in_transaction (YxDatabase *db)
{
  return !sqlite3_get_autocommit (db->handle);
}

/**
 * yx_database_set_busy_timeout:
 * @db: a handle
 * @milliseconds: how long to wait for other handles' locks
 */
void
yx_database_set_busy_timeout (YxDatabase *db, guint milliseconds)
{
  sqlite3_busy_timeout (db->handle, (int) MIN (milliseconds, G_MAXINT));
}

/**
 * yx_database_execute:
 * @db: a handle
 * @sql: statements without parameters, separated by semicolons
 *
 * Returns: whether all of them ran; else that which failed left nothing behind
 */
gboolean
yx_database_execute (YxDatabase *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  yx_database_set_error (db, error, code, "The database cannot do this");
  return FALSE;
}

static gboolean
run_kept (YxDatabase *db, const char *sql, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);

  return statement != NULL && yx_statement_run (statement, error);
}

/**
 * yx_database_read:
 * @db: a handle that only reads, in no transaction
 * @func: (scope call): what to read, once
 * @data: for @func
 *
 * All that @func reads is of one moment.
 *
 * Returns: what @func returned; else %FALSE and the database's error
 */
gboolean
yx_database_read (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error)
{
  gboolean done;

  if (!run_kept (db, "BEGIN", error))
    return FALSE;
  done = func (db, data, error);
  (void) run_kept (db, "ROLLBACK", NULL);
  return done;
}

static void
roll_back (YxDatabase *db)
{
  if (yx_database_in_transaction (db))
    (void) sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
commit (YxDatabase *db, GError **error)
{
  if (db->reads)
    return yx_database_execute (db, "COMMIT", error);
  YX_FAULT ("database.commit.before");
  if (YX_FAULT_ERROR ("database.commit", error) || !yx_database_execute (db, "COMMIT", error))
    return FALSE;
  YX_FAULT ("database.commit.after");
  return TRUE;
}

static gboolean
try_transaction (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error)
{
  if (!yx_database_execute (db, db->reads ? "BEGIN" : "BEGIN IMMEDIATE", error))
    return FALSE;
  if (func (db, data, error) && commit (db, error))
    return TRUE;
  roll_back (db);
  return FALSE;
}

static gboolean
run_nested (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error)
{
  g_autofree char *name = g_strdup_printf ("level_%u", ++db->depth);
  g_autofree char *begin = g_strconcat ("SAVEPOINT ", name, NULL);
  g_autofree char *end = g_strconcat ("RELEASE ", name, NULL);
  g_autofree char *back = g_strconcat ("ROLLBACK TO ", name, "; RELEASE ", name, NULL);
  gboolean done = yx_database_execute (db, begin, error);

  if (done && !(func (db, data, error) && yx_database_execute (db, end, error)))
    {
      done = FALSE;
      if (yx_database_in_transaction (db))
        (void) sqlite3_exec (db->handle, back, NULL, NULL, NULL);
    }
  db->depth--;
  return done;
}

/**
 * yx_database_transaction:
 * @db: a handle
 * @func: (scope call): what to do in the transaction; may run up to 5 times
 * @data: for @func
 *
 * Runs @func between BEGIN IMMEDIATE and COMMIT; within another transaction as a savepoint of it; on a
 * handle that only reads, all that @func reads is of one moment.
 * Where another handle is in the way, all is rolled back and done again.
 *
 * Returns: whether it is committed (or, nested, kept); else nothing of it is, and @error is @func's or
 *   the database's
 */
gboolean
yx_database_transaction (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error)
{
  if (yx_database_in_transaction (db))
    return run_nested (db, func, data, error);
  for (int attempt = 1;; attempt++)
    {
      g_autoptr (GError) problem = NULL;

      if (try_transaction (db, func, data, &problem))
        return TRUE;
      if (attempt == ATTEMPTS || !g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
}

/**
 * yx_database_check:
 * @db: a handle
 *
 * Reads everything.
 *
 * Returns: whether the file is whole and no row refers to a missing one; else %YX_BASE_ERROR_CORRUPT
 */
gboolean
yx_database_check (YxDatabase *db, GError **error)
{
  static const char *const questions[] = {
    "SELECT integrity_check AS trouble FROM pragma_integrity_check (1) WHERE integrity_check <> 'ok'",
    "SELECT 'a row of ' || \"table\" || ' refers to a missing one' AS trouble FROM pragma_foreign_key_check",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (YxStatement) statement = yx_database_prepare (db, questions[i], error);
      YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

      if (step == YX_STEP_ERROR)
        return FALSE;
      if (step == YX_STEP_ROW)
        {
          yx_base_error_set (error, YX_BASE_ERROR_CORRUPT, NULL, "The database is damaged: %s",
                             yx_statement_text (statement, "trouble"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
copy_pages (YxDatabase *db, YxDatabase *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", db->handle, "main");
  int code;

  if (backup == NULL)
    {
      yx_database_set_error (to, error, sqlite3_errcode (to->handle), "The copy cannot begin");
      return FALSE;
    }
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return yx_database_execute (to, "PRAGMA journal_mode = DELETE", error);
  yx_database_set_error (to, error, code, "The copy cannot be made");
  return FALSE;
}

static gboolean
copy_into (YxDatabase *db, const char *path, GError **error)
{
  g_autoptr (YxDatabase) to = NULL;

  if (!make_file (path, error))
    return FALSE;
  to = g_new0 (YxDatabase, 1);
  to->statements = g_hash_table_new (g_str_hash, g_str_equal);
  if (sqlite3_open_v2 (path, &to->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      yx_database_set_error (to, error, SQLITE_CANTOPEN, path);
      return FALSE;
    }
  return copy_pages (db, to, error);
}

/**
 * yx_database_copy_to:
 * @db: a handle
 * @path: a file, replaced if it is there
 *
 * Makes a consistent copy of one file (0600) while other handles go on writing.
 *
 * Returns: whether the copy is on the disk
 */
gboolean
yx_database_copy_to (YxDatabase *db, const char *path, GError **error)
{
  g_autofree char *suffix = yx_id_new ("tmp");
  g_autofree char *temporary = g_strconcat (path, ".", suffix, NULL);
  g_autofree char *directory = g_path_get_dirname (path);

  if (!copy_into (db, temporary, error))
    {
      (void) g_unlink (temporary);
      return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be put in place", path);
      (void) g_unlink (temporary);
      return FALSE;
    }
  return yx_directory_sync (directory, error);
}
