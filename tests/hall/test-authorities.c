/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-id.h"
#include "hall/hall-story.h"
#include "hall/yx-hall-authorities.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-chain.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-revocations.h"
#include "lib/yx-test-wait.h"
#include "model/yx-hall-info.h"
#include "pdf/yx-judge-call.h"

static YxSecret *
passphrase_of (HallFixture *fixture)
{
  g_autofree char *path = hall_fixture_path (fixture, "ca/passphrase");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return yx_secret_new_text (text);
}

/* With the hall closed meanwhile, as the command does. */
static void
add (HallFixture *fixture, YxAuthorityRole role, YxAlgorithm algorithm)
{
  g_autoptr (YxSecret) passphrase = passphrase_of (fixture);
  g_autoptr (GError) error = NULL;

  hall_fixture_close (fixture);
  (void)yx_hall_authorities_add (fixture->folder, "测试网厅", role, passphrase, algorithm, yx_clock_now (fixture->clock),
                                 &error);
  g_assert_no_error (error);
  hall_fixture_open (fixture);
}

static YxHallInfo *
ask_info (HallFixture *fixture)
{
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_HALL_GET, NULL, NULL, NULL);

  story_does (call);
  return (YxHallInfo *)g_steal_pointer (&call->answer);
}

static guint
count (HallFixture *fixture, YxAuthorityRole role, gboolean only_active)
{
  g_autoptr (YxHallInfo) info = ask_info (fixture);
  guint n = 0;

  for (guint i = 0; i < info->authorities->len; i++)
    {
      const YxAuthorityEntry *entry = info->authorities->pdata[i];

      n += entry->role == (int)role && (!only_active || entry->active);
    }
  return n;
}

/* Each role but the root; all stay in the table, the newest signs. */
static void
test_added (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  static const YxAuthorityRole roles[]
      = { YX_AUTHORITY_ISSUING, YX_AUTHORITY_SEAL_MAKER, YX_AUTHORITY_TIMESTAMP, YX_AUTHORITY_RECORDS };

  hall_fixture_open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      yx_test_clock_turn (fixture->clock, G_TIME_SPAN_DAY);
      add (fixture, roles[i], YX_ALGORITHM_P256);
      g_assert_cmpuint (count (fixture, roles[i], FALSE), ==, 2);
      g_assert_cmpuint (count (fixture, roles[i], TRUE), ==, 1);
    }
  add (fixture, YX_AUTHORITY_ISSUING, YX_ALGORITHM_P256);
  g_assert_cmpuint (count (fixture, YX_AUTHORITY_ISSUING, FALSE), ==, 3);
  g_assert_cmpuint (count (fixture, YX_AUTHORITY_ISSUING, TRUE), ==, 1);
  g_assert_cmpuint (count (fixture, YX_AUTHORITY_ROOT, FALSE), ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("not the passphrase");
  g_autoptr (YxSecret) right = passphrase_of (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_hall_authorities_add (fixture->folder, "x", YX_AUTHORITY_ISSUING, wrong, YX_ALGORITHM_P256,
                                           YX_TEST_NOW, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (yx_hall_authorities_add (fixture->folder, "x", YX_AUTHORITY_ROOT, right, YX_ALGORITHM_P256,
                                           YX_TEST_NOW, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE);
  g_assert_cmpuint (yx_hall_authority_count (fixture->folder, YX_HALL_CA_ISSUING), ==, 1);
}

/* A command that was cut off after the key leaves nothing that matters, and can be given again. */
static void
test_cut_off (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *key = hall_fixture_path (fixture, "ca/tsa-2.key");

  g_assert_true (g_file_set_contents (key, "half a key", -1, NULL));
  hall_fixture_open (fixture);
  g_assert_cmpuint (count (fixture, YX_AUTHORITY_TIMESTAMP, FALSE), ==, 1);
  add (fixture, YX_AUTHORITY_TIMESTAMP, YX_ALGORITHM_P256);
  g_assert_cmpuint (count (fixture, YX_AUTHORITY_TIMESTAMP, FALSE), ==, 2);
}

static gboolean
append (Story *story, StoryActor *actor, const char *field)
{
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxHallCall) call = story_append (story->fixture, actor, document, id, appended);
  g_autoptr (GError) error = NULL;

  (void)story_run (call, &error);
  g_assert_no_error (error);
  return error == NULL;
}

static gboolean
is_complete (gpointer data)
{
  Story *story = data;
  g_autoptr (YxDocument) document = story_document (story->fixture, story->worker, story->document);

  return document->state == YX_DOCUMENT_COMPLETE;
}

static YxVerdict *
judge (Story *story)
{
  g_autoptr (YxCertificate) root
      = yx_hall_authority_certificate (story->fixture->folder, YX_HALL_CA_ROOT, NULL);
  g_autofree char *pem = yx_certificate_to_pem (root);
  g_autoptr (GBytes) trust = g_bytes_new (pem, strlen (pem));
  g_autoptr (GBytes) whole = story_bytes (story->fixture, story->worker, story->document);
  YxJudgeCall question
      = { .document = whole, .trust = trust, .now = yx_clock_now (story->fixture->clock) + G_TIME_SPAN_MINUTE };
  g_autoptr (GError) error = NULL;
  YxVerdict *verdict = yx_judge_call (&question, NULL, &error);

  g_assert_no_error (error);
  return verdict;
}

/* The seal from before, certificates from before, and in between every authority was followed by another, the issuing
 * one of RSA: what was begun is finished, and who has the root alone believes it. */
static void
test_documents_stay_valid (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxVerdict) before = NULL;
  g_autoptr (YxVerdict) after = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  append (story, story->employer, "yx.employer");
  g_assert_true (yx_hall_chain_record (story->fixture->hall, &error));
  before = judge (story);
  g_assert_cmpint (before->status, ==, YX_VERDICT_PASSED);
  add (story->fixture, YX_AUTHORITY_ISSUING, YX_ALGORITHM_RSA3072);
  add (story->fixture, YX_AUTHORITY_SEAL_MAKER, YX_ALGORITHM_P256);
  add (story->fixture, YX_AUTHORITY_TIMESTAMP, YX_ALGORITHM_RSA3072);
  add (story->fixture, YX_AUTHORITY_RECORDS, YX_ALGORITHM_P256);
  append (story, story->worker, "yx.worker");
  g_assert_true (yx_test_wait (is_complete, story, 15000));
  after = judge (story);
  g_assert_cmpint (after->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpuint (after->signatures->len, ==, 3);
  g_assert_true (yx_hall_chain_record (story->fixture->hall, &error));
  g_assert_true (yx_hall_check (story->fixture->hall, faults, &error));
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Each authority says itself what it has revoked. */
static void
test_lists_are_apart (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (StoryActor) old = story_person_new (1);
  g_autoptr (StoryActor) new = story_person_new (2);
  g_autoptr (YxCertificate) first = NULL;
  g_autoptr (YxCertificate) second = NULL;
  StoryActor *actors[] = { old, new };

  hall_fixture_open (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *issuer = NULL;

      if (i == 1)
        add (fixture, YX_AUTHORITY_ISSUING, YX_ALGORITHM_P256);
      story_register (fixture, actors[i]);
      story_sign_in (fixture, actors[i]);
      story_activate (fixture, actors[i]);
    }
  first = yx_hall_authority_certificate (fixture->folder, "issuing", NULL);
  second = yx_hall_authority_certificate (fixture->folder, "issuing-2", NULL);
  g_assert_true (yx_certificate_is_issued_by (old->certificate, first));
  g_assert_true (yx_certificate_is_issued_by (new->certificate, second));
  g_assert_cmpstr (yx_certificate_name (first), !=, yx_certificate_name (second));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *issuer = yx_hall_issuer_of (fixture->hall, actors[i]->certificate, NULL);

      g_assert_cmpstr (issuer, ==, yx_certificate_fingerprint (i == 0 ? first : second));
    }
}

/* All of a new hall's keys may be RSA. */
static void
test_rsa_hall (void)
{
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *folder = yx_test_folder_path (above, "hall");
  YxClock *clock = yx_test_clock_new (YX_TEST_NOW);
  const YxHallInit init = { "测试网厅", NULL, NULL, YX_ALGORITHM_RSA3072 };
  static const char *const files[] = { "root", "issuing", "seal-maker", "tsa", "records" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHall) hall = NULL;
  YxHallSigner *signer;

  g_assert_true (yx_hall_init (folder, &init, clock, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (YxCertificate) certificate = yx_hall_authority_certificate (folder, files[i], NULL);

      g_assert_cmpint (yx_certificate_key_algorithm (certificate), ==, YX_ALGORITHM_RSA3072);
    }
  signer = yx_hall_signer_start (folder, &error);
  g_assert_no_error (error);
  hall = yx_hall_open (folder, signer, NULL, clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hall->config->ca_algorithm, ==, YX_ALGORITHM_RSA3072);
  g_clear_pointer (&hall, yx_hall_free);
  yx_test_clock_free (clock);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/authorities/added", test_added);
  g_test_add_func ("/hall/authorities/refused", test_refused);
  g_test_add_func ("/hall/authorities/cut-off", test_cut_off);
  g_test_add_func ("/hall/authorities/documents-stay-valid", test_documents_stay_valid);
  g_test_add_func ("/hall/authorities/lists-are-apart", test_lists_are_apart);
  g_test_add_func ("/hall/authorities/rsa-hall", test_rsa_hall);
  return g_test_run ();
}
