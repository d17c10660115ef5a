/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-plan.h"

G_BEGIN_DECLS

#define FACES_USCC "91350100M000100Y43"
#define FACES_POLICE_CODE "3501000012345"

/* What names are written with. */
typedef enum
{
  FACES_HAN,
  FACES_FEW_STROKES,
  FACES_LETTERS,
  FACES_MIXED,
  FACES_RARE,
  FACES_ALPHABETS,
} FacesAlphabet;

char *faces_name (FacesAlphabet alphabet, guint characters);
char *faces_person (FacesAlphabet alphabet, guint characters);
YxSealFace faces_face (YxSealKind kind, YxUnitType unit, const char *name);
YxSealPlan *faces_plan (const YxSealFace *face);
cairo_surface_t *faces_paint (const YxSealPlan *plan, double scale);

G_END_DECLS
