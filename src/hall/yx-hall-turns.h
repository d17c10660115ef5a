/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whose turn it is to have costly work done: one thing of each account at a time, some in all, few waiting.
 */
typedef struct _YxHallTurns YxHallTurns;

/**
 * YxHallTurn:
 * @YX_HALL_TURN_NOW: it begins; yx_hall_turns_end() ends it
 * @YX_HALL_TURN_LATER: it waits; yx_hall_turns_next() will give it
 * @YX_HALL_TURN_NEVER: too much waits already
 */
typedef enum
{
  YX_HALL_TURN_NOW,
  YX_HALL_TURN_LATER,
  YX_HALL_TURN_NEVER,
} YxHallTurn;

YxHallTurns *yx_hall_turns_new (guint most, guint waiting, guint own_waiting, GDestroyNotify destroy);
void yx_hall_turns_free (YxHallTurns *turns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallTurns, yx_hall_turns_free)

YxHallTurn yx_hall_turns_ask (YxHallTurns *turns, const char *account, gpointer who);
gpointer yx_hall_turns_next (YxHallTurns *turns);
void yx_hall_turns_end (YxHallTurns *turns, const char *account);
void yx_hall_turns_forget (YxHallTurns *turns);

G_END_DECLS
