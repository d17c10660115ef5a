/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/backup-shelf.h"

#include "base/yx-files.h"

void
shelf_open (Shelf *shelf)
{
  g_autofree char *path = NULL;

  shelf->story = story_new ();
  shelf->file = yx_test_folder_path (shelf->story->fixture->above, "backup.tar");
  shelf->target = yx_test_folder_path (shelf->story->fixture->above, "target");
  path = hall_fixture_path (shelf->story->fixture, "keys/storage");
  shelf->key = yx_file_read_secret (path, 1024, NULL);
  g_assert_nonnull (shelf->key);
}

void
shelf_clear (Shelf *shelf)
{
  g_clear_pointer (&shelf->story, story_free);
  g_clear_pointer (&shelf->key, yx_secret_unref);
  g_free (shelf->file);
  g_free (shelf->target);
}

YxHallBackup
shelf_back_up (Shelf *shelf)
{
  g_autoptr (GError) error = NULL;
  YxHallBackup made = { 0 };

  (void)yx_hall_backup (shelf->story->fixture->folder, shelf->file, shelf->story->fixture->clock, &made, &error);
  g_assert_no_error (error);
  return made;
}

gboolean
shelf_restore (Shelf *shelf, const char *file, GError **error)
{
  return yx_hall_restore (shelf->target, file, shelf->key, shelf->story->fixture->clock, error);
}
