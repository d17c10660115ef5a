/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxPerson:
 *
 * A human: one document number, one phone, any number of roles (law.md 2).
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *name;
  int doc_type;
  char *doc_no;
  YxDate doc_from;
  YxDate doc_to; /* absent: long-term */
  char *phone;
  int identity;
  gint64 created;
  gint64 version;
} YxPerson;

YX_DECLARE_RECORD (YxPerson, yx_person)

G_END_DECLS
