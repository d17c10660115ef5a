/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-places.h"

#define ROWS 6

/* Rows in the places 10, 11, … of a list whose lines have the numbers 100, 101, … */
typedef struct
{
  YxContractPlaces *places;
  YxContractRow *rows[ROWS];
  GPtrArray *told; /* (element-type YxContractRow) */
} Fixture;

static YxIndexKey
key_of (guint position)
{
  return (YxIndexKey){ 90 + position, 1 };
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->places = yx_contract_places_new ();
  fixture->told = g_ptr_array_new ();
  for (guint i = 0; i < ROWS; i++)
    {
      const YxIndexKey key = key_of (10 + i);

      fixture->rows[i] = yx_contract_row_new (NULL);
      yx_contract_places_put (fixture->places, 10 + i, &key, fixture->rows[i]);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ROWS; i++)
    g_clear_object (&fixture->rows[i]);
  if (fixture->places != NULL)
    g_assert_cmpuint (yx_contract_places_length (fixture->places), ==, 0);
  g_clear_pointer (&fixture->places, yx_contract_places_free);
  g_ptr_array_unref (fixture->told);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yx_contract_places_find (fixture->places, 12) == fixture->rows[2]);
  g_assert_null (yx_contract_places_find (fixture->places, 9));
  g_clear_object (&fixture->rows[2]);
  g_assert_null (yx_contract_places_find (fixture->places, 12));
  g_assert_cmpuint (yx_contract_places_length (fixture->places), ==, ROWS - 1);
}

/* Rows that live longer than the list know nothing of it. */
static void
test_outlived (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->places, yx_contract_places_free);
  for (guint i = 0; i < ROWS; i++)
    g_assert_null (yx_contract_row_get_line (fixture->rows[i]));
}

static void
test_shift (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint position, removed, added;
    int found[ROWS]; /* where each row is afterwards; -1: nowhere */
  } shifts[] = {
    { 0, 0, 5, { 15, 16, 17, 18, 19, 20 } },     { 20, 0, 1, { 15, 16, 17, 18, 19, 21 } },
    { 22, 9, 0, { 15, 16, 17, 18, 19, 21 } },    { 0, 14, 0, { 1, 2, 3, 4, 5, 7 } },
    { 3, 2, 0, { 1, 2, -1, -1, 3, 5 } },         { 2, 1, 7, { 1, -1, -1, -1, 9, 11 } },
    { 0, G_MAXINT, 0, { -1, -1, -1, -1, -1, -1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      guint there = 0;

      yx_contract_places_shift (fixture->places, shifts[i].position, shifts[i].removed, shifts[i].added);
      for (guint row = 0; row < ROWS; row++)
        if (shifts[i].found[row] >= 0)
          {
            g_assert_true (yx_contract_places_find (fixture->places, (guint) shifts[i].found[row]) == fixture->rows[row]);
            there++;
          }
      g_assert_cmpuint (yx_contract_places_length (fixture->places), ==, there);
    }
}

static void
tell (YxContractRow *row, const YxIndexKey *key, gpointer data)
{
  Fixture *fixture = data;

  g_ptr_array_add (fixture->told, row);
  if (key != NULL)
    g_assert_cmpint (key->stamp, ==, 2);
}

/* Only rows whose line is another one, or changed, are told of, from above to below, and once. */
static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));

  for (guint position = 0; position < 15; position++)
    {
      YxIndexKey key = key_of (position);

      if (position == 11)
        key = (YxIndexKey){ 7, 2 };
      else if (position == 13)
        key.stamp = 2;
      g_array_append_val (keys, key);
    }
  yx_contract_places_follow (fixture->places, keys, tell, fixture);
  g_assert_cmpuint (fixture->told->len, ==, 2);
  g_assert_true (fixture->told->pdata[0] == fixture->rows[1] && fixture->told->pdata[1] == fixture->rows[3]);
  yx_contract_places_follow (fixture->places, keys, tell, fixture);
  g_assert_cmpuint (fixture->told->len, ==, 2);
}

static void
drop (YxContractRow *row, const YxIndexKey *key, gpointer data)
{
  Fixture *fixture = data;

  g_ptr_array_add (fixture->told, row);
  for (guint i = 0; i < ROWS; i++)
    g_clear_object (&fixture->rows[i]);
}

/* Who is called may let all rows go. */
static void
test_each (Fixture *fixture, gconstpointer data)
{
  yx_contract_places_each (fixture->places, drop, fixture);
  g_assert_cmpuint (fixture->told->len, ==, ROWS);
  g_assert_cmpuint (yx_contract_places_length (fixture->places), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, test) g_test_add ("/desk/contract-places/" name, Fixture, NULL, set_up, test, tear_down)
  TEST ("held", test_held);
  TEST ("outlived", test_outlived);
  TEST ("shift", test_shift);
  TEST ("follow", test_follow);
  TEST ("each", test_each);
#undef TEST
  return g_test_run ();
}
