/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-account.h"

#include <string.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "crypto/yx-password.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-list.h"
#include "model/yx-enterprise.h"
#include "model/yx-account.h"
#include "model/yx-code-request.h"
#include "model/yx-password-change.h"
#include "model/yx-person.h"
#include "model/yx-sign-in.h"

#define DEVICE "device"
#define SESSION "session"
#define PASSWORD "password"

/**
 * yx_flow_request_code:
 * @actor: an actor
 * @phone: (nullable): where to; %NULL: the phone of who is signed in
 * @purpose: what for
 *
 * Asks the hall to send an SMS code (spec.md 2.3-1); it never comes back this way.
 *
 * Returns: whether one was sent
 */
gboolean
yx_flow_request_code (YxActor *actor, const char *phone, YxCodePurpose purpose, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxCodeRequest) request = yx_code_request_new ();
  const YxCall call = { .endpoint = YX_API_CODE_SEND, .request = request };

  if (phone != NULL)
    yx_record_set_text (request, "phone", phone);
  yx_record_set_int (request, "purpose", purpose);
  return yx_connection_send (actor->connection, &call, cancellable, error);
}

static gboolean
register_account (YxActor *actor, YxEndpointId endpoint, const char *id, const char *account, gpointer registration,
                  GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = endpoint, .parameters = { id }, .request = registration };
  g_autoptr (YxAccount) made = NULL;

  if (!yx_record_validate (registration, error))
    return FALSE;
  made = yx_connection_call (actor->connection, &call, cancellable, error);
  if (made == NULL)
    return FALSE;
  if (g_strcmp0 (made->id, account) == 0)
    return TRUE;
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall registered another account than was asked for");
  return FALSE;
}

/**
 * yx_flow_register_enterprise:
 * @actor: an actor
 * @enterprise: the enterprise's id, made here
 * @registration: what to register, with the code that the head's phone got
 *
 * Registers an enterprise, its head and its account (spec.md 1.1-1). The same again with the same ids is
 * success: registering happens once.
 *
 * Returns: whether it is registered
 */
gboolean
yx_flow_register_enterprise (YxActor *actor, const char *enterprise, YxEnterpriseRegistration *registration,
                             GCancellable *cancellable, GError **error)
{
  return register_account (actor, YX_API_ENTERPRISE_REGISTER, enterprise, registration->account, registration,
                           cancellable, error);
}

/**
 * yx_flow_register_person:
 * @actor: an actor
 * @account: the account's id, made here
 * @registration: what to register, with the code that the phone got
 *
 * Registers a person (spec.md 1.1-8). The same again with the same id is success.
 *
 * Returns: whether the person is registered; %YX_PROBLEM_CONFLICT: the phone or number has an account already
 */
gboolean
yx_flow_register_person (YxActor *actor, const char *account, YxPersonRegistration *registration,
                         GCancellable *cancellable, GError **error)
{
  return register_account (actor, YX_API_PERSON_REGISTER, account, account, registration, cancellable, error);
}

/* A word by which the hall counts wrong passwords for this device alone (spec.md 1.2-4). */
static char *
device_word (YxActor *actor, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) kept = yx_local_store_kept (actor->store, DEVICE, &local);
  g_autofree char *word = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (kept != NULL)
    return g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  word = yx_id_new ("dev");
  kept = g_bytes_new (word, strlen (word));
  return yx_local_store_keep (actor->store, DEVICE, kept, error) ? g_steal_pointer (&word) : NULL;
}

/**
 * yx_flow_sign_in:
 * @actor: an actor
 * @kind: an enterprise's account or a person's
 * @login: account name, phone or document number
 * @password: the account's password
 *
 * Signs in (spec.md 1.2-1); from then on the connection speaks for that account.
 *
 * Returns: whether it is signed in
 */
gboolean
yx_flow_sign_in (YxActor *actor, YxAccountKind kind, const char *login, YxSecret *password, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (YxSignIn) request = yx_sign_in_new ();
  const YxCall call = { .endpoint = YX_API_SESSION_CREATE, .request = request };
  g_autofree char *device = device_word (actor, error);
  g_autoptr (YxSession) session = NULL;

  if (device == NULL)
    return FALSE;
  yx_record_set_int (request, "kind", kind);
  yx_record_set_text (request, "login", login);
  yx_record_set_secret (request, "password", password);
  yx_record_set_text (request, "device", device);
  session = yx_connection_call (actor->connection, &call, cancellable, error);
  if (session == NULL)
    return FALSE;
  if (session->token == NULL || session->kind != (int) kind
      || (kind == YX_ACCOUNT_ENTERPRISE ? session->enterprise : session->person) == NULL)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall's answer to the sign-in is incomplete");
      return FALSE;
    }
  yx_flow_lock (actor);
  yx_connection_set_token (actor->connection, session->token);
  g_clear_pointer (&actor->session, yx_session_unref);
  actor->session = g_steal_pointer (&session);
  return TRUE;
}

/**
 * yx_flow_adopt:
 * @actor: an actor at which nobody is signed in
 * @session: of an account that signed in on this machine
 * @token: of that session
 *
 * Lets one more actor act in the same session, without asking the hall.
 */
void
yx_flow_adopt (YxActor *actor, YxSession *session, YxSecret *token)
{
  yx_flow_lock (actor);
  yx_connection_set_token (actor->connection, token);
  g_clear_pointer (&actor->session, yx_session_unref);
  actor->session = yx_session_ref (session);
}

/**
 * yx_flow_keep_session:
 * @actor: an actor that is signed in
 *
 * Keeps who is signed in, without the token, for yx_flow_resume().
 *
 * Returns: whether it is kept
 */
gboolean
yx_flow_keep_session (YxActor *actor, GError **error)
{
  g_autoptr (JsonNode) node = yx_record_to_json (actor->session, YX_ANSWER);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yx_local_store_keep (actor->store, SESSION, bytes, error);
}

static YxSession *
kept_session (YxActor *actor, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = yx_local_store_kept (actor->store, SESSION, &local);
  g_autoptr (JsonNode) node = NULL;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (bytes == NULL)
    yx_problem_set (error, YX_PROBLEM_UNAUTHENTICATED, NULL, NULL);
  else
    node = yx_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, error);
  return node != NULL ? yx_record_from_json (&yx_session_type, node, YX_ANSWER, error) : NULL;
}

/**
 * yx_flow_resume:
 * @actor: an actor at which nobody is signed in
 * @token: of the session that yx_flow_keep_session() kept
 *
 * Goes on in a session that was begun before this program was started. A hall that doesn't answer is believed to know it
 * still: what is here can be looked at, and the hall says no later.
 *
 * Returns: whether the session goes on; %YX_PROBLEM_UNAUTHENTICATED when it is over
 */
gboolean
yx_flow_resume (YxActor *actor, YxSecret *token, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_SESSION_LIST };
  g_autoptr (YxSession) session = kept_session (actor, error);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GError) local = NULL;

  if (session == NULL)
    return FALSE;
  yx_connection_set_token (actor->connection, token);
  sessions = yx_flow_list (actor->connection, &call, cancellable, &local);
  if (sessions == NULL && !g_error_matches (local, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    {
      yx_connection_set_token (actor->connection, NULL);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  yx_flow_adopt (actor, session, token);
  return TRUE;
}

/**
 * yx_flow_name:
 * @actor: an actor that is signed in
 *
 * Returns: (transfer full) (nullable): the enterprise's or the person's name
 */
char *
yx_flow_name (YxActor *actor, GCancellable *cancellable, GError **error)
{
  gboolean enterprise = yx_actor_is_enterprise (actor);
  const YxCall call = { .endpoint = enterprise ? YX_API_ENTERPRISE_GET : YX_API_PERSON_GET,
                        .parameters = { enterprise ? actor->session->enterprise : NULL } };
  g_autoptr (YxRecord) record = yx_connection_call (actor->connection, &call, cancellable, error);

  return record != NULL ? g_strdup (yx_record_get_text (record, enterprise ? "u_name" : "name")) : NULL;
}

/**
 * yx_flow_keep_password:
 * @actor: an actor
 * @password: the account's, which the hall took just now
 *
 * Keeps its hash (scrypt, RFC 7914) in the local store, for yx_flow_is_password(). Takes a while.
 *
 * Returns: whether it is kept
 */
gboolean
yx_flow_keep_password (YxActor *actor, YxSecret *password, GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  g_autofree char *hash = yx_password_hash (password, &YX_SCRYPT_ACCOUNT, error);
  g_autoptr (GBytes) bytes = hash != NULL ? g_bytes_new (hash, strlen (hash)) : NULL;

  actor->scrypt += g_get_monotonic_time () - begun;
  return bytes != NULL && yx_local_store_keep (actor->store, PASSWORD, bytes, error);
}

/**
 * yx_flow_is_password:
 * @actor: an actor
 * @password: what was entered
 *
 * Looks, without the hall, whether it is the account's password that was last used here. Takes a while.
 *
 * Returns: whether it is; else %YX_FLOW_ERROR_PASSWORD
 */
gboolean
yx_flow_is_password (YxActor *actor, YxSecret *password, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) kept = yx_local_store_kept (actor->store, PASSWORD, &local);
  g_autofree char *hash = kept != NULL ? g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)) : NULL;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (hash != NULL && yx_password_verify (password, hash, NULL))
    return TRUE;
  else
    g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD, "It is not the account's password");
  return FALSE;
}

/**
 * yx_flow_change_password:
 * @actor: an actor that is signed in
 * @password: the new one
 * @code: the SMS code of %YX_CODE_ACCOUNT
 *
 * Changes the account's password (spec.md 1.2-7); all its other sessions end.
 *
 * Returns: whether it is changed
 */
gboolean
yx_flow_change_password (YxActor *actor, YxSecret *password, YxSecret *code, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxPasswordChange) request = yx_password_change_new ();
  const YxCall call = { .endpoint = YX_API_ACCOUNT_PASSWORD, .request = request };

  yx_record_set_secret (request, "password", password);
  yx_record_set_secret (request, "code", code);
  return yx_actor_signed_in (actor, error) && yx_record_validate (request, error)
         && yx_connection_send (actor->connection, &call, cancellable, error);
}

/**
 * yx_flow_enterprise:
 * @actor: an enterprise that is signed in
 *
 * Returns: (transfer full) (nullable): what the hall has of it
 */
YxEnterprise *
yx_flow_enterprise (YxActor *actor, GCancellable *cancellable, GError **error)
{
  YxCall call = { .endpoint = YX_API_ENTERPRISE_GET };

  if (!yx_actor_signed_in (actor, error))
    return NULL;
  call.parameters[0] = actor->session->enterprise;
  return yx_connection_call (actor->connection, &call, cancellable, error);
}

/**
 * yx_flow_sessions:
 * @actor: an actor that is signed in
 *
 * Returns: (transfer full) (nullable) (element-type YxSession): where the account is signed in (spec.md 1.2-6)
 */
GPtrArray *
yx_flow_sessions (YxActor *actor, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_SESSION_LIST };

  return yx_actor_signed_in (actor, error) ? yx_flow_list (actor->connection, &call, cancellable, error) : NULL;
}

/**
 * yx_flow_end_session:
 * @actor: an actor that is signed in
 * @session: the id of one of the account's sessions
 *
 * Returns: whether it has ended
 */
gboolean
yx_flow_end_session (YxActor *actor, const char *session, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_SESSION_END, .parameters = { session } };

  return yx_actor_signed_in (actor, error) && yx_connection_send (actor->connection, &call, cancellable, error);
}

/**
 * yx_flow_sign_out:
 * @actor: an actor
 *
 * Ends the session here in any case, in the hall if it can be reached; the keys are wiped.
 *
 * Returns: whether the hall knows, too
 */
gboolean
yx_flow_sign_out (YxActor *actor, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxSession) session = g_steal_pointer (&actor->session);
  const YxCall call = { .endpoint = YX_API_SESSION_END, .parameters = { session != NULL ? session->id : NULL } };
  gboolean told = session == NULL || yx_connection_send (actor->connection, &call, cancellable, error);

  yx_flow_lock (actor);
  yx_connection_set_token (actor->connection, NULL);
  return told;
}
