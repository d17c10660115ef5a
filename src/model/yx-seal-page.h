/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSealPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxSealPage;

YX_DECLARE_RECORD (YxSealPage, yx_seal_page)

G_END_DECLS
