/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-region.h"

#include <string.h>

#include "base/yx-record.h"

static const struct
{
  char code[3];
  const char *name;
  const char *short_name;
} provinces[] = {
  { "11", "北京市", "北京" },           { "12", "天津市", "天津" },         { "13", "河北省", "河北" },
  { "14", "山西省", "山西" },           { "15", "内蒙古自治区", "内蒙古" }, { "21", "辽宁省", "辽宁" },
  { "22", "吉林省", "吉林" },           { "23", "黑龙江省", "黑龙江" },     { "31", "上海市", "上海" },
  { "32", "江苏省", "江苏" },           { "33", "浙江省", "浙江" },         { "34", "安徽省", "安徽" },
  { "35", "福建省", "福建" },           { "36", "江西省", "江西" },         { "37", "山东省", "山东" },
  { "41", "河南省", "河南" },           { "42", "湖北省", "湖北" },         { "43", "湖南省", "湖南" },
  { "44", "广东省", "广东" },           { "45", "广西壮族自治区", "广西" }, { "46", "海南省", "海南" },
  { "50", "重庆市", "重庆" },           { "51", "四川省", "四川" },         { "52", "贵州省", "贵州" },
  { "53", "云南省", "云南" },           { "54", "西藏自治区", "西藏" },     { "61", "陕西省", "陕西" },
  { "62", "甘肃省", "甘肃" },           { "63", "青海省", "青海" },         { "64", "宁夏回族自治区", "宁夏" },
  { "65", "新疆维吾尔自治区", "新疆" }, { "71", "台湾省", "台湾" },         { "81", "香港特别行政区", "香港" },
  { "82", "澳门特别行政区", "澳门" },
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
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, "The code of an area has six digits, the first two a province's");
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
