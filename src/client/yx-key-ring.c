/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-key-ring.h"

#include <libsecret/secret.h>
#include <string.h>

#include "base/yx-id.h"
#include "client/yx-client-error.h"

#define KEY_SIZE 32
#define STORE_KEY "store-key"
#define TOKEN "token"
#define NOBODY "nobody"

struct _YxKeyRing
{
  gatomicrefcount refs;
  GMutex mutex;
  GHashTable *memory; /* (owned) of YxSecret, under the mutex */
  gboolean lasting;
};

static const SecretSchema schema = {
  "io.github.yinxin.Yinxin",
  SECRET_SCHEMA_NONE,
  {
    { "hall", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "what", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
unref_secret (gpointer secret)
{
  yx_secret_unref (secret);
}

/* A service is there if it answers at all: to a question whose answer is nothing. */
static gboolean
has_service (void)
{
  g_autoptr (GError) error = NULL;
  SecretValue *found = secret_password_lookup_binary_sync (&schema, NULL, &error, "hall", "none", "account", "none", "what", "none", NULL);

  g_clear_pointer (&found, secret_value_unref);
  return error == NULL;
}

/**
 * yx_key_ring_new_in_memory:
 *
 * Returns: (transfer full): a ring that forgets all when it is let go
 */
YxKeyRing *
yx_key_ring_new_in_memory (void)
{
  YxKeyRing *ring = g_new0 (YxKeyRing, 1);

  g_atomic_ref_count_init (&ring->refs);
  g_mutex_init (&ring->mutex);
  ring->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_secret);
  return ring;
}

/**
 * yx_key_ring_new:
 *
 * Asks whether there is a secret service, which blocks.
 *
 * Returns: (transfer full): a ring; see yx_key_ring_is_lasting()
 */
YxKeyRing *
yx_key_ring_new (void)
{
  YxKeyRing *ring = yx_key_ring_new_in_memory ();

  ring->lasting = has_service ();
  return ring;
}

/**
 * yx_key_ring_ref:
 * @ring: a ring
 *
 * Returns: (transfer full): the same, held once more
 */
YxKeyRing *
yx_key_ring_ref (YxKeyRing *ring)
{
  g_atomic_ref_count_inc (&ring->refs);
  return ring;
}

/**
 * yx_key_ring_unref:
 * @ring: (transfer full): a ring
 */
void
yx_key_ring_unref (YxKeyRing *ring)
{
  if (!g_atomic_ref_count_dec (&ring->refs))
    return;
  g_hash_table_unref (ring->memory);
  g_mutex_clear (&ring->mutex);
  g_free (ring);
}

/**
 * yx_key_ring_is_lasting:
 * @ring: a ring
 *
 * Returns: whether what is kept is there again at the next start
 */
gboolean
yx_key_ring_is_lasting (YxKeyRing *ring)
{
  return ring->lasting;
}

static char *
memory_name (const char *hall, const char *account, const char *what)
{
  return g_strjoin ("/", hall, account, what, NULL);
}

static YxSecret *
remembered (YxKeyRing *ring, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ring->mutex);
  YxSecret *found = g_hash_table_lookup (ring->memory, name);

  return found != NULL ? yx_secret_ref (found) : NULL;
}

static void
remember (YxKeyRing *ring, const char *name, YxSecret *secret)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ring->mutex);

  if (secret != NULL)
    g_hash_table_insert (ring->memory, g_strdup (name), yx_secret_ref (secret));
  else
    g_hash_table_remove (ring->memory, name);
}

static YxSecret *
look_up (YxKeyRing *ring, const char *hall, const char *account, const char *what, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = memory_name (hall, account, what);
  YxSecret *secret = remembered (ring, name);
  SecretValue *value;
  gsize size;
  const char *bytes;

  if (secret != NULL || !ring->lasting)
    return secret;
  value = secret_password_lookup_binary_sync (&schema, cancellable, error, "hall", hall, "account", account, "what", what, NULL);
  if (value == NULL)
    return NULL;
  bytes = secret_value_get (value, &size);
  secret = yx_secret_new_copy (bytes, size);
  secret_value_unref (value);
  remember (ring, name, secret);
  return secret;
}

static gboolean
put (YxKeyRing *ring, const char *hall, const char *account, const char *what, YxSecret *secret, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = memory_name (hall, account, what);
  SecretValue *value;
  gboolean stored;

  remember (ring, name, secret);
  if (!ring->lasting)
    return TRUE;
  value = secret_value_new (yx_secret_bytes (secret), (gssize) yx_secret_size (secret), "application/octet-stream");
  stored = secret_password_store_binary_sync (&schema, SECRET_COLLECTION_DEFAULT, "Yinxin", value, cancellable, error, "hall", hall,
                                              "account", account, "what", what, NULL);
  secret_value_unref (value);
  return stored;
}

/**
 * yx_key_ring_store_key:
 * @ring: a ring
 * @hall: the hall's id
 * @account: (nullable): the account's id; %NULL: of what is kept before anybody signs in
 * @made: (out): whether it is a new one, so that what was encrypted before can't be read any more
 *
 * Returns: (transfer full) (nullable): the 32 bytes for yx_local_store_open(), made when there are none
 */
YxSecret *
yx_key_ring_store_key (YxKeyRing *ring, const char *hall, const char *account, gboolean *made, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxSecret) key = look_up (ring, hall, account != NULL ? account : NOBODY, STORE_KEY, cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  *made = key == NULL || yx_secret_size (key) != KEY_SIZE;
  if (!*made)
    return g_steal_pointer (&key);
  g_clear_pointer (&key, yx_secret_unref);
  key = yx_secret_new (KEY_SIZE);
  yx_random_bytes (yx_secret_bytes (key), KEY_SIZE);
  return put (ring, hall, account != NULL ? account : NOBODY, STORE_KEY, key, cancellable, error) ? g_steal_pointer (&key) : NULL;
}

/**
 * yx_key_ring_token:
 * @ring: a ring
 * @hall: the hall's id
 * @account: the account's id
 *
 * Returns: (transfer full) (nullable): the session's token; %NULL without @error: there is none
 */
YxSecret *
yx_key_ring_token (YxKeyRing *ring, const char *hall, const char *account, GCancellable *cancellable, GError **error)
{
  return look_up (ring, hall, account, TOKEN, cancellable, error);
}

/**
 * yx_key_ring_keep_token:
 * @ring: a ring
 * @hall: the hall's id
 * @account: the account's id
 * @token: of its session
 *
 * Returns: whether it is kept
 */
gboolean
yx_key_ring_keep_token (YxKeyRing *ring, const char *hall, const char *account, YxSecret *token, GCancellable *cancellable,
                        GError **error)
{
  return put (ring, hall, account, TOKEN, token, cancellable, error);
}

/**
 * yx_key_ring_forget_token:
 * @ring: a ring
 * @hall: the hall's id
 * @account: the account's id
 *
 * Returns: whether there is no token of that account any more
 */
gboolean
yx_key_ring_forget_token (YxKeyRing *ring, const char *hall, const char *account, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = memory_name (hall, account, TOKEN);
  g_autoptr (GError) local = NULL;

  remember (ring, name, NULL);
  if (!ring->lasting)
    return TRUE;
  secret_password_clear_sync (&schema, cancellable, &local, "hall", hall, "account", account, "what", TOKEN, NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_of_hall (gpointer name, gpointer secret, gpointer prefix)
{
  return g_str_has_prefix (name, prefix);
}

/**
 * yx_key_ring_forget_hall:
 * @ring: a ring
 * @hall: the hall's id
 *
 * Returns: whether there is no key and no token of any account there any more
 */
gboolean
yx_key_ring_forget_hall (YxKeyRing *ring, const char *hall, GCancellable *cancellable, GError **error)
{
  g_autofree char *prefix = g_strconcat (hall, "/", NULL);
  g_autoptr (GError) local = NULL;

  g_mutex_lock (&ring->mutex);
  g_hash_table_foreach_remove (ring->memory, is_of_hall, prefix);
  g_mutex_unlock (&ring->mutex);
  if (!ring->lasting)
    return TRUE;
  secret_password_clear_sync (&schema, cancellable, &local, "hall", hall, NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
