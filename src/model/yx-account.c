/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-account.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_ID (YxAccount, id, "acc", N_ ("Id"), YX_ANSWER),
  YX_CHOICE (YxAccount, kind, yx_account_kinds, N_ ("Kind of account"), YX_ANSWER),
  YX_TEXT (YxAccount, login, N_ ("Account name"), YX_ANSWER, .min = 6, .max = 20, .check = yx_check_login),
  YX_ID (YxAccount, person, "per", N_ ("Person"), YX_ANSWER),
  YX_ID (YxAccount, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_TEXT (YxAccount, password_hash, N_ ("Password"), 0, .max = 300),
  YX_INSTANT (YxAccount, created, N_ ("Registered"), YX_ANSWER),
  YX_INT (YxAccount, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxAccount, yx_account, "account", fields);
