/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxPersonRegistration:
 *
 * The request that registers a person with an account (spec.md 1.1-8).
 */
typedef struct
{
  YxRecord record;
  char *name;
  int doc_type;
  char *doc_no;
  YxDate doc_from;
  YxDate doc_to; /* absent: long-term */
  char *phone;
  YxSecret *code;
  YxSecret *password;
  gboolean consent;
} YxPersonRegistration;

YX_DECLARE_RECORD (YxPersonRegistration, yx_person_registration)

G_END_DECLS
