/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-document-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxDocumentPage, items, &yx_document_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxDocumentPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxDocumentPage, yx_document_page, "document_page", fields);
