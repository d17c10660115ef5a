/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "hall/yx-hall-command.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-folder.h"

/**
 * yx_hall_command_init:
 * @argc: how many
 * @argv: `init` and its options
 *
 * `yinxin-hall init --data DIR [--name N] [--root-passphrase-file F] [--algorithm p256|rsa3072]` (formats.md)
 *
 * Returns: the exit status
 */
int
yx_hall_command_init (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *nick = NULL;
  YxAlgorithm algorithm = YX_ALGORITHM_P256;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, "the hall's name", "NAME" },
    { "root-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file, "passphrase for the root key", "FILE" },
    { "algorithm", 0, 0, G_OPTION_ARG_STRING, &nick, "of the hall's own keys: p256 or rsa3072", "NAME" },
    { NULL },
  };
  g_autoptr (YxSecret) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data (argv[0], folder))
    return YX_HALL_EXIT_USAGE;
  if (name != NULL && !g_utf8_validate (name, -1, NULL))
    {
      fprintf (stderr, "yinxin-hall: the name is not UTF-8\n");
      return YX_HALL_EXIT_USAGE;
    }
  if (nick != NULL && !yx_algorithm_parse (nick, &algorithm))
    {
      fprintf (stderr, "yinxin-hall: no algorithm is called %s\n", nick);
      return YX_HALL_EXIT_USAGE;
    }
  passphrase = yx_hall_command_passphrase (file, TRUE, &error);
  if (error != NULL
      || !yx_hall_init (folder, &(YxHallInit){ name != NULL ? name : "Yinxin", passphrase, NULL, algorithm },
                        yx_clock_system (), &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  if (passphrase == NULL)
    printf ("The root key's passphrase is in %s/ca/passphrase: keep it elsewhere and remove it from there.\n",
            folder);
  return YX_HALL_EXIT_DONE;
}
