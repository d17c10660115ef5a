/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxDatabase:
 *
 * One handle on an SQLite database with its cache of statements. One thread at a time uses it.
 */
typedef struct _YxDatabase YxDatabase;

/**
 * YxStatement:
 *
 * A prepared statement. Parameters have names (`:name`), columns are asked for by name; freeing it
 * gives it back to its handle's cache. A wrong name in a bind makes the next step fail.
 */
typedef struct _YxStatement YxStatement;

/**
 * YxDatabaseFlags:
 * @YX_DATABASE_READ: only read
 * @YX_DATABASE_WRITE: read and write; WAL, `synchronous=FULL`
 * @YX_DATABASE_CREATE: write, and make the file (0600) where there is none
 * @YX_DATABASE_MEMORY: in memory; the path is left out of account
 */
typedef enum
{
  YX_DATABASE_READ = 1 << 0,
  YX_DATABASE_WRITE = 1 << 1,
  YX_DATABASE_CREATE = 1 << 2,
  YX_DATABASE_MEMORY = 1 << 3,
} YxDatabaseFlags;

/* What yx_statement_step() came to. */
typedef enum
{
  YX_STEP_ERROR = -1,
  YX_STEP_DONE = 0,
  YX_STEP_ROW = 1,
} YxStep;

/**
 * YxSchemaStep:
 * @number: 1, 2, 3 …
 * @sql: statements, each ended by a semicolon
 */
typedef struct
{
  int number;
  const char *sql;
} YxSchemaStep;

/* A transaction's body. May run twice: it must not do anything outside @db that cannot be done twice. */
/* Returns: (transfer full): one statement */
typedef char *(*YxSqlFunc) (gconstpointer data);

typedef gboolean (*YxTransactionFunc) (YxDatabase *db, gpointer data, GError **error);

YxDatabase *yx_database_open (const char *path, YxDatabaseFlags flags, GError **error);
void yx_database_close (YxDatabase *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxDatabase, yx_database_close)

int yx_database_synchronous (YxDatabase *db);
gint64 yx_database_changes (YxDatabase *db);
gboolean yx_database_in_transaction (YxDatabase *db);
void yx_database_set_busy_timeout (YxDatabase *db, guint milliseconds);
gboolean yx_database_execute (YxDatabase *db, const char *sql, GError **error);
gboolean yx_database_transaction (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error);
gboolean yx_database_migrate (YxDatabase *db, const YxSchemaStep *steps, guint n_steps, GError **error);
gboolean yx_database_refuse_newer (gint64 found, gint64 newest, GError **error);
gint64 yx_database_schema (YxDatabase *db, GError **error);
gboolean yx_database_check (YxDatabase *db, GError **error);
gboolean yx_database_copy_to (YxDatabase *db, const char *path, GError **error);

YxStatement *yx_database_prepare (YxDatabase *db, const char *sql, GError **error);
YxStatement *
yx_database_prepare_as (YxDatabase *db, const char *key, YxSqlFunc write, gconstpointer data, GError **error);
gboolean yx_database_read (YxDatabase *db, YxTransactionFunc func, gpointer data, GError **error);
void yx_statement_free (YxStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxStatement, yx_statement_free)

gboolean yx_statement_has_parameter (YxStatement *statement, const char *name);
void yx_statement_bind_text (YxStatement *statement, const char *name, const char *value);
void yx_statement_bind_int (YxStatement *statement, const char *name, gint64 value);
void yx_statement_bind_bytes (YxStatement *statement, const char *name, GBytes *value);
void yx_statement_bind_null (YxStatement *statement, const char *name);

YxStep yx_statement_step (YxStatement *statement, GError **error);
gboolean yx_statement_run (YxStatement *statement, GError **error);
gboolean yx_statement_row (YxStatement *statement, GError **error);
void yx_statement_reset (YxStatement *statement);

int yx_statement_column (YxStatement *statement, const char *name);
gboolean yx_statement_has_column (YxStatement *statement, const char *name);
gboolean yx_statement_is_null (YxStatement *statement, const char *name);
const char *yx_statement_text (YxStatement *statement, const char *name);
gint64 yx_statement_int (YxStatement *statement, const char *name);
GBytes *yx_statement_bytes (YxStatement *statement, const char *name);

G_END_DECLS
