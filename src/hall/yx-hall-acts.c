/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-idempotency.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-act-reason.h"
#include "model/yx-form-consent.h"
#include "model/yx-signing-order.h"
#include "model/yx-states.h"

/* What a party does to a document without signing it. */
typedef struct
{
  YxHallCall *call;
  YxAct act;
  const char *event; /* what its history says */
  char *hash;        /* (owned) (nullable): of what was agreed to */
  void (*change) (YxDocument *document, const YxHallCall *call, gint64 now);
} DocumentAct;

static gboolean
refuse (GError **error, YxProblemCode code, const char *field)
{
  yx_problem_set (error, code, field, NULL);
  return FALSE;
}

static gboolean
is_signed (YxHallWrite *write, const YxDocument *document, gboolean *is, GError **error)
{
  gint64 count;

  if (!yx_hall_number (write->db,
                       "SELECT COUNT (*) AS \"number\" FROM \"revision\" WHERE \"document\" = :document "
                       "AND \"kind\" = 'signature'",
                       YX_WITH ("document", document->id), &count, error))
    return FALSE;
  *is = count > 0;
  return TRUE;
}

static gboolean
find_next (YxHallWrite *write, const DocumentAct *act, const YxDocument *document, YxDocumentState *next, GError **error)
{
  gboolean signed_before;

  if (strcmp (act->call->if_match, document->head) != 0)
    return refuse (error, YX_PROBLEM_PRECONDITION_FAILED, NULL);
  if (!is_signed (write, document, &signed_before, error))
    return FALSE;
  if (yx_document_step ((YxDocumentState)document->state, act->act, signed_before, next))
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_CONFLICT, "state", "The document is %s: this can't be done any more",
                  yx_choice_find (yx_document_states, document->state)->nick);
  return FALSE;
}

static gboolean
do_act (YxHallWrite *write, gpointer data, YxRecord **answer, GError **error)
{
  const DocumentAct *act = data;
  g_autoptr (YxDocument) document
      = yx_hall_find (write->hall, write->db, &yx_document_type, "\"id\" = :id",
                      YX_WITH ("id", act->call->parameters.values[0]), error);
  YxDocumentState next;

  if (document == NULL || !find_next (write, act, document, &next, error))
    return FALSE;
  yx_record_set_int (document, "state", (gint64)next);
  if (act->change != NULL)
    act->change (document, act->call, write->now);
  if (!yx_record_update (document, write->db, &write->hall->sealer, error)
      || !yx_hall_event_write (write, document->id, act->event, act->hash, error)
      || !yx_hall_feed_write (write, document->enterprise, "document", document->id, error)
      || !yx_hall_feed_write (write, document->person, "document", document->id, error))
    return FALSE;
  *answer = (YxRecord *)g_steal_pointer (&document);
  return TRUE;
}

static gboolean
run (DocumentAct *act, GError **error)
{
  YxHallCall *call = act->call;
  gboolean done = yx_hall_act_once (call, do_act, act, error);

  g_clear_pointer (&act->hash, g_free);
  if (done)
    call->etag = g_strdup (((YxDocument *)call->answer)->head);
  return done;
}

static void
take_reason (YxDocument *document, const YxHallCall *call, gint64 now)
{
  yx_record_set_text (document, "reason", ((const YxActReason *)call->request)->reason);
}

/* `document.decline`: either party will not sign (spec.md 5.2-4). */
gboolean
yx_hall_document_decline (YxHallCall *call, GError **error)
{
  DocumentAct act = { call, YX_ACT_DECLINE, "document.declined", NULL, take_reason };

  return run (&act, error);
}

/* `document.withdraw`: the enterprise takes it back before it is complete (spec.md 5.2-4). */
gboolean
yx_hall_document_withdraw (YxHallCall *call, GError **error)
{
  DocumentAct act = { call, YX_ACT_WITHDRAW, "document.withdrawn", NULL, take_reason };

  return run (&act, error);
}

/* `document.order`: who signs first, as long as nobody has (spec.md 5.2-3). */
gboolean
yx_hall_document_order (YxHallCall *call, GError **error)
{
  gboolean worker = ((const YxSigningOrder *)call->request)->first == YX_PARTY_WORKER;
  DocumentAct act = { call, worker ? YX_ACT_WORKER_FIRST : YX_ACT_EMPLOYER_FIRST,
                      worker ? "document.order.worker-first" : "document.order.employer-first", NULL, NULL };

  return run (&act, error);
}

static void
take_consent (YxDocument *document, const YxHallCall *call, gint64 now)
{
  if (!yx_record_has (document, "consented"))
    yx_record_set_int (document, "consented", now);
  if (yx_record_has (call->request, "serve_addr"))
    yx_record_set_text (document, "serve_addr", ((const YxFormConsent *)call->request)->serve_addr);
}

/* `document.consent`: the worker agrees to the electronic form and has read the notice (law.md L-form). */
gboolean
yx_hall_document_consent (YxHallCall *call, GError **error)
{
  const YxFormConsent *consent = (const YxFormConsent *)call->request;
  DocumentAct act = { call, YX_ACT_CONSENT, "document.consented", NULL, take_consent };

  if (!consent->e_form_consent || !consent->notice_ack)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, consent->e_form_consent ? "notice_ack" : "e_form_consent",
                      "Without consent and the notice read there is no electronic signature");
      return FALSE;
    }
  act.hash = yx_sha256_hex (consent->notice, strlen (consent->notice));
  return run (&act, error);
}
