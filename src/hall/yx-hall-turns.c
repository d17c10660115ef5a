/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-turns.h"

struct _YxHallTurns
{
  guint most;
  guint room;
  guint own_room;
  GDestroyNotify destroy;
  GHashTable *running; /* (owned) set of accounts */
  GQueue waiting;      /* of Waiting */
};

typedef struct
{
  char *account; /* (owned) */
  gpointer who;  /* (owned) */
} Waiting;

/**
 * yx_hall_turns_new:
 * @most: how much may be done at once
 * @waiting: how much may wait
 * @own_waiting: how much of one account may wait
 * @destroy: for who waits in vain
 *
 * Only one thread may use it.
 *
 * Returns: (transfer full): turns that nobody has
 */
YxHallTurns *
yx_hall_turns_new (guint most, guint waiting, guint own_waiting, GDestroyNotify destroy)
{
  YxHallTurns *turns = g_new0 (YxHallTurns, 1);

  turns->most = most;
  turns->room = waiting;
  turns->own_room = own_waiting;
  turns->destroy = destroy;
  turns->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&turns->waiting);
  return turns;
}

/**
 * yx_hall_turns_free:
 * @turns: (transfer full): turns
 */
void
yx_hall_turns_free (YxHallTurns *turns)
{
  yx_hall_turns_forget (turns);
  g_hash_table_unref (turns->running);
  g_free (turns);
}

static gboolean
may_run (YxHallTurns *turns, const char *account)
{
  return g_hash_table_size (turns->running) < turns->most && !g_hash_table_contains (turns->running, account);
}

static guint
count_waiting (YxHallTurns *turns, const char *account)
{
  guint n = 0;

  for (GList *one = turns->waiting.head; one != NULL; one = one->next)
    n += g_str_equal (((Waiting *)one->data)->account, account);
  return n;
}

/**
 * yx_hall_turns_ask:
 * @turns: turns
 * @account: who wants something done
 * @who: (transfer full): what will be given back; taken only where the answer is %YX_HALL_TURN_LATER
 *
 * Returns: when it may be done
 */
YxHallTurn
yx_hall_turns_ask (YxHallTurns *turns, const char *account, gpointer who)
{
  Waiting *waiting;

  if (may_run (turns, account))
    {
      g_hash_table_add (turns->running, g_strdup (account));
      return YX_HALL_TURN_NOW;
    }
  if (turns->waiting.length >= turns->room || count_waiting (turns, account) >= turns->own_room)
    return YX_HALL_TURN_NEVER;
  waiting = g_new0 (Waiting, 1);
  waiting->account = g_strdup (account);
  waiting->who = who;
  g_queue_push_tail (&turns->waiting, waiting);
  return YX_HALL_TURN_LATER;
}

/**
 * yx_hall_turns_next:
 * @turns: turns
 *
 * To be called after yx_hall_turns_end() until it gives nothing more.
 *
 * Returns: (transfer full) (nullable): who has waited longest of those whose turn it now is
 */
gpointer
yx_hall_turns_next (YxHallTurns *turns)
{
  for (GList *one = turns->waiting.head; one != NULL; one = one->next)
    {
      Waiting *waiting = one->data;
      gpointer who = waiting->who;

      if (!may_run (turns, waiting->account))
        continue;
      g_hash_table_add (turns->running, g_steal_pointer (&waiting->account));
      g_queue_delete_link (&turns->waiting, one);
      g_free (waiting);
      return who;
    }
  return NULL;
}

/**
 * yx_hall_turns_end:
 * @turns: turns
 * @account: whose turn is over
 */
void
yx_hall_turns_end (YxHallTurns *turns, const char *account)
{
  g_hash_table_remove (turns->running, account);
}

/**
 * yx_hall_turns_forget:
 * @turns: turns
 *
 * Nobody waits any more.
 */
void
yx_hall_turns_forget (YxHallTurns *turns)
{
  Waiting *waiting;

  while ((waiting = g_queue_pop_head (&turns->waiting)) != NULL)
    {
      if (turns->destroy != NULL)
        turns->destroy (waiting->who);
      g_free (waiting->account);
      g_free (waiting);
    }
}
