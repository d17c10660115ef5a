/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-care.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-code-request.h"

typedef struct
{
  const char *phone;
  guint purposes;
  const char *code;
} Try;

static HallFixture *
open_hall (void)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  return fixture;
}

static YxHallCall *
ask (HallFixture *fixture, StoryActor *actor, const char *phone, const char *purpose)
{
  YxHallCall *call = story_call (fixture, YX_API_CODE_SEND, actor, NULL, NULL);

  call->request = story_record (&yx_code_request_type, "purpose", purpose, NULL);
  if (phone != NULL)
    yx_record_set_text (call->request, "phone", phone);
  return call;
}

static gboolean
take (YxHallWrite *write, gpointer data, GError **error)
{
  const Try *typed = data;
  g_autoptr (YxSecret) code = yx_secret_new_text (typed->code);

  return yx_hall_code_take (write, typed->phone, typed->purposes, code, error);
}

static gboolean
try_code (HallFixture *fixture, const char *phone, guint purposes, const char *code)
{
  Try typed = { phone, purposes, code };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) secret = yx_secret_new_text (code);
  gboolean peeked = FALSE;
  gboolean taken;

  g_assert_true (yx_hall_code_peek (fixture->hall, phone, purposes, secret, &peeked, NULL));
  taken = yx_hall_write (fixture->hall, NULL, take, &typed, &error);
  if (!taken)
    {
      g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CODE);
      g_assert_cmpstr (yx_problem_field (error), ==, "code");
    }
  g_assert_cmpint (peeked, ==, taken);
  return taken;
}

#define REGISTER YX_HALL_CODE_FOR (YX_CODE_REGISTER)
#define SIGN_IN YX_HALL_CODE_FOR (YX_CODE_SIGN_IN)

static void
send (HallFixture *fixture, const char *phone, const char *purpose)
{
  g_autoptr (YxHallCall) call = ask (fixture, NULL, phone, purpose);

  story_does (call);
}

static const char *
wrong_for (const char *code)
{
  return strcmp (code, "000000") == 0 ? "111111" : "000000";
}

static void
test_taken_once (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autofree char *code = NULL;

  g_assert_false (try_code (fixture, "13900000001", REGISTER, "123456"));
  send (fixture, "13900000001", "register");
  code = story_code (fixture, "13900000001", "register");
  g_assert_cmpuint (strlen (code), ==, 6);
  g_assert_cmpuint (strspn (code, "0123456789"), ==, 6);
  g_assert_false (try_code (fixture, "13900000002", REGISTER, code));
  g_assert_false (try_code (fixture, "13900000001", SIGN_IN, code));
  g_assert_true (try_code (fixture, "13900000001", REGISTER | SIGN_IN, code));
  g_assert_false (try_code (fixture, "13900000001", REGISTER, code));
}

static void
test_five_tries (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autofree char *code = NULL;

  send (fixture, "13900000001", "register");
  code = story_code (fixture, "13900000001", "register");
  for (guint i = 0; i < 4; i++)
    g_assert_false (try_code (fixture, "13900000001", REGISTER, wrong_for (code)));
  yx_test_clock_turn (fixture->clock, 61 * G_USEC_PER_SEC);
  send (fixture, "13900000001", "register");
  g_free (code);
  code = story_code (fixture, "13900000001", "register");
  for (guint i = 0; i < 5; i++)
    g_assert_false (try_code (fixture, "13900000001", REGISTER, wrong_for (code)));
  g_assert_false (try_code (fixture, "13900000001", REGISTER, code));
}

static void
test_five_minutes (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autofree char *code = NULL;

  send (fixture, "13900000001", "register");
  code = story_code (fixture, "13900000001", "register");
  yx_test_clock_turn (fixture->clock, 5 * G_TIME_SPAN_MINUTE);
  g_assert_false (try_code (fixture, "13900000001", REGISTER, code));
  yx_test_clock_jump (fixture->clock, -G_USEC_PER_SEC);
  g_assert_true (try_code (fixture, "13900000001", REGISTER, code));
}

/* A clock set back far does not make an old code young again. */
static void
test_clock_set_back (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autofree char *code = NULL;

  send (fixture, "13900000001", "register");
  code = story_code (fixture, "13900000001", "register");
  yx_test_clock_jump (fixture->clock, -G_TIME_SPAN_DAY);
  g_assert_false (try_code (fixture, "13900000001", REGISTER, code));
}

static void
test_new_replaces_old (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  send (fixture, "13900000001", "register");
  old = story_code (fixture, "13900000001", "register");
  yx_test_clock_turn (fixture->clock, 61 * G_USEC_PER_SEC);
  send (fixture, "13900000001", "register");
  new = story_code (fixture, "13900000001", "register");
  if (strcmp (old, new) != 0)
    g_assert_false (try_code (fixture, "13900000001", REGISTER, old));
  g_assert_true (try_code (fixture, "13900000001", REGISTER, new));
}

static void
refused_until (YxHallCall *call, gint64 seconds)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (story_run (call, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_RATE_LIMITED);
  g_assert_cmpint (yx_problem_retry_after (error), ==, seconds);
  g_assert_cmpint (yx_problem_until (error), ==, yx_clock_now (call->hall->clock) + seconds * G_USEC_PER_SEC);
}

static void
test_minute_limit (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (YxHallCall) soon = ask (fixture, NULL, "13900000001", "register");

  send (fixture, "13900000001", "register");
  yx_test_clock_turn (fixture->clock, 20 * G_USEC_PER_SEC);
  refused_until (soon, 40);
  send (fixture, "13900000001", "sign-in");
  send (fixture, "13900000002", "register");
  yx_test_clock_turn (fixture->clock, 40 * G_USEC_PER_SEC);
  story_does (soon);
}

/* As refused_until(), where the seconds are rounded up. */
static void
refused_until_exact (YxHallCall *call, gint64 microseconds)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (story_run (call, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_RATE_LIMITED);
  g_assert_cmpint (yx_problem_until (error), ==, yx_clock_now (call->hall->clock) + microseconds);
  g_assert_cmpint (yx_problem_retry_after (error), ==, (microseconds + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* Limits live in the database: a restart forgets none of them. */
static void
test_day_limit (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (YxHallCall) call = NULL;

  for (guint i = 0; i < 10; i++)
    {
      send (fixture, "13900000001", "register");
      yx_test_clock_turn (fixture->clock, 2 * G_TIME_SPAN_MINUTE);
    }
  hall_fixture_close (fixture);
  hall_fixture_open (fixture);
  call = ask (fixture, NULL, "13900000001", "register");
  refused_until (call, 24 * 3600 - 1200);
  send (fixture, "13900000001", "sign-in");
  yx_test_clock_turn (fixture->clock, G_TIME_SPAN_DAY);
  send (fixture, "13900000001", "register");
}

/* formats.md "Rates", as they stand without hall.conf: the last that is allowed and the first that is not, each also
 * at the very end of its window, over a restart, and with the clock set back. */
static void
test_standard_limits (void)
{
  static const char *const purposes[] = { "register", "sign-in" };
  g_autoptr (HallFixture) fixture = open_hall ();

  for (guint p = 0; p < G_N_ELEMENTS (purposes); p++)
    {
      gint64 began = yx_clock_now (fixture->clock);
      g_autoptr (YxHallCall) eleventh = ask (fixture, NULL, "13900000001", purposes[p]);

      for (guint i = 0; i < 10; i++)
        {
          g_autoptr (YxHallCall) soon = ask (fixture, NULL, "13900000001", purposes[p]);

          send (fixture, "13900000001", purposes[p]);
          yx_test_clock_turn (fixture->clock, G_TIME_SPAN_MINUTE - 1);
          refused_until_exact (soon, 1);
          yx_test_clock_turn (fixture->clock, 1);
        }
      hall_fixture_close (fixture);
      hall_fixture_open (fixture);
      eleventh->hall = fixture->hall;
      yx_test_clock_turn (fixture->clock, began + G_TIME_SPAN_DAY - 1 - yx_clock_now (fixture->clock));
      refused_until_exact (eleventh, 1);
      yx_test_clock_turn (fixture->clock, 1);
      story_does (eleventh);
      yx_test_clock_turn (fixture->clock, G_TIME_SPAN_DAY);
    }
}

/* Sixty a day for one phone, whatever for: the sixty-first waits until the first is a day old. */
static void
test_sixty_a_day (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) actor = story_person_new (1);
  static const char *const purposes[] = { "certificate", "contract-signing", "seal-visit", "seal-visit", "seal-visit" };
  g_autoptr (YxHallCall) over = NULL;
  g_autoptr (YxHallCall) other = NULL;
  gint64 began = yx_clock_now (fixture->clock);

  story_register (fixture, actor);
  story_sign_in (fixture, actor);
  for (guint i = 0; i < 50; i++)
    story_ask_code (fixture, actor, purposes[i % G_N_ELEMENTS (purposes)]);
  for (guint i = 0; i < 9; i++)
    {
      send (fixture, actor->phone, "sign-in");
      yx_test_clock_turn (fixture->clock, 61 * G_USEC_PER_SEC);
    }
  over = ask (fixture, NULL, actor->phone, "register");
  refused_until (over, (began + G_TIME_SPAN_DAY - yx_clock_now (fixture->clock)) / G_USEC_PER_SEC);
  other = ask (fixture, NULL, "13900000009", "register");
  story_does (other);
  yx_test_clock_turn (fixture->clock, began + G_TIME_SPAN_DAY - yx_clock_now (fixture->clock));
  story_does (over);
}

/* Set back by more than a window, the clock has not counted what it counts: the limit begins anew, and is not longer
 * than it ever is. */
static void
test_limits_and_clock (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (YxHallCall) near = ask (fixture, NULL, "13900000001", "register");
  g_autoptr (YxHallCall) far = ask (fixture, NULL, "13900000001", "register");

  send (fixture, "13900000001", "register");
  yx_test_clock_jump (fixture->clock, -30 * G_USEC_PER_SEC);
  refused_until (near, 90);
  yx_test_clock_jump (fixture->clock, -G_TIME_SPAN_HOUR);
  story_does (far);
}

static void
test_phone_limit (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (YxHallCall) call = NULL;

  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG "[limits]\ncode-per-day-phone=3\n");
  hall_fixture_open (fixture);
  for (guint i = 0; i < 3; i++)
    {
      send (fixture, "13900000001", i == 1 ? "sign-in" : "register");
      yx_test_clock_turn (fixture->clock, 61 * G_USEC_PER_SEC);
    }
  call = ask (fixture, NULL, "13900000001", "sign-in");
  refused_until (call, 24 * 3600 - 183);
}

static void
test_seal_visit_limit (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) actor = story_person_new (1);
  g_autoptr (YxHallCall) call = NULL;

  story_register (fixture, actor);
  story_sign_in (fixture, actor);
  for (guint i = 0; i < 30; i++)
    story_ask_code (fixture, actor, "seal-visit");
  call = ask (fixture, actor, NULL, "seal-visit");
  refused_until (call, 24 * 3600 - 30 * 61);
}

static void
test_who_may_ask (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) actor = story_person_new (1);
  static const char *const closed[] = { "certificate", "seal-visit", "contract-signing" };
  g_autoptr (YxHallCall) nowhere = ask (fixture, NULL, NULL, "register");
  g_autoptr (YxHallCall) elsewhere = NULL;
  g_autoptr (YxHallCall) own = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (YxHallCall) call = ask (fixture, NULL, "13900000001", closed[i]);

      story_refused (call, YX_PROBLEM_UNAUTHENTICATED, NULL);
    }
  story_refused (nowhere, YX_PROBLEM_INVALID_FIELD, "phone");
  story_register (fixture, actor);
  story_sign_in (fixture, actor);
  elsewhere = ask (fixture, actor, "13900000001", "certificate");
  story_refused (elsewhere, YX_PROBLEM_INVALID_FIELD, "phone");
  own = ask (fixture, actor, NULL, "certificate");
  story_does (own);
  g_free (story_code (fixture, actor->phone, "certificate"));
}

static gboolean
count_rows (YxDatabase *db, gpointer data, GError **error)
{
  return yx_hall_number (db, "SELECT COUNT (*) AS \"number\" FROM \"limit_counter\"", NULL, data, error);
}

/* Counts and codes of days ago are not kept. */
static void
test_forgets (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  gint64 rows = 0;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *phone = story_phone (i);

      send (fixture, phone, "register");
    }
  yx_test_clock_turn (fixture->clock, 3 * G_TIME_SPAN_DAY);
  send (fixture, "13900000001", "register");
  g_assert_true (yx_hall_forget_expired (fixture->hall, NULL));
  g_assert_true (yx_hall_readers_run (fixture->hall->readers, count_rows, &rows, NULL));
  g_assert_cmpint (rows, ==, 3);
}

static gboolean
refuse_send (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer");
  return FALSE;
}

/* A message that may or may not have gone out is not repeated, and counts. */
static void
test_sms_fails (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  YxSms broken = { refuse_send, NULL };
  YxSms *whole = fixture->hall->sms;
  g_autoptr (YxHallCall) call = ask (fixture, NULL, "13900000001", "register");
  g_autoptr (YxHallCall) next = ask (fixture, NULL, "13900000001", "register");
  g_autoptr (GError) error = NULL;

  fixture->hall->sms = &broken;
  g_assert_false (story_run (call, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  fixture->hall->sms = whole;
  refused_until (next, 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/codes/taken-once", test_taken_once);
  g_test_add_func ("/hall/codes/five-tries", test_five_tries);
  g_test_add_func ("/hall/codes/five-minutes", test_five_minutes);
  g_test_add_func ("/hall/codes/clock-set-back", test_clock_set_back);
  g_test_add_func ("/hall/codes/new-replaces-old", test_new_replaces_old);
  g_test_add_func ("/hall/codes/minute-limit", test_minute_limit);
  g_test_add_func ("/hall/codes/day-limit", test_day_limit);
  g_test_add_func ("/hall/codes/standard-limits", test_standard_limits);
  g_test_add_func ("/hall/codes/sixty-a-day", test_sixty_a_day);
  g_test_add_func ("/hall/codes/limits-and-clock", test_limits_and_clock);
  g_test_add_func ("/hall/codes/phone-limit", test_phone_limit);
  g_test_add_func ("/hall/codes/seal-visit-limit", test_seal_visit_limit);
  g_test_add_func ("/hall/codes/who-may-ask", test_who_may_ask);
  g_test_add_func ("/hall/codes/forgets", test_forgets);
  g_test_add_func ("/hall/codes/sms-fails", test_sms_fails);
  return g_test_run ();
}
