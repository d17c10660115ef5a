/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-code-proof.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_SECRET_FIELD (YxCodeProof, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
};

YX_DEFINE_RECORD (YxCodeProof, yx_code_proof, "code_proof", fields);
