/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-certificate.h"
#include "model/yx-hall-info.h"
#include "model/yx-issued-certificate.h"

G_BEGIN_DECLS

/**
 * YxHeldCertificate:
 * @issued: (owned): as the hall has it
 * @certificate: (owned) (nullable): what it says; %NULL while it is requested or when it was refused
 * @issuers: (owned) (element-type YxCertificate): from who issued it to the root, as far as the hall names them
 *
 * A certificate of the account, ready to be shown. Free with yx_held_certificate_free().
 */
typedef struct
{
  YxIssuedCertificate *issued;
  YxCertificate *certificate;
  GPtrArray *issuers;
} YxHeldCertificate;

YxHeldCertificate *yx_held_certificate_new (YxIssuedCertificate *issued, YxHallInfo *hall);
void yx_held_certificate_free (YxHeldCertificate *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHeldCertificate, yx_held_certificate_free)

gboolean yx_certificate_can_be_renewed (const YxIssuedCertificate *issued, GPtrArray *held, gint64 now);
gboolean yx_certificate_is_usable (const YxIssuedCertificate *issued, gint64 now);
const char *yx_certificate_state_icon (const YxIssuedCertificate *issued, gint64 now);
char *yx_certificate_state_words (const YxIssuedCertificate *issued, gint64 now);
double yx_certificate_spent (const YxIssuedCertificate *issued, gint64 now);
char *yx_certificate_grouped (const char *hex);

G_END_DECLS
