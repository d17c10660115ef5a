/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static const char ALPHABET[] = "abcdefghijklmnopqrstuvwxyz234567"; /* RFC 4648 §6, lower case */

/**
 * yx_random_bytes:
 * @bytes: (out): where to write
 * @size: how many
 *
 * Fills @bytes from the system's generator; aborts if it has none, as no caller could go on.
 */
void
yx_random_bytes (gpointer bytes, gsize size)
{
  guint8 *at = bytes;

  while (size > 0)
    {
      gssize got = getrandom (at, size, 0);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        g_error ("The system gives no random bytes: %s", g_strerror (errno));
      at += got;
      size -= (gsize) got;
    }
}

/**
 * yx_id_from_bytes:
 * @kind: three lower-case letters
 * @bytes: 128 bits
 *
 * Returns: (transfer full): `acc_` and 26 characters of base32 (RFC 4648 §6, lower case, no padding)
 */
char *
yx_id_from_bytes (const char *kind, const guint8 bytes[16])
{
  char *id = g_malloc (YX_ID_LENGTH + 1);
  char *text = id + 4;
  guint32 buffer = 0;
  int bits = 0;
  int n = 0;

  g_assert (strlen (kind) == 3);
  for (int i = 0; i < 16; i++)
    {
      buffer = (buffer << 8 | bytes[i]) & 0xfff;
      for (bits += 8; bits >= 5; bits -= 5)
        text[n++] = ALPHABET[buffer >> (bits - 5) & 31];
    }
  text[n++] = ALPHABET[buffer << (5 - bits) & 31];
  text[n] = '\0';
  memcpy (id, kind, 3);
  id[3] = '_';
  return id;
}

/**
 * yx_id_new:
 * @kind: three lower-case letters: `acc`, `ent` …
 *
 * Returns: (transfer full): a new id of 128 random bits
 */
char *
yx_id_new (const char *kind)
{
  guint8 bytes[16];

  yx_random_bytes (bytes, sizeof bytes);
  return yx_id_from_bytes (kind, bytes);
}

/**
 * yx_id_check:
 * @kind: the kind wanted
 * @id: (nullable): text from anywhere
 *
 * Returns: whether @id is written as an id of that kind is
 */
gboolean
yx_id_check (const char *kind, const char *id)
{
  gsize n = strlen (kind);

  if (id == NULL || strlen (id) != n + 27 || strncmp (id, kind, n) != 0 || id[n] != '_')
    return FALSE;
  if (strspn (id + n + 1, ALPHABET) != 26)
    return FALSE;
  return (strchr (ALPHABET, id[n + 26]) - ALPHABET) % 4 == 0;
}
