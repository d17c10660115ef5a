/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-index.h"

#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "client/yx-line-shelf.h"

#define MOST_WORDS 4
#define AT_ONCE 64 /* lines in a transaction, so that who asks waits for no more than these */

struct _YxIndex
{
  YxLineShelf *shelf; /* (owned): what lines say */

  GMutex mutex;
  GCond answered;
  int asking;     /* atomic: how many wait for an answer; they go first */
  YxDatabase *db; /* (owned), under the mutex: what they are searched and sorted by */
  gint64 number;  /* the last given, under the mutex */
  gint64 stamp;   /* under the mutex */
  YxDate today;   /* under the mutex */
};

/* "tie" decides between equals, so that the order is the same after each start. */
static const char schema[]
  = "CREATE TABLE \"line\" (\"number\" INTEGER PRIMARY KEY, \"tie\" INTEGER NOT NULL, \"name_key\" TEXT, \"words\" TEXT,"
    " \"state\" TEXT, \"signed_by_all\" INTEGER, \"todo\" INTEGER, \"from\" INTEGER, \"to\" INTEGER NOT NULL, \"who\" TEXT,"
    " \"filed\" INTEGER, \"updated\" INTEGER);"
    "CREATE INDEX \"line_who\" ON \"line\" (\"who\", \"filed\") WHERE \"who\" IS NOT NULL;"
    "CREATE INDEX \"line_news\" ON \"line\" (\"todo\" DESC, \"updated\" DESC, \"tie\");"
    "CREATE INDEX \"line_name\" ON \"line\" (\"name_key\", \"tie\");"
    "CREATE INDEX \"line_from\" ON \"line\" (\"from\" DESC, \"tie\");"
    "CREATE INDEX \"line_to\" ON \"line\" (\"to\", \"tie\");";

static const char put_sql[]
  = "INSERT OR REPLACE INTO \"line\" (\"number\", \"tie\", \"name_key\", \"words\", \"state\", \"signed_by_all\", \"todo\","
    " \"from\", \"to\", \"who\", \"filed\", \"updated\") VALUES (:number, :tie, :name_key, :words, :state, :signed_by_all,"
    " :todo, :from, :to, :who, :filed, :updated)";

/* What was returned waits no longer once the same worker was filed anew. */
static const char anew_sql[]
  = "SELECT \"number\" FROM \"line\" WHERE \"who\" = :who AND \"state\" = 'returned' AND \"todo\" = 1"
    " AND \"filed\" < (SELECT max (\"filed\") FROM \"line\" WHERE \"who\" = :who)";

#define ENDING "\"state\" = 'running' AND \"to\" BETWEEN :today AND :soon"

static const char *const conditions[YX_N_INDEX_SEGMENTS] = {
  [YX_INDEX_TODO] = "\"todo\" = 1",
  [YX_INDEX_ALL] = "1 = 1",
  [YX_INDEX_ENDING] = ENDING,
};

static const char *const orders[YX_N_INDEX_SORTS] = {
  [YX_INDEX_BY_NEWS] = "\"todo\" DESC, \"updated\" DESC, \"tie\"",
  [YX_INDEX_BY_NAME] = "\"name_key\", \"tie\"",
  [YX_INDEX_BY_START] = "\"from\" DESC, \"tie\"",
  [YX_INDEX_BY_END] = "\"to\", \"tie\"",
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
  g_cond_init (&index->answered);
  index->shelf = yx_line_shelf_new ();
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
  yx_line_shelf_free (index->shelf);
  g_cond_clear (&index->answered);
  g_mutex_clear (&index->mutex);
  g_free (index);
}

/* Whoever changes lines lets those who ask go first, again and again while there is more to change. */
static void
begin_change (YxIndex *index)
{
  g_mutex_lock (&index->mutex);
  while (g_atomic_int_get (&index->asking) > 0)
    g_cond_wait (&index->answered, &index->mutex);
}

static void
end_change (YxIndex *index)
{
  g_mutex_unlock (&index->mutex);
}

static void
begin_asking (YxIndex *index)
{
  g_atomic_int_inc (&index->asking);
  g_mutex_lock (&index->mutex);
}

static void
end_asking (YxIndex *index)
{
  if (g_atomic_int_dec_and_test (&index->asking))
    g_cond_broadcast (&index->answered);
  g_mutex_unlock (&index->mutex);
}

/* Lines to come, in one transaction. */
typedef struct
{
  YxIndex *index;
  GPtrArray *lines; /* (element-type YxLine) */
  guint first;
  guint n;
  YxLine *aged[AT_ONCE]; /* (owned): as they are today */
  gint64 numbers[AT_ONCE];
} Batch;

static void
clear_batch (Batch *batch)
{
  for (guint i = 0; i < AT_ONCE; i++)
    g_clear_pointer (&batch->aged[i], yx_line_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

/* A line that was signed by all comes with no word of its age: days alone change it, as yx_contract_state_on() has it. */
static const char *
state_on (const YxLine *line, YxDate today)
{
  YxDate from = yx_record_has (line, "from") ? line->from : today;
  YxDate to = yx_record_has (line, "to") ? line->to : YX_DATE_NONE;

  if (!line->signed_by_all)
    return line->state;
  return from > today ? "pending" : to != YX_DATE_NONE && to < today ? "expired" : "running";
}

static YxLine *
age (const YxLine *line, YxDate today)
{
  YxLine *aged;

  if (g_strcmp0 (line->state, state_on (line, today)) == 0)
    return yx_line_ref ((YxLine *) line);
  aged = yx_record_copy (line);
  yx_record_set_text (aged, "state", state_on (line, today));
  return aged;
}

/* The kind's first letter and the first of those that tell ids apart, as a number in the same order. */
static gint64
tie_of (const char *id)
{
  const char *rest = strchr (id, '_');
  char letters[sizeof (gint64)] = { id[0] };
  gint64 tie;

  rest = rest != NULL ? rest + 1 : id;
  memcpy (letters + 1, rest, strnlen (rest, sizeof letters - 1));
  memcpy (&tie, letters, sizeof tie);
  return GINT64_FROM_BE (tie);
}

static gboolean
put_line (YxDatabase *db, const YxLine *line, gint64 number, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, put_sql, error);
  g_autofree char *key = line->name != NULL ? g_utf8_collate_key (line->name, -1) : NULL;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", number);
  yx_statement_bind_int (statement, "tie", tie_of (line->id));
  yx_statement_bind_text (statement, "name_key", key);
  yx_statement_bind_text (statement, "words", line->words);
  yx_statement_bind_text (statement, "state", line->state);
  yx_statement_bind_int (statement, "signed_by_all", line->signed_by_all);
  yx_statement_bind_int (statement, "todo", line->todo);
  yx_statement_bind_int (statement, "from", yx_record_get_int (line, "from"));
  yx_statement_bind_int (statement, "to", yx_record_has (line, "to") ? line->to : G_MAXINT32);
  yx_statement_bind_text (statement, "who", line->who);
  yx_statement_bind_int (statement, "filed", line->filed);
  yx_statement_bind_int (statement, "updated", line->updated);
  return yx_statement_run (statement, error);
}

/* New lines get the numbers after the last; a number is never given twice. */
static gboolean
put_batch (YxDatabase *db, gpointer data, GError **error)
{
  Batch *batch = data;
  gint64 last = batch->index->number;

  clear_batch (batch);
  for (guint i = 0; i < batch->n; i++)
    {
      YxLine *line = age (batch->lines->pdata[batch->first + i], batch->index->today);
      gint64 known = yx_line_shelf_find_line (batch->index->shelf, line->id);

      batch->aged[i] = line;
      for (guint k = 0; known == 0 && k < i; k++)
        known = g_str_equal (batch->aged[k]->id, line->id) ? batch->numbers[k] : 0;
      batch->numbers[i] = known > 0 ? known : ++last;
      if (!put_line (db, line, batch->numbers[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
shelve (YxIndex *index, gint64 number, const YxLine *line)
{
  index->number = MAX (index->number, number);
  yx_line_shelf_put (index->shelf, number, ++index->stamp, line);
}

/* One column of a line that is there, and the same on the shelf. */
static gboolean
change_line (YxIndex *index, gint64 number, const char *sql, YxLine *line, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, sql, error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", number);
  if (yx_statement_has_parameter (statement, "state"))
    yx_statement_bind_text (statement, "state", line->state);
  if (!yx_statement_run (statement, error))
    return FALSE;
  shelve (index, number, line);
  return TRUE;
}

static gboolean
find_returned (YxIndex *index, const char *who, GArray *numbers, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, anew_sql, error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "who", who);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      gint64 number = yx_statement_int (statement, "number");

      g_array_append_val (numbers, number);
    }
  return step == YX_STEP_DONE;
}

static gboolean
settle_returned (YxIndex *index, const char *who, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (who == NULL)
    return TRUE;
  if (!find_returned (index, who, numbers, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      g_autoptr (YxLine) line = yx_line_shelf_get (index->shelf, number);

      yx_record_set_int (line, "todo", FALSE);
      if (!change_line (index, number, "UPDATE \"line\" SET \"todo\" = 0 WHERE \"number\" = :number", line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_some (YxIndex *index, Batch *batch, GError **error)
{
  if (!yx_database_transaction (index->db, put_batch, batch, error))
    return FALSE;
  for (guint i = 0; i < batch->n; i++)
    shelve (index, batch->numbers[i], batch->aged[i]);
  for (guint i = 0; i < batch->n; i++)
    if (!settle_returned (index, batch->aged[i]->who, error))
      return FALSE;
  return TRUE;
}

/**
 * yx_index_put:
 * @index: an index
 * @lines: (element-type YxLine): what to add, or to put in the place of a line of the same id
 *
 * Whoever asks meanwhile is answered before all of them are there.
 *
 * Returns: whether all of them are there
 */
gboolean
yx_index_put (YxIndex *index, GPtrArray *lines, GError **error)
{
  gboolean done = TRUE;

  for (guint first = 0; first < lines->len && done; first += AT_ONCE)
    {
      g_auto (Batch) batch = { index, lines, first, MIN (AT_ONCE, lines->len - first), { NULL }, { 0 } };

      begin_change (index);
      done = put_some (index, &batch, error);
      end_change (index);
    }
  return done;
}

static gboolean
remove_line (YxIndex *index, const char *id, GError **error)
{
  gint64 number = yx_line_shelf_find_line (index->shelf, id);
  g_autoptr (YxStatement) statement = NULL;

  if (number == 0)
    return TRUE;
  statement = yx_database_prepare (index->db, "DELETE FROM \"line\" WHERE \"number\" = :number", error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", number);
  if (!yx_statement_run (statement, error))
    return FALSE;
  yx_line_shelf_remove (index->shelf, number);
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
  gboolean done = TRUE;

  for (guint i = 0; i < ids->len && done; i++)
    {
      begin_change (index);
      done = remove_line (index, ids->pdata[i], error);
      end_change (index);
    }
  return done;
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
  gboolean done;

  begin_change (index);
  done = yx_database_execute (index->db, "DELETE FROM \"line\"", error);
  if (done)
    yx_line_shelf_clear (index->shelf);
  end_change (index);
  return done;
}

static gboolean
grow_older (YxIndex *index, GError **error)
{
  for (gint64 number = 1; number <= index->number; number++)
    {
      g_autoptr (YxLine) line = yx_line_shelf_get (index->shelf, number);
      g_autoptr (YxLine) aged = line != NULL ? age (line, index->today) : NULL;

      if (aged != line
          && !change_line (index, number, "UPDATE \"line\" SET \"state\" = :state WHERE \"number\" = :number", aged, error))
        return FALSE;
    }
  return TRUE;
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
  gboolean done = TRUE;

  begin_change (index);
  *changed = index->today != today;
  index->today = today;
  if (*changed)
    done = grow_older (index, error);
  end_change (index);
  return done;
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
  GString *sql = g_string_new ("SELECT \"number\" FROM \"line\" WHERE ");

  g_string_append (sql, conditions[query->segment]);
  if (query->state != NULL)
    g_string_append (sql, " AND \"state\" = :state");
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql, " AND instr(\"words\", :w%u) > 0", i);
  g_string_append_printf (sql, " ORDER BY %s", orders[query->sort]);
  return g_string_free (sql, FALSE);
}

static void
bind_days (YxIndex *index, YxStatement *statement)
{
  if (!yx_statement_has_parameter (statement, "today"))
    return;
  yx_statement_bind_int (statement, "today", index->today);
  yx_statement_bind_int (statement, "soon", index->today + YX_INDEX_ENDING_DAYS);
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

static gboolean
collect (YxIndex *index, const YxIndexQuery *query, GArray *keys, GError **error)
{
  g_auto (GStrv) words = split_search (query->search);
  g_autofree char *sql = compose_query (query, words);
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, sql, error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  bind_days (index, statement);
  bind_query (statement, query, words);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      YxIndexKey key = { yx_statement_int (statement, "number"), 0 };

      key.stamp = yx_line_shelf_stamp (index->shelf, key.number);
      g_array_append_val (keys, key);
    }
  return step == YX_STEP_DONE;
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
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));
  gboolean done;

  begin_asking (index);
  done = collect (index, query, keys, error);
  end_asking (index);
  return done ? g_steal_pointer (&keys) : NULL;
}

/**
 * yx_index_read:
 * @index: an index
 * @keys: (array length=n): keys that were found
 * @n: how many
 *
 * Waits for nobody who searches or changes the index.
 *
 * Returns: (transfer full) (element-type YxLine): a line or %NULL for each key, in that order; %NULL stands for a line
 *   that is gone by now; lines are without their words for searching
 */
GPtrArray *
yx_index_read (YxIndex *index, const YxIndexKey *keys, gsize n)
{
  GPtrArray *lines = g_ptr_array_new_full ((guint) n, yx_record_unref);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (lines, yx_line_shelf_get (index->shelf, keys[i].number));
  return lines;
}

/**
 * yx_index_number:
 * @index: an index
 * @id: of a filing or a document
 *
 * Waits for nobody who searches or changes the index.
 *
 * Returns: the number in the keys of the line that stands for it; 0: there is none
 */
gint64
yx_index_number (YxIndex *index, const char *id)
{
  return yx_line_shelf_find (index->shelf, id);
}

/**
 * yx_index_get:
 * @index: an index
 * @id: of a filing or a document
 *
 * Waits for nobody who searches or changes the index.
 *
 * Returns: (transfer full) (nullable): the line that stands for it, without its words for searching
 */
YxLine *
yx_index_get (YxIndex *index, const char *id)
{
  return yx_line_shelf_get (index->shelf, yx_line_shelf_find (index->shelf, id));
}

static gboolean
count_segment (YxIndex *index, int segment, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) AS \"n\" FROM \"line\" WHERE ", conditions[segment], NULL);
  g_autoptr (YxStatement) statement = yx_database_prepare (index->db, sql, error);

  if (statement == NULL)
    return FALSE;
  bind_days (index, statement);
  if (!yx_statement_row (statement, error))
    return FALSE;
  *count = yx_statement_int (statement, "n");
  return TRUE;
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
  gboolean done = TRUE;

  begin_asking (index);
  for (int i = 0; i < YX_N_INDEX_SEGMENTS && done; i++)
    done = count_segment (index, i, &counts[i], error);
  end_asking (index);
  return done;
}
