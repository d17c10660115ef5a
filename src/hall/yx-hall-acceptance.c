/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-acceptance.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-revision.h"
#include "model/yx-rights.h"
#include "model/yx-states.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-pdf-picture.h"

#define CLOCK_TOLERANCE (5 * G_TIME_SPAN_MINUTE)

static gboolean
refuse (GError **error, const char *field, const char *message)
{
  yx_problem_set (error, YX_PROBLEM_REVISION_REFUSED, field, "%s", message);
  return FALSE;
}

/* Those that were there when the document was read; whoever came since is found by comparing the head. */
static gboolean
find_signatures (YxHall *hall, const YxDocument *document, GPtrArray **signatures, GError **error)
{
  *signatures = yx_hall_rows_now (hall, &yx_revision_type,
                                  "\"document\" = :document AND \"kind\" = 'signature' ORDER BY \"number\"",
                                  YX_WITH ("document", document->id), error);
  while (*signatures != NULL && (*signatures)->len > 0
         && ((YxRevision *)(*signatures)->pdata[(*signatures)->len - 1])->number > document->revisions)
    g_ptr_array_remove_index (*signatures, (*signatures)->len - 1);
  return *signatures != NULL;
}

/* Which act it is to fill this place; the third mark moves nothing. */
static gboolean
find_state (YxHallAcceptance *acceptance, const YxPlaceRight *place, GPtrArray *signatures, GError **error)
{
  YxDocumentState from = (YxDocumentState)acceptance->document->state;
  YxAct act = place->capacity == YX_CAPACITY_ENTERPRISE ? YX_ACT_EMPLOYER_SIGNS : YX_ACT_WORKER_SIGNS;
  gboolean other_signed = FALSE;

  for (guint i = 0; i < signatures->len; i++)
    {
      const YxPlaceRight *filled = yx_place_right (yx_record_get_text (signatures->pdata[i], "field"));

      other_signed = other_signed || (filled->needed && filled->capacity != place->capacity);
    }
  acceptance->state = from;
  if (!place->needed)
    return from == YX_DOCUMENT_TO_SEAL || from == YX_DOCUMENT_TO_SIGN
           || refuse (error, "state", "This document takes no more marks");
  return yx_document_step (from, act, other_signed, &acceptance->state)
         || refuse (error, "state", "It is not this party's turn to sign this document");
}

/* One revision of the PDF: a PAdES B-B signature as yx_pdf_sign() makes it. The document's first one
 * certifies it for filling in what is left (DocMDP P=2), the others certify nothing (design.md, "signature
 * format"). */
static gboolean
check_form (const YxVerdict *verdict, const YxVerdictSignature *signature, GError **error)
{
  guint certifies = verdict->signatures->len == 1 ? 2 : 0;

  if (verdict->taken == 0 || verdict->revisions != verdict->taken + 1)
    return refuse (error, NULL, "What was appended is not one revision");
  if (!signature->pades)
    return refuse (error, "signature", "The signature is not of level B-B");
  if (signature->certifies != certifies || !signature->own)
    return refuse (error, "signature", "The signature does not certify what it should");
  return TRUE;
}

static gboolean
check_place (const YxHallCall *call,
             YxHallAcceptance *acceptance,
             const YxVerdict *verdict,
             const YxVerdictSignature *signature,
             GError **error)
{
  const YxPlaceRight *place = yx_place_right (signature->field);
  YxCapacity capacity
      = call->session->kind == YX_ACCOUNT_ENTERPRISE ? YX_CAPACITY_ENTERPRISE : YX_CAPACITY_PERSONAL;
  g_autoptr (GPtrArray) signatures = NULL;

  if (place == NULL || place->capacity != capacity)
    return refuse (error, "field", "This place is not this party's");
  if (!find_signatures (call->hall, acceptance->document, &signatures, error))
    return FALSE;
  if (verdict->signatures->len != signatures->len + 1)
    return refuse (error, NULL, "A revision holds exactly one signature");
  if (!signature->canonical || signature->mark_digest == NULL)
    return refuse (error, "appearance", "The place does not show exactly a mark and its captions");
  return find_state (acceptance, place, signatures, error);
}

/* The date that is printed comes from the signer's clock; it must be the hall's. */
static gboolean
check_time (const YxHallAcceptance *acceptance, const YxVerdictSignature *signature, GError **error)
{
  if (signature->time != G_MININT64 && ABS (signature->time - acceptance->now) <= CLOCK_TOLERANCE)
    return TRUE;
  return refuse (error, "time", "The time of signing is more than five minutes from the hall's time");
}

static gboolean
check_signer (const YxHallCall *call,
              YxHallAcceptance *acceptance,
              const YxVerdictSignature *signature,
              GError **error)
{
  const YxPlaceRight *place = yx_place_right (signature->field);
  YxIssuedCertificate *found = NULL;

  if (signature->signer_fingerprint == NULL)
    return refuse (error, "signer", "The signer's certificate is missing");
  if (!yx_hall_look_now (
          call->hall, &yx_issued_certificate_type,
          "\"fingerprint\" = :fingerprint AND \"account\" = :account",
          YX_WITH ("fingerprint", signature->signer_fingerprint, "account", call->session->account), &found,
          error))
    return FALSE;
  acceptance->certificate = found;
  if (found == NULL || found->capacity != (int)place->capacity)
    return refuse (error, "signer", "The signer is not this account");
  if (found->state != YX_CERTIFICATE_VALID || found->valid_from > acceptance->now
      || found->valid_to <= acceptance->now)
    return refuse (error, "signer", "The signer's certificate is not valid now");
  return TRUE;
}

static gboolean
is_mark (const YxSeal *seal, const char *mark_digest, GError **error)
{
  g_autoptr (GBytes) digest = yx_pdf_picture_digest (seal->picture, error);
  g_autofree char *hex = NULL;

  if (digest == NULL)
    return FALSE;
  hex = yx_hex (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  return strcmp (hex, mark_digest) == 0 || refuse (error, "appearance", "The mark is not the seal's picture");
}

/* The seal object in the document, which the judge found signed by the seal maker, is the seal as it stands
 * now, and lists the signer. */
static gboolean
check_seal (const YxHallCall *call,
            YxHallAcceptance *acceptance,
            const YxVerdictSignature *signature,
            GError **error)
{
  YxSeal *seal = NULL;

  if (signature->seal == NULL || signature->seal_object == NULL)
    return refuse (error, "seal", "The place needs a seal");
  if (!yx_hall_look_now (call->hall, &yx_seal_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
                         YX_WITH ("id", signature->seal->id, "enterprise", call->session->enterprise), &seal,
                         error))
    return FALSE;
  acceptance->seal = seal;
  if (seal == NULL || seal->state != YX_SEAL_VALID || seal->valid_to <= acceptance->now)
    return refuse (error, "seal", "This seal is not a valid one of the enterprise");
  if (!yx_seal_right ((YxSealKind)seal->kind, (YxDocumentKind)acceptance->document->kind, signature->field))
    return refuse (error, "seal", "A seal of this type may not stand in this place of such a document");
  if (!g_bytes_equal (seal->object, signature->seal_object))
    return refuse (error, "seal", "The seal is not in its current version");
  if (!signature->seal->entitled)
    return refuse (error, "seal", "The signer may not use this seal");
  if (signature->captions == NULL || signature->captions[0] == NULL
      || g_strcmp0 (signature->captions[1], seal->number) != 0)
    return refuse (error, "appearance", "The seal's number does not stand beside it");
  return is_mark (seal, signature->mark_digest, error);
}

static gboolean
check_mark (const YxHallCall *call,
            YxHallAcceptance *acceptance,
            const YxVerdictSignature *signature,
            GError **error)
{
  YxPlaceMark mark = yx_place_right (signature->field)->mark;

  if (mark == YX_PLACE_SEALED || (mark == YX_PLACE_EITHER && signature->seal != NULL))
    return check_seal (call, acceptance, signature, error);
  return signature->seal == NULL || refuse (error, "seal", "This place takes no seal");
}

/**
 * yx_hall_accept_verdict:
 * @call: who appends
 * @acceptance: the document and what came; filled in
 * @verdict: the judge's, on the whole
 *
 * Returns: whether this account may append this now; else %YX_PROBLEM_REVISION_REFUSED, whose field says
 *   what was wrong
 */
gboolean
yx_hall_accept_verdict (const YxHallCall *call,
                        YxHallAcceptance *acceptance,
                        YxVerdict *verdict,
                        GError **error)
{
  YxVerdictSignature *signature;

  if (verdict->status != YX_VERDICT_PASSED)
    {
      yx_problem_set (error, YX_PROBLEM_REVISION_REFUSED, NULL, "The judge did not pass the document: %s",
                      verdict->reasons->len > 0 ? (const char *)verdict->reasons->pdata[0] : "no reason");
      return FALSE;
    }
  if (yx_verdict_last_revision (verdict, &signature) != YX_VERDICT_SIGNATURE)
    return refuse (error, NULL, "What was appended is not one signature and nothing else");
  if (!check_form (verdict, signature, error) || !check_place (call, acceptance, verdict, signature, error)
      || !check_time (acceptance, signature, error) || !check_signer (call, acceptance, signature, error))
    return FALSE;
  acceptance->field = g_strdup (signature->field);
  return check_mark (call, acceptance, signature, error);
}

static GBytes *
write_anchors (YxHall *hall)
{
  GPtrArray *anchors = yx_trust_anchors (hall->trust);
  GString *pem = g_string_new (NULL);

  for (guint i = 0; i < anchors->len; i++)
    {
      g_autofree char *text = yx_certificate_to_pem (anchors->pdata[i]);

      g_string_append (pem, text);
    }
  return g_string_free_to_bytes (pem);
}

/**
 * yx_hall_accept:
 * @call: who appends
 * @acceptance: the document and what came; filled in
 *
 * Lets the judge's process look at the document as it would be, then compares its verdict with what the hall
 * knows of certificates, seals and states.
 *
 * Returns: whether this account may append this now
 */
gboolean
yx_hall_accept (const YxHallCall *call, YxHallAcceptance *acceptance, GError **error)
{
  g_autoptr (GBytes) anchors = write_anchors (call->hall);
  YxJudgeCall question = { .document = acceptance->whole,
                           .trust = anchors,
                           .now = acceptance->now,
                           .taken = (gsize)acceptance->document->size };
  g_autoptr (YxVerdict) verdict = yx_judge_call (&question, NULL, error);

  return verdict != NULL && yx_hall_accept_verdict (call, acceptance, verdict, error);
}

/**
 * yx_hall_acceptance_clear:
 * @acceptance: what yx_hall_accept() filled in
 */
void
yx_hall_acceptance_clear (YxHallAcceptance *acceptance)
{
  g_clear_pointer (&acceptance->field, g_free);
  g_clear_pointer (&acceptance->certificate, yx_issued_certificate_unref);
  g_clear_pointer (&acceptance->seal, yx_seal_unref);
}
