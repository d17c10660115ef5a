/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-authority.h"

G_BEGIN_DECLS

/* What asks, and what is answered, at most. */
#define YX_OCSP_MOST (16 * 1024)
#define YX_OCSP_MOST_SERIALS 16

/**
 * YxRevocation:
 * @YX_REVOCATION_GOOD: issued and not ended
 * @YX_REVOCATION_REVOKED: ended or suspended
 * @YX_REVOCATION_UNKNOWN: not issued by this authority
 */
typedef enum
{
  YX_REVOCATION_GOOD,
  YX_REVOCATION_REVOKED,
  YX_REVOCATION_UNKNOWN,
} YxRevocation;

/**
 * YxRevocationStatus:
 * @serial: lower-case hex
 * @revocation: what is known of it
 * @since: if revoked, since when, in microseconds since 1970
 * @reason: if revoked, why: a number of RFC 5280 §5.3.1; 0: not said
 */
typedef struct
{
  const char *serial;
  YxRevocation revocation;
  gint64 since;
  guint reason;
} YxRevocationStatus;

/**
 * YxOcspFailure:
 *
 * What a responder says without a signature (RFC 6960 §4.2.1).
 */
typedef enum
{
  YX_OCSP_MALFORMED = 1,
  YX_OCSP_INTERNAL = 2,
  YX_OCSP_TRY_LATER = 3,
  YX_OCSP_UNAUTHORIZED = 6,
} YxOcspFailure;

/* A list of revoked certificates. */
GBytes *yx_authority_list_revoked (YxAuthority *authority,
                                   const YxRevocationStatus *revoked,
                                   gsize n,
                                   guint64 number,
                                   gint64 now,
                                   gint64 next,
                                   GError **error);

/**
 * YxOcspRequest:
 *
 * A question about certificates of one issuer (RFC 6960 §4.1).
 */
typedef struct _YxOcspRequest YxOcspRequest;

YxOcspRequest *yx_ocsp_request_parse (GBytes *der, GError **error);
void yx_ocsp_request_free (YxOcspRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxOcspRequest, yx_ocsp_request_free)

const char *const *yx_ocsp_request_serials (const YxOcspRequest *request);
gboolean yx_ocsp_request_is_for (const YxOcspRequest *request, YxCertificate *issuer);

YxCertificate *
yx_authority_issue_responder (YxAuthority *authority, const char *name, GBytes *public_key, gint64 now, GError **error);
GBytes *yx_ocsp_answer (const YxOcspRequest *request,
                        YxCertificate *responder,
                        YxKey *key,
                        const YxRevocationStatus *statuses,
                        gsize n,
                        gint64 now,
                        gint64 next,
                        GError **error);
GBytes *yx_ocsp_failure (YxOcspFailure failure);

G_END_DECLS
