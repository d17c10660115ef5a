/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-care.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-write.h"
#include "model/yx-act-reason.h"
#include "model/yx-code-proof.h"
#include "model/yx-event-page.h"
#include "model/yx-form-consent.h"
#include "model/yx-person-export.h"
#include "model/yx-person.h"
#include "model/yx-signing-order.h"

static YxHallCall *
make (Story *story, YxEndpointId id, StoryActor *actor, gpointer request)
{
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);

  return story_act (story->fixture, id, actor, document, request);
}

static gpointer
reason (const char *text)
{
  return story_record (&yx_act_reason_type, "reason", text, NULL);
}

static gpointer
order (const char *first)
{
  return story_record (&yx_signing_order_type, "first", first, NULL);
}

static YxHallCall *
repeat (Story *story, const YxHallCall *call, StoryActor *actor)
{
  YxHallCall *copy = story_call (story->fixture, call->endpoint->id, actor, call->parameters.values[0], NULL);

  copy->if_match = g_strdup (call->if_match);
  copy->key = g_strdup (call->key);
  copy->request = yx_record_copy (call->request);
  return copy;
}

static YxHallCall *
signature (Story *story, StoryActor *actor, const char *field)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);

  return story_append (story->fixture, actor, document, id, appended);
}

static void
assert_state (Story *story, YxDocumentState state)
{
  g_autoptr (YxDocument) document = story_document (story->fixture, story->employer, story->document);

  g_assert_cmpint (document->state, ==, state);
}

static guint
count_events (Story *story, const char *action)
{
  g_autoptr (YxHallCall) call
      = story_call (story->fixture, YX_API_DOCUMENT_EVENTS, story->worker, story->document, NULL);
  GPtrArray *items;
  guint count = 0;

  story_does (call);
  items = ((YxEventPage *)call->answer)->items;
  for (guint i = 0; i < items->len; i++)
    count += g_strcmp0 (((YxEvent *)items->pdata[i])->action, action) == 0;
  return count;
}

/* Either party may decline (spec.md 5.2-4): the document is closed, its reason told to both. */
static void
test_decline (void)
{
  for (int worker = 0; worker < 2; worker++)
    {
      g_autoptr (Story) story = story_new ();
      StoryActor *actor = worker ? story->worker : story->employer;
      g_autoptr (YxHallCall) sealed = signature (story, story->employer, "yx.employer");
      g_autoptr (YxHallCall) call = make (story, YX_API_DOCUMENT_DECLINE, actor, reason ("岗位与约定不符"));
      g_autoptr (YxHallCall) again = make (story, YX_API_DOCUMENT_DECLINE, actor, reason ("岗位与约定不符"));
      g_autoptr (YxDocument) seen = NULL;

      story_does (call);
      g_assert_cmpint (((YxDocument *)call->answer)->state, ==, YX_DOCUMENT_DECLINED);
      seen = story_document (story->fixture, worker ? story->employer : story->worker, story->document);
      g_assert_cmpstr (seen->reason, ==, "岗位与约定不符");
      g_assert_cmpuint (count_events (story, "document.declined"), ==, 1);
      story_refused (again, YX_PROBLEM_CONFLICT, "state");
      story_refused (sealed, YX_PROBLEM_REVISION_REFUSED, "state");
    }
}

static void
test_withdraw (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) sealed = signature (story, story->employer, "yx.employer");
  g_autoptr (YxHallCall) early = make (story, YX_API_DOCUMENT_WITHDRAW, story->employer, reason ("工资有误"));
  g_autoptr (YxHallCall) call = NULL;

  story_does (sealed);
  story_refused (early, YX_PROBLEM_PRECONDITION_FAILED, NULL);
  call = make (story, YX_API_DOCUMENT_WITHDRAW, story->employer, reason ("工资有误"));
  story_does (call);
  assert_state (story, YX_DOCUMENT_WITHDRAWN);
  g_assert_cmpuint (count_events (story, "document.withdrawn"), ==, 1);
}

/* What was withdrawn never came about: the same worker may be filed again, with a probation; twice at once not. */
static void
test_filed_anew (void)
{
  g_autoptr (Story) story = story_new ();
  g_autofree char *id = yx_id_new ("fil");
  g_autoptr (YxHallCall) twice
      = story_call (story->fixture, YX_API_FILING_SUBMIT, story->employer, story->employer->enterprise, id);
  g_autoptr (YxHallCall) withdrawn = make (story, YX_API_DOCUMENT_WITHDRAW, story->employer, reason ("工资有误"));
  g_autoptr (YxFiling) anew = NULL;

  twice->request = (YxRecord *)story_filing (story->worker);
  story_refused (twice, YX_PROBLEM_LAW, "from");
  story_does (withdrawn);
  anew = story_file (story->fixture, story->employer, story->worker);
  g_assert_cmpint (anew->state, ==, YX_FILING_APPROVED);
}

/* The order can be chosen before the first signature, and not after (spec.md 5.2-3). */
static void
test_order (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) worker = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  g_autoptr (YxHallCall) back = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("enterprise"));
  g_autoptr (YxHallCall) once_more = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  g_autoptr (YxHallCall) sealed = NULL;
  g_autoptr (YxHallCall) signed_first = NULL;
  g_autoptr (YxHallCall) late = NULL;
  g_autoptr (YxHallCall) sealed_second = NULL;

  story_does (worker);
  assert_state (story, YX_DOCUMENT_TO_SIGN);
  story_does (back);
  assert_state (story, YX_DOCUMENT_TO_SEAL);
  story_does (once_more);
  sealed = signature (story, story->employer, "yx.employer");
  story_refused (sealed, YX_PROBLEM_REVISION_REFUSED, "state");
  signed_first = signature (story, story->worker, "yx.worker");
  story_does (signed_first);
  assert_state (story, YX_DOCUMENT_TO_SEAL);
  late = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  story_refused (late, YX_PROBLEM_CONFLICT, "state");
  sealed_second = signature (story, story->employer, "yx.employer");
  story_does (sealed_second);
}

static gpointer
consent (const char *form, const char *ack)
{
  return story_record (&yx_form_consent_type, "notice", YX_FORM_NOTICE, "e_form_consent", form, "notice_ack", ack,
                       "serve_addr", "吉林省长春市南关区亚泰大街2号", NULL);
}

/* No worker's signature before the consent (law.md L-form), and no consent by halves. */
static void
test_consent (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = make (story, YX_API_DOCUMENT_CONSENT, story->worker, consent ("true", "true"));
  g_autoptr (YxHallCall) half = make (story, YX_API_DOCUMENT_CONSENT, story->worker, consent ("true", "false"));
  g_autoptr (YxHallCall) none = make (story, YX_API_DOCUMENT_CONSENT, story->worker, consent ("false", "true"));
  g_autoptr (YxHallCall) worker = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  g_autoptr (YxHallCall) signing = NULL;
  g_autoptr (YxDocument) document = NULL;

  story_does (worker);
  signing = signature (story, story->worker, "yx.worker");
  story_sql (story->fixture, "UPDATE \"document\" SET \"consented\" = NULL");
  story_refused (signing, YX_PROBLEM_LAW, "consent");
  story_refused (half, YX_PROBLEM_INVALID_FIELD, "notice_ack");
  story_refused (none, YX_PROBLEM_INVALID_FIELD, "e_form_consent");
  story_does (call);
  document = story_document (story->fixture, story->worker, story->document);
  g_assert_cmpint (document->consented, ==, yx_clock_now (story->fixture->clock));
  g_assert_cmpstr (document->serve_addr, ==, "吉林省长春市南关区亚泰大街2号");
  g_assert_cmpuint (count_events (story, "document.consented"), ==, 2);
  story_does (signing);
}

/* The same act with the same key is done once and answered alike, whatever happened since; another one with
 * that key is a mistake; another account's key is another key (design.md "exactly once"). */
static void
test_once (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  g_autoptr (YxHallCall) again = repeat (story, call, story->employer);
  g_autoptr (YxHallCall) changed = repeat (story, call, story->employer);
  g_autoptr (YxHallCall) elsewhere = NULL;
  g_autoptr (YxHallCall) others = NULL;
  g_autoptr (YxHallCall) back = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("enterprise"));

  story_does (call);
  story_does (back);
  story_does (again);
  g_assert_true (yx_record_equal (again->answer, call->answer));
  assert_state (story, YX_DOCUMENT_TO_SEAL);
  g_assert_cmpuint (count_events (story, "document.order.worker-first"), ==, 1);
  yx_record_unref (changed->request);
  changed->request = order ("enterprise");
  story_refused (changed, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  elsewhere = make (story, YX_API_DOCUMENT_WITHDRAW, story->employer, reason ("工资有误"));
  g_free (elsewhere->key);
  elsewhere->key = g_strdup (call->key);
  story_refused (elsewhere, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  others = make (story, YX_API_DOCUMENT_DECLINE, story->worker, reason ("岗位与约定不符"));
  g_free (others->key);
  others->key = g_strdup (call->key);
  story_does (others);
}

/* What was refused may be tried again with the same key; what was done is forgotten after thirty days. */
static void
test_kept (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) stale = make (story, YX_API_DOCUMENT_ORDER, story->employer, order ("worker"));
  g_autoptr (YxHallCall) call = repeat (story, stale, story->employer);
  g_autoptr (YxHallCall) again = repeat (story, stale, story->employer);
  g_autoptr (GError) error = NULL;

  g_free (stale->if_match);
  stale->if_match = g_strdup ("0000");
  story_refused (stale, YX_PROBLEM_PRECONDITION_FAILED, NULL);
  story_does (call);
  yx_test_clock_turn (story->fixture->clock, 29 * G_TIME_SPAN_DAY);
  g_assert_true (yx_hall_forget_expired (story->fixture->hall, &error));
  story_does (again);
  g_assert_cmpuint (count_events (story, "document.order.worker-first"), ==, 1);
  yx_test_clock_turn (story->fixture->clock, 2 * G_TIME_SPAN_DAY);
  g_assert_true (yx_hall_forget_expired (story->fixture->hall, &error));
  g_assert_no_error (error);
  g_clear_pointer (&again->answer, yx_record_unref);
  g_clear_pointer (&again->etag, g_free);
  story_does (again);
  g_assert_cmpuint (count_events (story, "document.order.worker-first"), ==, 2);
}

static gboolean
forget_step_up (YxHallWrite *write, gpointer data, GError **error)
{
  return TRUE;
}

/* A handler that looked at neither code nor password writes nothing. */
static void
test_step_up_forgotten (void)
{
  static const YxEndpointId ids[] = { YX_API_PERSON_EXPORT, YX_API_ENVELOPE_RELEASE, YX_API_CERTIFICATE_ISSUE };
  g_autoptr (Story) story = story_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (YxHallCall) call = story_call (story->fixture, ids[i], story->worker, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_hall_write (story->fixture->hall, call, forget_step_up, NULL, &error));
      g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_STEP_UP);
    }
}

static YxHallCall *
export (Story *story, const char *code)
{
  YxHallCall *call = story_call (story->fixture, YX_API_PERSON_EXPORT, story->worker, NULL, NULL);

  call->request = yx_record_new (&yx_code_proof_type);
  story_secret (call->request, "code", code);
  return call;
}

static gboolean
has_event (const YxPersonExport *all, const char *object, const char *action)
{
  for (guint i = 0; i < all->events->len; i++)
    {
      const YxEvent *event = all->events->pdata[i];

      if (g_strcmp0 (event->object, object) == 0 && g_strcmp0 (event->action, action) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Everything about the worker and nothing about anybody else (spec.md 1.2-7). */
static void
test_export (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (StoryActor) other = story_person_new (3);
  g_autoptr (YxFiling) others = NULL;
  g_autoptr (YxHallCall) wrong = NULL;
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) again = NULL;
  g_autofree char *code = NULL;
  const YxPersonExport *all;

  story_register (story->fixture, other);
  others = story_file (story->fixture, story->employer, other);
  story_ask_code (story->fixture, story->worker, "own-data");
  code = story_code (story->fixture, story->worker->phone, "own-data");
  wrong = export (story, strcmp (code, "000000") == 0 ? "000001" : "000000");
  story_refused (wrong, YX_PROBLEM_WRONG_CODE, "code");
  call = export (story, code);
  story_does (call);
  all = (const YxPersonExport *)call->answer;
  g_assert_cmpstr (((YxPerson *)all->person)->doc_no, ==, story->worker->doc_no);
  g_assert_cmpuint (all->accounts->len, ==, 1);
  g_assert_cmpuint (all->sessions->len, ==, 1);
  g_assert_null (((YxSession *)all->sessions->pdata[0])->token);
  g_assert_cmpuint (all->certificates->len, ==, 1);
  g_assert_cmpuint (all->filings->len, ==, 1);
  g_assert_cmpstr (((YxFiling *)all->filings->pdata[0])->w_phone, ==, story->worker->phone);
  g_assert_cmpuint (all->contracts->len, ==, 1);
  g_assert_cmpuint (all->documents->len, ==, 1);
  g_assert_cmpstr (((YxDocument *)all->documents->pdata[0])->id, ==, story->document);
  g_assert_cmpuint (all->seal_uses->len, ==, 0);
  g_assert_true (has_event (all, story->worker->session->person, "person.exported"));
  g_assert_true (has_event (all, story->document, "document.drawn-up"));
  g_assert_true (has_event (all, ((YxFiling *)all->filings->pdata[0])->id, "filing.approved"));
  g_assert_false (has_event (all, others->id, "filing.approved"));
  again = export (story, code);
  story_refused (again, YX_PROBLEM_WRONG_CODE, "code");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/acts/decline", test_decline);
  g_test_add_func ("/hall/acts/withdraw", test_withdraw);
  g_test_add_func ("/hall/acts/filed-anew", test_filed_anew);
  g_test_add_func ("/hall/acts/order", test_order);
  g_test_add_func ("/hall/acts/consent", test_consent);
  g_test_add_func ("/hall/acts/once", test_once);
  g_test_add_func ("/hall/acts/kept", test_kept);
  g_test_add_func ("/hall/acts/step-up-forgotten", test_step_up_forgotten);
  g_test_add_func ("/hall/acts/export", test_export);
  return g_test_run ();
}
