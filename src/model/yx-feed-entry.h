/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxFeedEntry:
 *
 * One line of a scope's feed: an object changed; fetch it.
 */
typedef struct
{
  YxRecord record;
  char *scope;
  gint64 number;
  char *kind; /* filing, contract, document, seal, certificate, seal-use, gone, scope-ended */
  char *object;
  gint64 at;
} YxFeedEntry;

YX_DECLARE_RECORD (YxFeedEntry, yx_feed_entry)

G_END_DECLS
