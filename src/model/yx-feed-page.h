/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-feed-entry.h"

G_BEGIN_DECLS

/**
 * YxFeedPage:
 *
 * What a feed answers: entries after a cursor and the cursor to ask with next.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *entries;
  char *cursor;
} YxFeedPage;

YX_DECLARE_RECORD (YxFeedPage, yx_feed_page)

G_END_DECLS
