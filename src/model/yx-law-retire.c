/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "model/yx-law-age.h"
#include "model/yx-law-private.h"

/* 关于实施渐进式延迟法定退休年龄的决定: from 2025-01-01, a month more for every 4 (or 2) months of birth. */
static const struct
{
  YxSex sex;
  gboolean early; /* women who are neither in management nor technicians */
  int years;
  int base_year; /* who is born in January of that year comes first */
  int step;
  int most;
} steps[] = {
  { YX_SEX_MALE, FALSE, 60, 1965, 4, 36 },
  { YX_SEX_FEMALE, FALSE, 55, 1970, 4, 36 },
  { YX_SEX_FEMALE, TRUE, 50, 1975, 2, 60 },
};

/**
 * yx_law_retirement:
 * @birth: the date of birth
 * @sex: the sex
 * @post_class: the class of the post; for women only
 * @on: the day on which it is asked: before 2025 the old ages held
 *
 * L-retire: k = months from the base month to the birth month; the old age and min(most, ⌊k/step⌋+1) months,
 * none more where k < 0.
 *
 * Returns: the day on which the statutory age of retirement is reached
 */
YxDate
yx_law_retirement (YxDate birth, YxSex sex, YxPostClass post_class, YxDate on)
{
  gboolean early = sex == YX_SEX_FEMALE && post_class == YX_POST_OTHER;
  int year;
  int month;
  int k;
  gsize i = 0;

  while (steps[i].sex != sex || steps[i].early != early)
    i++;
  yx_date_split (birth, &year, &month, NULL);
  k = (year - steps[i].base_year) * 12 + month - 1;
  if (k < 0 || on < yx_date_new (2025, 1, 1))
    return yx_date_add_months (birth, steps[i].years * 12);
  return yx_date_add_months (birth, steps[i].years * 12 + MIN (steps[i].most, k / steps[i].step + 1));
}

static void
check_against (const YxFiling *filing, YxDate retirement, GPtrArray *findings)
{
  if (yx_law_first_day (filing) >= retirement)
    yx_law_find (findings, YX_FINDING_OFFICER, "L-retire", "劳动合同法实施条例第二十一条", "w_birth",
                 N_ ("The worker is past the age of retirement: an officer decides"), 0);
  else if (yx_record_has (filing, "to") && filing->to >= retirement)
    yx_law_find (findings, YX_FINDING_WARNING, "L-retire", "劳动合同法实施条例第二十一条", "to",
                 N_ ("The contract ends after the worker reaches the age of retirement"), 0);
}

void
yx_law_check_retirement (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  YxDate birth;
  YxDate retirement;
  YxDate last = yx_record_has (filing, "to") ? filing->to : yx_law_first_day (filing);
  YxSex sex;

  if (facts->pension)
    yx_law_find (findings, YX_FINDING_ERROR, "L-retire", "劳动合同法第四十四条", "w_doc_no",
                 N_ ("Who draws a pension can have no labour contract"), 0);
  if (facts->pension || !yx_record_has (filing, "from") || !yx_law_birth_and_sex (filing, &birth, &sex))
    return;
  retirement = yx_law_retirement (birth, sex,
                                  yx_record_has (filing, "post_class") ? (YxPostClass) filing->post_class : YX_POST_OTHER,
                                  MAX (facts->today, filing->from));
  if (sex == YX_SEX_FEMALE && !yx_record_has (filing, "post_class"))
    {
      if (last >= retirement)
        yx_law_find (findings, YX_FINDING_WARNING, "L-retire", "关于实施渐进式延迟法定退休年龄的决定", "post_class",
                     N_ ("The age of retirement depends on the class of the post: choose it"), 0);
      return;
    }
  check_against (filing, retirement, findings);
}
