/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-watch.h"

#include "client/yx-feed.h"
#include "flow/yx-flow-list.h"

#define HOLD 20 /* seconds that the hall may hold one answer back */

/* Waits until something changed; a feed that begins anew counts as a change. */
static gboolean
wait_for_change (YxActor *actor, guint seconds, GCancellable *cancellable, GError **error)
{
  const char *scope = yx_actor_scope (actor);
  g_autoptr (GError) local = NULL;
  g_autoptr (YxFeedPage) page
    = yx_feed_read (actor->store, actor->connection, scope, MIN (seconds, HOLD), cancellable, &local);

  if (page != NULL)
    return yx_feed_done (actor->store, scope, page, error);
  if (g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_FEED_RESET))
    return yx_feed_forget (actor->store, scope, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * yx_flow_await:
 * @actor: an actor that is signed in
 * @check: asks whether it has come
 * @data: for @check
 * @seconds: how long to wait at most
 *
 * Asks, then asks again whenever the actor's feed says that something changed. The feed's place is taken
 * before the first question, so that no change falls between.
 *
 * Returns: whether it came; %YX_FLOW_ERROR_TIMED_OUT
 */
gboolean
yx_flow_await (YxActor *actor, YxFlowCheck check, gpointer data, guint seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  gboolean done = FALSE;

  if (!yx_actor_signed_in (actor, error) || !wait_for_change (actor, 0, cancellable, error)
      || !check (data, &done, cancellable, error))
    return FALSE;
  while (!done)
    {
      gint64 left = (end - g_get_monotonic_time ()) / G_USEC_PER_SEC;

      if (left <= 0)
        {
          g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_TIMED_OUT, "It did not come within %u seconds", seconds);
          return FALSE;
        }
      if (!wait_for_change (actor, (guint) left, cancellable, error) || !check (data, &done, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_flow_filings:
 * @actor: an enterprise that is signed in
 *
 * Returns: (transfer full) (element-type YxFiling): all its filings
 */
GPtrArray *
yx_flow_filings (YxActor *actor, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_FILING_LIST,
                        .parameters = { actor->session != NULL ? actor->session->enterprise : NULL } };

  return yx_actor_signed_in (actor, error) ? yx_flow_list (actor->connection, &call, cancellable, error) : NULL;
}

/**
 * yx_flow_documents:
 * @actor: an actor that is signed in
 *
 * Returns: (transfer full) (element-type YxDocument): the documents that it is a party of
 */
GPtrArray *
yx_flow_documents (YxActor *actor, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_LIST };

  return yx_actor_signed_in (actor, error) ? yx_flow_list (actor->connection, &call, cancellable, error) : NULL;
}
