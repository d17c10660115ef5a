/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "hall/yx-hall-command.h"
#include "yx-config.h"

#define OPEN_FILES 8192

typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "init", yx_hall_command_init },
  { "serve", yx_hall_command_serve },
  { "status", yx_hall_command_status },
  { "check", yx_hall_command_check },
  { "check-config", yx_hall_command_check_config },
  { "review", yx_hall_command_review },
  { "backup", yx_hall_command_backup },
  { "restore", yx_hall_command_restore },
  { "authorities", yx_hall_command_authorities },
  { "revoke", yx_hall_command_revoke },
};

/* Each connection takes one. */
static void
allow_files (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= OPEN_FILES)
    return;
  files.rlim_cur = MIN (files.rlim_max, OPEN_FILES);
  (void)setrlimit (RLIMIT_NOFILE, &files);
}

static void
set_up (void)
{
  const struct rlimit none = { 0, 0 };
  const char *words = g_getenv ("YINXIN_LOCALEDIR");

  g_set_prgname ("yinxin-hall");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, words != NULL ? words : YX_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_log_writer_default_set_use_stderr (TRUE);
  (void)umask (0077);
  (void)prctl (PR_SET_DUMPABLE, 0);
  (void)setrlimit (RLIMIT_CORE, &none);
  (void)signal (SIGPIPE, SIG_IGN);
  allow_files ();
}

int
main (int argc, char **argv)
{
  set_up ();
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      printf ("yinxin-hall %s\n", YX_VERSION);
      return YX_HALL_EXIT_DONE;
    }
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  fprintf (stderr, "usage: yinxin-hall init|serve|status|check|check-config|review|backup|restore|authorities|revoke "
                   "--data DIR [OPTION]…\n");
  return YX_HALL_EXIT_USAGE;
}
