/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can go wrong between a client and its hall (formats.md "Errors"), in checking order. */
typedef enum
{
  YX_PROBLEM_NOT_FOUND,
  YX_PROBLEM_METHOD,
  YX_PROBLEM_TIMEOUT,
  YX_PROBLEM_TOO_LARGE,
  YX_PROBLEM_RATE_LIMITED,
  YX_PROBLEM_LOCKED,
  YX_PROBLEM_UNAUTHENTICATED,
  YX_PROBLEM_WRONG_CREDENTIALS,
  YX_PROBLEM_FORBIDDEN,
  YX_PROBLEM_STEP_UP_REQUIRED,
  YX_PROBLEM_WRONG_CODE,
  YX_PROBLEM_WRONG_PROOF,
  YX_PROBLEM_CONTENT_TYPE,
  YX_PROBLEM_INVALID_UTF8,
  YX_PROBLEM_TOO_DEEP,
  YX_PROBLEM_INVALID_JSON,
  YX_PROBLEM_INVALID_FIELD,
  YX_PROBLEM_LAW,
  YX_PROBLEM_REVISION_REFUSED,
  YX_PROBLEM_PRECONDITION_REQUIRED,
  YX_PROBLEM_PRECONDITION_FAILED,
  YX_PROBLEM_CONFLICT,
  YX_PROBLEM_IDEMPOTENCY_MISMATCH,
  YX_PROBLEM_DOCUMENT_MOVED,
  YX_PROBLEM_FEED_RESET,
  YX_PROBLEM_INTERNAL,
  YX_PROBLEM_SMS_FAILED,
  YX_PROBLEM_SMS_UNKNOWN,
  YX_PROBLEM_BUSY,
  YX_PROBLEM_STORAGE_FULL,
  YX_N_PROBLEMS,
} YxProblemCode;

typedef YxProblemCode YxProblemError;

#define YX_PROBLEM_ERROR (yx_problem_error_quark ())
GQuark yx_problem_error_quark (void);

/**
 * YxProblemLine:
 * @code: the word on the wire
 * @status: the HTTP status
 * @title: English words for people, translated when shown
 */
typedef struct
{
  const char *code;
  guint status;
  const char *title;
} YxProblemLine;

const YxProblemLine *yx_problem_line (YxProblemCode code);
gboolean yx_problem_find (const char *code, YxProblemCode *found);

void yx_problem_set (GError **error, YxProblemCode code, const char *field, const char *format, ...) G_GNUC_PRINTF (4, 5);
void yx_problem_set_wait (GError **error, YxProblemCode code, gint64 seconds, gint64 until);
const char *yx_problem_field (const GError *error);
gint64 yx_problem_retry_after (const GError *error);
gint64 yx_problem_until (const GError *error);

G_END_DECLS
