/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-registration.h"

#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-creations.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-passwords.h"
#include "hall/yx-hall-rows.h"

#define FOR_REGISTRATION YX_HALL_CODE_FOR (YX_CODE_REGISTER)

static gboolean
answer (YxHallCall *call, const YxHallRegistration *registration, GError **error)
{
  call->answer = yx_hall_find_now (call->hall, &yx_account_type, "\"id\" = :id",
                                   YX_WITH ("id", registration->account), error);
  call->status = registration->seen ? 200 : 201;
  return call->answer != NULL;
}

/* The same request again, if its password is the same too. */
static gboolean
answer_again (YxHallCall *call, const YxHallRegistration *registration, GError **error)
{
  gboolean right;

  if (!answer (call, registration, error)
      || !yx_hall_passwords_verify (call->hall->passwords, registration->password,
                                    ((YxAccount *)call->answer)->password_hash, &right, error))
    return FALSE;
  if (!right)
    {
      g_clear_pointer (&call->answer, yx_record_unref);
      yx_problem_set (error, YX_PROBLEM_IDEMPOTENCY_MISMATCH, NULL, NULL);
    }
  return right;
}

static gboolean
check (const YxHallRegistration *registration, GError **error)
{
  if (!registration->consent)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "consent", "Registration needs consent");
      return FALSE;
    }
  return yx_hall_person_check (&registration->facts, error);
}

/**
 * yx_hall_registration_run:
 * @call: the call
 * @registration: what it asks for
 * @func: (scope call): writes it; begins with yx_hall_registration_begin()
 * @data: for @func
 *
 * Answers with the account. The password is hashed only for who has the SMS code.
 *
 * Returns: whether it is answered
 */
gboolean
yx_hall_registration_run (
    YxHallCall *call, YxHallRegistration *registration, YxHallWriteFunc func, gpointer data, GError **error)
{
  g_autofree char *digest = yx_hall_creation_digest (call, error);
  g_autofree char *hash = NULL;
  gboolean right = FALSE;

  if (digest == NULL || !check (registration, error)
      || !yx_hall_creation_seen_now (call->hall, registration->creation, digest, &registration->seen, error))
    return FALSE;
  if (registration->seen)
    return answer_again (call, registration, error);
  if (!yx_hall_code_peek (call->hall, registration->facts.phone, FOR_REGISTRATION, registration->code, &right,
                          error))
    return FALSE;
  if (right)
    {
      hash = yx_hall_passwords_hash (call->hall->passwords, registration->password, error);
      if (hash == NULL)
        return FALSE;
    }
  registration->digest = digest;
  registration->password_hash = hash;
  return yx_hall_write (call->hall, call, func, data, error) && answer (call, registration, error);
}

/**
 * yx_hall_registration_begin:
 * @write: a transaction
 * @registration: what is registered
 *
 * Takes the code and looks whether the ids are free. From here on a refusal keeps the code used, so that
 * clashes cannot be asked for again and again with one code (spec.md 1.1-6).
 *
 * Returns: whether to go on, or `seen` says that all is there already
 */
gboolean
yx_hall_registration_begin (YxHallWrite *write, YxHallRegistration *registration, GError **error)
{
  g_autoptr (YxAccount) account = NULL;

  if (!yx_hall_creation_seen (write->db, registration->creation, registration->digest, &registration->seen,
                              error))
    return FALSE;
  write->again = registration->seen;
  if (registration->seen)
    return TRUE;
  if (!yx_hall_code_take (write, registration->facts.phone, FOR_REGISTRATION, registration->code, error))
    return FALSE;
  if (registration->password_hash == NULL)
    {
      yx_problem_set (error, YX_PROBLEM_WRONG_CODE, "code", NULL);
      return FALSE;
    }
  write->keep = TRUE;
  if (!yx_hall_look (write->hall, write->db, &yx_account_type, "\"id\" = :id",
                     YX_WITH ("id", registration->account), &account, error))
    return FALSE;
  if (account == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_CONFLICT, "account", NULL);
  return FALSE;
}

/**
 * yx_hall_registration_finish:
 * @write: a transaction
 * @registration: what is registered
 * @object: whose history begins with it
 * @person: who is behind the account
 *
 * Returns: whether the account is written
 */
gboolean
yx_hall_registration_finish (YxHallWrite *write,
                             const YxHallRegistration *registration,
                             const char *object,
                             const char *person,
                             GError **error)
{
  g_autoptr (YxAccount) account = yx_account_new ();

  yx_record_set_text (account, "id", registration->account);
  yx_record_set_int (account, "kind", (gint64)registration->kind);
  yx_record_set_text (account, "login", registration->login);
  yx_record_set_text (account, "person", person);
  yx_record_set_text (account, "enterprise", registration->enterprise);
  yx_record_set_text (account, "password_hash", registration->password_hash);
  yx_record_set_int (account, "created", write->now);
  yx_record_set_int (account, "version", 1);
  return yx_record_insert (account, write->db, &write->hall->sealer, error)
         && yx_hall_creation_write (write, registration->creation, registration->digest, error)
         && yx_hall_event_write (write, object,
                                 registration->kind == YX_ACCOUNT_ENTERPRISE ? "enterprise.registered"
                                                                             : "account.registered",
                                 NULL, error);
}
