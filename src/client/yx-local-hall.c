/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-local-hall.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/yx-files.h"
#include "base/yx-id.h"
#include "base/yx-json.h"
#include "client/yx-client-error.h"

#define CODES_FD 3
#define START_SECONDS 30
#define STOP_SECONDS 20
#define MAX_LINE 65536

struct _YxLocalHall
{
  GSubprocess *process; /* (owned) */
  YxCodeSource *codes;  /* (owned) */
  GThread *reader;      /* (owned) */
  int descriptor;       /* our end of the socketpair */
  char *folder;         /* (owned): its data */
  char *runtime;        /* (owned): folder of the socket */
  GMutex mutex;
  GCond changed;
  char *url; /* (owned) (nullable), under the mutex: once the hall is ready */
  gboolean ended; /* under the mutex */
};

static const char *
program (void)
{
  const char *named = g_getenv ("YINXIN_HALL");

  return named != NULL && named[0] != '\0' ? named : "yinxin-hall";
}

/* Init works beside the folder and is moved in whole, so that a killed init leaves no half hall. */
static gboolean
init_folder (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *suffix = yx_id_new ("new");
  g_autofree char *beside = g_strdup_printf ("%s.%s", folder, suffix);
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, program (), "init",
                              "--data", beside, "--name", name, NULL);
  if (process == NULL || !g_subprocess_wait_check (process, cancellable, error))
    {
      g_prefix_error (error, "The hall in %s can't be made: ", folder);
      return FALSE;
    }
  (void) g_rmdir (folder);
  if (g_rename (beside, folder) == 0)
    return TRUE;
  g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START, "The hall can't be put into %s: %s", folder, g_strerror (errno));
  return FALSE;
}

static gboolean
has_hall (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "hall.db", NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS);
}

static void
take_ready (YxLocalHall *hall, const char *line, gsize size)
{
  g_autoptr (JsonNode) node = yx_json_parse (line, size, NULL, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *ready = object != NULL ? json_object_get_member (object, "ready") : NULL;

  if (ready == NULL || !JSON_NODE_HOLDS_OBJECT (ready) || !json_object_has_member (json_node_get_object (ready), "url"))
    return;
  g_mutex_lock (&hall->mutex);
  g_free (hall->url);
  hall->url = g_strdup (json_object_get_string_member_with_default (json_node_get_object (ready), "url", NULL));
  g_cond_broadcast (&hall->changed);
  g_mutex_unlock (&hall->mutex);
}

static gpointer
read_lines (gpointer data)
{
  YxLocalHall *hall = data;
  g_autofree char *line = g_malloc0 (MAX_LINE);
  gsize n = 0;
  char c;

  while (n < MAX_LINE - 1)
    {
      gssize got = read (hall->descriptor, &c, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      if (c != '\n')
        {
          line[n++] = c;
          continue;
        }
      if (!yx_code_source_add (hall->codes, line, n))
        take_ready (hall, line, n);
      yx_wipe (line, n);
      n = 0;
    }
  g_mutex_lock (&hall->mutex);
  hall->ended = TRUE;
  g_cond_broadcast (&hall->changed);
  g_mutex_unlock (&hall->mutex);
  return NULL;
}

static gboolean
spawn (YxLocalHall *hall, const char *folder, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *socket_path = g_build_filename (hall->runtime, "hall.socket", NULL);
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START, "No socketpair for the hall: %s", g_strerror (errno));
      return FALSE;
    }
  hall->descriptor = ends[0];
  g_subprocess_launcher_take_fd (launcher, ends[1], CODES_FD);
  hall->process = g_subprocess_launcher_spawn (launcher, error, program (), "serve", "--data", folder, "--socket", socket_path,
                                               "--codes-fd", G_STRINGIFY (CODES_FD), NULL);
  return hall->process != NULL;
}

static gboolean
wait_ready (YxLocalHall *hall, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  gboolean ready;

  g_mutex_lock (&hall->mutex);
  while (hall->url == NULL && !hall->ended && g_get_monotonic_time () < end && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&hall->changed, &hall->mutex, g_get_monotonic_time () + 100000);
  ready = hall->url != NULL;
  g_mutex_unlock (&hall->mutex);
  if (!ready && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START,
                 "The hall on this computer did not start; its messages stand above");
  return ready;
}

static gboolean
run (YxLocalHall *hall, GCancellable *cancellable, GError **error)
{
  if (!spawn (hall, hall->folder, error))
    return FALSE;
  hall->reader = g_thread_new ("hall", read_lines, hall);
  return wait_ready (hall, cancellable, error);
}

/**
 * yx_local_hall_make:
 * @folder: the data folder of a hall that isn't there yet
 * @name: how it is called
 *
 * Makes a hall without starting it.
 *
 * Returns: whether it is there
 */
gboolean
yx_local_hall_make (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  return init_folder (folder, name, cancellable, error);
}

/**
 * yx_local_hall_has:
 * @folder: a folder
 *
 * Returns: whether it is a hall's
 */
gboolean
yx_local_hall_has (const char *folder)
{
  return has_hall (folder);
}

/**
 * yx_local_hall_return_filing:
 * @folder: a hall's data folder
 * @filing: a filing that waits for an officer
 * @reason: what the enterprise is told
 *
 * Returns a filing, as the officer of a hall on this machine.
 *
 * Returns: whether it is returned
 */
gboolean
yx_local_hall_return_filing (const char *folder, const char *filing, const char *reason, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, program (), "review",
                          "--data", folder, "return", filing, "--reason", reason, NULL);

  return process != NULL && g_subprocess_wait_check (process, cancellable, error);
}

/**
 * yx_local_hall_start:
 * @folder: the hall's data folder; made when there is none
 * @name: how a new hall is called
 *
 * The program is `yinxin-hall`, or what the environment's YINXIN_HALL names.
 *
 * Returns: (transfer full) (nullable): a hall that answers
 */
YxLocalHall *
yx_local_hall_start (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxLocalHall) hall = g_new0 (YxLocalHall, 1);

  g_mutex_init (&hall->mutex);
  g_cond_init (&hall->changed);
  hall->descriptor = -1;
  hall->folder = g_strdup (folder);
  hall->codes = yx_code_source_new ();
  if (!has_hall (folder) && !init_folder (folder, name, cancellable, error))
    return NULL;
  hall->runtime = g_dir_make_tmp ("yinxin-XXXXXX", error);
  return hall->runtime != NULL && run (hall, cancellable, error) ? g_steal_pointer (&hall) : NULL;
}

static gboolean
has_ended (YxLocalHall *hall)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hall->mutex);

  return hall->ended;
}

static void
wake (GCancellable *cancellable, gpointer data)
{
  YxLocalHall *hall = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hall->mutex);

  g_cond_broadcast (&hall->changed);
}

/**
 * yx_local_hall_stop:
 * @hall: a hall
 *
 * Asks it to finish what it does and to end; after twenty seconds it is ended.
 *
 * Returns: whether it ended by itself and well
 */
gboolean
yx_local_hall_stop (YxLocalHall *hall, GError **error)
{
  static const char word[] = "shutdown\n";
  gint64 end = g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC;

  if (send (hall->descriptor, word, strlen (word), MSG_NOSIGNAL) < 0 && errno != EPIPE)
    g_subprocess_send_signal (hall->process, SIGTERM);
  g_mutex_lock (&hall->mutex);
  while (!hall->ended && g_get_monotonic_time () < end)
    g_cond_wait_until (&hall->changed, &hall->mutex, end);
  g_mutex_unlock (&hall->mutex);
  if (!has_ended (hall))
    g_subprocess_force_exit (hall->process);
  return g_subprocess_wait_check (hall->process, NULL, error);
}

/* Of a process that has ended, or is to: what belongs to it alone. */
static void
let_process_go (YxLocalHall *hall)
{
  if (hall->process != NULL && g_subprocess_get_identifier (hall->process) != NULL)
    (void) yx_local_hall_stop (hall, NULL);
  if (hall->descriptor >= 0)
    shutdown (hall->descriptor, SHUT_RDWR);
  g_clear_pointer (&hall->reader, g_thread_join);
  if (hall->descriptor >= 0)
    close (hall->descriptor);
  hall->descriptor = -1;
  g_clear_object (&hall->process);
}

/**
 * yx_local_hall_await_end:
 * @hall: a hall
 *
 * Waits until its process has ended or closed its end of the line.
 *
 * Returns: whether it has; %FALSE: cancelled
 */
gboolean
yx_local_hall_await_end (YxLocalHall *hall, GCancellable *cancellable)
{
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (wake), hall, NULL);
  gboolean ended;

  g_mutex_lock (&hall->mutex);
  while (!hall->ended && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&hall->changed, &hall->mutex);
  ended = hall->ended;
  g_mutex_unlock (&hall->mutex);
  g_cancellable_disconnect (cancellable, handler);
  return ended;
}

/**
 * yx_local_hall_revive:
 * @hall: a hall that has ended
 *
 * Starts it again on the same data, at the same address and with the same source of codes.
 *
 * Returns: whether it answers again
 */
gboolean
yx_local_hall_revive (YxLocalHall *hall, GCancellable *cancellable, GError **error)
{
  let_process_go (hall);
  g_mutex_lock (&hall->mutex);
  hall->ended = FALSE;
  g_clear_pointer (&hall->url, g_free);
  g_mutex_unlock (&hall->mutex);
  return run (hall, cancellable, error);
}

/**
 * yx_local_hall_free:
 * @hall: (transfer full): a hall; ended if it still runs
 */
void
yx_local_hall_free (YxLocalHall *hall)
{
  let_process_go (hall);
  if (hall->runtime != NULL)
    {
      g_autofree char *socket_path = g_build_filename (hall->runtime, "hall.socket", NULL);

      (void) g_unlink (socket_path);
      (void) g_rmdir (hall->runtime);
    }
  yx_code_source_unref (hall->codes);
  g_mutex_clear (&hall->mutex);
  g_cond_clear (&hall->changed);
  g_free (hall->folder);
  g_free (hall->runtime);
  g_free (hall->url);
  g_free (hall);
}

/**
 * yx_local_hall_url:
 * @hall: a hall
 *
 * Returns: (transfer none): its address, for yx_connection_new()
 */
const char *
yx_local_hall_url (YxLocalHall *hall)
{
  return hall->url;
}

/**
 * yx_local_hall_codes:
 * @hall: a hall
 *
 * Returns: (transfer none): the SMS codes that it sends
 */
YxCodeSource *
yx_local_hall_codes (YxLocalHall *hall)
{
  return hall->codes;
}

/**
 * yx_local_hall_pid:
 * @hall: a hall
 *
 * Returns: its process, 0 when it has ended
 */
GPid
yx_local_hall_pid (YxLocalHall *hall)
{
  const char *identifier = g_subprocess_get_identifier (hall->process);

  return identifier == NULL ? 0 : (GPid) g_ascii_strtoll (identifier, NULL, 10);
}

/**
 * yx_local_hall_peak_memory:
 * @hall: a hall that runs
 *
 * Returns: the most memory that it has had resident (VmHWM), in bytes; 0 where the system doesn't say
 */
gint64
yx_local_hall_peak_memory (YxLocalHall *hall)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", yx_local_hall_pid (hall));
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line == NULL ? 0 : g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}
