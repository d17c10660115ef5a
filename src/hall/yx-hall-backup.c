/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-backup.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-files.h"
#include "base/yx-id.h"
#include "base/yx-json.h"
#include "base/yx-object-store.h"
#include "crypto/yx-cipher.h"
#include "crypto/yx-crypto.h"
#include "hall/yx-hall-archive.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-manifest.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-sealer.h"

#define MOST_FILE (1024 * 1024)
#define MOST_OBJECT (64 * 1024 * 1024)
#define CHUNK (64 * 1024)

/* A backup on its way. */
typedef struct
{
  const char *folder;
  YxSecret *key;                /* (owned): seals manifest and files */
  YxHallManifest *manifest;     /* (owned) */
  GPtrArray *sealed;            /* (owned) of GBytes: the manifest's files, in its order */
  char *copy;                   /* (owned) (nullable): of the database, to be removed */
  YxDatabase *db;               /* (owned) (nullable): the copy */
  YxObjectStore *objects;       /* (owned) (nullable) */
  YxHallArchiveWriter *archive; /* (owned) (nullable) */
} Backup;

static void
clear_backup (Backup *backup)
{
  g_clear_pointer (&backup->key, yx_secret_unref);
  g_clear_pointer (&backup->manifest, yx_hall_manifest_free);
  g_clear_pointer (&backup->sealed, g_ptr_array_unref);
  g_clear_pointer (&backup->db, yx_database_close);
  g_clear_pointer (&backup->objects, yx_object_store_free);
  g_clear_pointer (&backup->archive, yx_hall_archive_writer_free);
  if (backup->copy != NULL)
    (void)g_unlink (backup->copy);
  g_free (backup->copy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Backup, clear_backup)

static gboolean
load_key (Backup *backup, GError **error)
{
  g_autofree char *path = g_build_filename (backup->folder, "keys", "storage", NULL);
  g_autoptr (YxSecret) key = yx_file_read_secret (path, 1024, error);

  if (key == NULL)
    return FALSE;
  if (yx_secret_size (key) != YX_HALL_STORAGE_KEY_SIZE)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "%s does not hold %d bytes", path,
                   YX_HALL_STORAGE_KEY_SIZE);
      return FALSE;
    }
  backup->key = yx_hall_manifest_key (key);
  return TRUE;
}

/* Keys never stand in a backup as they are. */
static gboolean
seal_file (Backup *backup, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (backup->folder, name, NULL);
  g_autofree char *context = g_strconcat ("files/", name, NULL);
  g_autoptr (YxSecret) plain = yx_file_read_secret (path, MOST_FILE, error);

  if (plain == NULL)
    return FALSE;
  g_ptr_array_add (backup->sealed,
                   yx_cipher_seal (backup->key, context, yx_secret_text (plain), yx_secret_size (plain)));
  yx_hall_manifest_add (backup->manifest, name, (gint64)yx_secret_size (plain));
  return TRUE;
}

static gboolean
seal_folder (Backup *backup, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (backup->folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (name, file, NULL);

      if (yx_hall_manifest_names (inner) && !seal_file (backup, inner, error))
        return FALSE;
    }
  return dir != NULL;
}

static char *
hash_file (const char *path, gint64 *size, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (file, NULL, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *bytes = g_malloc (CHUNK);
  gssize n = 1;

  *size = 0;
  while (in != NULL && n > 0)
    {
      n = g_input_stream_read (G_INPUT_STREAM (in), bytes, CHUNK, NULL, error);
      g_checksum_update (checksum, bytes, MAX (n, 0));
      *size += MAX (n, 0);
    }
  return in != NULL && n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* At one moment, while the hall goes on; beside the backup, where there must be room anyway. */
static gboolean
copy_database (Backup *backup, const char *to, GError **error)
{
  g_autofree char *path = g_build_filename (backup->folder, "hall.db", NULL);
  g_autofree char *suffix = yx_id_new ("tmp");
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_READ, error);

  if (db == NULL || yx_hall_schema_of (db, error) < 0)
    return FALSE;
  backup->copy = g_strconcat (to, ".", suffix, NULL);
  if (!yx_database_copy_to (db, backup->copy, error))
    return FALSE;
  backup->db = yx_database_open (backup->copy, YX_DATABASE_READ, error);
  if (backup->db == NULL)
    return FALSE;
  backup->manifest->schema = yx_hall_schema_of (backup->db, error);
  if (backup->manifest->schema < 0)
    return FALSE;
  backup->manifest->database_hash = hash_file (backup->copy, &backup->manifest->database_size, error);
  return backup->manifest->database_hash != NULL;
}

/* Each revision's bytes, once. */
static YxStatement *
ask_objects (Backup *backup, GError **error)
{
  return yx_database_prepare (backup->db,
                              "SELECT \"hash\", MAX (\"size\") AS \"size\" FROM \"revision\" GROUP BY \"hash\" "
                              "ORDER BY \"hash\"",
                              error);
}

static gboolean
count_objects (Backup *backup, GError **error)
{
  g_autoptr (YxStatement) statement = ask_objects (backup, error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    {
      backup->manifest->objects++;
      backup->manifest->objects_size += yx_statement_int (statement, "size");
    }
  return step == YX_STEP_DONE;
}

static gboolean
write_files (Backup *backup, GError **error)
{
  g_autoptr (GBytes) manifest = yx_hall_manifest_seal (backup->manifest, backup->key);

  if (!yx_hall_archive_add (backup->archive, YX_HALL_MANIFEST, g_bytes_get_data (manifest, NULL),
                            g_bytes_get_size (manifest), error))
    return FALSE;
  for (guint i = 0; i < backup->sealed->len; i++)
    {
      const YxHallManifestFile *file = backup->manifest->files->pdata[i];
      g_autofree char *name = g_strconcat ("files/", file->name, NULL);
      GBytes *bytes = backup->sealed->pdata[i];

      if (!yx_hall_archive_add (backup->archive, name, g_bytes_get_data (bytes, NULL),
                                g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_object (Backup *backup, const char *hash, gint64 size, GError **error)
{
  g_autofree char *name = g_strconcat ("objects/", hash, NULL);
  g_autoptr (GBytes) bytes = yx_object_store_get (backup->objects, hash, MOST_OBJECT, error);

  if (bytes != NULL && (gint64)g_bytes_get_size (bytes) != size)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED, "The object %s has another size than its row",
                   hash);
      return FALSE;
    }
  return bytes != NULL
         && yx_hall_archive_add (backup->archive, name, g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes), error);
}

static gboolean
write_objects (Backup *backup, GError **error)
{
  g_autoptr (YxStatement) statement = ask_objects (backup, error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    if (!write_object (backup, yx_statement_text (statement, "hash"), yx_statement_int (statement, "size"),
                       error))
      return FALSE;
  return step == YX_STEP_DONE;
}

static char *
note_path (const char *folder)
{
  return g_build_filename (folder, "run", "backup.json", NULL);
}

/* So that the status can say how old the last backup is. */
static gboolean
write_note (const char *folder, const char *to, gint64 at, const YxHallBackup *made, GError **error)
{
  g_autofree char *path = note_path (folder);
  g_autofree char *file = g_canonicalize_filename (to, NULL);
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *when = yx_instant_format (at);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "at", when);
  json_object_set_string_member (object, "file", shown);
  json_object_set_int_member (object, "size", made->size);
  json_object_set_int_member (object, "objects", made->objects);
  text = yx_json_write (node);
  return yx_file_write (path, text, strlen (text), 0600, error);
}

/**
 * yx_hall_backup_note:
 * @folder: a data folder
 *
 * Returns: (transfer full) (nullable): one JSON object about the last backup; %NULL where there was none
 */
char *
yx_hall_backup_note (const char *folder)
{
  g_autofree char *path = note_path (folder);
  g_autoptr (GBytes) bytes = yx_file_read (path, 16384, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static gboolean
prepare (Backup *backup, const char *to, YxClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (backup->folder, "objects", NULL);

  backup->manifest->at = yx_clock_now (clock);
  if (!load_key (backup, error) || !seal_file (backup, "hall.conf", error)
      || !seal_folder (backup, "ca", error) || !seal_folder (backup, "tls", error)
      || !copy_database (backup, to, error) || !count_objects (backup, error))
    return FALSE;
  backup->objects = yx_object_store_new (path, clock, error);
  return backup->objects != NULL;
}

/**
 * yx_hall_backup:
 * @folder: a data folder, its hall running or not
 * @to: a file that is not there yet
 * @clock: where the time comes from
 * @made: (out): what was backed up
 * @error: %YX_BASE_ERROR_EXISTS, %YX_BASE_ERROR_FULL, what is damaged …
 *
 * Makes one file (0600) that yx_hall_restore() takes: the database as it is at one moment, all revisions' bytes
 * of that moment, and, sealed under the storage key, configuration and keys. The storage key itself is not in it.
 *
 * Returns: whether the file is whole and on the disk; else nothing is left of it
 */
gboolean
yx_hall_backup (const char *folder, const char *to, YxClock *clock, YxHallBackup *made, GError **error)
{
  g_auto (Backup) backup = { folder };

  if (!yx_crypto_init ())
    {
      g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "There is no locked memory for keys");
      return FALSE;
    }
  backup.manifest = yx_hall_manifest_new ();
  backup.sealed = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  backup.archive = yx_hall_archive_writer_new (to, error);
  if (backup.archive == NULL || !prepare (&backup, to, clock, error) || !write_files (&backup, error)
      || !yx_hall_archive_add_file (backup.archive, "hall.db", backup.copy, error)
      || !write_objects (&backup, error) || !yx_hall_archive_finish (backup.archive, &made->size, error))
    return FALSE;
  made->objects = backup.manifest->objects;
  return write_note (folder, to, backup.manifest->at, made, error);
}
