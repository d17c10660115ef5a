/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-issued-certificate-page.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_LIST (YxIssuedCertificatePage, items, &yx_issued_certificate_type, N_ ("Items"), YX_ANSWER, .max = 500),
  YX_TEXT (YxIssuedCertificatePage, next, N_ ("Next"), YX_ANSWER, .max = 200),
};

YX_DEFINE_RECORD (YxIssuedCertificatePage, yx_issued_certificate_page, "issued_certificate_page", fields);
