/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "hall/hall-story.h"
#include "hall/stand-in.h"
#include "hall/yx-hall-orders.h"
#include "hall/yx-hall-revocations.h"
#include "lib/yx-test-pki.h"
#include "lib/yx-test-wait.h"
#include "model/yx-issued-certificate-page.h"

#define WAIT_MS 15000
#define HASTY_MS 300 /* of a hall whose authority never answers */
#define PATIENT_MS 60000

/* What the licensed authority does with an order. */
typedef enum
{
  ISSUES,
  WAITS,
  REFUSES,
  OTHER_KEY,
  OTHER_NAME,
  OTHER_ENTERPRISE,
  OTHER_CAPACITY,
  NOT_TRUSTED,
  NO_CERTIFICATE,
  NOT_BASE64,
  NOT_JSON,
  NO_STATE,
  AN_ERROR,
  NEVER,
  CLOSES,
} Way;

/* A licensed authority and a hall that asks it. */
typedef struct
{
  YxTestPki *pki;
  YxTestPki *foreign;
  StandIn *server;
  gint way; /* atomic */
  HallFixture *fixture;
  StoryActor *actor;
} OrderDesk;

static void
order_desk_clear (OrderDesk *desk)
{
  g_clear_pointer (&desk->actor, story_actor_free);
  g_clear_pointer (&desk->fixture, hall_fixture_free);
  g_clear_pointer (&desk->server, stand_in_free);
  g_clear_pointer (&desk->pki, yx_test_pki_free);
  g_clear_pointer (&desk->foreign, yx_test_pki_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrderDesk, order_desk_clear)

static const char *
text_of (JsonObject *order, const char *name)
{
  return json_object_has_member (order, name) ? json_object_get_string_member (order, name) : NULL;
}

static GBytes *
request_for (JsonObject *order, Way way)
{
  g_autoptr (YxKey) other = way == OTHER_KEY ? yx_key_generate (YX_ALGORITHM_P256, NULL) : NULL;
  gsize size;
  guchar *bytes;

  if (other != NULL)
    return yx_key_request (other, NULL);
  bytes = g_base64_decode (text_of (order, "request"), &size);
  return g_bytes_new_take (bytes, size);
}

static char *
issue (OrderDesk *desk, JsonObject *order, Way way)
{
  const char *organisation = text_of (order, "organisation");
  gboolean personal = organisation == NULL || way == OTHER_CAPACITY;
  YxTestPki *pki = way == NOT_TRUSTED ? desk->foreign : desk->pki;
  const YxSubject subject
      = { .name = way == OTHER_NAME ? "王芳" : text_of (order, "name"),
          .organisation = personal ? NULL : way == OTHER_ENTERPRISE ? "某某有限公司" : organisation,
          .uscc = personal ? NULL : text_of (order, "uscc"),
          .account = text_of (order, "account"),
          .capacity = personal ? YX_CERTIFICATE_PERSONAL : YX_CERTIFICATE_ENTERPRISE };
  g_autoptr (GBytes) request = request_for (order, way);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_user (pki->issuing, request, &subject, YX_TEST_NOW, &error);
  GBytes *der;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  der = yx_certificate_der (certificate);
  text = g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  return g_strdup_printf ("{\"state\":\"issued\",\"certificate\":\"%s\"}", text);
}

static char *
write_answer (OrderDesk *desk, JsonObject *order, Way way)
{
  switch (way)
    {
    case WAITS:
      return g_strdup ("{\"state\":\"requested\"}");
    case REFUSES:
      return g_strdup ("{\"state\":\"refused\",\"reason\":\"证件已过期\"}");
    case NO_CERTIFICATE:
      return g_strdup ("{\"state\":\"issued\"}");
    case NOT_BASE64:
      return g_strdup ("{\"state\":\"issued\",\"certificate\":\"MIIB####\"}");
    case NOT_JSON:
      return g_strdup ("<html>");
    case NO_STATE:
      return g_strdup ("{\"state\":\"perhaps\"}");
    default:
      return issue (desk, order, way);
    }
}

static StandInReply
answer (gpointer data, const char *path, const char *body)
{
  OrderDesk *desk = data;
  Way way = (Way)g_atomic_int_get (&desk->way);
  g_autoptr (JsonNode) node = yx_json_parse (body, strlen (body), NULL, NULL);
  g_autofree char *wanted = NULL;

  if (way == NEVER || way == CLOSES)
    return (StandInReply){ .manner = way == NEVER ? STAND_IN_NEVER : STAND_IN_CLOSES };
  if (way == AN_ERROR)
    return (StandInReply){ STAND_IN_ANSWERS, 500, NULL, NULL };
  wanted = g_strconcat ("/", text_of (json_node_get_object (node), "id"), NULL);
  g_assert_cmpstr (path, ==, wanted);
  return (StandInReply){ STAND_IN_ANSWERS, 200, NULL, write_answer (desk, json_node_get_object (node), way) };
}

static void
write_anchors (OrderDesk *desk)
{
  g_autofree char *root = yx_certificate_to_pem (yx_authority_certificate (desk->pki->root));
  g_autofree char *issuing = yx_certificate_to_pem (yx_authority_certificate (desk->pki->issuing));
  g_autofree char *both = g_strconcat (root, issuing, NULL);
  g_autofree char *path = hall_fixture_path (desk->fixture, "ca/licensed.pem");

  g_assert_true (g_file_set_contents (path, both, -1, NULL));
}

static void
open_hall (OrderDesk *desk)
{
  hall_fixture_open (desk->fixture);
  g_clear_pointer (&desk->fixture->hall->ca, yx_ca_free);
  desk->fixture->hall->ca = yx_ca_http_new (stand_in_url (desk->server), desk->way == NEVER ? HASTY_MS : PATIENT_MS);
}

static void
order_desk_open (OrderDesk *desk, gboolean enterprise, Way way)
{
  g_autofree char *config = NULL;

  desk->pki = yx_test_pki_new (YX_TEST_NOW - G_TIME_SPAN_DAY);
  desk->foreign = yx_test_pki_new (YX_TEST_NOW - G_TIME_SPAN_DAY);
  desk->way = way;
  desk->server = stand_in_new (answer, desk, NULL);
  desk->fixture = hall_fixture_new ();
  config = g_strdup_printf (HALL_FIXTURE_CONFIG "[ca]\nprovider=http\nurl=%s\n", stand_in_url (desk->server));
  hall_fixture_configure (desk->fixture, config);
  write_anchors (desk);
  open_hall (desk);
  desk->actor = enterprise ? story_enterprise_new (1) : story_person_new (1);
  story_register (desk->fixture, desk->actor);
  story_sign_in (desk->fixture, desk->actor);
}

/* The order is stored before anybody is asked: the answer says that it is requested. */
static char *
order (OrderDesk *desk, gint64 version)
{
  g_autofree char *id = yx_id_new ("crt");
  g_autoptr (YxHallCall) call = story_call (desk->fixture, YX_API_CERTIFICATE_ISSUE, desk->actor, id, NULL);
  YxHallOrders *orders = desk->fixture->hall->orders;

  story_ask_code (desk->fixture, desk->actor, "certificate");
  call->request = story_certificate_request (desk->fixture, desk->actor, id);
  if (version > 0)
    yx_record_set_int (call->request, "envelope_version", version);
  /* The worker asks when told; here each question is the test's. */
  desk->fixture->hall->orders = NULL;
  story_does (call);
  desk->fixture->hall->orders = orders;
  g_assert_cmpint (((YxIssuedCertificate *)call->answer)->state, ==, YX_CERTIFICATE_REQUESTED);
  g_assert_null (((YxIssuedCertificate *)call->answer)->certificate);
  return g_steal_pointer (&id);
}

static YxIssuedCertificate *
look (OrderDesk *desk, const char *id)
{
  g_autoptr (YxHallCall) call = story_call (desk->fixture, YX_API_CERTIFICATE_GET, desk->actor, id, NULL);

  story_does (call);
  return (YxIssuedCertificate *)g_steal_pointer (&call->answer);
}

static void
expect (OrderDesk *desk, const char *id, YxCertificateState state, const char *refusal)
{
  g_autoptr (YxIssuedCertificate) row = look (desk, id);

  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpstr (row->refusal, ==, refusal);
  g_assert_cmpint (row->certificate != NULL, ==, state == YX_CERTIFICATE_VALID);
}

static gboolean
advance (OrderDesk *desk, const char *id)
{
  g_autoptr (GError) error = NULL;
  gboolean known = yx_hall_order_advance (desk->fixture->hall, id, &error);

  if (error != NULL)
    g_test_message ("%s", error->message);
  return known;
}

#define UNUSABLE "The authority issued a certificate that cannot be used"

/* At once, refused, and everything that is not what was ordered. */
static void
test_answers (void)
{
  static const struct
  {
    Way way;
    gboolean enterprise;
    gboolean known;
    YxCertificateState state;
    const char *refusal;
  } cases[] = {
    { ISSUES, FALSE, TRUE, YX_CERTIFICATE_VALID, NULL },
    { ISSUES, TRUE, TRUE, YX_CERTIFICATE_VALID, NULL },
    { WAITS, FALSE, TRUE, YX_CERTIFICATE_REQUESTED, NULL },
    { REFUSES, FALSE, TRUE, YX_CERTIFICATE_REFUSED, "证件已过期" },
    { OTHER_KEY, FALSE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { OTHER_NAME, FALSE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { OTHER_ENTERPRISE, TRUE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { OTHER_CAPACITY, TRUE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { NOT_TRUSTED, FALSE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { NOT_BASE64, FALSE, TRUE, YX_CERTIFICATE_REFUSED, UNUSABLE },
    { NO_CERTIFICATE, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
    { NOT_JSON, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
    { NO_STATE, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
    { AN_ERROR, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
    { NEVER, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
    { CLOSES, FALSE, FALSE, YX_CERTIFICATE_REQUESTED, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (OrderDesk) desk = { NULL };
      g_autofree char *id = NULL;

      g_test_message ("case %u", (guint)i);
      order_desk_open (&desk, cases[i].enterprise, cases[i].way);
      id = order (&desk, 0);
      g_assert_cmpint (advance (&desk, id), ==, cases[i].known);
      expect (&desk, id, cases[i].state, cases[i].refusal);
    }
}

/* Later: asked again after a restart, and then it is there. */
static void
test_later (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autofree char *id = NULL;
  guint asked;

  order_desk_open (&desk, FALSE, CLOSES);
  id = order (&desk, 0);
  g_assert_false (advance (&desk, id));
  g_atomic_int_set (&desk.way, WAITS);
  g_assert_true (advance (&desk, id));
  expect (&desk, id, YX_CERTIFICATE_REQUESTED, NULL);
  hall_fixture_close (desk.fixture);
  open_hall (&desk);
  g_atomic_int_set (&desk.way, ISSUES);
  g_assert_true (advance (&desk, id));
  expect (&desk, id, YX_CERTIFICATE_VALID, NULL);
  asked = stand_in_count (desk.server);
  g_assert_true (advance (&desk, id));
  g_assert_cmpuint (stand_in_count (desk.server), ==, asked);
}

typedef struct
{
  OrderDesk *desk;
  const char *id;
} Waiting;

static gboolean
is_issued (gpointer data)
{
  const Waiting *waiting = data;
  g_autoptr (YxIssuedCertificate) row = look (waiting->desk, waiting->id);

  return row->state == YX_CERTIFICATE_VALID;
}

/* The worker goes through all that wait. */
static void
test_worker (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autofree char *id = NULL;
  Waiting waiting = { &desk, NULL };

  order_desk_open (&desk, TRUE, ISSUES);
  id = order (&desk, 0);
  waiting.id = id;
  yx_hall_orders_sweep (desk.fixture->hall->orders);
  g_assert_true (yx_test_wait (is_issued, &waiting, WAIT_MS));
}

static YxHallCall *
another (OrderDesk *desk, gint64 version)
{
  g_autofree char *id = yx_id_new ("crt");
  YxHallCall *call = story_call (desk->fixture, YX_API_CERTIFICATE_ISSUE, desk->actor, id, NULL);

  story_ask_code (desk->fixture, desk->actor, "certificate");
  call->request = story_certificate_request (desk->fixture, desk->actor, id);
  yx_record_set_int (call->request, "envelope_version", version);
  return call;
}

/* One order at a time; after a refusal there may be another. */
static void
test_one_at_a_time (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *next = NULL;
  g_autoptr (YxHallCall) second = NULL;

  order_desk_open (&desk, FALSE, WAITS);
  id = order (&desk, 0);
  second = another (&desk, 1);
  story_refused (second, YX_PROBLEM_CONFLICT, "capacity");
  g_atomic_int_set (&desk.way, REFUSES);
  g_assert_true (advance (&desk, id));
  g_atomic_int_set (&desk.way, ISSUES);
  next = order (&desk, 1);
  g_assert_true (advance (&desk, next));
  expect (&desk, next, YX_CERTIFICATE_VALID, NULL);
}

/* What the hall called off stays so, whatever the authority says later. */
static void
test_called_off (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  order_desk_open (&desk, FALSE, WAITS);
  id = order (&desk, 0);
  g_assert_true (yx_hall_certificate_revoke (desk.fixture->hall, NULL, id, YX_END_CESSATION, &error));
  g_assert_no_error (error);
  g_atomic_int_set (&desk.way, ISSUES);
  g_assert_true (advance (&desk, id));
  expect (&desk, id, YX_CERTIFICATE_REVOKED, NULL);
}

/* A request that no authority could do anything with is refused at once. */
static void
test_bad_request (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);

  order_desk_open (&desk, FALSE, ISSUES);
  call = another (&desk, 0);
  yx_record_set_bytes (call->request, "request", garbage);
  story_refused (call, YX_PROBLEM_INVALID_FIELD, "request");
  g_assert_cmpuint (stand_in_count (desk.server), ==, 0);
}

/* What is ordered: the subject by the hall, the request in base64. */
static void
test_what_is_ordered (void)
{
  g_auto (OrderDesk) desk = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;
  g_autofree char *method = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxIssuedCertificate) row = NULL;
  JsonObject *sent;

  order_desk_open (&desk, TRUE, WAITS);
  id = order (&desk, 0);
  g_assert_true (advance (&desk, id));
  body = stand_in_last (desk.server, "body");
  method = stand_in_last (desk.server, "method");
  node = yx_json_parse (body, strlen (body), NULL, NULL);
  sent = json_node_get_object (node);
  g_assert_cmpstr (method, ==, "PUT");
  g_assert_cmpstr (text_of (sent, "id"), ==, id);
  g_assert_cmpstr (text_of (sent, "name"), ==, desk.actor->name);
  g_assert_cmpstr (text_of (sent, "uscc"), ==, desk.actor->uscc);
  g_assert_cmpstr (text_of (sent, "account"), ==, desk.actor->account);
  g_assert_cmpstr (text_of (sent, "capacity"), ==, "enterprise");
  g_assert_cmpstr (text_of (sent, "identity"), ==, "none");
  g_assert_null (strstr (body, desk.actor->doc_no));
  g_assert_null (strstr (body, desk.actor->phone));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_test_add_func ("/hall/orders/answers", test_answers);
  g_test_add_func ("/hall/orders/later", test_later);
  g_test_add_func ("/hall/orders/worker", test_worker);
  g_test_add_func ("/hall/orders/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/hall/orders/called-off", test_called_off);
  g_test_add_func ("/hall/orders/bad-request", test_bad_request);
  g_test_add_func ("/hall/orders/what-is-ordered", test_what_is_ordered);
  return g_test_run ();
}
