/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-pager.h"

#define PAGE 200
#define MAX_PAGES 5000

struct _YxPager
{
  YxConnection *connection;
  YxCall call; /* borrows its parameters */
  char *cursor;
  guint pages;
  gboolean ended;
};

/**
 * yx_pager_new:
 * @connection: a way to the hall
 * @call: an endpoint that lists page by page; its parameters must outlive the pager, its cursor and limit don't count
 *
 * Returns: (transfer full): a pager before the first page
 */
YxPager *
yx_pager_new (YxConnection *connection, const YxCall *call)
{
  YxPager *pager = g_new0 (YxPager, 1);

  pager->connection = yx_connection_ref (connection);
  pager->call = *call;
  pager->call.limit = PAGE;
  return pager;
}

/**
 * yx_pager_free:
 * @pager: (transfer full): a pager
 */
void
yx_pager_free (YxPager *pager)
{
  yx_connection_unref (pager->connection);
  g_free (pager->cursor);
  g_free (pager);
}

/* A list that comes back to where it was has no end. */
static gboolean
go_on (YxPager *pager, const char *next, GError **error)
{
  gboolean stands = g_strcmp0 (next, pager->cursor) == 0;

  if (next != NULL && (stands || ++pager->pages >= MAX_PAGES))
    {
      g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's list has no end");
      return FALSE;
    }
  pager->ended = next == NULL;
  g_free (pager->cursor);
  pager->cursor = g_strdup (next);
  return TRUE;
}

/**
 * yx_pager_next:
 * @pager: a pager
 * @items: (out) (transfer full) (nullable) (element-type YxRecord): the next page's records; %NULL after the last page
 *
 * Errors: as yx_connection_call(); %YX_CLIENT_ERROR_PROTOCOL: the list has no end.
 *
 * Returns: whether the hall answered
 */
gboolean
yx_pager_next (YxPager *pager, GPtrArray **items, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (YxRecord) page = NULL;
  GPtrArray *found;

  *items = NULL;
  if (pager->ended)
    return TRUE;
  pager->call.cursor = pager->cursor;
  page = yx_connection_call (pager->connection, &pager->call, cancellable, error);
  if (page == NULL)
    return FALSE;
  taken = g_ptr_array_new_with_free_func (yx_record_unref);
  found = *(GPtrArray **) yx_field_at (yx_record_type_find (page->type, "items"), page);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (taken, yx_record_ref (found->pdata[i]));
  if (!go_on (pager, yx_record_get_text (page, "next"), error))
    return FALSE;
  *items = g_steal_pointer (&taken);
  return TRUE;
}
