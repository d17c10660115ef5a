/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-certificate-suspension.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_SECRET_FIELD (YxCertificateSuspension, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
};

YX_DEFINE_RECORD (YxCertificateSuspension, yx_certificate_suspension, "certificate_suspension", fields);
