/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall.h"

#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-files.h"
#include "hall/yx-hall-accesses.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-evidence.h"
#include "hall/yx-hall-orders.h"
#include "hall/yx-hall-passwords.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-seal-sizes.h"
#include "hall/yx-hall-sealer.h"
#include "model/yx-authority-entry.h"

#define READERS 4
#define GROUP 32    /* transactions in one commit */
#define WAITING 512 /* before the writer */
#define SYNCHRONOUS_FULL 2
#define SCRYPTS 2 /* at once: each takes its memory */
#define SCRYPTS_WAITING 64
#define ORPHAN_AGE (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, what);
  return FALSE;
}

static gboolean
load_config (YxHall *hall, GError **error)
{
  g_autofree char *file = g_build_filename (hall->folder, "hall.conf", NULL);

  hall->config = yx_hall_config_load (file, error);
  hall->wages = hall->config != NULL ? yx_hall_wages_load (hall->config, error) : NULL;
  hall->seal_sizes = hall->wages != NULL ? yx_hall_seal_sizes_load (hall->config, error) : NULL;
  return hall->seal_sizes != NULL;
}

static gboolean
load_storage_key (YxHall *hall, GError **error)
{
  g_autofree char *file = g_build_filename (hall->folder, "keys", "storage", NULL);
  g_autoptr (YxSecret) key = yx_file_read_secret (file, 1024, error);

  if (key == NULL)
    return FALSE;
  if (yx_secret_size (key) != YX_HALL_STORAGE_KEY_SIZE)
    return refuse (error, "keys/storage does not hold 32 bytes");
  hall->sealer = yx_hall_sealer_new (key);
  return TRUE;
}

static gboolean
read_epoch (YxDatabase *db, gpointer data, GError **error)
{
  char **epoch = data;
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT \"value\" FROM \"meta\" WHERE \"name\" = 'epoch'", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *epoch = g_strdup (yx_statement_text (statement, "value"));
  return TRUE;
}

/* Certificates from before there could be several authorities. */
static gboolean
name_issuers (YxDatabase *db, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db,
      "UPDATE \"certificate\" SET \"authority\" = (SELECT \"fingerprint\" FROM \"authority\" WHERE \"role\" = "
      "'issuing' AND \"active\" = 1) WHERE \"authority\" IS NULL AND \"serial\" IS NOT NULL",
      error);

  return statement != NULL && yx_statement_run (statement, error);
}

static gboolean
note_authorities (YxDatabase *db, gpointer data, GError **error)
{
  return yx_hall_authorities_note (((YxHall *)data)->folder, db, error) && name_issuers (db, error);
}

static gboolean
read_authorities (YxDatabase *db, gpointer data, GError **error)
{
  YxTrust *trust = data;
  g_autofree char *columns = yx_record_columns (&yx_authority_entry_type);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"authority\"", columns);
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  while (step == YX_STEP_ROW)
    {
      g_autoptr (YxAuthorityEntry) entry
          = yx_record_from_row (&yx_authority_entry_type, statement, NULL, error);
      g_autoptr (YxCertificate) certificate = NULL;

      if (entry == NULL)
        return FALSE;
      certificate = yx_certificate_from_der (entry->certificate, error);
      if (certificate == NULL)
        return FALSE;
      if (entry->role == YX_AUTHORITY_ROOT)
        yx_trust_add_anchor (trust, certificate);
      else if (entry->role == YX_AUTHORITY_ISSUING)
        yx_trust_add_intermediate (trust, certificate);
      step = yx_statement_step (statement, error);
    }
  return step == YX_STEP_DONE;
}

static gboolean
open_database (YxHall *hall, GError **error)
{
  g_autofree char *file = g_build_filename (hall->folder, "hall.db", NULL);
  g_autoptr (YxDatabase) db = yx_database_open (file, YX_DATABASE_WRITE, error);

  if (db == NULL || !yx_hall_schema_apply (db, error))
    return FALSE;
  if (yx_database_synchronous (db) != SYNCHRONOUS_FULL)
    return refuse (error, "The database does not sync its commits");
  if (!read_epoch (db, &hall->epoch, error) || !yx_database_transaction (db, note_authorities, hall, error)
      || !read_authorities (db, hall->trust, error))
    return FALSE;
  hall->readers = yx_hall_readers_new (file, READERS, error);
  if (hall->readers == NULL)
    return FALSE;
  hall->writer = yx_writer_new (g_steal_pointer (&db), GROUP, WAITING);
  return TRUE;
}

static gboolean
is_referenced (const char *hash, gboolean *referenced, gpointer data, GError **error)
{
  YxDatabase *db = data;
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT 1 AS found FROM \"revision\" WHERE \"hash\" = :hash", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "hash", hash);
  step = yx_statement_step (statement, error);
  *referenced = step == YX_STEP_ROW;
  return step != YX_STEP_ERROR;
}

/* What a hall that died between storing bytes and committing their row has left behind. */
static gboolean
sweep_orphans (YxDatabase *db, gpointer data, GError **error)
{
  YxHall *hall = data;
  guint removed = 0;

  return yx_object_store_sweep (hall->objects, ORPHAN_AGE, is_referenced, db, &removed, error);
}

static gboolean
open_objects (YxHall *hall, GError **error)
{
  g_autofree char *path = g_build_filename (hall->folder, "objects", NULL);

  hall->objects = yx_object_store_new (path, hall->clock, error);
  return hall->objects != NULL && yx_hall_readers_run (hall->readers, sweep_orphans, hall, error);
}

static gboolean
load_passwords (YxHall *hall, GError **error)
{
  YxScrypt scrypt = { hall->config->scrypt_log2n, hall->config->scrypt_r, hall->config->scrypt_p };

  hall->passwords = yx_hall_passwords_new (&scrypt, SCRYPTS, SCRYPTS_WAITING, error);
  return hall->passwords != NULL;
}

/* Who issues certificates; what was ordered before the hall stopped is asked for at once. */
static void
start_ca (YxHall *hall)
{
  if (hall->signer == NULL)
    return;
  if (hall->config->ca_provider == YX_HALL_CA_OWN)
    {
      hall->ca = yx_ca_own_new (hall->signer);
      return;
    }
  hall->ca = yx_ca_http_new (hall->config->ca_url, YX_CA_MILLISECONDS);
  hall->orders = yx_hall_orders_new (hall);
  yx_hall_orders_sweep (hall->orders);
}

/* Documents that waited for their timestamp when the hall stopped go on at once. */
static gboolean
start_evidence (YxHall *hall, GError **error)
{
  if (hall->signer == NULL)
    return TRUE;
  hall->evidence = yx_hall_evidence_new (hall, error);
  return hall->evidence != NULL;
}

/**
 * yx_hall_open:
 * @folder: a data folder that yx_hall_init() has made
 * @signer: (transfer full) (nullable): the process that holds the hall's keys
 * @sms: (transfer full) (nullable): what sends codes
 * @clock: where the time comes from
 * @error: why the folder cannot be opened
 *
 * Opens configuration, storage key, database and objects. Whoever opens it holds the folder's lock.
 * @signer and @sms are taken in any case.
 *
 * Returns: (transfer full): the hall's context
 */
YxHall *
yx_hall_open (const char *folder, YxHallSigner *signer, YxSms *sms, YxClock *clock, GError **error)
{
  g_autoptr (YxHall) hall = g_new0 (YxHall, 1);

  hall->clock = clock;
  hall->folder = g_strdup (folder);
  hall->signer = signer;
  hall->sms = sms;
  hall->accesses = yx_hall_accesses_new ();
  hall->bell = yx_hall_bell_new ();
  hall->trust = yx_trust_new ();
  if (!load_config (hall, error) || !load_storage_key (hall, error) || !open_database (hall, error)
      || !open_objects (hall, error) || !load_passwords (hall, error) || !start_evidence (hall, error))
    {
      g_prefix_error (error, "The hall in %s cannot be opened: ", folder);
      return NULL;
    }
  start_ca (hall);
  return g_steal_pointer (&hall);
}

/**
 * yx_hall_free:
 * @hall: (transfer full): a context that nobody uses any more
 *
 * Lets what is queued be written, closes everything and stops the signer.
 */
void
yx_hall_free (YxHall *hall)
{
  g_clear_pointer (&hall->orders, yx_hall_orders_free);
  g_clear_pointer (&hall->evidence, yx_hall_evidence_free);
  g_clear_pointer (&hall->passwords, yx_hall_passwords_free);
  g_clear_pointer (&hall->writer, yx_writer_free);
  g_clear_pointer (&hall->readers, yx_hall_readers_free);
  g_clear_pointer (&hall->objects, yx_object_store_free);
  g_clear_pointer (&hall->ca, yx_ca_free);
  g_clear_pointer (&hall->signer, yx_hall_signer_stop);
  g_clear_pointer (&hall->sms, yx_sms_free);
  g_clear_pointer (&hall->accesses, yx_hall_accesses_free);
  g_clear_pointer (&hall->bell, yx_hall_bell_free);
  g_clear_pointer (&hall->trust, yx_trust_unref);
  g_clear_pointer (&hall->wages, yx_hall_wages_free);
  g_clear_pointer (&hall->config, yx_hall_config_free);
  g_clear_pointer (&hall->seal_sizes, yx_seal_sizes_free);
  yx_hall_sealer_clear (&hall->sealer);
  g_free (hall->folder);
  g_free (hall->epoch);
  g_free (hall);
}
