/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/tool-program.h"

void
tool_said_clear (ToolSaid *said)
{
  g_free (said->said);
  g_free (said->complained);
}

static char *
built (const char *variable, const char *name)
{
  const char *named = g_getenv (variable);

  return named != NULL ? g_strdup (named) : g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", name, NULL);
}

/* Hardly any environment, as a service has it: no locale, no home. What sanitizers are told goes along. */
static GStrv
bare_environment (void)
{
  static const char *const kept[] = { "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS" };
  GStrv environment = g_environ_setenv (NULL, "YINXIN_SMALL_SCRYPT", "1", TRUE);
  g_autofree char *hall = built ("YINXIN_HALL", "hall/yinxin-hall");
  g_autofree char *judge = built ("YINXIN_JUDGE", "judge/yinxin-judge");

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  environment = g_environ_setenv (environment, "YINXIN_HALL", hall, TRUE);
  return g_environ_setenv (environment, "YINXIN_JUDGE", judge, TRUE);
}

/* With more in its environment: names and values by turns. */
ToolSaid
tool_program_run_with (const char *const *variables, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *tool = built ("YINXINCTL", "tool/yinxinctl");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = bare_environment ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  ToolSaid said = { 0 };

  for (gsize i = 0; variables[i] != NULL; i += 2)
    environment = g_environ_setenv (environment, variables[i], variables[i + 1], TRUE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_ptr_array_add (argv, tool);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said.said, &said.complained, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  said.status = g_subprocess_get_exit_status (process);
  return said;
}

ToolSaid
tool_program_run (const char *const *arguments)
{
  const char *const none[] = { NULL };

  return tool_program_run_with (none, arguments);
}
