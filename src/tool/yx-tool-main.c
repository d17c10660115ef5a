/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-main.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "tool/yx-tool-tables.h"
#include "tool/yx-tool-verify.h"
#include "tool/yx-tool-walkthrough.h"
#include "yx-config.h"

/* A command of yinxinctl. */
typedef struct
{
  const char *name;
  int (*run) (char ***arguments, GError **error); /* -1 with @error set: used wrongly */
  char *(*help) (void);
} Command;

static int
run_walkthrough (char ***arguments, GError **error)
{
  g_autoptr (YxToolWalkthroughOptions) options = yx_tool_walkthrough_options_parse (arguments, error);

  return options != NULL ? yx_tool_walkthrough (options) : -1;
}

static int
run_verify (char ***arguments, GError **error)
{
  g_autoptr (YxToolVerifyOptions) options = yx_tool_verify_options_parse (arguments, error);

  return options != NULL ? yx_tool_verify (options) : -1;
}

static int
write_table (char ***arguments, char *(*make) (void), GError **error)
{
  g_autofree char *text = NULL;

  if (!yx_tool_no_options_parse (arguments, error))
    return -1;
  text = make ();
  fputs (text, stdout);
  return fflush (stdout) == 0 ? YX_TOOL_DONE : YX_TOOL_FAILED;
}

static int
run_api (char ***arguments, GError **error)
{
  return write_table (arguments, yx_tool_api, error);
}

static int
run_rights (char ***arguments, GError **error)
{
  return write_table (arguments, yx_tool_rights, error);
}

static const Command commands[] = {
  { "walkthrough", run_walkthrough, yx_tool_walkthrough_help },
  { "verify", run_verify, yx_tool_verify_help },
  { "api", run_api, yx_tool_api_help },
  { "rights", run_rights, yx_tool_rights_help },
};

/* Text goes out as UTF-8 in every locale, the POSIX one included. */
static void
choose_words (void)
{
  const char *folder = g_getenv ("YINXIN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : YX_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static int
usage (FILE *stream)
{
  fputs (_("usage: yinxinctl COMMAND [OPTION…]\n"
           "  walkthrough   carries contracts from registration to the verified document\n"
           "  verify        says of PDF files who signed them and what changed since\n"
           "  api           writes the hall's interface as OpenAPI 3.1, JSON\n"
           "  rights        writes a table of who may do what\n"
           "yinxinctl COMMAND --help lists a command's options\n"),
         stream);
  return stream == stdout ? YX_TOOL_DONE : YX_TOOL_USAGE;
}

static gboolean
wants_help (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    if (strcmp (arguments[i], "--help") == 0 || strcmp (arguments[i], "-h") == 0)
      return TRUE;
  return FALSE;
}

static int
run (const Command *command, char ***arguments)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (wants_help (*arguments))
    {
      g_autofree char *name = g_strconcat ("yinxinctl ", command->name, NULL);
      g_autofree char *help = NULL;

      g_set_prgname (name);
      help = command->help ();
      fputs (help, stdout);
      return YX_TOOL_DONE;
    }
  status = command->run (arguments, &error);
  if (status >= 0)
    return status;
  fprintf (stderr, "yinxinctl %s: %s\n", command->name, error->message);
  return YX_TOOL_USAGE;
}

/**
 * yx_tool_main:
 * @arguments: the program's, its name first
 *
 * `yinxinctl` (formats.md).
 *
 * Returns: the exit status
 */
int
yx_tool_main (char **arguments)
{
  g_auto (GStrv) rest = NULL;

  /* Users' keys are unlocked in here: no core dump, nobody who looks in. */
  (void) prctl (PR_SET_DUMPABLE, 0);
  choose_words ();
  g_set_prgname ("yinxinctl");
  if (arguments[0] == NULL || arguments[1] == NULL)
    return usage (stderr);
  if (strcmp (arguments[1], "--help") == 0 || strcmp (arguments[1], "-h") == 0)
    return usage (stdout);
  if (strcmp (arguments[1], "--version") == 0)
    {
      puts ("yinxinctl " YX_VERSION);
      return YX_TOOL_DONE;
    }
  rest = g_strdupv (arguments + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (arguments[1], commands[i].name) == 0)
      return run (&commands[i], &rest);
  return usage (stderr);
}
