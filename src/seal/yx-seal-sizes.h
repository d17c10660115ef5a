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

/* A seal's outer measures in mm. */
typedef struct
{
  YxSealShape shape;
  guint width;
  guint height;
  double rim;
  gboolean star;
} YxSealMeasures;

/* Which measures a seal of which type has for which kind of enterprise. */
typedef struct _YxSealSizes YxSealSizes;

YxSealSizes *yx_seal_sizes_new (void);
YxSealSizes *yx_seal_sizes_parse (GBytes *csv, GError **error);
void yx_seal_sizes_free (YxSealSizes *sizes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSealSizes, yx_seal_sizes_free)

YxSealMeasures yx_seal_sizes_get (const YxSealSizes *sizes, YxSealKind kind, YxUnitType unit);
YxSealMeasures yx_seal_measures (YxSealKind kind, YxUnitType unit);

G_END_DECLS
