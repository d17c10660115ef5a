/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-command.h"

#include <stdio.h>

/**
 * yx_hall_command_fail:
 * @status: %YX_HALL_EXIT_FAILED or %YX_HALL_EXIT_USAGE
 * @error: what went wrong
 *
 * Says it on stderr.
 *
 * Returns: @status
 */
int
yx_hall_command_fail (int status, const GError *error)
{
  fprintf (stderr, "yinxin-hall: %s\n", error->message);
  return status;
}

/**
 * yx_hall_command_parse:
 * @argc: how many
 * @argv: the command's name and its options
 * @entries: its options
 *
 * Returns: whether they are right; what is wrong is said on stderr
 */
gboolean
yx_hall_command_parse (int argc, char **argv, const GOptionEntry *entries)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      (void)yx_hall_command_fail (YX_HALL_EXIT_USAGE, error);
      return FALSE;
    }
  if (argc > 1)
    {
      fprintf (stderr, "yinxin-hall: %s takes no argument %s\n", argv[0], argv[1]);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_hall_command_needs_data:
 * @command: a command's name
 * @folder: (nullable): what `--data` said
 *
 * Returns: whether it is given; that it is missing is said on stderr
 */
gboolean
yx_hall_command_needs_data (const char *command, const char *folder)
{
  if (folder == NULL)
    fprintf (stderr, "yinxin-hall: %s needs --data DIR\n", command);
  return folder != NULL;
}
