/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"
#include "base/yx-record.h"

G_BEGIN_DECLS

/**
 * YxSealer:
 * @data: given to each function
 * @seal: encrypts @plain, bound to @context
 * @open: decrypts what @seal made, with the same @context
 * @index: a keyed hash of @value for the column, as text
 *
 * How private fields are kept at rest. Context is `table.column.id`, so that no value can be moved to
 * another row; column is `table.column`. All results are (transfer full), %NULL with an error set.
 */
typedef struct
{
  gpointer data;
  GBytes *(*seal) (gpointer data, const char *context, GBytes *plain, GError **error);
  GBytes *(*open) (gpointer data, const char *context, GBytes *sealed, GError **error);
  char *(*index) (gpointer data, const char *column, const char *value, GError **error);
} YxSealer;

gboolean yx_record_bind (gconstpointer record, YxStatement *statement, const YxSealer *sealer, GError **error);
gpointer yx_record_from_row (const YxRecordType *type, YxStatement *statement, const YxSealer *sealer, GError **error);
char *yx_record_index (const YxRecordType *type, const char *field, const char *value, const YxSealer *sealer, GError **error);

YxStatement *yx_record_select (const YxRecordType *type, YxDatabase *db, const char *condition, GError **error);
char *yx_record_columns (const YxRecordType *type);
char *yx_record_parameters (const YxRecordType *type);
char *yx_record_assignments (const YxRecordType *type);
gboolean yx_record_insert (gconstpointer record, YxDatabase *db, const YxSealer *sealer, GError **error);
gboolean yx_record_update (gconstpointer record, YxDatabase *db, const YxSealer *sealer, GError **error);

G_END_DECLS
