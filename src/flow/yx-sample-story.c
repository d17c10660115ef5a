/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-story.h"

#include "base/yx-id.h"
#include "base/yx-workers.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-filing.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-sign.h"
#include "flow/yx-flow-watch.h"
#include "flow/yx-sample-people.h"

#define SEED 20260101
#define THREADS 2
#define KEY_SIZE 32
#define COMPLETE_SECONDS 60
#define ENTERPRISE_NAME "长春市样例信息技术有限公司"
#define ENTERPRISE_INDUSTRY "软件和信息技术服务业"
#define ENTERPRISE_LOGIN "sample_company"
#define PASSWORD "sample-2026"
#define CERTIFICATE_PASSWORD "yinxin-sample-1"
#define RETURN_REASON "样例：工作地点与用人单位住所不一致，请核对后重新提交。"
#define DECLINE_REASON "样例：岗位与面谈时说的不一样。"
#define WITHDRAW_REASON "样例：入职日期改动，重新备案。"

/* What has happened to a contract. */
typedef enum
{
  TO_SEAL,
  SEALED,
  COMPLETE,
  DECLINED,
  WITHDRAWN,
  IN_REVIEW,
  RETURNED,
} Fate;

/* So many people whose contracts fare alike. */
typedef struct
{
  guint count;
  Fate fate;
  gboolean account;
  gboolean certificate;
} Lot;

/* 200 on the roster, and three more that are not: nobody has approved them. */
static const Lot lots[] = {
  { 6, COMPLETE, TRUE, TRUE }, { 1, SEALED, TRUE, TRUE }, { 1, SEALED, TRUE, FALSE }, { 1, DECLINED, TRUE, FALSE },
  { 1, TO_SEAL, TRUE, FALSE }, { 12, SEALED },            { 1, WITHDRAWN },           { 177, TO_SEAL },
  { 1, RETURNED },             { 2, IN_REVIEW },
};

/* How long each takes, about, in hundredths of a second. */
enum
{
  COST_ENTER = 20,
  COST_ACTIVATE = 45,
  COST_FILE = 4,
  COST_SEAL = 8,
  COST_SIGN = 60,
};

typedef struct
{
  YxSampleStory *story;
  const Lot *lot;
  YxSamplePerson *person; /* (unowned) */
  guint number;
  YxSampleDesk *desk; /* (owned) (nullable) */
  char *filing;       /* (owned) */
  char *document;     /* (owned) (nullable) */
  GError *error;
} Employee;

typedef gboolean (*EmployeeFunc) (Employee *employee, GError **error);

/* A function's turn for one employee. */
typedef struct
{
  Employee *employee;
  EmployeeFunc func;
  gint *failed; /* atomic; the turns share it */
} Turn;

struct _YxSampleStory
{
  char *folder; /* (owned): of the stores, which go with it */
  YxSampleProgress progress;
  gpointer data;
  GCancellable *cancellable; /* (owned) (nullable) */
  GMutex mutex;
  guint done; /* under the mutex */
  guint all;

  YxSampleWay way;
  char *url;                      /* (owned) (nullable): the same after each revival */
  YxSecret *key;                  /* (owned) of the stores */
  YxSecret *password;             /* (owned) */
  YxSecret *certificate_password; /* (owned) */
  YxSampleEnterprise *enterprise; /* (owned) */
  GPtrArray *people;              /* (owned) of YxSamplePerson */
  GPtrArray *employees;           /* (owned) of Employee */
  YxSampleDesk *desk;             /* (owned) (nullable): the enterprise's */
  YxSeal *seal;                   /* (owned) (nullable) */
  YxDate today;
};

static gboolean
is_before_approval (const Employee *employee)
{
  return employee->lot->fate == IN_REVIEW || employee->lot->fate == RETURNED;
}

static gboolean
gets_sealed (const Employee *employee)
{
  return employee->lot->fate == SEALED || employee->lot->fate == COMPLETE || employee->lot->fate == DECLINED;
}

static guint
cost_of (const Lot *lot)
{
  const Employee one = { .lot = lot };

  return lot->count * (COST_FILE + (lot->account ? COST_ENTER : 0) + (lot->certificate ? COST_ACTIVATE : 0)
                       + (gets_sealed (&one) ? COST_SEAL : 0) + (lot->fate == COMPLETE ? COST_SIGN : 0));
}

static void
tell (YxSampleStory *story, guint cost)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&story->mutex);

  story->done += cost;
  if (story->progress != NULL)
    story->progress (story->done, story->all, story->data);
}

static void
free_employee (gpointer data)
{
  Employee *employee = data;

  g_clear_pointer (&employee->desk, yx_sample_desk_free);
  g_clear_error (&employee->error);
  g_free (employee->filing);
  g_free (employee->document);
  g_free (employee);
}

/* Phones that nobody has, and that are soon typed. */
static void
set_phone (YxSamplePerson *person, guint number)
{
  g_free (person->phone);
  person->phone = g_strdup_printf ("1990000%04u", number);
}

static void
make_up (YxSampleStory *story)
{
  static const guint8 salt[16] = "yinxin sample 1";

  for (gsize l = 0; l < G_N_ELEMENTS (lots); l++)
    for (guint i = 0; i < lots[l].count; i++)
      {
        Employee *employee = g_new0 (Employee, 1);

        employee->story = story;
        employee->lot = &lots[l];
        employee->number = story->employees->len;
        employee->filing = yx_id_new ("fil");
        g_ptr_array_add (story->employees, employee);
      }
  story->people = yx_sample_people_new (SEED, story->employees->len);
  for (guint i = 0; i < story->people->len; i++)
    {
      ((Employee *) story->employees->pdata[i])->person = story->people->pdata[i];
      set_phone (story->people->pdata[i], i + 1);
    }
  story->enterprise = yx_sample_enterprise_new (SEED, salt);
  g_free (story->enterprise->name);
  story->enterprise->name = g_strdup (ENTERPRISE_NAME);
  story->enterprise->industry = ENTERPRISE_INDUSTRY;
  g_free (story->enterprise->login);
  story->enterprise->login = g_strdup (ENTERPRISE_LOGIN);
  set_phone (story->enterprise->head, 0);
}

/**
 * yx_sample_story_new:
 * @folder: where the desks keep their stores meanwhile
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @cancellable: (nullable): ends it
 *
 * Returns: (transfer full): a story of which nothing has happened yet
 */
YxSampleStory *
yx_sample_story_new (const char *folder, YxSampleProgress progress, gpointer data, GCancellable *cancellable)
{
  YxSampleStory *story = g_new0 (YxSampleStory, 1);

  g_mutex_init (&story->mutex);
  story->folder = g_strdup (folder);
  story->progress = progress;
  story->data = data;
  story->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  story->key = yx_secret_new (KEY_SIZE);
  yx_random_bytes (yx_secret_bytes (story->key), KEY_SIZE);
  story->password = yx_secret_new_take_text (g_strdup (PASSWORD));
  story->certificate_password = yx_secret_new_take_text (g_strdup (CERTIFICATE_PASSWORD));
  story->employees = g_ptr_array_new_with_free_func (free_employee);
  story->all = COST_ENTER + COST_ACTIVATE + COST_SIGN;
  for (gsize i = 0; i < G_N_ELEMENTS (lots); i++)
    story->all += cost_of (&lots[i]);
  make_up (story);
  return story;
}

/**
 * yx_sample_story_free:
 * @story: (transfer full): a story
 */
void
yx_sample_story_free (YxSampleStory *story)
{
  g_ptr_array_unref (story->employees);
  g_clear_pointer (&story->desk, yx_sample_desk_free);
  g_clear_pointer (&story->seal, yx_seal_unref);
  g_ptr_array_unref (story->people);
  yx_sample_enterprise_free (story->enterprise);
  yx_secret_unref (story->key);
  yx_secret_unref (story->password);
  yx_secret_unref (story->certificate_password);
  g_clear_object (&story->cancellable);
  g_mutex_clear (&story->mutex);
  g_free (story->folder);
  g_free (story->url);
  g_free (story);
}

static YxSampleDesk *
take_desk (YxSampleStory *story, const char *phone, GError **error)
{
  g_autofree char *certificate = yx_id_new ("crt");
  g_autofree char *name = g_strconcat (phone, ".db", NULL);
  g_autofree char *path = g_build_filename (story->folder, name, NULL);
  const YxSampleWho who = { .phone = phone, .password = story->password, .certificate_password = story->certificate_password,
                            .certificate = certificate, .path = path, .key = story->key, .cancellable = story->cancellable };

  return yx_sample_desk_new (&story->way, &who, error);
}

static void
take_turn (gpointer data)
{
  Turn *turn = data;

  if (!g_atomic_int_get (turn->failed) && !turn->func (turn->employee, &turn->employee->error))
    g_atomic_int_set (turn->failed, TRUE);
}

/* Two at a time; the error is that of the first who fails. */
static gboolean
each (YxSampleStory *story, EmployeeFunc func, GError **error)
{
  guint n = story->employees->len;
  g_autofree Turn *turns = g_new0 (Turn, n);
  g_autoptr (YxWorkers) workers = yx_workers_new ("sample", THREADS, n);
  gint failed = FALSE;

  for (guint i = 0; i < n; i++)
    {
      turns[i] = (Turn){ story->employees->pdata[i], func, &failed };
      if (!yx_workers_run (workers, take_turn, &turns[i], NULL, &turns[i].employee->error))
        g_atomic_int_set (&failed, TRUE);
    }
  g_clear_pointer (&workers, yx_workers_free);
  for (guint i = 0; i < n; i++)
    if (turns[i].employee->error != NULL)
      {
        g_propagate_prefixed_error (error, g_steal_pointer (&turns[i].employee->error), "person %u: ", i + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
enter_enterprise (YxSampleStory *story, GError **error)
{
  g_autoptr (YxEnterpriseRegistration) registration = yx_sample_enterprise_registration (story->enterprise);
  g_autofree char *account = yx_id_new ("acc");
  g_autofree char *id = yx_id_new ("ent");
  gint64 now;

  yx_record_set_text (registration, "account", account);
  story->desk = take_desk (story, story->enterprise->head->phone, error);
  if (story->desk == NULL
      || !yx_sample_desk_enter (story->desk, YX_ACCOUNT_ENTERPRISE, story->enterprise->login, id, registration, error))
    return FALSE;
  tell (story, COST_ENTER);
  now = yx_connection_hall_now (story->desk->actor->connection, story->cancellable, error);
  story->today = yx_date_from_instant (now);
  return now >= 0;
}

static gboolean
make_seal (YxSampleStory *story, GError **error)
{
  g_autofree char *label = yx_flow_seal_label (story->enterprise->name, YX_SEAL_UNIT);
  g_autofree char *id = yx_id_new ("sea");

  if (!yx_sample_desk_activate (story->desk, error))
    return FALSE;
  story->seal = yx_flow_make_seal (story->desk->actor, id, YX_SEAL_UNIT, label, story->cancellable, error);
  tell (story, COST_ACTIVATE);
  return story->seal != NULL;
}

static gboolean
file_contract (Employee *employee, GError **error)
{
  YxSampleStory *story = employee->story;
  YxActor *actor = story->desk->actor;
  g_autoptr (YxFiling) filing = yx_sample_person_filing (employee->person, story->enterprise, story->today);
  g_autoptr (YxFiling) sent = NULL;

  if (yx_flow_queue_filing (actor, yx_actor_scope (actor), employee->filing, filing, story->today, error))
    sent = yx_flow_send_filing (actor, employee->filing, story->cancellable, error);
  if (sent == NULL)
    return FALSE;
  employee->document = g_strdup (sent->document);
  tell (story, COST_FILE);
  return TRUE;
}

static gboolean
file_for_review (Employee *employee, GError **error)
{
  return !is_before_approval (employee) || file_contract (employee, error);
}

/**
 * yx_sample_story_before:
 * @story: a story that begins
 * @hall: its hall, where an officer decides about filings; must outlive the story
 * @hall_folder: the hall's data folder
 *
 * The enterprise registers, gets certificate and seal, and files what an officer returns or has yet to look at.
 *
 * Returns: whether all that has happened
 */
gboolean
yx_sample_story_before (YxSampleStory *story, YxLocalHall *hall, const char *hall_folder, GError **error)
{
  story->url = g_strdup (yx_local_hall_url (hall));
  story->way = (YxSampleWay){ story->url, NULL, yx_local_hall_codes (hall) };
  if (!enter_enterprise (story, error) || !make_seal (story, error) || !each (story, file_for_review, error))
    return FALSE;
  for (guint i = 0; i < story->employees->len; i++)
    {
      Employee *employee = story->employees->pdata[i];

      if (employee->lot->fate == RETURNED
          && !yx_local_hall_return_filing (hall_folder, employee->filing, RETURN_REASON, story->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
enter_person (Employee *employee, GError **error)
{
  YxSampleStory *story = employee->story;
  g_autoptr (YxPersonRegistration) registration = yx_sample_person_registration (employee->person);
  g_autofree char *account = yx_id_new ("acc");

  employee->desk = take_desk (story, employee->person->phone, error);
  if (employee->desk == NULL
      || !yx_sample_desk_enter (employee->desk, YX_ACCOUNT_PERSON, employee->person->phone, account, registration, error))
    return FALSE;
  tell (story, COST_ENTER);
  if (!employee->lot->certificate)
    return TRUE;
  if (!yx_sample_desk_activate (employee->desk, error))
    return FALSE;
  tell (story, COST_ACTIVATE);
  return TRUE;
}

static gboolean
employ (Employee *employee, GError **error)
{
  return is_before_approval (employee)
         || ((!employee->lot->account || enter_person (employee, error)) && file_contract (employee, error));
}

static void
note_sealed (guint done, guint all, const YxSigningResult *result, gpointer story)
{
  tell (story, COST_SEAL);
}

static gboolean
seal_contracts (YxSampleStory *story, GError **error)
{
  YxActor *actor = story->desk->actor;
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < story->employees->len; i++)
    if (gets_sealed (story->employees->pdata[i]))
      g_ptr_array_add (documents, ((Employee *) story->employees->pdata[i])->document);
  if (!yx_sample_desk_unlock (story->desk, YX_CODE_SEAL_VISIT, error))
    return FALSE;
  tell (story, COST_SIGN);
  results = yx_flow_seal_many (actor, documents, story->seal, note_sealed, story, story->cancellable);
  yx_flow_lock (actor);
  for (guint i = 0; i < results->len; i++)
    {
      YxSigningResult *result = results->pdata[i];

      if (result->error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&result->error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
withdraw (YxSampleStory *story, const Employee *employee, GError **error)
{
  YxActor *actor = story->desk->actor;
  g_autoptr (YxHeldDocument) held = yx_flow_document (actor, employee->document, story->cancellable, error);
  g_autoptr (YxDocument) now
      = held != NULL ? yx_flow_withdraw (actor, held->record, WITHDRAW_REASON, story->cancellable, error) : NULL;

  return now != NULL;
}

static gboolean
withdraw_contracts (YxSampleStory *story, GError **error)
{
  for (guint i = 0; i < story->employees->len; i++)
    {
      const Employee *employee = story->employees->pdata[i];

      if (employee->lot->fate == WITHDRAWN && !withdraw (story, employee, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sign (Employee *employee, YxHeldDocument *held, GError **error)
{
  YxActor *actor = employee->desk->actor;
  GCancellable *cancellable = employee->story->cancellable;
  g_autoptr (GBytes) mark = yx_sample_mark (NULL, SEED, employee->number, error);
  const YxSigning signing = { .document = employee->document, .held = held, .mark = mark };
  g_autoptr (YxDocument) consented = NULL;
  g_autoptr (YxRevision) revision = NULL;

  consented = mark != NULL ? yx_flow_consent (actor, held->record, NULL, cancellable, error) : NULL;
  if (consented == NULL || !yx_sample_desk_unlock (employee->desk, YX_CODE_SIGNING, error))
    return FALSE;
  revision = yx_flow_sign (actor, &signing, cancellable, error);
  yx_flow_lock (actor);
  tell (employee->story, COST_SIGN);
  return revision != NULL;
}

/* What the employees do themselves; then they go. */
static gboolean
answer (Employee *employee, GError **error)
{
  GCancellable *cancellable = employee->story->cancellable;
  YxActor *actor = employee->desk != NULL ? employee->desk->actor : NULL;
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (YxDocument) declined = NULL;

  if (actor == NULL)
    return TRUE;
  if (employee->lot->fate == COMPLETE || employee->lot->fate == DECLINED)
    {
      held = yx_flow_document (actor, employee->document, cancellable, error);
      if (held == NULL)
        return FALSE;
    }
  if (employee->lot->fate == COMPLETE && !sign (employee, held, error))
    return FALSE;
  if (employee->lot->fate == DECLINED)
    {
      declined = yx_flow_decline (actor, held->record, DECLINE_REASON, cancellable, error);
      if (declined == NULL)
        return FALSE;
    }
  return yx_flow_sign_out (actor, cancellable, error);
}

static gboolean
all_complete (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  YxSampleStory *story = data;
  g_autoptr (GPtrArray) documents = yx_flow_documents (story->desk->actor, cancellable, error);
  guint complete = 0;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    complete += ((YxDocument *) documents->pdata[i])->state == YX_DOCUMENT_COMPLETE;
  *done = complete == lots[0].count;
  return documents != NULL;
}

/**
 * yx_sample_story_live:
 * @story: a story whose hall now approves filings by rule
 *
 * All others are employed; contracts are sealed, signed, declined, withdrawn. In the end nobody is signed in.
 *
 * Returns: whether all that has happened
 */
gboolean
yx_sample_story_live (YxSampleStory *story, GError **error)
{
  return each (story, employ, error) && seal_contracts (story, error) && withdraw_contracts (story, error)
         && each (story, answer, error)
         && yx_flow_await (story->desk->actor, all_complete, story, COMPLETE_SECONDS, story->cancellable, error)
         && yx_flow_sign_out (story->desk->actor, story->cancellable, error);
}

static YxSampleAccount *
describe (YxAccountKind kind, const char *login, const char *name, gboolean certified, gboolean waiting)
{
  YxSampleAccount *account = yx_sample_account_new ();

  yx_record_set_int (account, "kind", kind);
  yx_record_set_text (account, "login", login);
  yx_record_set_text (account, "name", name);
  yx_record_set_int (account, "certified", certified);
  yx_record_set_int (account, "waiting", waiting);
  return account;
}

static void
describe_people (YxSampleStory *story, gboolean waiting, GPtrArray *accounts)
{
  for (guint i = 0; i < story->employees->len; i++)
    {
      const Employee *employee = story->employees->pdata[i];
      const YxSamplePerson *person = employee->person;

      if (employee->lot->account && (employee->lot->fate == SEALED) == waiting)
        g_ptr_array_add (accounts,
                         describe (YX_ACCOUNT_PERSON, person->phone, person->name, employee->lot->certificate, waiting));
    }
}

/**
 * yx_sample_story_describe:
 * @story: a story
 *
 * Returns: (transfer full): who is in it, and with what they sign in; those who have something to sign come first
 */
YxSampleGuide *
yx_sample_story_describe (YxSampleStory *story)
{
  YxSampleGuide *sample = yx_sample_guide_new ();
  GPtrArray *accounts = g_ptr_array_new_with_free_func (yx_record_unref);

  yx_record_set_text (sample, "password", PASSWORD);
  yx_record_set_text (sample, "certificate_password", CERTIFICATE_PASSWORD);
  g_ptr_array_add (accounts, describe (YX_ACCOUNT_ENTERPRISE, story->enterprise->login, story->enterprise->name, TRUE, FALSE));
  describe_people (story, TRUE, accounts);
  describe_people (story, FALSE, accounts);
  yx_record_take_list (sample, "accounts", accounts);
  return sample;
}
