/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxProblemBody:
 *
 * An error as it crosses the wire: RFC 9457 with members of our own (formats.md "Errors").
 */
typedef struct
{
  YxRecord record;
  char *type;
  char *title;
  gint64 status;
  char *code;
  char *field;
  char *detail;
  char *request;
  gint64 retry_after;
  gint64 until;
} YxProblemBody;

YX_DECLARE_RECORD (YxProblemBody, yx_problem_body)

G_END_DECLS
