/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-feed-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxFeedPage, entries, &yx_feed_entry_type, N_ ("Entries"), YX_ANSWER, .max = 500),
  YX_TEXT (YxFeedPage, cursor, N_ ("Cursor"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxFeedPage, yx_feed_page, "feed_page", fields);
