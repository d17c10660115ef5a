/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-facts.h"

#include <glib/gi18n-lib.h>

#include "crypto/yx-certificate.h"
#include "model/yx-authority-entry.h"
#include "seal/yx-seal-object.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  const YxSeal *first = *(YxSeal *const *) a;
  const YxSeal *second = *(YxSeal *const *) b;

  if (first->state != second->state)
    return first->state == YX_SEAL_VALID ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return first->created == second->created ? 0 : first->created > second->created ? -1 : 1;
}

/**
 * yx_seals_sort:
 * @seals: (element-type YxSeal): seals
 *
 * Valid ones first, by type; voided ones at the end, the newest first.
 */
void
yx_seals_sort (GPtrArray *seals)
{
  g_ptr_array_sort (seals, compare);
}

/**
 * yx_seals_have_valid:
 * @seals: (element-type YxSeal): an enterprise's
 * @kind: a type
 *
 * Returns: whether there is a valid one of that type, so that no second one is made (spec.md 2.4-4)
 */
gboolean
yx_seals_have_valid (GPtrArray *seals, YxSealKind kind)
{
  for (guint i = 0; i < seals->len; i++)
    {
      const YxSeal *seal = seals->pdata[i];

      if (seal->kind == (int) kind && seal->state == YX_SEAL_VALID)
        return TRUE;
    }
  return FALSE;
}

/**
 * yx_seal_next_kind:
 * @seals: (element-type YxSeal): an enterprise's
 * @kind: (out): the first type of which it has no valid one
 *
 * Returns: whether there is such a type
 */
gboolean
yx_seal_next_kind (GPtrArray *seals, YxSealKind *kind)
{
  for (const YxChoice *choice = yx_seal_kinds; choice->nick != NULL; choice++)
    if (!yx_seals_have_valid (seals, (YxSealKind) choice->value))
      {
        *kind = (YxSealKind) choice->value;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_seal_face_of:
 * @enterprise: an enterprise; must outlive the face
 * @kind: a type
 *
 * Returns: what stands on a seal of that type (law.md 3); the hall may have measures of its own
 */
YxSealFace
yx_seal_face_of (const YxEnterprise *enterprise, YxSealKind kind)
{
  return (YxSealFace) { .kind = kind,
                        .measures = yx_seal_measures (kind, (YxUnitType) enterprise->u_type),
                        .name = enterprise->u_name,
                        .uscc = enterprise->u_uscc,
                        .head = enterprise->u_head };
}

/**
 * yx_seal_maker_words:
 * @seal: a seal with its object
 *
 * Returns: (transfer full): who made it, and what it says of itself; empty when it can't be read
 */
char *
yx_seal_maker_words (const YxSeal *seal)
{
  g_autoptr (YxSealObject) object = seal->object != NULL ? yx_seal_object_parse (seal->object, NULL) : NULL;
  g_autofree char *maker = NULL;

  if (object == NULL)
    return g_strdup ("");
  maker = yx_authority_words (yx_certificate_name (yx_seal_object_maker (object)));
  return g_strdup_printf ("%s · %s", maker, yx_seal_object_fields (object)->remark);
}

/**
 * yx_seal_users:
 * @seal: a seal with its object
 * @certificates: (element-type YxIssuedCertificate): the account's
 *
 * Returns: (transfer full) (element-type utf8): the holders of the certificates that may use it; those that are not
 *   the account's are called so
 */
GPtrArray *
yx_seal_users (const YxSeal *seal, GPtrArray *certificates)
{
  g_autoptr (YxSealObject) object = seal->object != NULL ? yx_seal_object_parse (seal->object, NULL) : NULL;
  GPtrArray *users = g_ptr_array_new_with_free_func (g_free);
  guint known = 0;

  for (guint i = 0; object != NULL && i < certificates->len; i++)
    {
      const YxIssuedCertificate *issued = certificates->pdata[i];
      g_autoptr (YxCertificate) certificate = issued->certificate != NULL ? yx_certificate_from_der (issued->certificate, NULL) : NULL;

      if (certificate == NULL || !yx_seal_object_entitles (object, yx_certificate_fingerprint (certificate)))
        continue;
      known++;
      g_ptr_array_add (users, g_strdup_printf ("%s · %s", yx_certificate_name (certificate),
                                               g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_capacities, issued->capacity)->label)));
    }
  for (guint i = known; object != NULL && i < yx_seal_object_fields (object)->grantees->len; i++)
    g_ptr_array_add (users, g_strdup (_("Another certificate of the enterprise")));
  return users;
}

/**
 * yx_seal_state_words:
 * @seal: a seal
 * @now: the time
 *
 * Returns: (transfer none): its state for people, in the locale's language
 */
const char *
yx_seal_state_words (const YxSeal *seal, gint64 now)
{
  if (seal->state == YX_SEAL_VALID && seal->valid_to <= now)
    return _("Expired");
  return g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_seal_states, seal->state)->label);
}
