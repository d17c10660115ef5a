/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-act.h"

#include "base/yx-id.h"
#include "client/yx-outbox.h"
#include "model/yx-act-reason.h"
#include "model/yx-form-consent.h"
#include "model/yx-signing-order.h"

/* The same act on the same document whose answer was lost goes first, with its own key: it is that one. */
static char *
find_waiting (YxActor *actor, YxEndpointId endpoint, const char *document, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *waiting = yx_outbox_waiting (actor->store, endpoint, document, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return g_steal_pointer (&waiting);
}

/* The key lies in the outbox before anything is sent, so that the act is done once however often it is sent
 * (design.md "exactly once"). */
static YxDocument *
act (YxActor *actor, YxEndpointId endpoint, const YxDocument *document, gpointer request, GCancellable *cancellable,
     GError **error)
{
  const YxCall call
    = { .endpoint = endpoint, .parameters = { document->id }, .request = request, .if_match = document->head };
  g_autofree char *key = NULL;
  GError *local = NULL;

  if (!yx_actor_signed_in (actor, error) || !yx_record_validate (request, error))
    return NULL;
  key = find_waiting (actor, endpoint, document->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (key == NULL)
    {
      key = yx_id_new ("key");
      if (!yx_outbox_put (actor->store, key, &call, error))
        return NULL;
    }
  return yx_outbox_send (actor->store, actor->connection, key, cancellable, error);
}

static YxDocument *
act_for_reason (YxActor *actor, YxEndpointId endpoint, const YxDocument *document, const char *reason,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (YxActReason) request = yx_act_reason_new ();

  yx_record_set_text (request, "reason", reason);
  return act (actor, endpoint, document, request, cancellable, error);
}

/**
 * yx_flow_choose_order:
 * @actor: an enterprise that is signed in
 * @document: a document as it was seen
 * @first: who signs first
 *
 * Chooses the order of signing, before the first signature (spec.md 5.2-3).
 *
 * Errors: %YX_PROBLEM_CONFLICT when somebody has signed, %YX_PROBLEM_PRECONDITION_FAILED when the document is
 * no longer what was seen.
 *
 * Returns: (transfer full) (nullable): the document as it is now
 */
YxDocument *
yx_flow_choose_order (YxActor *actor, const YxDocument *document, YxParty first, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxSigningOrder) request = yx_signing_order_new ();
  int wanted = first == YX_PARTY_WORKER ? YX_DOCUMENT_TO_SIGN : YX_DOCUMENT_TO_SEAL;
  g_autoptr (YxDocument) now = NULL;

  yx_record_set_int (request, "first", first);
  now = act (actor, YX_API_DOCUMENT_ORDER, document, request, cancellable, error);
  if (now == NULL || now->state == wanted)
    return g_steal_pointer (&now);
  /* What waited was another choice, made before. */
  return act (actor, YX_API_DOCUMENT_ORDER, now, request, cancellable, error);
}

/**
 * yx_flow_consent:
 * @actor: a worker who is signed in and has been shown yx_form_notice()
 * @document: a document as it was read
 * @serve_addr: (nullable): where papers may be delivered
 *
 * Consents to the electronic form of a document (spec.md 5.2-2, law.md L-form); the hall takes no signature of
 * the worker before. Where the consent is already there nothing is sent.
 *
 * Returns: (transfer full) (nullable): the document as it is now
 */
YxDocument *
yx_flow_consent (YxActor *actor, const YxDocument *document, const char *serve_addr, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxFormConsent) request = yx_form_consent_new ();

  if (yx_record_has (document, "consented"))
    return yx_record_ref ((gpointer) document);
  yx_record_set_text (request, "notice", YX_FORM_NOTICE);
  yx_record_set_int (request, "e_form_consent", TRUE);
  yx_record_set_int (request, "notice_ack", TRUE);
  if (serve_addr != NULL)
    yx_record_set_text (request, "serve_addr", serve_addr);
  return act (actor, YX_API_DOCUMENT_CONSENT, document, request, cancellable, error);
}

/**
 * yx_flow_decline:
 * @actor: a party that is signed in
 * @document: a document as it was read
 * @reason: why
 *
 * Declines a document (spec.md 5.2-4): nobody can sign it any more.
 *
 * Returns: (transfer full) (nullable): the document as it is now
 */
YxDocument *
yx_flow_decline (YxActor *actor, const YxDocument *document, const char *reason, GCancellable *cancellable, GError **error)
{
  return act_for_reason (actor, YX_API_DOCUMENT_DECLINE, document, reason, cancellable, error);
}

/**
 * yx_flow_withdraw:
 * @actor: an enterprise that is signed in
 * @document: a document as it was seen
 * @reason: why
 *
 * Withdraws a document before all have signed it (spec.md 5.2-4).
 *
 * Returns: (transfer full) (nullable): the document as it is now
 */
YxDocument *
yx_flow_withdraw (YxActor *actor, const YxDocument *document, const char *reason, GCancellable *cancellable, GError **error)
{
  return act_for_reason (actor, YX_API_DOCUMENT_WITHDRAW, document, reason, cancellable, error);
}
