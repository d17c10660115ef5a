/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"
#include "crypto/yx-crypto-error.h"
#include "crypto/yx-digest.h"

G_BEGIN_DECLS

#define YX_CIPHER_KEY_SIZE 32
/* Version, nonce and tag: what sealing adds to the plain text. */
#define YX_CIPHER_OVERHEAD (1 + 12 + 16)

GBytes *yx_cipher_seal (YxSecret *key, const char *context, gconstpointer plain, gsize size);
GBytes *yx_cipher_open_bytes (YxSecret *key, const char *context, GBytes *sealed, GError **error);
YxSecret *yx_cipher_open (YxSecret *key, const char *context, GBytes *sealed, GError **error);

/**
 * YxCipherOpener:
 *
 * A key that opens many texts, one after the other.
 */
typedef struct _YxCipherOpener YxCipherOpener;

YxCipherOpener *yx_cipher_opener_new (YxSecret *key);
void yx_cipher_opener_free (YxCipherOpener *opener);
GBytes *yx_cipher_opener_open (YxCipherOpener *opener, const char *context, GBytes *sealed, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCipherOpener, yx_cipher_opener_free)

void yx_hmac_sha256 (
    YxSecret *key, const char *domain, gconstpointer bytes, gsize size, guint8 out[YX_SHA256_SIZE]);
YxSecret *yx_hkdf_sha256 (YxSecret *key, GBytes *salt, const char *info, gsize size);

G_END_DECLS
