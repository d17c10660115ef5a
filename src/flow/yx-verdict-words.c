/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-verdict-words.h"

#include <glib/gi18n-lib.h>

#include "flow/yx-verdict-facts.h"

/* A reason's code and what it means to people. */
typedef struct
{
  const char *code;
  const char *words;
} Reason;

static const Reason reasons[] = {
  { "unreadable", N_ ("This file can't be read as a PDF.") },
  { "no-signature", N_ ("Nobody has signed this document.") },
  { "digest-mismatch", N_ ("Don't rely on this document: it was changed after it was signed.") },
  { "changes-not-allowed", N_ ("Don't rely on this document: it was changed after it was signed.") },
  { "signature-invalid", N_ ("Don't rely on this document: a signature in it is not genuine.") },
  { "FORMAT_FAILURE", N_ ("Don't rely on this document: a signature in it is damaged.") },
  { "appearance", N_ ("Don't rely on this document: a signature in it doesn't look as it was made.") },
  { "seal-unreadable", N_ ("Don't rely on this document: a seal in it is damaged.") },
  { "seal-forged", N_ ("Don't rely on this document: a seal in it was made by somebody who makes no seals.") },
  { "seal-wrong-type", N_ ("Don't rely on this document: a seal of this type may not stand in that place.") },
  { "seal-not-valid", N_ ("Don't rely on this document: a seal in it was not valid at that time.") },
  { "seal-not-entitled", N_ ("Don't rely on this document: a seal in it was used by somebody without the right to it.") },
  { "seal-not-shown", N_ ("Don't rely on this document: a seal in it doesn't look as it was made.") },
  { "not-covered", N_ ("Don't rely on this document: there is more in it than was signed.") },
  { "CHAIN_CONSTRAINTS_FAILURE",
    N_ ("Don't rely on this document before you asked: a signer's certificate was not valid for it.") },
  { "OUT_OF_BOUNDS_NO_POE",
    N_ ("Nothing speaks against the signatures, but a certificate is out of date and nothing proves that they are older.") },
  { "NO_CERTIFICATE_CHAIN_FOUND",
    N_ ("Nothing speaks against the signatures, but no certificate that you trust says whose they are.") },
  { "seal-maker-not-trusted",
    N_ ("Nothing speaks against the signatures, but no certificate that you trust says who made a seal.") },
};

/**
 * yx_verdict_sentence:
 * @verdict: a verdict
 *
 * Returns: (transfer none): what people should know of the whole document
 */
const char *
yx_verdict_sentence (YxVerdict *verdict)
{
  if (verdict->status == YX_VERDICT_PASSED)
    return _("The document is as it was signed, and a certificate that you trust vouches for everybody who signed it.");
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (yx_verdict_has_reason (verdict, reasons[i].code))
      return _(reasons[i].words);
  return verdict->status == YX_VERDICT_FAILED
           ? _("Don't rely on this document: a signature in it does not hold.")
           : _("Nothing speaks against the signatures, but they can't be confirmed.");
}

/**
 * yx_verdict_signature_words:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer full): a line that says who signed, when, in which capacity, how identity was proven
 */
char *
yx_verdict_signature_words (const YxVerdictSignature *signature)
{
  const char *name = signature->signer_name != NULL ? signature->signer_name : _("somebody unknown");
  g_autofree char *time = yx_verdict_time_words (signature);
  GString *line = g_string_new (NULL);

  if (signature->timestamp)
    {
      g_string_append_printf (line, _("Timestamp of %s by %s: %s"), time, name, yx_verdict_integrity_words (signature));
      return g_string_free (line, FALSE);
    }
  if (signature->signer_organisation != NULL)
    g_string_append_printf (line, "%s · ", signature->signer_organisation);
  g_string_append_printf (line, "%s, %s", name, yx_verdict_capacity_words (signature));
  if (signature->seal != NULL)
    g_string_append_printf (line, signature->seal->entitled ? _(", with the seal “%s”")
                                                            : _(", with the seal “%s”, without the right to use it"),
                            signature->seal->name);
  g_string_append_printf (line, ", %s: %s; %s", time, yx_verdict_integrity_words (signature), yx_verdict_identity_words (signature));
  if (signature->signer_own_hall)
    g_string_append_printf (line, "; %s", _("identity and time attested by the employer's own hall"));
  return g_string_free (line, FALSE);
}

/**
 * yx_verdict_words:
 * @verdict: a verdict
 *
 * Returns: (transfer full): a sentence on the document and a line for each signature, UTF-8, each ended by a
 *   line feed
 */
char *
yx_verdict_words (YxVerdict *verdict)
{
  GString *text = g_string_new (NULL);

  if (verdict->file != NULL)
    g_string_append_printf (text, "%s: ", verdict->file);
  g_string_append_printf (text, "%s\n", yx_verdict_sentence (verdict));
  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      g_autofree char *line = yx_verdict_signature_words (verdict->signatures->pdata[i]);

      g_string_append_printf (text, "  %s\n", line);
    }
  return g_string_free (text, FALSE);
}
