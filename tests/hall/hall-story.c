/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-owner.h"
#include "model/yx-account.h"
#include "model/yx-checks.h"
#include "model/yx-code-request.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-envelope-change.h"
#include "model/yx-form-consent.h"
#include "model/yx-hall-info.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-person-registration.h"
#include "model/yx-revision-page.h"
#include "model/yx-rights.h"
#include "model/yx-sign-in.h"
#include "pdf/yx-pdf-sign.h"
#include "seal/yx-signature-image.h"

#define CERTIFICATE_PASSWORD "Fluss-Ufer-Weide-42"
#define CHANGED_PASSWORD "Weide-am-Fluss-43"

void
story_actor_free (StoryActor *actor)
{
  g_free (actor->name);
  g_free (actor->doc_no);
  g_free (actor->phone);
  g_free (actor->password);
  g_free (actor->login);
  g_free (actor->uscc);
  g_free (actor->account);
  g_free (actor->enterprise);
  g_clear_pointer (&actor->session, yx_session_unref);
  g_clear_pointer (&actor->key, yx_key_unref);
  g_clear_pointer (&actor->certificate, yx_certificate_unref);
  g_clear_pointer (&actor->parameters, g_bytes_unref);
  g_clear_pointer (&actor->proof, yx_secret_unref);
  g_clear_pointer (&actor->seal, yx_seal_unref);
  g_free (actor);
}

/* Tries check characters until the model takes one. */
char *
story_uscc (guint number)
{
  const char *alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  char text[19];

  for (const char *first = alphabet; *first != '\0'; first++)
    for (const char *last = alphabet; *last != '\0'; last++)
      {
        g_snprintf (text, sizeof text, "91220101M0%06u%c%c", number, *first, *last);
        if (yx_check_uscc (text, NULL))
          return g_strdup (text);
      }
  g_assert_not_reached ();
}

char *
story_doc_no (guint number)
{
  char text[19];

  for (const char *last = "0123456789X"; *last != '\0'; last++)
    {
      g_snprintf (text, sizeof text, "22010219900101%03u%c", number, *last);
      if (yx_check_resident_number (text, NULL))
        return g_strdup (text);
    }
  g_assert_not_reached ();
}

char *
story_phone (guint number)
{
  return g_strdup_printf ("1390%07u", 4310000 + number);
}

gpointer
story_record (const YxRecordType *type, const char *field, ...)
{
  gpointer record = yx_record_new (type);
  va_list args;

  va_start (args, field);
  for (const char *name = field; name != NULL; name = va_arg (args, const char *))
    {
      g_autoptr (GError) error = NULL;

      (void)yx_record_set_typed (record, name, va_arg (args, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (args);
  return record;
}

void
story_secret (gpointer record, const char *field, const char *text)
{
  g_autoptr (YxSecret) secret = yx_secret_new_text (text);

  yx_record_set_secret (record, field, secret);
}

/* The code last shown for a phone and purpose. */
char *
story_code (HallFixture *fixture, const char *phone, const char *purpose)
{
  g_autofree char *path = hall_fixture_path (fixture, "sms/shown.jsonl");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char *code = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = yx_json_parse (lines[i], strlen (lines[i]), NULL, NULL);
      JsonObject *object = json_node_get_object (node);

      if (strcmp (json_object_get_string_member (object, "phone"), phone) != 0
          || strcmp (json_object_get_string_member (object, "purpose"), purpose) != 0)
        continue;
      g_free (code);
      code = g_strdup (json_object_get_string_member (object, "code"));
    }
  g_assert_nonnull (code);
  return code;
}

YxHallCall *
story_call (HallFixture *fixture, YxEndpointId id, StoryActor *actor, const char *first, const char *second)
{
  YxHallCall *call = g_new0 (YxHallCall, 1);

  call->hall = fixture->hall;
  call->endpoint = yx_endpoint (id);
  call->request_id = g_strdup ("test");
  call->address = g_strdup ("local");
  call->parameters.values[0] = g_strdup (first);
  call->parameters.values[1] = g_strdup (second);
  call->session = actor != NULL ? yx_session_ref (actor->session) : NULL;
  call->creates = (call->endpoint->flags & YX_API_CREATES) != 0;
  call->limit = 100;
  return call;
}

/* As the server does it: whose the object is, then the work. */
gboolean
story_run (YxHallCall *call, GError **error)
{
  return yx_hall_reach_path (call, error) && yx_hall_reach_object (call, error)
         && yx_hall_handler_for (call->endpoint->id) (call, error);
}

void
story_does (YxHallCall *call)
{
  g_autoptr (GError) error = NULL;

  (void)story_run (call, &error);
  g_assert_no_error (error);
  if (call->endpoint->answer != NULL)
    g_assert_true (call->answer->type == call->endpoint->answer);
}

void
story_refused (YxHallCall *call, YxProblemCode code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (story_run (call, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, (int)code);
  g_assert_cmpstr (yx_problem_field (error), ==, field);
  g_assert_null (call->answer);
}

static gboolean
run_sql (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, data, error);
}

/* What no endpoint does yet: revoking. */
void
story_sql (HallFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  (void)yx_writer_run (fixture->hall->writer, run_sql, (gpointer)sql, &error);
  g_assert_no_error (error);
}

StoryActor *
story_enterprise_new (guint number)
{
  StoryActor *actor = story_person_new (number);

  actor->login = g_strdup_printf ("employer%u", number);
  actor->uscc = story_uscc (number);
  actor->enterprise = yx_id_new ("ent");
  return actor;
}

StoryActor *
story_person_new (guint number)
{
  StoryActor *actor = g_new0 (StoryActor, 1);
  static const char *const given[] = { "想", "明远", "思齐", "若水" };

  actor->name = g_strdup_printf ("欧阳%s", given[number % G_N_ELEMENTS (given)]);
  actor->doc_no = story_doc_no (number);
  actor->phone = story_phone (number);
  actor->password = g_strdup_printf ("Weide%07u", number);
  actor->account = yx_id_new ("acc");
  return actor;
}

void
story_ask_code (HallFixture *fixture, StoryActor *actor, const char *purpose)
{
  g_autoptr (YxHallCall) call
      = story_call (fixture, YX_API_CODE_SEND, actor->session != NULL ? actor : NULL, NULL, NULL);

  call->request = story_record (&yx_code_request_type, "purpose", purpose, NULL);
  if (actor->session == NULL)
    yx_record_set_text (call->request, "phone", actor->phone);
  story_does (call);
  yx_test_clock_turn (fixture->clock, 61 * G_USEC_PER_SEC);
}

gpointer
story_registration (HallFixture *fixture, StoryActor *actor)
{
  g_autofree char *code = story_code (fixture, actor->phone, "register");
  gpointer request;

  if (actor->login != NULL)
    request
        = story_record (&yx_enterprise_registration_type, "account", actor->account, "login", actor->login,
                        "u_type", "limited", "u_name", "长春市春城机械制造有限公司", "u_uscc", actor->uscc,
                        "u_addr", "吉林省长春市朝阳区人民大街1号", "u_head_kind", "legal_representative",
                        "u_head", actor->name, "doc_type", "resident_id", "doc_no", actor->doc_no, "doc_from",
                        "2020-01-01", "phone", actor->phone, "consent", "true", NULL);
  else
    request = story_record (&yx_person_registration_type, "name", actor->name, "doc_type", "resident_id",
                            "doc_no", actor->doc_no, "doc_from", "2020-01-01", "doc_to", "2040-01-01",
                            "phone", actor->phone, "consent", "true", NULL);
  story_secret (request, "code", code);
  story_secret (request, "password", actor->password);
  return request;
}

void
story_register (HallFixture *fixture, StoryActor *actor)
{
  g_autoptr (YxHallCall) call = NULL;

  story_ask_code (fixture, actor, "register");
  if (actor->login != NULL)
    call = story_call (fixture, YX_API_ENTERPRISE_REGISTER, NULL, actor->enterprise, NULL);
  else
    call = story_call (fixture, YX_API_PERSON_REGISTER, NULL, actor->account, NULL);
  call->request = story_registration (fixture, actor);
  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
}

void
story_sign_in (HallFixture *fixture, StoryActor *actor)
{
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_SESSION_CREATE, NULL, NULL, NULL);

  call->request
      = story_record (&yx_sign_in_type, "kind", actor->login != NULL ? "enterprise" : "person", "login",
                      actor->login != NULL ? actor->login : actor->phone, "device", "desk-1", NULL);
  story_secret (call->request, "password", actor->password);
  story_does (call);
  g_clear_pointer (&actor->session, yx_session_unref);
  actor->session = (YxSession *)g_steal_pointer (&call->answer);
}

/* What the desktop makes at the activation: key, request, envelope, proof. */
gpointer
story_certificate_request (HallFixture *fixture, StoryActor *actor, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = story_code (fixture, actor->phone, "certificate");
  g_autoptr (YxSecret) password = yx_secret_new_text (CERTIFICATE_PASSWORD);
  g_autoptr (YxEnvelopeKeys) keys = NULL;
  g_autoptr (YxKeyBundle) empty = yx_key_bundle_new ();
  g_autoptr (YxKeyBundle) bundle = NULL;
  g_autoptr (YxSecret) pkcs8 = NULL;
  g_autoptr (GBytes) request_der = NULL;
  g_autoptr (GBytes) envelope = NULL;
  gpointer request;

  g_clear_pointer (&actor->key, yx_key_unref);
  actor->key = yx_key_generate (YX_ALGORITHM_P256, &error);
  g_assert_no_error (error);
  if (actor->parameters == NULL)
    actor->parameters = yx_envelope_parameters_new (&YX_SCRYPT_TEST, &error);
  g_assert_no_error (error);
  keys = yx_envelope_derive (actor->parameters, password, &error);
  g_assert_no_error (error);
  pkcs8 = yx_key_to_pkcs8 (actor->key, &error);
  bundle = yx_key_bundle_with (empty, id, pkcs8);
  envelope = yx_envelope_seal (actor->parameters, keys->wrap, bundle, &error);
  g_assert_no_error (error);
  request_der = yx_key_request (actor->key, &error);
  g_clear_pointer (&actor->proof, yx_secret_unref);
  actor->proof
      = yx_secret_new_take_text (yx_hex (yx_secret_bytes (keys->proof), yx_secret_size (keys->proof)));
  request = story_record (&yx_issued_certificate_type, "capacity",
                          actor->login != NULL ? "enterprise" : "personal", "consent", "true", NULL);
  yx_record_set_bytes (request, "request", request_der);
  yx_record_set_bytes (request, "envelope", envelope);
  story_secret (request, "code", code);
  yx_record_set_secret (request, "proof", actor->proof);
  return request;
}

/* The actor's key under another password; the actor still knows the first. */
gpointer
story_change_request (HallFixture *fixture, StoryActor *actor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) password = yx_secret_new_text (CHANGED_PASSWORD);
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&YX_SCRYPT_TEST, &error);
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (parameters, password, &error);
  g_autoptr (YxSecret) pkcs8 = yx_key_to_pkcs8 (actor->key, &error);
  g_autoptr (YxKeyBundle) empty = yx_key_bundle_new ();
  g_autoptr (YxKeyBundle) bundle = yx_key_bundle_with (empty, "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa", pkcs8);
  g_autoptr (GBytes) envelope = yx_envelope_seal (parameters, keys->wrap, bundle, &error);
  g_autofree char *code = NULL;
  g_autofree char *proof = yx_hex (yx_secret_bytes (keys->proof), yx_secret_size (keys->proof));
  gpointer request = yx_record_new (&yx_envelope_change_type);

  g_assert_no_error (error);
  story_ask_code (fixture, actor, "certificate");
  code = story_code (fixture, actor->phone, "certificate");
  story_secret (request, "code", code);
  yx_record_set_secret (request, "proof", actor->proof);
  yx_record_set_bytes (request, "envelope", envelope);
  story_secret (request, "new_proof", proof);
  return request;
}

void
story_activate (HallFixture *fixture, StoryActor *actor)
{
  g_autofree char *id = yx_id_new ("crt");
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_CERTIFICATE_ISSUE, actor, id, NULL);

  story_ask_code (fixture, actor, "certificate");
  call->request = story_certificate_request (fixture, actor, id);
  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
  actor->certificate = yx_certificate_from_der (((YxIssuedCertificate *)call->answer)->certificate, NULL);
  g_assert_nonnull (actor->certificate);
}

YxHallCall *
story_seal_request (HallFixture *fixture, StoryActor *actor, const char *kind)
{
  g_autofree char *id = yx_id_new ("sea");
  YxHallCall *call = story_call (fixture, YX_API_SEAL_MAKE, actor, actor->enterprise, id);

  call->request = story_record (&yx_seal_type, "kind", kind, "name", "春城机械公章", NULL);
  return call;
}

void
story_make_seal (HallFixture *fixture, StoryActor *actor)
{
  story_make_seal_of (fixture, actor, "unit");
}

void
story_make_seal_of (HallFixture *fixture, StoryActor *actor, const char *kind)
{
  g_autoptr (YxHallCall) call = story_seal_request (fixture, actor, kind);

  story_does (call);
  g_clear_pointer (&actor->seal, yx_seal_unref);
  actor->seal = (YxSeal *)g_steal_pointer (&call->answer);
}

YxFiling *
story_filing (StoryActor *worker)
{
  return story_record (&yx_filing_type, "filing_kind", "new", "w_name", worker->name, "w_doc_type",
                       "resident_id", "w_doc_no", worker->doc_no, "w_phone", worker->phone, "w_home",
                       "吉林省长春市南关区亚泰大街2号", "post", "装配工", "work_place", "吉林省长春市朝阳区",
                       "kind", "fixed", "from", "2026-03-01", "to", "2029-02-28", "employment_start",
                       "2026-03-01", "prob_from", "2026-03-01", "prob_to", "2026-04-30", "hours", "standard",
                       "base", "6000", "prob_pay", "5000", "pay_day", "15", "si", "true", NULL);
}

YxFiling *
story_file (HallFixture *fixture, StoryActor *employer, StoryActor *worker)
{
  g_autofree char *id = yx_id_new ("fil");
  g_autoptr (YxHallCall) call
      = story_call (fixture, YX_API_FILING_SUBMIT, employer, employer->enterprise, id);

  call->request = (YxRecord *)story_filing (worker);
  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
  return (YxFiling *)g_steal_pointer (&call->answer);
}

YxDocument *
story_document (HallFixture *fixture, StoryActor *actor, const char *id)
{
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_DOCUMENT_GET, actor, id, NULL);

  story_does (call);
  return (YxDocument *)g_steal_pointer (&call->answer);
}

/* As a client would: the list of revisions, then each one's bytes. */
GBytes *
story_bytes (HallFixture *fixture, StoryActor *actor, const char *document)
{
  g_autoptr (YxHallCall) list = story_call (fixture, YX_API_REVISION_LIST, actor, document, NULL);
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  GPtrArray *items;

  story_does (list);
  items = ((YxRevisionPage *)list->answer)->items;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (YxHallCall) bytes
          = story_call (fixture, YX_API_REVISION_BYTES, actor, document, ((YxRevision *)items->pdata[i])->id);

      story_does (bytes);
      g_byte_array_append (whole, g_bytes_get_data (bytes->answer_bytes, NULL),
                           (guint)g_bytes_get_size (bytes->answer_bytes));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

static YxCertificate *
find_issuer (HallFixture *fixture, YxCertificate *issued)
{
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_HALL_GET, NULL, NULL, NULL);
  GPtrArray *authorities;

  story_does (call);
  authorities = ((YxHallInfo *)call->answer)->authorities;
  for (guint i = 0; i < authorities->len; i++)
    {
      YxAuthorityEntry *entry = authorities->pdata[i];

      g_autoptr (YxCertificate) issuer = yx_certificate_from_der (entry->certificate, NULL);

      if (entry->role == YX_AUTHORITY_ISSUING && yx_certificate_is_issued_by (issued, issuer))
        return g_steal_pointer (&issuer);
    }
  g_assert_not_reached ();
}

/* What a signer sends along with the certificate. */
void
story_chain (HallFixture *fixture, StoryActor *actor, GPtrArray *chain)
{
  g_ptr_array_add (chain, find_issuer (fixture, actor->certificate));
}

GBytes *
story_sign (HallFixture *fixture, StoryActor *actor, GBytes *head, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = yx_certificate_list_new ();
  g_autoptr (GBytes) mark = NULL;
  YxSigner signer = { actor->certificate, chain, yx_cms_sign_with_key, actor->key };
  gboolean sealed
      = actor->seal != NULL && g_strcmp0 (field, yx_seal_place ((YxSealKind)actor->seal->kind)) == 0;
  const char *captions[] = { sealed ? actor->seal->number : NULL, NULL };
  YxPdfSigning what = { .field = field, .at = yx_clock_now (fixture->clock), .signer = &signer };
  GBytes *appended;

  story_chain (fixture, actor, chain);
  if (sealed)
    {
      mark = g_bytes_ref (actor->seal->picture);
      what.seal = actor->seal->object;
      what.captions = captions;
    }
  else
    mark = yx_signature_image_pdf (actor->name, &error);
  g_assert_no_error (error);
  what.mark = mark;
  appended = yx_pdf_sign (head, &what, &error);
  g_assert_no_error (error);
  return appended;
}

YxHallCall *
story_act (HallFixture *fixture, YxEndpointId id, StoryActor *actor, const YxDocument *document, gpointer request)
{
  YxHallCall *call = story_call (fixture, id, actor, document->id, NULL);

  call->if_match = g_strdup (document->head);
  call->key = yx_id_new ("key");
  call->request = request;
  return call;
}

/* The worker's consent to the electronic form, without which no signature of theirs is taken. */
void
story_consent (HallFixture *fixture, StoryActor *worker, const YxDocument *document)
{
  g_autoptr (YxHallCall) call
      = story_act (fixture, YX_API_DOCUMENT_CONSENT, worker, document,
                   story_record (&yx_form_consent_type, "notice", YX_FORM_NOTICE, "e_form_consent", "true",
                                 "notice_ack", "true", NULL));

  story_does (call);
}

/* Whoever signs for themselves has consented before, where that is still open. */
static void
consent_first (HallFixture *fixture, StoryActor *actor, const char *id)
{
  g_autoptr (YxDocument) document = actor->login == NULL ? story_document (fixture, actor, id) : NULL;

  if (document != NULL && !yx_record_has (document, "consented")
      && (document->state == YX_DOCUMENT_TO_SEAL || document->state == YX_DOCUMENT_TO_SIGN))
    story_consent (fixture, actor, document);
}

YxHallCall *
story_append (
    HallFixture *fixture, StoryActor *actor, const YxDocument *document, const char *id, GBytes *appended)
{
  YxHallCall *call = story_call (fixture, YX_API_REVISION_APPEND, actor, document->id, id);

  consent_first (fixture, actor, document->id);
  call->body = g_bytes_ref (appended);
  call->if_match = g_strdup (document->head);
  return call;
}

void
desk_open (Desk *desk, HallFixture *fixture)
{
  desk->fixture = fixture;
  hall_fixture_open (fixture);
  desk->employer = story_enterprise_new (1);
  desk->worker = story_person_new (2);
}

void
desk_clear (Desk *desk)
{
  story_actor_free (desk->employer);
  story_actor_free (desk->worker);
  hall_fixture_free (desk->fixture);
}

void
desk_register_both (Desk *desk)
{
  story_register (desk->fixture, desk->employer);
  story_register (desk->fixture, desk->worker);
}

void
desk_sign_in_both (Desk *desk)
{
  story_sign_in (desk->fixture, desk->employer);
  story_sign_in (desk->fixture, desk->worker);
}

Story *
story_new (void)
{
  Story *story = g_new0 (Story, 1);
  g_autoptr (YxFiling) filing = NULL;
  g_autofree char *judge
      = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);

  g_setenv ("YINXIN_JUDGE", judge, TRUE);
  story->fixture = hall_fixture_new ();
  hall_fixture_open (story->fixture);
  story->employer = story_enterprise_new (1);
  story->worker = story_person_new (2);
  story_register (story->fixture, story->employer);
  story_register (story->fixture, story->worker);
  story_sign_in (story->fixture, story->employer);
  story_sign_in (story->fixture, story->worker);
  story_activate (story->fixture, story->employer);
  story_activate (story->fixture, story->worker);
  story_make_seal (story->fixture, story->employer);
  filing = story_file (story->fixture, story->employer, story->worker);
  story->document = g_strdup (filing->document);
  return story;
}

void
story_free (Story *story)
{
  g_clear_pointer (&story->employer, story_actor_free);
  g_clear_pointer (&story->worker, story_actor_free);
  g_clear_pointer (&story->fixture, hall_fixture_free);
  g_free (story->document);
  g_free (story);
}
