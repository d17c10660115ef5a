/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-desk.h"

#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"

#define CODE_SECONDS 60
#define BEGUN "registration-begun"

/**
 * yx_tool_desk_new:
 * @hall: the hall
 * @state: the walkthrough's
 * @index: 0 for the enterprise, then the employees
 * @phone: where codes go
 *
 * Returns: (transfer full) (nullable): a desk at which nobody is signed in
 */
YxToolDesk *
yx_tool_desk_new (const YxToolHall *hall, const YxToolState *state, guint index, const char *phone, GError **error)
{
  g_autoptr (YxToolDesk) desk = g_new0 (YxToolDesk, 1);
  g_autoptr (YxConnection) connection = yx_connection_new (hall->url, hall->ca, NULL, error);
  g_autofree char *name = g_strdup_printf ("client/%u.db", index);
  g_autofree char *path = yx_tool_state_path (state, name);

  if (connection == NULL)
    return NULL;
  desk->hall = hall;
  desk->state = state;
  desk->index = index;
  desk->phone = g_strdup (phone);
  desk->password = yx_tool_password ("account", state->seed, phone);
  desk->certificate_password = yx_tool_password ("certificate", state->seed, phone);
  desk->store = yx_local_store_open (path, state->key, error);
  if (desk->store == NULL)
    return NULL;
  desk->actor = yx_actor_new (connection, desk->store, NULL, error);
  return desk->actor != NULL ? g_steal_pointer (&desk) : NULL;
}

/**
 * yx_tool_desk_free:
 * @desk: (transfer full): a desk
 */
void
yx_tool_desk_free (YxToolDesk *desk)
{
  g_clear_pointer (&desk->actor, yx_actor_free);
  g_clear_pointer (&desk->store, yx_local_store_free);
  g_clear_pointer (&desk->password, yx_secret_unref);
  g_clear_pointer (&desk->certificate_password, yx_secret_unref);
  g_free (desk->phone);
  g_free (desk);
}

/**
 * yx_tool_desk_code:
 * @desk: a desk
 * @purpose: what the code is for
 *
 * Asks for an SMS code and waits until it is shown.
 *
 * Returns: (transfer full) (nullable): the code
 */
YxSecret *
yx_tool_desk_code (YxToolDesk *desk, YxCodePurpose purpose, GError **error)
{
  const char *nick = yx_choice_find (yx_code_purposes, purpose)->nick;
  const char *phone = desk->actor->session == NULL ? desk->phone : NULL;

  yx_code_source_forget (desk->hall->codes, desk->phone, nick);
  if (!yx_flow_request_code (desk->actor, phone, purpose, NULL, error))
    return NULL;
  return yx_code_source_wait (desk->hall->codes, desk->phone, nick, CODE_SECONDS, NULL, error);
}

static gboolean
sign_in (YxToolDesk *desk, YxAccountKind kind, const char *login, GError **error)
{
  return yx_flow_sign_in (desk->actor, kind, login, desk->password, NULL, error);
}

static gboolean
register_once (YxToolDesk *desk, YxAccountKind kind, const char *id, gpointer registration, GError **error)
{
  g_autoptr (YxSecret) code = yx_tool_desk_code (desk, YX_CODE_REGISTER, error);

  if (code == NULL)
    return FALSE;
  yx_record_set_secret (registration, "code", code);
  yx_record_set_secret (registration, "password", desk->password);
  return kind == YX_ACCOUNT_ENTERPRISE ? yx_flow_register_enterprise (desk->actor, id, registration, NULL, error)
                                       : yx_flow_register_person (desk->actor, id, registration, NULL, error);
}

/**
 * yx_tool_desk_enter:
 * @desk: a desk
 * @kind: an enterprise's account or a person's
 * @login: what to sign in with
 * @id: the enterprise's or account's id
 * @registration: what to register, where that has not happened yet
 *
 * Registers and signs in. Whoever began to register before a restart, or is known to the hall already, signs in.
 *
 * Returns: whether the account is signed in
 */
gboolean
yx_tool_desk_enter (YxToolDesk *desk, YxAccountKind kind, const char *login, const char *id, gpointer registration, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) begun = yx_local_store_kept (desk->store, BEGUN, &local);
  g_autoptr (GBytes) yes = g_bytes_new_static ("1", 1);

  if (begun != NULL && sign_in (desk, kind, login, &local))
    return TRUE;
  if (local != NULL && !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CREDENTIALS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_error (&local);
  if (!yx_local_store_keep (desk->store, BEGUN, yes, error))
    return FALSE;
  if (!register_once (desk, kind, id, registration, &local)
      && (kind == YX_ACCOUNT_ENTERPRISE || !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return sign_in (desk, kind, login, error);
}

/**
 * yx_tool_desk_activate:
 * @desk: a desk at which an account is signed in
 *
 * Returns: whether the account has a certificate now
 */
gboolean
yx_tool_desk_activate (YxToolDesk *desk, GError **error)
{
  g_autofree char *id = yx_tool_state_id (desk->state, "crt", desk->index);
  g_autoptr (YxSecret) code = NULL;
  YxActivation activation = { .certificate = id, .password = desk->certificate_password };
  gboolean has;

  if (!yx_flow_has_certificate (desk->actor, &has, NULL, error))
    return FALSE;
  if (has)
    return TRUE;
  code = yx_tool_desk_code (desk, YX_CODE_CERTIFICATE, error);
  activation.code = code;
  return code != NULL && yx_flow_activate (desk->actor, &activation, NULL, error);
}

/**
 * yx_tool_desk_unlock:
 * @desk: a desk at which an account with a certificate is signed in
 * @purpose: a visit to the seals, or signing
 *
 * Returns: whether its keys are unlocked
 */
gboolean
yx_tool_desk_unlock (YxToolDesk *desk, YxCodePurpose purpose, GError **error)
{
  g_autoptr (YxSecret) code = yx_tool_desk_code (desk, purpose, error);

  return code != NULL && yx_flow_unlock (desk->actor, desk->certificate_password, code, NULL, error);
}
