/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-document.h"

G_BEGIN_DECLS

/**
 * YxDocumentPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxDocumentPage;

YX_DECLARE_RECORD (YxDocumentPage, yx_document_page)

G_END_DECLS
