/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/yx-openapi.h"

/* JSON Schema 2020-12, the dialect of OpenAPI 3.1. */

static void
set_type (JsonObject *schema, const char *type, gboolean nullable)
{
  JsonArray *types = json_array_new ();

  if (!nullable)
    {
      json_array_unref (types);
      json_object_set_string_member (schema, "type", type);
      return;
    }
  json_array_add_string_element (types, type);
  json_array_add_string_element (types, "null");
  json_object_set_array_member (schema, "type", types);
}

static void
set_text (JsonObject *schema, const YxField *field, gboolean nullable)
{
  gint64 least = field->flags & YX_REQUIRED ? MAX (field->min, 1) : field->min;

  set_type (schema, "string", nullable);
  if (least > 0)
    json_object_set_int_member (schema, "minLength", least);
  json_object_set_int_member (schema, "maxLength", yx_field_limit (field));
}

static void
set_bytes (JsonObject *schema, const YxField *field, gboolean nullable)
{
  set_type (schema, "string", nullable);
  json_object_set_string_member (schema, "contentEncoding", "base64");
  json_object_set_int_member (schema, "maxLength", (yx_field_limit (field) + 2) / 3 * 4);
}

static void
set_number (JsonObject *schema, const YxField *field, gboolean nullable)
{
  set_type (schema, "integer", nullable);
  json_object_set_int_member (schema, "minimum", field->min);
  json_object_set_int_member (schema, "maximum", yx_field_limit (field));
}

static void
set_formatted (JsonObject *schema, const char *format, gboolean nullable)
{
  set_type (schema, "string", nullable);
  json_object_set_string_member (schema, "format", format);
}

static void
set_choices (JsonObject *schema, const YxField *field, gboolean nullable)
{
  JsonArray *choices = json_array_new ();
  JsonObject *line;

  for (const YxChoice *choice = field->choices; choice->nick != NULL; choice++)
    {
      line = json_object_new ();
      json_object_set_string_member (line, "const", choice->nick);
      json_object_set_string_member (line, "title", choice->label);
      json_array_add_object_element (choices, line);
    }
  if (nullable)
    {
      line = json_object_new ();
      json_object_set_string_member (line, "type", "null");
      json_array_add_object_element (choices, line);
    }
  json_object_set_array_member (schema, "oneOf", choices);
}

static JsonObject *
reference (const YxRecordType *type, YxFieldFlags as)
{
  JsonObject *object = json_object_new ();
  g_autofree char *path = g_strdup_printf ("#/components/schemas/%s%s", type->name, as == YX_CREATE ? "-request" : "");

  json_object_set_string_member (object, "$ref", path);
  return object;
}

static void
set_list (JsonObject *schema, const YxField *field, YxFieldFlags as, gboolean nullable)
{
  set_type (schema, "array", nullable);
  json_object_set_object_member (schema, "items", reference (field->item, as));
  if (field->min > 0)
    json_object_set_int_member (schema, "minItems", field->min);
  json_object_set_int_member (schema, "maxItems", yx_field_limit (field));
}

static void
set_record (JsonObject *schema, const YxField *field, YxFieldFlags as, gboolean nullable)
{
  JsonArray *either = json_array_new ();
  JsonObject *null;

  json_array_add_object_element (either, reference (field->item, as));
  if (nullable)
    {
      null = json_object_new ();
      json_object_set_string_member (null, "type", "null");
      json_array_add_object_element (either, null);
    }
  json_object_set_array_member (schema, "anyOf", either);
}

static void
set_value (JsonObject *schema, const YxField *field, YxFieldFlags as, gboolean nullable)
{
  g_autofree char *pattern = NULL;

  switch (field->kind)
    {
    case YX_KIND_TEXT:
      set_text (schema, field, nullable);
      return;
    case YX_KIND_SECRET:
      set_text (schema, field, nullable);
      json_object_set_boolean_member (schema, as == YX_ANSWER ? "readOnly" : "writeOnly", TRUE);
      return;
    case YX_KIND_ID:
      pattern = g_strdup_printf ("^%s_[a-z2-7]{26}$", field->prefix);
      set_type (schema, "string", nullable);
      json_object_set_string_member (schema, "pattern", pattern);
      return;
    case YX_KIND_CHOICE:
      set_choices (schema, field, nullable);
      return;
    case YX_KIND_INT:
    case YX_KIND_MONEY:
      set_number (schema, field, nullable);
      return;
    case YX_KIND_BOOL:
      set_type (schema, "boolean", nullable);
      return;
    case YX_KIND_DATE:
      set_formatted (schema, "date", nullable);
      return;
    case YX_KIND_INSTANT:
      set_formatted (schema, "date-time", nullable);
      return;
    case YX_KIND_BYTES:
      set_bytes (schema, field, nullable);
      return;
    case YX_KIND_RECORD:
      set_record (schema, field, as, nullable);
      return;
    case YX_KIND_LIST:
      set_list (schema, field, as, nullable);
      return;
    default:
      g_assert_not_reached ();
    }
}

static void
describe (JsonObject *schema, const YxField *field)
{
  g_autofree char *text
    = g_strconcat (field->label, field->heading != NULL ? " (" : "", field->heading != NULL ? field->heading : "",
                   field->heading != NULL ? ")" : "", field->kind == YX_KIND_MONEY ? ", in 1/100 yuan" : "", NULL);

  json_object_set_string_member (schema, "description", text);
}

/**
 * yx_openapi_schema:
 * @type: a record's table
 * @as: %YX_CREATE: what a request may say, unknown members refused; %YX_ANSWER: what an answer says
 *
 * Returns: (transfer full): a schema (JSON Schema 2020-12); records within it are referred to as `#/components/schemas/NAME`,
 *   in requests `NAME-request`
 */
JsonNode *
yx_openapi_schema (const YxRecordType *type, YxFieldFlags as)
{
  JsonObject *schema = json_object_new ();
  JsonObject *properties = json_object_new ();
  JsonArray *required = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];
      gboolean needed = as == YX_CREATE && (field->flags & YX_REQUIRED) != 0;
      JsonObject *member;

      if ((field->flags & as) == 0)
        continue;
      member = json_object_new ();
      describe (member, field);
      set_value (member, field, as, as == YX_CREATE && !needed);
      json_object_set_object_member (properties, field->name, member);
      if (needed)
        json_array_add_string_element (required, field->name);
    }
  json_object_set_string_member (schema, "type", "object");
  json_object_set_object_member (schema, "properties", properties);
  if (json_array_get_length (required) > 0)
    json_object_set_array_member (schema, "required", required);
  else
    json_array_unref (required);
  if (as == YX_CREATE)
    json_object_set_boolean_member (schema, "additionalProperties", FALSE);
  json_node_take_object (node, schema);
  return node;
}
