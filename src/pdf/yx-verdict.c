/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-verdict.h"

#include <string.h>

static void
free_change (YxVerdictChange *change)
{
  g_free (change->path);
  g_free (change);
}

static void
free_seal (YxVerdictSeal *seal)
{
  if (seal == NULL)
    return;
  g_free (seal->id);
  g_free (seal->type);
  g_free (seal->name);
  g_free (seal);
}

static void
free_signature (YxVerdictSignature *signature)
{
  g_free (signature->field);
  g_free (signature->signer_name);
  g_free (signature->signer_organisation);
  g_free (signature->signer_serial);
  g_free (signature->signer_fingerprint);
  g_free (signature->signer_capacity);
  g_free (signature->signer_identity);
  free_seal (signature->seal);
  g_free (signature->level);
  g_free (signature->algorithm);
  g_free (signature->trust);
  g_free (signature->revocation);
  g_ptr_array_unref (signature->changes);
  g_free (signature->mark_digest);
  g_strfreev (signature->captions);
  g_clear_pointer (&signature->certificate, g_bytes_unref);
  g_clear_pointer (&signature->seal_object, g_bytes_unref);
  g_free (signature);
}

/**
 * yx_verdict_new:
 * @sha256: hex digest of the file
 *
 * Returns: (transfer full): a verdict that still reads passed
 */
YxVerdict *
yx_verdict_new (const char *sha256)
{
  YxVerdict *verdict = g_new0 (YxVerdict, 1);

  verdict->sha256 = g_strdup (sha256);
  verdict->reasons = g_ptr_array_new_with_free_func (g_free);
  verdict->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) free_signature);
  return verdict;
}

/**
 * yx_verdict_free:
 * @verdict: (transfer full): a verdict
 */
void
yx_verdict_free (YxVerdict *verdict)
{
  g_free (verdict->file);
  g_free (verdict->sha256);
  g_ptr_array_unref (verdict->reasons);
  g_ptr_array_unref (verdict->signatures);
  g_free (verdict);
}

/**
 * yx_verdict_add_signature:
 * @verdict: a verdict
 * @field: name of the signature field
 *
 * Returns: (transfer none): a signature of which nothing good is known yet
 */
YxVerdictSignature *
yx_verdict_add_signature (YxVerdict *verdict, const char *field)
{
  YxVerdictSignature *signature = g_new0 (YxVerdictSignature, 1);

  signature->field = g_strdup (field);
  signature->signer_identity = g_strdup ("none");
  signature->time = G_MININT64;
  signature->trust = g_strdup ("unknown");
  signature->revocation = g_strdup ("unchecked");
  signature->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  g_ptr_array_add (verdict->signatures, signature);
  return signature;
}

/**
 * yx_verdict_signature_add_change:
 * @signature: a signature
 * @revision: which later revision, from 1
 * @object: number of the object
 * @path: where it hangs, from the catalog
 * @allowed: whether that kind of change is
 */
void
yx_verdict_signature_add_change (YxVerdictSignature *signature, guint revision, guint object, const char *path,
                                 gboolean allowed)
{
  YxVerdictChange *change = g_new0 (YxVerdictChange, 1);

  change->revision = revision;
  change->object = object;
  change->path = g_strdup (path);
  change->allowed = allowed;
  g_ptr_array_add (signature->changes, change);
}

/**
 * yx_verdict_signature_set_seal:
 * @signature: a signature
 * @id: the seal's id
 * @version: of the seal object
 * @type: what kind of seal
 * @name: its name
 * @entitled: whether the signer may use it, and the place shows it
 */
void
yx_verdict_signature_set_seal (YxVerdictSignature *signature, const char *id, guint version, const char *type,
                               const char *name, gboolean entitled)
{
  YxVerdictSeal *seal = g_new0 (YxVerdictSeal, 1);

  seal->id = g_strdup (id);
  seal->version = version;
  seal->type = g_strdup (type);
  seal->name = g_strdup (name);
  seal->entitled = entitled;
  free_seal (signature->seal);
  signature->seal = seal;
}

/**
 * yx_verdict_has_reason:
 * @verdict: a verdict
 * @reason: a code
 *
 * Returns: whether it is among the reasons
 */
gboolean
yx_verdict_has_reason (YxVerdict *verdict, const char *reason)
{
  for (guint i = 0; i < verdict->reasons->len; i++)
    if (strcmp (verdict->reasons->pdata[i], reason) == 0)
      return TRUE;
  return FALSE;
}

/**
 * yx_verdict_lower:
 * @verdict: a verdict
 * @status: what it is at best
 * @reason: why, a code
 *
 * A verdict never rises again: failed beats indeterminate beats passed.
 */
void
yx_verdict_lower (YxVerdict *verdict, YxVerdictStatus status, const char *reason)
{
  verdict->status = MAX (verdict->status, status);
  if (!yx_verdict_has_reason (verdict, reason))
    g_ptr_array_add (verdict->reasons, g_strdup (reason));
}

/**
 * yx_verdict_status_nick:
 * @status: a status
 *
 * Returns: its word in JSON
 */
const char *
yx_verdict_status_nick (YxVerdictStatus status)
{
  static const char *const nicks[] = { "passed", "indeterminate", "failed" };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (nicks), NULL);
  return nicks[status];
}

static gboolean
all_changes_allowed (const YxVerdict *verdict)
{
  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      const YxVerdictSignature *signature = verdict->signatures->pdata[i];

      for (guint k = 0; k < signature->changes->len; k++)
        if (!((YxVerdictChange *) signature->changes->pdata[k])->allowed)
          return FALSE;
    }
  return TRUE;
}

/**
 * yx_verdict_last_revision:
 * @verdict: a verdict
 * @signature: (out) (optional) (transfer none) (nullable): what the last revision added
 *
 * Tells what kind of revision came last: one valid signature or document timestamp that covers the whole
 * file, and no revision changed what it may not. Trust is not looked at, nor which places were filled
 * before: compare the other signatures with those of the revision's head.
 *
 * Returns: the kind
 */
YxVerdictRevisionKind
yx_verdict_last_revision (YxVerdict *verdict, YxVerdictSignature **signature)
{
  YxVerdictSignature *last = NULL;

  if (verdict->signatures->len > 0)
    last = verdict->signatures->pdata[verdict->signatures->len - 1];
  if (signature != NULL)
    *signature = NULL;
  if (last == NULL || verdict->status == YX_VERDICT_FAILED || last->revision != verdict->revisions || !last->valid ||
      !last->covers_revision || !all_changes_allowed (verdict))
    return YX_VERDICT_OTHER;
  if (signature != NULL)
    *signature = last;
  return last->timestamp ? YX_VERDICT_EVIDENCE : YX_VERDICT_SIGNATURE;
}
