/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-key.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>

#include "crypto/yx-openssl.h"

#define MAX_PKCS8 (8 * 1024)

struct _YxKey
{
  gatomicrefcount refs;
  YxAlgorithm algorithm;
  EVP_PKEY *pkey; /* (owned) */
};

static YxKey *
wrap (EVP_PKEY *pkey, GError **error)
{
  YxAlgorithm algorithm;
  YxKey *key;

  if (!yx_algorithm_of (pkey, &algorithm))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The private key is of an unknown algorithm");
      return NULL;
    }
  key = g_new0 (YxKey, 1);
  g_atomic_ref_count_init (&key->refs);
  key->algorithm = algorithm;
  EVP_PKEY_up_ref (pkey);
  key->pkey = pkey;
  return key;
}

/**
 * yx_key_generate:
 * @algorithm: the algorithm
 * @error: return location
 *
 * Makes a private key in OpenSSL's secure heap; RSA takes a second or so.
 *
 * Returns: (transfer full) (nullable): the key
 */
YxKey *
yx_key_generate (YxAlgorithm algorithm, GError **error)
{
  g_autoptr (EVP_PKEY) pkey = NULL;

  if (!yx_crypto_is_ready (error))
    return NULL;
  pkey = yx_algorithm_generate (algorithm);
  yx_wipe_stack ();
  if (pkey == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "No key could be made");
      return NULL;
    }
  return wrap (pkey, error);
}

/**
 * yx_key_ref:
 * @key: a key
 *
 * Returns: (transfer full): @key
 */
YxKey *
yx_key_ref (YxKey *key)
{
  g_atomic_ref_count_inc (&key->refs);
  return key;
}

/**
 * yx_key_unref:
 * @key: (transfer full): a key; the last reference wipes it
 */
void
yx_key_unref (YxKey *key)
{
  if (!g_atomic_ref_count_dec (&key->refs))
    return;
  EVP_PKEY_free (key->pkey);
  g_free (key);
}

/**
 * yx_key_algorithm:
 * @key: a key
 *
 * Returns: its algorithm
 */
YxAlgorithm
yx_key_algorithm (YxKey *key)
{
  return key->algorithm;
}

/**
 * yx_key_pkey:
 * @key: a key
 *
 * Returns: (transfer none): as OpenSSL has it
 */
EVP_PKEY *
yx_key_pkey (YxKey *key)
{
  return key->pkey;
}

/**
 * yx_key_is_secure:
 * @key: a key
 *
 * Returns: whether its private number lies in the secure heap
 */
gboolean
yx_key_is_secure (YxKey *key)
{
  const char *name = EVP_PKEY_is_a (key->pkey, "RSA") ? OSSL_PKEY_PARAM_RSA_D : OSSL_PKEY_PARAM_PRIV_KEY;
  OSSL_PARAM *parameters = NULL;
  const OSSL_PARAM *private;
  gboolean secure;

  /* An export lies in the secure heap exactly if what it was made from does. */
  if (EVP_PKEY_todata (key->pkey, EVP_PKEY_KEYPAIR, &parameters) != 1)
    return FALSE;
  private = OSSL_PARAM_locate_const (parameters, name);
  secure = private != NULL && CRYPTO_secure_allocated (private->data) == 1;
  OSSL_PARAM_free (parameters);
  return secure;
}

/**
 * yx_key_from_pkcs8:
 * @der: a PrivateKeyInfo (RFC 5958 §2)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the key
 */
YxKey *
yx_key_from_pkcs8 (YxSecret *der, GError **error)
{
  const unsigned char *bytes = yx_secret_bytes (der);
  const unsigned char *at = bytes;
  gsize size = yx_secret_size (der);
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = NULL;
  g_autoptr (EVP_PKEY) pkey = NULL;

  if (!yx_crypto_is_ready (error))
    return NULL;
  if (size > 0 && size <= MAX_PKCS8)
    info = d2i_PKCS8_PRIV_KEY_INFO (NULL, &at, (long) size);
  if (info != NULL && at == bytes + size)
    pkey = EVP_PKCS82PKEY (info);
  yx_wipe_stack ();
  if (pkey == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a private key");
      return NULL;
    }
  return wrap (pkey, error);
}

/**
 * yx_key_to_pkcs8:
 * @key: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): @key as PrivateKeyInfo (RFC 5958 §2) in DER
 */
YxSecret *
yx_key_to_pkcs8 (YxKey *key, GError **error)
{
  g_autoptr (PKCS8_PRIV_KEY_INFO) info = EVP_PKEY2PKCS8 (key->pkey);
  int size = info != NULL ? i2d_PKCS8_PRIV_KEY_INFO (info, NULL) : -1;
  g_autoptr (YxSecret) der = NULL;
  unsigned char *at;

  if (size <= 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The private key cannot be written");
      return NULL;
    }
  der = yx_secret_new ((gsize) size);
  at = yx_secret_bytes (der);
  i2d_PKCS8_PRIV_KEY_INFO (info, &at);
  yx_wipe_stack ();
  return g_steal_pointer (&der);
}

/**
 * yx_key_public:
 * @key: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its public key as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7)
 */
GBytes *
yx_key_public (YxKey *key, GError **error)
{
  return yx_public_key_write (key->pkey, error);
}

/**
 * yx_key_request:
 * @key: a key
 * @error: return location
 *
 * Makes a certificate request (RFC 2986) with an empty subject: the authority fills it in itself.
 *
 * Returns: (transfer full) (nullable): the request in DER
 */
GBytes *
yx_key_request (YxKey *key, GError **error)
{
  g_autoptr (X509_REQ) request = X509_REQ_new ();
  unsigned char *der = NULL;
  int size = -1;
  GBytes *bytes;

  if (request != NULL && X509_REQ_set_version (request, X509_REQ_VERSION_1) == 1
      && X509_REQ_set_pubkey (request, key->pkey) == 1
      && X509_REQ_sign (request, key->pkey, EVP_sha256 ()) > 0)
    size = i2d_X509_REQ (request, &der);
  yx_wipe_stack ();
  if (size <= 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "No certificate request could be made");
      return NULL;
    }
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  return bytes;
}

/**
 * yx_key_sign:
 * @key: a key
 * @bytes: what to sign
 * @size: how many bytes
 * @error: return location
 *
 * Signs the SHA-256 of @bytes.
 *
 * Returns: (transfer full) (nullable): ECDSA-Sig-Value (RFC 3279 §2.2.3), or RSA PKCS#1 v1.5 (RFC 8017 §8.2)
 */
GBytes *
yx_key_sign (YxKey *key, gconstpointer bytes, gsize size, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *signature = NULL;
  size_t written = 0;
  gboolean done = FALSE;

  if (context != NULL && EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, key->pkey) == 1
      && EVP_DigestSign (context, NULL, &written, bytes, size) == 1)
    {
      signature = g_malloc (written);
      done = EVP_DigestSign (context, signature, &written, bytes, size) == 1;
    }
  yx_wipe_stack ();
  if (!done)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The signature could not be made");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&signature), written);
}

/* Whether @signature is one over the SHA-256 of @bytes by the key that belongs to @pkey, and that key is strong. */
gboolean
yx_public_key_verify (EVP_PKEY *pkey, gconstpointer bytes, gsize size, GBytes *signature, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize signature_size;
  const guint8 *signature_bytes = g_bytes_get_data (signature, &signature_size);

  if (!yx_public_key_check (pkey, error))
    return FALSE;
  if (EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, pkey) == 1
      && EVP_DigestVerify (context, signature_bytes, signature_size, bytes, size) == 1)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_INVALID, "The signature does not hold");
  return FALSE;
}

/**
 * yx_signature_verify:
 * @public_key: SubjectPublicKeyInfo
 * @bytes: what was signed
 * @size: how many bytes
 * @signature: what yx_key_sign() gave
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if the signature does not hold
 *
 * Returns: whether @signature is one over @bytes by the key that belongs to @public_key
 */
gboolean
yx_signature_verify (GBytes *public_key, gconstpointer bytes, gsize size, GBytes *signature, GError **error)
{
  g_autoptr (EVP_PKEY) pkey = yx_public_key_parse (public_key, error);

  return pkey != NULL && yx_public_key_verify (pkey, bytes, size, signature, error);
}
