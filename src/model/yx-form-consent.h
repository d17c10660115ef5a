/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/* Changes with the words of yx_form_notice(). */
#define YX_FORM_NOTICE "form-notice/1"

/**
 * YxFormConsent:
 *
 * A worker's consent to the electronic form of a document, after the notice of 54号 art. 6 (law.md L-form).
 */
typedef struct
{
  YxRecord record;
  char *notice; /* which wording was read: %YX_FORM_NOTICE */
  gboolean e_form_consent;
  gboolean notice_ack;
  char *serve_addr; /* where papers may be delivered, if not to the domicile */
} YxFormConsent;

YX_DECLARE_RECORD (YxFormConsent, yx_form_consent)

const char *const *yx_form_notice (void);

G_END_DECLS
