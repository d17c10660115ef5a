/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-outgoing.h"
#include "hall/yx-sms-template.h"
#include "hall/yx-sms.h"

#define MOST_ANSWER (64 * 1024)

typedef struct
{
  YxSms sms;
  YxSmsTemplate *template; /* (owned) */
  guint milliseconds;
} Gateway;

/* Once: a message that may have gone out is not sent again (formats.md "SMS over http"). */
static gboolean
send_code (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error)
{
  const Gateway *gateway = (Gateway *)sms;
  const YxSmsTemplate *template = gateway->template;
  YxSecret *filled = yx_sms_template_fill (template, phone, purpose, code);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (yx_secret_text (filled), yx_secret_size (filled),
                                                        (GDestroyNotify)yx_secret_unref, filled);
  const YxHallOutgoing outgoing = { .method = yx_sms_template_method (template),
                                    .url = yx_sms_template_url (template),
                                    .headers = yx_sms_template_headers (template),
                                    .type = yx_sms_template_type (template),
                                    .body = body,
                                    .milliseconds = gateway->milliseconds,
                                    .most = MOST_ANSWER };
  g_auto (YxHallReply) reply = { 0 };

  if (!yx_hall_outgoing_ask (&outgoing, &reply, error))
    {
      g_prefix_error (error, "The SMS gateway: ");
      return FALSE;
    }
  if (yx_sms_template_accepts (template, reply.status, reply.body))
    return TRUE;
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_REFUSED, "The SMS gateway did not take a message: status %u",
               reply.status);
  return FALSE;
}

static void
free_gateway (YxSms *sms)
{
  yx_sms_template_free (((Gateway *)sms)->template);
  g_free (sms);
}

/**
 * yx_sms_http_new:
 * @template: (transfer full): how the gateway wants to be asked
 * @milliseconds: how long it may take: %YX_SMS_MILLISECONDS
 *
 * The provider `http`: each code is handed to a gateway, which sends it; once.
 *
 * Returns: (transfer full): the provider
 */
YxSms *
yx_sms_http_new (YxSmsTemplate *template, guint milliseconds)
{
  Gateway *gateway = g_new0 (Gateway, 1);

  gateway->sms = (YxSms){ send_code, free_gateway };
  gateway->template = template;
  gateway->milliseconds = milliseconds;
  return &gateway->sms;
}
