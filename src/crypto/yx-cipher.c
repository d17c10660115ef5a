/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-cipher.h"

#include <string.h>
#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "base/yx-id.h"
#include "crypto/yx-openssl.h"

#define VERSION 1
#define NONCE 12
#define TAG 16

/* For what fails only where OpenSSL lacks an algorithm: no caller could go on. */
static void
must (int done)
{
  if (done != 1)
    g_error ("OpenSSL cannot do what ciphers need");
}

/* Looking an algorithm up costs more than a short text's encryption: it is done once. */
static const EVP_CIPHER *
aes_256_gcm (void)
{
  static gsize ready = 0;
  static EVP_CIPHER *cipher = NULL;

  if (g_once_init_enter (&ready))
    {
      cipher = EVP_CIPHER_fetch (NULL, "AES-256-GCM", NULL);
      must (cipher != NULL);
      g_once_init_leave (&ready, 1);
    }
  return cipher;
}

/* Makes the key's schedule, which costs more than a short text's encryption. */
static EVP_CIPHER_CTX *
take_key (YxSecret *key, gboolean encrypt)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = EVP_CIPHER_CTX_new ();

  must (EVP_CipherInit_ex (cipher, aes_256_gcm (), NULL, yx_secret_bytes (key), NULL, encrypt));
  return g_steal_pointer (&cipher);
}

/* With version and context as additional data. */
static void
start (EVP_CIPHER_CTX *cipher, const guint8 *nonce, const char *context, gboolean encrypt)
{
  const guint8 version = VERSION;
  int done;

  must (EVP_CipherInit_ex (cipher, NULL, NULL, NULL, nonce, encrypt));
  must (EVP_CipherUpdate (cipher, NULL, &done, &version, 1));
  must (EVP_CipherUpdate (cipher, NULL, &done, (const guint8 *) context, (int) strlen (context)));
}

/**
 * yx_cipher_seal:
 * @key: 32 bytes
 * @context: what the bytes are for and where they belong; needed again to open them, not kept
 * @plain: what to seal
 * @size: how many bytes, below 2 GiB
 *
 * Encrypts with AES-256-GCM (NIST SP 800-38D) under a random nonce.
 *
 * Returns: (transfer full): version, nonce, cipher text and tag
 */
GBytes *
yx_cipher_seal (YxSecret *key, const char *context, gconstpointer plain, gsize size)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = NULL;
  guint8 *out;
  int done = 0;

  g_return_val_if_fail (yx_secret_size (key) == YX_CIPHER_KEY_SIZE, NULL);
  g_return_val_if_fail (size < G_MAXINT - YX_CIPHER_OVERHEAD, NULL);
  out = g_malloc (size + YX_CIPHER_OVERHEAD);
  out[0] = VERSION;
  yx_random_bytes (out + 1, NONCE);
  cipher = take_key (key, TRUE);
  start (cipher, out + 1, context, TRUE);
  if (size > 0)
    must (EVP_CipherUpdate (cipher, out + 1 + NONCE, &done, plain, (int) size));
  must (EVP_CipherFinal_ex (cipher, out + 1 + NONCE + done, &done));
  must (EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_AEAD_GET_TAG, TAG, out + 1 + NONCE + size));
  return g_bytes_new_take (out, size + YX_CIPHER_OVERHEAD);
}

static gboolean
is_sealed (GBytes *sealed, GError **error)
{
  gsize total;
  const guint8 *in = g_bytes_get_data (sealed, &total);

  if (total >= YX_CIPHER_OVERHEAD && total <= G_MAXINT && in[0] == VERSION)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not sealed bytes of a known version");
  return FALSE;
}

/* @plain has room for all but the overhead. */
static gboolean
open_into (EVP_CIPHER_CTX *cipher, const char *context, GBytes *sealed, guint8 *plain, GError **error)
{
  gsize total;
  const guint8 *in = g_bytes_get_data (sealed, &total);
  gsize size = total - YX_CIPHER_OVERHEAD;
  int done = 0;

  start (cipher, in + 1, context, FALSE);
  if (size > 0)
    must (EVP_CipherUpdate (cipher, plain, &done, in + 1 + NONCE, (int) size));
  must (EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_AEAD_SET_TAG, TAG, (void *) (in + 1 + NONCE + size)));
  if (EVP_CipherFinal_ex (cipher, plain + done, &done) == 1)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_INVALID, "The sealed bytes do not open with this key");
  return FALSE;
}

/**
 * yx_cipher_open:
 * @key: 32 bytes
 * @context: as it was when sealing
 * @sealed: what yx_cipher_seal() gave
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if key, context or bytes are not the same
 *
 * Returns: (transfer full) (nullable): the plain bytes
 */
YxSecret *
yx_cipher_open (YxSecret *key, const char *context, GBytes *sealed, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = NULL;
  g_autoptr (YxSecret) plain = NULL;

  g_return_val_if_fail (yx_secret_size (key) == YX_CIPHER_KEY_SIZE, NULL);
  if (!is_sealed (sealed, error))
    return NULL;
  plain = yx_secret_new (g_bytes_get_size (sealed) - YX_CIPHER_OVERHEAD);
  cipher = take_key (key, FALSE);
  if (!open_into (cipher, context, sealed, (guint8 *) yx_secret_bytes (plain), error))
    return NULL;
  return g_steal_pointer (&plain);
}

/* Opens one text after the other. */
struct _YxCipherOpener
{
  EVP_CIPHER_CTX *cipher; /* (owned) */
};

/**
 * yx_cipher_opener_new:
 * @key: 32 bytes
 *
 * Opens many texts that were sealed under one key, one after the other on one thread, without making the key's schedule
 * again for each. The schedule lies in plain memory, as long as the opener lives: not longer than it is needed.
 *
 * Returns: (transfer full): an opener
 */
YxCipherOpener *
yx_cipher_opener_new (YxSecret *key)
{
  YxCipherOpener *opener;

  g_return_val_if_fail (yx_secret_size (key) == YX_CIPHER_KEY_SIZE, NULL);
  opener = g_new0 (YxCipherOpener, 1);
  opener->cipher = take_key (key, FALSE);
  return opener;
}

/**
 * yx_cipher_opener_free:
 * @opener: (transfer full): an opener, whose key is wiped
 */
void
yx_cipher_opener_free (YxCipherOpener *opener)
{
  EVP_CIPHER_CTX_free (opener->cipher);
  g_free (opener);
}

/**
 * yx_cipher_opener_open:
 * @opener: an opener
 * @context: as it was when sealing
 * @sealed: what yx_cipher_seal() gave
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if key, context or bytes are not the same
 *
 * As yx_cipher_open(), for what is private and no secret: locking memory for it would cost more than opening it.
 *
 * Returns: (transfer full) (nullable): the plain bytes
 */
GBytes *
yx_cipher_opener_open (YxCipherOpener *opener, const char *context, GBytes *sealed, GError **error)
{
  gsize size;
  guint8 *plain;

  if (!is_sealed (sealed, error))
    return NULL;
  size = g_bytes_get_size (sealed) - YX_CIPHER_OVERHEAD;
  plain = g_malloc (size + 1); /* never NULL */
  if (open_into (opener->cipher, context, sealed, plain, error))
    return g_bytes_new_take (plain, size);
  yx_wipe (plain, size);
  g_free (plain);
  return NULL;
}

/**
 * yx_cipher_open_bytes:
 * @key: 32 bytes
 * @context: as it was when sealing
 * @sealed: what yx_cipher_seal() gave
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if key, context or bytes are not the same
 *
 * As yx_cipher_opener_open(), for one text.
 *
 * Returns: (transfer full) (nullable): the plain bytes
 */
GBytes *
yx_cipher_open_bytes (YxSecret *key, const char *context, GBytes *sealed, GError **error)
{
  g_autoptr (YxCipherOpener) opener = yx_cipher_opener_new (key);

  return yx_cipher_opener_open (opener, context, sealed, error);
}

/**
 * yx_hmac_sha256:
 * @key: the key
 * @domain: what the value is for, so that equal values of two kinds differ
 * @bytes: the value
 * @size: how many bytes
 * @out: (out): HMAC-SHA-256 (RFC 2104) of domain, a zero byte and the value
 */
void
yx_hmac_sha256 (
    YxSecret *key, const char *domain, gconstpointer bytes, gsize size, guint8 out[YX_SHA256_SIZE])
{
  EVP_MAC *hmac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  g_autoptr (EVP_MAC_CTX) mac = EVP_MAC_CTX_new (hmac);
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = { OSSL_PARAM_utf8_string (OSSL_MAC_PARAM_DIGEST, name, 6), OSSL_PARAM_END };
  size_t written;

  EVP_MAC_free (hmac);
  must (EVP_MAC_init (mac, yx_secret_bytes (key), yx_secret_size (key), parameters));
  must (EVP_MAC_update (mac, (const guint8 *) domain, strlen (domain) + 1));
  if (size > 0)
    must (EVP_MAC_update (mac, bytes, size));
  must (EVP_MAC_final (mac, out, &written, YX_SHA256_SIZE));
}

/**
 * yx_hkdf_sha256:
 * @key: key material
 * @salt: (nullable): salt
 * @info: what the derived key is for
 * @size: its size in bytes, at most 8160
 *
 * Returns: (transfer full): a key derived by HKDF-SHA-256 (RFC 5869)
 */
YxSecret *
yx_hkdf_sha256 (YxSecret *key, GBytes *salt, const char *info, gsize size)
{
  EVP_KDF *hkdf = EVP_KDF_fetch (NULL, "HKDF", NULL);
  g_autoptr (EVP_KDF_CTX) kdf = EVP_KDF_CTX_new (hkdf);
  g_autoptr (YxSecret) derived = yx_secret_new (size);
  char name[] = "SHA256";
  gsize salt_size = 0;
  gconstpointer salt_bytes = salt != NULL ? g_bytes_get_data (salt, &salt_size) : "";
  const OSSL_PARAM parameters[] = {
    OSSL_PARAM_utf8_string (OSSL_KDF_PARAM_DIGEST, name, 6),
    OSSL_PARAM_octet_string (OSSL_KDF_PARAM_KEY, yx_secret_bytes (key), yx_secret_size (key)),
    OSSL_PARAM_octet_string (OSSL_KDF_PARAM_SALT, (void *) salt_bytes, salt_size),
    OSSL_PARAM_octet_string (OSSL_KDF_PARAM_INFO, (void *) info, strlen (info)),
    OSSL_PARAM_END,
  };

  EVP_KDF_free (hkdf);
  must (EVP_KDF_derive (kdf, yx_secret_bytes (derived), size, parameters));
  return g_steal_pointer (&derived);
}
