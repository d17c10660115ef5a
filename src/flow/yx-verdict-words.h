/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

const char *yx_verdict_sentence (YxVerdict *verdict);
char *yx_verdict_signature_words (const YxVerdictSignature *signature);
char *yx_verdict_words (YxVerdict *verdict);

G_END_DECLS
