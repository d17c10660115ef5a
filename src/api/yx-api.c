/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/yx-api.h"

#include <string.h>

#include "base/yx-id.h"
#include "model/yx-account.h"
#include "model/yx-act-reason.h"
#include "model/yx-certificate-suspension.h"
#include "model/yx-code-proof.h"
#include "model/yx-code-request.h"
#include "model/yx-contract.h"
#include "model/yx-document-page.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-enterprise.h"
#include "model/yx-envelope-change.h"
#include "model/yx-envelope-release.h"
#include "model/yx-event-page.h"
#include "model/yx-feed-page.h"
#include "model/yx-filing-page.h"
#include "model/yx-form-consent.h"
#include "model/yx-hall-info.h"
#include "model/yx-issued-certificate-page.h"
#include "model/yx-key-envelope.h"
#include "model/yx-password-change.h"
#include "model/yx-person-export.h"
#include "model/yx-person-registration.h"
#include "model/yx-person.h"
#include "model/yx-revision-page.h"
#include "model/yx-seal-page.h"
#include "model/yx-seal-use-page.h"
#include "model/yx-seal-voiding.h"
#include "model/yx-session-page.h"
#include "model/yx-sign-in.h"
#include "model/yx-signing-order.h"

#define KIB 1024
#define SMALL (16 * KIB)
#define REVISION (1024 * KIB)

static const YxEndpoint endpoints[] = {
  { YX_API_HALL_GET, "hall.get", YX_GET, "/v1/hall", NULL, &yx_hall_info_type, YX_ACTION_HALL_READ, YX_STEP_UP_NONE, 0,
    YX_RATE_READ, 0 },
  { YX_API_CODE_SEND, "code.send", YX_POST, "/v1/codes", &yx_code_request_type, NULL, YX_ACTION_CODE_REQUEST,
    YX_STEP_UP_NONE, SMALL, YX_RATE_CODE, 0 },
  { YX_API_ENTERPRISE_REGISTER, "enterprise.register", YX_PUT, "/v1/enterprises/{enterprise:ent}",
    &yx_enterprise_registration_type, &yx_account_type, YX_ACTION_REGISTER, YX_STEP_UP_CODE, SMALL, YX_RATE_SIGN_IN,
    YX_API_CREATES },
  { YX_API_PERSON_REGISTER, "person.register", YX_PUT, "/v1/accounts/{account:acc}", &yx_person_registration_type,
    &yx_account_type, YX_ACTION_REGISTER, YX_STEP_UP_CODE, SMALL, YX_RATE_SIGN_IN, YX_API_CREATES },
  { YX_API_SESSION_CREATE, "session.create", YX_POST, "/v1/sessions", &yx_sign_in_type, &yx_session_type,
    YX_ACTION_SIGN_IN, YX_STEP_UP_NONE, SMALL, YX_RATE_SIGN_IN, YX_API_MAKES },
  { YX_API_SESSION_LIST, "session.list", YX_GET, "/v1/sessions", NULL, &yx_session_page_type, YX_ACTION_SESSION_READ,
    YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_SESSION_END, "session.end", YX_DELETE, "/v1/sessions/{session:ses}", NULL, NULL, YX_ACTION_SESSION_END,
    YX_STEP_UP_NONE, 0, YX_RATE_WRITE, 0 },
  { YX_API_ACCOUNT_GET, "account.get", YX_GET, "/v1/account", NULL, &yx_account_type, YX_ACTION_ACCOUNT_READ,
    YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_ACCOUNT_PASSWORD, "account.password", YX_POST, "/v1/account/password", &yx_password_change_type, NULL,
    YX_ACTION_ACCOUNT_CHANGE, YX_STEP_UP_CODE, SMALL, YX_RATE_SIGN_IN, 0 },
  { YX_API_PERSON_GET, "person.get", YX_GET, "/v1/person", NULL, &yx_person_type, YX_ACTION_ACCOUNT_READ,
    YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_PERSON_EXPORT, "person.export", YX_POST, "/v1/person/export", &yx_code_proof_type, &yx_person_export_type,
    YX_ACTION_PERSON_EXPORT, YX_STEP_UP_CODE, SMALL, YX_RATE_WRITE, 0 },
  { YX_API_ENTERPRISE_GET, "enterprise.get", YX_GET, "/v1/enterprises/{enterprise:ent}", NULL, &yx_enterprise_type,
    YX_ACTION_ENTERPRISE_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_ENVELOPE_GET, "envelope.get", YX_GET, "/v1/envelope", NULL, &yx_key_envelope_type,
    YX_ACTION_ENVELOPE_RELEASE, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_ENVELOPE_RELEASE, "envelope.release", YX_POST, "/v1/envelope/release", &yx_envelope_release_type,
    &yx_key_envelope_type, YX_ACTION_ENVELOPE_RELEASE, YX_STEP_UP_CODE_AND_PROOF, SMALL, YX_RATE_WRITE, 0 },
  { YX_API_ENVELOPE_REPLACE, "envelope.replace", YX_PUT, "/v1/envelope", &yx_envelope_change_type, &yx_key_envelope_type,
    YX_ACTION_ENVELOPE_REPLACE, YX_STEP_UP_CODE_AND_PROOF, 128 * KIB, YX_RATE_WRITE, YX_API_COMPARES },
  { YX_API_CERTIFICATE_ISSUE, "certificate.issue", YX_PUT, "/v1/certificates/{certificate:crt}",
    &yx_issued_certificate_type, &yx_issued_certificate_type, YX_ACTION_CERTIFICATE_ISSUE, YX_STEP_UP_CODE_AND_PROOF,
    128 * KIB, YX_RATE_WRITE, YX_API_CREATES },
  { YX_API_CERTIFICATE_LIST, "certificate.list", YX_GET, "/v1/certificates", NULL, &yx_issued_certificate_page_type,
    YX_ACTION_CERTIFICATE_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_CERTIFICATE_GET, "certificate.get", YX_GET, "/v1/certificates/{certificate:crt}", NULL,
    &yx_issued_certificate_type, YX_ACTION_CERTIFICATE_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_CERTIFICATE_SUSPEND, "certificate.suspend", YX_POST, "/v1/certificates/{certificate:crt}/suspend",
    &yx_certificate_suspension_type, &yx_issued_certificate_type, YX_ACTION_CERTIFICATE_SUSPEND, YX_STEP_UP_CODE, SMALL,
    YX_RATE_WRITE, 0 },
  { YX_API_SEAL_MAKE, "seal.make", YX_PUT, "/v1/enterprises/{enterprise:ent}/seals/{seal:sea}", &yx_seal_type,
    &yx_seal_type, YX_ACTION_SEAL_MAKE, YX_STEP_UP_NONE, SMALL, YX_RATE_WRITE, YX_API_CREATES },
  { YX_API_SEAL_LIST, "seal.list", YX_GET, "/v1/enterprises/{enterprise:ent}/seals", NULL, &yx_seal_page_type,
    YX_ACTION_SEAL_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_SEAL_GET, "seal.get", YX_GET, "/v1/enterprises/{enterprise:ent}/seals/{seal:sea}", NULL, &yx_seal_type,
    YX_ACTION_SEAL_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_SEAL_VOID, "seal.void", YX_POST, "/v1/enterprises/{enterprise:ent}/seals/{seal:sea}/void",
    &yx_seal_voiding_type, &yx_seal_type, YX_ACTION_SEAL_VOID, YX_STEP_UP_CODE_AND_PROOF, SMALL, YX_RATE_WRITE, 0 },
  { YX_API_SEAL_USE_LIST, "seal-use.list", YX_GET, "/v1/enterprises/{enterprise:ent}/seal-uses", NULL,
    &yx_seal_use_page_type, YX_ACTION_SEAL_USE_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_FILING_SUBMIT, "filing.submit", YX_PUT, "/v1/enterprises/{enterprise:ent}/filings/{filing:fil}",
    &yx_filing_type, &yx_filing_type, YX_ACTION_FILING_SUBMIT, YX_STEP_UP_NONE, 64 * KIB, YX_RATE_WRITE, YX_API_CREATES },
  { YX_API_FILING_LIST, "filing.list", YX_GET, "/v1/enterprises/{enterprise:ent}/filings", NULL, &yx_filing_page_type,
    YX_ACTION_FILING_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED | YX_API_PERSONAL },
  { YX_API_FILING_GET, "filing.get", YX_GET, "/v1/enterprises/{enterprise:ent}/filings/{filing:fil}", NULL,
    &yx_filing_type, YX_ACTION_FILING_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PERSONAL },
  { YX_API_FILING_CORRECT, "filing.correct", YX_POST, "/v1/enterprises/{enterprise:ent}/filings/{filing:fil}/correct",
    &yx_filing_type, &yx_filing_type, YX_ACTION_FILING_SUBMIT, YX_STEP_UP_NONE, 64 * KIB, YX_RATE_WRITE,
    YX_API_COMPARES | YX_API_KEYED },
  { YX_API_CONTRACT_GET, "contract.get", YX_GET, "/v1/enterprises/{enterprise:ent}/contracts/{contract:ctr}", NULL,
    &yx_contract_type, YX_ACTION_CONTRACT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, 0 },
  { YX_API_DOCUMENT_LIST, "document.list", YX_GET, "/v1/documents", NULL, &yx_document_page_type,
    YX_ACTION_DOCUMENT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED | YX_API_PERSONAL },
  { YX_API_DOCUMENT_GET, "document.get", YX_GET, "/v1/documents/{document:doc}", NULL, &yx_document_type,
    YX_ACTION_DOCUMENT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PERSONAL },
  { YX_API_DOCUMENT_EVENTS, "document.events", YX_GET, "/v1/documents/{document:doc}/events", NULL, &yx_event_page_type,
    YX_ACTION_DOCUMENT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_REVISION_LIST, "revision.list", YX_GET, "/v1/documents/{document:doc}/revisions", NULL,
    &yx_revision_page_type, YX_ACTION_DOCUMENT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_PAGED },
  { YX_API_REVISION_BYTES, "revision.bytes", YX_GET, "/v1/documents/{document:doc}/revisions/{revision:rev}/bytes", NULL,
    NULL, YX_ACTION_DOCUMENT_READ, YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_BYTES_OUT | YX_API_PERSONAL },
  { YX_API_REVISION_APPEND, "revision.append", YX_PUT, "/v1/documents/{document:doc}/revisions/{revision:rev}", NULL,
    &yx_revision_type, YX_ACTION_DOCUMENT_SIGN, YX_STEP_UP_NONE, REVISION, YX_RATE_WRITE,
    YX_API_COMPARES | YX_API_BYTES_IN },
  { YX_API_DOCUMENT_ORDER, "document.order", YX_POST, "/v1/documents/{document:doc}/order", &yx_signing_order_type,
    &yx_document_type, YX_ACTION_DOCUMENT_ORDER, YX_STEP_UP_NONE, SMALL, YX_RATE_WRITE, YX_API_COMPARES | YX_API_KEYED },
  { YX_API_DOCUMENT_CONSENT, "document.consent", YX_POST, "/v1/documents/{document:doc}/consent",
    &yx_form_consent_type, &yx_document_type, YX_ACTION_DOCUMENT_CONSENT, YX_STEP_UP_NONE, SMALL, YX_RATE_WRITE,
    YX_API_COMPARES | YX_API_KEYED },
  { YX_API_DOCUMENT_DECLINE, "document.decline", YX_POST, "/v1/documents/{document:doc}/decline", &yx_act_reason_type,
    &yx_document_type, YX_ACTION_DOCUMENT_DECLINE, YX_STEP_UP_NONE, SMALL, YX_RATE_WRITE,
    YX_API_COMPARES | YX_API_KEYED },
  { YX_API_DOCUMENT_WITHDRAW, "document.withdraw", YX_POST, "/v1/documents/{document:doc}/withdraw",
    &yx_act_reason_type, &yx_document_type, YX_ACTION_DOCUMENT_WITHDRAW, YX_STEP_UP_NONE, SMALL, YX_RATE_WRITE,
    YX_API_COMPARES | YX_API_KEYED },
  { YX_API_FEED_READ, "feed.read", YX_GET, "/v1/feeds/{scope}", NULL, &yx_feed_page_type, YX_ACTION_FEED_READ,
    YX_STEP_UP_NONE, 0, YX_RATE_READ, YX_API_WAITS },
};

G_STATIC_ASSERT (G_N_ELEMENTS (endpoints) == YX_N_ENDPOINTS);

static const char *const method_names[] = { "GET", "PUT", "POST", "DELETE" };

/**
 * yx_endpoint:
 * @id: an endpoint
 *
 * Returns: (transfer none): its line
 */
const YxEndpoint *
yx_endpoint (YxEndpointId id)
{
  g_return_val_if_fail (id < YX_N_ENDPOINTS && endpoints[id].id == id, NULL);
  return &endpoints[id];
}

/**
 * yx_method_name:
 * @method: a method
 *
 * Returns: (transfer none): as RFC 9110 §9 writes it
 */
const char *
yx_method_name (YxMethod method)
{
  return method_names[method];
}

/**
 * yx_endpoint_parameter_kind:
 * @endpoint: an endpoint
 * @number: counts its path's parameters from 0
 *
 * Returns: (transfer full) (nullable): what the parameter is: `ent`, `doc` …, empty for a feed's scope, %NULL when
 *   the path has fewer
 */
char *
yx_endpoint_parameter_kind (const YxEndpoint *endpoint, guint number)
{
  const char *at = strchr (endpoint->path, '{');

  for (guint i = 0; i < number && at != NULL; i++)
    at = strchr (at + 1, '{');
  if (at == NULL)
    return NULL;
  at += strcspn (at, ":}");
  return *at == ':' ? g_strndup (at + 1, strcspn (at + 1, "}")) : g_strdup ("");
}

/**
 * yx_api_key_check:
 * @key: (nullable): what stands in `Idempotency-Key`
 *
 * Returns: whether it is 16 to 64 letters, digits, `-` and `_`
 */
gboolean
yx_api_key_check (const char *key)
{
  gsize length = key != NULL ? strlen (key) : 0;

  return length >= 16 && length <= 64
         && strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

static gboolean
value_fits (const char *template, const char *value)
{
  char prefix[YX_ID_LENGTH + 1] = "";
  const char *end = strchr (template, '}');
  const char *colon = memchr (template, ':', (gsize) (end - template));

  if (colon == NULL)
    return strlen (value) == YX_ID_LENGTH && yx_id_check ("ent", value) + yx_id_check ("per", value) == 1;
  memcpy (prefix, colon + 1, MIN ((gsize) (end - colon - 1), YX_ID_LENGTH));
  return yx_id_check (prefix, value);
}

/* Takes the id at @path, if there is one of the kind that @template names. */
static gboolean
match_id (const char *template, const char *path, char value[YX_ID_LENGTH + 1])
{
  gsize size = strcspn (path, "/");

  if (size != YX_ID_LENGTH)
    return FALSE;
  memcpy (value, path, size);
  value[size] = '\0';
  return value_fits (template, value);
}

static gboolean
match_path (const char *template, const char *path, YxApiParameters *parameters)
{
  char found[YX_API_MAX_PARAMETERS][YX_ID_LENGTH + 1];
  guint n = 0;

  while (*template != '\0')
    {
      if (*template != '{')
        {
          if (*template++ != *path++)
            return FALSE;
          continue;
        }
      if (!match_id (template, path, found[n]))
        return FALSE;
      n++;
      template = strchr (template, '}') + 1;
      path += YX_ID_LENGTH;
    }
  for (guint i = 0; *path == '\0' && i < n; i++)
    parameters->values[i] = g_strdup (found[i]);
  return *path == '\0';
}

/**
 * yx_endpoint_match:
 * @method: a request's method
 * @path: its path, without query
 * @parameters: (out caller-allocates): the values in the path; cleared by yx_api_parameters_clear()
 * @path_known: (out): whether the path exists with another method
 *
 * Returns: (transfer none) (nullable): the endpoint that the request is for
 */
const YxEndpoint *
yx_endpoint_match (const char *method, const char *path, YxApiParameters *parameters, gboolean *path_known)
{
  memset (parameters, 0, sizeof *parameters);
  *path_known = FALSE;
  if (strlen (path) > 300)
    return NULL;
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      if (!match_path (endpoints[i].path, path, parameters))
        continue;
      *path_known = TRUE;
      if (strcmp (method, method_names[endpoints[i].method]) == 0)
        return &endpoints[i];
      yx_api_parameters_clear (parameters);
    }
  return NULL;
}

/**
 * yx_endpoint_path:
 * @endpoint: an endpoint
 * @first: (nullable): the value of the path's first parameter
 * @...: the values of the others, then %NULL
 *
 * Returns: (transfer full): the path with its parameters filled in
 */
char *
yx_endpoint_path (const YxEndpoint *endpoint, const char *first, ...)
{
  g_auto (GStrv) segments = g_strsplit (endpoint->path, "/", -1);
  const char *value = first;
  va_list args;

  va_start (args, first);
  for (guint i = 0; segments[i] != NULL; i++)
    if (segments[i][0] == '{')
      {
        g_assert (value != NULL && value_fits (segments[i], value));
        g_free (segments[i]);
        segments[i] = g_strdup (value);
        value = va_arg (args, const char *);
      }
  va_end (args);
  return g_strjoinv ("/", segments);
}

/**
 * yx_api_parameters_clear:
 * @parameters: what yx_endpoint_match() filled in
 */
void
yx_api_parameters_clear (YxApiParameters *parameters)
{
  for (guint i = 0; i < YX_API_MAX_PARAMETERS; i++)
    g_clear_pointer (&parameters->values[i], g_free);
}
