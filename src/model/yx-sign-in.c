/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-sign-in.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_CHOICE (YxSignIn, kind, yx_account_kinds, N_ ("Kind of account"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxSignIn, login, N_ ("Account name, phone or document number"), YX_CREATE | YX_REQUIRED, .max = 20),
  YX_SECRET_FIELD (YxSignIn, password, N_ ("Password"), YX_CREATE | YX_REQUIRED, .max = 64),
  YX_TEXT (YxSignIn, device, N_ ("Device"), YX_CREATE, .max = 60),
};

YX_DEFINE_RECORD (YxSignIn, yx_sign_in, "sign_in", fields);
