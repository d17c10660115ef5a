/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-envelope.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-cipher.h"

/* "YXKE", version, log2 N, r, p, 32 bytes of salt; then sealed bytes of yx_cipher_seal(). */
#define MAGIC "YXKE\1"
#define SALT_OFFSET 8
#define SALT_SIZE 32

G_STATIC_ASSERT (SALT_OFFSET + SALT_SIZE == YX_ENVELOPE_PARAMETERS_SIZE);

static gboolean
parse (GBytes *parameters, YxScrypt *scrypt, GError **error)
{
  const YxScrypt least = YX_SCRYPT_ENVELOPE;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (parameters, &size);

  if (size != YX_ENVELOPE_PARAMETERS_SIZE || memcmp (bytes, MAGIC, 5) != 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not the parameters of a key envelope");
      return FALSE;
    }
  *scrypt = (YxScrypt){ bytes[5], bytes[6], bytes[7] };
  return yx_scrypt_check (scrypt, &least, error);
}

/* Ties the sealed bytes to their parameters. */
static char *
make_context (GBytes *parameters)
{
  g_autofree char *hex = yx_hex (g_bytes_get_data (parameters, NULL), g_bytes_get_size (parameters));

  return g_strconcat ("yinxin key envelope ", hex, NULL);
}

/**
 * yx_envelope_keys_free:
 * @keys: (transfer full): keys
 */
void
yx_envelope_keys_free (YxEnvelopeKeys *keys)
{
  g_clear_pointer (&keys->wrap, yx_secret_unref);
  g_clear_pointer (&keys->proof, yx_secret_unref);
  g_free (keys);
}

/**
 * yx_envelope_parameters_new:
 * @scrypt: at least %YX_SCRYPT_ENVELOPE
 * @error: return location; %YX_CRYPTO_ERROR_WEAK
 *
 * Makes parameters for a new envelope or a new certificate password, with a salt of 256 random bits.
 *
 * Returns: (transfer full) (nullable): %YX_ENVELOPE_PARAMETERS_SIZE bytes
 */
GBytes *
yx_envelope_parameters_new (const YxScrypt *scrypt, GError **error)
{
  guint8 bytes[YX_ENVELOPE_PARAMETERS_SIZE] = MAGIC;
  const YxScrypt least = YX_SCRYPT_ENVELOPE;

  if (!yx_scrypt_check (scrypt, &least, error))
    return NULL;
  bytes[5] = (guint8) scrypt->log2n;
  bytes[6] = (guint8) scrypt->r;
  bytes[7] = (guint8) scrypt->p;
  yx_random_bytes (bytes + SALT_OFFSET, SALT_SIZE);
  return g_bytes_new (bytes, sizeof bytes);
}

/**
 * yx_envelope_parameters:
 * @envelope: an envelope
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its parameters, which are not secret
 */
GBytes *
yx_envelope_parameters (GBytes *envelope, GError **error)
{
  g_autoptr (GBytes) parameters = NULL;
  gsize size = g_bytes_get_size (envelope);
  YxScrypt scrypt;

  if (size > YX_ENVELOPE_MAX_SIZE)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "The key envelope is too large");
      return NULL;
    }
  parameters = g_bytes_new_from_bytes (envelope, 0, MIN (size, YX_ENVELOPE_PARAMETERS_SIZE));
  return parse (parameters, &scrypt, error) ? g_steal_pointer (&parameters) : NULL;
}

/**
 * yx_envelope_check:
 * @envelope: bytes from a client
 * @error: return location
 *
 * What the hall, which cannot open it, checks before it keeps an envelope.
 *
 * Returns: whether @envelope has the form of one, and parameters that are strong enough
 */
gboolean
yx_envelope_check (GBytes *envelope, GError **error)
{
  g_autoptr (GBytes) parameters = yx_envelope_parameters (envelope, error);

  if (parameters == NULL)
    return FALSE;
  if (g_bytes_get_size (envelope) > YX_ENVELOPE_PARAMETERS_SIZE + YX_CIPHER_OVERHEAD)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "The key envelope is empty");
  return FALSE;
}

/**
 * yx_envelope_derive:
 * @parameters: the envelope's
 * @password: the certificate password
 * @error: return location; %YX_CRYPTO_ERROR_WEAK for parameters below %YX_SCRYPT_ENVELOPE
 *
 * Derives both keys by scrypt and HKDF. Takes long on purpose.
 *
 * Returns: (transfer full) (nullable): wrap key and proof
 */
YxEnvelopeKeys *
yx_envelope_derive (GBytes *parameters, YxSecret *password, GError **error)
{
  YxScrypt scrypt;
  g_autoptr (YxSecret) key = NULL;
  g_autoptr (YxEnvelopeKeys) keys = NULL;

  if (!parse (parameters, &scrypt, error))
    return NULL;
  key = yx_scrypt_derive (&scrypt, password,
                          (const guint8 *) g_bytes_get_data (parameters, NULL) + SALT_OFFSET, SALT_SIZE,
                          YX_CIPHER_KEY_SIZE, error);
  if (key == NULL)
    return NULL;
  keys = g_new0 (YxEnvelopeKeys, 1);
  keys->wrap = yx_hkdf_sha256 (key, NULL, "yinxin key envelope: wrap", YX_CIPHER_KEY_SIZE);
  keys->proof = yx_hkdf_sha256 (key, NULL, "yinxin key envelope: proof", YX_CIPHER_KEY_SIZE);
  return g_steal_pointer (&keys);
}

/**
 * yx_envelope_seal:
 * @parameters: those that @wrap was derived with
 * @wrap: the wrap key
 * @bundle: the keys
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an envelope: parameters and the sealed bundle
 */
GBytes *
yx_envelope_seal (GBytes *parameters, YxSecret *wrap, YxKeyBundle *bundle, GError **error)
{
  YxScrypt scrypt;
  g_autofree char *context = make_context (parameters);
  g_autoptr (YxSecret) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  GByteArray *envelope;

  if (!parse (parameters, &scrypt, error))
    return NULL;
  if (yx_key_bundle_count (bundle) > YX_KEY_BUNDLE_MAX)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "Too many keys for one envelope");
      return NULL;
    }
  plain = yx_key_bundle_write (bundle);
  sealed = yx_cipher_seal (wrap, context, yx_secret_bytes (plain), yx_secret_size (plain));
  envelope = g_byte_array_new ();
  g_byte_array_append (envelope, g_bytes_get_data (parameters, NULL), YX_ENVELOPE_PARAMETERS_SIZE);
  g_byte_array_append (envelope, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  return g_byte_array_free_to_bytes (envelope);
}

/**
 * yx_envelope_open:
 * @envelope: an envelope
 * @wrap: the wrap key
 * @error: return location; %YX_CRYPTO_ERROR_WRONG_PASSWORD if @wrap is not its key
 *
 * Returns: (transfer full) (nullable): the keys
 */
YxKeyBundle *
yx_envelope_open (GBytes *envelope, YxSecret *wrap, GError **error)
{
  g_autoptr (GBytes) parameters = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *context = NULL;
  g_autoptr (YxSecret) plain = NULL;

  if (!yx_envelope_check (envelope, error))
    return NULL;
  parameters = yx_envelope_parameters (envelope, error);
  sealed = g_bytes_new_from_bytes (envelope, YX_ENVELOPE_PARAMETERS_SIZE,
                                   g_bytes_get_size (envelope) - YX_ENVELOPE_PARAMETERS_SIZE);
  context = make_context (parameters);
  plain = yx_cipher_open (wrap, context, sealed, NULL);
  if (plain == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_WRONG_PASSWORD,
                           "The certificate password does not open the keys");
      return NULL;
    }
  return yx_key_bundle_read (plain, error);
}
