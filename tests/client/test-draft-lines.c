/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/mirror-fixture.h"
#include "client/yx-drafts.h"

static void
keep (MirrorFixture *fixture, const char *id, const char *title)
{
  g_autoptr (JsonNode) body = json_from_string ("{\"fields\":{}}", NULL);
  g_autoptr (GError) error = NULL;

  yx_drafts_keep (fixture->store, id, title, body, YX_TEST_NOW, &error);
  g_assert_no_error (error);
}

static void
drop (MirrorFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;

  yx_drafts_drop (fixture->store, id, &error);
  g_assert_no_error (error);
}

static void
show (MirrorFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yx_mirror_show_drafts (fixture->mirror, &error);
  g_assert_no_error (error);
}

static void
assert_counts (MirrorFixture *fixture, gint64 all, gint64 todo)
{
  gint64 counts[YX_N_INDEX_SEGMENTS];

  g_assert_true (yx_index_count (yx_mirror_index (fixture->mirror), counts, NULL));
  g_assert_cmpint (counts[YX_INDEX_ALL], ==, all);
  g_assert_cmpint (counts[YX_INDEX_TODO], ==, todo);
}

static YxLine *
line_of (MirrorFixture *fixture, const char *id)
{
  return yx_index_get (yx_mirror_index (fixture->mirror), id);
}

/* What was begun is in the list, is found by its title, and waits for who began it; thrown away it is gone. */
static void
test_listed (MirrorFixture *fixture, gconstpointer data)
{
  const YxIndexQuery query = { .segment = YX_INDEX_TODO, .search = "车工", .state = "draft" };
  g_autofree char *first = mirror_id ("fil", 1);
  g_autofree char *second = mirror_id ("fil", 2);
  g_autoptr (YxLine) named = NULL;
  g_autoptr (YxLine) nameless = NULL;
  g_autoptr (GArray) found = NULL;

  keep (fixture, first, "李想 · 车工");
  keep (fixture, second, "");
  show (fixture);
  assert_counts (fixture, 2, 2);
  named = line_of (fixture, first);
  g_assert_cmpstr (named->name, ==, "李想 · 车工");
  g_assert_cmpstr (named->state, ==, "draft");
  g_assert_null (named->filing);
  g_assert_cmpint (named->updated, ==, YX_TEST_NOW);
  nameless = line_of (fixture, second);
  g_assert_cmpstr (nameless->name, ==, "Without a name");
  found = yx_index_find (yx_mirror_index (fixture->mirror), &query, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  drop (fixture, first);
  show (fixture);
  assert_counts (fixture, 1, 1);
  g_assert_null (line_of (fixture, first));
}

/* A draft that nobody touched is the same line as before: a list that shows it needs no other row. */
static void
test_steady (MirrorFixture *fixture, gconstpointer data)
{
  const YxIndexQuery query = { .segment = YX_INDEX_ALL };
  g_autofree char *id = mirror_id ("fil", 1);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  keep (fixture, id, "李想");
  show (fixture);
  before = yx_index_find (yx_mirror_index (fixture->mirror), &query, NULL);
  keep (fixture, id, "李想想");
  show (fixture);
  after = yx_index_find (yx_mirror_index (fixture->mirror), &query, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (g_array_index (after, YxIndexKey, 0).number, ==, g_array_index (before, YxIndexKey, 0).number);
  g_assert_cmpint (g_array_index (after, YxIndexKey, 0).stamp, >, g_array_index (before, YxIndexKey, 0).stamp);
}

/* The hall has it before the draft is dropped, or the other way round: what the hall has is what is listed. */
static void
test_filed (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *first = mirror_id ("fil", 1);
  g_autofree char *second = mirror_id ("fil", 2);
  g_autoptr (YxLine) one = NULL;
  g_autoptr (YxLine) two = NULL;

  keep (fixture, first, "李想");
  keep (fixture, second, "王小燕");
  show (fixture);
  mirror_take (fixture, mirror_filing (1, YX_FILING_SUBMITTED));
  show (fixture);
  drop (fixture, first);
  show (fixture);
  drop (fixture, second);
  mirror_take (fixture, mirror_filing (2, YX_FILING_SUBMITTED));
  show (fixture);
  one = line_of (fixture, first);
  two = line_of (fixture, second);
  g_assert_cmpstr (one->state, ==, "submitted");
  g_assert_cmpstr (two->state, ==, "submitted");
  assert_counts (fixture, 2, 0);
}

/* What is being corrected stands in the line of what was returned, until that is gone. */
static void
test_corrected (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *filing = mirror_id ("fil", 1);
  g_autofree char *correction = g_strconcat (filing, "-2", NULL);
  g_autoptr (YxLine) line = NULL;

  mirror_take (fixture, mirror_filing (1, YX_FILING_RETURNED));
  keep (fixture, correction, "李想");
  show (fixture);
  assert_counts (fixture, 1, 1);
  g_assert_null (line_of (fixture, correction));
  line = line_of (fixture, filing);
  g_assert_cmpstr (line->state, ==, "returned");
  g_assert_true (yx_mirror_forget (fixture->mirror, filing, NULL));
  show (fixture);
  assert_counts (fixture, 1, 1);
}

/* On its way it waits for nobody here; refused it does, and says so. */
static void
test_on_its_way (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *id = mirror_id ("fil", 1);
  g_autoptr (YxFiling) filing = yx_filing_new ();
  const YxCall call = { .endpoint = YX_API_FILING_SUBMIT, .parameters = { "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa", id }, .request = filing };
  g_autoptr (YxLine) line = NULL;

  keep (fixture, id, "李想");
  g_assert_true (yx_outbox_put (fixture->store, id, &call, NULL));
  show (fixture);
  assert_counts (fixture, 1, 0);
  line = line_of (fixture, id);
  g_assert_cmpstr (line->reason, ==, "Waits to be sent to the hall");
}

/* After a start the list has it again. */
static void
test_reopened (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *id = mirror_id ("fil", 1);

  keep (fixture, id, "李想");
  mirror_take (fixture, mirror_filing (2, YX_FILING_APPROVED));
  mirror_fixture_reopen (fixture, YX_ACCOUNT_ENTERPRISE);
  mirror_fixture_load (fixture);
  assert_counts (fixture, 1, 0);
  show (fixture);
  assert_counts (fixture, 2, 1);
}

#define ADD(name, test)                                                                                                     \
  g_test_add ("/client/draft-lines/" name, MirrorFixture, GINT_TO_POINTER (YX_ACCOUNT_ENTERPRISE), mirror_fixture_set_up, test, \
              mirror_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("listed", test_listed);
  ADD ("steady", test_steady);
  ADD ("filed", test_filed);
  ADD ("corrected", test_corrected);
  ADD ("on-its-way", test_on_its_way);
  ADD ("reopened", test_reopened);
  return g_test_run ();
}
