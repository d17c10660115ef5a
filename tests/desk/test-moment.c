/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/yx-problem.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-moment.h"

#define MOMENT(seconds) (G_GINT64_CONSTANT (seconds) * G_USEC_PER_SEC)

/* 2026-02-28 16:05 UTC is the first of March at the hall. */
static void
test_words (void)
{
  g_autofree char *day = yx_moment_day (MOMENT (1772294700));
  g_autofree char *minute = yx_moment_minute (MOMENT (1772294700));
  g_autofree char *time = yx_moment_time (MOMENT (1772294700));

  g_assert_cmpstr (day, ==, "2026-03-01");
  g_assert_cmpstr (minute, ==, "2026-03-01 00:05");
  g_assert_cmpstr (time, ==, "00:05");
}

static void
test_days_left (void)
{
  static const struct
  {
    gint64 instant;
    gint64 now;
    gint64 days;
  } cases[] = {
    { MOMENT (1772294700), MOMENT (1772294700), 0 },
    { MOMENT (1772294700), MOMENT (1772294700 - 360), 1 },  /* six minutes before: yesterday there */
    { MOMENT (1772294700), MOMENT (1772294700 + 86400), -1 },
    { MOMENT (1772294700 + 30 * 86400), MOMENT (1772294700), 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yx_moment_days_left (cases[i].instant, cases[i].now), ==, cases[i].days);
}

/* What is locked says until what time of day. */
static void
test_until (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  yx_problem_set_wait (&error, YX_PROBLEM_LOCKED, 900, MOMENT (1772294700));
  words = yx_error_words (error);
  g_assert_true (g_str_has_suffix (words, "(until 00:05)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/moment/words", test_words);
  g_test_add_func ("/desk/moment/days-left", test_days_left);
  g_test_add_func ("/desk/moment/locked-until", test_until);
  return g_test_run ();
}
