/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-type.h"

#include <glib/gi18n-lib.h>

static const YxSealType TYPES[] = {
  { YX_SEAL_UNIT, "unit", N_ ("Official seal"), "单位公章", YX_SEAL_USE_MARK, TRUE },
  { YX_SEAL_CONTRACT, "contract", N_ ("Contract seal"), "合同专用章", YX_SEAL_USE_MARK, FALSE },
  { YX_SEAL_LABOUR_CONTRACT, "labour-contract", N_ ("Labour contract seal"), "劳动合同专用章", YX_SEAL_USE_MARK, FALSE },
  { YX_SEAL_PERSONNEL, "personnel", N_ ("Personnel seal"), "人事专用章", YX_SEAL_USE_MARK, FALSE },
  { YX_SEAL_FINANCE, "finance", N_ ("Finance seal"), "财务专用章", YX_SEAL_USE_REFUSED, FALSE },
  { YX_SEAL_INVOICE, "invoice", N_ ("Invoice seal"), "发票专用章", YX_SEAL_USE_REFUSED, FALSE },
  { YX_SEAL_HEAD_NAME, "head-name", N_ ("Legal representative's name seal"), "法定代表人名章", YX_SEAL_USE_SECOND_MARK, FALSE },
};

/**
 * yx_seal_types:
 * @n_types: (out): how many
 *
 * Returns: (transfer none) (array length=n_types): the types of law.md 3, in its order
 */
const YxSealType *
yx_seal_types (guint *n_types)
{
  *n_types = G_N_ELEMENTS (TYPES);
  return TYPES;
}

/**
 * yx_seal_type_get:
 * @kind: a kind, or a number from anywhere
 *
 * Returns: (transfer none) (nullable): its line of the table
 */
const YxSealType *
yx_seal_type_get (YxSealKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (TYPES[i].kind == kind)
      return &TYPES[i];
  return NULL;
}

/**
 * yx_seal_type_find:
 * @nick: (nullable): a type's word on the wire
 *
 * Returns: (transfer none) (nullable): its line of the table
 */
const YxSealType *
yx_seal_type_find (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (g_strcmp0 (TYPES[i].nick, nick) == 0)
      return &TYPES[i];
  return NULL;
}

static YxSealMeasures
round_seal (double diameter, double rim)
{
  return (YxSealMeasures) { YX_SEAL_SHAPE_ROUND, diameter, diameter, rim, TRUE };
}

/**
 * yx_seal_measures:
 * @kind: a kind of seal
 * @form: the enterprise's legal form
 *
 * The measures of law.md 3, which are the defaults of a hall's own table: 国发〔1999〕25号 says round, at most 45 mm
 * and a star; the rest is local custom.
 *
 * Returns: measures in mm
 */
YxSealMeasures
yx_seal_measures (YxSealKind kind, YxSealForm form)
{
  gboolean unit = kind == YX_SEAL_UNIT;

  if (kind == YX_SEAL_HEAD_NAME)
    return (YxSealMeasures) { YX_SEAL_SHAPE_SQUARE, 20.0, 20.0, 1.0, FALSE };
  if (kind == YX_SEAL_INVOICE)
    return (YxSealMeasures) { YX_SEAL_SHAPE_OVAL, 40.0, 30.0, 1.0, FALSE };
  if (unit && form == YX_SEAL_FORM_FOREIGN)
    return (YxSealMeasures) { YX_SEAL_SHAPE_OVAL, 45.0, 30.0, 1.0, FALSE };
  if (form == YX_SEAL_FORM_JOINT_STOCK)
    return unit ? round_seal (42.0, 1.2) : round_seal (40.0, 1.0);
  if (unit && form == YX_SEAL_FORM_SOCIETY)
    return round_seal (42.0, 1.0);
  return unit ? round_seal (40.0, 1.0) : round_seal (38.0, 1.0);
}
