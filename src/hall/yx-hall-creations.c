/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-creations.h"

#include <string.h>

#include "base/yx-json.h"
#include "hall/yx-hall-rows.h"

typedef struct
{
  const char *id;
  const char *digest;
  gboolean seen;
} Question;

/**
 * yx_hall_request_digest:
 * @call: a call with a request record
 *
 * Returns: (transfer full): a keyed hash of who sends what where and about which version, but for its secrets
 */
char *
yx_hall_request_digest (const YxHallCall *call, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (GString) text = g_string_new (call->endpoint->name);

  for (guint i = 0; i < YX_API_MAX_PARAMETERS && call->parameters.values[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", call->parameters.values[i]);
  json = yx_record_to_text (call->request, YX_CREATE);
  g_string_append_printf (text, "\n%s\n%s", call->session != NULL ? call->session->account : "-", json);
  if (call->endpoint->flags & YX_API_COMPARES)
    g_string_append_printf (text, "\n%s", call->if_match);
  return call->hall->sealer.index (call->hall->sealer.data, "creation.digest", text->str, error);
}

/**
 * yx_hall_creation_digest:
 * @call: a PUT that creates
 *
 * Returns: (transfer full): as yx_hall_request_digest(); %NULL: %YX_PROBLEM_PRECONDITION_REQUIRED without
 *   `If-None-Match: *`
 */
char *
yx_hall_creation_digest (const YxHallCall *call, GError **error)
{
  if (call->creates)
    return yx_hall_request_digest (call, error);
  yx_problem_set (error, YX_PROBLEM_PRECONDITION_REQUIRED, NULL, NULL);
  return NULL;
}

/**
 * yx_hall_creation_seen:
 * @db: a handle
 * @id: what the client wants to create
 * @digest: of the request
 * @seen: (out): whether the same was created before
 *
 * Returns: whether @id is free or was created by the same request; else %YX_PROBLEM_IDEMPOTENCY_MISMATCH
 */
gboolean
yx_hall_creation_seen (YxDatabase *db, const char *id, const char *digest, gboolean *seen, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      db, "SELECT \"digest\" FROM \"creation\" WHERE \"id\" = :id", YX_WITH ("id", id), error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  *seen = step == YX_STEP_ROW;
  if (step != YX_STEP_ROW)
    return step == YX_STEP_DONE;
  if (strcmp (yx_statement_text (statement, "digest"), digest) == 0)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL, NULL);
  return FALSE;
}

static gboolean
ask (YxDatabase *db, gpointer data, GError **error)
{
  Question *question = data;

  return yx_hall_creation_seen (db, question->id, question->digest, &question->seen, error);
}

/**
 * yx_hall_creation_seen_now:
 * @hall: a hall
 * @id: what the client wants to create
 * @digest: of the request
 * @seen: (out): whether the same was created before
 *
 * As yx_hall_creation_seen(), on a reading connection.
 *
 * Returns: whether @id is free or was created by the same request
 */
gboolean
yx_hall_creation_seen_now (YxHall *hall, const char *id, const char *digest, gboolean *seen, GError **error)
{
  Question question = { id, digest, FALSE };
  gboolean asked = yx_hall_readers_run (hall->readers, ask, &question, error);

  *seen = question.seen;
  return asked;
}

/**
 * yx_hall_creation_write:
 * @write: a transaction
 * @id: what is created
 * @digest: of the request
 *
 * Remembers for ever what created @id, so that the same again is known (design.md "exactly once").
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_creation_write (YxHallWrite *write, const char *id, const char *digest, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db, "INSERT INTO \"creation\" (\"id\", \"digest\", \"at\") VALUES (:id, :digest, :at)",
      YX_WITH ("id", id, "digest", digest), error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "at", write->now);
  return yx_statement_run (statement, error);
}
