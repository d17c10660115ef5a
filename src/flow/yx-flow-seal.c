/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-seal.h"

#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-list.h"
#include "model/yx-seal-use.h"
#include "model/yx-seal-voiding.h"

#define LABEL_MAX 50

/**
 * yx_flow_seal_label:
 * @enterprise_name: the enterprise's registered name
 * @kind: the seal's type
 *
 * Returns: (transfer full): the name that composes itself (spec.md 2.4-3), the enterprise's part shortened so
 *   that it fits into 50 characters
 */
char *
yx_flow_seal_label (const char *enterprise_name, YxSealKind kind)
{
  const char *type = yx_choice_find (yx_seal_kinds, kind)->heading;
  glong left = LABEL_MAX - g_utf8_strlen (type, -1);
  g_autofree char *name = g_utf8_substring (enterprise_name, 0, MIN (left, g_utf8_strlen (enterprise_name, -1)));

  return g_strconcat (name, type, NULL);
}

static gboolean
check_seal (const YxSeal *seal, GError **error)
{
  if (seal->object != NULL && seal->picture != NULL && seal->number != NULL)
    return TRUE;
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall's seal has no picture, object or number");
  return FALSE;
}

/**
 * yx_flow_make_seal:
 * @actor: an enterprise that is signed in
 * @id: the seal's id, made here
 * @kind: its type
 * @label: what people call it, at most 50 characters
 *
 * Has a seal made (spec.md 2.4-3). The same again with the same id is success.
 *
 * Returns: (transfer full) (nullable): the seal with picture and object
 */
YxSeal *
yx_flow_make_seal (YxActor *actor, const char *id, YxSealKind kind, const char *label, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxSeal) wish = yx_seal_new ();
  g_autoptr (YxSeal) seal = NULL;
  YxCall call = { .endpoint = YX_API_SEAL_MAKE, .request = wish };

  if (!yx_actor_signed_in (actor, error))
    return NULL;
  yx_record_set_int (wish, "kind", kind);
  yx_record_set_text (wish, "name", label);
  if (!yx_record_validate (wish, error))
    return NULL;
  call.parameters[0] = actor->session->enterprise;
  call.parameters[1] = id;
  seal = yx_connection_call (actor->connection, &call, cancellable, error);
  return seal != NULL && check_seal (seal, error) ? g_steal_pointer (&seal) : NULL;
}

/**
 * yx_flow_void_seal:
 * @actor: an enterprise that is signed in
 * @id: one of its seals
 * @password: the certificate password
 * @code: the SMS code for a visit to the seals
 *
 * Voids a seal for ever (spec.md 2.4-6): nothing can be sealed with it from then on, what was sealed before
 * stays valid. The same again is success.
 *
 * Returns: (transfer full) (nullable): the seal, voided
 */
YxSeal *
yx_flow_void_seal (YxActor *actor, const char *id, YxSecret *password, YxSecret *code, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (YxSealVoiding) request = yx_seal_voiding_new ();
  g_autoptr (YxSecret) proof = NULL;
  YxCall call = { .endpoint = YX_API_SEAL_VOID, .request = request };
  GError *local = NULL;
  YxSeal *seal;

  if (!yx_actor_signed_in (actor, error))
    return NULL;
  proof = yx_flow_proof (actor, password, cancellable, error);
  if (proof == NULL)
    return NULL;
  yx_record_set_secret (request, "code", code);
  yx_record_set_secret (request, "proof", proof);
  call.parameters[0] = actor->session->enterprise;
  call.parameters[1] = id;
  seal = yx_connection_call (actor->connection, &call, cancellable, &local);
  if (seal == NULL)
    yx_flow_password_error (local, error);
  return seal;
}

static GPtrArray *
list_own (YxActor *actor, YxEndpointId endpoint, GCancellable *cancellable, GError **error)
{
  YxCall call = { .endpoint = endpoint };

  if (!yx_actor_signed_in (actor, error))
    return NULL;
  call.parameters[0] = actor->session->enterprise;
  return yx_flow_list (actor->connection, &call, cancellable, error);
}

/**
 * yx_flow_seals:
 * @actor: an enterprise that is signed in
 *
 * Returns: (transfer full) (element-type YxSeal): all its seals, voided ones too, with picture and object, in the order
 *   in which they were made (spec.md 2.4-2)
 */
GPtrArray *
yx_flow_seals (YxActor *actor, GCancellable *cancellable, GError **error)
{
  return list_own (actor, YX_API_SEAL_LIST, cancellable, error);
}

/**
 * yx_flow_seal_uses:
 * @actor: an enterprise that is signed in
 * @seal: (nullable): the id of one of its seals; %NULL: all
 *
 * Returns: (transfer full) (element-type YxSealUse): where it was used, in order (spec.md 2.5-1)
 */
GPtrArray *
yx_flow_seal_uses (YxActor *actor, const char *seal, GCancellable *cancellable, GError **error)
{
  GPtrArray *uses = list_own (actor, YX_API_SEAL_USE_LIST, cancellable, error);

  for (guint i = uses != NULL && seal != NULL ? uses->len : 0; i-- > 0;)
    if (g_strcmp0 (((YxSealUse *) uses->pdata[i])->seal, seal) != 0)
      g_ptr_array_remove_index (uses, i);
  return uses;
}

/**
 * yx_flow_valid_seal:
 * @actor: an enterprise that is signed in
 * @kind: a type; an enterprise has one valid seal of each at most (spec.md 2.4-4)
 *
 * Returns: (transfer full) (nullable): the seal with picture and object; %NULL also without one, then no
 *   @error is set
 */
YxSeal *
yx_flow_valid_seal (YxActor *actor, YxSealKind kind, GCancellable *cancellable, GError **error)
{
  YxCall call = { .endpoint = YX_API_SEAL_GET };
  g_autoptr (GPtrArray) list = yx_flow_seals (actor, cancellable, error);
  g_autoptr (YxSeal) seal = NULL;
  const char *id = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      YxSeal *one = list->pdata[i];

      if (one->kind == (int) kind && one->state == YX_SEAL_VALID)
        id = one->id;
    }
  if (id == NULL)
    return NULL;
  call.parameters[0] = actor->session->enterprise;
  call.parameters[1] = id;
  seal = yx_connection_call (actor->connection, &call, cancellable, error);
  return seal != NULL && check_seal (seal, error) ? g_steal_pointer (&seal) : NULL;
}
