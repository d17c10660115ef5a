/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-password-change.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_SECRET_FIELD (YxPasswordChange, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxPasswordChange, password, N_ ("Password"), YX_CREATE | YX_REQUIRED, .check = yx_check_password),
};

YX_DEFINE_RECORD (YxPasswordChange, yx_password_change, "password_change", fields);
