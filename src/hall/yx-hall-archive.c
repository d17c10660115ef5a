/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-archive.h"

#include <archive.h>
#include <archive_entry.h>
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
#include "hall/yx-hall-error.h"

#define CHUNK (64 * 1024)
#define LONGEST_NAME 200

struct _YxHallArchiveWriter
{
  char *path;              /* (owned) */
  char *temporary;         /* (owned) (nullable): none once it is in place */
  int fd;                  /* -1: none */
  struct archive *archive; /* (owned) */
};

struct _YxHallArchiveReader
{
  char *path;              /* (owned) */
  struct archive *archive; /* (owned) */
};

static gboolean
fail_to_write (YxHallArchiveWriter *writer, GError **error)
{
  int number = archive_errno (writer->archive);

  yx_base_error_set_errno (error, number != 0 ? number : EIO, "%s cannot be written", writer->path);
  return FALSE;
}

/**
 * yx_hall_archive_writer_new:
 * @path: a file that is not there yet
 * @error: %YX_BASE_ERROR_EXISTS, or why it cannot be made
 *
 * Returns: (transfer full): an archive of which nothing stays unless it is finished
 */
YxHallArchiveWriter *
yx_hall_archive_writer_new (const char *path, GError **error)
{
  g_autoptr (YxHallArchiveWriter) writer = g_new0 (YxHallArchiveWriter, 1);
  g_autofree char *suffix = yx_id_new ("tmp");
  struct stat info;

  writer->path = g_strdup (path);
  writer->fd = -1;
  if (lstat (path, &info) == 0)
    {
      yx_base_error_set (error, YX_BASE_ERROR_EXISTS, NULL, "%s is there already: name another file", path);
      return NULL;
    }
  writer->temporary = g_strconcat (path, ".", suffix, NULL);
  writer->fd = open (writer->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (writer->fd < 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be made", path);
      g_clear_pointer (&writer->temporary, g_free);
      return NULL;
    }
  writer->archive = archive_write_new ();
  if (archive_write_set_format_pax_restricted (writer->archive) == ARCHIVE_OK
      && archive_write_open_fd (writer->archive, writer->fd) == ARCHIVE_OK)
    return g_steal_pointer (&writer);
  fail_to_write (writer, error);
  return NULL;
}

/**
 * yx_hall_archive_writer_free:
 * @writer: (transfer full): an archive; what is not finished is gone
 */
void
yx_hall_archive_writer_free (YxHallArchiveWriter *writer)
{
  if (writer->archive != NULL)
    (void)archive_write_free (writer->archive);
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->temporary != NULL)
    (void)g_unlink (writer->temporary);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}

static gboolean
write_header (YxHallArchiveWriter *writer, const char *name, gint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, size);
  archive_entry_set_mtime (entry, 0, 0);
  done = archive_write_header (writer->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done || fail_to_write (writer, error);
}

static gboolean
write_data (YxHallArchiveWriter *writer, gconstpointer bytes, gsize size, GError **error)
{
  if (YX_FAULT_ERROR ("backup.write", error))
    return FALSE;
  return size == 0 || archive_write_data (writer->archive, bytes, size) == (la_ssize_t)size
         || fail_to_write (writer, error);
}

/**
 * yx_hall_archive_add:
 * @writer: an archive
 * @name: an entry's name, of ASCII letters
 * @bytes: what it holds
 * @size: how many
 * @error: %YX_BASE_ERROR_FULL, %YX_BASE_ERROR_IO …
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_archive_add (
    YxHallArchiveWriter *writer, const char *name, gconstpointer bytes, gsize size, GError **error)
{
  return write_header (writer, name, (gint64)size, error) && write_data (writer, bytes, size, error);
}

static gboolean
copy_file (YxHallArchiveWriter *writer, int fd, const char *path, gint64 left, GError **error)
{
  g_autofree char *bytes = g_malloc (CHUNK);

  while (left > 0)
    {
      gssize n = read (fd, bytes, (gsize)MIN (left, CHUNK));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          yx_base_error_set_errno (error, n < 0 ? errno : EIO, "%s cannot be read", path);
          return FALSE;
        }
      if (!write_data (writer, bytes, (gsize)n, error))
        return FALSE;
      left -= n;
    }
  return TRUE;
}

/**
 * yx_hall_archive_add_file:
 * @writer: an archive
 * @name: an entry's name, of ASCII letters
 * @path: a file that does not change meanwhile
 * @error: %YX_BASE_ERROR_FULL, %YX_BASE_ERROR_IO …
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_archive_add_file (YxHallArchiveWriter *writer, const char *name, const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat info;
  gboolean done;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      yx_base_error_set_errno (error, fd < 0 ? errno : EINVAL, "%s cannot be read", path);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  done = write_header (writer, name, info.st_size, error) && copy_file (writer, fd, path, info.st_size, error);
  close (fd);
  return done;
}

/**
 * yx_hall_archive_finish:
 * @writer: an archive with all its entries
 * @size: (out): its bytes
 * @error: %YX_BASE_ERROR_FULL, %YX_BASE_ERROR_IO …
 *
 * Returns: whether it is whole, on the disk, and in its place
 */
gboolean
yx_hall_archive_finish (YxHallArchiveWriter *writer, gint64 *size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (writer->path);
  struct stat info;

  if (archive_write_close (writer->archive) != ARCHIVE_OK)
    return fail_to_write (writer, error);
  if (fsync (writer->fd) != 0 || fstat (writer->fd, &info) != 0
      || g_rename (writer->temporary, writer->path) != 0)
    {
      yx_base_error_set_errno (error, errno, "%s cannot be written", writer->path);
      return FALSE;
    }
  g_clear_pointer (&writer->temporary, g_free);
  *size = info.st_size;
  return yx_directory_sync (folder, error);
}

static gboolean
refuse (YxHallArchiveReader *reader, GError **error, const char *why)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED, "%s is no backup of a hall, or damaged: %s",
               reader->path, why != NULL ? why : "it cannot be read");
  return FALSE;
}

/**
 * yx_hall_archive_reader_new:
 * @path: a file
 * @error: that it cannot be opened
 *
 * Takes plain tar only: nothing compressed, so that nothing grows while it is read.
 *
 * Returns: (transfer full): the archive
 */
YxHallArchiveReader *
yx_hall_archive_reader_new (const char *path, GError **error)
{
  g_autoptr (YxHallArchiveReader) reader = g_new0 (YxHallArchiveReader, 1);

  reader->path = g_strdup (path);
  reader->archive = archive_read_new ();
  (void)archive_read_support_format_tar (reader->archive);
  if (archive_read_open_filename (reader->archive, path, CHUNK) == ARCHIVE_OK)
    return g_steal_pointer (&reader);
  refuse (reader, error, archive_error_string (reader->archive));
  return NULL;
}

/**
 * yx_hall_archive_reader_free:
 * @reader: (transfer full): an archive
 */
void
yx_hall_archive_reader_free (YxHallArchiveReader *reader)
{
  (void)archive_read_free (reader->archive);
  g_free (reader->path);
  g_free (reader);
}

/**
 * yx_hall_archive_next:
 * @reader: an archive
 * @name: (out) (transfer full) (nullable): the next entry's name; %NULL at the end
 * @size: (out): its bytes
 * @error: %YX_HALL_ERROR_DAMAGED, also for links, folders and devices
 *
 * Returns: whether there is another plain file, or the end
 */
gboolean
yx_hall_archive_next (YxHallArchiveReader *reader, char **name, gint64 *size, GError **error)
{
  struct archive_entry *entry;
  int code = archive_read_next_header (reader->archive, &entry);
  const char *path;

  *name = NULL;
  *size = 0;
  if (code == ARCHIVE_EOF)
    return TRUE;
  if (code != ARCHIVE_OK)
    return refuse (reader, error, archive_error_string (reader->archive));
  path = archive_entry_pathname (entry);
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL
      || archive_entry_symlink (entry) != NULL || !archive_entry_size_is_set (entry)
      || archive_entry_size (entry) < 0)
    return refuse (reader, error, "it holds something that is no plain file");
  if (path == NULL || strlen (path) > LONGEST_NAME || !g_str_is_ascii (path))
    return refuse (reader, error, "it holds a file with a name that is none of ours");
  *name = g_strdup (path);
  *size = archive_entry_size (entry);
  return TRUE;
}

/**
 * yx_hall_archive_read:
 * @reader: an archive at an entry
 * @bytes: (out): where to put them
 * @size: at most so many
 * @error: %YX_HALL_ERROR_DAMAGED
 *
 * Returns: how many bytes, 0 at the entry's end, -1 with @error
 */
gssize
yx_hall_archive_read (YxHallArchiveReader *reader, gpointer bytes, gsize size, GError **error)
{
  la_ssize_t n = archive_read_data (reader->archive, bytes, size);

  if (n < 0)
    refuse (reader, error, archive_error_string (reader->archive));
  return n < 0 ? -1 : n;
}

/**
 * yx_hall_archive_read_all:
 * @reader: an archive at an entry
 * @size: the entry's bytes, which the caller has found small enough
 * @error: %YX_HALL_ERROR_DAMAGED
 *
 * Returns: (transfer full): the entry
 */
GBytes *
yx_hall_archive_read_all (YxHallArchiveReader *reader, gint64 size, GError **error)
{
  g_autofree char *bytes = g_malloc ((gsize)size + 1);
  gsize got = 0;
  gssize n = 1;

  while (n > 0 && got < (gsize)size)
    {
      n = yx_hall_archive_read (reader, bytes + got, (gsize)size - got, error);
      got += (gsize)MAX (n, 0);
    }
  if (n < 0)
    return NULL;
  if (got == (gsize)size)
    return g_bytes_new_take (g_steal_pointer (&bytes), got);
  refuse (reader, error, "it ends too early");
  return NULL;
}
