/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-type.h"

static const YxSealType TYPES[] = {
  { YX_SEAL_UNIT, YX_SEAL_MARK_FIRST, TRUE },
  { YX_SEAL_CONTRACT, YX_SEAL_MARK_FIRST, FALSE },
  { YX_SEAL_LABOUR_CONTRACT, YX_SEAL_MARK_FIRST, FALSE },
  { YX_SEAL_PERSONNEL, YX_SEAL_MARK_FIRST, FALSE },
  { YX_SEAL_FINANCE, YX_SEAL_MARK_REFUSED, FALSE },
  { YX_SEAL_INVOICE, YX_SEAL_MARK_REFUSED, FALSE },
  { YX_SEAL_HEAD_NAME, YX_SEAL_MARK_SECOND, FALSE },
};

/**
 * yx_seal_type_get:
 * @kind: a kind, or a number from anywhere
 *
 * Returns: (transfer none) (nullable): its line of law.md 3
 */
const YxSealType *
yx_seal_type_get (YxSealKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (TYPES[i].kind == kind)
      return &TYPES[i];
  return NULL;
}

static YxSealMeasures
round_seal (double diameter, double rim)
{
  return (YxSealMeasures){ YX_SEAL_SHAPE_ROUND, diameter, diameter, rim, TRUE };
}

/**
 * yx_seal_measures:
 * @kind: a kind of seal
 * @unit: what the enterprise is
 *
 * The measures of law.md 3, which are the defaults of a hall's own table: 国发〔1999〕25号 says round, at
 * most 45 mm and a star; the rest is local custom.
 *
 * Returns: measures in mm
 */
YxSealMeasures
yx_seal_measures (YxSealKind kind, YxUnitType unit)
{
  gboolean official = kind == YX_SEAL_UNIT;

  if (kind == YX_SEAL_HEAD_NAME)
    return (YxSealMeasures){ YX_SEAL_SHAPE_SQUARE, 20.0, 20.0, 1.0, FALSE };
  if (kind == YX_SEAL_INVOICE)
    return (YxSealMeasures){ YX_SEAL_SHAPE_OVAL, 40.0, 30.0, 1.0, FALSE };
  if (official && unit == YX_UNIT_FOREIGN)
    return (YxSealMeasures){ YX_SEAL_SHAPE_OVAL, 45.0, 30.0, 1.0, FALSE };
  if (unit == YX_UNIT_JOINT_STOCK)
    return official ? round_seal (42.0, 1.2) : round_seal (40.0, 1.0);
  if (official && unit == YX_UNIT_SOCIETY)
    return round_seal (42.0, 1.0);
  return official ? round_seal (40.0, 1.0) : round_seal (38.0, 1.0);
}
