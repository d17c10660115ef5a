/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-plan.h"

G_BEGIN_DECLS

/**
 * YxArcLook:
 * @high: mm that characters are high at most; 0: as the row's length asks for
 * @most: degrees that a row covers at most
 * @inner: degrees that a second, inner row covers at most; 0: one row only
 *
 * How a name stands along the rim.
 */
typedef struct
{
  double high;
  double most;
  double inner;
} YxArcLook;

gboolean yx_arc_text_put (YxSealPlan *plan, GPtrArray *glyphs, const YxArcLook *look, GError **error);
void yx_arc_code_put (YxSealPlan *plan, GPtrArray *digits);

G_END_DECLS
