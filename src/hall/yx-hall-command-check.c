/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-files.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-command.h"

static int
report (YxHall *hall)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!yx_hall_check (hall, faults, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  for (guint i = 0; i < faults->len; i++)
    printf ("%s\n", (const char *)faults->pdata[i]);
  if (faults->len > 0)
    return YX_HALL_EXIT_FAILED;
  printf ("whole\n");
  return YX_HALL_EXIT_DONE;
}

/**
 * yx_hall_command_check:
 * @argc: how many
 * @argv: `check` and its options
 *
 * `yinxin-hall check --data DIR`: whether all that is stored fits together. Not while the hall runs.
 *
 * Returns: the exit status
 */
int
yx_hall_command_check (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHall) hall = NULL;
  g_autoptr (YxFileLock) lock = NULL;
  g_autofree char *path = NULL;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data (argv[0], folder))
    return YX_HALL_EXIT_USAGE;
  path = g_build_filename (folder, "run", "lock", NULL);
  lock = yx_file_lock_new (path, &error);
  if (lock != NULL)
    hall = yx_hall_open (folder, NULL, NULL, yx_clock_system (), &error);
  return hall != NULL ? report (hall) : yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
}
