/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-config-check.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-seals.h"
#include "model/yx-rights.h"
#include "model/yx-seal-page.h"
#include "model/yx-seal-use-page.h"
#include "model/yx-seal-voiding.h"
#include "seal/yx-seal-object.h"

#define WRONG_PROOF "0000000000000000000000000000000000000000000000000000000000000000"

/* A request to void the actor's seal with a code that was just sent. */
static YxHallCall *
voiding (Story *story, StoryActor *actor, const char *enterprise)
{
  YxHallCall *call
      = story_call (story->fixture, YX_API_SEAL_VOID, actor, enterprise, story->employer->seal->id);
  g_autofree char *code = NULL;

  story_ask_code (story->fixture, actor, "seal-visit");
  code = story_code (story->fixture, actor->phone, "seal-visit");
  call->request = yx_record_new (&yx_seal_voiding_type);
  story_secret (call->request, "code", code);
  yx_record_set_secret (call->request, "proof", actor->proof);
  return call;
}

static void
void_seal (Story *story)
{
  g_autoptr (YxHallCall) call = voiding (story, story->employer, story->employer->enterprise);

  story_does (call);
  g_assert_cmpint (((YxSeal *)call->answer)->state, ==, YX_SEAL_VOIDED);
}

static YxSeal *
seal_now (Story *story)
{
  g_autoptr (YxHallCall) call = story_call (story->fixture, YX_API_SEAL_GET, story->employer,
                                            story->employer->enterprise, story->employer->seal->id);

  story_does (call);
  return (YxSeal *)g_steal_pointer (&call->answer);
}

static gint64
count (Story *story, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = NULL;
  g_autofree char *path = hall_fixture_path (story->fixture, "hall.db");
  g_autoptr (YxStatement) statement = NULL;
  gint64 number;

  db = yx_database_open (path, YX_DATABASE_READ, &error);
  g_assert_no_error (error);
  statement = yx_database_prepare (db, sql, &error);
  g_assert_no_error (error);
  g_assert_true (yx_statement_row (statement, &error));
  number = yx_statement_int (statement, "number");
  return number;
}

static YxHallCall *
seal_document (Story *story)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, story->employer, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, story->employer, story->document);
  const char *place = yx_seal_place ((YxSealKind)story->employer->seal->kind);
  g_autoptr (GBytes) appended
      = story_sign (story->fixture, story->employer, head, place != NULL ? place : "yx.employer");

  return story_append (story->fixture, story->employer, document, id, appended);
}

/* Voided once and for ever; told to the feed and the history; the type may be applied for again. */
static void
test_void (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = voiding (story, story->employer, story->employer->enterprise);
  g_autoptr (YxHallCall) second = story_seal_request (story->fixture, story->employer, "unit");
  g_autoptr (YxHallCall) again = NULL;
  g_autoptr (YxSeal) after = NULL;
  g_autofree char *old = g_strdup (story->employer->seal->id);

  story_refused (second, YX_PROBLEM_CONFLICT, "kind");
  story_does (call);
  after = seal_now (story);
  g_assert_cmpint (after->state, ==, YX_SEAL_VOIDED);
  g_assert_cmpint (after->voided, ==, yx_clock_now (story->fixture->clock));
  g_assert_true (g_bytes_equal (after->object, story->employer->seal->object));
  g_assert_cmpint (count (story, "SELECT COUNT (*) AS number FROM \"event\" WHERE \"action\" = 'seal.voided'"),
                   ==, 1);
  g_assert_cmpint (count (story, "SELECT COUNT (*) AS number FROM \"feed_entry\" WHERE \"kind\" = 'seal'"), ==,
                   2);
  story_make_seal (story->fixture, story->employer);
  g_assert_cmpstr (story->employer->seal->id, !=, old);
  g_assert_cmpstr (story->employer->seal->number, !=, after->number);
  again = story_call (story->fixture, YX_API_SEAL_VOID, story->employer, story->employer->enterprise, old);
  again->request = yx_record_copy (call->request);
  story_does (again);
  g_assert_true (yx_record_equal (again->answer, call->answer));
  g_assert_cmpint (count (story, "SELECT COUNT (*) AS number FROM \"event\" WHERE \"action\" = 'seal.voided'"),
                   ==, 1);
}

/* Wrong code or password, and strangers, change nothing. */
static void
test_void_refused (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) code = voiding (story, story->employer, story->employer->enterprise);
  g_autoptr (YxHallCall) proof = story_call (story->fixture, YX_API_SEAL_VOID, story->employer,
                                             story->employer->enterprise, story->employer->seal->id);
  g_autoptr (YxHallCall) stranger = NULL;
  g_autoptr (YxHallCall) worker = voiding (story, story->worker, story->employer->enterprise);
  g_autoptr (StoryActor) other = story_enterprise_new (7);
  g_autofree char *right = story_code (story->fixture, story->employer->phone, "seal-visit");
  g_autoptr (YxSeal) after = NULL;

  story_secret (code->request, "code", strcmp (right, "000000") == 0 ? "000001" : "000000");
  story_refused (code, YX_PROBLEM_WRONG_CODE, "code");
  proof->request = yx_record_new (&yx_seal_voiding_type);
  story_secret (proof->request, "code", right);
  story_secret (proof->request, "proof", WRONG_PROOF);
  story_refused (proof, YX_PROBLEM_WRONG_PROOF, "proof");
  story_refused (worker, YX_PROBLEM_NOT_FOUND, NULL);
  story_register (story->fixture, other);
  story_sign_in (story->fixture, other);
  story_activate (story->fixture, other);
  stranger = voiding (story, other, other->enterprise);
  story_refused (stranger, YX_PROBLEM_NOT_FOUND, NULL);
  after = seal_now (story);
  g_assert_cmpint (after->state, ==, YX_SEAL_VALID);
  g_assert_false (yx_record_has (after, "voided") && !yx_record_is_null (after, "voided"));
}

/* A document that was sealed before goes on; one that comes after is refused; the uses stay. */
static void
test_after_voiding (void)
{
  g_autoptr (Story) story = story_new ();
  g_autofree char *first = g_strdup (story->document);
  g_autoptr (StoryActor) next = story_person_new (3);
  g_autoptr (YxHallCall) before = seal_document (story);
  g_autoptr (YxHallCall) after = NULL;
  g_autoptr (YxHallCall) signing = NULL;
  g_autoptr (YxHallCall) uses = NULL;
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) appended = NULL;
  g_autofree char *id = yx_id_new ("rev");

  story_does (before);
  story_register (story->fixture, next);
  filing = story_file (story->fixture, story->employer, next);
  void_seal (story);
  g_free (story->document);
  story->document = g_strdup (filing->document);
  after = seal_document (story);
  story_refused (after, YX_PROBLEM_REVISION_REFUSED, "seal");

  head = story_bytes (story->fixture, story->worker, first);
  document = story_document (story->fixture, story->worker, first);
  appended = story_sign (story->fixture, story->worker, head, "yx.worker");
  signing = story_append (story->fixture, story->worker, document, id, appended);
  story_does (signing);
  uses = story_call (story->fixture, YX_API_SEAL_USE_LIST, story->employer, story->employer->enterprise, NULL);
  story_does (uses);
  g_assert_cmpuint (((YxSealUsePage *)uses->answer)->items->len, ==, 1);
}

static gboolean
write_renewed (YxHallWrite *write, gpointer data, GError **error)
{
  Story *story = data;
  g_autoptr (YxEnterprise) enterprise
      = yx_hall_find (write->hall, write->db, &yx_enterprise_type, "\"id\" = :id",
                      YX_WITH ("id", story->employer->enterprise), error);
  g_autoptr (GPtrArray) grantees
      = yx_hall_grantees (write->hall, write->db, story->employer->enterprise, write->now, error);
  g_autoptr (GPtrArray) seals = yx_hall_seals_renew (write->hall, enterprise, grantees, error);

  return seals != NULL && yx_hall_seals_replace (write, story->employer->enterprise, seals, error);
}

/* An object that the seal maker signed, valid and made out to the signer, but not the newest. */
static void
test_outdated (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) old = seal_document (story);
  g_autoptr (YxHallCall) fresh = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_write (story->fixture->hall, NULL, write_renewed, story, &error));
  g_assert_no_error (error);
  story_refused (old, YX_PROBLEM_REVISION_REFUSED, "seal");
  g_assert_cmpint (story->employer->seal->version, ==, 1);
  g_clear_pointer (&story->employer->seal, yx_seal_unref);
  fresh = story_call (story->fixture, YX_API_SEAL_LIST, story->employer, story->employer->enterprise, NULL);
  story_does (fresh);
  story->employer->seal = yx_seal_ref (((YxSealPage *)fresh->answer)->items->pdata[0]);
  g_assert_cmpint (story->employer->seal->version, ==, 2);
  g_clear_pointer (&fresh, yx_hall_call_free);
  fresh = seal_document (story);
  story_does (fresh);
}

/* Every type is made, numbered and drawn by its measures; one of each. Those that are marks seal a contract in
 * their place through judge and hall, the others are refused. */
static void
test_every_type (void)
{
  for (const YxChoice *kind = yx_seal_kinds; kind->nick != NULL; kind++)
    {
      g_autoptr (Story) story = story_new ();
      YxSealMeasures measures = yx_seal_measures ((YxSealKind)kind->value, YX_UNIT_LIMITED);
      g_autoptr (YxHallCall) second = NULL;
      g_autoptr (YxHallCall) sealing = NULL;

      g_test_message ("%s", kind->nick);
      if (kind->value != YX_SEAL_UNIT)
        story_make_seal_of (story->fixture, story->employer, kind->nick);
      g_assert_cmpint (story->employer->seal->width, ==, measures.width);
      g_assert_cmpint (story->employer->seal->height, ==, measures.height);
      second = story_seal_request (story->fixture, story->employer, kind->nick);
      story_refused (second, YX_PROBLEM_CONFLICT, "kind");
      sealing = seal_document (story);
      if (yx_seal_place ((YxSealKind)kind->value) != NULL)
        story_does (sealing);
      else
        story_refused (sealing, YX_PROBLEM_REVISION_REFUSED, "seal");
    }
}

static void
test_organ (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (YxHallCall) call = story_seal_request (story->fixture, story->employer, "contract");

  story_sql (story->fixture, "UPDATE \"enterprise\" SET \"u_uscc\" = '11220101MB0000000A'");
  story_refused (call, YX_PROBLEM_INVALID_FIELD, "kind");
}

/* A hall's own measures: in the picture, the row and the object. */
static void
test_sizes (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (StoryActor) employer = story_enterprise_new (1);
  g_autofree char *path = hall_fixture_path (fixture, "sizes.csv");
  g_autoptr (YxSealObject) object = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
      path, "type,unit,shape,width,height,rim,star\ncontract,*,oval,45,30,1.2,no\n", -1, NULL));
  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG "[seals]\nsizes=sizes.csv\n");
  hall_fixture_open (fixture);
  story_register (fixture, employer);
  story_sign_in (fixture, employer);
  story_make_seal_of (fixture, employer, "contract");
  g_assert_cmpint (employer->seal->width, ==, 45);
  g_assert_cmpint (employer->seal->height, ==, 30);
  object = yx_seal_object_parse (employer->seal->object, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yx_seal_object_fields (object)->width, ==, 45);
  g_assert_cmpuint (yx_seal_object_fields (object)->height, ==, 30);
}

/* A hall with sizes that cannot be does not open, and says which line. */
static void
test_bad_sizes (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *path = hall_fixture_path (fixture, "sizes.csv");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint found = 0;

  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG "[seals]\nsizes=sizes.csv\n");
  g_assert_null (yx_hall_open (fixture->folder, NULL, NULL, fixture->clock, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (
      path, "type,unit,shape,width,height,rim,star\nunit,*,round,60,60,1.2,no\n", -1, NULL));
  g_assert_null (yx_hall_open (fixture->folder, NULL, NULL, fixture->clock, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_clear_error (&error);
  g_assert_true (yx_hall_config_check (fixture->folder, yx_clock_now (fixture->clock), faults, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    found += strstr (faults->pdata[i], "line 2: not possible") != NULL;
  g_assert_cmpuint (found, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/seals/void", test_void);
  g_test_add_func ("/hall/seals/void-refused", test_void_refused);
  g_test_add_func ("/hall/seals/after-voiding", test_after_voiding);
  g_test_add_func ("/hall/seals/outdated", test_outdated);
  g_test_add_func ("/hall/seals/every-type", test_every_type);
  g_test_add_func ("/hall/seals/government-organ", test_organ);
  g_test_add_func ("/hall/seals/sizes", test_sizes);
  g_test_add_func ("/hall/seals/bad-sizes", test_bad_sizes);
  return g_test_run ();
}
