/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-code-request.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_TEXT (YxCodeRequest, phone, N_ ("Mobile phone"), YX_CREATE, .check = yx_check_phone),
  YX_CHOICE (YxCodeRequest, purpose, yx_code_purposes, N_ ("Purpose"), YX_CREATE | YX_REQUIRED),
};

YX_DEFINE_RECORD (YxCodeRequest, yx_code_request, "code_request", fields);
