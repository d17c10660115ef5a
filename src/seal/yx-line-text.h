/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-plan.h"

G_BEGIN_DECLS

gboolean yx_line_text_put (
    YxSealPlan *plan, GPtrArray *glyphs, double top, double high, double wide, GError **error);
void yx_line_number_put (YxSealPlan *plan, GPtrArray *glyphs, double middle);

G_END_DECLS
