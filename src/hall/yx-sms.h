/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/yx-clock.h"
#include "base/yx-secret.h"
#include "hall/yx-sms-template.h"

G_BEGIN_DECLS

/* What a gateway may take to answer (formats.md "SMS over http"). */
#define YX_SMS_MILLISECONDS 5000

/**
 * YxSms:
 *
 * What sends SMS codes: an interface with one provider in use, chosen in hall.conf.
 */
typedef struct _YxSms YxSms;

struct _YxSms
{
  gboolean (*send) (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error);
  void (*free) (YxSms *sms);
};

YxSms *yx_sms_http_new (YxSmsTemplate *template, guint milliseconds);
YxSms *yx_sms_shown_new (const char *file, int descriptor, YxClock *clock);
gboolean yx_sms_send (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error);
void yx_sms_free (YxSms *sms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSms, yx_sms_free)

G_END_DECLS
