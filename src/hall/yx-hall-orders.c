/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-orders.h"

#include <string.h>

#include "base/yx-workers.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-revocations.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-account.h"
#include "model/yx-person.h"

#define SWEPT_AT_ONCE 100

struct _YxHallOrders
{
  YxHall *hall;       /* (unowned) */
  YxWorkers *workers; /* (owned) */
  char *swept;        /* (owned): the worker's; the last order that a sweep has looked at, "" to begin anew */
};

/* An order on its way. */
typedef struct
{
  YxIssuedCertificate *row;
  YxCaAnswer answer;
  YxHallGrantees grantees;
} Advance;

static void
clear_advance (Advance *advance)
{
  g_clear_pointer (&advance->row, yx_issued_certificate_unref);
  yx_ca_answer_clear (&advance->answer);
  yx_hall_grantees_clear (&advance->grantees);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Advance, clear_advance)

static const YxCertificateIdentity identities[] = {
  [YX_IDENTITY_NONE] = YX_CERTIFICATE_IDENTITY_NONE,
  [YX_IDENTITY_ATTENDED] = YX_CERTIFICATE_IDENTITY_ATTENDED,
  [YX_IDENTITY_PROVIDER] = YX_CERTIFICATE_IDENTITY_PROVIDER,
};

/**
 * yx_hall_order_subject:
 * @hall: a hall
 * @account: whose certificate
 * @subject: (out caller-allocates): whom it is for
 * @keep: (element-type YxRecord): holds what @subject points to
 *
 * Returns: whether account, person and enterprise are there
 */
gboolean
yx_hall_order_subject (YxHall *hall, const char *account, YxSubject *subject, GPtrArray *keep, GError **error)
{
  const YxAccount *holder;
  const YxPerson *person;
  const YxEnterprise *enterprise = NULL;

  holder = yx_hall_find_now (hall, &yx_account_type, "\"id\" = :id", YX_WITH ("id", account), error);
  if (holder == NULL)
    return FALSE;
  g_ptr_array_add (keep, (gpointer)holder);
  person = yx_hall_find_now (hall, &yx_person_type, "\"id\" = :id", YX_WITH ("id", holder->person), error);
  if (person == NULL)
    return FALSE;
  g_ptr_array_add (keep, (gpointer)person);
  if (holder->kind == YX_ACCOUNT_ENTERPRISE)
    {
      enterprise
          = yx_hall_find_now (hall, &yx_enterprise_type, "\"id\" = :id", YX_WITH ("id", holder->enterprise), error);
      if (enterprise == NULL)
        return FALSE;
      g_ptr_array_add (keep, (gpointer)enterprise);
    }
  *subject = (YxSubject){ .name = person->name,
                          .organisation = enterprise != NULL ? enterprise->u_name : NULL,
                          .uscc = enterprise != NULL ? enterprise->u_uscc : NULL,
                          .account = holder->id,
                          .capacity = enterprise != NULL ? YX_CERTIFICATE_ENTERPRISE : YX_CERTIFICATE_PERSONAL,
                          .identity = identities[person->identity],
                          .own_hall = hall->config->embedded };
  return TRUE;
}

/**
 * yx_hall_order_describe:
 * @row: a certificate's row
 * @certificate: what was issued
 * @authority: fingerprint of who has issued it
 *
 * Fills in what the certificate itself says.
 */
void
yx_hall_order_describe (YxIssuedCertificate *row, YxCertificate *certificate, const char *authority)
{
  yx_record_set_int (row, "state", YX_CERTIFICATE_VALID);
  yx_record_set_text (row, "serial", yx_certificate_serial (certificate));
  yx_record_set_text (row, "fingerprint", yx_certificate_fingerprint (certificate));
  yx_record_set_int (row, "valid_from", yx_certificate_not_before (certificate));
  yx_record_set_int (row, "valid_to", yx_certificate_not_after (certificate));
  yx_record_set_bytes (row, "certificate", yx_certificate_der (certificate));
  yx_record_set_text (row, "authority", authority);
}

/* What a licensed authority has issued must be what was ordered, or nobody gets it. */
static const char *
find_flaw (YxHall *hall, const YxIssuedCertificate *row, const YxSubject *subject, YxCertificate *certificate)
{
  gint64 now = yx_clock_now (hall->clock);
  g_autoptr (GBytes) key = yx_request_public_key (row->request, NULL);
  YxCertificateCapacity capacity = yx_certificate_capacity (certificate);

  if (key == NULL || !g_bytes_equal (key, yx_certificate_public_key (certificate)))
    return "it is for another key";
  if (g_strcmp0 (yx_certificate_name (certificate), subject->name) != 0
      || g_strcmp0 (yx_certificate_organisation (certificate), subject->organisation) != 0
      || g_strcmp0 (yx_certificate_uscc (certificate), subject->uscc) != 0
      || (capacity != YX_CERTIFICATE_OTHER && capacity != subject->capacity))
    return "it is for somebody else";
  if (yx_trust_check (hall->trust, certificate, NULL, YX_PURPOSE_DOCUMENTS, now).status != YX_TRUST_TRUSTED)
    return "its issuer is not trusted, or it is not valid now for signing documents";
  return NULL;
}

static gboolean
refuse (Advance *advance, const char *why)
{
  yx_record_set_int (advance->row, "state", YX_CERTIFICATE_REFUSED);
  yx_record_set_text (advance->row, "refusal", why);
  return TRUE;
}

static gboolean
take_issued (YxHall *hall, Advance *advance, const YxSubject *subject, GError **error)
{
  g_autoptr (YxCertificate) certificate = yx_certificate_from_der (advance->answer.certificate, NULL);
  const char *flaw = certificate != NULL ? find_flaw (hall, advance->row, subject, certificate) : "it cannot be read";
  g_autofree char *authority = NULL;

  if (flaw != NULL)
    {
      g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE",
                        "The certificate authority's answer to %s is not taken: %s", advance->row->id, flaw);
      return refuse (advance, "The authority issued a certificate that cannot be used");
    }
  authority = yx_hall_issuer_of (hall, certificate, error);
  if (authority == NULL)
    return FALSE;
  yx_hall_order_describe (advance->row, certificate, authority);
  return yx_hall_grantees_prepare (hall, advance->row->enterprise, advance->row->fingerprint, NULL, &advance->grantees,
                                   error);
}

/* Whoever was called off or decided meanwhile stays so. */
static gboolean
write_advance (YxHallWrite *write, gpointer data, GError **error)
{
  const Advance *advance = data;
  const YxIssuedCertificate *row = advance->row;
  const char *action = row->state == YX_CERTIFICATE_VALID ? "certificate.issued" : "certificate.refused";
  g_autofree char *scope = NULL;
  gint64 waiting;

  if (!yx_hall_number (write->db,
                       "SELECT COUNT (*) AS \"number\" FROM \"certificate\" WHERE \"id\" = :id "
                       "AND \"state\" = 'requested'",
                       YX_WITH ("id", row->id), &waiting, error))
    return FALSE;
  return waiting == 0
         || (yx_record_update (row, write->db, &write->hall->sealer, error)
             && yx_hall_grantees_write (write, &advance->grantees, error)
             && yx_hall_event_write (write, row->id, action, row->fingerprint, error)
             && yx_hall_certificate_scope (write, row, &scope, error)
             && yx_hall_feed_write (write, scope, "certificate", row->id, error));
}

static gboolean
advance_row (YxHall *hall, Advance *advance, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (yx_record_unref);
  YxSubject subject;
  YxCaOrder order = { advance->row->id, advance->row->request, &subject, yx_clock_now (hall->clock) };

  if (!yx_hall_order_subject (hall, advance->row->account, &subject, keep, error)
      || !yx_ca_ask (hall->ca, &order, &advance->answer, error))
    return FALSE;
  if (advance->answer.state == YX_CA_WAITING)
    return TRUE;
  if (advance->answer.state == YX_CA_REFUSED)
    (void)refuse (advance, advance->answer.reason != NULL ? advance->answer.reason : "");
  else if (!take_issued (hall, advance, &subject, error))
    return FALSE;
  return yx_hall_write (hall, NULL, write_advance, advance, error);
}

/**
 * yx_hall_order_advance:
 * @hall: a hall
 * @certificate: the id of a certificate that was requested
 * @error: why it is not known how it stands
 *
 * Asks the authority, and takes what it has issued or refused.
 *
 * Returns: whether it is known; one that is not requested is left as it is
 */
gboolean
yx_hall_order_advance (YxHall *hall, const char *certificate, GError **error)
{
  g_auto (Advance) advance = { NULL };

  advance.row
      = yx_hall_find_now (hall, &yx_issued_certificate_type, "\"id\" = :id", YX_WITH ("id", certificate), error);
  if (advance.row == NULL)
    return FALSE;
  return advance.row->state != YX_CERTIFICATE_REQUESTED || advance_row (hall, &advance, error);
}

static void
complain (const char *certificate, const GError *problem)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE", "%s waits for its authority: %s", certificate,
                    problem->message);
}

/* One that does not answer is left alone until the next time. */
static void
sweep_rows (YxHallOrders *orders, GPtrArray *waiting)
{
  gboolean reached = TRUE;

  for (guint i = 0; i < waiting->len && reached; i++)
    {
      const char *id = ((YxIssuedCertificate *)waiting->pdata[i])->id;
      g_autoptr (GError) problem = NULL;

      g_free (orders->swept);
      orders->swept = g_strdup (id);
      if (!yx_hall_order_advance (orders->hall, id, &problem))
        complain (id, problem);
      reached = problem == NULL || !g_error_matches (problem, YX_HALL_ERROR, YX_HALL_ERROR_UNREACHABLE);
    }
}

static void
sweep (gpointer data)
{
  YxHallOrders *orders = data;
  g_autofree char *most = g_strdup_printf (
      "\"state\" = 'requested' AND \"id\" > :swept ORDER BY \"id\" LIMIT %d", SWEPT_AT_ONCE);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) waiting = yx_hall_rows_now (orders->hall, &yx_issued_certificate_type, most,
                                                    YX_WITH ("swept", orders->swept), &problem);

  if (waiting == NULL)
    {
      complain ("A certificate", problem);
      return;
    }
  sweep_rows (orders, waiting);
  if (waiting->len < SWEPT_AT_ONCE)
    {
      g_free (orders->swept);
      orders->swept = g_strdup ("");
    }
}

/**
 * yx_hall_orders_new:
 * @hall: a hall with a licensed authority; must outlive this
 *
 * Returns: (transfer full): the worker
 */
YxHallOrders *
yx_hall_orders_new (YxHall *hall)
{
  YxHallOrders *orders = g_new0 (YxHallOrders, 1);

  orders->hall = hall;
  orders->swept = g_strdup ("");
  orders->workers = yx_workers_new ("orders", 1, 2);
  return orders;
}

/**
 * yx_hall_orders_free:
 * @orders: (transfer full): a worker
 *
 * Waits for what is being asked.
 */
void
yx_hall_orders_free (YxHallOrders *orders)
{
  yx_workers_free (orders->workers);
  g_free (orders->swept);
  g_free (orders);
}

/**
 * yx_hall_orders_sweep:
 * @orders: a worker
 *
 * Has it ask about the orders that wait; nothing while it has enough to do.
 */
void
yx_hall_orders_sweep (YxHallOrders *orders)
{
  (void)yx_workers_run (orders->workers, sweep, orders, NULL, NULL);
}
