/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills hall and client in the middle of a whole walkthrough, lets both go on, and looks whether
 * everything is there exactly once. `--kills N --client-kills N --power-cuts N --seed S` say how often and where. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/yx-database.h"
#include "faults/walkthrough-trial.h"

static int kills = 20;
static int client_kills = 20;
static int power_cuts = 20;
static gint64 seed;
static gboolean without_points;

static const GOptionEntry entries[] = {
  { "kills", 0, 0, G_OPTION_ARG_INT, &kills, "Random kills of the hall", "N" },
  { "client-kills", 0, 0, G_OPTION_ARG_INT, &client_kills, "Random kills of the client", "N" },
  { "power-cuts", 0, 0, G_OPTION_ARG_INT, &power_cuts, "Random moments at which the hall loses power", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Seed of the random moments", "S" },
  { "without-points", 0, 0, G_OPTION_ARG_NONE, &without_points, "Leave out the kill at each named point", NULL },
  { NULL },
};

typedef struct
{
  char *hall_fault;   /* (nullable): for the hall's first run */
  char *client_fault; /* (nullable): for the walkthrough's first run */
  int hall_after;     /* kill the hall after so many ms, -1: not */
  int client_after;
  gboolean must_hit;
  guint32 power; /* seed of what the disk keeps when the power goes, 0: it doesn't */
} Kill;

static void
free_kill (gpointer data)
{
  Kill *kill = data;

  g_free (kill->hall_fault);
  g_free (kill->client_fault);
  g_free (kill);
}

typedef struct
{
  const char *step; /* the walkthrough's, which ends when the hall has answered for it */
  const char *sql;
  gint64 count;
} Rows;

/* What there must be of each after one contract, whatever happened on the way. */
static const Rows rows[] = {
  { "enterprise registered", "SELECT count(*) AS n FROM enterprise", 1 },
  { "employees registered", "SELECT count(*) AS n FROM account", 2 },
  { "employees registered", "SELECT count(*) AS n FROM person", 2 },
  { "employees' certificates", "SELECT count(*) AS n FROM certificate WHERE state = 'valid'", 2 },
  { "enterprise's seal", "SELECT count(*) AS n FROM seal", 1 },
  { "filings sent", "SELECT count(*) AS n FROM filing", 1 },
  { "contracts drawn up", "SELECT count(*) AS n FROM contract", 1 },
  { "contracts drawn up", "SELECT count(*) AS n FROM document", 1 },
  { "contracts sealed", "SELECT count(*) AS n FROM seal_use", 1 },
  { "contracts read and signed", "SELECT count(*) AS n FROM revision WHERE kind = 'signature'", 2 },
  { "contracts complete", "SELECT count(*) AS n FROM revision WHERE kind = 'evidence'", 1 },
  { "contracts complete", "SELECT count(*) AS n FROM document WHERE state = 'complete'", 1 },
};

static void
assert_count (YxDatabase *db, const Rows *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, expected->sql, &error);

  g_assert_no_error (error);
  g_assert_true (yx_statement_row (statement, &error));
  if (yx_statement_int (statement, "n") != expected->count)
    g_error ("%s: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT, expected->sql, yx_statement_int (statement, "n"),
             expected->count);
}

/* Of each step that the hall has answered for, or of all. */
static void
assert_there (Trial *trial, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (trial_database (trial), YX_DATABASE_READ, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (all || trial_has_done (trial, rows[i].step))
      assert_count (db, &rows[i]);
}

static void
test_kill (gconstpointer data)
{
  const Kill *kill = data;
  Trial *trial = trial_new (kill->power != 0);
  GRand *dice = g_rand_new_with_seed (kill->power);

  trial_start_hall (trial, kill->hall_fault);
  trial_walk (trial, kill->client_fault, kill->hall_after, kill->client_after);
  for (int i = 0; i < 6 && !trial_finished (trial); i++)
    {
      if (!trial_hall_runs (trial))
        {
          if (kill->power != 0)
            trial_cut_power (trial, dice);
          assert_there (trial, FALSE);
          trial_start_hall (trial, NULL);
        }
      trial_walk (trial, NULL, -1, -1);
    }
  g_assert_true (trial_finished (trial));
  g_assert_true (!kill->must_hit || trial_was_killed (trial));
  trial_stop_hall (trial);
  g_assert_true (trial_check_passes (trial));
  g_assert_true (trial_verify_passes (trial));
  assert_there (trial, TRUE);
  trial_free (trial);
  g_rand_free (dice);
}

static void
add (const char *path, Kill *kill)
{
  g_test_add_data_func_full (path, kill, test_kill, free_kill);
}

static void
add_points (char **passed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; passed[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/faults/point/", passed[i], NULL);
      Kill *kill;

      if (!g_hash_table_add (seen, passed[i]))
        continue;
      kill = g_new0 (Kill, 1);
      *kill = (Kill){ .hall_fault = g_strdup (passed[i]), .hall_after = -1, .client_after = -1, .must_hit = TRUE };
      add (path, kill);
    }
}

static int
count_of (char **passed, const char *name)
{
  int n = 0;

  for (guint i = 0; passed[i] != NULL; i++)
    n += strcmp (passed[i], name) == 0;
  return n;
}

static gboolean
inside_a_write (const char *name)
{
  return !g_str_has_prefix (name, "hall.answer");
}

/* A passage as YINXIN_FAULT says it, `name:n`: one that every walkthrough comes by, four times in five inside a
 * write. */
static char *
pick_passage (char **passed, GRand *dice)
{
  gint32 all = (gint32) g_strv_length (passed);
  gboolean writing = g_rand_int_range (dice, 0, 5) > 0;
  const char *name = passed[g_rand_int_range (dice, 0, all)];

  for (int tries = 0; tries < 1000 && inside_a_write (name) != writing; tries++)
    name = passed[g_rand_int_range (dice, 0, all)];
  return g_strdup_printf ("%s:%d", name, g_rand_int_range (dice, 1, 1 + MAX (1, count_of (passed, name) * 3 / 4)));
}

static void
add_random (const char *whom, char **passed, int count, GRand *dice)
{
  gboolean hall = strcmp (whom, "hall") == 0;

  for (int i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/random-%s/%d", whom, i);
      Kill *kill = g_new0 (Kill, 1);
      gboolean at_any_time = i % 5 == 4;

      kill->hall_after = kill->client_after = -1;
      if (at_any_time && hall)
        kill->hall_after = g_rand_int_range (dice, 0, 2500);
      else if (at_any_time)
        kill->client_after = g_rand_int_range (dice, 0, 2500);
      else if (hall)
        kill->hall_fault = pick_passage (passed, dice);
      else
        kill->client_fault = pick_passage (passed, dice);
      kill->must_hit = !at_any_time;
      g_test_message ("%s: %s", path, at_any_time ? "by time" : hall ? kill->hall_fault : kill->client_fault);
      add (path, kill);
    }
}

/* The hall dies by a fault or at any time, and what it had not synced dies with it. */
static void
add_power_cuts (char **passed, int count, GRand *dice)
{
  for (int i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/power-cut/%d", i);
      Kill *kill = g_new0 (Kill, 1);
      gboolean at_any_time = i % 5 == 4;

      kill->client_after = -1;
      kill->hall_after = at_any_time ? g_rand_int_range (dice, 0, 2500) : -1;
      kill->hall_fault = at_any_time ? NULL : pick_passage (passed, dice);
      kill->must_hit = !at_any_time;
      kill->power = g_rand_int (dice) | 1;
      g_test_message ("%s: %s", path, at_any_time ? "by time" : kill->hall_fault);
      add (path, kill);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GRand) dice = NULL;
  g_auto (GStrv) of_hall = NULL;
  g_auto (GStrv) of_client = NULL;
  int status;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  g_test_init (&argc, &argv, NULL);
  if (seed == 0)
    seed = g_get_real_time () & G_MAXUINT32;
  g_print ("# seed %" G_GINT64_FORMAT "\n", seed);
  dice = g_rand_new_with_seed ((guint32) seed);
  trial_prepare (&of_hall, &of_client);
  g_print ("# one contract passes %u points in the hall and %u in the client\n", g_strv_length (of_hall), g_strv_length (of_client));
  if (!without_points)
    add_points (of_hall);
  add_random ("hall", of_hall, kills, dice);
  add_random ("client", of_client, client_kills, dice);
  add_power_cuts (of_hall, power_cuts, dice);
  status = g_test_run ();
  trial_clean_up ();
  return status;
}
