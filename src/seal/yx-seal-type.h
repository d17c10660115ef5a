/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

typedef enum
{
  YX_SEAL_SHAPE_ROUND,
  YX_SEAL_SHAPE_OVAL,
  YX_SEAL_SHAPE_SQUARE,
} YxSealShape;

/* What a seal may do on contracts, supplements and separation certificates. */
typedef enum
{
  YX_SEAL_MARK_FIRST,  /* the employer's mark */
  YX_SEAL_MARK_SECOND, /* only besides another mark */
  YX_SEAL_MARK_REFUSED,
} YxSealMark;

/* A seal's outer measures in mm. */
typedef struct
{
  YxSealShape shape;
  double width;
  double height;
  double rim;
  gboolean star;
} YxSealMeasures;

/* A line of law.md 3; its words are those of yx_seal_kinds. */
typedef struct
{
  YxSealKind kind;
  YxSealMark mark;
  gboolean made; /* whether this version makes it */
} YxSealType;

const YxSealType *yx_seal_type_get (YxSealKind kind);
YxSealMeasures yx_seal_measures (YxSealKind kind, YxUnitType unit);

G_END_DECLS
