/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "hall/yx-hall-evidence.h"
#include "model/yx-code-proof.h"
#include "model/yx-code-request.h"
#include "model/yx-envelope-release.h"
#include "model/yx-seal-voiding.h"
#include "model/yx-sign-in.h"
#include "model/yx-signing-order.h"

/* Each act meets every obstacle that it can meet, one after the other: it must fail with an error, leave
 * nothing half done, and succeed once the obstacle is gone. An obstacle is a table that is away (`event`),
 * inserts (`+`), updates (`~`) or deletions (`-`) that a table refuses, with `column=value` for some rows
 * only, or a fault point
 * (`!`). */

typedef struct
{
  HallFixture *fixture;
  StoryActor *employer;
  StoryActor *worker;
  char *document;
  char *id;      /* of what is created */
  GBytes *bytes; /* signed, not sent yet */
} Storm;

typedef YxHallCall *(*MakeCall) (Storm *storm);

static void
storm_clear (Storm *storm)
{
  g_clear_pointer (&storm->employer, story_actor_free);
  g_clear_pointer (&storm->worker, story_actor_free);
  g_clear_pointer (&storm->fixture, hall_fixture_free);
  g_clear_pointer (&storm->bytes, g_bytes_unref);
  g_clear_pointer (&storm->document, g_free);
  g_clear_pointer (&storm->id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Storm, storm_clear)

static void
storm_open (Storm *storm)
{
  g_autofree char *judge
      = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);

  g_setenv ("YINXIN_JUDGE", judge, TRUE);
  storm->fixture = hall_fixture_new ();
  hall_fixture_open (storm->fixture);
  g_clear_pointer (&storm->fixture->hall->evidence, yx_hall_evidence_free);
  storm->employer = story_enterprise_new (1);
  storm->worker = story_person_new (2);
}

static void
run_sql (Storm *storm, const char *format, const char *first, const char *second, const char *third)
{
  g_autoptr (GString) sql = g_string_new (format);

  g_string_replace (sql, "$1", first, 0);
  g_string_replace (sql, "$2", second, 0);
  g_string_replace (sql, "$3", third, 0);
  story_sql (storm->fixture, sql->str);
}

static void
put_trigger (Storm *storm, const char *obstacle)
{
  const char *event = *obstacle == '+' ? "INSERT" : *obstacle == '~' ? "UPDATE" : "DELETE";
  g_auto (GStrv) parts = g_strsplit (obstacle + 1, ":", 2);
  g_auto (GStrv) condition = g_strsplit (parts[1] != NULL ? parts[1] : "1=1", "=", 2);
  g_autofree char *when = parts[1] != NULL ? g_strdup_printf ("NEW.\"%s\" = '%s'", condition[0], condition[1])
                                           : g_strdup ("1 = 1");

  run_sql (storm, "CREATE TRIGGER storm BEFORE $1 ON \"$2\" WHEN $3 BEGIN SELECT RAISE (ABORT, 'storm'); END",
           event, parts[0], when);
}

static void
put (Storm *storm, const char *obstacle)
{
  if (*obstacle == '!')
    {
      g_setenv ("YINXIN_FAULT", obstacle + 1, TRUE);
      yx_fault_reload ();
    }
  else if (strchr ("+~-", *obstacle) != NULL)
    put_trigger (storm, obstacle);
  else
    run_sql (storm, "ALTER TABLE \"$1\" RENAME TO \"away\"", obstacle, "", "");
}

static void
take_away (Storm *storm, const char *obstacle)
{
  if (*obstacle == '!')
    {
      g_unsetenv ("YINXIN_FAULT");
      yx_fault_reload ();
    }
  else if (strchr ("+~-", *obstacle) != NULL)
    run_sql (storm, "DROP TRIGGER storm", "", "", "");
  else
    run_sql (storm, "ALTER TABLE \"away\" RENAME TO \"$1\"", obstacle, "", "");
}

static void
weather (Storm *storm, MakeCall make, const char *const *obstacles)
{
  g_autoptr (YxHallCall) last = NULL;

  for (guint i = 0; obstacles[i] != NULL; i++)
    {
      g_autoptr (YxHallCall) call = make (storm);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s against %s", call->endpoint->name, obstacles[i]);
      put (storm, obstacles[i]);
      g_assert_false (story_run (call, &error));
      g_assert_nonnull (error);
      take_away (storm, obstacles[i]);
    }
  last = make (storm);
  story_does (last);
}

#define AGAINST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static YxHallCall *
make_code (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_CODE_SEND, NULL, NULL, NULL);

  call->request
      = story_record (&yx_code_request_type, "purpose", "register", "phone", storm->employer->phone, NULL);
  return call;
}

static YxHallCall *
make_own_code (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_CODE_SEND, storm->employer, NULL, NULL);

  call->request = story_record (&yx_code_request_type, "purpose", "certificate", NULL);
  return call;
}

static YxHallCall *
make_enterprise (Storm *storm)
{
  YxHallCall *call
      = story_call (storm->fixture, YX_API_ENTERPRISE_REGISTER, NULL, storm->employer->enterprise, NULL);

  call->request = story_registration (storm->fixture, storm->employer);
  return call;
}

static YxHallCall *
make_person (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_PERSON_REGISTER, NULL, storm->worker->account, NULL);

  call->request = story_registration (storm->fixture, storm->worker);
  return call;
}

/* Tries count also when the hall is in trouble: the lock of the last ones is waited out. */
static YxHallCall *
make_sign_in (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_SESSION_CREATE, NULL, NULL, NULL);

  yx_test_clock_turn (storm->fixture->clock, 16 * G_TIME_SPAN_MINUTE);
  call->request = story_record (&yx_sign_in_type, "kind", "person", "login", storm->worker->phone, "device",
                                "desk-1", NULL);
  story_secret (call->request, "password", storm->worker->password);
  return call;
}

static YxHallCall *
make_certificate (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_CERTIFICATE_ISSUE, storm->employer, storm->id, NULL);

  call->request = story_certificate_request (storm->fixture, storm->employer, storm->id);
  return call;
}

static YxHallCall *
make_release (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_ENVELOPE_RELEASE, storm->employer, NULL, NULL);
  g_autofree char *code = story_code (storm->fixture, storm->employer->phone, "seal-visit");

  call->request = yx_record_new (&yx_envelope_release_type);
  story_secret (call->request, "code", code);
  yx_record_set_secret (call->request, "proof", storm->employer->proof);
  return call;
}

static YxHallCall *
make_wrong_release (Storm *storm)
{
  YxHallCall *call = make_release (storm);

  story_secret (call->request, "proof", "0000000000000000000000000000000000000000000000000000000000000000");
  return call;
}

static YxHallCall *
make_seal (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_SEAL_MAKE, storm->employer,
                                 storm->employer->enterprise, storm->id);

  call->request = story_record (&yx_seal_type, "kind", "unit", "name", "春城机械公章", NULL);
  return call;
}

static YxHallCall *
make_voiding (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_SEAL_VOID, storm->employer,
                                 storm->employer->enterprise, storm->employer->seal->id);
  g_autofree char *code = story_code (storm->fixture, storm->employer->phone, "seal-visit");

  call->request = yx_record_new (&yx_seal_voiding_type);
  story_secret (call->request, "code", code);
  yx_record_set_secret (call->request, "proof", storm->employer->proof);
  return call;
}

static YxHallCall *
make_filing (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_FILING_SUBMIT, storm->employer,
                                 storm->employer->enterprise, storm->id);

  call->request = (YxRecord *)story_filing (storm->worker);
  return call;
}

static YxHallCall *
make_revision (Storm *storm)
{
  g_autoptr (YxDocument) document = story_document (storm->fixture, storm->employer, storm->document);

  return story_append (storm->fixture, storm->employer, document, storm->id, storm->bytes);
}

static YxHallCall *
make_feed (Storm *storm)
{
  return story_call (storm->fixture, YX_API_FEED_READ, storm->employer, storm->employer->enterprise, NULL);
}

static YxHallCall *
make_act (Storm *storm)
{
  g_autoptr (YxDocument) document = story_document (storm->fixture, storm->employer, storm->document);

  return story_act (storm->fixture, YX_API_DOCUMENT_ORDER, storm->employer, document,
                    story_record (&yx_signing_order_type, "first", "worker", NULL));
}

static YxHallCall *
make_export (Storm *storm)
{
  YxHallCall *call = story_call (storm->fixture, YX_API_PERSON_EXPORT, storm->worker, NULL, NULL);
  g_autofree char *code = story_code (storm->fixture, storm->worker->phone, "own-data");

  call->request = yx_record_new (&yx_code_proof_type);
  story_secret (call->request, "code", code);
  return call;
}

static YxHallCall *
make_end (Storm *storm)
{
  return story_call (storm->fixture, YX_API_SESSION_END, storm->worker, storm->worker->session->id, NULL);
}

static void
rename_id (Storm *storm, const char *kind)
{
  g_free (storm->id);
  storm->id = yx_id_new (kind);
}

static void
test_accounts (void)
{
  g_auto (Storm) storm = { NULL };

  storm_open (&storm);
  weather (&storm, make_code,
           AGAINST ("limit_counter", "+limit_counter:name=code-day", "sms_code", "!writer.commit:1:error"));
  weather (&storm, make_enterprise,
           AGAINST ("creation", "sms_code", "~sms_code", "account", "enterprise", "person", "event",
                    "+person", "+enterprise", "+account", "+creation", "+event:action=person.registered",
                    "+event:action=enterprise.registered", "!writer.commit:1:error"));
  story_sign_in (storm.fixture, storm.employer);
  yx_filing_unref (story_file (storm.fixture, storm.employer, storm.worker));
  story_ask_code (storm.fixture, storm.worker, "register");
  weather (&storm, make_person,
           AGAINST ("account", "person", "filing", "~filing", "~document", "~contract", "+account",
                    "+event:action=account.registered", "+event:action=filing.joined", "scope", "feed_entry",
                    "+feed_entry:kind=filing", "+feed_entry:kind=document"));
  weather (&storm, make_own_code, AGAINST ("person", "sms_code"));
}

static void
test_sessions (void)
{
  g_auto (Storm) storm = { NULL };

  storm_open (&storm);
  story_register (storm.fixture, storm.worker);
  story_sign_in (storm.fixture, storm.worker);
  weather (&storm, make_sign_in,
           AGAINST ("person", "account", "known_device", "limit_counter", "-limit_counter", "~limit_counter",
                    "~known_device", "session", "+session", "+event:action=session.created"));
  story_sign_in (storm.fixture, storm.worker);
  weather (&storm, make_end, AGAINST ("session", "-session", "event"));
}

static void
test_certificates (void)
{
  g_auto (Storm) storm = { NULL };

  storm_open (&storm);
  story_register (storm.fixture, storm.employer);
  story_sign_in (storm.fixture, storm.employer);
  rename_id (&storm, "sea");
  weather (&storm, make_seal,
           AGAINST ("certificate", "enterprise", "counter", "seal", "creation", "+seal", "+creation",
                    "+event:action=seal.made", "+feed_entry:kind=seal", "scope", "!writer.commit:1:error",
                    "!writer.commit:2:error"));
  story_ask_code (storm.fixture, storm.employer, "certificate");
  rename_id (&storm, "crt");
  weather (&storm, make_certificate,
           AGAINST ("creation", "person", "enterprise", "sms_code", "certificate", "seal", "key_envelope",
                    "+certificate", "+key_envelope", "~sms_code", "~seal", "+event:action=seal.renewed",
                    "+feed_entry:kind=seal", "+creation", "+event:action=certificate.issued",
                    "+feed_entry:kind=certificate", "!writer.commit:1:error"));
  story_ask_code (storm.fixture, storm.employer, "seal-visit");
  weather (&storm, make_release,
           AGAINST ("person", "key_envelope", "sms_code", "~sms_code", "+event:action=envelope.released"));
  story_ask_code (storm.fixture, storm.employer, "seal-visit");
  {
    g_autoptr (YxHallCall) wrong = make_wrong_release (&storm);
    g_autoptr (YxHallCall) counted = make_wrong_release (&storm);
    g_autoptr (GError) error = NULL;

    put (&storm, "~key_envelope");
    g_assert_false (story_run (wrong, &error));
    g_assert_nonnull (error);
    take_away (&storm, "~key_envelope");
    story_refused (counted, YX_PROBLEM_WRONG_PROOF, "proof");
  }
  {
    g_autoptr (YxHallCall) right = make_release (&storm);
    g_autoptr (GError) error = NULL;

    put (&storm, "~key_envelope");
    g_assert_false (story_run (right, &error));
    g_assert_nonnull (error);
    take_away (&storm, "~key_envelope");
  }
}

static void
test_documents (void)
{
  g_auto (Storm) storm = { NULL };
  g_autoptr (YxHallCall) filing = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const evidence[] = { "document",
                                          "revision",
                                          "~document",
                                          "+revision",
                                          "+event:action=document.completed",
                                          "~contract",
                                          "+event:action=contract.signed",
                                          "+feed_entry:kind=contract",
                                          "!object.write:1:error",
                                          "!writer.commit:1:error" };

  storm_open (&storm);
  story_register (storm.fixture, storm.employer);
  story_register (storm.fixture, storm.worker);
  story_sign_in (storm.fixture, storm.employer);
  story_sign_in (storm.fixture, storm.worker);
  story_activate (storm.fixture, storm.employer);
  story_activate (storm.fixture, storm.worker);
  story_make_seal (storm.fixture, storm.employer);
  rename_id (&storm, "fil");
  weather (&storm, make_filing,
           AGAINST ("creation", "enterprise", "counter", "filing", "person", "+filing", "+creation",
                    "+contract", "+document", "+revision", "+event:action=filing.submitted",
                    "+event:action=filing.approved", "+event:action=contract.drawn-up",
                    "+event:action=document.drawn-up", "+feed_entry:kind=filing", "+feed_entry:kind=contract",
                    "+feed_entry:kind=document", "!object.write:1:error", "!writer.commit:1:error",
                    "!writer.commit:2:error"));
  filing
      = story_call (storm.fixture, YX_API_FILING_GET, storm.employer, storm.employer->enterprise, storm.id);
  story_does (filing);
  storm.document = g_strdup (((YxFiling *)filing->answer)->document);
  head = story_bytes (storm.fixture, storm.employer, storm.document);
  storm.bytes = story_sign (storm.fixture, storm.employer, head, "yx.employer");
  rename_id (&storm, "rev");
  weather (&storm, make_revision,
           AGAINST ("!object.write:1:error", "certificate", "seal", "person", "~document", "+revision",
                    "+seal_use", "+event:action=document.sealed", "+event:action=seal.used",
                    "+feed_entry:kind=document", "+feed_entry:kind=seal-use", "!writer.commit:1:error"));
  weather (&storm, make_feed, AGAINST ("scope"));
  g_clear_pointer (&head, g_bytes_unref);
  g_clear_pointer (&storm.bytes, g_bytes_unref);
  head = story_bytes (storm.fixture, storm.worker, storm.document);
  {
    g_autoptr (YxDocument) document = story_document (storm.fixture, storm.worker, storm.document);
    g_autofree char *id = yx_id_new ("rev");
    g_autoptr (GBytes) bytes = story_sign (storm.fixture, storm.worker, head, "yx.worker");
    g_autoptr (YxHallCall) call = story_append (storm.fixture, storm.worker, document, id, bytes);

    story_does (call);
  }
  for (guint i = 0; i < G_N_ELEMENTS (evidence); i++)
    {
      put (&storm, evidence[i]);
      g_assert_false (yx_hall_evidence_complete (storm.fixture->hall, storm.document, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      take_away (&storm, evidence[i]);
    }
  g_assert_true (yx_hall_evidence_complete (storm.fixture->hall, storm.document, &error));
  g_assert_no_error (error);
}

static void
test_acts (void)
{
  g_auto (Storm) storm = { NULL };
  g_autoptr (YxFiling) filing = NULL;

  storm_open (&storm);
  story_register (storm.fixture, storm.employer);
  story_register (storm.fixture, storm.worker);
  story_sign_in (storm.fixture, storm.employer);
  story_sign_in (storm.fixture, storm.worker);
  filing = story_file (storm.fixture, storm.employer, storm.worker);
  storm.document = g_strdup (filing->document);
  weather (&storm, make_act,
           AGAINST ("idempotency", "~document", "+event:action=document.order.worker-first",
                    "+feed_entry:kind=document", "scope", "+idempotency", "!writer.commit:1:error"));
  story_ask_code (storm.fixture, storm.worker, "own-data");
  weather (&storm, make_export,
           AGAINST ("person", "sms_code", "~sms_code", "+event:action=person.exported", "!writer.commit:1:error"));
}

/* Reading fails as plainly as writing. */
static void
test_reading (void)
{
  static const struct
  {
    YxEndpointId id;
    const char *table;
  } cases[] = {
    { YX_API_HALL_GET, "authority" },        { YX_API_SESSION_LIST, "session" },
    { YX_API_ACCOUNT_GET, "account" },       { YX_API_PERSON_GET, "person" },
    { YX_API_ENVELOPE_GET, "key_envelope" }, { YX_API_CERTIFICATE_LIST, "certificate" },
    { YX_API_DOCUMENT_LIST, "document" },
  };
  g_auto (Storm) storm = { NULL };

  storm_open (&storm);
  story_register (storm.fixture, storm.worker);
  story_sign_in (storm.fixture, storm.worker);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxHallCall) call = story_call (storm.fixture, cases[i].id, storm.worker, NULL, NULL);
      g_autoptr (GError) error = NULL;

      put (&storm, cases[i].table);
      g_assert_false (story_run (call, &error));
      g_assert_true (error != NULL && error->domain != YX_PROBLEM_ERROR);
      g_assert_null (call->answer);
      take_away (&storm, cases[i].table);
    }
}

static void
test_voiding (void)
{
  g_auto (Storm) storm = { NULL };

  storm_open (&storm);
  story_register (storm.fixture, storm.employer);
  story_sign_in (storm.fixture, storm.employer);
  story_activate (storm.fixture, storm.employer);
  story_make_seal (storm.fixture, storm.employer);
  story_ask_code (storm.fixture, storm.employer, "seal-visit");
  weather (&storm, make_voiding,
           AGAINST ("person", "seal", "key_envelope", "sms_code", "~sms_code", "~seal",
                    "+event:action=seal.voided", "+feed_entry:kind=seal", "!writer.commit:1:error"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/storms/accounts", test_accounts);
  g_test_add_func ("/hall/storms/sessions", test_sessions);
  g_test_add_func ("/hall/storms/certificates", test_certificates);
  g_test_add_func ("/hall/storms/voiding", test_voiding);
  g_test_add_func ("/hall/storms/documents", test_documents);
  g_test_add_func ("/hall/storms/acts", test_acts);
  g_test_add_func ("/hall/storms/reading", test_reading);
  return g_test_run ();
}
