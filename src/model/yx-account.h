/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxAccount:
 *
 * What signs in: an enterprise's account or a person's (spec.md 1.2-1).
 */
typedef struct
{
  YxRecord record;
  char *id;
  int kind;
  char *login;
  char *person;
  char *enterprise;
  char *password_hash; /* scrypt, never sent */
  gint64 created;
  gint64 version;
} YxAccount;

YX_DECLARE_RECORD (YxAccount, yx_account)

G_END_DECLS
