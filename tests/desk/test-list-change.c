/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-list-change.h"

#define ROUNDS 400
#define MOST 60

/* A list in a few letters: each is a line; the same letter in the other case is the same line, changed. */
static GArray *
spell (const char *letters)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));

  for (const char *at = letters; *at != '\0'; at++)
    {
      const YxIndexKey key = { g_ascii_tolower (*at), g_ascii_isupper (*at) ? 2 : 1 };

      g_array_append_val (keys, key);
    }
  return keys;
}

static GArray *
shuffle (guint n)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));

  for (guint i = 0; i < n; i++)
    {
      const YxIndexKey key = { g_test_rand_int_range (1, MOST), g_test_rand_int_range (1, 3) };

      g_array_append_val (keys, key);
    }
  return keys;
}

/* Places, as a view has them that is told of the steps alone: each is a number that was never given before. */
static void
step (GArray *places, const YxListStep *step, int *next)
{
  g_assert_cmpuint (step->position, <=, places->len);
  g_assert_cmpuint (step->removed, <=, places->len - step->position);
  g_assert_true (step->removed == 0 || step->added == 0);
  if (step->removed > 0)
    g_array_remove_range (places, step->position, step->removed);
  for (guint i = 0; i < step->added; i++)
    {
      g_array_insert_val (places, step->position + i, *next);
      *next += 1;
    }
}

static GArray *
follow (const YxListChange *change, GArray *before, GArray *after)
{
  g_autoptr (GArray) halfway = yx_list_change_halfway (change, before, after);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (int));
  int next = 0;

  for (; next < (int) before->len; next++)
    g_array_append_val (places, next);
  step (places, &change->last, &next);
  g_assert_cmpuint (places->len, ==, halfway->len);
  step (places, &change->first, &next);
  g_assert_cmpuint (places->len, ==, after->len);
  return places;
}

static int
place_at (GArray *places, guint i)
{
  return g_array_index (places, int, i);
}

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
  guint top;
  YxListStep last;
  YxListStep first;
} Case;

static const Case cases[] = {
  { "same", "abc", "abc", 0, { 3, 0, 0 }, { 3, 0, 0 } },
  { "nothing", "", "", 0, { 0, 0, 0 }, { 0, 0, 0 } },
  { "fills", "", "abc", 0, { 0, 0, 3 }, { 0, 0, 0 } },
  { "empties", "abc", "", 0, { 0, 3, 0 }, { 0, 0, 0 } },
  { "one-more-at-the-top", "bcd", "abcd", 0, { 0, 0, 1 }, { 0, 0, 0 } },
  { "one-gone", "abcd", "acd", 0, { 1, 1, 0 }, { 1, 0, 0 } },
  { "one-changed", "abcd", "abCd", 0, { 3, 0, 0 }, { 2, 0, 0 } },
  { "one-to-the-top", "abcdef", "dabcef", 0, { 4, 0, 0 }, { 0, 0, 0 } },
  { "others", "abcd", "xyz", 0, { 3, 1, 0 }, { 0, 0, 0 } },
  /* Somebody looks at what begins with d. */
  { "more-above", "abcdefg", "xyzabcdefG", 3, { 7, 0, 0 }, { 0, 0, 3 } },
  { "fewer-above", "abcdefg", "cdefG", 3, { 7, 0, 0 }, { 0, 2, 0 } },
  { "more-above-and-fewer-below", "abcdefg", "xabcDG", 3, { 5, 2, 0 }, { 0, 0, 1 } },
  { "next-one-stays", "abcdefg", "xyzefG", 3, { 7, 0, 0 }, { 0, 1, 0 } },
  { "all-gone", "abcdefg", "xyz", 3, { 3, 4, 0 }, { 0, 0, 0 } },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GArray) before = spell (test->before);
  g_autoptr (GArray) after = spell (test->after);
  const YxListChange change = yx_list_change_find (before, after, test->top);
  g_autoptr (GArray) places = follow (&change, before, after);

  g_assert_cmpmem (&change.last, sizeof change.last, &test->last, sizeof test->last);
  g_assert_cmpmem (&change.first, sizeof change.first, &test->first, sizeof test->first);
}

/* Halfway the last step is done: what stands before it is as it was. */
static void
test_halfway (void)
{
  g_autoptr (GArray) before = spell ("abcdefgh");
  g_autoptr (GArray) after = spell ("xabcDGuvwh");
  const YxListChange change = yx_list_change_find (before, after, 2);
  g_autoptr (GArray) halfway = yx_list_change_halfway (&change, before, after);
  g_autoptr (GArray) expected = spell ("abcdefgwh");

  g_assert_cmpuint (halfway->len, ==, expected->len);
  for (guint i = 0; i < halfway->len; i++)
    g_assert_true (yx_list_key_same (&g_array_index (halfway, YxIndexKey, i), &g_array_index (expected, YxIndexKey, i)));
}

/* Whatever becomes of a list, the steps lead there; what is first seen stays where it is, if it is still there. */
static void
test_any (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GArray) before = shuffle ((guint) g_test_rand_int_range (0, MOST));
      g_autoptr (GArray) after = shuffle ((guint) g_test_rand_int_range (0, MOST));
      guint top = before->len > 0 ? (guint) g_test_rand_int_range (0, (int) before->len) : 0;
      const YxListChange change = yx_list_change_find (before, after, top);
      g_autoptr (GArray) places = follow (&change, before, after);
      gboolean first = change.first.removed > 0 || change.first.added > 0;
      gboolean found = !first;

      /* Only for the sake of a line from the top of what is seen are places taken or given above it. */
      for (guint i = 0; i < places->len && !found; i++)
        {
          int place = place_at (places, i);

          found = place >= (int) top && place < (int) before->len
                  && g_array_index (before, YxIndexKey, place).number == g_array_index (after, YxIndexKey, i).number;
        }
      g_assert_true (found);
    }
}

static void
test_same_key (void)
{
  const YxIndexKey one = { 1, 1 };

  g_assert_true (yx_list_key_same (&one, &(const YxIndexKey){ 1, 1 }));
  g_assert_false (yx_list_key_same (&one, &(const YxIndexKey){ 1, 2 }));
  g_assert_false (yx_list_key_same (&one, &(const YxIndexKey){ 2, 1 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/desk/list-change/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/desk/list-change/halfway", test_halfway);
  g_test_add_func ("/desk/list-change/any", test_any);
  g_test_add_func ("/desk/list-change/same-key", test_same_key);
  return g_test_run ();
}
