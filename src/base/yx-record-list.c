/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record-list.h"

#include <string.h>

#define ITEMS "；;\n"
#define MEMBERS "｜|"

static gboolean
parts_at (const char *at, const char *separators)
{
  return g_utf8_strchr (separators, -1, g_utf8_get_char (at)) != NULL;
}

/* The next piece before a separator, trimmed; @at moves behind it, to NULL after the last one. */
static char *
next_piece (const char **at, const char *separators)
{
  const char *start = *at;
  const char *end = start;

  while (*end != '\0' && !parts_at (end, separators))
    end = g_utf8_next_char (end);
  *at = *end != '\0' ? g_utf8_next_char (end) : NULL;
  return g_strstrip (g_strndup (start, (gsize) (end - start)));
}

static gboolean
refuse (const YxField *list, const char *reason, GError **error)
{
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, list->name, "%s: %s", list->label, reason);
  return FALSE;
}

static YxRecord *
parse_item (const YxField *list, const char *typed, GError **error)
{
  g_autoptr (YxRecord) item = yx_record_new (list->item);
  g_autoptr (GError) problem = NULL;
  const char *at = typed;

  for (guint i = 0; at != NULL; i++)
    {
      g_autofree char *piece = next_piece (&at, MEMBERS);

      if (i >= list->item->n_fields)
        {
          refuse (list, "there are too many parts between | signs", error);
          return NULL;
        }
      if (!yx_record_set_typed (item, list->item->fields[i].name, piece, &problem))
        {
          refuse (list, problem->message, error);
          return NULL;
        }
    }
  if (!yx_record_validate (item, &problem))
    {
      refuse (list, problem->message, error);
      return NULL;
    }
  return g_steal_pointer (&item);
}

/**
 * yx_record_set_typed_list:
 * @record: a record that only the caller holds
 * @field: a list
 * @typed: UTF-8: items parted by `；`, `;` or new lines, an item's fields in its table's order by `|`:
 *   `基本工资|5000；岗位津贴|800.50`
 *
 * Returns: whether it could be read
 */
gboolean
yx_record_set_typed_list (gpointer record, const YxField *field, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (yx_record_unref);
  const char *at = typed;

  if (!g_utf8_validate (typed, -1, NULL))
    return refuse (field, "it is not UTF-8", error);
  while (at != NULL)
    {
      g_autofree char *piece = next_piece (&at, ITEMS);
      YxRecord *item;

      if (piece[0] == '\0')
        continue;
      item = parse_item (field, piece, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  yx_record_take_list (record, field->name, g_steal_pointer (&items));
  return TRUE;
}

static char *
show_item (gconstpointer item)
{
  const YxRecordType *type = ((const YxRecord *) item)->type;
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *value = yx_record_show (item, type->fields[i].name);

      g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "", value);
    }
  while (shown->len > 0 && shown->str[shown->len - 1] == '|')
    g_string_truncate (shown, shown->len - 1);
  return g_string_free (shown, FALSE);
}

/**
 * yx_record_show_list:
 * @record: a record that has @field
 * @field: a list
 *
 * Returns: (transfer full): as yx_record_set_typed_list() reads it
 */
char *
yx_record_show_list (gconstpointer record, const YxField *field)
{
  const GPtrArray *items = *(GPtrArray **) yx_field_at (field, record);
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *item = show_item (items->pdata[i]);

      g_string_append_printf (shown, "%s%s", i > 0 ? "；" : "", item);
    }
  return g_string_free (shown, FALSE);
}
