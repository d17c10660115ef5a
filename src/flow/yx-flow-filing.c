/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-filing.h"

#include <string.h>

#include "base/yx-id.h"
#include "client/yx-drafts.h"
#include "model/yx-law.h"

static gboolean
check_law (const YxFiling *filing, YxDate today, GError **error)
{
  const YxLawFacts facts = { .today = today };
  g_autoptr (GPtrArray) findings = yx_law_check (filing, &facts);
  const YxFinding *worst = yx_law_first_error (findings);

  if (worst == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_LAW, worst->field, "%s (%s)", worst->message, worst->article);
  return FALSE;
}

/**
 * yx_flow_correction_id:
 * @returned: a filing that an officer returned
 *
 * What was returned is corrected under its own id; the correction's draft and its place in the outbox have this one,
 * which is another each time that it is returned.
 *
 * Returns: (transfer full): `fil_…-2`: the filing's id and its version
 */
char *
yx_flow_correction_id (const YxFiling *returned)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, returned->id, returned->version);
}

/**
 * yx_flow_filing_of:
 * @id: a filing's or a correction's id
 *
 * Returns: (transfer full): the filing's id
 */
char *
yx_flow_filing_of (const char *id)
{
  return g_strndup (id, YX_ID_LENGTH);
}

/* The version that a correction is of; %NULL for a new filing. */
static const char *
version_of (const char *id)
{
  return strlen (id) > YX_ID_LENGTH + 1 && id[YX_ID_LENGTH] == '-' ? id + YX_ID_LENGTH + 1 : NULL;
}

/**
 * yx_flow_queue_filing:
 * @actor: an actor with a store; needs neither hall nor session
 * @enterprise: the enterprise's id
 * @id: the filing's id, made here, or yx_flow_correction_id()
 * @filing: what to file
 * @today: for the checks
 *
 * Checks a filing by the rules that the hall has, too (spec.md 5.1), and puts it into the outbox. The same
 * id again changes nothing.
 *
 * Returns: whether it is in the outbox; %YX_RECORD_ERROR, %YX_PROBLEM_LAW
 */
gboolean
yx_flow_queue_filing (YxActor *actor, const char *enterprise, const char *id, YxFiling *filing, YxDate today, GError **error)
{
  const char *version = version_of (id);
  g_autofree char *target = yx_flow_filing_of (id);
  const YxCall call = { .endpoint = version != NULL ? YX_API_FILING_CORRECT : YX_API_FILING_SUBMIT,
                        .parameters = { enterprise, target }, .request = filing, .if_match = version };
  g_autoptr (GError) local = NULL;
  YxOutboxState state = yx_outbox_state (actor->store, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (state != YX_OUTBOX_NONE)
    return TRUE;
  return yx_record_validate (filing, error) && check_law (filing, today, error)
         && yx_outbox_put (actor->store, id, &call, error);
}

/**
 * yx_flow_send_filing:
 * @actor: an enterprise that is signed in
 * @id: a filing that was put into the outbox
 *
 * Sends the filing; one that the hall has already is asked for instead, and sent again where the hall was restored
 * and has lost it.
 *
 * Returns: (transfer full) (nullable): the filing as the hall has it
 */
YxFiling *
yx_flow_send_filing (YxActor *actor, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *target = yx_flow_filing_of (id);
  YxFiling *known;
  YxCall call = { .endpoint = YX_API_FILING_GET };
  YxOutboxState state = yx_outbox_state (actor->store, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!yx_actor_signed_in (actor, error))
    return NULL;
  if (state == YX_OUTBOX_WAITING)
    return yx_outbox_send (actor->store, actor->connection, id, cancellable, error);
  call.parameters[0] = actor->session->enterprise;
  call.parameters[1] = target;
  known = yx_connection_call (actor->connection, &call, cancellable, &local);
  if (known != NULL)
    return known;
  if (state != YX_OUTBOX_DONE || !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return yx_outbox_reopen (actor->store, id, error)
           ? yx_outbox_send (actor->store, actor->connection, id, cancellable, error)
           : NULL;
}

/* What the hall refused for good may be put in again, corrected, under the same id: it has nothing of it. */
static gboolean
forget_refusal (YxActor *actor, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  YxOutboxState state = yx_outbox_state (actor->store, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return state != YX_OUTBOX_REFUSED || yx_outbox_drop (actor->store, id, error);
}

/**
 * yx_flow_file:
 * @actor: an enterprise that is signed in
 * @id: the filing's id or yx_flow_correction_id(), which its draft has, too
 * @filing: what to file
 * @today: for the checks
 *
 * Puts a filing into the outbox and sends it; its draft is dropped when the hall has it. Where the hall can't be
 * reached it waits in the outbox: yx_outbox_state() says so. What the hall refused before is replaced.
 *
 * Returns: (transfer full) (nullable): the filing as the hall has it
 */
YxFiling *
yx_flow_file (YxActor *actor, const char *id, YxFiling *filing, YxDate today, GCancellable *cancellable, GError **error)
{
  YxFiling *filed;

  if (!yx_actor_signed_in (actor, error) || !forget_refusal (actor, id, error)
      || !yx_flow_queue_filing (actor, actor->session->enterprise, id, filing, today, error))
    return NULL;
  filed = yx_flow_send_filing (actor, id, cancellable, error);
  if (filed != NULL && !yx_drafts_drop (actor->store, id, error))
    g_clear_pointer (&filed, yx_filing_unref);
  return filed;
}
