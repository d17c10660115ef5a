/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-password.h"

#include <stdio.h>
#include <string.h>
#include <openssl/evp.h>

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "yx-config.h"

#define SALT 16
#define HASH 32
#define MAX_MEMORY (G_GUINT64_CONSTANT (512) * 1024 * 1024)

static const YxScrypt ACCOUNT_LEAST = { 14, 8, 1 };

typedef struct
{
  YxScrypt scrypt;
  guint8 salt[SALT];
  guint8 hash[HASH];
} Parsed;

/* Base64 without padding, as the PHC string format has it. */
static char *
encode (const guint8 *bytes, gsize size)
{
  char *text = g_base64_encode (bytes, size);

  text[strcspn (text, "=")] = '\0';
  return text;
}

static gboolean
decode (const char *text, guint8 *bytes, gsize size)
{
  gsize n = strlen (text);
  gsize got = 0;
  g_autofree char *padded = NULL;
  g_autofree guchar *decoded = NULL;
  g_autofree char *again = NULL;

  if (n != (size * 4 + 2) / 3)
    return FALSE;
  padded = g_strdup_printf ("%s%.*s", text, (int) ((4 - n % 4) % 4), "==");
  decoded = g_base64_decode (padded, &got);
  if (got != size)
    return FALSE;
  again = encode (decoded, size);
  if (strcmp (again, text) != 0)
    return FALSE;
  memcpy (bytes, decoded, size);
  return TRUE;
}

static char *
write_parameters (const YxScrypt *scrypt)
{
  return g_strdup_printf ("ln=%u,r=%u,p=%u", scrypt->log2n, scrypt->r, scrypt->p);
}

static gboolean
parse (const char *text, Parsed *parsed)
{
  g_auto (GStrv) parts = strlen (text) <= 128 ? g_strsplit (text, "$", 6) : NULL;
  g_autofree char *again = NULL;

  if (parts == NULL || g_strv_length (parts) != 5 || *parts[0] != '\0' || strcmp (parts[1], "scrypt") != 0)
    return FALSE;
  if (sscanf (parts[2], "ln=%2u,r=%2u,p=%2u", &parsed->scrypt.log2n, &parsed->scrypt.r, &parsed->scrypt.p)
      != 3)
    return FALSE;
  again = write_parameters (&parsed->scrypt);
  return strcmp (again, parts[2]) == 0 && decode (parts[3], parsed->salt, SALT)
         && decode (parts[4], parsed->hash, HASH);
}

/**
 * yx_scrypt_check:
 * @scrypt: parameters from anywhere
 * @least: what is asked for at least; in a build with -Dtests=true anything is enough
 * @error: return location; %YX_CRYPTO_ERROR_WEAK, or %YX_CRYPTO_ERROR_TOO_LARGE above 512 MiB, r or p 32
 *
 * Returns: whether @scrypt may be used
 */
gboolean
yx_scrypt_check (const YxScrypt *scrypt, const YxScrypt *least, GError **error)
{
  YxScrypt floor = YX_TESTS ? (YxScrypt){ 1, 1, 1 } : *least;

  if (scrypt->log2n > 22 || scrypt->r > 32 || scrypt->p > 32
      || (G_GUINT64_CONSTANT (128) << scrypt->log2n) * scrypt->r > MAX_MEMORY)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE,
                           "scrypt parameters take too much memory or time");
      return FALSE;
    }
  if (scrypt->log2n < floor.log2n || scrypt->r < floor.r || scrypt->p < floor.p)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_WEAK, "scrypt parameters are weaker than allowed");
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_scrypt_derive:
 * @scrypt: parameters
 * @password: the password
 * @salt: salt
 * @salt_size: its size in bytes
 * @size: how many bytes to derive
 * @error: return location
 *
 * Derives a key by scrypt (RFC 7914). Takes long on purpose: never on a thread that others wait for.
 *
 * Returns: (transfer full) (nullable): the key
 */
YxSecret *
yx_scrypt_derive (const YxScrypt *scrypt,
                  YxSecret *password,
                  gconstpointer salt,
                  gsize salt_size,
                  gsize size,
                  GError **error)
{
  const YxScrypt least = { 1, 1, 1 };
  g_autoptr (YxSecret) key = NULL;

  if (!yx_scrypt_check (scrypt, &least, error))
    return NULL;
  key = yx_secret_new (size);
  if (EVP_PBE_scrypt (yx_secret_text (password), yx_secret_size (password), salt, salt_size,
                      G_GUINT64_CONSTANT (1) << scrypt->log2n, scrypt->r, scrypt->p, MAX_MEMORY + 1024 * 1024,
                      yx_secret_bytes (key), size)
      != 1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "scrypt failed");
      return NULL;
    }
  return g_steal_pointer (&key);
}

/**
 * yx_password_hash:
 * @password: an account's password
 * @scrypt: parameters, hall.conf [scrypt]
 * @error: return location
 *
 * Returns: (transfer full) (nullable): `$scrypt$ln=15,r=8,p=1$salt$hash` with a random salt of 128 bits
 */
char *
yx_password_hash (YxSecret *password, const YxScrypt *scrypt, GError **error)
{
  guint8 salt[SALT];
  g_autoptr (YxSecret) hash = NULL;
  g_autofree char *parameters = write_parameters (scrypt);
  g_autofree char *salt_text = NULL;
  g_autofree char *hash_text = NULL;

  if (!yx_scrypt_check (scrypt, &ACCOUNT_LEAST, error))
    return NULL;
  yx_random_bytes (salt, sizeof salt);
  hash = yx_scrypt_derive (scrypt, password, salt, sizeof salt, HASH, error);
  if (hash == NULL)
    return NULL;
  salt_text = encode (salt, sizeof salt);
  hash_text = encode (yx_secret_bytes (hash), HASH);
  return g_strdup_printf ("$scrypt$%s$%s$%s", parameters, salt_text, hash_text);
}

/**
 * yx_password_verify:
 * @password: what was typed
 * @hash: what yx_password_hash() gave
 * @error: return location; %YX_CRYPTO_ERROR_WRONG_PASSWORD if it is another password
 *
 * Compares in constant time.
 *
 * Returns: whether @password is the one that was hashed
 */
gboolean
yx_password_verify (YxSecret *password, const char *hash, GError **error)
{
  Parsed parsed = { 0 };
  g_autoptr (YxSecret) got = NULL;

  if (!parse (hash, &parsed))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a password hash");
      return FALSE;
    }
  got = yx_scrypt_derive (&parsed.scrypt, password, parsed.salt, SALT, HASH, error);
  if (got == NULL)
    return FALSE;
  if (yx_bytes_equal (yx_secret_bytes (got), parsed.hash, HASH))
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_WRONG_PASSWORD, "The password is wrong");
  return FALSE;
}

static guint64
memory_of (const YxScrypt *scrypt)
{
  return scrypt->log2n < 32 ? ((guint64) scrypt->r << scrypt->log2n) : G_MAXUINT32;
}

/**
 * yx_password_is_current:
 * @hash: a password hash
 * @scrypt: the parameters wanted now
 *
 * Returns: whether @hash costs as much as @scrypt at least, in memory and in time; if not, hash again at the next sign-in
 */
gboolean
yx_password_is_current (const char *hash, const YxScrypt *scrypt)
{
  Parsed parsed = { 0 };

  if (!parse (hash, &parsed))
    return FALSE;
  return memory_of (&parsed.scrypt) >= memory_of (scrypt)
         && memory_of (&parsed.scrypt) * parsed.scrypt.p >= memory_of (scrypt) * scrypt->p;
}
