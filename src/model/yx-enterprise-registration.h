/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxEnterpriseRegistration:
 *
 * The request that registers an enterprise, its head and the enterprise account (spec.md 1.1-1).
 */
typedef struct
{
  YxRecord record;
  char *account;
  char *login;
  int u_type;
  char *u_name;
  char *u_uscc;
  char *u_addr;
  char *u_region;
  char *u_place;
  int u_econ;
  char *u_industry;
  char *u_phone;
  gboolean u_union;
  int u_head_kind;
  char *u_head;
  int doc_type;
  char *doc_no;
  YxDate doc_from;
  YxDate doc_to; /* absent: long-term */
  char *phone;
  YxSecret *code;
  YxSecret *password;
  gboolean consent;
} YxEnterpriseRegistration;

YX_DECLARE_RECORD (YxEnterpriseRegistration, yx_enterprise_registration)

G_END_DECLS
