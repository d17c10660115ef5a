/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/yx-secret.h"
#include "hall/yx-hall-config.h"

G_BEGIN_DECLS

/**
 * YxSmsTemplate:
 *
 * How an SMS gateway wants to be asked and what it says when it has taken the message: hall.conf's [sms] keys
 * `method headers body success`, read. In the body `{phone}`, `{code}` and `{purpose}` stand for what is sent,
 * escaped as JSON (RFC 8259 §7) or as a form (URL Standard §5.2) by the body's content type. Immutable.
 */
typedef struct _YxSmsTemplate YxSmsTemplate;

YxSmsTemplate *yx_sms_template_new (const YxHallConfig *config, GError **error);
void yx_sms_template_free (YxSmsTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSmsTemplate, yx_sms_template_free)

const char *yx_sms_template_url (const YxSmsTemplate *template);
const char *yx_sms_template_method (const YxSmsTemplate *template);
const char *yx_sms_template_type (const YxSmsTemplate *template);
const char *const *yx_sms_template_headers (const YxSmsTemplate *template);

YxSecret *
yx_sms_template_fill (const YxSmsTemplate *template, const char *phone, const char *purpose, YxSecret *code);
gboolean yx_sms_template_accepts (const YxSmsTemplate *template, guint status, GBytes *answer);

G_END_DECLS
