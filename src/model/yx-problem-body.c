/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-problem-body.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxProblemBody, type, N_ ("Type"), YX_ANSWER, .max = 100),
  YX_TEXT (YxProblemBody, title, N_ ("Title"), YX_ANSWER, .max = 300),
  YX_INT (YxProblemBody, status, N_ ("Status"), YX_ANSWER),
  YX_TEXT (YxProblemBody, code, N_ ("Code"), YX_ANSWER, .max = 40),
  YX_TEXT (YxProblemBody, field, N_ ("Field"), YX_ANSWER, .max = 60),
  YX_TEXT (YxProblemBody, detail, N_ ("Detail"), YX_ANSWER, .max = 500),
  YX_TEXT (YxProblemBody, request, N_ ("Request"), YX_ANSWER, .max = 40),
  YX_INT (YxProblemBody, retry_after, N_ ("Seconds to wait"), YX_ANSWER),
  YX_INSTANT (YxProblemBody, until, N_ ("Until"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxProblemBody, yx_problem_body, "problem", fields);
