/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxPdfError:
 * @YX_PDF_ERROR_UNREADABLE: no PDF, or a damaged one; nothing is repaired
 * @YX_PDF_ERROR_ENCRYPTED: it is encrypted
 * @YX_PDF_ERROR_LIMIT: more bytes, objects, pages or levels than allowed
 * @YX_PDF_ERROR_UNSUPPORTED: a construct that cannot be continued without doubt
 * @YX_PDF_ERROR_PLACE: the signature place isn't there, is filled or lies outside its page
 * @YX_PDF_ERROR_CONTENT: a picture, caption or name that cannot be set
 * @YX_PDF_ERROR_NO_ROOM: the signature or token is longer than the room kept for it
 * @YX_PDF_ERROR_NO_PAGE: it has no page
 * @YX_PDF_ERROR_JUDGE: the judging program could not be asked; says nothing about the document
 */
typedef enum
{
  YX_PDF_ERROR_UNREADABLE,
  YX_PDF_ERROR_ENCRYPTED,
  YX_PDF_ERROR_LIMIT,
  YX_PDF_ERROR_UNSUPPORTED,
  YX_PDF_ERROR_PLACE,
  YX_PDF_ERROR_CONTENT,
  YX_PDF_ERROR_NO_ROOM,
  YX_PDF_ERROR_NO_PAGE,
  YX_PDF_ERROR_JUDGE,
} YxPdfError;

#define YX_PDF_ERROR (yx_pdf_error_quark ())
GQuark yx_pdf_error_quark (void);

G_END_DECLS
