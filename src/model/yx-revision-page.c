/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-revision-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxRevisionPage, items, &yx_revision_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxRevisionPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxRevisionPage, yx_revision_page, "revision_page", fields);
