/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-owner.h"

#include <string.h>

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

/* What a parameter of the path must be to be the caller's own; NULL: the path doesn't tell whose it is. */
static const char *
own_value (const YxSession *session, const char *kind)
{
  if (strcmp (kind, "ent") == 0)
    return session->kind == YX_ACCOUNT_ENTERPRISE && session->enterprise != NULL ? session->enterprise : "";
  if (strcmp (kind, "acc") == 0)
    return session->account;
  return kind[0] == '\0' ? yx_hall_scope_of (session) : NULL;
}

/**
 * yx_hall_reach_path:
 * @call: a call whose session is known
 *
 * What the rights table says of an endpoint's reach, as far as the path tells: own enterprise, own account,
 * own feed.
 *
 * Returns: whether it is the caller's; else %YX_PROBLEM_NOT_FOUND, whether it exists or not
 */
gboolean
yx_hall_reach_path (const YxHallCall *call, GError **error)
{
  if (yx_right_for (call->endpoint->action)->reach != YX_REACH_OWN)
    return TRUE;
  for (guint i = 0; i < YX_API_MAX_PARAMETERS && call->parameters.values[i] != NULL; i++)
    {
      g_autofree char *kind = yx_endpoint_parameter_kind (call->endpoint, i);
      const char *own = own_value (call->session, kind);

      if (own != NULL && strcmp (call->parameters.values[i], own) != 0)
        {
          yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_party (const YxSession *session, const YxDocument *document)
{
  const char *party = session->kind == YX_ACCOUNT_ENTERPRISE ? document->enterprise : document->person;

  return party != NULL && g_strcmp0 (party, yx_hall_scope_of (session)) == 0;
}

/**
 * yx_hall_reach_object:
 * @call: a call whose session is known; gets its document
 *
 * What the rights table says of an endpoint's reach, as far as only the database tells: a party of the
 * document that the path names first.
 *
 * Returns: whether the caller is one; else %YX_PROBLEM_NOT_FOUND, also for a stranger's document
 */
gboolean
yx_hall_reach_object (YxHallCall *call, GError **error)
{
  g_autoptr (YxDocument) document = NULL;

  if (yx_right_for (call->endpoint->action)->reach != YX_REACH_PARTY || call->parameters.values[0] == NULL)
    return TRUE;
  document = yx_hall_find_now (call->hall, &yx_document_type, "\"id\" = :id",
                               YX_WITH ("id", call->parameters.values[0]), error);
  if (document == NULL)
    return FALSE;
  if (!is_party (call->session, document))
    {
      yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
      return FALSE;
    }
  g_clear_pointer (&call->document, yx_document_unref);
  call->document = g_steal_pointer (&document);
  return TRUE;
}
