/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxCryptoError:
 * @YX_CRYPTO_ERROR_FAILED: OpenSSL could not do it
 * @YX_CRYPTO_ERROR_MALFORMED: the bytes are not what they should be
 * @YX_CRYPTO_ERROR_TOO_LARGE: more bytes or entries than allowed
 * @YX_CRYPTO_ERROR_UNSUPPORTED: well-formed, but of a kind that is not handled
 * @YX_CRYPTO_ERROR_WEAK: a key or key derivation below what is allowed
 * @YX_CRYPTO_ERROR_WRONG_PASSWORD: the password, or a key derived from it, does not fit
 * @YX_CRYPTO_ERROR_INVALID: a signature or tag does not hold
 * @YX_CRYPTO_ERROR_MISMATCH: two things that belong together do not
 */
typedef enum
{
  YX_CRYPTO_ERROR_FAILED,
  YX_CRYPTO_ERROR_MALFORMED,
  YX_CRYPTO_ERROR_TOO_LARGE,
  YX_CRYPTO_ERROR_UNSUPPORTED,
  YX_CRYPTO_ERROR_WEAK,
  YX_CRYPTO_ERROR_WRONG_PASSWORD,
  YX_CRYPTO_ERROR_INVALID,
  YX_CRYPTO_ERROR_MISMATCH,
} YxCryptoError;

#define YX_CRYPTO_ERROR (yx_crypto_error_quark ())
GQuark yx_crypto_error_quark (void);
void yx_crypto_error_set (GError **error, YxCryptoError code, const char *what);

G_END_DECLS
