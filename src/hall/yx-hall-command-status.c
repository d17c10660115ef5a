/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-base-error.h"
#include "base/yx-files.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-run-file.h"

/* Whoever runs holds the lock. */
static gboolean
is_running (const char *folder, gboolean *running, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "run", "lock", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &problem);

  *running = g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  if (lock != NULL || *running)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * yx_hall_command_status:
 * @argc: how many
 * @argv: `status` and its options
 *
 * `yinxin-hall status --data DIR [--json]`: whether the hall runs, and where.
 *
 * Returns: the exit status: %YX_HALL_EXIT_FAILED also when none runs
 */
int
yx_hall_command_status (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "as JSON", NULL },
    { NULL },
  };
  g_auto (YxHallRun) hall = { NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean running;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data (argv[0], folder))
    return YX_HALL_EXIT_USAGE;
  if (!is_running (folder, &running, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  if (running && !yx_hall_run_load (folder, &hall, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  text = running ? yx_hall_run_write (&hall) : g_strdup ("null");
  if (json)
    printf ("{\"running\":%s,\"hall\":%s}\n", running ? "true" : "false", text);
  else if (running)
    printf ("running, pid %" G_GINT64_FORMAT ", %s\n", hall.pid, hall.url);
  else
    printf ("not running\n");
  return running ? YX_HALL_EXIT_DONE : YX_HALL_EXIT_FAILED;
}
