/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSigningOrder:
 *
 * Which party signs first; chosen before the first signature (spec.md 5.2-3).
 */
typedef struct
{
  YxRecord record;
  int first;
} YxSigningOrder;

YX_DECLARE_RECORD (YxSigningOrder, yx_signing_order)

G_END_DECLS
