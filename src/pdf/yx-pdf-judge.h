/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-trust.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxPdfJudging:
 * @trust: (nullable): anchors; without any, nothing passes
 * @now: microseconds since 1970
 * @limits: (nullable): what the document may be at most
 * @taken: how many of its bytes are known to be good, 0 for none: what follows may do only what a party's
 *   signature or a timestamp may, also where nothing was signed before
 *
 * By what a document is judged.
 */
typedef struct
{
  YxTrust *trust;
  gint64 now;
  const YxPdfLimits *limits;
  gsize taken;
} YxPdfJudging;

YxVerdict *yx_pdf_judge (GBytes *document, const YxPdfJudging *by);

G_END_DECLS
