/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "hall/hall-story.h"
#include "hall/yx-hall-control-socket.h"
#include "hall/yx-hall-control.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-review.h"
#include "hall/yx-hall-rows.h"
#include "lib/yx-test-hall.h"
#include "model/yx-contract.h"
#include "model/yx-event.h"
#include "model/yx-feed-page.h"

#define OFFICER HALL_FIXTURE_CONFIG "[approval]\nfilings=officer\n"
#define SIGN_BEFORE OFFICER "sign-before=yes\n"

/* An enterprise that has filed one employment, which waits for an officer. */
typedef struct
{
  HallFixture *fixture;
  StoryActor *employer;
  StoryActor *worker;
  YxFiling *filing;
} ReviewDesk;

static void
open_desk (ReviewDesk *desk, const char *config)
{
  desk->fixture = hall_fixture_new ();
  hall_fixture_configure (desk->fixture, config);
  hall_fixture_open (desk->fixture);
  desk->employer = story_enterprise_new (1);
  desk->worker = story_person_new (2);
  story_register (desk->fixture, desk->employer);
  story_sign_in (desk->fixture, desk->employer);
  desk->filing = story_file (desk->fixture, desk->employer, desk->worker);
  g_assert_cmpint (desk->filing->state, ==, YX_FILING_SUBMITTED);
}

static void
clear_desk (ReviewDesk *desk)
{
  g_clear_pointer (&desk->filing, yx_filing_unref);
  g_clear_pointer (&desk->employer, story_actor_free);
  g_clear_pointer (&desk->worker, story_actor_free);
  g_clear_pointer (&desk->fixture, hall_fixture_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewDesk, clear_desk)

static YxFiling *
get_filing (ReviewDesk *desk, const char *id)
{
  g_autoptr (YxHallCall) call
      = story_call (desk->fixture, YX_API_FILING_GET, desk->employer, desk->employer->enterprise, id);

  story_does (call);
  return (YxFiling *)g_steal_pointer (&call->answer);
}

static gboolean
approve (ReviewDesk *desk, const char *id, GError **error)
{
  YxHallCall call = { .hall = desk->fixture->hall, .address = (char *)"control" };

  return yx_hall_filing_approve (&call, id, error);
}

static gboolean
send_back (ReviewDesk *desk, const char *id, const char *reason, GError **error)
{
  YxHallCall call = { .hall = desk->fixture->hall, .address = (char *)"control" };

  return yx_hall_filing_return (&call, id, reason, error);
}

static void
assert_event (ReviewDesk *desk, const char *object, const char *action)
{
  g_autoptr (YxEvent) event = NULL;

  g_assert_true (yx_hall_look_now (desk->fixture->hall, &yx_event_type,
                                   "\"object\" = :object AND \"action\" = :action",
                                   YX_WITH ("object", object, "action", action), &event, NULL));
  g_assert_nonnull (event);
  g_assert_cmpstr (event->address, ==, "control");
  g_assert_null (event->account);
}

/* The newest entry of the enterprise's feed about something is about this. */
static void
assert_told (ReviewDesk *desk, const char *kind, const char *object)
{
  g_autofree char *cursor
      = g_strdup_printf ("%s.%s.0", desk->fixture->hall->epoch, desk->employer->enterprise);
  g_autoptr (YxHallCall) call
      = story_call (desk->fixture, YX_API_FEED_READ, desk->employer, desk->employer->enterprise, NULL);
  const YxFeedEntry *last = NULL;
  GPtrArray *entries;

  call->cursor = g_steal_pointer (&cursor);
  story_does (call);
  entries = ((YxFeedPage *)call->answer)->entries;
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (((YxFeedEntry *)entries->pdata[i])->kind, kind) == 0)
      last = entries->pdata[i];
  g_assert_nonnull (last);
  g_assert_cmpstr (last->object, ==, object);
}

static void
assert_refused (gboolean done, GError *error, int code, const char *words)
{
  g_assert_false (done);
  g_assert_error (error, YX_HALL_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_approve (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean again;

  open_desk (&desk, OFFICER);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_DAY);
  story_sign_in (desk.fixture, desk.employer);
  g_assert_true (approve (&desk, desk.filing->id, &error));
  g_assert_no_error (error);
  filing = get_filing (&desk, desk.filing->id);
  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  g_assert_cmpint (filing->decided, >, filing->created);
  g_assert_cmpint (filing->version, ==, desk.filing->version + 1);
  g_assert_null (filing->return_reason);
  document = story_document (desk.fixture, desk.employer, filing->document);
  g_assert_cmpint (document->state, ==, YX_DOCUMENT_TO_SEAL);
  g_assert_cmpint (document->created, ==, filing->decided);
  bytes = story_bytes (desk.fixture, desk.employer, filing->document);
  g_assert_cmpint ((gint64)g_bytes_get_size (bytes), ==, document->size);
  assert_event (&desk, filing->id, "filing.approved");
  assert_event (&desk, filing->contract, "contract.drawn-up");
  assert_told (&desk, "filing", filing->id);
  assert_told (&desk, "document", filing->document);
  again = approve (&desk, desk.filing->id, &error);
  assert_refused (again, error, YX_HALL_ERROR_REVIEW, "is not in review: it is approved");
}

/* What was filed waits for the worker, too: who registers before the approval finds the contract. */
static void
test_worker_joins (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;

  open_desk (&desk, OFFICER);
  story_register (desk.fixture, desk.worker);
  story_sign_in (desk.fixture, desk.worker);
  g_assert_true (approve (&desk, desk.filing->id, NULL));
  filing = get_filing (&desk, desk.filing->id);
  g_assert_nonnull (filing->person);
  document = story_document (desk.fixture, desk.worker, filing->document);
  g_assert_cmpstr (document->person, ==, filing->person);
}

static void
test_return (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autofree char *lengthy = g_strnfill (501, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxFiling) anew = NULL;
  g_autofree char *text = NULL;
  gboolean done;

  open_desk (&desk, OFFICER);
  done = send_back (&desk, desk.filing->id, " \n", &error);
  assert_refused (done, error, YX_HALL_ERROR_REVIEW, "without a reason");
  g_clear_error (&error);
  g_assert_false (send_back (&desk, desk.filing->id, lengthy, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (send_back (&desk, desk.filing->id, "岗位与营业执照不符", &error));
  g_assert_no_error (error);
  filing = get_filing (&desk, desk.filing->id);
  g_assert_cmpint (filing->state, ==, YX_FILING_RETURNED);
  g_assert_cmpstr (filing->return_reason, ==, "岗位与营业执照不符");
  g_assert_null (filing->document);
  assert_event (&desk, filing->id, "filing.returned");
  assert_told (&desk, "filing", filing->id);
  done = approve (&desk, desk.filing->id, &error);
  assert_refused (done, error, YX_HALL_ERROR_REVIEW, "it is returned");
  g_clear_error (&error);
  done = send_back (&desk, "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa", "x", &error);
  assert_refused (done, error, YX_HALL_ERROR_REVIEW, "There is no filing");
  /* The enterprise lets it lie and files anew. */
  anew = story_file (desk.fixture, desk.employer, desk.worker);
  g_assert_true (approve (&desk, anew->id, NULL));
}

static YxHallCall *
prepare_correction (ReviewDesk *desk, const char *id, const char *version, const char *post)
{
  YxHallCall *call
      = story_call (desk->fixture, YX_API_FILING_CORRECT, desk->employer, desk->employer->enterprise, id);

  call->request = (YxRecord *)story_filing (desk->worker);
  yx_record_set_text (call->request, "post", post);
  call->if_match = g_strdup (version);
  call->key = g_strdup_printf ("%s-%s", id, version);
  return call;
}

/* What was returned is corrected under its own id (spec.md 5.1-1): nothing of the return is left but its history. */
static void
test_correct (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (YxHallCall) early = NULL;
  g_autoptr (YxHallCall) stale = NULL;
  g_autoptr (YxHallCall) right = NULL;
  g_autoptr (YxHallCall) again = NULL;
  g_autoptr (YxHallCall) late = NULL;
  g_autoptr (YxFiling) approved = NULL;
  const YxFiling *filing;
  const char *id;

  open_desk (&desk, OFFICER);
  id = desk.filing->id;
  early = prepare_correction (&desk, id, "1", "质检员");
  story_refused (early, YX_PROBLEM_CONFLICT, "state");
  g_assert_true (send_back (&desk, id, "岗位与营业执照不符", NULL));
  stale = prepare_correction (&desk, id, "1", "质检员");
  story_refused (stale, YX_PROBLEM_PRECONDITION_FAILED, NULL);
  yx_test_clock_turn (desk.fixture->clock, G_TIME_SPAN_MINUTE);
  right = prepare_correction (&desk, id, "2", "质检员");
  story_does (right);
  filing = (const YxFiling *)right->answer;
  g_assert_cmpstr (filing->id, ==, id);
  g_assert_cmpint (filing->state, ==, YX_FILING_SUBMITTED);
  g_assert_cmpstr (filing->post, ==, "质检员");
  g_assert_cmpint (filing->version, ==, 3);
  g_assert_cmpstr (right->etag, ==, "3");
  g_assert_cmpint (filing->created, ==, desk.filing->created);
  g_assert_null (filing->return_reason);
  g_assert_false (yx_record_has (filing, "decided"));
  assert_told (&desk, "filing", id);
  again = prepare_correction (&desk, id, "2", "质检员");
  story_does (again);
  g_assert_true (yx_record_equal (again->answer, right->answer));
  g_assert_true (approve (&desk, id, NULL));
  approved = get_filing (&desk, id);
  g_assert_cmpint (approved->state, ==, YX_FILING_APPROVED);
  g_assert_nonnull (approved->document);
  late = prepare_correction (&desk, id, "4", "装配工");
  story_refused (late, YX_PROBLEM_CONFLICT, "state");
}

/* A correction is checked like a new filing, and may be returned again. */
static void
test_correct_checked (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (YxHallCall) unlawful = NULL;
  g_autoptr (YxHallCall) first = NULL;
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (YxHallCall) foreign = NULL;
  g_autoptr (YxFiling) still = NULL;
  g_autoptr (StoryActor) other = story_enterprise_new (7);

  open_desk (&desk, OFFICER);
  g_assert_true (send_back (&desk, desk.filing->id, "岗位与营业执照不符", NULL));
  unlawful = prepare_correction (&desk, desk.filing->id, "2", "质检员");
  yx_record_set_int (unlawful->request, "prob_to", yx_date_new (2027, 12, 31));
  story_refused (unlawful, YX_PROBLEM_LAW, "prob_to");
  still = get_filing (&desk, desk.filing->id);
  g_assert_cmpint (still->state, ==, YX_FILING_RETURNED);
  story_register (desk.fixture, other);
  story_sign_in (desk.fixture, other);
  foreign = prepare_correction (&desk, desk.filing->id, "2", "质检员");
  yx_session_unref (foreign->session);
  foreign->session = yx_session_ref (other->session);
  story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
  first = prepare_correction (&desk, desk.filing->id, "2", "质检员");
  story_does (first);
  g_assert_true (send_back (&desk, desk.filing->id, "工作地点不明", NULL));
  second = prepare_correction (&desk, desk.filing->id, "4", "检验员");
  story_does (second);
  g_assert_cmpint (((YxFiling *)second->answer)->version, ==, 5);
}

/* Both were in order when they were filed; only one probation is (law.md L19). */
static void
test_law_again (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (YxFiling) second = NULL;
  g_autoptr (YxFiling) still = NULL;
  g_autoptr (GError) error = NULL;

  open_desk (&desk, OFFICER);
  second = story_file (desk.fixture, desk.employer, desk.worker);
  g_assert_true (approve (&desk, desk.filing->id, NULL));
  g_assert_false (approve (&desk, second->id, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  still = get_filing (&desk, second->id);
  g_assert_cmpint (still->state, ==, YX_FILING_SUBMITTED);
  g_assert_null (still->document);
}

/* The hall's option "sign before approval" (law.md L-filing). */
static void
test_sign_before (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (YxFiling) second = NULL;
  g_autoptr (YxFiling) approved = NULL;
  g_autoptr (YxDocument) kept = NULL;
  g_autoptr (YxDocument) withdrawn = NULL;
  g_autoptr (YxHallCall) late = NULL;
  g_autoptr (StoryActor) other = story_person_new (3);

  open_desk (&desk, SIGN_BEFORE);
  g_assert_nonnull (desk.filing->document);
  kept = story_document (desk.fixture, desk.employer, desk.filing->document);
  g_assert_cmpint (kept->state, ==, YX_DOCUMENT_TO_SEAL);
  g_assert_true (approve (&desk, desk.filing->id, NULL));
  approved = get_filing (&desk, desk.filing->id);
  g_assert_cmpint (approved->state, ==, YX_FILING_APPROVED);
  g_assert_cmpstr (approved->document, ==, desk.filing->document);
  second = story_file (desk.fixture, desk.employer, other);
  g_assert_true (send_back (&desk, second->id, "重复", NULL));
  withdrawn = story_document (desk.fixture, desk.employer, second->document);
  g_assert_cmpint (withdrawn->state, ==, YX_DOCUMENT_WITHDRAWN);
  assert_event (&desk, second->document, "document.withdrawn");
  assert_told (&desk, "document", second->document);
  late = prepare_correction (&desk, second->id, "2", "质检员");
  story_refused (late, YX_PROBLEM_CONFLICT, "contract");
}

/* A control in a thread of its own, as the hall's main loop runs it. */
typedef struct
{
  YxHall *hall;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GMutex mutex;
  GCond changed;
  gboolean ready;
} Serving;

static JsonNode *
tell_load (gpointer data)
{
  return yx_json_parse ("{\"requests\":7}", 14, NULL, NULL);
}

static gpointer
run_control (gpointer data)
{
  Serving *serving = data;
  g_autoptr (GError) error = NULL;
  YxHallControl *control;

  g_main_context_push_thread_default (serving->context);
  control = yx_hall_control_new (serving->hall, tell_load, NULL, &error);
  g_assert_no_error (error);
  g_mutex_lock (&serving->mutex);
  serving->ready = TRUE;
  g_cond_signal (&serving->changed);
  g_mutex_unlock (&serving->mutex);
  g_main_loop_run (serving->loop);
  yx_hall_control_free (control);
  g_main_context_pop_thread_default (serving->context);
  return NULL;
}

static void
start_control (Serving *serving, YxHall *hall)
{
  serving->hall = hall;
  serving->context = g_main_context_new ();
  serving->loop = g_main_loop_new (serving->context, FALSE);
  g_mutex_init (&serving->mutex);
  g_cond_init (&serving->changed);
  serving->thread = g_thread_new ("control", run_control, serving);
  g_mutex_lock (&serving->mutex);
  while (!serving->ready)
    g_cond_wait (&serving->changed, &serving->mutex);
  g_mutex_unlock (&serving->mutex);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
stop_control (Serving *serving)
{
  g_main_context_invoke (serving->context, quit, serving->loop);
  g_thread_join (serving->thread);
  g_main_loop_unref (serving->loop);
  g_main_context_unref (serving->context);
  g_mutex_clear (&serving->mutex);
  g_cond_clear (&serving->changed);
}

static JsonNode *
ask (const char *folder, const char *request, GError **error)
{
  g_autoptr (JsonNode) node = yx_json_parse (request, strlen (request), NULL, NULL);

  return yx_hall_control_call (folder, node, error);
}

static void
test_control (void)
{
  static const char *const refused[] = {
    "{}",
    "[]",
    "7",
    "{\"review\":7}",
    "{\"review\":\"burn\"}",
    "{\"review\":\"approve\"}",
    "{\"review\":\"approve\",\"ids\":\"x\"}",
    "{\"review\":\"approve\",\"ids\":[\"x\",7]}",
    "{\"review\":\"return\"}",
    "{\"review\":\"return\",\"id\":\"x\"}",
    "{\"review\":\"return\",\"id\":\"x\",\"reason\":null}",
    "{\"review\":\"return\",\"id\":\"x\",\"reason\":\"y\"}",
  };
  g_auto (ReviewDesk) desk = { NULL };
  Serving serving = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) load = NULL;
  g_autoptr (JsonNode) list = NULL;
  JsonObject *filing;
  struct stat info;

  open_desk (&desk, OFFICER);
  path = hall_fixture_path (desk.fixture, "run/control");
  start_control (&serving, desk.fixture->hall);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_true (S_ISSOCK (info.st_mode));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_null (ask (desk.fixture->folder, refused[i], &error));
      g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE);
    }
  load = ask (desk.fixture->folder, "{\"load\":true}", NULL);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (load), "requests"), ==, 7);
  list = ask (desk.fixture->folder, "{\"review\":\"list\"}", NULL);
  filing = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (list), "filings"), 0);
  g_assert_cmpstr (json_object_get_string_member (filing, "id"), ==, desk.filing->id);
  g_assert_cmpstr (json_object_get_string_member (filing, "w_name"), ==, desk.worker->name);
  g_assert_false (json_object_has_member (filing, "w_doc_no"));
  stop_control (&serving);
  g_assert_cmpint (stat (path, &info), !=, 0);
  g_assert_null (ask (desk.fixture->folder, "{}", NULL));
}

/* Who says too much, or nothing, does not keep the control from others or from its end. */
static void
test_control_hostile (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  Serving serving = { NULL };
  g_auto (YxHallControlPlace) place = { -1, NULL };
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) flood = NULL;
  g_autoptr (GSocketConnection) silent = NULL;
  g_autofree char *lengthy = g_strnfill (YX_HALL_CONTROL_REQUEST_MOST + 10000, 'x');
  g_autoptr (JsonNode) list = NULL;
  char byte;

  open_desk (&desk, OFFICER);
  start_control (&serving, desk.fixture->hall);
  g_assert_true (yx_hall_control_place (desk.fixture->folder, &place, NULL));
  flood = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place.address), NULL, NULL);
  (void)g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (flood)), lengthy,
                                   strlen (lengthy), NULL, NULL, NULL);
  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (flood)), &byte, 1, NULL, NULL), <=, 0);
  list = ask (desk.fixture->folder, "{\"review\":\"list\"}", NULL);
  g_assert_nonnull (list);
  silent = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place.address), NULL, NULL);
  g_assert_nonnull (silent);
  stop_control (&serving);
}

static int
review (const char *folder, const char *const *words, char **said, char **complained)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer)"review");
  g_ptr_array_add (arguments, (gpointer)"--data");
  g_ptr_array_add (arguments, (gpointer)folder);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer)words[i]);
  g_ptr_array_add (arguments, NULL);
  return yx_test_hall_command ((const char *const *)arguments->pdata, said, complained);
}

static void
assert_review (const char *folder, const char *const *words, int status, const char *out, const char *err)
{
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  g_assert_cmpint (review (folder, words, &said, &complained), ==, status);
  g_test_message ("%s%s", said, complained);
  g_assert_nonnull (strstr (said, out));
  g_assert_nonnull (strstr (complained, err));
}

#define REVIEW(status, out, err, ...)                                                                        \
  assert_review (folder, (const char *const[]){ __VA_ARGS__, NULL }, status, out, err)

static void
run_commands (const char *folder, const char *first, const char *second, const char *third)
{
  REVIEW (0, first, "", "list");
  REVIEW (0, "\"filings\":[{", "", "list", "--json");
  REVIEW (1, first, "is not in review", "approve", first, first, second);
  REVIEW (1, "", "is not in review", "return", second, "--reason", "太晚了");
  REVIEW (0, "", "", "return", third, "--reason", "岗位不明");
  REVIEW (0, "", "", "list");
  REVIEW (1, "", "There is no filing", "return", "nonsense", "--reason", "x");
}

/* With the hall running or not, an officer says the same. */
static void
test_commands (void)
{
  g_auto (ReviewDesk) desk = { NULL };
  g_autoptr (GPtrArray) filings = g_ptr_array_new_with_free_func (yx_record_unref);
  YxTestHall hall = { NULL };
  g_autofree char *socket = NULL;
  const char *ids[6];

  open_desk (&desk, OFFICER);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (StoryActor) worker = story_person_new (10 + i);

      g_ptr_array_add (filings, story_file (desk.fixture, desk.employer, worker));
      ids[i] = ((YxFiling *)filings->pdata[i])->id;
    }
  hall_fixture_close (desk.fixture);
  run_commands (desk.fixture->folder, ids[0], ids[1], ids[2]);
  socket = yx_test_folder_path (desk.fixture->above, "socket");
  hall.folder = desk.fixture->folder;
  hall.socket = socket;
  yx_test_hall_start (&hall);
  run_commands (desk.fixture->folder, ids[3], ids[4], ids[5]);
  yx_test_hall_stop (&hall);
  hall_fixture_open (desk.fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (YxFiling) filing = yx_hall_find_now (desk.fixture->hall, &yx_filing_type, "\"id\" = :id",
                                                      YX_WITH ("id", ids[i]), NULL);

      g_assert_cmpint (filing->state, ==, i % 3 == 2 ? YX_FILING_RETURNED : YX_FILING_APPROVED);
      g_assert_true ((filing->document != NULL) == (i % 3 != 2));
      g_assert_cmpstr (filing->return_reason, ==, i % 3 == 2 ? "岗位不明" : NULL);
    }
}

static void
test_usage (void)
{
  const char *folder = "/nowhere";

  REVIEW (2, "", "list [--json] | approve", "list", "more");
  REVIEW (2, "", "list [--json] | approve", "approve");
  REVIEW (2, "", "list [--json] | approve", "return", "fil_x");
  REVIEW (2, "", "list [--json] | approve", "return", "--reason", "x");
  REVIEW (2, "", "list [--json] | approve", "burn", "fil_x");
  REVIEW (2, "", "list [--json] | approve", "return", "fil_x", "--reason", "\xff");
  REVIEW (2, "", "list [--json] | approve", "approve", "\xff");
  REVIEW (1, "", "/nowhere", "list");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/review/approve", test_approve);
  g_test_add_func ("/hall/review/worker-joins", test_worker_joins);
  g_test_add_func ("/hall/review/return", test_return);
  g_test_add_func ("/hall/review/correct", test_correct);
  g_test_add_func ("/hall/review/correct-checked", test_correct_checked);
  g_test_add_func ("/hall/review/law-again", test_law_again);
  g_test_add_func ("/hall/review/sign-before", test_sign_before);
  g_test_add_func ("/hall/review/control", test_control);
  g_test_add_func ("/hall/review/control-hostile", test_control_hostile);
  g_test_add_func ("/hall/review/commands", test_commands);
  g_test_add_func ("/hall/review/usage", test_usage);
  return g_test_run ();
}
