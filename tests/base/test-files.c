/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "lib/yx-test-folder.h"

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static guint
files_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_holds (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yx_file_read (path, 1024, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), text, (int) strlen (text));
}

static void
test_write_and_read (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "hall.conf");
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_file_write (path, "one", 3, 0600, &error));
  g_assert_cmpuint (mode_of (path), ==, 0600);
  assert_holds (path, "one");
  g_assert_true (yx_file_write (path, "", 0, 0640, &error));
  g_assert_cmpuint (mode_of (path), ==, 0640);
  assert_holds (path, "");
  g_assert_cmpuint (files_in (folder), ==, 1);
}

static void
test_limits (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "a");
  g_autofree char *none = yx_test_folder_path (folder, "none");
  const struct { const char *path; gsize max; int code; } rows[] = {
    { path, 3, -1 },
    { path, 2, YX_BASE_ERROR_TOO_LARGE },
    { none, 3, YX_BASE_ERROR_NOT_FOUND },
    { folder, 4096, YX_BASE_ERROR_INVALID },
    { "/dev/null", 10, YX_BASE_ERROR_INVALID },
  };

  g_assert_true (yx_file_write (path, "one", 3, 0600, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) secret_error = NULL;
      g_autoptr (GBytes) bytes = yx_file_read (rows[i].path, rows[i].max, &error);
      g_autoptr (YxSecret) secret = yx_file_read_secret (rows[i].path, rows[i].max, &secret_error);

      if (rows[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (yx_secret_text (secret), ==, "one");
          continue;
        }
      g_assert_null (bytes);
      g_assert_null (secret);
      g_assert_error (error, YX_BASE_ERROR, rows[i].code);
      g_assert_error (secret_error, YX_BASE_ERROR, rows[i].code);
    }
}

static void
test_write_fails (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *deep = yx_test_folder_path (folder, "none/a");
  g_autofree char *taken = yx_test_folder_path (folder, "taken");
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_file_write (deep, "one", 3, 0600, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  g_assert_false (yx_file_write (taken, "one", 3, 0600, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (files_in (folder), ==, 1);
}

static void
test_directory (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *deep = yx_test_folder_path (folder, "a/b/c");
  g_autofree char *above = yx_test_folder_path (folder, "a");
  g_autofree char *file = yx_test_folder_path (folder, "file");
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_directory_make (deep, &error));
  g_assert_true (yx_directory_make (deep, &error));
  g_assert_cmpuint (mode_of (deep), ==, 0700);
  g_assert_cmpuint (mode_of (above), ==, 0700);
  g_assert_true (yx_directory_sync (deep, &error));
  g_assert_true (yx_file_write (file, "", 0, 0600, NULL));
  g_assert_false (yx_directory_make (file, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (yx_directory_sync (file, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
}

/* The way another program sees the lock. */
static int
try_lock_elsewhere (const char *path)
{
  pid_t child = fork ();
  int status = -1;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (yx_file_lock_new (path, &error) != NULL)
        _exit (0);
      _exit (g_error_matches (error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY) ? 1 : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WEXITSTATUS (status);
}

static void
test_lock (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "lock");
  g_autofree char *deep = yx_test_folder_path (folder, "none/lock");
  g_autoptr (GError) error = NULL;
  YxFileLock *lock = yx_file_lock_new (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (try_lock_elsewhere (path), ==, 1);
  g_assert_null (yx_file_lock_new (path, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  yx_file_lock_free (lock);
  g_assert_cmpint (try_lock_elsewhere (path), ==, 0);
  g_assert_cmpint (try_lock_elsewhere (path), ==, 0);
  g_assert_cmpint (try_lock_elsewhere (deep), ==, 2);
}

#if YX_TESTS
static void
test_full (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "a");
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_file_write (path, "old", 3, 0600, NULL));
  g_setenv ("YINXIN_FAULT", "file.write:1:error", TRUE);
  yx_fault_reload ();
  g_assert_false (yx_file_write (path, "new", 3, 0600, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  assert_holds (path, "old");
  g_assert_true (yx_file_write (path, "new", 3, 0600, NULL));
  assert_holds (path, "new");
  g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
}

static void
test_wrong_fault (void)
{
  const char *wrong[] = { "a:0", "a:x", "a:1:fail" };

  if (g_test_subprocess ())
    {
      yx_fault_reload ();
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_setenv ("YINXIN_FAULT", wrong[i], TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_failed ();
      g_test_trap_assert_stderr ("*YINXIN_FAULT*");
    }
  g_unsetenv ("YINXIN_FAULT");
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/files/write-and-read", test_write_and_read);
  g_test_add_func ("/base/files/limits", test_limits);
  g_test_add_func ("/base/files/write-fails", test_write_fails);
  g_test_add_func ("/base/files/directory", test_directory);
  g_test_add_func ("/base/files/lock", test_lock);
#if YX_TESTS
  g_test_add_func ("/base/files/full", test_full);
  g_test_add_func ("/base/files/wrong-fault", test_wrong_fault);
#endif
  return g_test_run ();
}
