/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-event.h"

G_BEGIN_DECLS

/**
 * YxEventPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxEventPage;

YX_DECLARE_RECORD (YxEventPage, yx_event_page)

G_END_DECLS
