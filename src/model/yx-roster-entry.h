/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxRosterEntry:
 *
 * A line of an enterprise's roster (职工名册): article 7 and IR 8 say its columns. It has workers whose contract is
 * on paper, and those who have none signed, too.
 */
typedef struct
{
  YxRecord record;
  char *w_name;
  int w_sex;
  char *w_doc_no;
  char *w_hukou;
  char *w_home;
  char *w_phone;
  int use_form;
  YxDate employment_start;
  int kind;
  YxDate from;
  YxDate to;
  int source;
} YxRosterEntry;

YX_DECLARE_RECORD (YxRosterEntry, yx_roster_entry)

YxRosterEntry *yx_roster_entry_of (const YxFiling *filing, gboolean complete);

G_END_DECLS
