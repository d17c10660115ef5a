/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSeal:
 *
 * An enterprise's electronic seal (spec.md 2.4): its drawing and the signed object that names who may use it.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *enterprise;
  int kind;
  char *name; /* the label; engraved is the registered name */
  int state;
  char *number;
  gint64 version;
  gint64 width; /* mm, of the picture */
  gint64 height;
  gint64 valid_from;
  gint64 valid_to;
  GBytes *object;
  GBytes *picture; /* one-page PDF at true size */
  gint64 created;
  gint64 voided; /* from then on it cannot be used */
} YxSeal;

YX_DECLARE_RECORD (YxSeal, yx_seal)

G_END_DECLS
