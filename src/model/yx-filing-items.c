/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing-items.h"

#include <glib/gi18n-lib.h>

#define ASKED (YX_CREATE | YX_ANSWER)
#define NEEDED (ASKED | YX_REQUIRED)

static const YxField pay_part_fields[] = {
  YX_TEXT (YxPayPart, name, N_ ("Name"), NEEDED, .max = 60, .heading = "名称"),
  YX_MONEY (YxPayPart, amount, N_ ("Amount"), NEEDED, .heading = "金额"),
};

YX_DEFINE_RECORD (YxPayPart, yx_pay_part, "pay_part", pay_part_fields);

static const YxField piece_rate_fields[] = {
  YX_TEXT (YxPieceRate, name, N_ ("Product or step"), NEEDED, .max = 60, .heading = "产品或工序"),
  YX_TEXT (YxPieceRate, unit, N_ ("Unit"), ASKED, .max = 20, .heading = "计件单位"),
  YX_MONEY (YxPieceRate, price, N_ ("Price"), NEEDED, .min = 1, .heading = "单价"),
};

YX_DEFINE_RECORD (YxPieceRate, yx_piece_rate, "piece_rate", piece_rate_fields);

static const YxField hazard_fields[] = {
  YX_TEXT (YxHazard, factor, N_ ("Hazard"), NEEDED, .max = 60, .heading = "危害因素"),
  YX_TEXT (YxHazard, effect, N_ ("Effect"), ASKED, .max = 200, .heading = "危害后果"),
  YX_TEXT (YxHazard, protection, N_ ("Protection"), ASKED, .max = 200, .heading = "防护措施"),
  YX_TEXT (YxHazard, benefit, N_ ("Benefit"), ASKED, .max = 200, .heading = "岗位津贴和待遇"),
};

YX_DEFINE_RECORD (YxHazard, yx_hazard, "hazard", hazard_fields);

static const YxField rule_notice_fields[] = {
  YX_TEXT (YxRuleNotice, name, N_ ("Name"), NEEDED, .max = 100, .heading = "名称"),
  YX_TEXT (YxRuleNotice, version, N_ ("Version"), ASKED, .max = 40, .heading = "版本"),
  YX_BOOL (YxRuleNotice, ack, N_ ("Acknowledged"), ASKED, .heading = "已知悉"),
};

YX_DEFINE_RECORD (YxRuleNotice, yx_rule_notice, "rule_notice", rule_notice_fields);

static const YxField annex_fields[] = {
  YX_TEXT (YxAnnex, name, N_ ("Name"), NEEDED, .max = 100, .heading = "名称"),
};

YX_DEFINE_RECORD (YxAnnex, yx_annex, "annex", annex_fields);

static const YxField filing_finding_fields[] = {
  YX_TEXT (YxFilingFinding, rule, N_ ("Rule"), NEEDED, .max = 20, .heading = "规则"),
  YX_TEXT (YxFilingFinding, field, N_ ("Field"), ASKED, .max = 40, .heading = "字段"),
  YX_TEXT (YxFilingFinding, article, N_ ("Article"), YX_ANSWER, .max = 60, .heading = "依据"),
  YX_CHOICE (YxFilingFinding, severity, yx_severities, N_ ("Severity"), YX_ANSWER, .heading = "程度"),
  YX_TEXT (YxFilingFinding, message, N_ ("Message"), YX_ANSWER, .max = 200, .heading = "说明"),
  YX_INT (YxFilingFinding, limit, N_ ("Limit"), YX_ANSWER, .heading = "限值"),
  YX_BOOL (YxFilingFinding, accepted, N_ ("Accepted"), YX_ANSWER, .heading = "已确认"),
};

YX_DEFINE_RECORD (YxFilingFinding, yx_filing_finding, "filing_finding", filing_finding_fields);
