/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-list.h"

#include "flow/yx-flow-error.h"

#define PAGE 200
#define MAX_PAGES 5000

static void
take_items (gconstpointer page, GPtrArray *list)
{
  const YxField *field = yx_record_type_find (((const YxRecord *) page)->type, "items");
  GPtrArray *items = *(GPtrArray **) yx_field_at (field, page);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (list, yx_record_ref (items->pdata[i]));
}

/**
 * yx_flow_list:
 * @connection: a way to the hall
 * @call: an endpoint that lists page by page; its cursor and limit don't count
 *
 * Returns: (transfer full) (element-type YxRecord): all of the list
 */
GPtrArray *
yx_flow_list (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autofree char *cursor = NULL;
  YxCall next = *call;

  next.limit = PAGE;
  for (guint i = 0; i < MAX_PAGES; i++)
    {
      g_autoptr (YxRecord) page = NULL;

      next.cursor = cursor;
      page = yx_connection_call (connection, &next, cancellable, error);
      if (page == NULL)
        return NULL;
      take_items (page, list);
      if (yx_record_get_text (page, "next") == NULL)
        return g_steal_pointer (&list);
      if (g_strcmp0 (yx_record_get_text (page, "next"), cursor) == 0)
        break;
      g_free (cursor);
      cursor = g_strdup (yx_record_get_text (page, "next"));
    }
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall's list has no end");
  return NULL;
}
