/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-law.h"

G_BEGIN_DECLS

/**
 * YxLawDelay:
 * @YX_LAW_IN_TIME: signed before a month of work is over
 * @YX_LAW_DOUBLE_PAY: later: double pay is due
 * @YX_LAW_DEEMED_OPEN_ENDED: after a year: the contract counts as open-ended
 */
typedef enum
{
  YX_LAW_IN_TIME,
  YX_LAW_DOUBLE_PAY,
  YX_LAW_DEEMED_OPEN_ENDED,
} YxLawDelay;

/* L10, L14, L35, L-overlap: when a contract must be there, of which kind, and what follows on it. */
YxLawDelay yx_law_delay (YxDate employment_start, YxDate signed_on);
gboolean yx_law_double_pay (YxDate employment_start, YxDate signed_on, YxDate *from, YxDate *to);
guint yx_law_fixed_terms (const YxLawTerm *terms, guint n_terms, YxDate since, gboolean excerpts);
gboolean yx_law_ten_years (YxDate service_since, YxDate on);
YxDate yx_law_renewal_start (YxDate old_end);
gboolean yx_law_overlaps (const YxLawTerm *term, YxDate from, YxDate to);

G_END_DECLS
