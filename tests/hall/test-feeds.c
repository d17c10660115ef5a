/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-documents.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-event-page.h"
#include "model/yx-feed-page.h"
#include "model/yx-revision.h"

static void
open_desk (Desk *desk)
{
  HallFixture *fixture = hall_fixture_new ();

  desk_open (desk, fixture);
  desk_register_both (desk);
  desk_sign_in_both (desk);
}

static YxHallCall *
read_feed (Desk *desk, StoryActor *actor, const char *scope, const char *cursor)
{
  YxHallCall *call = story_call (desk->fixture, YX_API_FEED_READ, actor, scope, NULL);

  call->cursor = g_strdup (cursor);
  return call;
}

static YxFeedPage *
follow (Desk *desk, StoryActor *actor, const char *scope, const char *cursor)
{
  g_autoptr (YxHallCall) call = read_feed (desk, actor, scope, cursor);

  story_does (call);
  return (YxFeedPage *)g_steal_pointer (&call->answer);
}

static gboolean
has_entry (YxFeedPage *page, const char *kind, const char *object)
{
  for (guint i = 0; i < page->entries->len; i++)
    {
      const YxFeedEntry *entry = page->entries->pdata[i];

      if (strcmp (entry->kind, kind) == 0 && strcmp (entry->object, object) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
count_ring (gpointer data)
{
  g_atomic_int_inc ((gint *)data);
}

/* A filing tells its employer, its worker, and rings for both. */
static void
test_both_parties (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFeedPage) employers = NULL;
  g_autoptr (YxFeedPage) workers = NULL;
  g_autoptr (YxFeedPage) news = NULL;
  g_autoptr (YxFeedPage) told = NULL;
  g_autoptr (YxFeedPage) rest = NULL;
  g_autoptr (YxFiling) filing = NULL;
  gint rings = 0;
  guint bell;

  open_desk (&desk);
  employers = follow (&desk, desk.employer, desk.employer->enterprise, NULL);
  workers = follow (&desk, desk.worker, desk.worker->session->person, NULL);
  g_assert_cmpuint (workers->entries->len, ==, 0);
  bell = yx_hall_bell_listen (desk.fixture->hall->bell, desk.worker->session->person, count_ring, &rings);
  filing = story_file (desk.fixture, desk.employer, desk.worker);
  g_assert_cmpstr (filing->person, ==, desk.worker->session->person);
  yx_hall_bell_forget (desk.fixture->hall->bell, bell);
  g_assert_cmpint (rings, ==, 1);
  news = follow (&desk, desk.employer, desk.employer->enterprise, employers->cursor);
  g_assert_true (has_entry (news, "filing", filing->id));
  g_assert_true (has_entry (news, "contract", filing->contract));
  g_assert_true (has_entry (news, "document", filing->document));
  told = follow (&desk, desk.worker, desk.worker->session->person, workers->cursor);
  g_assert_cmpuint (told->entries->len, ==, 1);
  g_assert_true (has_entry (told, "document", filing->document));
  rest = follow (&desk, desk.worker, desk.worker->session->person, told->cursor);
  g_assert_cmpuint (rest->entries->len, ==, 0);
  g_assert_cmpstr (rest->cursor, ==, told->cursor);
}

static YxRevision *
next_revision (const YxDocument *document)
{
  YxRevision *revision = yx_revision_new ();
  g_autofree char *id = yx_id_new ("rev");
  g_autofree char *head = g_strnfill (64, 'a');

  yx_record_set_text (revision, "id", id);
  yx_record_set_text (revision, "document", document->id);
  yx_record_set_int (revision, "number", document->revisions + 1);
  yx_record_set_int (revision, "kind", YX_REVISION_SIGNATURE);
  yx_record_set_text (revision, "hash", head);
  yx_record_set_text (revision, "head", head);
  yx_record_set_text (revision, "previous", document->head);
  yx_record_set_int (revision, "size", 1);
  yx_record_set_text (revision, "field", "yx.employer");
  yx_record_set_int (revision, "at", document->created);
  return revision;
}

static gboolean
advance (YxHallWrite *write, gpointer data, GError **error)
{
  const YxDocument *document = data;
  g_autoptr (YxRevision) revision = next_revision (document);
  gboolean moved = TRUE;

  return yx_hall_document_advance (write, document, revision, YX_DOCUMENT_TO_SIGN, &moved, error) && !moved;
}

/* The worker registers while the hall judges a revision, and is told of it all the same. */
static void
test_registered_meanwhile (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (YxFeedPage) before = NULL;
  g_autoptr (YxFeedPage) told = NULL;
  g_autoptr (GError) error = NULL;

  open_desk (&desk);
  filing = story_file (desk.fixture, desk.employer, desk.worker);
  document = story_document (desk.fixture, desk.employer, filing->document);
  yx_record_unset (document, "person");
  before = follow (&desk, desk.worker, desk.worker->session->person, NULL);
  yx_hall_write (desk.fixture->hall, NULL, advance, document, &error);
  g_assert_no_error (error);
  told = follow (&desk, desk.worker, desk.worker->session->person, before->cursor);
  g_assert_true (has_entry (told, "document", filing->document));
}

static void
test_pages (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFeedPage) start = NULL;
  g_autofree char *cursor = NULL;
  gint64 last = 0;
  guint n = 0;
  guint entries;

  open_desk (&desk);
  start = follow (&desk, desk.employer, desk.employer->enterprise, NULL);
  cursor = g_strdup (start->cursor);
  yx_filing_unref (story_file (desk.fixture, desk.employer, desk.worker));
  do
    {
      g_autoptr (YxHallCall) call = read_feed (&desk, desk.employer, desk.employer->enterprise, cursor);
      YxFeedPage *page;

      call->limit = 2;
      story_does (call);
      page = (YxFeedPage *)call->answer;
      entries = page->entries->len;
      for (guint i = 0; i < entries; i++)
        {
          const YxFeedEntry *entry = page->entries->pdata[i];

          g_assert_true (last == 0 || entry->number == last + 1);
          last = entry->number;
          n++;
        }
      g_free (cursor);
      cursor = g_strdup (page->cursor);
    }
  while (entries > 0);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_waits (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFeedPage) start = NULL;
  g_autoptr (YxHallCall) waiting = NULL;
  g_autoptr (YxHallCall) first = NULL;
  g_autoptr (YxHallCall) news = NULL;

  open_desk (&desk);
  first = read_feed (&desk, desk.employer, desk.employer->enterprise, NULL);
  first->wait = 30;
  story_does (first);
  g_assert_null (first->wait_scope);
  start = follow (&desk, desk.employer, desk.employer->enterprise, NULL);
  waiting = read_feed (&desk, desk.employer, desk.employer->enterprise, start->cursor);
  waiting->wait = 30;
  story_does (waiting);
  g_assert_cmpstr (waiting->wait_scope, ==, desk.employer->enterprise);
  story_make_seal (desk.fixture, desk.employer);
  news = read_feed (&desk, desk.employer, desk.employer->enterprise, start->cursor);
  news->wait = 30;
  story_does (news);
  g_assert_null (news->wait_scope);
  g_assert_true (has_entry ((YxFeedPage *)news->answer, "seal", desk.employer->seal->id));
}

/* Another epoch, another scope, a number that never was, one that was trimmed: fetch anew. */
static void
test_reset (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFeedPage) start = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *other = NULL;
  g_autofree char *future = NULL;
  const char *epoch_now;

  open_desk (&desk);
  yx_filing_unref (story_file (desk.fixture, desk.employer, desk.worker));
  epoch_now = desk.fixture->hall->epoch;
  epoch = g_strdup_printf ("%s0.%s.1", epoch_now, desk.employer->enterprise);
  other = g_strdup_printf ("%s.%s.1", epoch_now, desk.worker->session->person);
  future = g_strdup_printf ("%s.%s.99", epoch_now, desk.employer->enterprise);
  {
    const char *const cursors[] = { epoch, other, future, "", "x", "a.b.c.d", "..-1" };

    for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
      {
        g_autoptr (YxHallCall) call = read_feed (&desk, desk.employer, desk.employer->enterprise, cursors[i]);

        story_refused (call, YX_PROBLEM_FEED_RESET, NULL);
      }
  }
  start = follow (&desk, desk.employer, desk.employer->enterprise, NULL);
  story_sql (desk.fixture, "UPDATE \"scope\" SET \"trimmed\" = \"counter\"");
  yx_feed_page_unref (follow (&desk, desk.employer, desk.employer->enterprise, start->cursor));
  {
    g_autofree char *old = g_strdup_printf ("%s.%s.1", epoch_now, desk.employer->enterprise);
    g_autoptr (YxHallCall) trimmed = read_feed (&desk, desk.employer, desk.employer->enterprise, old);

    story_refused (trimmed, YX_PROBLEM_FEED_RESET, NULL);
  }
}

static void
test_foreign_scope (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *unknown = yx_id_new ("ent");
  g_autoptr (YxHallCall) enterprise = NULL;
  g_autoptr (YxHallCall) head = NULL;
  g_autoptr (YxHallCall) nothing = NULL;

  open_desk (&desk);
  enterprise = read_feed (&desk, desk.worker, desk.employer->enterprise, NULL);
  story_refused (enterprise, YX_PROBLEM_NOT_FOUND, NULL);
  head = read_feed (&desk, desk.employer, desk.employer->session->person, NULL);
  story_refused (head, YX_PROBLEM_NOT_FOUND, NULL);
  nothing = read_feed (&desk, desk.worker, unknown, NULL);
  story_refused (nothing, YX_PROBLEM_NOT_FOUND, NULL);
}

/* Each event chains to the one before; any change of a stored line shows. */
static void
test_chain (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (YxEvent) changed = NULL;
  g_autofree char *chain = NULL;
  const char *previous = NULL;

  open_desk (&desk);
  story_sign_in (desk.fixture, desk.worker);
  story_sign_in (desk.fixture, desk.worker);
  events = yx_hall_rows_now (desk.fixture->hall, &yx_event_type, "\"object\" = :object ORDER BY \"number\"",
                             YX_WITH ("object", desk.worker->account), NULL);
  g_assert_cmpuint (events->len, ==, 4);
  for (guint i = 0; i < events->len; i++)
    {
      YxEvent *event = events->pdata[i];
      g_autofree char *expected = yx_hall_event_chain (event);

      g_assert_cmpstr (event->chain, ==, expected);
      g_assert_cmpstr (event->previous, ==, previous);
      g_assert_cmpint (event->number, ==, i + 1);
      previous = event->chain;
    }
  changed = yx_record_copy (events->pdata[1]);
  yx_record_set_text (changed, "address", "elsewhere");
  chain = yx_hall_event_chain (changed);
  g_assert_cmpstr (chain, !=, changed->chain);
}

typedef struct
{
  guint runs;
  gboolean keep;
  YxProblemCode code;
} Attempt;

static gboolean
write_and_refuse (YxHallWrite *write, gpointer data, GError **error)
{
  Attempt *attempt = data;

  attempt->runs++;
  if (!yx_hall_feed_write (write, "ent_test", "test", "obj", error))
    return FALSE;
  write->keep = attempt->keep;
  yx_problem_set (error, attempt->code, NULL, NULL);
  return FALSE;
}

/* A refusal undoes what was written, unless it is to be kept, as wrong entries are. */
static void
test_refusal_keeps (void)
{
  g_auto (Desk) desk = { NULL };
  Attempt attempts[] = { { 0, FALSE, YX_PROBLEM_CONFLICT }, { 0, TRUE, YX_PROBLEM_WRONG_CODE } };
  gint64 rows[] = { 0, 1 };

  open_desk (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = NULL;

      g_assert_false (yx_hall_write (desk.fixture->hall, NULL, write_and_refuse, &attempts[i], &error));
      g_assert_error (error, YX_PROBLEM_ERROR, (int)attempts[i].code);
      found
          = yx_hall_rows_now (desk.fixture->hall, &yx_feed_entry_type, "\"scope\" = 'ent_test'", NULL, NULL);
      g_assert_cmpuint (found->len, ==, rows[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/feeds/both-parties", test_both_parties);
  g_test_add_func ("/hall/feeds/registered-meanwhile", test_registered_meanwhile);
  g_test_add_func ("/hall/feeds/pages", test_pages);
  g_test_add_func ("/hall/feeds/waits", test_waits);
  g_test_add_func ("/hall/feeds/reset", test_reset);
  g_test_add_func ("/hall/feeds/foreign-scope", test_foreign_scope);
  g_test_add_func ("/hall/feeds/chain", test_chain);
  g_test_add_func ("/hall/feeds/refusal-keeps", test_refusal_keeps);
  return g_test_run ();
}
