/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-cms.h"

#include <string.h>

#include "crypto/yx-cms-frame.h"
#include "crypto/yx-cms-private.h"
#include "crypto/yx-der.h"
#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"

static CMS_ContentInfo *
read_cms (GBytes *der, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (der, &size);
  const unsigned char *at = bytes;
  g_autoptr (CMS_ContentInfo) cms = NULL;

  if (size > YX_CMS_MAX_SIZE)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "The CMS is too large");
      return NULL;
    }
  if (yx_der_check (bytes, size))
    cms = d2i_CMS_ContentInfo (NULL, &at, (long) size);
  if (cms == NULL || at != bytes + size || OBJ_obj2nid (CMS_get0_type (cms)) != NID_pkcs7_signed)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a SignedData in DER");
      return NULL;
    }
  return g_steal_pointer (&cms);
}

CMS_SignerInfo *
yx_cms_only_signer (CMS_ContentInfo *cms, GError **error)
{
  STACK_OF (CMS_SignerInfo) *infos = CMS_get0_SignerInfos (cms);

  if (sk_CMS_SignerInfo_num (infos) == 1)
    return sk_CMS_SignerInfo_value (infos, 0);
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "A signature has exactly one signer");
  return NULL;
}

/* Fills in the certificates, the signer's among them. */
gboolean
yx_cms_collect_certificates (YxCms *result, CMS_ContentInfo *cms, CMS_SignerInfo *info, GError **error)
{
  STACK_OF (X509) *stack = CMS_get1_certs (cms);
  int n = sk_X509_num (stack);

  result->certificates = yx_certificate_list_new ();
  for (int i = 0; i < n && n <= YX_CMS_MAX_CERTIFICATES; i++)
    {
      X509 *x509 = sk_X509_value (stack, i);
      YxCertificate *certificate = yx_certificate_from_x509 (x509, NULL);

      if (certificate == NULL)
        continue;
      g_ptr_array_add (result->certificates, certificate);
      if (result->signer == NULL && CMS_SignerInfo_cert_cmp (info, x509) == 0)
        {
          result->signer = yx_certificate_ref (certificate);
          CMS_SignerInfo_set1_signer_cert (info, yx_certificate_x509 (certificate));
        }
    }
  sk_X509_pop_free (stack, X509_free);
  if (n <= YX_CMS_MAX_CERTIFICATES)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "The CMS has too many certificates");
  return FALSE;
}

/* The single value of a signed attribute that must be there exactly once (RFC 5652 §11). */
static ASN1_TYPE *
single_value (CMS_SignerInfo *info, int nid)
{
  int index = CMS_signed_get_attr_by_NID (info, nid, -1);
  X509_ATTRIBUTE *attribute = index >= 0 ? CMS_signed_get_attr (info, index) : NULL;

  if (attribute == NULL || X509_ATTRIBUTE_count (attribute) != 1
      || CMS_signed_get_attr_by_NID (info, nid, index) >= 0)
    return NULL;
  return X509_ATTRIBUTE_get0_type (attribute, 0);
}

gboolean
yx_cms_content_type_fits (CMS_SignerInfo *info, const ASN1_OBJECT *type)
{
  ASN1_TYPE *value = single_value (info, NID_pkcs9_contentType);

  return value != NULL && value->type == V_ASN1_OBJECT && OBJ_cmp (value->value.object, type) == 0;
}

static gboolean
digest_fits (CMS_SignerInfo *info, const guint8 *digest)
{
  ASN1_TYPE *value = single_value (info, NID_pkcs9_messageDigest);

  return value != NULL && value->type == V_ASN1_OCTET_STRING
         && ASN1_STRING_length (value->value.octet_string) == YX_SHA256_SIZE
         && memcmp (ASN1_STRING_get0_data (value->value.octet_string), digest, YX_SHA256_SIZE) == 0;
}

/* EN 319 122-1 §5.2.2.3: the first certificate named is the signer's. */
gboolean
yx_cms_names_signer (CMS_SignerInfo *info, YxCertificate *signer)
{
  ASN1_TYPE *value = single_value (info, NID_id_smime_aa_signingCertificateV2);
  const unsigned char *at
      = value != NULL && value->type == V_ASN1_SEQUENCE ? value->value.sequence->data : NULL;
  g_autoptr (ESS_SIGNING_CERT_V2) ess
      = at != NULL ? d2i_ESS_SIGNING_CERT_V2 (NULL, &at, value->value.sequence->length) : NULL;
  STACK_OF (X509) * chain;
  gboolean good;

  if (ess == NULL)
    return FALSE;
  chain = sk_X509_new_null ();
  sk_X509_push (chain, yx_certificate_x509 (signer));
  good = OSSL_ESS_check_signing_certs (NULL, ess, chain, 1) == 1;
  sk_X509_free (chain);
  return good;
}

int
yx_cms_digest_nid (CMS_SignerInfo *info)
{
  X509_ALGOR *digest = NULL;
  const ASN1_OBJECT *oid = NULL;

  CMS_SignerInfo_get0_algs (info, NULL, NULL, &digest, NULL);
  X509_ALGOR_get0 (&oid, NULL, NULL, digest);
  return OBJ_obj2nid (oid);
}

void
yx_cms_read_unsigned (YxCms *result, CMS_SignerInfo *info)
{
  const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature (info);
  int index = CMS_unsigned_get_attr_by_NID (info, NID_id_smime_aa_timeStampToken, -1);
  X509_ATTRIBUTE *attribute = index >= 0 ? CMS_unsigned_get_attr (info, index) : NULL;
  ASN1_TYPE *value = attribute != NULL ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;

  result->signature = g_bytes_new (ASN1_STRING_get0_data (signature), (gsize) ASN1_STRING_length (signature));
  if (value != NULL && value->type == V_ASN1_SEQUENCE)
    result->timestamp = g_bytes_new (value->value.sequence->data, (gsize) value->value.sequence->length);
}

static const char *
find_fault (const YxCms *result, CMS_SignerInfo *info, const ASN1_OBJECT *type, const guint8 *digest)
{
  if (result->signer == NULL)
    return "no-certificate";
  if (yx_cms_digest_nid (info) != NID_sha256
      || !yx_public_key_check (X509_get0_pubkey (yx_certificate_x509 (result->signer)), NULL))
    return "algorithm";
  if (!yx_cms_content_type_fits (info, type))
    return "attributes";
  if (!digest_fits (info, digest))
    return "digest-mismatch";
  if (CMS_SignerInfo_verify (info) != 1)
    return "signature-invalid";
  if (CMS_signed_get_attr_by_NID (info, NID_id_smime_aa_signingCertificateV2, -1) >= 0 && !result->has_ess)
    return "attributes";
  return NULL;
}

static YxCms *
judge (CMS_ContentInfo *cms, GBytes *der, const guint8 *digest, GError **error)
{
  CMS_SignerInfo *info = yx_cms_only_signer (cms, error);
  g_autoptr (YxCms) result = NULL;

  if (info == NULL)
    return NULL;
  result = g_new0 (YxCms, 1);
  if (!yx_cms_collect_certificates (result, cms, info, error))
    return NULL;
  yx_cms_read_unsigned (result, info);
  result->in_der = TRUE;
  result->has_signing_time = CMS_signed_get_attr_by_NID (info, NID_pkcs9_signingTime, -1) >= 0;
  if (result->signer != NULL)
    {
      EVP_PKEY *pkey = X509_get0_pubkey (yx_certificate_x509 (result->signer));

      result->algorithm = yx_algorithm_describe (pkey, yx_cms_digest_nid (info));
      result->has_ess = yx_cms_names_signer (info, result->signer);
    }
  result->reason = find_fault (result, info, CMS_get0_eContentType (cms), digest);
  if (result->reason == NULL && !yx_cms_frame_check (der))
    result->reason = "frame";
  result->valid = result->reason == NULL;
  yx_crypto_error_set (NULL, YX_CRYPTO_ERROR_FAILED, "");
  return g_steal_pointer (&result);
}

/**
 * yx_cms_free:
 * @cms: (transfer full): what yx_cms_verify() gave
 */
void
yx_cms_free (YxCms *cms)
{
  g_clear_pointer (&cms->signer, yx_certificate_unref);
  g_clear_pointer (&cms->certificates, g_ptr_array_unref);
  g_clear_pointer (&cms->timestamp, g_bytes_unref);
  g_clear_pointer (&cms->signature, g_bytes_unref);
  g_clear_pointer (&cms->content, g_bytes_unref);
  g_free (cms->algorithm);
  g_free (cms);
}

/**
 * yx_cms_verify:
 * @der: exactly one ContentInfo in DER, see yx_cms_trim()
 * @digest: SHA-256 of what should have been signed
 * @error: return location: for what is not a detached SignedData in DER with one signer
 *
 * Checks a detached signature (RFC 5652 §5.6) with signed attributes. Whether the signer is trusted is
 * for yx_trust_check() to say.
 *
 * Returns: (transfer full) (nullable): what was found
 */
YxCms *
yx_cms_verify (GBytes *der, const guint8 digest[YX_SHA256_SIZE], GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = read_cms (der, error);
  ASN1_OCTET_STRING **content = cms != NULL ? CMS_get0_content (cms) : NULL;

  if (cms == NULL)
    return NULL;
  if (content != NULL && *content != NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The signature carries content of its own");
      return NULL;
    }
  return judge (cms, der, digest, error);
}

/**
 * yx_cms_unwrap:
 * @der: exactly one ContentInfo in DER
 * @content_type: dotted OID of what it must hold
 * @error: return location: for what is not an attached SignedData in DER with one signer and that type
 *
 * Checks an attached signature. The content is given whether the signature is valid or not: look first.
 *
 * Returns: (transfer full) (nullable): what was found
 */
YxCms *
yx_cms_unwrap (GBytes *der, const char *content_type, GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = read_cms (der, error);
  g_autoptr (ASN1_OBJECT) wanted = OBJ_txt2obj (content_type, 1);
  ASN1_OCTET_STRING **octets = cms != NULL ? CMS_get0_content (cms) : NULL;
  guint8 digest[YX_SHA256_SIZE];
  g_autoptr (GBytes) content = NULL;
  YxCms *result;

  if (cms == NULL)
    return NULL;
  if (octets == NULL || *octets == NULL || wanted == NULL
      || OBJ_cmp (CMS_get0_eContentType (cms), wanted) != 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The CMS does not hold what it should");
      return NULL;
    }
  content = g_bytes_new (ASN1_STRING_get0_data (*octets), (gsize) ASN1_STRING_length (*octets));
  yx_sha256 (g_bytes_get_data (content, NULL), g_bytes_get_size (content), digest);
  result = judge (cms, der, digest, error);
  if (result != NULL)
    result->content = g_steal_pointer (&content);
  return result;
}

/**
 * yx_cms_trim:
 * @padded: the content of a PDF's /Contents: DER, then zeros
 * @error: return location; %YX_CRYPTO_ERROR_MALFORMED if anything but zeros follows
 *
 * Returns: (transfer full) (nullable): the DER alone
 */
GBytes *
yx_cms_trim (GBytes *padded, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (padded, &size);
  gsize length = size > 0 ? yx_der_length (bytes, size) : 0;

  for (gsize i = length; i < size && length > 0; i++)
    if (bytes[i] != 0)
      length = 0;
  if (length == 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not DER padded with zeros");
      return NULL;
    }
  return g_bytes_new_from_bytes (padded, 0, length);
}
