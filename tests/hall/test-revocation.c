/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "hall/yx-hall-revocations.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-certificate-suspension.h"
#include "model/yx-issued-certificate-page.h"
#include "seal/yx-seal-object.h"

static void
open_desk (Desk *desk)
{
  HallFixture *fixture = hall_fixture_new ();

  desk_open (desk, fixture);
  desk_register_both (desk);
  desk_sign_in_both (desk);
  story_activate (desk->fixture, desk->employer);
  story_activate (desk->fixture, desk->worker);
}

static YxIssuedCertificate *
newest (HallFixture *fixture, StoryActor *actor)
{
  g_autoptr (YxHallCall) list = story_call (fixture, YX_API_CERTIFICATE_LIST, actor, NULL, NULL);
  GPtrArray *items;

  story_does (list);
  items = ((YxIssuedCertificatePage *)list->answer)->items;
  return yx_issued_certificate_ref (items->pdata[items->len - 1]);
}

static YxHallCall *
suspension (HallFixture *fixture, StoryActor *actor, const char *certificate, const char *code)
{
  YxHallCall *call = story_call (fixture, YX_API_CERTIFICATE_SUSPEND, actor, certificate, NULL);

  call->request = yx_record_new (&yx_certificate_suspension_type);
  story_secret (call->request, "code", code);
  return call;
}

static void
suspend (Desk *desk, StoryActor *actor)
{
  g_autoptr (YxIssuedCertificate) certificate = newest (desk->fixture, actor);
  g_autofree char *code = NULL;
  g_autoptr (YxHallCall) call = NULL;

  story_ask_code (desk->fixture, actor, "certificate");
  code = story_code (desk->fixture, actor->phone, "certificate");
  call = suspension (desk->fixture, actor, certificate->id, code);
  story_does (call);
  g_assert_cmpint (((YxIssuedCertificate *)call->answer)->state, ==, YX_CERTIFICATE_SUSPENDED);
}

/* By its holder, with a code; then it is what it is, and asking again needs no code. */
static void
test_suspend (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxIssuedCertificate) before = NULL;
  g_autoptr (YxIssuedCertificate) after = NULL;
  g_autoptr (YxHallCall) wrong = NULL;
  g_autoptr (YxHallCall) foreign = NULL;
  g_autoptr (YxHallCall) again = NULL;
  g_autoptr (YxHallCall) get = NULL;
  gint64 then;

  open_desk (&desk);
  before = newest (desk.fixture, desk.worker);
  story_ask_code (desk.fixture, desk.worker, "certificate");
  wrong = suspension (desk.fixture, desk.worker, before->id, "nonono");
  story_refused (wrong, YX_PROBLEM_WRONG_CODE, "code");
  foreign = suspension (desk.fixture, desk.employer, before->id, "123456");
  story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
  suspend (&desk, desk.worker);
  then = yx_clock_now (desk.fixture->clock);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_HOUR);
  again = suspension (desk.fixture, desk.worker, before->id, "nonono");
  story_does (again);
  get = story_call (desk.fixture, YX_API_CERTIFICATE_GET, desk.worker, before->id, NULL);
  story_does (get);
  after = newest (desk.fixture, desk.worker);
  g_assert_true (yx_record_equal (get->answer, (YxRecord *)after));
  g_assert_cmpint (after->end_reason, ==, YX_END_HOLD);
  g_assert_cmpint (after->ended, ==, then);
}

static char *
object_of (HallFixture *fixture, StoryActor *actor, const char *certificate)
{
  g_autoptr (YxHallCall) get = story_call (fixture, YX_API_SEAL_GET, actor, actor->enterprise, actor->seal->id);
  g_autoptr (YxSealObject) object = NULL;

  story_does (get);
  object = yx_seal_object_parse (((YxSeal *)get->answer)->object, NULL);
  return g_strdup_printf ("%d %d", (int)((YxSeal *)get->answer)->version,
                          yx_seal_object_entitles (object, certificate));
}

/* The seal's next version does not name the certificate any more, and nobody else's certificate is touched. */
static void
test_seals_forget_it (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *fingerprint;

  open_desk (&desk);
  story_make_seal (desk.fixture, desk.employer);
  fingerprint = yx_certificate_fingerprint (desk.employer->certificate);
  before = object_of (desk.fixture, desk.employer, fingerprint);
  suspend (&desk, desk.employer);
  after = object_of (desk.fixture, desk.employer, fingerprint);
  g_assert_cmpstr (before, ==, "1 1");
  g_assert_cmpstr (after, ==, "2 0");
}

static void
try_to_sign (Story *story, StoryActor *actor, const char *field, const char *why)
{
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autoptr (YxHallCall) call
      = story_append (story->fixture, actor, document, "rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", appended);

  story_refused (call, YX_PROBLEM_REVISION_REFUSED, why);
}

/* Whoever has the key and the seal object still gets nothing past the hall. */
static void
test_ended_signs_nothing (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxIssuedCertificate) certificate = newest (story->fixture, story->employer);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_certificate_revoke (story->fixture->hall, NULL, certificate->id, YX_END_KEY_COMPROMISE, &error));
  g_assert_no_error (error);
  try_to_sign (story, story->employer, "yx.employer", "signer");
}

typedef struct
{
  const char *sql;
  const char *object;
  gint64 number;
} Count;

static gboolean
count_rows (YxDatabase *db, gpointer data, GError **error)
{
  Count *counting = data;

  return yx_hall_number (db, counting->sql, YX_WITH ("object", counting->object), &counting->number, error);
}

static gint64
count (HallFixture *fixture, const char *sql, const char *object)
{
  Count counting = { sql, object, -1 };

  g_assert_true (yx_hall_readers_run (fixture->hall->readers, count_rows, &counting, NULL));
  return counting.number;
}

/* A suspended one may be revoked, from when it was suspended; what is revoked stays so. */
static void
test_revoke (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxIssuedCertificate) certificate = NULL;
  g_autoptr (YxIssuedCertificate) after = NULL;
  g_autoptr (YxHallCall) suspend_it = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  YxHall *hall;
  gint64 then;

  open_desk (&desk);
  hall = desk.fixture->hall;
  certificate = newest (desk.fixture, desk.worker);
  suspend (&desk, desk.worker);
  then = yx_clock_now (desk.fixture->clock);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_HOUR);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (yx_hall_certificate_revoke (hall, NULL, certificate->id, YX_END_PRIVILEGE_WITHDRAWN, &error));
      g_assert_no_error (error);
    }
  after = newest (desk.fixture, desk.worker);
  g_assert_cmpint (after->state, ==, YX_CERTIFICATE_REVOKED);
  g_assert_cmpint (after->end_reason, ==, YX_END_PRIVILEGE_WITHDRAWN);
  g_assert_cmpint (after->ended, ==, then);
  story_ask_code (desk.fixture, desk.worker, "certificate");
  code = story_code (desk.fixture, desk.worker->phone, "certificate");
  suspend_it = suspension (desk.fixture, desk.worker, certificate->id, code);
  story_refused (suspend_it, YX_PROBLEM_CONFLICT, "state");
  g_assert_false (yx_hall_certificate_revoke (hall, NULL, "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa", YX_END_CESSATION, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND);
  /* Issued, suspended, revoked: their holder hears of each once. */
  g_assert_cmpint (count (desk.fixture,
                          "SELECT COUNT (*) AS \"number\" FROM \"feed_entry\" WHERE \"kind\" = 'certificate'"
                          " AND \"object\" = :object",
                          certificate->id),
                   ==, 3);
  g_assert_cmpint (count (desk.fixture, "SELECT COUNT (*) AS \"number\" FROM \"event\" WHERE \"object\" = :object",
                          certificate->id),
                   ==, 3);
}

/* With the old one suspended its holder gets another; the old one is then for ever out of use. */
static void
test_another (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxIssuedCertificate) old = NULL;
  g_autoptr (YxHallCall) next = NULL;
  g_autoptr (YxHallCall) get = NULL;
  static const char *const id = "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa";

  open_desk (&desk);
  old = newest (desk.fixture, desk.worker);
  suspend (&desk, desk.worker);
  story_ask_code (desk.fixture, desk.worker, "certificate");
  next = story_call (desk.fixture, YX_API_CERTIFICATE_ISSUE, desk.worker, id, NULL);
  next->request = story_certificate_request (desk.fixture, desk.worker, id);
  yx_record_set_int (next->request, "envelope_version", 1);
  story_does (next);
  get = story_call (desk.fixture, YX_API_CERTIFICATE_GET, desk.worker, old->id, NULL);
  story_does (get);
  g_assert_cmpint (((YxIssuedCertificate *)get->answer)->state, ==, YX_CERTIFICATE_REVOKED);
  g_assert_cmpint (((YxIssuedCertificate *)get->answer)->end_reason, ==, YX_END_SUPERSEDED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/revocation/suspend", test_suspend);
  g_test_add_func ("/hall/revocation/seals-forget-it", test_seals_forget_it);
  g_test_add_func ("/hall/revocation/ended-signs-nothing", test_ended_signs_nothing);
  g_test_add_func ("/hall/revocation/revoke", test_revoke);
  g_test_add_func ("/hall/revocation/another", test_another);
  return g_test_run ();
}
