/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record-sql.h"

#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-database-private.h"
#include "base/yx-json.h"

/* Nested records are kept whole. */
#define WHOLE ((YxFieldFlags) (YX_CREATE | YX_UPDATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE | YX_INDEXED))

static const YxJsonLimits stored_limits = { 64 * 1024 * 1024, 32, 10 * 1000 * 1000 };

/* Whether the field is to be sealed: also when something within it is private. */
static gboolean
is_private (const YxField *field)
{
  if (field->flags & YX_PRIVATE)
    return TRUE;
  if (field->item == NULL)
    return FALSE;
  for (guint i = 0; i < field->item->n_fields; i++)
    if (is_private (&field->item->fields[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const YxField *field)
{
  return field->kind == YX_KIND_INT || field->kind == YX_KIND_BOOL || field->kind == YX_KIND_MONEY
         || field->kind == YX_KIND_INSTANT;
}

static char *
write_nested (const YxField *field, gconstpointer record)
{
  GString *text = g_string_new (NULL);

  yx_record_write_field (record, field, WHOLE, text);
  return g_string_free (text, FALSE);
}

/* The field as text, in the one form in which it is sealed and hashed. */
static char *
write_text (const YxField *field, gconstpointer record)
{
  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      return g_strdup (yx_record_get_text (record, field->name));
    case YX_KIND_CHOICE:
      return g_strdup (yx_choice_find (field->choices, (int) yx_record_get_int (record, field->name))->nick);
    case YX_KIND_DATE:
      return yx_date_format ((YxDate) yx_record_get_int (record, field->name));
    case YX_KIND_LIST:
    case YX_KIND_RECORD:
      return write_nested (field, record);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, yx_record_get_int (record, field->name));
    }
}

static GBytes *
write_bytes (const YxField *field, gconstpointer record)
{
  char *text;

  if (field->kind == YX_KIND_BYTES)
    return g_bytes_ref (*(GBytes **) yx_field_at (field, record));
  text = write_text (field, record);
  return g_bytes_new_take (text, strlen (text));
}

/* What a sealed value is bound to. */
static char *
context_of (const YxRecordType *type, const YxField *field, const char *id, GError **error)
{
  if (id == NULL)
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "%s.%s is private, but its row has no id", type->name,
                         field->name);
      return NULL;
    }
  return g_strconcat (type->name, ".", field->name, ".", id, NULL);
}

static gboolean
bind_sealed (const YxRecord *record, const YxField *field, YxStatement *statement, const YxSealer *sealer,
             GError **error)
{
  const char *id = yx_record_type_find (record->type, "id") != NULL ? yx_record_get_text (record, "id") : NULL;
  g_autofree char *context = context_of (record->type, field, id, error);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (context == NULL)
    return FALSE;
  plain = write_bytes (field, record);
  sealed = sealer->seal (sealer->data, context, plain, error);
  if (sealed == NULL)
    return FALSE;
  yx_statement_bind_bytes (statement, field->name, sealed);
  return TRUE;
}

static void
bind_plain (const YxRecord *record, const YxField *field, YxStatement *statement)
{
  g_autofree char *text = NULL;

  if (is_number (field))
    yx_statement_bind_int (statement, field->name, yx_record_get_int (record, field->name));
  else if (field->kind == YX_KIND_BYTES)
    yx_statement_bind_bytes (statement, field->name, *(GBytes **) yx_field_at (field, record));
  else
    {
      text = write_text (field, record);
      yx_statement_bind_text (statement, field->name, text);
    }
}

static gboolean
bind_value (const YxRecord *record, const YxField *field, YxStatement *statement, const YxSealer *sealer,
            GError **error)
{
  if (!yx_field_present (field, record))
    yx_statement_bind_null (statement, field->name);
  else if (sealer != NULL && is_private (field))
    return bind_sealed (record, field, statement, sealer, error);
  else
    bind_plain (record, field, statement);
  return TRUE;
}

static gboolean
bind_index (const YxRecord *record, const YxField *field, const char *name, YxStatement *statement,
            const YxSealer *sealer, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *index = NULL;

  if (!yx_field_present (field, record))
    {
      yx_statement_bind_null (statement, name);
      return TRUE;
    }
  text = write_text (field, record);
  index = yx_record_index (record->type, field->name, text, sealer, error);
  if (index == NULL)
    return FALSE;
  yx_statement_bind_text (statement, name, index);
  return TRUE;
}

/**
 * yx_record_bind:
 * @record: a record
 * @statement: a statement
 * @sealer: (nullable): how private fields are sealed; %NULL leaves them plain
 *
 * Binds every field `foo` to `:foo` and every indexed one also to `:foo_index`, where @statement has
 * that parameter: choices as their nick, dates as ISO 8601, instants as microseconds, lists and
 * records as JSON, private fields as sealed bytes; absent and null as NULL. Secrets never.
 *
 * Returns: whether all is bound
 */
gboolean
yx_record_bind (gconstpointer record, YxStatement *statement, const YxSealer *sealer, GError **error)
{
  const YxRecord *head = record;

  for (guint i = 0; i < head->type->n_fields; i++)
    {
      const YxField *field = &head->type->fields[i];
      g_autofree char *index = g_strconcat (field->name, "_index", NULL);

      if (field->kind == YX_KIND_SECRET)
        continue;
      if (yx_statement_has_parameter (statement, field->name)
          && !bind_value (head, field, statement, sealer, error))
        return FALSE;
      if ((field->flags & YX_INDEXED) && yx_statement_has_parameter (statement, index)
          && !bind_index (head, field, index, statement, sealer, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_record_index:
 * @type: a record's table
 * @field: one of its indexed fields
 * @value: a value as it is stored
 * @sealer: (nullable): makes the keyed hash; %NULL for the value itself
 *
 * Returns: (transfer full): what stands in the column `field_index`, to search for
 */
char *
yx_record_index (const YxRecordType *type, const char *field, const char *value, const YxSealer *sealer,
                 GError **error)
{
  g_autofree char *column = g_strdup_printf ("%s.%s", type->name, field);

  if (sealer == NULL)
    return g_strdup (value);
  return sealer->index (sealer->data, column, value, error);
}

static gboolean
refuse_stored (const YxRecord *record, const YxField *field, GError **error)
{
  yx_base_error_set (error, YX_BASE_ERROR_CORRUPT, NULL, "What is stored as %s.%s cannot be read",
                     record->type->name, field->name);
  return FALSE;
}

static gboolean
read_list (YxRecord *record, const YxField *field, JsonNode *node)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (yx_record_unref);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer item = yx_record_from_json (field->item, json_array_get_element (array, i), WHOLE, NULL);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  yx_record_take_list (record, field->name, g_steal_pointer (&items));
  return TRUE;
}

static gboolean
read_nested (YxRecord *record, const YxField *field, const char *text, gsize size)
{
  g_autoptr (JsonNode) node = yx_json_parse (text, size, &stored_limits, NULL);
  g_autoptr (YxRecord) item = NULL;

  if (node == NULL)
    return FALSE;
  if (field->kind == YX_KIND_LIST)
    return read_list (record, field, node);
  item = yx_record_from_json (field->item, node, WHOLE, NULL);
  if (item == NULL)
    return FALSE;
  yx_record_set_record (record, field->name, item);
  return TRUE;
}

static const YxChoice *
find_nick (const YxField *field, const char *nick)
{
  for (const YxChoice *choice = field->choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, nick) == 0)
      return choice;
  return NULL;
}

/* The reverse of write_text(). */
static gboolean
read_text (YxRecord *record, const YxField *field, const char *text)
{
  const YxChoice *choice;
  YxDate date;
  gint64 number;

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      yx_field_set_text (field, record, text);
      return TRUE;
    case YX_KIND_CHOICE:
      choice = find_nick (field, text);
      if (choice != NULL)
        yx_field_set_int (field, record, choice->value);
      return choice != NULL;
    case YX_KIND_DATE:
      if (!yx_date_parse (text, &date))
        return FALSE;
      yx_field_set_int (field, record, date);
      return TRUE;
    case YX_KIND_LIST:
    case YX_KIND_RECORD:
      return read_nested (record, field, text, strlen (text));
    default:
      if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return FALSE;
      yx_field_set_int (field, record, number);
      return TRUE;
    }
}

/* Each field's column in the statement's rows; found once, for statements are used again. */
static const int *
map_columns (YxStatement *statement, const YxRecordType *type)
{
  if (statement->mapped == type)
    return statement->columns;
  statement->columns = g_renew (int, statement->columns, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    statement->columns[i] = type->fields[i].kind != YX_KIND_SECRET
                                ? yx_statement_column (statement, type->fields[i].name)
                                : -1;
  statement->id = yx_statement_column (statement, "id");
  statement->mapped = type;
  return statement->columns;
}

static GBytes *
column_bytes (YxStatement *statement, int column)
{
  gconstpointer bytes = sqlite3_column_blob (statement->handle, column);

  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement->handle, column));
}

static gboolean
read_sealed (YxRecord *record, const YxField *field, YxStatement *statement, int column, const YxSealer *sealer,
             GError **error)
{
  const char *id = statement->id >= 0 ? (const char *) sqlite3_column_text (statement->handle, statement->id) : NULL;
  g_autofree char *context = context_of (record->type, field, id, error);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autofree char *text = NULL;

  if (context == NULL)
    return FALSE;
  sealed = column_bytes (statement, column);
  plain = sealer->open (sealer->data, context, sealed, error);
  if (plain == NULL)
    return FALSE;
  if (field->kind == YX_KIND_BYTES)
    {
      yx_field_set_bytes (field, record, plain);
      return TRUE;
    }
  text = g_strndup (g_bytes_get_size (plain) > 0 ? g_bytes_get_data (plain, NULL) : "", g_bytes_get_size (plain));
  return read_text (record, field, text) || refuse_stored (record, field, error);
}

static gboolean
read_column (YxRecord *record, const YxField *field, YxStatement *statement, int column, const YxSealer *sealer,
             GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (sealer != NULL && is_private (field))
    return read_sealed (record, field, statement, column, sealer, error);
  if (field->kind == YX_KIND_BYTES)
    {
      bytes = column_bytes (statement, column);
      yx_field_set_bytes (field, record, bytes);
      return TRUE;
    }
  if (is_number (field))
    {
      yx_field_set_int (field, record, sqlite3_column_int64 (statement->handle, column));
      return TRUE;
    }
  return read_text (record, field, (const char *) sqlite3_column_text (statement->handle, column))
         || refuse_stored (record, field, error);
}

/**
 * yx_record_from_row:
 * @type: a record's table
 * @statement: a statement on a row
 * @sealer: (nullable): as when it was written
 *
 * Reads all columns that name a field; NULL makes the field absent. Private fields need the column `id`.
 *
 * Returns: (transfer full): the record, or %NULL: %YX_BASE_ERROR_CORRUPT or the sealer's error
 */
gpointer
yx_record_from_row (const YxRecordType *type, YxStatement *statement, const YxSealer *sealer, GError **error)
{
  const int *columns = map_columns (statement, type);
  g_autoptr (YxRecord) record = yx_record_new (type);

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (columns[i] < 0 || sqlite3_column_type (statement->handle, columns[i]) == SQLITE_NULL)
        continue;
      if (!read_column (record, &type->fields[i], statement, columns[i], sealer, error))
        return NULL;
    }
  return g_steal_pointer (&record);
}

/* What a selection is of. */
typedef struct
{
  const YxRecordType *type;
  const char *condition;
} Selection;

static char *
write_selection (gconstpointer data)
{
  const Selection *selection = data;
  g_autofree char *columns = yx_record_columns (selection->type);

  return g_strdup_printf ("SELECT %s FROM \"%s\" WHERE %s", columns, selection->type->name, selection->condition);
}

/**
 * yx_record_select:
 * @type: a record's table
 * @db: a handle
 * @condition: SQL after WHERE
 *
 * Returns: (transfer full): a statement whose rows yx_record_from_row() reads
 */
YxStatement *
yx_record_select (const YxRecordType *type, YxDatabase *db, const char *condition, GError **error)
{
  const Selection selection = { type, condition };
  g_autofree char *key = g_strconcat (type->name, " ", condition, NULL);

  return yx_database_prepare_as (db, key, write_selection, &selection, error);
}
