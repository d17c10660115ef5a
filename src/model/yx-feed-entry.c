/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-feed-entry.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxFeedEntry, scope, N_ ("Scope"), YX_ANSWER, .max = 30),
  YX_INT (YxFeedEntry, number, N_ ("Number"), YX_ANSWER),
  YX_TEXT (YxFeedEntry, kind, N_ ("Kind"), YX_ANSWER, .max = 20),
  YX_TEXT (YxFeedEntry, object, N_ ("Object"), YX_ANSWER, .max = 30),
  YX_INSTANT (YxFeedEntry, at, N_ ("Time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxFeedEntry, yx_feed_entry, "feed_entry", fields);
