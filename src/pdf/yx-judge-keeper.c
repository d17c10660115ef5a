/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-judge-keeper.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yx-config.h"

/* How many wait for further questions. */
#define MOST_IDLE 4

struct _YxJudgeKeeper
{
  char *program;        /* (owned) */
  GSubprocess *process; /* (owned) */
  int socket;           /* its other end is the process's standard input */
  gboolean used;        /* it has answered before */
};

/* Those without a question, under the mutex. */
static GMutex mutex;
static GQueue idle = G_QUEUE_INIT;

static const char *
find_program (void)
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

static void
free_keeper (YxJudgeKeeper *keeper)
{
  close (keeper->socket);
  (void) g_subprocess_wait (keeper->process, NULL, NULL);
  g_object_unref (keeper->process);
  g_free (keeper->program);
  g_free (keeper);
}

static YxJudgeKeeper *
fail (const char *program, const char *why, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE, "The judge could not be asked: %s: %s", program, why);
  return NULL;
}

static YxJudgeKeeper *
start (const char *program, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GError) local = NULL;
  YxJudgeKeeper *keeper;
  GSubprocess *process;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return fail (program, g_strerror (errno), error);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | (YX_TESTS ? 0 : G_SUBPROCESS_FLAGS_STDERR_SILENCE));
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  process = g_subprocess_launcher_spawn (launcher, &local, program, NULL);
  if (process == NULL)
    {
      close (ends[0]);
      return fail (program, local->message, error);
    }
  keeper = g_new0 (YxJudgeKeeper, 1);
  keeper->program = g_strdup (program);
  keeper->process = process;
  keeper->socket = ends[0];
  return keeper;
}

static YxJudgeKeeper *
take_idle (const char *program)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (GList *one = idle.head; one != NULL; one = one->next)
    {
      YxJudgeKeeper *keeper = one->data;

      if (strcmp (keeper->program, program) != 0)
        continue;
      g_queue_delete_link (&idle, one);
      return keeper;
    }
  return NULL;
}

/**
 * yx_judge_keeper_take:
 * @error: return location: %YX_PDF_ERROR_JUDGE
 *
 * Any thread may call it. The program is the one that YINXIN_JUDGE names, else the installed one.
 *
 * Returns: (transfer full): a keeper for one question
 */
YxJudgeKeeper *
yx_judge_keeper_take (GError **error)
{
  const char *program = find_program ();
  YxJudgeKeeper *keeper = take_idle (program);

  return keeper != NULL ? keeper : start (program, error);
}

/**
 * yx_judge_keeper_is_fresh:
 * @keeper: a keeper
 *
 * Returns: whether it has answered nobody before; one that has may have ended since
 */
gboolean
yx_judge_keeper_is_fresh (YxJudgeKeeper *keeper)
{
  return !keeper->used;
}

/**
 * yx_judge_keeper_ask:
 * @keeper: a keeper
 * @descriptors: of the question, the document, and where the answer is to be written; they stay the caller's
 *
 * Returns: whether it was told
 */
gboolean
yx_judge_keeper_ask (YxJudgeKeeper *keeper, const int descriptors[YX_JUDGE_DESCRIPTORS])
{
  char word[] = YX_JUDGE_WORD;
  struct iovec text = { word, strlen (word) };
  union
  {
    struct cmsghdr head;
    char room[CMSG_SPACE (YX_JUDGE_DESCRIPTORS * sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = &text, .msg_iovlen = 1, .msg_control = &control,
                            .msg_controllen = sizeof control };
  struct cmsghdr *passed = CMSG_FIRSTHDR (&message);

  passed->cmsg_level = SOL_SOCKET;
  passed->cmsg_type = SCM_RIGHTS;
  passed->cmsg_len = CMSG_LEN (YX_JUDGE_DESCRIPTORS * sizeof (int));
  memcpy (CMSG_DATA (passed), descriptors, YX_JUDGE_DESCRIPTORS * sizeof (int));
  return sendmsg (keeper->socket, &message, MSG_NOSIGNAL) == (ssize_t) text.iov_len;
}

/**
 * yx_judge_keeper_done:
 * @keeper: a keeper whose answer has been read to its end
 * @deadline: monotonic
 *
 * Returns: whether it says that the process which answered ended well
 */
gboolean
yx_judge_keeper_done (YxJudgeKeeper *keeper, gint64 deadline)
{
  struct pollfd wait = { .fd = keeper->socket, .events = POLLIN };
  gint64 left;
  guint8 status = 1;
  int n;

  do
    {
      left = MAX (deadline - g_get_monotonic_time (), 0) / 1000;
      n = poll (&wait, 1, (int) left);
    }
  while (n < 0 && errno == EINTR);
  keeper->used = TRUE;
  return n > 0 && recv (keeper->socket, &status, 1, MSG_DONTWAIT) == 1 && status == 0;
}

/**
 * yx_judge_keeper_give_back:
 * @keeper: (transfer full): a keeper that did as it should
 *
 * Keeps it for the next question, or lets it end.
 */
void
yx_judge_keeper_give_back (YxJudgeKeeper *keeper)
{
  g_mutex_lock (&mutex);
  if (idle.length < MOST_IDLE)
    g_queue_push_head (&idle, g_steal_pointer (&keeper));
  g_mutex_unlock (&mutex);
  if (keeper != NULL)
    yx_judge_keeper_kill (keeper);
}

/**
 * yx_judge_keeper_kill:
 * @keeper: (transfer full): a keeper
 *
 * Ends it, and with it whatever it has begun.
 */
void
yx_judge_keeper_kill (YxJudgeKeeper *keeper)
{
  g_subprocess_force_exit (keeper->process);
  free_keeper (keeper);
}

/**
 * yx_judge_retire:
 *
 * Lets all keepers end that have no question, and waits until they have.
 */
void
yx_judge_retire (void)
{
  GQueue gone = G_QUEUE_INIT;
  YxJudgeKeeper *keeper;

  g_mutex_lock (&mutex);
  gone = idle;
  g_queue_init (&idle);
  g_mutex_unlock (&mutex);
  while ((keeper = g_queue_pop_head (&gone)) != NULL)
    {
      (void) shutdown (keeper->socket, SHUT_WR);
      free_keeper (keeper);
    }
}
