/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-revision.h"

G_BEGIN_DECLS

/**
 * YxRevisionPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxRevisionPage;

YX_DECLARE_RECORD (YxRevisionPage, yx_revision_page)

G_END_DECLS
