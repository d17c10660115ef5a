/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-csv.h"

static YxCsv *
parse_size (const char *text, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  return yx_csv_parse (bytes, error);
}

static YxCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  YxCsv *csv = parse_size (text, strlen (text), &error);

  g_assert_no_error (error);
  return csv;
}

/* `1:a|b 2:c|d`, cells with line ends shown as `\n`. */
static char *
show_rows (const YxCsv *csv)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < csv->rows->len; i++)
    {
      const YxCsvRow *row = csv->rows->pdata[i];

      g_string_append_printf (shown, "%s%u:", i > 0 ? " " : "", row->line);
      for (guint j = 0; j < row->cells->len; j++)
        g_string_append_printf (shown, "%s%s", j > 0 ? "|" : "", (char *) row->cells->pdata[j]);
    }
  g_string_replace (shown, "\n", "\\n", 0);
  return g_string_free (shown, FALSE);
}

static char *
show_faults (const YxCsv *csv)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < csv->faults->len; i++)
    {
      const YxCsvFault *fault = csv->faults->pdata[i];

      g_assert_cmpstr (fault->reason, !=, "");
      g_string_append_printf (shown, "%s%u:%u", i > 0 ? " " : "", fault->line, fault->column);
    }
  return g_string_free (shown, FALSE);
}

/* What the files say, and where others are faulty: line and cell. */
static const struct
{
  const char *name;
  const char *text;
  const char *rows;
  const char *faults;
} files[] = {
  { "empty", "", "", "" },
  { "one", "a", "1:a", "" },
  { "crlf", "a,b\r\nc,d\r\n", "1:a|b 2:c|d", "" },
  { "lf", "a,b\nc,d", "1:a|b 2:c|d", "" },
  { "cr", "a,b\rc,d\r", "1:a|b 2:c|d", "" },
  { "mixed-ends", "a\r\nb\nc\rd", "1:a 2:b 3:c 4:d", "" },
  { "empty-cells", ",a,\n", "1:|a|", "" },
  { "blank-lines", "\n\na\n\n,,\n \nb\n", "3:a 7:b", "" },
  { "byte-order-mark", "\xef\xbb\xbf姓名,b\n", "1:姓名|b", "" },
  { "quoted", "\"a,b\",\"c\"\"d\",\"\"\n", "1:a,b|c\"d|", "" },
  { "quoted-line-ends", "a,\"x\r\ny\rz\nw\"\nb,c\n", "1:a|x\\ny\\nz\\nw 5:b|c", "" },
  { "quoted-at-end", "a,\"b\"", "1:a|b", "" },
  { "quote-at-end-doubled", "\"a\"\"\"", "1:a\"", "" },
  { "spaces-stay", " a , b\n", "1: a | b", "" },
  { "beyond-the-plane", "𠮷,龘\n", "1:𠮷|龘", "" },
  { "open-quote", "a,b\n\"c,d\ne,f\ng,h\n", "1:a|b 3:e|f 4:g|h", "2:1" },
  { "open-quote-at-end", "a,b\nc,\"", "1:a|b", "2:2" },
  { "open-quote-closed-later", "a,b\nc,\"d\ne,\"f\"\n", "1:a|b 3:e|f", "2:2" },
  { "quote-inside", "a,b\nc,d\"e\nf,g\n", "1:a|b 3:f|g", "2:2" },
  { "text-after-quote", "a,\"b\"c\nd,e\n", "2:d|e", "1:2" },
  { "broken-utf-8", "\xef\xbb\xbfname,b\n\xff,c\nd,\xc3\ne,f\n", "1:name|b 4:e|f", "2:1 3:2" },
  { "overlong-utf-8", "\xef\xbb\xbfname\n\xc0\xaf\n", "1:name", "2:1" },
  { "surrogate", "\xef\xbb\xbfname\n\xed\xa0\x80\n", "1:name", "2:1" },
  { "broken-utf-8-no-mark", "姓名,李\n想,\xff\n龘,𠮷\n", "1:姓名|李 3:龘|𠮷", "2:2" },
};

static void
test_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (YxCsv) csv = parse (files[i].text);
  g_autofree char *rows = show_rows (csv);
  g_autofree char *faults = show_faults (csv);

  g_assert_cmpstr (rows, ==, files[i].rows);
  g_assert_cmpstr (faults, ==, files[i].faults);
}

static GBytes *
to_gb (const char *text)
{
  gsize size;
  char *converted = g_convert (text, -1, "GB18030", "UTF-8", NULL, &size, NULL);

  g_assert_nonnull (converted);
  return g_bytes_new_take (converted, size);
}

static void
test_gb_18030 (void)
{
  g_autoptr (GBytes) bytes = to_gb ("姓名,学历\r\n李想,本科\r\n𠮷野,\"大\n专\"\r\n联通,a\r\n");
  g_autoptr (YxCsv) csv = yx_csv_parse (bytes, NULL);
  g_autofree char *rows = show_rows (csv);

  g_assert_cmpint (csv->encoding, ==, YX_CSV_GB18030);
  g_assert_true (g_str_has_prefix (rows, "1:姓名|学历 2:李想|本科 3:𠮷野|"));
  g_assert_true (g_str_has_suffix (rows, "5:联通|a"));
}

/* The fault's line is exact behind a cell of several lines, the others go on. */
static void
test_gb_18030_broken (void)
{
  g_autoptr (GBytes) good = to_gb ("姓名,地址\n李想,\"长\n春\"\n");
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxCsv) csv = NULL;
  g_autofree char *faults = NULL;

  g_byte_array_append (all, g_bytes_get_data (good, NULL), (guint) g_bytes_get_size (good));
  g_byte_array_append (all, (const guint8 *) "a,\x81\x20\nb,c\n", 9);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  csv = yx_csv_parse (bytes, NULL);
  faults = show_faults (csv);
  g_assert_cmpstr (faults, ==, "4:2");
  g_assert_nonnull (strstr (((YxCsvFault *) csv->faults->pdata[0])->reason, "GB 18030"));
  g_assert_cmpuint (csv->rows->len, ==, 3);
  g_assert_cmpuint (((YxCsvRow *) csv->rows->pdata[2])->line, ==, 5);
}

static void
test_nul (void)
{
  g_autoptr (YxCsv) csv = parse_size ("a,b\nc\0d,e\n\"\0\",g\nh,i\n", 20, NULL);
  g_autofree char *rows = show_rows (csv);
  g_autofree char *faults = show_faults (csv);

  g_assert_cmpstr (rows, ==, "1:a|b 4:h|i");
  g_assert_cmpstr (faults, ==, "2:1 3:1");
}

static void
test_utf_16 (void)
{
  const char *const marks[] = { "\xff\xfe" "a\0", "\xfe\xff\0a" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_size (marks[i], 4, &error));
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
    }
}

static char *
repeat (const char *text, gsize n)
{
  GString *all = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_limits (void)
{
  const struct
  {
    const char *text;
    gsize n;
    gboolean refused; /* the whole file */
    guint faults;
  } table[] = {
    { "a\n", YX_CSV_MAX_ROWS, FALSE, 0 },     { "a\n", YX_CSV_MAX_ROWS + 1, TRUE, 0 },
    { "\"a\n", 3 * YX_CSV_MAX_ROWS, TRUE, 0 }, { ",", YX_CSV_MAX_COLUMNS - 1, FALSE, 0 },
    { "a,", YX_CSV_MAX_COLUMNS, FALSE, 1 },   { "a", YX_CSV_MAX_CELL, FALSE, 0 },
    { "a", YX_CSV_MAX_CELL + 1, FALSE, 1 },   { "\n", YX_CSV_MAX_SIZE, FALSE, 0 },
    { "\n", YX_CSV_MAX_SIZE + 1, TRUE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = repeat (table[i].text, table[i].n);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxCsv) csv = parse_size (text, strlen (text), &error);

      if (table[i].refused)
        g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_TOO_LARGE);
      else
        g_assert_no_error (error);
      if (csv != NULL)
        g_assert_cmpuint (csv->faults->len, ==, table[i].faults);
    }
}

/* Whatever the bytes: an answer, and each line in it at most once. */
static void
test_random (void)
{
  const char letters[] = "a,\"\r\n\0'=\xe6\x9d\x8e\xc0\x81\x30";
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      char text[48];
      guint last = 0;
      g_autoptr (YxCsv) csv = NULL;

      for (gsize j = 0; j < sizeof text; j++)
        text[j] = letters[g_rand_int_range (dice, 0, sizeof letters - 1)];
      csv = parse_size (text, (gsize) g_rand_int_range (dice, 0, sizeof text), NULL);
      for (guint j = 0; csv != NULL && j < csv->rows->len; j++)
        {
          const YxCsvRow *row = csv->rows->pdata[j];

          g_assert_cmpuint (row->line, >, last);
          last = row->line;
          for (guint k = 0; k < row->cells->len; k++)
            g_assert_true (g_utf8_validate (row->cells->pdata[k], -1, NULL));
        }
    }
}

static const char *const cells[] = { "", "a", " a", "a ", "a,b", "a\"b", "\"", "a\nb", "李想", "𠮷", "€", "'", "''=1" };

static void
test_round_trip (void)
{
  for (YxCsvEncoding encoding = YX_CSV_UTF8; encoding <= YX_CSV_GB18030; encoding++)
    {
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (yx_csv_row_free);
      YxCsvRow *row = yx_csv_row_new (1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (YxCsv) again = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
        g_ptr_array_add (row->cells, g_strdup (cells[i]));
      g_ptr_array_add (rows, row);
      bytes = yx_csv_write (rows, encoding, NULL);
      again = yx_csv_parse (bytes, NULL);
      g_assert_cmpint (again->encoding, ==, encoding);
      g_assert_cmpuint (again->rows->len, ==, 1);
      row = again->rows->pdata[0];
      g_assert_cmpuint (row->cells->len, ==, G_N_ELEMENTS (cells));
      for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
        g_assert_cmpstr (row->cells->pdata[i], ==, cells[i]);
    }
}

static void
test_written (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (yx_csv_row_free);
  YxCsvRow *row = yx_csv_row_new (1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) wanted = NULL;
  static const char expected[] = "\xef\xbb\xbf" "a,\"b\"\"c\"\r\n\"\"\r\n";

  g_ptr_array_add (row->cells, g_strdup ("a"));
  g_ptr_array_add (row->cells, g_strdup ("b\"c"));
  g_ptr_array_add (rows, row);
  row = yx_csv_row_new (2);
  g_ptr_array_add (row->cells, g_strdup (""));
  g_ptr_array_add (rows, row);
  bytes = yx_csv_write (rows, YX_CSV_UTF8, NULL);
  wanted = g_bytes_new_static (expected, sizeof expected - 1);
  g_assert_true (g_bytes_equal (bytes, wanted));
}

/* OWASP's characters, on a Chinese keyboard, too; what was guarded once more is unguarded once. */
static void
test_guard (void)
{
  const char *const dangerous[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", "'=1", "''-1" };
  const char *const harmless[] = { "", "a", "1=1", "'", "'a", "''", "李想", " =1" };

  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++)
    {
      g_autofree char *guarded = yx_csv_guard (dangerous[i]);
      g_autofree char *again = yx_csv_unguard (guarded);

      g_assert_cmpint (guarded[0], ==, '\'');
      g_assert_cmpstr (again, ==, dangerous[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *guarded = yx_csv_guard (harmless[i]);
      g_autofree char *again = yx_csv_unguard (harmless[i]);

      g_assert_cmpstr (guarded, ==, harmless[i]);
      g_assert_cmpstr (again, ==, harmless[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/file/", files[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/csv/gb-18030", test_gb_18030);
  g_test_add_func ("/csv/gb-18030-broken", test_gb_18030_broken);
  g_test_add_func ("/csv/nul", test_nul);
  g_test_add_func ("/csv/utf-16", test_utf_16);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/random", test_random);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/written", test_written);
  g_test_add_func ("/csv/guard", test_guard);
  return g_test_run ();
}
