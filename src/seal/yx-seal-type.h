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
  YX_SEAL_USE_MARK,        /* the employer's mark */
  YX_SEAL_USE_SECOND_MARK, /* only besides another mark */
  YX_SEAL_USE_REFUSED,
} YxSealMark;

/* The enterprise's legal form, as far as a seal's measures depend on it. */
typedef enum
{
  YX_SEAL_FORM_LIMITED,
  YX_SEAL_FORM_JOINT_STOCK,
  YX_SEAL_FORM_SOCIETY,
  YX_SEAL_FORM_FOREIGN,
} YxSealForm;

/* A seal's outer measures in mm. */
typedef struct
{
  YxSealShape shape;
  double width;
  double height;
  double rim;
  gboolean star;
} YxSealMeasures;

typedef struct
{
  YxSealKind kind;
  const char *nick;    /* its word on the wire */
  const char *label;   /* English, to be translated */
  const char *chinese; /* its name, as engraved where a seal shows it */
  YxSealMark use;
  gboolean made; /* whether this version makes it */
} YxSealType;

const YxSealType *yx_seal_types (guint *n_types);
const YxSealType *yx_seal_type_get (YxSealKind kind);
const YxSealType *yx_seal_type_find (const char *nick);
YxSealMeasures yx_seal_measures (YxSealKind kind, YxSealForm form);

G_END_DECLS
