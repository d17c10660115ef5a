/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/mirror-fixture.h"
#include "client/yx-client-error.h"

#define ADD(name, account, test)                                                                                     \
  g_test_add ("/client/mirror/" name, MirrorFixture, GINT_TO_POINTER (account), mirror_fixture_set_up, test,         \
              mirror_fixture_tear_down)

static YxLine *
line_of (MirrorFixture *fixture, const char *kind, guint number)
{
  g_autofree char *id = mirror_id (kind, number);

  return yx_index_get (yx_mirror_index (fixture->mirror), id);
}

static void
assert_line (MirrorFixture *fixture, const char *kind, guint number, const char *state, gboolean todo)
{
  g_autoptr (YxLine) line = line_of (fixture, kind, number);

  g_assert_nonnull (line);
  g_assert_cmpstr (line->state, ==, state);
  g_assert_cmpint (line->todo, ==, todo);
}

/* What an enterprise sees on a contract's way, and when it is its turn (law.md 8). */
static void
test_employer_states (MirrorFixture *fixture, gconstpointer data)
{
  mirror_take (fixture, mirror_filing (1, YX_FILING_SUBMITTED));
  assert_line (fixture, "fil", 1, "submitted", FALSE);
  mirror_take (fixture, mirror_filing (1, YX_FILING_RETURNED));
  assert_line (fixture, "fil", 1, "returned", TRUE);
  mirror_take (fixture, mirror_filing (1, YX_FILING_APPROVED));
  assert_line (fixture, "fil", 1, "approved", FALSE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_SEAL));
  assert_line (fixture, "fil", 1, "to_seal", TRUE);
  assert_line (fixture, "doc", 1, "to_seal", TRUE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_SIGN));
  assert_line (fixture, "fil", 1, "to_sign", FALSE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_COMPLETE));
  assert_line (fixture, "fil", 1, "expired", FALSE);
  mirror_take (fixture, mirror_filing (1, YX_FILING_VOIDED));
  assert_line (fixture, "fil", 1, "voided", FALSE);
}

/* A worker knows two words, and has to do what waits for a signature. */
static void
test_worker_states (MirrorFixture *fixture, gconstpointer data)
{
  YxDocument *first = mirror_document (2, YX_DOCUMENT_TO_SEAL);

  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_SEAL));
  assert_line (fixture, "doc", 1, "to_sign", FALSE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_SIGN));
  assert_line (fixture, "doc", 1, "to_sign", TRUE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_STAMP));
  assert_line (fixture, "doc", 1, "signed", FALSE);
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_WITHDRAWN));
  assert_line (fixture, "doc", 1, "withdrawn", FALSE);
  yx_record_set_int (first, "revisions", 2);
  mirror_take (fixture, first);
  assert_line (fixture, "doc", 2, "signed", FALSE);
}

/* Whatever comes first, a filing and its document are one line. */
static void
test_any_order (MirrorFixture *fixture, gconstpointer data)
{
  g_autoptr (YxLine) line = NULL;
  gint64 counts[YX_N_INDEX_SEGMENTS];

  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_TO_SEAL));
  mirror_take (fixture, mirror_filing (1, YX_FILING_APPROVED));
  mirror_take (fixture, mirror_filing (2, YX_FILING_APPROVED));
  mirror_take (fixture, mirror_document (2, YX_DOCUMENT_TO_SEAL));
  g_assert_true (yx_index_count (yx_mirror_index (fixture->mirror), counts, NULL));
  g_assert_cmpint (counts[YX_INDEX_ALL], ==, 2);
  g_assert_cmpint (counts[YX_INDEX_TODO], ==, 2);
  line = line_of (fixture, "doc", 2);
  g_assert_true (g_str_has_prefix (line->id, "fil_"));
}

/* What was returned waits until it is filed anew, whichever of the two comes first. */
static void
test_filed_anew (MirrorFixture *fixture, gconstpointer data)
{
  for (guint first = 0; first < 2; first++)
    {
      YxFiling *filings[2] = { mirror_filing (10 * first + 2, YX_FILING_RETURNED), mirror_filing (10 * first + 1, YX_FILING_SUBMITTED) };
      const char *who = first == 0 ? "11010519491231002X" : "220102198001010012";

      for (guint i = 0; i < 2; i++)
        yx_record_set_text (filings[i], "w_doc_no", who);
      mirror_take (fixture, filings[first]);
      if (first == 0)
        assert_line (fixture, "fil", 2, "returned", TRUE);
      mirror_take (fixture, filings[1 - first]);
      assert_line (fixture, "fil", 10 * first + 2, "returned", FALSE);
      assert_line (fixture, "fil", 10 * first + 1, "submitted", FALSE);
    }
}

/* A contract's own word counts from the moment that it is renewed or ended. */
static void
test_contract (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *id = mirror_id ("ctr", 1);
  g_autofree char *filing = mirror_id ("fil", 1);
  YxContract *contract = yx_contract_new ();

  yx_record_set_text (contract, "id", id);
  yx_record_set_text (contract, "filing", filing);
  yx_record_set_int (contract, "state", YX_CONTRACT_DISSOLVED);
  mirror_take (fixture, mirror_filing (1, YX_FILING_APPROVED));
  mirror_take (fixture, mirror_document (1, YX_DOCUMENT_COMPLETE));
  assert_line (fixture, "fil", 1, "expired", FALSE);
  mirror_take (fixture, contract);
  assert_line (fixture, "fil", 1, "dissolved", FALSE);
  g_assert_true (yx_mirror_forget (fixture->mirror, id, NULL));
  assert_line (fixture, "fil", 1, "expired", FALSE);
}

/* Days alone begin and end a contract. */
static void
test_days (MirrorFixture *fixture, gconstpointer data)
{
  gboolean changed;
  gint64 counts[YX_N_INDEX_SEGMENTS];

  mirror_take (fixture, mirror_filing (60, YX_FILING_APPROVED)); /* to 2026-03-02 */
  mirror_take (fixture, mirror_document (60, YX_DOCUMENT_COMPLETE));
  assert_line (fixture, "fil", 60, "running", FALSE);
  g_assert_true (yx_index_count (yx_mirror_index (fixture->mirror), counts, NULL));
  g_assert_cmpint (counts[YX_INDEX_ENDING], ==, 1);
  g_assert_true (yx_mirror_age (fixture->mirror, &changed, NULL));
  g_assert_false (changed);
  yx_test_clock_jump (fixture->clock, 2 * G_TIME_SPAN_DAY);
  g_assert_true (yx_mirror_age (fixture->mirror, &changed, NULL));
  g_assert_true (changed);
  assert_line (fixture, "fil", 60, "expired", FALSE);
}

/* Another start of the program shows what was there, though no hall answers. */
static void
test_reopened (MirrorFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *id = mirror_id ("fil", 7);
  g_autoptr (YxFiling) filing = NULL;

  for (guint i = 0; i < 1200; i++)
    mirror_take (fixture, mirror_filing (i, i % 3 == 0 ? YX_FILING_RETURNED : YX_FILING_SUBMITTED));
  before = mirror_dump (yx_mirror_index (fixture->mirror));
  mirror_fixture_reopen (fixture, YX_ACCOUNT_ENTERPRISE);
  mirror_fixture_load (fixture);
  after = mirror_dump (yx_mirror_index (fixture->mirror));
  g_assert_cmpstr (before, ==, after);
  filing = yx_mirror_filing (fixture->mirror, id, NULL);
  g_assert_cmpstr (filing->w_name, ==, "欧阳建国7");
}

/* A row's bytes hold no name in the clear, and can't be put in the place of another's. */
static void
test_sealed (MirrorFixture *fixture, gconstpointer data)
{
  g_autoptr (YxDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = mirror_id ("fil", 1);
  g_autofree char *sql = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  mirror_take (fixture, mirror_filing (1, YX_FILING_SUBMITTED));
  mirror_take (fixture, mirror_filing (2, YX_FILING_SUBMITTED));
  g_clear_pointer (&fixture->mirror, yx_mirror_unref);
  g_clear_pointer (&fixture->store, yx_local_store_free);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "王小燕", strlen ("王小燕")));
  db = yx_database_open (fixture->path, YX_DATABASE_WRITE, NULL);
  sql = g_strdup_printf ("UPDATE mirrored SET body = (SELECT body FROM mirrored WHERE id <> '%s') WHERE id = '%s'", first, first);
  g_assert_true (yx_database_execute (db, sql, NULL));
  mirror_fixture_reopen (fixture, YX_ACCOUNT_ENTERPRISE);
  g_assert_null (yx_mirror_filing (fixture->mirror, first, &error));
  g_assert_nonnull (error);
}

static void
random_step (MirrorFixture *fixture, GRand *rand, GPtrArray *done)
{
  guint number = (guint) g_rand_int_range (rand, 0, 12);
  gboolean files = g_rand_boolean (rand);
  g_autofree char *id = mirror_id (files ? "fil" : "doc", number);
  gpointer record = files ? (gpointer) mirror_filing (number, (YxFilingState) g_rand_int_range (rand, 1, 5))
                          : (gpointer) mirror_document (number, (YxDocumentState) g_rand_int_range (rand, 0, 7));

  if (g_rand_int_range (rand, 0, 4) > 0)
    {
      g_ptr_array_add (done, yx_record_ref (record));
      mirror_take (fixture, record);
      return;
    }
  yx_record_unref (record);
  g_assert_true (yx_mirror_forget (fixture->mirror, id, NULL));
}

/* However records come and go: the index is what a new load of the store makes it, the same again changes nothing, and no
 * document stands both on its own and in a filing's line. */
static void
test_property (MirrorFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260301);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (yx_record_unref);
      g_autofree char *before = NULL;
      g_autofree char *again = NULL;
      g_autofree char *loaded = NULL;

      for (guint k = 0; k < 10; k++)
        random_step (fixture, rand, done);
      before = mirror_dump (yx_mirror_index (fixture->mirror));
      if (done->len > 0)
        {
          gpointer last = done->pdata[done->len - 1];
          g_autofree char *id = g_strdup (yx_record_get_text (last, "id"));

          mirror_take (fixture, yx_record_ref (last));
          g_free (before);
          before = mirror_dump (yx_mirror_index (fixture->mirror));
          mirror_take (fixture, yx_record_ref (last));
        }
      again = mirror_dump (yx_mirror_index (fixture->mirror));
      g_assert_cmpstr (before, ==, again);
      mirror_fixture_reopen (fixture, YX_ACCOUNT_ENTERPRISE);
      mirror_fixture_load (fixture);
      loaded = mirror_dump (yx_mirror_index (fixture->mirror));
      g_assert_cmpstr (loaded, ==, before);
    }
}

/* A snapshot leaves only what was in it. */
static void
test_sweep (MirrorFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autofree char *dump = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 round;

  for (guint i = 0; i < 5; i++)
    mirror_take (fixture, mirror_filing (i, YX_FILING_APPROVED));
  mirror_take (fixture, mirror_document (3, YX_DOCUMENT_TO_SEAL));
  g_assert_true (yx_mirror_begin_round (fixture->mirror, &round, NULL));
  g_ptr_array_add (records, mirror_filing (1, YX_FILING_APPROVED));
  g_ptr_array_add (records, mirror_document (3, YX_DOCUMENT_TO_SIGN));
  g_assert_true (yx_mirror_take (fixture->mirror, records, round, NULL));
  g_assert_true (yx_mirror_sweep (fixture->mirror, round, NULL));
  dump = mirror_dump (yx_mirror_index (fixture->mirror));
  g_assert_nonnull (strstr (dump, "approved"));
  g_assert_nonnull (strstr (dump, "to_sign"));
  lines = g_strsplit (dump, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (yx_mirror_wipe (fixture->mirror, NULL));
  g_free (dump);
  dump = mirror_dump (yx_mirror_index (fixture->mirror));
  g_assert_cmpstr (dump, ==, "");
}

static void
test_without_id (MirrorFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { NULL, "", "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa", "../../etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);
      g_autoptr (GError) error = NULL;
      YxFiling *filing = mirror_filing (1, YX_FILING_SUBMITTED);

      yx_record_set_text (filing, "id", ids[i]);
      g_ptr_array_add (records, mirror_filing (2, YX_FILING_SUBMITTED));
      g_ptr_array_add (records, filing);
      g_assert_false (yx_mirror_take (fixture->mirror, records, 0, &error));
      g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL);
      g_assert_null (line_of (fixture, "fil", 2));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("employer-states", YX_ACCOUNT_ENTERPRISE, test_employer_states);
  ADD ("worker-states", YX_ACCOUNT_PERSON, test_worker_states);
  ADD ("any-order", YX_ACCOUNT_ENTERPRISE, test_any_order);
  ADD ("filed-anew", YX_ACCOUNT_ENTERPRISE, test_filed_anew);
  ADD ("contract", YX_ACCOUNT_ENTERPRISE, test_contract);
  ADD ("days", YX_ACCOUNT_ENTERPRISE, test_days);
  ADD ("reopened", YX_ACCOUNT_ENTERPRISE, test_reopened);
  ADD ("sealed", YX_ACCOUNT_ENTERPRISE, test_sealed);
  ADD ("property", YX_ACCOUNT_ENTERPRISE, test_property);
  ADD ("sweep", YX_ACCOUNT_ENTERPRISE, test_sweep);
  ADD ("without-id", YX_ACCOUNT_ENTERPRISE, test_without_id);
  return g_test_run ();
}
