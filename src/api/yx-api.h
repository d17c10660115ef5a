/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"
#include "model/yx-rights.h"

G_BEGIN_DECLS

#define YX_API_JSON "application/json"
#define YX_API_PROBLEM "application/problem+json"
#define YX_API_REVISION "application/vnd.yinxin.revision"
#define YX_API_TOKEN_SCHEME "Bearer"
#define YX_API_MAX_PARAMETERS 3
#define YX_API_PAGE_MOST 500
#define YX_API_WAIT_MOST 60
#define YX_API_KEY_HEADER "Idempotency-Key"
#define YX_API_KEY_DAYS 30

typedef enum { YX_GET, YX_PUT, YX_POST, YX_DELETE } YxMethod;

/* How often one may ask: per address where nobody is signed in, per account otherwise (formats.md "Rates"). */
typedef enum { YX_RATE_READ, YX_RATE_WRITE, YX_RATE_SIGN_IN, YX_RATE_CODE } YxRateClass;

/* What proves besides the session that it is the account's person. */
typedef enum { YX_STEP_UP_NONE, YX_STEP_UP_CODE, YX_STEP_UP_CODE_AND_PROOF } YxStepUp;

/**
 * YxApiFlags:
 * @YX_API_CREATES: a PUT with `If-None-Match: *` whose id the client made; the same again is 200
 * @YX_API_COMPARES: If-Match with the version that the request is about is required
 * @YX_API_BYTES_IN: the body is bytes of %YX_API_REVISION instead of JSON
 * @YX_API_BYTES_OUT: the answer is bytes
 * @YX_API_PAGED: a list: `?cursor=&limit=`
 * @YX_API_WAITS: may be held open: `?wait=` seconds
 * @YX_API_MAKES: something new each time: 201
 * @YX_API_KEYED: an act without an id of its own: `Idempotency-Key` is required, and the same request with the
 *   same key is answered as the first one was, for %YX_API_KEY_DAYS days (design.md "exactly once")
 * @YX_API_PERSONAL: answers with what is personal about a party: that another one reads it is an event of its
 *   object, once for each session (design.md "history")
 */
typedef enum
{
  YX_API_CREATES = 1 << 0,
  YX_API_COMPARES = 1 << 1,
  YX_API_BYTES_IN = 1 << 2,
  YX_API_BYTES_OUT = 1 << 3,
  YX_API_PAGED = 1 << 4,
  YX_API_WAITS = 1 << 5,
  YX_API_MAKES = 1 << 6,
  YX_API_KEYED = 1 << 7,
  YX_API_PERSONAL = 1 << 8,
} YxApiFlags;

typedef enum
{
  YX_API_HALL_GET,
  YX_API_CODE_SEND,
  YX_API_ENTERPRISE_REGISTER,
  YX_API_PERSON_REGISTER,
  YX_API_SESSION_CREATE,
  YX_API_SESSION_LIST,
  YX_API_SESSION_END,
  YX_API_ACCOUNT_GET,
  YX_API_ACCOUNT_PASSWORD,
  YX_API_PERSON_GET,
  YX_API_PERSON_EXPORT,
  YX_API_ENTERPRISE_GET,
  YX_API_ENVELOPE_GET,
  YX_API_ENVELOPE_RELEASE,
  YX_API_ENVELOPE_REPLACE,
  YX_API_CERTIFICATE_ISSUE,
  YX_API_CERTIFICATE_LIST,
  YX_API_CERTIFICATE_GET,
  YX_API_CERTIFICATE_SUSPEND,
  YX_API_SEAL_MAKE,
  YX_API_SEAL_LIST,
  YX_API_SEAL_GET,
  YX_API_SEAL_VOID,
  YX_API_SEAL_USE_LIST,
  YX_API_FILING_SUBMIT,
  YX_API_FILING_LIST,
  YX_API_FILING_GET,
  YX_API_FILING_CORRECT,
  YX_API_CONTRACT_GET,
  YX_API_DOCUMENT_LIST,
  YX_API_DOCUMENT_GET,
  YX_API_DOCUMENT_EVENTS,
  YX_API_REVISION_LIST,
  YX_API_REVISION_BYTES,
  YX_API_REVISION_APPEND,
  YX_API_DOCUMENT_ORDER,
  YX_API_DOCUMENT_CONSENT,
  YX_API_DOCUMENT_DECLINE,
  YX_API_DOCUMENT_WITHDRAW,
  YX_API_FEED_READ,
  YX_N_ENDPOINTS,
} YxEndpointId;

/**
 * YxEndpoint:
 * @id: its number
 * @name: its name: `filing.submit`
 * @path: template with `{parameters}`; an id parameter's prefix follows a colon: `{filing:fil}`
 * @request: (nullable): the record in the body, read as %YX_CREATE
 * @answer: (nullable): the record in the answer; %NULL: 204
 * @action: what it does, for the rights table
 * @max_body: bytes of body accepted
 *
 * One line of the hall's interface. Router, client and tests all read it.
 */
typedef struct
{
  YxEndpointId id;
  const char *name;
  YxMethod method;
  const char *path;
  const YxRecordType *request;
  const YxRecordType *answer;
  YxAction action;
  YxStepUp step_up;
  gsize max_body;
  YxRateClass rate;
  guint flags;
} YxEndpoint;

/* The values of a path's parameters, in order. */
typedef struct
{
  char *values[YX_API_MAX_PARAMETERS]; /* (owned) */
} YxApiParameters;

const YxEndpoint *yx_endpoint (YxEndpointId id);
const YxEndpoint *yx_endpoint_match (const char *method, const char *path, YxApiParameters *parameters, gboolean *path_known);
char *yx_endpoint_path (const YxEndpoint *endpoint, const char *first, ...) G_GNUC_NULL_TERMINATED;
const char *yx_method_name (YxMethod method);
void yx_api_parameters_clear (YxApiParameters *parameters);
char *yx_endpoint_parameter_kind (const YxEndpoint *endpoint, guint number);
gboolean yx_api_key_check (const char *key);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxApiParameters, yx_api_parameters_clear)

G_END_DECLS
