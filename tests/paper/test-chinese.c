/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-chinese.h"

static void
test_numbers (void)
{
  static const struct
  {
    guint number;
    const char *words;
  } cases[] = {
    { 1, "一" },         { 9, "九" },         { 10, "十" },          { 11, "十一" },       { 19, "十九" },
    { 20, "二十" },      { 51, "五十一" },    { 100, "一百" },       { 101, "一百零一" },  { 110, "一百一十" },
    { 115, "一百一十五" }, { 1001, "一千零一" }, { 1010, "一千零一十" }, { 9999, "九千九百九十九" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = yx_chinese_number (cases[i].number);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_money (void)
{
  static const struct
  {
    gint64 money;
    const char *words;
  } cases[] = {
    { 0, "零元整" },
    { 1, "壹分" },
    { 50, "伍角整" },
    { 55, "伍角伍分" },
    { 100, "壹元整" },
    { 105, "壹元零伍分" },
    { 1000, "壹拾元整" },
    { 800000, "捌仟元整" },
    { 680050, "陆仟捌佰元伍角整" },
    { 1234567, "壹万贰仟叁佰肆拾伍元陆角柒分" },
    { 1000000, "壹万元整" },
    { 1000500, "壹万零伍元整" },
    { 10000000, "壹拾万元整" },
    { 10500000, "壹拾万伍仟元整" },
    { 10050000, "壹拾万零伍佰元整" },
    { 100000000, "壹佰万元整" },
    { 10000000000, "壹亿元整" },
    { 10000000100, "壹亿零壹元整" },
    { 10010000000, "壹亿零壹拾万元整" },
    { 100000000000000, NULL },
    { -1, NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = yx_chinese_money (cases[i].money);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/chinese/numbers", test_numbers);
  g_test_add_func ("/paper/chinese/money", test_money);
  return g_test_run ();
}
