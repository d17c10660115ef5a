/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-id.h"

struct _YxFileLock
{
  int fd;
};

static gboolean
read_all (int fd, char *bytes, gsize size, gsize *got)
{
  *got = 0;
  while (*got < size)
    {
      gssize n = read (fd, bytes + *got, size - *got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
      *got += (gsize) n;
    }
  return TRUE;
}

static gboolean
write_all (int fd, const char *bytes, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Opens a regular file for reading and tells its size. */
static int
open_regular (const char *path, gsize max_size, gsize *size, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat info;

  if (fd < 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be opened", path);
      return -1;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "%s is not a file", path);
  else if ((guint64) info.st_size > max_size)
    yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, "%s has more than %" G_GSIZE_FORMAT " bytes", path,
                       max_size);
  else
    {
      *size = (gsize) info.st_size;
      return fd;
    }
  close (fd);
  return -1;
}

/**
 * yx_file_read:
 * @path: a file
 * @max_size: the most bytes to take
 *
 * Returns: (transfer full): the file's bytes, or %NULL: %YX_BASE_ERROR_TOO_LARGE, %YX_BASE_ERROR_NOT_FOUND …
 */
GBytes *
yx_file_read (const char *path, gsize max_size, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  gsize got = 0;
  int fd = open_regular (path, max_size, &size, error);
  gboolean done;
  int number;

  if (fd < 0)
    return NULL;
  bytes = g_malloc (size + 1);
  done = read_all (fd, bytes, size, &got);
  number = errno;
  close (fd);
  if (!done)
    {
      yx_base_error_set_errno (error, number, "%s cannot be read", path);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), got);
}

/**
 * yx_file_read_secret:
 * @path: a file
 * @max_size: the most bytes to take
 *
 * Returns: (transfer full): the file's bytes, read into locked memory only, or %NULL as yx_file_read()
 */
YxSecret *
yx_file_read_secret (const char *path, gsize max_size, GError **error)
{
  g_autoptr (YxSecret) secret = NULL;
  gsize size = 0;
  gsize got = 0;
  int fd = open_regular (path, max_size, &size, error);
  gboolean done;
  int number;

  if (fd < 0)
    return NULL;
  secret = yx_secret_new (size);
  done = read_all (fd, yx_secret_bytes (secret), size, &got);
  number = errno;
  close (fd);
  if (!done)
    {
      yx_base_error_set_errno (error, number, "%s cannot be read", path);
      return NULL;
    }
  yx_secret_truncate (secret, got);
  return g_steal_pointer (&secret);
}

static gboolean
fill (const char *path, gconstpointer bytes, gsize size, guint mode, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  gboolean done;
  int number;

  if (fd < 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be made", path);
      return FALSE;
    }
  done = fchmod (fd, mode) == 0 && write_all (fd, bytes, size) && fsync (fd) == 0;
  number = errno;
  if (close (fd) != 0 && done)
    {
      number = errno;
      done = FALSE;
    }
  if (!done)
    yx_base_error_set_errno (error, number, "%s cannot be written", path);
  return done;
}

static gboolean
put_in_place (const char *temporary, const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  YX_FAULT ("file.rename.before");
  if (g_rename (temporary, path) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be put in place", path);
      return FALSE;
    }
  YX_FAULT ("file.rename.after");
  return yx_directory_sync (directory, error);
}

/**
 * yx_file_write:
 * @path: a file, replaced if it is there
 * @bytes: what to write
 * @size: how many bytes
 * @mode: its permissions: 0600 …
 *
 * Writes beside @path, syncs, renames, syncs the folder: after a crash either the old bytes are
 * there or the new ones, and once this returned %TRUE the new ones.
 *
 * Returns: whether it is done; else %YX_BASE_ERROR_FULL, %YX_BASE_ERROR_IO …
 */
gboolean
yx_file_write (const char *path, gconstpointer bytes, gsize size, guint mode, GError **error)
{
  g_autofree char *suffix = yx_id_new ("tmp");
  g_autofree char *temporary = g_strconcat (path, ".", suffix, NULL);

  if (YX_FAULT_ERROR ("file.write", error))
    return FALSE;
  if (fill (temporary, bytes, size, mode, error) && put_in_place (temporary, path, error))
    return TRUE;
  (void) g_unlink (temporary);
  return FALSE;
}

/**
 * yx_directory_make:
 * @path: a folder
 *
 * Makes @path and the folders above it, 0700, where they are missing.
 *
 * Returns: whether the folder is there and belongs to this user
 */
gboolean
yx_directory_make (const char *path, GError **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      yx_base_error_set_errno (error, errno, "The folder %s cannot be made", path);
      return FALSE;
    }
  if (stat (path, &info) != 0 || !S_ISDIR (info.st_mode) || info.st_uid != geteuid ())
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "%s is not a folder of this user", path);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_directory_remove:
 * @path: a folder, or a file
 *
 * Removes it with all that is in it; links are not followed. What cannot be removed is left.
 */
void
yx_directory_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  struct stat info;
  const char *name;

  if (lstat (path, &info) != 0)
    return;
  dir = S_ISDIR (info.st_mode) ? g_dir_open (path, 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      yx_directory_remove (inner);
    }
  (void) g_remove (path);
}

/**
 * yx_directory_sync:
 * @path: a folder
 *
 * Returns: whether its entries are on the disk
 */
gboolean
yx_directory_sync (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  if (!done)
    yx_base_error_set_errno (error, number, "The folder %s cannot be synced", path);
  return done;
}

/**
 * yx_file_lock_new:
 * @path: a file, made (0600) where there is none; it is left behind
 *
 * Returns: (transfer full): the lock, or %NULL: %YX_BASE_ERROR_BUSY when another one holds it
 */
YxFileLock *
yx_file_lock_new (const char *path, GError **error)
{
  YxFileLock *lock;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      yx_base_error_set_errno (error, errno, "The lock %s cannot be opened", path);
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s is locked", path);
      close (fd);
      return NULL;
    }
  lock = g_new0 (YxFileLock, 1);
  lock->fd = fd;
  return lock;
}

/**
 * yx_file_lock_free:
 * @lock: (transfer full): a lock, let go
 */
void
yx_file_lock_free (YxFileLock *lock)
{
  close (lock->fd);
  g_free (lock);
}
