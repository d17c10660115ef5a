/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-folder.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-database.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "base/yx-id.h"
#include "base/yx-record-sql.h"
#include "crypto/yx-crypto.h"
#include "hall/yx-hall-authorities.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-sealer.h"

/* There as long as a folder is only half made; with it, `init` begins anew in a folder that is not empty. */
#define UNFINISHED ".init"

static const char *const folders[] = { "objects", "ca", "tls", "keys", "run", "sms" };

static gboolean
refuse (GError **error, const char *folder, const char *why)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "%s %s", folder, why);
  return FALSE;
}

static gboolean
is_free (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *unfinished = g_build_filename (folder, UNFINISHED, NULL);

  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || g_file_test (unfinished, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    return refuse (error, folder, "is not a folder that can be read");
  return g_dir_read_name (dir) == NULL
         || refuse (error, folder, "is not empty: a new hall needs an empty folder");
}

static gboolean
make_folders (const char *folder, GError **error)
{
  g_autofree char *unfinished = g_build_filename (folder, UNFINISHED, NULL);

  if (!yx_directory_make (folder, error))
    return FALSE;
  if (g_chmod (folder, 0700) != 0)
    return refuse (error, folder, "cannot be made private");
  if (!yx_file_write (unfinished, "", 0, 0600, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      if (!yx_directory_make (path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_secret (const char *folder, const char *name, YxSecret *secret, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return yx_file_write (path, yx_secret_text (secret), yx_secret_size (secret), 0600, error);
}

static gboolean
make_storage_key (const char *folder, GError **error)
{
  g_autoptr (YxSecret) key = yx_secret_new (YX_HALL_STORAGE_KEY_SIZE);

  yx_random_bytes (yx_secret_bytes (key), YX_HALL_STORAGE_KEY_SIZE);
  return write_secret (folder, "keys/storage", key, error);
}

/* 128 random bits as text. */
static YxSecret *
make_passphrase (const char *folder, GError **error)
{
  g_autoptr (YxSecret) passphrase = yx_secret_new_take_text (yx_id_new ("key"));

  return write_secret (folder, "ca/passphrase", passphrase, error) ? g_steal_pointer (&passphrase) : NULL;
}

static gboolean
make_authorities (const char *folder, const YxHallInit *init, YxClock *clock, GError **error)
{
  g_autoptr (YxSecret) passphrase = NULL;

  if (init->passphrase == NULL)
    passphrase = make_passphrase (folder, error);
  else if (yx_secret_size (init->passphrase) < YX_HALL_PASSPHRASE_LEAST)
    return refuse (error, folder, "needs a root passphrase of at least 12 bytes");
  else
    passphrase = yx_secret_ref (init->passphrase);
  return passphrase != NULL
         && yx_hall_authorities_make (folder, init->name, passphrase, init->hosts, init->algorithm,
                                      yx_clock_now (clock), error);
}

static gboolean
write_config (const char *folder, const YxHallInit *init, GError **error)
{
  static const char head[]
      = "# What this hall is and allows. A key that is not known here is an error.\n"
        "# [hall] name phones chat public-url idle-minutes embedded sample\n"
        "# [listen] address port certificate key trusted-proxies\n"
        "# [sms] provider=shown: codes are shown in sms/shown.jsonl, on loopback and sockets only\n"
        "# [sms] provider=http url method headers body success: codes are handed to a gateway\n"
        "# [ca] provider=own|http url algorithm=p256|rsa3072\n"
        "# [scrypt] log2n r p: for account passwords\n"
        "# [approval] filings=rule|officer sign-before=no|yes supplements=new|running\n"
        "# [seals] sizes=FILE: CSV with the heading type,unit,shape,width,height,rim,star\n"
        "# [law] minimum-wages=FILE average-wages=FILE: CSV with the heading area,from,monthly,hourly, in yuan\n"
        "# [limits] code-per-minute code-per-day seal-visit-per-day code-per-day-phone\n"
        "#          sign-in-per-minute write-per-second read-per-second address-per-minute\n\n";
  g_autofree char *path = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  g_key_file_set_string (file, "hall", "name", init->name);
  g_key_file_set_string (file, "hall", "idle-minutes", "30");
  g_key_file_set_string (file, "sms", "provider", "shown");
  g_key_file_set_string (file, "scrypt", "log2n", "15");
  g_key_file_set_string (file, "scrypt", "r", "8");
  g_key_file_set_string (file, "scrypt", "p", "1");
  g_key_file_set_string (file, "approval", "filings", "rule");
  g_key_file_set_string (file, "ca", "algorithm", yx_algorithm_nick (init->algorithm));
  text = g_key_file_to_data (file, NULL, NULL);
  whole = g_strconcat (head, text, NULL);
  return yx_file_write (path, whole, strlen (whole), 0600, error);
}

static gboolean
check_config (const char *folder, const YxHallInit *init, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (YxHallConfig) config = yx_hall_config_load (path, error);

  if (config == NULL)
    g_prefix_error (error, "The name cannot be used: ");
  return config != NULL;
}

static gboolean
write_rows (YxDatabase *db, gpointer data, GError **error)
{
  g_autofree char *epoch = yx_id_new ("epo");
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "INSERT INTO \"meta\" (\"name\", \"value\") VALUES ('epoch', :epoch)", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "epoch", epoch);
  return yx_statement_run (statement, error) && yx_hall_authorities_note (data, db, error);
}

static gboolean
make_database (const char *folder, GError **error)
{
  static const char *const leftovers[] = { "hall.db", "hall.db-wal", "hall.db-shm" };
  g_autofree char *path = g_build_filename (folder, leftovers[0], NULL);
  g_autoptr (YxDatabase) db = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (leftovers); i++)
    {
      g_autofree char *old = g_build_filename (folder, leftovers[i], NULL);

      (void)g_unlink (old);
    }
  db = yx_database_open (path, YX_DATABASE_CREATE, error);
  return db != NULL && yx_hall_schema_apply (db, error)
         && yx_database_transaction (db, write_rows, (gpointer)folder, error);
}

/* There from the start, so that whoever reads the codes may begin before the first one. */
static gboolean
make_shown (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "sms", "shown.jsonl", NULL);

  return yx_file_write (path, "", 0, 0600, error);
}

static gboolean
finish (const char *folder, GError **error)
{
  g_autofree char *unfinished = g_build_filename (folder, UNFINISHED, NULL);

  YX_FAULT ("hall.init.finish");
  if (g_unlink (unfinished) != 0)
    return refuse (error, folder, "cannot be finished");
  return yx_directory_sync (folder, error);
}

/**
 * yx_hall_init:
 * @folder: a folder that is empty, missing, or in which an earlier call was cut off
 * @init: what the hall is made of
 * @clock: where the time comes from
 * @error: %YX_HALL_ERROR_FOLDER, or why something cannot be made
 *
 * Makes a hall's data folder (formats.md): storage key, authorities, TLS certificate, configuration and
 * database. The folder is 0700, its files 0600.
 *
 * Returns: whether the hall can be opened now
 */
gboolean
yx_hall_init (const char *folder, const YxHallInit *init, YxClock *clock, GError **error)
{
  if (!yx_crypto_init ())
    return refuse (error, folder, "needs locked memory for keys, and there is none");
  return is_free (folder, error) && make_folders (folder, error) && write_config (folder, init, error)
         && check_config (folder, init, error) && make_storage_key (folder, error)
         && make_authorities (folder, init, clock, error) && make_shown (folder, error)
         && make_database (folder, error) && finish (folder, error);
}
