/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSealUse:
 *
 * One use of a seal (spec.md 2.5-1).
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *seal;
  char *enterprise;
  char *account;
  char *user_name;
  char *seal_name;
  char *document;
  char *revision;
  gint64 at;
} YxSealUse;

YX_DECLARE_RECORD (YxSealUse, yx_seal_use)

G_END_DECLS
