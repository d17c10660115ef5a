/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-engraving.h"
#include "seal/yx-seal-face.h"

G_BEGIN_DECLS

#define YX_SEAL_CLEAR 0.5 /* mm that stay empty within the rim */

/* One character where it stands. */
typedef struct
{
  const YxGlyph *glyph;  /* (unowned) */
  cairo_matrix_t place;  /* from ems to mm; the origin is the seal's centre */
  double bold;           /* mm that the outline is thickened by, half of it to each side */
  double high;           /* mm that a Han character is high here */
} YxSealGlyph;

/**
 * YxSealPlan:
 *
 * What a seal consists of, laid out: rim, star, characters.
 */
typedef struct
{
  YxSealMeasures measures;
  GPtrArray *texts; /* (owned) of arrays of YxGlyph */
  GArray *glyphs;   /* (owned) of YxSealGlyph */
  double star;      /* its outer radius in mm, 0: none */
} YxSealPlan;

YxSealPlan *yx_seal_plan_new (const YxSealFace *face, GError **error);
void yx_seal_plan_free (YxSealPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSealPlan, yx_seal_plan_free)

double yx_seal_plan_smallest (const YxSealPlan *plan);
void yx_seal_plan_append (cairo_t *cr, const YxSealPlan *plan, guint index);

/* For this room's own files. */
GPtrArray *yx_seal_plan_take (YxSealPlan *plan, const char *text, const char *fonts, GError **error);
void yx_seal_plan_put (YxSealPlan *plan,
                       const YxGlyph *glyph,
                       const cairo_matrix_t *place,
                       double bold,
                       double high);
gboolean yx_seal_plan_is_free (const YxSealPlan *plan, double half_width, double top, double bottom);

G_END_DECLS
