/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-turns.h"

static guint destroyed;

static void
count (gpointer who)
{
  destroyed++;
}

#define ASK(account, number) yx_hall_turns_ask (turns, account, GINT_TO_POINTER (number))
#define NEXT() GPOINTER_TO_INT (yx_hall_turns_next (turns))

/* Whoever asks for much waits for himself only. */
static void
test_one_account (void)
{
  g_autoptr (YxHallTurns) turns = yx_hall_turns_new (2, 10, 2, NULL);

  g_assert_cmpint (ASK ("a", 1), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (ASK ("a", 2), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("a", 3), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("a", 4), ==, YX_HALL_TURN_NEVER);
  g_assert_cmpint (ASK ("b", 5), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (NEXT (), ==, 0);
  yx_hall_turns_end (turns, "b");
  g_assert_cmpint (NEXT (), ==, 0);
  yx_hall_turns_end (turns, "a");
  g_assert_cmpint (NEXT (), ==, 2);
  g_assert_cmpint (NEXT (), ==, 0);
  yx_hall_turns_end (turns, "a");
  g_assert_cmpint (NEXT (), ==, 3);
  yx_hall_turns_end (turns, "a");
  g_assert_cmpint (NEXT (), ==, 0);
  g_assert_cmpint (ASK ("a", 6), ==, YX_HALL_TURN_NOW);
}

static void
test_many_accounts (void)
{
  g_autoptr (YxHallTurns) turns = yx_hall_turns_new (2, 3, 2, NULL);

  g_assert_cmpint (ASK ("a", 1), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (ASK ("b", 2), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (ASK ("a", 3), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("c", 4), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("d", 5), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("e", 6), ==, YX_HALL_TURN_NEVER);
  yx_hall_turns_end (turns, "b");
  g_assert_cmpint (NEXT (), ==, 4);
  g_assert_cmpint (NEXT (), ==, 0);
  yx_hall_turns_end (turns, "a");
  g_assert_cmpint (NEXT (), ==, 3);
  yx_hall_turns_end (turns, "c");
  g_assert_cmpint (NEXT (), ==, 5);
}

static void
test_forgotten (void)
{
  YxHallTurns *turns = yx_hall_turns_new (1, 3, 3, count);

  g_assert_cmpint (ASK ("a", 1), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (ASK ("b", 2), ==, YX_HALL_TURN_LATER);
  g_assert_cmpint (ASK ("c", 3), ==, YX_HALL_TURN_LATER);
  yx_hall_turns_forget (turns);
  g_assert_cmpuint (destroyed, ==, 2);
  yx_hall_turns_end (turns, "a");
  g_assert_cmpint (NEXT (), ==, 0);
  g_assert_cmpint (ASK ("a", 1), ==, YX_HALL_TURN_NOW);
  g_assert_cmpint (ASK ("b", 2), ==, YX_HALL_TURN_LATER);
  yx_hall_turns_free (turns);
  g_assert_cmpuint (destroyed, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/turns/one-account", test_one_account);
  g_test_add_func ("/hall/turns/many-accounts", test_many_accounts);
  g_test_add_func ("/hall/turns/forgotten", test_forgotten);
  return g_test_run ();
}
