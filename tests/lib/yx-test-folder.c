/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-folder.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>

static int
remove_one (const char *path, const struct stat *info, int kind, struct FTW *place)
{
  return remove (path);
}

/* A new folder, 0700. */
char *
yx_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("yinxin-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

char *
yx_test_folder_path (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Removes the folder with all that is in it. */
void
yx_test_folder_free (char *folder)
{
  g_assert_cmpint (nftw (folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (folder);
}
