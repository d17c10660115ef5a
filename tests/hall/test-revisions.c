/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "crypto/yx-cms.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-evidence.h"
#include "lib/yx-test-wait.h"
#include "model/yx-contract.h"
#include "model/yx-document-page.h"
#include "model/yx-event-page.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-revision-page.h"
#include "model/yx-seal-use-page.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-pdf-prepare.h"
#include "pdf/yx-resign.h"

typedef struct
{
  Story *story;
  YxDocumentState state;
} Waiting;

static gboolean
has_state (gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (YxDocument) document
      = story_document (waiting->story->fixture, waiting->story->employer, waiting->story->document);

  return document->state == (int)waiting->state;
}

static void
wait_for (Story *story, YxDocumentState state)
{
  Waiting waiting = { story, state };

  g_assert_true (yx_test_wait (has_state, &waiting, 20000));
}

/* A signed revision that was not sent yet. */
static YxHallCall *
sign (Story *story, StoryActor *actor, const char *field)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);

  return story_append (story->fixture, actor, document, id, appended);
}

static YxHallCall *
again (YxHallCall *call)
{
  YxHallCall *copy = g_new0 (YxHallCall, 1);

  *copy = (YxHallCall){
    .hall = call->hall, .endpoint = call->endpoint, .creates = call->creates, .limit = call->limit
  };
  copy->address = g_strdup (call->address);
  copy->parameters.values[0] = g_strdup (call->parameters.values[0]);
  copy->parameters.values[1] = g_strdup (call->parameters.values[1]);
  copy->session = yx_session_ref (call->session);
  copy->body = g_bytes_ref (call->body);
  copy->if_match = g_strdup (call->if_match);
  return copy;
}

static void
append (Story *story, StoryActor *actor, const char *field)
{
  g_autoptr (YxHallCall) call = sign (story, actor, field);

  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
}

static YxVerdict *
judge (Story *story, GBytes *whole)
{
  g_autofree char *pem = yx_certificate_to_pem (yx_trust_anchors (story->fixture->hall->trust)->pdata[0]);
  g_autoptr (GBytes) trust = g_bytes_new (pem, strlen (pem));
  YxJudgeCall call = { .document = whole, .trust = trust, .now = yx_clock_now (story->fixture->clock) };
  g_autoptr (GError) error = NULL;
  YxVerdict *verdict = yx_judge_call (&call, NULL, &error);

  g_assert_no_error (error);
  return verdict;
}

static void
check_receipt (Story *story, const YxRevision *revision)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *bytes = g_bytes_get_data (revision->receipt, &size);

  g_assert_cmpuint (size, >, 100);
  g_assert_nonnull (g_strstr_len (bytes, (gssize)size, revision->head));
  g_assert_nonnull (g_strstr_len (bytes, (gssize)size, story->document));
  g_assert_no_error (error);
}

static void
test_whole (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (YxHallCall) list = NULL;
  g_autoptr (YxHallCall) events = NULL;
  g_autoptr (YxHallCall) uses = NULL;
  g_autoptr (YxHallCall) contract = NULL;
  g_autoptr (YxDocument) document = NULL;
  GPtrArray *items;

  append (story, story->employer, "yx.employer");
  wait_for (story, YX_DOCUMENT_TO_SIGN);
  append (story, story->worker, "yx.worker");
  wait_for (story, YX_DOCUMENT_COMPLETE);
  whole = story_bytes (story->fixture, story->worker, story->document);
  verdict = judge (story, whole);
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpuint (verdict->signatures->len, ==, 3);
  document = story_document (story->fixture, story->employer, story->document);
  g_assert_cmpstr (verdict->sha256, ==, document->head);
  g_assert_cmpint (document->size, ==, g_bytes_get_size (whole));
  g_assert_cmpint (document->completed, ==, yx_clock_now (story->fixture->clock));

  list = story_call (story->fixture, YX_API_REVISION_LIST, story->employer, story->document, NULL);
  story_does (list);
  items = ((YxRevisionPage *)list->answer)->items;
  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 1; i < items->len; i++)
    g_assert_cmpstr (((YxRevision *)items->pdata[i])->previous, ==,
                     ((YxRevision *)items->pdata[i - 1])->head);
  g_assert_cmpstr (((YxRevision *)items->pdata[1])->seal, ==, story->employer->seal->id);
  check_receipt (story, items->pdata[1]);
  check_receipt (story, items->pdata[2]);
  g_assert_null (((YxRevision *)items->pdata[3])->receipt);

  events = story_call (story->fixture, YX_API_DOCUMENT_EVENTS, story->worker, story->document, NULL);
  story_does (events);
  items = ((YxEventPage *)events->answer)->items;
  g_assert_cmpuint (items->len, ==, 5);
  g_assert_cmpstr (((YxEvent *)items->pdata[1])->action, ==, "document.sealed");
  g_assert_cmpstr (((YxEvent *)items->pdata[2])->action, ==, "document.consented");
  g_assert_cmpstr (((YxEvent *)items->pdata[3])->action, ==, "document.signed");
  g_assert_cmpstr (((YxEvent *)items->pdata[4])->action, ==, "document.completed");
  g_assert_null (((YxEvent *)items->pdata[4])->account);

  uses
      = story_call (story->fixture, YX_API_SEAL_USE_LIST, story->employer, story->employer->enterprise, NULL);
  story_does (uses);
  items = ((YxSealUsePage *)uses->answer)->items;
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((YxSealUse *)items->pdata[0])->user_name, ==, story->employer->name);
  g_assert_cmpstr (((YxSealUse *)items->pdata[0])->document, ==, story->document);

  contract = story_call (story->fixture, YX_API_CONTRACT_GET, story->employer, story->employer->enterprise,
                         document->contract);
  story_does (contract);
  g_assert_cmpint (((YxContract *)contract->answer)->state, ==, YX_CONTRACT_RUNNING);
  yx_test_clock_turn (story->fixture->clock, 4 * 365 * G_TIME_SPAN_DAY);
  g_clear_pointer (&contract, yx_hall_call_free);
  contract = story_call (story->fixture, YX_API_CONTRACT_GET, story->employer, story->employer->enterprise,
                         document->contract);
  story_does (contract);
  g_assert_cmpint (((YxContract *)contract->answer)->state, ==, YX_CONTRACT_EXPIRED);
}

/* The order in which the worker signs first, as can be chosen before the first signature. */
static Story *
worker_first_new (void)
{
  Story *story = story_new ();

  story_sql (story->fixture, "UPDATE \"document\" SET \"state\" = 'to_sign'");
  return story;
}

/* The other order, and the third mark between the two. */
static void
test_worker_first (void)
{
  g_autoptr (Story) story = worker_first_new ();

  append (story, story->worker, "yx.worker");
  wait_for (story, YX_DOCUMENT_TO_SEAL);
  append (story, story->employer, "yx.head");
  wait_for (story, YX_DOCUMENT_TO_SEAL);
  append (story, story->employer, "yx.employer");
  wait_for (story, YX_DOCUMENT_COMPLETE);
}

static void
test_preconditions (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = sign (story, story->employer, "yx.employer");
  g_autoptr (YxHallCall) without = again (call);
  g_autoptr (YxHallCall) stale = again (call);
  g_autoptr (YxHallCall) same = again (call);
  g_autoptr (YxHallCall) other = again (call);
  g_autoptr (YxHallCall) stranger = again (call);
  g_autoptr (YxHallCall) late = again (call);

  g_clear_pointer (&without->if_match, g_free);
  story_refused (without, YX_PROBLEM_PRECONDITION_REQUIRED, NULL);
  stale->if_match[0] = stale->if_match[0] == '0' ? '1' : '0';
  story_refused (stale, YX_PROBLEM_DOCUMENT_MOVED, NULL);
  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
  story_does (same);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_true (yx_record_equal (same->answer, call->answer));
  g_clear_pointer (&other->body, g_bytes_unref);
  other->body = g_bytes_new_static ("x", 1);
  story_refused (other, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  g_clear_pointer (&stranger->session, yx_session_unref);
  stranger->session = yx_session_ref (story->worker->session);
  story_refused (stranger, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  g_free (late->parameters.values[1]);
  late->parameters.values[1] = yx_id_new ("rev");
  story_refused (late, YX_PROBLEM_DOCUMENT_MOVED, NULL);
}

static void
test_wrong_party (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) early = sign (story, story->worker, "yx.worker");
  g_autoptr (YxHallCall) employers = sign (story, story->worker, "yx.employer");
  g_autoptr (YxHallCall) workers = sign (story, story->employer, "yx.worker");
  g_autoptr (YxHallCall) thirds = sign (story, story->worker, "yx.head");

  story_refused (early, YX_PROBLEM_REVISION_REFUSED, "state");
  story_refused (employers, YX_PROBLEM_REVISION_REFUSED, "field");
  story_refused (workers, YX_PROBLEM_REVISION_REFUSED, "field");
  story_refused (thirds, YX_PROBLEM_REVISION_REFUSED, "field");
}

/* A key and certificate that are not this account's. */
static void
test_wrong_signer (void)
{
  g_autoptr (Story) story = worker_first_new ();
  g_autoptr (StoryActor) other = story_person_new (7);
  YxKey *key = story->worker->key;
  YxCertificate *certificate = story->worker->certificate;
  g_autoptr (YxHallCall) call = NULL;

  story_register (story->fixture, other);
  story_sign_in (story->fixture, other);
  story_activate (story->fixture, other);
  story->worker->key = other->key;
  story->worker->certificate = other->certificate;
  call = sign (story, story->worker, "yx.worker");
  story->worker->key = key;
  story->worker->certificate = certificate;
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "signer");
}

static void
test_time (void)
{
  g_autoptr (Story) story = worker_first_new ();
  g_autoptr (YxHallCall) late = sign (story, story->worker, "yx.worker");
  g_autoptr (YxHallCall) early = NULL;
  g_autoptr (YxHallCall) near = NULL;

  yx_test_clock_turn (story->fixture->clock, 6 * G_TIME_SPAN_MINUTE);
  story_refused (late, YX_PROBLEM_REVISION_REFUSED, "time");
  yx_test_clock_jump (story->fixture->clock, 4 * G_TIME_SPAN_MINUTE);
  near = sign (story, story->worker, "yx.worker");
  yx_test_clock_jump (story->fixture->clock, -4 * G_TIME_SPAN_MINUTE);
  story_does (near);
  yx_test_clock_jump (story->fixture->clock, 6 * G_TIME_SPAN_MINUTE);
  early = sign (story, story->employer, "yx.employer");
  yx_test_clock_jump (story->fixture->clock, -6 * G_TIME_SPAN_MINUTE);
  story_refused (early, YX_PROBLEM_REVISION_REFUSED, NULL);
}

static void
test_certificate_state (void)
{
  g_autoptr (Story) story = worker_first_new ();
  g_autoptr (YxHallCall) call = sign (story, story->worker, "yx.worker");

  story_sql (story->fixture,
             "UPDATE \"certificate\" SET \"state\" = 'revoked' WHERE \"capacity\" = 'personal'");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "signer");
  story_sql (story->fixture,
             "UPDATE \"certificate\" SET \"state\" = 'suspended' WHERE \"capacity\" = 'personal'");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "signer");
  story_sql (story->fixture, "UPDATE \"certificate\" SET \"state\" = 'valid', \"valid_to\" = 5");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "signer");
}

static void
test_seal (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxSeal) seal = yx_seal_ref (story->employer->seal);
  g_autoptr (YxHallCall) call = sign (story, story->employer, "yx.employer");
  g_autoptr (YxHallCall) bare = NULL;

  g_clear_pointer (&story->employer->seal, yx_seal_unref);
  bare = sign (story, story->employer, "yx.employer");
  story->employer->seal = yx_seal_ref (seal);
  story_refused (bare, YX_PROBLEM_REVISION_REFUSED, "seal");
  story_sql (story->fixture, "UPDATE \"seal\" SET \"state\" = 'voided'");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "seal");
  story_sql (story->fixture, "UPDATE \"seal\" SET \"state\" = 'valid', \"object\" = x'00'");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, "seal");
}

/* The seal's object, but another's picture or number beside it. */
static void
test_appearance (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxSeal) seal = story->employer->seal;
  YxSeal *number = yx_record_copy (seal);
  g_autoptr (YxHallCall) call = NULL;

  yx_record_set_text (number, "number", "220101000020");
  story->employer->seal = number;
  call = sign (story, story->employer, "yx.employer");
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, NULL);
}

static void
test_bytes (void)
{
  g_autoptr (Story) story = worker_first_new ();
  g_autoptr (YxHallCall) call = sign (story, story->worker, "yx.worker");
  g_autoptr (YxHallCall) garbage = again (call);
  g_autoptr (YxHallCall) more = again (call);
  g_autoptr (YxHallCall) less = again (call);
  g_autoptr (YxHallCall) nothing = again (call);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (call->body, &size);

  g_clear_pointer (&garbage->body, g_bytes_unref);
  garbage->body = g_bytes_new_static ("%PDF-1.7 no", 11);
  story_refused (garbage, YX_PROBLEM_REVISION_REFUSED, NULL);
  g_byte_array_append (longer, bytes, (guint)size);
  g_byte_array_append (longer, (const guint8 *)"\n%x", 3);
  g_clear_pointer (&more->body, g_bytes_unref);
  more->body = g_bytes_new (longer->data, longer->len);
  story_refused (more, YX_PROBLEM_REVISION_REFUSED, NULL);
  g_clear_pointer (&less->body, g_bytes_unref);
  less->body = g_bytes_new_from_bytes (call->body, 0, size / 2);
  story_refused (less, YX_PROBLEM_REVISION_REFUSED, NULL);
  g_clear_pointer (&nothing->body, g_bytes_unref);
  nothing->body = g_bytes_new (NULL, 0);
  story_refused (nothing, YX_PROBLEM_REVISION_REFUSED, NULL);
}

static GBytes *
join (GBytes *a, GBytes *b)
{
  GByteArray *joined = g_byte_array_new ();

  g_byte_array_append (joined, g_bytes_get_data (a, NULL), (guint)g_bytes_get_size (a));
  g_byte_array_append (joined, g_bytes_get_data (b, NULL), (guint)g_bytes_get_size (b));
  return g_byte_array_free_to_bytes (joined);
}

/* Before the first signature nothing protects the text but the hall's own comparison. */
static void
test_changed_before_signing (void)
{
  g_autoptr (Story) story = worker_first_new ();
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, story->worker, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, story->worker, story->document);
  const YxPdfPlace place = { "more", NULL, 1, { 50, 50, 60, 60 }, { { 0 } } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) change = yx_pdf_prepare (head, &place, 1, &error);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (YxHallCall) call = NULL;

  g_assert_no_error (error);
  changed = join (head, change);
  signature = story_sign (story->fixture, story->worker, changed, "yx.worker");
  appended = join (change, signature);
  call = story_append (story->fixture, story->worker, document, id, appended);
  story_refused (call, YX_PROBLEM_REVISION_REFUSED, NULL);
}

static void
refuse_resigned (Story *story, StoryActor *actor, const char *field, YxResignFunc change, const char *blamed)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) honest = story_sign (story->fixture, actor, head, field);
  g_autoptr (GPtrArray) chain = yx_certificate_list_new ();
  const YxSigner signer = { actor->certificate, chain, yx_cms_sign_with_key, actor->key };
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (YxHallCall) call = NULL;

  story_chain (story->fixture, actor, chain);
  appended = yx_resign (head, honest, field, &signer, change);
  call = story_append (story->fixture, actor, document, id, appended);
  if (change != NULL)
    {
      story_refused (call, YX_PROBLEM_REVISION_REFUSED, blamed);
      return;
    }
  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
}

/* An entitled signer who certifies otherwise, signs otherwise or does more than sign. */
static void
test_form (void)
{
  static const struct
  {
    YxResignFunc change;
    const char *blamed;
  } firsts[] = {
    { yx_resign_without_certifying, "signature" },
    { yx_resign_with_p1, "signature" },
    { yx_resign_with_p3, "signature" },
    { yx_resign_without_fields, "signature" },
    { yx_resign_with_more, "signature" },
    { yx_resign_old_way, "signature" },
    { yx_resign_with_store, NULL },
    { yx_resign_with_extensions, NULL },
    { NULL, NULL },
  };
  static const struct
  {
    YxResignFunc change;
    const char *blamed;
  } seconds[] = {
    { yx_resign_without_fields, "signature" }, { yx_resign_with_more, "signature" },
    { yx_resign_old_way, "signature" },        { yx_resign_with_store, NULL },
    { yx_resign_with_extensions, NULL },       { NULL, NULL },
  };
  g_autoptr (Story) story = story_new ();

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      g_test_message ("first %u", i);
      refuse_resigned (story, story->employer, "yx.employer", firsts[i].change, firsts[i].blamed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_test_message ("second %u", i);
      refuse_resigned (story, story->worker, "yx.worker", seconds[i].change, seconds[i].blamed);
    }
  wait_for (story, YX_DOCUMENT_COMPLETE);
}

/* Two revisions at once: each would do, or the first is evidence; the hall takes one after the other. */
static void
test_two_revisions (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxDocument) document = story_document (story->fixture, story->employer, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, story->employer, story->document);
  g_autoptr (GBytes) third = story_sign (story->fixture, story->employer, head, "yx.head");
  g_autoptr (GBytes) marked = join (head, third);
  g_autoptr (GBytes) seal = story_sign (story->fixture, story->employer, marked, "yx.employer");
  g_autoptr (GBytes) both = join (third, seal);
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (head, NULL, NULL);
  g_autoptr (YxPdfAppend) append = yx_pdf_append_new (opened);
  g_autoptr (GBytes) store = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) with_store = NULL;
  GBytes *uploads[2];

  yx_resign_with_store (opened, append, NULL);
  store = g_byte_array_free_to_bytes (yx_pdf_append_finish (append, NULL));
  stored = join (head, store);
  after = story_sign (story->fixture, story->employer, stored, "yx.employer");
  with_store = join (store, after);
  uploads[0] = both;
  uploads[1] = with_store;
  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++)
    {
      g_autofree char *id = yx_id_new ("rev");
      g_autoptr (YxHallCall) call = story_append (story->fixture, story->employer, document, id, uploads[i]);

      story_refused (call, YX_PROBLEM_REVISION_REFUSED, NULL);
    }
}

typedef struct
{
  YxHallCall *call;
  gboolean done;
  int code;
} Racer;

static gpointer
race (gpointer data)
{
  Racer *racer = data;
  g_autoptr (GError) error = NULL;

  racer->done = story_run (racer->call, &error);
  racer->code = error != NULL ? error->code : -1;
  return NULL;
}

/* Two sign the same head at the same moment: one is taken, the other told that the document moved. */
static void
test_race (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) employer = sign (story, story->employer, "yx.employer");
  g_autoptr (YxHallCall) other = sign (story, story->employer, "yx.employer");
  Racer racers[] = { { employer, FALSE, 0 }, { other, FALSE, 0 } };
  GThread *threads[2];
  g_autoptr (YxHallCall) list = NULL;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("racer", race, &racers[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (racers[0].done + racers[1].done, ==, 1);
  g_assert_cmpint (racers[racers[0].done ? 1 : 0].code, ==, YX_PROBLEM_DOCUMENT_MOVED);
  list = story_call (story->fixture, YX_API_REVISION_LIST, story->worker, story->document, NULL);
  story_does (list);
  g_assert_cmpuint (((YxRevisionPage *)list->answer)->items->len, ==, 2);
}

/* The same request twice at once, as after a lost answer: one revision, one seal use. */
static void
test_twice_at_once (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) one = sign (story, story->employer, "yx.employer");
  g_autoptr (YxHallCall) two = again (one);
  Racer racers[] = { { one, FALSE, 0 }, { two, FALSE, 0 } };
  GThread *threads[2];
  g_autoptr (YxHallCall) uses = NULL;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("racer", race, &racers[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_true (racers[0].done && racers[1].done);
  uses
      = story_call (story->fixture, YX_API_SEAL_USE_LIST, story->employer, story->employer->enterprise, NULL);
  story_does (uses);
  g_assert_cmpuint (((YxSealUsePage *)uses->answer)->items->len, ==, 1);
}

static void
test_strangers (void)
{
  static const YxEndpointId endpoints[] = { YX_API_DOCUMENT_GET, YX_API_DOCUMENT_EVENTS, YX_API_REVISION_LIST,
                                            YX_API_REVISION_BYTES, YX_API_REVISION_APPEND };
  g_autoptr (Story) story = story_new ();
  g_autoptr (StoryActor) person = story_person_new (5);
  g_autoptr (StoryActor) enterprise = story_enterprise_new (6);
  StoryActor *strangers[] = { person, enterprise };
  g_autofree char *unknown = yx_id_new ("doc");
  g_autofree char *revision = yx_id_new ("rev");

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (YxHallCall) list = NULL;

      story_register (story->fixture, strangers[i]);
      story_sign_in (story->fixture, strangers[i]);
      list = story_call (story->fixture, YX_API_DOCUMENT_LIST, strangers[i], NULL, NULL);
      story_does (list);
      g_assert_cmpuint (((YxDocumentPage *)list->answer)->items->len, ==, 0);
      for (guint k = 0; k < G_N_ELEMENTS (endpoints); k++)
        {
          g_autoptr (YxHallCall) foreign
              = story_call (story->fixture, endpoints[k], strangers[i], story->document, revision);
          g_autoptr (YxHallCall) nothing
              = story_call (story->fixture, endpoints[k], strangers[i], unknown, revision);

          story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
          story_refused (nothing, YX_PROBLEM_NOT_FOUND, NULL);
        }
    }
}

/* The hall dies between the last signature and the timestamp; the next one goes on where it stopped. */
static void
test_leftover_evidence (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *unknown = yx_id_new ("doc");

  g_clear_pointer (&story->fixture->hall->evidence, yx_hall_evidence_free);
  append (story, story->employer, "yx.employer");
  append (story, story->worker, "yx.worker");
  wait_for (story, YX_DOCUMENT_TO_STAMP);
  hall_fixture_close (story->fixture);
  hall_fixture_open (story->fixture);
  wait_for (story, YX_DOCUMENT_COMPLETE);
  g_assert_true (yx_hall_evidence_complete (story->fixture->hall, story->document, &error));
  g_assert_no_error (error);
  document = story_document (story->fixture, story->worker, story->document);
  g_assert_cmpint (document->revisions, ==, 4);
  g_assert_false (yx_hall_evidence_complete (story->fixture->hall, unknown, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
}

/* Stored bytes that are no longer what was taken are never handed on or built upon. */
static void
test_damaged_object (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = sign (story, story->employer, "yx.employer");
  g_autoptr (YxDocument) document = story_document (story->fixture, story->employer, story->document);
  g_autofree char *start = g_strndup (document->head, 2);
  g_autofree char *path = g_build_filename (story->fixture->folder, "objects", start, document->head, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "%PDF", 4, NULL));
  g_assert_false (story_run (call, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/revisions/whole", test_whole);
  g_test_add_func ("/hall/revisions/worker-first", test_worker_first);
  g_test_add_func ("/hall/revisions/preconditions", test_preconditions);
  g_test_add_func ("/hall/revisions/wrong-party", test_wrong_party);
  g_test_add_func ("/hall/revisions/wrong-signer", test_wrong_signer);
  g_test_add_func ("/hall/revisions/time", test_time);
  g_test_add_func ("/hall/revisions/certificate-state", test_certificate_state);
  g_test_add_func ("/hall/revisions/seal", test_seal);
  g_test_add_func ("/hall/revisions/appearance", test_appearance);
  g_test_add_func ("/hall/revisions/bytes", test_bytes);
  g_test_add_func ("/hall/revisions/changed-before-signing", test_changed_before_signing);
  g_test_add_func ("/hall/revisions/form", test_form);
  g_test_add_func ("/hall/revisions/two-revisions", test_two_revisions);
  g_test_add_func ("/hall/revisions/race", test_race);
  g_test_add_func ("/hall/revisions/twice-at-once", test_twice_at_once);
  g_test_add_func ("/hall/revisions/strangers", test_strangers);
  g_test_add_func ("/hall/revisions/leftover-evidence", test_leftover_evidence);
  g_test_add_func ("/hall/revisions/damaged-object", test_damaged_object);
  return g_test_run ();
}
