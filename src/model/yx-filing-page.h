/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxFilingPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxFilingPage;

YX_DECLARE_RECORD (YxFilingPage, yx_filing_page)

G_END_DECLS
