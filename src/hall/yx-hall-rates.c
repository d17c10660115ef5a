/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-rates.h"

/* Beyond it, buckets that are full again are thrown away; nobody can fill memory with keys. */
#define MANY 20000
/* So that who waits as long as told is let in. */
#define ROUNDING 1e-6

typedef struct
{
  double tokens;
  double count;
  double per_microsecond;
  gint64 at;
} Bucket;

struct _YxHallRates
{
  GMutex mutex;
  GHashTable *buckets; /* (owned) key → Bucket */
  guint many;
};

/**
 * yx_hall_rates_new:
 *
 * Returns: (transfer full): buckets, all of them full
 */
YxHallRates *
yx_hall_rates_new (void)
{
  YxHallRates *rates = g_new0 (YxHallRates, 1);

  g_mutex_init (&rates->mutex);
  rates->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rates->many = MANY;
  return rates;
}

/**
 * yx_hall_rates_free:
 * @rates: (transfer full): buckets
 */
void
yx_hall_rates_free (YxHallRates *rates)
{
  g_hash_table_unref (rates->buckets);
  g_mutex_clear (&rates->mutex);
  g_free (rates);
}

static void
fill (Bucket *bucket, gint64 now)
{
  gint64 passed = MAX (now - bucket->at, 0);

  bucket->tokens = MIN (bucket->count, bucket->tokens + (double)passed * bucket->per_microsecond);
  bucket->at = now;
}

static gboolean
is_full (gpointer key, gpointer value, gpointer data)
{
  Bucket *bucket = value;

  fill (bucket, *(gint64 *)data);
  return bucket->tokens >= bucket->count;
}

/* Sweeps, and does so again only when there are twice as many as were left. */
static void
throw_away (YxHallRates *rates, gint64 now)
{
  if (g_hash_table_size (rates->buckets) < rates->many)
    return;
  g_hash_table_foreach_remove (rates->buckets, is_full, &now);
  rates->many = MAX (MANY, 2 * g_hash_table_size (rates->buckets));
}

/**
 * yx_hall_rates_take:
 * @rates: buckets
 * @key: who asks for what
 * @count: how often within @period, all at once if need be
 * @period: microseconds
 * @now: microseconds of a monotonic clock
 *
 * Returns: 0 when it may be done now, else the seconds to wait, 1 at least
 */
gint64
yx_hall_rates_take (YxHallRates *rates, const char *key, gint64 count, gint64 period, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&rates->mutex);
  Bucket *bucket = g_hash_table_lookup (rates->buckets, key);

  if (bucket == NULL)
    {
      throw_away (rates, now);
      bucket = g_new0 (Bucket, 1);
      bucket->tokens = (double)count;
      bucket->at = now;
      g_hash_table_insert (rates->buckets, g_strdup (key), bucket);
    }
  bucket->count = (double)count;
  bucket->per_microsecond = (double)count / (double)period;
  fill (bucket, now);
  if (bucket->tokens < 1 - ROUNDING)
    return MAX (1, ((gint64)((1 - bucket->tokens) / bucket->per_microsecond) + G_USEC_PER_SEC - 1)
                       / G_USEC_PER_SEC);
  bucket->tokens -= 1;
  return 0;
}
