/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"
#include "model/yx-session.h"

G_BEGIN_DECLS

/**
 * YxHallSessions:
 *
 * Finds the session of a token. The database alone says which sessions there are: a row that a handler
 * inserts or deletes counts at once. In memory is when each was last used, which is written once a minute, and
 * the row as it was read: it is read again once the hall has committed anything, whatever it was. For one thread.
 */
typedef struct _YxHallSessions YxHallSessions;

/* What is to be written about a session; on a worker, by yx_hall_session_note(). */
typedef struct
{
  YxHall *hall; /* (unowned) */
  char *id;     /* (owned) */
  gint64 used;
  gboolean over; /* idle for too long */
} YxHallSessionNote;

YxHallSessions *yx_hall_sessions_new (YxHall *hall, GError **error);
void yx_hall_sessions_free (YxHallSessions *sessions);
char *yx_hall_sessions_key (const char *authorization);
gboolean yx_hall_sessions_expects (YxHallSessions *sessions, const char *key);
gboolean yx_hall_sessions_find (YxHallSessions *sessions,
                                const char *key,
                                YxSession **session,
                                YxHallSessionNote **note,
                                GError **error);

gboolean yx_hall_session_note (YxHallSessionNote *note, GError **error);
void yx_hall_session_note_free (YxHallSessionNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallSessions, yx_hall_sessions_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallSessionNote, yx_hall_session_note_free)

G_END_DECLS
