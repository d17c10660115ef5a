/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-digest.h"
#include "pdf/yx-pdf-error.h"

G_BEGIN_DECLS

/**
 * YxPdfTokenFunc:
 * @digest: SHA-256 of what is to be stamped
 * @user_data: the caller's own
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a timestamp token over @digest (RFC 3161 §2.4.2), DER
 */
typedef GBytes *(*YxPdfTokenFunc) (const guint8 digest[YX_SHA256_SIZE], gpointer user_data, GError **error);

GBytes *yx_pdf_timestamp (GBytes *document, YxPdfTokenFunc token, gpointer user_data, GError **error);

G_END_DECLS
