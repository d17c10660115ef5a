/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-wage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-region.h"

static const YxField fields[] = {
  YX_TEXT (YxWage, area, N_ ("Area"), YX_CREATE | YX_REQUIRED, .check = yx_check_region, .heading = "区划代码"),
  YX_DATE (YxWage, from, N_ ("In force from"), YX_CREATE | YX_REQUIRED, .heading = "起始日期"),
  YX_MONEY (YxWage, monthly, N_ ("A month"), YX_CREATE | YX_REQUIRED, .min = 1, .heading = "月标准"),
  YX_MONEY (YxWage, hourly, N_ ("An hour"), YX_CREATE, .min = 1, .heading = "小时标准"),
};

YX_DEFINE_RECORD (YxWage, yx_wage, "wage", fields);

/* The narrower area goes first, then the later day. */
static gboolean
better (const YxWage *wage, const YxWage *known)
{
  gboolean within = yx_region_within (wage->area, known->area);
  gboolean around = yx_region_within (known->area, wage->area);

  return within != around ? within : wage->from > known->from;
}

/**
 * yx_wage_on:
 * @wages: (element-type YxWage): a table
 * @region: the code of an area
 * @on: a date
 *
 * Returns: (transfer none) (nullable): what holds on @on where @region lies: of the county, else of its city,
 *   else of its province; the last that came into force
 */
const YxWage *
yx_wage_on (const GPtrArray *wages, const char *region, YxDate on)
{
  const YxWage *found = NULL;

  for (guint i = 0; i < wages->len; i++)
    {
      const YxWage *wage = wages->pdata[i];

      if (wage->from <= on && yx_region_within (region, wage->area) && (found == NULL || better (wage, found)))
        found = wage;
    }
  return found;
}
