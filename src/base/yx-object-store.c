/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-object-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "base/yx-id.h"

#define HASH_LENGTH 64

struct _YxObjectStore
{
  char *path; /* (owned) */
  YxClock *clock;
  GMutex mutex; /* an object is touched or removed, not both at once */
};

/* What a sweep carries along. */
typedef struct
{
  YxObjectStore *store;
  gint64 before; /* whole seconds since 1970 */
  YxObjectReferenced referenced;
  gpointer data;
  guint removed;
} Sweep;

static gboolean
is_hash (const char *hash)
{
  return strlen (hash) == HASH_LENGTH && strspn (hash, "0123456789abcdef") == HASH_LENGTH;
}

static char *
directory_of (YxObjectStore *store, const char *hash)
{
  const char prefix[3] = { hash[0], hash[1], '\0' };

  return g_build_filename (store->path, prefix, NULL);
}

/**
 * yx_object_store_new:
 * @path: its folder, made (0700) if it isn't there
 * @clock: tells objects' age; outlives the store
 *
 * Returns: (transfer full): the store, or %NULL
 */
YxObjectStore *
yx_object_store_new (const char *path, YxClock *clock, GError **error)
{
  g_autofree char *above = g_path_get_dirname (path);
  YxObjectStore *store;

  if (!yx_directory_make (path, error) || !yx_directory_sync (above, error))
    return NULL;
  store = g_new0 (YxObjectStore, 1);
  store->path = g_strdup (path);
  store->clock = clock;
  g_mutex_init (&store->mutex);
  return store;
}

/**
 * yx_object_store_free:
 * @store: (transfer full): a store
 */
void
yx_object_store_free (YxObjectStore *store)
{
  g_mutex_clear (&store->mutex);
  g_free (store->path);
  g_free (store);
}

static void
times (YxObjectStore *store, struct timespec both[2])
{
  gint64 now = yx_clock_now (store->clock);

  both[0].tv_sec = both[1].tv_sec = now / G_USEC_PER_SEC;
  both[0].tv_nsec = both[1].tv_nsec = 0;
}

/* Whether the object is there with the right size; makes it young, so that no sweep takes it before
 * the row that names it is committed. */
static gboolean
touch (YxObjectStore *store, const char *file, gsize size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);
  struct timespec both[2];
  struct stat info;

  times (store, both);
  return stat (file, &info) == 0 && S_ISREG (info.st_mode) && (gsize) info.st_size == size
         && utimensat (AT_FDCWD, file, both, 0) == 0;
}

static gboolean
write_object (YxObjectStore *store, int fd, GBytes *bytes)
{
  gsize left = 0;
  const char *at = g_bytes_get_data (bytes, &left);
  struct timespec both[2];

  while (left > 0)
    {
      gssize n = write (fd, at, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      at += n;
      left -= (gsize) n;
    }
  times (store, both);
  YX_FAULT ("object.sync.before");
  if (futimens (fd, both) != 0 || fsync (fd) != 0)
    return FALSE;
  YX_FAULT ("object.sync.after");
  return TRUE;
}

static gboolean
fill (YxObjectStore *store, const char *temporary, GBytes *bytes, GError **error)
{
  int fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean done = fd >= 0 && write_object (store, fd, bytes);
  int number = errno;

  if (fd >= 0 && close (fd) != 0 && done)
    {
      number = errno;
      done = FALSE;
    }
  if (!done)
    yx_base_error_set_errno (error, number, "%s cannot be written", temporary);
  return done && !YX_FAULT_ERROR ("object.write", error);
}

static gboolean
put_in_place (const char *temporary, const char *file, GError **error)
{
  YX_FAULT ("object.rename.before");
  if (g_rename (temporary, file) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be put in place", file);
      return FALSE;
    }
  YX_FAULT ("object.rename.after");
  return TRUE;
}

static gboolean
store_new (YxObjectStore *store, const char *directory, const char *file, GBytes *bytes, GError **error)
{
  g_autofree char *name = yx_id_new ("tmp");
  g_autofree char *temporary = g_build_filename (directory, name, NULL);

  if (!yx_directory_make (directory, error) || !yx_directory_sync (store->path, error))
    return FALSE;
  if (fill (store, temporary, bytes, error) && put_in_place (temporary, file, error))
    return TRUE;
  (void) g_unlink (temporary);
  return FALSE;
}

/**
 * yx_object_store_put:
 * @store: a store
 * @bytes: what to keep
 *
 * Keeps @bytes under their SHA-256. When this returns, bytes and name are on the disk (written
 * aside, synced, renamed, folder synced), so that a row naming them may be committed. Putting the
 * same bytes again makes the object young again.
 *
 * Returns: (transfer full): the hash in lower-case hexadecimal, or %NULL: %YX_BASE_ERROR_FULL,
 *   %YX_BASE_ERROR_IO …
 */
char *
yx_object_store_put (YxObjectStore *store, GBytes *bytes, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *directory = directory_of (store, hash);
  g_autofree char *file = g_build_filename (directory, hash, NULL);

  if (!touch (store, file, g_bytes_get_size (bytes)) && !store_new (store, directory, file, bytes, error))
    return NULL;
  if (!yx_directory_sync (directory, error))
    return NULL;
  YX_FAULT ("object.put.after");
  return g_steal_pointer (&hash);
}

/**
 * yx_object_store_get:
 * @store: a store
 * @hash: a SHA-256 in lower-case hexadecimal
 * @max_size: the most bytes to take
 *
 * Returns: (transfer full): the bytes, whose hash is @hash; or %NULL: %YX_BASE_ERROR_NOT_FOUND,
 *   %YX_BASE_ERROR_CORRUPT when the file holds something else, %YX_BASE_ERROR_TOO_LARGE …
 */
GBytes *
yx_object_store_get (YxObjectStore *store, const char *hash, gsize max_size, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *file = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!is_hash (hash))
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "Not an object's hash");
      return NULL;
    }
  directory = directory_of (store, hash);
  file = g_build_filename (directory, hash, NULL);
  bytes = yx_file_read (file, max_size, error);
  if (bytes == NULL)
    return NULL;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (found, hash) != 0)
    {
      yx_base_error_set (error, YX_BASE_ERROR_CORRUPT, NULL, "The object %s is damaged", hash);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/**
 * yx_object_store_has:
 * @store: a store
 * @hash: a SHA-256 in lower-case hexadecimal
 *
 * Returns: whether there is a file for it, unread
 */
gboolean
yx_object_store_has (YxObjectStore *store, const char *hash)
{
  g_autofree char *directory = NULL;
  g_autofree char *file = NULL;

  if (!is_hash (hash))
    return FALSE;
  directory = directory_of (store, hash);
  file = g_build_filename (directory, hash, NULL);
  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

static gboolean
is_old (const char *file, gint64 before)
{
  struct stat info;

  return lstat (file, &info) == 0 && S_ISREG (info.st_mode) && (gint64) info.st_mtim.tv_sec < before;
}

static gboolean
sweep_file (Sweep *sweep, const char *directory, const char *name, GError **error)
{
  g_autofree char *file = g_build_filename (directory, name, NULL);
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean referenced = FALSE;

  if (!(is_hash (name) || yx_id_check ("tmp", name)) || !is_old (file, sweep->before))
    return TRUE;
  if (is_hash (name) && !sweep->referenced (name, &referenced, sweep->data, error))
    return FALSE;
  if (referenced)
    return TRUE;
  locker = g_mutex_locker_new (&sweep->store->mutex);
  if (!is_old (file, sweep->before))
    return TRUE;
  if (g_unlink (file) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be removed", file);
      return FALSE;
    }
  sweep->removed++;
  return TRUE;
}

static gboolean
sweep_directory (Sweep *sweep, const char *directory, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!sweep_file (sweep, directory, name, error))
      return FALSE;
  return TRUE;
}

/**
 * yx_object_store_sweep:
 * @store: a store
 * @age: in microseconds; younger objects are left alone, for their rows may not be committed yet
 * @referenced: (scope call): asked for every object that is older
 * @data: for @referenced
 * @removed: (out) (optional): how many files are gone
 *
 * Removes objects that no row names, and what broken writes left behind. Objects put meanwhile stay.
 *
 * Returns: whether all were looked at
 */
gboolean
yx_object_store_sweep (YxObjectStore *store, gint64 age, YxObjectReferenced referenced, gpointer data,
                       guint *removed, GError **error)
{
  Sweep sweep = { store, (yx_clock_now (store->clock) - age) / G_USEC_PER_SEC, referenced, data, 0 };
  gboolean done = TRUE;

  for (guint i = 0; i < 256 && done; i++)
    {
      const char hash[] = { "0123456789abcdef"[i >> 4], "0123456789abcdef"[i & 15], '\0' };
      g_autofree char *directory = directory_of (store, hash);

      done = sweep_directory (&sweep, directory, error);
    }
  if (removed != NULL)
    *removed = sweep.removed;
  return done;
}
