/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-revision.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxRevision, id, "rev", N_ ("Id"), YX_ANSWER),
  YX_ID (YxRevision, document, "doc", N_ ("Document"), YX_ANSWER),
  YX_INT (YxRevision, number, N_ ("Number"), YX_ANSWER),
  YX_CHOICE (YxRevision, kind, yx_revision_kinds, N_ ("Kind of revision"), YX_ANSWER),
  YX_TEXT (YxRevision, hash, N_ ("Hash"), YX_ANSWER, .max = 64),
  YX_TEXT (YxRevision, head, N_ ("Head"), YX_ANSWER, .max = 64),
  YX_TEXT (YxRevision, previous, N_ ("Previous head"), YX_ANSWER, .max = 64),
  YX_INT (YxRevision, size, N_ ("Size"), YX_ANSWER),
  YX_TEXT (YxRevision, field, N_ ("Place filled"), YX_ANSWER, .max = 60),
  YX_ID (YxRevision, account, "acc", N_ ("Signer"), YX_ANSWER),
  YX_ID (YxRevision, seal, "sea", N_ ("Seal"), YX_ANSWER),
  YX_BYTES (YxRevision, receipt, N_ ("Receipt"), YX_ANSWER, .max = 16384),
  YX_INSTANT (YxRevision, at, N_ ("Time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxRevision, yx_revision, "revision", fields);
