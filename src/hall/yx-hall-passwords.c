/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-passwords.h"

#include "api/yx-problem.h"
#include "base/yx-id.h"

struct _YxHallPasswords
{
  YxScrypt scrypt;
  guint at_once;
  guint limit;
  guint running;
  guint waiting;
  GMutex mutex;
  GCond freed;
  char *nobody; /* (owned): a hash that no password fits */
};

static gboolean
enter (YxHallPasswords *passwords, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&passwords->mutex);

  if (passwords->running >= passwords->at_once && passwords->waiting >= passwords->limit)
    {
      yx_problem_set_wait (error, YX_PROBLEM_BUSY, 1, 0);
      return FALSE;
    }
  passwords->waiting++;
  while (passwords->running >= passwords->at_once)
    g_cond_wait (&passwords->freed, &passwords->mutex);
  passwords->waiting--;
  passwords->running++;
  return TRUE;
}

static void
leave (YxHallPasswords *passwords)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&passwords->mutex);

  passwords->running--;
  g_cond_signal (&passwords->freed);
}

/**
 * yx_hall_passwords_new:
 * @scrypt: cost of a hash
 * @at_once: how many are made at the same time
 * @waiting: how many calls may wait for their turn
 *
 * Returns: (transfer full): for the hall's account passwords
 */
YxHallPasswords *
yx_hall_passwords_new (const YxScrypt *scrypt, guint at_once, guint waiting, GError **error)
{
  g_autoptr (YxSecret) noise = yx_secret_new (32);
  g_autofree char *nobody = NULL;
  YxHallPasswords *passwords;

  yx_random_bytes (yx_secret_bytes (noise), 32);
  nobody = yx_password_hash (noise, scrypt, error);
  if (nobody == NULL)
    return NULL;
  passwords = g_new0 (YxHallPasswords, 1);
  passwords->scrypt = *scrypt;
  passwords->at_once = at_once;
  passwords->limit = waiting;
  passwords->nobody = g_steal_pointer (&nobody);
  g_mutex_init (&passwords->mutex);
  g_cond_init (&passwords->freed);
  return passwords;
}

/**
 * yx_hall_passwords_free:
 * @passwords: (transfer full): one that nobody uses any more
 */
void
yx_hall_passwords_free (YxHallPasswords *passwords)
{
  g_mutex_clear (&passwords->mutex);
  g_cond_clear (&passwords->freed);
  g_free (passwords->nobody);
  g_free (passwords);
}

/**
 * yx_hall_passwords_hash:
 * @passwords: the hall's
 * @password: a new password
 *
 * Returns: (transfer full): what to store; %NULL: %YX_PROBLEM_BUSY when too many wait
 */
char *
yx_hall_passwords_hash (YxHallPasswords *passwords, YxSecret *password, GError **error)
{
  char *hash;

  if (!enter (passwords, error))
    return NULL;
  hash = yx_password_hash (password, &passwords->scrypt, error);
  leave (passwords);
  return hash;
}

/**
 * yx_hall_passwords_is_current:
 * @passwords: the hall's
 * @hash: what is stored
 *
 * Returns: whether it costs what hall.conf asks for; else it is made anew when its password is next typed
 */
gboolean
yx_hall_passwords_is_current (YxHallPasswords *passwords, const char *hash)
{
  return yx_password_is_current (hash, &passwords->scrypt);
}

/**
 * yx_hall_passwords_verify:
 * @passwords: the hall's
 * @password: what was typed
 * @hash: (nullable): what is stored; %NULL for an account that doesn't exist, which takes as long
 * @right: (out): whether it fits
 *
 * Returns: whether it could be compared; else %YX_PROBLEM_BUSY when too many wait
 */
gboolean
yx_hall_passwords_verify (
    YxHallPasswords *passwords, YxSecret *password, const char *hash, gboolean *right, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *right = FALSE;
  if (!enter (passwords, error))
    return FALSE;
  *right = yx_password_verify (password, hash != NULL ? hash : passwords->nobody, &problem) && hash != NULL;
  leave (passwords);
  if (problem == NULL || g_error_matches (problem, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
