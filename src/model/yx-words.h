/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"

G_BEGIN_DECLS

/* The choices of law.md 2 to 5 and 8: value, word on the wire, English, Chinese. */

typedef enum { YX_DOC_RESIDENT, YX_DOC_HK_MACAO, YX_DOC_TAIWAN, YX_DOC_PERMANENT, YX_DOC_PASSPORT } YxDocType;
typedef enum { YX_UNIT_LIMITED, YX_UNIT_JOINT_STOCK, YX_UNIT_FOREIGN, YX_UNIT_PROPRIETOR, YX_UNIT_COOPERATIVE, YX_UNIT_INSTITUTION,
               YX_UNIT_SOCIETY, YX_UNIT_NON_ENTERPRISE, YX_UNIT_FOUNDATION, YX_UNIT_LAW_FIRM, YX_UNIT_GOVERNMENT, YX_UNIT_UNION,
               YX_UNIT_OTHER } YxUnitType;
typedef enum { YX_HEAD_LEGAL, YX_HEAD_PRINCIPAL, YX_HEAD_PROPRIETOR } YxHeadKind;
typedef enum { YX_ACCOUNT_ENTERPRISE, YX_ACCOUNT_PERSON } YxAccountKind;
typedef enum { YX_TERM_FIXED, YX_TERM_OPEN_ENDED, YX_TERM_TASK } YxTermKind;
typedef enum { YX_USE_FULL_TIME, YX_USE_PART_TIME, YX_USE_DISPATCH } YxUseForm;
typedef enum { YX_HOURS_STANDARD, YX_HOURS_COMPREHENSIVE, YX_HOURS_FLEXIBLE } YxHours;
typedef enum { YX_FILING_NEW, YX_FILING_RENEWAL, YX_FILING_TERMINATION } YxFilingKind;
typedef enum { YX_FILING_DRAFT, YX_FILING_SUBMITTED, YX_FILING_RETURNED, YX_FILING_APPROVED, YX_FILING_VOIDED } YxFilingState;
typedef enum { YX_DOCUMENT_CONTRACT, YX_DOCUMENT_SUPPLEMENT, YX_DOCUMENT_SEPARATION } YxDocumentKind;
typedef enum { YX_DOCUMENT_TO_SEAL, YX_DOCUMENT_TO_SIGN, YX_DOCUMENT_TO_STAMP, YX_DOCUMENT_COMPLETE, YX_DOCUMENT_DECLINED,
               YX_DOCUMENT_WITHDRAWN, YX_DOCUMENT_LAPSED, YX_DOCUMENT_DRAWN_UP, YX_DOCUMENT_ISSUED, YX_DOCUMENT_DELIVERED,
               YX_DOCUMENT_RECEIVED, YX_DOCUMENT_REFUSED } YxDocumentState;
typedef enum { YX_WORKER_TO_SIGN, YX_WORKER_SIGNED } YxWorkerState;
typedef enum { YX_CONTRACT_PENDING, YX_CONTRACT_RUNNING, YX_CONTRACT_EXPIRED, YX_CONTRACT_RENEWED, YX_CONTRACT_DISSOLVED,
               YX_CONTRACT_ENDED } YxContractState;
typedef enum { YX_REVISION_BASE, YX_REVISION_PREPARATION, YX_REVISION_SIGNATURE, YX_REVISION_EVIDENCE } YxRevisionKind;
typedef enum { YX_PARTY_ENTERPRISE, YX_PARTY_WORKER } YxParty;
typedef enum { YX_CAPACITY_PERSONAL, YX_CAPACITY_ENTERPRISE } YxCapacity;
typedef enum { YX_IDENTITY_NONE, YX_IDENTITY_ATTENDED, YX_IDENTITY_PROVIDER } YxIdentity;
typedef enum { YX_CERTIFICATE_VALID, YX_CERTIFICATE_SUSPENDED, YX_CERTIFICATE_REVOKED, YX_CERTIFICATE_REQUESTED,
               YX_CERTIFICATE_REFUSED } YxCertificateState;
/* The numbers are those of RFC 5280 §5.3.1. */
typedef enum { YX_END_UNSPECIFIED = 0, YX_END_KEY_COMPROMISE = 1, YX_END_AFFILIATION_CHANGED = 3, YX_END_SUPERSEDED = 4, YX_END_CESSATION = 5,
               YX_END_HOLD = 6, YX_END_PRIVILEGE_WITHDRAWN = 9 } YxEndReason;
/* The numbers stand in seal objects and never change. */
typedef enum { YX_SEAL_UNIT = 1, YX_SEAL_CONTRACT = 2, YX_SEAL_LABOUR_CONTRACT = 3, YX_SEAL_PERSONNEL = 4, YX_SEAL_FINANCE = 5,
               YX_SEAL_INVOICE = 6, YX_SEAL_HEAD_NAME = 7 } YxSealKind;
typedef enum { YX_SEAL_VALID, YX_SEAL_VOIDED } YxSealState;
typedef enum { YX_CODE_REGISTER, YX_CODE_SIGN_IN, YX_CODE_CERTIFICATE, YX_CODE_SEAL_VISIT, YX_CODE_SIGNING, YX_CODE_OWN_DATA, YX_CODE_ACCOUNT } YxCodePurpose;
typedef enum { YX_AUTHORITY_ROOT, YX_AUTHORITY_ISSUING, YX_AUTHORITY_SEAL_MAKER, YX_AUTHORITY_TIMESTAMP, YX_AUTHORITY_RECORDS } YxAuthorityRole;
typedef enum { YX_SEX_MALE, YX_SEX_FEMALE } YxSex;
typedef enum { YX_ECONOMIC_STATE, YX_ECONOMIC_COLLECTIVE, YX_ECONOMIC_STOCK_COOPERATIVE, YX_ECONOMIC_JOINT,
               YX_ECONOMIC_LIMITED, YX_ECONOMIC_JOINT_STOCK, YX_ECONOMIC_PRIVATE, YX_ECONOMIC_HK_MACAO_TAIWAN,
               YX_ECONOMIC_FOREIGN, YX_ECONOMIC_INDIVIDUAL, YX_ECONOMIC_OTHER } YxEconomicType;
typedef enum { YX_DISPATCH_TEMPORARY, YX_DISPATCH_AUXILIARY, YX_DISPATCH_SUBSTITUTE } YxDispatchKind;
typedef enum { YX_POST_MANAGEMENT, YX_POST_TECHNICAL, YX_POST_OTHER } YxPostClass;
typedef enum { YX_CALC_WEEK, YX_CALC_MONTH, YX_CALC_QUARTER, YX_CALC_YEAR } YxCalcPeriod;
typedef enum { YX_PAY_TIME, YX_PAY_PIECE, YX_PAY_OTHER } YxPayForm;
typedef enum { YX_PAY_UNIT_MONTH, YX_PAY_UNIT_DAY, YX_PAY_UNIT_HOUR } YxPayUnit;
typedef enum { YX_CYCLE_MONTH, YX_CYCLE_HALF_MONTH, YX_CYCLE_WEEK, YX_CYCLE_DAY, YX_CYCLE_TASK } YxPayCycle;
typedef enum { YX_PAY_MONTH_SAME, YX_PAY_MONTH_NEXT } YxPayMonth;
typedef enum { YX_NC_MANAGER, YX_NC_TECHNICIAN, YX_NC_SECRETS } YxNcRole;
typedef enum { YX_ROSTER_ELECTRONIC, YX_ROSTER_PAPER, YX_ROSTER_UNSIGNED } YxRosterSource;
typedef enum { YX_FINDING_ERROR, YX_FINDING_WARNING, YX_FINDING_OFFICER } YxSeverity;

extern const YxChoice yx_doc_types[];
extern const YxChoice yx_unit_types[];
extern const YxChoice yx_head_kinds[];
extern const YxChoice yx_account_kinds[];
extern const YxChoice yx_term_kinds[];
extern const YxChoice yx_use_forms[];
extern const YxChoice yx_hours[];
extern const YxChoice yx_filing_kinds[];
extern const YxChoice yx_filing_states[];
extern const YxChoice yx_document_kinds[];
extern const YxChoice yx_document_states[];
extern const YxChoice yx_worker_states[];
extern const YxChoice yx_contract_states[];
extern const YxChoice yx_revision_kinds[];
extern const YxChoice yx_parties[];
extern const YxChoice yx_capacities[];
extern const YxChoice yx_identities[];
extern const YxChoice yx_certificate_states[];
extern const YxChoice yx_end_reasons[];
extern const YxChoice yx_seal_kinds[];
extern const YxChoice yx_seal_states[];
extern const YxChoice yx_code_purposes[];
extern const YxChoice yx_authority_roles[];
extern const YxChoice yx_sexes[];
extern const YxChoice yx_economic_types[];
extern const YxChoice yx_dispatch_kinds[];
extern const YxChoice yx_post_classes[];
extern const YxChoice yx_calc_periods[];
extern const YxChoice yx_pay_forms[];
extern const YxChoice yx_pay_units[];
extern const YxChoice yx_pay_cycles[];
extern const YxChoice yx_pay_months[];
extern const YxChoice yx_nc_roles[];
extern const YxChoice yx_roster_sources[];
extern const YxChoice yx_severities[];

G_END_DECLS
