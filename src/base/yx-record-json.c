/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record.h"

#include <string.h>

static gboolean
refuse_type (const YxField *field, GError **error)
{
  yx_record_error_set (error, YX_RECORD_ERROR_TYPE, field->name, "%s is of the wrong type", field->label);
  return FALSE;
}

static gboolean
refuse_format (const YxField *field, GError **error)
{
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, field->name, "%s is not written as such a value is", field->label);
  return FALSE;
}

static gboolean
read_text (YxRecord *record, const YxField *field, const char *text, GError **error)
{
  g_autofree guchar *decoded = NULL;
  gsize size = 0;

  if (field->kind == YX_KIND_BYTES)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (strlen (text) % 4 != 0 || strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") != strlen (text))
        return refuse_format (field, error);
      decoded = g_base64_decode (text, &size);
      bytes = g_bytes_new_take (g_steal_pointer (&decoded), size);
      yx_record_set_bytes (record, field->name, bytes);
      return TRUE;
    }
  if (field->kind == YX_KIND_SECRET)
    {
      g_autoptr (YxSecret) secret = yx_secret_new_text (text);

      yx_wipe ((char *) text, strlen (text));
      yx_record_set_secret (record, field->name, secret);
      return TRUE;
    }
  yx_record_set_text (record, field->name, text);
  return TRUE;
}

static gboolean
read_word (YxRecord *record, const YxField *field, const char *text, GError **error)
{
  YxDate date;
  gint64 instant;

  if (field->kind == YX_KIND_DATE)
    {
      if (!yx_date_parse (text, &date))
        return refuse_format (field, error);
      yx_record_set_int (record, field->name, date);
      return TRUE;
    }
  if (field->kind == YX_KIND_INSTANT)
    {
      if (!yx_instant_parse (text, &instant))
        return refuse_format (field, error);
      yx_record_set_int (record, field->name, instant);
      return TRUE;
    }
  for (const YxChoice *choice = field->choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, text) == 0)
      {
        yx_record_set_int (record, field->name, choice->value);
        return TRUE;
      }
  yx_record_error_set (error, YX_RECORD_ERROR_CHOICE, field->name, "%s is none of its choices", field->label);
  return FALSE;
}

/* A patch replaces nested values whole. */
static YxFieldFlags
nested (YxFieldFlags as)
{
  return as == YX_UPDATE ? YX_CREATE : as;
}

static gboolean
read_list (YxRecord *record, const YxField *field, JsonArray *array, YxFieldFlags as, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (yx_record_unref);
  guint n = json_array_get_length (array);

  if (field->max > 0 && n > (guint) field->max)
    {
      yx_record_error_set (error, YX_RECORD_ERROR_LONG, field->name, "%s has too many items", field->label);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      YxRecord *item = yx_record_from_json (field->item, json_array_get_element (array, i), nested (as), error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  yx_record_take_list (record, field->name, g_steal_pointer (&items));
  return TRUE;
}

static gboolean
read_value (YxRecord *record, const YxField *field, JsonNode *node, YxFieldFlags as, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  g_autoptr (YxRecord) item = NULL;

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
    case YX_KIND_BYTES:
    case YX_KIND_SECRET:
      return type == G_TYPE_STRING ? read_text (record, field, json_node_get_string (node), error) : refuse_type (field, error);
    case YX_KIND_CHOICE:
    case YX_KIND_DATE:
    case YX_KIND_INSTANT:
      return type == G_TYPE_STRING ? read_word (record, field, json_node_get_string (node), error) : refuse_type (field, error);
    case YX_KIND_INT:
    case YX_KIND_MONEY:
      if (type != G_TYPE_INT64)
        return refuse_type (field, error);
      yx_record_set_int (record, field->name, json_node_get_int (node));
      return TRUE;
    case YX_KIND_BOOL:
      if (type != G_TYPE_BOOLEAN)
        return refuse_type (field, error);
      yx_record_set_int (record, field->name, json_node_get_boolean (node));
      return TRUE;
    case YX_KIND_LIST:
      return JSON_NODE_HOLDS_ARRAY (node) ? read_list (record, field, json_node_get_array (node), as, error)
                                          : refuse_type (field, error);
    default:
      item = yx_record_from_json (field->item, node, nested (as), error);
      if (item == NULL)
        return FALSE;
      yx_record_set_record (record, field->name, item);
      return TRUE;
    }
}

static gboolean
read_member (YxRecord *record, const char *name, JsonNode *node, YxFieldFlags as, GError **error)
{
  const YxField *field = yx_record_type_find (record->type, name);

  if (field == NULL || (field->flags & as) == 0)
    {
      if (as == YX_ANSWER)
        return TRUE;
      yx_record_error_set (error, YX_RECORD_ERROR_UNKNOWN, name, "“%s” is not known here", name);
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_NULL (node))
    return read_value (record, field, node, as, error);
  if (as == YX_CREATE && (field->flags & YX_REQUIRED) != 0)
    {
      yx_record_error_set (error, YX_RECORD_ERROR_MISSING, name, "%s is missing", field->label);
      return FALSE;
    }
  yx_record_set_null (record, name);
  return TRUE;
}

static gboolean
check_present (const YxRecord *record, YxFieldFlags as, GError **error)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const YxField *field = &record->type->fields[i];

      if ((field->flags & YX_REQUIRED) != 0 && (field->flags & as) != 0 && !yx_record_has (record, field->name))
        {
          yx_record_error_set (error, YX_RECORD_ERROR_MISSING, field->name, "%s is missing", field->label);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * yx_record_from_json:
 * @type: the record's table
 * @node: what came over the wire, already bounded in size and depth (yx_json_parse())
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields may come from there
 *
 * What goes into secret fields is wiped from @node. Requests refuse members that are unknown or not flagged for @as; answers ignore unknown ones.
 * An update keeps null apart from absent (RFC 7396). Values are held against the table's types;
 * limits and checks are left to yx_record_validate().
 *
 * Errors: %YX_RECORD_ERROR, which knows the field.
 *
 * Returns: (transfer full) (nullable): a record that only the caller holds
 */
gpointer
yx_record_from_json (const YxRecordType *type, JsonNode *node, YxFieldFlags as, GError **error)
{
  g_autoptr (YxRecord) record = yx_record_new (type);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      yx_record_error_set (error, YX_RECORD_ERROR_TYPE, type->name, "An object was expected");
      return NULL;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    if (!read_member (record, name, member, as, error))
      return NULL;
  if (as == YX_CREATE && !check_present (record, as, error))
    return NULL;
  return g_steal_pointer (&record);
}

/**
 * yx_record_to_json:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to read it back with
 *
 * What yx_record_write() writes, for those who pick members out of it.
 *
 * Returns: (transfer full): an object in the table's order
 */
JsonNode *
yx_record_to_json (gconstpointer record, YxFieldFlags as)
{
  g_autofree char *text = yx_record_to_text (record, as);
  JsonNode *node = json_from_string (text, NULL);

  g_assert (node != NULL);
  return node;
}
