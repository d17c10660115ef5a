/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"
#include "model/yx-session.h"

G_BEGIN_DECLS

/**
 * YxHallSessions:
 *
 * Finds the session of a token. The database alone says which sessions there are: a row that a handler
 * inserts or deletes counts at once. In memory is only when each was last used, which is written once
 * a minute. For one thread.
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
gboolean yx_hall_sessions_expects (YxHallSessions *sessions, const char *authorization);
gboolean yx_hall_sessions_find (YxHallSessions *sessions,
                                const char *authorization,
                                YxSession **session,
                                YxHallSessionNote **note,
                                GError **error);

gboolean yx_hall_session_note (YxHallSessionNote *note, GError **error);
void yx_hall_session_note_free (YxHallSessionNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallSessions, yx_hall_sessions_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallSessionNote, yx_hall_session_note_free)

G_END_DECLS
