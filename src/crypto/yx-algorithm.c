/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-key.h"

#include <string.h>
#include <openssl/core_names.h>

#include "crypto/yx-openssl.h"

/* One line for each algorithm that keys of ours may have. */
typedef struct
{
  const char *nick;
  const char *name;
  const char *type;  /* OpenSSL's name of the key type */
  const char *group; /* (nullable) the curve */
  int bits;
  const char *identifier; /* DER of the signature's AlgorithmIdentifier */
  gsize identifier_size;
} Row;

/* RFC 5758 §3.2: no parameters; RFC 4055 §5: NULL. */
static const char ECDSA_SHA256[] = "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
static const char RSA_SHA256[] = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00";

static const Row ROWS[] = {
  [YX_ALGORITHM_P256]
  = { "p256", "ECDSA P-256 with SHA-256", "EC", "prime256v1", 256, ECDSA_SHA256, sizeof ECDSA_SHA256 - 1 },
  [YX_ALGORITHM_RSA3072]
  = { "rsa3072", "RSA 3072 with SHA-256", "RSA", NULL, 3072, RSA_SHA256, sizeof RSA_SHA256 - 1 },
};

/**
 * yx_algorithm_nick:
 * @algorithm: an algorithm
 *
 * Returns: (transfer none): its word in settings: `p256`
 */
const char *
yx_algorithm_nick (YxAlgorithm algorithm)
{
  return ROWS[algorithm].nick;
}

/**
 * yx_algorithm_name:
 * @algorithm: an algorithm
 *
 * Returns: (transfer none): what people read: `ECDSA P-256 with SHA-256`
 */
const char *
yx_algorithm_name (YxAlgorithm algorithm)
{
  return ROWS[algorithm].name;
}

/**
 * yx_algorithm_parse:
 * @nick: (nullable): a word from settings
 * @algorithm: (out): the algorithm
 *
 * Returns: whether there is one of that nick
 */
gboolean
yx_algorithm_parse (const char *nick, YxAlgorithm *algorithm)
{
  for (gsize i = 0; nick != NULL && i < G_N_ELEMENTS (ROWS); i++)
    if (strcmp (ROWS[i].nick, nick) == 0)
      {
        *algorithm = (YxAlgorithm) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_algorithm_generate:
 * @algorithm: an algorithm
 *
 * Returns: (transfer full) (nullable): a new private key
 */
EVP_PKEY *
yx_algorithm_generate (YxAlgorithm algorithm)
{
  const Row *row = &ROWS[algorithm];

  if (row->group != NULL)
    return EVP_PKEY_Q_keygen (NULL, NULL, row->type, row->group);
  return EVP_PKEY_Q_keygen (NULL, NULL, row->type, (size_t) row->bits);
}

static gboolean
has_group (EVP_PKEY *pkey, const char *group)
{
  char name[64];

  return EVP_PKEY_get_group_name (pkey, name, sizeof name, NULL) == 1 && strcmp (name, group) == 0;
}

/**
 * yx_algorithm_of:
 * @pkey: a public or private key
 * @algorithm: (out): its algorithm
 *
 * Returns: whether it is one of ours
 */
gboolean
yx_algorithm_of (EVP_PKEY *pkey, YxAlgorithm *algorithm)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    if (EVP_PKEY_is_a (pkey, ROWS[i].type) && EVP_PKEY_get_bits (pkey) == ROWS[i].bits
        && (ROWS[i].group == NULL || has_group (pkey, ROWS[i].group)))
      {
        *algorithm = (YxAlgorithm) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_algorithm_describe:
 * @pkey: a public key
 * @digest_nid: OpenSSL's number of the digest
 *
 * Returns: (transfer full): for people: our name where it is one of ours, else what OpenSSL calls it
 */
char *
yx_algorithm_describe (EVP_PKEY *pkey, int digest_nid)
{
  YxAlgorithm algorithm;
  const char *type = EVP_PKEY_get0_type_name (pkey);

  if (digest_nid == NID_sha256 && yx_algorithm_of (pkey, &algorithm))
    return g_strdup (ROWS[algorithm].name);
  return g_strdup_printf ("%s %d with %s", type != NULL ? type : "key", EVP_PKEY_get_bits (pkey),
                          digest_nid != NID_undef ? OBJ_nid2ln (digest_nid) : "its own digest");
}

/**
 * yx_algorithm_identifier:
 * @algorithm: an algorithm
 *
 * Returns: (transfer full): the AlgorithmIdentifier of its signatures in DER (RFC 5280 §4.1.1.2)
 */
GBytes *
yx_algorithm_identifier (YxAlgorithm algorithm)
{
  return g_bytes_new_static (ROWS[algorithm].identifier, ROWS[algorithm].identifier_size);
}

/**
 * yx_public_key_check:
 * @pkey: a public key
 * @error: return location; %YX_CRYPTO_ERROR_WEAK
 *
 * Returns: whether @pkey is as strong as RSA of 2048 bits at least (NIST SP 800-57 §5.6.1: 112 bits)
 */
gboolean
yx_public_key_check (EVP_PKEY *pkey, GError **error)
{
  if (EVP_PKEY_get_security_bits (pkey) >= 112)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_WEAK, "The public key is too weak");
  return FALSE;
}

/**
 * yx_public_key_parse:
 * @public_key: a SubjectPublicKeyInfo in DER, at most 4 KiB
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the key
 */
EVP_PKEY *
yx_public_key_parse (GBytes *public_key, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (public_key, &size);
  const unsigned char *at = bytes;
  g_autoptr (EVP_PKEY) pkey = size > 0 && size <= 4096 ? d2i_PUBKEY (NULL, &at, (long) size) : NULL;

  if (pkey == NULL || at != bytes + size)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a public key");
      return NULL;
    }
  return g_steal_pointer (&pkey);
}

/**
 * yx_public_key_write:
 * @pkey: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its SubjectPublicKeyInfo in DER
 */
GBytes *
yx_public_key_write (EVP_PKEY *pkey, GError **error)
{
  unsigned char *der = NULL;
  int size = i2d_PUBKEY (pkey, &der);
  GBytes *bytes;

  if (size <= 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The public key cannot be written");
      return NULL;
    }
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  return bytes;
}
