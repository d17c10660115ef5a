/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-seal-use-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxSealUsePage, items, &yx_seal_use_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxSealUsePage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxSealUsePage, yx_seal_use_page, "seal_use_page", fields);
