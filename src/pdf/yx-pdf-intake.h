/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document.h"

G_BEGIN_DECLS

/**
 * YxPdfRefusal:
 * @YX_PDF_TAKEN: it may be signed
 * @YX_PDF_REFUSED_EMPTY: no bytes
 * @YX_PDF_REFUSED_TOO_LARGE: more than 20 MiB
 * @YX_PDF_REFUSED_NO_PDF: `%PDF-` does not stand at its first byte
 * @YX_PDF_REFUSED_DAMAGED: it cannot be read without repairing it, or two readers disagree about it
 * @YX_PDF_REFUSED_ENCRYPTED: it is encrypted, with or without a password to open it
 * @YX_PDF_REFUSED_NO_PAGE: it has no page
 * @YX_PDF_REFUSED_TOO_COMPLEX: too many pages, objects, revisions or levels
 * @YX_PDF_REFUSED_UNUSUAL: it is written in a way that cannot be continued without doubt
 * @YX_PDF_REFUSED_SIGNED: it has a signature, a timestamp or usage rights, in whatever revision
 * @YX_PDF_REFUSED_SCRIPT: it has scripts, or actions that start or send something
 * @YX_PDF_REFUSED_ATTACHMENT: it has attachments, or media inside
 * @YX_PDF_REFUSED_FORM: it has a form of the XFA kind, whose pages are made when it is opened
 * @YX_PDF_REFUSED_EXTERNAL: what it shows lies in another file
 *
 * Why a PDF that somebody uploads is refused (spec.md 5.6-1).
 */
typedef enum
{
  YX_PDF_TAKEN,
  YX_PDF_REFUSED_EMPTY,
  YX_PDF_REFUSED_TOO_LARGE,
  YX_PDF_REFUSED_NO_PDF,
  YX_PDF_REFUSED_DAMAGED,
  YX_PDF_REFUSED_ENCRYPTED,
  YX_PDF_REFUSED_NO_PAGE,
  YX_PDF_REFUSED_TOO_COMPLEX,
  YX_PDF_REFUSED_UNUSUAL,
  YX_PDF_REFUSED_SIGNED,
  YX_PDF_REFUSED_SCRIPT,
  YX_PDF_REFUSED_ATTACHMENT,
  YX_PDF_REFUSED_FORM,
  YX_PDF_REFUSED_EXTERNAL,
} YxPdfRefusal;

YxPdfRefusal yx_pdf_intake (GBytes *document);
const char *yx_pdf_refusal_nick (YxPdfRefusal refusal);
const char *yx_pdf_refusal_words (YxPdfRefusal refusal);

G_END_DECLS
