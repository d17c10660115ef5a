/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>

#include "base/yx-json.h"
#include "client/yx-outbox.h"
#include "flow/story.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-export.h"
#include "flow/yx-flow-list.h"
#include "model/yx-event.h"

static guint
count_events (Story *story, const char *action)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_EVENTS, .parameters = { story->document } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = yx_flow_list (story->worker.actor->connection, &call, NULL, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    count += g_strcmp0 (((YxEvent *) events->pdata[i])->action, action) == 0;
  return count;
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

/* The other order than the usual one (spec.md 5.2-3): first the worker, then the enterprise. */
static void
test_worker_first (Story *story, gconstpointer data)
{
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) chosen = NULL;
  g_autoptr (YxDocument) late = NULL;
  g_autoptr (YxRevision) revision = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  seen = story_document (story);
  chosen = yx_flow_choose_order (story->enterprise.actor, seen, YX_PARTY_WORKER, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (chosen->state, ==, YX_DOCUMENT_TO_SIGN);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  revision = story_sign (story, NULL, &error);
  g_assert_no_error (error);
  late = yx_flow_choose_order (story->enterprise.actor, seen, YX_PARTY_ENTERPRISE, NULL, &error);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_PRECONDITION_FAILED);
  seal_now (story);
  story_await (story, YX_DOCUMENT_COMPLETE);
}

static void
test_decline (Story *story, gconstpointer data)
{
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) declined = NULL;
  g_autoptr (YxDocument) after = NULL;
  g_autoptr (YxRevision) revision = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  seal_now (story);
  seen = story_document (story);
  declined = yx_flow_decline (story->worker.actor, seen, "", NULL, &error);
  g_assert_true (error->domain == YX_RECORD_ERROR);
  g_clear_error (&error);
  declined = yx_flow_decline (story->worker.actor, seen, "岗位与约定不符", NULL, &error);
  g_assert_no_error (error);
  after = story_document (story);
  g_assert_cmpint (after->state, ==, YX_DOCUMENT_DECLINED);
  g_assert_cmpstr (after->reason, ==, "岗位与约定不符");
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  revision = story_sign (story, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE);
}

/* Nothing is known of an act whose answer was lost: it is sent again under the same key and done once. */
static void
test_answer_lost (Story *story, gconstpointer data)
{
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) lost = NULL;
  g_autoptr (YxDocument) withdrawn = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  seen = story_document (story);
  story_stop_hall (story);
  lost = yx_flow_withdraw (story->enterprise.actor, seen, "工资有误", NULL, &error);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  waiting = yx_outbox_waiting (story->enterprise.store, YX_API_DOCUMENT_WITHDRAW, story->document, &error);
  g_assert_nonnull (waiting);
  story_come_back (story);
  withdrawn = yx_flow_withdraw (story->enterprise.actor, seen, "工资有误", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (withdrawn->state, ==, YX_DOCUMENT_WITHDRAWN);
  left = yx_outbox_waiting (story->enterprise.store, YX_API_DOCUMENT_WITHDRAW, story->document, &error);
  g_assert_null (left);
  g_assert_cmpuint (count_events (story, "document.withdrawn"), ==, 1);
}

/* The same key sent twice, as after an answer that never came (design.md "exactly once"). */
static void
test_sent_twice (Story *story, gconstpointer data)
{
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) first = NULL;
  g_autoptr (YxDocument) again = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"first\":\"worker\"}", 18);
  YxCall call = { .endpoint = YX_API_DOCUMENT_ORDER, .body = body, .key = "key_of_this_one_act" };
  g_autoptr (GError) error = NULL;

  story_up_to_contract (story);
  seen = story_document (story);
  call.parameters[0] = story->document;
  call.if_match = seen->head;
  first = yx_connection_call (story->enterprise.actor->connection, &call, NULL, &error);
  g_assert_no_error (error);
  again = yx_connection_call (story->enterprise.actor->connection, &call, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yx_record_equal (first, again));
  g_assert_cmpuint (count_events (story, "document.order.worker-first"), ==, 1);
}

/* No signature before the consent to the electronic form (law.md L-form). */
static void
test_no_consent (Story *story, gconstpointer data)
{
  g_autoptr (YxRevision) revision = NULL;
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) consented = NULL;
  g_autoptr (YxDocument) again = NULL;
  g_autoptr (GBytes) mark = NULL;
  g_autoptr (GError) error = NULL;
  YxSigning signing = { 0 };

  story_up_to_contract (story);
  seal_now (story);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  mark = story_mark ();
  signing = (YxSigning){ .document = story->document, .mark = mark };
  revision = yx_flow_sign (story->worker.actor, &signing, NULL, &error);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  g_assert_cmpstr (yx_problem_field (error), ==, "consent");
  g_clear_error (&error);
  seen = story_document (story);
  consented = yx_flow_consent (story->worker.actor, seen, "吉林省长春市南关区亚泰大街2号", NULL, &error);
  g_assert_no_error (error);
  again = yx_flow_consent (story->worker.actor, consented, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (story, "document.consented"), ==, 1);
  revision = yx_flow_sign (story->worker.actor, &signing, NULL, &error);
  g_assert_no_error (error);
}

static void
test_export (Story *story, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (story->folder, "own.json");
  g_autoptr (YxSecret) code = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  story_up_to_contract (story);
  code = story_code (story, &story->worker, YX_CODE_OWN_DATA);
  yx_flow_export (story->worker.actor, code, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = yx_json_parse (text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, story->document));
  g_assert_nonnull (strstr (text, story->filing));
  g_assert_nonnull (strstr (text, "11010519491231002X"));
  g_assert_nonnull (strstr (text, "person.exported"));
  g_assert_null (strstr (text, "220102198001010012"));
  g_assert_false (yx_flow_export (story->enterprise.actor, code, path, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_FORBIDDEN);
}

/* A new password: the old one is worth nothing, and whoever was signed in elsewhere is out (spec.md 1.2-7). */
static void
test_password (Story *story, gconstpointer data)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("wxyz-9876");
  g_autoptr (YxSecret) weak = yx_secret_new_text ("12345678");
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const YxCall sessions = { .endpoint = YX_API_SESSION_LIST };
  Desk elsewhere = { NULL };
  g_autoptr (GError) error = NULL;

  story_register (story);
  story_second_desk (story, &story->worker, &elsewhere);
  code = story_code (story, &story->worker, YX_CODE_ACCOUNT);
  g_assert_false (yx_flow_change_password (story->worker.actor, weak, code, NULL, &error));
  g_assert_true (error->domain == YX_RECORD_ERROR);
  g_clear_error (&error);
  yx_flow_change_password (story->worker.actor, password, code, NULL, &error);
  g_assert_no_error (error);
  list = yx_flow_list (story->worker.actor->connection, &sessions, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (yx_flow_list (elsewhere.actor->connection, &sessions, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_UNAUTHENTICATED);
  g_clear_error (&error);
  g_assert_false (yx_flow_sign_in (elsewhere.actor, YX_ACCOUNT_PERSON, elsewhere.login, elsewhere.password, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CREDENTIALS);
  g_clear_error (&error);
  yx_flow_sign_in (elsewhere.actor, YX_ACCOUNT_PERSON, elsewhere.login, password, NULL, &error);
  g_assert_no_error (error);
  story_close_desk (&elsewhere);
}

/* One of two clients, at a document that both have read. */
typedef struct
{
  Story *story;
  Desk *desk;
  YxSigning signing;
  YxHeldDocument *held;
  YxRevision *revision;
  GError *error;
} Client;

static gpointer
sign_there (gpointer data)
{
  Client *client = data;

  client->revision = yx_flow_sign (client->desk->actor, &client->signing, NULL, &client->error);
  return NULL;
}

static void
clear_client (Client *client)
{
  g_clear_pointer (&client->held, yx_held_document_free);
  g_clear_pointer (&client->revision, yx_revision_unref);
  g_clear_error (&client->error);
}

/* The one that lost is told so, has nothing waiting, and goes on from what the other one did. */
static void
assert_recovers (Client *loser)
{
  g_autoptr (YxRevision) again = NULL;
  g_autoptr (YxHeldDocument) after = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_error (loser->error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED);
  waiting = yx_outbox_waiting (loser->desk->store, YX_API_REVISION_APPEND, loser->story->document, &error);
  g_assert_null (waiting);
  loser->signing.held = NULL;
  again = yx_flow_sign (loser->desk->actor, &loser->signing, NULL, &error);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE);
  g_clear_error (&error);
  after = yx_flow_document (loser->desk->actor, loser->story->document, NULL, &error);
  g_assert_no_error (error);
}

static void
race (Client *clients)
{
  GThread *threads[2];
  guint winner;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      clients[i].held = yx_flow_document (clients[i].desk->actor, clients[i].story->document, NULL, &error);
      g_assert_no_error (error);
      clients[i].signing.held = clients[i].held;
    }
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("client", sign_there, &clients[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_true ((clients[0].revision != NULL) != (clients[1].revision != NULL));
  winner = clients[0].revision != NULL ? 0 : 1;
  g_assert_no_error (clients[winner].error);
  assert_recovers (&clients[1 - winner]);
}

static guint
count_uses (Story *story)
{
  const YxCall call = { .endpoint = YX_API_SEAL_USE_LIST, .parameters = { yx_actor_scope (story->enterprise.actor) } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = yx_flow_list (story->enterprise.actor->connection, &call, NULL, &error);

  g_assert_no_error (error);
  return uses->len;
}

/* Two desks of one enterprise seal the same document at once, then two of the worker sign it: one each. */
static void
test_two_clients (Story *story, gconstpointer data)
{
  Desk second_enterprise = { NULL };
  Desk second_worker = { NULL };
  g_autoptr (GBytes) mark = story_mark ();
  g_autoptr (YxDocument) seen = NULL;
  g_autoptr (YxDocument) consented = NULL;
  g_autoptr (GError) error = NULL;
  Client sealing[2] = { { story, &story->enterprise }, { story, &second_enterprise } };
  Client signing[2] = { { story, &story->worker }, { story, &second_worker } };

  story_up_to_contract (story);
  story_second_desk (story, &story->enterprise, &second_enterprise);
  story_second_desk (story, &story->worker, &second_worker);
  for (guint i = 0; i < 2; i++)
    {
      sealing[i].signing = (YxSigning){ .document = story->document, .seal = story->seal };
      signing[i].signing = (YxSigning){ .document = story->document, .mark = mark };
      story_unlock (story, sealing[i].desk, YX_CODE_SEAL_VISIT);
      story_unlock (story, signing[i].desk, YX_CODE_SIGNING);
    }
  race (sealing);
  g_assert_cmpuint (count_uses (story), ==, 1);
  g_assert_cmpuint (count_events (story, "document.sealed"), ==, 1);
  seen = story_document (story);
  consented = yx_flow_consent (story->worker.actor, seen, NULL, NULL, &error);
  g_assert_no_error (error);
  race (signing);
  story_await (story, YX_DOCUMENT_COMPLETE);
  g_assert_cmpuint (count_events (story, "document.signed"), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      clear_client (&sealing[i]);
      clear_client (&signing[i]);
    }
  story_close_desk (&second_enterprise);
  story_close_desk (&second_worker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_find_programs ();
#define CASE(path, func) g_test_add (path, Story, NULL, story_set_up, func, story_tear_down)
  CASE ("/flow/acts/worker-first", test_worker_first);
  CASE ("/flow/acts/decline", test_decline);
  CASE ("/flow/acts/answer-lost", test_answer_lost);
  CASE ("/flow/acts/sent-twice", test_sent_twice);
  CASE ("/flow/acts/no-consent", test_no_consent);
  CASE ("/flow/acts/export", test_export);
  CASE ("/flow/acts/password", test_password);
  CASE ("/flow/acts/two-clients", test_two_clients);
  return g_test_run ();
}
