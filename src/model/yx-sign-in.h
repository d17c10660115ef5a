/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSignIn:
 *
 * The request that signs in: account name, or phone or document number, and password (spec.md 1.2-1).
 */
typedef struct
{
  YxRecord record;
  int kind;
  char *login;
  YxSecret *password;
  char *device; /* a word of the client's that it keeps; locks count by it */
} YxSignIn;

YX_DECLARE_RECORD (YxSignIn, yx_sign_in)

G_END_DECLS
