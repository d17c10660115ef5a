/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-revocation.h"

#include <string.h>

#include "crypto/yx-der.h"
#include "crypto/yx-digest.h"
#include "crypto/yx-openssl.h"

#define MOST_SERIAL 32

struct _YxOcspRequest
{
  OCSP_REQUEST *request; /* (owned) */
  char **serials;        /* (owned) */
};

static gpointer
fail (GError **error, YxCryptoError code, const char *what)
{
  yx_crypto_error_set (error, code, what);
  return NULL;
}

static ASN1_TIME *
make_time (gint64 instant)
{
  return ASN1_TIME_set (NULL, (time_t) (instant / G_USEC_PER_SEC));
}

static ASN1_INTEGER *
read_serial (const char *hex)
{
  guint8 bytes[MOST_SERIAL];
  gsize size = strlen (hex) / 2;
  g_autoptr (BIGNUM) number = NULL;

  if (size == 0 || size > sizeof bytes || strlen (hex) % 2 != 0 || !yx_hex_parse (hex, bytes, size))
    return NULL;
  number = BN_bin2bn (bytes, (int) size, NULL);
  return number != NULL ? BN_to_ASN1_INTEGER (number, NULL) : NULL;
}

static char *
write_serial (const ASN1_INTEGER *serial)
{
  g_autoptr (BIGNUM) number = ASN1_INTEGER_to_BN (serial, NULL);
  guint8 bytes[MOST_SERIAL];
  int size = number != NULL ? BN_num_bytes (number) : 0;

  if (size == 0 || size > (int) sizeof bytes || BN_is_negative (number))
    return g_strdup ("00");
  BN_bn2bin (number, bytes);
  return yx_hex (bytes, (gsize) size);
}

/* RFC 5280 §5.3.1: no reason is better than one that says nothing. */
static gboolean
add_reason (X509_REVOKED *revoked, guint reason)
{
  g_autoptr (ASN1_ENUMERATED) value = NULL;

  if (reason == 0)
    return TRUE;
  value = ASN1_ENUMERATED_new ();
  return ASN1_ENUMERATED_set (value, (long) reason) == 1
         && X509_REVOKED_add1_ext_i2d (revoked, NID_crl_reason, value, 0, 0) == 1;
}

static gboolean
add_revoked (X509_CRL *list, const YxRevocationStatus *status)
{
  g_autoptr (X509_REVOKED) revoked = X509_REVOKED_new ();
  g_autoptr (ASN1_INTEGER) serial = read_serial (status->serial);
  g_autoptr (ASN1_TIME) since = make_time (status->since);

  if (serial == NULL || X509_REVOKED_set_serialNumber (revoked, serial) != 1
      || X509_REVOKED_set_revocationDate (revoked, since) != 1 || !add_reason (revoked, status->reason)
      || X509_CRL_add0_revoked (list, revoked) != 1)
    return FALSE;
  revoked = NULL;
  return TRUE;
}

/* RFC 5280 §5.2.1 and §5.2.3. */
static gboolean
add_extensions (X509_CRL *list, YxAuthority *authority, guint64 number)
{
  g_autoptr (ASN1_INTEGER) value = ASN1_INTEGER_new ();
  g_autoptr (X509_EXTENSION) issuer = NULL;
  X509V3_CTX context;

  X509V3_set_ctx (&context, yx_certificate_x509 (yx_authority_certificate (authority)), NULL, NULL, list, 0);
  issuer = X509V3_EXT_conf_nid (NULL, &context, NID_authority_key_identifier, "keyid:always");
  return issuer != NULL && X509_CRL_add_ext (list, issuer, -1) == 1 && ASN1_INTEGER_set_uint64 (value, number) == 1
         && X509_CRL_add1_ext_i2d (list, NID_crl_number, value, 0, 0) == 1;
}

static GBytes *
take_der (unsigned char *der, int size)
{
  GBytes *bytes = size > 0 ? g_bytes_new (der, (gsize) size) : NULL;

  OPENSSL_free (der);
  return bytes;
}

/**
 * yx_authority_list_revoked:
 * @authority: an authority
 * @revoked: (array length=n): what it has issued and revoked
 * @n: how many
 * @number: larger than in every list before
 * @now: the hall's time
 * @next: when there will be another list at the latest
 * @error: return location
 *
 * Makes a list of revoked certificates, version 2 (RFC 5280 §5).
 *
 * Returns: (transfer full) (nullable): the list in DER
 */
GBytes *
yx_authority_list_revoked (YxAuthority *authority,
                           const YxRevocationStatus *revoked,
                           gsize n,
                           guint64 number,
                           gint64 now,
                           gint64 next,
                           GError **error)
{
  X509 *issuer = yx_certificate_x509 (yx_authority_certificate (authority));
  g_autoptr (X509_CRL) list = X509_CRL_new ();
  g_autoptr (ASN1_TIME) this_update = make_time (now);
  g_autoptr (ASN1_TIME) next_update = make_time (next);
  unsigned char *der = NULL;
  gboolean good;

  good = X509_CRL_set_version (list, X509_CRL_VERSION_2) == 1
         && X509_CRL_set_issuer_name (list, X509_get_subject_name (issuer)) == 1
         && X509_CRL_set1_lastUpdate (list, this_update) == 1 && X509_CRL_set1_nextUpdate (list, next_update) == 1
         && add_extensions (list, authority, number);
  for (gsize i = 0; i < n && good; i++)
    good = add_revoked (list, &revoked[i]);
  if (good)
    good = X509_CRL_sort (list) == 1 && X509_CRL_sign (list, yx_key_pkey (yx_authority_key (authority)), EVP_sha256 ()) > 0;
  yx_wipe_stack ();
  if (!good)
    return fail (error, YX_CRYPTO_ERROR_FAILED, "The list of revoked certificates could not be made");
  return take_der (der, i2d_X509_CRL (list, &der));
}

static gboolean
same_issuer (OCSP_REQUEST *request, int a, int b)
{
  return OCSP_id_issuer_cmp (OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, a)),
                             OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, b)))
         == 0;
}

static char **
list_serials (OCSP_REQUEST *request)
{
  int n = OCSP_request_onereq_count (request);
  g_autoptr (GStrvBuilder) serials = g_strv_builder_new ();

  if (n < 1 || n > YX_OCSP_MOST_SERIALS)
    return NULL;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;
      ASN1_INTEGER *serial = NULL;

      OCSP_id_get0_info (NULL, NULL, NULL, &serial, OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, i)));
      text = write_serial (serial);
      g_strv_builder_add (serials, text);
      if (!same_issuer (request, 0, i))
        return NULL;
    }
  return g_strv_builder_end (serials);
}

/**
 * yx_ocsp_request_parse:
 * @der: an OCSPRequest (RFC 6960 §4.1.1), at most %YX_OCSP_MOST bytes; a signature on it is not looked at
 * @error: return location; %YX_CRYPTO_ERROR_MALFORMED also for more than %YX_OCSP_MOST_SERIALS questions, none, or
 *   several issuers
 *
 * Returns: (transfer full) (nullable): the request
 */
YxOcspRequest *
yx_ocsp_request_parse (GBytes *der, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (der, &size);
  const unsigned char *at = bytes;
  g_autoptr (OCSP_REQUEST) read
    = size > 0 && size <= YX_OCSP_MOST && yx_der_check (bytes, size) ? d2i_OCSP_REQUEST (NULL, &at, (long) size) : NULL;
  char **serials = read != NULL && at == bytes + size ? list_serials (read) : NULL;
  YxOcspRequest *request;

  if (serials == NULL)
    return fail (error, YX_CRYPTO_ERROR_MALFORMED, "Not a question about certificates");
  request = g_new0 (YxOcspRequest, 1);
  request->request = g_steal_pointer (&read);
  request->serials = serials;
  return request;
}

/**
 * yx_ocsp_request_free:
 * @request: (transfer full): a request
 */
void
yx_ocsp_request_free (YxOcspRequest *request)
{
  OCSP_REQUEST_free (request->request);
  g_strfreev (request->serials);
  g_free (request);
}

/**
 * yx_ocsp_request_serials:
 * @request: a request
 *
 * Returns: (transfer none) (array zero-terminated=1): about which serial numbers it asks, in lower-case hex
 */
const char *const *
yx_ocsp_request_serials (const YxOcspRequest *request)
{
  return (const char *const *) request->serials;
}

/**
 * yx_ocsp_request_is_for:
 * @request: a request
 * @issuer: an authority's certificate
 *
 * Returns: whether it asks about certificates that @issuer has issued, by the digest that the request uses
 */
gboolean
yx_ocsp_request_is_for (const YxOcspRequest *request, YxCertificate *issuer)
{
  X509 *x509 = yx_certificate_x509 (issuer);
  OCSP_CERTID *asked = OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request->request, 0));
  g_autoptr (OCSP_CERTID) ours = NULL;
  ASN1_OBJECT *algorithm = NULL;
  ASN1_INTEGER *serial = NULL;
  const EVP_MD *digest;

  OCSP_id_get0_info (NULL, &algorithm, NULL, &serial, asked);
  digest = EVP_get_digestbyobj (algorithm);
  if (digest == NULL)
    return FALSE;
  ours = OCSP_cert_id_new (digest, X509_get_subject_name (x509), X509_get0_pubkey_bitstr (x509), serial);
  return ours != NULL && OCSP_id_issuer_cmp (ours, asked) == 0;
}

static gboolean
add_status (OCSP_BASICRESP *basic, OCSP_CERTID *id, const YxRevocationStatus *status, gint64 now, gint64 next)
{
  static const int statuses[] = { [YX_REVOCATION_GOOD] = V_OCSP_CERTSTATUS_GOOD,
                                  [YX_REVOCATION_REVOKED] = V_OCSP_CERTSTATUS_REVOKED,
                                  [YX_REVOCATION_UNKNOWN] = V_OCSP_CERTSTATUS_UNKNOWN };
  YxRevocation revocation = status != NULL ? status->revocation : YX_REVOCATION_UNKNOWN;
  gboolean revoked = revocation == YX_REVOCATION_REVOKED;
  g_autoptr (ASN1_TIME) since = revoked ? make_time (status->since) : NULL;
  g_autoptr (ASN1_TIME) this_update = make_time (now);
  g_autoptr (ASN1_TIME) next_update = make_time (next);
  int reason = revoked && status->reason != 0 ? (int) status->reason : -1;

  return OCSP_basic_add1_status (basic, id, statuses[revocation], reason, since, this_update, next_update) != NULL;
}

static const YxRevocationStatus *
find_status (const YxRevocationStatus *statuses, gsize n, const char *serial)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (statuses[i].serial, serial) == 0)
      return &statuses[i];
  return NULL;
}

/* OpenSSL would say when by the system's clock. */
static gboolean
sign_answer (OCSP_BASICRESP *basic, YxCertificate *responder, YxKey *key, gint64 now)
{
  ASN1_GENERALIZEDTIME *produced = (ASN1_GENERALIZEDTIME *) OCSP_resp_get0_produced_at (basic);

  return ASN1_GENERALIZEDTIME_set (produced, (time_t) (now / G_USEC_PER_SEC)) != NULL
         && OCSP_basic_sign (basic, yx_certificate_x509 (responder), yx_key_pkey (key), EVP_sha256 (), NULL,
                             OCSP_RESPID_KEY | OCSP_NOTIME)
              == 1;
}

static GBytes *
wrap_answer (OCSP_BASICRESP *basic)
{
  g_autoptr (OCSP_RESPONSE) response = OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  unsigned char *der = NULL;

  return response != NULL ? take_der (der, i2d_OCSP_RESPONSE (response, &der)) : NULL;
}

/**
 * yx_ocsp_answer:
 * @request: the question
 * @responder: certificate of yx_authority_issue_responder(), of the issuer asked about
 * @key: its key
 * @statuses: (array length=n): what is known; what the request asks for besides is unknown
 * @n: how many
 * @now: the hall's time
 * @next: until when the answer holds
 * @error: return location
 *
 * Answers (RFC 6960 §4.2) with a delegated responder's signature; a nonce comes back.
 *
 * Returns: (transfer full) (nullable): the OCSPResponse in DER
 */
GBytes *
yx_ocsp_answer (const YxOcspRequest *request,
                YxCertificate *responder,
                YxKey *key,
                const YxRevocationStatus *statuses,
                gsize n,
                gint64 now,
                gint64 next,
                GError **error)
{
  g_autoptr (OCSP_BASICRESP) basic = OCSP_BASICRESP_new ();
  g_autoptr (GBytes) answer = NULL;
  gboolean good = TRUE;

  for (int i = 0; request->serials[i] != NULL && good; i++)
    good = add_status (basic, OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request->request, i)),
                       find_status (statuses, n, request->serials[i]), now, next);
  if (good && OCSP_copy_nonce (basic, request->request) >= 0 && sign_answer (basic, responder, key, now))
    answer = wrap_answer (basic);
  yx_wipe_stack ();
  if (answer == NULL)
    return fail (error, YX_CRYPTO_ERROR_FAILED, "The answer about certificates could not be made");
  return g_steal_pointer (&answer);
}

/**
 * yx_ocsp_failure:
 * @failure: what went wrong
 *
 * Returns: (transfer full): an OCSPResponse in DER that says so, unsigned (RFC 6960 §4.2.1)
 */
GBytes *
yx_ocsp_failure (YxOcspFailure failure)
{
  g_autoptr (OCSP_RESPONSE) response = OCSP_response_create ((int) failure, NULL);
  unsigned char *der = NULL;

  return take_der (der, i2d_OCSP_RESPONSE (response, &der));
}
