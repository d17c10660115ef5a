/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-sealer.h"

#include <string.h>

#include "crypto/yx-cipher.h"

typedef struct
{
  YxSecret *seal;  /* (owned) */
  YxSecret *index; /* (owned) */
} Keys;

static GBytes *
seal_value (gpointer data, const char *context, GBytes *plain, GError **error)
{
  Keys *keys = data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (plain, &size);

  return yx_cipher_seal (keys->seal, context, bytes, size);
}

static GBytes *
open_value (gpointer data, const char *context, GBytes *sealed, GError **error)
{
  Keys *keys = data;

  return yx_cipher_open_bytes (keys->seal, context, sealed, error);
}

/* For as long as somebody reads. */
typedef struct
{
  const Keys *keys;       /* (unowned) */
  YxCipherOpener *opener; /* (owned) (nullable): once there was something to open */
} Reading;

static GBytes *
open_next (gpointer data, const char *context, GBytes *sealed, GError **error)
{
  Reading *reading = data;

  if (reading->opener == NULL)
    reading->opener = yx_cipher_opener_new (reading->keys->seal);
  return yx_cipher_opener_open (reading->opener, context, sealed, error);
}

static char *
index_value (gpointer data, const char *column, const char *value, GError **error)
{
  Keys *keys = data;
  guint8 hash[YX_SHA256_SIZE];

  yx_hmac_sha256 (keys->index, column, value, strlen (value), hash);
  return yx_hex (hash, sizeof hash);
}

/**
 * yx_hall_sealer_new:
 * @storage_key: %YX_HALL_STORAGE_KEY_SIZE bytes, kept outside database and backup
 *
 * Encrypts private fields with AES-256-GCM, bound to their row and column, and indexes them with
 * HMAC-SHA-256, each under a key of its own that HKDF makes of @storage_key.
 *
 * Returns: (transfer full): a sealer, to be cleared with yx_hall_sealer_clear()
 */
YxSealer
yx_hall_sealer_new (YxSecret *storage_key)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->seal = yx_hkdf_sha256 (storage_key, NULL, "yinxin hall storage seal", YX_CIPHER_KEY_SIZE);
  keys->index = yx_hkdf_sha256 (storage_key, NULL, "yinxin hall storage index", YX_CIPHER_KEY_SIZE);
  return (YxSealer){ keys, seal_value, open_value, index_value };
}

/**
 * yx_hall_sealer_clear:
 * @sealer: what yx_hall_sealer_new() gave, or zeros
 */
void
yx_hall_sealer_clear (YxSealer *sealer)
{
  Keys *keys = sealer->data;

  if (keys == NULL)
    return;
  yx_secret_unref (keys->seal);
  yx_secret_unref (keys->index);
  g_free (keys);
  *sealer = (YxSealer){ NULL };
}

/**
 * yx_hall_sealer_begin_reading:
 * @sealer: what yx_hall_sealer_new() gave; must outlive the answer
 *
 * The key's schedule is then made once for all that is opened, and kept no longer than yx_hall_sealer_end_reading().
 *
 * Returns: (transfer full): a sealer that only opens, for one thread
 */
YxSealer
yx_hall_sealer_begin_reading (const YxSealer *sealer)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->keys = sealer->data;
  return (YxSealer){ reading, NULL, open_next, NULL };
}

/**
 * yx_hall_sealer_end_reading:
 * @reading: what yx_hall_sealer_begin_reading() gave
 */
void
yx_hall_sealer_end_reading (YxSealer *reading)
{
  Reading *kept = reading->data;

  g_clear_pointer (&kept->opener, yx_cipher_opener_free);
  g_free (kept);
  *reading = (YxSealer){ NULL };
}
