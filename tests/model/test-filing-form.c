/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing-form.h"
#include "model/yx-law.h"

static YxFiling *
typed (const char *const lines[][2], gsize n)
{
  YxFiling *filing = yx_filing_new ();

  for (gsize i = 0; i < n && lines[i][0] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      yx_record_set_typed (filing, lines[i][0], lines[i][1], &error);
      g_assert_no_error (error);
    }
  return filing;
}

/* A field, what stands in others, whether it applies then, and whether it must be stated. */
static const struct
{
  const char *field;
  const char *lines[4][2];
  gboolean applies;
  gboolean needed;
} cases[] = {
  { "w_name", { { NULL } }, TRUE, TRUE },
  { "rest", { { NULL } }, TRUE, FALSE },
  { "to", { { NULL } }, TRUE, TRUE },
  { "to", { { "kind", "open_ended" } }, FALSE, FALSE },
  { "to", { { "kind", "task" } }, FALSE, FALSE },
  { "task", { { "kind", "task" } }, TRUE, TRUE },
  { "task_done", { { "kind", "task" } }, TRUE, FALSE },
  { "task", { { "kind", "fixed" } }, FALSE, FALSE },
  { "w_birth", { { NULL } }, FALSE, FALSE },
  { "w_birth", { { "w_doc_type", "passport" }, { "w_doc_no", "E12345678" } }, TRUE, FALSE },
  { "w_birth", { { "w_doc_type", "permanent_residence" } }, TRUE, FALSE },
  { "w_permit", { { "w_doc_type", "passport" } }, TRUE, TRUE },
  { "w_permit", { { "w_doc_type", "resident_id" } }, FALSE, FALSE },
  { "w_minor_cert", { { "w_birth", "2010-03-08" }, { "from", "2026-03-07" } }, FALSE, FALSE },
  { "w_minor_cert", { { "w_birth", "2010-03-07" }, { "w_sex", "male" }, { "from", "2026-03-07" } }, TRUE, TRUE },
  { "w_minor_cert", { { "w_birth", "2010-03-07" }, { "w_sex", "male" }, { "from", "2028-03-07" } }, FALSE, FALSE },
  { "w_minor_cert", { { "w_birth", "2010-03-07" }, { "w_sex", "male" }, { "from", "2009-01-01" } }, FALSE, FALSE },
  { "host_name", { { "use_form", "dispatch" } }, TRUE, TRUE },
  { "host_name", { { NULL } }, FALSE, FALSE },
  { "u_agent_auth", { { "u_agent", "王小燕" } }, TRUE, TRUE },
  { "u_agent_auth", { { NULL } }, FALSE, FALSE },
  { "merged_paid", { { "merged_from", "2020-01-01" } }, TRUE, FALSE },
  { "worker_asks_fixed", { { "use_form", "part_time" } }, FALSE, FALSE },
  { "ask_evidence", { { "worker_asks_fixed", "true" } }, TRUE, TRUE },
  { "prob", { { "kind", "fixed" }, { "from", "2026-03-01" }, { "to", "2026-05-31" } }, TRUE, FALSE },
  { "prob", { { "kind", "fixed" }, { "from", "2026-03-01" }, { "to", "2026-05-30" } }, FALSE, FALSE },
  { "prob", { { "kind", "task" }, { "from", "2026-03-01" } }, FALSE, FALSE },
  { "prob", { { "kind", "open_ended" }, { "from", "2026-03-01" }, { "use_form", "part_time" } }, FALSE, FALSE },
  { "prob", { { "kind", "open_ended" }, { "from", "2026-03-01" }, { "filing_kind", "renewal" } }, FALSE, FALSE },
  { "prob_to", { { "kind", "open_ended" }, { "from", "2026-03-01" }, { "prob", "true" } }, TRUE, TRUE },
  { "prob_to", { { "kind", "open_ended" }, { "from", "2026-03-01" }, { "prob", "false" } }, FALSE, FALSE },
  { "day_h", { { "hours", "flexible" } }, FALSE, FALSE },
  { "day_h", { { "hours", "flexible" }, { "use_form", "part_time" } }, TRUE, FALSE },
  { "hours_permit", { { "hours", "comprehensive" } }, TRUE, TRUE },
  { "hours_permit", { { "hours", "comprehensive" }, { "use_form", "part_time" } }, FALSE, FALSE },
  { "calc_period", { { "hours", "flexible" } }, FALSE, FALSE },
  { "base", { { NULL } }, TRUE, TRUE },
  { "base", { { "pay_form", "piece" } }, FALSE, FALSE },
  { "piece", { { "pay_form", "piece" } }, TRUE, TRUE },
  { "pay_other", { { "pay_form", "other" } }, TRUE, TRUE },
  { "si_injury", { { NULL } }, FALSE, FALSE },
  { "si_injury", { { "use_form", "part_time" } }, TRUE, FALSE },
  { "hazards", { { "hazard", "true" } }, TRUE, TRUE },
  { "hazards", { { "hazard", "false" } }, FALSE, FALSE },
  { "train_cost", { { "train", "true" } }, TRUE, TRUE },
  { "secret_scope", { { "secret", "true" } }, TRUE, FALSE },
  { "nc_pay", { { "nc", "true" } }, TRUE, TRUE },
  { "nc_pay", { { NULL } }, FALSE, FALSE },
};

static void
test_applies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxFiling) filing = typed (cases[i].lines, G_N_ELEMENTS (cases[i].lines));

      g_test_message ("%s, line %u", cases[i].field, (guint) i);
      g_assert_cmpint (yx_filing_applies (filing, cases[i].field), ==, cases[i].applies);
      g_assert_cmpint (yx_filing_needs (filing, cases[i].field), ==, cases[i].needed);
    }
}

/* Every field that a request may have stands once in the form, and the form has no others. */
static void
test_groups (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  static const char *const besides[] = { "filing_kind", "findings", NULL };

  for (gsize i = 0; i < YX_FILING_GROUPS; i++)
    {
      const char *const *const lists[] = { yx_filing_groups[i].needed, yx_filing_groups[i].more };

      for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
        for (const char *const *field = lists[j]; *field != NULL; field++)
          {
            g_assert_nonnull (yx_record_type_find (&yx_filing_type, *field));
            g_assert_true (g_hash_table_add (seen, (gpointer) *field));
            g_assert_true (yx_filing_group_of (*field) == &yx_filing_groups[i]);
          }
    }
  for (guint i = 0; i < yx_filing_type.n_fields; i++)
    {
      const YxField *field = &yx_filing_type.fields[i];
      gboolean asked = (field->flags & YX_CREATE) != 0 && !g_strv_contains (besides, field->name);

      if (asked && !g_hash_table_contains (seen, field->name))
        g_error ("No group of yx_filing_groups asks for %s", field->name);
      if (!asked && g_hash_table_contains (seen, field->name))
        g_error ("%s is asked for, but nobody may set it", field->name);
    }
  g_assert_null (yx_filing_group_of ("filing_kind"));
}

/* What doesn't apply is left out, also where it made something else apply. */
static void
test_applied (void)
{
  static const char *const lines[][2] = {
    { "kind", "task" }, { "from", "2026-03-01" }, { "to", "2029-02-28" }, { "prob", "true" }, { "prob_from", "2026-03-01" },
    { "prob_to", "2026-03-31" }, { "host_name", "示例公司" }, { "worker_asks_fixed", "true" }, { "ask_evidence", "信" },
    { "w_doc_no", "11010519491231002X" },
  };
  g_autoptr (YxFiling) filing = typed (lines, G_N_ELEMENTS (lines));
  g_autoptr (YxFiling) applied = yx_filing_applied (filing);
  static const char *const gone[] = { "to", "prob", "prob_from", "prob_to", "host_name", "worker_asks_fixed", "ask_evidence" };

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_assert_true (yx_record_has (filing, gone[i]));
      g_assert_false (yx_record_has (applied, gone[i]));
    }
  g_assert_cmpint (applied->w_birth, ==, yx_date_new (1949, 12, 31));
}

/* What is proposed breaks no rule of the law but those about what nobody has said yet. */
static void
test_defaults (void)
{
  const YxLawFacts facts = { .today = yx_date_new (2026, 3, 1) };
  g_autoptr (YxEnterprise) enterprise = yx_enterprise_new ();
  g_autoptr (YxFiling) filing = yx_filing_new ();
  g_autoptr (GPtrArray) findings = NULL;

  yx_record_set_text (enterprise, "u_addr", "吉林省长春市人民大街1号");
  yx_record_set_int (filing, "pay_day", 10);
  yx_filing_set_defaults (filing, enterprise, facts.today);
  yx_record_set_int (filing, "to", yx_filing_propose (filing, "to"));
  yx_record_set_int (filing, "employment_start", yx_filing_propose (filing, "employment_start"));
  g_assert_cmpint (filing->pay_day, ==, 10);
  g_assert_cmpstr (filing->work_place, ==, "吉林省长春市人民大街1号");
  g_assert_cmpint (filing->to, ==, yx_date_new (2029, 2, 28));
  findings = yx_law_check (filing, &facts);
  for (guint i = 0; i < findings->len; i++)
    {
      const YxFinding *finding = findings->pdata[i];

      g_assert_false (yx_record_has (filing, finding->field));
    }
}

static void
test_proposals (void)
{
  static const struct
  {
    const char *lines[6][2];
    const char *field;
    const char *date;
  } lines[] = {
    { { { "from", "2026-03-01" }, { "kind", "fixed" } }, "to", "2029-02-28" },
    { { { "from", "2026-03-01" }, { "kind", "open_ended" } }, "to", NULL },
    { { { "kind", "fixed" } }, "to", NULL },
    { { { "from", "2026-03-01" } }, "employment_start", "2026-03-01" },
    { { { "from", "2026-03-01" }, { "kind", "fixed" }, { "to", "2027-02-28" }, { "prob", "true" } }, "prob_to", "2026-04-30" },
    { { { "from", "2026-03-01" }, { "kind", "fixed" }, { "to", "2027-02-28" }, { "prob", "true" }, { "prob_from", "2026-04-01" } },
      "prob_to", "2026-05-31" },
    { { { "from", "2026-03-01" }, { "kind", "open_ended" }, { "prob", "true" } }, "prob_to", "2026-08-31" },
    { { { "from", "2026-03-01" }, { "kind", "open_ended" }, { "prob", "false" } }, "prob_to", NULL },
    { { { "from", "2026-03-01" }, { "kind", "open_ended" }, { "prob", "true" } }, "prob_from", "2026-03-01" },
    { { { "from", "2026-03-01" } }, "post", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (YxFiling) filing = typed (lines[i].lines, G_N_ELEMENTS (lines[i].lines));
      YxDate date = yx_filing_propose (filing, lines[i].field);
      g_autofree char *text = date != YX_DATE_NONE ? yx_date_format (date) : NULL;

      g_assert_cmpstr (text, ==, lines[i].date);
    }
}

/* Nothing of one worker is carried over to the next. */
static void
test_remembers (void)
{
  g_assert_true (yx_filing_remembers ("pay_day"));
  g_assert_false (yx_filing_remembers ("base"));
  for (guint i = 0; i < yx_filing_type.n_fields; i++)
    {
      const char *name = yx_filing_type.fields[i].name;

      if (g_str_has_prefix (name, "w_") || g_str_has_prefix (name, "prob"))
        g_assert_false (yx_filing_remembers (name));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/filing-form/applies", test_applies);
  g_test_add_func ("/model/filing-form/groups", test_groups);
  g_test_add_func ("/model/filing-form/applied", test_applied);
  g_test_add_func ("/model/filing-form/defaults", test_defaults);
  g_test_add_func ("/model/filing-form/proposals", test_proposals);
  g_test_add_func ("/model/filing-form/remembers", test_remembers);
  return g_test_run ();
}
