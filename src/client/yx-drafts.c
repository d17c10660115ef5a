/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-drafts.h"

#include <string.h>

#include "base/yx-json.h"
#include "client/yx-local-store-private.h"

#define MAX_BODY (256 * 1024)

/* One row, on its way in or out. */
typedef struct
{
  const char *id;
  gint64 changed;
  GBytes *body; /* (owned) (nullable): encrypted */
} Row;

/**
 * yx_kept_draft_free:
 * @draft: (transfer full): a draft's line
 */
void
yx_kept_draft_free (YxKeptDraft *draft)
{
  g_free (draft->id);
  g_free (draft->title);
  g_free (draft);
}

static gboolean
write_row (YxDatabase *db, gpointer data, GError **error)
{
  const Row *row = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "INSERT INTO draft (id, changed, body) VALUES (:id, :changed, :body)"
        " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, body = excluded.body", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", row->id);
  yx_statement_bind_int (statement, "changed", row->changed);
  yx_statement_bind_bytes (statement, "body", row->body);
  return yx_statement_run (statement, error);
}

static GBytes *
seal_body (YxLocalStore *store, const char *id, const char *title, JsonNode *body, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GBytes) plain = NULL;
  char *text;

  json_object_set_string_member (object, "title", title);
  json_object_set_member (object, "body", json_node_copy (body));
  json_node_init_object (node, object);
  text = yx_json_write (node);
  plain = g_bytes_new_take (text, strlen (text));
  return yx_local_store_seal (store, id, plain, error);
}

/**
 * yx_drafts_keep:
 * @store: the account's store
 * @id: the id that it will have at the hall
 * @title: what people know it by
 * @body: an object with all of it
 * @now: microseconds since 1970
 *
 * Keeps something begun, encrypted; what was kept of it before is replaced.
 *
 * Returns: whether it is on the disk
 */
gboolean
yx_drafts_keep (YxLocalStore *store, const char *id, const char *title, JsonNode *body, gint64 now, GError **error)
{
  g_autoptr (GBytes) sealed = seal_body (store, id, title, body, error);
  Row row = { id, now, sealed };

  return sealed != NULL && yx_local_store_run (store, write_row, &row, error);
}

static gboolean
read_row (YxDatabase *db, gpointer data, GError **error)
{
  Row *row = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "SELECT body FROM draft WHERE id = :id", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", row->id);
  step = yx_statement_step (statement, error);
  g_clear_pointer (&row->body, g_bytes_unref);
  if (step == YX_STEP_ROW)
    row->body = yx_statement_bytes (statement, "body");
  return step != YX_STEP_ERROR;
}

static JsonObject *
open_body (YxLocalStore *store, const char *id, GBytes *sealed, GError **error)
{
  const YxJsonLimits limits = { .max_size = MAX_BODY };
  g_autoptr (GBytes) plain = yx_local_store_unseal (store, id, sealed, error);
  g_autoptr (JsonNode) node = NULL;

  if (plain == NULL)
    return NULL;
  node = yx_json_parse (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), &limits, error);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_ref (json_node_get_object (node));
  if (node != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The draft %s is no object", id);
  return NULL;
}

/**
 * yx_drafts_read:
 * @store: the account's store
 * @id: a draft's id
 *
 * Returns: (transfer full) (nullable): all of it; %NULL without an error when there is none of that id
 */
JsonNode *
yx_drafts_read (YxLocalStore *store, const char *id, GError **error)
{
  Row row = { .id = id };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (!yx_local_store_run (store, read_row, &row, error))
    return NULL;
  sealed = row.body;
  object = sealed != NULL ? open_body (store, id, sealed, error) : NULL;
  return object != NULL && json_object_has_member (object, "body") ? json_object_dup_member (object, "body") : NULL;
}

static gboolean
delete_row (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "DELETE FROM draft WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", data);
  return yx_statement_run (statement, error);
}

/**
 * yx_drafts_drop:
 * @store: the account's store
 * @id: what is no longer wanted, or is at the hall now
 *
 * Returns: whether it is gone
 */
gboolean
yx_drafts_drop (YxLocalStore *store, const char *id, GError **error)
{
  return yx_local_store_run (store, delete_row, (gpointer) id, error);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free ((char *) row->id);
  g_bytes_unref (row->body);
}

static gboolean
read_rows (YxDatabase *db, gpointer data, GError **error)
{
  GArray *rows = data;
  g_autoptr (YxStatement) statement
    = yx_database_prepare (db, "SELECT id, changed, body FROM draft ORDER BY changed DESC, id", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  g_array_set_size (rows, 0);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      Row row = { g_strdup (yx_statement_text (statement, "id")), yx_statement_int (statement, "changed"),
                  yx_statement_bytes (statement, "body") };

      g_array_append_val (rows, row);
    }
  return step == YX_STEP_DONE;
}

/* One that is damaged has no title. It can be thrown away, and whoever goes on with it is told why that can't be. */
static char *
read_title (YxLocalStore *store, const Row *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = open_body (store, row->id, row->body, &error);

  if (object != NULL)
    return g_strdup (json_object_get_string_member_with_default (object, "title", ""));
  g_debug ("%s can't be read: %s", row->id, error->message);
  return g_strdup ("");
}

static YxKeptDraft *
read_line (YxLocalStore *store, const Row *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  YxOutboxState state;
  YxKeptDraft *line;

  state = yx_outbox_state (store, row->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  line = g_new (YxKeptDraft, 1);
  *line = (YxKeptDraft){ g_strdup (row->id), read_title (store, row), row->changed, state };
  return line;
}

/**
 * yx_drafts_list:
 * @store: the account's store
 *
 * What the hall has by now is dropped by the way.
 *
 * Returns: (transfer full) (nullable) (element-type YxKeptDraft): what was begun and is not yet at the hall, the
 *   latest first
 */
GPtrArray *
yx_drafts_list (YxLocalStore *store, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_kept_draft_free);

  g_array_set_clear_func (rows, clear_row);
  if (!yx_local_store_run (store, read_rows, rows, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (YxKeptDraft) line = read_line (store, &g_array_index (rows, Row, i), error);

      if (line == NULL)
        return NULL;
      if (line->state != YX_OUTBOX_DONE)
        g_ptr_array_add (lines, g_steal_pointer (&line));
      else if (!yx_drafts_drop (store, line->id, error))
        return NULL;
    }
  return g_steal_pointer (&lines);
}
