/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "law-fixture.h"

/* An engineer for three years from 2026-03-01 with six months of probation: nothing to find. */
static const Change SOUND[] = {
  { "w_name", "李想" },
  { "w_doc_type", "resident_id" },
  { "w_doc_no", "110105199003070017" },
  { "w_phone", "13800138000" },
  { "w_home", "长春市朝阳区人民大街1号" },
  { "post", "研发工程师" },
  { "work_place", "吉林省长春市" },
  { "kind", "fixed" },
  { "from", "2026-03-01" },
  { "to", "2029-02-28" },
  { "employment_start", "2026-03-01" },
  { "prob_from", "2026-03-01" },
  { "prob_to", "2026-08-31" },
  { "hours", "standard" },
  { "base", "8000" },
  { "prob_pay", "6400" },
  { "pay_day", "10" },
  { "si", "是" },
};

YxFiling *
law_filing (const Change *changes)
{
  YxFiling *filing = yx_filing_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (SOUND); i++)
    g_assert_true (yx_record_set_typed (filing, SOUND[i].field, SOUND[i].value, NULL));
  for (gsize i = 0; changes != NULL && i < CHANGES && changes[i].field != NULL; i++)
    if (!yx_record_set_typed (filing, changes[i].field, changes[i].value, &error))
      g_error ("%s", error->message);
  return filing;
}

YxDate
law_day (const char *text)
{
  YxDate date;

  g_assert_true (yx_date_parse (text, &date));
  return date;
}

char *
law_said (GPtrArray *findings)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const YxFinding *finding = findings->pdata[i];

      g_assert_cmpint (g_utf8_strlen (finding->article, -1), >=, 6);
      g_assert_cmpint (g_utf8_get_char (finding->article), >, 0x4e00);
      g_assert_nonnull (yx_record_type_find (&yx_filing_type, finding->field));
      g_string_append_printf (said, "%s%s %s %s", said->len > 0 ? "; " : "", finding->rule, finding->field,
                              yx_choice_find (yx_severities, (int) finding->severity)->nick);
    }
  return g_string_free (said, FALSE);
}

void
law_expect (const Change *changes, const YxLawFacts *facts, const char *expected)
{
  g_autoptr (YxFiling) filing = law_filing (changes);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, facts);
  g_autofree char *said = law_said (findings);

  g_assert_cmpstr (said, ==, expected);
}

void
law_hold (const LawRow *rows, gsize n, const YxLawFacts *facts)
{
  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      law_expect (rows[i].changes, facts, rows[i].expected);
    }
}
