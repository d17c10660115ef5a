/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-chinese.h"

#define NUMBER_MAX 9999
#define MONEY_MAX G_GINT64_CONSTANT (99999999999999)

static const char *const plain_digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
static const char *const plain_units[] = { "", "十", "百", "千" };
static const char *const formal_digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
static const char *const formal_units[] = { "", "拾", "佰", "仟" };
static const char *const group_units[] = { "", "万", "亿", "万亿" };

/* Up to four digits. A zero between digits is said once, at the end never. */
static void
append_group (GString *out,
              guint group,
              const char *const *digits,
              const char *const *units,
              const char *zero)
{
  static const guint powers[] = { 1, 10, 100, 1000 };
  gboolean started = FALSE;
  gboolean gap = FALSE;
  int i;

  for (i = 3; i >= 0; i--)
    {
      guint digit = group / powers[i] % 10;

      if (digit == 0)
        {
          gap = started;
          continue;
        }
      if (gap)
        g_string_append (out, zero);
      g_string_append (out, digits[digit]);
      g_string_append (out, units[i]);
      started = TRUE;
      gap = FALSE;
    }
}

static void
append_yuan (GString *out, guint64 yuan)
{
  static const guint64 powers[] = { 1, 10000, 100000000, 1000000000000 };
  gboolean started = FALSE;
  gboolean gap = FALSE;
  int i;

  for (i = 3; i >= 0; i--)
    {
      guint group = (guint) (yuan / powers[i] % 10000);

      if (group == 0)
        {
          gap = started;
          continue;
        }
      if (started && (gap || group < 1000))
        g_string_append (out, formal_digits[0]);
      append_group (out, group, formal_digits, formal_units, formal_digits[0]);
      g_string_append (out, group_units[i]);
      started = TRUE;
      gap = FALSE;
    }
}

/**
 * yx_chinese_number:
 * @number: from 1 to 9999
 *
 * Writes a number as chapters and articles are numbered: 十二, 一百零五.
 *
 * Returns: (transfer full): the number in words
 */
char *
yx_chinese_number (guint number)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (number > 0 && number <= NUMBER_MAX, g_string_free (out, FALSE));
  append_group (out, number, plain_digits, plain_units, "零");
  /* 一十二 is written 十二. */
  if (number >= 10 && number < 20)
    g_string_erase (out, 0, (gssize) strlen (plain_digits[1]));
  return g_string_free (out, FALSE);
}

/**
 * yx_chinese_money:
 * @money: in 分, from 0 to a hundred billion yuan
 *
 * Writes an amount in the capital numerals of the rules for filling in bills (支付结算办法, annex 1):
 * 捌仟元整, 陆仟伍佰元零伍分.
 *
 * Returns: (transfer full) (nullable): the amount in words; %NULL outside the limits
 */
char *
yx_chinese_money (gint64 money)
{
  GString *out;
  guint jiao = (guint) (money / 10 % 10);
  guint fen = (guint) (money % 10);

  if (money < 0 || money > MONEY_MAX)
    return NULL;
  out = g_string_new (NULL);
  append_yuan (out, (guint64) (money / 100));
  if (out->len > 0 || (jiao == 0 && fen == 0))
    g_string_append_printf (out, "%s元", out->len > 0 ? "" : formal_digits[0]);
  if (jiao > 0)
    g_string_append_printf (out, "%s角", formal_digits[jiao]);
  else if (fen > 0 && out->len > 0)
    g_string_append (out, formal_digits[0]);
  if (fen > 0)
    g_string_append_printf (out, "%s分", formal_digits[fen]);
  else
    g_string_append (out, "整");
  return g_string_free (out, FALSE);
}
