/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "hall/hall-story.h"
#include "hall/server-fixture.h"
#include "hall/stand-in.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-outgoing.h"
#include "hall/yx-sms-template.h"
#include "lib/yx-test-wait.h"
#include "model/yx-code-request.h"

#define PHONE "13912345678"
#define CODE "482913"
#define BODY "{\"to\":\"{phone}\",\"text\":\"{purpose} {code}\",\"n\":{\"a\":1}}"
#define PATIENT_MS 15000
#define HASTY_MS 300

/* All that is logged in this program. */
static struct
{
  GMutex mutex;
  GString *text;
} logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&logged.mutex);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (logged.text, "%s=%.*s\n", fields[i].key, fields[i].length < 0 ? 10000 : (int)fields[i].length,
                            (const char *)fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static YxHallConfig *
config_of (const char *url, const char *method, const char *headers, const char *body, const char *success)
{
  YxHallConfig *config = g_new0 (YxHallConfig, 1);

  config->sms_provider = YX_HALL_SMS_HTTP;
  config->sms_url = g_strdup (url);
  config->sms_method = g_strdup (method);
  config->sms_headers = g_strsplit (headers, ";", -1);
  config->sms_body = g_strdup (body);
  config->sms_success = g_strdup (success);
  return config;
}

static YxSmsTemplate *
template_of (const char *url, const char *body, const char *success)
{
  g_autoptr (YxHallConfig) config = config_of (url, "POST", "X-Key: abc", body, success);
  g_autoptr (GError) error = NULL;
  YxSmsTemplate *template = yx_sms_template_new (config, &error);

  g_assert_no_error (error);
  return template;
}

static void
test_templates (void)
{
  static const struct
  {
    const char *url;
    const char *method;
    const char *headers;
    const char *body;
    const char *success;
    const char *type; /* NULL: refused */
  } cases[] = {
    { "https://sms.example/send", "POST", "", BODY, "200", "application/json" },
    { "https://sms.example/send", "PUT", "Content-Type: application/json", BODY, "202 a.b=ok", "application/json" },
    { "http://127.0.0.1:9/", "POST", "X-A: b;X-C: d", "p={phone}&c={code}", "200", "application/x-www-form-urlencoded" },
    { "http://h/", "POST", "content-type: application/x-www-form-urlencoded", "{phone}{code}", "200",
      "application/x-www-form-urlencoded" },
    { NULL, "POST", "", BODY, "200", NULL },
    { "ftp://sms.example/", "POST", "", BODY, "200", NULL },
    { "sms.example", "POST", "", BODY, "200", NULL },
    { "https://sms.example/?p={phone}", "POST", "", BODY, "200", NULL },
    { "https://sms.example/", "GET", "", BODY, "200", NULL },
    { "https://sms.example/", "POST", "no colon", BODY, "200", NULL },
    { "https://sms.example/", "POST", "A B: c", BODY, "200", NULL },
    { "https://sms.example/", "POST", "Host: other", BODY, "200", NULL },
    { "https://sms.example/", "POST", "Content-Type: text/xml", BODY, "200", NULL },
    { "https://sms.example/", "POST", "", "{\"to\":\"{phone}\"}", "200", NULL },
    { "https://sms.example/", "POST", "", "c={code}", "200", NULL },
    { "https://sms.example/", "POST", "", "{\"to\":{phone},\"c\":\"{code}\"", "200", NULL },
    { "https://sms.example/", "POST", "", BODY, "302", NULL },
    { "https://sms.example/", "POST", "", BODY, "OK", NULL },
    { "https://sms.example/", "POST", "", BODY, "200 code", NULL },
    { "https://sms.example/", "POST", "", BODY, "200 =0", NULL },
    { "https://sms.example/", "POST", "", BODY, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxHallConfig) config
          = config_of (cases[i].url, cases[i].method, cases[i].headers, cases[i].body, cases[i].success);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxSmsTemplate) template = yx_sms_template_new (config, &error);

      g_test_message ("case %u", (guint)i);
      if (cases[i].type == NULL)
        g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG);
      else
        g_assert_cmpstr (yx_sms_template_type (template), ==, cases[i].type);
    }
}

/* Whatever stands in a value, it stays a value. */
static void
test_escapes (void)
{
  static const struct
  {
    const char *body;
    const char *phone;
    const char *purpose;
    const char *code;
    const char *filled;
  } cases[] = {
    { BODY, PHONE, "sign-in", CODE, "{\"to\":\"" PHONE "\",\"text\":\"sign-in " CODE "\",\"n\":{\"a\":1}}" },
    { "{\"a\":\"{code}{code}\",\"b\":\"{phone}\",\"c\":\"{other}\"}", "1", "x", "2",
      "{\"a\":\"22\",\"b\":\"1\",\"c\":\"{other}\"}" },
    { "{\"a\":\"{phone}\",\"b\":\"{code}\"}", "\"}\\\n\x01", "x", "{phone}",
      "{\"a\":\"\\\"}\\\\\\u000a\\u0001\",\"b\":\"{phone}\"}" },
    { "p={phone}&w={purpose}&c={code}", "+86 1&c=0", "注", "%\x7f", "p=%2B86+1%26c%3D0&w=%E6%B3%A8&c=%25%7F" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxSmsTemplate) template = template_of ("https://sms.example/", cases[i].body, "200");
      g_autoptr (YxSecret) code = yx_secret_new_text (cases[i].code);
      g_autoptr (YxSecret) filled = yx_sms_template_fill (template, cases[i].phone, cases[i].purpose, code);

      g_assert_cmpstr (yx_secret_text (filled), ==, cases[i].filled);
    }
}

static void
test_accepts (void)
{
  static const struct
  {
    const char *success;
    guint status;
    const char *answer;
    gboolean accepted;
  } cases[] = {
    { "200", 200, "", TRUE },
    { "200", 200, "anything", TRUE },
    { "200", 202, "", FALSE },
    { "200", 500, "", FALSE },
    { "200 code=0", 200, "{\"code\":0}", TRUE },
    { "200 code=0", 200, "{\"code\":\"0\"}", TRUE },
    { "200 code=0", 200, "{\"code\":1}", FALSE },
    { "200 code=0", 500, "{\"code\":0}", FALSE },
    { "200 code=0", 200, "{\"code\":{\"code\":0}}", FALSE },
    { "200 code=0", 200, "{}", FALSE },
    { "200 code=0", 200, "[0]", FALSE },
    { "200 code=0", 200, "", FALSE },
    { "200 code=0", 200, "<html>", FALSE },
    { "200 a.ok=true", 200, "{\"a\":{\"ok\":true}}", TRUE },
    { "200 a.ok=true", 200, "{\"a\":{\"ok\":false}}", FALSE },
    { "200 a.ok=true", 200, "{\"a\":[true]}", FALSE },
    { "200 a.ok=true", 200, "{\"a\":null}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxSmsTemplate) template = template_of ("https://sms.example/", BODY, cases[i].success);
      g_autoptr (GBytes) answer = g_bytes_new_static (cases[i].answer, strlen (cases[i].answer));

      g_test_message ("case %u", (guint)i);
      g_assert_cmpint (yx_sms_template_accepts (template, cases[i].status, answer), ==, cases[i].accepted);
    }
}

/* A gateway and what it says. */
typedef struct
{
  StandInManner manner;
  guint status;
  const char *location;
  const char *body;
  gsize padding; /* as many spaces follow the body */
} Saying;

static StandInReply
say (gpointer data, const char *path, const char *body)
{
  const Saying *saying = data;
  g_autofree char *padding = g_strnfill (saying->padding, ' ');

  return (StandInReply){ saying->manner, saying->status, saying->location,
                         saying->body != NULL ? g_strconcat (saying->body, padding, NULL) : NULL };
}

static gboolean
send_by (YxSms *sms, GError **error)
{
  g_autoptr (YxSecret) code = yx_secret_new_text (CODE);

  return yx_sms_send (sms, PHONE, "sign-in", code, error);
}

static YxSms *
gateway_at (const char *url, guint milliseconds)
{
  return yx_sms_http_new (template_of (url, BODY, "200 code=0"), milliseconds);
}

/* One question each, whatever comes back; what is certain and what is not. */
static void
test_gateways (void)
{
  static const struct
  {
    Saying saying;
    guint milliseconds;
    int code; /* -1: sent */
  } cases[] = {
    { { STAND_IN_ANSWERS, 200, NULL, "{\"code\":0}" }, PATIENT_MS, -1 },
    { { STAND_IN_ANSWERS, 200, NULL, "{\"code\":7,\"message\":\"balance\"}" }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 500, NULL, "{\"code\":0}" }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 401, NULL, NULL }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 302, "/elsewhere", NULL }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 307, "/elsewhere", NULL }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 200, NULL, "<html>nonsense</html>" }, PATIENT_MS, YX_HALL_ERROR_REFUSED },
    { { STAND_IN_ANSWERS, 200, NULL, "{\"code\":0}", 1024 * 1024 }, PATIENT_MS, YX_HALL_ERROR_UNANSWERED },
    { { STAND_IN_NONSENSE }, PATIENT_MS, YX_HALL_ERROR_UNANSWERED },
    { { STAND_IN_HALF }, PATIENT_MS, YX_HALL_ERROR_UNANSWERED },
    { { STAND_IN_CLOSES }, PATIENT_MS, YX_HALL_ERROR_UNANSWERED },
    { { STAND_IN_DRIPS }, HASTY_MS, YX_HALL_ERROR_UNANSWERED },
    { { STAND_IN_NEVER }, HASTY_MS, YX_HALL_ERROR_UNANSWERED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Saying saying = cases[i].saying;
      g_autoptr (StandIn) server = stand_in_new (say, &saying, NULL);
      g_autoptr (YxSms) sms = gateway_at (stand_in_url (server), cases[i].milliseconds);
      g_autoptr (GError) error = NULL;
      gboolean sent = send_by (sms, &error);

      g_test_message ("case %u: %s", (guint)i, error != NULL ? error->message : "sent");
      g_assert_cmpuint (stand_in_count (server), ==, 1);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, YX_HALL_ERROR, cases[i].code);
      g_assert_cmpint (sent, ==, error == NULL);
    }
}

static void
test_what_is_sent (void)
{
  Saying saying = { STAND_IN_ANSWERS, 200, NULL, "{\"code\":0}" };
  static const char *const wanted[][2] = {
    { "method", "POST" },
    { "path", "/" },
    { "x-key", "abc" },
    { "content-type", "application/json" },
    { "body", "{\"to\":\"" PHONE "\",\"text\":\"sign-in " CODE "\",\"n\":{\"a\":1}}" },
  };
  g_autoptr (StandIn) server = stand_in_new (say, &saying, NULL);
  g_autoptr (YxSms) sms = gateway_at (stand_in_url (server), PATIENT_MS);

  g_assert_true (send_by (sms, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *value = stand_in_last (server, wanted[i][0]);

      g_assert_cmpstr (value, ==, wanted[i][1]);
    }
}

static gpointer
send_in_thread (gpointer sms)
{
  return GINT_TO_POINTER (send_by (sms, NULL));
}

/* Late is not never. */
static void
test_slow (void)
{
  Saying saying = { STAND_IN_LATE, 200, NULL, "{\"code\":0}" };
  g_autoptr (StandIn) server = stand_in_new (say, &saying, NULL);
  g_autoptr (YxSms) sms = gateway_at (stand_in_url (server), PATIENT_MS);
  GThread *thread = g_thread_new ("sender", send_in_thread, sms);

  g_assert_true (yx_test_wait (stand_in_asked, server, PATIENT_MS));
  stand_in_release (server);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_cmpuint (YX_SMS_MILLISECONDS, ==, 5000);
}

static void
test_nobody_there (void)
{
  Saying saying = { STAND_IN_ANSWERS, 200, NULL, NULL };
  StandIn *server = stand_in_new (say, &saying, NULL);
  g_autofree char *url = g_strdup (stand_in_url (server));
  g_autoptr (YxSms) sms = gateway_at (url, PATIENT_MS);
  g_autoptr (GError) error = NULL;

  stand_in_free (server);
  g_assert_false (send_by (sms, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNREACHABLE);
}

/* Whom the system does not trust hears nothing. */
static void
test_untrusted (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GTlsCertificate) certificate = hall_fixture_certificate (fixture);
  Saying saying = { STAND_IN_ANSWERS, 200, NULL, "{\"code\":0}" };
  g_autoptr (StandIn) server = stand_in_new (say, &saying, certificate);
  g_autoptr (YxSms) sms = gateway_at (stand_in_url (server), PATIENT_MS);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (stand_in_url (server), "https://"));
  g_assert_false (send_by (sms, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNREACHABLE);
  g_assert_cmpuint (stand_in_count (server), ==, 0);
}

/* What `code.send` answers, and what the log says of it. */
static void
test_problems (void)
{
  static const struct
  {
    Saying saying;
    YxProblemCode problem;
  } cases[] = {
    { { STAND_IN_ANSWERS, 200, NULL, "{\"code\":9}" }, YX_PROBLEM_SMS_FAILED },
    { { STAND_IN_CLOSES }, YX_PROBLEM_SMS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Saying saying = cases[i].saying;
      g_autoptr (StandIn) server = stand_in_new (say, &saying, NULL);
      g_autoptr (HallFixture) fixture = hall_fixture_new ();
      g_autoptr (YxHallCall) call = NULL;
      g_autoptr (YxHallCall) soon = NULL;
      g_autofree char *body = NULL;
      g_autofree char *code = NULL;

      hall_fixture_open (fixture);
      g_clear_pointer (&fixture->hall->sms, yx_sms_free);
      fixture->hall->sms = gateway_at (stand_in_url (server), PATIENT_MS);
      call = story_call (fixture, YX_API_CODE_SEND, NULL, NULL, NULL);
      call->request = story_record (&yx_code_request_type, "purpose", "register", "phone", PHONE, NULL);
      soon = story_call (fixture, YX_API_CODE_SEND, NULL, NULL, NULL);
      soon->request = yx_record_ref (call->request);
      story_refused (call, cases[i].problem, NULL);
      /* It counts: nobody makes the gateway ring by asking again and again. */
      story_refused (soon, YX_PROBLEM_RATE_LIMITED, NULL);
      g_assert_cmpuint (stand_in_count (server), ==, 1);
      body = stand_in_last (server, "body");
      code = g_strndup (strstr (body, "register ") + strlen ("register "), 6);
      g_mutex_lock (&logged.mutex);
      g_assert_null (strstr (logged.text->str, PHONE));
      g_assert_null (strstr (logged.text->str, code));
      g_assert_nonnull (strstr (logged.text->str, "The SMS gateway"));
      g_mutex_unlock (&logged.mutex);
    }
}

static gboolean
handle_nothing (YxHallCall *call, GError **error)
{
  return TRUE;
}

static YxHallHandler
codes_for_real (YxEndpointId id)
{
  return id == YX_API_CODE_SEND ? yx_hall_code_send : handle_nothing;
}

#define ASKERS 12

static gboolean
all_asked (gpointer server)
{
  return stand_in_count (server) >= ASKERS;
}

/* Twelve people wait for a gateway that never answers; reading and writing go on, and all twelve are told. */
static void
test_others_are_served (void)
{
  Saying saying = { STAND_IN_NEVER };
  g_autoptr (StandIn) gateway = stand_in_new (say, &saying, NULL);
  g_autoptr (ServerFixture) fixture = server_fixture_new (SERVER_WIDE);
  GSocketConnection *askers[ASKERS];
  g_autofree char *read = NULL;
  g_autofree char *write = NULL;

  g_clear_pointer (&fixture->fixture->hall->sms, yx_sms_free);
  fixture->fixture->hall->sms = gateway_at (stand_in_url (gateway), 3000);
  fixture->options.handler_for = codes_for_real;
  server_fixture_start (fixture);
  for (guint i = 0; i < ASKERS; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"purpose\":\"register\",\"phone\":\"139000000%02u\"}", i);
      g_autofree char *request
          = g_strdup_printf ("POST /v1/codes HTTP/1.1\r\nHost: hall\r\nConnection: close\r\nContent-Type: "
                             "application/json\r\nContent-Length: %u\r\n\r\n%s",
                             (guint)strlen (body), body);

      askers[i] = server_fixture_connect (fixture);
      server_fixture_send (askers[i], request, -1);
    }
  g_assert_true (yx_test_wait (all_asked, gateway, SERVER_WAIT_MS));
  read = server_fixture_ask (fixture, "GET /v1/hall HTTP/1.1");
  server_fixture_assert (read, 204, NULL);
  write = server_fixture_ask (fixture, "DELETE /v1/sessions/ses_aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1" AUTH (TOKEN_PERSON));
  server_fixture_assert (write, 204, NULL);
  for (guint i = 0; i < ASKERS; i++)
    {
      g_autofree char *reply = server_fixture_receive (askers[i]);

      server_fixture_assert (reply, 504, "sms-unknown");
      g_object_unref (askers[i]);
    }
  g_assert_cmpuint (stand_in_count (gateway), ==, ASKERS);
}

int
main (int argc, char *argv[])
{
  logged.text = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/sms/templates", test_templates);
  g_test_add_func ("/hall/sms/escapes", test_escapes);
  g_test_add_func ("/hall/sms/accepts", test_accepts);
  g_test_add_func ("/hall/sms/gateways", test_gateways);
  g_test_add_func ("/hall/sms/what-is-sent", test_what_is_sent);
  g_test_add_func ("/hall/sms/slow", test_slow);
  g_test_add_func ("/hall/sms/nobody-there", test_nobody_there);
  g_test_add_func ("/hall/sms/untrusted", test_untrusted);
  g_test_add_func ("/hall/sms/problems", test_problems);
  g_test_add_func ("/hall/sms/others-are-served", test_others_are_served);
  return g_test_run ();
}
