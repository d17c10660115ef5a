/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"
#include "crypto/yx-crypto-error.h"

G_BEGIN_DECLS

/**
 * YxAlgorithm:
 * @YX_ALGORITHM_P256: ECDSA on P-256 with SHA-256
 * @YX_ALGORITHM_RSA3072: RSA of 3072 bits, PKCS#1 v1.5, with SHA-256
 *
 * A property of every key. A new one is a line in the table of yx-algorithm.c.
 */
typedef enum
{
  YX_ALGORITHM_P256,
  YX_ALGORITHM_RSA3072,
} YxAlgorithm;

const char *yx_algorithm_nick (YxAlgorithm algorithm);
const char *yx_algorithm_name (YxAlgorithm algorithm);
gboolean yx_algorithm_parse (const char *nick, YxAlgorithm *algorithm);

/**
 * YxKey:
 *
 * A private key, held in OpenSSL's secure heap. Reference counting is atomic.
 */
typedef struct _YxKey YxKey;

YxKey *yx_key_generate (YxAlgorithm algorithm, GError **error);
YxKey *yx_key_ref (YxKey *key);
void yx_key_unref (YxKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxKey, yx_key_unref)

YxAlgorithm yx_key_algorithm (YxKey *key);
gboolean yx_key_is_secure (YxKey *key);

YxKey *yx_key_from_pkcs8 (YxSecret *der, GError **error);
YxSecret *yx_key_to_pkcs8 (YxKey *key, GError **error);
YxKey *yx_key_from_pem (GBytes *pem, YxSecret *passphrase, GError **error);
GBytes *yx_key_to_pem (YxKey *key, YxSecret *passphrase, GError **error);

GBytes *yx_key_public (YxKey *key, GError **error);
GBytes *yx_key_request (YxKey *key, GError **error);

GBytes *yx_key_sign (YxKey *key, gconstpointer bytes, gsize size, GError **error);
gboolean
yx_signature_verify (GBytes *public_key, gconstpointer bytes, gsize size, GBytes *signature, GError **error);

G_END_DECLS
