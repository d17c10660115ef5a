/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-seal-voiding.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_SECRET_FIELD (YxSealVoiding, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxSealVoiding, proof, N_ ("Proof of the certificate password"),
            YX_CREATE | YX_REQUIRED, .min = 64, .max = 64),
};

YX_DEFINE_RECORD (YxSealVoiding, yx_seal_voiding, "seal_voiding", fields);
