/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-agreed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-law-private.h"

/**
 * yx_law_training_share:
 * @cost: of the training, in 分
 * @serve_from: the first day of the service period
 * @serve_to: its last day
 * @left: the last day on which the worker served
 *
 * Article 22: a penalty may not exceed the share of the cost that falls to the days not served.
 *
 * Returns: that share in 分, rounded down
 */
gint64
yx_law_training_share (gint64 cost, YxDate serve_from, YxDate serve_to, YxDate left)
{
  gint64 days = (gint64) serve_to - serve_from + 1;
  gint64 rest = CLAMP ((gint64) serve_to - left, 0, MAX (days, 0));

  return days > 0 ? cost / days * rest + cost % days * rest / days : 0;
}

/**
 * yx_law_term_with_service:
 * @to: the last day of a term, %YX_DATE_NONE where it has none
 * @serve_to: the last day of a service period
 *
 * Returns: the last day of the term as IR 17 extends it
 */
YxDate
yx_law_term_with_service (YxDate to, YxDate serve_to)
{
  return to == YX_DATE_NONE ? YX_DATE_NONE : MAX (to, serve_to);
}

static void
need_all (const YxFiling *filing, const char *const *fields, const char *article, const char *message, GPtrArray *findings)
{
  for (gsize i = 0; fields[i] != NULL; i++)
    if (!yx_record_has (filing, fields[i]))
      yx_law_find (findings, YX_FINDING_ERROR, "L25", article, fields[i], message, 0);
}

static void
check_service (const YxFiling *filing, GPtrArray *findings)
{
  const char *article = "劳动合同法第二十二条";

  if (yx_record_has (filing, "train_penalty") && yx_record_has (filing, "train_cost")
      && filing->train_penalty > filing->train_cost)
    yx_law_find (findings, YX_FINDING_ERROR, "L25", article, "train_penalty",
                 N_ ("The penalty is more than the training costs"), filing->train_cost);
  if (!yx_record_has (filing, "serve_from") || !yx_record_has (filing, "serve_to"))
    return;
  if (filing->serve_to < filing->serve_from)
    yx_law_find (findings, YX_FINDING_ERROR, "L25", article, "serve_to", N_ ("The service period ends before it begins"), 0);
  else if (yx_record_has (filing, "to") && filing->serve_to > filing->to)
    yx_law_find (findings, YX_FINDING_WARNING, "L25", "劳动合同法实施条例第十七条", "serve_to",
                 N_ ("The service period goes on after the term and extends it"), 0);
}

/* L25: articles 22 and 25, IR 16 and 17. */
void
yx_law_check_training (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  static const char *const needed[] = { "train_what", "train_cost", "serve_from", "serve_to", NULL };
  gboolean train = yx_law_says (filing, "train") || yx_record_has (filing, "train_what");

  if (train)
    {
      need_all (filing, needed, "劳动合同法第二十二条", N_ ("A service period needs the training, its cost and its days"), findings);
      check_service (filing, findings);
    }
  else if (yx_record_has (filing, "train_penalty"))
    yx_law_find (findings, YX_FINDING_ERROR, "L25", "劳动合同法第二十五条", "train_penalty",
                 N_ ("A penalty may be agreed only for training and non-compete"), 0);
  if (yx_record_has (filing, "other") && strstr (filing->other, "违约金") != NULL)
    yx_law_find (findings, YX_FINDING_WARNING, "L25", "劳动合同法第二十五条", "other",
                 N_ ("A penalty may be agreed only for training and non-compete"), 0);
}

static void
check_compensation (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  const char *article = "最高人民法院审理劳动争议案件司法解释（一）第三十六条";
  gint64 pay = facts->average_pay > 0 ? facts->average_pay : filing->base;
  gboolean low = yx_record_has (filing, "base") || facts->average_pay > 0 ? filing->nc_pay * 10 < pay * 3 : FALSE;

  if (filing->nc_pay == 0)
    yx_law_find (findings, YX_FINDING_ERROR, "L25", "劳动合同法第二十三条", "nc_pay",
                 N_ ("A non-compete is paid for every month"), 0);
  else if (low || filing->nc_pay < facts->minimum_monthly)
    yx_law_find (findings, YX_FINDING_WARNING, "L25", article, "nc_pay",
                 N_ ("The pay for the non-compete is below 30 per cent of the average pay or below the minimum wage"),
                 MAX (pay * 3 / 10, facts->minimum_monthly));
}

/* L25: articles 23 to 25. */
void
yx_law_check_non_compete (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  static const char *const needed[] = { "nc_role", "nc_months", "nc_scope", "nc_area", "nc_pay", NULL };

  if (!yx_law_says (filing, "nc") && !yx_record_has (filing, "nc_months"))
    {
      if (yx_record_has (filing, "nc_penalty"))
        yx_law_find (findings, YX_FINDING_ERROR, "L25", "劳动合同法第二十五条", "nc_penalty",
                     N_ ("A penalty may be agreed only for training and non-compete"), 0);
      return;
    }
  need_all (filing, needed, "劳动合同法第二十四条",
            N_ ("A non-compete needs the person's role, months, scope, area and monthly pay"), findings);
  if (yx_record_has (filing, "nc_months") && filing->nc_months > 24)
    yx_law_find (findings, YX_FINDING_ERROR, "L25", "劳动合同法第二十四条", "nc_months",
                 N_ ("A non-compete lasts 24 months at most"), 24);
  if (yx_record_has (filing, "nc_pay"))
    check_compensation (filing, facts, findings);
}
