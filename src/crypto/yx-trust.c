/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-trust.h"

#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"

#define MAX_OTHERS 64

struct _YxTrust
{
  gatomicrefcount refs;
  GPtrArray *anchors;       /* (owned) (element-type YxCertificate) */
  GPtrArray *intermediates; /* (owned) (element-type YxCertificate) */
};

/* What OpenSSL's verdict means here; everything else is a broken chain. */
static const struct
{
  int code;
  YxTrustResult result;
} MEANINGS[] = {
  { X509_V_OK, { YX_TRUST_TRUSTED, FALSE, NULL } },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, { YX_TRUST_UNKNOWN, FALSE, "no-anchor" } },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, { YX_TRUST_UNKNOWN, FALSE, "no-anchor" } },
  { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, { YX_TRUST_UNKNOWN, FALSE, "no-anchor" } },
  { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, { YX_TRUST_UNKNOWN, FALSE, "no-anchor" } },
  { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, { YX_TRUST_UNKNOWN, FALSE, "no-anchor" } },
  { X509_V_ERR_CERT_HAS_EXPIRED, { YX_TRUST_UNTRUSTED, TRUE, "expired" } },
  { X509_V_ERR_CERT_NOT_YET_VALID, { YX_TRUST_UNTRUSTED, TRUE, "not-yet-valid" } },
  { X509_V_ERR_INVALID_PURPOSE, { YX_TRUST_UNTRUSTED, FALSE, "purpose" } },
};

static const char *NICKS[] = { "unknown", "trusted", "untrusted" };

static void
push (GPtrArray *list, STACK_OF (X509) * stack)
{
  for (guint i = 0; list != NULL && i < list->len && i < MAX_OTHERS; i++)
    sk_X509_push (stack, yx_certificate_x509 (g_ptr_array_index (list, i)));
}

static gboolean
has_usage (X509 *x509, const char *oid, gboolean alone)
{
  g_autoptr (ASN1_OBJECT) wanted = OBJ_txt2obj (oid, 1);
  int critical = -1;
  EXTENDED_KEY_USAGE *usages = X509_get_ext_d2i (x509, NID_ext_key_usage, &critical, NULL);
  gboolean found = FALSE;

  if (usages == NULL)
    return FALSE;
  for (int i = 0; i < sk_ASN1_OBJECT_num (usages) && !found; i++)
    found = OBJ_cmp (sk_ASN1_OBJECT_value (usages, i), wanted) == 0;
  if (alone)
    found = found && critical == 1 && sk_ASN1_OBJECT_num (usages) == 1;
  EXTENDED_KEY_USAGE_free (usages);
  return found;
}

static gboolean
suits (YxCertificate *certificate, YxPurpose purpose)
{
  X509 *x509 = yx_certificate_x509 (certificate);

  if (yx_certificate_is_authority (certificate))
    return FALSE;
  switch (purpose)
    {
    case YX_PURPOSE_DOCUMENTS:
      return yx_certificate_is_for_documents (certificate);
    case YX_PURPOSE_TIMESTAMPS:
      return has_usage (x509, "1.3.6.1.5.5.7.3.8", TRUE);
    case YX_PURPOSE_SEALS:
      return has_usage (x509, YX_OID_SEAL_MAKING, FALSE);
    default:
      return FALSE;
    }
}

static YxTrustResult
interpret (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MEANINGS); i++)
    if (MEANINGS[i].code == code)
      return MEANINGS[i].result;
  return (YxTrustResult){ YX_TRUST_UNTRUSTED, FALSE, "broken-chain" };
}

/* RFC 5280 §6 at a given time; without it as if every certificate were valid. */
static int
verify (YxTrust *trust, X509 *x509, GPtrArray *others, gint64 at, gboolean with_time)
{
  g_autoptr (X509_STORE) store = X509_STORE_new ();
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  STACK_OF (X509) *anchors = sk_X509_new_null ();
  STACK_OF (X509) *untrusted = sk_X509_new_null ();
  X509_VERIFY_PARAM *parameters;
  int code = X509_V_ERR_UNSPECIFIED;

  push (trust->anchors, anchors);
  push (trust->intermediates, untrusted);
  push (others, untrusted);
  if (X509_STORE_CTX_init (context, store, x509, untrusted) == 1)
    {
      X509_STORE_CTX_set0_trusted_stack (context, anchors);
      parameters = X509_STORE_CTX_get0_param (context);
      X509_VERIFY_PARAM_set_depth (parameters, 8);
      X509_VERIFY_PARAM_set_time (parameters, at / G_USEC_PER_SEC);
      /* An anchor is trusted whether it is a root or not. */
      X509_VERIFY_PARAM_set_flags (parameters,
                                   X509_V_FLAG_PARTIAL_CHAIN | (with_time ? 0 : X509_V_FLAG_NO_CHECK_TIME));
      (void) X509_verify_cert (context);
      code = X509_STORE_CTX_get_error (context);
    }
  sk_X509_free (anchors);
  sk_X509_free (untrusted);
  return code;
}

/**
 * yx_trust_status_nick:
 * @status: a status
 *
 * Returns: (transfer none): `unknown`, `trusted` or `untrusted`
 */
const char *
yx_trust_status_nick (YxTrustStatus status)
{
  return NICKS[status];
}

/**
 * yx_trust_new:
 *
 * Returns: (transfer full): a trust without anchors, for which every certificate is unknown
 */
YxTrust *
yx_trust_new (void)
{
  YxTrust *trust = g_new0 (YxTrust, 1);

  g_atomic_ref_count_init (&trust->refs);
  trust->anchors = yx_certificate_list_new ();
  trust->intermediates = yx_certificate_list_new ();
  return trust;
}

/**
 * yx_trust_ref:
 * @trust: a trust
 *
 * Returns: (transfer full): @trust
 */
YxTrust *
yx_trust_ref (YxTrust *trust)
{
  g_atomic_ref_count_inc (&trust->refs);
  return trust;
}

/**
 * yx_trust_unref:
 * @trust: (transfer full): a trust
 */
void
yx_trust_unref (YxTrust *trust)
{
  if (!g_atomic_ref_count_dec (&trust->refs))
    return;
  g_ptr_array_unref (trust->anchors);
  g_ptr_array_unref (trust->intermediates);
  g_free (trust);
}

/**
 * yx_trust_add_anchor:
 * @trust: a trust that is not shared yet
 * @certificate: what is trusted by itself
 */
void
yx_trust_add_anchor (YxTrust *trust, YxCertificate *certificate)
{
  g_ptr_array_add (trust->anchors, yx_certificate_ref (certificate));
}

/**
 * yx_trust_add_intermediate:
 * @trust: a trust that is not shared yet
 * @certificate: what may stand between a signer and an anchor
 */
void
yx_trust_add_intermediate (YxTrust *trust, YxCertificate *certificate)
{
  g_ptr_array_add (trust->intermediates, yx_certificate_ref (certificate));
}

/**
 * yx_trust_anchors:
 * @trust: a trust
 *
 * Returns: (transfer none) (element-type YxCertificate): its anchors
 */
GPtrArray *
yx_trust_anchors (YxTrust *trust)
{
  return trust->anchors;
}

/**
 * yx_trust_check:
 * @trust: a trust
 * @certificate: the signer's certificate
 * @others: (element-type YxCertificate) (nullable): what came with the signature
 * @purpose: what the signer signed
 * @at: the time for which to judge, in microseconds since 1970
 *
 * Builds and checks a chain (RFC 5280 §6). Revocation is not looked at.
 *
 * Returns: the answer
 */
YxTrustResult
yx_trust_check (YxTrust *trust, YxCertificate *certificate, GPtrArray *others, YxPurpose purpose, gint64 at)
{
  X509 *x509 = yx_certificate_x509 (certificate);
  int code = verify (trust, x509, others, at, FALSE);
  YxTrustResult result;

  if (code == X509_V_OK && !suits (certificate, purpose))
    return interpret (X509_V_ERR_INVALID_PURPOSE);
  /* Time comes last: "expired" is said of chains that hold otherwise. */
  if (code == X509_V_OK)
    code = verify (trust, x509, others, at, TRUE);
  result = interpret (code);
  yx_crypto_error_set (NULL, YX_CRYPTO_ERROR_FAILED, "");
  return result;
}
