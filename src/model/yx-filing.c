/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"
#include "model/yx-region.h"

#define ASKED (YX_CREATE | YX_ANSWER)
#define NEEDED (ASKED | YX_REQUIRED)
#define PERSONAL (ASKED | YX_PRIVATE)
#define LONG 1000

/* The fields of law.md 4, part by part. */
static const YxField fields[] = {
  YX_ID (YxFiling, id, "fil", N_ ("Id"), YX_ANSWER),
  YX_ID (YxFiling, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_CHOICE (YxFiling, filing_kind, yx_filing_kinds, N_ ("Kind of filing"), NEEDED),
  YX_CHOICE (YxFiling, state, yx_filing_states, N_ ("State"), YX_ANSWER),
  /* The employer as it was when the contract was drawn up: frozen by the hall. */
  YX_TEXT (YxFiling, u_name, N_ ("Enterprise name"), YX_ANSWER, .max = 60, .heading = "单位名称"),
  YX_TEXT (YxFiling, u_uscc, N_ ("Unified social credit code"), YX_ANSWER, .heading = "统一社会信用代码"),
  YX_TEXT (YxFiling, u_addr, N_ ("Domicile of the enterprise"), YX_ANSWER, .max = 200, .heading = "单位住所"),
  YX_CHOICE (YxFiling, u_head_kind, yx_head_kinds, N_ ("Kind of head"), YX_ANSWER, .heading = "负责人类型"),
  YX_TEXT (YxFiling, u_head, N_ ("Name of the head"),
            YX_ANSWER | YX_PRIVATE, .max = 50, .heading = "法定代表人或主要负责人"),
  YX_TEXT (YxFiling, u_agent, N_ ("Signing agent"),
            PERSONAL, .max = 50, .check = yx_check_name, .heading = "委托代理人"),
  YX_TEXT (YxFiling, u_agent_auth, N_ ("Agent's authority"), ASKED, .max = 200, .heading = "代理权限"),
  /* The worker. */
  YX_TEXT (YxFiling, w_name, N_ ("Name"),
            NEEDED | YX_PRIVATE | YX_INDEXED, .max = 50, .check = yx_check_name, .heading = "姓名", .alias = "name"),
  YX_CHOICE (YxFiling, w_doc_type, yx_doc_types, N_ ("Document type"),
            ASKED, .heading = "证件类型", .alias = "document_type"),
  YX_TEXT (YxFiling, w_doc_no, N_ ("Document number"),
            NEEDED | YX_PRIVATE | YX_INDEXED, .max = 20, .heading = "证件号码", .alias = "document_number"),
  YX_CHOICE (YxFiling, w_sex, yx_sexes, N_ ("Sex"), PERSONAL, .heading = "性别"),
  YX_DATE (YxFiling, w_birth, N_ ("Date of birth"), PERSONAL, .heading = "出生日期"),
  YX_DATE (YxFiling, w_doc_from, N_ ("Document valid from"), PERSONAL, .heading = "证件有效期起"),
  YX_DATE (YxFiling, w_doc_to, N_ ("Document valid to"), PERSONAL, .heading = "证件有效期止"),
  YX_TEXT (YxFiling, w_phone, N_ ("Mobile phone"),
            NEEDED | YX_PRIVATE | YX_INDEXED, .check = yx_check_phone, .heading = "手机号码", .alias = "phone"),
  YX_TEXT (YxFiling, w_email, N_ ("Mail address"),
            PERSONAL, .max = 100, .check = yx_check_email, .heading = "电子邮箱"),
  YX_TEXT (YxFiling, w_edu, N_ ("Education"), PERSONAL, .max = 20, .heading = "学历", .alias = "education"),
  YX_TEXT (YxFiling, w_nation, N_ ("Ethnic group"), PERSONAL, .max = 20, .heading = "民族"),
  YX_TEXT (YxFiling, w_hukou, N_ ("Registered household"),
            PERSONAL, .max = 200, .heading = "户籍地址", .alias = "household"),
  YX_TEXT (YxFiling, w_home, N_ ("Domicile"),
            NEEDED | YX_PRIVATE, .max = 200, .heading = "现住址", .alias = "address"),
  YX_TEXT (YxFiling, w_emergency, N_ ("Emergency contact"), PERSONAL, .max = 100, .heading = "紧急联系人"),
  YX_TEXT (YxFiling, w_permit, N_ ("Work permit"), PERSONAL, .max = 60, .heading = "外国人工作许可证号"),
  YX_DATE (YxFiling, w_permit_to, N_ ("Work permit valid to"), PERSONAL, .heading = "工作许可有效期止"),
  YX_TEXT (YxFiling, w_minor_cert, N_ ("Registration of a worker under 18"),
            PERSONAL, .max = 60, .heading = "未成年工登记证号"),
  YX_DATE (YxFiling, w_health_check, N_ ("Health check of a worker under 18"),
            PERSONAL, .heading = "未成年工健康检查日期"),
  /* Employment. */
  YX_CHOICE (YxFiling, use_form, yx_use_forms, N_ ("Form of employment"), ASKED, .heading = "用工形式"),
  YX_DATE (YxFiling, employment_start, N_ ("Employment begins"),
            NEEDED, .heading = "入职日期", .alias = "employed_on"),
  YX_INT (YxFiling, fixed_count, N_ ("Consecutive fixed terms"),
            ASKED, .max = 99, .heading = "连续订立固定期限合同次数"),
  YX_DATE (YxFiling, merged_from, N_ ("Years of service count from"),
            ASKED, .heading = "工作年限合并起算日期"),
  YX_BOOL (YxFiling, merged_paid, N_ ("Earlier years were compensated"),
            ASKED, .heading = "前段年限已支付经济补偿"),
  YX_TEXT (YxFiling, host_name, N_ ("Host of the dispatched worker"),
            ASKED, .max = 60, .check = yx_check_unit_name, .heading = "用工单位名称"),
  YX_TEXT (YxFiling, host_uscc, N_ ("Host's unified social credit code"),
            ASKED, .check = yx_check_uscc, .heading = "用工单位统一社会信用代码"),
  YX_DATE (YxFiling, dispatch_from, N_ ("Dispatch begins"), ASKED, .heading = "派遣开始日期"),
  YX_DATE (YxFiling, dispatch_to, N_ ("Dispatch ends"), ASKED, .heading = "派遣结束日期"),
  YX_CHOICE (YxFiling, dispatch_kind, yx_dispatch_kinds, N_ ("Kind of dispatched post"),
            ASKED, .heading = "派遣岗位性质"),
  /* Term. */
  YX_CHOICE (YxFiling, kind, yx_term_kinds, N_ ("Kind of term"),
            NEEDED, .heading = "合同类型", .alias = "contract_kind"),
  YX_DATE (YxFiling, from, N_ ("Contract begins"), NEEDED, .heading = "合同开始日期", .alias = "start"),
  YX_DATE (YxFiling, to, N_ ("Contract ends"), ASKED, .heading = "合同结束日期", .alias = "end"),
  YX_TEXT (YxFiling, task, N_ ("Task"), ASKED, .max = 500, .heading = "工作任务"),
  YX_TEXT (YxFiling, task_done, N_ ("How the task is known to be done"),
            ASKED, .max = 200, .heading = "任务完成标准"),
  YX_BOOL (YxFiling, worker_asks_fixed, N_ ("The worker asks for a fixed term"),
            ASKED, .heading = "劳动者提出订立固定期限"),
  YX_TEXT (YxFiling, ask_evidence, N_ ("Evidence that the worker asks"),
            PERSONAL, .max = 200, .heading = "劳动者提出的依据"),
  YX_BOOL (YxFiling, prob, N_ ("Probation agreed"), ASKED, .heading = "约定试用期"),
  YX_DATE (YxFiling, prob_from, N_ ("Probation begins"),
            ASKED, .heading = "试用期开始", .alias = "probation_start"),
  YX_DATE (YxFiling, prob_to, N_ ("Probation ends"),
            ASKED, .heading = "试用期结束", .alias = "probation_end"),
  YX_TEXT (YxFiling, hire_conditions, N_ ("Conditions of hire"), ASKED, .max = LONG, .heading = "录用条件"),
  /* Work. */
  YX_TEXT (YxFiling, post, N_ ("Post"), NEEDED, .max = 60, .heading = "岗位"),
  YX_TEXT (YxFiling, duty, N_ ("Duties"), ASKED, .max = LONG, .heading = "工作内容"),
  YX_TEXT (YxFiling, work_place, N_ ("Place of work"),
            NEEDED, .max = 200, .heading = "工作地点", .alias = "workplace"),
  YX_TEXT (YxFiling, work_region, N_ ("Area of the place of work"),
            ASKED, .check = yx_check_region, .heading = "工作地点区划代码"),
  YX_TEXT (YxFiling, occupation, N_ ("Occupation"),
            ASKED, .max = 20, .check = yx_check_occupation, .heading = "职业代码"),
  YX_CHOICE (YxFiling, post_class, yx_post_classes, N_ ("Class of the post"), ASKED, .heading = "岗位类别"),
  /* Time. */
  YX_CHOICE (YxFiling, hours, yx_hours, N_ ("Working time"),
            NEEDED, .heading = "工时制度", .alias = "working_time"),
  YX_TEXT (YxFiling, rest, N_ ("Rest and leave"), ASKED, .max = LONG, .heading = "休息休假"),
  YX_INT (YxFiling, day_h, N_ ("Hours a day"), ASKED, .min = 1, .max = 24, .heading = "每日工时"),
  YX_INT (YxFiling, week_h, N_ ("Hours a week"), ASKED, .min = 1, .max = 168, .heading = "每周工时"),
  YX_TEXT (YxFiling, hours_permit, N_ ("Permit of the working time"),
            ASKED, .max = 60, .heading = "工时审批文号"),
  YX_DATE (YxFiling, hours_permit_to, N_ ("Permit valid to"), ASKED, .heading = "工时审批有效期止"),
  YX_CHOICE (YxFiling, calc_period, yx_calc_periods, N_ ("Period of comprehensive hours"),
            ASKED, .heading = "综合计算周期"),
  /* Pay. */
  YX_CHOICE (YxFiling, pay_form, yx_pay_forms, N_ ("Form of pay"), ASKED, .heading = "计酬方式"),
  YX_MONEY (YxFiling, base, N_ ("Agreed pay"), ASKED, .min = 1, .heading = "月工资", .alias = "pay"),
  YX_CHOICE (YxFiling, base_unit, yx_pay_units, N_ ("Pay is for"), ASKED, .heading = "工资单位"),
  YX_LIST (YxFiling, parts, &yx_pay_part_type, N_ ("Parts of the pay"),
            ASKED, .max = 20, .heading = "工资构成"),
  YX_LIST (YxFiling, piece, &yx_piece_rate_type, N_ ("Piece rates"), ASKED, .max = 50, .heading = "计件单价"),
  YX_TEXT (YxFiling, pay_other, N_ ("Other form of pay"), ASKED, .max = LONG, .heading = "其他计酬方式"),
  YX_CHOICE (YxFiling, cycle, yx_pay_cycles, N_ ("Pay cycle"), ASKED, .heading = "工资支付周期"),
  YX_CHOICE (YxFiling, pay_month, yx_pay_months, N_ ("Month of payment"), ASKED, .heading = "发薪月份"),
  YX_INT (YxFiling, pay_day, N_ ("Pay day"), NEEDED, .min = 1, .max = 31, .heading = "发薪日"),
  YX_MONEY (YxFiling, prob_pay, N_ ("Probation pay"),
            ASKED, .min = 1, .heading = "试用期工资", .alias = "probation_pay"),
  YX_MONEY (YxFiling, same_post_min, N_ ("Lowest pay of the post"),
            ASKED, .min = 1, .heading = "同岗位最低档工资"),
  YX_TEXT (YxFiling, pay_method, N_ ("Way of payment"), ASKED, .max = 40, .heading = "工资支付方式"),
  YX_TEXT (YxFiling, bank, N_ ("Bank"), PERSONAL, .max = 60, .heading = "开户银行"),
  YX_TEXT (YxFiling, account, N_ ("Bank account"), PERSONAL, .max = 40, .heading = "工资账号"),
  YX_TEXT (YxFiling, ot_base, N_ ("Basis of overtime pay"), ASKED, .max = 100, .heading = "加班工资计算基数"),
  /* Insurance: `si` is for all four; one that stands for itself overrides it. */
  YX_BOOL (YxFiling, si, N_ ("Social insurance"), NEEDED, .heading = "社会保险", .alias = "social_insurance"),
  YX_BOOL (YxFiling, si_pension, N_ ("Pension insurance"), ASKED, .heading = "养老保险"),
  YX_BOOL (YxFiling, si_medical, N_ ("Medical and maternity insurance"),
            ASKED, .heading = "医疗（生育）保险"),
  YX_BOOL (YxFiling, si_unemployment, N_ ("Unemployment insurance"), ASKED, .heading = "失业保险"),
  YX_BOOL (YxFiling, si_injury, N_ ("Work injury insurance"), ASKED, .heading = "工伤保险"),
  YX_TEXT (YxFiling, si_place, N_ ("Place of insurance"), ASKED, .max = 100, .heading = "参保地"),
  YX_TEXT (YxFiling, fund, N_ ("Housing fund"), ASKED, .max = 100, .heading = "住房公积金"),
  YX_TEXT (YxFiling, extra, N_ ("Supplementary insurance and benefits"),
            ASKED, .max = 500, .heading = "补充保险和福利"),
  /* Protection. */
  YX_TEXT (YxFiling, protection, N_ ("Labour protection and conditions"),
            ASKED, .max = LONG, .heading = "劳动保护和劳动条件"),
  YX_BOOL (YxFiling, hazard, N_ ("Occupational hazards"), ASKED, .heading = "存在职业病危害"),
  YX_LIST (YxFiling, hazards, &yx_hazard_type, N_ ("Hazards"), ASKED, .max = 20, .heading = "职业病危害因素"),
  YX_BOOL (YxFiling, exam_pre, N_ ("Health examination before the post"),
            ASKED, .heading = "上岗前职业健康检查"),
  YX_BOOL (YxFiling, exam_on, N_ ("Health examination in the post"),
            ASKED, .heading = "在岗期间职业健康检查"),
  YX_BOOL (YxFiling, exam_post, N_ ("Health examination on leaving"), ASKED, .heading = "离岗时职业健康检查"),
  /* Agreed besides. */
  YX_BOOL (YxFiling, train, N_ ("Training with a service period"), ASKED, .heading = "约定专项培训和服务期"),
  YX_TEXT (YxFiling, train_what, N_ ("Training"), ASKED, .max = 500, .heading = "培训内容"),
  YX_MONEY (YxFiling, train_cost, N_ ("Cost of the training"), ASKED, .min = 1, .heading = "培训费用"),
  YX_DATE (YxFiling, serve_from, N_ ("Service period begins"), ASKED, .heading = "服务期开始"),
  YX_DATE (YxFiling, serve_to, N_ ("Service period ends"), ASKED, .heading = "服务期结束"),
  YX_MONEY (YxFiling, train_penalty, N_ ("Penalty for leaving before the service period ends"),
            ASKED, .heading = "违反服务期违约金"),
  YX_BOOL (YxFiling, secret, N_ ("Secrecy agreed"), ASKED, .heading = "约定保密"),
  YX_TEXT (YxFiling, secret_scope, N_ ("What is secret"), ASKED, .max = LONG, .heading = "保密范围"),
  YX_BOOL (YxFiling, nc, N_ ("Non-compete agreed"), ASKED, .heading = "约定竞业限制"),
  YX_CHOICE (YxFiling, nc_role, yx_nc_roles, N_ ("Who is bound by the non-compete"),
            ASKED, .heading = "竞业限制人员类别"),
  YX_INT (YxFiling, nc_months, N_ ("Months of the non-compete"),
            ASKED, .min = 1, .max = 600, .heading = "竞业限制期限（月）"),
  YX_TEXT (YxFiling, nc_scope, N_ ("Scope of the non-compete"), ASKED, .max = 500, .heading = "竞业限制范围"),
  YX_TEXT (YxFiling, nc_area, N_ ("Area of the non-compete"), ASKED, .max = 200, .heading = "竞业限制地域"),
  YX_MONEY (YxFiling, nc_pay, N_ ("Monthly pay for the non-compete"), ASKED, .heading = "竞业限制月补偿"),
  YX_MONEY (YxFiling, nc_penalty, N_ ("Penalty of the non-compete"), ASKED, .heading = "竞业限制违约金"),
  YX_TEXT (YxFiling, other, N_ ("Other agreements"), ASKED, .max = LONG, .heading = "其他约定"),
  YX_LIST (YxFiling, rules, &yx_rule_notice_type, N_ ("House rules made known"),
            ASKED, .max = 30, .heading = "规章制度告知"),
  YX_LIST (YxFiling, annex, &yx_annex_type, N_ ("Annexes"), ASKED, .max = 30, .heading = "附件"),
  YX_TEXT (YxFiling, project, N_ ("Project"), ASKED, .max = 100, .heading = "所属项目"),
  /* Signing. The contract has its number, the document its template. */
  YX_BOOL (YxFiling, e_form_consent, N_ ("Consent to electronic form"), ASKED, .heading = "同意采用电子形式"),
  YX_BOOL (YxFiling, notice_ack, N_ ("Notice of steps, cautions, viewing and no charge"),
            ASKED, .heading = "已获订立事项提示"),
  YX_TEXT (YxFiling, serve_addr, N_ ("Address for delivery"), PERSONAL, .max = 200, .heading = "送达地址"),
  /* What became of it. A request names the warnings that it accepts, the answer has all that were found. */
  YX_LIST (YxFiling, findings, &yx_filing_finding_type, N_ ("Findings of the checks"),
            ASKED, .max = 60, .heading = "检查结果"),
  YX_ID (YxFiling, contract, "ctr", N_ ("Contract"), YX_ANSWER),
  YX_ID (YxFiling, document, "doc", N_ ("Document"), YX_ANSWER),
  YX_ID (YxFiling, person, "per", N_ ("Person"), YX_ANSWER),
  YX_INSTANT (YxFiling, created, N_ ("Filed"), YX_ANSWER),
  YX_INSTANT (YxFiling, decided, N_ ("Decided"), YX_ANSWER),
  YX_TEXT (YxFiling, return_reason, N_ ("Returned because"), YX_ANSWER | YX_PRIVATE, .max = 500),
  YX_INT (YxFiling, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxFiling, yx_filing, "filing", fields);

/**
 * yx_filing_derive:
 * @filing: a filing that only the caller holds
 *
 * Fills in what the document number says and nobody typed: sex and date of birth (law.md 4).
 */
void
yx_filing_derive (YxFiling *filing)
{
  YxDocType type = yx_record_has (filing, "w_doc_type") ? (YxDocType) filing->w_doc_type : YX_DOC_RESIDENT;
  YxDate birth;
  gboolean male;

  if (!yx_record_has (filing, "w_doc_no") || !yx_document_number_facts (type, filing->w_doc_no, &birth, &male))
    return;
  if (!yx_record_has (filing, "w_birth"))
    yx_record_set_int (filing, "w_birth", birth);
  if (!yx_record_has (filing, "w_sex"))
    yx_record_set_int (filing, "w_sex", male ? YX_SEX_MALE : YX_SEX_FEMALE);
}
