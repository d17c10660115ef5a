/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/everyone.h"

#include <string.h>

#include "crypto/yx-crypto.h"
#include "hall/yx-hall-accesses.h"
#include "hall/yx-hall-review.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-event-page.h"

static void
ask (Everyone *everyone, const StoryActor *actor, const char *path)
{
  g_autofree char *reply
      = server_fixture_ask (everyone->server, "GET %s HTTP/1.1\r\nAuthorization: Bearer %s", path,
                            yx_secret_text (actor->session->token));

  server_fixture_assert (reply, 200, NULL);
}

typedef struct
{
  const char *object;
  const char *action;
  const char *account;
  gint64 count;
} Counting;

static gboolean
count_rows (YxDatabase *db, gpointer data, GError **error)
{
  Counting *counting = data;
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db,
                             "SELECT COUNT (*) AS \"number\" FROM \"event\" WHERE \"object\" = :object AND "
                             "\"action\" = :action AND \"account\" = :account AND \"session\" IS NOT NULL",
                             error);

  yx_statement_bind_text (statement, "object", counting->object);
  yx_statement_bind_text (statement, "action", counting->action);
  yx_statement_bind_text (statement, "account", counting->account);
  if (!yx_statement_row (statement, error))
    return FALSE;
  counting->count = yx_statement_int (statement, "number");
  return TRUE;
}

static gint64
count (Everyone *everyone, const char *object, const char *action, const StoryActor *actor)
{
  Counting counting = { object, action, actor->account, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_readers_run (everyone->fixture->hall->readers, count_rows, &counting, &error));
  g_assert_no_error (error);
  return counting.count;
}

static gboolean
count_officers (YxDatabase *db, gpointer data, GError **error)
{
  return yx_hall_number (db,
                         "SELECT COUNT (*) AS \"number\" FROM \"event\" WHERE \"action\" = 'filing.read.officer' "
                         "AND \"session\" IS NULL",
                         NULL, data, error);
}

static void
read_all (Everyone *everyone)
{
  g_autofree char *filing = g_strdup_printf ("/v1/enterprises/%s/filings/%s", everyone->employer->enterprise, everyone->filing);
  g_autofree char *filings = g_strdup_printf ("/v1/enterprises/%s/filings", everyone->employer->enterprise);
  g_autofree char *document = g_strdup_printf ("/v1/documents/%s", everyone->document);
  g_autofree char *bytes = g_strdup_printf ("/v1/documents/%s/revisions/%s/bytes", everyone->document, everyone->base);

  for (int i = 0; i < 3; i++)
    {
      ask (everyone, everyone->employer, filings);
      ask (everyone, everyone->employer, filing);
      ask (everyone, everyone->employer, document);
      ask (everyone, everyone->employer, "/v1/documents");
      ask (everyone, everyone->employer, bytes);
      ask (everyone, everyone->worker, document);
      ask (everyone, everyone->worker, bytes);
    }
}

/* That an enterprise reads about its worker stands in the history, once for each session, whatever it reads and however
 * often; that one reads about oneself does not (design.md "history"). */
static void
test_once_a_session (void)
{
  g_autoptr (Everyone) everyone = everyone_new ();

  read_all (everyone);
  g_assert_cmpint (count (everyone, everyone->filing, "filing.read", everyone->employer), ==, 1);
  g_assert_cmpint (count (everyone, everyone->document, "document.read", everyone->employer), ==, 1);
  g_assert_cmpint (count (everyone, everyone->document, "document.read", everyone->worker), ==, 0);
  g_clear_pointer (&everyone->fixture->hall->accesses, yx_hall_accesses_free);
  everyone->fixture->hall->accesses = yx_hall_accesses_new ();
  read_all (everyone);
  g_assert_cmpint (count (everyone, everyone->filing, "filing.read", everyone->employer), ==, 1);
  story_sign_in (everyone->fixture, everyone->employer);
  read_all (everyone);
  g_assert_cmpint (count (everyone, everyone->filing, "filing.read", everyone->employer), ==, 2);
  g_assert_cmpint (count (everyone, everyone->document, "document.read", everyone->employer), ==, 2);
}

/* Both parties see who has read the document; whoever reads the history alone is not in it. */
static void
test_seen_by_the_worker (void)
{
  g_autoptr (Everyone) everyone = everyone_new ();
  g_autofree char *document = g_strdup_printf ("/v1/documents/%s", everyone->document);
  g_autofree char *events = g_strdup_printf ("/v1/documents/%s/events", everyone->document);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ask (everyone, everyone->employer, events);
  before = server_fixture_ask (everyone->server, "GET %s HTTP/1.1\r\nAuthorization: Bearer %s", events,
                               yx_secret_text (everyone->worker->session->token));
  g_assert_null (strstr (before, "document.read"));
  ask (everyone, everyone->employer, document);
  after = server_fixture_ask (everyone->server, "GET %s HTTP/1.1\r\nAuthorization: Bearer %s", events,
                              yx_secret_text (everyone->worker->session->token));
  g_assert_nonnull (strstr (after, "document.read"));
  g_assert_nonnull (strstr (after, everyone->employer->session->id));
}

/* An officer at the hall itself, too, once for each filing that waits (design.md "history"). */
static void
test_officer (void)
{
  g_autoptr (Everyone) everyone = everyone_new ();
  gint64 count = 0;

  story_sql (everyone->fixture, "UPDATE \"filing\" SET \"state\" = 'submitted'");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) list = yx_hall_review_list (everyone->fixture->hall, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (list), "filings")), ==, 1);
    }
  g_assert_true (yx_hall_readers_run (everyone->fixture->hall->readers, count_officers, &count, NULL));
  g_assert_cmpint (count, ==, 1);
}

/* What cannot be noted is not told. */
static void
test_not_noted (void)
{
  g_autoptr (Everyone) everyone = everyone_new ();
  g_autofree char *reply = NULL;

  story_sql (everyone->fixture,
             "CREATE TRIGGER storm BEFORE INSERT ON \"event\" BEGIN SELECT RAISE (ABORT, 'storm'); END");
  reply = server_fixture_ask (everyone->server, "GET /v1/documents/%s HTTP/1.1\r\nAuthorization: Bearer %s",
                              everyone->document, yx_secret_text (everyone->employer->session->token));
  server_fixture_assert (reply, 500, "internal");
  g_assert_null (strstr (reply, everyone->worker->name));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/accesses/once-a-session", test_once_a_session);
  g_test_add_func ("/hall/accesses/seen-by-the-worker", test_seen_by_the_worker);
  g_test_add_func ("/hall/accesses/officer", test_officer);
  g_test_add_func ("/hall/accesses/not-noted", test_not_noted);
  return g_test_run ();
}
