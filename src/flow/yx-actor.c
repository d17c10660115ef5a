/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-actor.h"

#include <string.h>

#include "base/yx-json.h"
#include "flow/yx-flow-certificate.h"

#define PIN "hall-key"
#define HALL "hall"

static GBytes *
collect_roots (YxActor *actor, GError **error)
{
  g_autoptr (GPtrArray) roots = yx_actor_authorities (actor, YX_AUTHORITY_ROOT, error);
  g_autoptr (GString) pem = g_string_new (NULL);

  if (roots == NULL)
    return NULL;
  for (guint i = 0; i < roots->len; i++)
    {
      g_autofree char *one = yx_certificate_to_pem (roots->pdata[i]);

      g_string_append (pem, one);
    }
  if (pem->len > 0)
    return g_string_free_to_bytes (g_steal_pointer (&pem));
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall names no root certificate");
  return NULL;
}

/* The key that this hall had when this machine first saw it. */
static gboolean
expect_key (YxActor *actor, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) kept = yx_local_store_kept (actor->store, PIN, &problem);
  g_autofree char *pin = kept != NULL ? g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)) : NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  yx_connection_set_pin (actor->connection, pin);
  return TRUE;
}

static gboolean
keep_key (YxActor *actor, GError **error)
{
  g_autofree char *pin = yx_connection_pin (actor->connection);
  g_autoptr (GBytes) bytes = pin != NULL ? g_bytes_new (pin, strlen (pin)) : NULL;

  return bytes == NULL || yx_local_store_keep (actor->store, PIN, bytes, error);
}

static gboolean
keep_hall (YxActor *actor, GError **error)
{
  g_autoptr (JsonNode) node = yx_record_to_json (actor->hall, YX_ANSWER);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yx_local_store_keep (actor->store, HALL, bytes, error);
}

/* What the hall said of itself when it last answered. */
static YxHallInfo *
kept_hall (YxActor *actor)
{
  g_autoptr (GBytes) kept = yx_local_store_kept (actor->store, HALL, NULL);
  g_autoptr (JsonNode) node
      = kept != NULL ? yx_json_parse (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), NULL, NULL) : NULL;

  return node != NULL ? yx_record_from_json (&yx_hall_info_type, node, YX_ANSWER, NULL) : NULL;
}

/**
 * yx_actor_new_known:
 * @connection: a way to a hall
 * @store: what this machine keeps of the account; must outlive the actor
 *
 * As yx_actor_new(), but a hall that doesn't answer may do so later: what it said of itself before stands in for it.
 *
 * Returns: (transfer full) (nullable): an actor that is not signed in yet
 */
YxActor *
yx_actor_new_known (YxConnection *connection, YxLocalStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxActor) actor = yx_actor_new (connection, store, cancellable, &local);

  if (actor != NULL)
    return keep_hall (actor, error) ? g_steal_pointer (&actor) : NULL;
  if (g_error_matches (local, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    {
      actor = g_new0 (YxActor, 1);
      actor->connection = yx_connection_ref (connection);
      actor->store = store;
      actor->hall = kept_hall (actor);
      actor->trust = actor->hall != NULL && expect_key (actor, NULL) ? collect_roots (actor, NULL) : NULL;
      if (actor->trust != NULL)
        return g_steal_pointer (&actor);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * yx_actor_new:
 * @connection: a way to a hall
 * @store: what this machine keeps of the account; must outlive the actor
 *
 * Asks the hall who it is. Over TLS the hall's key is kept in @store; another one later is
 * %YX_CLIENT_ERROR_IDENTITY, before anything is sent to it.
 *
 * Returns: (transfer full) (nullable): an actor that is not signed in yet
 */
YxActor *
yx_actor_new (YxConnection *connection, YxLocalStore *store, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_HALL_GET };
  g_autoptr (YxActor) actor = g_new0 (YxActor, 1);

  actor->connection = yx_connection_ref (connection);
  actor->store = store;
  if (!expect_key (actor, error))
    return NULL;
  actor->hall = yx_connection_call (connection, &call, cancellable, error);
  if (actor->hall == NULL || !keep_key (actor, error))
    return NULL;
  actor->trust = collect_roots (actor, error);
  return actor->trust != NULL ? g_steal_pointer (&actor) : NULL;
}

/**
 * yx_actor_free:
 * @actor: (transfer full): an actor; its keys are wiped
 */
void
yx_actor_free (YxActor *actor)
{
  yx_flow_lock (actor);
  g_clear_pointer (&actor->session, yx_session_unref);
  g_clear_pointer (&actor->hall, yx_hall_info_unref);
  g_clear_pointer (&actor->trust, g_bytes_unref);
  g_clear_pointer (&actor->connection, yx_connection_unref);
  g_free (actor);
}

/**
 * yx_actor_signed_in:
 * @actor: an actor
 *
 * Returns: whether somebody is signed in; else %YX_FLOW_ERROR_LOCKED
 */
gboolean
yx_actor_signed_in (YxActor *actor, GError **error)
{
  if (actor->session != NULL)
    return TRUE;
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED, "Nobody is signed in");
  return FALSE;
}

/**
 * yx_actor_is_enterprise:
 * @actor: an actor that is signed in
 *
 * Returns: whether it acts for an enterprise rather than for a person
 */
gboolean
yx_actor_is_enterprise (YxActor *actor)
{
  return actor->session->kind == YX_ACCOUNT_ENTERPRISE;
}

/**
 * yx_actor_scope:
 * @actor: an actor that is signed in
 *
 * Returns: (transfer none): the enterprise's or person's id, by which its feed goes
 */
const char *
yx_actor_scope (YxActor *actor)
{
  return yx_actor_is_enterprise (actor) ? actor->session->enterprise : actor->session->person;
}

/**
 * yx_actor_authorities:
 * @actor: an actor
 * @role: what for
 *
 * Returns: (transfer full) (element-type YxCertificate): the hall's certificates of that role, or %NULL
 *   when one can't be read
 */
GPtrArray *
yx_actor_authorities (YxActor *actor, YxAuthorityRole role, GError **error)
{
  g_autoptr (GPtrArray) found = yx_certificate_list_new ();
  GPtrArray *entries = actor->hall->authorities;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      YxAuthorityEntry *entry = entries->pdata[i];
      YxCertificate *certificate;

      if (entry->role != (int) role)
        continue;
      certificate = yx_certificate_from_der (entry->certificate, error);
      if (certificate == NULL)
        return NULL;
      g_ptr_array_add (found, certificate);
    }
  return g_steal_pointer (&found);
}

/**
 * yx_actor_chain:
 * @actor: an actor whose keys are unlocked
 *
 * Returns: (transfer full) (element-type YxCertificate): the issuing authority of its certificate, of all that the hall
 *   has, to go along with a signature; %NULL when one can't be read
 */
GPtrArray *
yx_actor_chain (YxActor *actor, GError **error)
{
  GPtrArray *chain = yx_actor_authorities (actor, YX_AUTHORITY_ISSUING, error);

  for (guint i = chain != NULL ? chain->len : 0; i-- > 0;)
    if (!yx_certificate_is_issued_by (actor->certificate, chain->pdata[i]))
      g_ptr_array_remove_index (chain, i);
  return chain;
}
