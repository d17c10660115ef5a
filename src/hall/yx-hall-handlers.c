/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

static const YxHallHandler handlers[YX_N_ENDPOINTS] = {
  [YX_API_HALL_GET] = yx_hall_info_get,
  [YX_API_CODE_SEND] = yx_hall_code_send,
  [YX_API_ENTERPRISE_REGISTER] = yx_hall_enterprise_register,
  [YX_API_PERSON_REGISTER] = yx_hall_person_register,
  [YX_API_SESSION_CREATE] = yx_hall_session_create,
  [YX_API_SESSION_LIST] = yx_hall_session_list,
  [YX_API_SESSION_END] = yx_hall_session_end,
  [YX_API_ACCOUNT_GET] = yx_hall_account_get,
  [YX_API_ACCOUNT_PASSWORD] = yx_hall_account_password,
  [YX_API_PERSON_GET] = yx_hall_person_get,
  [YX_API_PERSON_EXPORT] = yx_hall_person_export,
  [YX_API_ENTERPRISE_GET] = yx_hall_enterprise_get,
  [YX_API_ENVELOPE_GET] = yx_hall_envelope_get,
  [YX_API_ENVELOPE_RELEASE] = yx_hall_envelope_release,
  [YX_API_ENVELOPE_REPLACE] = yx_hall_envelope_replace,
  [YX_API_CERTIFICATE_ISSUE] = yx_hall_certificate_issue,
  [YX_API_CERTIFICATE_LIST] = yx_hall_certificate_list,
  [YX_API_CERTIFICATE_GET] = yx_hall_certificate_get,
  [YX_API_CERTIFICATE_SUSPEND] = yx_hall_certificate_suspend,
  [YX_API_SEAL_MAKE] = yx_hall_seal_make,
  [YX_API_SEAL_LIST] = yx_hall_seal_list,
  [YX_API_SEAL_GET] = yx_hall_seal_get,
  [YX_API_SEAL_VOID] = yx_hall_seal_void,
  [YX_API_SEAL_USE_LIST] = yx_hall_seal_use_list,
  [YX_API_FILING_SUBMIT] = yx_hall_filing_submit,
  [YX_API_FILING_LIST] = yx_hall_filing_list,
  [YX_API_FILING_GET] = yx_hall_filing_get,
  [YX_API_FILING_CORRECT] = yx_hall_filing_correct,
  [YX_API_CONTRACT_GET] = yx_hall_contract_get,
  [YX_API_DOCUMENT_LIST] = yx_hall_document_list,
  [YX_API_DOCUMENT_GET] = yx_hall_document_get,
  [YX_API_DOCUMENT_EVENTS] = yx_hall_document_events,
  [YX_API_REVISION_LIST] = yx_hall_revision_list,
  [YX_API_REVISION_BYTES] = yx_hall_revision_bytes,
  [YX_API_REVISION_APPEND] = yx_hall_revision_append,
  [YX_API_DOCUMENT_ORDER] = yx_hall_document_order,
  [YX_API_DOCUMENT_CONSENT] = yx_hall_document_consent,
  [YX_API_DOCUMENT_DECLINE] = yx_hall_document_decline,
  [YX_API_DOCUMENT_WITHDRAW] = yx_hall_document_withdraw,
  [YX_API_FEED_READ] = yx_hall_feed_read,
};

/**
 * yx_hall_handler_for:
 * @id: an endpoint
 *
 * Returns: what it does
 */
YxHallHandler
yx_hall_handler_for (YxEndpointId id)
{
  g_return_val_if_fail (id < YX_N_ENDPOINTS, NULL);
  return handlers[id];
}

/**
 * yx_hall_handler_is_quick:
 * @id: an endpoint
 *
 * Returns: whether its handler reads a few rows by their keys and nothing else, so that handing it to a worker would
 *   take longer than the work
 */
gboolean
yx_hall_handler_is_quick (YxEndpointId id)
{
  switch (id)
    {
    case YX_API_HALL_GET:
    case YX_API_ACCOUNT_GET:
    case YX_API_PERSON_GET:
    case YX_API_ENTERPRISE_GET:
    case YX_API_FILING_GET:
    case YX_API_CONTRACT_GET:
    case YX_API_DOCUMENT_GET:
      return TRUE;
    default:
      return FALSE;
    }
}
