/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-clock.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-config-check.h"
#include "hall/yx-hall-config.h"

/**
 * yx_hall_command_check_config:
 * @argc: how many
 * @argv: `check-config` and its options
 *
 * `yinxin-hall check-config --data DIR`: what is wrong with hall.conf and the files that it names, each on a
 * line. The hall may run meanwhile.
 *
 * Returns: the exit status
 */
int
yx_hall_command_check_config (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { NULL },
  };
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (GError) error = NULL;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data (argv[0], folder))
    return YX_HALL_EXIT_USAGE;
  if (!yx_hall_config_check (folder, yx_clock_now (yx_clock_system ()), faults, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  for (guint i = 0; i < faults->len; i++)
    printf ("%s\n", (const char *)faults->pdata[i]);
  if (faults->len > 0)
    return YX_HALL_EXIT_FAILED;
  printf ("right\n");
  return YX_HALL_EXIT_DONE;
}
