/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-form-consent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_notice (const char *text, GError **error)
{
  if (strcmp (text, YX_FORM_NOTICE) == 0)
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, "the notice has other words now: read it again");
  return FALSE;
}

static const YxField fields[] = {
  YX_TEXT (YxFormConsent, notice, N_ ("Notice"), YX_CREATE | YX_REQUIRED, .max = 40, .check = check_notice),
  YX_BOOL (YxFormConsent, e_form_consent, N_ ("Consent to the electronic form"), YX_CREATE | YX_REQUIRED),
  YX_BOOL (YxFormConsent, notice_ack, N_ ("Notice read"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxFormConsent, serve_addr, N_ ("Address for delivery"), YX_CREATE | YX_PRIVATE, .max = 200),
};

YX_DEFINE_RECORD (YxFormConsent, yx_form_consent, "form_consent", fields);

static const char *const notice[] = {
  N_ ("The contract is made in electronic form: it has the same force as one on paper, and there is no paper original."),
  N_ ("You read it to its end, then sign with the certificate that only your certificate password unlocks; the "
      "employer seals it in the same way, and a trusted timestamp completes it."),
  N_ ("Give your certificate password and SMS codes to nobody, your employer included: what they sign counts as yours."),
  N_ ("You may decline to sign, with a reason, as long as not all have signed."),
  N_ ("You can read, download and verify the contract at any time under Contracts, also after the employment has ended."),
  N_ ("Reading, signing, downloading and verifying are free of charge."),
  NULL,
};

/**
 * yx_form_notice:
 *
 * Returns: (transfer none): what a worker is told before the first signature, a paragraph each, in English: steps,
 *   cautions, where to view, free of charge (law.md L-form)
 */
const char *const *
yx_form_notice (void)
{
  return notice;
}
