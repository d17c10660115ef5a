/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "base/yx-files.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-error.h"

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

/**
 * yx_hall_command_passphrase:
 * @file: (nullable): where it stands, a line
 * @twice: whether it is a new one, to be entered twice
 * @error: why it cannot be read, or %YX_HALL_ERROR_USAGE when the two differ
 *
 * The root key's passphrase, from a file or else from the terminal.
 *
 * Returns: (transfer full) (nullable): the passphrase; %NULL without @error when there is neither
 */
YxSecret *
yx_hall_command_passphrase (const char *file, gboolean twice, GError **error)
{
  if (file != NULL)
    return read_file (file, error);
  if (!isatty (STDIN_FILENO))
    return NULL;
  return twice ? ask_twice (error) : ask_once ("Passphrase of the root key: ");
}
