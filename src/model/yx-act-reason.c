/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-act-reason.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxActReason, reason, N_ ("Reason"), YX_CREATE | YX_REQUIRED | YX_PRIVATE, .max = 200),
};

YX_DEFINE_RECORD (YxActReason, yx_act_reason, "act_reason", fields);
