/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-json.h"

/* What a person may fill in. */
static gboolean
is_column (const YxField *field)
{
  return (field->flags & YX_CREATE) != 0 && field->heading != NULL && field->kind != YX_KIND_SECRET;
}

static const char *
heading_of (const YxField *field)
{
  return field->heading != NULL ? field->heading : field->name;
}

static gboolean
is_called (const YxField *field, const char *heading)
{
  return strcmp (field->heading, heading) == 0 || g_ascii_strcasecmp (field->name, heading) == 0
         || (field->alias != NULL && g_ascii_strcasecmp (field->alias, heading) == 0);
}

static const YxField *
find_column (const YxRecordType *type, const char *heading)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (is_column (&type->fields[i]) && is_called (&type->fields[i], heading))
      return &type->fields[i];
  return NULL;
}

static gboolean
find_field (const YxRecordCsv *file, const YxField *field, guint *column)
{
  return g_ptr_array_find (file->fields, field, column);
}

/**
 * yx_record_csv_fault:
 * @file: a file
 * @faults: (element-type YxCsvFault): its faults or its warnings
 * @line: the physical line where the row starts
 * @field: (nullable): which field it is about
 * @reason: what is wrong
 *
 * Notes what somebody else found, under the heading that the file has for the field.
 */
void
yx_record_csv_fault (YxRecordCsv *file, GPtrArray *faults, guint line, const char *field, const char *reason)
{
  const YxField *found = field != NULL ? yx_record_type_find (file->type, field) : NULL;
  const char *heading = found != NULL ? heading_of (found) : field;
  guint column = 0;

  if (found != NULL && find_field (file, found, &column))
    heading = file->headings->pdata[column++];
  yx_csv_fault_add (faults, line, column, heading, "%s", reason);
}

/* No column twice, and those there that no row can do without; others are passed over. */
static gboolean
read_headings (YxRecordCsv *file, const YxCsvRow *row, gconstpointer defaults)
{
  guint before = file->faults->len;

  for (guint i = 0; i < row->cells->len; i++)
    {
      char *heading = g_strstrip (g_strdup (row->cells->pdata[i]));
      const YxField *field = find_column (file->type, heading);
      guint first;

      g_ptr_array_add (file->headings, heading);
      if (field != NULL && find_field (file, field, &first))
        yx_csv_fault_add (file->faults, row->line, i + 1, heading, _("this column is there twice: column %u is “%s”"),
                          first + 1, (char *) file->headings->pdata[first]);
      else if (field == NULL && heading[0] != '\0')
        yx_csv_fault_add (file->warnings, row->line, i + 1, heading, "%s", _("no such column is known; it is passed over"));
      g_ptr_array_add (file->fields, (gpointer) field);
    }
  for (guint i = 0; i < file->type->n_fields; i++)
    {
      const YxField *field = &file->type->fields[i];

      if (is_column (field) && (field->flags & YX_REQUIRED) != 0 && !find_field (file, field, NULL)
          && (defaults == NULL || !yx_field_present (field, defaults)))
        yx_record_csv_fault (file, file->faults, row->line, field->name, _("this column is missing"));
    }
  return file->faults->len == before;
}

static gboolean
refuse_cell (const YxField *field, GError **error)
{
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, field->name, "%s is not written as such a value is", field->label);
  return FALSE;
}

static gboolean
set_bytes (gpointer record, const YxField *field, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *again = NULL;
  guchar *decoded;
  gsize size;

  decoded = g_base64_decode (text, &size);
  bytes = g_bytes_new_take (decoded, size);
  again = g_base64_encode (decoded, size);
  if (strcmp (again, text) != 0)
    return refuse_cell (field, error);
  yx_record_set_bytes (record, field->name, bytes);
  return TRUE;
}

/* Records within a record stand in their cell as JSON; lists may, too, or as people write them. */
static gboolean
set_nested (gpointer record, const YxField *field, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = yx_json_parse (text, strlen (text), NULL, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (yx_record_unref);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 1;

  if (node == NULL || (field->kind == YX_KIND_LIST) != (array != NULL))
    return refuse_cell (field, error);
  for (guint i = 0; i < n; i++)
    {
      gpointer item = yx_record_from_json (field->item, array != NULL ? json_array_get_element (array, i) : node,
                                           YX_CREATE, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  if (array != NULL)
    yx_record_take_list (record, field->name, g_steal_pointer (&items));
  else
    yx_record_set_record (record, field->name, items->pdata[0]);
  return TRUE;
}

static gboolean
set_cell (gpointer record, const YxField *field, const char *cell, GError **error)
{
  g_autofree char *text = yx_csv_unguard (cell);

  g_strstrip (text);
  if (text[0] == '\0')
    return TRUE;
  if (field->kind == YX_KIND_BYTES)
    return set_bytes (record, field, text, error);
  if (field->kind == YX_KIND_RECORD || (field->kind == YX_KIND_LIST && text[0] == '['))
    return set_nested (record, field, text, error);
  return yx_record_set_typed (record, field->name, text, error);
}

/* All that is wrong with a row is said at once. */
static gpointer
read_row (YxRecordCsv *file, const YxCsvRow *row, gconstpointer defaults)
{
  g_autoptr (YxRecord) record = defaults != NULL ? yx_record_copy (defaults) : yx_record_new (file->type);
  guint before = file->faults->len;

  for (guint i = 0; i < row->cells->len; i++)
    {
      const YxField *field = file->fields->pdata[i];
      g_autoptr (GError) problem = NULL;

      if (field != NULL && !set_cell (record, field, row->cells->pdata[i], &problem))
        yx_record_csv_fault (file, file->faults, row->line, field->name, problem->message);
    }
  if (file->faults->len > before)
    return NULL;
  for (guint i = 0; i < file->type->n_fields; i++)
    {
      const YxField *field = &file->type->fields[i];
      g_autoptr (GError) problem = NULL;

      if ((field->flags & YX_CREATE) != 0 && !yx_record_validate_field (record, field, &problem))
        yx_record_csv_fault (file, file->faults, row->line, field->name, problem->message);
    }
  return file->faults->len == before ? g_steal_pointer (&record) : NULL;
}

static void
free_row (gpointer data)
{
  YxRecordCsvRow *row = data;

  yx_record_unref (row->record);
  g_free (row);
}

static void
read_rows (YxRecordCsv *file, const YxCsv *csv, gconstpointer defaults)
{
  for (guint i = 1; i < csv->rows->len; i++)
    {
      const YxCsvRow *row = csv->rows->pdata[i];
      YxRecordCsvRow *read;
      gpointer record;

      if (row->cells->len != file->headings->len)
        {
          yx_csv_fault_add (file->faults, row->line, 0, NULL, _("%u cells under %u headings"), row->cells->len,
                            file->headings->len);
          continue;
        }
      record = read_row (file, row, defaults);
      if (record == NULL)
        continue;
      read = g_new (YxRecordCsvRow, 1);
      *read = (YxRecordCsvRow){ row->line, record };
      g_ptr_array_add (file->rows, read);
    }
}

static void
take_faults (YxRecordCsv *file, const YxCsv *csv)
{
  for (guint i = 0; i < csv->faults->len; i++)
    {
      const YxCsvFault *fault = csv->faults->pdata[i];
      gboolean named = fault->column >= 1 && fault->column <= file->headings->len;

      yx_csv_fault_add (file->faults, fault->line, fault->column, named ? file->headings->pdata[fault->column - 1] : NULL,
                        "%s", fault->reason);
    }
}

static gboolean
has_headings (const YxCsv *csv)
{
  guint first_fault = csv->faults->len > 0 ? ((YxCsvFault *) csv->faults->pdata[0])->line : G_MAXUINT;

  return csv->rows->len > 0 && ((YxCsvRow *) csv->rows->pdata[0])->line < first_fault;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const YxCsvFault *one = *(YxCsvFault *const *) a;
  const YxCsvFault *other = *(YxCsvFault *const *) b;

  if (one->line == other->line)
    return one->column < other->column ? -1 : one->column > other->column;
  return one->line < other->line ? -1 : 1;
}

/**
 * yx_record_csv_read:
 * @type: the record's table
 * @csv: a file whose first row has the headings: Chinese, English or an alias, in any order
 * @defaults: (nullable): a record of @type: what a row takes that leaves a cell empty
 *
 * Reads the fields that a request may set and that have a heading. Each row is held against the table; rules that
 * concern more than one field are the caller's, see yx_record_csv_fault(). Without the headings that are required
 * no row is read.
 *
 * Returns: (transfer full): the records of the good rows, and what is wrong with the others
 */
YxRecordCsv *
yx_record_csv_read (const YxRecordType *type, const YxCsv *csv, gconstpointer defaults)
{
  YxRecordCsv *file = g_new0 (YxRecordCsv, 1);
  gboolean readable = has_headings (csv);

  file->type = type;
  file->headings = g_ptr_array_new_with_free_func (g_free);
  file->fields = g_ptr_array_new ();
  file->rows = g_ptr_array_new_with_free_func (free_row);
  file->faults = yx_csv_faults_new ();
  file->warnings = yx_csv_faults_new ();
  if (!readable && csv->faults->len == 0)
    yx_csv_fault_add (file->faults, 1, 0, NULL, "%s", _("there is no row with headings"));
  readable = readable && read_headings (file, csv->rows->pdata[0], defaults);
  take_faults (file, csv);
  if (readable)
    read_rows (file, csv, defaults);
  g_ptr_array_sort (file->faults, compare_lines);
  return file;
}

/**
 * yx_record_csv_free:
 * @file: (transfer full): a file
 */
void
yx_record_csv_free (YxRecordCsv *file)
{
  g_ptr_array_unref (file->headings);
  g_ptr_array_unref (file->fields);
  g_ptr_array_unref (file->rows);
  g_ptr_array_unref (file->faults);
  g_ptr_array_unref (file->warnings);
  g_free (file);
}

static char *
show_cell (gconstpointer record, const YxField *field)
{
  g_autofree char *shown = NULL;
  GString *text;
  GBytes *bytes;

  if (!yx_field_present (field, record))
    return g_strdup ("");
  switch (field->kind)
    {
    case YX_KIND_INT:
    case YX_KIND_MONEY:
      return yx_record_show (record, field->name);
    case YX_KIND_BYTES:
      bytes = *(GBytes **) yx_field_at (field, record);
      shown = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      break;
    case YX_KIND_RECORD:
    case YX_KIND_LIST:
      text = g_string_new (NULL);
      yx_record_write_field (record, field, YX_CREATE | YX_ANSWER, text);
      return g_string_free (text, FALSE);
    default:
      shown = yx_record_show (record, field->name);
    }
  return yx_csv_guard (shown);
}

static GPtrArray *
choose_columns (const YxRecordType *type, const char *const *columns)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; columns == NULL && i < type->n_fields; i++)
    if (is_column (&type->fields[i]))
      g_ptr_array_add (chosen, (gpointer) &type->fields[i]);
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const YxField *field = yx_record_type_find (type, columns[i]);

      g_assert (field != NULL && field->kind != YX_KIND_SECRET);
      g_ptr_array_add (chosen, (gpointer) field);
    }
  return chosen;
}

/**
 * yx_record_csv_write:
 * @type: the records' table
 * @records: (element-type YxRecord): records of that type
 * @columns: (nullable): names of fields; %NULL: all that yx_record_csv_read() reads
 * @encoding: of the file
 *
 * Secret fields are never written. No cell can be taken for a formula; yx_record_csv_read() reads all back as it was.
 *
 * Returns: (transfer full) (nullable): a file with Chinese headings
 */
GBytes *
yx_record_csv_write (const YxRecordType *type, const GPtrArray *records, const char *const *columns, YxCsvEncoding encoding,
                     GError **error)
{
  g_autoptr (GPtrArray) fields = choose_columns (type, columns);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (yx_csv_row_free);
  YxCsvRow *row = yx_csv_row_new (1);

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (row->cells, g_strdup (heading_of (fields->pdata[i])));
  g_ptr_array_add (rows, row);
  for (guint i = 0; i < records->len; i++)
    {
      row = yx_csv_row_new (i + 2);
      for (guint j = 0; j < fields->len; j++)
        g_ptr_array_add (row->cells, show_cell (records->pdata[i], fields->pdata[j]));
      g_ptr_array_add (rows, row);
    }
  return yx_csv_write (rows, encoding, error);
}
