/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/yx-files.h"
#include "hall/yx-hall-care.h"
#include "hall/yx-hall-chain.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-control.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-run-file.h"
#include "hall/yx-hall-server.h"
#include "hall/yx-hall-tls.h"

#define MOST_LINE 256

/* What the command line says. */
typedef struct
{
  char *folder;  /* (owned) (nullable) */
  char *address; /* (owned) (nullable) */
  char *socket;  /* (owned) (nullable) */
  int port;      /* -1: not given */
  int codes;     /* descriptor; -1: none */
} Options;

/* A hall that serves. */
typedef struct
{
  const Options *options;
  GMainLoop *loop;      /* (owned) */
  YxHall *hall;         /* (owned) */
  YxHallServer *server; /* (owned) */
  YxHallControl *control; /* (owned) */
  YxHallRun run;
  guint interrupted; /* sources */
  guint terminated;
  guint hung_up;
  YxHallTls tls;     /* as it was at the start */
  gboolean with_tls; /* not on a Unix socket */
  GSource *signer; /* (owned) (nullable) */
  gboolean stopping;
  gboolean failed; /* the signer has ended */
  char line[MOST_LINE];
  gsize used;
} Serving;

static void
clear_options (Options *options)
{
  g_free (options->folder);
  g_free (options->address);
  g_free (options->socket);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
clear_serving (Serving *serving)
{
  if (serving->signer != NULL)
    g_source_destroy (serving->signer);
  g_clear_pointer (&serving->signer, g_source_unref);
  g_clear_pointer (&serving->control, yx_hall_control_free);
  g_clear_pointer (&serving->server, yx_hall_server_free);
  g_clear_pointer (&serving->hall, yx_hall_free);
  g_clear_pointer (&serving->loop, g_main_loop_unref);
  yx_hall_tls_clear (&serving->tls);
  yx_hall_run_clear (&serving->run);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serving, clear_serving)

static void
stopped (gpointer data)
{
  Serving *serving = data;

  g_main_loop_quit (serving->loop);
}

static void
stop (Serving *serving)
{
  serving->stopping = TRUE;
  yx_hall_server_stop (serving->server, stopped, serving);
}

/* The second time nothing is waited for, not even threads: what is committed is on the disk. */
static gboolean
signalled (gpointer data)
{
  Serving *serving = data;

  if (serving->stopping)
    {
      yx_hall_run_remove (serving->options->folder);
      _exit (YX_HALL_EXIT_FAILED);
    }
  stop (serving);
  return G_SOURCE_CONTINUE;
}

/* Whoever supervises the hall starts it anew, signer and all. */
static gboolean
signer_ended (gint fd, GIOCondition condition, gpointer data)
{
  Serving *serving = data;

  fprintf (stderr, "yinxin-hall: the signer process has ended; the hall stops\n");
  serving->failed = TRUE;
  if (!serving->stopping)
    stop (serving);
  return G_SOURCE_REMOVE;
}

static void
take_byte (Serving *serving, char byte)
{
  if (byte != '\n' && serving->used < MOST_LINE - 1)
    {
      serving->line[serving->used++] = byte;
      return;
    }
  serving->line[serving->used] = '\0';
  serving->used = 0;
  if (strcmp (serving->line, "shutdown") == 0 && !serving->stopping)
    stop (serving);
}

/* `shutdown`, or the end of whoever started the embedded hall. */
static gboolean
told (gint fd, GIOCondition condition, gpointer data)
{
  Serving *serving = data;
  char bytes[64];
  gssize n = read (fd, bytes, sizeof bytes);

  for (gssize i = 0; i < n; i++)
    take_byte (serving, bytes[i]);
  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;
  if (!serving->stopping)
    stop (serving);
  return G_SOURCE_REMOVE;
}

static void
say (GLogLevelFlags level, const char *text)
{
  g_log_structured (G_LOG_DOMAIN, level, "MESSAGE", "%s", text);
}

static gboolean
listen_where (Serving *serving, GError **error)
{
  const Options *options = serving->options;
  const YxHallConfig *config = serving->hall->config;
  g_autofree char *standard = g_build_filename (options->folder, "run", "socket", NULL);
  const char *address = options->address != NULL ? options->address : config->address;
  guint16 port = (guint16)(options->port >= 0 ? options->port : config->port);

  if (!yx_hall_tls_load (config, options->folder, 0, &serving->tls, error))
    return FALSE;
  serving->with_tls = options->socket == NULL && address != NULL;
  if (!serving->with_tls)
    return yx_hall_server_listen_unix (serving->server, options->socket != NULL ? options->socket : standard,
                                       error);
  if (serving->tls.expires < yx_clock_now (yx_clock_system ()))
    say (G_LOG_LEVEL_WARNING, "The TLS certificate has expired");
  return yx_hall_server_listen_tls (serving->server, address, port, serving->tls.certificate, error);
}

static gboolean
say_ready (Serving *serving, GError **error)
{
  g_autofree char *line = NULL;
  g_autofree char *ready = NULL;

  serving->run.url = g_strdup (yx_hall_server_url (serving->server));
  serving->run.pid = getpid ();
  serving->run.fingerprint = g_strdup (serving->tls.fingerprint);
  if (!yx_hall_run_store (serving->options->folder, &serving->run, error))
    return FALSE;
  line = yx_hall_run_write (&serving->run);
  printf ("%s\n", line);
  fflush (stdout);
  if (serving->options->codes < 0)
    return TRUE;
  ready = g_strdup_printf ("{\"ready\":%s}\n", line);
  if (write (serving->options->codes, ready, strlen (ready)) == (gssize)strlen (ready))
    return TRUE;
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "Whoever started the hall does not listen");
  return FALSE;
}

/* The configuration is read for this, and once more when the hall is opened. */
static YxSms *
make_sms (const Options *options, GError **error)
{
  g_autofree char *shown = g_build_filename (options->folder, "sms", "shown.jsonl", NULL);
  g_autofree char *file = g_build_filename (options->folder, "hall.conf", NULL);
  g_autoptr (YxHallConfig) config = yx_hall_config_load (file, error);
  YxSmsTemplate *template;

  if (config == NULL)
    return NULL;
  if (config->sms_provider == YX_HALL_SMS_SHOWN || options->codes >= 0)
    return yx_sms_shown_new (shown, options->codes, yx_clock_system ());
  template = yx_sms_template_new (config, error);
  return template != NULL ? yx_sms_http_new (template, YX_SMS_MILLISECONDS) : NULL;
}

static gboolean
open_hall (Serving *serving, GError **error)
{
  const Options *options = serving->options;
  g_autoptr (YxHallSigner) signer = yx_hall_signer_start (options->folder, error);
  YxSms *sms = signer != NULL ? make_sms (options, error) : NULL;

  if (sms == NULL)
    return FALSE;
  serving->hall = yx_hall_open (options->folder, g_steal_pointer (&signer), sms, yx_clock_system (), error);
  if (serving->hall == NULL)
    return FALSE;
  if (options->codes >= 0)
    serving->hall->config->embedded = TRUE;
  serving->server = yx_hall_server_new (serving->hall, &YX_HALL_SERVER_STANDARD, error);
  return serving->server != NULL;
}

/* New connections get the new certificate; a pair that is of no use changes nothing. */
static gboolean
reload_tls (gpointer data)
{
  Serving *serving = data;
  g_auto (YxHallTls) tls = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!serving->with_tls)
    return G_SOURCE_CONTINUE;
  if (!yx_hall_tls_load (serving->hall->config, serving->options->folder, yx_clock_now (yx_clock_system ()),
                         &tls, &error))
    {
      text = g_strdup_printf ("The TLS certificate stays as it was: %s", error->message);
      say (G_LOG_LEVEL_WARNING, text);
      return G_SOURCE_CONTINUE;
    }
  yx_hall_server_show (serving->server, tls.certificate);
  g_free (serving->run.fingerprint);
  serving->run.fingerprint = g_strdup (tls.fingerprint);
  if (!yx_hall_run_store (serving->options->folder, &serving->run, &error))
    say (G_LOG_LEVEL_WARNING, error->message);
  say (G_LOG_LEVEL_MESSAGE, "The TLS certificate is loaded anew");
  return G_SOURCE_CONTINUE;
}

/* Before anyone hears that the hall serves: from then on it may be told to stop. */
static void
watch (Serving *serving)
{
  serving->interrupted = g_unix_signal_add (SIGINT, signalled, serving);
  serving->terminated = g_unix_signal_add (SIGTERM, signalled, serving);
  serving->hung_up = g_unix_signal_add (SIGHUP, reload_tls, serving);
  serving->signer = yx_hall_signer_watch (serving->hall->signer, signer_ended, serving);
  if (serving->options->codes >= 0)
    (void)g_unix_fd_add (serving->options->codes, G_IO_IN | G_IO_HUP | G_IO_ERR, told, serving);
}

static JsonNode *
tell_load (gpointer data)
{
  Serving *serving = data;

  return yx_hall_server_load (serving->server);
}

static void
run (Serving *serving)
{
  g_autoptr (YxHallChain) chain = yx_hall_chain_start (serving->hall);
  g_autoptr (YxHallCare) care = yx_hall_care_start (serving->hall);

  g_main_loop_run (serving->loop);
  g_source_remove (serving->interrupted);
  g_source_remove (serving->terminated);
  g_source_remove (serving->hung_up);
}

static int
serve (const Options *options)
{
  g_autofree char *lock_path = g_build_filename (options->folder, "run", "lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (lock_path, &error);
  g_auto (Serving) serving = { options };

  if (lock == NULL)
    {
      g_prefix_error (&error, "The hall in %s cannot be started: ", options->folder);
      return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
    }
  serving.loop = g_main_loop_new (NULL, FALSE);
  if (!open_hall (&serving, &error) || !listen_where (&serving, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  watch (&serving);
  serving.control = yx_hall_control_new (serving.hall, tell_load, &serving, &error);
  if (serving.control == NULL || !say_ready (&serving, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  run (&serving);
  yx_hall_run_remove (options->folder);
  return serving.failed ? YX_HALL_EXIT_FAILED : YX_HALL_EXIT_DONE;
}

/* Nobody who is started from here inherits it. */
static gboolean
keep_codes (int fd)
{
  return fd < 0 || (fd > STDERR_FILENO && fcntl (fd, F_SETFD, FD_CLOEXEC) == 0);
}

/**
 * yx_hall_command_serve:
 * @argc: how many
 * @argv: `serve` and its options
 *
 * `yinxin-hall serve --data DIR [--address A --port P | --socket PATH] [--codes-fd N]` (formats.md). Without
 * any, what hall.conf says, else the socket `run/socket`. With `--codes-fd` it is an embedded hall: it ends
 * with whoever started it, and its certificates say `own hall`.
 *
 * Returns: the exit status
 */
int
yx_hall_command_serve (int argc, char **argv)
{
  g_auto (Options) options = { NULL, NULL, NULL, -1, -1 };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "data folder", "DIR" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &options.address, "listen with TLS at this address", "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options.port, "and this port; 0: any", "PORT" },
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket, "listen at this Unix socket", "PATH" },
    { "codes-fd", 0, 0, G_OPTION_ARG_INT, &options.codes, "descriptor of whoever started the hall", "N" },
    { NULL },
  };

  if (!yx_hall_command_parse (argc, argv, entries))
    return YX_HALL_EXIT_USAGE;
  if (options.folder == NULL || (options.socket != NULL && options.address != NULL)
      || (options.port >= 0 && options.address == NULL) || options.port > 65535
      || !keep_codes (options.codes))
    {
      fprintf (stderr,
               "yinxin-hall: serve --data DIR [--address A --port P | --socket PATH] [--codes-fd N]\n");
      return YX_HALL_EXIT_USAGE;
    }
  return serve (&options);
}
