/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-care.h"

#include "api/yx-api.h"
#include "base/yx-workers.h"
#include "hall/yx-hall-evidence.h"
#include "hall/yx-hall-orders.h"

#define SWEEP_SECONDS 30
#define ORDER_SECONDS 5
#define FORGET_SECONDS 3600
/* Longer than any limit counts and any lock or code lasts. */
#define KEPT (2 * G_TIME_SPAN_DAY)
/* Rows in one transaction, so that nobody who writes waits long. */
#define AT_ONCE 1000

struct _YxHallCare
{
  YxHall *hall;       /* (unowned) */
  YxWorkers *workers; /* (owned) */
  GSource *sweep;     /* (owned) */
  GSource *order;     /* (owned) */
  GSource *forget;    /* (owned) */
};

/* A statement that deletes, at most AT_ONCE rows. */
typedef struct
{
  const char *sql;
  gint64 kept;
  gint64 now;
  gint64 deleted;
} Deletion;

static gboolean
delete_some (YxDatabase *db, gpointer data, GError **error)
{
  Deletion *deletion = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, deletion->sql, error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "before", deletion->now - deletion->kept);
  yx_statement_bind_int (statement, "after", deletion->now + deletion->kept);
  yx_statement_bind_int (statement, "most", AT_ONCE);
  deletion->deleted = 0;
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    deletion->deleted++;
  return step == YX_STEP_DONE;
}

static gboolean
delete_all (YxHall *hall, const char *sql, gint64 kept, GError **error)
{
  Deletion deletion = { sql, kept, yx_clock_now (hall->clock), AT_ONCE };

  while (deletion.deleted == AT_ONCE)
    if (!yx_writer_run (hall->writer, delete_some, &deletion, error))
      return FALSE;
  return TRUE;
}

/**
 * yx_hall_forget_expired:
 * @hall: a hall
 * @error: why it could not be written
 *
 * Deletes codes that have expired and counters that no longer count, which strangers can make as many of as
 * they make up phones and logins, and the answers to acts of %YX_API_KEY_DAYS days ago. What says by which request a thing was created is kept for ever.
 *
 * Returns: whether they are gone
 */
gboolean
yx_hall_forget_expired (YxHall *hall, GError **error)
{
  return delete_all (
             hall,
             "DELETE FROM \"limit_counter\" WHERE (\"name\", \"subject\") IN (SELECT \"name\", \"subject\" "
             "FROM \"limit_counter\" WHERE (\"since\" < :before AND \"until\" < :before) OR \"since\" > "
             ":after "
             "LIMIT :most) RETURNING 1",
             KEPT, error)
         && delete_all (
             hall,
             "DELETE FROM \"sms_code\" WHERE (\"phone_index\", \"purpose\") IN (SELECT \"phone_index\", "
             "\"purpose\" FROM \"sms_code\" WHERE \"expires\" < :before OR \"sent\" > :after LIMIT :most) "
             "RETURNING 1",
             KEPT, error)
         && delete_all (
             hall,
             "DELETE FROM \"idempotency\" WHERE (\"account\", \"key\") IN (SELECT \"account\", \"key\" FROM "
             "\"idempotency\" WHERE \"at\" < :before OR \"at\" > :after LIMIT :most) RETURNING 1",
             YX_API_KEY_DAYS * G_TIME_SPAN_DAY, error);
}

static void
forget (gpointer data)
{
  g_autoptr (GError) problem = NULL;

  if (!yx_hall_forget_expired (data, &problem))
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE", "What has expired is not yet deleted: %s",
                      problem->message);
}

static gboolean
forget_soon (gpointer data)
{
  YxHallCare *care = data;

  (void)yx_workers_run (care->workers, forget, care->hall, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
sweep_soon (gpointer data)
{
  YxHallCare *care = data;

  if (care->hall->evidence != NULL)
    yx_hall_evidence_sweep (care->hall->evidence);
  return G_SOURCE_CONTINUE;
}

static gboolean
order_soon (gpointer data)
{
  YxHallCare *care = data;

  if (care->hall->orders != NULL)
    yx_hall_orders_sweep (care->hall->orders);
  return G_SOURCE_CONTINUE;
}

static GSource *
start_timer (YxHallCare *care, guint seconds, GSourceFunc func)
{
  GSource *timer = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (timer, func, care, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
  return timer;
}

/**
 * yx_hall_care_start:
 * @hall: a hall; must outlive this
 *
 * Forgets what has expired now and every hour, and every half minute looks for documents whose timestamp
 * could not be had when they were signed and every five seconds asks about ordered certificates, told by the thread-default main context.
 *
 * Returns: (transfer full): what does it
 */
YxHallCare *
yx_hall_care_start (YxHall *hall)
{
  YxHallCare *care = g_new0 (YxHallCare, 1);

  care->hall = hall;
  care->workers = yx_workers_new ("hall-care", 1, 2);
  care->sweep = start_timer (care, SWEEP_SECONDS, sweep_soon);
  care->order = start_timer (care, ORDER_SECONDS, order_soon);
  care->forget = start_timer (care, FORGET_SECONDS, forget_soon);
  (void)forget_soon (care);
  return care;
}

static void
stop_timer (GSource *timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}

/**
 * yx_hall_care_stop:
 * @care: (transfer full): what yx_hall_care_start() gave
 *
 * Waits for what is being done.
 */
void
yx_hall_care_stop (YxHallCare *care)
{
  stop_timer (care->sweep);
  stop_timer (care->order);
  stop_timer (care->forget);
  yx_workers_free (care->workers);
  g_free (care);
}
