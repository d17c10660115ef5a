/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-owner.h"

#include "hall/yx-hall-rows.h"

/**
 * yx_hall_scope_of:
 * @session: who is signed in
 *
 * Returns: (transfer none): the enterprise or person for whom it acts; its feed bears this name
 */
const char *
yx_hall_scope_of (const YxSession *session)
{
  return session->kind == YX_ACCOUNT_ENTERPRISE ? session->enterprise : session->person;
}

/**
 * yx_hall_own_enterprise:
 * @call: a call whose first parameter is an enterprise
 *
 * Returns: whether it is the one that the caller acts for; else %YX_PROBLEM_NOT_FOUND, whether it exists or
 * not
 */
gboolean
yx_hall_own_enterprise (const YxHallCall *call, GError **error)
{
  if (call->session->kind == YX_ACCOUNT_ENTERPRISE
      && g_strcmp0 (call->session->enterprise, call->parameters.values[0]) == 0)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
  return FALSE;
}

/**
 * yx_hall_is_party:
 * @session: who is signed in
 * @document: a document
 *
 * Returns: whether the caller acts for one of the document's parties
 */
gboolean
yx_hall_is_party (const YxSession *session, const YxDocument *document)
{
  const char *party = session->kind == YX_ACCOUNT_ENTERPRISE ? document->enterprise : document->person;

  return party != NULL && g_strcmp0 (party, yx_hall_scope_of (session)) == 0;
}

/**
 * yx_hall_own_document:
 * @call: a call whose first parameter is a document
 *
 * Returns: (transfer full): the document; %NULL: %YX_PROBLEM_NOT_FOUND, also for a stranger's
 */
YxDocument *
yx_hall_own_document (const YxHallCall *call, GError **error)
{
  g_autoptr (YxDocument) document = yx_hall_find_now (call->hall, &yx_document_type, "\"id\" = :id",
                                                      YX_WITH ("id", call->parameters.values[0]), error);

  if (document == NULL)
    return NULL;
  if (yx_hall_is_party (call->session, document))
    return g_steal_pointer (&document);
  yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
  return NULL;
}
