/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "base/yx-id.h"
#include "crypto/yx-cipher.h"
#include "crypto/yx-crypto.h"
#include "hall/yx-hall-archive.h"
#include "hall/yx-hall-backup.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-manifest.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-sealer.h"

/* Where all is unpacked; with it, `restore` begins anew in a folder that is not empty. */
#define UNFINISHED ".restoring"
#define MOST_OBJECT (64 * 1024 * 1024)
#define CHUNK (64 * 1024)
#define HASH_LENGTH 64

static const char *const folders[] = { "objects", "ca", "tls", "keys", "run", "sms" };
/* The database last: without it there is no hall. */
static const char *const parts[]
    = { "objects", "ca", "tls", "keys", "run", "sms", "hall.conf", "hall.db" };

/* A restoring on its way. */
typedef struct
{
  const char *folder;
  char *inside;                 /* (owned): where it is unpacked */
  YxHallArchiveReader *archive; /* (owned) (nullable) */
  YxSecret *storage_key;
  YxSecret *key;                /* (owned): of manifest and files */
  YxHallManifest *manifest;     /* (owned) (nullable) */
  YxClock *clock;
  gint64 objects;
  gint64 objects_size;
} Restoring;

static void
clear_restoring (Restoring *restoring)
{
  g_free (restoring->inside);
  g_clear_pointer (&restoring->archive, yx_hall_archive_reader_free);
  g_clear_pointer (&restoring->key, yx_secret_unref);
  g_clear_pointer (&restoring->manifest, yx_hall_manifest_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restoring, clear_restoring)

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED, "The backup is damaged: %s", why);
  return FALSE;
}

static void
remove_part (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  yx_directory_remove (path);
}

static gboolean
refuse_folder (const char *folder, const char *why, GError **error)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "%s %s", folder, why);
  return FALSE;
}

/* A folder in which an earlier restoring was cut off is as good as empty. */
static gboolean
expect_empty (Restoring *restoring, GError **error)
{
  g_autofree char *db = g_build_filename (restoring->folder, "hall.db", NULL);
  g_autoptr (GDir) dir = NULL;

  if (g_file_test (db, G_FILE_TEST_EXISTS))
    return refuse_folder (restoring->folder, "holds a hall already: a backup needs an empty folder", error);
  if (g_file_test (restoring->inside, G_FILE_TEST_IS_DIR))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        remove_part (restoring->folder, parts[i]);
      yx_directory_remove (restoring->inside);
    }
  if (!g_file_test (restoring->folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (restoring->folder, 0, NULL);
  if (dir == NULL)
    return refuse_folder (restoring->folder, "is not a folder that can be read", error);
  return g_dir_read_name (dir) == NULL
         || refuse_folder (restoring->folder, "is not empty: a backup needs an empty folder", error);
}

static gboolean
make_folders (Restoring *restoring, GError **error)
{
  if (!yx_directory_make (restoring->folder, error) || !yx_directory_make (restoring->inside, error))
    return FALSE;
  if (g_chmod (restoring->folder, 0700) != 0)
    return refuse_folder (restoring->folder, "cannot be made private", error);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (restoring->inside, folders[i], NULL);

      if (!yx_directory_make (path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_manifest (Restoring *restoring, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gint64 size;

  if (!yx_hall_archive_next (restoring->archive, &name, &size, error))
    return FALSE;
  if (g_strcmp0 (name, YX_HALL_MANIFEST) != 0 || size > YX_HALL_MANIFEST_MOST)
    return refuse (error, "it does not begin with a manifest");
  sealed = yx_hall_archive_read_all (restoring->archive, size, error);
  restoring->manifest = sealed != NULL ? yx_hall_manifest_open (sealed, restoring->key, error) : NULL;
  return restoring->manifest != NULL
         && !yx_database_refuse_newer (restoring->manifest->schema, yx_hall_schema_newest (), error);
}

static gboolean
expect_entry (Restoring *restoring, const char *expected, gint64 expected_size, GError **error)
{
  g_autofree char *name = NULL;
  gint64 size;

  if (!yx_hall_archive_next (restoring->archive, &name, &size, error))
    return FALSE;
  return (g_strcmp0 (name, expected) == 0 && size == expected_size)
         || refuse (error, "it holds something else than its manifest says");
}

static gboolean
unpack_file (Restoring *restoring, const YxHallManifestFile *file, GError **error)
{
  g_autofree char *name = g_strconcat ("files/", file->name, NULL);
  g_autofree char *path = g_build_filename (restoring->inside, file->name, NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (YxSecret) plain = NULL;

  if (!expect_entry (restoring, name, file->size + YX_CIPHER_OVERHEAD, error))
    return FALSE;
  sealed = yx_hall_archive_read_all (restoring->archive, file->size + YX_CIPHER_OVERHEAD, error);
  if (sealed == NULL)
    return FALSE;
  plain = yx_cipher_open (restoring->key, name, sealed, NULL);
  if (plain == NULL)
    return refuse (error, file->name);
  return yx_file_write (path, yx_secret_text (plain), yx_secret_size (plain), 0600, error);
}

static gboolean
write_some (int fd, const char *bytes, gsize size, GError **error)
{
  if (YX_FAULT_ERROR ("restore.write", error))
    return FALSE;
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          yx_base_error_set_errno (error, errno, "The backup cannot be unpacked");
          return FALSE;
        }
      bytes += n;
      size -= (gsize)n;
    }
  return TRUE;
}

static gboolean
stream (Restoring *restoring, int fd, gint64 size, const char *hash, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *bytes = g_malloc (CHUNK);
  gint64 got = 0;
  gssize n;

  while ((n = yx_hall_archive_read (restoring->archive, bytes, CHUNK, error)) > 0)
    {
      got += n;
      if (got > size)
        return refuse (error, "a file is longer than it says");
      g_checksum_update (checksum, (const guchar *)bytes, n);
      if (!write_some (fd, bytes, (gsize)n, error))
        return FALSE;
    }
  if (n < 0)
    return FALSE;
  return (got == size && strcmp (g_checksum_get_string (checksum), hash) == 0)
         || refuse (error, "a file's bytes are not those that it was made of");
}

/* Synced with all others at the end. */
static gboolean
unpack_to (Restoring *restoring, const char *path, gint64 size, const char *hash, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done;

  if (fd < 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be made", path);
      return FALSE;
    }
  done = stream (restoring, fd, size, hash, error);
  if (close (fd) != 0 && done)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be written", path);
      done = FALSE;
    }
  return done;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && text[strspn (text, "0123456789abcdef")] == '\0';
}

static gboolean
unpack_object (Restoring *restoring, const char *name, gint64 size, GError **error)
{
  const char *hash = g_str_has_prefix (name, "objects/") ? name + strlen ("objects/") : "";
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  const char first[] = { hash[0], hash[0] != '\0' ? hash[1] : '\0', '\0' };

  restoring->objects++;
  restoring->objects_size += size;
  if (!is_hash (hash) || size > MOST_OBJECT || restoring->objects > restoring->manifest->objects
      || restoring->objects_size > restoring->manifest->objects_size)
    return refuse (error, "it holds something else than its manifest says");
  directory = g_build_filename (restoring->inside, "objects", first, NULL);
  path = g_build_filename (directory, hash, NULL);
  return yx_directory_make (directory, error) && unpack_to (restoring, path, size, hash, error);
}

static gboolean
unpack_objects (Restoring *restoring, GError **error)
{
  for (;;)
    {
      g_autofree char *name = NULL;
      gint64 size;

      if (!yx_hall_archive_next (restoring->archive, &name, &size, error))
        return FALSE;
      if (name == NULL)
        break;
      if (!unpack_object (restoring, name, size, error))
        return FALSE;
    }
  return (restoring->objects == restoring->manifest->objects
          && restoring->objects_size == restoring->manifest->objects_size)
         || refuse (error, "it ends too early");
}

static gboolean
unpack (Restoring *restoring, GError **error)
{
  g_autofree char *db = g_build_filename (restoring->inside, "hall.db", NULL);
  const YxHallManifest *manifest = restoring->manifest;

  for (guint i = 0; i < manifest->files->len; i++)
    if (!unpack_file (restoring, manifest->files->pdata[i], error))
      return FALSE;
  return expect_entry (restoring, "hall.db", manifest->database_size, error)
         && unpack_to (restoring, db, manifest->database_size, manifest->database_hash, error)
         && unpack_objects (restoring, error);
}

static gboolean
make_rest (Restoring *restoring, GError **error)
{
  g_autofree char *key = g_build_filename (restoring->inside, "keys", "storage", NULL);
  g_autofree char *shown = g_build_filename (restoring->inside, "sms", "shown.jsonl", NULL);

  return yx_file_write (key, yx_secret_text (restoring->storage_key), yx_secret_size (restoring->storage_key),
                        0600, error)
         && yx_file_write (shown, "", 0, 0600, error);
}

/* Another epoch, so that no client takes up its feeds where the lost hall left them. Who was signed in signs in
 * again: a session that was ended since must not come back. */
static gboolean
raise_epoch (YxDatabase *db, gpointer data, GError **error)
{
  Restoring *restoring = data;
  g_autofree char *epoch = yx_id_new ("epo");
  g_autoptr (GHashTable) scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YxHall hall = { .clock = restoring->clock, .folder = restoring->inside };
  YxHallWrite write = { .hall = &hall, .db = db, .now = yx_clock_now (restoring->clock), .scopes = scopes };

  return yx_hall_execute (db, "UPDATE \"meta\" SET \"value\" = :epoch WHERE \"name\" = 'epoch'",
                          YX_WITH ("epoch", epoch), error)
         && yx_hall_execute (db, "DELETE FROM \"session\"", NULL, error)
         && yx_hall_execute (db, "DELETE FROM \"sms_code\"", NULL, error)
         && yx_hall_event_write (&write, epoch, "hall.restored", restoring->manifest->database_hash, error);
}

static gboolean
renew_database (Restoring *restoring, GError **error)
{
  g_autofree char *path = g_build_filename (restoring->inside, "hall.db", NULL);
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_WRITE, error);

  return db != NULL && yx_hall_schema_apply (db, error)
         && yx_database_transaction (db, raise_epoch, restoring, error);
}

static gboolean
sync_all (Restoring *restoring, GError **error)
{
  int fd = open (restoring->inside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && syncfs (fd) == 0;

  if (!done)
    yx_base_error_set_errno (error, errno, "%s cannot be synced", restoring->inside);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
move_up (Restoring *restoring, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_build_filename (restoring->inside, parts[i], NULL);
      g_autofree char *to = g_build_filename (restoring->folder, parts[i], NULL);

      YX_FAULT ("hall.restore.move");
      if (g_rename (from, to) != 0)
        {
          yx_base_error_set_errno (error, errno, "%s cannot be put in place", to);
          return FALSE;
        }
    }
  (void)g_rmdir (restoring->inside);
  return yx_directory_sync (restoring->folder, error);
}

static gboolean
open_archive (Restoring *restoring, const char *from, GError **error)
{
  if (yx_secret_size (restoring->storage_key) != YX_HALL_STORAGE_KEY_SIZE)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "A storage key has %d bytes",
                   YX_HALL_STORAGE_KEY_SIZE);
      return FALSE;
    }
  if (!g_file_test (from, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "%s is no file", from);
      return FALSE;
    }
  restoring->key = yx_hall_manifest_key (restoring->storage_key);
  restoring->archive = yx_hall_archive_reader_new (from, error);
  return restoring->archive != NULL && read_manifest (restoring, error);
}

/**
 * yx_hall_restore:
 * @folder: a folder that is empty, missing, or in which an earlier call was cut off
 * @from: what yx_hall_backup() made
 * @storage_key: the storage key of the hall that was backed up
 * @clock: where the time comes from
 * @error: %YX_HALL_ERROR_FOLDER, %YX_HALL_ERROR_DAMAGED, %YX_BASE_ERROR_NEWER_SCHEMA, %YX_BASE_ERROR_FULL …
 *
 * Makes the hall anew, of another epoch and with nobody signed in. The file may be anybody's: its manifest is
 * proven by the storage key, and nothing is unpacked but what that names.
 *
 * Returns: whether the hall can be served; else @folder is as it was
 */
gboolean
yx_hall_restore (const char *folder, const char *from, YxSecret *storage_key, YxClock *clock, GError **error)
{
  g_auto (Restoring) restoring = { .folder = folder, .storage_key = storage_key, .clock = clock };
  gboolean missing = !g_file_test (folder, G_FILE_TEST_EXISTS);

  restoring.inside = g_build_filename (folder, UNFINISHED, NULL);
  if (!yx_crypto_init ())
    return refuse_folder (folder, "needs locked memory for keys, and there is none", error);
  if (!open_archive (&restoring, from, error) || !expect_empty (&restoring, error))
    return FALSE;
  if (make_folders (&restoring, error) && unpack (&restoring, error) && make_rest (&restoring, error)
      && renew_database (&restoring, error) && sync_all (&restoring, error) && move_up (&restoring, error))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    remove_part (folder, parts[i]);
  yx_directory_remove (restoring.inside);
  if (missing)
    (void)g_rmdir (folder);
  return FALSE;
}
