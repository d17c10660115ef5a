/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-region.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-record.h"

static const struct
{
  char code[7];
  const char *name;
  const char *short_name;
} provinces[] = {
  { "110000", "北京市", "北京" },           { "120000", "天津市", "天津" },         { "130000", "河北省", "河北" },
  { "140000", "山西省", "山西" },           { "150000", "内蒙古自治区", "内蒙古" }, { "210000", "辽宁省", "辽宁" },
  { "220000", "吉林省", "吉林" },           { "230000", "黑龙江省", "黑龙江" },     { "310000", "上海市", "上海" },
  { "320000", "江苏省", "江苏" },           { "330000", "浙江省", "浙江" },         { "340000", "安徽省", "安徽" },
  { "350000", "福建省", "福建" },           { "360000", "江西省", "江西" },         { "370000", "山东省", "山东" },
  { "410000", "河南省", "河南" },           { "420000", "湖北省", "湖北" },         { "430000", "湖南省", "湖南" },
  { "440000", "广东省", "广东" },           { "450000", "广西壮族自治区", "广西" }, { "460000", "海南省", "海南" },
  { "500000", "重庆市", "重庆" },           { "510000", "四川省", "四川" },         { "520000", "贵州省", "贵州" },
  { "530000", "云南省", "云南" },           { "540000", "西藏自治区", "西藏" },     { "610000", "陕西省", "陕西" },
  { "620000", "甘肃省", "甘肃" },           { "630000", "青海省", "青海" },         { "640000", "宁夏回族自治区", "宁夏" },
  { "650000", "新疆维吾尔自治区", "新疆" }, { "710000", "台湾省", "台湾" },         { "810000", "香港特别行政区", "香港" },
  { "820000", "澳门特别行政区", "澳门" },
};

/**
 * yx_region_province:
 * @code: two digits or more
 *
 * Returns: (transfer none) (nullable): the name of the province that @code begins with
 */
const char *
yx_region_province (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (strncmp (code, provinces[i].code, 2) == 0)
      return provinces[i].name;
  return NULL;
}

/**
 * yx_check_region:
 * @text: the code of an area
 *
 * Six digits of GB/T 2260; provinces are known, what is below changes every year and is not.
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_region (const char *text, GError **error)
{
  if (strlen (text) == 6 && strspn (text, "0123456789") == 6 && yx_region_province (text) != NULL
      && (strcmp (text + 4, "00") == 0 || strncmp (text + 2, "00", 2) != 0))
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, "%s", N_ ("The code of an area has six digits, the first two a province's"));
  return FALSE;
}

/**
 * yx_region_only_province:
 * @place: a place of work as typed, or the code of an area
 *
 * Returns: whether it says no more than the province
 */
gboolean
yx_region_only_province (const char *place)
{
  if (strlen (place) == 6 && strspn (place, "0123456789") == 6)
    return strcmp (place + 2, "0000") == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (strcmp (place, provinces[i].name) == 0 || strcmp (place, provinces[i].short_name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * yx_region_of_place:
 * @place: a place as typed
 *
 * Returns: (transfer none) (nullable): the code of the province that it begins with; what is below is not known
 */
const char *
yx_region_of_place (const char *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (g_str_has_prefix (place, provinces[i].name))
      return provinces[i].code;
  return NULL;
}

/**
 * yx_region_within:
 * @code: the code of an area
 * @area: the code of another
 *
 * Returns: whether @code is @area or lies in it: 220102 in 220100 and in 220000
 */
gboolean
yx_region_within (const char *code, const char *area)
{
  gsize n = strcmp (area + 2, "0000") == 0 ? 2 : strcmp (area + 4, "00") == 0 ? 4 : 6;

  return strncmp (code, area, n) == 0;
}
