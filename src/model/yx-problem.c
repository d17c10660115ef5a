/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-problem.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxProblem, type, N_ ("Type"), YX_ANSWER, .max = 100),
  YX_TEXT (YxProblem, title, N_ ("Title"), YX_ANSWER, .max = 300),
  YX_INT (YxProblem, status, N_ ("Status"), YX_ANSWER),
  YX_TEXT (YxProblem, code, N_ ("Code"), YX_ANSWER, .max = 40),
  YX_TEXT (YxProblem, field, N_ ("Field"), YX_ANSWER, .max = 60),
  YX_TEXT (YxProblem, detail, N_ ("Detail"), YX_ANSWER, .max = 500),
  YX_TEXT (YxProblem, request, N_ ("Request"), YX_ANSWER, .max = 40),
  YX_INT (YxProblem, retry_after, N_ ("Seconds to wait"), YX_ANSWER),
  YX_INSTANT (YxProblem, until, N_ ("Until"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxProblem, yx_problem, "problem", fields);
