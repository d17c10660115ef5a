/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-bell.h"

#include <string.h>

typedef struct
{
  guint id;
  char *scope; /* (owned) */
  YxHallBellFunc func;
  gpointer data;
} Listener;

struct _YxHallBell
{
  GMutex mutex;
  GPtrArray *listeners; /* of Listener (owned) */
  guint last;
};

static void
free_listener (gpointer data)
{
  Listener *listener = data;

  g_free (listener->scope);
  g_free (listener);
}

/**
 * yx_hall_bell_new:
 *
 * Returns: (transfer full): a bell to which nobody listens
 */
YxHallBell *
yx_hall_bell_new (void)
{
  YxHallBell *bell = g_new0 (YxHallBell, 1);

  g_mutex_init (&bell->mutex);
  bell->listeners = g_ptr_array_new_with_free_func (free_listener);
  return bell;
}

/**
 * yx_hall_bell_free:
 * @bell: (transfer full): a bell
 */
void
yx_hall_bell_free (YxHallBell *bell)
{
  g_ptr_array_unref (bell->listeners);
  g_mutex_clear (&bell->mutex);
  g_free (bell);
}

/**
 * yx_hall_bell_ring:
 * @bell: a bell
 * @scope: the feed that has a new entry
 *
 * Tells all who listen to @scope. Any thread may call it, after the entry is committed.
 */
void
yx_hall_bell_ring (YxHallBell *bell, const char *scope)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bell->mutex);

  for (guint i = 0; i < bell->listeners->len; i++)
    {
      Listener *listener = bell->listeners->pdata[i];

      if (strcmp (listener->scope, scope) == 0)
        listener->func (listener->data);
    }
}

/**
 * yx_hall_bell_listen:
 * @bell: a bell
 * @scope: a feed
 * @func: (scope notified): called on the thread that rings; must be quick and not use @bell
 * @data: for @func
 *
 * Returns: the number by which yx_hall_bell_forget() knows it, never 0
 */
guint
yx_hall_bell_listen (YxHallBell *bell, const char *scope, YxHallBellFunc func, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bell->mutex);
  Listener *listener = g_new0 (Listener, 1);

  bell->last = bell->last == G_MAXUINT ? 1 : bell->last + 1;
  listener->id = bell->last;
  listener->scope = g_strdup (scope);
  listener->func = func;
  listener->data = data;
  g_ptr_array_add (bell->listeners, listener);
  return listener->id;
}

/**
 * yx_hall_bell_forget:
 * @bell: a bell
 * @listener: what yx_hall_bell_listen() gave
 *
 * Once this returns, the listener's function is not called any more.
 */
void
yx_hall_bell_forget (YxHallBell *bell, guint listener)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bell->mutex);

  for (guint i = 0; i < bell->listeners->len; i++)
    if (((Listener *)bell->listeners->pdata[i])->id == listener)
      {
        g_ptr_array_remove_index_fast (bell->listeners, i);
        return;
      }
}
