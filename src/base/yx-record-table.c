/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-record-sql.h"

/* Writes one column; @ending is "" or "_index". */
typedef void (*AppendFunc) (GString *list, const char *name, const char *ending);

static void
append_column (GString *list, const char *name, const char *ending)
{
  g_string_append_printf (list, "\"%s%s\"", name, ending);
}

static void
append_parameter (GString *list, const char *name, const char *ending)
{
  g_string_append_printf (list, ":%s%s", name, ending);
}

static void
append_assignment (GString *list, const char *name, const char *ending)
{
  g_string_append_printf (list, "\"%s%s\" = :%s%s", name, ending, name, ending);
}

static char *
list_columns (const YxRecordType *type, AppendFunc append, gboolean with_id)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];

      if (field->kind == YX_KIND_SECRET || (!with_id && strcmp (field->name, "id") == 0))
        continue;
      g_string_append (list, list->len > 0 ? ", " : "");
      append (list, field->name, "");
      if (field->flags & YX_INDEXED)
        {
          g_string_append (list, ", ");
          append (list, field->name, "_index");
        }
    }
  return g_string_free (list, FALSE);
}

/**
 * yx_record_columns:
 * @type: a record's table
 *
 * Returns: (transfer full): `"id", "phone", "phone_index" …`, secrets left out
 */
char *
yx_record_columns (const YxRecordType *type)
{
  return list_columns (type, append_column, TRUE);
}

/**
 * yx_record_parameters:
 * @type: a record's table
 *
 * Returns: (transfer full): `:id, :phone, :phone_index …`, in the order of yx_record_columns()
 */
char *
yx_record_parameters (const YxRecordType *type)
{
  return list_columns (type, append_parameter, TRUE);
}

/**
 * yx_record_assignments:
 * @type: a record's table
 *
 * Returns: (transfer full): `"phone" = :phone, "phone_index" = :phone_index …`, without the id
 */
char *
yx_record_assignments (const YxRecordType *type)
{
  return list_columns (type, append_assignment, FALSE);
}

static gboolean
run_with (gconstpointer record, YxDatabase *db, const char *sql, const YxSealer *sealer, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);

  return statement != NULL && yx_record_bind (record, statement, sealer, error)
         && yx_statement_run (statement, error);
}

/**
 * yx_record_insert:
 * @record: a record whose table has a column for every field
 * @db: a writing handle
 * @sealer: (nullable): see yx_record_bind()
 *
 * Returns: whether the row is there; else %YX_BASE_ERROR_EXISTS …
 */
gboolean
yx_record_insert (gconstpointer record, YxDatabase *db, const YxSealer *sealer, GError **error)
{
  const YxRecordType *type = ((const YxRecord *) record)->type;
  g_autofree char *columns = yx_record_columns (type);
  g_autofree char *parameters = yx_record_parameters (type);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", type->name, columns, parameters);

  return run_with (record, db, sql, sealer, error);
}

/**
 * yx_record_update:
 * @record: a whole record with its id
 * @db: a writing handle
 * @sealer: (nullable): see yx_record_bind()
 *
 * Writes all fields of the row with the record's id.
 *
 * Returns: whether it is written; else %YX_BASE_ERROR_NOT_FOUND …
 */
gboolean
yx_record_update (gconstpointer record, YxDatabase *db, const YxSealer *sealer, GError **error)
{
  const YxRecordType *type = ((const YxRecord *) record)->type;
  g_autofree char *assignments = yx_record_assignments (type);
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET %s WHERE \"id\" = :id", type->name, assignments);

  if (!run_with (record, db, sql, sealer, error))
    return FALSE;
  if (yx_database_changes (db) == 1)
    return TRUE;
  yx_base_error_set (error, YX_BASE_ERROR_NOT_FOUND, NULL, "There is no such %s", type->name);
  return FALSE;
}
