/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-certificate.h"
#include "crypto/yx-key.h"

G_BEGIN_DECLS

/**
 * YxSubject:
 * @name: the person, at most 64 characters
 * @organisation: (nullable): the enterprise's registered name, at most 64 characters
 * @uscc: (nullable): the enterprise's unified social credit code, 18 characters
 * @account: the account's id
 * @capacity: personal, without @organisation and @uscc, or for the enterprise, with both
 * @identity: how the person was identified
 * @own_hall: whether the hall is the employer's own
 *
 * Whom a user's certificate is for. Made by the hall, never taken from a request.
 */
typedef struct
{
  const char *name;
  const char *organisation;
  const char *uscc;
  const char *account;
  YxCertificateCapacity capacity;
  YxCertificateIdentity identity;
  gboolean own_hall;
} YxSubject;

/**
 * YxService:
 * @YX_SERVICE_SEAL_MAKER: signs seal objects
 * @YX_SERVICE_TSA: signs timestamps (RFC 3161 §2.3)
 * @YX_SERVICE_RECORDS: signs receipts and the heads of event chains
 */
typedef enum
{
  YX_SERVICE_SEAL_MAKER,
  YX_SERVICE_TSA,
  YX_SERVICE_RECORDS,
} YxService;

/**
 * YxAuthorityUrls:
 * @crl: (nullable): where the issuer's list of revoked certificates lies
 * @ocsp: (nullable): where its OCSP responder answers
 * @issuer: (nullable): where its certificate lies
 *
 * What is written into each certificate that an authority issues.
 */
typedef struct
{
  const char *crl;
  const char *ocsp;
  const char *issuer;
} YxAuthorityUrls;

/**
 * YxAuthority:
 *
 * A certificate authority: its certificate and its key.
 */
typedef struct _YxAuthority YxAuthority;

YxAuthority *
yx_authority_new (YxCertificate *certificate, YxKey *key, const YxAuthorityUrls *urls, GError **error);
YxAuthority *yx_authority_new_root (const char *name, YxKey *key, gint64 now, GError **error);
void yx_authority_free (YxAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxAuthority, yx_authority_free)

YxCertificate *yx_authority_certificate (YxAuthority *authority);

YxCertificate *yx_authority_issue_authority (
    YxAuthority *root, const char *name, GBytes *public_key, gint64 now, GError **error);
YxCertificate *yx_authority_issue_service (YxAuthority *authority,
                                           YxService service,
                                           const char *name,
                                           GBytes *public_key,
                                           gint64 now,
                                           GError **error);
YxCertificate *yx_authority_issue_server (YxAuthority *authority,
                                          const char *name,
                                          const char *const *hosts,
                                          GBytes *public_key,
                                          gint64 now,
                                          GError **error);
GBytes *yx_request_public_key (GBytes *request, GError **error);
YxCertificate *yx_authority_issue_user (
    YxAuthority *authority, GBytes *request, const YxSubject *subject, gint64 now, GError **error);

G_END_DECLS
