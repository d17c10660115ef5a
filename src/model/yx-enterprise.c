/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-enterprise.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"
#include "model/yx-region.h"

static const YxField fields[] = {
  YX_ID (YxEnterprise, id, "ent", N_ ("Id"), YX_ANSWER),
  YX_CHOICE (YxEnterprise, u_type, yx_unit_types, N_ ("Unit type"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED, .heading = "单位类型"),
  YX_TEXT (YxEnterprise, u_name, N_ ("Enterprise name"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED, .min = 4, .max = 60, .check = yx_check_unit_name, .heading = "单位名称"),
  YX_TEXT (YxEnterprise, u_uscc, N_ ("Unified social credit code"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED, .check = yx_check_uscc, .heading = "统一社会信用代码"),
  YX_TEXT (YxEnterprise, u_addr, N_ ("Domicile"), YX_CREATE | YX_ANSWER | YX_REQUIRED, .max = 200, .heading = "住所"),
  YX_TEXT (YxEnterprise, u_region, N_ ("Area of the place of business"),
            YX_CREATE | YX_ANSWER, .check = yx_check_region, .heading = "经营地区划代码"),
  YX_TEXT (YxEnterprise, u_place, N_ ("Place of business"), YX_CREATE | YX_ANSWER, .max = 200, .heading = "实际经营地址"),
  YX_CHOICE (YxEnterprise, u_econ, yx_economic_types, N_ ("Economic type"), YX_CREATE | YX_ANSWER, .heading = "经济类型"),
  YX_TEXT (YxEnterprise, u_industry, N_ ("Industry"), YX_CREATE | YX_ANSWER, .max = 60, .heading = "所属行业"),
  YX_TEXT (YxEnterprise, u_phone, N_ ("Telephone of the enterprise"),
            YX_CREATE | YX_ANSWER, .max = 20, .heading = "单位电话"),
  YX_BOOL (YxEnterprise, u_union, N_ ("Trade union"), YX_CREATE | YX_ANSWER, .heading = "建立工会"),
  YX_CHOICE (YxEnterprise, u_head_kind, yx_head_kinds, N_ ("Kind of head"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED, .heading = "负责人类型"),
  YX_TEXT (YxEnterprise, u_head, N_ ("Name of the head"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE, .max = 50, .check = yx_check_name,
            .heading = "法定代表人或主要负责人"),
  YX_ID (YxEnterprise, head_person, "per", N_ ("Head of the unit"), 0),
  YX_INSTANT (YxEnterprise, created, N_ ("Registered"), YX_ANSWER),
  YX_INT (YxEnterprise, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxEnterprise, yx_enterprise, "enterprise", fields);
