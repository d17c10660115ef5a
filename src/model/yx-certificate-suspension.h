/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxCertificateSuspension:
 *
 * Asks that a certificate of one's own sign no more (spec.md 2.6-1).
 */
typedef struct
{
  YxRecord record;
  YxSecret *code;
} YxCertificateSuspension;

YX_DECLARE_RECORD (YxCertificateSuspension, yx_certificate_suspension)

G_END_DECLS
