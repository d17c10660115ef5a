/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-idempotency.h"

#include <string.h>

#include "base/yx-json.h"
#include "hall/yx-hall-creations.h"
#include "hall/yx-hall-rows.h"

/* An act on its way. */
typedef struct
{
  YxHallCall *call;
  YxHallActFunc func;
  gpointer data;
  char *hash;       /* (owned): of the request */
  char *context;    /* (owned): what the stored answer is sealed for */
  YxRecord *answer; /* (owned) (nullable) */
} Act;

static void
clear_act (Act *act)
{
  g_free (act->hash);
  g_free (act->context);
  g_clear_pointer (&act->answer, yx_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, clear_act)

/* The answer as it was given the first time; it may say things that are private. */
static gboolean
open_answer (Act *act, GBytes *sealed, GError **error)
{
  const YxHall *hall = act->call->hall;
  g_autoptr (GBytes) plain = hall->sealer.open (hall->sealer.data, act->context, sealed, error);
  g_autoptr (JsonNode) node = NULL;

  if (plain != NULL)
    node = yx_json_parse (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), NULL, error);
  if (node != NULL)
    act->answer = yx_record_from_json (act->call->endpoint->answer, node, YX_ANSWER, error);
  return act->answer != NULL;
}

/* Whether this key was used before, by this account. */
static gboolean
look (YxHallWrite *write, Act *act, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db,
      "SELECT \"request_hash\", \"answer\" FROM \"idempotency\" WHERE \"account\" = :account AND \"key\" = :key",
      YX_WITH ("account", act->call->session->account, "key", act->call->key), error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;
  g_autoptr (GBytes) sealed = NULL;

  write->again = step == YX_STEP_ROW;
  if (step != YX_STEP_ROW)
    return step == YX_STEP_DONE;
  if (strcmp (yx_statement_text (statement, "request_hash"), act->hash) != 0)
    {
      yx_problem_set (error, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL, NULL);
      return FALSE;
    }
  if (yx_statement_is_null (statement, "answer"))
    return TRUE;
  sealed = yx_statement_bytes (statement, "answer");
  return open_answer (act, sealed, error);
}

static GBytes *
seal_answer (const Act *act, GError **error)
{
  const YxHall *hall = act->call->hall;
  char *json = yx_record_to_text (act->answer, YX_ANSWER);
  g_autoptr (GBytes) plain = g_bytes_new_take (json, strlen (json));

  return hall->sealer.seal (hall->sealer.data, act->context, plain, error);
}

static gboolean
remember (YxHallWrite *write, const Act *act, GError **error)
{
  g_autoptr (GBytes) sealed = act->answer != NULL ? seal_answer (act, error) : NULL;
  g_autoptr (YxStatement) statement = NULL;

  if (act->answer != NULL && sealed == NULL)
    return FALSE;
  statement = yx_hall_prepare (
      write->db,
      "INSERT INTO \"idempotency\" (\"account\", \"key\", \"request_hash\", \"status\", \"answer\", \"at\") "
      "VALUES (:account, :key, :hash, :status, :answer, :at)",
      YX_WITH ("account", act->call->session->account, "key", act->call->key, "hash", act->hash), error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "status", act->answer != NULL ? 200 : 204);
  if (sealed != NULL)
    yx_statement_bind_bytes (statement, "answer", sealed);
  else
    yx_statement_bind_null (statement, "answer");
  yx_statement_bind_int (statement, "at", write->now);
  return yx_statement_run (statement, error);
}

static gboolean
act_in (YxHallWrite *write, gpointer data, GError **error)
{
  Act *act = data;

  g_clear_pointer (&act->answer, yx_record_unref);
  if (!look (write, act, error))
    return FALSE;
  return write->again
         || (act->func (write, act->data, &act->answer, error) && remember (write, act, error));
}

/**
 * yx_hall_act_once:
 * @call: a call of an endpoint with %YX_API_KEYED, whose answer holds no secrets
 * @func: (scope call): does it; may run twice
 * @data: for @func
 *
 * Does an act that has no id of its own. Account, key, a keyed hash of the request and the answer are written
 * in the act's own transaction and kept for %YX_API_KEY_DAYS days: the same request with the same key is
 * answered as before, another one with it is %YX_PROBLEM_IDEMPOTENCY_MISMATCH. What was refused is not kept.
 *
 * Returns: whether it is done and answered
 */
gboolean
yx_hall_act_once (YxHallCall *call, YxHallActFunc func, gpointer data, GError **error)
{
  g_auto (Act) act = { .call = call, .func = func, .data = data };

  g_return_val_if_fail (call->endpoint->flags & YX_API_KEYED, FALSE);
  if (call->key == NULL)
    {
      yx_problem_set (error, YX_PROBLEM_PRECONDITION_REQUIRED, YX_API_KEY_HEADER, NULL);
      return FALSE;
    }
  act.hash = yx_hall_request_digest (call, error);
  act.context = g_strdup_printf ("idempotency.answer.%s.%s", call->session->account, call->key);
  if (act.hash == NULL || !yx_hall_write (call->hall, call, act_in, &act, error))
    return FALSE;
  call->answer = g_steal_pointer (&act.answer);
  return TRUE;
}
