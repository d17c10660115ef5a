/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-limits.h"
#include "hall/yx-hall-passwords.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-account.h"
#include "model/yx-checks.h"
#include "model/yx-person.h"
#include "model/yx-sign-in.h"

#define TOKEN_SIZE 32

/* Somebody at the door. */
typedef struct
{
  YxHall *hall;
  const YxSignIn *request;
  YxAccount *account; /* (owned) (nullable): nobody of that name */
  char *device;       /* (owned) (nullable): keyed hash of the device's name */
  char *subject;      /* (owned): whose tries are counted */
  gint64 until;       /* locked until then if the password is wrong */
  YxSession *session; /* (owned) (nullable) */
  char *renewed;      /* (owned) (nullable): the password's hash as hall.conf wants it */
} Visitor;

static void
clear_visitor (Visitor *visitor)
{
  g_clear_pointer (&visitor->account, yx_account_unref);
  g_clear_pointer (&visitor->session, yx_session_unref);
  g_free (visitor->device);
  g_free (visitor->subject);
  g_free (visitor->renewed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visitor, clear_visitor)

/* A person signs in with a phone or a document number (spec.md 1.2-1). */
static gboolean
find_person (YxDatabase *db, Visitor *visitor, YxPerson **person, GError **error)
{
  YxHall *hall = visitor->hall;
  g_autofree char *number = yx_normalize_document_number (visitor->request->login);
  g_autofree char *phone_index = yx_record_index (&yx_person_type, "phone", number, &hall->sealer, error);
  g_autofree char *number_index = yx_record_index (&yx_person_type, "doc_no", number, &hall->sealer, error);

  if (phone_index == NULL || number_index == NULL)
    return FALSE;
  return yx_hall_look (hall, db, &yx_person_type, "\"phone_index\" = :phone OR \"doc_no_index\" = :number",
                       YX_WITH ("phone", phone_index, "number", number_index), person, error);
}

static gboolean
find_account (YxDatabase *db, gpointer data, GError **error)
{
  Visitor *visitor = data;
  g_autoptr (YxPerson) person = NULL;

  if (visitor->request->kind == YX_ACCOUNT_ENTERPRISE)
    return yx_hall_look (visitor->hall, db, &yx_account_type,
                         "\"login\" = :login AND \"kind\" = 'enterprise'",
                         YX_WITH ("login", visitor->request->login), &visitor->account, error);
  return find_person (db, visitor, &person, error)
         && (person == NULL
             || yx_hall_look (visitor->hall, db, &yx_account_type,
                              "\"person\" = :person AND \"kind\" = 'person'", YX_WITH ("person", person->id),
                              &visitor->account, error));
}

static gboolean
is_known_device (YxDatabase *db, Visitor *visitor, gboolean *known, GError **error)
{
  gint64 found = 0;

  *known = FALSE;
  if (visitor->account == NULL || visitor->device == NULL)
    return TRUE;
  if (!yx_hall_number (db,
                       "SELECT COUNT (*) AS \"number\" FROM \"known_device\" WHERE \"account\" = :account "
                       "AND \"device_index\" = :device",
                       YX_WITH ("account", visitor->account->id, "device", visitor->device), &found, error))
    return FALSE;
  *known = found > 0;
  return TRUE;
}

/* Wrong passwords count per account, or per name where there is none; on a device that was here before apart.
 */
static gboolean
name_subject (YxDatabase *db, Visitor *visitor, GError **error)
{
  YxHall *hall = visitor->hall;
  gboolean known;
  g_autofree char *text = NULL;

  if (!is_known_device (db, visitor, &known, error))
    return FALSE;
  text = g_strdup_printf ("%s:%s:%s", yx_choice_find (yx_account_kinds, visitor->request->kind)->nick,
                          visitor->account != NULL ? visitor->account->id : visitor->request->login,
                          known ? visitor->device : "");
  visitor->subject = hall->sealer.index (hall->sealer.data, "sign_in.subject", text, error);
  return visitor->subject != NULL;
}

static gboolean
recognise (YxDatabase *db, gpointer data, GError **error)
{
  return find_account (db, data, error) && name_subject (db, data, error);
}

static gboolean
count_try (YxHallWrite *write, gpointer data, GError **error)
{
  Visitor *visitor = data;

  return yx_hall_limit_take (write, "sign-in", visitor->subject, G_TIME_SPAN_MINUTE,
                             write->hall->config->sign_in_per_minute, error)
         && yx_hall_lock_try (write, visitor->subject, &visitor->until, error);
}

static gboolean
remember_device (YxHallWrite *write, const Visitor *visitor, GError **error)
{
  g_autoptr (YxStatement) statement = NULL;

  if (visitor->device == NULL)
    return TRUE;
  statement = yx_hall_prepare (write->db,
                               "INSERT INTO \"known_device\" (\"account\", \"device_index\", \"at\") "
                               "VALUES (:account, :device, :at) ON CONFLICT (\"account\", \"device_index\") "
                               "DO UPDATE SET \"at\" = :at",
                               YX_WITH ("account", visitor->account->id, "device", visitor->device), error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "at", write->now);
  return yx_statement_run (statement, error);
}

static gboolean
forget_idle (YxHallWrite *write, const Visitor *visitor, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db, "DELETE FROM \"session\" WHERE \"account\" = :account AND \"used\" < :before",
      YX_WITH ("account", visitor->account->id), error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "before",
                         write->now - write->hall->config->idle_minutes * G_TIME_SPAN_MINUTE);
  return yx_statement_run (statement, error);
}

/* Unless the password was changed meanwhile. */
static gboolean
renew_hash (YxHallWrite *write, const Visitor *visitor, GError **error)
{
  return visitor->renewed == NULL
         || yx_hall_execute (write->db,
                             "UPDATE \"account\" SET \"password_hash\" = :renewed WHERE \"id\" = :id AND "
                             "\"password_hash\" = :hash",
                             YX_WITH ("renewed", visitor->renewed, "id", visitor->account->id, "hash",
                                      visitor->account->password_hash),
                             error);
}

static gboolean
let_in (YxHallWrite *write, gpointer data, GError **error)
{
  Visitor *visitor = data;

  write->account = visitor->account->id;
  return yx_hall_lock_reset (write, visitor->subject, error) && remember_device (write, visitor, error)
         && forget_idle (write, visitor, error) && renew_hash (write, visitor, error)
         && yx_record_insert (visitor->session, write->db, &write->hall->sealer, error)
         && yx_hall_event_write (write, visitor->account->id, "session.created", NULL, error);
}

static YxSecret *
make_token (void)
{
  g_autoptr (YxSecret) bytes = yx_secret_new (TOKEN_SIZE);
  g_autoptr (YxSecret) token = yx_secret_new (2 * TOKEN_SIZE);
  const guint8 *from = yx_secret_bytes (bytes);
  char *to = yx_secret_bytes (token);

  yx_random_bytes (yx_secret_bytes (bytes), TOKEN_SIZE);
  for (guint i = 0; i < TOKEN_SIZE; i++)
    {
      to[2 * i] = "0123456789abcdef"[from[i] >> 4];
      to[2 * i + 1] = "0123456789abcdef"[from[i] & 15];
    }
  return g_steal_pointer (&token);
}

static YxSession *
make_session (const YxHallCall *call, const Visitor *visitor, YxSecret *token)
{
  YxSession *session = yx_session_new ();
  g_autofree char *id = yx_id_new ("ses");
  g_autofree char *hash = yx_sha256_hex (yx_secret_text (token), yx_secret_size (token));
  gint64 now = yx_clock_now (call->hall->clock);

  yx_record_set_text (session, "id", id);
  yx_record_set_text (session, "account", visitor->account->id);
  yx_record_set_int (session, "kind", visitor->account->kind);
  yx_record_set_text (session, "person", visitor->account->person);
  yx_record_set_text (session, "enterprise", visitor->account->enterprise);
  yx_record_set_text (session, "address", call->address);
  yx_record_set_text (session, "device", visitor->request->device);
  yx_record_set_int (session, "created", now);
  yx_record_set_int (session, "used", now);
  yx_record_set_text (session, "token_hash", hash);
  yx_record_set_secret (session, "token", token);
  return session;
}

static gboolean
refuse (const Visitor *visitor, GError **error)
{
  if (visitor->until != 0)
    yx_hall_limit_refuse (error, YX_PROBLEM_LOCKED, yx_clock_now (visitor->hall->clock), visitor->until);
  else
    yx_problem_set (error, YX_PROBLEM_WRONG_CREDENTIALS, NULL, NULL);
  return FALSE;
}

/* `session.create`: sign in with name and password (spec.md 1.2). The try is counted before it is known to be
 * wrong, and costs the same whether the account exists or not. */
gboolean
yx_hall_session_create (YxHallCall *call, GError **error)
{
  YxHall *hall = call->hall;
  g_auto (Visitor) visitor = { .hall = hall, .request = (const YxSignIn *)call->request };
  g_autoptr (YxSecret) token = NULL;
  gboolean right;

  if (visitor.request->device != NULL)
    {
      visitor.device
          = hall->sealer.index (hall->sealer.data, "sign_in.device", visitor.request->device, error);
      if (visitor.device == NULL)
        return FALSE;
    }
  if (!yx_hall_readers_run (hall->readers, recognise, &visitor, error)
      || !yx_hall_write (hall, call, count_try, &visitor, error)
      || !yx_hall_passwords_verify (hall->passwords, visitor.request->password,
                                    visitor.account != NULL ? visitor.account->password_hash : NULL, &right,
                                    error))
    return FALSE;
  if (!right)
    return refuse (&visitor, error);
  if (!yx_hall_passwords_is_current (hall->passwords, visitor.account->password_hash))
    {
      visitor.renewed = yx_hall_passwords_hash (hall->passwords, visitor.request->password, error);
      if (visitor.renewed == NULL)
        return FALSE;
    }
  token = make_token ();
  visitor.session = make_session (call, &visitor, token);
  if (!yx_hall_write (hall, call, let_in, &visitor, error))
    return FALSE;
  call->status = 201;
  call->answer = (YxRecord *)g_steal_pointer (&visitor.session);
  return TRUE;
}

/* `session.list`: where this account is signed in. */
gboolean
yx_hall_session_list (YxHallCall *call, GError **error)
{
  return yx_hall_answer_page (call, &yx_session_type, "created", "\"account\" = :account",
                              YX_WITH ("account", call->session->account), error);
}

static gboolean
end_session (YxHallWrite *write, gpointer data, GError **error)
{
  YxHallCall *call = data;

  if (!yx_hall_execute (write->db, "DELETE FROM \"session\" WHERE \"id\" = :id AND \"account\" = :account",
                        YX_WITH ("id", call->parameters.values[0], "account", call->session->account), error))
    return FALSE;
  if (yx_database_changes (write->db) == 1)
    return yx_hall_event_write (write, call->session->account, "session.ended", NULL, error);
  yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
  return FALSE;
}

/* `session.end`: one of this account's sessions, at once, for the server asks the database each time. */
gboolean
yx_hall_session_end (YxHallCall *call, GError **error)
{
  return yx_hall_write (call->hall, call, end_session, call, error);
}
