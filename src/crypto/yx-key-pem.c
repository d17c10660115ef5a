/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-key.h"

#include <openssl/pem.h>

#include "base/yx-id.h"
#include "crypto/yx-openssl.h"

#define MAX_PEM (32 * 1024)
/* The most that readers of PKCS#8 take without being told otherwise: 32 MiB (OpenSSL's limit). */
#define SCRYPT_N (1 << 14)

static PKCS8_PRIV_KEY_INFO *
read_info (YxSecret *der)
{
  const unsigned char *at = yx_secret_bytes (der);

  return d2i_PKCS8_PRIV_KEY_INFO (NULL, &at, (long) yx_secret_size (der));
}

/* EncryptedPrivateKeyInfo by PBES2 with scrypt and AES-256-CBC (RFC 8018 §6.2, RFC 7914 §7). */
static X509_SIG *
encrypt (PKCS8_PRIV_KEY_INFO *info, YxSecret *passphrase)
{
  unsigned char salt[16];
  X509_ALGOR *algorithm;
  X509_SIG *encrypted;

  yx_random_bytes (salt, sizeof salt);
  algorithm = PKCS5_pbe2_set_scrypt (EVP_aes_256_cbc (), salt, sizeof salt, NULL, SCRYPT_N, 8, 1);
  if (algorithm == NULL)
    return NULL;
  encrypted
      = PKCS8_set0_pbe (yx_secret_text (passphrase), (int) yx_secret_size (passphrase), info, algorithm);
  if (encrypted == NULL)
    X509_ALGOR_free (algorithm);
  return encrypted;
}

/**
 * yx_key_to_pem:
 * @key: a key
 * @passphrase: what it gets encrypted under, not empty
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a file with an `ENCRYPTED PRIVATE KEY` (RFC 7468 §11)
 */
GBytes *
yx_key_to_pem (YxKey *key, YxSecret *passphrase, GError **error)
{
  g_autoptr (YxSecret) der = yx_key_to_pkcs8 (key, error);
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  g_autoptr (X509_SIG) encrypted = NULL;
  g_autoptr (BIO) file = NULL;
  char *text;
  long size;

  if (der == NULL)
    return NULL;
  if (yx_secret_size (passphrase) == 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_WEAK, "A passphrase is needed");
      return NULL;
    }
  info = read_info (der);
  encrypted = info != NULL ? encrypt (info, passphrase) : NULL;
  file = BIO_new (BIO_s_mem ());
  if (encrypted == NULL || PEM_write_bio_PKCS8 (file, encrypted) != 1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The private key could not be encrypted");
      return NULL;
    }
  size = BIO_get_mem_data (file, &text);
  return g_bytes_new (text, (gsize) size);
}

/**
 * yx_key_from_pem:
 * @pem: what yx_key_to_pem() gave
 * @passphrase: the passphrase
 * @error: return location; %YX_CRYPTO_ERROR_WRONG_PASSWORD if it is another
 *
 * Returns: (transfer full) (nullable): the key
 */
YxKey *
yx_key_from_pem (GBytes *pem, YxSecret *passphrase, GError **error)
{
  gsize size;
  gconstpointer text = g_bytes_get_data (pem, &size);
  g_autoptr (BIO) file = size > 0 && size <= MAX_PEM ? BIO_new_mem_buf (text, (int) size) : NULL;
  g_autoptr (X509_SIG) encrypted = file != NULL ? PEM_read_bio_PKCS8 (file, NULL, NULL, NULL) : NULL;
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  g_autoptr (YxSecret) der = NULL;
  unsigned char *at;

  if (!yx_crypto_is_ready (error))
    return NULL;
  if (encrypted == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not an encrypted private key");
      return NULL;
    }
  info = PKCS8_decrypt (encrypted, yx_secret_text (passphrase), (int) yx_secret_size (passphrase));
  if (info == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_WRONG_PASSWORD,
                           "The passphrase does not open the private key");
      return NULL;
    }
  der = yx_secret_new ((gsize) MAX (i2d_PKCS8_PRIV_KEY_INFO (info, NULL), 0));
  at = yx_secret_bytes (der);
  i2d_PKCS8_PRIV_KEY_INFO (info, &at);
  return yx_key_from_pkcs8 (der, error);
}
