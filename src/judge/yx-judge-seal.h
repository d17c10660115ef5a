/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-trust.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

void yx_judge_seals (YxVerdict *verdict, YxTrust *trust, gint64 now);

G_END_DECLS
