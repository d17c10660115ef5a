/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-key-bundle.h"

#include <string.h>

#define VERSION 1
#define MAX_ID 64
#define MAX_KEY (3 * 1024)

typedef struct
{
  char *id;      /* (owned) */
  YxSecret *key; /* (owned) */
} Entry;

struct _YxKeyBundle
{
  gatomicrefcount refs;
  GPtrArray *entries; /* (owned) (element-type Entry) */
};

/* What is left to read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  yx_secret_unref (entry->key);
  g_free (entry);
}

static void
add (YxKeyBundle *bundle, const char *id, YxSecret *key)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (id);
  entry->key = yx_secret_ref (key);
  g_ptr_array_add (bundle->entries, entry);
}

static YxKeyBundle *
copy_without (YxKeyBundle *bundle, const char *id)
{
  YxKeyBundle *copy = yx_key_bundle_new ();

  for (guint i = 0; i < bundle->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (bundle->entries, i);

      if (strcmp (entry->id, id) != 0)
        add (copy, entry->id, entry->key);
    }
  return copy;
}

static gboolean
is_id (const char *id)
{
  gsize n = strlen (id);

  return n >= 1 && n <= MAX_ID && strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_-") == n;
}

static const guint8 *
take (Reader *reader, gsize size)
{
  const guint8 *at = reader->at;

  if (reader->left < size)
    return NULL;
  reader->at += size;
  reader->left -= size;
  return at;
}

static gboolean
read_entry (Reader *reader, YxKeyBundle *bundle)
{
  const guint8 *n = take (reader, 1);
  const guint8 *id = n != NULL ? take (reader, *n) : NULL;
  const guint8 *size = id != NULL ? take (reader, 2) : NULL;
  gsize key_size = size != NULL ? (gsize) (size[0] << 8 | size[1]) : 0;
  const guint8 *key = size != NULL ? take (reader, key_size) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (YxSecret) secret = NULL;

  if (key == NULL || key_size == 0 || key_size > MAX_KEY || memchr (id, 0, *n) != NULL)
    return FALSE;
  text = g_strndup ((const char *) id, *n);
  if (!is_id (text) || yx_key_bundle_find (bundle, text) != NULL)
    return FALSE;
  secret = yx_secret_new_copy (key, key_size);
  add (bundle, text, secret);
  return TRUE;
}

/**
 * yx_key_bundle_new:
 *
 * Returns: (transfer full): a bundle without keys
 */
YxKeyBundle *
yx_key_bundle_new (void)
{
  YxKeyBundle *bundle = g_new0 (YxKeyBundle, 1);

  g_atomic_ref_count_init (&bundle->refs);
  bundle->entries = g_ptr_array_new_with_free_func (free_entry);
  return bundle;
}

/**
 * yx_key_bundle_with:
 * @bundle: a bundle
 * @certificate_id: the certificate's id
 * @pkcs8: its private key as PKCS#8, at most 3 KiB
 *
 * Returns: (transfer full): a bundle that has @pkcs8 besides, in place of a key of the same id
 */
YxKeyBundle *
yx_key_bundle_with (YxKeyBundle *bundle, const char *certificate_id, YxSecret *pkcs8)
{
  YxKeyBundle *copy;

  g_return_val_if_fail (is_id (certificate_id), NULL);
  g_return_val_if_fail (yx_secret_size (pkcs8) > 0 && yx_secret_size (pkcs8) <= MAX_KEY, NULL);
  copy = copy_without (bundle, certificate_id);
  add (copy, certificate_id, pkcs8);
  return copy;
}

/**
 * yx_key_bundle_without:
 * @bundle: a bundle
 * @certificate_id: a certificate's id
 *
 * Returns: (transfer full): a bundle without the key of that certificate
 */
YxKeyBundle *
yx_key_bundle_without (YxKeyBundle *bundle, const char *certificate_id)
{
  return copy_without (bundle, certificate_id);
}

/**
 * yx_key_bundle_ref:
 * @bundle: a bundle
 *
 * Returns: (transfer full): @bundle
 */
YxKeyBundle *
yx_key_bundle_ref (YxKeyBundle *bundle)
{
  g_atomic_ref_count_inc (&bundle->refs);
  return bundle;
}

/**
 * yx_key_bundle_unref:
 * @bundle: (transfer full): a bundle
 */
void
yx_key_bundle_unref (YxKeyBundle *bundle)
{
  if (!g_atomic_ref_count_dec (&bundle->refs))
    return;
  g_ptr_array_unref (bundle->entries);
  g_free (bundle);
}

/**
 * yx_key_bundle_count:
 * @bundle: a bundle
 *
 * Returns: how many keys it has
 */
guint
yx_key_bundle_count (YxKeyBundle *bundle)
{
  return bundle->entries->len;
}

/**
 * yx_key_bundle_id:
 * @bundle: a bundle
 * @index: below yx_key_bundle_count()
 *
 * Returns: (transfer none): the certificate's id
 */
const char *
yx_key_bundle_id (YxKeyBundle *bundle, guint index)
{
  g_return_val_if_fail (index < bundle->entries->len, NULL);
  return ((const Entry *) g_ptr_array_index (bundle->entries, index))->id;
}

/**
 * yx_key_bundle_find:
 * @bundle: a bundle
 * @certificate_id: a certificate's id
 *
 * Returns: (transfer none) (nullable): its private key as PKCS#8
 */
YxSecret *
yx_key_bundle_find (YxKeyBundle *bundle, const char *certificate_id)
{
  for (guint i = 0; i < bundle->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (bundle->entries, i);

      if (strcmp (entry->id, certificate_id) == 0)
        return entry->key;
    }
  return NULL;
}

/**
 * yx_key_bundle_write:
 * @bundle: a bundle of at most %YX_KEY_BUNDLE_MAX keys
 *
 * Version, number of keys; for each the id's length in a byte, id, key's length in two, key.
 *
 * Returns: (transfer full): @bundle as bytes
 */
YxSecret *
yx_key_bundle_write (YxKeyBundle *bundle)
{
  g_autoptr (YxSecret) bytes = NULL;
  gsize size = 2;
  guint8 *at;

  g_return_val_if_fail (bundle->entries->len <= YX_KEY_BUNDLE_MAX, NULL);
  for (guint i = 0; i < bundle->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (bundle->entries, i);

      size += 3 + strlen (entry->id) + yx_secret_size (entry->key);
    }
  bytes = yx_secret_new (size);
  at = yx_secret_bytes (bytes);
  *at++ = VERSION;
  *at++ = (guint8) bundle->entries->len;
  for (guint i = 0; i < bundle->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (bundle->entries, i);
      gsize n = strlen (entry->id);
      gsize key_size = yx_secret_size (entry->key);

      *at++ = (guint8) n;
      memcpy (at, entry->id, n);
      at += n;
      *at++ = (guint8) (key_size >> 8);
      *at++ = (guint8) key_size;
      memcpy (at, yx_secret_bytes (entry->key), key_size);
      at += key_size;
    }
  return g_steal_pointer (&bytes);
}

/**
 * yx_key_bundle_read:
 * @bytes: what yx_key_bundle_write() gave
 * @error: return location; %YX_CRYPTO_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable): the bundle
 */
YxKeyBundle *
yx_key_bundle_read (YxSecret *bytes, GError **error)
{
  g_autoptr (YxKeyBundle) bundle = yx_key_bundle_new ();
  Reader reader = { yx_secret_bytes (bytes), yx_secret_size (bytes) };
  const guint8 *head = take (&reader, 2);
  gboolean good = head != NULL && head[0] == VERSION && head[1] <= YX_KEY_BUNDLE_MAX;

  for (guint i = 0; good && i < head[1]; i++)
    good = read_entry (&reader, bundle);
  if (good && reader.left == 0)
    return g_steal_pointer (&bundle);
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a bundle of keys");
  return NULL;
}
