/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-issued-certificate.h"

G_BEGIN_DECLS

/**
 * YxIssuedCertificatePage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxIssuedCertificatePage;

YX_DECLARE_RECORD (YxIssuedCertificatePage, yx_issued_certificate_page)

G_END_DECLS
