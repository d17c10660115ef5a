/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-index.h"

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-record-sql.h"

#define MOST_WORDS 4

struct _YxIndex
{
  GMutex mutex;
  YxDatabase *db; /* (owned), under the mutex */
  gint64 stamp;   /* under the mutex */
  YxDate today;   /* under the mutex */
};

#define COLUMNS                                                                                                    \
  "\"id\", \"filing\", \"document\", \"name\", \"post\", \"kind\", \"words\", \"state\", \"signed_by_all\", \"todo\", " \
  "\"from\", \"to\", \"who\", \"filed\", \"reason\", \"updated\""

static const char schema[]
  = "CREATE TABLE \"line\" (\"number\" INTEGER PRIMARY KEY, \"stamp\" INTEGER NOT NULL, \"id\" TEXT NOT NULL UNIQUE,"
    " \"filing\" TEXT, \"document\" TEXT, \"name\" TEXT, \"name_key\" TEXT, \"post\" TEXT, \"kind\" TEXT, \"words\" TEXT,"
    " \"state\" TEXT, \"signed_by_all\" INTEGER, \"todo\" INTEGER, \"from\" TEXT, \"to\" TEXT, \"who\" TEXT,"
    " \"filed\" INTEGER, \"reason\" TEXT, \"updated\" INTEGER);"
    "CREATE INDEX \"line_who\" ON \"line\" (\"who\", \"filed\");"
    "CREATE INDEX \"line_document\" ON \"line\" (\"document\");"
    "CREATE INDEX \"line_news\" ON \"line\" (\"todo\" DESC, \"updated\" DESC, \"id\");";

static const char put_sql[]
  = "INSERT INTO \"line\" (\"stamp\", \"name_key\", " COLUMNS ") VALUES (:stamp, :name_key, :id, :filing, :document, :name,"
    " :post, :kind, :words, :state, :signed_by_all, :todo, :from, :to, :who, :filed, :reason,"
    " :updated)"
    " ON CONFLICT (\"id\") DO UPDATE SET \"stamp\" = excluded.\"stamp\", \"name_key\" = excluded.\"name_key\","
    " \"filing\" = excluded.\"filing\", \"document\" = excluded.\"document\", \"name\" = excluded.\"name\","
    " \"post\" = excluded.\"post\", \"kind\" = excluded.\"kind\", \"words\" = excluded.\"words\","
    " \"state\" = excluded.\"state\", \"signed_by_all\" = excluded.\"signed_by_all\", \"todo\" = excluded.\"todo\","
    " \"from\" = excluded.\"from\", \"to\" = excluded.\"to\", \"who\" = excluded.\"who\","
    " \"filed\" = excluded.\"filed\", \"reason\" = excluded.\"reason\","
    " \"updated\" = excluded.\"updated\"";

/* What was returned waits no longer once the same worker was filed anew. */
static const char anew_sql[]
  = "UPDATE \"line\" SET \"stamp\" = :stamp, \"todo\" = 0 WHERE \"who\" = :who AND \"state\" = 'returned' AND \"todo\" = 1"
    " AND \"filed\" < (SELECT max (\"filed\") FROM \"line\" WHERE \"who\" = :who)";

/* What days alone change, as yx_contract_state_on() has it. */
static const char age_sql[]
  = "UPDATE \"line\" SET \"stamp\" = :stamp, \"state\" = CASE WHEN \"from\" > :today THEN 'pending'"
    " WHEN \"to\" < :today THEN 'expired' ELSE 'running' END"
    " WHERE \"signed_by_all\" = 1 AND \"state\" <> CASE WHEN \"from\" > :today THEN 'pending'"
    " WHEN \"to\" < :today THEN 'expired' ELSE 'running' END";

#define ENDING "\"state\" = 'running' AND \"to\" BETWEEN :today AND :soon"

static const char *const conditions[YX_N_INDEX_SEGMENTS] = {
  [YX_INDEX_TODO] = "\"todo\" = 1",
  [YX_INDEX_ALL] = "1 = 1",
  [YX_INDEX_ENDING] = ENDING,
};

static const char *const orders[YX_N_INDEX_SORTS] = {
  [YX_INDEX_BY_NEWS] = "\"todo\" DESC, \"updated\" DESC, \"id\"",
  [YX_INDEX_BY_NAME] = "\"name_key\", \"id\"",
  [YX_INDEX_BY_START] = "\"from\" DESC, \"id\"",
  [YX_INDEX_BY_END] = "\"to\" IS NULL, \"to\", \"id\"",
};

/**
 * yx_index_new:
 * @today: the date in Asia/Shanghai
 *
 * Returns: (transfer full) (nullable): an empty index
 */
YxIndex *
yx_index_new (YxDate today, GError **error)
{
  g_autoptr (YxDatabase) db = yx_database_open (NULL, YX_DATABASE_MEMORY, error);
  YxIndex *index;

  if (db == NULL || !yx_database_execute (db, schema, error))
    return NULL;
  index = g_new0 (YxIndex, 1);
  g_mutex_init (&index->mutex);
  index->db = g_steal_pointer (&db);
  index->today = today;
  return index;
}

/**
 * yx_index_free:
 * @index: (transfer full): an index
 */
void
yx_index_free (YxIndex *index)
{
  yx_database_close (index->db);
  g_mutex_clear (&index->mutex);
  g_free (index);
}

static void
bind_days (YxIndex *index, YxStatement *statement)
{
  g_autofree char *today = yx_date_format (index->today);
  g_autofree char *soon = yx_date_format (index->today + YX_INDEX_ENDING_DAYS);

  if (yx_statement_has_parameter (statement, "today"))
    yx_statement_bind_text (statement, "today", today);
  if (yx_statement_has_parameter (statement, "soon"))
    yx_statement_bind_text (statement, "soon", soon);
}

static gboolean
put_line (YxDatabase *db, const YxLine *line, gint64 stamp, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, put_sql, error);
  g_autofree char *key = line->name != NULL ? g_utf8_collate_key (line->name, -1) : NULL;

  if (statement == NULL || !yx_record_bind (line, statement, NULL, error))
    return FALSE;
  yx_statement_bind_int (statement, "stamp", stamp);
  yx_statement_bind_text (statement, "name_key", key);
  return yx_statement_run (statement, error);
}

static gboolean
grow_older (YxIndex *index, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, age_sql, error);

  if (statement == NULL)
    return FALSE;
  bind_days (index, statement);
  yx_statement_bind_int (statement, "stamp", ++index->stamp);
  return yx_statement_run (statement, error);
}

typedef struct
{
  YxIndex *index;
  GPtrArray *these; /* lines or ids */
} Change;

/* A line that was signed by all comes with no word of its age. */
static void
set_age (YxIndex *index, YxLine *line)
{
  YxDate from = yx_record_has (line, "from") ? line->from : index->today;
  YxDate to = yx_record_has (line, "to") ? line->to : YX_DATE_NONE;
  const char *nick = from > index->today ? "pending" : to != YX_DATE_NONE && to < index->today ? "expired" : "running";

  yx_record_set_text (line, "state", nick);
}

static gboolean
settle_returned (YxIndex *index, const YxLine *line, GError **error)
{
  g_autoptr (YxStatement) statement = NULL;

  if (line->who == NULL)
    return TRUE;
  statement = yx_database_prepare (index->db, anew_sql, error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "who", line->who);
  yx_statement_bind_int (statement, "stamp", ++index->stamp);
  return yx_statement_run (statement, error);
}

static gboolean
put_lines (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;

  for (guint i = 0; i < change->these->len; i++)
    {
      const YxLine *line = change->these->pdata[i];
      g_autoptr (YxLine) aged = line->signed_by_all ? yx_record_copy (line) : NULL;

      if (aged != NULL)
        set_age (change->index, aged);
      if (!put_line (db, aged != NULL ? aged : line, ++change->index->stamp, error)
          || !settle_returned (change->index, line, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_index_put:
 * @index: an index
 * @lines: (element-type YxLine): what to add, or to put in the place of a line of the same id
 *
 * Returns: whether all of them are there
 */
gboolean
yx_index_put (YxIndex *index, GPtrArray *lines, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  Change change = { index, lines };

  return yx_database_transaction (index->db, put_lines, &change, error);
}

static gboolean
remove_lines (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;

  for (guint i = 0; i < change->these->len; i++)
    {
      g_autoptr (YxStatement) statement = yx_database_prepare (db, "DELETE FROM \"line\" WHERE \"id\" = :id", error);

      if (statement == NULL)
        return FALSE;
      yx_statement_bind_text (statement, "id", change->these->pdata[i]);
      if (!yx_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_index_remove:
 * @index: an index
 * @ids: (element-type utf8): lines that are gone
 *
 * Returns: whether none of them is there
 */
gboolean
yx_index_remove (YxIndex *index, GPtrArray *ids, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  Change change = { index, ids };

  return yx_database_transaction (index->db, remove_lines, &change, error);
}

/**
 * yx_index_clear:
 * @index: an index
 *
 * Returns: whether nothing is there any more
 */
gboolean
yx_index_clear (YxIndex *index, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);

  return yx_database_execute (index->db, "DELETE FROM \"line\"", error);
}

/**
 * yx_index_set_today:
 * @index: an index
 * @today: the date in Asia/Shanghai
 * @changed: (out): whether it is another day than before
 *
 * Contracts begin and end by days alone.
 *
 * Returns: whether all lines are as they are on that day
 */
gboolean
yx_index_set_today (YxIndex *index, YxDate today, gboolean *changed, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);

  *changed = index->today != today;
  if (!*changed)
    return TRUE;
  index->today = today;
  return grow_older (index, error);
}

/* As words are kept by yx_line_compose(). */
static char **
split_search (const char *search)
{
  g_autofree char *whole = search != NULL ? g_utf8_normalize (search, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *folded = whole != NULL ? g_utf8_casefold (whole, -1) : NULL;
  g_auto (GStrv) parts = g_strsplit_set (folded != NULL ? folded : "", " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (char **part = parts; *part != NULL && n < MOST_WORDS; part++)
    if (**part != '\0')
      {
        g_strv_builder_add (builder, *part);
        n++;
      }
  return g_strv_builder_end (builder);
}

static char *
compose_query (const YxIndexQuery *query, char **words)
{
  GString *sql = g_string_new ("SELECT \"number\", \"stamp\" FROM \"line\" WHERE ");

  g_string_append (sql, conditions[query->segment]);
  if (query->state != NULL)
    g_string_append (sql, " AND \"state\" = :state");
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql, " AND instr(\"words\", :w%u) > 0", i);
  g_string_append_printf (sql, " ORDER BY %s", orders[query->sort]);
  return g_string_free (sql, FALSE);
}

static void
bind_query (YxStatement *statement, const YxIndexQuery *query, char **words)
{
  if (query->state != NULL)
    yx_statement_bind_text (statement, "state", query->state);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("w%u", i);

      yx_statement_bind_text (statement, name, words[i]);
    }
}

/**
 * yx_index_find:
 * @index: an index
 * @query: what is asked for
 *
 * Returns: (transfer full) (nullable) (element-type YxIndexKey): the keys of all lines of @query, in its order
 */
GArray *
yx_index_find (YxIndex *index, const YxIndexQuery *query, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  g_auto (GStrv) words = split_search (query->search);
  g_autofree char *sql = compose_query (query, words);
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, sql, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));
  YxStep step;

  if (statement == NULL)
    return NULL;
  bind_days (index, statement);
  bind_query (statement, query, words);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      YxIndexKey key = { yx_statement_int (statement, "number"), yx_statement_int (statement, "stamp") };

      g_array_append_val (keys, key);
    }
  return step == YX_STEP_DONE ? g_steal_pointer (&keys) : NULL;
}

static YxLine *
read_line (YxStatement *statement, GError **error)
{
  YxStep step = yx_statement_step (statement, error);

  return step == YX_STEP_ROW ? yx_record_from_row (&yx_line_type, statement, NULL, error) : NULL;
}

/**
 * yx_index_read:
 * @index: an index
 * @keys: (array length=n): keys that were found
 * @n: how many
 *
 * Returns: (transfer full) (nullable) (element-type YxLine): a line or %NULL for each key, in that order; %NULL stands
 *   for a line that is gone by now
 */
GPtrArray *
yx_index_read (YxIndex *index, const YxIndexKey *keys, gsize n, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  g_autoptr (YxStatement) statement
    = yx_database_prepare (index->db, "SELECT " COLUMNS " FROM \"line\" WHERE \"number\" = :number", error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_full ((guint) n, yx_record_unref);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  for (gsize i = 0; i < n && local == NULL; i++)
    {
      yx_statement_bind_int (statement, "number", keys[i].number);
      g_ptr_array_add (lines, read_line (statement, &local));
      yx_statement_reset (statement);
    }
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * yx_index_get:
 * @index: an index
 * @id: of a filing or a document
 *
 * Returns: (transfer full) (nullable): the line that stands for it; %NULL without an error: there is none
 */
YxLine *
yx_index_get (YxIndex *index, const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  g_autoptr (YxStatement) statement = yx_database_prepare (
    index->db, "SELECT " COLUMNS " FROM \"line\" WHERE \"id\" = :id OR \"document\" = :id", error);

  if (statement == NULL)
    return NULL;
  yx_statement_bind_text (statement, "id", id);
  return read_line (statement, error);
}

/**
 * yx_index_count:
 * @index: an index
 * @counts: (out): how many lines each segment has
 *
 * Returns: whether they could be counted
 */
gboolean
yx_index_count (YxIndex *index, gint64 counts[YX_N_INDEX_SEGMENTS], GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);

  for (int i = 0; i < YX_N_INDEX_SEGMENTS; i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count(*) AS \"n\" FROM \"line\" WHERE ", conditions[i], NULL);
      g_autoptr (YxStatement) statement = yx_database_prepare (index->db, sql, error);

      if (statement == NULL)
        return FALSE;
      bind_days (index, statement);
      if (yx_statement_step (statement, error) != YX_STEP_ROW)
        return FALSE;
      counts[i] = yx_statement_int (statement, "n");
    }
  return TRUE;
}
