/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-hall.h"

#include <signal.h>
#include <string.h>

#include "base/yx-json.h"
#include "lib/yx-test-wait.h"

/* Of the build that the test belongs to, or what the environment names. */
char *
yx_test_hall_program (void)
{
  const char *named = g_getenv ("YINXIN_HALL");
  const char *build = g_getenv ("YINXIN_BUILDDIR");

  if (named != NULL)
    return g_strdup (named);
  g_assert_nonnull (build);
  return g_build_filename (build, "src", "hall", "yinxin-hall", NULL);
}

static char *
find_judge (void)
{
  const char *named = g_getenv ("YINXIN_JUDGE");

  return named != NULL
             ? g_strdup (named)
             : g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);
}

static GSubprocess *
spawn (const char *const *arguments, GSubprocessFlags flags, const char *log)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *program = yx_test_hall_program ();
  g_autofree char *judge = find_judge ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, program);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "YINXIN_JUDGE", judge, TRUE);
  if (log != NULL)
    g_subprocess_launcher_set_stderr_file_path (launcher, log);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* One command of yinxin-hall; its exit status. */
int
yx_test_hall_command (const char *const *arguments, char **said, char **complained)
{
  g_autoptr (GSubprocess) process
      = spawn (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                              | G_SUBPROCESS_FLAGS_STDERR_PIPE,
               NULL);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, "", NULL, said, complained, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* Made, but not started. */
YxTestHall *
yx_test_hall_new (const char *config)
{
  YxTestHall *hall = g_new0 (YxTestHall, 1);
  const char *init[] = { "init", "--data", NULL, "--name", YX_TEST_HALL_NAME, NULL };
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  hall->above = yx_test_folder_new ();
  hall->folder = yx_test_folder_path (hall->above, "hall");
  hall->socket = yx_test_folder_path (hall->above, "socket");
  init[2] = hall->folder;
  if (yx_test_hall_command (init, &said, &complained) != 0)
    g_error ("yinxin-hall init: %s", complained);
  yx_test_hall_configure (hall, config != NULL ? config : YX_TEST_HALL_WIDE);
  return hall;
}

/* Writes hall.conf: the name, and @config. */
void
yx_test_hall_configure (YxTestHall *hall, const char *config)
{
  g_autofree char *path = yx_test_hall_path (hall, "hall.conf");
  g_autofree char *text = g_strconcat ("[hall]\nname=" YX_TEST_HALL_NAME "\n", config, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

char *
yx_test_hall_path (YxTestHall *hall, const char *name)
{
  return g_build_filename (hall->folder, name, NULL);
}

static void
start (YxTestHall *hall, const char *const *arguments)
{
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;

  hall->process = spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, hall->log);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (hall->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  node = yx_json_parse (line, strlen (line), NULL, &error);
  g_assert_no_error (error);
  g_free (hall->url);
  hall->url = g_strdup (json_object_get_string_member (json_node_get_object (node), "url"));
}

/* On a Unix socket; waits until it serves. */
void
yx_test_hall_start (YxTestHall *hall)
{
  const char *const arguments[] = { "serve", "--data", hall->folder, "--socket", hall->socket, NULL };

  start (hall, arguments);
}

/* With TLS on any port of 127.0.0.1. */
void
yx_test_hall_start_tls (YxTestHall *hall)
{
  const char *const arguments[]
      = { "serve", "--data", hall->folder, "--address", "127.0.0.1", "--port", "0", NULL };

  start (hall, arguments);
}

/* Where hall.conf says. */
void
yx_test_hall_start_plainly (YxTestHall *hall)
{
  const char *const arguments[] = { "serve", "--data", hall->folder, NULL };

  start (hall, arguments);
}

static void
end (YxTestHall *hall, int signal_number)
{
  g_subprocess_send_signal (hall->process, signal_number);
  g_assert_true (g_subprocess_wait (hall->process, NULL, NULL));
  if (signal_number == SIGTERM)
    g_assert_true (g_subprocess_get_successful (hall->process));
  g_clear_object (&hall->process);
  g_clear_pointer (&hall->url, g_free);
}

static gboolean
has_logged (gpointer data)
{
  const char *const *both = data;
  g_autofree char *text = NULL;

  return g_file_get_contents (both[0], &text, NULL, NULL) && strstr (text, both[1]) != NULL;
}

/* From its next start on, what it logs goes into a file. */
void
yx_test_hall_keep_log (YxTestHall *hall)
{
  hall->log = yx_test_folder_path (hall->above, "log");
}

/* Waits until the log says @words. */
void
yx_test_hall_await_log (YxTestHall *hall, const char *words)
{
  const char *both[] = { hall->log, words };

  g_assert_true (yx_test_wait (has_logged, both, 15000));
}

/* As `systemctl stop` does: what runs is finished. */
void
yx_test_hall_stop (YxTestHall *hall)
{
  end (hall, SIGTERM);
}

/* As a power cut does. */
void
yx_test_hall_kill (YxTestHall *hall)
{
  end (hall, SIGKILL);
}

void
yx_test_hall_free (YxTestHall *hall)
{
  if (hall->process != NULL)
    yx_test_hall_kill (hall);
  yx_test_folder_free (hall->above);
  g_free (hall->url);
  g_free (hall->folder);
  g_free (hall->socket);
  g_free (hall->log);
  g_free (hall);
}

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

/* The code last sent to a phone for a purpose; NULL where none was. */
char *
yx_test_hall_code (YxTestHall *hall, const char *phone, const char *purpose)
{
  g_autofree char *path = yx_test_hall_path (hall, "sms/shown.jsonl");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char *code = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = yx_json_parse (lines[i], strlen (lines[i]), NULL, NULL);
      JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

      if (object == NULL || strcmp (member (object, "phone"), phone) != 0
          || strcmp (member (object, "purpose"), purpose) != 0)
        continue;
      g_free (code);
      code = g_strdup (member (object, "code"));
    }
  return code;
}
