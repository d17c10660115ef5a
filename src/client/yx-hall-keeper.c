/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-hall-keeper.h"

#include "client/yx-client-error.h"

#define FIRST_PAUSE (200 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_PAUSE (20 * G_TIME_SPAN_SECOND)
#define FIRST_TRIES 20

struct _YxHallKeeper
{
  YxLocalHall *hall;     /* (owned) */
  char *url;             /* (owned): the same after each revival */
  GCancellable *closing; /* (owned) */
  GThread *thread;       /* (owned) */
  GMutex mutex;
  GCond changed;
  YxHallKeeperFunc func; /* (nullable), under the mutex */
  gpointer data;
  GPid pid;
  guint revivals;
};

static void
tell (YxHallKeeper *keeper, gboolean up)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->mutex);

  keeper->pid = up ? yx_local_hall_pid (keeper->hall) : 0;
  keeper->revivals += up;
  if (keeper->func != NULL)
    keeper->func (up, keeper->data);
}

/* Returns early when the keeper is let go. */
static void
rest (YxHallKeeper *keeper, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->mutex);

  while (!g_cancellable_is_cancelled (keeper->closing) && g_cond_wait_until (&keeper->changed, &keeper->mutex, end))
    continue;
}

static void
revive (YxHallKeeper *keeper)
{
  gint64 wait = FIRST_PAUSE;

  while (!g_cancellable_is_cancelled (keeper->closing))
    {
      g_autoptr (GError) error = NULL;

      if (yx_local_hall_revive (keeper->hall, keeper->closing, &error))
        {
          tell (keeper, TRUE);
          return;
        }
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_debug ("The hall on this computer does not come back yet: %s", error->message);
      rest (keeper, wait);
      wait = MIN (wait * 2, LONGEST_PAUSE);
    }
}

static gpointer
keep (gpointer data)
{
  YxHallKeeper *keeper = data;

  while (yx_local_hall_await_end (keeper->hall, keeper->closing) && !g_cancellable_is_cancelled (keeper->closing))
    {
      tell (keeper, FALSE);
      revive (keeper);
    }
  return NULL;
}

/* A desktop that was ended roughly leaves its hall a moment in which it still holds the folder's lock. */
static YxLocalHall *
start (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  YxLocalHall *hall = NULL;

  for (guint i = 0; hall == NULL && i < FIRST_TRIES && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_clear_error (&local);
      hall = yx_local_hall_start (folder, name, cancellable, &local);
      if (hall == NULL && !g_error_matches (local, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START))
        break;
      if (hall == NULL)
        g_usleep (FIRST_PAUSE);
    }
  if (hall != NULL)
    return hall;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

/**
 * yx_hall_keeper_new:
 * @folder: the hall's data folder; made when there is none
 * @name: how a new hall is called
 *
 * Starts a hall and keeps it running; blocks until it answers.
 *
 * Returns: (transfer full) (nullable): its keeper
 */
YxHallKeeper *
yx_hall_keeper_new (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  YxLocalHall *hall = start (folder, name, cancellable, error);
  YxHallKeeper *keeper;

  if (hall == NULL)
    return NULL;
  keeper = g_new0 (YxHallKeeper, 1);
  keeper->hall = hall;
  keeper->url = g_strdup (yx_local_hall_url (hall));
  keeper->pid = yx_local_hall_pid (hall);
  keeper->closing = g_cancellable_new ();
  g_mutex_init (&keeper->mutex);
  g_cond_init (&keeper->changed);
  keeper->thread = g_thread_new ("keeper", keep, keeper);
  return keeper;
}

/**
 * yx_hall_keeper_free:
 * @keeper: (transfer full): a keeper; its hall is ended
 */
void
yx_hall_keeper_free (YxHallKeeper *keeper)
{
  g_cancellable_cancel (keeper->closing);
  g_mutex_lock (&keeper->mutex);
  keeper->func = NULL;
  g_cond_broadcast (&keeper->changed);
  g_mutex_unlock (&keeper->mutex);
  g_thread_join (keeper->thread);
  yx_local_hall_free (keeper->hall);
  g_object_unref (keeper->closing);
  g_mutex_clear (&keeper->mutex);
  g_cond_clear (&keeper->changed);
  g_free (keeper->url);
  g_free (keeper);
}

/**
 * yx_hall_keeper_watch:
 * @keeper: a keeper
 * @func: (nullable): told when the hall dies and when it is back; never again once another or none is set
 */
void
yx_hall_keeper_watch (YxHallKeeper *keeper, YxHallKeeperFunc func, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->mutex);

  keeper->func = func;
  keeper->data = data;
}

/**
 * yx_hall_keeper_url:
 * @keeper: a keeper
 *
 * Returns: (transfer none): the hall's address, for yx_connection_new(); a revival doesn't change it
 */
const char *
yx_hall_keeper_url (YxHallKeeper *keeper)
{
  return keeper->url;
}

/**
 * yx_hall_keeper_codes:
 * @keeper: a keeper
 *
 * Returns: (transfer none): the SMS codes that the hall sends
 */
YxCodeSource *
yx_hall_keeper_codes (YxHallKeeper *keeper)
{
  return yx_local_hall_codes (keeper->hall);
}

/**
 * yx_hall_keeper_pid:
 * @keeper: a keeper
 *
 * Returns: the hall's process; 0 while there is none
 */
GPid
yx_hall_keeper_pid (YxHallKeeper *keeper)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->mutex);

  return keeper->pid;
}

/**
 * yx_hall_keeper_revivals:
 * @keeper: a keeper
 *
 * Returns: how often the hall had to be started again
 */
guint
yx_hall_keeper_revivals (YxHallKeeper *keeper)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->mutex);

  return keeper->revivals;
}
