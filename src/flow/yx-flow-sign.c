/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-sign.h"

#include "base/yx-id.h"
#include "client/yx-outbox.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-receipt.h"
#include "model/yx-rights.h"
#include "pdf/yx-pdf-sign.h"

#define WORKER "yx.worker"
#define TRIES 3

static const char *
place_of (const YxSigning *signing)
{
  return signing->seal != NULL ? yx_seal_place ((YxSealKind) signing->seal->kind) : WORKER;
}

static gboolean
has_moved (const GError *error)
{
  return g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_DOCUMENT_MOVED)
         || g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_PRECONDITION_FAILED);
}

/* Sends what lies in the outbox. Without an answer and without @error set, the document has moved. */
static YxRevision *
send_signed (YxActor *actor, const YxSigned *what, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxRevision) revision = yx_outbox_send (actor->store, actor->connection, what->revision, cancellable, &local);

  if (revision != NULL)
    return yx_flow_keep_receipt (actor, what, revision, error) ? g_steal_pointer (&revision) : NULL;
  if (!has_moved (local))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static GBytes *
append_signature (YxActor *actor, const YxSigning *signing, GBytes *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxKey) key = yx_flow_signing_key (actor, error);
  g_autoptr (GPtrArray) chain = key != NULL ? yx_actor_chain (actor, error) : NULL;
  const char *captions[] = { signing->seal != NULL ? signing->seal->number : NULL, NULL };
  YxSigner signer = { .certificate = actor->certificate, .chain = chain, .sign = yx_cms_sign_with_key, .data = key };
  YxPdfSigning what = { .field = place_of (signing), .captions = captions, .signer = &signer };

  if (chain == NULL)
    return NULL;
  what.mark = signing->seal != NULL ? signing->seal->picture : signing->mark;
  what.seal = signing->seal != NULL ? signing->seal->object : NULL;
  what.at = yx_connection_hall_now (actor->connection, cancellable, error);
  return what.at < 0 ? NULL : yx_pdf_sign (document, &what, error);
}

/* Signs and puts the bytes into the outbox; nothing has left this machine yet. */
static YxSigned *
sign_held (YxActor *actor, const YxSigning *signing, YxHeldDocument *held, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (GBytes) appended = append_signature (actor, signing, held->bytes, cancellable, error);
  g_autoptr (YxSigned) what = appended != NULL ? yx_signed_new (signing->document, id, held->bytes, appended) : NULL;
  const YxCall call = { .endpoint = YX_API_REVISION_APPEND,
                        .parameters = { signing->document, id },
                        .body = appended,
                        .if_match = held->record->head };

  if (what == NULL || !yx_signed_keep (what, actor->store, error) || !yx_outbox_put (actor->store, id, &call, error))
    return NULL;
  return g_steal_pointer (&what);
}

static gboolean
check_open (YxHeldDocument *held, const char *place, GError **error)
{
  if (held->record->state != YX_DOCUMENT_TO_SEAL && held->record->state != YX_DOCUMENT_TO_SIGN)
    {
      g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE, "The document can't be signed any more: it is “%s”",
                   yx_choice_find (yx_document_states, held->record->state)->label);
      return FALSE;
    }
  if (!yx_held_document_filled (held, place))
    return TRUE;
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE, "The document is signed in this place already");
  return FALSE;
}

/* Whether what came after @base is the other party's signature and nothing else (design.md "exactly once"). */
static gboolean
only_other_party (YxHeldDocument *held, const char *base, const char *place)
{
  guint n = held->revisions->len;
  const YxRevision *last = held->revisions->pdata[n - 1];
  const YxRevision *before = n > 1 ? held->revisions->pdata[n - 2] : NULL;
  YxVerdictSignature *signature = NULL;

  if (g_strcmp0 (last->head, base) == 0)
    return TRUE;
  return before != NULL && g_strcmp0 (before->head, base) == 0 && last->kind == YX_REVISION_SIGNATURE
         && yx_verdict_last_revision (held->verdict, &signature) == YX_VERDICT_SIGNATURE && signature != NULL
         && g_strcmp0 (signature->field, last->field) == 0 && g_strcmp0 (signature->field, place) != 0
         && yx_place_right (signature->field) != NULL;
}

static YxHeldDocument *
fetch_again (YxActor *actor, const YxSigning *signing, const char *base, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxHeldDocument) held = yx_flow_document (actor, signing->document, cancellable, error);

  if (held == NULL || base == NULL || only_other_party (held, base, place_of (signing)))
    return g_steal_pointer (&held);
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED,
                       "The document changed by more than the other party's signature: read it again before signing");
  return NULL;
}

/* What was signed before the program ended, if the hall's answer is not known: it is sent first and decides. */
static YxRevision *
send_waiting (YxActor *actor, const char *document, char **base, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *waiting = yx_outbox_waiting (actor->store, YX_API_REVISION_APPEND, document, &local);
  g_autoptr (YxSigned) what = waiting != NULL ? yx_signed_kept (actor->store, waiting, error) : NULL;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (what == NULL)
    return NULL;
  *base = g_strdup (what->base);
  return send_signed (actor, what, cancellable, error);
}

/**
 * yx_flow_send_signed:
 * @actor: an actor that is signed in; its keys may be locked
 * @document: a document
 *
 * Sends what an earlier run signed and may not have sent. When the document moved meanwhile, what was signed
 * has lapsed; that is no error.
 *
 * Returns: whether nothing waits any more
 */
gboolean
yx_flow_send_signed (YxActor *actor, const char *document, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (YxRevision) sent
    = yx_actor_signed_in (actor, &local) ? send_waiting (actor, document, &base, cancellable, &local) : NULL;

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static YxRevision *
sign_until_taken (YxActor *actor, const YxSigning *signing, const char *base, GCancellable *cancellable, GError **error)
{
  g_autofree char *signed_on = g_strdup (base);
  YxHeldDocument *read = signed_on == NULL ? signing->held : NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      g_autoptr (YxHeldDocument) fetched = read == NULL ? fetch_again (actor, signing, signed_on, cancellable, error) : NULL;
      YxHeldDocument *held = read != NULL ? read : fetched;
      g_autoptr (YxSigned) what = NULL;
      g_autoptr (GError) local = NULL;
      YxRevision *revision;

      if (held == NULL || !check_open (held, place_of (signing), error))
        return NULL;
      what = sign_held (actor, signing, held, cancellable, error);
      if (what == NULL)
        return NULL;
      revision = send_signed (actor, what, cancellable, &local);
      if (revision != NULL)
        return revision;
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_free (signed_on);
      signed_on = g_steal_pointer (&what->base);
      read = NULL;
    }
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED, "The document keeps changing: try again later");
  return NULL;
}

static gboolean
check_place (const YxSigning *signing, GError **error)
{
  if (place_of (signing) != NULL)
    return TRUE;
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE, "A seal of this type is no mark on such documents: “%s”",
               yx_choice_find (yx_seal_kinds, signing->seal->kind)->label);
  return FALSE;
}

/**
 * yx_flow_sign:
 * @actor: an actor whose keys are unlocked
 * @signing: what to sign, and how it shall look
 *
 * Seals or signs one document (spec.md 4-4, 5.2-2). The signed bytes lie in the outbox before they are sent;
 * what an earlier run left there goes first. When the document moved meanwhile, it is fetched and judged
 * again, and signed again only if nothing but the other party's place was filled. The hall's receipt is
 * checked and kept.
 *
 * Returns: (transfer full) (nullable): the revision as the hall took it
 */
YxRevision *
yx_flow_sign (YxActor *actor, const YxSigning *signing, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (YxRevision) sent = NULL;

  if (!yx_actor_signed_in (actor, error) || !check_place (signing, error))
    return NULL;
  sent = send_waiting (actor, signing->document, &base, cancellable, &local);
  if (sent != NULL)
    return g_steal_pointer (&sent);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return sign_until_taken (actor, signing, base, cancellable, error);
}

/**
 * yx_signing_result_free:
 * @result: (transfer full): a result
 */
void
yx_signing_result_free (YxSigningResult *result)
{
  g_clear_pointer (&result->revision, yx_revision_unref);
  g_clear_error (&result->error);
  g_free (result->document);
  g_free (result);
}

static void
free_result (gpointer data)
{
  yx_signing_result_free (data);
}

/* A document that is fetched and judged while the one before it is signed and sent. */
typedef struct
{
  YxActor *actor;
  const char *document;
  GCancellable *cancellable;
  GThread *thread;
} Ahead;

static gpointer
fetch_ahead (gpointer data)
{
  Ahead *ahead = data;

  return yx_flow_document (ahead->actor, ahead->document, ahead->cancellable, NULL);
}

static void
begin_ahead (Ahead *ahead, const char *document)
{
  ahead->document = document;
  ahead->thread = g_thread_new ("ahead", fetch_ahead, ahead);
}

/* %NULL where it could not be had: whoever signs asks again, and says why. */
static YxHeldDocument *
end_ahead (Ahead *ahead)
{
  return ahead->thread != NULL ? g_thread_join (g_steal_pointer (&ahead->thread)) : NULL;
}

static YxSigningResult *
seal_one (YxActor *actor, const char *document, YxSeal *seal, YxHeldDocument *held, GCancellable *cancellable)
{
  const YxSigning signing = { .document = document, .held = held, .seal = seal };
  YxSigningResult *result = g_new0 (YxSigningResult, 1);

  result->document = g_strdup (document);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &result->error))
    result->revision = yx_flow_sign (actor, &signing, cancellable, &result->error);
  return result;
}

/**
 * yx_flow_seal_many:
 * @actor: an enterprise whose keys are unlocked
 * @documents: (element-type utf8): documents' ids
 * @seal: its seal
 * @progress: (nullable): told after each
 * @data: for @progress
 *
 * Seals one document after the other (spec.md 4-4), while the next is fetched and judged; one that fails does not stop
 * the others, cancelling does.
 *
 * Returns: (transfer full) (element-type YxSigningResult): a result for each
 */
GPtrArray *
yx_flow_seal_many (YxActor *actor, GPtrArray *documents, YxSeal *seal, YxSigningProgress progress, gpointer data,
                   GCancellable *cancellable)
{
  GPtrArray *results = g_ptr_array_new_with_free_func (free_result);
  Ahead ahead = { .actor = actor, .cancellable = cancellable };

  if (documents->len > 1)
    begin_ahead (&ahead, documents->pdata[0]);
  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (YxHeldDocument) held = end_ahead (&ahead);
      YxSigningResult *result;

      if (i + 1 < documents->len)
        begin_ahead (&ahead, documents->pdata[i + 1]);
      result = seal_one (actor, documents->pdata[i], seal, held, cancellable);
      g_ptr_array_add (results, result);
      if (progress != NULL)
        progress (i + 1, documents->len, result, data);
    }
  return results;
}
