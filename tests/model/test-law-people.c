/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "law-fixture.h"
#include "model/yx-law-age.h"

#define NO_PROBATION { "prob_from", "" }, { "prob_to", "" }, { "prob_pay", "" }

static const YxLawFacts FACTS = { .today = 20000 };

/* Born on 2010-03-01 and 2008-03-01: 16 and 18 on the day and not a day earlier. */
static void
test_young (void)
{
#define BOY { "w_doc_no", "110105201003010014" }
#define YOUTH { "w_doc_no", "110105200803010018" }
#define MINOR { "w_minor_cert", "2026-0001" }, { "w_health_check", "2026-02-20" }
  const LawRow rows[] = {
    { { BOY, MINOR }, "" },
    { { BOY, MINOR, { "employment_start", "2026-02-28" } }, "L-age w_doc_no error" },
    { { BOY, { "w_health_check", "2026-02-20" } }, "L-age w_minor_cert error" },
    { { BOY, { "w_minor_cert", "2026-0001" } }, "L-age w_health_check error" },
    { { BOY, MINOR, { "hazard", "是" }, { "hazards", "粉尘" } }, "L-age hazard error" },
    { { BOY, MINOR, { "hazard", "否" } }, "" },
    { { YOUTH }, "" },
    { { YOUTH, { "employment_start", "2026-02-28" } }, "L-age w_minor_cert error; L-age w_health_check error" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

static void
test_foreigners (void)
{
#define FOREIGN { "w_doc_type", "passport" }, { "w_doc_no", "K12345678" }, { "w_sex", "男" }, { "w_birth", "1990-03-07" }
#define PERMIT { "w_permit", "22000012345" }, { "w_permit_to", "2026-03-01" }
  const LawRow rows[] = {
    { { FOREIGN, PERMIT }, "" },
    { { FOREIGN }, "L-age w_permit error" },
    { { FOREIGN, { "w_permit", "1" }, { "w_permit_to", "2026-02-28" } }, "L-age w_permit_to error" },
    { { FOREIGN, PERMIT, { "to", "2031-02-28" } }, "" },
    { { FOREIGN, PERMIT, { "to", "2031-03-01" } }, "L-age to error" },
    { { FOREIGN, PERMIT, { "kind", "open_ended" }, { "to", "" } }, "L-age to error" },
    { { FOREIGN, PERMIT, { "w_birth", "2008-03-01" } }, "" },
    { { FOREIGN, PERMIT, { "w_birth", "2008-03-02" } }, "L-age w_birth error" },
    { { { "w_doc_type", "permanent_residence" }, { "w_doc_no", "911124198108030024" }, { "to", "2036-02-29" }, { "post_class", "technical" } }, "" },
    { { { "w_doc_type", "permanent_residence" }, { "w_doc_no", "911124200803010017" }, { "from", "2026-02-28" },
        { "prob_from", "2026-02-28" } },
      "L-age w_minor_cert error; L-age w_health_check error; L19 prob_to error" },
  };

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
}

/* The annex of the decision, at both ends and where a month more begins. */
static void
test_retirement (void)
{
  const struct { YxSex sex; YxPostClass post; const char *birth; const char *retires; } rows[] = {
    { YX_SEX_MALE, YX_POST_OTHER, "1964-12-31", "2024-12-31" },
    { YX_SEX_MALE, YX_POST_OTHER, "1965-01-01", "2025-02-01" },
    { YX_SEX_MALE, YX_POST_OTHER, "1965-04-30", "2025-05-30" },
    { YX_SEX_MALE, YX_POST_OTHER, "1965-05-01", "2025-07-01" },
    { YX_SEX_MALE, YX_POST_OTHER, "1965-12-31", "2026-03-31" },
    { YX_SEX_MALE, YX_POST_OTHER, "1976-08-31", "2039-07-31" },
    { YX_SEX_MALE, YX_POST_OTHER, "1976-09-01", "2039-09-01" },
    { YX_SEX_MALE, YX_POST_OTHER, "1976-12-31", "2039-12-31" },
    { YX_SEX_MALE, YX_POST_OTHER, "1977-01-01", "2040-01-01" },
    { YX_SEX_MALE, YX_POST_MANAGEMENT, "1965-01-01", "2025-02-01" },
    { YX_SEX_FEMALE, YX_POST_MANAGEMENT, "1969-12-31", "2024-12-31" },
    { YX_SEX_FEMALE, YX_POST_MANAGEMENT, "1970-01-31", "2025-02-28" },
    { YX_SEX_FEMALE, YX_POST_TECHNICAL, "1970-04-30", "2025-05-30" },
    { YX_SEX_FEMALE, YX_POST_TECHNICAL, "1970-05-01", "2025-07-01" },
    { YX_SEX_FEMALE, YX_POST_TECHNICAL, "1981-08-31", "2039-07-31" },
    { YX_SEX_FEMALE, YX_POST_TECHNICAL, "1981-09-01", "2039-09-01" },
    { YX_SEX_FEMALE, YX_POST_TECHNICAL, "1982-01-01", "2040-01-01" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1974-12-31", "2024-12-31" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1975-01-01", "2025-02-01" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1975-02-28", "2025-03-28" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1975-03-01", "2025-05-01" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1984-10-31", "2039-09-30" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1984-11-01", "2039-11-01" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "1985-01-31", "2040-01-31" },
    { YX_SEX_FEMALE, YX_POST_OTHER, "2000-02-29", "2055-02-28" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxDate retires = yx_law_retirement (law_day (rows[i].birth), rows[i].sex, rows[i].post, law_day ("2025-01-01"));
      g_autofree char *said = yx_date_format (retires);

      g_test_message ("born %s", rows[i].birth);
      g_assert_cmpstr (said, ==, rows[i].retires);
    }
}

/* Asked before 2025 the old ages answer. */
static void
test_retirement_before_2025 (void)
{
  YxDate birth = law_day ("1977-01-01");
  YxDate last = law_day ("2024-12-31");

  g_assert_cmpint (yx_law_retirement (birth, YX_SEX_MALE, YX_POST_OTHER, last), ==, law_day ("2037-01-01"));
  g_assert_cmpint (yx_law_retirement (birth, YX_SEX_MALE, YX_POST_OTHER, last + 1), ==, law_day ("2040-01-01"));
  g_assert_cmpint (yx_law_retirement (birth, YX_SEX_FEMALE, YX_POST_OTHER, last), ==, law_day ("2027-01-01"));
  g_assert_cmpint (yx_law_retirement (birth, YX_SEX_FEMALE, YX_POST_TECHNICAL, last), ==, law_day ("2032-01-01"));
}

/* 1965-12-31, a man: 2026-03-31. 1975-01-01, a woman: 2025-02-01 or 2032-05-01. */
static void
test_retirement_findings (void)
{
#define OLD { "w_doc_type", "passport" }, { "w_doc_no", "K12345678" }, { "w_sex", "男" }, { "w_birth", "1965-12-31" }, \
            { "w_permit", "1" }, NO_PROBATION
#define WOMAN { "w_doc_no", "220102197501010022" }, NO_PROBATION
  const LawRow rows[] = {
    { { OLD, { "to", "2026-03-30" } }, "" },
    { { OLD, { "to", "2026-03-31" } }, "L-retire to warning" },
    { { OLD, { "from", "2026-03-31" }, { "employment_start", "2026-03-31" }, { "to", "2026-12-31" } }, "L-retire w_birth officer" },
    { { OLD, { "from", "2026-03-30" }, { "employment_start", "2026-03-30" }, { "to", "2026-12-31" } }, "L-retire to warning" },
    { { WOMAN }, "L-retire post_class warning" },
    { { WOMAN, { "post_class", "other" } }, "L-retire w_birth officer" },
    { { WOMAN, { "post_class", "technical" } }, "" },
    { { { "w_doc_no", "220102199003070021" }, NO_PROBATION }, "" },
    { { { "w_doc_no", "220102196412310010" }, NO_PROBATION, { "kind", "open_ended" }, { "to", "" } }, "L-retire w_birth officer" },
  };
  const Change old_worker[CHANGES] = { OLD, { "to", "2026-03-30" } };
  const YxLawFacts pension = { .today = 20000, .pension = TRUE };
  g_autoptr (YxFiling) filing = law_filing (rows[2].changes);
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &FACTS);

  law_hold (rows, G_N_ELEMENTS (rows), &FACTS);
  law_expect (old_worker, &pension, "L-retire w_doc_no error");
  g_assert_null (yx_law_first_error (findings));
  g_assert_true (yx_law_needs_officer (findings));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/law-people/young", test_young);
  g_test_add_func ("/model/law-people/foreigners", test_foreigners);
  g_test_add_func ("/model/law-people/retirement", test_retirement);
  g_test_add_func ("/model/law-people/retirement-before-2025", test_retirement_before_2025);
  g_test_add_func ("/model/law-people/retirement-findings", test_retirement_findings);
  return g_test_run ();
}
