/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-plan.h"

G_BEGIN_DECLS

gboolean yx_name_rows_put (YxSealPlan *plan, const char *name, GError **error);

G_END_DECLS
