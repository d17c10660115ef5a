/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-cms.h"

#include <string.h>

#include "crypto/yx-der.h"
#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"

/* DER of AlgorithmIdentifier: SHA-256 without parameters (RFC 5754 §2). */
static const guint8 DIGEST_ALGORITHM[]
    = { 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };

/* What is signed, and what of it goes along. */
typedef struct
{
  const char *type;
  const guint8 *digest;
  GBytes *content; /* (nullable) */
} Content;

/* Attribute ::= SEQUENCE { OID, SET OF one value } (RFC 5652 §5.3). */
static GBytes *
make_attribute (const char *oid, GByteArray *value)
{
  GByteArray *inner = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  yx_der_add_oid (inner, oid);
  yx_der_nest (inner, YX_DER_SET, value);
  yx_der_nest (whole, YX_DER_SEQUENCE, inner);
  return g_byte_array_free_to_bytes (whole);
}

static GBytes *
name_der (X509_NAME *name)
{
  unsigned char *der = NULL;
  int size = i2d_X509_NAME (name, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) MAX (size, 0));

  OPENSSL_free (der);
  return bytes;
}

static void
add_serial (GByteArray *to, X509 *x509)
{
  unsigned char *der = NULL;
  int size = i2d_ASN1_INTEGER (X509_get_serialNumber (x509), &der);

  g_byte_array_append (to, der, (guint) MAX (size, 0));
  OPENSSL_free (der);
}

/* SigningCertificateV2 with one ESSCertIDv2; SHA-256 is the default and not written (RFC 5035 §3). */
static GByteArray *
make_ess (YxCertificate *certificate)
{
  X509 *x509 = yx_certificate_x509 (certificate);
  GBytes *der = yx_certificate_der (certificate);
  guint8 hash[YX_SHA256_SIZE];
  g_autoptr (GBytes) issuer = name_der (X509_get_issuer_name (x509));
  GByteArray *directory_name = g_byte_array_new ();
  GByteArray *names = g_byte_array_new ();
  GByteArray *issuer_serial = g_byte_array_new ();
  GByteArray *id = g_byte_array_new ();
  GByteArray *ids = g_byte_array_new ();
  GByteArray *list = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  yx_sha256 (g_bytes_get_data (der, NULL), g_bytes_get_size (der), hash);
  yx_der_add (id, YX_DER_OCTETS, hash, sizeof hash);
  yx_der_add_bytes (directory_name, issuer);
  yx_der_nest (names, YX_DER_CONTEXT (4), directory_name);
  yx_der_nest (issuer_serial, YX_DER_SEQUENCE, names);
  add_serial (issuer_serial, x509);
  yx_der_nest (id, YX_DER_SEQUENCE, issuer_serial);
  yx_der_nest (ids, YX_DER_SEQUENCE, id);
  yx_der_nest (list, YX_DER_SEQUENCE, ids);
  yx_der_nest (whole, YX_DER_SEQUENCE, list);
  return whole;
}

/* The three that EN 319 142-1 §6.3 asks for at B-B; signing-time is forbidden there. */
static GByteArray *
make_attributes (const YxSigner *signer, const Content *content, guint8 tag)
{
  GPtrArray *set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GByteArray *type = g_byte_array_new ();
  GByteArray *digest = g_byte_array_new ();
  GByteArray *attributes = g_byte_array_new ();

  yx_der_add_oid (type, content->type);
  yx_der_add (digest, YX_DER_OCTETS, content->digest, YX_SHA256_SIZE);
  g_ptr_array_add (set, make_attribute (YX_OID_CONTENT_TYPE, type));
  g_ptr_array_add (set, make_attribute (YX_OID_MESSAGE_DIGEST, digest));
  g_ptr_array_add (set, make_attribute (YX_OID_SIGNING_CERTIFICATE_V2, make_ess (signer->certificate)));
  yx_der_nest_set (attributes, tag, set);
  return attributes;
}

/* Signs the attributes as a SET OF (RFC 5652 §5.4), and looks whether the key was the certificate's. */
static GBytes *
sign_attributes (const YxSigner *signer, const Content *content, GError **error)
{
  g_autoptr (GByteArray) attributes = make_attributes (signer, content, YX_DER_SET);
  g_autoptr (GBytes) signature = signer->sign (signer->data, attributes->data, attributes->len, error);

  if (signature == NULL)
    return NULL;
  if (!yx_public_key_verify (X509_get0_pubkey (yx_certificate_x509 (signer->certificate)), attributes->data,
                             attributes->len, signature, NULL))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH, "The key that signed is not the certificate's");
      return NULL;
    }
  return g_steal_pointer (&signature);
}

/* SignerInfo, version 1 (RFC 5652 §5.3). */
static GByteArray *
make_signer_info (const YxSigner *signer, const Content *content, GError **error)
{
  X509 *x509 = yx_certificate_x509 (signer->certificate);
  YxAlgorithm algorithm;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) identifier = NULL;
  g_autoptr (GBytes) issuer = NULL;
  g_autoptr (GByteArray) attributes = NULL;
  GByteArray *issuer_serial;
  GByteArray *info;

  if (!yx_algorithm_of (X509_get0_pubkey (x509), &algorithm))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The certificate's key cannot sign here");
      return NULL;
    }
  signature = sign_attributes (signer, content, error);
  if (signature == NULL)
    return NULL;
  identifier = yx_algorithm_identifier (algorithm);
  issuer = name_der (X509_get_issuer_name (x509));
  attributes = make_attributes (signer, content, YX_DER_CONTEXT (0));
  issuer_serial = g_byte_array_new ();
  yx_der_add_bytes (issuer_serial, issuer);
  add_serial (issuer_serial, x509);
  info = g_byte_array_new ();
  yx_der_add_int (info, 1);
  yx_der_nest (info, YX_DER_SEQUENCE, issuer_serial);
  g_byte_array_append (info, DIGEST_ALGORITHM, sizeof DIGEST_ALGORITHM);
  g_byte_array_append (info, attributes->data, attributes->len);
  yx_der_add_bytes (info, identifier);
  yx_der_add (info, YX_DER_OCTETS, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  return info;
}

static void
add_certificates (GByteArray *to, const YxSigner *signer)
{
  GPtrArray *set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (set, g_bytes_ref (yx_certificate_der (signer->certificate)));
  for (guint i = 0; signer->chain != NULL && i < signer->chain->len; i++)
    {
      YxCertificate *certificate = g_ptr_array_index (signer->chain, i);

      if (!yx_certificate_equal (certificate, signer->certificate))
        g_ptr_array_add (set, g_bytes_ref (yx_certificate_der (certificate)));
    }
  yx_der_nest_set (to, YX_DER_CONTEXT (0), set);
}

static void
add_content (GByteArray *to, const Content *content)
{
  GByteArray *whole = g_byte_array_new ();

  yx_der_add_oid (whole, content->type);
  if (content->content != NULL)
    {
      GByteArray *octets = g_byte_array_new ();

      yx_der_add (octets, YX_DER_OCTETS, g_bytes_get_data (content->content, NULL),
                  g_bytes_get_size (content->content));
      yx_der_nest (whole, YX_DER_CONTEXT (0), octets);
    }
  yx_der_nest (to, YX_DER_SEQUENCE, whole);
}

/* ContentInfo with SignedData (RFC 5652 §3, §5.1); version 3 for content that is not plain data. */
static GBytes *
make_signed_data (const YxSigner *signer, const Content *content, GError **error)
{
  GByteArray *info = make_signer_info (signer, content, error);
  GByteArray *infos = NULL;
  GByteArray *data = NULL;
  GByteArray *explicit_data = NULL;
  GByteArray *content_info = NULL;
  GByteArray *whole = NULL;

  if (info == NULL)
    return NULL;
  data = g_byte_array_new ();
  yx_der_add_int (data, strcmp (content->type, YX_OID_DATA) == 0 ? 1 : 3);
  yx_der_add (data, YX_DER_SET, DIGEST_ALGORITHM, sizeof DIGEST_ALGORITHM);
  add_content (data, content);
  add_certificates (data, signer);
  infos = g_byte_array_new ();
  yx_der_nest (infos, YX_DER_SEQUENCE, info);
  yx_der_nest (data, YX_DER_SET, infos);
  explicit_data = g_byte_array_new ();
  yx_der_nest (explicit_data, YX_DER_SEQUENCE, data);
  content_info = g_byte_array_new ();
  yx_der_add_oid (content_info, YX_OID_SIGNED_DATA);
  yx_der_nest (content_info, YX_DER_CONTEXT (0), explicit_data);
  whole = g_byte_array_new ();
  yx_der_nest (whole, YX_DER_SEQUENCE, content_info);
  return g_byte_array_free_to_bytes (whole);
}

/**
 * yx_cms_sign_with_key:
 * @key: a #YxKey
 * @bytes: what to sign
 * @size: how many bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the signature
 */
GBytes *
yx_cms_sign_with_key (gpointer key, gconstpointer bytes, gsize size, GError **error)
{
  return yx_key_sign (key, bytes, size, error);
}

/**
 * yx_cms_sign:
 * @signer: who signs
 * @digest: SHA-256 of what is signed: in a PDF the bytes of its /ByteRange
 * @error: return location; %YX_CRYPTO_ERROR_MISMATCH if another key than the certificate's signed
 *
 * Makes a detached CMS signature in DER as PAdES B-B asks for it (EN 319 142-1 §6.3, EN 319 122-1 §5):
 * one signer, certificate and chain included, content-type, message-digest and signing-certificate-v2,
 * no signing-time.
 *
 * Returns: (transfer full) (nullable): the ContentInfo
 */
GBytes *
yx_cms_sign (const YxSigner *signer, const guint8 digest[YX_SHA256_SIZE], GError **error)
{
  const Content content = { YX_OID_DATA, digest, NULL };

  return make_signed_data (signer, &content, error);
}

/**
 * yx_cms_wrap:
 * @signer: who signs
 * @content_type: dotted OID of what @content is
 * @content: what is signed, at most 1 MiB less 64 KiB
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a ContentInfo that holds @content, signed as yx_cms_sign() signs
 */
GBytes *
yx_cms_wrap (const YxSigner *signer, const char *content_type, GBytes *content, GError **error)
{
  guint8 digest[YX_SHA256_SIZE];
  const Content what = { content_type, digest, content };

  if (g_bytes_get_size (content) > YX_CMS_MAX_SIZE - 64 * 1024)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "Too much content for one signature");
      return NULL;
    }
  yx_sha256 (g_bytes_get_data (content, NULL), g_bytes_get_size (content), digest);
  return make_signed_data (signer, &what, error);
}
