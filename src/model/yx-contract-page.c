/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-contract-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxContractPage, items, &yx_contract_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxContractPage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxContractPage, yx_contract_page, "contract_page", fields);
