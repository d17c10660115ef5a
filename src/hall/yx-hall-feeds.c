/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-feeds.h"

#include <string.h>

#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-feed-page.h"

/* A reading of a feed, on its way. */
typedef struct
{
  YxHallCall *call;
  const char *scope;
  gint64 after;     /* -1: nothing but where the feed stands */
  gint64 stands;    /* the newest number */
  gint64 trimmed;   /* the newest number that is gone */
  GPtrArray *found; /* (owned) */
} Reading;

/**
 * yx_hall_feed_write:
 * @write: a transaction
 * @scope: (nullable): the enterprise or person whose feed it is; nothing happens without
 * @kind: what kind of thing changed: `document`
 * @object: its id
 *
 * Adds an entry to a feed, numbered by its scope's row in this transaction, so that no reader can see a
 * later number before an earlier one.
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_feed_write (
    YxHallWrite *write, const char *scope, const char *kind, const char *object, GError **error)
{
  g_autoptr (YxFeedEntry) entry = NULL;
  gint64 number;

  if (scope == NULL)
    return TRUE;
  if (!yx_hall_execute (write->db,
                        "INSERT INTO \"scope\" (\"scope\", \"counter\", \"trimmed\") VALUES (:scope, 1, 0) "
                        "ON CONFLICT (\"scope\") DO UPDATE SET \"counter\" = \"scope\".\"counter\" + 1",
                        YX_WITH ("scope", scope), error)
      || !yx_hall_number (write->db,
                          "SELECT \"counter\" AS \"number\" FROM \"scope\" WHERE \"scope\" = :scope",
                          YX_WITH ("scope", scope), &number, error))
    return FALSE;
  entry = yx_feed_entry_new ();
  yx_record_set_text (entry, "scope", scope);
  yx_record_set_int (entry, "number", number);
  yx_record_set_text (entry, "kind", kind);
  yx_record_set_text (entry, "object", object);
  yx_record_set_int (entry, "at", write->now);
  g_hash_table_add (write->scopes, g_strdup (scope));
  return yx_record_insert (entry, write->db, &write->hall->sealer, error);
}

static gboolean
refuse_cursor (GError **error)
{
  yx_problem_set (error, YX_PROBLEM_FEED_RESET, NULL, NULL);
  return FALSE;
}

/* A cursor says epoch, scope and number; one of another epoch or scope says nothing here. */
static gboolean
parse_cursor (Reading *reading, GError **error)
{
  g_auto (GStrv) parts = NULL;

  reading->after = -1;
  if (reading->call->cursor == NULL)
    return TRUE;
  parts = g_strsplit (reading->call->cursor, ".", 4);
  if (g_strv_length (parts) != 3 || strcmp (parts[0], reading->call->hall->epoch) != 0
      || strcmp (parts[1], reading->scope) != 0
      || !g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &reading->after, NULL))
    return refuse_cursor (error);
  return TRUE;
}

static gboolean
read_entries (YxDatabase *db, Reading *reading, GError **error)
{
  g_autofree char *columns = yx_record_columns (&yx_feed_entry_type);
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s FROM \"feed_entry\" WHERE \"scope\" = :scope AND \"number\" > :after "
                         "ORDER BY \"number\" LIMIT :size",
                         columns);
  g_autoptr (YxStatement) statement = yx_hall_prepare (db, sql, YX_WITH ("scope", reading->scope), error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "after", reading->after);
  yx_statement_bind_int (statement, "size", reading->call->limit);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      gpointer entry = yx_record_from_row (&yx_feed_entry_type, statement, NULL, error);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (reading->found, entry);
    }
  return step == YX_STEP_DONE;
}

static gboolean
read_feed (YxDatabase *db, gpointer data, GError **error)
{
  Reading *reading = data;

  if (!yx_hall_number (db, "SELECT \"counter\" AS \"number\" FROM \"scope\" WHERE \"scope\" = :scope",
                       YX_WITH ("scope", reading->scope), &reading->stands, error)
      || !yx_hall_number (db, "SELECT \"trimmed\" AS \"number\" FROM \"scope\" WHERE \"scope\" = :scope",
                          YX_WITH ("scope", reading->scope), &reading->trimmed, error))
    return FALSE;
  if (reading->after < 0)
    return TRUE;
  if (reading->after < reading->trimmed || reading->after > reading->stands)
    return refuse_cursor (error);
  return read_entries (db, reading, error);
}

/* `feed.read`: what changed since the cursor; without one, where the feed stands now. */
gboolean
yx_hall_feed_read (YxHallCall *call, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (YxFeedPage) page = yx_feed_page_new ();
  g_autofree char *cursor = NULL;
  Reading reading = { .call = call, .scope = call->parameters.values[0], .found = found };
  gint64 number;

  if (!parse_cursor (&reading, error)
      || !yx_hall_readers_run (call->hall->readers, read_feed, &reading, error))
    return FALSE;
  number = found->len > 0      ? ((YxFeedEntry *)found->pdata[found->len - 1])->number
           : reading.after < 0 ? reading.stands
                               : reading.after;
  cursor = g_strdup_printf ("%s.%s.%" G_GINT64_FORMAT, call->hall->epoch, reading.scope, number);
  if (found->len == 0 && reading.after >= 0 && call->wait > 0)
    call->wait_scope = g_strdup (reading.scope);
  yx_record_set_text (page, "cursor", cursor);
  yx_record_take_list (page, "entries", g_steal_pointer (&found));
  call->answer = (YxRecord *)g_steal_pointer (&page);
  return TRUE;
}
