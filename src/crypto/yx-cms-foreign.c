/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-cms-private.h"
#include "crypto/yx-der.h"

static CMS_ContentInfo *
read_cms (const YxCmsForeign *what, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (what->padded, &size);
  const unsigned char *at = bytes;
  g_autoptr (CMS_ContentInfo) cms = size <= YX_CMS_MAX_SIZE ? d2i_CMS_ContentInfo (NULL, &at, (long) size) : NULL;
  gboolean whole = cms != NULL && OBJ_obj2nid (CMS_get0_type (cms)) == NID_pkcs7_signed;

  for (; whole && at < bytes + size; at++)
    whole = *at == 0;
  if (whole)
    return g_steal_pointer (&cms);
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a SignedData");
  return NULL;
}

/* The digests that others use; what has no security left is none of them. */
static gboolean
knows_digest (int nid)
{
  return nid == NID_sha1 || nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

static gboolean
is_weak (CMS_SignerInfo *info, YxCertificate *signer)
{
  return yx_cms_digest_nid (info) == NID_sha1
         || !yx_public_key_check (X509_get0_pubkey (yx_certificate_x509 (signer)), NULL);
}

static GBytes *
join (const YxCmsForeign *what)
{
  GByteArray *whole = g_byte_array_new ();

  g_byte_array_append (whole, what->before, (guint) what->before_size);
  g_byte_array_append (whole, what->after, (guint) what->after_size);
  return g_byte_array_free_to_bytes (whole);
}

/* ISO 32000-1 §12.8.3.3.1, adbe.pkcs7.sha1: what is signed is the SHA-1 of what is covered. */
static gboolean
holds_sha1 (const ASN1_OCTET_STRING *content, GBytes *covered)
{
  guint8 sum[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  return EVP_Digest (g_bytes_get_data (covered, NULL), g_bytes_get_size (covered), sum, &size, EVP_sha1 (), NULL) == 1
         && ASN1_STRING_length (content) == (int) size && memcmp (ASN1_STRING_get0_data (content), sum, size) == 0;
}

static gboolean
content_holds (CMS_ContentInfo *cms, GBytes *covered)
{
  const guint flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY;
  ASN1_OCTET_STRING **own = CMS_get0_content (cms);
  g_autoptr (BIO) in = NULL;

  if (own != NULL && *own != NULL)
    return holds_sha1 (*own, covered) && CMS_verify (cms, NULL, NULL, NULL, NULL, flags) == 1;
  in = BIO_new_mem_buf (g_bytes_get_data (covered, NULL), (int) g_bytes_get_size (covered));
  return CMS_verify (cms, NULL, NULL, in, NULL, flags) == 1;
}

static const char *
find_fault (const YxCms *result, CMS_ContentInfo *cms, CMS_SignerInfo *info, const YxCmsForeign *what)
{
  gboolean attributes = CMS_signed_get_attr_count (info) > 0;
  g_autoptr (GBytes) covered = NULL;

  if (result->signer == NULL)
    return "no-certificate";
  if (!knows_digest (yx_cms_digest_nid (info)))
    return "algorithm";
  if (attributes && !yx_cms_content_type_fits (info, CMS_get0_eContentType (cms)))
    return "attributes";
  if (attributes && CMS_SignerInfo_verify (info) != 1)
    return "signature-invalid";
  covered = join (what);
  if (!content_holds (cms, covered))
    return attributes ? "digest-mismatch" : "signature-invalid";
  if (CMS_signed_get_attr_by_NID (info, NID_id_smime_aa_signingCertificateV2, -1) >= 0 && !result->has_ess)
    return "attributes";
  return NULL;
}

static gboolean
is_in_der (const YxCmsForeign *what)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (what->padded, &size);

  return yx_der_check (bytes, yx_der_length (bytes, size));
}

/**
 * yx_cms_verify_foreign:
 * @what: the signature and what it should cover
 * @error: return location: for what is not a SignedData with one signer
 *
 * Checks what yx_cms_verify() is too strict for: a SignedData (RFC 5652 §5) in BER, by RSA-PSS or another digest
 * than SHA-256, with or without signed attributes, or of the kind adbe.pkcs7.sha1. What stands around the signature
 * and is not protected by it may be anything; nothing of ours is to be judged by it.
 *
 * Returns: (transfer full) (nullable): what was found
 */
YxCms *
yx_cms_verify_foreign (const YxCmsForeign *what, GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = read_cms (what, error);
  CMS_SignerInfo *info = cms != NULL ? yx_cms_only_signer (cms, error) : NULL;
  ASN1_OCTET_STRING **content = cms != NULL ? CMS_get0_content (cms) : NULL;
  g_autoptr (YxCms) result = NULL;

  if (info == NULL)
    return NULL;
  if ((content != NULL && *content != NULL) != what->sha1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The signature does not hold what it should");
      return NULL;
    }
  result = g_new0 (YxCms, 1);
  if (!yx_cms_collect_certificates (result, cms, info, error))
    return NULL;
  yx_cms_read_unsigned (result, info);
  result->has_signing_time = CMS_signed_get_attr_by_NID (info, NID_pkcs9_signingTime, -1) >= 0;
  result->in_der = is_in_der (what);
  if (result->signer != NULL)
    {
      result->algorithm = yx_algorithm_describe (X509_get0_pubkey (yx_certificate_x509 (result->signer)),
                                                 yx_cms_digest_nid (info));
      result->has_ess = yx_cms_names_signer (info, result->signer);
      result->weak = is_weak (info, result->signer) || what->sha1;
    }
  result->reason = find_fault (result, cms, info, what);
  result->valid = result->reason == NULL;
  yx_crypto_error_set (NULL, YX_CRYPTO_ERROR_FAILED, "");
  return g_steal_pointer (&result);
}
