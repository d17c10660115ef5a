/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/yx-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *field; /* (owned) (nullable) */
  gint64 retry_after;
  gint64 until;
} YxProblemErrorPrivate;

static void
yx_problem_error_private_init (YxProblemErrorPrivate *priv)
{
  *priv = (YxProblemErrorPrivate){ NULL, 0, 0 };
}

static void
yx_problem_error_private_copy (const YxProblemErrorPrivate *from, YxProblemErrorPrivate *to)
{
  *to = (YxProblemErrorPrivate){ g_strdup (from->field), from->retry_after, from->until };
}

static void
yx_problem_error_private_clear (YxProblemErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (YxProblemError, yx_problem_error)

static const YxProblemLine lines[] = {
  [YX_PROBLEM_NOT_FOUND] = { "not-found", 404, N_ ("This is not there, or not yours to see") },
  [YX_PROBLEM_METHOD] = { "method", 405, N_ ("The hall does not do this here") },
  [YX_PROBLEM_TIMEOUT] = { "timeout", 408, N_ ("The request took too long to arrive; please try again") },
  [YX_PROBLEM_TOO_LARGE] = { "too-large", 413, N_ ("This is larger than the hall accepts") },
  [YX_PROBLEM_RATE_LIMITED] = { "rate-limited", 429, N_ ("Too many requests; please wait a little") },
  [YX_PROBLEM_LOCKED] = { "locked", 429, N_ ("Too many wrong entries: locked for some minutes") },
  [YX_PROBLEM_UNAUTHENTICATED] = { "unauthenticated", 401, N_ ("Please sign in") },
  [YX_PROBLEM_WRONG_CREDENTIALS] = { "wrong-credentials", 401, N_ ("Account or password is wrong") },
  [YX_PROBLEM_FORBIDDEN] = { "forbidden", 403, N_ ("This account may not do that") },
  [YX_PROBLEM_STEP_UP_REQUIRED] = { "step-up-required", 403, N_ ("This needs one more proof that it is you") },
  [YX_PROBLEM_WRONG_CODE] = { "wrong-code", 403, N_ ("The SMS code is wrong or no longer valid") },
  [YX_PROBLEM_WRONG_PROOF] = { "wrong-proof", 403, N_ ("The certificate password is wrong") },
  [YX_PROBLEM_CONTENT_TYPE] = { "content-type", 415, N_ ("The hall does not take this kind of content here") },
  [YX_PROBLEM_INVALID_UTF8] = { "invalid-utf8", 400, N_ ("The text is not UTF-8") },
  [YX_PROBLEM_TOO_DEEP] = { "too-deep", 400, N_ ("The request is nested too deeply") },
  [YX_PROBLEM_INVALID_JSON] = { "invalid-json", 400, N_ ("The request is not JSON") },
  [YX_PROBLEM_INVALID_FIELD] = { "invalid-field", 422, N_ ("An entry is missing or wrong") },
  [YX_PROBLEM_LAW] = { "law", 422, N_ ("The law does not allow this") },
  [YX_PROBLEM_REVISION_REFUSED] = { "revision-refused", 422, N_ ("The signature was refused") },
  [YX_PROBLEM_PRECONDITION_REQUIRED] = { "precondition-required", 428, N_ ("The request must say which version it is about") },
  [YX_PROBLEM_PRECONDITION_FAILED] = { "precondition-failed", 412, N_ ("Somebody changed this meanwhile; please look again") },
  [YX_PROBLEM_CONFLICT] = { "conflict", 409, N_ ("This exists already") },
  [YX_PROBLEM_IDEMPOTENCY_MISMATCH] = { "idempotency-mismatch", 409, N_ ("This request was sent before with other content") },
  [YX_PROBLEM_DOCUMENT_MOVED] = { "document-moved", 409, N_ ("The document was signed by somebody else meanwhile") },
  [YX_PROBLEM_FEED_RESET] = { "feed-reset", 410, N_ ("The list must be fetched anew") },
  [YX_PROBLEM_INTERNAL] = { "internal", 500, N_ ("The hall made a mistake; it has been noted") },
  [YX_PROBLEM_SMS_FAILED] = { "sms-failed", 502, N_ ("The SMS could not be sent; please ask for it again in a minute") },
  [YX_PROBLEM_SMS_UNKNOWN] = { "sms-unknown", 504, N_ ("It is not known whether the SMS was sent: if none has come in a minute, ask for it again") },
  [YX_PROBLEM_BUSY] = { "busy", 503, N_ ("The hall is busy; please try again shortly") },
  [YX_PROBLEM_STORAGE_FULL] = { "storage-full", 507, N_ ("The hall's disk is full; nothing was changed") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (lines) == YX_N_PROBLEMS);

/**
 * yx_problem_line:
 * @code: a problem
 *
 * Returns: (transfer none): its word, status and title
 */
const YxProblemLine *
yx_problem_line (YxProblemCode code)
{
  g_return_val_if_fail (code < YX_N_PROBLEMS, NULL);
  return &lines[code];
}

/**
 * yx_problem_find:
 * @code: a word from the wire
 * @found: (out): the problem
 *
 * Returns: whether there is such a problem
 */
gboolean
yx_problem_find (const char *code, YxProblemCode *found)
{
  for (guint i = 0; i < YX_N_PROBLEMS; i++)
    if (strcmp (lines[i].code, code) == 0)
      {
        *found = (YxProblemCode) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_problem_set:
 * @error: (out) (optional): where to put it
 * @code: the problem
 * @field: (nullable): the field that it is about
 * @format: (nullable): printf format of what happened, to what; %NULL: the problem's title
 */
void
yx_problem_set (GError **error, YxProblemCode code, const char *field, const char *format, ...)
{
  GError *made;
  va_list args;

  if (error == NULL)
    return;
  if (format == NULL)
    made = g_error_new_literal (YX_PROBLEM_ERROR, (int) code, lines[code].title);
  else
    {
      va_start (args, format);
      made = g_error_new_valist (YX_PROBLEM_ERROR, (int) code, format, args);
      va_end (args);
    }
  yx_problem_error_get_private (made)->field = g_strdup (field);
  g_propagate_error (error, made);
}

/**
 * yx_problem_set_wait:
 * @error: (out) (optional): where to put it
 * @code: a problem that passes by waiting
 * @seconds: how long to wait
 * @until: until when, 0 where it has no end to name
 */
void
yx_problem_set_wait (GError **error, YxProblemCode code, gint64 seconds, gint64 until)
{
  GError *made;

  if (error == NULL)
    return;
  made = g_error_new_literal (YX_PROBLEM_ERROR, (int) code, lines[code].title);
  yx_problem_error_get_private (made)->retry_after = MAX (seconds, 1);
  yx_problem_error_get_private (made)->until = until;
  g_propagate_error (error, made);
}

/**
 * yx_problem_field:
 * @error: an error of %YX_PROBLEM_ERROR
 *
 * Returns: (transfer none) (nullable): the field that it is about
 */
const char *
yx_problem_field (const GError *error)
{
  return yx_problem_error_get_private (error)->field;
}

/**
 * yx_problem_retry_after:
 * @error: an error of %YX_PROBLEM_ERROR
 *
 * Returns: seconds to wait, 0 where waiting doesn't help
 */
gint64
yx_problem_retry_after (const GError *error)
{
  return yx_problem_error_get_private (error)->retry_after;
}

/**
 * yx_problem_until:
 * @error: an error of %YX_PROBLEM_ERROR
 *
 * Returns: the moment at which it ends, 0 where it names none
 */
gint64
yx_problem_until (const GError *error)
{
  return yx_problem_error_get_private (error)->until;
}
