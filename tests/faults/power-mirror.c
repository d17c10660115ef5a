/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults/power-mirror.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Inode numbers are used again: the moment of birth tells one file from the next. */
static char *
name_inode (int fd, const char *name, gboolean *is_folder)
{
  struct statx info;

  if (statx (fd, name, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_TYPE | STATX_BTIME, &info) != 0)
    return NULL;
  *is_folder = S_ISDIR (info.stx_mode);
  if (!*is_folder && !S_ISREG (info.stx_mode))
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT "-%" G_GINT64_FORMAT ".%u", (guint64) info.stx_ino,
                          (gint64) info.stx_btime.tv_sec, info.stx_btime.tv_nsec);
}

/* Whole or not at all, also when this process is killed; the mirror itself never loses power. */
static void
keep (const char *mirror, const char *inode, const char *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (mirror, inode, NULL);
  g_autofree char *aside = g_strdup_printf ("%s.%d", path, gettid ());

  if (!g_file_set_contents_full (aside, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL)
      || g_rename (aside, path) != 0)
    g_error ("The mirror cannot keep %s", path);
}

static void
keep_file (const char *mirror, const char *inode, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (g_file_get_contents (path, &bytes, &size, NULL))
    keep (mirror, inode, bytes, size);
}

/* Reads through @fd itself where it can: to open a database's file again and close it would let go of its locks. */
static void
keep_open_file (const char *mirror, const char *inode, int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 chunk[65536];
  gssize n;

  while ((n = pread (fd, chunk, sizeof chunk, bytes->len)) > 0)
    g_byte_array_append (bytes, chunk, (guint) n);
  if (n == 0)
    keep (mirror, inode, (const char *) bytes->data, bytes->len);
  else
    keep_file (mirror, inode, path);
}

/* A line for each name: its inode and itself. */
static void
keep_folder (const char *mirror, const char *inode, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      gboolean is_folder = FALSE;
      g_autofree char *id = name_inode (AT_FDCWD, child, &is_folder);

      if (id != NULL)
        g_string_append_printf (lines, "%s %c %s\n", id, is_folder ? 'd' : 'f', name);
    }
  keep (mirror, inode, lines->str, lines->len);
}

/*
 * power_mirror_descriptor:
 * @mirror: a folder
 * @fd: a file or folder that has been synced
 *
 * Notes what it holds as being on the disk. Of a folder these are the names only.
 */
void
power_mirror_descriptor (const char *mirror, int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  gboolean is_folder = FALSE;
  g_autofree char *inode = name_inode (fd, "", &is_folder);

  if (inode == NULL)
    return;
  if (is_folder)
    keep_folder (mirror, inode, path);
  else
    keep_open_file (mirror, inode, fd);
}

/*
 * power_mirror_tree:
 * @mirror: a folder
 * @folder: a folder
 *
 * Notes the whole of @folder as being on the disk.
 */
void
power_mirror_tree (const char *mirror, const char *folder)
{
  gboolean is_folder = FALSE;
  g_autofree char *inode = name_inode (AT_FDCWD, folder, &is_folder);
  g_autoptr (GDir) dir = is_folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (inode == NULL)
    return;
  if (!is_folder)
    keep_file (mirror, inode, folder);
  else
    keep_folder (mirror, inode, folder);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      power_mirror_tree (mirror, child);
    }
}

static void rebuild (const char *mirror, const char *inode, const char *from, const char *to, GRand *dice);

/* What was synced, or nothing if it never was; or, as the dice fall, all that was written to @from. */
static void
rebuild_file (const char *mirror, const char *inode, const char *from, const char *to, GRand *dice)
{
  g_autofree char *kept = g_build_filename (mirror, inode, NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (from != NULL && g_rand_boolean (dice))
    (void) g_file_get_contents (from, &bytes, &size, NULL);
  if (bytes == NULL)
    (void) g_file_get_contents (kept, &bytes, &size, NULL);
  g_assert_true (g_file_set_contents_full (to, bytes != NULL ? bytes : "", (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

static void
rebuild_line (const char *mirror, char *line, const char *from, const char *to, GRand *dice)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree char *old = g_build_filename (from, words[2], NULL);
  g_autofree char *new = g_build_filename (to, words[2], NULL);
  gboolean is_folder = FALSE;
  g_autofree char *there = name_inode (AT_FDCWD, old, &is_folder);
  gboolean same = g_strcmp0 (there, words[0]) == 0; /* else another one has its name by now */

  if (words[1][0] == 'd')
    rebuild (mirror, words[0], old, new, dice);
  else
    rebuild_file (mirror, words[0], same ? old : NULL, new, dice);
}

static void
rebuild (const char *mirror, const char *inode, const char *from, const char *to, GRand *dice)
{
  g_autofree char *kept = g_build_filename (mirror, inode, NULL);
  g_autofree char *lines = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  if (!g_file_get_contents (kept, &lines, NULL, NULL))
    return;
  names = g_strsplit (lines, "\n", -1);
  for (guint i = 0; names[i] != NULL && names[i][0] != '\0'; i++)
    rebuild_line (mirror, names[i], from, to, dice);
}

/*
 * power_mirror_restore:
 * @mirror: what is known to be on the disk
 * @folder: a folder that nobody uses any more
 * @dice: which of the files that were not synced reached the disk all the same
 *
 * Leaves of @folder what a disk would hold after the power went, and notes that as being on the disk.
 */
void
power_mirror_restore (const char *mirror, const char *folder, GRand *dice)
{
  g_autofree char *lost = g_strconcat (folder, ".lost", NULL);
  gboolean is_folder = FALSE;
  g_autofree char *inode = NULL;

  g_assert_cmpint (g_rename (folder, lost), ==, 0);
  inode = name_inode (AT_FDCWD, lost, &is_folder);
  g_assert_nonnull (inode);
  rebuild (mirror, inode, lost, folder, dice);
  g_assert_true (g_spawn_sync (NULL, (char *[]){ (char *) "rm", (char *) "-rf", lost, NULL }, NULL, G_SPAWN_SEARCH_PATH,
                               NULL, NULL, NULL, NULL, NULL, NULL));
  power_mirror_tree (mirror, folder);
}
