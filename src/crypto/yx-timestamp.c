/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-timestamp.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-der.h"
#include "crypto/yx-oids.h"
#include "crypto/yx-openssl.h"

#define MAX_REQUEST (16 * 1024)

static const guint8 *
imprint_digest (TS_MSG_IMPRINT *imprint)
{
  X509_ALGOR *algorithm = TS_MSG_IMPRINT_get_algo (imprint);
  ASN1_OCTET_STRING *message = TS_MSG_IMPRINT_get_msg (imprint);
  const ASN1_OBJECT *oid = NULL;

  X509_ALGOR_get0 (&oid, NULL, NULL, algorithm);
  if (OBJ_obj2nid (oid) != NID_sha256 || ASN1_STRING_length (message) != YX_SHA256_SIZE)
    return NULL;
  return ASN1_STRING_get0_data (message);
}

/* SHA-256 with NULL for parameters, as everybody writes it in timestamps. */
static void
add_imprint (GByteArray *to, const guint8 *digest)
{
  GByteArray *algorithm = g_byte_array_new ();
  GByteArray *imprint = g_byte_array_new ();

  yx_der_add_oid (algorithm, YX_OID_SHA256);
  yx_der_add (algorithm, YX_DER_NULL, NULL, 0);
  yx_der_nest (imprint, YX_DER_SEQUENCE, algorithm);
  yx_der_add (imprint, YX_DER_OCTETS, digest, YX_SHA256_SIZE);
  yx_der_nest (to, YX_DER_SEQUENCE, imprint);
}

/* A positive number of that many bytes. */
static void
add_random (GByteArray *to, gsize size)
{
  guint8 bytes[16];

  yx_random_bytes (bytes, size);
  bytes[0] = (guint8) ((bytes[0] & 0x7f) | 0x40);
  yx_der_add (to, YX_DER_INTEGER, bytes, size);
}

static TS_REQ *
read_request (GBytes *request, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (request, &size);
  const unsigned char *at = bytes;
  g_autoptr (TS_REQ) parsed = NULL;

  if (size <= MAX_REQUEST && yx_der_check (bytes, size))
    parsed = d2i_TS_REQ (NULL, &at, (long) size);
  if (parsed == NULL || TS_REQ_get_version (parsed) != 1)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not a timestamp request");
      return NULL;
    }
  if (imprint_digest (TS_REQ_get_msg_imprint (parsed)) == NULL || TS_REQ_get_ext_count (parsed) > 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "Timestamps are given for SHA-256 only");
      return NULL;
    }
  return g_steal_pointer (&parsed);
}

/* Seconds and milliseconds, without trailing zeros (RFC 3161 §2.4.2). */
static void
add_time (GByteArray *to, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y%m%d%H%M%S");
  g_autoptr (GString) text = g_string_new (seconds);

  g_string_append_printf (text, ".%03d", (int) (now % G_USEC_PER_SEC / 1000));
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, 'Z');
  yx_der_add (to, YX_DER_GENERALIZED_TIME, text->str, text->len);
}

static void
add_nonce (GByteArray *to, TS_REQ *request)
{
  const ASN1_INTEGER *nonce = TS_REQ_get_nonce (request);
  unsigned char *der = NULL;
  int size = nonce != NULL ? i2d_ASN1_INTEGER (nonce, &der) : 0;

  if (size > 0)
    g_byte_array_append (to, der, (guint) size);
  OPENSSL_free (der);
}

/* TSTInfo (RFC 3161 §2.4.2); the hall's clock is kept within a second. */
static GBytes *
make_info (TS_REQ *request, gint64 now)
{
  GByteArray *accuracy = g_byte_array_new ();
  GByteArray *info = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  yx_der_add_int (info, 1);
  yx_der_add_oid (info, YX_OID_TIMESTAMP_POLICY);
  add_imprint (info, imprint_digest (TS_REQ_get_msg_imprint (request)));
  add_random (info, 16);
  add_time (info, now);
  yx_der_add_int (accuracy, 1);
  yx_der_nest (info, YX_DER_SEQUENCE, accuracy);
  add_nonce (info, request);
  yx_der_nest (whole, YX_DER_SEQUENCE, info);
  return g_byte_array_free_to_bytes (whole);
}

static gboolean
wants_policy (TS_REQ *request)
{
  const ASN1_OBJECT *policy = TS_REQ_get_policy_id (request);
  g_autoptr (ASN1_OBJECT) ours = OBJ_txt2obj (YX_OID_TIMESTAMP_POLICY, 1);

  return policy == NULL || OBJ_cmp (policy, ours) == 0;
}

static TS_TST_INFO *
read_info (GBytes *content)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (content, &size);
  const unsigned char *at = bytes;
  g_autoptr (TS_TST_INFO) info = yx_der_check (bytes, size) ? d2i_TS_TST_INFO (NULL, &at, (long) size) : NULL;

  return info != NULL && at == bytes + size && TS_TST_INFO_get_version (info) == 1 ? g_steal_pointer (&info)
                                                                                   : NULL;
}

/* GeneralizedTime with a fraction: OpenSSL drops it, so it is read here. */
static gint64
read_time (const TS_TST_INFO *info)
{
  const ASN1_GENERALIZEDTIME *time = TS_TST_INFO_get_time (info);
  gint64 instant = yx_instant_from_asn1 (time);
  const char *text = time != NULL ? (const char *) ASN1_STRING_get0_data (time) : NULL;
  const char *point = text != NULL ? memchr (text, '.', (gsize) ASN1_STRING_length (time)) : NULL;
  gint64 unit = 100000;

  if (instant == G_MININT64 || point == NULL)
    return instant;
  for (const char *at = point + 1; g_ascii_isdigit (*at) && unit > 0; at++, unit /= 10)
    instant += g_ascii_digit_value (*at) * unit;
  return instant;
}

static char *
write_integer (const ASN1_INTEGER *integer)
{
  return yx_hex (ASN1_STRING_get0_data (integer), (gsize) ASN1_STRING_length (integer));
}

static char *
write_oid (const ASN1_OBJECT *oid)
{
  char text[128] = "";

  OBJ_obj2txt (text, sizeof text, oid, 1);
  return g_strdup (text);
}

/**
 * yx_timestamp_free:
 * @timestamp: (transfer full): a timestamp
 */
void
yx_timestamp_free (YxTimestamp *timestamp)
{
  g_clear_pointer (&timestamp->tsa, yx_certificate_unref);
  g_clear_pointer (&timestamp->certificates, g_ptr_array_unref);
  g_free (timestamp->serial);
  g_free (timestamp->policy);
  g_free (timestamp);
}

/**
 * yx_timestamp_request:
 * @digest: SHA-256 of what gets a timestamp
 *
 * Makes a request (RFC 3161 §2.4.1) with a nonce, asking for the TSA's certificate.
 *
 * Returns: (transfer full): the TimeStampReq in DER
 */
GBytes *
yx_timestamp_request (const guint8 digest[YX_SHA256_SIZE])
{
  const guint8 yes = 0xff;
  GByteArray *request = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  yx_der_add_int (request, 1);
  add_imprint (request, digest);
  add_random (request, 8);
  yx_der_add (request, YX_DER_BOOLEAN, &yes, 1);
  yx_der_nest (whole, YX_DER_SEQUENCE, request);
  return g_byte_array_free_to_bytes (whole);
}

/**
 * yx_timestamp_answer:
 * @tsa: the timestamping authority's certificate, chain and key
 * @request: a TimeStampReq for SHA-256
 * @now: the hall's time after 1970, stated to the millisecond
 * @error: return location
 *
 * Makes a token (RFC 3161 §2.4.2) of a random 128-bit serial and accuracy of a second, with certificates.
 *
 * Returns: (transfer full) (nullable): the TimeStampResp in DER, status granted
 */
GBytes *
yx_timestamp_answer (const YxSigner *tsa, GBytes *request, gint64 now, GError **error)
{
  g_autoptr (TS_REQ) parsed = read_request (request, error);
  g_autoptr (GBytes) info = NULL;
  g_autoptr (GBytes) token = NULL;
  GByteArray *status;
  GByteArray *content;
  GByteArray *answer;

  if (parsed == NULL)
    return NULL;
  if (!wants_policy (parsed))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_UNSUPPORTED, "Timestamps of that policy are not given");
      return NULL;
    }
  info = make_info (parsed, now);
  token = yx_cms_wrap (tsa, YX_OID_TST_INFO, info, error);
  if (token == NULL)
    return NULL;
  status = g_byte_array_new ();
  yx_der_add_int (status, 0);
  content = g_byte_array_new ();
  yx_der_nest (content, YX_DER_SEQUENCE, status);
  yx_der_add_bytes (content, token);
  answer = g_byte_array_new ();
  yx_der_nest (answer, YX_DER_SEQUENCE, content);
  return g_byte_array_free_to_bytes (answer);
}

/* RFC 3161 §2.4.2: the answer must be to this request. */
static gboolean
answers (TS_TST_INFO *info, TS_REQ *request)
{
  const guint8 *asked = imprint_digest (TS_REQ_get_msg_imprint (request));
  const guint8 *got = imprint_digest (TS_TST_INFO_get_msg_imprint (info));
  const ASN1_INTEGER *nonce = TS_REQ_get_nonce (request);
  const ASN1_INTEGER *echoed = TS_TST_INFO_get_nonce (info);

  if (asked == NULL || got == NULL || memcmp (asked, got, YX_SHA256_SIZE) != 0)
    return FALSE;
  return nonce == NULL || (echoed != NULL && ASN1_INTEGER_cmp (nonce, echoed) == 0);
}

/**
 * yx_timestamp_token:
 * @answer: a TimeStampResp from anywhere, at most 1 MiB
 * @request: what was asked
 * @error: return location; %YX_CRYPTO_ERROR_MISMATCH if it is no answer to @request
 *
 * Takes the token out of an answer. Its signature is for yx_timestamp_verify() to check.
 *
 * Returns: (transfer full) (nullable): the token, a ContentInfo in DER
 */
GBytes *
yx_timestamp_token (GBytes *answer, GBytes *request, GError **error)
{
  g_autoptr (TS_REQ) asked = read_request (request, error);
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (answer, &size);
  const unsigned char *at = bytes;
  g_autoptr (TS_RESP) parsed = NULL;
  g_autoptr (GBytes) token = NULL;
  long status;
  unsigned char *der = NULL;
  int written;

  if (asked == NULL)
    return NULL;
  if (size <= YX_CMS_MAX_SIZE && yx_der_check (bytes, size))
    parsed = d2i_TS_RESP (NULL, &at, (long) size);
  if (parsed == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "Not an answer to a timestamp request");
      return NULL;
    }
  status = ASN1_INTEGER_get (TS_STATUS_INFO_get0_status (TS_RESP_get_status_info (parsed)));
  if ((status != 0 && status != 1) || TS_RESP_get_token (parsed) == NULL)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The timestamping authority refused");
      return NULL;
    }
  if (TS_RESP_get_tst_info (parsed) == NULL || !answers (TS_RESP_get_tst_info (parsed), asked))
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH, "The timestamp is not for what was asked");
      return NULL;
    }
  written = i2d_PKCS7 (TS_RESP_get_token (parsed), &der);
  if (written > 0)
    token = g_bytes_new (der, (gsize) written);
  OPENSSL_free (der);
  return g_steal_pointer (&token);
}

/**
 * yx_timestamp_verify:
 * @token: a token in DER
 * @digest: SHA-256 of what should bear the timestamp
 * @error: return location; %YX_CRYPTO_ERROR_INVALID if its signature does not hold,
 *   %YX_CRYPTO_ERROR_MISMATCH if it is for something else
 *
 * Checks a token (RFC 3161 §2.4.2) by itself; whether its TSA is trusted is for yx_trust_check() to say,
 * with %YX_PURPOSE_TIMESTAMPS at the token's time.
 *
 * Returns: (transfer full) (nullable): what it states
 */
YxTimestamp *
yx_timestamp_verify (GBytes *token, const guint8 digest[YX_SHA256_SIZE], GError **error)
{
  g_autoptr (YxCms) cms = yx_cms_unwrap (token, YX_OID_TST_INFO, error);
  g_autoptr (TS_TST_INFO) info = NULL;
  const guint8 *stamped;
  YxTimestamp *timestamp;

  if (cms == NULL)
    return NULL;
  if (!cms->valid)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_INVALID, "The timestamp's signature does not hold");
      return NULL;
    }
  info = read_info (cms->content);
  stamped = info != NULL ? imprint_digest (TS_TST_INFO_get_msg_imprint (info)) : NULL;
  if (stamped == NULL || read_time (info) == G_MININT64)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "The timestamp states nothing that can be read");
      return NULL;
    }
  if (memcmp (stamped, digest, YX_SHA256_SIZE) != 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MISMATCH, "The timestamp is for something else");
      return NULL;
    }
  timestamp = g_new0 (YxTimestamp, 1);
  timestamp->time = read_time (info);
  timestamp->serial = write_integer (TS_TST_INFO_get_serial (info));
  timestamp->policy = write_oid (TS_TST_INFO_get_policy_id (info));
  timestamp->tsa = yx_certificate_ref (cms->signer);
  timestamp->certificates = g_ptr_array_ref (cms->certificates);
  return timestamp;
}
