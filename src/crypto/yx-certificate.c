/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-certificate.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"

#define USCC_PREFIX "NTRCN-"

struct _YxCertificate
{
  gatomicrefcount refs;
  X509 *x509;            /* (owned) */
  GBytes *der;           /* (owned) */
  GBytes *public_key;    /* (owned) */
  char *name;            /* (owned) (nullable) */
  char *organisation;    /* (owned) (nullable) */
  char *organisation_id; /* (owned) (nullable) */
  char *account;         /* (owned) (nullable) */
  char *subject;         /* (owned) */
  char *issuer;          /* (owned) */
  char *serial;          /* (owned) */
  char *fingerprint;     /* (owned) */
  char *algorithm;       /* (owned) */
  gint64 not_before;
  gint64 not_after;
  YxCertificateCapacity capacity;
  YxCertificateIdentity identity;
  gboolean own_hall;
};

static const char *CAPACITIES[] = { "other", "personal", "enterprise" };
static const char *IDENTITIES[] = { "none", "attended", "provider" };

/* UTF-8 without NUL or control characters, or NULL. */
static char *
read_entry (X509_NAME *name, int nid)
{
  int index = X509_NAME_get_index_by_NID (name, nid, -1);
  ASN1_STRING *value;
  unsigned char *text = NULL;
  int size;
  char *copy = NULL;

  if (index < 0)
    return NULL;
  value = X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index));
  size = ASN1_STRING_to_UTF8 (&text, value);
  if (size > 0 && size <= 1024 && g_utf8_validate ((char *) text, size, NULL))
    copy = g_strndup ((char *) text, (gsize) size);
  OPENSSL_free (text);
  for (char *at = copy; at != NULL && *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return copy;
}

/* RFC 4514, in UTF-8. */
static char *
write_name (X509_NAME *name)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());
  char *text;
  long size;

  X509_NAME_print_ex (out, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  size = BIO_get_mem_data (out, &text);
  return g_utf8_make_valid (size > 0 ? text : "", size);
}

static char *
read_serial (X509 *x509)
{
  g_autoptr (BIGNUM) number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (x509), NULL);
  gsize size = number != NULL ? (gsize) BN_num_bytes (number) : 0;
  g_autofree guint8 *bytes = g_malloc0 (MAX (size, 1));

  if (size > 0)
    BN_bn2bin (number, bytes);
  return yx_hex (bytes, MAX (size, 1));
}

/* PrintableString has no underscore, which every id has once: it stands there as a hyphen. */
static char *
read_account (X509_NAME *name)
{
  char *account = read_entry (name, NID_serialNumber);

  if (account != NULL && g_str_has_prefix (account, "acc-"))
    account[3] = '_';
  return account;
}

static gboolean
has_policy (const CERTIFICATEPOLICIES *policies, const char *oid)
{
  g_autoptr (ASN1_OBJECT) wanted = OBJ_txt2obj (oid, 1);

  for (int i = 0; i < sk_POLICYINFO_num (policies); i++)
    if (OBJ_cmp (sk_POLICYINFO_value (policies, i)->policyid, wanted) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_usage (const EXTENDED_KEY_USAGE *usages, const char *oid)
{
  g_autoptr (ASN1_OBJECT) wanted = OBJ_txt2obj (oid, 1);

  for (int i = 0; i < sk_ASN1_OBJECT_num (usages); i++)
    if (OBJ_cmp (sk_ASN1_OBJECT_value (usages, i), wanted) == 0)
      return TRUE;
  return FALSE;
}

static void
read_policies (YxCertificate *certificate)
{
  CERTIFICATEPOLICIES *policies = X509_get_ext_d2i (certificate->x509, NID_certificate_policies, NULL, NULL);

  if (policies == NULL)
    return;
  if (has_policy (policies, YX_OID_PERSONAL))
    certificate->capacity = YX_CERTIFICATE_PERSONAL;
  if (has_policy (policies, YX_OID_ENTERPRISE))
    certificate->capacity = YX_CERTIFICATE_ENTERPRISE;
  if (has_policy (policies, YX_OID_IDENTITY_PROVIDER))
    certificate->identity = YX_CERTIFICATE_IDENTITY_PROVIDER;
  if (has_policy (policies, YX_OID_IDENTITY_ATTENDED))
    certificate->identity = YX_CERTIFICATE_IDENTITY_ATTENDED;
  if (has_policy (policies, YX_OID_IDENTITY_NONE))
    certificate->identity = YX_CERTIFICATE_IDENTITY_NONE;
  certificate->own_hall = has_policy (policies, YX_OID_OWN_HALL);
  CERTIFICATEPOLICIES_free (policies);
}

static void
describe (YxCertificate *certificate)
{
  X509 *x509 = certificate->x509;
  X509_NAME *subject = X509_get_subject_name (x509);

  certificate->name = read_entry (subject, NID_commonName);
  certificate->organisation = read_entry (subject, NID_organizationName);
  certificate->organisation_id = read_entry (subject, NID_organizationIdentifier);
  certificate->account = read_account (subject);
  certificate->subject = write_name (subject);
  certificate->issuer = write_name (X509_get_issuer_name (x509));
  certificate->serial = read_serial (x509);
  certificate->not_before = yx_instant_from_asn1 (X509_get0_notBefore (x509));
  certificate->not_after = yx_instant_from_asn1 (X509_get0_notAfter (x509));
  certificate->fingerprint
      = yx_sha256_hex (g_bytes_get_data (certificate->der, NULL), g_bytes_get_size (certificate->der));
  read_policies (certificate);
}

/**
 * yx_instant_from_asn1:
 * @time: (nullable): a UTCTime or GeneralizedTime
 *
 * Returns: microseconds since 1970, to the second; %G_MININT64 if it is none
 */
gint64
yx_instant_from_asn1 (const ASN1_TIME *time)
{
  struct tm parts = { 0 };
  g_autoptr (GDateTime) instant = NULL;

  if (time == NULL || ASN1_TIME_to_tm (time, &parts) != 1)
    return G_MININT64;
  instant = g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                                 parts.tm_min, parts.tm_sec);
  return instant != NULL ? g_date_time_to_unix (instant) * G_USEC_PER_SEC : G_MININT64;
}

/**
 * yx_certificate_x509:
 * @certificate: a certificate
 *
 * Returns: (transfer none): as OpenSSL has it
 */
X509 *
yx_certificate_x509 (YxCertificate *certificate)
{
  return certificate->x509;
}

/* As it stands in the certificate: writing the key anew would cost more than all the rest here. */
static GBytes *
read_public_key (X509 *x509)
{
  unsigned char *der = NULL;
  int size = i2d_X509_PUBKEY (X509_get_X509_PUBKEY (x509), &der);
  GBytes *bytes = size > 0 ? g_bytes_new (der, (gsize) size) : NULL;

  OPENSSL_free (der);
  return bytes;
}

/**
 * yx_certificate_from_x509:
 * @x509: a certificate as OpenSSL has it
 * @error: return location; %YX_CRYPTO_ERROR_UNSUPPORTED if its key cannot be read
 *
 * Returns: (transfer full) (nullable): the certificate
 */
YxCertificate *
yx_certificate_from_x509 (X509 *x509, GError **error)
{
  g_autoptr (YxCertificate) certificate = g_new0 (YxCertificate, 1);
  EVP_PKEY *pkey = X509_get0_pubkey (x509);
  unsigned char *der = NULL;
  int size = i2d_X509 (x509, &der);

  g_atomic_ref_count_init (&certificate->refs);
  X509_up_ref (x509);
  certificate->x509 = x509;
  if (size > 0)
    certificate->der = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  certificate->public_key = read_public_key (x509);
  if (size <= 0 || size > YX_CERTIFICATE_MAX_SIZE || pkey == NULL || certificate->public_key == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "The certificate's key cannot be used");
      return NULL;
    }
  certificate->algorithm = yx_algorithm_describe (pkey, NID_sha256);
  describe (certificate);
  return g_steal_pointer (&certificate);
}

/**
 * yx_certificate_from_der:
 * @der: exactly one certificate, at most 64 KiB
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the certificate
 */
YxCertificate *
yx_certificate_from_der (GBytes *der, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (der, &size);
  const unsigned char *at = bytes;
  g_autoptr (X509) x509 = NULL;

  if (size > YX_CERTIFICATE_MAX_SIZE)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "The certificate is too large");
      return NULL;
    }
  x509 = size > 0 ? d2i_X509 (NULL, &at, (long) size) : NULL;
  if (x509 == NULL || at != bytes + size)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a certificate");
      return NULL;
    }
  return yx_certificate_from_x509 (x509, error);
}

/**
 * yx_certificate_ref:
 * @certificate: a certificate
 *
 * Returns: (transfer full): @certificate
 */
YxCertificate *
yx_certificate_ref (YxCertificate *certificate)
{
  g_atomic_ref_count_inc (&certificate->refs);
  return certificate;
}

/**
 * yx_certificate_unref:
 * @certificate: (transfer full): a certificate
 */
void
yx_certificate_unref (YxCertificate *certificate)
{
  if (!g_atomic_ref_count_dec (&certificate->refs))
    return;
  g_clear_pointer (&certificate->x509, X509_free);
  g_clear_pointer (&certificate->der, g_bytes_unref);
  g_clear_pointer (&certificate->public_key, g_bytes_unref);
  g_free (certificate->name);
  g_free (certificate->organisation);
  g_free (certificate->organisation_id);
  g_free (certificate->account);
  g_free (certificate->subject);
  g_free (certificate->issuer);
  g_free (certificate->serial);
  g_free (certificate->fingerprint);
  g_free (certificate->algorithm);
  g_free (certificate);
}

/**
 * yx_certificate_equal:
 * @a: a certificate
 * @b: another
 *
 * Returns: whether they are the same, byte for byte
 */
gboolean
yx_certificate_equal (YxCertificate *a, YxCertificate *b)
{
  return g_bytes_equal (a->der, b->der);
}

/**
 * yx_certificate_der:
 * @certificate: a certificate
 *
 * Returns: (transfer none): the certificate in DER
 */
GBytes *
yx_certificate_der (YxCertificate *certificate)
{
  return certificate->der;
}

/**
 * yx_certificate_public_key:
 * @certificate: a certificate
 *
 * Returns: (transfer none): its SubjectPublicKeyInfo (RFC 5280 §4.1.2.7)
 */
GBytes *
yx_certificate_public_key (YxCertificate *certificate)
{
  return certificate->public_key;
}

/**
 * yx_certificate_name:
 * @certificate: a certificate
 *
 * Returns: (transfer none) (nullable): CN: the person
 */
const char *
yx_certificate_name (YxCertificate *certificate)
{
  return certificate->name;
}

/**
 * yx_certificate_organisation:
 * @certificate: a certificate
 *
 * Returns: (transfer none) (nullable): O: the enterprise
 */
const char *
yx_certificate_organisation (YxCertificate *certificate)
{
  return certificate->organisation;
}

/**
 * yx_certificate_organisation_identifier:
 * @certificate: a certificate
 *
 * Returns: (transfer none) (nullable): `NTRCN-` and the USCC (EN 319 412-1 §5.1.4)
 */
const char *
yx_certificate_organisation_identifier (YxCertificate *certificate)
{
  return certificate->organisation_id;
}

/**
 * yx_certificate_account:
 * @certificate: a certificate
 *
 * Returns: (transfer none) (nullable): the account's id, from serialNumber
 */
const char *
yx_certificate_account (YxCertificate *certificate)
{
  return certificate->account;
}

/**
 * yx_certificate_issuer:
 * @certificate: a certificate
 *
 * Returns: (transfer none): the issuer's name as RFC 4514 writes it
 */
const char *
yx_certificate_issuer (YxCertificate *certificate)
{
  return certificate->issuer;
}

/**
 * yx_certificate_subject:
 * @certificate: a certificate
 *
 * Returns: (transfer none): the subject's name as RFC 4514 writes it
 */
const char *
yx_certificate_subject (YxCertificate *certificate)
{
  return certificate->subject;
}

/**
 * yx_certificate_serial:
 * @certificate: a certificate
 *
 * Returns: (transfer none): the serial number in lower-case hex
 */
const char *
yx_certificate_serial (YxCertificate *certificate)
{
  return certificate->serial;
}

/**
 * yx_certificate_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer none): SHA-256 of the DER in lower-case hex
 */
const char *
yx_certificate_fingerprint (YxCertificate *certificate)
{
  return certificate->fingerprint;
}

/**
 * yx_certificate_algorithm:
 * @certificate: a certificate
 *
 * Returns: (transfer none): what people read: `ECDSA P-256 with SHA-256`
 */
const char *
yx_certificate_algorithm (YxCertificate *certificate)
{
  return certificate->algorithm;
}

/**
 * yx_certificate_key_algorithm:
 * @certificate: a certificate
 *
 * Returns: its key's algorithm; %YX_ALGORITHM_P256 for a key that is of none of ours
 */
YxAlgorithm
yx_certificate_key_algorithm (YxCertificate *certificate)
{
  YxAlgorithm algorithm = YX_ALGORITHM_P256;

  (void) yx_algorithm_of (X509_get0_pubkey (certificate->x509), &algorithm);
  return algorithm;
}

/**
 * yx_certificate_not_before:
 * @certificate: a certificate
 *
 * Returns: when it begins, in microseconds since 1970
 */
gint64
yx_certificate_not_before (YxCertificate *certificate)
{
  return certificate->not_before;
}

/**
 * yx_certificate_not_after:
 * @certificate: a certificate
 *
 * Returns: when it ends, in microseconds since 1970
 */
gint64
yx_certificate_not_after (YxCertificate *certificate)
{
  return certificate->not_after;
}

/**
 * yx_certificate_capacity:
 * @certificate: a certificate
 *
 * Returns: which capacity its policies state
 */
YxCertificateCapacity
yx_certificate_capacity (YxCertificate *certificate)
{
  return certificate->capacity;
}

/**
 * yx_certificate_identity:
 * @certificate: a certificate
 *
 * Returns: how the person was identified, by its policies
 */
YxCertificateIdentity
yx_certificate_identity (YxCertificate *certificate)
{
  return certificate->identity;
}

/**
 * yx_certificate_own_hall:
 * @certificate: a certificate
 *
 * Returns: whether the employer's own hall issued it
 */
gboolean
yx_certificate_own_hall (YxCertificate *certificate)
{
  return certificate->own_hall;
}

/**
 * yx_certificate_uscc:
 * @certificate: a certificate
 *
 * Returns: (transfer none) (nullable): the enterprise's unified social credit code
 */
const char *
yx_certificate_uscc (YxCertificate *certificate)
{
  const char *id = certificate->organisation_id;

  return id != NULL && g_str_has_prefix (id, USCC_PREFIX) ? id + strlen (USCC_PREFIX) : NULL;
}

/**
 * yx_certificate_is_authority:
 * @certificate: a certificate
 *
 * Returns: whether it may issue others (RFC 5280 §4.2.1.9)
 */
gboolean
yx_certificate_is_authority (YxCertificate *certificate)
{
  return X509_check_ca (certificate->x509) == 1;
}

/**
 * yx_certificate_is_issued_by:
 * @certificate: a certificate
 * @issuer: another, or the same
 *
 * Returns: whether @issuer's name and key identifier are those that @certificate names, and its key has signed it
 */
gboolean
yx_certificate_is_issued_by (YxCertificate *certificate, YxCertificate *issuer)
{
  gboolean issued = X509_check_issued (issuer->x509, certificate->x509) == X509_V_OK
                    && X509_verify (certificate->x509, X509_get0_pubkey (issuer->x509)) == 1;

  if (!issued)
    yx_crypto_error_set (NULL, YX_CRYPTO_ERROR_MISMATCH, "");
  return issued;
}

/**
 * yx_certificate_is_for_documents:
 * @certificate: a certificate
 *
 * Returns: whether it is for signing documents, and says so: contentCommitment or digitalSignature, and if it
 * has an extended key usage then document signing (RFC 9336 §3.1), e-mail protection or any
 */
gboolean
yx_certificate_is_for_documents (YxCertificate *certificate)
{
  EXTENDED_KEY_USAGE *usages;
  gboolean good;

  if ((X509_get_key_usage (certificate->x509) & (KU_NON_REPUDIATION | KU_DIGITAL_SIGNATURE)) == 0)
    return FALSE;
  usages = X509_get_ext_d2i (certificate->x509, NID_ext_key_usage, NULL, NULL);
  good = usages == NULL || has_usage (usages, YX_OID_DOCUMENT_SIGNING) || has_usage (usages, YX_OID_EMAIL)
         || has_usage (usages, YX_OID_ANY_USAGE);
  EXTENDED_KEY_USAGE_free (usages);
  return good;
}

/**
 * yx_certificate_capacity_nick:
 * @capacity: a capacity
 *
 * Returns: (transfer none): `other`, `personal` or `enterprise`
 */
const char *
yx_certificate_capacity_nick (YxCertificateCapacity capacity)
{
  return CAPACITIES[capacity];
}

/**
 * yx_certificate_identity_nick:
 * @identity: how a person was identified
 *
 * Returns: (transfer none): `none`, `attended` or `provider`
 */
const char *
yx_certificate_identity_nick (YxCertificateIdentity identity)
{
  return IDENTITIES[identity];
}

/**
 * yx_certificate_identity_parse:
 * @nick: (nullable): a word
 * @identity: (out): what it means
 *
 * Returns: whether @nick is one of the words
 */
gboolean
yx_certificate_identity_parse (const char *nick, YxCertificateIdentity *identity)
{
  for (gsize i = 0; nick != NULL && i < G_N_ELEMENTS (IDENTITIES); i++)
    if (strcmp (IDENTITIES[i], nick) == 0)
      {
        *identity = (YxCertificateIdentity) i;
        return TRUE;
      }
  return FALSE;
}
