/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/yx-crypto.h"
#include "judge/yx-judge-run.h"

#define DOCUMENT_FD 3
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

/* Nothing that a document does to this process may cost more than this process. AddressSanitizer needs room
 * and, to look for leaks, to be traced. */
static gboolean
confine (void)
{
#ifndef __SANITIZE_ADDRESS__
  if (!limit (RLIMIT_AS, ADDRESS_SPACE) || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    return FALSE;
#endif
  signal (SIGXFSZ, SIG_IGN);
  return limit (RLIMIT_CPU, CPU_SECONDS) && limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) &&
         limit (RLIMIT_NOFILE, OPEN_FILES) && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
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

int
main (void)
{
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!confine () || !yx_crypto_init ())
    return 2;
  request = read_all (STDIN_FILENO, MAX_REQUEST);
  document = read_all (DOCUMENT_FD, MAX_DOCUMENT);
  if (request == NULL || document == NULL)
    return 2;
  answer = yx_judge_run (request, document, &error);
  if (answer == NULL)
    {
      write_all (STDERR_FILENO, error->message);
      return 2;
    }
  return write_all (STDOUT_FILENO, answer) && write_all (STDOUT_FILENO, "\n") ? 0 : 1;
}
