/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-public.h"

#include <string.h>

#include "crypto/yx-revocation.h"
#include "hall/yx-hall-crl.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-authority-entry.h"
#include "model/yx-issued-certificate.h"

#define FINGERPRINT 64
#define MOST_IN_PATH 2048
#define CACHED 600 /* seconds */
#define ANSWER_HOLDS (12 * G_TIME_SPAN_HOUR)
#define OCSP_REQUEST_TYPE "application/ocsp-request"
#define OCSP_ANSWER_TYPE "application/ocsp-response"

/* One line of what the hall publishes. */
typedef struct
{
  YxEndpoint endpoint;
  const char *suffix; /* (nullable): of a file named by a fingerprint; else anything goes */
  YxHallHandler handler;
} Public;

static gboolean get_crl (YxHallCall *call, GError **error);
static gboolean get_authority (YxHallCall *call, GError **error);
static gboolean get_status (YxHallCall *call, GError **error);
static gboolean post_status (YxHallCall *call, GError **error);

#define ID(n) ((YxEndpointId)(YX_N_ENDPOINTS + (n)))

static const Public publics[] = {
  { { ID (0), "crl.get", YX_GET, YX_HALL_PUBLIC_CRL, NULL, NULL, YX_ACTION_HALL_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
    ".crl", get_crl },
  { { ID (1), "ca.get", YX_GET, YX_HALL_PUBLIC_CA, NULL, NULL, YX_ACTION_HALL_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
    ".cer", get_authority },
  { { ID (2), "ocsp.get", YX_GET, YX_HALL_PUBLIC_OCSP "/", NULL, NULL, YX_ACTION_HALL_READ, YX_STEP_UP_NONE, 0,
      YX_RATE_READ, 0 },
    NULL, get_status },
  { { ID (3), "ocsp.post", YX_POST, YX_HALL_PUBLIC_OCSP, NULL, NULL, YX_ACTION_HALL_READ, YX_STEP_UP_NONE, YX_OCSP_MOST,
      YX_RATE_READ, YX_API_BYTES_IN },
    NULL, post_status },
};

static const Public *
find_public (const YxEndpoint *endpoint)
{
  for (gsize i = 0; i < G_N_ELEMENTS (publics); i++)
    if (endpoint == &publics[i].endpoint)
      return &publics[i];
  return NULL;
}

/* What stands between path and suffix, if it is what may stand there. */
static char *
match_rest (const Public *public, const char *path)
{
  const char *rest = path + strlen (public->endpoint.path);
  gsize size = strlen (rest);

  if (public->endpoint.method == YX_POST)
    return size == 0 ? g_strdup ("") : NULL;
  if (public->suffix == NULL)
    return size > 0 ? g_strdup (rest) : NULL;
  if (size != FINGERPRINT + strlen (public->suffix) || strspn (rest, "0123456789abcdef") != FINGERPRINT
      || strcmp (rest + FINGERPRINT, public->suffix) != 0)
    return NULL;
  return g_strndup (rest, FINGERPRINT);
}

/**
 * yx_hall_public_match:
 * @method: a request's method
 * @path: its path, still encoded
 * @parameters: (out caller-allocates): what the path names
 * @known: (out): whether there is something with another method
 *
 * Returns: (transfer none) (nullable): what is asked for
 */
const YxEndpoint *
yx_hall_public_match (const char *method, const char *path, YxApiParameters *parameters, gboolean *known)
{
  *known = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (publics) && strlen (path) <= MOST_IN_PATH; i++)
    {
      g_autofree char *rest = g_str_has_prefix (path, publics[i].endpoint.path) ? match_rest (&publics[i], path) : NULL;

      if (rest == NULL)
        continue;
      *known = TRUE;
      if (strcmp (method, yx_method_name (publics[i].endpoint.method)) != 0)
        continue;
      parameters->values[0] = g_steal_pointer (&rest);
      return &publics[i].endpoint;
    }
  return NULL;
}

/**
 * yx_hall_public_handler:
 * @endpoint: an endpoint
 *
 * Returns: (nullable): what does it, if it is one of these
 */
YxHallHandler
yx_hall_public_handler (const YxEndpoint *endpoint)
{
  const Public *public = find_public (endpoint);

  return public != NULL ? public->handler : NULL;
}

/**
 * yx_hall_public_takes:
 * @endpoint: an endpoint
 *
 * Returns: (nullable): the content type that it takes, if it is one of these
 */
const char *
yx_hall_public_takes (const YxEndpoint *endpoint)
{
  return find_public (endpoint) != NULL ? OCSP_REQUEST_TYPE : NULL;
}

static gboolean
answer (YxHallCall *call, GBytes *bytes, const char *type, guint cached)
{
  call->answer_bytes = bytes;
  call->answer_type = type;
  call->cached = cached;
  return bytes != NULL;
}

/* `GET /crl/FINGERPRINT.crl` (RFC 5280 §4.2.1.13) */
static gboolean
get_crl (YxHallCall *call, GError **error)
{
  return answer (call, yx_hall_crl (call->hall, call->parameters.values[0], error), "application/pkix-crl", CACHED);
}

/* `GET /ca/FINGERPRINT.cer` (RFC 5280 §4.2.2.1): roots and issuing authorities, old ones too. */
static gboolean
get_authority (YxHallCall *call, GError **error)
{
  g_autoptr (YxAuthorityEntry) entry = yx_hall_find_now (
      call->hall, &yx_authority_entry_type, "\"fingerprint\" = :fingerprint AND \"role\" IN ('root', 'issuing')",
      YX_WITH ("fingerprint", call->parameters.values[0]), error);

  return entry != NULL && answer (call, g_bytes_ref (entry->certificate), "application/pkix-cert", CACHED);
}

/* Which of the hall's authorities is asked about; absent without an error: none. */
static gboolean
find_issuer (YxHall *hall, const YxOcspRequest *request, GPtrArray *authorities, const char **issuer, GError **error)
{
  *issuer = NULL;
  for (guint i = 0; i < authorities->len; i++)
    {
      const YxAuthorityEntry *entry = authorities->pdata[i];
      g_autoptr (YxCertificate) certificate = yx_certificate_from_der (entry->certificate, error);

      if (certificate == NULL)
        return FALSE;
      if (entry->role == YX_AUTHORITY_ISSUING && yx_ocsp_request_is_for (request, certificate))
        *issuer = entry->fingerprint;
    }
  return TRUE;
}

/* The hall's own services have no rows among the users' certificates. */
static gboolean
is_service (GPtrArray *authorities, const char *serial)
{
  for (guint i = 0; i < authorities->len; i++)
    {
      g_autoptr (YxCertificate) certificate
          = yx_certificate_from_der (((YxAuthorityEntry *)authorities->pdata[i])->certificate, NULL);

      if (certificate != NULL && strcmp (yx_certificate_serial (certificate), serial) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_status (YxHall *hall, GPtrArray *authorities, const char *issuer, YxRevocationStatus *status, GError **error)
{
  g_autoptr (YxIssuedCertificate) certificate = NULL;

  if (!yx_hall_look_now (hall, &yx_issued_certificate_type, "\"serial\" = :serial AND \"authority\" = :authority",
                         YX_WITH ("serial", status->serial, "authority", issuer), &certificate, error))
    return FALSE;
  if (certificate == NULL)
    status->revocation = is_service (authorities, status->serial) ? YX_REVOCATION_GOOD : YX_REVOCATION_UNKNOWN;
  else if (certificate->state == YX_CERTIFICATE_VALID)
    status->revocation = YX_REVOCATION_GOOD;
  else
    *status = (YxRevocationStatus){ status->serial, YX_REVOCATION_REVOKED, certificate->ended,
                                    (guint)certificate->end_reason };
  return TRUE;
}

static GBytes *
ask_signer (
    YxHall *hall, GBytes *der, const YxOcspRequest *request, GPtrArray *authorities, const char *issuer, GError **error)
{
  const char *const *serials = yx_ocsp_request_serials (request);
  YxRevocationStatus statuses[YX_OCSP_MOST_SERIALS] = { 0 };
  gint64 now = yx_clock_now (hall->clock);
  guint n = 0;

  for (; serials[n] != NULL && n < YX_OCSP_MOST_SERIALS; n++)
    {
      statuses[n].serial = serials[n];
      if (!read_status (hall, authorities, issuer, &statuses[n], error))
        return NULL;
    }
  return yx_hall_signer_status (hall->signer, der, statuses, n, now, now + ANSWER_HOLDS, error);
}

/* What cannot be answered is said in OCSP's own words (RFC 6960 §2.3). */
static GBytes *
make_status (YxHall *hall, GBytes *der, GError **error)
{
  g_autoptr (YxOcspRequest) request = yx_ocsp_request_parse (der, NULL);
  g_autoptr (GPtrArray) authorities = NULL;
  const char *issuer;

  if (request == NULL)
    return yx_ocsp_failure (YX_OCSP_MALFORMED);
  authorities = yx_hall_rows_now (hall, &yx_authority_entry_type, "1 = 1", NULL, error);
  if (authorities == NULL || !find_issuer (hall, request, authorities, &issuer, error))
    return NULL;
  if (issuer == NULL)
    return yx_ocsp_failure (YX_OCSP_UNAUTHORIZED);
  return ask_signer (hall, der, request, authorities, issuer, error);
}

/* `POST /ocsp` (RFC 6960 A.1) */
static gboolean
post_status (YxHallCall *call, GError **error)
{
  return answer (call, make_status (call->hall, call->body, error), OCSP_ANSWER_TYPE, 0);
}

/* `GET /ocsp/BASE64`, encoded for a path or, as many do, not (RFC 6960 A.1) */
static gboolean
get_status (YxHallCall *call, GError **error)
{
  g_autofree char *text = g_uri_unescape_string (call->parameters.values[0], NULL);
  g_autoptr (GBytes) der = NULL;
  gsize size = 0;
  guchar *bytes = text != NULL && *text != '\0' ? g_base64_decode (text, &size) : NULL;

  der = g_bytes_new_take (bytes, size);
  return answer (call, make_status (call->hall, der, error), OCSP_ANSWER_TYPE, CACHED);
}
