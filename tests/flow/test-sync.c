/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-fault.h"
#include "client/mirror-fixture.h"
#include "client/yx-sync.h"
#include "flow/story.h"
#include "flow/yx-flow-copy.h"

#define MOST_COMMITS 60

/* A mirror of its own of somebody's account. */
typedef struct
{
  YxLocalStore *store;
  YxMirror *mirror;
} Kept;

static void
open_kept (Kept *kept, Story *story, Desk *desk, const char *name)
{
  g_autofree char *path = yx_test_folder_path (story->folder, name);
  g_autoptr (GError) error = NULL;

  kept->store = yx_local_store_open (path, story->key, &error);
  g_assert_no_error (error);
  kept->mirror = yx_mirror_new (kept->store, desk->actor->session->kind, yx_clock_system (), &error);
  g_assert_no_error (error);
}

static void
close_kept (Kept *kept)
{
  yx_mirror_unref (kept->mirror);
  yx_local_store_free (kept->store);
}

static void
sync_now (Kept *kept, Desk *desk)
{
  g_autoptr (GError) error = NULL;
  gboolean changed;

  yx_sync_once (kept->mirror, desk->actor->connection, yx_actor_scope (desk->actor), 0, &changed, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_state (Kept *kept, Desk *desk, Story *story, const char *state, gboolean todo)
{
  g_autoptr (YxLine) line = NULL;

  sync_now (kept, desk);
  line = yx_index_get (yx_mirror_index (kept->mirror), story->document);
  g_assert_nonnull (line);
  g_assert_cmpstr (line->state, ==, state);
  g_assert_cmpint (line->todo, ==, todo);
}

/* Both parties' mirrors follow a contract from its filing to its timestamp. */
static void
test_both (Story *story, gconstpointer data)
{
  Kept employer, worker;
  g_autoptr (YxRevision) sealed = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (GError) error = NULL;

  story_register (story);
  open_kept (&employer, story, &story->enterprise, "employer.db");
  open_kept (&worker, story, &story->worker, "worker.db");
  sync_now (&employer, &story->enterprise);
  sync_now (&worker, &story->worker);
  story_certify (story);
  story_file (story);
  assert_state (&employer, &story->enterprise, story, "to_seal", TRUE);
  assert_state (&worker, &story->worker, story, "to_sign", FALSE);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  sealed = story_seal (story, NULL, &error);
  g_assert_no_error (error);
  assert_state (&employer, &story->enterprise, story, "to_sign", FALSE);
  assert_state (&worker, &story->worker, story, "to_sign", TRUE);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  signed_here = story_sign (story, NULL, &error);
  g_assert_no_error (error);
  story_await (story, YX_DOCUMENT_COMPLETE);
  assert_state (&employer, &story->enterprise, story, "pending", FALSE);
  assert_state (&worker, &story->worker, story, "signed", FALSE);
  filing = yx_mirror_filing (employer.mirror, story->filing, &error);
  g_assert_cmpstr (filing->w_name, ==, "李想");
  close_kept (&employer);
  close_kept (&worker);
}

static YxHeldDocument *
copy_of (Story *story, const YxDocument *record, GError **error)
{
  return yx_flow_kept_copy (story->enterprise.actor, record, NULL, error);
}

/* What was read once can be looked at without a hall: the same bytes, judged; another state of it can't. */
static void
test_copy (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (YxHeldDocument) kept = NULL;
  g_autoptr (YxDocument) moved = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  held = yx_flow_document (story->enterprise.actor, story->document, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (copy_of (story, held->record, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_true (yx_flow_keep_copy (story->enterprise.actor, held, &error));
  story_stop_hall (story);
  kept = copy_of (story, held->record, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept->bytes, held->bytes));
  g_assert_nonnull (kept->verdict);
  moved = yx_record_copy (held->record);
  yx_record_set_text (moved, "head", "0000000000000000000000000000000000000000000000000000000000000000");
  g_assert_null (copy_of (story, moved, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
}

/* Only so many are kept: the first that was kept goes first. */
static void
test_most_copies (Story *story, gconstpointer data)
{
  g_autofree char *first = mirror_id ("doc", 0);
  g_autofree char *last = mirror_id ("doc", YX_FLOW_MOST_COPIES);

  for (guint i = 0; i <= YX_FLOW_MOST_COPIES; i++)
    {
      YxHeldDocument held = { .record = mirror_document (i, YX_DOCUMENT_COMPLETE), .bytes = g_bytes_new_static ("%PDF", 4) };

      g_assert_true (yx_flow_keep_copy (story->enterprise.actor, &held, NULL));
      yx_document_unref (held.record);
      g_bytes_unref (held.bytes);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat ("copy/", i == 0 ? first : last, NULL);
      g_autoptr (GBytes) fact = yx_local_store_kept (story->enterprise.store, name, NULL);

      g_assert_cmpuint (g_bytes_get_size (fact), ==, i == 0 ? 0 : 4);
    }
}

static void
fail_at (guint commit)
{
  g_autofree char *fault = g_strdup_printf ("database.commit:%u:error", commit);

  if (commit > 0)
    g_setenv ("YINXIN_FAULT", fault, TRUE);
  else
    g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
}

/* Whichever write of a pass fails, be it a snapshot's or a feed's, the next pass makes the mirror whole. */
static void
test_interrupted (Story *story, gconstpointer data)
{
  Kept whole;
  g_autofree char *expected = NULL;
  gboolean failed = TRUE;
  guint failures = 0;

  story_up_to_contract (story);
  open_kept (&whole, story, &story->enterprise, "whole.db");
  sync_now (&whole, &story->enterprise);
  expected = mirror_dump (yx_mirror_index (whole.mirror));
  g_assert_cmpstr (expected, !=, "");
  for (guint i = 1; i < MOST_COMMITS && failed; i++)
    {
      g_autofree char *name = g_strdup_printf ("interrupted-%u.db", i);
      g_autofree char *dump = NULL;
      g_autoptr (GError) error = NULL;
      gboolean changed;
      Kept kept;

      open_kept (&kept, story, &story->enterprise, name);
      fail_at (i);
      failed = !yx_sync_once (kept.mirror, story->enterprise.actor->connection, yx_actor_scope (story->enterprise.actor), 0,
                              &changed, NULL, &error);
      fail_at (0);
      failures += failed ? 1 : 0;
      sync_now (&kept, &story->enterprise);
      dump = mirror_dump (yx_mirror_index (kept.mirror));
      g_assert_cmpstr (dump, ==, expected);
      close_kept (&kept);
    }
  g_assert_false (failed); /* the last write that can fail was passed */
  g_assert_cmpuint (failures, >, 5);
  close_kept (&whole);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_find_programs ();
  g_test_add ("/flow/sync/both", Story, NULL, story_set_up, test_both, story_tear_down);
  g_test_add ("/flow/sync/copy", Story, NULL, story_set_up, test_copy, story_tear_down);
  g_test_add ("/flow/sync/most-copies", Story, NULL, story_set_up, test_most_copies, story_tear_down);
  g_test_add ("/flow/sync/interrupted", Story, NULL, story_set_up, test_interrupted, story_tear_down);
  return g_test_run ();
}
