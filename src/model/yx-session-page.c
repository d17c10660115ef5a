/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-session-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxSessionPage, items, &yx_session_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxSessionPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxSessionPage, yx_session_page, "session_page", fields);
