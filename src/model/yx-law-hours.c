/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "model/yx-law-private.h"

static void
check_part_time (const YxFiling *filing, GPtrArray *findings)
{
  if (yx_record_has (filing, "day_h") && filing->day_h > 4)
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", "劳动合同法第六十八条", "day_h",
                 N_ ("Part-time work is 4 hours a day at most"), 4);
  if (yx_record_has (filing, "week_h") && filing->week_h > 24)
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", "劳动合同法第六十八条", "week_h",
                 N_ ("Part-time work is 24 hours a week at most"), 24);
}

static void
check_standard (const YxFiling *filing, GPtrArray *findings)
{
  gint64 day = yx_record_has (filing, "day_h") ? filing->day_h : 8;

  if (day > 8)
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", "劳动法第三十六条", "day_h",
                 N_ ("Standard hours are 8 a day at most"), 8);
  if (!yx_record_has (filing, "week_h"))
    return;
  if (filing->week_h > 6 * day)
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", "劳动法第三十八条", "week_h",
                 N_ ("There must be a day of rest every week"), 6 * day);
  else if (filing->week_h > 40)
    yx_law_find (findings, YX_FINDING_WARNING, "L-hours", "国务院关于职工工作时间的规定第三条", "week_h",
                 N_ ("Standard hours are 40 a week at most"), 40);
}

static void
check_permitted (const YxFiling *filing, GPtrArray *findings)
{
  const char *article = "劳动法第三十九条";

  if (!yx_record_has (filing, "hours_permit"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", article, "hours_permit",
                 N_ ("Comprehensive and flexible hours need a permit"), 0);
  if (!yx_record_has (filing, "hours_permit_to"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", article, "hours_permit_to",
                 N_ ("Say until when the permit of the hours is valid"), 0);
  else if (yx_record_has (filing, "from") && filing->hours_permit_to < filing->from)
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", article, "hours_permit_to",
                 N_ ("The permit of the hours ends before the contract begins"), 0);
  if (filing->hours == YX_HOURS_COMPREHENSIVE && !yx_record_has (filing, "calc_period"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-hours", article, "calc_period",
                 N_ ("Comprehensive hours need their period"), 0);
}

/* L-hours: 劳动法 36, 38 and 39, article 68. */
void
yx_law_check_hours (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  if (yx_law_part_time (filing))
    check_part_time (filing, findings);
  else if (yx_record_has (filing, "hours") && filing->hours == YX_HOURS_STANDARD)
    check_standard (filing, findings);
  else if (yx_record_has (filing, "hours"))
    check_permitted (filing, findings);
}

/* What stands for itself goes before `si`, which is for all. */
static gboolean
insured (const YxFiling *filing, const char *field)
{
  return yx_record_has (filing, field) ? yx_law_says (filing, field) : yx_law_says (filing, "si");
}

/* L-si: 劳动法 72, 社会保险法; part-time work at least against work injury. */
void
yx_law_check_insurance (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  static const char *const kinds[] = { "si_pension", "si_medical", "si_unemployment", "si_injury" };

  if (!yx_record_has (filing, "si"))
    return;
  if (yx_law_part_time (filing))
    {
      if (!insured (filing, "si_injury"))
        yx_law_find (findings, YX_FINDING_ERROR, "L-si", "社会保险法第三十三条", "si_injury",
                     N_ ("Part-time workers are insured against work injury at least"), 0);
      return;
    }
  if (!filing->si)
    yx_law_find (findings, YX_FINDING_ERROR, "L-si", "劳动法第七十二条", "si",
                 N_ ("Social insurance can't be waived for full-time work"), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (yx_record_has (filing, kinds[i]) && !yx_law_says (filing, kinds[i]))
      yx_law_find (findings, YX_FINDING_ERROR, "L-si", "劳动法第七十二条", kinds[i],
                   N_ ("Social insurance can't be waived for full-time work"), 0);
}
