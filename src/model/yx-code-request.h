/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxCodeRequest:
 *
 * Asks for an SMS code (spec.md 2.3-1).
 */
typedef struct
{
  YxRecord record;
  char *phone; /* absent: the phone of who is signed in */
  int purpose;
} YxCodeRequest;

YX_DECLARE_RECORD (YxCodeRequest, yx_code_request)

G_END_DECLS
