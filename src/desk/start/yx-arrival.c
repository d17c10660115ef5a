/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-arrival.h"

#include <glib/gstdio.h>

#include "base/yx-files.h"
#include "flow/yx-flow-account.h"

/* What was encrypted under a key that is gone is of no use any more. */
static void
remove_unreadable (const char *path)
{
  static const char *const parts[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);

      (void) g_unlink (part);
    }
}

static YxLocalStore *
open_store (YxDoor *door, const char *account, GCancellable *cancellable, GError **error)
{
  g_autofree char *file = g_strconcat (account != NULL ? account : "nobody", ".db", NULL);
  g_autofree char *path = g_build_filename (door->folder, file, NULL);
  g_autoptr (YxSecret) key = NULL;
  gboolean made;

  if (!yx_directory_make (door->folder, error))
    return NULL;
  key = yx_key_ring_store_key (door->ring, door->hall, account, &made, cancellable, error);
  if (key == NULL)
    return NULL;
  if (made)
    remove_unreadable (path);
  return yx_local_store_open (path, key, error);
}

static YxActor *
enter (YxArrival *arrival, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxConnection) connection = yx_connection_new (arrival->door->url, NULL, arrival->door->pin, error);

  return connection != NULL ? yx_actor_new_known (connection, arrival->store, cancellable, error) : NULL;
}

static YxArrival *
arrive (YxDoor *door, const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxArrival) arrival = g_new0 (YxArrival, 1);

  arrival->door = yx_door_ref (door);
  arrival->store = open_store (door, account, cancellable, error);
  if (arrival->store == NULL)
    return NULL;
  arrival->read = enter (arrival, cancellable, error);
  if (arrival->read == NULL)
    return NULL;
  arrival->act = enter (arrival, cancellable, error);
  return arrival->act != NULL ? g_steal_pointer (&arrival) : NULL;
}

/**
 * yx_arrival_of_nobody:
 * @door: a hall's
 *
 * Goes into a hall without saying who one is, to register or to sign in. The hall must answer.
 *
 * Returns: (transfer full) (nullable): nobody's arrival
 */
YxArrival *
yx_arrival_of_nobody (YxDoor *door, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxArrival) arrival = arrive (door, NULL, cancellable, error);

  if (arrival == NULL || yx_connection_hall_now (arrival->read->connection, cancellable, error) < 0)
    return NULL;
  return g_steal_pointer (&arrival);
}

static YxKnownAccount *
describe (YxSession *session, const char *login, const char *name)
{
  YxKnownAccount *account = yx_known_account_new ();

  yx_record_set_text (account, "id", session->account);
  yx_record_set_int (account, "kind", session->kind);
  yx_record_set_text (account, "login", login);
  yx_record_set_text (account, "name", name);
  return account;
}

/* The seat's two actors share the session; its token outlives the program where there is a secret service. */
static gboolean
settle (YxArrival *arrival, YxSession *session, YxSecret *token, GCancellable *cancellable, GError **error)
{
  yx_flow_adopt (arrival->read, session, token);
  yx_flow_adopt (arrival->act, session, token);
  return yx_flow_keep_session (arrival->read, error)
         && yx_key_ring_keep_token (arrival->door->ring, arrival->door->hall, session->account, token, cancellable, error);
}

/**
 * yx_arrival_sign_in:
 * @door: a hall's
 * @kind: an enterprise's account or a person's
 * @login: account name, phone or document number
 * @password: the account's password
 *
 * Returns: (transfer full) (nullable): the arrival of that account
 */
YxArrival *
yx_arrival_sign_in (YxDoor *door, YxAccountKind kind, const char *login, YxSecret *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxArrival) nobody = arrive (door, NULL, cancellable, error);
  g_autoptr (YxArrival) arrival = NULL;
  g_autofree char *name = NULL;
  YxSession *session;

  if (nobody == NULL || !yx_flow_sign_in (nobody->act, kind, login, password, cancellable, error))
    return NULL;
  session = nobody->act->session;
  name = yx_flow_name (nobody->act, cancellable, error);
  arrival = name != NULL ? arrive (door, session->account, cancellable, error) : NULL;
  if (arrival == NULL || !settle (arrival, session, session->token, cancellable, error)
      || !yx_flow_keep_password (arrival->act, password, error))
    return NULL;
  arrival->account = describe (session, login, name);
  return g_steal_pointer (&arrival);
}

/**
 * yx_arrival_resume:
 * @door: a hall's
 * @account: who signed in there from this machine
 *
 * Goes on where that account's session was left. While the hall doesn't answer, what is kept of it is enough.
 *
 * Returns: (transfer full) (nullable): the arrival of that account; %YX_PROBLEM_UNAUTHENTICATED: the session is over
 */
YxArrival *
yx_arrival_resume (YxDoor *door, YxKnownAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxSecret) token = yx_key_ring_token (door->ring, door->hall, account->id, cancellable, &local);
  g_autoptr (YxArrival) arrival = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (token == NULL)
    {
      yx_problem_set (error, YX_PROBLEM_UNAUTHENTICATED, NULL, NULL);
      return NULL;
    }
  arrival = arrive (door, account->id, cancellable, error);
  if (arrival == NULL || !yx_flow_resume (arrival->read, token, cancellable, error))
    return NULL;
  yx_flow_adopt (arrival->act, arrival->read->session, token);
  arrival->account = yx_known_account_ref (account);
  arrival->offline = yx_connection_hall_now (arrival->read->connection, cancellable, NULL) < 0;
  return g_steal_pointer (&arrival);
}

/**
 * yx_arrival_free:
 * @arrival: (transfer full): an arrival
 */
void
yx_arrival_free (YxArrival *arrival)
{
  g_clear_pointer (&arrival->read, yx_actor_free);
  g_clear_pointer (&arrival->act, yx_actor_free);
  g_clear_pointer (&arrival->store, yx_local_store_free);
  g_clear_pointer (&arrival->account, yx_known_account_unref);
  g_clear_pointer (&arrival->door, yx_door_unref);
  g_free (arrival);
}

/**
 * yx_arrival_sit_down:
 * @arrival: an arrival; it gives what it has to the seat
 *
 * On the main thread.
 *
 * Returns: (transfer full): a seat
 */
YxSeat *
yx_arrival_sit_down (YxArrival *arrival)
{
  YxSeat *seat = yx_seat_new (arrival->account != NULL ? arrival->account->name : NULL, g_steal_pointer (&arrival->read),
                              g_steal_pointer (&arrival->act), g_steal_pointer (&arrival->store));

  yx_seat_set_codes (seat, arrival->door->codes);
  yx_seat_set_online (seat, !arrival->offline);
  return seat;
}
