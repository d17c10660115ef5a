/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-seals.h"
#include "model/yx-contract.h"
#include "model/yx-document-page.h"
#include "model/yx-event-page.h"
#include "model/yx-filing-page.h"
#include "model/yx-revision-page.h"
#include "model/yx-seal-page.h"
#include "pdf/yx-pdf-document.h"
#include "seal/yx-seal-number.h"

static void
open_desk (Desk *desk, const char *config)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_configure (fixture, config);
  desk_open (desk, fixture);
  story_register (desk->fixture, desk->employer);
  story_sign_in (desk->fixture, desk->employer);
}

static YxHallCall *
prepare (Desk *desk)
{
  g_autofree char *id = yx_id_new ("fil");
  YxHallCall *call
      = story_call (desk->fixture, YX_API_FILING_SUBMIT, desk->employer, desk->employer->enterprise, id);

  call->request = (YxRecord *)story_filing (desk->worker);
  return call;
}

static void
test_approved (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) get = NULL;
  g_autoptr (YxHallCall) contract = NULL;
  g_autoptr (YxHallCall) bytes = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (YxPdfDocument) pdf = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *number = NULL;
  YxFiling *filing;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk);
  story_does (call);
  filing = (YxFiling *)call->answer;
  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  g_assert_cmpstr (filing->w_name, ==, desk.worker->name);
  g_assert_cmpint (filing->base, ==, 600000);
  get = story_call (desk.fixture, YX_API_FILING_GET, desk.employer, desk.employer->enterprise, filing->id);
  story_does (get);
  g_assert_true (yx_record_equal (get->answer, filing));
  contract = story_call (desk.fixture, YX_API_CONTRACT_GET, desk.employer, desk.employer->enterprise,
                         filing->contract);
  story_does (contract);
  number = g_strdup_printf ("%s-2026-00001", desk.employer->uscc);
  g_assert_cmpstr (((YxContract *)contract->answer)->contract_no, ==, number);
  g_assert_cmpint (((YxContract *)contract->answer)->state, ==, YX_CONTRACT_PENDING);
  document = story_document (desk.fixture, desk.employer, filing->document);
  g_assert_cmpint (document->state, ==, YX_DOCUMENT_TO_SEAL);
  g_assert_nonnull (strstr (document->title, number));
  whole = story_bytes (desk.fixture, desk.employer, filing->document);
  g_assert_cmpint ((gint64)g_bytes_get_size (whole), ==, document->size);
  pdf = yx_pdf_document_open (whole, NULL, NULL);
  g_assert_nonnull (pdf);
  fields = yx_pdf_document_fields (pdf, NULL);
  g_assert_cmpuint (fields->len, ==, 3);
}

static void
test_again (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) same = NULL;
  g_autoptr (YxHallCall) other = NULL;
  g_autoptr (YxHallCall) unmarked = NULL;
  g_autoptr (YxHallCall) list = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk);
  same = story_call (desk.fixture, YX_API_FILING_SUBMIT, desk.employer, desk.employer->enterprise,
                     call->parameters.values[1]);
  same->request = yx_record_copy (call->request);
  other = story_call (desk.fixture, YX_API_FILING_SUBMIT, desk.employer, desk.employer->enterprise,
                      call->parameters.values[1]);
  other->request = yx_record_copy (call->request);
  yx_record_set_int (other->request, "base", 600001);
  unmarked = prepare (&desk);
  unmarked->creates = FALSE;
  story_does (call);
  story_does (same);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_true (yx_record_equal (same->answer, call->answer));
  story_refused (other, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
  story_refused (unmarked, YX_PROBLEM_PRECONDITION_REQUIRED, NULL);
  list = story_call (desk.fixture, YX_API_DOCUMENT_LIST, desk.employer, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxDocumentPage *)list->answer)->items->len, ==, 1);
}

static void
test_refused (void)
{
  g_auto (Desk) desk = { NULL };
  static const struct
  {
    const char *field;
    const char *value;
    YxProblemCode code;
    const char *blamed;
  } cases[] = {
    { "filing_kind", "renewal", YX_PROBLEM_INVALID_FIELD, "filing_kind" },
    { "w_doc_no", "220102199001010011", YX_PROBLEM_INVALID_FIELD, "w_doc_no" },
    { "prob_to", "2026-09-30", YX_PROBLEM_LAW, "prob_to" },
    { "prob_pay", "10", YX_PROBLEM_LAW, "prob_pay" },
  };

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxHallCall) call = prepare (&desk);

      g_assert_true (yx_record_set_typed (call->request, cases[i].field, cases[i].value, NULL));
      story_refused (call, cases[i].code, cases[i].blamed);
    }
}

/* After the first contract, which ends on 2029-02-28. */
static void
file_later (YxRecord *request)
{
  yx_record_set_int (request, "employment_start", yx_date_new (2029, 3, 1));
  yx_record_set_int (request, "from", yx_date_new (2029, 3, 1));
  yx_record_set_int (request, "to", yx_date_new (2032, 2, 29));
  yx_record_set_int (request, "prob_from", yx_date_new (2029, 3, 1));
  yx_record_set_int (request, "prob_to", yx_date_new (2029, 4, 30));
}

/* The law's refusal names its article; a second contract may not overlap nor have a second probation. */
static void
test_rehire (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) first = NULL;
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (GError) error = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  first = prepare (&desk);
  second = prepare (&desk);
  story_does (first);
  g_assert_false (story_run (second, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  g_assert_nonnull (strstr (error->message, "L-overlap"));
  g_clear_error (&error);
  file_later (second->request);
  g_assert_false (story_run (second, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
  g_assert_nonnull (strstr (error->message, "L19"));
  yx_record_unset (second->request, "prob_from");
  yx_record_unset (second->request, "prob_to");
  yx_record_unset (second->request, "prob_pay");
  story_does (second);
}

typedef struct
{
  YxHallCall *call;
  gboolean done;
  GError *error;
} Racer;

static gpointer
race (gpointer data)
{
  Racer *racer = data;

  racer->done = story_run (racer->call, &racer->error);
  return NULL;
}

/* Filings of the same worker at the same moment: only one of them may stand. */
static void
test_rehire_at_once (void)
{
  g_auto (Desk) desk = { NULL };
  Racer racers[4] = { { NULL } };
  GThread *threads[G_N_ELEMENTS (racers)];
  guint done = 0;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    racers[i].call = prepare (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    threads[i] = g_thread_new ("racer", race, &racers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    {
      g_thread_join (threads[i]);
      if (racers[i].done)
        done++;
      else
        {
          g_assert_error (racers[i].error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW);
          g_assert_nonnull (strstr (racers[i].error->message, "L-overlap"));
        }
      g_clear_error (&racers[i].error);
      yx_hall_call_free (racers[i].call);
    }
  g_assert_cmpuint (done, ==, 1);
}

/* Warnings don't stop a filing; they stay in its history. */
static void
test_warned (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autofree char *sql = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  yx_test_clock_turn (desk.fixture->clock, 60 * G_TIME_SPAN_DAY);
  call = prepare (&desk);
  story_does (call);
  sql = g_strdup_printf ("UPDATE \"event\" SET \"address\" = 'seen' WHERE \"action\" = 'filing.warned.L10'");
  story_sql (desk.fixture, sql);
  g_assert_cmpint (((YxFiling *)call->answer)->state, ==, YX_FILING_APPROVED);
}

static void
set_typed (gpointer record, const char *settings)
{
  g_auto (GStrv) words = g_strsplit (settings, " ", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (*pair[1] == '\0')
        yx_record_unset (record, pair[0]);
      else
        yx_record_set_typed (record, pair[0], pair[1], &error);
      g_assert_no_error (error);
    }
}

#define DISPATCHED \
  "use_form=dispatch host_name=长春市北辰汽车零部件有限公司 host_uscc=91220106MA17X4D259 dispatch_kind=auxiliary " \
  "dispatch_from=2026-03-01 dispatch_to=2027-02-28"

/* The form of employment and the kind of term choose what the contract is written on. */
static void
test_templates (void)
{
  static const struct
  {
    const char *settings;
    const char *version; /* NULL: refused */
  } cases[] = {
    { "kind=fixed use_form=full_time", "contract-fixed/2" },
    { "kind=open_ended to=", "contract-open-ended/1" },
    { "kind=task task=生产线调试 to= prob_from= prob_to= prob_pay=", "contract-task/1" },
    { "use_form=part_time base_unit=hour base=30 day_h=4 week_h=20 cycle=half_month prob_from= prob_to= prob_pay=",
      "contract-part-time/1" },
    { DISPATCHED, "contract-dispatch/1" },
    { DISPATCHED " kind=task task=生产线调试 to= prob_from= prob_to= prob_pay=", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Desk) desk = { NULL };
      g_autoptr (YxHallCall) call = NULL;
      g_autoptr (YxDocument) document = NULL;

      open_desk (&desk, HALL_FIXTURE_CONFIG);
      call = prepare (&desk);
      set_typed (call->request, cases[i].settings);
      if (cases[i].version == NULL)
        {
          g_assert_false (story_run (call, NULL));
          continue;
        }
      story_does (call);
      document = story_document (desk.fixture, desk.employer, ((YxFiling *)call->answer)->document);
      g_assert_cmpstr (document->template_version, ==, cases[i].version);
    }
}

/* What does not fit on paper is refused with the reason, however short its fields are. */
static void
test_endless (void)
{
  static const char *const fields[]
      = { "hire_conditions", "duty", "rest", "pay_other", "protection", "secret_scope", "other" };
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  call = prepare (&desk);
  for (guint i = 0; i < 490; i++)
    g_string_append (lines, "行\n");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    yx_record_set_text (call->request, fields[i], lines->str);
  story_refused (call, YX_PROBLEM_INVALID_FIELD, NULL);
}

static void
test_officer (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (YxHallCall) list = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  desk.fixture->hall->config->filings = YX_HALL_FILINGS_BY_OFFICER;
  call = prepare (&desk);
  story_does (call);
  g_assert_cmpint (((YxFiling *)call->answer)->state, ==, YX_FILING_SUBMITTED);
  g_assert_null (((YxFiling *)call->answer)->document);
  list = story_call (desk.fixture, YX_API_DOCUMENT_LIST, desk.employer, NULL, NULL);
  story_does (list);
  g_assert_cmpuint (((YxDocumentPage *)list->answer)->items->len, ==, 0);
}

static void
test_pages (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *cursor = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (YxHallCall) garbage = NULL;
  guint pages = 0;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (StoryActor) worker = story_person_new (20 + i);

      yx_filing_unref (story_file (desk.fixture, desk.employer, worker));
      if (i != 2)
        yx_test_clock_turn (desk.fixture->clock, G_USEC_PER_SEC);
    }
  do
    {
      g_autoptr (YxHallCall) call
          = story_call (desk.fixture, YX_API_FILING_LIST, desk.employer, desk.employer->enterprise, NULL);
      YxFilingPage *page;

      call->limit = 2;
      call->cursor = g_steal_pointer (&cursor);
      story_does (call);
      page = (YxFilingPage *)call->answer;
      g_assert_cmpuint (page->items->len, <=, 2);
      for (guint i = 0; i < page->items->len; i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (((YxFiling *)page->items->pdata[i])->id)));
      cursor = g_strdup (page->next);
      pages++;
    }
  while (cursor != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);
  g_assert_cmpuint (pages, ==, 3);
  garbage = story_call (desk.fixture, YX_API_FILING_LIST, desk.employer, desk.employer->enterprise, NULL);
  garbage->cursor = g_strdup ("'; DROP");
  story_refused (garbage, YX_PROBLEM_INVALID_FIELD, "cursor");
}

static void
test_strangers (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (StoryActor) other = story_enterprise_new (5);
  g_autoptr (YxFiling) filing = NULL;
  static const YxEndpointId endpoints[]
      = { YX_API_FILING_GET, YX_API_FILING_LIST,   YX_API_CONTRACT_GET,  YX_API_SEAL_GET,
          YX_API_SEAL_LIST,  YX_API_SEAL_USE_LIST, YX_API_ENTERPRISE_GET };

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_make_seal (desk.fixture, desk.employer);
  filing = story_file (desk.fixture, desk.employer, desk.worker);
  story_register (desk.fixture, other);
  story_sign_in (desk.fixture, other);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      const char *object = endpoints[i] == YX_API_FILING_GET     ? filing->id
                           : endpoints[i] == YX_API_CONTRACT_GET ? filing->contract
                                                                 : desk.employer->seal->id;
      g_autoptr (YxHallCall) foreign
          = story_call (desk.fixture, endpoints[i], other, desk.employer->enterprise, object);

      story_refused (foreign, YX_PROBLEM_NOT_FOUND, NULL);
      if (i < 4 && i != 1)
        {
          g_autoptr (YxHallCall) own
              = story_call (desk.fixture, endpoints[i], other, other->enterprise, object);

          story_refused (own, YX_PROBLEM_NOT_FOUND, NULL);
        }
    }
}

static void
test_seal (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *id = yx_id_new ("sea");
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (YxHallCall) other = NULL;
  g_autoptr (YxHallCall) get = NULL;
  g_autoptr (YxHallCall) same = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_make_seal (desk.fixture, desk.employer);
  g_assert_true (yx_seal_number_check (desk.employer->seal->number));
  g_assert_true (g_str_has_prefix (desk.employer->seal->number, "220101"));
  get = story_call (desk.fixture, YX_API_SEAL_GET, desk.employer, desk.employer->enterprise,
                    desk.employer->seal->id);
  story_does (get);
  g_assert_true (yx_record_equal (get->answer, desk.employer->seal));
  same = story_call (desk.fixture, YX_API_SEAL_MAKE, desk.employer, desk.employer->enterprise,
                     desk.employer->seal->id);
  same->request = story_record (&yx_seal_type, "kind", "unit", "name", "春城机械公章", NULL);
  story_does (same);
  g_assert_cmpuint (same->status, ==, 200);
  second = story_call (desk.fixture, YX_API_SEAL_MAKE, desk.employer, desk.employer->enterprise, id);
  second->request = story_record (&yx_seal_type, "kind", "unit", "name", "第二枚", NULL);
  story_refused (second, YX_PROBLEM_CONFLICT, "kind");
  story_sql (desk.fixture, "UPDATE \"seal\" SET \"state\" = 'voided'");
  story_does (second);
  other = story_call (desk.fixture, YX_API_SEAL_MAKE, desk.employer, desk.employer->enterprise, id);
  other->request = story_record (&yx_seal_type, "kind", "invoice", "name", "发票", NULL);
  story_refused (other, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL);
}

typedef struct
{
  const char *enterprise;
  GPtrArray *seals;
} Renewal;

static gboolean
replace_seals (YxHallWrite *write, gpointer data, GError **error)
{
  Renewal *renewal = data;

  return yx_hall_seals_replace (write, renewal->enterprise, renewal->seals, error);
}

/* Two renewals from the same version: the second begins again. So does one that missed a new seal. */
static void
test_seal_renewals (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) enterprise = NULL;
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) seals = NULL;
  g_autoptr (GError) error = NULL;
  Renewal renewal;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_make_seal (desk.fixture, desk.employer);
  enterprise
      = story_call (desk.fixture, YX_API_ENTERPRISE_GET, desk.employer, desk.employer->enterprise, NULL);
  story_does (enterprise);
  seals = yx_hall_seals_renew (desk.fixture->hall, (YxEnterprise *)enterprise->answer, nobody, &error);
  g_assert_no_error (error);
  renewal = (Renewal){ desk.employer->enterprise, none };
  g_assert_false (yx_hall_write (desk.fixture->hall, NULL, replace_seals, &renewal, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_BUSY);
  g_clear_error (&error);
  renewal.seals = seals;
  g_assert_true (yx_hall_write (desk.fixture->hall, NULL, replace_seals, &renewal, &error));
  g_assert_no_error (error);
  g_assert_false (yx_hall_write (desk.fixture->hall, NULL, replace_seals, &renewal, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_BUSY);
}

/* Whose identity was checked is found by number and name, another phone notwithstanding. */
static void
test_checked_worker (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxFiling) unchecked = NULL;
  g_autoptr (YxFiling) checked = NULL;
  g_autoptr (YxHallCall) call = NULL;

  open_desk (&desk, HALL_FIXTURE_CONFIG);
  story_register (desk.fixture, desk.worker);
  story_sign_in (desk.fixture, desk.worker);
  g_free (desk.worker->phone);
  desk.worker->phone = story_phone (88);
  unchecked = story_file (desk.fixture, desk.employer, desk.worker);
  g_assert_null (unchecked->person);
  story_sql (desk.fixture, "UPDATE \"person\" SET \"identity\" = 'attended'");
  call = prepare (&desk);
  file_later (call->request);
  yx_record_unset (call->request, "prob_from");
  yx_record_unset (call->request, "prob_to");
  yx_record_unset (call->request, "prob_pay");
  yx_record_unset (call->request, "w_doc_type");
  story_does (call);
  g_assert_cmpstr (((YxFiling *)call->answer)->person, ==, desk.worker->session->person);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/filings/approved", test_approved);
  g_test_add_func ("/hall/filings/again", test_again);
  g_test_add_func ("/hall/filings/refused", test_refused);
  g_test_add_func ("/hall/filings/rehire", test_rehire);
  g_test_add_func ("/hall/filings/rehire-at-once", test_rehire_at_once);
  g_test_add_func ("/hall/filings/warned", test_warned);
  g_test_add_func ("/hall/filings/templates", test_templates);
  g_test_add_func ("/hall/filings/endless", test_endless);
  g_test_add_func ("/hall/filings/officer", test_officer);
  g_test_add_func ("/hall/filings/pages", test_pages);
  g_test_add_func ("/hall/filings/strangers", test_strangers);
  g_test_add_func ("/hall/filings/seal", test_seal);
  g_test_add_func ("/hall/filings/seal-renewals", test_seal_renewals);
  g_test_add_func ("/hall/filings/checked-worker", test_checked_worker);
  return g_test_run ();
}
