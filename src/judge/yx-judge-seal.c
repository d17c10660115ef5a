/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge/yx-judge-seal.h"

#include <string.h>

#include "crypto/yx-digest.h"
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

static void
judge_seal (YxVerdict *verdict, YxVerdictSignature *signature, YxTrust *trust)
{
  g_autoptr (YxSealObject) object = yx_seal_object_parse (signature->seal_object, NULL);
  const YxSealObjectFields *fields = NULL;
  YxTrustResult result = { 0 };
  gboolean entitled = FALSE;

  if (object == NULL)
    {
      yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-unreadable");
      return;
    }
  fields = yx_seal_object_fields (object);
  result = yx_seal_object_trust (object, trust, signature->time);
  entitled = yx_seal_object_entitles (object, signature->signer_fingerprint) && is_for_enterprise (signature, fields);
  if (result.status != YX_TRUST_TRUSTED)
    yx_verdict_lower (verdict, YX_VERDICT_INDETERMINATE, "seal-maker-not-trusted");
  if (!yx_seal_object_valid_at (object, signature->time))
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-not-valid");
  if (!entitled)
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-not-entitled");
  if (!shows_seal (signature, fields))
    yx_verdict_lower (verdict, YX_VERDICT_FAILED, "seal-not-shown");
  yx_verdict_signature_set_seal (signature, fields->id, fields->version, kind_nick (fields->kind), fields->label,
                                 entitled);
}

/**
 * yx_judge_seals:
 * @verdict: what was found of the document
 * @trust: anchors
 *
 * Judges the seal object that each signature refers to: signed by a trusted seal maker, valid at the time,
 * made out to the signer's certificate and enterprise, and shown in the place as it is, with its number.
 */
void
yx_judge_seals (YxVerdict *verdict, YxTrust *trust)
{
  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      YxVerdictSignature *signature = verdict->signatures->pdata[i];

      if (signature->seal_object != NULL && signature->valid)
        judge_seal (verdict, signature, trust);
    }
}
