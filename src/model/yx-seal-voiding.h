/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSealVoiding:
 *
 * Voids a seal for ever (spec.md 2.4-6); who asks proves it by code and certificate password.
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
  YxSecret *proof; /* hex */
} YxSealVoiding;

YX_DECLARE_RECORD (YxSealVoiding, yx_seal_voiding)

G_END_DECLS
