/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-filing.h"

G_BEGIN_DECLS

/* L-age and L-retire. */
int yx_law_age (YxDate birth, YxDate on);
gboolean yx_law_birth_and_sex (const YxFiling *filing, YxDate *birth, YxSex *sex);
YxDate yx_law_retirement (YxDate birth, YxSex sex, YxPostClass post_class, YxDate on);

G_END_DECLS
