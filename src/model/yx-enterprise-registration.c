/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-enterprise-registration.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"
#include "model/yx-region.h"

static const YxField fields[] = {
  YX_ID (YxEnterpriseRegistration, account, "acc", N_ ("Account"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxEnterpriseRegistration, login, N_ ("Account name"),
            YX_CREATE | YX_REQUIRED, .min = 6, .max = 20, .check = yx_check_login),
  YX_CHOICE (YxEnterpriseRegistration, u_type, yx_unit_types, N_ ("Unit type"),
            YX_CREATE | YX_REQUIRED, .heading = "单位类型"),
  YX_TEXT (YxEnterpriseRegistration, u_name, N_ ("Enterprise name"),
            YX_CREATE | YX_REQUIRED, .min = 4, .max = 60, .check = yx_check_unit_name, .heading = "单位名称"),
  YX_TEXT (YxEnterpriseRegistration, u_uscc, N_ ("Unified social credit code"),
            YX_CREATE | YX_REQUIRED, .check = yx_check_uscc, .heading = "统一社会信用代码"),
  YX_TEXT (YxEnterpriseRegistration, u_addr, N_ ("Domicile"), YX_CREATE | YX_REQUIRED, .max = 200, .heading = "住所"),
  YX_TEXT (YxEnterpriseRegistration, u_region, N_ ("Area of the place of business"),
            YX_CREATE, .check = yx_check_region, .heading = "经营地区划代码"),
  YX_TEXT (YxEnterpriseRegistration, u_place, N_ ("Place of business"), YX_CREATE, .max = 200, .heading = "实际经营地址"),
  YX_CHOICE (YxEnterpriseRegistration, u_econ, yx_economic_types, N_ ("Economic type"), YX_CREATE, .heading = "经济类型"),
  YX_TEXT (YxEnterpriseRegistration, u_industry, N_ ("Industry"), YX_CREATE, .max = 60, .heading = "所属行业"),
  YX_TEXT (YxEnterpriseRegistration, u_phone, N_ ("Telephone of the enterprise"),
            YX_CREATE, .max = 20, .heading = "单位电话"),
  YX_BOOL (YxEnterpriseRegistration, u_union, N_ ("Trade union"), YX_CREATE, .heading = "建立工会"),
  YX_CHOICE (YxEnterpriseRegistration, u_head_kind, yx_head_kinds, N_ ("Kind of head"),
            YX_CREATE | YX_REQUIRED, .heading = "负责人类型"),
  YX_TEXT (YxEnterpriseRegistration, u_head, N_ ("Name of the head"),
            YX_CREATE | YX_REQUIRED, .max = 50, .check = yx_check_name, .heading = "法定代表人或主要负责人"),
  YX_CHOICE (YxEnterpriseRegistration, doc_type, yx_doc_types, N_ ("Document type"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxEnterpriseRegistration, doc_no, N_ ("Document number"),
            YX_CREATE | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .max = 20),
  YX_DATE (YxEnterpriseRegistration, doc_from, N_ ("Document valid from"), YX_CREATE | YX_REQUIRED | YX_PRIVATE),
  YX_DATE (YxEnterpriseRegistration, doc_to, N_ ("Document valid to"), YX_CREATE | YX_PRIVATE),
  YX_TEXT (YxEnterpriseRegistration, phone, N_ ("Mobile phone"),
            YX_CREATE | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .check = yx_check_phone),
  YX_SECRET_FIELD (YxEnterpriseRegistration, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxEnterpriseRegistration, password, N_ ("Password"),
            YX_CREATE | YX_REQUIRED, .check = yx_check_password),
  YX_BOOL (YxEnterpriseRegistration, consent, N_ ("Consent to registration agreement and privacy policy"),
            YX_CREATE | YX_REQUIRED),
};

YX_DEFINE_RECORD (YxEnterpriseRegistration, yx_enterprise_registration, "enterprise_registration", fields);
