/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-filing.h"

G_BEGIN_DECLS

/* L19: article 19. */
gboolean yx_law_full_months (YxDate from, YxDate to, int months);
int yx_law_probation_months (const YxFiling *filing);

G_END_DECLS
