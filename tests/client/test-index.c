/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/mirror-fixture.h"

#define LINES 300

static YxLine *
make_line (guint i)
{
  g_autoptr (YxFiling) filing = mirror_filing (i, i % 10 == 0 ? YX_FILING_RETURNED : YX_FILING_APPROVED);
  g_autoptr (YxDocument) document = mirror_document (i, i % 2 == 0 ? YX_DOCUMENT_COMPLETE : YX_DOCUMENT_TO_SIGN);

  return yx_line_compose (YX_ACCOUNT_ENTERPRISE, filing, document, NULL);
}

static YxIndex *
filled (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);
  YxIndex *index = yx_index_new (yx_date_from_instant (YX_TEST_NOW), NULL);

  for (guint i = 0; i < LINES; i++)
    g_ptr_array_add (lines, make_line (i));
  g_assert_true (yx_index_put (index, lines, NULL));
  return index;
}

static GPtrArray *
find (YxIndex *index, const YxIndexQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = yx_index_find (index, query, &error);
  GPtrArray *lines;

  g_assert_no_error (error);
  lines = yx_index_read (index, (const YxIndexKey *) (gpointer) keys->data, keys->len);
  g_assert_cmpuint (lines->len, ==, keys->len);
  return lines;
}

static const struct
{
  const char *search;
  guint found;
} searches[] = {
  { NULL, LINES },
  { "", LINES },
  { "  ", LINES },
  { "李想", 60 },
  { "李想0", 1 },
  { "ENGINEER", 100 },
  { "ｅｎｇｉｎｅｅｒ", 100 },
  { "engineer 王小燕", 20 },
  { "质量 检验", 100 },
  { "%", 0 },
  { "_", 0 },
  { "' OR 1=1 --", 0 },
  { "李想\xff", LINES }, /* no UTF-8: nothing was asked */
};

static void
test_search (void)
{
  g_autoptr (YxIndex) index = filled ();

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      const YxIndexQuery query = { .segment = YX_INDEX_ALL, .search = searches[i].search };
      g_autoptr (GPtrArray) lines = find (index, &query);

      g_assert_cmpuint (lines->len, ==, searches[i].found);
    }
}

static int
compare (const YxLine *a, const YxLine *b, YxIndexSort sort)
{
  switch (sort)
    {
    case YX_INDEX_BY_NAME:
      return g_utf8_collate (a->name, b->name);
    case YX_INDEX_BY_START:
      return (a->from < b->from) - (a->from > b->from);
    case YX_INDEX_BY_END:
      return (a->to > b->to) - (a->to < b->to);
    default:
      return a->todo != b->todo ? b->todo - a->todo : (a->updated < b->updated) - (a->updated > b->updated);
    }
}

static void
test_order (void)
{
  g_autoptr (YxIndex) index = filled ();

  for (int sort = 0; sort < YX_N_INDEX_SORTS; sort++)
    {
      const YxIndexQuery query = { .segment = YX_INDEX_ALL, .sort = (YxIndexSort) sort };
      g_autoptr (GPtrArray) lines = find (index, &query);

      g_assert_cmpuint (lines->len, ==, LINES);
      for (guint i = 1; i < lines->len; i++)
        g_assert_cmpint (compare (lines->pdata[i - 1], lines->pdata[i], query.sort), <=, 0);
    }
}

/* Each segment's number is that of its lines. */
static void
test_counts (void)
{
  g_autoptr (YxIndex) index = filled ();
  gint64 counts[YX_N_INDEX_SEGMENTS];

  g_assert_true (yx_index_count (index, counts, NULL));
  for (int i = 0; i < YX_N_INDEX_SEGMENTS; i++)
    {
      const YxIndexQuery query = { .segment = (YxIndexSegment) i };
      g_autoptr (GPtrArray) lines = find (index, &query);

      g_assert_cmpint (counts[i], ==, lines->len);
      g_assert_cmpint (counts[i], >, 0);
    }
}

static void
test_state (void)
{
  const YxIndexQuery query = { .segment = YX_INDEX_ALL, .state = "returned" };
  g_autoptr (YxIndex) index = filled ();
  g_autoptr (GPtrArray) lines = find (index, &query);

  g_assert_cmpuint (lines->len, ==, LINES / 10);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (((YxLine *) lines->pdata[i])->reason, ==, "试用期超过法定上限");
}

/* A key outlives its line: what is gone reads as nothing; a change has another stamp. */
static void
test_keys (void)
{
  const YxIndexQuery query = { .segment = YX_INDEX_ALL, .search = "李想0" };
  g_autoptr (YxIndex) index = filled ();
  g_autoptr (GArray) keys = yx_index_find (index, &query, NULL);
  g_autoptr (GArray) later = NULL;
  g_autoptr (GPtrArray) lines = yx_index_read (index, &g_array_index (keys, YxIndexKey, 0), 1);
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing = NULL;

  g_ptr_array_add (again, make_line (0));
  g_assert_true (yx_index_put (index, again, NULL));
  later = yx_index_find (index, &query, NULL);
  g_assert_cmpint (g_array_index (keys, YxIndexKey, 0).number, ==, g_array_index (later, YxIndexKey, 0).number);
  g_assert_cmpint (g_array_index (keys, YxIndexKey, 0).stamp, !=, g_array_index (later, YxIndexKey, 0).stamp);
  g_ptr_array_add (gone, ((YxLine *) lines->pdata[0])->id);
  g_assert_true (yx_index_remove (index, gone, NULL));
  nothing = yx_index_read (index, &g_array_index (keys, YxIndexKey, 0), 1);
  g_assert_cmpuint (nothing->len, ==, 1);
  g_assert_null (nothing->pdata[0]);
}

/* A line that another document's line stands beside is found by its own id first, and goes alone. */
static void
test_ids (void)
{
  g_autoptr (YxIndex) index = yx_index_new (yx_date_from_instant (YX_TEST_NOW), NULL);
  g_autoptr (YxDocument) document = mirror_document (1, YX_DOCUMENT_TO_SIGN);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (YxLine) left = NULL;

  g_ptr_array_add (lines, yx_line_compose (YX_ACCOUNT_ENTERPRISE, NULL, document, NULL));
  g_ptr_array_add (lines, make_line (1));
  g_assert_true (yx_index_put (index, lines, NULL));
  g_assert_cmpint (yx_index_number (index, document->id), !=, yx_index_number (index, ((YxLine *) lines->pdata[1])->id));
  g_ptr_array_add (gone, document->id);
  g_assert_true (yx_index_remove (index, gone, NULL));
  left = yx_index_get (index, document->id);
  g_assert_cmpstr (left->id, ==, ((YxLine *) lines->pdata[1])->id);
  g_assert_true (yx_index_clear (index, NULL));
  g_assert_cmpint (yx_index_number (index, document->id), ==, 0);
}

/* What is read is what was put, but for the words that only searching needs. */
static void
test_fields (void)
{
  g_autoptr (YxIndex) index = filled ();

  for (guint i = 0; i < LINES; i++)
    {
      g_autoptr (YxLine) line = make_line (i);
      g_autoptr (YxLine) found = yx_index_get (index, line->id);

      g_assert_null (found->words);
      yx_record_set_text (line, "words", NULL);
      if (line->signed_by_all)
        yx_record_set_text (line, "state", found->state);
      g_assert_true (yx_record_equal (line, found));
    }
}

/* The same lines over and over, until nobody looks any more. */
typedef struct
{
  YxIndex *index;
  int looked; /* atomic */
} Loading;

static gpointer
load (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; i < LINES; i++)
    g_ptr_array_add (lines, make_line (i));
  while (!g_atomic_int_get (&loading->looked))
    g_assert_true (yx_index_put (loading->index, lines, NULL));
  return NULL;
}

/* While lines come in, whoever asks is answered, with lines that are there. */
static void
test_meanwhile (void)
{
  g_autoptr (YxIndex) index = filled ();
  Loading loading = { index, FALSE };
  GThread *thread = g_thread_new ("load", load, &loading);

  for (guint i = 0; i < 50; i++)
    {
      const YxIndexQuery query = { .segment = YX_INDEX_ALL, .search = i % 2 == 0 ? "李想" : NULL, .sort = (YxIndexSort) (i % YX_N_INDEX_SORTS) };
      g_autoptr (GPtrArray) lines = find (index, &query);

      g_assert_cmpuint (lines->len, ==, i % 2 == 0 ? LINES / 5 : LINES);
      for (guint k = 0; k < lines->len; k++)
        g_assert_nonnull (lines->pdata[k]);
    }
  g_atomic_int_set (&loading.looked, TRUE);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/index/search", test_search);
  g_test_add_func ("/client/index/order", test_order);
  g_test_add_func ("/client/index/counts", test_counts);
  g_test_add_func ("/client/index/state", test_state);
  g_test_add_func ("/client/index/keys", test_keys);
  g_test_add_func ("/client/index/ids", test_ids);
  g_test_add_func ("/client/index/fields", test_fields);
  g_test_add_func ("/client/index/meanwhile", test_meanwhile);
  return g_test_run ();
}
