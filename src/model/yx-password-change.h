/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxPasswordChange:
 *
 * A new password of an account (spec.md 1.2-7).
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
  YxSecret *password;
} YxPasswordChange;

YX_DECLARE_RECORD (YxPasswordChange, yx_password_change)

G_END_DECLS
