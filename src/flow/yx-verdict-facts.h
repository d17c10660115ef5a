/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxVerdictFact:
 * @label: static, in the locale's language
 * @value: for people
 * @detail: whether only experts ask for it
 *
 * One thing that is to be said of a signature.
 */
typedef struct
{
  const char *label;
  char *value;
  gboolean detail;
} YxVerdictFact;

const char *yx_verdict_capacity_words (const YxVerdictSignature *signature);
const char *yx_verdict_identity_words (const YxVerdictSignature *signature);
const char *yx_verdict_integrity_words (const YxVerdictSignature *signature);
char *yx_verdict_time_words (const YxVerdictSignature *signature);
GPtrArray *yx_verdict_signature_facts (const YxVerdictSignature *signature);

YxVerdictStatus yx_verdict_signature_status (const YxVerdict *verdict, const YxVerdictSignature *signature);
const char *yx_verdict_status_words (YxVerdictStatus status);
char *yx_verdict_headline (YxVerdict *verdict);

G_END_DECLS
