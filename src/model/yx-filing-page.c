/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxFilingPage, items, &yx_filing_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxFilingPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxFilingPage, yx_filing_page, "filing_page", fields);
