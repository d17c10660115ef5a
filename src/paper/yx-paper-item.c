/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-item.h"

static const YxPaperItem contract_fixed[YX_LAW_ITEMS] = {
  { 1, "用人单位的名称、住所和法定代表人或者主要负责人", { "parties" }, { "u_name", "u_addr", "u_head", NULL } },
  { 2,
    "劳动者的姓名、住址和居民身份证或者其他有效身份证件号码",
    { "parties" },
    { "w_name", "w_home", "w_doc_no", "w_doc_type", NULL } },
  { 3, "劳动合同期限", { "term", "start", "probation" }, { "from", "to", "employment_start", "prob_from", NULL } },
  { 4, "工作内容和工作地点", { "post", "place" }, { "post", "duty", "work_place", NULL } },
  { 5, "工作时间和休息休假", { "hours", "overtime", "rest" }, { "hours", "hours_permit", "rest", NULL } },
  { 6,
    "劳动报酬",
    { "pay", "probation-pay", "payday", "overtime-pay", "special-pay", "deduction" },
    { "base", "base_words", "prob_pay", "pay_day", NULL } },
  { 7, "社会保险", { "insurance", "injury" }, { "si_place", NULL } },
  { 8, "劳动保护、劳动条件和职业危害防护", { "protection", "refusal", "hazard", "women" }, { "protection", "hazard", NULL } },
  { 9,
    "法律、法规规定应当纳入劳动合同的其他事项",
    { "electronic", "delivery", "certificate", "copies" },
    { "serve_addr", NULL } },
};

/**
 * yx_paper_items:
 * @template_id: a template's id
 *
 * Says which article meets which of the nine items of 劳动合同法 art. 17.
 *
 * Returns: (transfer none) (array fixed-size=9) (nullable): the items; %NULL if the template is no contract
 */
const YxPaperItem *
yx_paper_items (const char *template_id)
{
  return g_str_equal (template_id, "contract-fixed") ? contract_fixed : NULL;
}
