/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-authority.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"
#include "crypto/yx-revocation.h"

#define MAX_REQUEST (16 * 1024)
#define MAX_HOSTS 32
#define ROOT_YEARS 20
#define ISSUING_YEARS 10
#define SERVICE_YEARS 10
#define SERVER_YEARS 3
#define USER_YEARS 3
#define RESPONDER_DAYS 30

struct _YxAuthority
{
  YxCertificate *certificate; /* (owned) */
  YxKey *key;                 /* (owned) */
  char *crl;                  /* (owned) (nullable) */
  char *ocsp;                 /* (owned) (nullable) */
  char *issuer;               /* (owned) (nullable) */
};

/* An extension as OpenSSL's configuration writes it (x509v3_config(5)). */
typedef struct
{
  int nid;
  const char *value;
} Extension;

#define MAX_EXTENSIONS 6

/* What a kind of certificate is made of. */
typedef struct
{
  int years; /* 0: RESPONDER_DAYS */
  Extension extensions[MAX_EXTENSIONS];
} Profile;

static const Profile ROOT = { ROOT_YEARS,
                              { { NID_basic_constraints, "critical,CA:TRUE" },
                                { NID_key_usage, "critical,keyCertSign,cRLSign" } } };
static const Profile ISSUING = { ISSUING_YEARS,
                                 { { NID_basic_constraints, "critical,CA:TRUE,pathlen:0" },
                                   { NID_key_usage, "critical,keyCertSign,cRLSign" },
                                   { NID_certificate_policies, YX_OID_ANY_POLICY } } };
static const Profile SERVICES[] = {
  [YX_SERVICE_SEAL_MAKER] = { SERVICE_YEARS,
                              { { NID_basic_constraints, "critical,CA:FALSE" },
                                { NID_key_usage, "critical,digitalSignature,nonRepudiation" },
                                { NID_ext_key_usage, YX_OID_SEAL_MAKING } } },
  /* RFC 3161 §2.3: critical, and no other purpose. */
  [YX_SERVICE_TSA] = { SERVICE_YEARS,
                       { { NID_basic_constraints, "critical,CA:FALSE" },
                         { NID_key_usage, "critical,digitalSignature,nonRepudiation" },
                         { NID_ext_key_usage, "critical,timeStamping" } } },
  [YX_SERVICE_RECORDS] = { SERVICE_YEARS,
                           { { NID_basic_constraints, "critical,CA:FALSE" },
                             { NID_key_usage, "critical,digitalSignature,nonRepudiation" },
                             { NID_ext_key_usage, YX_OID_RECORDS } } },
};

/* RFC 6960 §4.2.2.2: for OCSP and nothing else, and short-lived, for nobody asks whether it was revoked itself. */
static const Profile RESPONDER = { 0,
                                   { { NID_basic_constraints, "critical,CA:FALSE" },
                                     { NID_key_usage, "critical,digitalSignature" },
                                     { NID_ext_key_usage, "critical,OCSPSigning" },
                                     { NID_id_pkix_OCSP_noCheck, "ignored" } } };

static gboolean
fail (GError **error, YxCryptoError code, const char *what)
{
  yx_crypto_error_set (error, code, what);
  return FALSE;
}

static gboolean
add_text (X509_NAME *name, int nid, const char *text, GError **error)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 64
      && X509_NAME_add_entry_by_NID (name, nid, MBSTRING_UTF8, (const guint8 *) text, -1, -1, 0) == 1)
    return TRUE;
  return fail (error, YX_CRYPTO_ERROR_MALFORMED, "A name does not fit into a certificate");
}

static X509_NAME *
make_name (const char *common_name, GError **error)
{
  g_autoptr (X509_NAME) name = X509_NAME_new ();

  if (!add_text (name, NID_countryName, "CN", error) || !add_text (name, NID_commonName, common_name, error))
    return NULL;
  return g_steal_pointer (&name);
}

static gboolean
check_subject (const YxSubject *subject, GError **error)
{
  gboolean enterprise = subject->capacity == YX_CERTIFICATE_ENTERPRISE;

  if (!enterprise && subject->capacity != YX_CERTIFICATE_PERSONAL)
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "A user's certificate needs a capacity");
  if (enterprise != (subject->organisation != NULL) || enterprise != (subject->uscc != NULL))
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "Exactly a certificate for an enterprise names one");
  if (enterprise
      && (strlen (subject->uscc) != 18
          || strspn (subject->uscc, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 18))
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "A unified social credit code has 18 characters");
  if (!yx_id_check ("acc", subject->account))
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "Not the id of an account");
  return TRUE;
}

/* formats.md "Certificates". */
static X509_NAME *
make_subject (const YxSubject *subject, GError **error)
{
  g_autoptr (X509_NAME) name = NULL;
  g_autofree char *organisation_id = NULL;
  g_autofree char *account = NULL;

  if (!check_subject (subject, error))
    return NULL;
  name = X509_NAME_new ();
  organisation_id = g_strdup_printf ("NTRCN-%s", subject->uscc != NULL ? subject->uscc : "");
  account = g_strdelimit (g_strdup (subject->account), "_", '-');
  if (!add_text (name, NID_countryName, "CN", error))
    return NULL;
  if (subject->organisation != NULL
      && (!add_text (name, NID_organizationName, subject->organisation, error)
          || !add_text (name, NID_organizationIdentifier, organisation_id, error)))
    return NULL;
  if (!add_text (name, NID_commonName, subject->name, error)
      || !add_text (name, NID_serialNumber, account, error))
    return NULL;
  return g_steal_pointer (&name);
}

static void
set_serial (X509 *x509)
{
  guint8 bytes[16];
  g_autoptr (BIGNUM) number = NULL;

  yx_random_bytes (bytes, sizeof bytes);
  bytes[0] |= 1;
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  BN_to_ASN1_INTEGER (number, X509_get_serialNumber (x509));
}

static void
set_dates (X509 *x509, gint64 now, int years, YxCertificate *issuer)
{
  gint64 seconds = now / G_USEC_PER_SEC;
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) end
      = years > 0 ? g_date_time_add_years (begin, years) : g_date_time_add_days (begin, RESPONDER_DAYS);
  gint64 last = g_date_time_to_unix (end) - 1;

  if (issuer != NULL)
    last = MIN (last, yx_certificate_not_after (issuer) / G_USEC_PER_SEC);
  ASN1_TIME_set (X509_getm_notBefore (x509), seconds);
  ASN1_TIME_set (X509_getm_notAfter (x509), last);
}

static gboolean
add_extension (X509 *x509, X509V3_CTX *context, int nid, const char *value)
{
  g_autoptr (X509_EXTENSION) extension = X509V3_EXT_conf_nid (NULL, context, nid, value);

  return extension != NULL && X509_add_ext (x509, extension, -1) == 1;
}

static gboolean
add_urls (X509 *x509, X509V3_CTX *context, const YxAuthority *authority)
{
  g_autofree char *crl = authority->crl != NULL ? g_strconcat ("URI:", authority->crl, NULL) : NULL;
  g_autofree char *ocsp = authority->ocsp != NULL ? g_strconcat ("OCSP;URI:", authority->ocsp, NULL) : NULL;
  g_autofree char *issuer
      = authority->issuer != NULL ? g_strconcat ("caIssuers;URI:", authority->issuer, NULL) : NULL;
  g_autofree char *access = ocsp != NULL && issuer != NULL ? g_strjoin (",", ocsp, issuer, NULL)
                                                           : g_strdup (ocsp != NULL ? ocsp : issuer);

  if (crl != NULL && !add_extension (x509, context, NID_crl_distribution_points, crl))
    return FALSE;
  return access == NULL || add_extension (x509, context, NID_info_access, access);
}

static gboolean
add_extensions (X509 *x509, const YxAuthority *authority, const Extension *extensions)
{
  X509 *issuer = authority != NULL ? yx_certificate_x509 (authority->certificate) : x509;
  /* Policies are only read where there is a configuration, even an empty one. */
  g_autoptr (CONF) configuration = NCONF_new (NULL);
  X509V3_CTX context;

  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  X509V3_set_nconf (&context, configuration);
  for (int i = 0; i < MAX_EXTENSIONS && extensions[i].value != NULL; i++)
    if (!add_extension (x509, &context, extensions[i].nid, extensions[i].value))
      return FALSE;
  if (!add_extension (x509, &context, NID_subject_key_identifier, "hash"))
    return FALSE;
  if (authority == NULL)
    return TRUE;
  return add_extension (x509, &context, NID_authority_key_identifier, "keyid:always")
         && add_urls (x509, &context, authority);
}

/* Signs a certificate; without an authority by its own key. */
static YxCertificate *
make (const YxAuthority *authority,
      YxKey *key,
      X509_NAME *subject,
      EVP_PKEY *public_key,
      const Profile *profile,
      gint64 now,
      GError **error)
{
  g_autoptr (X509) x509 = X509_new ();
  YxCertificate *issuer = authority != NULL ? authority->certificate : NULL;
  int good = 1;
  X509_NAME *issuer_name = issuer != NULL ? X509_get_subject_name (yx_certificate_x509 (issuer)) : subject;

  if (issuer != NULL
      && (now < yx_certificate_not_before (issuer) || now >= yx_certificate_not_after (issuer)))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH, "The authority's certificate is not valid now");
      return NULL;
    }
  good &= X509_set_version (x509, X509_VERSION_3);
  good &= X509_set_subject_name (x509, subject);
  good &= X509_set_issuer_name (x509, issuer_name);
  good &= X509_set_pubkey (x509, public_key);
  set_serial (x509);
  set_dates (x509, now, profile->years, issuer);
  good &= add_extensions (x509, authority, profile->extensions);
  if (good != 1 || X509_sign (x509, yx_key_pkey (key), EVP_sha256 ()) <= 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The certificate could not be made");
      return NULL;
    }
  yx_wipe_stack ();
  return yx_certificate_from_x509 (x509, error);
}

static YxCertificate *
make_for_public_key (YxAuthority *authority,
                     const char *name,
                     GBytes *public_key,
                     const Profile *profile,
                     gint64 now,
                     GError **error)
{
  g_autoptr (X509_NAME) subject = make_name (name, error);
  g_autoptr (EVP_PKEY) pkey = subject != NULL ? yx_public_key_parse (public_key, error) : NULL;

  if (pkey == NULL || !yx_public_key_check (pkey, error))
    return NULL;
  return make (authority, authority->key, subject, pkey, profile, now, error);
}

/* One entry for a host, comma before it; its alphabet keeps OpenSSL's syntax out. */
static gboolean
add_host (GString *names, const char *host, GError **error)
{
  if (strlen (host) == 0 || strlen (host) > 253
      || strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") != strlen (host))
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "Not the name or address of a host");
  g_string_append_printf (names, ",%s:%s", g_hostname_is_ip_address (host) ? "IP" : "DNS", host);
  return TRUE;
}

static char *
list_hosts (const char *const *hosts, GError **error)
{
  static const char *const always[] = { "localhost", "127.0.0.1", "::1" };
  g_autoptr (GString) names = g_string_new ("DNS:localhost,IP:127.0.0.1,IP:::1");

  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    {
      if (i >= MAX_HOSTS)
        {
          yx_crypto_error_set (error, YX_CRYPTO_ERROR_TOO_LARGE, "Too many hosts for one certificate");
          return NULL;
        }
      if (strcmp (hosts[i], always[0]) == 0 || strcmp (hosts[i], always[1]) == 0
          || strcmp (hosts[i], always[2]) == 0)
        continue;
      if (!add_host (names, hosts[i], error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static X509_REQ *
read_request (GBytes *request, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (request, &size);
  const unsigned char *at = bytes;
  g_autoptr (X509_REQ) parsed
      = size > 0 && size <= MAX_REQUEST ? d2i_X509_REQ (NULL, &at, (long) size) : NULL;
  EVP_PKEY *pkey = parsed != NULL ? X509_REQ_get0_pubkey (parsed) : NULL;
  YxAlgorithm algorithm;

  if (parsed == NULL || pkey == NULL || at != bytes + size)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a certificate request");
      return NULL;
    }
  if (!yx_algorithm_of (pkey, &algorithm))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_WEAK,
                           "Certificates are issued for P-256 and RSA-3072 keys only");
      return NULL;
    }
  if (X509_REQ_verify (parsed, pkey) != 1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_INVALID,
                           "The certificate request is not signed by its key");
      return NULL;
    }
  return g_steal_pointer (&parsed);
}

static const char *
identity_oid (YxCertificateIdentity identity)
{
  switch (identity)
    {
    case YX_CERTIFICATE_IDENTITY_PROVIDER:
      return YX_OID_IDENTITY_PROVIDER;
    case YX_CERTIFICATE_IDENTITY_ATTENDED:
      return YX_OID_IDENTITY_ATTENDED;
    case YX_CERTIFICATE_IDENTITY_NONE:
    default:
      return YX_OID_IDENTITY_NONE;
    }
}

/* OpenSSL's syntax has commas between its parts. */
static gboolean
check_url (const char *url, GError **error)
{
  if (url == NULL || (g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL) && strchr (url, ',') == NULL))
    return TRUE;
  return fail (error, YX_CRYPTO_ERROR_MALFORMED, "Not an address that a certificate can hold");
}

/**
 * yx_authority_new:
 * @certificate: the authority's certificate
 * @key: its key
 * @urls: (nullable): what it writes into certificates; no commas
 * @error: return location; %YX_CRYPTO_ERROR_MISMATCH if @key is not the certificate's or it is no authority's
 *
 * Returns: (transfer full) (nullable): the authority
 */
YxAuthority *
yx_authority_new (YxCertificate *certificate, YxKey *key, const YxAuthorityUrls *urls, GError **error)
{
  YxAuthority *authority;

  if (!yx_certificate_is_authority (certificate)
      || X509_check_private_key (yx_certificate_x509 (certificate), yx_key_pkey (key)) != 1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH,
                           "Certificate and key are not those of an authority");
      return NULL;
    }
  if (urls != NULL
      && (!check_url (urls->crl, error) || !check_url (urls->ocsp, error)
          || !check_url (urls->issuer, error)))
    return NULL;
  authority = g_new0 (YxAuthority, 1);
  authority->certificate = yx_certificate_ref (certificate);
  authority->key = yx_key_ref (key);
  if (urls != NULL)
    {
      authority->crl = g_strdup (urls->crl);
      authority->ocsp = g_strdup (urls->ocsp);
      authority->issuer = g_strdup (urls->issuer);
    }
  return authority;
}

/**
 * yx_authority_new_root:
 * @name: its name, at most 64 characters
 * @key: its key
 * @now: the hall's time
 * @error: return location
 *
 * Makes a root authority with a certificate signed by itself for 20 years.
 *
 * Returns: (transfer full) (nullable): the authority
 */
YxAuthority *
yx_authority_new_root (const char *name, YxKey *key, gint64 now, GError **error)
{
  g_autoptr (X509_NAME) subject = make_name (name, error);
  g_autoptr (YxCertificate) certificate
      = subject != NULL ? make (NULL, key, subject, yx_key_pkey (key), &ROOT, now, error) : NULL;

  return certificate != NULL ? yx_authority_new (certificate, key, NULL, error) : NULL;
}

/**
 * yx_authority_free:
 * @authority: (transfer full): an authority
 */
void
yx_authority_free (YxAuthority *authority)
{
  yx_certificate_unref (authority->certificate);
  yx_key_unref (authority->key);
  g_free (authority->crl);
  g_free (authority->ocsp);
  g_free (authority->issuer);
  g_free (authority);
}

/**
 * yx_authority_certificate:
 * @authority: an authority
 *
 * Returns: (transfer none): its certificate
 */
YxCertificate *
yx_authority_certificate (YxAuthority *authority)
{
  return authority->certificate;
}

/**
 * yx_authority_key:
 * @authority: an authority
 *
 * Returns: (transfer none): its key
 */
YxKey *
yx_authority_key (YxAuthority *authority)
{
  return authority->key;
}

/**
 * yx_authority_issue_authority:
 * @root: the root
 * @name: the new authority's name, at most 64 characters
 * @public_key: its SubjectPublicKeyInfo
 * @now: the hall's time
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an issuing authority's certificate for 10 years, with nothing below
 * but users
 */
YxCertificate *
yx_authority_issue_authority (
    YxAuthority *root, const char *name, GBytes *public_key, gint64 now, GError **error)
{
  return make_for_public_key (root, name, public_key, &ISSUING, now, error);
}

/**
 * yx_authority_issue_service:
 * @authority: an authority
 * @service: what the key is for
 * @name: the service's name, at most 64 characters
 * @public_key: its SubjectPublicKeyInfo
 * @now: the hall's time
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the certificate, as long as the authority's own at most
 */
YxCertificate *
yx_authority_issue_service (YxAuthority *authority,
                            YxService service,
                            const char *name,
                            GBytes *public_key,
                            gint64 now,
                            GError **error)
{
  return make_for_public_key (authority, name, public_key, &SERVICES[service], now, error);
}

/**
 * yx_authority_issue_responder:
 * @authority: an authority
 * @name: the responder's name, at most 64 characters
 * @public_key: its SubjectPublicKeyInfo
 * @now: the hall's time
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a certificate for answering OCSP questions about @authority's certificates
 * (RFC 6960 §4.2.2.2) for 30 days
 */
YxCertificate *
yx_authority_issue_responder (
    YxAuthority *authority, const char *name, GBytes *public_key, gint64 now, GError **error)
{
  return make_for_public_key (authority, name, public_key, &RESPONDER, now, error);
}

/**
 * yx_authority_issue_server:
 * @authority: an authority
 * @name: the server's name, at most 64 characters
 * @hosts: (nullable) (array zero-terminated=1): names and addresses besides localhost, 127.0.0.1 and ::1
 * @public_key: its SubjectPublicKeyInfo
 * @now: the hall's time
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a certificate for TLS (RFC 5280 §4.2.1.12 serverAuth) for 3 years
 */
YxCertificate *
yx_authority_issue_server (YxAuthority *authority,
                           const char *name,
                           const char *const *hosts,
                           GBytes *public_key,
                           gint64 now,
                           GError **error)
{
  g_autofree char *names = list_hosts (hosts, error);
  const Profile profile = { SERVER_YEARS,
                            { { NID_basic_constraints, "critical,CA:FALSE" },
                              { NID_key_usage, "critical,digitalSignature" },
                              { NID_ext_key_usage, "serverAuth" },
                              { NID_subject_alt_name, names } } };

  return names != NULL ? make_for_public_key (authority, name, public_key, &profile, now, error) : NULL;
}

/**
 * yx_request_public_key:
 * @request: a certificate request in DER (RFC 2986)
 * @error: return location; as yx_authority_issue_user()
 *
 * Returns: (transfer full) (nullable): its SubjectPublicKeyInfo, once its signature holds
 */
GBytes *
yx_request_public_key (GBytes *request, GError **error)
{
  g_autoptr (X509_REQ) parsed = read_request (request, error);

  return parsed != NULL ? yx_public_key_write (X509_REQ_get0_pubkey (parsed), error) : NULL;
}

/**
 * yx_authority_issue_user:
 * @authority: an authority
 * @request: a certificate request in DER (RFC 2986); only its key and its signature are looked at
 * @subject: whom the certificate is for
 * @now: the hall's time
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if the request's signature does not hold,
 *   %YX_CRYPTO_ERROR_WEAK for other keys than P-256 and RSA-3072
 *
 * Returns: (transfer full) (nullable): a certificate for signing documents (RFC 9336) for 3 years
 */
YxCertificate *
yx_authority_issue_user (
    YxAuthority *authority, GBytes *request, const YxSubject *subject, gint64 now, GError **error)
{
  g_autoptr (X509_REQ) parsed = read_request (request, error);
  g_autoptr (X509_NAME) name = parsed != NULL ? make_subject (subject, error) : NULL;
  gboolean enterprise = subject->capacity == YX_CERTIFICATE_ENTERPRISE;
  g_autofree char *policies
      = g_strjoin (",", enterprise ? YX_OID_ENTERPRISE : YX_OID_PERSONAL, identity_oid (subject->identity),
                   subject->own_hall ? YX_OID_OWN_HALL : NULL, NULL);
  const Profile profile = { USER_YEARS,
                            { { NID_basic_constraints, "critical,CA:FALSE" },
                              { NID_key_usage, "critical,digitalSignature,nonRepudiation" },
                              { NID_ext_key_usage, YX_OID_DOCUMENT_SIGNING },
                              { NID_certificate_policies, policies } } };

  if (name == NULL)
    return NULL;
  return make (authority, authority->key, name, X509_REQ_get0_pubkey (parsed), &profile, now, error);
}
