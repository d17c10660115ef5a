/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-passwords.h"
#include "model/yx-session-page.h"
#include "model/yx-sign-in.h"

static void
open_desk (Desk *desk)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG "[limits]\nsign-in-per-minute=20\n");
  desk_open (desk, fixture);
  desk_register_both (desk);
}

static YxHallCall *
knock (Desk *desk, const char *kind, const char *login, const char *password, const char *device)
{
  YxHallCall *call = story_call (desk->fixture, YX_API_SESSION_CREATE, NULL, NULL, NULL);

  call->request = story_record (&yx_sign_in_type, "kind", kind, "login", login, NULL);
  if (device != NULL)
    yx_record_set_text (call->request, "device", device);
  story_secret (call->request, "password", password);
  return call;
}

static void
enters (Desk *desk, const char *kind, const char *login, const char *password, const char *device)
{
  g_autoptr (YxHallCall) call = knock (desk, kind, login, password, device);

  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
}

static void
stays_out (Desk *desk, const char *kind, const char *login, const char *device, YxProblemCode code)
{
  g_autoptr (YxHallCall) call = knock (desk, kind, login, "Falsch1234", device);

  story_refused (call, code, NULL);
}

static void
test_names (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *typed = NULL;

  open_desk (&desk);
  typed = g_ascii_strdown (desk.worker->doc_no, -1);
  enters (&desk, "enterprise", desk.employer->login, desk.employer->password, NULL);
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  enters (&desk, "person", typed, desk.worker->password, NULL);
  stays_out (&desk, "person", desk.employer->login, NULL, YX_PROBLEM_WRONG_CREDENTIALS);
  stays_out (&desk, "enterprise", desk.worker->phone, NULL, YX_PROBLEM_WRONG_CREDENTIALS);
  /* The head of the enterprise has no account of their own. */
  stays_out (&desk, "person", desk.employer->phone, NULL, YX_PROBLEM_WRONG_CREDENTIALS);
}

static void
test_session (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autofree char *hash = NULL;
  YxSession *session;

  open_desk (&desk);
  call = knock (&desk, "enterprise", desk.employer->login, desk.employer->password, "desk-1");
  story_does (call);
  session = (YxSession *)call->answer;
  g_assert_cmpuint (yx_secret_size (session->token), ==, 64);
  hash = yx_sha256_hex (yx_secret_text (session->token), 64);
  g_assert_cmpstr (session->token_hash, ==, hash);
  g_assert_cmpstr (session->account, ==, desk.employer->account);
  g_assert_cmpstr (session->enterprise, ==, desk.employer->enterprise);
  g_assert_cmpstr (session->device, ==, "desk-1");
}

static void
test_list_and_end (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) list = NULL;
  g_autoptr (YxHallCall) foreign = NULL;
  g_autoptr (YxHallCall) end = NULL;
  g_autoptr (YxHallCall) gone = NULL;
  g_autoptr (YxHallCall) left = NULL;

  open_desk (&desk);
  story_sign_in (desk.fixture, desk.worker);
  story_sign_in (desk.fixture, desk.employer);
  enters (&desk, "enterprise", desk.employer->login, desk.employer->password, "desk-2");
  list = story_call (desk.fixture, YX_API_SESSION_LIST, desk.employer, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxSessionPage *)list->answer)->items->len, ==, 2);
  g_assert_null (((YxSession *)((YxSessionPage *)list->answer)->items->pdata[0])->token);
  foreign = story_call (desk.fixture, YX_API_SESSION_END, desk.worker, desk.employer->session->id, NULL);
  story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
  end = story_call (desk.fixture, YX_API_SESSION_END, desk.employer, desk.employer->session->id, NULL);
  story_does (end);
  gone = story_call (desk.fixture, YX_API_SESSION_END, desk.employer, desk.employer->session->id, NULL);
  story_refused (gone, YX_PROBLEM_NOT_FOUND, NULL);
  left = story_call (desk.fixture, YX_API_SESSION_LIST, desk.employer, NULL, NULL);
  story_does (left);
  g_assert_cmpuint (((YxSessionPage *)left->answer)->items->len, ==, 1);
}

/* Sessions that were idle too long go when their account signs in again. */
static void
test_idle_sessions (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) list = NULL;

  open_desk (&desk);
  story_sign_in (desk.fixture, desk.worker);
  yx_test_clock_turn (desk.fixture->clock, 31 * G_TIME_SPAN_MINUTE);
  story_sign_in (desk.fixture, desk.worker);
  list = story_call (desk.fixture, YX_API_SESSION_LIST, desk.worker, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxSessionPage *)list->answer)->items->len, ==, 1);
}

static void
lock (Desk *desk, const char *kind, const char *login, const char *device)
{
  g_autoptr (YxHallCall) fifth = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    stays_out (desk, kind, login, device, YX_PROBLEM_WRONG_CREDENTIALS);
  fifth = knock (desk, kind, login, "Falsch1234", device);
  g_assert_false (story_run (fifth, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LOCKED);
  g_assert_cmpint (yx_problem_until (error), ==,
                   yx_clock_now (desk->fixture->clock) + 15 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (yx_problem_retry_after (error), ==, 15 * 60);
}

/* Five wrong passwords: fifteen minutes, for names that don't exist too, and the right one doesn't help. */
static void
test_lock (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) right = NULL;

  open_desk (&desk);
  lock (&desk, "enterprise", desk.employer->login, NULL);
  lock (&desk, "enterprise", "nobody123", NULL);
  lock (&desk, "person", "13912345678", NULL);
  right = knock (&desk, "enterprise", desk.employer->login, desk.employer->password, NULL);
  story_refused (right, YX_PROBLEM_LOCKED, NULL);
  hall_fixture_close (desk.fixture);
  hall_fixture_open (desk.fixture);
  yx_test_clock_turn (desk.fixture->clock, 15 * G_TIME_SPAN_MINUTE - 1);
  stays_out (&desk, "enterprise", "nobody123", NULL, YX_PROBLEM_LOCKED);
  yx_test_clock_turn (desk.fixture->clock, 1);
  stays_out (&desk, "enterprise", "nobody123", NULL, YX_PROBLEM_WRONG_CREDENTIALS);
  enters (&desk, "enterprise", desk.employer->login, desk.employer->password, NULL);
}

/* The phone and the document number are two names of one account: they share its tries. */
static void
test_lock_is_the_accounts (void)
{
  g_auto (Desk) desk = { NULL };

  open_desk (&desk);
  for (guint i = 0; i < 4; i++)
    stays_out (&desk, "person", i % 2 == 0 ? desk.worker->phone : desk.worker->doc_no, NULL,
               YX_PROBLEM_WRONG_CREDENTIALS);
  stays_out (&desk, "person", desk.worker->doc_no, NULL, YX_PROBLEM_LOCKED);
}

static void
test_right_one_resets (void)
{
  g_auto (Desk) desk = { NULL };

  open_desk (&desk);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 4; i++)
        stays_out (&desk, "person", desk.worker->phone, NULL, YX_PROBLEM_WRONG_CREDENTIALS);
      enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
    }
}

/* A stranger who locks the name doesn't lock out the device that was here before. */
static void
test_known_device (void)
{
  g_auto (Desk) desk = { NULL };

  open_desk (&desk);
  enters (&desk, "person", desk.worker->phone, desk.worker->password, "own-desk");
  lock (&desk, "person", desk.worker->phone, "a-strangers");
  stays_out (&desk, "person", desk.worker->phone, "another-strangers", YX_PROBLEM_LOCKED);
  enters (&desk, "person", desk.worker->phone, desk.worker->password, "own-desk");
  lock (&desk, "person", desk.worker->phone, "own-desk");
}

static void
test_rate (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;

  open_desk (&desk);
  for (guint i = 0; i < 20; i++)
    enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  call = knock (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  story_refused (call, YX_PROBLEM_RATE_LIMITED, NULL);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_MINUTE);
  story_does (call);
}

static gboolean
read_hash (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT \"password_hash\" FROM \"account\" WHERE \"kind\" = 'person'", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *(char **)data = g_strdup (yx_statement_text (statement, "password_hash"));
  return TRUE;
}

static char *
stored_hash (Desk *desk)
{
  char *hash = NULL;

  g_assert_true (yx_hall_readers_run (desk->fixture->hall->readers, read_hash, &hash, NULL));
  return hash;
}

static void
reopen (Desk *desk, const char *scrypt)
{
  g_autofree char *config = g_strdup_printf ("[hall]\nname=x\n[scrypt]\n%s\n[limits]\nsign-in-per-minute=20\n", scrypt);

  hall_fixture_close (desk->fixture);
  hall_fixture_configure (desk->fixture, config);
  hall_fixture_open (desk->fixture);
}

/* Once hall.conf asks for more, the next right password makes its hash dearer; a wrong one or a cheaper hall.conf
 * changes nothing. */
static void
test_hash_is_renewed (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *renewed = NULL;
  g_autofree char *kept = NULL;

  open_desk (&desk);
  first = stored_hash (&desk);
  g_assert_true (g_str_has_prefix (first, "$scrypt$ln=4,r=8,p=1$"));
  reopen (&desk, "log2n=6\np=2");
  stays_out (&desk, "person", desk.worker->phone, NULL, YX_PROBLEM_WRONG_CREDENTIALS);
  wrong = stored_hash (&desk);
  g_assert_cmpstr (wrong, ==, first);
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  renewed = stored_hash (&desk);
  g_assert_true (g_str_has_prefix (renewed, "$scrypt$ln=6,r=8,p=2$"));
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  reopen (&desk, "log2n=4");
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
  kept = stored_hash (&desk);
  g_assert_cmpstr (kept, ==, renewed);
}

/* A clock that was set back a day neither locks for a day nor forgets the tries of a quarter of an hour. */
static void
test_lock_and_clock (void)
{
  g_auto (Desk) desk = { NULL };

  open_desk (&desk);
  lock (&desk, "person", desk.worker->phone, NULL);
  yx_test_clock_jump (desk.fixture->clock, 14 * G_TIME_SPAN_MINUTE);
  stays_out (&desk, "person", desk.worker->phone, NULL, YX_PROBLEM_LOCKED);
  yx_test_clock_jump (desk.fixture->clock, -G_TIME_SPAN_DAY);
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
}

/* Whoever is locked out gains nothing by trying on, and is told the same end each time. */
static void
test_lock_does_not_grow (void)
{
  g_auto (Desk) desk = { NULL };
  gint64 until;

  open_desk (&desk);
  lock (&desk, "person", desk.worker->phone, NULL);
  until = yx_clock_now (desk.fixture->clock) + 15 * G_TIME_SPAN_MINUTE;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (YxHallCall) call = knock (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
      g_autoptr (GError) error = NULL;

      yx_test_clock_turn (desk.fixture->clock, 4 * G_TIME_SPAN_MINUTE);
      g_assert_false (story_run (call, &error));
      g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LOCKED);
      g_assert_cmpint (yx_problem_until (error), ==, until);
    }
  yx_test_clock_turn (desk.fixture->clock, until - yx_clock_now (desk.fixture->clock));
  enters (&desk, "person", desk.worker->phone, desk.worker->password, NULL);
}

typedef struct
{
  YxHallPasswords *passwords;
  YxSecret *password;
  gint busy;
} Crowd;

static gpointer
hash (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = yx_hall_passwords_hash (crowd->passwords, crowd->password, &error);

      if (text == NULL)
        {
          g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_BUSY);
          g_atomic_int_inc (&crowd->busy);
        }
    }
  return NULL;
}

/* A few at once, a few more wait, the rest is told to come back. */
static void
test_few_at_once (void)
{
  const YxScrypt scrypt = { 12, 8, 1 };
  g_autoptr (YxHallPasswords) passwords = yx_hall_passwords_new (&scrypt, 1, 1, NULL);
  g_autoptr (YxSecret) password = yx_secret_new_text ("Weide12345");
  Crowd crowd = { passwords, password, 0 };
  GThread *threads[6];
  g_autofree char *stored = yx_hall_passwords_hash (passwords, password, NULL);
  g_autoptr (GError) error = NULL;
  gboolean right;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("crowd", hash, &crowd);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (crowd.busy, >, 0);
  g_assert_true (yx_hall_passwords_verify (passwords, password, stored, &right, NULL));
  g_assert_true (right);
  g_assert_true (yx_hall_passwords_verify (passwords, password, NULL, &right, NULL));
  g_assert_false (right);
  g_assert_false (yx_hall_passwords_verify (passwords, password, "no hash", &right, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/sign-in/names", test_names);
  g_test_add_func ("/hall/sign-in/session", test_session);
  g_test_add_func ("/hall/sign-in/list-and-end", test_list_and_end);
  g_test_add_func ("/hall/sign-in/idle-sessions", test_idle_sessions);
  g_test_add_func ("/hall/sign-in/lock", test_lock);
  g_test_add_func ("/hall/sign-in/lock-is-the-accounts", test_lock_is_the_accounts);
  g_test_add_func ("/hall/sign-in/right-one-resets", test_right_one_resets);
  g_test_add_func ("/hall/sign-in/known-device", test_known_device);
  g_test_add_func ("/hall/sign-in/hash-is-renewed", test_hash_is_renewed);
  g_test_add_func ("/hall/sign-in/lock-and-clock", test_lock_and_clock);
  g_test_add_func ("/hall/sign-in/lock-does-not-grow", test_lock_does_not_grow);
  g_test_add_func ("/hall/sign-in/rate", test_rate);
  g_test_add_func ("/hall/sign-in/few-at-once", test_few_at_once);
  return g_test_run ();
}
