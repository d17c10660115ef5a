/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxCodeProof:
 *
 * Proves with an SMS code that it is the account's person, where nothing else is to be said.
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
} YxCodeProof;

YX_DECLARE_RECORD (YxCodeProof, yx_code_proof)

G_END_DECLS
