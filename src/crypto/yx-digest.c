/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-digest.h"

#include <string.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

struct _YxDigest
{
  EVP_MD_CTX *context; /* (owned) */
};

/* Looking the algorithm up costs more than a short text's digest: it is done once. */
static const EVP_MD *
sha_256 (void)
{
  static gsize ready = 0;
  static EVP_MD *md = NULL;

  if (g_once_init_enter (&ready))
    {
      md = EVP_MD_fetch (NULL, "SHA256", NULL);
      if (md == NULL)
        g_error ("OpenSSL has no SHA-256");
      g_once_init_leave (&ready, 1);
    }
  return md;
}

/**
 * yx_digest_new:
 *
 * Returns: (transfer full): a SHA-256 (FIPS 180-4) of nothing yet
 */
YxDigest *
yx_digest_new (void)
{
  YxDigest *digest = g_new0 (YxDigest, 1);

  digest->context = EVP_MD_CTX_new ();
  if (digest->context == NULL || EVP_DigestInit_ex (digest->context, sha_256 (), NULL) != 1)
    g_error ("OpenSSL has no SHA-256");
  return digest;
}

/**
 * yx_digest_free:
 * @digest: (transfer full): a digest, finished or not
 */
void
yx_digest_free (YxDigest *digest)
{
  EVP_MD_CTX_free (digest->context);
  g_free (digest);
}

/**
 * yx_digest_update:
 * @digest: a digest
 * @bytes: what comes next
 * @size: how many bytes
 */
void
yx_digest_update (YxDigest *digest, gconstpointer bytes, gsize size)
{
  if (size > 0 && EVP_DigestUpdate (digest->context, bytes, size) != 1)
    g_error ("SHA-256 failed");
}

/**
 * yx_digest_finish:
 * @digest: a digest; nothing may be added afterwards
 * @out: (out): the 32 bytes
 */
void
yx_digest_finish (YxDigest *digest, guint8 out[YX_SHA256_SIZE])
{
  if (EVP_DigestFinal_ex (digest->context, out, NULL) != 1)
    g_error ("SHA-256 failed");
}

/**
 * yx_sha256:
 * @bytes: what to digest
 * @size: how many bytes
 * @out: (out): the 32 bytes
 */
void
yx_sha256 (gconstpointer bytes, gsize size, guint8 out[YX_SHA256_SIZE])
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) EVP_MD_CTX_free);
  EVP_MD_CTX *context = g_private_get (&kept);

  if (context == NULL)
    {
      context = EVP_MD_CTX_new ();
      g_private_set (&kept, context);
    }
  if (EVP_DigestInit_ex (context, sha_256 (), NULL) != 1 || EVP_DigestUpdate (context, bytes, size) != 1
      || EVP_DigestFinal_ex (context, out, NULL) != 1)
    g_error ("SHA-256 failed");
}

/**
 * yx_sha256_hex:
 * @bytes: what to digest
 * @size: how many bytes
 *
 * Returns: (transfer full): the SHA-256 as 64 lower-case hex digits
 */
char *
yx_sha256_hex (gconstpointer bytes, gsize size)
{
  guint8 out[YX_SHA256_SIZE];

  yx_sha256 (bytes, size, out);
  return yx_hex (out, sizeof out);
}

/**
 * yx_hex:
 * @bytes: bytes
 * @size: how many
 *
 * Returns: (transfer full): two lower-case hex digits for each byte
 */
char *
yx_hex (gconstpointer bytes, gsize size)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *at = bytes;
  char *text = g_malloc (size * 2 + 1);

  for (gsize i = 0; i < size; i++)
    {
      text[2 * i] = digits[at[i] >> 4];
      text[2 * i + 1] = digits[at[i] & 15];
    }
  text[2 * size] = '\0';
  return text;
}

/**
 * yx_hex_parse:
 * @text: (nullable): hex digits, upper or lower case
 * @bytes: (out): where to write; partly written when it fails
 * @size: how many bytes there must be, exactly
 *
 * Returns: whether @text is @size bytes in hex and nothing else
 */
gboolean
yx_hex_parse (const char *text, guint8 *bytes, gsize size)
{
  if (text == NULL || strlen (text) != 2 * size)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * yx_bytes_equal:
 * @a: bytes
 * @b: bytes
 * @size: how many of each
 *
 * Returns: whether they are the same, in a time that depends on @size only
 */
gboolean
yx_bytes_equal (gconstpointer a, gconstpointer b, gsize size)
{
  return CRYPTO_memcmp (a, b, size) == 0;
}
