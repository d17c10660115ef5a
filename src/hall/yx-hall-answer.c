/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-answer.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-json.h"
#include "model/yx-problem-body.h"

#define BUSY_SECONDS 1

static GBytes *
take_secret (YxSecret *secret)
{
  return g_bytes_new_with_free_func (yx_secret_text (secret), yx_secret_size (secret),
                                     (GDestroyNotify)yx_secret_unref, secret);
}

static gboolean
may_hold_secrets (const YxRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];

      if ((field->flags & YX_ANSWER) == 0)
        continue;
      if (field->kind == YX_KIND_SECRET || (field->item != NULL && may_hold_secrets (field->item)))
        return TRUE;
    }
  return FALSE;
}

/* Locked memory costs more than most answers: only those get it that may hold secrets. */
static GBytes *
write_record (gconstpointer record)
{
  char *text;

  if (may_hold_secrets (((const YxRecord *)record)->type))
    return take_secret (yx_record_to_request (record, YX_ANSWER));
  text = yx_record_to_text (record, YX_ANSWER);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * yx_hall_answer_for:
 * @call: a call that its handler has done
 *
 * Returns: (transfer full): its answer, secret fields included
 */
YxHallAnswer *
yx_hall_answer_for (YxHallCall *call)
{
  YxHallAnswer *answer = g_new0 (YxHallAnswer, 1);

  answer->status = call->status;
  answer->etag = g_strdup (call->etag);
  if (call->answer_bytes != NULL)
    {
      answer->type = call->answer_type != NULL ? call->answer_type : YX_API_REVISION;
      answer->cached = call->cached;
      answer->body = g_bytes_ref (call->answer_bytes);
    }
  else if (call->answer != NULL)
    {
      answer->type = YX_API_JSON;
      answer->body = write_record (call->answer);
    }
  if (answer->status == 0)
    answer->status = answer->body != NULL ? 200 : 204;
  return answer;
}

static void
log_cause (const GError *cause)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MESSAGE", "A call failed: %s %d: %s",
                    g_quark_to_string (cause->domain), cause->code, cause->message);
}

static YxProblemCode
problem_of_base (const GError *cause)
{
  switch ((YxBaseError)cause->code)
    {
    case YX_BASE_ERROR_BUSY:
    case YX_BASE_ERROR_STOPPED:
      return YX_PROBLEM_BUSY;
    case YX_BASE_ERROR_FULL:
      return YX_PROBLEM_STORAGE_FULL;
    case YX_BASE_ERROR_EXISTS:
      return YX_PROBLEM_CONFLICT;
    case YX_BASE_ERROR_NOT_FOUND:
      return YX_PROBLEM_NOT_FOUND;
    default:
      return YX_PROBLEM_INTERNAL;
    }
}

/**
 * yx_hall_problem_from:
 * @error: (out): the problem
 * @cause: (transfer full): what went wrong, of any domain
 *
 * Turns @cause into one of the errors that cross the wire. What is the hall's own fault is logged and
 * leaves as `internal`, without a word of it.
 */
void
yx_hall_problem_from (GError **error, GError *cause)
{
  YxProblemCode code = YX_PROBLEM_INTERNAL;

  if (cause->domain == YX_PROBLEM_ERROR)
    {
      g_propagate_error (error, cause);
      return;
    }
  if (cause->domain == YX_RECORD_ERROR)
    yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, yx_record_error_field (cause), "%s", cause->message);
  else
    {
      if (cause->domain == YX_BASE_ERROR)
        code = problem_of_base (cause);
      if (code != YX_PROBLEM_BUSY && code != YX_PROBLEM_CONFLICT)
        log_cause (cause);
      if (code == YX_PROBLEM_BUSY)
        yx_problem_set_wait (error, code, BUSY_SECONDS, 0);
      else
        yx_problem_set (error, code, NULL, NULL);
    }
  g_error_free (cause);
}

/**
 * yx_hall_answer_problem:
 * @error: an error of %YX_PROBLEM_ERROR
 * @request_id: of the request
 *
 * Returns: (transfer full): the answer `application/problem+json` (RFC 9457 §3)
 */
YxHallAnswer *
yx_hall_answer_problem (const GError *error, const char *request_id)
{
  const YxProblemLine *line = yx_problem_line ((YxProblemCode)error->code);
  YxHallAnswer *answer = g_new0 (YxHallAnswer, 1);
  g_autoptr (YxProblemBody) problem = yx_problem_body_new ();

  yx_record_set_text (problem, "type", "about:blank");
  yx_record_set_text (problem, "title", line->title);
  yx_record_set_int (problem, "status", line->status);
  yx_record_set_text (problem, "code", line->code);
  if (yx_problem_field (error) != NULL)
    yx_record_set_text (problem, "field", yx_problem_field (error));
  if (strcmp (error->message, line->title) != 0)
    yx_record_set_text (problem, "detail", error->message);
  yx_record_set_text (problem, "request", request_id);
  if (yx_problem_retry_after (error) > 0)
    yx_record_set_int (problem, "retry_after", yx_problem_retry_after (error));
  if (yx_problem_until (error) > 0)
    yx_record_set_int (problem, "until", yx_problem_until (error));
  answer->status = line->status;
  answer->type = YX_API_PROBLEM;
  answer->problem = line->code;
  answer->retry_after = yx_problem_retry_after (error);
  answer->body = write_record (problem);
  return answer;
}

/**
 * yx_hall_answer_free:
 * @answer: (transfer full): an answer
 */
void
yx_hall_answer_free (YxHallAnswer *answer)
{
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer->etag);
  g_free (answer);
}

/**
 * yx_hall_answer_write:
 * @answer: a problem
 *
 * Returns: (transfer full): the whole message (RFC 9112 §4), for a connection that is closed after it
 */
GBytes *
yx_hall_answer_write (YxHallAnswer *answer)
{
  GString *text = g_string_new (NULL);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (answer->body, &size);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", answer->status,
                          soup_status_get_phrase (answer->status));
  g_string_append_printf (text, "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", answer->type,
                          size);
  if (answer->retry_after > 0)
    g_string_append_printf (text, "Retry-After: %" G_GINT64_FORMAT "\r\n", answer->retry_after);
  g_string_append (text, "Cache-Control: no-store\r\nConnection: close\r\n\r\n");
  g_string_append_len (text, bytes, (gssize)size);
  return g_string_free_to_bytes (text);
}
