/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-seal-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxSealPage, items, &yx_seal_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxSealPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxSealPage, yx_seal_page, "seal_page", fields);
