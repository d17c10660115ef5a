/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-cms.h"
#include "pdf/yx-pdf-error.h"

G_BEGIN_DECLS

/* Hex digits kept for a CMS or token (pdf-facts 14). */
#define YX_PDF_RESERVE 12288

/**
 * YxPdfSigning:
 * @field: name of the empty place to fill
 * @at: when, in microseconds since 1970; becomes /M and the printed date
 * @mark: (nullable): the seal or signature as a PDF of one page; without it the place stays blank
 * @captions: (nullable) (array zero-terminated=1): lines after the date, printable ASCII; a seal's number
 * @seal: (nullable): the seal object, DER; the signature dictionary refers to it
 * @signer: who signs, with what
 *
 * What a signature says and shows. The name in it is the certificate's.
 */
typedef struct
{
  const char *field;
  gint64 at;
  GBytes *mark;
  const char *const *captions;
  GBytes *seal;
  const YxSigner *signer;
} YxPdfSigning;

GBytes *yx_pdf_sign (GBytes *document, const YxPdfSigning *what, GError **error);

G_END_DECLS
