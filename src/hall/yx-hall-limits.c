/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-limits.h"

#include "hall/yx-hall-rows.h"

#define LOCK "sign-in-wrong"

/* A row of `limit_counter`. */
typedef struct
{
  gint64 since;
  gint64 count;
  gint64 until;
} Counter;

static gboolean
load (YxDatabase *db, const char *name, const char *subject, Counter *counter, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_hall_prepare (db,
                         "SELECT \"since\", \"count\", \"until\" FROM \"limit_counter\" WHERE \"name\" = "
                         ":name AND \"subject\" = :subject",
                         YX_WITH ("name", name, "subject", subject), error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  *counter = (Counter){ 0, 0, 0 };
  if (step == YX_STEP_ROW)
    *counter = (Counter){ yx_statement_int (statement, "since"), yx_statement_int (statement, "count"),
                          yx_statement_int (statement, "until") };
  return step != YX_STEP_ERROR;
}

static gboolean
save (YxDatabase *db, const char *name, const char *subject, const Counter *counter, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      db,
      "INSERT INTO \"limit_counter\" (\"name\", \"subject\", \"since\", \"count\", \"until\") "
      "VALUES (:name, :subject, :since, :count, :until) ON CONFLICT (\"name\", \"subject\") "
      "DO UPDATE SET \"since\" = :since, \"count\" = :count, \"until\" = :until",
      YX_WITH ("name", name, "subject", subject), error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "since", counter->since);
  yx_statement_bind_int (statement, "count", counter->count);
  yx_statement_bind_int (statement, "until", counter->until);
  return yx_statement_run (statement, error);
}

/**
 * yx_hall_limit_refuse:
 * @error: (out) (optional): where to put it
 * @code: %YX_PROBLEM_RATE_LIMITED or %YX_PROBLEM_LOCKED
 * @now: the hall's time
 * @until: when it will be possible again
 */
void
yx_hall_limit_refuse (GError **error, YxProblemCode code, gint64 now, gint64 until)
{
  yx_problem_set_wait (error, code, (until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, until);
}

/**
 * yx_hall_limit_take:
 * @write: a transaction
 * @name: what is counted
 * @subject: for whom, as a keyed hash or an id
 * @window: how long it counts, in microseconds from the first
 * @limit: how many are allowed in that time
 *
 * Counts one.
 *
 * Returns: whether it was within the limit; else %YX_PROBLEM_RATE_LIMITED
 */
gboolean
yx_hall_limit_take (
    YxHallWrite *write, const char *name, const char *subject, gint64 window, gint64 limit, GError **error)
{
  Counter counter;

  if (!load (write->db, name, subject, &counter, error))
    return FALSE;
  if (ABS (write->now - counter.since) >= window)
    counter = (Counter){ write->now, 0, 0 };
  if (counter.count >= limit)
    {
      yx_hall_limit_refuse (error, YX_PROBLEM_RATE_LIMITED, write->now, counter.since + window);
      return FALSE;
    }
  counter.count++;
  return save (write->db, name, subject, &counter, error);
}

/**
 * yx_hall_lock_try:
 * @write: a transaction
 * @subject: what one tries to open, as a keyed hash
 * @until: (out): until when it is locked by this try, if it is wrong; 0 if it isn't
 *
 * Counts a try before it is known to be wrong, so that many at once gain nothing; a right one calls
 * yx_hall_lock_reset(). After five wrong ones it is locked for fifteen minutes (spec.md 1.2-4).
 *
 * Returns: whether one may try; else %YX_PROBLEM_LOCKED
 */
gboolean
yx_hall_lock_try (YxHallWrite *write, const char *subject, gint64 *until, GError **error)
{
  Counter counter;

  if (!load (write->db, LOCK, subject, &counter, error))
    return FALSE;
  if (counter.until > write->now && counter.until - write->now <= YX_HALL_LOCK_TIME)
    {
      yx_hall_limit_refuse (error, YX_PROBLEM_LOCKED, write->now, counter.until);
      return FALSE;
    }
  if (counter.until != 0)
    counter = (Counter){ 0, 0, 0 };
  counter.count++;
  counter.since = write->now;
  counter.until = counter.count >= YX_HALL_LOCK_AFTER ? write->now + YX_HALL_LOCK_TIME : 0;
  *until = counter.until;
  return save (write->db, LOCK, subject, &counter, error);
}

/**
 * yx_hall_lock_reset:
 * @write: a transaction
 * @subject: what was opened
 *
 * Returns: whether the wrong tries are forgotten
 */
gboolean
yx_hall_lock_reset (YxHallWrite *write, const char *subject, GError **error)
{
  return yx_hall_execute (
      write->db, "DELETE FROM \"limit_counter\" WHERE \"name\" = '" LOCK "' AND \"subject\" = :subject",
      YX_WITH ("subject", subject), error);
}
