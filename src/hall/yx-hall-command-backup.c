/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/yx-files.h"
#include "hall/yx-hall-backup.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-manifest.h"

/* What lies in `ca` and `tls` is in the backup. */
static void
name_outside (const char *group, const char *key, const char *path, gpointer data)
{
  const char *folder = data;
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  const char *inside = g_str_has_prefix (path, whole) ? path + strlen (whole) : "";

  if (inside[0] != '/' || !yx_hall_manifest_names (inside + 1))
    printf ("not in it: %s, which hall.conf names as %s\n", path, key);
}

static void
name_all_outside (char *folder)
{
  g_autofree char *file = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (YxHallConfig) config = yx_hall_config_read (file, faults, NULL);

  if (config != NULL)
    yx_hall_config_paths (config, name_outside, folder);
}

/**
 * yx_hall_command_backup:
 * @argc: how many
 * @argv: `backup` and its options
 *
 * `yinxin-hall backup --data DIR --to FILE`: while the hall serves or not.
 *
 * Returns: the exit status
 */
int
yx_hall_command_backup (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, "the backup", "FILE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  YxHallBackup made;

  if (!yx_hall_command_parse (argc, argv, entries))
    return YX_HALL_EXIT_USAGE;
  if (folder == NULL || to == NULL)
    {
      fprintf (stderr, "yinxin-hall: backup --data DIR --to FILE\n");
      return YX_HALL_EXIT_USAGE;
    }
  if (!yx_hall_backup (folder, to, yx_clock_system (), &made, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  printf ("%s: %" G_GINT64_FORMAT " bytes, %" G_GINT64_FORMAT " objects. It is of no use without %s/keys/storage: "
          "keep that elsewhere.\n",
          to, made.size, made.objects, folder);
  name_all_outside (folder);
  return YX_HALL_EXIT_DONE;
}

/**
 * yx_hall_command_restore:
 * @argc: how many
 * @argv: `restore` and its options
 *
 * `yinxin-hall restore --data DIR --from FILE --storage-key FILE`: into an empty folder.
 *
 * Returns: the exit status
 */
int
yx_hall_command_restore (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *from = NULL;
  g_autofree char *key = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder, empty", "DIR" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, "the backup", "FILE" },
    { "storage-key", 0, 0, G_OPTION_ARG_FILENAME, &key, "keys/storage of the hall", "FILE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) storage_key = NULL;

  if (!yx_hall_command_parse (argc, argv, entries))
    return YX_HALL_EXIT_USAGE;
  if (folder == NULL || from == NULL || key == NULL)
    {
      fprintf (stderr, "yinxin-hall: restore --data DIR --from FILE --storage-key FILE\n");
      return YX_HALL_EXIT_USAGE;
    }
  storage_key = yx_file_read_secret (key, 1024, &error);
  if (storage_key == NULL || !yx_hall_restore (folder, from, storage_key, yx_clock_system (), &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  printf ("restored: everybody signs in again\n");
  return YX_HALL_EXIT_DONE;
}
