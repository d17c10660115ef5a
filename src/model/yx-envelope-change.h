/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxEnvelopeChange:
 *
 * Puts the account's keys under another certificate password (spec.md 2.6-1): the same keys, wrapped anew at the desk.
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
  YxSecret *proof;     /* of the password that was, hex */
  GBytes *envelope;    /* made with the new one */
  YxSecret *new_proof; /* hex */
} YxEnvelopeChange;

YX_DECLARE_RECORD (YxEnvelopeChange, yx_envelope_change)

G_END_DECLS
