/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-certificate.h"
#include "crypto/yx-digest.h"

G_BEGIN_DECLS

/* 12,288 hex digits are reserved in a PDF; a foreign CMS with revocation data may be larger. */
#define YX_CMS_MAX_SIZE (1024 * 1024)
#define YX_CMS_MAX_CERTIFICATES 32

/**
 * YxSignFunc:
 * @data: the signer's own
 * @bytes: what to sign: the function digests it with SHA-256 itself
 * @size: their number
 * @error: return location
 *
 * Signs with a key wherever it lives.
 *
 * Returns: (transfer full) (nullable): the signature as X.509 writes it for the certificate's algorithm
 */
typedef GBytes *(*YxSignFunc) (gpointer data, gconstpointer bytes, gsize size, GError **error);

/* A YxSignFunc whose data is a YxKey. */
GBytes *yx_cms_sign_with_key (gpointer key, gconstpointer bytes, gsize size, GError **error);

/**
 * YxSigner:
 * @certificate: the signer's
 * @chain: (element-type YxCertificate) (nullable): further certificates to include
 * @sign: signs
 * @data: for @sign
 */
typedef struct
{
  YxCertificate *certificate;
  GPtrArray *chain;
  YxSignFunc sign;
  gpointer data;
} YxSigner;

/**
 * YxCms:
 * @valid: whether signature, digest and attributes hold; says nothing about trust
 * @reason: (nullable): a static word, why not: `digest-mismatch`, `signature-invalid`, `algorithm`,
 * `attributes`, `frame` (what stands around the signature is not as it must be)
 * @signer: (nullable): the signer's certificate; absent when it is not included (reason `no-certificate`)
 * @certificates: (element-type YxCertificate): all that are included
 * @algorithm: (nullable): for people: `ECDSA P-256 with SHA-256`
 * @has_ess: whether signing-certificate-v2 is there and names @signer (ETSI EN 319 122-1 §5.2.2.3)
 * @has_signing_time: whether there is a signing-time attribute, which PAdES forbids
 * @weak: whether it rests on SHA-1 or on a key of less than 112 bits' strength; only yx_cms_verify_foreign() takes such
 * @in_der: whether all of it is in DER, as PAdES asks for
 * @timestamp: (nullable): the signature timestamp token among the unsigned attributes
 * @signature: the signature value, which @timestamp covers
 * @content: (nullable): the attached content
 *
 * A SignedData (RFC 5652 §5) with exactly one signer, read and checked. Immutable; free with yx_cms_free().
 */
typedef struct
{
  gboolean valid;
  const char *reason;
  YxCertificate *signer;
  GPtrArray *certificates;
  char *algorithm;
  gboolean has_ess;
  gboolean has_signing_time;
  gboolean weak;
  gboolean in_der;
  GBytes *timestamp;
  GBytes *signature;
  GBytes *content;
} YxCms;

void yx_cms_free (YxCms *cms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCms, yx_cms_free)

/* Detached: over the SHA-256 of what is signed. */
GBytes *yx_cms_sign (const YxSigner *signer, const guint8 digest[YX_SHA256_SIZE], GError **error);
YxCms *yx_cms_verify (GBytes *der, const guint8 digest[YX_SHA256_SIZE], GError **error);

/**
 * YxCmsForeign:
 * @padded: the content of a PDF's /Contents: the SignedData, then zeros
 * @before: what is covered, its first part
 * @before_size: bytes of it
 * @after: what is covered, the rest
 * @after_size: bytes of it
 * @sha1: whether it holds the SHA-1 of what is covered, instead of being detached
 *
 * A signature of another program.
 */
typedef struct
{
  GBytes *padded;
  gconstpointer before;
  gsize before_size;
  gconstpointer after;
  gsize after_size;
  gboolean sha1;
} YxCmsForeign;

YxCms *yx_cms_verify_foreign (const YxCmsForeign *what, GError **error);

/* Attached, with a content type of its own. */
GBytes *yx_cms_wrap (const YxSigner *signer, const char *content_type, GBytes *content, GError **error);
YxCms *yx_cms_unwrap (GBytes *der, const char *content_type, GError **error);

GBytes *yx_cms_trim (GBytes *padded, GError **error);

G_END_DECLS
