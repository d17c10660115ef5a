/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-session.h"

G_BEGIN_DECLS

/**
 * YxSessionPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxSessionPage;

YX_DECLARE_RECORD (YxSessionPage, yx_session_page)

G_END_DECLS
