/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-event-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxEventPage, items, &yx_event_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxEventPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxEventPage, yx_event_page, "event_page", fields);
