/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge/yx-judge-seal.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "model/yx-rights.h"
#include "seal/yx-seal-object.h"

static const char *
kind_nick (YxSealKind kind)
{
  const YxChoice *choice = yx_choice_find (yx_seal_kinds, (int) kind);

  return choice != NULL ? choice->nick : "";
}

/* The place must show exactly the seal's picture, and its number beside it. */
static gboolean
shows_seal (const YxVerdictSignature *signature, const YxSealObjectFields *fields)
{
  gsize size = 0;
  const guint8 *digest = g_bytes_get_data (fields->picture_digest, &size);
  g_autofree char *hex = yx_hex (digest, size);

  return signature->canonical && g_strcmp0 (hex, signature->mark_digest) == 0 && signature->captions != NULL &&
         g_strv_length (signature->captions) == 2 && strcmp (signature->captions[1], fields->number) == 0;
}

static gboolean
is_for_enterprise (const YxVerdictSignature *signature, const YxSealObjectFields *fields)
{
  g_autoptr (YxCertificate) certificate = NULL;

  if (signature->certificate == NULL)
    return FALSE;
  certificate = yx_certificate_from_der (signature->certificate, NULL);
  return certificate != NULL && g_strcmp0 (yx_certificate_uscc (certificate), fields->uscc) == 0;
}

/* Whoever is known not to make seals forged it; whoever is not known may be another hall's seal maker. */
static void
judge_maker (YxVerdict *verdict, const YxTrustResult *result)
{
  if (result->status == YX_TRUST_UNTRUSTED && !result->expired)
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-forged");
  else if (result->status != YX_TRUST_TRUSTED)
    yx_verdict_lower (verdict, YX_VERDICT_INDETERMINATE, "seal-maker-not-trusted");
}

/* A time that the signer only claims proves no use of a seal that has expired since (EN 319 102-1 §5.5). */
static void
judge_validity (YxVerdict *verdict, const YxVerdictSignature *signature, YxSealObject *object, gint64 at)
{
  gboolean claimed = !signature->time_proven && yx_seal_object_valid_at (object, signature->time);

  if (!yx_seal_object_valid_at (object, at))
    yx_verdict_lower (verdict, claimed ? YX_VERDICT_INDETERMINATE : YX_VERDICT_FAILED, "seal-not-valid");
}

static void
judge_seal (YxVerdict *verdict, YxVerdictSignature *signature, YxTrust *trust, gint64 now)
{
  g_autoptr (YxSealObject) object = yx_seal_object_parse (signature->seal_object, NULL);
  const YxSealObjectFields *fields = NULL;
  gint64 at = signature->time_proven ? signature->time : now;
  YxTrustResult result = { 0 };
  gboolean entitled = FALSE;
  gboolean own = yx_place_right (signature->field) != NULL;

  if (object == NULL)
    {
      yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-unreadable");
      return;
    }
  fields = yx_seal_object_fields (object);
  result = yx_seal_object_trust (object, trust, at);
  entitled = yx_seal_object_entitles (object, signature->signer_fingerprint) && is_for_enterprise (signature, fields);
  judge_maker (verdict, &result);
  judge_validity (verdict, signature, object, at);
  if (!entitled)
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-not-entitled");
  if (own && !yx_seal_right_anywhere (fields->kind, signature->field))
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-wrong-type");
  if (!shows_seal (signature, fields))
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-not-shown");
  yx_verdict_signature_set_seal (signature, fields->id, fields->version, kind_nick (fields->kind), fields->label,
                                 entitled);
}

/**
 * yx_judge_seals:
 * @verdict: what was found of the document
 * @trust: anchors
 * @now: microseconds since 1970
 *
 * Judges the seal object that each signature refers to: signed by a trusted seal maker, valid at the time that
 * a timestamp proves, else now, made out to the signer's certificate and enterprise, of a type that may stand
 * in the place (law.md 3), and shown there as it is, with its number.
 */
void
yx_judge_seals (YxVerdict *verdict, YxTrust *trust, gint64 now)
{
  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      YxVerdictSignature *signature = verdict->signatures->pdata[i];

      if (signature->seal_object != NULL && signature->valid)
        judge_seal (verdict, signature, trust, now);
    }
}
