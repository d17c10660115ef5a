/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/everyone.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-review.h"
#include "model/yx-act-reason.h"
#include "model/yx-certificate-suspension.h"
#include "model/yx-code-proof.h"
#include "model/yx-code-request.h"
#include "model/yx-envelope-release.h"
#include "model/yx-form-consent.h"
#include "model/yx-issued-certificate-page.h"
#include "model/yx-password-change.h"
#include "model/yx-revision-page.h"
#include "model/yx-seal-voiding.h"
#include "model/yx-sign-in.h"
#include "model/yx-signing-order.h"

#define CONFIG                                                                                               \
  "[hall]\nname=测试网厅\nidle-minutes=1440\n[scrypt]\nlog2n=4\n"                                        \
  "[limits]\nread-per-second=100000\nwrite-per-second=100000\naddress-per-minute=100000\n"                   \
  "code-per-minute=10000\ncode-per-day=10000\nseal-visit-per-day=10000\ncode-per-day-phone=10000\n"          \
  "sign-in-per-minute=10000\n"

static StoryActor *
enter (Everyone *everyone, gboolean enterprise)
{
  StoryActor *actor
      = enterprise ? story_enterprise_new (++everyone->last) : story_person_new (++everyone->last);

  story_register (everyone->fixture, actor);
  story_sign_in (everyone->fixture, actor);
  return actor;
}

static StoryActor *
enter_certified (Everyone *everyone, gboolean enterprise)
{
  StoryActor *actor = enter (everyone, enterprise);

  story_activate (everyone->fixture, actor);
  return actor;
}

static void
look_at_document (Everyone *everyone)
{
  g_autoptr (YxHallCall) call
      = story_call (everyone->fixture, YX_API_REVISION_LIST, everyone->employer, everyone->document, NULL);
  g_autoptr (YxDocument) document = story_document (everyone->fixture, everyone->employer, everyone->document);

  story_does (call);
  everyone->base = g_strdup (((YxRevision *)((YxRevisionPage *)call->answer)->items->pdata[0])->id);
  everyone->head = g_strdup (document->head);
}

Everyone *
everyone_new (void)
{
  Everyone *everyone = g_new0 (Everyone, 1);
  g_autofree char *judge
      = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);
  g_autoptr (YxFiling) filing = NULL;

  g_setenv ("YINXIN_JUDGE", judge, TRUE);
  everyone->server = server_fixture_new (CONFIG);
  everyone->server->options.handler_for = yx_hall_handler_for;
  everyone->fixture = everyone->server->fixture;
  everyone->employer = enter_certified (everyone, TRUE);
  everyone->worker = enter_certified (everyone, FALSE);
  everyone->other_employer = enter_certified (everyone, TRUE);
  everyone->other_worker = enter_certified (everyone, FALSE);
  story_make_seal (everyone->fixture, everyone->employer);
  filing = story_file (everyone->fixture, everyone->employer, everyone->worker);
  everyone->filing = g_strdup (filing->id);
  everyone->contract = g_strdup (filing->contract);
  everyone->document = g_strdup (filing->document);
  look_at_document (everyone);
  server_fixture_start (everyone->server);
  return everyone;
}

void
everyone_free (Everyone *everyone)
{
  server_fixture_end (everyone->server);
  story_actor_free (everyone->employer);
  story_actor_free (everyone->worker);
  story_actor_free (everyone->other_employer);
  story_actor_free (everyone->other_worker);
  server_fixture_free (everyone->server);
  g_free (everyone->filing);
  g_free (everyone->contract);
  g_free (everyone->document);
  g_free (everyone->head);
  g_free (everyone->base);
  g_free (everyone);
}

void
example_clear (Example *example)
{
  for (guint i = 0; i < YX_API_MAX_PARAMETERS; i++)
    g_clear_pointer (&example->parameters[i], g_free);
  g_clear_pointer (&example->request, yx_record_unref);
  g_clear_pointer (&example->bytes, g_bytes_unref);
  g_clear_pointer (&example->if_match, g_free);
  g_clear_pointer (&example->made, story_actor_free);
}

static gboolean
is_enterprise (const Example *example)
{
  return example->actor != NULL && example->actor->login != NULL;
}

/* Somebody new of the same kind, for what one does only once. */
static void
take_new (Everyone *everyone, Example *example, gboolean certified)
{
  gboolean enterprise = is_enterprise (example);

  example->made = certified ? enter_certified (everyone, enterprise) : enter (everyone, enterprise);
  if (example->actor != NULL)
    example->actor = example->made;
}

static void
make_nothing (Everyone *everyone, Example *example, gboolean effective)
{
}

static void
make_code (Everyone *everyone, Example *example, gboolean effective)
{
  g_autofree char *phone = story_phone (9000);

  example->request = story_record (&yx_code_request_type, "purpose",
                                   example->actor != NULL ? "certificate" : "register", NULL);
  if (example->actor == NULL)
    yx_record_set_text (example->request, "phone", phone);
}

static void
make_registration (Everyone *everyone, Example *example, gboolean enterprise)
{
  g_autoptr (StoryActor) actor
      = enterprise ? story_enterprise_new (++everyone->last) : story_person_new (++everyone->last);

  story_ask_code (everyone->fixture, actor, "register");
  example->request = story_registration (everyone->fixture, actor);
  example->parameters[0] = g_strdup (enterprise ? actor->enterprise : actor->account);
}

static void
make_enterprise (Everyone *everyone, Example *example, gboolean effective)
{
  make_registration (everyone, example, TRUE);
}

static void
make_person (Everyone *everyone, Example *example, gboolean effective)
{
  make_registration (everyone, example, FALSE);
}

static void
make_sign_in (Everyone *everyone, Example *example, gboolean effective)
{
  example->request = story_record (&yx_sign_in_type, "kind", "person", "login", everyone->worker->phone, "device",
                                   "desk-1", NULL);
  story_secret (example->request, "password", everyone->worker->password);
}

static void
make_end (Everyone *everyone, Example *example, gboolean effective)
{
  if (effective)
    take_new (everyone, example, FALSE);
  example->parameters[0] = g_strdup (example->actor != NULL ? example->actor->session->id
                                                            : everyone->worker->session->id);
}

static void
make_coded (Everyone *everyone, Example *example, const YxRecordType *type, const char *purpose)
{
  StoryActor *actor = example->actor != NULL ? example->actor : everyone->worker;
  g_autofree char *code = NULL;

  story_ask_code (everyone->fixture, actor, purpose);
  code = story_code (everyone->fixture, actor->phone, purpose);
  example->request = yx_record_new (type);
  story_secret (example->request, "code", code);
}

static void
make_password (Everyone *everyone, Example *example, gboolean effective)
{
  if (effective)
    take_new (everyone, example, FALSE);
  make_coded (everyone, example, &yx_password_change_type, "account");
  story_secret (example->request, "password", "Weide-und-Ufer7");
}

static void
make_export (Everyone *everyone, Example *example, gboolean effective)
{
  make_coded (everyone, example, &yx_code_proof_type, "own-data");
}

static void
make_release (Everyone *everyone, Example *example, gboolean effective)
{
  StoryActor *actor = example->actor != NULL ? example->actor : everyone->worker;

  make_coded (everyone, example, &yx_envelope_release_type, "seal-visit");
  yx_record_set_secret (example->request, "proof", actor->proof);
}

static void
make_change (Everyone *everyone, Example *example, gboolean effective)
{
  StoryActor *actor;

  if (effective)
    take_new (everyone, example, TRUE);
  actor = example->actor != NULL ? example->actor : everyone->worker;
  example->request = story_change_request (everyone->fixture, actor);
  example->if_match = g_strdup ("1");
}

static void
make_certificate (Everyone *everyone, Example *example, gboolean effective)
{
  take_new (everyone, example, FALSE);
  example->parameters[0] = yx_id_new ("crt");
  story_ask_code (everyone->fixture, example->made, "certificate");
  example->request = story_certificate_request (everyone->fixture, example->made, example->parameters[0]);
}

static char *
certificate_of (Everyone *everyone, StoryActor *actor)
{
  g_autoptr (YxHallCall) call = story_call (everyone->fixture, YX_API_CERTIFICATE_LIST, actor, NULL, NULL);

  story_does (call);
  return g_strdup (((YxIssuedCertificate *)((YxIssuedCertificatePage *)call->answer)->items->pdata[0])->id);
}

static void
make_certificate_get (Everyone *everyone, Example *example, gboolean effective)
{
  example->parameters[0]
      = certificate_of (everyone, example->actor != NULL ? example->actor : everyone->worker);
}

static void
make_suspension (Everyone *everyone, Example *example, gboolean effective)
{
  if (effective)
    take_new (everyone, example, TRUE);
  make_certificate_get (everyone, example, effective);
  make_coded (everyone, example, &yx_certificate_suspension_type, "certificate");
}

static void
make_of_enterprise (Everyone *everyone, Example *example, gboolean effective)
{
  example->parameters[0] = g_strdup (is_enterprise (example) ? example->actor->enterprise
                                                             : everyone->employer->enterprise);
}

static void
make_seal (Everyone *everyone, Example *example, gboolean effective)
{
  if (effective)
    take_new (everyone, example, FALSE);
  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = yx_id_new ("sea");
  example->request = story_record (&yx_seal_type, "kind", "unit", "name", "春城机械公章", NULL);
}

static void
make_filing (Everyone *everyone, Example *example, gboolean effective)
{
  g_autoptr (StoryActor) worker = story_person_new (++everyone->last);

  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = yx_id_new ("fil");
  example->request = (YxRecord *)story_filing (worker);
}

static void
make_seal_get (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = g_strdup (everyone->employer->seal->id);
}

static void
make_void (Everyone *everyone, Example *example, gboolean effective)
{
  StoryActor *actor;

  if (effective)
    take_new (everyone, example, TRUE);
  if (effective)
    story_make_seal (everyone->fixture, example->actor);
  actor = is_enterprise (example) ? example->actor : everyone->employer;
  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = g_strdup (actor->seal->id);
  make_coded (everyone, example, &yx_seal_voiding_type, "seal-visit");
  yx_record_set_secret (example->request, "proof", actor->proof);
}

static void
make_filing_get (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = g_strdup (everyone->filing);
}

/* What is past the age of retirement goes to an officer, who returns it. */
static void
make_correction (Everyone *everyone, Example *example, gboolean effective)
{
  g_autoptr (YxHallCall) filed = NULL;
  YxHallCall officer = { .hall = everyone->fixture->hall, .address = (char *)"control" };

  make_filing (everyone, example, effective);
  example->if_match = g_strdup ("2");
  if (!effective)
    {
      g_free (example->parameters[1]);
      example->parameters[1] = g_strdup (everyone->filing);
      return;
    }
  yx_record_set_text (example->request, "w_doc_no", "220102196412310010");
  filed = story_call (everyone->fixture, YX_API_FILING_SUBMIT, example->actor, example->parameters[0],
                      example->parameters[1]);
  filed->request = yx_record_copy (example->request);
  story_does (filed);
  g_assert_true (yx_hall_filing_return (&officer, example->parameters[1], "岗位与营业执照不符", NULL));
}

static void
make_contract_get (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_enterprise (everyone, example, effective);
  example->parameters[1] = g_strdup (everyone->contract);
}

/* The document that stands there, or a new one that both parties may do anything with. */
static void
make_of_document (Everyone *everyone, Example *example, gboolean effective)
{
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (StoryActor) other = NULL;

  if (!effective)
    {
      example->parameters[0] = g_strdup (everyone->document);
      example->if_match = g_strdup (everyone->head);
      return;
    }
  if (is_enterprise (example))
    other = story_person_new (++everyone->last);
  else
    take_new (everyone, example, TRUE);
  filing = story_file (everyone->fixture, everyone->employer, other != NULL ? other : example->actor);
  document = story_document (everyone->fixture, everyone->employer, filing->document);
  example->parameters[0] = g_strdup (document->id);
  example->if_match = g_strdup (document->head);
}

static void
make_document_get (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_document (everyone, example, FALSE);
}

static void
make_revision_get (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_document (everyone, example, FALSE);
  example->parameters[1] = g_strdup (everyone->base);
}

static void
let_worker_first (Everyone *everyone, const YxDocument *document)
{
  g_autoptr (YxHallCall) call
      = story_act (everyone->fixture, YX_API_DOCUMENT_ORDER, everyone->employer, document,
                   story_record (&yx_signing_order_type, "first", "worker", NULL));

  story_does (call);
}

static void
make_revision (Everyone *everyone, Example *example, gboolean effective)
{
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (GBytes) head = NULL;

  make_of_document (everyone, example, effective);
  example->parameters[1] = yx_id_new ("rev");
  example->bytes = g_bytes_new_static ("bytes", 5);
  if (!effective)
    return;
  document = story_document (everyone->fixture, example->actor, example->parameters[0]);
  if (!is_enterprise (example))
    {
      let_worker_first (everyone, document);
      story_consent (everyone->fixture, example->actor, document);
    }
  head = story_bytes (everyone->fixture, example->actor, document->id);
  g_bytes_unref (example->bytes);
  example->bytes = story_sign (everyone->fixture, example->actor, head,
                               is_enterprise (example) ? "yx.employer" : "yx.worker");
}

static void
make_order (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_document (everyone, example, effective);
  example->request = story_record (&yx_signing_order_type, "first", "worker", NULL);
}

static void
make_consent (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_document (everyone, example, effective);
  example->request = story_record (&yx_form_consent_type, "notice", YX_FORM_NOTICE, "e_form_consent", "true",
                                   "notice_ack", "true", NULL);
}

static void
make_reasoned (Everyone *everyone, Example *example, gboolean effective)
{
  make_of_document (everyone, example, effective);
  example->request = story_record (&yx_act_reason_type, "reason", "岗位与约定不符", NULL);
}

static void
make_feed (Everyone *everyone, Example *example, gboolean effective)
{
  example->parameters[0] = g_strdup (is_enterprise (example)  ? example->actor->enterprise
                                     : example->actor != NULL ? example->actor->session->person
                                                              : everyone->worker->session->person);
}

static const ExampleLine lines[YX_N_ENDPOINTS] = {
  [YX_API_HALL_GET] = { make_nothing },
  [YX_API_CODE_SEND] = { make_code },
  [YX_API_ENTERPRISE_REGISTER] = { make_enterprise, "u_addr", "吉林省长春市南关区亚泰大街3号" },
  [YX_API_PERSON_REGISTER] = { make_person, "doc_to", "2041-01-01" },
  [YX_API_SESSION_CREATE] = { make_sign_in },
  [YX_API_SESSION_LIST] = { make_nothing },
  [YX_API_SESSION_END] = { make_end },
  [YX_API_ACCOUNT_GET] = { make_nothing },
  [YX_API_ACCOUNT_PASSWORD] = { make_password },
  [YX_API_PERSON_GET] = { make_nothing },
  [YX_API_PERSON_EXPORT] = { make_export },
  [YX_API_ENTERPRISE_GET] = { make_of_enterprise },
  [YX_API_ENVELOPE_GET] = { make_nothing },
  [YX_API_ENVELOPE_RELEASE] = { make_release },
  [YX_API_ENVELOPE_REPLACE] = { make_change },
  [YX_API_CERTIFICATE_ISSUE] = { make_certificate, "envelope_version", "7" },
  [YX_API_CERTIFICATE_LIST] = { make_nothing },
  [YX_API_CERTIFICATE_GET] = { make_certificate_get },
  [YX_API_CERTIFICATE_SUSPEND] = { make_suspension },
  [YX_API_SEAL_MAKE] = { make_seal, "name", "春城机械印" },
  [YX_API_SEAL_LIST] = { make_of_enterprise },
  [YX_API_SEAL_GET] = { make_seal_get },
  [YX_API_SEAL_VOID] = { make_void },
  [YX_API_SEAL_USE_LIST] = { make_of_enterprise },
  [YX_API_FILING_SUBMIT] = { make_filing, "post", "质检员" },
  [YX_API_FILING_LIST] = { make_of_enterprise },
  [YX_API_FILING_GET] = { make_filing_get },
  [YX_API_FILING_CORRECT] = { make_correction, "post", "质检员" },
  [YX_API_CONTRACT_GET] = { make_contract_get },
  [YX_API_DOCUMENT_LIST] = { make_nothing },
  [YX_API_DOCUMENT_GET] = { make_document_get },
  [YX_API_DOCUMENT_EVENTS] = { make_document_get },
  [YX_API_REVISION_LIST] = { make_document_get },
  [YX_API_REVISION_BYTES] = { make_revision_get },
  [YX_API_REVISION_APPEND] = { make_revision },
  [YX_API_DOCUMENT_ORDER] = { make_order, "first", "enterprise" },
  [YX_API_DOCUMENT_CONSENT] = { make_consent, "serve_addr", "吉林省长春市南关区亚泰大街2号" },
  [YX_API_DOCUMENT_DECLINE] = { make_reasoned, "reason", "工资有误" },
  [YX_API_DOCUMENT_WITHDRAW] = { make_reasoned, "reason", "工资有误" },
  [YX_API_FEED_READ] = { make_feed },
};

/* How an endpoint is used; whoever adds one adds its line above. */
const ExampleLine *
example_line (YxEndpointId id)
{
  if (lines[id].make == NULL)
    g_error ("tests/hall/everyone.c has no example of %s", yx_endpoint (id)->name);
  return &lines[id];
}

void
example_make (Everyone *everyone, YxEndpointId id, YxRole role, gboolean effective, Example *example)
{
  *example = (Example){ .actor = role == YX_ROLE_ENTERPRISE ? everyone->employer
                                 : role == YX_ROLE_PERSON   ? everyone->worker
                                                            : NULL };
  example_line (id)->make (everyone, example, effective && yx_right_allows (yx_endpoint (id)->action, role));
}
