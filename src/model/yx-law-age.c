/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-age.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"
#include "model/yx-law-private.h"

/**
 * yx_law_age:
 * @birth: the date of birth
 * @on: a date not before it
 *
 * Returns: completed years; who is born on 29 February completes one on 28 February of common years
 */
int
yx_law_age (YxDate birth, YxDate on)
{
  int years;
  int born;
  int now;

  yx_date_split (birth, &born, NULL, NULL);
  yx_date_split (on, &now, NULL, NULL);
  years = now - born;
  return yx_date_add_months (birth, years * 12) <= on ? years : years - 1;
}

/**
 * yx_law_birth_and_sex:
 * @filing: a filing
 * @birth: (out): the worker's date of birth, %YX_DATE_NONE where it does not say it
 * @sex: (out): the worker's sex; only where it says it
 *
 * What the document number says goes before what is typed.
 *
 * Returns: whether both are known
 */
gboolean
yx_law_birth_and_sex (const YxFiling *filing, YxDate *birth, YxSex *sex)
{
  YxDocType type = yx_record_has (filing, "w_doc_type") ? (YxDocType) filing->w_doc_type : YX_DOC_RESIDENT;
  gboolean male;

  if (yx_record_has (filing, "w_doc_no") && yx_document_number_facts (type, filing->w_doc_no, birth, &male))
    {
      *sex = male ? YX_SEX_MALE : YX_SEX_FEMALE;
      return TRUE;
    }
  *birth = yx_record_has (filing, "w_birth") ? filing->w_birth : YX_DATE_NONE;
  if (yx_record_has (filing, "w_sex"))
    *sex = (YxSex) filing->w_sex;
  return *birth != YX_DATE_NONE && yx_record_has (filing, "w_sex");
}

static void
check_minor (const YxFiling *filing, GPtrArray *findings)
{
  if (!yx_record_has (filing, "w_minor_cert"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "劳动法第五十八条", "w_minor_cert",
                 N_ ("A worker under 18 needs a registration number"), 18);
  if (!yx_record_has (filing, "w_health_check"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "劳动法第六十五条", "w_health_check",
                 N_ ("A worker under 18 needs a health check"), 18);
  if (yx_law_says (filing, "hazard"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "劳动法第六十四条", "hazard",
                 N_ ("A worker under 18 may do no work in mines, with toxic matter or of the heaviest grade"), 18);
}

static void
check_foreigner (const YxFiling *filing, int age, GPtrArray *findings)
{
  if (age >= 0 && age < 18)
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "外国人在中国就业管理规定第七条", "w_birth",
                 N_ ("A foreign worker must be 18 at least"), 18);
  if (!yx_record_has (filing, "w_permit"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "外国人在中国就业管理规定第五条", "w_permit",
                 N_ ("A foreign worker needs a work permit"), 0);
  else if (yx_record_has (filing, "w_permit_to") && filing->w_permit_to < filing->from)
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "外国人在中国就业管理规定第五条", "w_permit_to",
                 N_ ("The work permit ends before the contract begins"), 0);
  if (yx_record_has (filing, "kind")
      && (filing->kind == YX_TERM_OPEN_ENDED
          || (yx_record_has (filing, "to") && yx_date_add_months (filing->from, 60) < filing->to + 1)))
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "外国人在中国就业管理规定第十七条", "to",
                 N_ ("A foreign worker's term is five years at most"), 60);
}

/* L-age: 劳动法 15, 58, 64, 65; the rules on foreigners but for permanent residents. */
void
yx_law_check_age (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  gboolean foreigner = yx_record_has (filing, "w_doc_type") && filing->w_doc_type == YX_DOC_PASSPORT;
  YxDate start = yx_law_first_day (filing);
  YxDate birth;
  YxSex sex;
  int age = -1;

  if (start == YX_DATE_NONE || !yx_record_has (filing, "from"))
    return;
  (void) yx_law_birth_and_sex (filing, &birth, &sex);
  if (birth != YX_DATE_NONE)
    age = birth <= start ? yx_law_age (birth, start) : 0;
  if (age >= 0 && age < 16)
    yx_law_find (findings, YX_FINDING_ERROR, "L-age", "劳动法第十五条", "w_doc_no", N_ ("Nobody under 16 may be employed"), 16);
  else if (age >= 16 && age < 18 && !foreigner)
    check_minor (filing, findings);
  if (foreigner)
    check_foreigner (filing, age, findings);
}
