/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-feed.h"

#include <string.h>

static char *
cursor_name (const char *scope)
{
  return g_strconcat ("cursor/", scope, NULL);
}

/**
 * yx_feed_read:
 * @store: the account's store
 * @connection: where to, signed in
 * @scope: an enterprise's or a person's id
 * @wait: how many seconds the hall may wait for something new
 *
 * Reads what is new since yx_feed_done() was called last.
 *
 * Errors: as yx_connection_call(); %YX_PROBLEM_FEED_RESET: yx_feed_forget() it and fetch the lists anew.
 *
 * Returns: (transfer full) (nullable): the entries, perhaps none
 */
YxFeedPage *
yx_feed_read (YxLocalStore *store, YxConnection *connection, const char *scope, guint wait, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = cursor_name (scope);
  g_autofree char *cursor = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) cause = NULL;

  kept = yx_local_store_kept (store, name, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (kept != NULL && g_bytes_get_size (kept) > 0)
    cursor = g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  return yx_connection_call (connection,
                             &(YxCall){ .endpoint = YX_API_FEED_READ, .parameters = { scope }, .cursor = cursor, .wait = wait },
                             cancellable, error);
}

/**
 * yx_feed_done:
 * @store: the account's store
 * @scope: the feed's scope
 * @page: what was read and taken in
 *
 * The next yx_feed_read() goes on after @page.
 *
 * Returns: whether that is on the disk
 */
gboolean
yx_feed_done (YxLocalStore *store, const char *scope, YxFeedPage *page, GError **error)
{
  g_autofree char *name = cursor_name (scope);
  g_autoptr (GBytes) cursor = NULL;

  if (page->cursor == NULL)
    return TRUE;
  cursor = g_bytes_new (page->cursor, strlen (page->cursor));
  return yx_local_store_keep (store, name, cursor, error);
}

/**
 * yx_feed_forget:
 * @store: the account's store
 * @scope: the feed's scope
 *
 * The next yx_feed_read() begins at the feed's start.
 *
 * Returns: whether that is on the disk
 */
gboolean
yx_feed_forget (YxLocalStore *store, const char *scope, GError **error)
{
  g_autofree char *name = cursor_name (scope);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  return yx_local_store_keep (store, name, empty, error);
}
