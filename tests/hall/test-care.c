/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "hall/yx-hall-care.h"
#include "hall/yx-hall-evidence.h"
#include "hall/yx-hall-rows.h"
#include "lib/yx-test-wait.h"

#define WAIT_MS 20000

typedef struct
{
  const char *sql;
  gint64 number;
} Count;

static gboolean
count (YxDatabase *db, gpointer data, GError **error)
{
  Count *wanted = data;

  return yx_hall_number (db, wanted->sql, NULL, &wanted->number, error);
}

static gint64
number_of (HallFixture *fixture, const char *sql)
{
  Count wanted = { sql, -1 };
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_readers_run (fixture->hall->readers, count, &wanted, &error));
  g_assert_no_error (error);
  return wanted.number;
}

static void
set_fault (const char *fault)
{
  if (fault != NULL)
    g_setenv ("YINXIN_FAULT", fault, TRUE);
  else
    g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
}

static void
sign (Story *story, StoryActor *actor, const char *field)
{
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxHallCall) call = story_append (story->fixture, actor, document, id, appended);

  story_does (call);
}

static gboolean
is_complete (gpointer data)
{
  Story *story = data;
  g_autoptr (YxDocument) document = story_document (story->fixture, story->worker, story->document);

  return document->state == YX_DOCUMENT_COMPLETE;
}

static gboolean
is_swept (gpointer data)
{
  Story *story = data;

  yx_hall_evidence_sweep (story->fixture->hall->evidence);
  return is_complete (story);
}

/* The timestamp fails when all have signed, and again when the hall is started anew: a sweep has it done. */
static void
test_evidence (void)
{
  g_autofree char *judge
      = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);
  g_autoptr (Story) story = NULL;
  YxHall *hall;

  g_setenv ("YINXIN_JUDGE", judge, TRUE);
  story = story_new ();
  hall = story->fixture->hall;
  sign (story, story->employer, "yx.employer");
  set_fault ("hall.evidence.stamp:1:error");
  sign (story, story->worker, "yx.worker");
  /* Comes back once what it was given is done. */
  yx_hall_evidence_free (g_steal_pointer (&hall->evidence));
  g_assert_false (is_complete (story));
  set_fault ("hall.evidence.stamp:1:error");
  hall->evidence = yx_hall_evidence_new (hall, NULL);
  g_assert_true (yx_test_wait (is_swept, story, WAIT_MS));
  set_fault (NULL);
}

/* A sweep that can't look says so and leaves the next one its turn. */
static void
test_blind_sweep (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  story_sql (fixture, "ALTER TABLE \"document\" RENAME TO \"away\";");
  yx_hall_evidence_sweep (fixture->hall->evidence);
  yx_hall_evidence_free (g_steal_pointer (&fixture->hall->evidence));
  story_sql (fixture, "ALTER TABLE \"away\" RENAME TO \"document\";");
  fixture->hall->evidence = yx_hall_evidence_new (fixture->hall, NULL);
  g_assert_nonnull (fixture->hall->evidence);
}

/* Whom strangers name is forgotten when it no longer counts; what is created is remembered. */
static void
test_expired (void)
{
  static const char made[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
                             "INSERT INTO \"limit_counter\" (\"name\", \"subject\", \"since\", \"count\") "
                             "SELECT 'sign-in', i, %" G_GINT64_FORMAT ", 1 FROM n;"
                             "INSERT INTO \"sms_code\" (\"phone_index\", \"purpose\", \"sent\", \"expires\") "
                             "SELECT \"subject\", 'register', "
                             "%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " FROM \"limit_counter\";"
                             "INSERT INTO \"creation\" (\"id\", \"digest\", \"at\") VALUES ('x', 'y', 1);";
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  gint64 now = YX_TEST_NOW;
  g_autofree char *sql = g_strdup_printf (made, now, now, now + 5 * G_TIME_SPAN_MINUTE);
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  story_sql (fixture, sql);
  for (guint days = 0; days < 3; days++)
    {
      gint64 left = days < 2 ? 2500 : 0;

      g_assert_true (yx_hall_forget_expired (fixture->hall, &error));
      g_assert_no_error (error);
      g_assert_cmpint (number_of (fixture, "SELECT COUNT (*) AS \"number\" FROM \"limit_counter\""), ==,
                       left);
      g_assert_cmpint (number_of (fixture, "SELECT COUNT (*) AS \"number\" FROM \"sms_code\""), ==, left);
      yx_test_clock_turn (fixture->clock, G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
    }
  g_assert_cmpint (number_of (fixture, "SELECT COUNT (*) AS \"number\" FROM \"creation\""), ==, 1);
}

/* A lock lasts as long as it lasts; what a wrong clock once wrote far ahead goes. */
static void
test_locks (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  gint64 old = YX_TEST_NOW - 3 * G_TIME_SPAN_DAY;
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO \"limit_counter\" (\"name\", \"subject\", \"since\", \"until\") VALUES ('a', 'locked', "
      "%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "), ('a', 'ahead', %" G_GINT64_FORMAT ", 0);",
      old, YX_TEST_NOW + G_TIME_SPAN_MINUTE, YX_TEST_NOW + 3 * G_TIME_SPAN_DAY);

  hall_fixture_open (fixture);
  story_sql (fixture, sql);
  g_assert_true (yx_hall_forget_expired (fixture->hall, NULL));
  g_assert_cmpint (
      number_of (fixture,
                 "SELECT COUNT (*) AS \"number\" FROM \"limit_counter\" WHERE \"subject\" = 'locked'"),
      ==, 1);
  g_assert_cmpint (number_of (fixture, "SELECT COUNT (*) AS \"number\" FROM \"limit_counter\""), ==, 1);
}

static void
test_refused (void)
{
  static const char *const tables[] = { "limit_counter", "sms_code" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (HallFixture) fixture = hall_fixture_new ();
      g_autofree char *sql = g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO \"away\";", tables[i]);
      g_autoptr (GError) error = NULL;

      hall_fixture_open (fixture);
      story_sql (fixture, sql);
      g_assert_false (yx_hall_forget_expired (fixture->hall, &error));
      g_assert_nonnull (error);
    }
}

/* Once the hall serves, what had expired before is gone at once. */
static void
test_while_serving (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  story_sql (fixture,
             "INSERT INTO \"limit_counter\" (\"name\", \"subject\", \"since\") VALUES ('a', 'b', 1);");
  yx_hall_care_stop (yx_hall_care_start (fixture->hall));
  g_assert_cmpint (number_of (fixture, "SELECT COUNT (*) AS \"number\" FROM \"limit_counter\""), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Failures are what these tests are about; the hall tells of them. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_test_add_func ("/hall/care/evidence", test_evidence);
  g_test_add_func ("/hall/care/blind-sweep", test_blind_sweep);
  g_test_add_func ("/hall/care/expired", test_expired);
  g_test_add_func ("/hall/care/locks", test_locks);
  g_test_add_func ("/hall/care/refused", test_refused);
  g_test_add_func ("/hall/care/while-serving", test_while_serving);
  return g_test_run ();
}
