/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-sessions.h"

#include <string.h>

#include "api/yx-api.h"
#include "crypto/yx-digest.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define LEAST_TOKEN 16
#define MOST_TOKEN 200
#define MANY 100000

struct _YxHallSessions
{
  YxHall *hall;      /* (unowned) */
  YxDatabase *db;    /* (owned): a reading connection of its own, so that it never waits for a reader */
  GHashTable *used;  /* (owned) id → last use, as far as it is later than the row says */
  GHashTable *known; /* (owned) token's hash → Known, of those that were there when last asked for */
};

/* A session as it was read; it is still so as long as nothing at all has been committed since. */
typedef struct
{
  YxSession *session; /* (owned) */
  guint commits;
} Known;

static void
free_known (gpointer data)
{
  Known *known = data;

  yx_session_unref (known->session);
  g_free (known);
}

/**
 * yx_hall_sessions_new:
 * @hall: a hall
 * @error: why its database cannot be read
 *
 * Returns: (transfer full): its sessions
 */
YxHallSessions *
yx_hall_sessions_new (YxHall *hall, GError **error)
{
  g_autofree char *file = g_build_filename (hall->folder, "hall.db", NULL);
  YxDatabase *db = yx_database_open (file, YX_DATABASE_READ, error);
  YxHallSessions *sessions;

  if (db == NULL)
    return NULL;
  sessions = g_new0 (YxHallSessions, 1);
  sessions->hall = hall;
  sessions->db = db;
  sessions->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sessions->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_known);
  return sessions;
}

/**
 * yx_hall_sessions_free:
 * @sessions: (transfer full): sessions
 */
void
yx_hall_sessions_free (YxHallSessions *sessions)
{
  yx_database_close (sessions->db);
  g_hash_table_unref (sessions->used);
  g_hash_table_unref (sessions->known);
  g_free (sessions);
}

static const char *
find_token (const char *authorization)
{
  gsize scheme = strlen (YX_API_TOKEN_SCHEME);
  const char *token;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, YX_API_TOKEN_SCHEME, scheme) != 0
      || authorization[scheme] != ' ')
    return NULL;
  token = authorization + scheme + 1;
  return strlen (token) >= LEAST_TOKEN && strlen (token) <= MOST_TOKEN ? token : NULL;
}

/**
 * yx_hall_sessions_key:
 * @authorization: (nullable): a request's Authorization header
 *
 * Returns: (transfer full) (nullable): what its session is found by: the SHA-256 of its token, which alone the database
 *   knows; %NULL where it can't be a session's
 */
char *
yx_hall_sessions_key (const char *authorization)
{
  const char *token = find_token (authorization);

  return token != NULL ? yx_sha256_hex (token, strlen (token)) : NULL;
}

/**
 * yx_hall_sessions_expects:
 * @sessions: sessions
 * @key: (nullable): what yx_hall_sessions_key() gave
 *
 * Returns: whether the token was a session's when last asked for, or can't be one's at all:
 * yx_hall_sessions_find() is then not asked by a stranger who guesses
 */
gboolean
yx_hall_sessions_expects (YxHallSessions *sessions, const char *key)
{
  return key == NULL || g_hash_table_contains (sessions->known, key);
}

static void
remember (YxHallSessions *sessions, const char *key, YxSession *session, guint commits)
{
  Known *known;

  if (session == NULL)
    {
      g_hash_table_remove (sessions->known, key);
      return;
    }
  if (g_hash_table_size (sessions->known) >= MANY)
    g_hash_table_remove_all (sessions->known);
  known = g_new0 (Known, 1);
  known->session = yx_session_ref (session);
  known->commits = commits;
  g_hash_table_replace (sessions->known, g_strdup (key), known);
}

static gboolean
ask_session (YxHallSessions *sessions, const char *key, YxSession **session, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_record_select (&yx_session_type, sessions->db, "\"token_hash\" = :token_hash", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "token_hash", key);
  step = yx_statement_step (statement, error);
  if (step == YX_STEP_ROW)
    *session = yx_record_from_row (&yx_session_type, statement, &sessions->hall->sealer, error);
  return step == YX_STEP_DONE || *session != NULL;
}

static gboolean
read_session (YxHallSessions *sessions, const char *key, YxSession **session, GError **error)
{
  const Known *known = g_hash_table_lookup (sessions->known, key);
  guint commits = yx_writer_commits (sessions->hall->writer); /* asked for before the row is */

  if (known != NULL && known->commits == commits)
    {
      *session = yx_session_ref (known->session);
      return TRUE;
    }
  if (!ask_session (sessions, key, session, error))
    return FALSE;
  remember (sessions, key, *session, commits);
  return TRUE;
}

static YxHallSessionNote *
make_note (YxHallSessions *sessions, YxSession *session, gint64 used, gboolean over)
{
  YxHallSessionNote *note = g_new0 (YxHallSessionNote, 1);

  note->hall = sessions->hall;
  note->id = g_strdup (session->id);
  note->used = used;
  note->over = over;
  return note;
}

/* When it was last used, and that it is used now. FALSE: too long ago. */
static gboolean
use_session (YxHallSessions *sessions, YxSession *session, YxHallSessionNote **note)
{
  gint64 now = yx_clock_now (sessions->hall->clock);
  gint64 *known = g_hash_table_lookup (sessions->used, session->id);
  gint64 last = known != NULL ? MAX (*known, session->used) : session->used;

  if (now - last > sessions->hall->config->idle_minutes * MINUTE)
    {
      g_hash_table_remove (sessions->used, session->id);
      *note = make_note (sessions, session, last, TRUE);
      return FALSE;
    }
  if (now - session->used >= MINUTE && (known == NULL || now - *known >= MINUTE))
    *note = make_note (sessions, session, now, FALSE);
  if (known == NULL && g_hash_table_size (sessions->used) >= MANY)
    g_hash_table_remove_all (sessions->used);
  if (known == NULL || *note != NULL)
    g_hash_table_replace (sessions->used, g_strdup (session->id), g_memdup2 (&now, sizeof now));
  return TRUE;
}

/**
 * yx_hall_sessions_find:
 * @sessions: sessions
 * @key: (nullable): what yx_hall_sessions_key() gave
 * @session: (out) (nullable) (transfer full): the session that the token belongs to
 * @note: (out) (nullable) (transfer full): what is to be written about it
 * @error: why the database cannot be read
 *
 * A session that was idle for longer than hall.conf allows is none.
 *
 * Returns: whether the database could be asked
 */
gboolean
yx_hall_sessions_find (YxHallSessions *sessions,
                       const char *key,
                       YxSession **session,
                       YxHallSessionNote **note,
                       GError **error)
{
  g_autoptr (YxSession) found = NULL;

  *session = NULL;
  *note = NULL;
  if (key == NULL)
    return TRUE;
  if (!read_session (sessions, key, &found, error))
    return FALSE;
  if (found != NULL && use_session (sessions, found, note))
    *session = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
write_note (YxDatabase *db, gpointer data, GError **error)
{
  YxHallSessionNote *note = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db,
      note->over ? "DELETE FROM \"session\" WHERE \"id\" = :id AND \"used\" <= :used"
                 : "UPDATE \"session\" SET \"used\" = :used WHERE \"id\" = :id AND \"used\" < :used",
      error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", note->id);
  yx_statement_bind_int (statement, "used", note->used);
  return yx_statement_run (statement, error);
}

/**
 * yx_hall_session_note:
 * @note: what yx_hall_sessions_find() gave
 * @error: why it cannot be written
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_session_note (YxHallSessionNote *note, GError **error)
{
  return yx_writer_run (note->hall->writer, write_note, note, error);
}

/**
 * yx_hall_session_note_free:
 * @note: (transfer full): a note
 */
void
yx_hall_session_note_free (YxHallSessionNote *note)
{
  g_free (note->id);
  g_free (note);
}
