/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-rows.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-sealer.h"

/* A question for a reading connection. */
typedef struct
{
  YxHall *hall;
  const YxRecordType *type;
  const char *condition;
  const char *const *with;
  gpointer found;  /* (owned) (nullable) */
  GPtrArray *rows; /* (owned) (nullable) */
} Question;

/* A page of a list, on its way. */
typedef struct
{
  YxHallCall *call;
  const YxRecordType *item;
  const char *key;
  const char *condition;
  const char *const *with;
  gint64 after;
  const char *after_id;
  GPtrArray *items; /* (owned) */
} Page;

static void
bind_texts (YxStatement *statement, const char *const *with)
{
  for (guint i = 0; with != NULL && with[i] != NULL; i += 2)
    yx_statement_bind_text (statement, with[i], with[i + 1]);
}

/**
 * yx_hall_prepare:
 * @db: a handle
 * @sql: SQL with named parameters
 * @with: (nullable): see YX_WITH()
 *
 * Returns: (transfer full): the statement with the texts of @with bound
 */
YxStatement *
yx_hall_prepare (YxDatabase *db, const char *sql, const char *const *with, GError **error)
{
  YxStatement *statement = yx_database_prepare (db, sql, error);

  if (statement != NULL)
    bind_texts (statement, with);
  return statement;
}

/**
 * yx_hall_execute:
 * @db: a writing handle
 * @sql: SQL with named parameters
 * @with: (nullable): see YX_WITH()
 *
 * Returns: whether it was done
 */
gboolean
yx_hall_execute (YxDatabase *db, const char *sql, const char *const *with, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (db, sql, with, error);

  return statement != NULL && yx_statement_run (statement, error);
}

/**
 * yx_hall_number:
 * @db: a handle
 * @sql: SQL whose first row has a column `number`
 * @with: (nullable): see YX_WITH()
 * @number: (out): the number, 0 where there is no row
 *
 * Returns: whether it could be asked
 */
gboolean
yx_hall_number (YxDatabase *db, const char *sql, const char *const *with, gint64 *number, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (db, sql, with, error);

  *number = 0;
  switch (statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR)
    {
    case YX_STEP_ERROR:
      return FALSE;
    case YX_STEP_ROW:
      *number = yx_statement_int (statement, "number");
      return TRUE;
    case YX_STEP_DONE:
      break;
    }
  return TRUE;
}

static YxStatement *
select_rows (
    YxDatabase *db, const YxRecordType *type, const char *condition, const char *const *with, GError **error)
{
  YxStatement *statement = yx_record_select (type, db, condition, error);

  if (statement != NULL)
    bind_texts (statement, with);
  return statement;
}

/* All its private fields with one making of the key's schedule. */
static gpointer
read_row (YxHall *hall, const YxRecordType *type, YxStatement *statement, GError **error)
{
  YxSealer reading = yx_hall_sealer_begin_reading (&hall->sealer);
  gpointer record = yx_record_from_row (type, statement, &reading, error);

  yx_hall_sealer_end_reading (&reading);
  return record;
}

/* Adds the rows that are left to @rows. */
static gboolean
read_rows (YxHall *hall, const YxRecordType *type, YxStatement *statement, GPtrArray *rows, GError **error)
{
  YxSealer reading = yx_hall_sealer_begin_reading (&hall->sealer);
  gpointer record = NULL;
  YxStep step;

  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      record = yx_record_from_row (type, statement, &reading, error);
      if (record == NULL)
        break;
      g_ptr_array_add (rows, record);
    }
  yx_hall_sealer_end_reading (&reading);
  return step == YX_STEP_DONE;
}

/**
 * yx_hall_look:
 * @hall: a hall
 * @db: a handle
 * @type: a record's table
 * @condition: SQL after WHERE
 * @with: (nullable): see YX_WITH()
 * @found: (out) (transfer full): where the first row's record goes, or %NULL
 *
 * Returns: whether it could be asked
 */
gboolean
yx_hall_look (YxHall *hall,
              YxDatabase *db,
              const YxRecordType *type,
              const char *condition,
              const char *const *with,
              gpointer found,
              GError **error)
{
  g_autoptr (YxStatement) statement = select_rows (db, type, condition, with, error);
  gpointer *record = found;
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  *record = NULL;
  if (step == YX_STEP_ROW)
    *record = read_row (hall, type, statement, error);
  return step == YX_STEP_DONE || *record != NULL;
}

/**
 * yx_hall_find:
 * @hall: a hall
 * @db: a handle
 * @type: a record's table
 * @condition: SQL after WHERE
 * @with: (nullable): see YX_WITH()
 *
 * Returns: (transfer full): the first row's record; %NULL: %YX_PROBLEM_NOT_FOUND when there is none
 */
gpointer
yx_hall_find (YxHall *hall,
              YxDatabase *db,
              const YxRecordType *type,
              const char *condition,
              const char *const *with,
              GError **error)
{
  gpointer found;

  if (yx_hall_look (hall, db, type, condition, with, &found, error) && found == NULL)
    yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
  return found;
}

/**
 * yx_hall_rows:
 * @hall: a hall
 * @db: a handle
 * @type: a record's table
 * @condition: SQL after WHERE, with its ORDER BY
 * @with: (nullable): see YX_WITH()
 *
 * Returns: (transfer full) (element-type YxRecord): all rows; for lists that are short by nature
 */
GPtrArray *
yx_hall_rows (YxHall *hall,
              YxDatabase *db,
              const YxRecordType *type,
              const char *condition,
              const char *const *with,
              GError **error)
{
  g_autoptr (YxStatement) statement = select_rows (db, type, condition, with, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (yx_record_unref);

  return statement != NULL && read_rows (hall, type, statement, rows, error) ? g_steal_pointer (&rows) : NULL;
}

static gboolean
ask_row (YxDatabase *db, gpointer data, GError **error)
{
  Question *question = data;

  return yx_hall_look (question->hall, db, question->type, question->condition, question->with,
                       &question->found, error);
}

static gboolean
ask_rows (YxDatabase *db, gpointer data, GError **error)
{
  Question *question = data;

  question->rows
      = yx_hall_rows (question->hall, db, question->type, question->condition, question->with, error);
  return question->rows != NULL;
}

/**
 * yx_hall_look_now:
 * @hall: a hall
 * @type: a record's table
 * @condition: SQL after WHERE
 * @with: (nullable): see YX_WITH()
 * @found: (out) (transfer full): where the first row's record goes, or %NULL
 *
 * As yx_hall_look(), on a reading connection.
 *
 * Returns: whether it could be asked
 */
gboolean
yx_hall_look_now (YxHall *hall,
                  const YxRecordType *type,
                  const char *condition,
                  const char *const *with,
                  gpointer found,
                  GError **error)
{
  Question question = { hall, type, condition, with, NULL, NULL };
  gboolean asked = yx_hall_readers_ask (hall->readers, ask_row, &question, error);

  *(gpointer *)found = question.found;
  return asked;
}

/**
 * yx_hall_find_now:
 * @hall: a hall
 * @type: a record's table
 * @condition: SQL after WHERE
 * @with: (nullable): see YX_WITH()
 *
 * As yx_hall_find(), on a reading connection.
 *
 * Returns: (transfer full): the first row's record; %NULL: %YX_PROBLEM_NOT_FOUND when there is none
 */
gpointer
yx_hall_find_now (
    YxHall *hall, const YxRecordType *type, const char *condition, const char *const *with, GError **error)
{
  gpointer found;

  if (yx_hall_look_now (hall, type, condition, with, &found, error) && found == NULL)
    yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
  return found;
}

/**
 * yx_hall_rows_now:
 * @hall: a hall
 * @type: a record's table
 * @condition: SQL after WHERE, with its ORDER BY
 * @with: (nullable): see YX_WITH()
 *
 * As yx_hall_rows(), on a reading connection.
 *
 * Returns: (transfer full) (element-type YxRecord): all rows
 */
GPtrArray *
yx_hall_rows_now (
    YxHall *hall, const YxRecordType *type, const char *condition, const char *const *with, GError **error)
{
  Question question = { hall, type, condition, with, NULL, NULL };

  if (!yx_hall_readers_ask (hall->readers, ask_rows, &question, error))
    return NULL;
  return question.rows;
}

static gboolean
read_page (YxDatabase *db, gpointer data, GError **error)
{
  Page *page = data;
  g_autofree char *condition
      = g_strdup_printf ("(%s) AND (\"%s\", \"id\") > (:page_key, :page_id) ORDER BY \"%s\", \"id\" LIMIT :page_size",
                         page->condition, page->key, page->key);
  g_autoptr (YxStatement) statement = select_rows (db, page->item, condition, page->with, error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "page_key", page->after);
  yx_statement_bind_text (statement, "page_id", page->after_id);
  yx_statement_bind_int (statement, "page_size", (gint64)page->call->limit + 1);
  return read_rows (page->call->hall, page->item, statement, page->items, error);
}

/* A cursor is the key and the id of the row before: `1772323200000000.fil_…`. */
static gboolean
parse_cursor (Page *page, const char *cursor, GError **error)
{
  const char *dot = cursor != NULL ? strchr (cursor, '.') : NULL;
  g_autofree char *key = NULL;

  page->after = G_MININT64;
  page->after_id = "";
  if (cursor == NULL)
    return TRUE;
  if (dot != NULL && strlen (dot + 1) == YX_ID_LENGTH)
    {
      key = g_strndup (cursor, (gsize)(dot - cursor));
      page->after_id = dot + 1;
      if (g_ascii_string_to_signed (key, 10, G_MININT64, G_MAXINT64, &page->after, NULL))
        return TRUE;
    }
  yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "cursor", "This cursor is not one that the hall gave");
  return FALSE;
}

/**
 * yx_hall_answer_page:
 * @call: a call of a paged endpoint
 * @item: the table of its items; it has an `id`
 * @key: a column of numbers by which the list is ordered
 * @condition: SQL that says which rows
 * @with: (nullable): see YX_WITH()
 *
 * Answers with the rows after the call's cursor, oldest first, so that none is missed while others come.
 *
 * Returns: whether it is answered
 */
gboolean
yx_hall_answer_page (YxHallCall *call,
                     const YxRecordType *item,
                     const char *key,
                     const char *condition,
                     const char *const *with,
                     GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (YxRecord) answer = yx_record_new (call->endpoint->answer);
  Page page
      = { .call = call, .item = item, .key = key, .condition = condition, .with = with, .items = items };
  g_autofree char *next = NULL;

  if (!parse_cursor (&page, call->cursor, error)
      || !yx_hall_readers_ask (call->hall->readers, read_page, &page, error))
    return FALSE;
  if (items->len > call->limit)
    {
      g_ptr_array_set_size (items, (int)call->limit);
      next
          = g_strdup_printf ("%" G_GINT64_FORMAT ".%s", yx_record_get_int (items->pdata[items->len - 1], key),
                             yx_record_get_text (items->pdata[items->len - 1], "id"));
      yx_record_set_text (answer, "next", next);
    }
  yx_record_take_list (answer, "items", g_steal_pointer (&items));
  call->answer = g_steal_pointer (&answer);
  return TRUE;
}
