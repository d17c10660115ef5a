/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-seal-use.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxSealUse, id, "use", N_ ("Id"), YX_ANSWER),
  YX_ID (YxSealUse, seal, "sea", N_ ("Seal"), YX_ANSWER),
  YX_ID (YxSealUse, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_ID (YxSealUse, account, "acc", N_ ("User"), YX_ANSWER),
  YX_TEXT (YxSealUse, user_name, N_ ("Name of the user"), YX_ANSWER | YX_PRIVATE, .max = 50),
  YX_TEXT (YxSealUse, seal_name, N_ ("Seal name"), YX_ANSWER, .max = 50),
  YX_ID (YxSealUse, document, "doc", N_ ("Document"), YX_ANSWER),
  YX_ID (YxSealUse, revision, "rev", N_ ("Revision"), YX_ANSWER),
  YX_INSTANT (YxSealUse, at, N_ ("Time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxSealUse, yx_seal_use, "seal_use", fields);
