/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-list.h"

#include "client/yx-pager.h"

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
  g_autoptr (YxPager) pager = yx_pager_new (connection, call);
  GPtrArray *items = NULL;

  do
    {
      if (!yx_pager_next (pager, &items, cancellable, error))
        return NULL;
      if (items != NULL)
        g_ptr_array_extend_and_steal (list, items);
    }
  while (items != NULL);
  return g_steal_pointer (&list);
}
