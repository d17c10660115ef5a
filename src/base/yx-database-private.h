/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "base/yx-database.h"

G_BEGIN_DECLS

struct _YxDatabase
{
  sqlite3 *handle;        /* (owned) */
  GHashTable *statements; /* (owned) key → YxStatement at rest */
  guint depth;            /* savepoints within each other */
  gboolean reads;         /* and nothing else */
};

struct _YxStatement
{
  YxDatabase *db;
  sqlite3_stmt *handle; /* (owned) */
  char *key;            /* (owned): its text, or what stands for it */
  char *wrong;          /* (owned) (nullable) the first bind that failed */
  int found;            /* the column last asked for */
  gconstpointer mapped; /* the record's table that columns are of */
  int *columns;         /* (owned) (nullable): each field's column, -1: none */
  int id;               /* then: the column `id`, -1: none */
};

void yx_database_set_error (YxDatabase *db, GError **error, int code, const char *what);
void yx_statement_finalize (YxStatement *statement);

G_END_DECLS
