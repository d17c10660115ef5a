/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "seal/yx-seal-type.h"

G_BEGIN_DECLS

#define YX_SEAL_NAME_MAX 60 /* characters */

/* What stands on a seal's face. */
typedef struct
{
  YxSealKind kind;
  YxUnitType unit;  /* what the enterprise is: the measures depend on it */
  const char *name; /* the enterprise's registered name */
} YxSealFace;

gboolean yx_seal_face_check (const YxSealFace *face, GError **error);
gboolean yx_seal_draw (cairo_t *cr, const YxSealFace *face, GError **error);
GBytes *yx_seal_pdf (const YxSealFace *face, GError **error);

G_END_DECLS
