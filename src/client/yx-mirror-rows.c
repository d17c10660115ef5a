/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-mirror-rows.h"

#include <string.h>

#include "base/yx-json.h"
#include "client/yx-local-store-private.h"

#define MAX_BODY (1024 * 1024)

/* What is sealed names its kind and its row, so that none can be moved to another. */
static char *
context_of (const YxRecordType *type, const char *id)
{
  return g_strconcat ("mirror.", type->name, ".", id, NULL);
}

/**
 * yx_mirror_seal:
 * @store: the account's store
 * @id: the row's
 * @record: a record
 *
 * Returns: (transfer full) (nullable): @record, encrypted
 */
GBytes *
yx_mirror_seal (YxLocalStore *store, const char *id, gconstpointer record, GError **error)
{
  g_autofree char *context = context_of (((const YxRecord *) record)->type, id);
  char *text = yx_record_to_text (record, YX_ANSWER);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, strlen (text));

  return yx_local_store_seal (store, context, plain, error);
}

/**
 * yx_mirror_unseal:
 * @store: the account's store
 * @id: the row's
 * @type: the record's table
 * @sealed: what yx_mirror_seal() made
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
yx_mirror_unseal (YxLocalStore *store, const char *id, const YxRecordType *type, GBytes *sealed, GError **error)
{
  const YxJsonLimits limits = { .max_size = MAX_BODY };
  g_autofree char *context = context_of (type, id);
  g_autoptr (GBytes) plain = yx_local_store_unseal (store, context, sealed, error);
  g_autoptr (JsonNode) node = NULL;

  if (plain == NULL)
    return NULL;
  node = yx_json_parse (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), &limits, error);
  return node != NULL ? yx_record_from_json (type, node, YX_ANSWER, error) : NULL;
}

/**
 * yx_mirror_write:
 * @db: within a transaction
 * @id: the record's
 * @link: (nullable): what it belongs to: a filing's document, a contract's filing
 * @round: the snapshot that it was seen in
 * @sealed: the record, encrypted
 *
 * Returns: whether it is written
 */
gboolean
yx_mirror_write (YxDatabase *db, const char *id, const char *link, gint64 round, GBytes *sealed, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "INSERT INTO mirrored (id, link, round, body) VALUES (:id, :link, :round, :body)"
        " ON CONFLICT (id) DO UPDATE SET link = excluded.link, round = excluded.round, body = excluded.body", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", id);
  yx_statement_bind_text (statement, "link", link);
  yx_statement_bind_int (statement, "round", round);
  yx_statement_bind_bytes (statement, "body", sealed);
  return yx_statement_run (statement, error);
}

/**
 * yx_mirror_delete:
 * @db: within a transaction
 * @table: `mirrored` or `line`
 * @id: a row's
 *
 * Returns: whether it is gone
 */
gboolean
yx_mirror_delete (YxDatabase *db, const char *table, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = :id", table);
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", id);
  return yx_statement_run (statement, error);
}

/**
 * yx_mirror_read:
 * @db: within a transaction
 * @store: the account's store
 * @id: a record's
 * @type: its table
 * @record: (out) (transfer full) (nullable): the record; %NULL: it is not there
 *
 * Returns: whether it could be looked for
 */
gboolean
yx_mirror_read (YxDatabase *db, YxLocalStore *store, const char *id, const YxRecordType *type, gpointer *record,
                GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "SELECT body FROM mirrored WHERE id = :id", error);
  g_autoptr (GBytes) sealed = NULL;
  YxStep step;

  *record = NULL;
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", id);
  step = yx_statement_step (statement, error);
  if (step != YX_STEP_ROW)
    return step == YX_STEP_DONE;
  sealed = yx_statement_bytes (statement, "body");
  *record = yx_mirror_unseal (store, id, type, sealed, error);
  return *record != NULL;
}

/**
 * yx_mirror_linked:
 * @db: within a transaction
 * @link: what is belonged to
 * @prefix: of what kind, by its ids
 * @id: (out) (transfer full) (nullable): what belongs to it; %NULL: nothing of that kind
 *
 * Returns: whether it could be looked for
 */
gboolean
yx_mirror_linked (YxDatabase *db, const char *link, const char *prefix, char **id, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "SELECT id FROM mirrored WHERE link = :link AND substr(id, 1, 3) = :prefix ORDER BY id LIMIT 1", error);
  YxStep step;

  *id = NULL;
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "link", link);
  yx_statement_bind_text (statement, "prefix", prefix);
  step = yx_statement_step (statement, error);
  if (step == YX_STEP_ROW)
    *id = g_strdup (yx_statement_text (statement, "id"));
  return step != YX_STEP_ERROR;
}

/**
 * yx_mirror_write_line:
 * @db: within a transaction
 * @store: the account's store
 * @line: a line
 *
 * Returns: whether it is written
 */
gboolean
yx_mirror_write_line (YxDatabase *db, YxLocalStore *store, const YxLine *line, GError **error)
{
  g_autoptr (GBytes) sealed = yx_mirror_seal (store, line->id, line, error);
  g_autoptr (YxStatement) statement = NULL;

  if (sealed == NULL)
    return FALSE;
  statement = yx_database_prepare (
    db, "INSERT INTO line (id, todo, updated, body) VALUES (:id, :todo, :updated, :body)"
        " ON CONFLICT (id) DO UPDATE SET todo = excluded.todo, updated = excluded.updated, body = excluded.body", error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", line->id);
  yx_statement_bind_int (statement, "todo", line->todo);
  yx_statement_bind_int (statement, "updated", line->updated);
  yx_statement_bind_bytes (statement, "body", sealed);
  return yx_statement_run (statement, error);
}

/**
 * yx_mirror_ids:
 * @db: within a transaction
 * @sql: selects a column `id`; has a parameter `:number`
 * @number: its value
 * @ids: (element-type utf8): where they go
 *
 * Returns: whether they could be read
 */
gboolean
yx_mirror_ids (YxDatabase *db, const char *sql, gint64 number, GPtrArray *ids, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", number);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (yx_statement_text (statement, "id")));
  return step == YX_STEP_DONE;
}
