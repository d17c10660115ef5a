/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-words.h"

#include <glib/gi18n-lib.h>

const YxChoice yx_doc_types[] = {
  { YX_DOC_RESIDENT, "resident_id", N_ ("Resident identity card"), "居民身份证" },
  { YX_DOC_HK_MACAO, "hk_macao_permit", N_ ("Travel permit for Hong Kong and Macao residents"), "港澳居民来往内地通行证" },
  { YX_DOC_TAIWAN, "taiwan_permit", N_ ("Travel permit for Taiwan residents"), "台湾居民来往大陆通行证" },
  { YX_DOC_PERMANENT, "permanent_residence", N_ ("Foreigner's permanent residence card"), "外国人永久居留身份证" },
  { YX_DOC_PASSPORT, "passport", N_ ("Passport"), "护照" },
  { 0 },
};

const YxChoice yx_unit_types[] = {
  { YX_UNIT_LIMITED, "limited", N_ ("Limited liability company"), "有限责任公司" },
  { YX_UNIT_JOINT_STOCK, "joint_stock", N_ ("Joint-stock company"), "股份有限公司" },
  { YX_UNIT_FOREIGN, "foreign", N_ ("Foreign-invested enterprise"), "外商投资企业" },
  { YX_UNIT_PROPRIETOR, "proprietor", N_ ("Sole proprietor"), "个体工商户" },
  { YX_UNIT_COOPERATIVE, "cooperative", N_ ("Farmers' co-operative"), "农民专业合作社" },
  { YX_UNIT_INSTITUTION, "institution", N_ ("Public institution"), "事业单位" },
  { YX_UNIT_SOCIETY, "society", N_ ("Society"), "社会团体" },
  { YX_UNIT_NON_ENTERPRISE, "non_enterprise", N_ ("Private non-enterprise unit"), "民办非企业单位" },
  { YX_UNIT_FOUNDATION, "foundation", N_ ("Foundation"), "基金会" },
  { YX_UNIT_LAW_FIRM, "law_firm", N_ ("Law firm"), "律师事务所" },
  { YX_UNIT_GOVERNMENT, "government", N_ ("Government body"), "机关" },
  { YX_UNIT_UNION, "union", N_ ("Union organisation"), "工会组织" },
  { YX_UNIT_OTHER, "other", N_ ("Other"), "其他" },
  { 0 },
};

const YxChoice yx_head_kinds[] = {
  { YX_HEAD_LEGAL, "legal_representative", N_ ("Legal representative"), "法定代表人" },
  { YX_HEAD_PRINCIPAL, "principal", N_ ("Principal"), "主要负责人" },
  { YX_HEAD_PROPRIETOR, "proprietor", N_ ("Proprietor"), "经营者" },
  { 0 },
};

const YxChoice yx_account_kinds[] = {
  { YX_ACCOUNT_ENTERPRISE, "enterprise", N_ ("Enterprise account"), "法人账号" },
  { YX_ACCOUNT_PERSON, "person", N_ ("Person"), "个人" },
  { 0 },
};

const YxChoice yx_term_kinds[] = {
  { YX_TERM_FIXED, "fixed", N_ ("Fixed term"), "固定期限" },
  { YX_TERM_OPEN_ENDED, "open_ended", N_ ("Open-ended"), "无固定期限" },
  { YX_TERM_TASK, "task", N_ ("Until a task is done"), "以完成一定工作任务为期限" },
  { 0 },
};

const YxChoice yx_use_forms[] = {
  { YX_USE_FULL_TIME, "full_time", N_ ("Full-time"), "全日制" },
  { YX_USE_PART_TIME, "part_time", N_ ("Part-time"), "非全日制" },
  { YX_USE_DISPATCH, "dispatch", N_ ("Dispatch"), "劳务派遣" },
  { 0 },
};

const YxChoice yx_hours[] = {
  { YX_HOURS_STANDARD, "standard", N_ ("Standard hours"), "标准" },
  { YX_HOURS_COMPREHENSIVE, "comprehensive", N_ ("Comprehensive hours"), "综合计算" },
  { YX_HOURS_FLEXIBLE, "flexible", N_ ("Flexible hours"), "不定时" },
  { 0 },
};

const YxChoice yx_filing_kinds[] = {
  { YX_FILING_NEW, "new", N_ ("New contract"), "新签" },
  { YX_FILING_RENEWAL, "renewal", N_ ("Renewal"), "续签" },
  { YX_FILING_TERMINATION, "termination", N_ ("Termination"), "解除/终止" },
  { 0 },
};

const YxChoice yx_filing_states[] = {
  { YX_FILING_DRAFT, "draft", N_ ("Draft"), "草稿" },
  { YX_FILING_SUBMITTED, "submitted", N_ ("In review"), "待审核" },
  { YX_FILING_RETURNED, "returned", N_ ("Returned"), "已退回" },
  { YX_FILING_APPROVED, "approved", N_ ("Approved"), "审核通过" },
  { YX_FILING_VOIDED, "voided", N_ ("Voided"), "已作废" },
  { 0 },
};

const YxChoice yx_document_kinds[] = {
  { YX_DOCUMENT_CONTRACT, "contract", N_ ("Labour contract"), "电子劳动合同" },
  { YX_DOCUMENT_SUPPLEMENT, "supplement", N_ ("Supplement"), "补充条款" },
  { YX_DOCUMENT_SEPARATION, "separation", N_ ("Separation certificate"), "解除（终止）劳动合同证明书" },
  { 0 },
};

const YxChoice yx_document_states[] = {
  { YX_DOCUMENT_TO_SEAL, "to_seal", N_ ("To seal"), "待盖章" },
  { YX_DOCUMENT_TO_SIGN, "to_sign", N_ ("To sign"), "待签名" },
  { YX_DOCUMENT_TO_STAMP, "to_stamp", N_ ("Waiting for its timestamp"), "待加时间戳" },
  { YX_DOCUMENT_COMPLETE, "complete", N_ ("Complete"), "已完成" },
  { YX_DOCUMENT_DECLINED, "declined", N_ ("Declined"), "已拒签" },
  { YX_DOCUMENT_WITHDRAWN, "withdrawn", N_ ("Withdrawn"), "已撤回" },
  { YX_DOCUMENT_LAPSED, "lapsed", N_ ("Lapsed"), "已过期" },
  { YX_DOCUMENT_DRAWN_UP, "drawn_up", N_ ("Drawn up"), "已生成" },
  { YX_DOCUMENT_ISSUED, "issued", N_ ("Issued"), "已出具" },
  { YX_DOCUMENT_DELIVERED, "delivered", N_ ("Delivered"), "已送达" },
  { YX_DOCUMENT_RECEIVED, "received", N_ ("Received"), "已签收" },
  { YX_DOCUMENT_REFUSED, "refused", N_ ("Receipt refused"), "拒收" },
  { 0 },
};

const YxChoice yx_worker_states[] = {
  { YX_WORKER_TO_SIGN, "to_sign", N_ ("To sign"), "待签名" },
  { YX_WORKER_SIGNED, "signed", N_ ("Signed"), "已签名" },
  { 0 },
};

const YxChoice yx_contract_states[] = {
  { YX_CONTRACT_PENDING, "pending", N_ ("Not yet in force"), "未生效" },
  { YX_CONTRACT_RUNNING, "running", N_ ("Running"), "履行中" },
  { YX_CONTRACT_EXPIRED, "expired", N_ ("Expired"), "已期满" },
  { YX_CONTRACT_RENEWED, "renewed", N_ ("Renewed"), "已续订" },
  { YX_CONTRACT_DISSOLVED, "dissolved", N_ ("Dissolved"), "已解除" },
  { YX_CONTRACT_ENDED, "ended", N_ ("Ended"), "已终止" },
  { 0 },
};

const YxChoice yx_revision_kinds[] = {
  { YX_REVISION_BASE, "base", N_ ("Document drawn up"), "生成" },
  { YX_REVISION_PREPARATION, "preparation", N_ ("Places prepared"), "预置签署位置" },
  { YX_REVISION_SIGNATURE, "signature", N_ ("Signature"), "签署" },
  { YX_REVISION_EVIDENCE, "evidence", N_ ("Timestamp"), "时间戳" },
  { 0 },
};

const YxChoice yx_parties[] = {
  { YX_PARTY_ENTERPRISE, "enterprise", N_ ("Employer"), "用人单位" },
  { YX_PARTY_WORKER, "worker", N_ ("Worker"), "劳动者" },
  { 0 },
};

const YxChoice yx_capacities[] = {
  { YX_CAPACITY_PERSONAL, "personal", N_ ("Personal"), "个人" },
  { YX_CAPACITY_ENTERPRISE, "enterprise", N_ ("For an enterprise"), "代表单位" },
  { 0 },
};

const YxChoice yx_identities[] = {
  { YX_IDENTITY_NONE, "none", N_ ("Identity not checked"), "未核验" },
  { YX_IDENTITY_ATTENDED, "attended", N_ ("Identity checked on site"), "现场核验" },
  { YX_IDENTITY_PROVIDER, "provider", N_ ("Identity checked by a provider"), "身份核验" },
  { 0 },
};

const YxChoice yx_certificate_states[] = {
  { YX_CERTIFICATE_VALID, "valid", N_ ("Valid"), "有效" },
  { YX_CERTIFICATE_SUSPENDED, "suspended", N_ ("Suspended"), "已挂起" },
  { YX_CERTIFICATE_REVOKED, "revoked", N_ ("Revoked"), "已吊销" },
  { YX_CERTIFICATE_REQUESTED, "requested", N_ ("Requested"), "申请中" },
  { YX_CERTIFICATE_REFUSED, "refused", N_ ("Refused"), "未予签发" },
  { 0 },
};

const YxChoice yx_end_reasons[] = {
  { YX_END_UNSPECIFIED, "unspecified", N_ ("No reason given"), "未说明原因" },
  { YX_END_KEY_COMPROMISE, "key-compromise", N_ ("Somebody else may have the key"), "密钥可能泄露" },
  { YX_END_AFFILIATION_CHANGED, "affiliation-changed", N_ ("Name or enterprise has changed"), "名称或所属单位已变更" },
  { YX_END_SUPERSEDED, "superseded", N_ ("Replaced by another"), "已被新证书取代" },
  { YX_END_CESSATION, "cessation", N_ ("No longer used"), "不再使用" },
  { YX_END_HOLD, "hold", N_ ("Suspended by its holder"), "持有人挂起" },
  { YX_END_PRIVILEGE_WITHDRAWN, "privilege-withdrawn", N_ ("The right behind it has ended"), "权限已终止" },
  { 0 },
};

const YxChoice yx_seal_kinds[] = {
  { YX_SEAL_UNIT, "unit", N_ ("Enterprise seal"), "单位公章" },
  { YX_SEAL_CONTRACT, "contract", N_ ("Contract seal"), "合同专用章" },
  { YX_SEAL_LABOUR_CONTRACT, "labour", N_ ("Labour contract seal"), "劳动合同专用章" },
  { YX_SEAL_PERSONNEL, "personnel", N_ ("Personnel seal"), "人事专用章" },
  { YX_SEAL_FINANCE, "finance", N_ ("Finance seal"), "财务专用章" },
  { YX_SEAL_INVOICE, "invoice", N_ ("Invoice seal"), "发票专用章" },
  { YX_SEAL_HEAD_NAME, "head", N_ ("Legal representative's name seal"), "法定代表人名章" },
  { 0 },
};

const YxChoice yx_seal_states[] = {
  { YX_SEAL_VALID, "valid", N_ ("Valid"), "有效" },
  { YX_SEAL_VOIDED, "voided", N_ ("Voided"), "已作废" },
  { 0 },
};

const YxChoice yx_code_purposes[] = {
  { YX_CODE_REGISTER, "register", N_ ("Registration"), "注册" },
  { YX_CODE_SIGN_IN, "sign-in", N_ ("Sign-in"), "登录" },
  { YX_CODE_CERTIFICATE, "certificate", N_ ("Certificate activation"), "数字证书激活" },
  { YX_CODE_SEAL_VISIT, "seal-visit", N_ ("Visit to the seals"), "进入电子印章" },
  { YX_CODE_SIGNING, "contract-signing", N_ ("Signing a contract"), "合同签名" },
  { YX_CODE_OWN_DATA, "own-data", N_ ("Export of one's own data"), "导出本人信息" },
  { YX_CODE_ACCOUNT, "account", N_ ("Change of the account"), "变更账号" },
  { 0 },
};

const YxChoice yx_authority_roles[] = {
  { YX_AUTHORITY_ROOT, "root", N_ ("Root"), "根证书" },
  { YX_AUTHORITY_ISSUING, "issuing", N_ ("Issuing authority"), "签发机构" },
  { YX_AUTHORITY_SEAL_MAKER, "seal-maker", N_ ("Seal maker"), "制章人" },
  { YX_AUTHORITY_TIMESTAMP, "timestamp", N_ ("Timestamp authority"), "时间戳机构" },
  { YX_AUTHORITY_RECORDS, "records", N_ ("Hall's records"), "网厅凭据" },
  { 0 },
};

const YxChoice yx_sexes[] = {
  { YX_SEX_MALE, "male", N_ ("Male"), "男" },
  { YX_SEX_FEMALE, "female", N_ ("Female"), "女" },
  { 0 },
};

const YxChoice yx_economic_types[] = {
  { YX_ECONOMIC_STATE, "state", N_ ("State-owned"), "国有" },
  { YX_ECONOMIC_COLLECTIVE, "collective", N_ ("Collective"), "集体" },
  { YX_ECONOMIC_STOCK_COOPERATIVE, "stock_cooperative", N_ ("Joint-stock co-operative"), "股份合作" },
  { YX_ECONOMIC_JOINT, "joint", N_ ("Jointly operated"), "联营" },
  { YX_ECONOMIC_LIMITED, "limited", N_ ("Limited liability company"), "有限责任公司" },
  { YX_ECONOMIC_JOINT_STOCK, "joint_stock", N_ ("Joint-stock company"), "股份有限公司" },
  { YX_ECONOMIC_PRIVATE, "private", N_ ("Private"), "私营" },
  { YX_ECONOMIC_HK_MACAO_TAIWAN, "hk_macao_taiwan", N_ ("Invested from Hong Kong, Macao or Taiwan"), "港澳台商投资" },
  { YX_ECONOMIC_FOREIGN, "foreign", N_ ("Foreign-invested"), "外商投资" },
  { YX_ECONOMIC_INDIVIDUAL, "individual", N_ ("Individual"), "个体经营" },
  { YX_ECONOMIC_OTHER, "other", N_ ("Other"), "其他" },
  { 0 },
};

const YxChoice yx_dispatch_kinds[] = {
  { YX_DISPATCH_TEMPORARY, "temporary", N_ ("Temporary"), "临时性" },
  { YX_DISPATCH_AUXILIARY, "auxiliary", N_ ("Auxiliary"), "辅助性" },
  { YX_DISPATCH_SUBSTITUTE, "substitute", N_ ("Substitute"), "替代性" },
  { 0 },
};

const YxChoice yx_post_classes[] = {
  { YX_POST_MANAGEMENT, "management", N_ ("Management"), "管理" },
  { YX_POST_TECHNICAL, "technical", N_ ("Technical"), "技术" },
  { YX_POST_OTHER, "other", N_ ("Other"), "其他" },
  { 0 },
};

const YxChoice yx_calc_periods[] = {
  { YX_CALC_WEEK, "week", N_ ("Week"), "周" },
  { YX_CALC_MONTH, "month", N_ ("Month"), "月" },
  { YX_CALC_QUARTER, "quarter", N_ ("Quarter"), "季" },
  { YX_CALC_YEAR, "year", N_ ("Year"), "年" },
  { 0 },
};

const YxChoice yx_pay_forms[] = {
  { YX_PAY_TIME, "time", N_ ("By time"), "计时" },
  { YX_PAY_PIECE, "piece", N_ ("By piece"), "计件" },
  { YX_PAY_OTHER, "other", N_ ("Other"), "其他" },
  { 0 },
};

const YxChoice yx_pay_units[] = {
  { YX_PAY_UNIT_MONTH, "month", N_ ("Month"), "月" },
  { YX_PAY_UNIT_DAY, "day", N_ ("Day"), "日" },
  { YX_PAY_UNIT_HOUR, "hour", N_ ("Hour"), "小时" },
  { 0 },
};

const YxChoice yx_pay_cycles[] = {
  { YX_CYCLE_MONTH, "month", N_ ("Month"), "月" },
  { YX_CYCLE_HALF_MONTH, "half_month", N_ ("Half a month"), "半月" },
  { YX_CYCLE_WEEK, "week", N_ ("Week"), "周" },
  { YX_CYCLE_DAY, "day", N_ ("Day"), "日" },
  { YX_CYCLE_TASK, "task", N_ ("On completion"), "任务完成时" },
  { 0 },
};

const YxChoice yx_pay_months[] = {
  { YX_PAY_MONTH_SAME, "same", N_ ("The same month"), "当月" },
  { YX_PAY_MONTH_NEXT, "next", N_ ("The next month"), "次月" },
  { 0 },
};

const YxChoice yx_nc_roles[] = {
  { YX_NC_MANAGER, "manager", N_ ("Senior manager"), "高级管理人员" },
  { YX_NC_TECHNICIAN, "technician", N_ ("Senior technician"), "高级技术人员" },
  { YX_NC_SECRETS, "secrets", N_ ("Other person bound to secrecy"), "其他负有保密义务的人员" },
  { 0 },
};

const YxChoice yx_roster_sources[] = {
  { YX_ROSTER_ELECTRONIC, "electronic", N_ ("Electronic contract"), "电子合同" },
  { YX_ROSTER_PAPER, "paper", N_ ("Paper contract"), "纸质合同" },
  { YX_ROSTER_UNSIGNED, "unsigned", N_ ("Not yet signed"), "未签订" },
  { 0 },
};

const YxChoice yx_severities[] = {
  { YX_FINDING_ERROR, "error", N_ ("Stops"), "禁止" },
  { YX_FINDING_WARNING, "warning", N_ ("Asks"), "提醒" },
  { YX_FINDING_OFFICER, "officer", N_ ("An officer decides"), "转审核" },
  { 0 },
};
