/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxEnterprise:
 *
 * An employer, identified by its USCC (spec.md 1.1). The head is a person of its own;
 * the name stands here as it is engraved and printed.
 */
typedef struct
{
  YxRecord record;
  char *id;
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
  char *head_person;
  gint64 created;
  gint64 version;
} YxEnterprise;

YX_DECLARE_RECORD (YxEnterprise, yx_enterprise)

G_END_DECLS
