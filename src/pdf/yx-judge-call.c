/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-judge-call.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/yx-json.h"
#include "yx-config.h"

#define DOCUMENT_FD 3
#define DEFAULT_TIMEOUT_MS 20000
#define MAX_ANSWER (16 * 1024 * 1024)
#define CHUNK 65536

static gpointer
fail (const char *what, const char *why, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE, "The judge could not be asked: %s: %s", what, why);
  return NULL;
}

static gboolean
write_all (int fd, gconstpointer bytes, gsize size)
{
  const char *at = bytes;

  while (size > 0)
    {
      gssize n = write (fd, at, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* A file in memory that nobody can change any more. */
static int
new_memory (const char *name, const char *head, GBytes *body, GError **error)
{
  int fd = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gboolean written = fd >= 0 && write_all (fd, head, strlen (head));

  if (written && body != NULL)
    written = write_all (fd, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (written && lseek (fd, 0, SEEK_SET) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;
  fail ("memory", g_strerror (errno), error);
  if (fd >= 0)
    close (fd);
  return -1;
}

static char *
write_request (const YxJudgeCall *call)
{
  gsize trust = call->trust != NULL ? g_bytes_get_size (call->trust) : 0;

  return g_strdup_printf ("{\"yinxin-judge\":1,\"now\":%" G_GINT64_FORMAT ",\"trust\":%" G_GSIZE_FORMAT
                          ",\"document\":%" G_GSIZE_FORMAT ",\"taken\":%" G_GSIZE_FORMAT "}\n",
                          call->now, trust, g_bytes_get_size (call->document), call->taken);
}

static const char *
program (void)
{
  const char *given = g_getenv ("YINXIN_JUDGE");

  return given != NULL ? given : YX_LIBEXECDIR "/yinxin-judge";
}

/* Nothing of the caller's, but what tells sanitizers and coverage where to write. */
static char **
make_environment (void)
{
  static const char *const kept[]
      = { "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "GCOV_PREFIX", "GCOV_PREFIX_STRIP",
          "GCOV_ERROR_FILE" };
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (gsize i = 0; YX_TESTS && i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

static GSubprocess *
start (const YxJudgeCall *call, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *request = write_request (call);
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GError) local = NULL;
  GSubprocess *process = NULL;
  int question = new_memory ("judge-request", request, call->trust, error);
  int document = question >= 0 ? new_memory ("judge-document", "", call->document, error) : -1;

  if (document < 0)
    {
      if (question >= 0)
        close (question);
      return NULL;
    }
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | (YX_TESTS ? 0 : G_SUBPROCESS_FLAGS_STDERR_SILENCE));
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_stdin_fd (launcher, question);
  g_subprocess_launcher_take_fd (launcher, document, DOCUMENT_FD);
  process = g_subprocess_launcher_spawn (launcher, &local, program (), NULL);
  if (process == NULL)
    fail (program (), local->message, error);
  return process;
}

/* Reads until the end, the deadline, the cap or cancellation. */
static GByteArray *
read_answer (GSubprocess *process, gint64 deadline, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GUnixInputStream *pipe = G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process));
  GPollFD polled[2] = { { g_unix_input_stream_get_fd (pipe), G_IO_IN | G_IO_HUP, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &polled[1]);
  gssize n = 1;

  while (n > 0)
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

      if (left <= 0 || answer->len > MAX_ANSWER || g_cancellable_is_cancelled (cancellable))
        break;
      if (g_poll (polled, watched ? 2 : 1, (gint) left) <= 0 || polled[0].revents == 0)
        continue;
      n = read (polled[0].fd, chunk, CHUNK);
      if (n < 0 && errno == EINTR)
        n = 1;
      else if (n > 0)
        g_byte_array_append (answer, chunk, (guint) n);
    }
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (n != 0)
    return fail ("its answer", "it took too long or said too much", error);
  return g_steal_pointer (&answer);
}

static YxVerdict *
parse_answer (const GByteArray *answer, GBytes *document, GError **error)
{
  static const YxJsonLimits limits = { MAX_ANSWER, 16, 4 * 1000 * 1000 };
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = yx_json_parse ((const char *) answer->data, answer->len, &limits, &local);
  g_autofree char *sha256 = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (node == NULL)
    return fail ("its answer", local->message, error);
  verdict = yx_verdict_from_json (node, error);
  if (verdict == NULL)
    return NULL;
  g_checksum_update (checksum, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document));
  if (strcmp (g_checksum_get_string (checksum), verdict->sha256) != 0)
    return fail ("its answer", "it is about another document", error);
  return g_steal_pointer (&verdict);
}

/**
 * yx_judge_call:
 * @call: the question
 * @cancellable: (nullable): ends it early
 * @error: return location: %YX_PDF_ERROR_JUDGE, or %G_IO_ERROR_CANCELLED
 *
 * Has `yinxin-judge` judge a document, in a process of its own that has nothing but the document: bytes in by
 * a descriptor, a verdict out. The program is the one that YINXIN_JUDGE names, else the installed one. Blocks;
 * for a worker thread. A judge that dies over a document yields an error, never a verdict.
 *
 * Returns: (transfer full): the verdict
 */
YxVerdict *
yx_judge_call (const YxJudgeCall *call, GCancellable *cancellable, GError **error)
{
  guint timeout = call->timeout_ms > 0 ? call->timeout_ms : DEFAULT_TIMEOUT_MS;
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout * 1000;
  g_autoptr (GSubprocess) process = start (call, error);
  g_autoptr (GByteArray) answer = NULL;

  if (process == NULL)
    return NULL;
  answer = read_answer (process, deadline, cancellable, error);
  if (answer == NULL)
    g_subprocess_force_exit (process);
  if (!g_subprocess_wait (process, NULL, answer != NULL ? error : NULL) || answer == NULL)
    return NULL;
  if (!g_subprocess_get_successful (process))
    return fail (program (), "it failed", error);
  return parse_answer (answer, call->document, error);
}
