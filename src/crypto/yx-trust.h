/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-certificate.h"

G_BEGIN_DECLS

/**
 * YxPurpose:
 * @YX_PURPOSE_DOCUMENTS: signing documents
 * @YX_PURPOSE_TIMESTAMPS: signing timestamps
 * @YX_PURPOSE_SEALS: signing seal objects
 */
typedef enum
{
  YX_PURPOSE_DOCUMENTS,
  YX_PURPOSE_TIMESTAMPS,
  YX_PURPOSE_SEALS,
} YxPurpose;

/**
 * YxTrustStatus:
 * @YX_TRUST_UNKNOWN: no chain leads to an anchor
 * @YX_TRUST_TRUSTED: a chain leads to an anchor and was valid at the time asked for
 * @YX_TRUST_UNTRUSTED: a chain leads to an anchor but does not hold
 */
typedef enum
{
  YX_TRUST_UNKNOWN,
  YX_TRUST_TRUSTED,
  YX_TRUST_UNTRUSTED,
} YxTrustStatus;

/**
 * YxTrustResult:
 * @status: the answer
 * @expired: a chain holds but for the time: @status is then %YX_TRUST_UNTRUSTED
 * @reason: (nullable): a static word: `no-anchor`, `expired`, `not-yet-valid`, `purpose`, `broken-chain`
 */
typedef struct
{
  YxTrustStatus status;
  gboolean expired;
  const char *reason;
} YxTrustResult;

const char *yx_trust_status_nick (YxTrustStatus status);

/**
 * YxTrust:
 *
 * Certificates that are trusted by themselves, and others that help to build chains to them.
 * Fill it, then share it: it must not change once several threads use it.
 */
typedef struct _YxTrust YxTrust;

YxTrust *yx_trust_new (void);
YxTrust *yx_trust_ref (YxTrust *trust);
void yx_trust_unref (YxTrust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTrust, yx_trust_unref)

void yx_trust_add_anchor (YxTrust *trust, YxCertificate *certificate);
void yx_trust_add_intermediate (YxTrust *trust, YxCertificate *certificate);
GPtrArray *yx_trust_anchors (YxTrust *trust);

YxTrustResult
yx_trust_check (YxTrust *trust, YxCertificate *certificate, GPtrArray *others, YxPurpose purpose, gint64 at);

G_END_DECLS
