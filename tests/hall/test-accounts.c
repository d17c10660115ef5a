/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "model/yx-account.h"
#include "model/yx-document-page.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-enterprise.h"
#include "model/yx-feed-page.h"
#include "model/yx-hall-info.h"
#include "model/yx-person-registration.h"
#include "model/yx-person.h"

static HallFixture *
open_hall (void)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  return fixture;
}

/* A registration that was not sent yet. */
static YxHallCall *
prepare (HallFixture *fixture, StoryActor *actor)
{
  YxHallCall *call = actor->login != NULL
                         ? story_call (fixture, YX_API_ENTERPRISE_REGISTER, NULL, actor->enterprise, NULL)
                         : story_call (fixture, YX_API_PERSON_REGISTER, NULL, actor->account, NULL);

  story_ask_code (fixture, actor, "register");
  call->request = story_registration (fixture, actor);
  return call;
}

static YxHallCall *
again (HallFixture *fixture, StoryActor *actor, YxHallCall *call)
{
  YxHallCall *copy = story_call (fixture, call->endpoint->id, NULL, call->parameters.values[0], NULL);

  copy->request = yx_record_copy (call->request);
  return copy;
}

static void
test_enterprise (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) actor = story_enterprise_new (1);
  g_autoptr (YxHallCall) call = prepare (fixture, actor);
  g_autoptr (YxHallCall) account = NULL;
  g_autoptr (YxHallCall) person = NULL;
  g_autoptr (YxHallCall) enterprise = NULL;

  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
  g_assert_cmpstr (((YxAccount *)call->answer)->id, ==, actor->account);
  story_sign_in (fixture, actor);
  account = story_call (fixture, YX_API_ACCOUNT_GET, actor, NULL, NULL);
  story_does (account);
  g_assert_cmpstr (((YxAccount *)account->answer)->login, ==, actor->login);
  g_assert_cmpstr (account->etag, ==, "1");
  person = story_call (fixture, YX_API_PERSON_GET, actor, NULL, NULL);
  story_does (person);
  g_assert_cmpstr (((YxPerson *)person->answer)->name, ==, actor->name);
  g_assert_cmpstr (((YxPerson *)person->answer)->doc_no, ==, actor->doc_no);
  g_assert_false (yx_record_has (person->answer, "doc_to"));
  enterprise = story_call (fixture, YX_API_ENTERPRISE_GET, actor, actor->enterprise, NULL);
  story_does (enterprise);
  g_assert_cmpstr (((YxEnterprise *)enterprise->answer)->u_uscc, ==, actor->uscc);
  g_assert_cmpstr (((YxEnterprise *)enterprise->answer)->u_head, ==, actor->name);
}

/* The answer was lost: the same again is no clash, whoever asks and however late. */
static void
test_again (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) employer = story_enterprise_new (1);
  g_autoptr (StoryActor) worker = story_person_new (2);
  StoryActor *actors[] = { employer, worker };

  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (YxHallCall) call = prepare (fixture, actors[i]);
      g_autoptr (YxHallCall) same = again (fixture, actors[i], call);
      g_autoptr (YxHallCall) other = again (fixture, actors[i], call);
      g_autoptr (YxHallCall) password = again (fixture, actors[i], call);
      g_autoptr (YxHallCall) unmarked = again (fixture, actors[i], call);

      story_does (call);
      yx_test_clock_turn (fixture->clock, 400 * G_TIME_SPAN_DAY);
      story_does (same);
      g_assert_cmpuint (same->status, ==, 200);
      g_assert_true (yx_record_equal (same->answer, call->answer));
      yx_record_set_text (other->request, "phone", "13812345678");
      story_refused (other, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
      story_secret (password->request, "password", "Anders0000");
      story_refused (password, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
      unmarked->creates = FALSE;
      story_refused (unmarked, YX_PROBLEM_PRECONDITION_REQUIRED, NULL);
    }
}

static void
test_refused_entries (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) actor = story_person_new (1);
  g_autoptr (YxHallCall) call = prepare (fixture, actor);
  static const struct
  {
    const char *field;
    const char *value;
    const char *blamed;
  } cases[] = {
    { "consent", "false", "consent" },
    { "doc_no", "220102199001010011", "doc_no" },
    { "doc_type", "hk_macao_permit", "doc_no" },
    { "doc_to", "2019-12-31", "doc_to" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxHallCall) bad = again (fixture, actor, call);

      g_assert_true (yx_record_set_typed (bad->request, cases[i].field, cases[i].value, NULL));
      story_refused (bad, YX_PROBLEM_INVALID_FIELD, cases[i].blamed);
    }
  story_does (call);
}

/* A clash is named only to who has the code, and costs the code (spec.md 1.1-6). */
static void
test_clash_after_code (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) first = story_enterprise_new (1);
  g_autoptr (StoryActor) second = story_enterprise_new (2);
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) blind = NULL;
  g_autoptr (YxHallCall) used = NULL;

  story_register (fixture, first);
  g_free (second->login);
  second->login = g_strdup (first->login);
  call = prepare (fixture, second);
  blind = again (fixture, second, call);
  used = again (fixture, second, call);
  story_secret (blind->request, "code", "no-one");
  story_refused (blind, YX_PROBLEM_WRONG_CODE, "code");
  story_refused (call, YX_PROBLEM_CONFLICT, "login");
  story_refused (used, YX_PROBLEM_WRONG_CODE, "code");
}

static void
test_clashes (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) first = story_enterprise_new (1);
  g_autoptr (StoryActor) worker = story_person_new (2);
  static const struct
  {
    const char *field;
    gboolean of_worker; /* whose value is taken over */
  } cases[] = { { "u_uscc", FALSE }, { "doc_no", TRUE }, { "phone", TRUE } };

  story_register (fixture, first);
  story_register (fixture, worker);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StoryActor) other = story_enterprise_new (10 + i);
      g_autoptr (YxHallCall) call = NULL;

      if (strcmp (cases[i].field, "u_uscc") == 0)
        {
          g_free (other->uscc);
          other->uscc = g_strdup (first->uscc);
        }
      else if (strcmp (cases[i].field, "doc_no") == 0)
        {
          g_free (other->doc_no);
          other->doc_no = g_strdup (worker->doc_no);
        }
      else
        {
          g_free (other->phone);
          other->phone = g_strdup (worker->phone);
        }
      call = prepare (fixture, other);
      story_refused (call, YX_PROBLEM_CONFLICT,
                     strcmp (cases[i].field, "doc_no") == 0 ? "u_head" : cases[i].field);
    }
}

static void
test_account_id_taken (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) first = story_enterprise_new (1);
  g_autoptr (StoryActor) second = story_enterprise_new (2);
  g_autoptr (YxHallCall) call = NULL;

  story_register (fixture, first);
  g_free (second->account);
  second->account = g_strdup (first->account);
  call = prepare (fixture, second);
  story_refused (call, YX_PROBLEM_CONFLICT, "account");
}

/* One human, one document number, several roles: the head registers as a person too. */
static void
test_joins_head (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) employer = story_enterprise_new (1);
  g_autoptr (StoryActor) human = story_person_new (1);
  g_autoptr (StoryActor) twin = story_person_new (1);
  g_autoptr (StoryActor) moved = story_person_new (1);
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (YxHallCall) phone = NULL;

  story_register (fixture, employer);
  story_register (fixture, human);
  story_sign_in (fixture, employer);
  story_sign_in (fixture, human);
  g_assert_cmpstr (employer->session->person, ==, human->session->person);
  g_assert_null (human->session->enterprise);
  second = prepare (fixture, twin);
  story_refused (second, YX_PROBLEM_CONFLICT, "doc_no");
  g_free (moved->phone);
  moved->phone = story_phone (77);
  phone = prepare (fixture, moved);
  story_refused (phone, YX_PROBLEM_CONFLICT, "phone");
}

/* Filed before they registered: number and phone together make it theirs, the number alone does not. */
static void
test_joins_filings (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) employer = story_enterprise_new (1);
  g_autoptr (StoryActor) worker = story_person_new (2);
  g_autoptr (StoryActor) other = story_person_new (3);
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxFiling) mistyped = NULL;
  g_autoptr (YxHallCall) list = NULL;
  g_autoptr (YxHallCall) none = NULL;

  story_register (fixture, employer);
  story_sign_in (fixture, employer);
  filing = story_file (fixture, employer, worker);
  g_assert_null (filing->person);
  g_free (other->phone);
  other->phone = story_phone (99);
  mistyped = story_file (fixture, employer, other);
  g_free (other->phone);
  other->phone = story_phone (3);
  story_register (fixture, worker);
  story_register (fixture, other);
  story_sign_in (fixture, worker);
  story_sign_in (fixture, other);
  list = story_call (fixture, YX_API_DOCUMENT_LIST, worker, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxDocumentPage *)list->answer)->items->len, ==, 1);
  g_assert_cmpstr (((YxDocument *)((YxDocumentPage *)list->answer)->items->pdata[0])->id, ==,
                   filing->document);
  none = story_call (fixture, YX_API_DOCUMENT_LIST, other, NULL, NULL);
  story_does (none);
  g_assert_cmpuint (((YxDocumentPage *)none->answer)->items->len, ==, 0);
}

static void
test_foreign_enterprise (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (StoryActor) first = story_enterprise_new (1);
  g_autoptr (StoryActor) second = story_enterprise_new (2);
  g_autofree char *unknown = yx_id_new ("ent");
  g_autoptr (YxHallCall) foreign = NULL;
  g_autoptr (YxHallCall) nothing = NULL;

  story_register (fixture, first);
  story_register (fixture, second);
  story_sign_in (fixture, first);
  foreign = story_call (fixture, YX_API_ENTERPRISE_GET, first, second->enterprise, NULL);
  story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
  nothing = story_call (fixture, YX_API_ENTERPRISE_GET, first, unknown, NULL);
  story_refused (nothing, YX_PROBLEM_NOT_FOUND, NULL);
}

static void
test_hall_info (void)
{
  g_autoptr (HallFixture) fixture = open_hall ();
  g_autoptr (YxHallCall) call = story_call (fixture, YX_API_HALL_GET, NULL, NULL, NULL);
  g_autoptr (YxHallCall) changed = story_call (fixture, YX_API_HALL_GET, NULL, NULL, NULL);
  YxHallInfo *info;
  guint roles = 0;

  story_does (call);
  info = (YxHallInfo *)call->answer;
  g_assert_cmpstr (info->name, ==, "测试网厅");
  g_assert_cmpstr (info->epoch, ==, fixture->hall->epoch);
  g_assert_cmpint (info->now, ==, YX_TEST_NOW);
  g_assert_false (info->own_hall);
  for (guint i = 0; i < info->authorities->len; i++)
    roles |= 1u << ((YxAuthorityEntry *)info->authorities->pdata[i])->role;
  g_assert_cmpuint (roles, ==, 0x1f);
  g_assert_false (info->supplements_running);
  fixture->hall->config->supplements = YX_HALL_SUPPLEMENTS_RUNNING;
  story_does (changed);
  g_assert_true (((YxHallInfo *)changed->answer)->supplements_running);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/accounts/enterprise", test_enterprise);
  g_test_add_func ("/hall/accounts/again", test_again);
  g_test_add_func ("/hall/accounts/refused-entries", test_refused_entries);
  g_test_add_func ("/hall/accounts/clash-after-code", test_clash_after_code);
  g_test_add_func ("/hall/accounts/clashes", test_clashes);
  g_test_add_func ("/hall/accounts/account-id-taken", test_account_id_taken);
  g_test_add_func ("/hall/accounts/joins-head", test_joins_head);
  g_test_add_func ("/hall/accounts/joins-filings", test_joins_filings);
  g_test_add_func ("/hall/accounts/foreign-enterprise", test_foreign_enterprise);
  g_test_add_func ("/hall/accounts/hall-info", test_hall_info);
  return g_test_run ();
}
