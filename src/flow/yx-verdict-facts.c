/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-verdict-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-authority-entry.h"

#define MAX_CHANGES 20 /* named one by one */

/**
 * yx_verdict_capacity_words:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer none): for whom its signer acted
 */
const char *
yx_verdict_capacity_words (const YxVerdictSignature *signature)
{
  if (g_strcmp0 (signature->signer_capacity, "enterprise") == 0)
    return _("for the enterprise");
  if (g_strcmp0 (signature->signer_capacity, "personal") == 0)
    return _("as a person");
  return _("in an unknown capacity");
}

/**
 * yx_verdict_identity_words:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer none): how its signer's identity was proven
 */
const char *
yx_verdict_identity_words (const YxVerdictSignature *signature)
{
  if (g_strcmp0 (signature->signer_identity, "provider") == 0)
    return _("identity checked by a provider");
  if (g_strcmp0 (signature->signer_identity, "attended") == 0)
    return _("identity checked on site");
  return _("identity not checked");
}

/**
 * yx_verdict_integrity_words:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer none): whether it holds
 */
const char *
yx_verdict_integrity_words (const YxVerdictSignature *signature)
{
  gboolean changed = FALSE;

  if (!signature->valid)
    return _("not valid");
  for (guint i = 0; i < signature->changes->len; i++)
    changed |= !((const YxVerdictChange *) signature->changes->pdata[i])->allowed;
  if (changed)
    return _("valid, but the document was changed afterwards");
  if (g_strcmp0 (signature->trust, "trusted") == 0)
    return _("valid");
  return g_strcmp0 (signature->trust, "untrusted") == 0 ? _("valid, but its certificate doesn't hold")
                                                        : _("valid, but its certificate is unknown");
}

/**
 * yx_verdict_time_words:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer full): when it was made, and who says so
 */
char *
yx_verdict_time_words (const YxVerdictSignature *signature)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+08:00");
  g_autoptr (GDateTime) utc
    = signature->time == G_MININT64 ? NULL : g_date_time_new_from_unix_utc (signature->time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL && zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S +08:00") : NULL;

  if (text == NULL)
    return g_strdup (_("without a time"));
  return signature->time_proven ? g_strdup_printf (_("%s, proven by a timestamp"), text)
                                : g_strdup_printf (_("%s, as the signer says"), text);
}


static void
free_fact (gpointer data)
{
  g_free (((YxVerdictFact *) data)->value);
  g_free (data);
}

static void
take_fact (GPtrArray *facts, const char *label, char *value)
{
  YxVerdictFact *fact = g_new0 (YxVerdictFact, 1);

  fact->label = label;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

static void
add_fact (GPtrArray *facts, const char *label, const char *value)
{
  if (value != NULL && value[0] != '\0')
    take_fact (facts, label, g_strdup (value));
}

static const char *
trust_words (const YxVerdictSignature *signature)
{
  if (g_strcmp0 (signature->trust, "trusted") == 0)
    return _("a certificate that you trust vouches for it");
  return g_strcmp0 (signature->trust, "untrusted") == 0 ? _("was not valid for this, or not at that time")
                                                        : _("no certificate that you trust vouches for it");
}

static const char *
revocation_words (const YxVerdictSignature *signature)
{
  if (g_strcmp0 (signature->revocation, "good") == 0)
    return _("not revoked");
  return g_strcmp0 (signature->revocation, "revoked") == 0 ? _("revoked") : _("not looked up");
}

static char *
seal_words (const YxVerdictSeal *seal)
{
  const YxChoice *kind = yx_seal_kinds;

  while (kind->nick != NULL && g_strcmp0 (kind->nick, seal->type) != 0)
    kind++;
  return kind->nick != NULL ? g_strdup_printf ("%s (%s)", seal->name, g_dgettext (GETTEXT_PACKAGE, kind->label))
                            : g_strdup (seal->name);
}

/* What was done since, in counts; what may not be done is named. */
static char *
change_words (const YxVerdictSignature *signature)
{
  GString *text = g_string_new (NULL);
  guint allowed = 0;
  guint named = 0;

  for (guint i = 0; i < signature->changes->len; i++)
    allowed += ((const YxVerdictChange *) signature->changes->pdata[i])->allowed ? 1 : 0;
  if (signature->changes->len == 0)
    g_string_append (text, _("nothing"));
  else if (allowed == signature->changes->len)
    g_string_append (text, _("only what may follow: other signatures and timestamps"));
  else
    g_string_append_printf (text, ngettext ("%u change that is not allowed", "%u changes that are not allowed",
                                            signature->changes->len - allowed),
                            signature->changes->len - allowed);
  for (guint i = 0; i < signature->changes->len && named < MAX_CHANGES; i++)
    {
      const YxVerdictChange *change = signature->changes->pdata[i];

      if (change->allowed)
        continue;
      named++;
      /* Translators: a version of the document, and where in the file something was changed. */
      g_string_append_printf (text, _("\nversion %u: %s"), change->revision, change->path);
    }
  return g_string_free (text, FALSE);
}

static void
add_signer (const YxVerdictSignature *signature, GPtrArray *facts)
{
  const char *name = signature->signer_name != NULL ? signature->signer_name : _("somebody unknown");

  take_fact (facts, signature->timestamp ? _("Timestamp by") : _("Signed by"),
             signature->timestamp ? yx_authority_words (name) : g_strdup (name));
  add_fact (facts, _("Organisation"), signature->signer_organisation);
  if (!signature->timestamp)
    add_fact (facts, _("Capacity"), yx_verdict_capacity_words (signature));
  take_fact (facts, _("When"), yx_verdict_time_words (signature));
  if (signature->seal == NULL)
    return;
  take_fact (facts, _("Seal"), seal_words (signature->seal));
  add_fact (facts, _("Right to the seal"), signature->seal->entitled ? _("yes, and the seal looks as it was made")
                                                                     : _("no: the signer had no right to it, or it looks otherwise"));
}

static void
add_proof (const YxVerdictSignature *signature, GPtrArray *facts)
{
  guint common;

  if (!signature->timestamp)
    add_fact (facts, _("Identity"), yx_verdict_identity_words (signature));
  if (signature->signer_own_hall)
    add_fact (facts, _("Attested by"), _("identity and time attested by the employer's own hall"));
  add_fact (facts, _("Signature"), yx_verdict_integrity_words (signature));
  take_fact (facts, _("Changed since"), change_words (signature));
  add_fact (facts, _("Certificate"), trust_words (signature));
  common = facts->len;
  add_fact (facts, _("Revocation"), revocation_words (signature));
  add_fact (facts, _("Certificate number"), signature->signer_serial);
  add_fact (facts, _("Fingerprint"), signature->signer_fingerprint);
  add_fact (facts, _("Level"), signature->level);
  add_fact (facts, _("Algorithm"), signature->algorithm);
  for (guint i = common; i < facts->len; i++)
    ((YxVerdictFact *) facts->pdata[i])->detail = TRUE;
}

/**
 * yx_verdict_signature_facts:
 * @signature: a signature of a verdict
 *
 * Returns: (transfer full) (element-type YxVerdictFact): all that is to be said of it, in the locale's language,
 *   the most important first
 */
GPtrArray *
yx_verdict_signature_facts (const YxVerdictSignature *signature)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);

  add_signer (signature, facts);
  add_proof (signature, facts);
  return facts;
}

static gboolean
has_forbidden_change (const YxVerdictSignature *signature)
{
  for (guint i = 0; i < signature->changes->len; i++)
    if (!((const YxVerdictChange *) signature->changes->pdata[i])->allowed)
      return TRUE;
  return FALSE;
}

/**
 * yx_verdict_signature_status:
 * @verdict: a verdict
 * @signature: one of its signatures
 *
 * Returns: what a mark on that signature may say: never better than the whole document's, and failed only
 *   where it is this signature that fails
 */
YxVerdictStatus
yx_verdict_signature_status (const YxVerdict *verdict, const YxVerdictSignature *signature)
{
  if (!signature->valid || has_forbidden_change (signature) || (signature->seal != NULL && !signature->seal->entitled))
    return YX_VERDICT_FAILED;
  if (verdict->status == YX_VERDICT_PASSED && g_strcmp0 (signature->trust, "trusted") == 0)
    return YX_VERDICT_PASSED;
  return YX_VERDICT_INDETERMINATE;
}

/**
 * yx_verdict_status_words:
 * @status: of a document or a signature
 *
 * Returns: (transfer none): a word or two for people
 */
const char *
yx_verdict_status_words (YxVerdictStatus status)
{
  switch (status)
    {
    case YX_VERDICT_PASSED:
      return _("Confirmed");
    case YX_VERDICT_INDETERMINATE:
      return _("Not confirmed");
    default:
      return _("Does not hold");
    }
}

static void
add_party (GPtrArray *parties, const YxVerdictSignature *signature)
{
  const char *name = g_strcmp0 (signature->signer_capacity, "personal") != 0 && signature->signer_organisation != NULL
                       ? signature->signer_organisation
                       : signature->signer_name;

  if (signature->timestamp || name == NULL || g_ptr_array_find_with_equal_func (parties, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (parties, (gpointer) name);
}

/**
 * yx_verdict_headline:
 * @verdict: a verdict
 *
 * Returns: (transfer full): one sentence for large letters; of a document that passed, who signed it
 */
char *
yx_verdict_headline (YxVerdict *verdict)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();
  g_autofree char *most = NULL;

  if (verdict->status == YX_VERDICT_FAILED)
    return g_strdup (yx_verdict_has_reason (verdict, "unreadable") ? _("This file cannot be verified") : _("Don't rely on this document"));
  if (yx_verdict_has_reason (verdict, "no-signature"))
    return g_strdup (_("Nobody has signed this document"));
  if (verdict->status == YX_VERDICT_INDETERMINATE)
    return g_strdup (_("The signatures cannot be confirmed"));
  for (guint i = 0; i < verdict->signatures->len; i++)
    add_party (parties, verdict->signatures->pdata[i]);
  if (parties->len == 0)
    return g_strdup (_("Stamped with time, and not changed since"));
  if (parties->len == 1)
    return g_strdup_printf (_("Signed by %s, and not changed since"), (char *) parties->pdata[0]);
  g_ptr_array_add (parties, NULL);
  for (guint i = 0; i + 2 < parties->len; i++)
    {
      /* Translators: joins names of all signers but the last. */
      g_autofree char *next = i == 0 ? g_strdup (parties->pdata[0]) : g_strdup_printf (_("%s, %s"), most, (char *) parties->pdata[i]);

      g_free (most);
      most = g_steal_pointer (&next);
    }
  return g_strdup_printf (_("Signed by %s and %s, and not changed since"), most, (char *) parties->pdata[parties->len - 2]);
}
