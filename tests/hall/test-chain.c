/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "hall/hall-fixture.h"
#include "hall/yx-hall-chain.h"
#include "hall/yx-hall-events.h"

#define OBJECT "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER "doc_bbbbbbbbbbbbbbbbbbbbbbbbbb"

static gboolean
write_event (YxHallWrite *write, gpointer data, GError **error)
{
  return yx_hall_event_write (write, data, "document.read", NULL, error);
}

static void
happen (HallFixture *fixture, const char *object)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_write (fixture->hall, NULL, write_event, (gpointer)object, &error));
  g_assert_no_error (error);
}

static void
record (HallFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_chain_record (fixture->hall, &error));
  g_assert_no_error (error);
}

static gboolean
execute (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, data, error);
}

static void
tamper (HallFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_writer_run (fixture->hall->writer, execute, (gpointer)sql, &error));
  g_assert_no_error (error);
}

static gboolean
count (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT COUNT (*) AS n FROM \"chain_record\"", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *(gint64 *)data = yx_statement_int (statement, "n");
  return TRUE;
}

static gint64
count_records (HallFixture *fixture)
{
  gint64 n = -1;

  g_assert_true (yx_hall_readers_run (fixture->hall->readers, count, &n, NULL));
  return n;
}

static guint
count_faults (HallFixture *fixture)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_chain_check (fixture->hall, faults, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *)faults->pdata[i]);
  return faults->len;
}

static HallFixture *
begin (void)
{
  HallFixture *fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  happen (fixture, OBJECT);
  happen (fixture, OBJECT);
  happen (fixture, OTHER);
  record (fixture);
  yx_test_clock_turn (fixture->clock, G_TIME_SPAN_HOUR);
  happen (fixture, OTHER);
  record (fixture);
  return fixture;
}

static void
test_records (void)
{
  g_autoptr (HallFixture) fixture = begin ();

  g_assert_cmpint (count_records (fixture), ==, 2);
  g_assert_cmpuint (count_faults (fixture), ==, 0);
}

static void
test_nothing_happened (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();

  hall_fixture_open (fixture);
  record (fixture);
  g_assert_cmpint (count_records (fixture), ==, 0);
  happen (fixture, OBJECT);
  record (fixture);
  yx_test_clock_turn (fixture->clock, G_TIME_SPAN_HOUR);
  record (fixture);
  yx_test_clock_turn (fixture->clock, G_TIME_SPAN_HOUR);
  record (fixture);
  g_assert_cmpint (count_records (fixture), ==, 1);
}

/* Whoever owns the database can write anything into it, but not so that nobody sees it. */
static void
test_tampered (void)
{
  static const char *const sql[] = {
    "UPDATE \"event\" SET \"chain\" = 'x' WHERE \"object\" = '" OBJECT "' AND \"number\" = 2",
    "DELETE FROM \"event\" WHERE \"object\" = '" OTHER "'",
    "UPDATE \"chain_record\" SET \"until\" = \"until\" + 1 WHERE \"number\" = 2",
    "UPDATE \"chain_record\" SET \"heads\" = x'00' WHERE \"number\" = 1",
    "UPDATE \"chain_record\" SET \"record\" = x'3000' WHERE \"number\" = 1",
    "UPDATE \"chain_record\" SET \"record\" = (SELECT \"record\" FROM \"chain_record\" WHERE \"number\" = 1)",
    "DELETE FROM \"chain_record\" WHERE \"number\" = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (HallFixture) fixture = begin ();

      tamper (fixture, sql[i]);
      g_test_message ("%s", sql[i]);
      g_assert_cmpuint (count_faults (fixture), >, 0);
    }
}

static void
test_while_serving (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  YxHallChain *chain;

  hall_fixture_open (fixture);
  chain = yx_hall_chain_start (fixture->hall);
  happen (fixture, OBJECT);
  yx_hall_chain_stop (chain);
  g_assert_cmpint (count_records (fixture), >=, 1);
  g_assert_cmpuint (count_faults (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/chain/records", test_records);
  g_test_add_func ("/hall/chain/nothing-happened", test_nothing_happened);
  g_test_add_func ("/hall/chain/tampered", test_tampered);
  g_test_add_func ("/hall/chain/while-serving", test_while_serving);
  return g_test_run ();
}
