/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/yx-outbox.h"
#include "flow/story.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-download.h"
#include "flow/yx-flow-filing.h"
#include "flow/yx-flow-receipt.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-verify.h"
#include "flow/yx-flow-watch.h"
#include "model/yx-issued-certificate.h"

#define OTHER_FILING "fil_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define NOW_AFTER G_GINT64_CONSTANT (10000000) /* microseconds of tolerance */

static YxHeldDocument *
hold (Desk *desk, const char *document)
{
  g_autoptr (GError) error = NULL;
  YxHeldDocument *held = yx_flow_document (desk->actor, document, NULL, &error);

  g_assert_no_error (error);
  return held;
}

static void
seal_now (Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxRevision) revision = NULL;

  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  revision = story_seal (story, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_receipt (Story *story, Desk *desk, const YxRevision *revision, gboolean sealed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxReceipt) receipt = yx_flow_kept_receipt (desk->actor, revision->id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->document, ==, story->document);
  g_assert_cmpstr (receipt->revision, ==, revision->id);
  g_assert_cmpstr (receipt->head, ==, revision->head);
  g_assert_cmpstr (receipt->seal, ==, sealed ? story->seal->id : NULL);
}

static void
assert_signatures (YxVerdict *verdict, guint parties, guint timestamps)
{
  guint found[2] = { 0 };

  for (guint i = 0; i < verdict->signatures->len; i++)
    found[((YxVerdictSignature *) verdict->signatures->pdata[i])->timestamp ? 1 : 0]++;
  g_assert_cmpuint (found[0], ==, parties);
  g_assert_cmpuint (found[1], ==, timestamps);
}

/* From registration to a document that both parties hold and that verifies. */
static void
test_whole (Story *story, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (story->folder, "contract.pdf");
  g_autoptr (YxHeldDocument) read = NULL;
  g_autoptr (YxRevision) sealed = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  sealed = story_seal (story, NULL, &error);
  g_assert_no_error (error);
  assert_receipt (story, &story->enterprise, sealed, TRUE);
  read = hold (&story->worker, story->document);
  assert_signatures (read->verdict, 1, 0);
  g_assert_cmpint (read->verdict->status, ==, YX_VERDICT_PASSED);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  signed_here = story_sign (story, read, &error);
  g_assert_no_error (error);
  assert_receipt (story, &story->worker, signed_here, FALSE);
  story_await (story, YX_DOCUMENT_COMPLETE);
  yx_flow_download (story->worker.actor, story->document, path, NULL, &error);
  g_assert_no_error (error);
  verdict = yx_flow_verify (path, story->worker.actor->trust, g_get_real_time () + NOW_AFTER, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
  assert_signatures (verdict, 2, 1);
  g_assert_true (((YxVerdictSignature *) verdict->signatures->pdata[0])->signer_own_hall);
}

/* The worker read the document before the enterprise sealed it: nothing else changed, so it is signed again. */
static void
test_moved (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) read = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  g_autoptr (YxHeldDocument) after = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  read = hold (&story->worker, story->document);
  seal_now (story);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  signed_here = story_sign (story, read, &error);
  g_assert_no_error (error);
  assert_receipt (story, &story->worker, signed_here, FALSE);
  story_await (story, YX_DOCUMENT_COMPLETE);
  after = hold (&story->worker, story->document);
  assert_signatures (after->verdict, 2, 1);
}

/* The enterprise goes first; a worker who doesn't wait is refused, and signs later all the same. */
static void
test_worker_first (Story *story, gconstpointer data)
{
  g_autoptr (YxRevision) early = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  early = story_sign (story, NULL, &error);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_REVISION_REFUSED);
  g_clear_error (&error);
  waiting = yx_outbox_waiting (story->worker.store, YX_API_REVISION_APPEND, story->document, &error);
  g_assert_null (waiting);
  seal_now (story);
  signed_here = story_sign (story, NULL, &error);
  g_assert_no_error (error);
  story_await (story, YX_DOCUMENT_COMPLETE);
}

static void
test_signed_twice (Story *story, gconstpointer data)
{
  g_autoptr (YxRevision) again = NULL;
  g_autoptr (YxHeldDocument) after = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  seal_now (story);
  again = story_seal (story, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE);
  after = hold (&story->enterprise, story->document);
  assert_signatures (after->verdict, 1, 0);
}

/* The hall goes away with the signature made: it waits, is sent when the hall is back, and stands there once. */
static void
test_hall_gone (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) read = NULL;
  g_autoptr (YxHeldDocument) after = NULL;
  g_autoptr (YxRevision) revision = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *left = NULL;
  g_autoptr (YxReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  read = hold (&story->enterprise, story->document);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  story_stop_hall (story);
  revision = story_seal (story, read, &error);
  g_assert_null (revision);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  waiting = yx_outbox_waiting (story->enterprise.store, YX_API_REVISION_APPEND, story->document, &error);
  g_assert_nonnull (waiting);
  story_come_back (story);
  yx_flow_send_signed (story->enterprise.actor, story->document, NULL, &error);
  g_assert_no_error (error);
  left = yx_outbox_waiting (story->enterprise.store, YX_API_REVISION_APPEND, story->document, &error);
  g_assert_null (left);
  receipt = yx_flow_kept_receipt (story->enterprise.actor, waiting, &error);
  g_assert_no_error (error);
  after = hold (&story->enterprise, story->document);
  assert_signatures (after->verdict, 1, 0);
}

/* What waited was signed on a head that the other party moved meanwhile: it has lapsed, and is signed again. */
static void
test_waiting_moved (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) read = NULL;
  g_autoptr (YxHeldDocument) after = NULL;
  g_autoptr (YxRevision) lost = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  read = hold (&story->worker, story->document);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  story_stop_hall (story);
  lost = story_sign (story, read, &error);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  story_come_back (story);
  seal_now (story);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  signed_here = story_sign (story, NULL, &error);
  g_assert_no_error (error);
  assert_receipt (story, &story->worker, signed_here, FALSE);
  story_await (story, YX_DOCUMENT_COMPLETE);
  after = hold (&story->worker, story->document);
  assert_signatures (after->verdict, 2, 1);
}

/* A slip in the certificate password costs neither the code nor the keys. */
static void
test_wrong_password (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("klmn-5678-opqs");
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (YxKey) key = NULL;
  g_autoptr (GError) error = NULL;

  story_register (story);
  story_certify (story);
  code = story_code (story, &story->worker, YX_CODE_SIGNING);
  g_assert_false (yx_flow_unlock (story->worker.actor, wrong, code, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (yx_flow_signing_key (story->worker.actor, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED);
  g_clear_error (&error);
  yx_flow_unlock (story->worker.actor, story->worker.certificate_password, code, NULL, &error);
  g_assert_no_error (error);
  key = yx_flow_signing_key (story->worker.actor, &error);
  g_assert_no_error (error);
  g_assert_true (yx_key_is_secure (key));
}

static void
assert_unlocks (Story *story, const char *text, gboolean right)
{
  g_autoptr (YxSecret) password = yx_secret_new_text (text);
  g_autoptr (YxSecret) code = story_code (story, &story->worker, YX_CODE_SIGNING);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yx_flow_unlock (story->worker.actor, password, code, NULL, &error), ==, right);
  if (!right)
    g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  yx_flow_lock (story->worker.actor);
}

/* One code does it; the keys stay the same, and only the new password unlocks them. */
static void
test_change_password (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) fresh = yx_secret_new_text ("Weide-am-Fluss-43");
  g_autoptr (YxSecret) weak = yx_secret_new_text ("12345678");
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("klmn-5678-opqs");
  YxSecret *old = story->worker.certificate_password;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  story_register (story);
  story_certify (story);
  code = story_code (story, &story->worker, YX_CODE_CERTIFICATE);
  g_assert_false (yx_flow_change_certificate_password (story->worker.actor, old, weak, code, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (yx_flow_change_certificate_password (story->worker.actor, wrong, fresh, code, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_true (yx_flow_change_certificate_password (story->worker.actor, old, fresh, code, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (story->worker.actor->bundle);
  assert_unlocks (story, "klmn-5678-opqr", FALSE);
  assert_unlocks (story, "Weide-am-Fluss-43", TRUE);
}

/* Who forgot it suspends the certificate and activates another, with another password. */
static void
test_forgotten_password (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) fresh = yx_secret_new_text ("Weide-am-Fluss-43");
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (YxSecret) second = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  YxActivation activation = { "crt_ccccccccccccccccccccccccca", fresh, NULL };

  story_register (story);
  story_certify (story);
  list = yx_flow_certificates (story->worker.actor, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  code = story_code (story, &story->worker, YX_CODE_CERTIFICATE);
  g_assert_true (yx_flow_suspend (story->worker.actor, ((YxIssuedCertificate *) list->pdata[0])->id, code, NULL, &error));
  g_assert_no_error (error);
  activation.code = second = story_code (story, &story->worker, YX_CODE_CERTIFICATE);
  g_assert_true (yx_flow_activate (story->worker.actor, &activation, NULL, &error));
  g_assert_no_error (error);
  assert_unlocks (story, "Weide-am-Fluss-43", TRUE);
}

static void
test_locked (Story *story, gconstpointer data)
{
  g_autoptr (YxRevision) revision = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  revision = story_seal (story, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED);
  g_clear_error (&error);
  waiting = yx_outbox_waiting (story->enterprise.store, YX_API_REVISION_APPEND, story->document, &error);
  g_assert_null (waiting);
}

/* A certificate that is there is not made a second time, whatever is entered. */
static void
test_activate_again (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) code = yx_secret_new_text ("000000");
  g_autoptr (YxSecret) weak = yx_secret_new_text ("12345678");
  YxActivation activation = { "crt_cccccccccccccccccccccccccc", story->worker.certificate_password, code };
  g_autoptr (GError) error = NULL;

  story_register (story);
  story_certify (story);
  yx_flow_activate (story->worker.actor, &activation, NULL, &error);
  g_assert_no_error (error);
  activation.password = weak;
  g_assert_false (yx_flow_activate (story->worker.actor, &activation, NULL, &error));
  g_assert_true (error->domain == YX_RECORD_ERROR);
}

/* Near its end a certificate is renewed under the same password: both keys stay, the new one signs, seals know it. */
static void
test_renew (Story *story, gconstpointer data)
{
  YxActor *actor = story->enterprise.actor;
  YxSecret *password = story->enterprise.certificate_password;
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("klmn-5678-opqs");
  YxActivation renewal = { "crt_ccccccccccccccccccccccccca", password, NULL };
  YxCall seal = { .endpoint = YX_API_SEAL_GET };
  g_autoptr (YxSeal) known = NULL;
  g_autoptr (YxSecret) early = NULL;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (YxRevision) revision = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  renewal.code = early = story_code (story, &story->enterprise, YX_CODE_CERTIFICATE);
  g_assert_false (yx_flow_renew (actor, &renewal, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT);
  g_clear_error (&error);
  story_age_certificates (story);
  actor = story->enterprise.actor;
  renewal.code = code = story_code (story, &story->enterprise, YX_CODE_CERTIFICATE);
  renewal.password = wrong;
  g_assert_false (yx_flow_renew (actor, &renewal, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (actor->bundle);
  renewal.password = password;
  g_assert_true (yx_flow_renew (actor, &renewal, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (actor->bundle);
  list = yx_flow_certificates (actor, NULL, &error);
  g_assert_cmpuint (list->len, ==, 2);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  g_assert_cmpstr (actor->certificate_id, ==, renewal.certificate);
  seal.parameters[0] = yx_actor_scope (actor);
  seal.parameters[1] = story->seal->id;
  known = yx_connection_call (actor->connection, &seal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (known->version, >, story->seal->version);
  yx_seal_unref (story->seal);
  story->seal = g_steal_pointer (&known);
  revision = story_seal (story, NULL, &error);
  g_assert_no_error (error);
}

/* spec.md 2.3-1: not the account's password, whether chosen at first or later. */
static void
test_account_password (Story *story, gconstpointer data)
{
  YxActor *actor = story->worker.actor;
  YxSecret *account = story->worker.password;
  YxActivation activation = { "crt_ccccccccccccccccccccccccca", account, NULL };
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (YxSecret) second = NULL;
  g_autoptr (GError) error = NULL;

  story_register (story);
  g_assert_true (yx_flow_keep_password (actor, account, &error));
  activation.code = code = story_code (story, &story->worker, YX_CODE_CERTIFICATE);
  g_assert_false (yx_flow_activate (actor, &activation, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_SAME_PASSWORD);
  g_clear_error (&error);
  activation.password = story->worker.certificate_password;
  g_assert_true (yx_flow_activate (actor, &activation, NULL, &error));
  g_assert_no_error (error);
  second = story_code (story, &story->worker, YX_CODE_CERTIFICATE);
  g_assert_false (yx_flow_change_certificate_password (actor, activation.password, account, second, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_SAME_PASSWORD);
  assert_unlocks (story, "klmn-5678-opqr", TRUE);
}

/* A filing that was decided while the hall was away arrives afterwards, once. */
static void
test_filing_offline (Story *story, gconstpointer data)
{
  g_autoptr (YxFiling) filing = story_filing ();
  g_autoptr (YxFiling) lost = NULL;
  g_autoptr (YxFiling) sent = NULL;
  g_autoptr (YxFiling) again = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *enterprise = NULL;
  g_autoptr (GError) error = NULL;
  YxDate today = yx_date_new (2027, 2, 1);

  story_register (story);
  enterprise = g_strdup (yx_actor_scope (story->enterprise.actor));
  story_stop_hall (story);
  yx_flow_queue_filing (story->enterprise.actor, enterprise, OTHER_FILING, filing, today, &error);
  g_assert_no_error (error);
  lost = yx_flow_send_filing (story->enterprise.actor, OTHER_FILING, NULL, &error);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  story_come_back (story);
  yx_flow_queue_filing (story->enterprise.actor, enterprise, OTHER_FILING, filing, today, &error);
  sent = yx_flow_send_filing (story->enterprise.actor, OTHER_FILING, NULL, &error);
  g_assert_no_error (error);
  again = yx_flow_send_filing (story->enterprise.actor, OTHER_FILING, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->id, ==, OTHER_FILING);
  all = yx_flow_filings (story->enterprise.actor, NULL, &error);
  g_assert_cmpuint (all->len, ==, 1);
}

static YxFiling *
ask_filing (Story *story, const char *id)
{
  const YxCall call = { .endpoint = YX_API_FILING_GET, .parameters = { yx_actor_scope (story->enterprise.actor), id } };
  g_autoptr (GError) error = NULL;
  YxFiling *filing = yx_connection_call (story->enterprise.actor->connection, &call, NULL, &error);

  g_assert_no_error (error);
  return filing;
}

/* What was returned is corrected under its own id, once, although the hall was away meanwhile. */
static void
test_correction (Story *story, gconstpointer data)
{
  g_autoptr (YxFiling) corrected = story_filing ();
  g_autoptr (YxFiling) returned = NULL;
  g_autoptr (YxFiling) sent = NULL;
  g_autoptr (YxFiling) again = NULL;
  g_autoptr (YxFiling) refused = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *filing = NULL;
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;
  YxDate today = yx_date_from_instant (g_get_real_time ());

  story_register (story);
  filing = story_file_returned (story);
  returned = ask_filing (story, filing);
  id = yx_flow_correction_id (returned);
  target = yx_flow_filing_of (id);
  g_assert_cmpstr (target, ==, filing);
  story_stop_hall (story);
  g_assert_true (yx_flow_queue_filing (story->enterprise.actor, returned->enterprise, id, corrected, today, &error));
  g_assert_no_error (error);
  story_come_back (story);
  sent = yx_flow_send_filing (story->enterprise.actor, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sent->id, ==, filing);
  g_assert_cmpint (sent->state, ==, YX_FILING_APPROVED);
  g_assert_cmpint (sent->version, ==, returned->version + 1);
  again = yx_flow_file (story->enterprise.actor, id, corrected, today, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yx_record_equal (again, sent));
  all = yx_flow_filings (story->enterprise.actor, NULL, &error);
  g_assert_cmpuint (all->len, ==, 1);
  /* From then on there is nothing to correct. */
  g_free (id);
  id = yx_flow_correction_id (sent);
  refused = yx_flow_file (story->enterprise.actor, id, corrected, today, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT);
}

static void
test_unlawful (Story *story, gconstpointer data)
{
  g_autoptr (YxFiling) filing = story_filing ();
  g_autoptr (GError) error = NULL;

  yx_record_set_int (filing, "prob_to", yx_date_new (2027, 12, 31));
  g_assert_false (yx_flow_queue_filing (story->enterprise.actor, "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa", OTHER_FILING, filing,
                                        yx_date_new (2027, 2, 1), &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  g_assert_cmpstr (yx_problem_field (error), ==, "prob_to");
  g_clear_error (&error);
  g_assert_cmpint (yx_outbox_state (story->enterprise.store, OTHER_FILING, &error), ==, YX_OUTBOX_NONE);
}

/* One that fails does not stop the others, and says why. */
static void
test_many (Story *story, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  YxSigningResult *missing;
  YxSigningResult *there;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  g_ptr_array_add (documents, (gpointer) "doc_bbbbbbbbbbbbbbbbbbbbbbbbba");
  g_ptr_array_add (documents, story->document);
  results = yx_flow_seal_many (story->enterprise.actor, documents, story->seal, NULL, NULL, NULL);
  g_assert_cmpuint (results->len, ==, 2);
  missing = results->pdata[0];
  there = results->pdata[1];
  g_assert_error (missing->error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
  g_assert_no_error (there->error);
  assert_receipt (story, &story->enterprise, there->revision, TRUE);
}

static void
test_cancelled (Story *story, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YxSigningResult *result;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  g_cancellable_cancel (cancellable);
  g_ptr_array_add (documents, story->document);
  results = yx_flow_seal_many (story->enterprise.actor, documents, story->seal, NULL, NULL, cancellable);
  result = results->pdata[0];
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_incomplete (Story *story, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (story->folder, "contract.pdf");
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  g_assert_false (yx_flow_download (story->enterprise.actor, story->document, path, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_signed_out (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  yx_flow_sign_out (story->enterprise.actor, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (story->enterprise.actor->bundle);
  held = yx_flow_document (story->enterprise.actor, story->document, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (yx_flow_has_certificate (story->enterprise.actor, &has, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED);
}

/* A document is nobody's business but the parties'. */
static void
test_stranger (Story *story, gconstpointer data)
{
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  held = yx_flow_document (story->worker.actor, "doc_bbbbbbbbbbbbbbbbbbbbbbbbba", NULL, &error);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
}

static void
test_one_seal (Story *story, gconstpointer data)
{
  g_autoptr (YxSeal) again = NULL;
  g_autoptr (YxSeal) second = NULL;
  g_autoptr (YxSeal) found = NULL;
  g_autofree char *label = yx_flow_seal_label ("长春市晨曦精密机械制造有限公司", YX_SEAL_UNIT);
  g_autoptr (GError) error = NULL;

  story_register (story);
  story_certify (story);
  again = yx_flow_make_seal (story->enterprise.actor, story->seal->id, YX_SEAL_UNIT, label, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->number, ==, story->seal->number);
  second = yx_flow_make_seal (story->enterprise.actor, "sea_bbbbbbbbbbbbbbbbbbbbbbbbba", YX_SEAL_UNIT, label, NULL, &error);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT);
  g_clear_error (&error);
  found = yx_flow_valid_seal (story->enterprise.actor, YX_SEAL_UNIT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, story->seal->id);
}

/* Other types: one that is a mark seals in the unit seal's stead, one that is none is not even sent. Voided with
 * the certificate password, no seal of the type is left to seal with. */
static void
test_types_and_voiding (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("klmn-5678-opqs");
  g_autoptr (YxRevision) refused = NULL;
  g_autoptr (YxRevision) sealed = NULL;
  g_autoptr (YxSeal) voided = NULL;
  g_autoptr (YxSeal) left = NULL;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  YxActor *actor = story->enterprise.actor;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  g_clear_pointer (&story->seal, yx_seal_unref);
  story->seal = yx_flow_make_seal (actor, "sea_ccccccccccccccccccccccccca", YX_SEAL_FINANCE, "财务", NULL, &error);
  g_assert_no_error (error);
  refused = story_seal (story, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE);
  g_clear_error (&error);
  g_clear_pointer (&story->seal, yx_seal_unref);
  story->seal = yx_flow_make_seal (actor, "sea_ddddddddddddddddddddddddda", YX_SEAL_LABOUR_CONTRACT, "劳动", NULL, &error);
  g_assert_no_error (error);
  sealed = story_seal (story, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sealed->seal, ==, story->seal->id);

  code = story_code (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  g_assert_null (yx_flow_void_seal (actor, story->seal->id, wrong, code, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  g_clear_error (&error);
  voided = yx_flow_void_seal (actor, story->seal->id, story->enterprise.certificate_password, code, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (voided->state, ==, YX_SEAL_VOIDED);
  left = yx_flow_valid_seal (actor, YX_SEAL_LABOUR_CONTRACT, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (left);
}

static gboolean
never (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  *done = FALSE;
  return TRUE;
}

static void
test_await_ends (Story *story, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  story_register (story);
  g_assert_false (yx_flow_await (story->enterprise.actor, never, NULL, 1, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_TIMED_OUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_find_programs ();
#define CASE(path, func) g_test_add (path, Story, NULL, story_set_up, func, story_tear_down)
  CASE ("/flow/whole", test_whole);
  CASE ("/flow/moved", test_moved);
  CASE ("/flow/worker-first", test_worker_first);
  CASE ("/flow/signed-twice", test_signed_twice);
  CASE ("/flow/hall-gone", test_hall_gone);
  CASE ("/flow/waiting-moved", test_waiting_moved);
  CASE ("/flow/wrong-password", test_wrong_password);
  CASE ("/flow/change-certificate-password", test_change_password);
  CASE ("/flow/forgotten-certificate-password", test_forgotten_password);
  CASE ("/flow/renew", test_renew);
  CASE ("/flow/certificate-password-not-the-account's", test_account_password);
  CASE ("/flow/locked", test_locked);
  CASE ("/flow/activate-again", test_activate_again);
  CASE ("/flow/correction", test_correction);
  CASE ("/flow/filing-offline", test_filing_offline);
  CASE ("/flow/unlawful", test_unlawful);
  CASE ("/flow/many", test_many);
  CASE ("/flow/cancelled", test_cancelled);
  CASE ("/flow/incomplete", test_incomplete);
  CASE ("/flow/signed-out", test_signed_out);
  CASE ("/flow/stranger", test_stranger);
  CASE ("/flow/one-seal", test_one_seal);
  CASE ("/flow/types-and-voiding", test_types_and_voiding);
  CASE ("/flow/await-ends", test_await_ends);
  return g_test_run ();
}
