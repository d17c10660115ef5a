/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/yx-problem.h"
#include "desk/filing/yx-filing-case.h"

#define NUMBER "11010519491231002X"
#define GIRL "220102201003071243"

static YxDate
today (void)
{
  return yx_date_new (2026, 3, 1);
}

static YxEnterprise *
make_enterprise (void)
{
  YxEnterprise *enterprise = yx_enterprise_new ();

  yx_record_set_text (enterprise, "u_name", "长春示例公司");
  yx_record_set_text (enterprise, "u_addr", "吉林省长春市人民大街1号");
  yx_record_set_text (enterprise, "u_region", "220100");
  return enterprise;
}

static YxFilingCase *
begin_case (void)
{
  g_autoptr (YxEnterprise) enterprise = make_enterprise ();
  YxFilingCase *filing = yx_filing_case_new ("fil_aaaaaaaaaaaaaaaaaaaaaaaaaa", today ());

  yx_filing_case_begin (filing, enterprise, NULL);
  return filing;
}

static void
type (YxFilingCase *filing, const char *field, const char *text)
{
  yx_draft_set_text (yx_filing_case_get_draft (filing), field, text);
}

static void
assert_text (YxFilingCase *filing, const char *field, const char *text)
{
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (filing), field), ==, text);
}

/* The six entries that nobody can guess. */
static void
type_needed (YxFilingCase *filing)
{
  type (filing, "w_name", "李想");
  type (filing, "w_doc_no", NUMBER);
  type (filing, "w_phone", "138 0013 8000");
  type (filing, "w_home", "长春市朝阳区");
  type (filing, "post", "质量检验员");
  type (filing, "base", "8000");
}

/* A first filing needs few entries, and what is proposed passes the law's rules. */
static void
test_few_entries (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (YxFiling) made = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, "w_name");
  type_needed (filing);
  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, NULL);
  warnings = yx_filing_case_warnings (filing);
  for (guint i = 0; i < warnings->len; i++)
    g_test_message ("%s", (char *) warnings->pdata[i]);
  made = yx_filing_case_to_filing (filing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made->from, ==, today ());
  g_assert_cmpint (made->to, ==, yx_date_new (2029, 2, 28));
  g_assert_cmpint (made->employment_start, ==, today ());
  g_assert_cmpstr (made->work_place, ==, "吉林省长春市人民大街1号");
  g_assert_cmpint (made->w_birth, ==, yx_date_new (1949, 12, 31));
  g_assert_cmpint (made->w_sex, ==, YX_SEX_FEMALE);
  g_assert_cmpstr (made->w_phone, ==, "13800138000");
  g_assert_true (made->si);
}

/* Proposals follow what they depend on until somebody writes something else. */
static void
test_proposals (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();

  type (filing, "from", "2026-4-1");
  assert_text (filing, "to", "2029-03-31");
  assert_text (filing, "employment_start", "2026-04-01");
  type (filing, "prob", "true");
  assert_text (filing, "prob_from", "2026-04-01");
  assert_text (filing, "prob_to", "2026-09-30");
  type (filing, "to", "2027-3-31");
  assert_text (filing, "prob_to", "2026-05-31");
  type (filing, "from", "2026-05-01");
  assert_text (filing, "to", "2027-3-31");
  assert_text (filing, "prob_to", "2026-05-31");
  type (filing, "to", "");
  assert_text (filing, "to", "");
  type (filing, "from", "2026-06-01");
  assert_text (filing, "to", "2029-05-31");
}

static void
test_number_words (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autofree char *none = yx_filing_case_number_words (filing);
  g_autofree char *words = NULL;

  g_assert_null (none);
  type (filing, "w_doc_no", NUMBER);
  words = yx_filing_case_number_words (filing);
  g_assert_cmpstr (words, ==, "Female, born 1949-12-31");
  g_assert_false (yx_filing_case_shows (filing, "w_birth"));
  type (filing, "w_doc_type", "passport");
  g_assert_true (yx_filing_case_shows (filing, "w_birth"));
}

static const YxDraftNote *
note_on (YxFilingCase *filing, const char *field)
{
  return yx_draft_get_note (yx_filing_case_get_draft (filing), field);
}

/* The law's rules speak beside the field while one types. */
static void
test_findings (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();

  type_needed (filing);
  type (filing, "prob", "true");
  g_assert_null (note_on (filing, "prob_to"));
  type (filing, "prob_to", "2026-12-31");
  g_assert_cmpstr (note_on (filing, "prob_to")->words, ==,
                   "The probation is longer than the law allows for this term (6 months)");
  g_assert_cmpstr (note_on (filing, "prob_to")->article, ==, "劳动合同法第十九条");
  g_assert_cmpint (yx_filing_case_state (filing, yx_filing_group_of ("prob_to")), ==, YX_GROUP_WRONG);
  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, "prob_to");
  type (filing, "prob", "false");
  g_assert_null (note_on (filing, "prob_to"));
  g_assert_null (yx_filing_case_first_fault (filing));
  type (filing, "si", "false");
  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, "si");
}

/* A worker under 18 makes more fields appear. */
static void
test_minor (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();

  type (filing, "w_doc_no", GIRL);
  g_assert_null (yx_draft_get_error (yx_filing_case_get_draft (filing), "w_doc_no"));
  g_assert_false (yx_filing_case_shows (filing, "w_minor_cert"));
  type (filing, "from", "2026-03-07");
  g_assert_true (yx_filing_case_shows (filing, "w_minor_cert"));
  g_assert_true (yx_filing_case_shows (filing, "w_health_check"));
}

/* What doesn't apply is not filed, though what was typed there stays. */
static void
test_not_applying (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (YxFiling) made = NULL;

  type_needed (filing);
  type (filing, "use_form", "dispatch");
  type (filing, "host_name", "x");
  type (filing, "host_uscc", "not a code");
  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, "host_uscc");
  type (filing, "use_form", "full_time");
  made = yx_filing_case_to_filing (filing, NULL);
  g_assert_nonnull (made);
  g_assert_false (yx_record_has (made, "host_name"));
  assert_text (filing, "host_uscc", "not a code");
}

/* Warnings are recorded as accepted. */
static void
test_warnings (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (YxFiling) made = NULL;
  gboolean named = FALSE;

  type_needed (filing);
  type (filing, "week_h", "44");
  g_assert_null (yx_filing_case_first_fault (filing));
  g_assert_cmpint (yx_filing_case_state (filing, yx_filing_group_of ("week_h")), ==, YX_GROUP_WARNED);
  warnings = yx_filing_case_warnings (filing);
  g_assert_cmpuint (warnings->len, >=, 1);
  made = yx_filing_case_to_filing (filing, NULL);
  g_assert_cmpuint (made->findings->len, ==, warnings->len);
  for (guint i = 0; i < made->findings->len; i++)
    {
      const YxFilingFinding *finding = made->findings->pdata[i];

      named = named || (strcmp (finding->rule, "L-hours") == 0 && strcmp (finding->field, "week_h") == 0);
    }
  g_assert_true (named);
}

static void
test_refused (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean may_accept = TRUE;

  type_needed (filing);
  yx_problem_set (&error, YX_PROBLEM_LAW, "base", "The pay is below the local minimum wage (L20, 劳动法第四十八条)");
  g_assert_cmpstr (yx_filing_case_refuse (filing, error, &words, &may_accept), ==, "base");
  g_assert_false (may_accept);
  g_assert_cmpstr (words, ==, "The pay is below the local minimum wage");
  g_assert_cmpstr (yx_draft_get_error (yx_filing_case_get_draft (filing), "base"), ==, words);
  g_assert_cmpstr (yx_filing_case_first_fault (filing), ==, "base");
  type (filing, "base", "9000");
  g_assert_null (yx_filing_case_first_fault (filing));
}

/* A warning that only the hall could know is accepted by name. */
static void
test_hall_warns (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autoptr (YxFiling) before = NULL;
  g_autoptr (YxFiling) after = NULL;
  const YxFilingFinding *last;
  gboolean may_accept = FALSE;

  type_needed (filing);
  before = yx_filing_case_to_filing (filing, NULL);
  yx_problem_set (&error, YX_PROBLEM_LAW, "base", "Low pay (L20, 劳动合同法第二十条); this may be accepted");
  (void) yx_filing_case_refuse (filing, error, &words, &may_accept);
  g_assert_true (may_accept);
  g_assert_null (yx_filing_case_first_fault (filing));
  yx_filing_case_accept (filing);
  after = yx_filing_case_to_filing (filing, NULL);
  g_assert_cmpuint (after->findings->len, ==, before->findings->len + 1);
  last = after->findings->pdata[after->findings->len - 1];
  g_assert_cmpstr (last->rule, ==, "L20");
  g_assert_cmpstr (last->field, ==, "base");
}

/* What the hall says of something that the form doesn't have is no field's fault. */
static void
test_refused_elsewhere (void)
{
  static const char *const details[] = { "", "(", "nothing (at all", "x (y, z)", "（L20，x）" };
  g_autoptr (YxFilingCase) filing = begin_case ();

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;
      gboolean may_accept = FALSE;

      yx_problem_set (&error, YX_PROBLEM_LAW, i % 2 == 0 ? "filing_kind" : NULL, "%s", details[i]);
      g_assert_null (yx_filing_case_refuse (filing, error, &words, &may_accept));
      g_assert_false (may_accept);
      g_assert_nonnull (words);
    }
}

static void
test_keeping (void)
{
  g_autoptr (YxFilingCase) filing = begin_case ();
  g_autoptr (YxFilingCase) again = yx_filing_case_new ("fil_aaaaaaaaaaaaaaaaaaaaaaaaaa", today ());
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *title = NULL;

  g_assert_false (yx_filing_case_is_begun (filing));
  type (filing, "w_name", "李");
  type (filing, "post", "车工");
  g_assert_true (yx_filing_case_is_begun (filing));
  node = yx_filing_case_to_json (filing);
  yx_filing_case_read_json (again, node);
  assert_text (again, "w_name", "李");
  title = yx_filing_case_title (again);
  g_assert_cmpstr (title, ==, "李 · 车工");
  type (again, "from", "2026-6-1");
  assert_text (again, "to", "2029-05-31");
}

static void
test_remembered (void)
{
  g_autoptr (YxFilingCase) first = begin_case ();
  g_autoptr (YxFilingCase) next = yx_filing_case_new ("fil_aaaaaaaaaaaaaaaaaaaaaaaaab", today ());
  g_autoptr (YxEnterprise) enterprise = make_enterprise ();
  g_autoptr (JsonNode) node = NULL;

  type_needed (first);
  type (first, "pay_day", "10");
  type (first, "week_h", "36");
  type (first, "work_place", "吉林省长春市高新区");
  yx_draft_set_text (yx_draft_add_item (yx_filing_case_get_draft (first), "rules"), "name", "员工手册");
  node = yx_filing_case_remember (first);
  yx_filing_case_begin (next, enterprise, node);
  assert_text (next, "pay_day", "10");
  assert_text (next, "week_h", "36");
  assert_text (next, "work_place", "吉林省长春市高新区");
  assert_text (next, "w_name", "");
  assert_text (next, "base", "");
  g_assert_cmpuint (g_list_model_get_n_items (yx_draft_get_items (yx_filing_case_get_draft (next), "rules")), ==, 1);
  g_assert_false (yx_filing_case_is_begun (next));
}

static void
test_correct (void)
{
  g_autoptr (YxFilingCase) first = begin_case ();
  g_autoptr (YxFilingCase) second = yx_filing_case_new ("fil_aaaaaaaaaaaaaaaaaaaaaaaaab", today ());
  g_autoptr (YxFiling) returned = NULL;
  g_autoptr (YxFiling) corrected = NULL;

  type_needed (first);
  returned = yx_filing_case_to_filing (first, NULL);
  yx_record_set_text (returned, "id", "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  yx_record_set_text (returned, "u_name", "长春示例公司");
  yx_record_set_int (returned, "state", YX_FILING_RETURNED);
  yx_record_set_text (returned, "return_reason", "住址不完整");
  yx_filing_case_correct (second, returned);
  g_assert_cmpstr (yx_filing_case_get_reason (second), ==, "住址不完整");
  assert_text (second, "w_name", "李想");
  assert_text (second, "w_birth", "");
  type (second, "w_doc_no", "220102201003071243");
  corrected = yx_filing_case_to_filing (second, NULL);
  if (corrected != NULL)
    g_assert_false (yx_record_has (corrected, "return_reason"));
  g_assert_null (yx_draft_get_note (yx_filing_case_get_draft (second), "w_birth"));
}

static void
test_strange_json (void)
{
  static const char *const texts[] = { "[]", "{\"fields\":3,\"proposed\":[],\"reason\":{}}", "{\"proposed\":{\"to\":3}}", "7" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (YxFilingCase) filing = yx_filing_case_new ("fil_aaaaaaaaaaaaaaaaaaaaaaaaaa", today ());
      g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);

      yx_filing_case_read_json (filing, node);
      g_assert_null (yx_filing_case_get_reason (filing));
      assert_text (filing, "w_name", "");
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/filing-case/few-entries", test_few_entries);
  g_test_add_func ("/desk/filing-case/proposals", test_proposals);
  g_test_add_func ("/desk/filing-case/number-words", test_number_words);
  g_test_add_func ("/desk/filing-case/findings", test_findings);
  g_test_add_func ("/desk/filing-case/minor", test_minor);
  g_test_add_func ("/desk/filing-case/not-applying", test_not_applying);
  g_test_add_func ("/desk/filing-case/warnings", test_warnings);
  g_test_add_func ("/desk/filing-case/refused", test_refused);
  g_test_add_func ("/desk/filing-case/hall-warns", test_hall_warns);
  g_test_add_func ("/desk/filing-case/refused-elsewhere", test_refused_elsewhere);
  g_test_add_func ("/desk/filing-case/keeping", test_keeping);
  g_test_add_func ("/desk/filing-case/remembered", test_remembered);
  g_test_add_func ("/desk/filing-case/correct", test_correct);
  g_test_add_func ("/desk/filing-case/strange-json", test_strange_json);
  return g_test_run ();
}
