/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sign-case.h"

#include <poppler.h>

#include "client/yx-outbox.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-sign.h"
#include "pdf/yx-pdf-place.h"
#include "seal/yx-signature-image.h"

#define PLACE "yx.worker"
#define KEPT "signature-strokes"
#define MAX_PAGES 40 /* in which the summary is looked for */

static YxStrokes *
find_last (YxLocalStore *store)
{
  g_autoptr (GBytes) json = yx_local_store_kept (store, KEPT, NULL);

  return json != NULL ? yx_strokes_parse (json, NULL) : NULL;
}

static void
summarize_page (YxDocumentSummary *summary, PopplerDocument *document, int index)
{
  PopplerPage *page = poppler_document_get_page (document, index);
  g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;

  if (text != NULL)
    yx_document_summary_read (summary, (guint) index + 1, text);
  g_clear_object (&page);
}

/* It was judged: what can't be read here has no summary, and is read all the same. */
static YxDocumentSummary *
summarize (GBytes *pdf)
{
  YxDocumentSummary *summary = yx_document_summary_new ();
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  int n = document != NULL ? MIN (poppler_document_get_n_pages (document), MAX_PAGES) : 0;

  for (int i = 0; i < n; i++)
    summarize_page (summary, document, i);
  g_clear_object (&document);
  return summary;
}

/* One's signature image, replaced by the next one that is drawn (spec.md 3.5-1); the store is encrypted. Signing does
 * not fail because of it. */
static void
keep_last (YxLocalStore *store, YxStrokes *strokes)
{
  g_autoptr (GBytes) json = yx_strokes_write (strokes);
  g_autoptr (GError) error = NULL;

  if (!yx_local_store_keep (store, KEPT, json, &error))
    g_debug ("The signature image is not kept: %s", error->message);
}

/**
 * yx_sign_case_load:
 * @actor: a person who is signed in
 * @document: a document's id
 *
 * Fetches all that is needed to read a document and to sign it. What was signed before and did not reach the hall is
 * sent first.
 *
 * Returns: (transfer full) (nullable): the case; errors as of yx_flow_document(), %YX_PDF_ERROR_PLACE
 */
YxSignCase *
yx_sign_case_load (YxActor *actor, const char *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxSignCase) self = g_new0 (YxSignCase, 1);

  g_atomic_ref_count_init (&self->refs);
  if (!yx_flow_send_signed (actor, document, cancellable, error))
    return NULL;
  self->held = yx_flow_document (actor, document, cancellable, error);
  if (self->held == NULL || !yx_flow_has_certificate (actor, &self->certified, cancellable, error)
      || !yx_pdf_find_place (self->held->bytes, PLACE, &self->place, error))
    return NULL;
  self->summary = summarize (self->held->bytes);
  self->last = find_last (actor->store);
  self->named = self->held->record->w_name != NULL ? yx_signature_image_pdf (self->held->record->w_name, NULL) : NULL;
  return g_steal_pointer (&self);
}

/**
 * yx_sign_case_ref:
 * @self: a case
 *
 * Returns: (transfer full): @self
 */
YxSignCase *
yx_sign_case_ref (YxSignCase *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * yx_sign_case_unref:
 * @self: (transfer full): a case
 */
void
yx_sign_case_unref (YxSignCase *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->held, yx_held_document_free);
  g_clear_pointer (&self->summary, yx_document_summary_free);
  g_clear_pointer (&self->last, yx_strokes_unref);
  g_clear_pointer (&self->named, g_bytes_unref);
  g_free (self);
}

/**
 * yx_sign_case_open:
 * @self: a case
 *
 * Returns: whether the document can be signed by the worker at all
 */
gboolean
yx_sign_case_open (const YxSignCase *self)
{
  int state = self->held->record->state;

  return (state == YX_DOCUMENT_TO_SEAL || state == YX_DOCUMENT_TO_SIGN) && !yx_sign_case_signed (self, NULL);
}

/**
 * yx_sign_case_signed:
 * @self: a case
 * @at: (out) (optional): when the hall took it, microseconds since 1970
 *
 * Returns: whether the worker has signed it already
 */
gboolean
yx_sign_case_signed (const YxSignCase *self, gint64 *at)
{
  for (guint i = 0; at != NULL && i < self->held->revisions->len; i++)
    {
      const YxRevision *revision = self->held->revisions->pdata[i];

      if (g_strcmp0 (revision->field, PLACE) == 0)
        *at = revision->at;
    }
  return yx_held_document_filled (self->held, PLACE);
}

/**
 * yx_sign_case_employer:
 * @self: a case
 *
 * Returns: (transfer full) (nullable): the enterprise as its certificate names it; %NULL while it has not sealed
 */
char *
yx_sign_case_employer (const YxSignCase *self)
{
  for (guint i = 0; i < self->held->verdict->signatures->len; i++)
    {
      const YxVerdictSignature *signature = self->held->verdict->signatures->pdata[i];

      if (!signature->timestamp && signature->signer_organisation != NULL)
        return g_strdup (signature->signer_organisation);
    }
  return NULL;
}

static YxSignOutcome *
new_outcome (gint64 at, gboolean waiting)
{
  YxSignOutcome *outcome = g_new0 (YxSignOutcome, 1);

  outcome->at = at;
  outcome->waiting = waiting;
  return outcome;
}

/* The hall may have gone between the signature and its answer: then it lies in the outbox. */
static YxSignOutcome *
wait_or_fail (YxActor *actor, const char *document, GError *problem, GError **error)
{
  g_autofree char *waiting = g_error_matches (problem, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE)
                               ? yx_outbox_waiting (actor->store, YX_API_REVISION_APPEND, document, NULL)
                               : NULL;

  if (waiting != NULL)
    {
      g_error_free (problem);
      return new_outcome (0, TRUE);
    }
  g_propagate_error (error, problem);
  return NULL;
}

/**
 * yx_sign_case_sign:
 * @actor: the acting lane's
 * @order: what was decided
 *
 * Unlocks the person's keys, signs, and locks them again.
 *
 * Returns: (transfer full) (nullable): what became of it; errors as of yx_flow_unlock() and yx_flow_sign()
 */
YxSignOutcome *
yx_sign_case_sign (YxActor *actor, const YxSignOrder *order, GCancellable *cancellable, GError **error)
{
  const char *document = order->what->held->record->id;
  const YxSigning signing = { .document = document, .held = order->what->held, .mark = order->mark };
  g_autoptr (YxRevision) revision = NULL;
  GError *problem = NULL;
  YxSignOutcome *outcome;

  if (!yx_flow_unlock (actor, order->password, order->code, cancellable, error))
    return NULL;
  revision = yx_flow_sign (actor, &signing, cancellable, &problem);
  yx_flow_lock (actor);
  outcome = revision != NULL ? new_outcome (revision->at, FALSE) : wait_or_fail (actor, document, problem, error);
  if (outcome != NULL && order->drawn != NULL)
    keep_last (actor->store, order->drawn);
  return outcome;
}

/**
 * yx_sign_case_send:
 * @actor: an actor that is signed in; its keys may be locked
 * @document: a document whose signature waits here
 *
 * Sends it.
 *
 * Returns: (transfer full) (nullable): what became of it; %YX_FLOW_ERROR_MOVED when the document was changed meanwhile, so
 *   that what was signed has lapsed
 */
YxSignOutcome *
yx_sign_case_send (YxActor *actor, const char *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxSignCase) now = yx_sign_case_load (actor, document, cancellable, error);
  gint64 at = 0;

  if (now == NULL)
    return NULL;
  if (yx_sign_case_signed (now, &at))
    return new_outcome (at, FALSE);
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED, "The document moved before the signature came");
  return NULL;
}
