/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-sync.h"

#include <string.h>

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "client/yx-feed.h"
#include "client/yx-outbox.h"
#include "client/yx-pager.h"

#define HOLD 20            /* seconds that the hall may hold one answer back */
#define SHORTEST_REST 1000 /* milliseconds before a hall that is gone is asked again */
#define LONGEST_REST 15000

/* One pass. */
typedef struct
{
  YxMirror *mirror;
  YxConnection *connection;
  const char *scope;
  GCancellable *cancellable;
} Pass;

struct _YxSync
{
  YxMirror *mirror;         /* (owned) */
  YxConnection *connection; /* (owned) */
  char *scope;              /* (owned) */
  YxSyncFunc func;
  gpointer data;
  GCancellable *cancellable; /* (owned) */
  GThread *thread;           /* (owned) */
  int doubted;               /* atomic */
};

static char *
cursor_fact (const char *scope)
{
  return g_strconcat ("synced/", scope, NULL);
}

/* Whether a snapshot has been taken in whole; the feed's cursor may stand there for other reasons. */
static gboolean
has_snapshot (Pass *pass, gboolean *has, GError **error)
{
  g_autofree char *name = cursor_fact (pass->scope);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) fact = yx_local_store_kept (yx_mirror_store (pass->mirror), name, &local);

  *has = fact != NULL && g_bytes_get_size (fact) > 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
keep_cursor (Pass *pass, const char *cursor, GError **error)
{
  g_autofree char *name = cursor_fact (pass->scope);
  g_autoptr (GBytes) fact = g_bytes_new (cursor, strlen (cursor));

  return yx_local_store_keep (yx_mirror_store (pass->mirror), name, fact, error);
}

static char *
kept_cursor (Pass *pass, GError **error)
{
  g_autofree char *name = cursor_fact (pass->scope);
  g_autoptr (GBytes) fact = yx_local_store_kept (yx_mirror_store (pass->mirror), name, error);

  return fact != NULL ? g_strndup (g_bytes_get_data (fact, NULL), g_bytes_get_size (fact)) : NULL;
}

static YxFeedPage *
read_feed (Pass *pass, const char *cursor, guint wait, GError **error)
{
  const YxCall call = { .endpoint = YX_API_FEED_READ, .parameters = { pass->scope }, .cursor = cursor, .wait = wait };
  g_autoptr (YxFeedPage) page = yx_connection_call (pass->connection, &call, pass->cancellable, error);

  if (page == NULL || page->cursor != NULL)
    return g_steal_pointer (&page);
  g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's feed has no cursor");
  return NULL;
}

static gboolean
take_list (Pass *pass, const YxCall *call, gint64 round, GError **error)
{
  g_autoptr (YxPager) pager = yx_pager_new (pass->connection, call);

  for (;;)
    {
      g_autoptr (GPtrArray) items = NULL;

      if (!yx_pager_next (pager, &items, pass->cancellable, error))
        return FALSE;
      if (items == NULL)
        return TRUE;
      if (!yx_mirror_take (pass->mirror, items, round, error))
        return FALSE;
    }
}

/* The feed's place is taken before the lists are read, so that no change falls between. */
static gboolean
take_snapshot (Pass *pass, GError **error)
{
  const YxCall filings = { .endpoint = YX_API_FILING_LIST, .parameters = { pass->scope } };
  const YxCall documents = { .endpoint = YX_API_DOCUMENT_LIST };
  g_autoptr (YxFeedPage) page = read_feed (pass, NULL, 0, error);
  gint64 round;

  if (page == NULL || !yx_mirror_begin_round (pass->mirror, &round, error))
    return FALSE;
  if (yx_mirror_account (pass->mirror) == YX_ACCOUNT_ENTERPRISE && !take_list (pass, &filings, round, error))
    return FALSE;
  if (!take_list (pass, &documents, round, error))
    return FALSE;
  YX_FAULT ("client.sync.snapshot");
  return yx_mirror_sweep (pass->mirror, round, error) && keep_cursor (pass, page->cursor, error);
}

static gboolean
call_for (Pass *pass, const char *kind, const char *object, YxCall *call)
{
  gboolean enterprise = yx_mirror_account (pass->mirror) == YX_ACCOUNT_ENTERPRISE;

  if (g_str_equal (kind, "document") && yx_id_check ("doc", object))
    *call = (YxCall){ .endpoint = YX_API_DOCUMENT_GET, .parameters = { object } };
  else if (enterprise && g_str_equal (kind, "filing") && yx_id_check ("fil", object))
    *call = (YxCall){ .endpoint = YX_API_FILING_GET, .parameters = { pass->scope, object } };
  else if (enterprise && g_str_equal (kind, "contract") && yx_id_check ("ctr", object))
    *call = (YxCall){ .endpoint = YX_API_CONTRACT_GET, .parameters = { pass->scope, object } };
  else
    return FALSE;
  return TRUE;
}

/* What can't be seen any more is gone. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND)
         || g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_FORBIDDEN);
}

static gboolean
fetch_object (Pass *pass, const YxCall *call, const char *object, GPtrArray *records, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxRecord) record = yx_connection_call (pass->connection, call, pass->cancellable, &local);

  if (record == NULL && is_lost (local))
    return yx_mirror_forget (pass->mirror, object, error);
  if (record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (g_strcmp0 (yx_record_get_text (record, "id"), object) != 0)
    {
      g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall answered with another record");
      return FALSE;
    }
  g_ptr_array_add (records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
take_entry (Pass *pass, const YxFeedEntry *entry, GPtrArray *records, GError **error)
{
  YxCall call;

  if (entry->kind == NULL)
    return TRUE;
  if (g_str_equal (entry->kind, "scope-ended"))
    {
      g_ptr_array_set_size (records, 0);
      return yx_mirror_wipe (pass->mirror, error);
    }
  if (entry->object == NULL)
    return TRUE;
  if (g_str_equal (entry->kind, "gone"))
    return yx_mirror_forget (pass->mirror, entry->object, error);
  return !call_for (pass, entry->kind, entry->object, &call) || fetch_object (pass, &call, entry->object, records, error);
}

/* Whether a later entry of the page speaks of the same object: it will be fetched then. */
static gboolean
comes_again (const GPtrArray *entries, guint at)
{
  const YxFeedEntry *entry = entries->pdata[at];

  for (guint i = at + 1; i < entries->len; i++)
    if (g_strcmp0 (((const YxFeedEntry *) entries->pdata[i])->object, entry->object) == 0)
      return entry->object != NULL;
  return FALSE;
}

static gboolean
take_page (Pass *pass, const YxFeedPage *page, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; i < page->entries->len; i++)
    if (!comes_again (page->entries, i) && !take_entry (pass, page->entries->pdata[i], records, error))
      return FALSE;
  YX_FAULT ("client.sync.fetched");
  return yx_mirror_take (pass->mirror, records, 0, error) && keep_cursor (pass, page->cursor, error);
}

/* Reads until nothing new is there; only the first question waits. */
static gboolean
follow (Pass *pass, guint wait, gboolean *changed, GError **error)
{
  for (;;)
    {
      g_autofree char *cursor = kept_cursor (pass, error);
      g_autoptr (YxFeedPage) page = cursor != NULL ? read_feed (pass, cursor, *changed ? 0 : wait, error) : NULL;

      if (page == NULL)
        return FALSE;
      if (page->entries == NULL || page->entries->len == 0)
        return g_strcmp0 (page->cursor, cursor) == 0 || keep_cursor (pass, page->cursor, error);
      if (g_str_equal (page->cursor, cursor))
        {
          g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's feed does not move on");
          return FALSE;
        }
      *changed = TRUE;
      if (!take_page (pass, page, error))
        return FALSE;
    }
}

/**
 * yx_sync_once:
 * @mirror: what is brought up to date
 * @connection: a way to the hall, signed in
 * @scope: the enterprise's or person's id
 * @wait: how many seconds the hall may wait for something new
 * @changed: (out): whether anything was new; also when it fails
 *
 * Takes a snapshot where there is none or the feed begins anew, then what changed since. What is fetched twice is taken
 * in twice, with the same outcome, so that it may end at any moment.
 *
 * Errors: as yx_connection_call(); %YX_CLIENT_ERROR_PROTOCOL for a hall that contradicts itself.
 *
 * Returns: whether @mirror is what the hall has
 */
gboolean
yx_sync_once (YxMirror *mirror, YxConnection *connection, const char *scope, guint wait, gboolean *changed,
              GCancellable *cancellable, GError **error)
{
  Pass pass = { mirror, connection, scope, cancellable };
  g_autoptr (GError) local = NULL;
  gboolean has;

  *changed = FALSE;
  if (!has_snapshot (&pass, &has, error))
    return FALSE;
  if (has && follow (&pass, wait, changed, &local))
    return TRUE;
  if (has && !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_FEED_RESET))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *changed = TRUE;
  return keep_cursor (&pass, "", error) && take_snapshot (&pass, error);
}

static gboolean
stopped (YxSync *sync)
{
  return g_cancellable_is_cancelled (sync->cancellable);
}

static void
tell (YxSync *sync, YxSyncNews news)
{
  if (!stopped (sync))
    sync->func (news, sync->data);
}

static void
rest (YxSync *sync, guint milliseconds)
{
  GPollFD poll;

  if (!g_cancellable_make_pollfd (sync->cancellable, &poll))
    return;
  g_poll (&poll, 1, (int) milliseconds);
  g_cancellable_release_fd (sync->cancellable);
}

static void
load (YxSync *sync)
{
  gboolean more = TRUE;

  /* What can't be read any more comes again with a snapshot. */
  while (more && !stopped (sync) && yx_mirror_load (sync->mirror, &more, NULL))
    tell (sync, YX_SYNC_CHANGED);
  if (!stopped (sync) && yx_mirror_show_drafts (sync->mirror, NULL))
    tell (sync, YX_SYNC_CHANGED);
}

/* What was decided while the hall was away goes first. */
static gboolean
send_waiting (YxSync *sync, GError **error)
{
  return yx_outbox_flush (yx_mirror_store (sync->mirror), sync->connection, sync->cancellable, error)
         && yx_mirror_show_drafts (sync->mirror, error);
}

static gboolean
pass (YxSync *sync, gboolean away, gboolean *current, GError **error)
{
  gboolean changed = FALSE;
  gboolean older = FALSE;
  gboolean done = (!away || send_waiting (sync, error))
                  && yx_mirror_age (sync->mirror, &older, error)
                  && yx_sync_once (sync->mirror, sync->connection, sync->scope, *current ? HOLD : 0, &changed,
                                   sync->cancellable, error);

  if (changed || older)
    tell (sync, YX_SYNC_CHANGED);
  if (done && !*current)
    tell (sync, YX_SYNC_CURRENT);
  *current = done;
  return done;
}

static gpointer
run (gpointer data)
{
  YxSync *sync = data;
  gboolean away = TRUE;
  gboolean current = FALSE;
  guint pause = SHORTEST_REST;

  load (sync);
  while (!stopped (sync))
    {
      g_autoptr (GError) error = NULL;

      away = g_atomic_int_compare_and_exchange (&sync->doubted, TRUE, FALSE) || away;
      if (pass (sync, away, &current, &error))
        {
          if (away)
            tell (sync, YX_SYNC_ONLINE);
          away = FALSE;
          pause = SHORTEST_REST;
          continue;
        }
      if (g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_UNAUTHENTICATED))
        {
          tell (sync, YX_SYNC_ENDED);
          break;
        }
      away = TRUE;
      if (error->domain == YX_CLIENT_ERROR)
        tell (sync, YX_SYNC_OFFLINE);
      g_debug ("The mirror rests for %u ms: %s", pause, error->message);
      rest (sync, pause);
      pause = MIN (pause * 2, LONGEST_REST);
    }
  return NULL;
}

/**
 * yx_sync_start:
 * @mirror: what is kept like the hall
 * @connection: a way to the hall, signed in
 * @scope: the enterprise's or person's id
 * @func: told what happens, on the thread that syncs
 * @data: for @func
 *
 * Returns: (transfer full): the thread that does it
 */
YxSync *
yx_sync_start (YxMirror *mirror, YxConnection *connection, const char *scope, YxSyncFunc func, gpointer data)
{
  YxSync *sync = g_new0 (YxSync, 1);

  sync->mirror = yx_mirror_ref (mirror);
  sync->connection = yx_connection_ref (connection);
  sync->scope = g_strdup (scope);
  sync->func = func;
  sync->data = data;
  sync->cancellable = g_cancellable_new ();
  sync->thread = g_thread_new ("sync", run, sync);
  return sync;
}

/**
 * yx_sync_doubt:
 * @sync: a thread that syncs
 *
 * Somebody else did not reach the hall. It may be that only they did not: with its next pass the thread sends what waits,
 * and tells %YX_SYNC_ONLINE or %YX_SYNC_OFFLINE anew. For any thread.
 */
void
yx_sync_doubt (YxSync *sync)
{
  g_atomic_int_set (&sync->doubted, TRUE);
}

/**
 * yx_sync_free:
 * @sync: (transfer full): a thread that syncs; it is waited for
 */
void
yx_sync_free (YxSync *sync)
{
  g_cancellable_cancel (sync->cancellable);
  g_thread_join (sync->thread);
  g_object_unref (sync->cancellable);
  yx_connection_unref (sync->connection);
  yx_mirror_unref (sync->mirror);
  g_free (sync->scope);
  g_free (sync);
}
