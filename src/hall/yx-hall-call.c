/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-call.h"

#include "base/yx-id.h"

/**
 * yx_hall_call_free:
 * @call: (transfer full): a call and all that it owns
 */
void
yx_hall_call_free (YxHallCall *call)
{
  g_free (call->request_id);
  g_free (call->address);
  yx_api_parameters_clear (&call->parameters);
  g_clear_pointer (&call->session, yx_session_unref);
  g_clear_pointer (&call->document, yx_document_unref);
  g_clear_pointer (&call->request, yx_record_unref);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->if_match);
  g_free (call->key);
  g_free (call->cursor);
  g_clear_pointer (&call->query, g_hash_table_unref);
  g_clear_pointer (&call->answer, yx_record_unref);
  g_clear_pointer (&call->answer_bytes, g_bytes_unref);
  g_free (call->etag);
  g_free (call->wait_scope);
  g_free (call);
}

/**
 * yx_hall_call_request_id:
 * @call: a call
 *
 * Made when it is first asked for, on whatever thread: most calls are answered without a problem, and not logged.
 *
 * Returns: (transfer none): what the request is called in log and problem
 */
const char *
yx_hall_call_request_id (YxHallCall *call)
{
  char *made = g_atomic_pointer_get (&call->request_id) == NULL ? yx_id_new ("req") : NULL;

  if (made != NULL && !g_atomic_pointer_compare_and_exchange (&call->request_id, NULL, made))
    g_free (made);
  return g_atomic_pointer_get (&call->request_id);
}
