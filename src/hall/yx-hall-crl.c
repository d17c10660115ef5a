/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-crl.h"

#include "hall/yx-hall-numbers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-authority-entry.h"
#include "model/yx-issued-certificate.h"

/* A list of revoked certificates on its way. */
typedef struct
{
  const char *authority;
  gint64 now;
  gint64 changes; /* how often something had been revoked when it was begun */
  gint64 number;
  GBytes *list; /* (owned) (nullable) */
} Listing;

static void
clear_listing (Listing *listing)
{
  g_clear_pointer (&listing->list, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, clear_listing)

static gboolean
count_changes (YxDatabase *db, const char *authority, gint64 *changes, GError **error)
{
  g_autofree char *counter = g_strconcat ("crl-changes.", authority, NULL);

  return yx_hall_number (db, "SELECT \"number\" FROM \"counter\" WHERE \"name\" = :name", YX_WITH ("name", counter),
                         changes, error);
}

static gboolean
find_published (YxDatabase *db, gpointer data, GError **error)
{
  Listing *listing = data;
  g_autoptr (YxStatement) statement
      = yx_hall_prepare (db, "SELECT \"made\", \"list\" FROM \"crl\" WHERE \"authority\" = :authority",
                         YX_WITH ("authority", listing->authority), error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;
  gint64 age = step == YX_STEP_ROW ? listing->now - yx_statement_int (statement, "made") : -1;

  if (age >= 0 && age < YX_HALL_CRL_FRESH)
    listing->list = yx_statement_bytes (statement, "list");
  return step != YX_STEP_ERROR && count_changes (db, listing->authority, &listing->changes, error);
}

/* Expired ones too: signatures of theirs are to be judged long after. */
static GArray *
read_revoked (GPtrArray *rows)
{
  GArray *revoked = g_array_new (FALSE, TRUE, sizeof (YxRevocationStatus));

  for (guint i = 0; i < rows->len; i++)
    {
      const YxIssuedCertificate *row = rows->pdata[i];
      YxRevocationStatus status = { row->serial, YX_REVOCATION_REVOKED, row->ended, (guint)row->end_reason };

      if (row->serial != NULL)
        g_array_append_val (revoked, status);
    }
  return revoked;
}

static gboolean
sign_list (YxHall *hall, Listing *listing, GError **error)
{
  g_autofree char *counter = g_strconcat ("crl.", listing->authority, NULL);
  g_autoptr (GPtrArray) rows = yx_hall_rows_now (
      hall, &yx_issued_certificate_type,
      "\"authority\" = :authority AND \"state\" IN ('suspended', 'revoked') ORDER BY \"serial\"",
      YX_WITH ("authority", listing->authority), error);
  g_autoptr (GArray) revoked = NULL;

  if (rows == NULL || !yx_hall_number_reserve (hall, counter, &listing->number, error))
    return FALSE;
  revoked = read_revoked (rows);
  listing->list = yx_hall_signer_revoked (
      hall->signer, listing->authority, (const YxRevocationStatus *)(gpointer)revoked->data, revoked->len,
      listing->number, listing->now, listing->now + YX_HALL_CRL_HOLDS, error);
  return listing->list != NULL;
}

/* Not when something was revoked or another list made meanwhile: this one is given once and not again. */
static gboolean
publish (YxHallWrite *write, gpointer data, GError **error)
{
  const Listing *listing = data;
  g_autoptr (YxStatement) statement = NULL;
  gint64 changes;

  if (!count_changes (write->db, listing->authority, &changes, error))
    return FALSE;
  if (changes != listing->changes)
    return TRUE;
  statement = yx_hall_prepare (
      write->db,
      "INSERT INTO \"crl\" (\"authority\", \"number\", \"made\", \"list\") VALUES (:authority, :number, :made, :list) "
      "ON CONFLICT (\"authority\") DO UPDATE SET \"number\" = :number, \"made\" = :made, \"list\" = :list "
      "WHERE \"crl\".\"number\" < :number",
      YX_WITH ("authority", listing->authority), error);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", listing->number);
  yx_statement_bind_int (statement, "made", listing->now);
  yx_statement_bind_bytes (statement, "list", listing->list);
  return yx_statement_run (statement, error);
}

static gboolean
is_issuing (YxHall *hall, const char *authority, GError **error)
{
  g_autoptr (YxRecord) entry = yx_hall_find_now (
      hall, &yx_authority_entry_type, "\"fingerprint\" = :fingerprint AND \"role\" = 'issuing'",
      YX_WITH ("fingerprint", authority), error);

  return entry != NULL;
}

/**
 * yx_hall_crl:
 * @hall: a hall
 * @authority: fingerprint of an issuing authority
 * @error: %YX_PROBLEM_NOT_FOUND when it is none of the hall's own
 *
 * Returns: (transfer full): its list of revoked certificates in DER, an hour old at most
 */
GBytes *
yx_hall_crl (YxHall *hall, const char *authority, GError **error)
{
  g_auto (Listing) listing = { .authority = authority, .now = yx_clock_now (hall->clock) };
  g_autoptr (GError) problem = NULL;

  if (!is_issuing (hall, authority, error) || !yx_hall_readers_run (hall->readers, find_published, &listing, error))
    return NULL;
  if (listing.list != NULL)
    return g_steal_pointer (&listing.list);
  if (!sign_list (hall, &listing, &problem))
    {
      if (g_error_matches (problem, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH))
        yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, NULL);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return yx_hall_write (hall, NULL, publish, &listing, error) ? g_steal_pointer (&listing.list) : NULL;
}

/**
 * yx_hall_crl_outdated:
 * @write: a transaction that revokes a certificate
 * @authority: (nullable): fingerprint of who has issued it
 *
 * Returns: whether the next who asks gets a new list
 */
gboolean
yx_hall_crl_outdated (YxHallWrite *write, const char *authority, GError **error)
{
  g_autofree char *counter = NULL;

  if (authority == NULL)
    return TRUE;
  counter = g_strconcat ("crl-changes.", authority, NULL);
  return yx_hall_execute (write->db,
                          "INSERT INTO \"counter\" (\"name\", \"number\") VALUES (:name, 1) "
                          "ON CONFLICT (\"name\") DO UPDATE SET \"number\" = \"counter\".\"number\" + 1",
                          YX_WITH ("name", counter), error)
         && yx_hall_execute (write->db, "UPDATE \"crl\" SET \"made\" = 0 WHERE \"authority\" = :authority",
                             YX_WITH ("authority", authority), error);
}
