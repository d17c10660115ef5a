/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-judge-call.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/yx-json.h"
#include "pdf/yx-judge-keeper.h"

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

/* The two ends of the answer, the question and the document; -1: none. */
typedef struct
{
  int question;
  int document;
  int answer[2];
} Wires;

static void
clear_wires (Wires *wires)
{
  const int all[] = { wires->question, wires->document, wires->answer[0], wires->answer[1] };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] >= 0)
      close (all[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wires, clear_wires)

static gboolean
lay_wires (Wires *wires, const YxJudgeCall *call, GError **error)
{
  g_autofree char *request = write_request (call);

  wires->question = new_memory ("judge-request", request, call->trust, error);
  if (wires->question < 0)
    return FALSE;
  wires->document = new_memory ("judge-document", "", call->document, error);
  if (wires->document < 0)
    return FALSE;
  if (pipe2 (wires->answer, O_CLOEXEC) == 0)
    return TRUE;
  fail ("a pipe", g_strerror (errno), error);
  return FALSE;
}

/* One that has waited may have ended meanwhile; a fresh one must be there. */
static YxJudgeKeeper *
tell_keeper (Wires *wires, GError **error)
{
  const int passed[] = { wires->question, wires->document, wires->answer[1] };

  for (;;)
    {
      g_autoptr (YxJudgeKeeper) keeper = yx_judge_keeper_take (error);
      gboolean told = keeper != NULL && yx_judge_keeper_ask (keeper, passed);

      if (told)
        {
          close (wires->answer[1]);
          wires->answer[1] = -1;
          return g_steal_pointer (&keeper);
        }
      if (keeper == NULL || yx_judge_keeper_is_fresh (keeper))
        break;
    }
  if (error != NULL && *error == NULL)
    fail ("its program", "it has ended", error);
  return NULL;
}

/* Reads until the end, the deadline, the cap or cancellation. */
static GByteArray *
read_answer (int pipe, gint64 deadline, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GPollFD polled[2] = { { pipe, G_IO_IN | G_IO_HUP, 0 } };
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
 * a descriptor, a verdict out. The process is forked by one that is loaded and waits (#YxJudgeKeeper). The program is
 * the one that YINXIN_JUDGE names, else the installed one. Blocks; for a worker thread. A judge that dies over a
 * document yields an error, never a verdict.
 *
 * Returns: (transfer full): the verdict
 */
YxVerdict *
yx_judge_call (const YxJudgeCall *call, GCancellable *cancellable, GError **error)
{
  guint timeout = call->timeout_ms > 0 ? call->timeout_ms : DEFAULT_TIMEOUT_MS;
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout * 1000;
  g_auto (Wires) wires = { -1, -1, { -1, -1 } };
  g_autoptr (YxJudgeKeeper) keeper = lay_wires (&wires, call, error) ? tell_keeper (&wires, error) : NULL;
  g_autoptr (GByteArray) answer = NULL;
  YxVerdict *verdict;

  if (keeper == NULL)
    return NULL;
  answer = read_answer (wires.answer[0], deadline, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (!yx_judge_keeper_done (keeper, deadline))
    return fail ("its program", "it failed", error);
  verdict = parse_answer (answer, call->document, error);
  if (verdict != NULL)
    yx_judge_keeper_give_back (g_steal_pointer (&keeper));
  return verdict;
}
