/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-seal.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxSeal, id, "sea", N_ ("Id"), YX_ANSWER),
  YX_ID (YxSeal, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_CHOICE (YxSeal, kind, yx_seal_kinds, N_ ("Type"), YX_CREATE | YX_ANSWER | YX_REQUIRED),
  YX_TEXT (YxSeal, name, N_ ("Seal name"), YX_CREATE | YX_ANSWER | YX_REQUIRED, .max = 50),
  YX_CHOICE (YxSeal, state, yx_seal_states, N_ ("State"), YX_ANSWER),
  YX_TEXT (YxSeal, number, N_ ("Seal number"), YX_ANSWER, .max = 12),
  YX_INT (YxSeal, version, N_ ("Version"), YX_ANSWER),
  YX_INT (YxSeal, width, N_ ("Width in millimetres"), YX_ANSWER),
  YX_INT (YxSeal, height, N_ ("Height in millimetres"), YX_ANSWER),
  YX_INSTANT (YxSeal, valid_from, N_ ("Valid from"), YX_ANSWER),
  YX_INSTANT (YxSeal, valid_to, N_ ("Valid to"), YX_ANSWER),
  YX_BYTES (YxSeal, object, N_ ("Seal object"), YX_ANSWER, .max = 65536),
  YX_BYTES (YxSeal, picture, N_ ("Picture"), YX_ANSWER, .max = 65536),
  YX_INSTANT (YxSeal, created, N_ ("Made"), YX_ANSWER),
  YX_INSTANT (YxSeal, voided, N_ ("Voided at"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxSeal, yx_seal, "seal", fields);
