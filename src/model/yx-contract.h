/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxContract:
 *
 * A labour contract on the roster.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *enterprise;
  char *filing;
  char *person;
  char *contract_no;
  int state;
  YxDate from;
  YxDate to;
  gint64 created;
  gint64 version;
} YxContract;

YX_DECLARE_RECORD (YxContract, yx_contract)

G_END_DECLS
