/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-sizes.h"

G_BEGIN_DECLS

#define YX_SEAL_NAME_MAX 60 /* characters of an enterprise's name */
#define YX_SEAL_HEAD_MAX 50 /* of a person's */
#define YX_SEAL_POLICE_DIGITS 13

/**
 * YxSealFace:
 * @kind: the seal's type
 * @measures: its measures
 * @name: the enterprise's registered name
 * @uscc: its unified social credit code: the tax number on an invoice seal
 * @head: (nullable): the head's name, on a name seal only
 * @police_code: (nullable): thirteen digits, from a real record only
 *
 * What stands on a seal's face (law.md 3).
 */
typedef struct
{
  YxSealKind kind;
  YxSealMeasures measures;
  const char *name;
  const char *uscc;
  const char *head;
  const char *police_code;
} YxSealFace;

gboolean yx_seal_face_check (const YxSealFace *face, GError **error);

G_END_DECLS
