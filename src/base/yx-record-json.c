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

static JsonNode *
write_list (const GPtrArray *items, YxFieldFlags as)
{
  JsonArray *array = json_array_sized_new (items->len);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < items->len; i++)
    json_array_add_element (array, yx_record_to_json (items->pdata[i], as));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = json_node_alloc ();

  return json_node_init_string (node, text);
}

static JsonNode *
taken_node (char *text)
{
  JsonNode *node = text_node (text);

  g_free (text);
  return node;
}

static JsonNode *
write_value (const YxRecord *record, const YxField *field, YxFieldFlags as)
{
  gpointer at = yx_field_at (field, record);
  gsize size;
  const guchar *bytes;

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      return text_node (*(char **) at);
    case YX_KIND_CHOICE:
      return text_node (yx_choice_find (field->choices, *(int *) at)->nick);
    case YX_KIND_DATE:
      return taken_node (yx_date_format (*(YxDate *) at));
    case YX_KIND_INSTANT:
      return taken_node (yx_instant_format (*(gint64 *) at));
    case YX_KIND_BYTES:
      bytes = g_bytes_get_data (*(GBytes **) at, &size);
      return taken_node (g_base64_encode (bytes, size));
    case YX_KIND_BOOL:
      return json_node_init_boolean (json_node_alloc (), *(gboolean *) at);
    case YX_KIND_RECORD:
      return yx_record_to_json (*(YxRecord **) at, nested (as));
    case YX_KIND_LIST:
      return write_list (*(GPtrArray **) at, nested (as));
    default:
      return json_node_init_int (json_node_alloc (), *(gint64 *) at);
    }
}

/**
 * yx_record_to_json:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to write
 *
 * Secret fields are never written; see yx_record_to_request().
 *
 * Returns: (transfer full): an object in the table's order
 */
JsonNode *
yx_record_to_json (gconstpointer record, YxFieldFlags as)
{
  const YxRecord *head = record;
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < head->type->n_fields; i++)
    {
      const YxField *field = &head->type->fields[i];

      if (field->kind == YX_KIND_SECRET || (field->flags & as) == 0)
        continue;
      if (yx_field_present (field, record))
        json_object_set_member (object, field->name, write_value (head, field, as));
      else if (yx_record_is_null (record, field->name))
        json_object_set_null_member (object, field->name);
    }
  json_node_take_object (node, object);
  return node;
}

static gsize
escape (const char *text, gsize size, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) text[i];

      if (c == '"' || c == '\\')
        {
          out[n++] = '\\';
          out[n++] = (char) c;
        }
      else if (c < 0x20)
        n += (gsize) g_snprintf (out + n, 7, "\\u%04x", c);
      else
        out[n++] = (char) c;
    }
  return n;
}

static gsize
append_secrets (const YxRecord *record, YxFieldFlags as, gboolean first, char *out)
{
  gsize n = 0;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const YxField *field = &record->type->fields[i];
      YxSecret *secret;

      if (field->kind != YX_KIND_SECRET || (field->flags & as) == 0 || !yx_field_present (field, record))
        continue;
      secret = *(YxSecret **) yx_field_at (field, record);
      n += (gsize) g_snprintf (out + n, 80, "%s\"%s\":\"", first ? "" : ",", field->name);
      n += escape (yx_secret_text (secret), yx_secret_size (secret), out + n);
      out[n++] = '"';
      first = FALSE;
    }
  return n;
}

static gsize
room_for_secrets (const YxRecord *record)
{
  gsize room = 0;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const YxField *field = &record->type->fields[i];

      if (field->kind == YX_KIND_SECRET && yx_field_present (field, record))
        room += 84 + 6 * yx_secret_size (*(YxSecret **) yx_field_at (field, record));
    }
  return room;
}

/**
 * yx_record_to_request:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to write
 *
 * The body of a message, its secret members included: the one way in which they leave.
 *
 * Returns: (transfer full): JSON text
 */
YxSecret *
yx_record_to_request (gconstpointer record, YxFieldFlags as)
{
  g_autoptr (JsonNode) node = yx_record_to_json (record, as);
  g_autofree char *plain = json_to_string (node, FALSE);
  gsize size = strlen (plain);
  YxSecret *body = yx_secret_new (size + room_for_secrets (record));
  char *out = yx_secret_bytes (body);
  gsize n = size - 1; /* without the closing brace */

  memcpy (out, plain, n);
  n += append_secrets (record, as, n == 1, out + n);
  out[n++] = '}';
  yx_secret_truncate (body, n);
  return body;
}
