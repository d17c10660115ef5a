/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person's flows make of a hall that contradicts itself. */

#include <string.h>

#include "base/yx-id.h"
#include "client/answering-server.h"
#include "crypto/yx-digest.h"
#include "crypto/yx-envelope.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-document.h"
#include "flow/yx-flow-list.h"
#include "flow/yx-flow-seal.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-pki.h"

#define ACCOUNT "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER_ACCOUNT "acc_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define PERSON "per_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DOCUMENT "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define REVISION "rev_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define CERTIFICATE "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SEAL "sea_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NOTHING_THERE { 404, YX_API_PROBLEM, "{\"code\":\"not-found\",\"status\":404}" }
#define OK(text) { 200, YX_API_JSON, text }

typedef struct
{
  YxTestFolder *folder;
  AnsweringServer *server;
  YxConnection *connection;
  YxSecret *key;
  YxLocalStore *store;
  YxTestPki *pki;
  char *info;
  YxActor *actor;
} Fixture;

#define SAY(fixture, ...) \
  const Answer said[] = { __VA_ARGS__ }; \
  answering_server_say ((fixture)->server, said, G_N_ELEMENTS (said))

static char *
encode (GBytes *bytes)
{
  return g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
hall_info (const char *role, const char *certificate)
{
  return g_strdup_printf ("{\"name\":\"x\",\"now\":\"2026-03-01T00:00:00Z\",\"authorities\":[{\"role\":\"%s\",\"certificate\":\"%s\"}]}",
                          role, certificate);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *socket_path = NULL;
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autofree char *root = NULL;

  fixture->folder = yx_test_folder_new ();
  socket_path = yx_test_folder_path (fixture->folder, "s");
  path = yx_test_folder_path (fixture->folder, "store.db");
  url = g_strconcat ("unix:", socket_path, NULL);
  fixture->server = answering_server_new (socket_path);
  fixture->connection = yx_connection_new (url, NULL, NULL, NULL);
  yx_connection_set_patience (fixture->connection, 0);
  fixture->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  fixture->store = yx_local_store_open (path, fixture->key, NULL);
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  root = encode (yx_certificate_der (yx_authority_certificate (fixture->pki->root)));
  fixture->info = hall_info ("root", root);
  SAY (fixture, OK (fixture->info));
  fixture->actor = yx_actor_new (fixture->connection, fixture->store, NULL, NULL);
  g_assert_nonnull (fixture->actor);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->actor, yx_actor_free);
  yx_test_pki_free (fixture->pki);
  yx_local_store_free (fixture->store);
  yx_secret_unref (fixture->key);
  yx_connection_unref (fixture->connection);
  answering_server_free (fixture->server);
  g_free (fixture->info);
  yx_test_folder_free (fixture->folder);
}

static void
enter (Fixture *fixture, YxAccountKind kind)
{
  YxSession *session = yx_session_new ();

  yx_record_set_text (session, "id", "ses_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  yx_record_set_text (session, "account", ACCOUNT);
  yx_record_set_int (session, "kind", kind);
  yx_record_set_text (session, "person", PERSON);
  yx_record_set_text (session, "enterprise", ENTERPRISE);
  fixture->actor->session = session;
}

/* A hall that can't say by which root it goes is none. */
static void
test_no_root (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = hall_info ("issuing", "AAAA");
  g_autofree char *broken = hall_info ("root", "AAAA");
  const char *const infos[] = { other, broken, "{\"name\":\"x\"}", "[]", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;
      SAY (fixture, OK (infos[i]));

      g_assert_null (yx_actor_new (fixture->connection, fixture->store, NULL, &error));
      g_assert_nonnull (error);
    }
}

static YxPersonRegistration *
registration (void)
{
  YxPersonRegistration *made = yx_person_registration_new ();
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autoptr (YxSecret) password = yx_secret_new_text ("abcd-1234");

  yx_record_set_text (made, "name", "李想");
  yx_record_set_int (made, "doc_type", YX_DOC_RESIDENT);
  yx_record_set_text (made, "doc_no", "11010519491231002X");
  yx_record_set_int (made, "doc_from", yx_date_new (2020, 1, 1));
  yx_record_set_text (made, "phone", "13800138000");
  yx_record_set_secret (made, "code", code);
  yx_record_set_secret (made, "password", password);
  yx_record_set_int (made, "consent", TRUE);
  return made;
}

static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxPersonRegistration) made = registration ();
  g_autoptr (GError) error = NULL;
  SAY (fixture, { 201, YX_API_JSON, "{\"id\":\"" OTHER_ACCOUNT "\"}" });

  g_assert_false (yx_flow_register_person (fixture->actor, ACCOUNT, made, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL);
}

/* What can be seen to be wrong here is not sent. */
static void
test_incomplete_registration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxPersonRegistration) made = registration ();
  g_autoptr (GError) error = NULL;
  SAY (fixture, { 201, YX_API_JSON, "{\"id\":\"" ACCOUNT "\"}" });

  yx_record_set_text (made, "phone", "12345");
  g_assert_false (yx_flow_register_person (fixture->actor, ACCOUNT, made, NULL, &error));
  g_assert_true (error->domain == YX_RECORD_ERROR);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 0);
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  static const char *const sessions[] = {
    "{}",
    "{\"kind\":\"person\",\"person\":\"" PERSON "\"}",
    "{\"kind\":\"enterprise\",\"enterprise\":\"" ENTERPRISE "\",\"token\":\"t\"}",
    "{\"kind\":\"person\",\"token\":\"t\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (YxSecret) password = yx_secret_new_text ("abcd-1234");
      g_autoptr (GError) error = NULL;
      SAY (fixture, OK (sessions[i]));

      g_assert_false (yx_flow_sign_in (fixture->actor, YX_ACCOUNT_PERSON, "13800138000", password, NULL, &error));
      g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL);
      g_assert_null (fixture->actor->session);
    }
}

/* The device's word stays the same, so that the hall counts wrong passwords for this device. */
static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("abcd-1234");
  g_autofree char *first = NULL;
  SAY (fixture, { 401, YX_API_PROBLEM, "{\"code\":\"wrong-credentials\",\"status\":401}" });

  g_assert_false (yx_flow_sign_in (fixture->actor, YX_ACCOUNT_PERSON, "13800138000", password, NULL, NULL));
  first = g_strdup (answering_server_asked (fixture->server)->body);
  g_assert_nonnull (strstr (first, "\"device\""));
  g_assert_false (yx_flow_sign_in (fixture->actor, YX_ACCOUNT_PERSON, "13800138000", password, NULL, NULL));
  g_assert_cmpstr (answering_server_asked (fixture->server)->body, ==, first);
}

static void
test_endless_list (Fixture *fixture, gconstpointer data)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_LIST };
  g_autoptr (GError) error = NULL;
  SAY (fixture, OK ("{\"items\":[],\"next\":\"a\"}"));

  g_assert_null (yx_flow_list (fixture->connection, &call, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_LIST };
  g_autoptr (GPtrArray) list = NULL;
  SAY (fixture, OK ("{\"items\":[{\"id\":\"" DOCUMENT "\"}],\"next\":\"a\"}"), OK ("{\"items\":[{\"title\":\"x\"}]}"));

  list = yx_flow_list (fixture->connection, &call, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((YxDocument *) list->pdata[1])->title, ==, "x");
  g_assert_cmpstr (answering_server_asked (fixture->server)->query, ==, "cursor=a&limit=200");
}

static void
test_bare_seal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SAY (fixture, OK ("{\"id\":\"" SEAL "\",\"number\":\"220101000012\"}"));

  enter (fixture, YX_ACCOUNT_ENTERPRISE);
  g_assert_null (yx_flow_make_seal (fixture->actor, SEAL, YX_SEAL_UNIT, "公章", NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL);
}

static void
test_no_seal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SAY (fixture, OK ("{\"items\":[{\"id\":\"" SEAL "\",\"kind\":\"unit\",\"state\":\"voided\"}]}"));

  enter (fixture, YX_ACCOUNT_ENTERPRISE);
  g_assert_null (yx_flow_valid_seal (fixture->actor, YX_SEAL_UNIT, NULL, &error));
  g_assert_no_error (error);
}

/* A revision of the bytes "abc". */
static char *
revisions (gint64 number, const char *hash, const char *head)
{
  return g_strdup_printf ("{\"items\":[{\"id\":\"" REVISION "\",\"document\":\"" DOCUMENT "\",\"number\":%" G_GINT64_FORMAT
                          ",\"hash\":\"%s\",\"head\":\"%s\"}]}",
                          number, hash, head);
}

static void
assert_damaged (Fixture *fixture, const char *list, const char *head, const char *bytes)
{
  g_autofree char *record = g_strdup_printf ("{\"id\":\"" DOCUMENT "\",\"head\":\"%s\"}", head);
  g_autoptr (GError) error = NULL;
  SAY (fixture, OK (record), OK (list), { 200, YX_API_REVISION, bytes }, OK (record));

  g_assert_null (yx_flow_document (fixture->actor, DOCUMENT, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED);
}

/* Nothing is shown to anybody that is not what the hall's own records name. */
static void
test_documents (Fixture *fixture, gconstpointer data)
{
  g_autofree char *right = yx_sha256_hex ("abc", 3);
  g_autofree char *other = yx_sha256_hex ("abd", 3);
  g_autofree char *good = revisions (1, right, right);
  g_autofree char *skipped = revisions (2, right, right);
  g_autofree char *other_hash = revisions (1, other, right);
  g_autofree char *other_head = revisions (1, right, other);

  enter (fixture, YX_ACCOUNT_PERSON);
  assert_damaged (fixture, "{\"items\":[]}", right, "abc");
  assert_damaged (fixture, "{\"items\":[{\"number\":1}]}", right, "abc");
  assert_damaged (fixture, skipped, right, "abc");
  assert_damaged (fixture, other_hash, right, "abc");
  assert_damaged (fixture, other_head, right, "abc");
  assert_damaged (fixture, good, other, "abc");
  assert_damaged (fixture, good, right, "abd");
}

static YxActivation
activation (void)
{
  return (YxActivation){ CERTIFICATE, yx_secret_new_text ("klmn-5678"), yx_secret_new_text ("123456") };
}

static void
clear_activation (YxActivation *made)
{
  yx_secret_unref (made->password);
  yx_secret_unref (made->code);
}

/* A certificate for a key that was not made here is not taken, and no key stays in memory. */
static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxTestUser) user = yx_test_pki_person (fixture->pki, "李想");
  g_autofree char *certificate = encode (yx_certificate_der (user->certificate));
  g_autofree char *issued = g_strdup_printf ("{\"id\":\"" CERTIFICATE "\",\"certificate\":\"%s\"}", certificate);
  const char *const answers[] = { issued, "{\"id\":\"" CERTIFICATE "\"}", "{\"id\":\"crt_bbbbbbbbbbbbbbbbbbbbbbbbba\"}" };

  enter (fixture, YX_ACCOUNT_PERSON);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      YxActivation made = activation ();
      g_autoptr (GError) error = NULL;
      SAY (fixture, OK ("{\"items\":[]}"), NOTHING_THERE, { 201, YX_API_JSON, answers[i] });

      g_assert_false (yx_flow_activate (fixture->actor, &made, NULL, &error));
      g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL);
      g_assert_null (fixture->actor->bundle);
      clear_activation (&made);
    }
}

/* The certificate list of an account that has one, and its envelope's parameters. */
typedef struct
{
  char *list;
  char *known;
} Locked;

static Locked
make_locked (Fixture *fixture)
{
  const YxScrypt cost = YX_SCRYPT_TEST;
  g_autoptr (YxTestUser) user = yx_test_pki_person (fixture->pki, "李想");
  g_autofree char *certificate = encode (yx_certificate_der (user->certificate));
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&cost, NULL);
  g_autofree char *text = encode (parameters);

  return (Locked){ g_strdup_printf ("{\"items\":[{\"id\":\"" CERTIFICATE "\",\"capacity\":\"personal\",\"state\":\"valid\","
                                    "\"valid_to\":\"2029-01-01T00:00:00Z\",\"certificate\":\"%s\"}]}",
                                    certificate),
                   g_strdup_printf ("{\"account\":\"" ACCOUNT "\",\"version\":1,\"parameters\":\"%s\"}", text) };
}

static void
test_unlock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("klmn-5678");
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  Locked locked = make_locked (fixture);
  const struct
  {
    Answer known;
    Answer released;
    GQuark domain;
    int code;
  } table[] = {
    { NOTHING_THERE, NOTHING_THERE, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE },
    { OK ("{\"version\":1}"), NOTHING_THERE, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE },
    { OK ("{\"version\":1,\"parameters\":\"AAAA\"}"), NOTHING_THERE, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED },
    { OK (locked.known), { 403, YX_API_PROBLEM, "{\"code\":\"wrong-proof\",\"status\":403}" }, YX_FLOW_ERROR,
      YX_FLOW_ERROR_PASSWORD },
    { OK (locked.known), { 403, YX_API_PROBLEM, "{\"code\":\"wrong-code\",\"status\":403}" }, YX_PROBLEM_ERROR,
      YX_PROBLEM_WRONG_CODE },
    { OK (locked.known), OK (locked.known), YX_FLOW_ERROR, YX_FLOW_ERROR_HALL },
    { OK (locked.known), OK ("{\"envelope\":\"AAAA\"}"), YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED },
  };

  enter (fixture, YX_ACCOUNT_PERSON);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      SAY (fixture, OK (locked.list), table[i].known, table[i].released);

      g_assert_false (yx_flow_unlock (fixture->actor, password, code, NULL, &error));
      g_assert_error (error, table[i].domain, table[i].code);
      g_assert_null (fixture->actor->bundle);
    }
  g_free (locked.list);
  g_free (locked.known);
}

static void
test_no_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("klmn-5678");
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autoptr (GError) error = NULL;
  SAY (fixture, OK ("{\"items\":[{\"capacity\":\"enterprise\",\"state\":\"valid\"},{\"capacity\":\"personal\",\"state\":\"revoked\"}]}"));

  enter (fixture, YX_ACCOUNT_PERSON);
  g_assert_false (yx_flow_unlock (fixture->actor, password, code, NULL, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE);
}

/* A sign-out that the hall doesn't hear ends the session here all the same. */
static void
test_sign_out_unheard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SAY (fixture, { .hang_up = TRUE });

  enter (fixture, YX_ACCOUNT_PERSON);
  g_assert_false (yx_flow_sign_out (fixture->actor, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_assert_null (fixture->actor->session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("YINXIN_SMALL_SCRYPT", "1", TRUE);
#define CASE(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  CASE ("/hostile/no-root", test_no_root);
  CASE ("/hostile/other-account", test_other_account);
  CASE ("/hostile/incomplete-registration", test_incomplete_registration);
  CASE ("/hostile/session", test_session);
  CASE ("/hostile/device", test_device);
  CASE ("/hostile/endless-list", test_endless_list);
  CASE ("/hostile/pages", test_pages);
  CASE ("/hostile/bare-seal", test_bare_seal);
  CASE ("/hostile/no-seal", test_no_seal);
  CASE ("/hostile/documents", test_documents);
  CASE ("/hostile/other-key", test_other_key);
  CASE ("/hostile/unlock", test_unlock);
  CASE ("/hostile/no-certificate", test_no_certificate);
  CASE ("/hostile/sign-out-unheard", test_sign_out_unheard);
  return g_test_run ();
}
