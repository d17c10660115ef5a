/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-layout.h"

#include <string.h>

#include "paper/yx-test-facts.h"

/* A page has about 37 lines of text; these bring whatever follows to each place near its foot. */
#define FILL_FROM 30
#define FILL_TO 39

static const YxLayoutInfo info = { "标题", "作者", TEST_COMPOSED, NULL };

static YxPaperBlock *
add (YxPaperText *text, YxPaperBlockKind kind, const char *words)
{
  YxPaperBlock *block = yx_paper_text_add (text, kind);

  yx_paper_block_append (block, words);
  return block;
}

static void
add_repeated (YxPaperText *text, YxPaperBlockKind kind, const char *character, guint n)
{
  g_autoptr (GString) words = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (words, character);
  add (text, kind, words->str);
}

static YxPaperText *
make_filled (guint n)
{
  YxPaperText *text = yx_paper_text_new ("文件");
  guint i;

  for (i = 0; i < n; i++)
    add (text, YX_BLOCK_PARAGRAPH, "行");
  return text;
}

static void
add_row (YxPaperText *text, const char *group, const char *label, const char *words)
{
  YxPaperBlock *row = add (text, YX_BLOCK_ROW, words);

  row->group = g_strdup (group);
  row->label = g_strdup (label);
}

static void
add_grid_line (YxPaperText *text, gboolean head, const char *left, const char *right)
{
  YxPaperBlock *line = yx_paper_text_add (text, YX_BLOCK_LINE);

  line->grid = 1;
  line->head = head;
  line->columns = (YxPaperColumns) { 2, { 1, 2 } };
  yx_paper_block_append (yx_paper_block_add_cell (line), left);
  yx_paper_block_append (yx_paper_block_add_cell (line), right);
}

static void
add_place (YxPaperText *text, const char *name)
{
  YxPaperBlock *place = yx_paper_text_add (text, YX_BLOCK_PLACE);

  place->id = g_strdup (name);
  place->label = g_strdup ("签字：");
  place->date = g_strdup ("日期：");
}

/* Each page's lines of words, without blank ones and without its number. */
static GPtrArray *
read_pages (const YxPaperText *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPaper) paper = yx_layout_pdf (text, &info, &error);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree char *words = NULL;
  g_auto (GStrv) texts = NULL;
  guint i;
  guint k;

  g_assert_no_error (error);
  words = test_run (paper->bytes, (const char *[]) { "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-", NULL });
  texts = g_strsplit (words, "\f", -1);
  for (i = 0; i < paper->n_pages; i++)
    {
      g_auto (GStrv) lines = g_strsplit (texts[i], "\n", -1);
      GPtrArray *page = g_ptr_array_new_with_free_func (g_free);

      for (k = 0; lines[k]; k++)
        if (*g_strstrip (lines[k]) != '\0' && lines[k][0] != '-')
          g_ptr_array_add (page, g_strdup (lines[k]));
      g_ptr_array_add (pages, page);
    }
  return pages;
}

static guint
count_lines (GPtrArray *pages, guint page, const char *beginning)
{
  GPtrArray *lines = g_ptr_array_index (pages, page);
  guint n = 0;
  guint i;

  for (i = 0; i < lines->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (lines, i), beginning);
  return n;
}

/* Whatever the length of what follows, a heading isn't the last thing on a page. */
static void
test_headings_have_company (void)
{
  guint n;
  guint length;

  for (length = 30; length <= 150; length += 40)
    for (n = FILL_FROM; n <= FILL_TO; n++)
      {
        g_autoptr (YxPaperText) text = make_filled (n);
        g_autoptr (GPtrArray) pages = NULL;
        guint page;

        add (text, YX_BLOCK_CHAPTER, "第一章");
        add_repeated (text, YX_BLOCK_PARAGRAPH, "字", length);
        pages = read_pages (text);
        page = count_lines (pages, 0, "第一章") == 1 ? 0 : 1;
        g_assert_cmpuint (count_lines (pages, page, "第一章"), ==, 1);
        g_assert_cmpuint (count_lines (pages, page, "字"), >=, MIN (2, (length + 38) / 37));
      }
}

/* Words that lead to items or to a grid stand above the first of them. */
static void
test_leads_have_company (void)
{
  const YxPaperBlockKind kinds[] = { YX_BLOCK_ITEM, YX_BLOCK_LINE };
  guint n;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (n = FILL_FROM; n <= FILL_TO; n++)
      {
        g_autoptr (YxPaperText) text = make_filled (n);
        g_autoptr (GPtrArray) pages = NULL;
        guint page;

        add (text, YX_BLOCK_PARAGRAPH, "如下：");
        if (kinds[i] == YX_BLOCK_ITEM)
          add (text, YX_BLOCK_ITEM, "首项");
        else
          add_grid_line (text, FALSE, "首项", "其他");
        pages = read_pages (text);
        page = count_lines (pages, 0, "如下") == 1 ? 0 : 1;
        g_assert_cmpuint (count_lines (pages, page, "首项"), ==, 1);
      }
}

static void
test_no_lonely_lines (void)
{
  guint split = 0;
  guint n;

  for (n = FILL_FROM; n <= FILL_TO; n++)
    {
      g_autoptr (YxPaperText) text = make_filled (n);
      g_autoptr (GPtrArray) pages = NULL;
      guint here;

      add_repeated (text, YX_BLOCK_PARAGRAPH, "字", 35 + 4 * 37);
      pages = read_pages (text);
      here = count_lines (pages, 0, "字");
      g_assert_cmpuint (here, !=, 1);
      g_assert_cmpuint (here, !=, 4);
      if (here < 5)
        g_assert_cmpuint (count_lines (pages, 1, "字"), ==, 5 - here);
      split += here > 0 && here < 5;
    }
  g_assert_cmpuint (split, >, 0);
}

static void
test_last_line_has_company (void)
{
  guint n;

  for (n = 72; n < 80; n++)
    {
      g_autoptr (YxPaperText) text = make_filled (0);
      g_autoptr (GPtrArray) pages = NULL;
      GPtrArray *lines;

      add_repeated (text, YX_BLOCK_PARAGRAPH, "字", n);
      pages = read_pages (text);
      lines = g_ptr_array_index (pages, 0);
      g_assert_cmpint (g_utf8_strlen (g_ptr_array_index (lines, lines->len - 1), -1), >=, 4);
    }
}

static void
test_figures_stay_whole (void)
{
  guint n;

  for (n = 26; n < 36; n++)
    {
      g_autoptr (YxPaperText) text = make_filled (0);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (GPtrArray) pages = NULL;
      GPtrArray *lines;
      guint i;
      gboolean found = FALSE;

      for (i = 0; i < n; i++)
        g_string_append (words, "字");
      g_string_append (words, "12000.50元字字字字字字字字字字");
      add (text, YX_BLOCK_PARAGRAPH, words->str);
      pages = read_pages (text);
      lines = g_ptr_array_index (pages, 0);
      for (i = 0; i < lines->len; i++)
        found = found || strstr (g_ptr_array_index (lines, i), "12000.50元");
      g_assert_true (found);
    }
}

static void
test_signatures_stay_together (void)
{
  guint n;

  for (n = 12; n <= 24; n++)
    {
      g_autoptr (YxPaperText) text = make_filled (n);
      g_autoptr (YxPaper) paper = NULL;
      g_autoptr (GPtrArray) pages = NULL;
      guint last;

      add_repeated (text, YX_BLOCK_PARAGRAPH, "末", 60);
      add (text, YX_BLOCK_SIGNATURES, "签署如下：");
      add_place (text, "yx.employer");
      add_place (text, "yx.worker");
      add_place (text, "yx.head");
      paper = yx_layout_pdf (text, &info, NULL);
      pages = read_pages (text);
      last = paper->n_pages - 1;
      g_assert_cmpuint (count_lines (pages, last, "末"), ==, 2);
      g_assert_cmpuint (count_lines (pages, last, "签署如下"), ==, 1);
      g_assert_cmpuint (count_lines (pages, last, "签字："), ==, 3);
      g_assert_cmpuint (paper->n_places, ==, 3);
      g_assert_cmpuint (paper->places[0].page, ==, last + 1);
    }
}

static void
test_table_stays_together (void)
{
  g_autoptr (YxPaperText) text = make_filled (34);
  g_autoptr (GPtrArray) pages = NULL;
  guint i;

  for (i = 0; i < 6; i++)
    add_row (text, i < 3 ? "甲方" : "乙方", "名", "值");
  pages = read_pages (text);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpuint (count_lines (pages, 0, "甲方"), ==, 0);
  g_assert_cmpuint (count_lines (pages, 1, "甲方") + count_lines (pages, 1, "乙方"), ==, 2);
}

/* One that fits on no page goes on, its group named again. */
static void
test_table_goes_on (void)
{
  g_autoptr (YxPaperText) text = make_filled (20);
  g_autoptr (GPtrArray) pages = NULL;
  guint i;
  guint k;
  guint n = 0;

  for (i = 0; i < 70; i++)
    {
      g_autofree char *name = g_strdup_printf ("名%u", i);

      add_row (text, "甲方", name, "值");
    }
  pages = read_pages (text);
  g_assert_cmpuint (pages->len, ==, 3);
  for (i = 0; i < pages->len; i++)
    {
      GPtrArray *lines = g_ptr_array_index (pages, i);

      for (k = 0; k < lines->len; k++)
        n += strstr (g_ptr_array_index (lines, k), "名") != NULL;
      g_assert_cmpuint (count_lines (pages, i, "甲方"), ==, 1);
    }
  g_assert_cmpuint (n, ==, 70);
}

static guint
count_words (GPtrArray *pages, guint page, const char *words)
{
  GPtrArray *lines = g_ptr_array_index (pages, page);
  guint n = 0;
  guint i;

  for (i = 0; i < lines->len; i++)
    n += strstr (g_ptr_array_index (lines, i), words) != NULL;
  return n;
}

/* Where a group's name needs more room than its only row, fewer of them go on a page: 40 points of 703 each. */
static void
test_low_groups (void)
{
  g_autoptr (YxPaperText) text = make_filled (0);
  g_autoptr (GPtrArray) pages = NULL;
  guint i;

  for (i = 0; i < 32; i++)
    add_row (text, i % 2 ? "乙\n方" : "甲\n方", "名", "值");
  pages = read_pages (text);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpuint (count_words (pages, 0, "方"), ==, 17);
  g_assert_cmpuint (count_words (pages, 1, "方"), ==, 15);
}

static void
test_grid (void)
{
  guint n;

  for (n = FILL_FROM; n <= FILL_TO; n++)
    {
      g_autoptr (YxPaperText) text = make_filled (n);
      g_autoptr (GPtrArray) pages = NULL;
      guint i;
      guint lines = 0;

      add_grid_line (text, TRUE, "头", "目");
      for (i = 0; i < 50; i++)
        add_grid_line (text, FALSE, "左", "右");
      pages = read_pages (text);
      for (i = 0; i < pages->len; i++)
        {
          guint here = count_lines (pages, i, "左");

          g_assert_cmpuint (count_lines (pages, i, "头"), ==, here > 0);
          lines += here;
        }
      g_assert_cmpuint (lines, ==, 50);
    }
}

/* A line of a grid that is longer than a page goes on under the heads; a short one isn't divided. */
static void
test_grid_long_lines (void)
{
  g_autoptr (YxPaperText) text = make_filled (31);
  g_autoptr (GString) tall = g_string_new (NULL);
  g_autoptr (GPtrArray) pages = NULL;
  guint i;
  guint lines = 0;

  for (i = 0; i < 100; i++)
    g_string_append (tall, i > 0 ? "\n长" : "长");
  add_grid_line (text, TRUE, "头", "目");
  add_grid_line (text, FALSE, "左", tall->str);
  add_grid_line (text, FALSE, "甲\n甲\n甲\n甲\n甲\n甲\n甲", "短");
  pages = read_pages (text);
  g_assert_cmpuint (pages->len, >=, 4);
  for (i = 0; i < pages->len; i++)
    {
      guint here = count_lines (pages, i, "长") + count_lines (pages, i, "左");

      g_assert_true (here == 0 || here >= 3);
      lines += here;
      g_assert_true (count_lines (pages, i, "甲") == 0 || count_lines (pages, i, "甲") == 7);
    }
  g_assert_cmpuint (lines, ==, 100);
}

static void
test_pages_are_numbered (void)
{
  g_autoptr (YxPaperText) text = make_filled (100);
  g_autoptr (YxPaper) paper = yx_layout_pdf (text, &info, NULL);
  g_autofree char *words
    = test_run (paper->bytes, (const char *[]) { "pdftotext", "-enc", "UTF-8", "FILE", "-", NULL });
  guint i;

  g_assert_cmpuint (paper->n_pages, ==, 3);
  for (i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("- %u -", i);

      g_assert_nonnull (strstr (words, number));
    }
}

static void
assert_refused (const YxPaperText *text, const YxLayoutInfo *about, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_layout_pdf (text, about, &error));
  g_assert_error (error, YX_PAPER_ERROR, code);
}

static void
test_refused (void)
{
  const YxLayoutInfo never = { "标题", "作者", G_MAXINT64 };
  g_autoptr (YxPaperText) endless = make_filled (38 * 61);
  g_autoptr (YxPaperText) usual = make_filled (1);
  g_autoptr (YxPaperText) boxed = make_filled (0);
  g_autoptr (YxPaperText) table = make_filled (0);
  g_autoptr (YxPaperText) group = make_filled (0);
  g_autoptr (YxPaperText) place = make_filled (0);
  g_autoptr (YxPaperText) lead = make_filled (0);
  g_autoptr (YxPaperText) head = make_filled (0);
  g_autoptr (YxPaperText) cell = make_filled (0);
  g_autoptr (GString) tall = g_string_new (NULL);
  guint i;

  for (i = 0; i < 42; i++)
    g_string_append (tall, "行\n");
  add_grid_line (head, TRUE, tall->str, "目");
  add_grid_line (cell, FALSE, "左", "\U0003FFF0");
  add (boxed, YX_BLOCK_PARAGRAPH, "\U0003FFF0");
  add_row (table, "甲方", "名", tall->str);
  add_row (group, "\U0003FFF0", "名", "值");
  add (place, YX_BLOCK_SIGNATURES, "签署如下：");
  add_place (place, "yx.witness");
  add (lead, YX_BLOCK_SIGNATURES, "\U0003FFF0");
  assert_refused (endless, &info, YX_PAPER_ERROR_LAYOUT);
  assert_refused (usual, &never, YX_PAPER_ERROR_FIELD);
  assert_refused (boxed, &info, YX_PAPER_ERROR_GLYPH);
  assert_refused (table, &info, YX_PAPER_ERROR_LAYOUT);
  assert_refused (head, &info, YX_PAPER_ERROR_LAYOUT);
  assert_refused (cell, &info, YX_PAPER_ERROR_GLYPH);
  assert_refused (group, &info, YX_PAPER_ERROR_GLYPH);
  assert_refused (place, &info, YX_PAPER_ERROR_TEMPLATE);
  assert_refused (lead, &info, YX_PAPER_ERROR_GLYPH);
}

static void
test_dates (void)
{
  g_autoptr (YxPaperText) text = make_filled (1);
  const YxLayoutInfo later = { "标题", "作者", TEST_COMPOSED + G_USEC_PER_SEC };
  g_autoptr (YxPaper) first = yx_layout_pdf (text, &info, NULL);
  g_autoptr (YxPaper) second = yx_layout_pdf (text, &later, NULL);
  g_autofree char *about
    = test_run (first->bytes, (const char *[]) { "pdfinfo", "-isodates", "FILE", NULL });

  g_assert_nonnull (strstr (about, "2026-02-26T10:00:00+08"));
  g_assert_false (g_bytes_equal (first->bytes, second->bytes));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/layout/headings-have-company", test_headings_have_company);
  g_test_add_func ("/paper/layout/no-lonely-lines", test_no_lonely_lines);
  g_test_add_func ("/paper/layout/last-line-has-company", test_last_line_has_company);
  g_test_add_func ("/paper/layout/figures-stay-whole", test_figures_stay_whole);
  g_test_add_func ("/paper/layout/signatures-stay-together", test_signatures_stay_together);
  g_test_add_func ("/paper/layout/table-stays-together", test_table_stays_together);
  g_test_add_func ("/paper/layout/leads-have-company", test_leads_have_company);
  g_test_add_func ("/paper/layout/table-goes-on", test_table_goes_on);
  g_test_add_func ("/paper/layout/low-groups", test_low_groups);
  g_test_add_func ("/paper/layout/grid", test_grid);
  g_test_add_func ("/paper/layout/grid-long-lines", test_grid_long_lines);
  g_test_add_func ("/paper/layout/pages-are-numbered", test_pages_are_numbered);
  g_test_add_func ("/paper/layout/refused", test_refused);
  g_test_add_func ("/paper/layout/dates", test_dates);
  return g_test_run ();
}
