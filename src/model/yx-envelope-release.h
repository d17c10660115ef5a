/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxEnvelopeRelease:
 *
 * Asks for the key envelope.
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
  YxSecret *proof; /* hex */
} YxEnvelopeRelease;

YX_DECLARE_RECORD (YxEnvelopeRelease, yx_envelope_release)

G_END_DECLS
