/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxLawEnd:
 * @certificate: when the separation certificate is due: at the end itself
 * @transfer: the last day for handing over file and social insurance
 * @keep_until: the last day on which the texts must be kept
 *
 * L50: article 50.
 */
typedef struct
{
  YxDate certificate;
  YxDate transfer;
  YxDate keep_until;
} YxLawEnd;

/* L-filing, L50 and L-form: what is due when. */
YxDate yx_law_filing_due (YxFilingKind kind, YxDate event);
YxDate yx_law_signing_due (YxDate employment_start);
YxLawEnd yx_law_end (YxDate last_day);
gboolean yx_law_effective (gboolean employer_signed, gboolean worker_signed, gboolean timestamped);

G_END_DECLS
