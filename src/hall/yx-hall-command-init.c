/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/yx-files.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-folder.h"

#define LONGEST 1024

/* A line without its end, into locked memory only. */
static YxSecret *
read_line (int fd)
{
  g_autoptr (YxSecret) line = yx_secret_new (LONGEST);
  char *bytes = yx_secret_bytes (line);
  gsize n = 0;

  while (n < LONGEST && read (fd, bytes + n, 1) == 1 && bytes[n] != '\n')
    n++;
  yx_secret_truncate (line, n);
  return g_steal_pointer (&line);
}

static YxSecret *
ask_once (const char *question)
{
  struct termios before;
  struct termios silent;
  YxSecret *line;

  fprintf (stderr, "%s", question);
  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return yx_secret_new (0);
  silent = before;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  (void)tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  line = read_line (STDIN_FILENO);
  (void)tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fprintf (stderr, "\n");
  return line;
}

static YxSecret *
ask_twice (GError **error)
{
  g_autoptr (YxSecret) first = ask_once ("Passphrase for the root key: ");
  g_autoptr (YxSecret) second = ask_once ("Once more: ");

  if (yx_secret_equal (first, second))
    return g_steal_pointer (&first);
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE, "The two passphrases differ");
  return NULL;
}

static YxSecret *
read_file (const char *path, GError **error)
{
  g_autoptr (YxSecret) secret = yx_file_read_secret (path, LONGEST, error);
  const char *text;
  gsize size;

  if (secret == NULL)
    return NULL;
  text = yx_secret_text (secret);
  size = yx_secret_size (secret);
  while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
    size--;
  yx_secret_truncate (secret, size);
  return g_steal_pointer (&secret);
}

/* %NULL without an error: a random one is to be made. */
static YxSecret *
find_passphrase (const char *file, GError **error)
{
  if (file != NULL)
    return read_file (file, error);
  return isatty (STDIN_FILENO) ? ask_twice (error) : NULL;
}

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
  passphrase = find_passphrase (file, &error);
  if (error != NULL
      || !yx_hall_init (folder, &(YxHallInit){ name != NULL ? name : "Yinxin", passphrase, NULL, algorithm },
                        yx_clock_system (), &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  if (passphrase == NULL)
    printf ("The root key's passphrase is in %s/ca/passphrase: keep it elsewhere and remove it from there.\n",
            folder);
  return YX_HALL_EXIT_DONE;
}
