/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-revocations.h"

#include <string.h>

#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-crl.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-seals.h"
#include "model/yx-account.h"
#include "model/yx-authority-entry.h"
#include "model/yx-certificate-suspension.h"
#include "model/yx-person.h"

/* A certificate that is to end. */
typedef struct
{
  const char *id;
  YxCertificateState state;
  YxEndReason reason;
  const char *phone; /* (nullable): whose code is asked for */
  YxSecret *code;
  YxHallGrantees grantees;
} Ending;

static void
clear_ending (Ending *ending)
{
  yx_hall_grantees_clear (&ending->grantees);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ending, clear_ending)

/**
 * yx_hall_grantees_clear:
 * @grantees: what yx_hall_grantees_prepare() filled in
 */
void
yx_hall_grantees_clear (YxHallGrantees *grantees)
{
  g_clear_pointer (&grantees->enterprise, yx_enterprise_unref);
  g_clear_pointer (&grantees->seals, g_ptr_array_unref);
}

static gint
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * yx_hall_grantees_prepare:
 * @hall: a hall
 * @enterprise: (nullable): whose seals; %NULL: there is nothing to do
 * @with: (nullable): fingerprint of a certificate that may use them from now on
 * @without: (nullable): of one that may not any more
 * @grantees: (out): what yx_hall_grantees_write() writes
 * @error: why a seal cannot be signed
 *
 * Has the seal maker sign the next version of each of the enterprise's seals. To be called before the transaction.
 *
 * Returns: whether they are signed
 */
gboolean
yx_hall_grantees_prepare (
    YxHall *hall, const char *enterprise, const char *with, const char *without, YxHallGrantees *grantees, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  *grantees = (YxHallGrantees){ NULL, NULL };
  if (enterprise == NULL)
    return TRUE;
  grantees->enterprise
      = yx_hall_find_now (hall, &yx_enterprise_type, "\"id\" = :id", YX_WITH ("id", enterprise), error);
  all = grantees->enterprise != NULL ? yx_hall_grantees_now (hall, enterprise, yx_clock_now (hall->clock), error) : NULL;
  if (all == NULL)
    return FALSE;
  for (guint i = all->len; without != NULL && i-- > 0;)
    if (strcmp (all->pdata[i], without) == 0)
      g_ptr_array_remove_index (all, i);
  if (with != NULL)
    g_ptr_array_add (all, g_strdup (with));
  g_ptr_array_sort (all, compare_text);
  grantees->seals = yx_hall_seals_renew (hall, grantees->enterprise, all, error);
  return grantees->seals != NULL;
}

/**
 * yx_hall_grantees_write:
 * @write: a transaction
 * @grantees: what yx_hall_grantees_prepare() gave
 *
 * Returns: whether the seals are replaced; see yx_hall_seals_replace()
 */
gboolean
yx_hall_grantees_write (YxHallWrite *write, const YxHallGrantees *grantees, GError **error)
{
  return grantees->seals == NULL
         || yx_hall_seals_replace (write, grantees->enterprise->id, grantees->seals, error);
}

/**
 * yx_hall_issuer_of:
 * @hall: a hall
 * @certificate: a certificate
 * @error: %YX_HALL_ERROR_SIGNER when none of the hall's authorities has issued it
 *
 * Returns: (transfer full): the fingerprint of the authority that has
 */
char *
yx_hall_issuer_of (YxHall *hall, YxCertificate *certificate, GError **error)
{
  g_autoptr (GPtrArray) entries = yx_hall_rows_now (
      hall, &yx_authority_entry_type, "\"role\" IN ('issuing', 'root') ORDER BY \"fingerprint\"", NULL, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const YxAuthorityEntry *entry = entries->pdata[i];
      g_autoptr (YxCertificate) issuer = yx_certificate_from_der (entry->certificate, error);

      if (issuer == NULL)
        return NULL;
      if (yx_certificate_is_issued_by (certificate, issuer))
        return g_strdup (entry->fingerprint);
    }
  if (entries != NULL)
    g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "None of the hall's authorities issued this");
  return NULL;
}

/**
 * yx_hall_certificate_scope:
 * @write: a transaction
 * @certificate: a certificate
 * @scope: (out) (transfer full): whose feed tells of it
 *
 * Returns: whether it is known
 */
gboolean
yx_hall_certificate_scope (
    YxHallWrite *write, const YxIssuedCertificate *certificate, char **scope, GError **error)
{
  g_autoptr (YxAccount) account = yx_hall_find (write->hall, write->db, &yx_account_type, "\"id\" = :id",
                                                YX_WITH ("id", certificate->account), error);

  if (account == NULL)
    return FALSE;
  *scope = g_strdup (account->kind == YX_ACCOUNT_ENTERPRISE ? account->enterprise : account->person);
  return TRUE;
}

/* What may still end, and in which way: a suspended one may be revoked, one that was asked for be called off. */
static gboolean
may_end (const YxIssuedCertificate *certificate, YxCertificateState state)
{
  switch ((YxCertificateState)certificate->state)
    {
    case YX_CERTIFICATE_VALID:
      return TRUE;
    case YX_CERTIFICATE_SUSPENDED:
    case YX_CERTIFICATE_REQUESTED:
      return state == YX_CERTIFICATE_REVOKED;
    case YX_CERTIFICATE_REVOKED:
    case YX_CERTIFICATE_REFUSED:
    default:
      return FALSE;
    }
}

/* It signs no more since it was suspended, not since that became final. */
static void
note_end (YxIssuedCertificate *certificate, YxCertificateState state, YxEndReason reason, gint64 now)
{
  if (certificate->state != YX_CERTIFICATE_SUSPENDED)
    yx_record_set_int (certificate, "ended", now);
  yx_record_set_int (certificate, "end_reason", reason);
  yx_record_set_int (certificate, "state", state);
}

/**
 * yx_hall_certificate_end:
 * @write: a transaction
 * @id: a certificate
 * @state: %YX_CERTIFICATE_SUSPENDED or %YX_CERTIFICATE_REVOKED
 * @reason: why
 *
 * From now on the certificate signs nothing here, and the next list of revoked certificates names it. One that is in
 * that state already stays as it is. An enterprise's seals still list it: see yx_hall_grantees_prepare().
 *
 * Returns: whether it has ended; else %YX_PROBLEM_CONFLICT for one that cannot end in that way any more
 */
gboolean
yx_hall_certificate_end (
    YxHallWrite *write, const char *id, YxCertificateState state, YxEndReason reason, GError **error)
{
  g_autoptr (YxIssuedCertificate) certificate = yx_hall_find (
      write->hall, write->db, &yx_issued_certificate_type, "\"id\" = :id", YX_WITH ("id", id), error);
  const char *action = state == YX_CERTIFICATE_SUSPENDED ? "certificate.suspended" : "certificate.revoked";
  g_autofree char *scope = NULL;

  if (certificate == NULL || certificate->state == (int)state)
    return certificate != NULL;
  if (!may_end (certificate, state))
    {
      yx_problem_set (error, YX_PROBLEM_CONFLICT, "state", "This certificate has ended already");
      return FALSE;
    }
  note_end (certificate, state, reason, write->now);
  return yx_record_update (certificate, write->db, &write->hall->sealer, error)
         && yx_hall_crl_outdated (write, certificate->authority, error)
         && yx_hall_event_write (write, id, action, certificate->fingerprint, error)
         && yx_hall_certificate_scope (write, certificate, &scope, error)
         && yx_hall_feed_write (write, scope, "certificate", id, error);
}

static gboolean
end_certificate (YxHallWrite *write, gpointer data, GError **error)
{
  Ending *ending = data;

  if (ending->phone != NULL
      && !yx_hall_code_take (write, ending->phone, YX_HALL_CODE_FOR (YX_CODE_CERTIFICATE), ending->code, error))
    return FALSE;
  return yx_hall_certificate_end (write, ending->id, ending->state, ending->reason, error)
         && yx_hall_grantees_write (write, &ending->grantees, error);
}

/* Only where the certificate may use seals now is there anything to change about them. */
static gboolean
prepare_seals (YxHall *hall, const YxIssuedCertificate *certificate, Ending *ending, GError **error)
{
  const char *enterprise = certificate->state == YX_CERTIFICATE_VALID ? certificate->enterprise : NULL;

  return yx_hall_grantees_prepare (hall, enterprise, NULL, certificate->fingerprint, &ending->grantees, error);
}

/**
 * yx_hall_certificate_revoke:
 * @hall: a hall
 * @call: (nullable): who asked
 * @id: a certificate
 * @reason: why
 * @error: %YX_PROBLEM_NOT_FOUND, %YX_PROBLEM_CONFLICT
 *
 * For when the right behind a certificate ends, or somebody else has its key: effective at once, seals included.
 *
 * Returns: whether it is revoked
 */
gboolean
yx_hall_certificate_revoke (
    YxHall *hall, const YxHallCall *call, const char *id, YxEndReason reason, GError **error)
{
  g_auto (Ending) ending = { .id = id, .state = YX_CERTIFICATE_REVOKED, .reason = reason };
  g_autoptr (YxIssuedCertificate) certificate
      = yx_hall_find_now (hall, &yx_issued_certificate_type, "\"id\" = :id", YX_WITH ("id", id), error);

  return certificate != NULL && prepare_seals (hall, certificate, &ending, error)
         && yx_hall_write (hall, call, end_certificate, &ending, error);
}

static YxIssuedCertificate *
find_own (YxHallCall *call, GError **error)
{
  return yx_hall_find_now (call->hall, &yx_issued_certificate_type, "\"id\" = :id AND \"account\" = :account",
                           YX_WITH ("id", call->parameters.values[0], "account", call->session->account), error);
}

/* `certificate.get`: one of this account's. */
gboolean
yx_hall_certificate_get (YxHallCall *call, GError **error)
{
  call->answer = (YxRecord *)find_own (call, error);
  return call->answer != NULL;
}

/* `certificate.suspend`: by its holder, who fears that somebody else knows the password (spec.md 2.6-1). Doing it again
 * changes nothing and needs no new code. */
gboolean
yx_hall_certificate_suspend (YxHallCall *call, GError **error)
{
  const YxCertificateSuspension *request = (const YxCertificateSuspension *)call->request;
  g_autoptr (YxIssuedCertificate) certificate = find_own (call, error);
  g_autoptr (YxPerson) person = NULL;
  g_auto (Ending) ending = { .id = call->parameters.values[0],
                             .state = YX_CERTIFICATE_SUSPENDED,
                             .reason = YX_END_HOLD,
                             .code = request->code };

  if (certificate == NULL)
    return FALSE;
  if (certificate->state != YX_CERTIFICATE_SUSPENDED)
    {
      person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                                 YX_WITH ("id", call->session->person), error);
      if (person == NULL || !prepare_seals (call->hall, certificate, &ending, error))
        return FALSE;
      ending.phone = person->phone;
      if (!yx_hall_write (call->hall, call, end_certificate, &ending, error))
        return FALSE;
    }
  return yx_hall_certificate_get (call, error);
}
