/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults/walkthrough-trial.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "faults/power-mirror.h"
#include "lib/yx-test-folder.h"

#define WALK_SECONDS 120
#define START_SECONDS 30

/* Small scrypt and limits out of the way; everything else as in production. */
static const char CONFIG[] =
  "[scrypt]\nlog2n=10\nr=8\np=1\n"
  "[limits]\ncode-per-minute=100\ncode-per-day=1000\nseal-visit-per-day=1000\ncode-per-day-phone=5000\n"
  "sign-in-per-minute=1000\nwrite-per-second=1000\nread-per-second=1000\naddress-per-minute=10000\n";

struct _Trial
{
  char *folder; /* (owned) */
  char *data;
  char *state;
  char *out;
  char *socket;
  char *database;
  char *mirror; /* (owned) (nullable): what is on the disk, where the power may go */
  GSubprocess *hall;
  char *said; /* (owned) (nullable): by the last walkthrough */
  gboolean finished;
  gboolean killed;
};

static char *template_folder;

static const char *
program (const char *variable, const char *name)
{
  const char *named = g_getenv (variable);
  static GHashTable *built;

  if (named != NULL)
    return named;
  if (built == NULL)
    built = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_contains (built, name))
    g_hash_table_insert (built, (gpointer) name, g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", name, NULL));
  return g_hash_table_lookup (built, name);
}

static const char *
hall_program (void)
{
  return program ("YINXIN_HALL", "hall/yinxin-hall");
}

static const char *
tool_program (void)
{
  return program ("YINXINCTL", "tool/yinxinctl");
}

static void
copy_tree (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) copy = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "cp", "-a", from, to, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (copy, NULL, &error));
}

/* Nothing outlives a test that breaks off. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Each sync of the trial's hall is noted. AddressSanitizer minds what is loaded before it. */
static void
watch_syncs (GSubprocessLauncher *launcher, Trial *trial)
{
  g_autofree char *module
    = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "tests", "faults", "libyx-power-watch.so", NULL);
  const char *asan = g_getenv ("ASAN_OPTIONS");
  g_autofree char *options = g_strconcat (asan != NULL ? asan : "", ":verify_asan_link_order=0", NULL);

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", module, TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", options, TRUE);
  g_subprocess_launcher_setenv (launcher, "YX_POWER_FOLDER", trial->data, TRUE);
  g_subprocess_launcher_setenv (launcher, "YX_POWER_MIRROR", trial->mirror, TRUE);
}

static GSubprocess *
spawn (Trial *watched, const char *fault, const char *list, const char *output, const char *const *argv)
{
  gboolean loud = g_test_verbose ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    (loud || output != NULL ? G_SUBPROCESS_FLAGS_NONE : G_SUBPROCESS_FLAGS_STDOUT_SILENCE)
    | (loud ? G_SUBPROCESS_FLAGS_NONE : G_SUBPROCESS_FLAGS_STDERR_SILENCE));
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  if (output != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, output);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "YINXIN_SMALL_SCRYPT", "1", TRUE);
  if (fault != NULL)
    g_subprocess_launcher_setenv (launcher, "YINXIN_FAULT", fault, TRUE);
  if (list != NULL)
    g_subprocess_launcher_setenv (launcher, "YINXIN_FAULT_LIST", list, TRUE);
  if (watched != NULL)
    watch_syncs (launcher, watched);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static gboolean
succeeds (const char *const *argv)
{
  g_autoptr (GSubprocess) process = spawn (NULL, NULL, NULL, NULL, argv);

  return g_subprocess_wait_check (process, NULL, NULL);
}

Trial *
trial_new (gboolean loses_power)
{
  Trial *trial = g_new0 (Trial, 1);

  trial->folder = yx_test_folder_new ();
  trial->data = yx_test_folder_path (trial->folder, "hall");
  trial->state = yx_test_folder_path (trial->folder, "state");
  trial->out = yx_test_folder_path (trial->folder, "out");
  trial->socket = yx_test_folder_path (trial->folder, "s");
  trial->database = g_build_filename (trial->data, "hall.db", NULL);
  copy_tree (template_folder, trial->data);
  if (!loses_power)
    return trial;
  trial->mirror = yx_test_folder_path (trial->folder, "mirror");
  g_assert_cmpint (g_mkdir (trial->mirror, 0700), ==, 0);
  power_mirror_tree (trial->mirror, trial->data);
  return trial;
}

void
trial_free (Trial *trial)
{
  if (trial->hall != NULL)
    {
      g_subprocess_force_exit (trial->hall);
      g_subprocess_wait (trial->hall, NULL, NULL);
      g_object_unref (trial->hall);
    }
  g_free (trial->data);
  g_free (trial->state);
  g_free (trial->out);
  g_free (trial->socket);
  g_free (trial->database);
  g_free (trial->mirror);
  g_free (trial->said);
  yx_test_folder_free (trial->folder);
  g_free (trial);
}

static gboolean
hall_answers (Trial *trial)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (trial->socket);
  g_autoptr (GSocketConnection) connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

static void
start_listing (Trial *trial, const char *fault, const char *list)
{
  const char *argv[] = { hall_program (), "serve", "--data", trial->data, "--socket", trial->socket, NULL };
  gint64 end = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;

  g_clear_object (&trial->hall);
  trial->hall = spawn (trial->mirror != NULL ? trial : NULL, fault, list, NULL, argv);
  while (!hall_answers (trial) && trial_hall_runs (trial))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
    }
}

/* A hall that dies while it starts counts as killed; the trial starts it again. */
void
trial_start_hall (Trial *trial, const char *fault)
{
  start_listing (trial, fault, NULL);
}

gboolean
trial_hall_runs (Trial *trial)
{
  const char *identifier = g_subprocess_get_identifier (trial->hall);
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", identifier != NULL ? identifier : "none");
  g_autofree char *stat = NULL;
  const char *state;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  if (identifier != NULL && g_file_get_contents (path, &stat, NULL, NULL))
    {
      state = strrchr (stat, ')');
      if (state != NULL && state[2] != 'Z' && state[2] != 'X')
        return TRUE;
    }
  g_subprocess_wait (trial->hall, NULL, NULL);
  trial->killed |= g_subprocess_get_if_signaled (trial->hall) && g_subprocess_get_term_sig (trial->hall) == SIGKILL;
  return FALSE;
}

/* What the hall wrote and did not sync is lost, or some of it. */
void
trial_cut_power (Trial *trial, GRand *dice)
{
  g_assert_false (trial_hall_runs (trial));
  power_mirror_restore (trial->mirror, trial->data, dice);
}

void
trial_stop_hall (Trial *trial)
{
  g_autoptr (GError) error = NULL;

  if (!trial_hall_runs (trial))
    return;
  g_subprocess_send_signal (trial->hall, SIGTERM);
  g_assert_true (g_subprocess_wait_check (trial->hall, NULL, &error));
  g_assert_no_error (error);
}

typedef struct
{
  Trial *trial;
  GSubprocess *walk;
  GMainLoop *loop;
  gboolean late;
} Walk;

static gboolean
kill_hall (gpointer data)
{
  Walk *walk = data;

  g_subprocess_send_signal (walk->trial->hall, SIGKILL);
  return G_SOURCE_REMOVE;
}

static gboolean
kill_walk (gpointer data)
{
  Walk *walk = data;

  g_subprocess_send_signal (walk->walk, SIGKILL);
  return G_SOURCE_REMOVE;
}

static gboolean
give_up (gpointer data)
{
  Walk *walk = data;

  walk->late = TRUE;
  g_subprocess_force_exit (walk->walk);
  return G_SOURCE_REMOVE;
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (walk->loop);
}

static void
remove_source (guint id)
{
  GSource *source = id == 0 ? NULL : g_main_context_find_source_by_id (NULL, id);

  if (source != NULL)
    g_source_destroy (source);
}

static void
walk_listing (Trial *trial, const char *fault, const char *list, int kill_hall_after, int kill_client_after)
{
  g_autofree char *url = g_strconcat ("unix:", trial->socket, NULL);
  g_autofree char *codes = g_build_filename (trial->data, "sms", "shown.jsonl", NULL);
  const char *argv[] = { tool_program (), "walkthrough", "--count", "1", "--seed", "7", "--state", trial->state, "--out", trial->out,
                         "--hall", url, "--codes", codes, NULL };
  g_autofree char *output = g_build_filename (trial->folder, "walk.log", NULL);
  Walk walk = { .trial = trial };
  guint sources[3] = { 0 };

  walk.loop = g_main_loop_new (NULL, FALSE);
  walk.walk = spawn (NULL, fault, list, output, argv);
  g_subprocess_wait_async (walk.walk, NULL, on_walked, &walk);
  sources[0] = g_timeout_add_seconds (WALK_SECONDS, give_up, &walk);
  if (kill_hall_after >= 0)
    sources[1] = g_timeout_add ((guint) kill_hall_after, kill_hall, &walk);
  if (kill_client_after >= 0)
    sources[2] = g_timeout_add ((guint) kill_client_after, kill_walk, &walk);
  g_main_loop_run (walk.loop);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    remove_source (sources[i]);
  g_assert_false (walk.late);
  trial->finished = g_subprocess_get_if_exited (walk.walk) && g_subprocess_get_exit_status (walk.walk) == 0;
  trial->killed |= g_subprocess_get_if_signaled (walk.walk);
  g_clear_pointer (&trial->said, g_free);
  g_assert_true (g_file_get_contents (output, &trial->said, NULL, NULL));
  g_object_unref (walk.walk);
  g_main_loop_unref (walk.loop);
}

void
trial_walk (Trial *trial, const char *fault, int kill_hall_after, int kill_client_after)
{
  walk_listing (trial, fault, NULL, kill_hall_after, kill_client_after);
}

/* Whether the last walkthrough told of a step's end, so that the hall had answered all that belongs to it. */
gboolean
trial_has_done (Trial *trial, const char *step)
{
  return trial->said != NULL && strstr (trial->said, step) != NULL;
}

gboolean
trial_finished (Trial *trial)
{
  return trial->finished;
}

gboolean
trial_was_killed (Trial *trial)
{
  return trial->killed;
}

gboolean
trial_check_passes (Trial *trial)
{
  const char *argv[] = { hall_program (), "check", "--data", trial->data, NULL };

  return succeeds (argv);
}

static char *
first_pdf (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".pdf"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

gboolean
trial_verify_passes (Trial *trial)
{
  g_autofree char *pdf = first_pdf (trial->out);
  g_autofree char *root = g_build_filename (trial->out, "root.pem", NULL);
  const char *argv[] = { tool_program (), "verify", pdf, "--trust", root, NULL };

  return pdf != NULL && succeeds (argv);
}

const char *
trial_database (Trial *trial)
{
  return trial->database;
}

static char **
lines_of (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
make_template (void)
{
  g_autofree char *config = NULL;
  const char *argv[] = { hall_program (), "init", "--data", NULL, "--name", "故障网厅", NULL };

  template_folder = yx_test_folder_new ();
  argv[3] = g_build_filename (template_folder, "hall", NULL);
  g_assert_true (succeeds (argv));
  config = g_build_filename (argv[3], "hall.conf", NULL);
  g_assert_true (g_file_set_contents_full (config, CONFIG, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_free (template_folder);
  template_folder = (char *) argv[3];
}

/* Walks once without a kill and notes which points hall and client pass, in order. */
void
trial_prepare (GStrv *passed_by_hall, GStrv *passed_by_client)
{
  Trial *trial;
  g_autofree char *hall_list = NULL;
  g_autofree char *client_list = NULL;

  make_template ();
  trial = trial_new (FALSE);
  hall_list = yx_test_folder_path (trial->folder, "hall.list");
  client_list = yx_test_folder_path (trial->folder, "client.list");
  start_listing (trial, NULL, hall_list);
  walk_listing (trial, NULL, client_list, -1, -1);
  g_assert_true (trial->finished);
  trial_stop_hall (trial);
  *passed_by_hall = lines_of (hall_list);
  *passed_by_client = lines_of (client_list);
  trial_free (trial);
}

void
trial_clean_up (void)
{
  g_autofree char *parent = g_path_get_dirname (template_folder);

  yx_test_folder_free (g_steal_pointer (&parent));
  g_clear_pointer (&template_folder, g_free);
}
