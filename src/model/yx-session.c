/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-session.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxSession, id, "ses", N_ ("Id"), YX_ANSWER),
  YX_ID (YxSession, account, "acc", N_ ("Account"), YX_ANSWER),
  YX_CHOICE (YxSession, kind, yx_account_kinds, N_ ("Kind of account"), YX_ANSWER),
  YX_ID (YxSession, person, "per", N_ ("Person"), YX_ANSWER),
  YX_ID (YxSession, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_TEXT (YxSession, address, N_ ("Address"), YX_ANSWER, .max = 64),
  YX_TEXT (YxSession, device, N_ ("Device"), YX_ANSWER, .max = 60),
  YX_INSTANT (YxSession, created, N_ ("Signed in"), YX_ANSWER),
  YX_INSTANT (YxSession, used, N_ ("Last used"), YX_ANSWER),
  YX_TEXT (YxSession, token_hash, N_ ("Token"), 0, .max = 64),
  YX_SECRET_FIELD (YxSession, token, N_ ("Token"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxSession, yx_session, "session", fields);
