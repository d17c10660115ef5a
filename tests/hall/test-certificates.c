/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "model/yx-envelope-change.h"
#include "model/yx-envelope-release.h"
#include "model/yx-issued-certificate-page.h"
#include "model/yx-key-envelope.h"
#include "model/yx-seal-page.h"
#include "seal/yx-seal-object.h"

static void
open_desk (Desk *desk, const char *config)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_configure (fixture, config);
  desk_open (desk, fixture);
  desk_register_both (desk);
  desk_sign_in_both (desk);
}

/* A request that was not sent yet. */
static YxHallCall *
prepare (Desk *desk, StoryActor *actor)
{
  g_autofree char *id = yx_id_new ("crt");
  YxHallCall *call = story_call (desk->fixture, YX_API_CERTIFICATE_ISSUE, actor, id, NULL);

  story_ask_code (desk->fixture, actor, "certificate");
  call->request = story_certificate_request (desk->fixture, actor, id);
  return call;
}

static YxHallCall *
again (Desk *desk, StoryActor *actor, YxHallCall *call)
{
  YxHallCall *copy = story_call (desk->fixture, call->endpoint->id, actor, call->parameters.values[0], NULL);

  copy->request = yx_record_copy (call->request);
  return copy;
}

static void
test_personal (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) list = NULL;
  GPtrArray *items;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  g_assert_cmpstr (yx_certificate_name (desk.worker->certificate), ==, desk.worker->name);
  g_assert_cmpstr (yx_certificate_account (desk.worker->certificate), ==, desk.worker->account);
  g_assert_null (yx_certificate_organisation (desk.worker->certificate));
  g_assert_cmpint (yx_certificate_capacity (desk.worker->certificate), ==, YX_CERTIFICATE_PERSONAL);
  g_assert_cmpint (yx_certificate_identity (desk.worker->certificate), ==, YX_CERTIFICATE_IDENTITY_NONE);
  g_assert_false (yx_certificate_own_hall (desk.worker->certificate));
  g_assert_null (strstr (yx_certificate_subject (desk.worker->certificate), desk.worker->doc_no));
  list = story_call (desk.fixture, YX_API_CERTIFICATE_LIST, desk.worker, NULL, NULL);
  story_does (list);
  items = ((YxIssuedCertificatePage *)list->answer)->items;
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((YxIssuedCertificate *)items->pdata[0])->fingerprint, ==,
                   yx_certificate_fingerprint (desk.worker->certificate));
}

static void
test_enterprise (void)
{
  g_auto (Desk) desk = { NULL };

  open_desk (&desk, "[hall]\nname=x\nembedded=true\n[scrypt]\nlog2n=4\n");
  story_activate (desk.fixture, desk.employer);
  g_assert_cmpstr (yx_certificate_uscc (desk.employer->certificate), ==, desk.employer->uscc);
  g_assert_cmpint (yx_certificate_capacity (desk.employer->certificate), ==, YX_CERTIFICATE_ENTERPRISE);
  g_assert_true (yx_certificate_own_hall (desk.employer->certificate));
}

static void
test_again (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) same = NULL;
  g_autoptr (YxHallCall) other = NULL;
  g_autoptr (YxHallCall) second = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk, desk.worker);
  same = again (&desk, desk.worker, call);
  other = again (&desk, desk.employer, call);
  yx_record_set_int (other->request, "capacity", YX_CAPACITY_ENTERPRISE);
  story_does (call);
  story_does (same);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_true (yx_record_equal (same->answer, call->answer));
  story_refused (other, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  second = prepare (&desk, desk.worker);
  yx_record_set_int (second->request, "envelope_version", 1);
  story_refused (second, YX_PROBLEM_CONFLICT, "capacity");
}

/* Thirty days before its end it may have a successor, under the same password, and only one; until then both sign. */
static void
test_renewed (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) early = NULL;
  g_autoptr (YxHallCall) wrong = NULL;
  g_autoptr (YxHallCall) right = NULL;
  g_autoptr (YxHallCall) third = NULL;
  g_autoptr (YxHallCall) list = NULL;
  GPtrArray *items;
  gint64 ends;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  ends = yx_certificate_not_after (desk.worker->certificate);
  yx_test_clock_turn (desk.fixture->clock, ends - yx_clock_now (desk.fixture->clock) - 31 * G_TIME_SPAN_DAY);
  story_sign_in (desk.fixture, desk.worker);
  early = prepare (&desk, desk.worker);
  yx_record_set_int (early->request, "envelope_version", 1);
  story_refused (early, YX_PROBLEM_CONFLICT, "capacity");
  yx_test_clock_turn (desk.fixture->clock, 2 * G_TIME_SPAN_DAY);
  story_sign_in (desk.fixture, desk.worker);
  wrong = prepare (&desk, desk.worker);
  yx_record_set_int (wrong->request, "envelope_version", 1);
  story_secret (wrong->request, "proof", "0000000000000000000000000000000000000000000000000000000000000000");
  story_refused (wrong, YX_PROBLEM_WRONG_PROOF, "proof");
  right = prepare (&desk, desk.worker);
  yx_record_set_int (right->request, "envelope_version", 1);
  story_does (right);
  third = prepare (&desk, desk.worker);
  yx_record_set_int (third->request, "envelope_version", 2);
  story_refused (third, YX_PROBLEM_CONFLICT, "capacity");
  list = story_call (desk.fixture, YX_API_CERTIFICATE_LIST, desk.worker, NULL, NULL);
  story_does (list);
  items = ((YxIssuedCertificatePage *)list->answer)->items;
  g_assert_cmpuint (items->len, ==, 2);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (((YxIssuedCertificate *)items->pdata[i])->state, ==, YX_CERTIFICATE_VALID);
}

static void
test_refused_entries (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  static const char *const wrong_proof = "zz00000000000000000000000000000000000000000000000000000000000000";
  g_autoptr (YxHallCall) capacity = NULL;
  g_autoptr (YxHallCall) consent = NULL;
  g_autoptr (YxHallCall) request = NULL;
  g_autoptr (YxHallCall) envelope = NULL;
  g_autoptr (YxHallCall) proof = NULL;
  g_autoptr (YxHallCall) version = NULL;
  g_autoptr (YxHallCall) unmarked = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk, desk.worker);
  capacity = again (&desk, desk.worker, call);
  yx_record_set_int (capacity->request, "capacity", YX_CAPACITY_ENTERPRISE);
  story_refused (capacity, YX_PROBLEM_INVALID_FIELD, "capacity");
  consent = again (&desk, desk.worker, call);
  yx_record_set_int (consent->request, "consent", FALSE);
  story_refused (consent, YX_PROBLEM_INVALID_FIELD, "consent");
  request = again (&desk, desk.worker, call);
  yx_record_set_bytes (request->request, "request", garbage);
  story_refused (request, YX_PROBLEM_INVALID_FIELD, "request");
  envelope = again (&desk, desk.worker, call);
  yx_record_set_bytes (envelope->request, "envelope", garbage);
  story_refused (envelope, YX_PROBLEM_INVALID_FIELD, "envelope");
  proof = again (&desk, desk.worker, call);
  story_secret (proof->request, "proof", wrong_proof);
  story_refused (proof, YX_PROBLEM_INVALID_FIELD, "proof");
  version = again (&desk, desk.worker, call);
  yx_record_set_int (version->request, "envelope_version", 3);
  story_refused (version, YX_PROBLEM_PRECONDITION_FAILED, "envelope_version");
  unmarked = again (&desk, desk.worker, call);
  unmarked->creates = FALSE;
  story_refused (unmarked, YX_PROBLEM_PRECONDITION_REQUIRED, NULL);
  story_does (call);
}

static void
test_wrong_code (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) list = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk, desk.worker);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (YxHallCall) wrong = again (&desk, desk.worker, call);

      story_secret (wrong->request, "code", "nonono");
      story_refused (wrong, YX_PROBLEM_WRONG_CODE, "code");
    }
  story_refused (call, YX_PROBLEM_WRONG_CODE, "code");
  list = story_call (desk.fixture, YX_API_CERTIFICATE_LIST, desk.worker, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxIssuedCertificatePage *)list->answer)->items->len, ==, 0);
}

static YxHallCall *
release (Desk *desk, StoryActor *actor, const char *purpose, const char *proof)
{
  YxHallCall *call = story_call (desk->fixture, YX_API_ENVELOPE_RELEASE, actor, NULL, NULL);
  g_autofree char *code = story_code (desk->fixture, actor->phone, purpose);

  call->request = yx_record_new (&yx_envelope_release_type);
  story_secret (call->request, "code", code);
  if (proof != NULL)
    story_secret (call->request, "proof", proof);
  else
    yx_record_set_secret (call->request, "proof", actor->proof);
  return call;
}

static void
test_release (void)
{
  g_auto (Desk) desk = { NULL };
  static const char *const purposes[] = { "seal-visit", "contract-signing", "certificate" };
  g_autoptr (YxHallCall) none = NULL;
  g_autoptr (YxHallCall) get = NULL;
  YxKeyEnvelope *envelope;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  none = story_call (desk.fixture, YX_API_ENVELOPE_GET, desk.worker, NULL, NULL);
  story_refused (none, YX_PROBLEM_NOT_FOUND, NULL);
  story_activate (desk.fixture, desk.worker);
  get = story_call (desk.fixture, YX_API_ENVELOPE_GET, desk.worker, NULL, NULL);
  story_does (get);
  envelope = (YxKeyEnvelope *)get->answer;
  g_assert_true (g_bytes_equal (envelope->parameters, desk.worker->parameters));
  g_assert_null (envelope->envelope);
  g_assert_false (yx_record_has (envelope, "held_until"));
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      g_autoptr (YxHallCall) call = NULL;
      g_autoptr (YxHallCall) used = NULL;
      g_autoptr (GError) error = NULL;

      story_ask_code (desk.fixture, desk.worker, purposes[i]);
      call = release (&desk, desk.worker, purposes[i], NULL);
      used = release (&desk, desk.worker, purposes[i], NULL);
      story_does (call);
      envelope = (YxKeyEnvelope *)call->answer;
      g_assert_true (yx_envelope_check (envelope->envelope, &error));
      g_assert_no_error (error);
      if (strcmp (purposes[i], "certificate") == 0) /* kept for the act that follows */
        story_does (used);
      else
        story_refused (used, YX_PROBLEM_WRONG_CODE, "code");
    }
}

#define OTHER_PROOF "0000000000000000000000000000000000000000000000000000000000000000"

/* A slip costs no new code; five wrong proofs hold the envelope for fifteen minutes. */
static void
test_wrong_proofs (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) right = NULL;
  g_autoptr (YxHallCall) fifth = NULL;
  g_autoptr (YxHallCall) held = NULL;
  g_autoptr (YxHallCall) get = NULL;
  g_autoptr (YxHallCall) later = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  story_ask_code (desk.fixture, desk.worker, "contract-signing");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (YxHallCall) wrong = release (&desk, desk.worker, "contract-signing", OTHER_PROOF);

      story_refused (wrong, YX_PROBLEM_WRONG_PROOF, "proof");
    }
  right = release (&desk, desk.worker, "contract-signing", NULL);
  story_does (right);
  story_ask_code (desk.fixture, desk.worker, "contract-signing");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (YxHallCall) wrong = release (&desk, desk.worker, "contract-signing", OTHER_PROOF);

      story_refused (wrong, YX_PROBLEM_WRONG_PROOF, "proof");
    }
  fifth = release (&desk, desk.worker, "contract-signing", OTHER_PROOF);
  story_refused (fifth, YX_PROBLEM_LOCKED, NULL);
  held = release (&desk, desk.worker, "contract-signing", NULL);
  story_refused (held, YX_PROBLEM_LOCKED, NULL);
  get = story_call (desk.fixture, YX_API_ENVELOPE_GET, desk.worker, NULL, NULL);
  story_does (get);
  g_assert_cmpint (((YxKeyEnvelope *)get->answer)->held_until, >, yx_clock_now (desk.fixture->clock));
  yx_test_clock_turn (desk.fixture->clock, 15 * G_TIME_SPAN_MINUTE);
  story_ask_code (desk.fixture, desk.worker, "contract-signing");
  later = release (&desk, desk.worker, "contract-signing", NULL);
  story_does (later);
}

static YxHallCall *
change (Desk *desk, const char *version)
{
  YxHallCall *call = story_call (desk->fixture, YX_API_ENVELOPE_REPLACE, desk->worker, NULL, NULL);

  call->request = story_change_request (desk->fixture, desk->worker);
  call->if_match = g_strdup (version);
  return call;
}

static gint64
version_of (Desk *desk)
{
  g_autoptr (YxHallCall) get = story_call (desk->fixture, YX_API_ENVELOPE_GET, desk->worker, NULL, NULL);

  story_does (get);
  return ((YxKeyEnvelope *)get->answer)->version;
}

/* With the same code that released the keys; afterwards the new password's proof is the right one, and the code is
 * used up. */
static void
test_change (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) released = NULL;
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (YxHallCall) old = NULL;
  g_autoptr (YxHallCall) fresh = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  call = change (&desk, "1");
  released = release (&desk, desk.worker, "certificate", NULL);
  story_does (released);
  story_does (call);
  g_assert_cmpstr (call->etag, ==, "2");
  g_assert_cmpint (((YxKeyEnvelope *)call->answer)->version, ==, 2);
  g_assert_null (((YxKeyEnvelope *)call->answer)->envelope);
  second = again (&desk, desk.worker, call);
  second->if_match = g_strdup ("2");
  story_refused (second, YX_PROBLEM_INVALID_FIELD, "envelope"); /* the same parameters */
  story_ask_code (desk.fixture, desk.worker, "seal-visit");
  old = release (&desk, desk.worker, "seal-visit", NULL);
  story_refused (old, YX_PROBLEM_WRONG_PROOF, "proof");
  g_clear_pointer (&desk.worker->proof, yx_secret_unref);
  desk.worker->proof = yx_secret_ref (((YxEnvelopeChange *)call->request)->new_proof);
  fresh = release (&desk, desk.worker, "seal-visit", NULL);
  story_does (fresh);
}

/* Nothing changes without the version that it was made from, the code, and the password that was. */
static void
test_change_refused (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (GBytes) garbage = g_bytes_new_static ("no envelope", 11);
  g_autoptr (YxHallCall) none = NULL;
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) stale = NULL;
  g_autoptr (YxHallCall) wrong = NULL;
  g_autoptr (YxHallCall) code = NULL;
  g_autoptr (YxHallCall) bad = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  call = change (&desk, "1");
  stale = again (&desk, desk.worker, call);
  stale->if_match = g_strdup ("7");
  story_refused (stale, YX_PROBLEM_PRECONDITION_FAILED, NULL);
  wrong = again (&desk, desk.worker, call);
  wrong->if_match = g_strdup ("1");
  story_secret (wrong->request, "proof", OTHER_PROOF);
  story_refused (wrong, YX_PROBLEM_WRONG_PROOF, "proof");
  code = again (&desk, desk.worker, call);
  code->if_match = g_strdup ("1");
  story_secret (code->request, "code", "000000");
  story_refused (code, YX_PROBLEM_WRONG_CODE, "code");
  bad = again (&desk, desk.worker, call);
  bad->if_match = g_strdup ("1");
  yx_record_set_bytes (bad->request, "envelope", garbage);
  story_refused (bad, YX_PROBLEM_INVALID_FIELD, "envelope");
  g_assert_cmpint (version_of (&desk), ==, 1);
  none = story_call (desk.fixture, YX_API_ENVELOPE_REPLACE, desk.employer, NULL, NULL);
  none->request = yx_record_ref (call->request);
  none->if_match = g_strdup ("1");
  story_refused (none, YX_PROBLEM_NOT_FOUND, NULL);
}

/* A second certificate after the first was revoked: same certificate password, next version of the envelope.
 */
static void
test_second_certificate (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) stale = NULL;
  g_autoptr (YxHallCall) next = NULL;
  g_autoptr (YxHallCall) get = NULL;
  g_autoptr (YxHallCall) proof = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  story_sql (desk.fixture, "UPDATE \"certificate\" SET \"state\" = 'revoked'");
  stale = prepare (&desk, desk.worker);
  story_refused (stale, YX_PROBLEM_PRECONDITION_FAILED, "envelope_version");
  proof = again (&desk, desk.worker, stale);
  yx_record_set_int (proof->request, "envelope_version", 1);
  story_secret (proof->request, "proof", OTHER_PROOF);
  story_refused (proof, YX_PROBLEM_WRONG_PROOF, "proof");
  next = prepare (&desk, desk.worker);
  yx_record_set_int (next->request, "envelope_version", 1);
  story_does (next);
  get = story_call (desk.fixture, YX_API_ENVELOPE_GET, desk.worker, NULL, NULL);
  story_does (get);
  g_assert_cmpint (((YxKeyEnvelope *)get->answer)->version, ==, 2);
}

/* The password is forgotten: while a certificate signs, nobody gets past it; once none does any more, another one is
 * chosen with a new envelope. */
static void
test_forgotten (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) early = NULL;
  g_autoptr (YxHallCall) late = NULL;
  g_autoptr (YxHallCall) old = NULL;
  g_autoptr (YxSecret) forgotten = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_activate (desk.fixture, desk.worker);
  forgotten = yx_secret_ref (desk.worker->proof);
  g_clear_pointer (&desk.worker->parameters, g_bytes_unref); /* new ones, and so another proof */
  early = prepare (&desk, desk.worker);
  yx_record_set_int (early->request, "envelope_version", 1);
  story_refused (early, YX_PROBLEM_WRONG_PROOF, "proof");
  story_sql (desk.fixture, "UPDATE \"certificate\" SET \"state\" = 'suspended'");
  late = prepare (&desk, desk.worker);
  yx_record_set_int (late->request, "envelope_version", 1);
  story_does (late);
  g_assert_cmpint (version_of (&desk), ==, 2);
  story_ask_code (desk.fixture, desk.worker, "seal-visit");
  old = release (&desk, desk.worker, "seal-visit", yx_secret_text (forgotten));
  story_refused (old, YX_PROBLEM_WRONG_PROOF, "proof");
}

/* What is stored opens only with the storage key. */
static void
test_sealed_at_rest (void)
{
  static const char *const files[] = { "hall.db", "hall.db-wal" };
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  GBytes *envelope;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk, desk.worker);
  envelope = ((YxIssuedCertificate *)call->request)->envelope;
  story_does (call);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = hall_fixture_path (desk.fixture, files[i]);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_null (memmem (
          bytes, size, (const char *)g_bytes_get_data (envelope, NULL) + YX_ENVELOPE_PARAMETERS_SIZE, 64));
    }
}

/* A seal made before the certificate gets a version that names it. */
static void
test_seal_names_certificate (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) list = NULL;
  g_autoptr (YxSealObject) object = NULL;
  g_autoptr (GError) error = NULL;
  const YxSeal *seal;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_make_seal (desk.fixture, desk.employer);
  g_assert_cmpint (desk.employer->seal->version, ==, 1);
  story_activate (desk.fixture, desk.employer);
  list = story_call (desk.fixture, YX_API_SEAL_LIST, desk.employer, desk.employer->enterprise, NULL);
  story_does (list);
  seal = ((YxSealPage *)list->answer)->items->pdata[0];
  g_assert_cmpint (seal->version, ==, 2);
  object = yx_seal_object_parse (seal->object, &error);
  g_assert_no_error (error);
  g_assert_true (yx_seal_object_entitles (object, yx_certificate_fingerprint (desk.employer->certificate)));
  g_assert_cmpuint (yx_seal_object_fields (object)->version, ==, 2);
  g_assert_cmpstr (yx_seal_object_fields (object)->number, ==, desk.employer->seal->number);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/certificates/personal", test_personal);
  g_test_add_func ("/hall/certificates/enterprise", test_enterprise);
  g_test_add_func ("/hall/certificates/again", test_again);
  g_test_add_func ("/hall/certificates/renewed", test_renewed);
  g_test_add_func ("/hall/certificates/refused-entries", test_refused_entries);
  g_test_add_func ("/hall/certificates/wrong-code", test_wrong_code);
  g_test_add_func ("/hall/certificates/release", test_release);
  g_test_add_func ("/hall/certificates/wrong-proofs", test_wrong_proofs);
  g_test_add_func ("/hall/certificates/change-password", test_change);
  g_test_add_func ("/hall/certificates/change-refused", test_change_refused);
  g_test_add_func ("/hall/certificates/second", test_second_certificate);
  g_test_add_func ("/hall/certificates/forgotten-password", test_forgotten);
  g_test_add_func ("/hall/certificates/sealed-at-rest", test_sealed_at_rest);
  g_test_add_func ("/hall/certificates/seal-names-it", test_seal_names_certificate);
  return g_test_run ();
}
