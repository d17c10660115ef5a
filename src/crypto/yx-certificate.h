/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-crypto-error.h"
#include "crypto/yx-key.h"

G_BEGIN_DECLS

#define YX_CERTIFICATE_MAX_SIZE (64 * 1024)

/**
 * YxCertificateCapacity:
 * @YX_CERTIFICATE_OTHER: not one of our users' (an authority, a service, a foreign certificate)
 * @YX_CERTIFICATE_PERSONAL: for the person
 * @YX_CERTIFICATE_ENTERPRISE: for an enterprise, by the person named
 */
typedef enum
{
  YX_CERTIFICATE_OTHER,
  YX_CERTIFICATE_PERSONAL,
  YX_CERTIFICATE_ENTERPRISE,
} YxCertificateCapacity;

/**
 * YxCertificateIdentity:
 * @YX_CERTIFICATE_IDENTITY_NONE: nobody looked; also when a certificate says nothing
 * @YX_CERTIFICATE_IDENTITY_ATTENDED: somebody looked, in presence (现场核验)
 * @YX_CERTIFICATE_IDENTITY_PROVIDER: an identity provider did
 */
typedef enum
{
  YX_CERTIFICATE_IDENTITY_NONE,
  YX_CERTIFICATE_IDENTITY_ATTENDED,
  YX_CERTIFICATE_IDENTITY_PROVIDER,
} YxCertificateIdentity;

const char *yx_certificate_capacity_nick (YxCertificateCapacity capacity);
const char *yx_certificate_identity_nick (YxCertificateIdentity identity);
gboolean yx_certificate_identity_parse (const char *nick, YxCertificateIdentity *identity);

/**
 * YxCertificate:
 *
 * An X.509 certificate (RFC 5280), immutable; reference counting is atomic.
 */
typedef struct _YxCertificate YxCertificate;

YxCertificate *yx_certificate_from_der (GBytes *der, GError **error);
YxCertificate *yx_certificate_from_pem (GBytes *pem, GError **error);
GPtrArray *yx_certificate_list_from_pem (GBytes *pem, GError **error);
YxCertificate *yx_certificate_ref (YxCertificate *certificate);
void yx_certificate_unref (YxCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCertificate, yx_certificate_unref)

GPtrArray *yx_certificate_list_new (void);

GBytes *yx_certificate_der (YxCertificate *certificate);
char *yx_certificate_to_pem (YxCertificate *certificate);
GBytes *yx_certificate_public_key (YxCertificate *certificate);
gboolean yx_certificate_equal (YxCertificate *a, YxCertificate *b);

const char *yx_certificate_name (YxCertificate *certificate);
const char *yx_certificate_organisation (YxCertificate *certificate);
const char *yx_certificate_organisation_identifier (YxCertificate *certificate);
const char *yx_certificate_uscc (YxCertificate *certificate);
const char *yx_certificate_account (YxCertificate *certificate);
const char *yx_certificate_issuer (YxCertificate *certificate);
const char *yx_certificate_subject (YxCertificate *certificate);
const char *yx_certificate_serial (YxCertificate *certificate);
const char *yx_certificate_fingerprint (YxCertificate *certificate);
const char *yx_certificate_algorithm (YxCertificate *certificate);
YxAlgorithm yx_certificate_key_algorithm (YxCertificate *certificate);
gint64 yx_certificate_not_before (YxCertificate *certificate);
gint64 yx_certificate_not_after (YxCertificate *certificate);
YxCertificateCapacity yx_certificate_capacity (YxCertificate *certificate);
YxCertificateIdentity yx_certificate_identity (YxCertificate *certificate);
gboolean yx_certificate_own_hall (YxCertificate *certificate);
gboolean yx_certificate_check_key (YxCertificate *certificate, YxSecret *pem, GError **error);
gboolean yx_certificate_is_authority (YxCertificate *certificate);
gboolean yx_certificate_is_issued_by (YxCertificate *certificate, YxCertificate *issuer);
gboolean yx_certificate_is_for_documents (YxCertificate *certificate);

G_END_DECLS
