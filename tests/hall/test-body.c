/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-body.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/yx-problem.h"

#define MUCH (1024 * 1024)

static void
add (YxHallBody *body, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_body_add (body, bytes, size, &error));
  g_assert_no_error (error);
}

/* Pieces of any size make the whole, in memory of either kind. */
static void
test_pieces (void)
{
  static const gsize sizes[] = { 1, 0, 3999, 1, 4096, 100000, 7 };
  g_autofree char *bytes = g_malloc (MUCH);

  for (gsize i = 0; i < MUCH; i++)
    bytes[i] = (char)(i * 7 + i / 256);
  for (int secret = 0; secret < 2; secret++)
    {
      g_autoptr (YxHallBody) body = yx_hall_body_new (MUCH, secret);
      gsize at = 0;

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          add (body, bytes + at, sizes[i]);
          at += sizes[i];
        }
      if (secret)
        {
          g_assert_cmpmem (yx_secret_text (yx_hall_body_secret (body)),
                           (int)yx_secret_size (yx_hall_body_secret (body)), bytes, (int)at);
          g_assert_false (yx_hall_body_add (body, "x", 1, NULL));
        }
      else
        {
          g_autoptr (GBytes) taken = yx_hall_body_take (body);

          g_assert_cmpmem (g_bytes_get_data (taken, NULL), (int)g_bytes_get_size (taken), bytes, (int)at);
        }
    }
  g_assert_cmpuint (yx_secret_count (), ==, 0);
}

static void
test_nothing (void)
{
  g_autoptr (YxHallBody) plain = yx_hall_body_new (10, FALSE);
  g_autoptr (YxHallBody) secret = yx_hall_body_new (10, TRUE);
  g_autoptr (GBytes) taken = yx_hall_body_take (plain);

  g_assert_cmpuint (g_bytes_get_size (taken), ==, 0);
  g_assert_null (yx_hall_body_secret (secret));
}

static void
test_too_much (void)
{
  for (int secret = 0; secret < 2; secret++)
    {
      g_autoptr (YxHallBody) body = yx_hall_body_new (10, secret);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) more = NULL;

      g_assert_false (yx_hall_body_add (body, "12345678901", 11, &error));
      g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_TOO_LARGE);
      add (body, "1234567890", 10);
      g_assert_false (yx_hall_body_add (body, "1", 1, &more));
      g_assert_error (more, YX_PROBLEM_ERROR, YX_PROBLEM_TOO_LARGE);
    }
}

/* What is announced takes no memory: however many announce, only what comes counts. */
static void
test_announced (void)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)yx_hall_body_free);

  for (guint i = 0; i < 100000; i++)
    g_ptr_array_add (bodies, yx_hall_body_new (MUCH, TRUE));
  g_assert_cmpuint (yx_secret_count (), ==, 0);
}

/* In a process that gets no more memory: 0 when the body is refused and nothing aborts. */
static int
starve (gboolean secret)
{
  const struct rlimit limits = { 1, 1 };
  YxHallBody *body = yx_hall_body_new (G_MAXSIZE / 4, secret);
  static char bytes[64 * MUCH];
  g_autoptr (GError) error = NULL;

  (void)setrlimit (RLIMIT_AS, &limits);
  for (int i = 0; i < 4; i++)
    if (!yx_hall_body_add (body, bytes, sizeof bytes, &error))
      return g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_BUSY) ? 0 : 1;
  return 2;
}

static void
test_no_memory (void)
{
#if !defined(__SANITIZE_ADDRESS__)
  for (int secret = 0; secret < 2; secret++)
    {
      pid_t process = fork ();
      int status;

      if (process == 0)
        _exit (starve (secret));
      g_assert_cmpint (waitpid (process, &status, 0), ==, process);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
#endif
  g_assert_null (yx_secret_try_new (G_MAXSIZE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/body/pieces", test_pieces);
  g_test_add_func ("/hall/body/nothing", test_nothing);
  g_test_add_func ("/hall/body/too-much", test_too_much);
  g_test_add_func ("/hall/body/announced", test_announced);
  g_test_add_func ("/hall/body/no-memory", test_no_memory);
  return g_test_run ();
}
