/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-sms.h"

/**
 * yx_sms_send:
 * @sms: a provider
 * @phone: a mobile number
 * @purpose: what the code is for: a word of `yx_code_purposes`
 * @code: the code
 * @error: why it was not sent
 *
 * Blocks until the provider has taken it.
 *
 * Returns: whether it has
 */
gboolean
yx_sms_send (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error)
{
  return sms->send (sms, phone, purpose, code, error);
}

/**
 * yx_sms_free:
 * @sms: (transfer full): a provider
 */
void
yx_sms_free (YxSms *sms)
{
  sms->free (sms);
}
