/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-codes.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-limits.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-code-request.h"
#include "model/yx-person.h"

#define DIGITS 6

/* A code that is to be sent. */
typedef struct
{
  const char *phone;
  YxCodePurpose purpose;
  YxSecret *code;
} Sending;

/* A code as it was typed. */
typedef struct
{
  YxHall *hall;
  const char *phone;
  guint purposes;
  YxSecret *code;
  gint64 now;
  guint right; /* set of purposes for which it is the code */
  guint wrong; /* set of purposes for which there is another */
} Guess;

static const char *
nick_of (YxCodePurpose purpose)
{
  return yx_choice_find (yx_code_purposes, (int)purpose)->nick;
}

static char *
hash_phone (YxHall *hall, const char *phone, GError **error)
{
  return hall->sealer.index (hall->sealer.data, "sms_code.phone", phone, error);
}

static char *
hash_code (YxHall *hall, const char *phone_index, const char *purpose, YxSecret *code, GError **error)
{
  char text[200];
  char *hash;

  g_snprintf (text, sizeof text, "%s.%s.%s", yx_secret_text (code), purpose, phone_index);
  hash = hall->sealer.index (hall->sealer.data, "sms_code.code_hash", text, error);
  yx_wipe (text, sizeof text);
  return hash;
}

static YxSecret *
make_code (void)
{
  YxSecret *code = yx_secret_new (DIGITS);
  char text[DIGITS + 1];
  guint32 number;

  do
    yx_random_bytes (&number, sizeof number);
  while (number >= 4294000000u);
  g_snprintf (text, sizeof text, "%06u", number % 1000000);
  memcpy (yx_secret_bytes (code), text, DIGITS);
  yx_wipe (text, sizeof text);
  yx_wipe (&number, sizeof number);
  return code;
}

static gboolean
check_limits (YxHallWrite *write, const char *phone_index, YxCodePurpose purpose, GError **error)
{
  const YxHallConfig *config = write->hall->config;
  gint64 day_limit = purpose == YX_CODE_SEAL_VISIT ? config->seal_visit_per_day : config->code_per_day;
  g_autofree char *minute = g_strconcat ("code-minute-", nick_of (purpose), NULL);
  g_autofree char *day = g_strconcat ("code-day-", nick_of (purpose), NULL);

  return yx_hall_limit_take (write, minute, phone_index, G_TIME_SPAN_MINUTE, config->code_per_minute, error)
         && yx_hall_limit_take (write, day, phone_index, G_TIME_SPAN_DAY, day_limit, error)
         && yx_hall_limit_take (write, "code-day", phone_index, G_TIME_SPAN_DAY, config->code_per_day_phone,
                                error);
}

static gboolean
write_code (YxHallWrite *write, gpointer data, GError **error)
{
  const Sending *sending = data;
  const char *purpose = nick_of (sending->purpose);
  g_autofree char *phone = hash_phone (write->hall, sending->phone, error);
  g_autofree char *hash = NULL;
  g_autoptr (YxStatement) statement = NULL;

  if (phone == NULL || !check_limits (write, phone, sending->purpose, error))
    return FALSE;
  hash = hash_code (write->hall, phone, purpose, sending->code, error);
  if (hash == NULL)
    return FALSE;
  statement = yx_hall_prepare (
      write->db,
      "INSERT INTO \"sms_code\" (\"phone_index\", \"purpose\", \"code_hash\", \"tries\", \"sent\", "
      "\"expires\") "
      "VALUES (:phone, :purpose, :hash, 0, :sent, :expires) ON CONFLICT (\"phone_index\", \"purpose\") "
      "DO UPDATE SET \"code_hash\" = :hash, \"tries\" = 0, \"sent\" = :sent, \"expires\" = :expires",
      YX_WITH ("phone", phone, "purpose", purpose, "hash", hash), error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "sent", write->now);
  yx_statement_bind_int (statement, "expires", write->now + YX_HALL_CODE_LIFE);
  return yx_statement_run (statement, error);
}

/* The account's phone where somebody is signed in, else the one that is named. */
static char *
find_phone (YxHallCall *call, const YxCodeRequest *request, GError **error)
{
  g_autoptr (YxPerson) person = NULL;

  if (call->session == NULL && request->purpose != YX_CODE_REGISTER && request->purpose != YX_CODE_SIGN_IN)
    yx_problem_set (error, YX_PROBLEM_UNAUTHENTICATED, NULL, NULL);
  else if (call->session == NULL && request->phone == NULL)
    yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "phone", "The phone that the code goes to is missing");
  else if (call->session != NULL && request->phone != NULL)
    yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "phone", "The code goes to the account's own phone");
  else if (call->session == NULL)
    return g_strdup (request->phone);
  else
    {
      person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                                 YX_WITH ("id", call->session->person), error);
      return person != NULL ? g_strdup (person->phone) : NULL;
    }
  return NULL;
}

/* Whether an SMS went out is for its reader to see, not for the hall to guess. */
static gboolean
explain_sms (GError *cause, GError **error)
{
  gboolean unknown = g_error_matches (cause, YX_HALL_ERROR, YX_HALL_ERROR_UNANSWERED);

  if (cause->domain != YX_HALL_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE", "%s", cause->message);
  yx_problem_set (error, unknown ? YX_PROBLEM_SMS_UNKNOWN : YX_PROBLEM_SMS_FAILED, NULL, NULL);
  g_error_free (cause);
  return FALSE;
}

/* `code.send`: a six-digit code to a phone (spec.md 2.3-1), after it is in the database. */
gboolean
yx_hall_code_send (YxHallCall *call, GError **error)
{
  const YxCodeRequest *request = (const YxCodeRequest *)call->request;
  g_autofree char *phone = find_phone (call, request, error);
  g_autoptr (YxSecret) code = make_code ();
  Sending sending = { phone, (YxCodePurpose)request->purpose, code };
  GError *cause = NULL;

  if (phone == NULL || !yx_hall_write (call->hall, call, write_code, &sending, error))
    return FALSE;
  return yx_sms_send (call->hall->sms, phone, nick_of (sending.purpose), code, &cause)
         || explain_sms (cause, error);
}

static gboolean
compare_code (YxDatabase *db, Guess *guess, const char *phone, YxCodePurpose purpose, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_hall_prepare (db,
                         "SELECT \"code_hash\", \"tries\", \"sent\", \"expires\" FROM \"sms_code\" "
                         "WHERE \"phone_index\" = :phone AND \"purpose\" = :purpose",
                         YX_WITH ("phone", phone, "purpose", nick_of (purpose)), error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;
  g_autofree char *hash = NULL;

  if (step != YX_STEP_ROW)
    return step == YX_STEP_DONE;
  if (yx_statement_is_null (statement, "code_hash")
      || yx_statement_int (statement, "tries") >= YX_HALL_CODE_TRIES
      || guess->now >= yx_statement_int (statement, "expires")
      || guess->now < yx_statement_int (statement, "sent") - YX_HALL_CODE_LIFE)
    return TRUE;
  hash = hash_code (guess->hall, phone, nick_of (purpose), guess->code, error);
  if (hash == NULL)
    return FALSE;
  if (yx_bytes_equal (hash, yx_statement_text (statement, "code_hash"), strlen (hash)))
    guess->right |= YX_HALL_CODE_FOR (purpose);
  else
    guess->wrong |= YX_HALL_CODE_FOR (purpose);
  return TRUE;
}

static gboolean
compare_codes (YxDatabase *db, gpointer data, GError **error)
{
  Guess *guess = data;
  g_autofree char *phone = hash_phone (guess->hall, guess->phone, error);

  if (phone == NULL)
    return FALSE;
  for (const YxChoice *purpose = yx_code_purposes; purpose->nick != NULL; purpose++)
    if ((guess->purposes & YX_HALL_CODE_FOR (purpose->value)) != 0
        && !compare_code (db, guess, phone, (YxCodePurpose)purpose->value, error))
      return FALSE;
  return TRUE;
}

static gboolean
update_codes (YxHallWrite *write, const char *phone, guint purposes, const char *change, GError **error)
{
  g_autofree char *index = hash_phone (write->hall, phone, error);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE \"sms_code\" SET %s WHERE \"phone_index\" = :phone AND \"purpose\" = :purpose", change);

  if (index == NULL)
    return FALSE;
  for (const YxChoice *purpose = yx_code_purposes; purpose->nick != NULL; purpose++)
    if ((purposes & YX_HALL_CODE_FOR (purpose->value)) != 0
        && !yx_hall_execute (write->db, sql, YX_WITH ("phone", index, "purpose", purpose->nick), error))
      return FALSE;
  return TRUE;
}

/**
 * yx_hall_code_check:
 * @write: a transaction in which nothing else was written yet
 * @phone: whose code
 * @purposes: a set of YX_HALL_CODE_FOR()
 * @code: what was typed
 * @purpose: (out): which of them it is for
 *
 * A wrong one counts: the write's `keep` is set.
 *
 * Returns: whether it is a valid code for one of the purposes; else %YX_PROBLEM_WRONG_CODE
 */
gboolean
yx_hall_code_check (YxHallWrite *write,
                    const char *phone,
                    guint purposes,
                    YxSecret *code,
                    YxCodePurpose *purpose,
                    GError **error)
{
  Guess guess = { write->hall, phone, purposes, code, write->now, 0, 0 };

  if (!compare_codes (write->db, &guess, error))
    return FALSE;
  if (guess.right != 0)
    {
      *purpose = (YxCodePurpose)g_bit_nth_lsf (guess.right, -1);
      write->proven |= YX_HALL_PROOF_CODE;
      return TRUE;
    }
  if (!update_codes (write, phone, guess.wrong, "\"tries\" = \"tries\" + 1", error))
    return FALSE;
  write->keep = TRUE;
  yx_problem_set (error, YX_PROBLEM_WRONG_CODE, "code", NULL);
  return FALSE;
}

/**
 * yx_hall_code_use:
 * @write: a transaction
 * @phone: whose code
 * @purpose: what yx_hall_code_check() found
 *
 * Returns: whether the code is used up now
 */
gboolean
yx_hall_code_use (YxHallWrite *write, const char *phone, YxCodePurpose purpose, GError **error)
{
  return update_codes (write, phone, YX_HALL_CODE_FOR (purpose), "\"code_hash\" = NULL", error);
}

/**
 * yx_hall_code_take:
 * @write: a transaction in which nothing else was written yet
 * @phone: whose code
 * @purposes: a set of YX_HALL_CODE_FOR()
 * @code: what was typed
 *
 * Checks a code and uses it up.
 *
 * Returns: whether it was valid; else %YX_PROBLEM_WRONG_CODE, with the write's `keep` set
 */
gboolean
yx_hall_code_take (YxHallWrite *write, const char *phone, guint purposes, YxSecret *code, GError **error)
{
  YxCodePurpose purpose;

  return yx_hall_code_check (write, phone, purposes, code, &purpose, error)
         && yx_hall_code_use (write, phone, purpose, error);
}

/**
 * yx_hall_code_peek:
 * @hall: a hall
 * @phone: whose code
 * @purposes: a set of YX_HALL_CODE_FOR()
 * @code: what was typed
 * @right: (out): whether it would be taken now
 *
 * Looks without counting, so that dear work is done only for who has the code. A wrong one must still go
 * through yx_hall_code_check().
 *
 * Returns: whether it could be asked
 */
gboolean
yx_hall_code_peek (
    YxHall *hall, const char *phone, guint purposes, YxSecret *code, gboolean *right, GError **error)
{
  Guess guess = { hall, phone, purposes, code, yx_clock_now (hall->clock), 0, 0 };
  gboolean asked = yx_hall_readers_run (hall->readers, compare_codes, &guess, error);

  *right = guess.right != 0;
  return asked;
}
