/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxActReason:
 *
 * Why a document is declined or withdrawn (spec.md 5.2-4).
 */
typedef struct
{
  YxRecord record;
  char *reason;
} YxActReason;

YX_DECLARE_RECORD (YxActReason, yx_act_reason)

G_END_DECLS
