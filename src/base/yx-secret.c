/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _YxSecret
{
  gatomicrefcount refs;
  gsize size;
  gsize mapped;
  char *bytes; /* (owned) pages of their own; one NUL follows the last byte */
};

static guint alive;

/**
 * yx_secret_try_new:
 * @size: number of bytes, may be 0
 *
 * As yx_secret_new(), for sizes that strangers choose.
 *
 * Returns: (transfer full) (nullable): the secret, %NULL when no memory can be had
 */
YxSecret *
yx_secret_try_new (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize mapped;
  char *bytes;
  YxSecret *secret;

  if (size >= G_MAXSIZE / 2)
    return NULL;
  mapped = (size + 1 + page - 1) / page * page;
  bytes = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bytes == MAP_FAILED)
    return NULL;
  (void) mlock (bytes, mapped);
  (void) madvise (bytes, mapped, MADV_DONTDUMP);
  (void) madvise (bytes, mapped, MADV_DONTFORK);
  secret = g_new0 (YxSecret, 1);
  g_atomic_ref_count_init (&secret->refs);
  secret->size = size;
  secret->mapped = mapped;
  secret->bytes = bytes;
  g_atomic_int_inc (&alive);
  return secret;
}

/**
 * yx_secret_new:
 * @size: number of bytes, may be 0
 *
 * Makes a secret of @size zero bytes, to be filled through yx_secret_bytes() by the thread that made it.
 * Aborts when no memory can be had; where the system refuses to lock it (RLIMIT_MEMLOCK), the
 * pages are still wiped and left out of core dumps.
 *
 * Returns: (transfer full): the secret
 */
YxSecret *
yx_secret_new (gsize size)
{
  YxSecret *secret = yx_secret_try_new (size);

  if (secret == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  return secret;
}

/**
 * yx_secret_new_copy:
 * @bytes: what to copy; stays the caller's to wipe
 * @size: how many bytes
 *
 * Returns: (transfer full): a secret that holds a copy of @bytes
 */
YxSecret *
yx_secret_new_copy (gconstpointer bytes, gsize size)
{
  YxSecret *secret = yx_secret_new (size);

  if (size > 0)
    memcpy (secret->bytes, bytes, size);
  return secret;
}

/**
 * yx_secret_new_text:
 * @text: UTF-8
 *
 * Returns: (transfer full): a secret that holds @text without its NUL
 */
YxSecret *
yx_secret_new_text (const char *text)
{
  return yx_secret_new_copy (text, strlen (text));
}

/**
 * yx_secret_new_take_text:
 * @text: (transfer full): UTF-8, wiped and freed
 *
 * Returns: (transfer full): a secret that holds @text without its NUL
 */
YxSecret *
yx_secret_new_take_text (char *text)
{
  YxSecret *secret = yx_secret_new_text (text);

  yx_wipe (text, strlen (text));
  g_free (text);
  return secret;
}

/**
 * yx_secret_ref:
 * @secret: a secret
 *
 * Returns: (transfer full): @secret
 */
YxSecret *
yx_secret_ref (YxSecret *secret)
{
  g_atomic_ref_count_inc (&secret->refs);
  return secret;
}

/**
 * yx_secret_unref:
 * @secret: (transfer full): a secret
 *
 * Lets go of @secret; the last reference wipes it.
 */
void
yx_secret_unref (YxSecret *secret)
{
  if (!g_atomic_ref_count_dec (&secret->refs))
    return;
  yx_wipe (secret->bytes, secret->mapped);
  munmap (secret->bytes, secret->mapped);
  g_free (secret);
  (void) g_atomic_int_dec_and_test (&alive);
}

/**
 * yx_secret_bytes:
 * @secret: a secret
 *
 * Returns: (transfer none): its bytes, followed by a NUL
 */
gpointer
yx_secret_bytes (YxSecret *secret)
{
  return secret->bytes;
}

/**
 * yx_secret_text:
 * @secret: a secret made from text
 *
 * Returns: (transfer none): its bytes as a NUL-terminated string
 */
const char *
yx_secret_text (const YxSecret *secret)
{
  return secret->bytes;
}

/**
 * yx_secret_size:
 * @secret: a secret
 *
 * Returns: its size in bytes, without the NUL that follows
 */
gsize
yx_secret_size (const YxSecret *secret)
{
  return secret->size;
}

/**
 * yx_secret_truncate:
 * @secret: a secret that only the caller holds
 * @size: the new size, at most the old one
 *
 * Shortens @secret and wipes what is cut off.
 */
void
yx_secret_truncate (YxSecret *secret, gsize size)
{
  g_return_if_fail (size <= secret->size);
  yx_wipe (secret->bytes + size, secret->size - size);
  secret->size = size;
}

/**
 * yx_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares in a time that depends on the sizes only.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
yx_secret_equal (const YxSecret *a, const YxSecret *b)
{
  guint8 difference = 0;

  if (a->size != b->size)
    return FALSE;
  for (gsize i = 0; i < a->size; i++)
    difference |= (guint8) (a->bytes[i] ^ b->bytes[i]);
  return difference == 0;
}

/**
 * yx_wipe:
 * @bytes: (nullable): memory; %NULL only without a size
 * @size: its size
 *
 * Overwrites @bytes with zeros in a way that the compiler keeps.
 */
void
yx_wipe (gpointer bytes, gsize size)
{
  if (size > 0)
    explicit_bzero (bytes, size);
}

/**
 * yx_secret_count:
 *
 * Returns: how many secrets are alive in this process, for tests that look for one left behind
 */
guint
yx_secret_count (void)
{
  return (guint) g_atomic_int_get (&alive);
}
