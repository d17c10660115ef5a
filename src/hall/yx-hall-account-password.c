/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-passwords.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-password-change.h"
#include "model/yx-person.h"

#define FOR_ACCOUNT YX_HALL_CODE_FOR (YX_CODE_ACCOUNT)

/* A password on its way. */
typedef struct
{
  const YxHallCall *call;
  const YxPasswordChange *request;
  char *phone; /* (owned) */
  char *hash;  /* (owned) (nullable): absent while the code is known to be wrong */
} Changing;

static void
clear_changing (Changing *changing)
{
  g_free (changing->phone);
  g_free (changing->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Changing, clear_changing)

/* Whoever knew the old password is out, everywhere but here. */
static gboolean
change_password (YxHallWrite *write, gpointer data, GError **error)
{
  const Changing *changing = data;
  const YxSession *session = changing->call->session;

  if (!yx_hall_code_take (write, changing->phone, FOR_ACCOUNT, changing->request->code, error))
    return FALSE;
  if (changing->hash == NULL)
    {
      yx_problem_set (error, YX_PROBLEM_WRONG_CODE, "code", NULL);
      return FALSE;
    }
  return yx_hall_execute (write->db,
                          "UPDATE \"account\" SET \"password_hash\" = :hash, \"version\" = \"version\" + 1 "
                          "WHERE \"id\" = :account",
                          YX_WITH ("hash", changing->hash, "account", session->account), error)
         && yx_hall_execute (write->db,
                             "DELETE FROM \"session\" WHERE \"account\" = :account AND \"id\" <> :session",
                             YX_WITH ("account", session->account, "session", session->id), error)
         && yx_hall_event_write (write, session->account, "account.password-changed", NULL, error);
}

/* `account.password`: a new one, against an SMS code (spec.md 1.2-7); it is hashed only for who has the code. */
gboolean
yx_hall_account_password (YxHallCall *call, GError **error)
{
  g_auto (Changing) changing = { .call = call, .request = (const YxPasswordChange *)call->request };
  g_autoptr (YxPerson) person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                                                  YX_WITH ("id", call->session->person), error);
  gboolean right = FALSE;

  if (person == NULL
      || !yx_hall_code_peek (call->hall, person->phone, FOR_ACCOUNT, changing.request->code, &right, error))
    return FALSE;
  changing.phone = g_strdup (person->phone);
  if (right)
    changing.hash = yx_hall_passwords_hash (call->hall->passwords, changing.request->password, error);
  return (changing.hash != NULL || !right) && yx_hall_write (call->hall, call, change_password, &changing, error);
}
