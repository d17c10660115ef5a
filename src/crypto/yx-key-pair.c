/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/pem.h>

#include "crypto/yx-certificate.h"
#include "crypto/yx-openssl.h"

#define MAX_PEM (64 * 1024)

/* A key under a passphrase is asked for none: nobody is there to type it. */
static int
no_passphrase (char *text, int size, int writing, void *data)
{
  return 0;
}

/**
 * yx_certificate_check_key:
 * @certificate: a certificate with any public key
 * @pem: a private key as PEM (RFC 7468), not encrypted
 * @error: %YX_CRYPTO_ERROR_MALFORMED when it is none, %YX_CRYPTO_ERROR_MISMATCH when it is another's
 *
 * Returns: whether @pem is the key that @certificate is for
 */
gboolean
yx_certificate_check_key (YxCertificate *certificate, YxSecret *pem, GError **error)
{
  gsize size = yx_secret_size (pem);
  g_autoptr (BIO) file = size > 0 && size <= MAX_PEM ? BIO_new_mem_buf (yx_secret_text (pem), (int)size) : NULL;
  g_autoptr (EVP_PKEY) key = file != NULL ? PEM_read_bio_PrivateKey (file, NULL, no_passphrase, NULL) : NULL;
  g_autoptr (GBytes) own = NULL;

  if (key == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a private key without a passphrase");
      return FALSE;
    }
  own = yx_public_key_write (key, error);
  if (own == NULL)
    return FALSE;
  if (g_bytes_equal (own, yx_certificate_public_key (certificate)))
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH, "The private key is not the certificate's");
  return FALSE;
}
