/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/story.h"

#include <string.h>

#include "base/yx-database.h"
#include "base/yx-id.h"
#include "crypto/yx-crypto.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-filing.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-watch.h"
#include "ink/yx-ink-mark.h"
#include "ink/yx-strokes-sample.h"

#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ACCOUNT "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define WORKER "acc_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define SEAL "sea_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define FILING "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define CONFIG                                                                                                            \
  "[hall]\nembedded=true\n[scrypt]\nlog2n=10\nr=8\np=1\n"                                                                 \
  "[limits]\ncode-per-minute=100\ncode-per-day=1000\nseal-visit-per-day=1000\ncode-per-day-phone=5000\n"                  \
  "sign-in-per-minute=1000\nwrite-per-second=1000\nread-per-second=1000\naddress-per-minute=10000\n"

static void
point_to (const char *variable, const char *program)
{
  g_autofree char *path = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", program, NULL);

  if (g_getenv (variable) == NULL)
    g_setenv (variable, path, TRUE);
}

/* Before any thread is there. */
void
story_find_programs (void)
{
  g_setenv ("YINXIN_SMALL_SCRYPT", "1", TRUE);
  point_to ("YINXIN_HALL", "hall/yinxin-hall");
  point_to ("YINXIN_JUDGE", "judge/yinxin-judge");
}

static void
type_in (gpointer record, const char *const lines[][2])
{
  for (gsize i = 0; lines[i][0] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      yx_record_set_typed (record, lines[i][0], lines[i][1], &error);
      g_assert_no_error (error);
    }
}

YxFiling *
story_filing (void)
{
  static const char *const lines[][2] = {
    { "filing_kind", "new" }, { "w_name", "李想" }, { "w_doc_type", "居民身份证" }, { "w_doc_no", "11010519491231002X" },
    { "w_phone", "13800138000" }, { "w_home", "吉林省长春市朝阳区人民大街5268号" }, { "post", "质量检验员" },
    { "work_place", "吉林省长春市高新技术产业开发区硅谷大街1198号" }, { "kind", "fixed" }, { "from", "2027-03-01" },
    { "to", "2030-02-28" }, { "employment_start", "2027-03-01" }, { "prob_from", "2027-03-01" }, { "prob_to", "2027-05-31" },
    { "hours", "standard" }, { "base", "8000.00" }, { "prob_pay", "6800.00" }, { "pay_day", "15" }, { "si", "是" }, { NULL },
  };
  YxFiling *filing = yx_filing_new ();

  type_in (filing, lines);
  return filing;
}

static void
open_desk (Story *story, Desk *desk, const char *login, const char *phone)
{
  g_autofree char *name = g_strdup_printf ("%s.db", login);
  g_autofree char *path = yx_test_folder_path (story->folder, name);
  g_autoptr (GError) error = NULL;

  desk->login = g_strdup (login);
  desk->phone = g_strdup (phone);
  desk->password = yx_secret_new_text ("abcd-1234");
  desk->certificate_password = yx_secret_new_text ("klmn-5678-opqr");
  desk->store = yx_local_store_open (path, story->key, &error);
  g_assert_no_error (error);
}

static void
sit_down (Story *story, Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxConnection) connection = yx_connection_new (yx_local_hall_url (story->hall), NULL, NULL, &error);

  g_assert_no_error (error);
  g_clear_pointer (&desk->actor, yx_actor_free);
  desk->actor = yx_actor_new (connection, desk->store, NULL, &error);
  g_assert_no_error (error);
}

static void
make_hall (Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *config = g_build_filename (story->data, "hall.conf", NULL);
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, g_getenv ("YINXIN_HALL"),
                        "init", "--data", story->data, "--name", "测试网厅", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_true (g_file_set_contents_full (config, CONFIG, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error));
  g_assert_no_error (error);
}

void
story_start_hall (Story *story)
{
  g_autoptr (GError) error = NULL;

  story->hall = yx_local_hall_start (story->data, "测试网厅", NULL, &error);
  g_assert_no_error (error);
}

void
story_stop_hall (Story *story)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_local_hall_stop (story->hall, &error));
  g_assert_no_error (error);
  g_clear_pointer (&story->hall, yx_local_hall_free);
}

static void
sign_in (Story *story, Desk *desk)
{
  g_autoptr (GError) error = NULL;
  YxAccountKind kind = strcmp (desk->login, story->enterprise.login) == 0 ? YX_ACCOUNT_ENTERPRISE : YX_ACCOUNT_PERSON;

  g_assert_true (yx_flow_sign_in (desk->actor, kind, desk->login, desk->password, NULL, &error));
  g_assert_no_error (error);
}

/* The hall is there again, at another address; both sign in again. */
void
story_come_back (Story *story)
{
  story_start_hall (story);
  sit_down (story, &story->enterprise);
  sit_down (story, &story->worker);
  sign_in (story, &story->enterprise);
  sign_in (story, &story->worker);
}

void
story_set_up (Story *story, gconstpointer data)
{
  g_assert_true (yx_crypto_init ());
  story->folder = yx_test_folder_new ();
  story->data = yx_test_folder_path (story->folder, "hall");
  story->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  open_desk (story, &story->enterprise, "chenxi_2026", "13900139000");
  open_desk (story, &story->worker, "13800138000", "13800138000");
  make_hall (story);
  story_start_hall (story);
  sit_down (story, &story->enterprise);
  sit_down (story, &story->worker);
}

/* Another machine of the same account, signed in. */
void
story_second_desk (Story *story, Desk *first, Desk *second)
{
  g_autofree char *name = g_strdup_printf ("second-%s.db", first->login);
  g_autofree char *path = yx_test_folder_path (story->folder, name);
  g_autoptr (GError) error = NULL;

  second->login = g_strdup (first->login);
  second->phone = g_strdup (first->phone);
  second->password = yx_secret_ref (first->password);
  second->certificate_password = yx_secret_ref (first->certificate_password);
  second->store = yx_local_store_open (path, story->key, &error);
  g_assert_no_error (error);
  sit_down (story, second);
  sign_in (story, second);
}

void
story_close_desk (Desk *desk)
{
  g_clear_pointer (&desk->actor, yx_actor_free);
  yx_local_store_free (desk->store);
  yx_secret_unref (desk->password);
  yx_secret_unref (desk->certificate_password);
  g_free (desk->login);
  g_free (desk->phone);
}

void
story_tear_down (Story *story, gconstpointer data)
{
  story_close_desk (&story->enterprise);
  story_close_desk (&story->worker);
  g_clear_pointer (&story->seal, yx_seal_unref);
  g_clear_pointer (&story->hall, yx_local_hall_free);
  yx_secret_unref (story->key);
  g_free (story->filing);
  g_free (story->document);
  g_free (story->data);
  yx_test_folder_free (story->folder);
}

YxSecret *
story_code (Story *story, Desk *desk, YxCodePurpose purpose)
{
  const char *nick = yx_choice_find (yx_code_purposes, purpose)->nick;
  g_autoptr (GError) error = NULL;
  YxSecret *code;

  yx_flow_request_code (desk->actor, desk->actor->session == NULL ? desk->phone : NULL, purpose, NULL, &error);
  g_assert_no_error (error);
  code = yx_code_source_wait (yx_local_hall_codes (story->hall), desk->phone, nick, 20, NULL, &error);
  g_assert_no_error (error);
  return code;
}

static void
give_code (Story *story, Desk *desk, gpointer registration)
{
  g_autoptr (YxSecret) code = story_code (story, desk, YX_CODE_REGISTER);

  yx_record_set_secret (registration, "code", code);
  yx_record_set_secret (registration, "password", desk->password);
}

static void
register_enterprise (Story *story)
{
  static const char *const lines[][2] = {
    { "account", ACCOUNT }, { "login", "chenxi_2026" }, { "u_type", "limited" }, { "u_name", "长春市晨曦精密机械制造有限公司" },
    { "u_uscc", "91220101MA0Y1A2B3D" }, { "u_addr", "吉林省长春市高新技术产业开发区硅谷大街1198号" }, { "u_phone", "0431-80001234" },
    { "u_head_kind", "legal_representative" }, { "u_head", "赵明远" }, { "doc_type", "resident_id" },
    { "doc_no", "220102198001010012" }, { "doc_from", "2020-01-01" }, { "doc_to", "2040-01-01" }, { "phone", "13900139000" },
    { "consent", "是" }, { NULL },
  };
  g_autoptr (YxEnterpriseRegistration) registration = yx_enterprise_registration_new ();
  g_autoptr (GError) error = NULL;

  type_in (registration, lines);
  give_code (story, &story->enterprise, registration);
  yx_flow_register_enterprise (story->enterprise.actor, ENTERPRISE, registration, NULL, &error);
  g_assert_no_error (error);
  yx_flow_register_enterprise (story->enterprise.actor, ENTERPRISE, registration, NULL, &error);
  g_assert_no_error (error);
}

static void
register_worker (Story *story)
{
  static const char *const lines[][2] = {
    { "name", "李想" }, { "doc_type", "resident_id" }, { "doc_no", "11010519491231002X" }, { "doc_from", "2020-01-01" },
    { "doc_to", "2040-01-01" }, { "phone", "13800138000" }, { "consent", "是" }, { NULL },
  };
  g_autoptr (YxPersonRegistration) registration = yx_person_registration_new ();
  g_autoptr (GError) error = NULL;

  type_in (registration, lines);
  give_code (story, &story->worker, registration);
  yx_flow_register_person (story->worker.actor, WORKER, registration, NULL, &error);
  g_assert_no_error (error);
}

void
story_register (Story *story)
{
  register_enterprise (story);
  register_worker (story);
  sign_in (story, &story->enterprise);
  sign_in (story, &story->worker);
}

static void
activate (Story *story, Desk *desk, const char *id)
{
  g_autoptr (YxSecret) code = story_code (story, desk, YX_CODE_CERTIFICATE);
  const YxActivation activation = { id, desk->certificate_password, code };
  g_autoptr (GError) error = NULL;

  yx_flow_activate (desk->actor, &activation, NULL, &error);
  g_assert_no_error (error);
}

void
story_certify_enterprise (Story *story)
{
  g_autofree char *label = yx_flow_seal_label ("长春市晨曦精密机械制造有限公司", YX_SEAL_UNIT);
  g_autoptr (GError) error = NULL;

  activate (story, &story->enterprise, "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  story->seal = yx_flow_make_seal (story->enterprise.actor, SEAL, YX_SEAL_UNIT, label, NULL, &error);
  g_assert_no_error (error);
}

void
story_certify (Story *story)
{
  story_certify_enterprise (story);
  activate (story, &story->worker, "crt_bbbbbbbbbbbbbbbbbbbbbbbbba");
}

static gboolean
drawn_up (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  Story *story = data;
  g_autoptr (GPtrArray) filings = yx_flow_filings (story->enterprise.actor, cancellable, error);

  g_assert_nonnull (filings);
  g_assert_cmpuint (filings->len, ==, 1);
  g_free (story->document);
  story->document = g_strdup (((YxFiling *) filings->pdata[0])->document);
  *done = story->document != NULL;
  return TRUE;
}

void
story_file (Story *story)
{
  g_autoptr (YxFiling) filing = story_filing ();
  g_autoptr (YxFiling) sent = NULL;
  g_autoptr (GError) error = NULL;
  YxActor *actor = story->enterprise.actor;

  g_free (story->filing);
  story->filing = g_strdup (FILING);
  yx_flow_queue_filing (actor, ENTERPRISE, FILING, filing, yx_date_new (2027, 2, 1), &error);
  g_assert_no_error (error);
  sent = yx_flow_send_filing (actor, FILING, NULL, &error);
  g_assert_no_error (error);
  yx_flow_await (actor, drawn_up, story, 30, NULL, &error);
  g_assert_no_error (error);
}

/* Past the age of retirement no rule approves; the officer at the hall returns it. */
char *
story_file_returned (Story *story)
{
  g_autoptr (YxFiling) filing = story_filing ();
  g_autoptr (YxFiling) filed = NULL;
  g_autoptr (GError) error = NULL;
  const char *hall = g_getenv ("YINXIN_HALL");
  char *id = yx_id_new ("fil");
  const char *arguments[] = { hall, "review", "--data", story->data, "return", id, "--reason", "岗位与营业执照不符", NULL };
  int status = -1;

  yx_record_set_text (filing, "w_doc_no", "220102196412310010");
  filed = yx_flow_file (story->enterprise.actor, id, filing, yx_date_from_instant (g_get_real_time ()), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (filed->state, ==, YX_FILING_SUBMITTED);
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return id;
}

void
story_up_to_contract (Story *story)
{
  story_register (story);
  story_certify (story);
  story_file (story);
}

/* All certificates end in ten days, as far as the hall's table says. */
void
story_age_certificates (Story *story)
{
  g_autofree char *path = g_build_filename (story->data, "hall.db", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE certificate SET valid_to = %" G_GINT64_FORMAT,
                                          g_get_real_time () + 10 * G_TIME_SPAN_DAY);
  g_autoptr (GError) error = NULL;
  YxDatabase *db;

  story_stop_hall (story);
  db = yx_database_open (path, YX_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (yx_database_execute (db, sql, &error));
  yx_database_close (db);
  story_come_back (story);
}

void
story_unlock (Story *story, Desk *desk, YxCodePurpose purpose)
{
  g_autoptr (YxSecret) code = story_code (story, desk, purpose);
  g_autoptr (GError) error = NULL;

  yx_flow_unlock (desk->actor, desk->certificate_password, code, NULL, &error);
  g_assert_no_error (error);
}

YxRevision *
story_seal (Story *story, YxHeldDocument *held, GError **error)
{
  const YxSigning signing = { .document = story->document, .held = held, .seal = story->seal };

  return yx_flow_sign (story->enterprise.actor, &signing, NULL, error);
}

GBytes *
story_mark (void)
{
  g_autoptr (YxStrokes) strokes = yx_strokes_sample (0);

  return yx_ink_mark_pdf (strokes, NULL);
}

/* As far as the hall is there and the document open. */
static void
consent_where_open (Story *story)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_GET, .parameters = { story->document } };
  g_autoptr (YxDocument) document = yx_connection_call (story->worker.actor->connection, &call, NULL, NULL);
  g_autoptr (YxDocument) consented = NULL;

  if (document != NULL)
    consented = yx_flow_consent (story->worker.actor, document, NULL, NULL, NULL);
}

YxRevision *
story_sign (Story *story, YxHeldDocument *held, GError **error)
{
  g_autoptr (GBytes) mark = story_mark ();
  const YxSigning signing = { .document = story->document, .held = held, .mark = mark };

  consent_where_open (story);

  return yx_flow_sign (story->worker.actor, &signing, NULL, error);
}

YxDocument *
story_document (Story *story)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_GET, .parameters = { story->document } };
  g_autoptr (GError) error = NULL;
  YxDocument *document = yx_connection_call (story->enterprise.actor->connection, &call, NULL, &error);

  g_assert_no_error (error);
  return document;
}

typedef struct
{
  Story *story;
  YxDocumentState state;
} Awaited;

static gboolean
in_state (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  Awaited *awaited = data;
  g_autoptr (YxDocument) document = story_document (awaited->story);

  *done = document->state == (int) awaited->state;
  return TRUE;
}

void
story_await (Story *story, YxDocumentState state)
{
  Awaited awaited = { story, state };
  g_autoptr (GError) error = NULL;

  yx_flow_await (story->enterprise.actor, in_state, &awaited, 30, NULL, &error);
  g_assert_no_error (error);
}
