/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-seal-use.h"

G_BEGIN_DECLS

/**
 * YxSealUsePage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxSealUsePage;

YX_DECLARE_RECORD (YxSealUsePage, yx_seal_use_page)

G_END_DECLS
