/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-plan.h"

G_BEGIN_DECLS

void yx_seal_draw (cairo_t *cr, const YxSealPlan *plan);
GBytes *yx_seal_pdf (const YxSealFace *face, GError **error);

G_END_DECLS
