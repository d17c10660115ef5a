/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-crypto-error.h"

#include <openssl/err.h>

G_DEFINE_QUARK (yx - crypto - error - quark, yx_crypto_error)

/**
 * yx_crypto_error_set:
 * @error: return location, or NULL
 * @code: the code
 * @what: what happened, to what
 *
 * Sets an error of this room, adds OpenSSL's reason if it left one, and empties its queue.
 */
void
yx_crypto_error_set (GError **error, YxCryptoError code, const char *what)
{
  unsigned long last = ERR_peek_last_error ();
  const char *reason = last != 0 ? ERR_reason_error_string (last) : NULL;

  if (reason != NULL)
    g_set_error (error, YX_CRYPTO_ERROR, (gint) code, "%s (%s)", what, reason);
  else
    g_set_error_literal (error, YX_CRYPTO_ERROR, (gint) code, what);
  ERR_clear_error ();
}
