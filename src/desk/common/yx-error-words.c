/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-error-words.h"

#include <glib/gi18n-lib.h>

#include "api/yx-problem.h"
#include "client/yx-client-error.h"
#include "desk/common/yx-moment.h"
#include "flow/yx-flow-error.h"
#include "pdf/yx-pdf-error.h"

static const char *const client_words[] = {
  [YX_CLIENT_ERROR_UNREACHABLE] = N_ ("The hall does not answer. What you entered is kept; try again later."),
  [YX_CLIENT_ERROR_PROTOCOL] = N_ ("What answers there is not a hall, or one of another version."),
  [YX_CLIENT_ERROR_IDENTITY] = N_ ("The hall's key is not the one that is known here. Nothing was sent."),
  [YX_CLIENT_ERROR_START] = N_ ("The hall on this computer could not be started."),
  [YX_CLIENT_ERROR_CODE] = N_ ("No code came. Ask for another one."),
};

static const char *const flow_words[] = {
  [YX_FLOW_ERROR_LOCKED] = N_ ("Enter your certificate password first."),
  [YX_FLOW_ERROR_NO_CERTIFICATE] = N_ ("There is no valid certificate for this. Activate one first."),
  [YX_FLOW_ERROR_PASSWORD] = N_ ("The certificate password is not right."),
  [YX_FLOW_ERROR_HALL] = N_ ("The hall's answer contradicts itself. Nothing was done; tell who runs the hall."),
  [YX_FLOW_ERROR_DAMAGED] = N_ ("The document's bytes are not those that the hall recorded. It was not used."),
  [YX_FLOW_ERROR_REFUSED] = N_ ("The document did not pass the check. It was not used."),
  [YX_FLOW_ERROR_MOVED] = N_ ("The document was changed meanwhile. Open it again and look before you go on."),
  [YX_FLOW_ERROR_STATE] = N_ ("The document is not in a state for this any more."),
  [YX_FLOW_ERROR_RECEIPT] = N_ ("The hall's receipt is missing or does not hold. Tell who runs the hall."),
  [YX_FLOW_ERROR_TIMED_OUT] = N_ ("It took too long. Look again later."),
  [YX_FLOW_ERROR_SAME_PASSWORD] = N_ ("This is the password for signing in. Choose another one."),
};

static const char *const pdf_words[] = {
  [YX_PDF_ERROR_UNREADABLE] = N_ ("This file is no PDF, or is damaged."),
  [YX_PDF_ERROR_ENCRYPTED] = N_ ("This PDF is encrypted. Save it without a password, and try again."),
  [YX_PDF_ERROR_LIMIT] = N_ ("This document is too large to be shown."),
  [YX_PDF_ERROR_NO_PAGE] = N_ ("This document has no page that can be shown."),
  [YX_PDF_ERROR_JUDGE] = N_ ("The document could not be checked on this computer, and is not shown. Try again."),
};

/* "Locked until 14:05", where the hall says until when. */
static char *
problem_words (const GError *error)
{
  const char *title = g_dgettext (GETTEXT_PACKAGE, yx_problem_line ((YxProblemCode) error->code)->title);
  gint64 until = yx_problem_until (error);
  g_autofree char *time = until > 0 ? yx_moment_time (until) : NULL;

  if (time == NULL)
    return g_strdup (title);
  /* Translators: what is locked, and the time of day until which it is. */
  return g_strdup_printf (_("%s (until %s)"), title, time);
}

/**
 * yx_error_words:
 * @error: what went wrong
 *
 * Returns: (transfer full): what a clerk can understand of it, with what to do next, in the locale's language
 */
char *
yx_error_words (const GError *error)
{
  if (error->domain == YX_PROBLEM_ERROR)
    return problem_words (error);
  if (error->domain == YX_CLIENT_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (client_words))
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, client_words[error->code]));
  if (error->domain == YX_FLOW_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (flow_words))
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, flow_words[error->code]));
  if (error->domain == YX_PDF_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (pdf_words) && pdf_words[error->code] != NULL)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, pdf_words[error->code]));
  return g_strdup (error->message);
}
