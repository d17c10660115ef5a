/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/yx-crypto.h"
#include "judge/yx-judge-run.h"
#include "pdf/yx-judge-keeper.h"

#define MAX_REQUEST (2 * 1024 * 1024)
#define MAX_DOCUMENT (20 * 1024 * 1024)
#define CPU_SECONDS 15
#define ADDRESS_SPACE (1024UL * 1024 * 1024)
#define OPEN_FILES 16

static gboolean
limit (__rlimit_resource_t resource, rlim_t most)
{
  struct rlimit limits = { most, most };

  return setrlimit (resource, &limits) == 0;
}

/* What the keeper and all that it forks may do. AddressSanitizer needs room and, to look for leaks, to be traced. */
static gboolean
confine (void)
{
#ifndef __SANITIZE_ADDRESS__
  if (!limit (RLIMIT_AS, ADDRESS_SPACE) || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    return FALSE;
#endif
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  return limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_NOFILE, OPEN_FILES)
         && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* Nothing that a document does to its process may cost more than that process, nor outlive the keeper. */
static gboolean
confine_further (pid_t keeper)
{
  return limit (RLIMIT_CPU, CPU_SECONDS) && prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid () == keeper;
}

static GBytes *
read_all (int fd, gsize most)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 chunk[65536];
  gssize n = 0;

  while ((n = read (fd, chunk, sizeof chunk)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || bytes->len + (gsize) n > most)
        return NULL;
      g_byte_array_append (bytes, chunk, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
write_all (int fd, const char *text)
{
  for (gsize left = strlen (text); left > 0;)
    {
      gssize n = write (fd, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }
  return TRUE;
}

/* In a process of its own: reads, judges, answers. */
static int
judge (const int descriptors[YX_JUDGE_DESCRIPTORS])
{
  g_autoptr (GBytes) request = read_all (descriptors[0], MAX_REQUEST);
  g_autoptr (GBytes) document = read_all (descriptors[1], MAX_DOCUMENT);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  if (request == NULL || document == NULL)
    return 2;
  answer = yx_judge_run (request, document, &error);
  if (answer == NULL)
    {
      write_all (STDERR_FILENO, error->message);
      return 2;
    }
  return write_all (descriptors[2], answer) && write_all (descriptors[2], "\n") ? 0 : 1;
}

/* The next question's descriptors; FALSE when whoever asks has gone, or says what is no question. */
static gboolean
receive (int descriptors[YX_JUDGE_DESCRIPTORS])
{
  char word[sizeof YX_JUDGE_WORD];
  struct iovec text = { word, sizeof word };
  union
  {
    struct cmsghdr head;
    char room[CMSG_SPACE (YX_JUDGE_DESCRIPTORS * sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = &text, .msg_iovlen = 1, .msg_control = &control,
                            .msg_controllen = sizeof control };
  struct cmsghdr *passed;
  ssize_t n;

  do
    n = recvmsg (STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  passed = n == (ssize_t) strlen (YX_JUDGE_WORD) ? CMSG_FIRSTHDR (&message) : NULL;
  if (passed == NULL || passed->cmsg_type != SCM_RIGHTS
      || passed->cmsg_len != CMSG_LEN (YX_JUDGE_DESCRIPTORS * sizeof (int)))
    return FALSE;
  memcpy (descriptors, CMSG_DATA (passed), YX_JUDGE_DESCRIPTORS * sizeof (int));
  return TRUE;
}

/* Whether the process ended well. */
static gboolean
await (pid_t child)
{
  int status = 0;
  pid_t ended;

  do
    ended = waitpid (child, &status, 0);
  while (ended < 0 && errno == EINTR);
  return ended == child && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* Forks for each question and touches neither question nor document itself. */
int
main (void)
{
  pid_t keeper = getpid ();
  int descriptors[YX_JUDGE_DESCRIPTORS];

  if (!confine () || !yx_crypto_init ())
    return 2;
  while (receive (descriptors))
    {
      pid_t child = fork ();
      guint8 status;

      if (child == 0)
        {
          close (STDIN_FILENO);
          return confine_further (keeper) ? judge (descriptors) : 2;
        }
      for (guint i = 0; i < YX_JUDGE_DESCRIPTORS; i++)
        close (descriptors[i]);
      status = child < 0 || !await (child);
      if (send (STDIN_FILENO, &status, 1, 0) != 1)
        return 1;
    }
  return 0;
}
