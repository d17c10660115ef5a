/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxJudgeCall:
 * @document: the PDF
 * @trust: (nullable): trusted certificates, PEM, one after the other
 * @now: microseconds since 1970
 * @timeout_ms: 0 for 20 seconds
 * @taken: see #YxPdfJudging
 *
 * A question to `yinxin-judge`, the only program that opens strangers' PDFs.
 */
typedef struct
{
  GBytes *document;
  GBytes *trust;
  gint64 now;
  guint timeout_ms;
  gsize taken;
} YxJudgeCall;

YxVerdict *yx_judge_call (const YxJudgeCall *call, GCancellable *cancellable, GError **error);

G_END_DECLS
