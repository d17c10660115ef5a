/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-record-csv.h"

typedef struct
{
  YxRecord record;
  char *word;
  gint64 times;
} Item;

/* One field of every kind. */
typedef struct
{
  YxRecord record;
  char *id;
  char *name;
  int kind;
  gint64 count;
  gint64 pay;
  gboolean agreed;
  YxDate start;
  gint64 made;
  GBytes *picture;
  YxSecret *password;
  YxRecord *first;
  GPtrArray *items;
  char *hidden;
} Thing;

static const YxField item_fields[] = {
  YX_TEXT (Item, word, "Word", YX_CREATE | YX_ANSWER | YX_REQUIRED, .max = 5),
  YX_INT (Item, times, "Times", YX_CREATE | YX_ANSWER),
};
YX_DECLARE_RECORD (Item, item)
YX_DEFINE_RECORD (Item, item, "item", item_fields);

static const YxChoice kinds[] = {
  { 0, "fixed", "Fixed term", "固定期限" },
  { 1, "open_ended", "Open-ended", "无固定期限" },
  { 0 },
};

#define ALL (YX_CREATE | YX_ANSWER)
static const YxField thing_fields[] = {
  YX_ID (Thing, id, "doc", "Id", ALL, .heading = "编号"),
  YX_TEXT (Thing, name, "Name", ALL | YX_REQUIRED, .min = 2, .max = 20, .heading = "姓名", .alias = "full_name"),
  YX_CHOICE (Thing, kind, kinds, "Kind", ALL, .heading = "合同类型"),
  YX_INT (Thing, count, "Count", ALL, .min = -5, .max = 31, .heading = "次数"),
  YX_MONEY (Thing, pay, "Pay", ALL, .heading = "月工资"),
  YX_BOOL (Thing, agreed, "Agreed", ALL, .heading = "同意"),
  YX_DATE (Thing, start, "Start", ALL, .heading = "开始"),
  YX_INSTANT (Thing, made, "Made", ALL, .heading = "时间"),
  YX_BYTES (Thing, picture, "Picture", ALL, .max = 4, .heading = "图片"),
  YX_SECRET_FIELD (Thing, password, "Password", YX_CREATE, .heading = "密码"),
  YX_RECORD_FIELD (Thing, first, &item_type, "First", ALL, .heading = "首项"),
  YX_LIST (Thing, items, &item_type, "Items", ALL, .max = 2, .heading = "各项"),
  YX_TEXT (Thing, hidden, "Hidden", YX_ANSWER, .heading = "内部"),
};
YX_DECLARE_RECORD (Thing, thing)
YX_DEFINE_RECORD (Thing, thing, "thing", thing_fields);

static YxRecordCsv *
read_bytes (GBytes *bytes, const Thing *defaults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxCsv) csv = yx_csv_parse (bytes, &error);

  g_assert_no_error (error);
  return yx_record_csv_read (&thing_type, csv, defaults);
}

static YxRecordCsv *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return read_bytes (bytes, NULL);
}

/* `2:姓名 3:-` */
static char *
show (const GPtrArray *faults)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const YxCsvFault *fault = faults->pdata[i];

      g_assert_cmpstr (fault->reason, !=, "");
      g_string_append_printf (shown, "%s%u:%s", i > 0 ? " " : "", fault->line, fault->heading != NULL ? fault->heading : "-");
    }
  return g_string_free (shown, FALSE);
}

static const Thing *
row_of (const YxRecordCsv *file, guint index)
{
  g_assert_cmpuint (index, <, file->rows->len);
  return ((YxRecordCsvRow *) file->rows->pdata[index])->record;
}

static void
test_headings (void)
{
  g_autoptr (YxRecordCsv) file = read_text (" 月工资 ,NAME,kind,开始\n8000.5,李想,固定期限,2026-3-1\n,王敏,open_ended,\n");
  const Thing *first = row_of (file, 0);
  const Thing *second = row_of (file, 1);

  g_assert_cmpuint (file->faults->len + file->warnings->len, ==, 0);
  g_assert_cmpint (first->pay, ==, 800050);
  g_assert_cmpstr (first->name, ==, "李想");
  g_assert_true (yx_record_has (first, "kind") && first->kind == 0);
  g_assert_cmpint (first->start, ==, yx_date_new (2026, 3, 1));
  g_assert_false (yx_record_has (second, "pay"));
  g_assert_false (yx_record_has (second, "start"));
  g_assert_cmpint (second->kind, ==, 1);
}

/* Which rows are read, which faults and warnings there are. */
static const struct
{
  const char *name;
  const char *text;
  guint rows;
  const char *faults;
  const char *warnings;
} files[] = {
  { "alias", "Full_Name\n李想\n", 1, "", "" },
  { "unknown-heading", "姓名,血型,密码,hidden,内部\n李想,A,x,y,z\n", 1, "", "1:血型 1:密码 1:hidden 1:内部" },
  { "blank-heading", "姓名,\n李想,\n", 1, "", "" },
  { "twice", "姓名,次数,full_name\n李想,1,王敏\n", 0, "1:full_name", "" },
  { "required-missing", "次数\n1\n2\n", 0, "1:姓名", "" },
  { "no-headings", "", 0, "1:-", "" },
  { "faulty-headings", "\"姓名\n李想\n", 0, "1:-", "" },
  { "only-headings", "姓名\n", 0, "", "" },
  { "required-empty", "姓名,次数\n,1\n李想,1\n", 1, "2:姓名", "" },
  { "fewer-cells", "姓名,次数\n李想\n王敏,1\n", 1, "2:-", "" },
  { "more-cells", "姓名,次数\n李想,1,2\n王敏,1\n", 1, "2:-", "" },
  { "all-faults-of-a-row", "姓名,次数,月工资,开始\n李想,x,y,2026-02-30\n", 0, "2:次数 2:月工资 2:开始", "" },
  { "limits", "姓名,次数\n李,1\n李想,32\n李想,-6\n李想,-5\n", 1, "2:姓名 3:次数 4:次数", "" },
  { "choices", "姓名,kind\n李想,fixed\n李想,临时\n", 1, "3:kind", "" },
  { "line-behind-quotes", "姓名,编号\n\"李\n想\n\",x\n李想,1\n", 0, "2:编号 5:编号", "" },
  { "broken-cell", "\xef\xbb\xbf姓名,次数\n李想,1\n\xff\xff,1\n", 1, "3:姓名", "" },
  { "bad-base64", "姓名,图片\n李想,A\n李想,AQID\n李想,AQIDBAUG\n", 1, "2:图片 4:图片", "" },
  { "bad-json", "姓名,首项,各项\n李想,{,\n李想,,[\n李想,[],\n李想,\"{\"\"word\"\":\"\"toolong\"\"}\",\n李想,\"{\"\"x\"\":1}\",\n", 0,
    "2:首项 3:各项 4:首项 5:首项 6:首项", "" },
};

static void
test_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (YxRecordCsv) file = read_text (files[i].text);
  g_autofree char *faults = show (file->faults);
  g_autofree char *warnings = show (file->warnings);

  g_assert_cmpstr (faults, ==, files[i].faults);
  g_assert_cmpstr (warnings, ==, files[i].warnings);
  g_assert_cmpuint (file->rows->len, ==, files[i].rows);
}

static void
test_defaults (void)
{
  static const char text[] = "次数,同意\n1,\n,否\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (Thing) defaults = thing_new ();
  g_autoptr (YxRecordCsv) file = NULL;

  yx_record_set_text (defaults, "name", "李想");
  yx_record_set_int (defaults, "agreed", TRUE);
  yx_record_set_int (defaults, "count", 7);
  file = read_bytes (bytes, defaults);
  g_assert_cmpuint (file->faults->len, ==, 0);
  g_assert_cmpstr (row_of (file, 0)->name, ==, "李想");
  g_assert_true (row_of (file, 0)->agreed);
  g_assert_cmpint (row_of (file, 0)->count, ==, 1);
  g_assert_cmpint (row_of (file, 1)->count, ==, 7);
  g_assert_false (row_of (file, 1)->agreed);
}

static void
test_fault_of_others (void)
{
  g_autoptr (YxRecordCsv) file = read_text ("full_name\n李想\n");
  g_autofree char *shown = NULL;

  yx_record_csv_fault (file, file->faults, 2, "name", "not he");
  yx_record_csv_fault (file, file->faults, 2, "count", "not there");
  yx_record_csv_fault (file, file->faults, 2, NULL, "the whole row");
  shown = show (file->faults);
  g_assert_cmpstr (shown, ==, "2:full_name 2:次数 2:-");
  g_assert_cmpuint (((YxCsvFault *) file->faults->pdata[0])->column, ==, 1);
}

static Item *
make_item (const char *word, gint64 times)
{
  Item *item = item_new ();

  yx_record_set_text (item, "word", word);
  yx_record_set_int (item, "times", times);
  return item;
}

static Thing *
make_thing (const char *name)
{
  Thing *thing = thing_new ();
  g_autoptr (GBytes) picture = g_bytes_new_static ("\xf8\x00\xff", 3); /* +AD/ in base64 */
  g_autoptr (Item) item = make_item ("=a", 3);
  g_autoptr (YxSecret) password = yx_secret_new_text ("secret");
  GPtrArray *items = g_ptr_array_new_with_free_func (yx_record_unref);

  yx_record_set_text (thing, "id", "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  yx_record_set_text (thing, "name", name);
  yx_record_set_int (thing, "kind", 1);
  yx_record_set_int (thing, "count", -5);
  yx_record_set_int (thing, "pay", 800005);
  yx_record_set_int (thing, "agreed", FALSE);
  yx_record_set_int (thing, "start", yx_date_new (2026, 2, 28));
  yx_record_set_int (thing, "made", G_GINT64_CONSTANT (1772323200123000));
  yx_record_set_bytes (thing, "picture", picture);
  yx_record_set_secret (thing, "password", password);
  yx_record_set_record (thing, "first", item);
  g_ptr_array_add (items, make_item ("\"b,\n", 1));
  g_ptr_array_add (items, make_item ("c", 2));
  yx_record_take_list (thing, "items", items);
  return thing;
}

static const char *const names[] = { "李想", "=1+1", "+86 1", "-a", "@b", "'=c", "a,b\"c", "𠮷·龘", "第一行\n第二行", "''" };

/* Every kind of field, names that spreadsheets would calculate, and fields that are absent. */
static void
test_round_trip (gconstpointer data)
{
  YxCsvEncoding encoding = (YxCsvEncoding) GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxRecordCsv) file = NULL;
  g_autofree char *faults = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (things, make_thing (names[i]));
  g_ptr_array_add (things, thing_new ());
  yx_record_set_text (things->pdata[things->len - 1], "name", "王敏");
  bytes = yx_record_csv_write (&thing_type, things, NULL, encoding, NULL);
  file = read_bytes (bytes, NULL);
  faults = show (file->faults);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpuint (file->warnings->len, ==, 0);
  g_assert_cmpuint (file->rows->len, ==, things->len);
  for (guint i = 0; i < things->len; i++)
    {
      g_assert_true (yx_record_equal (row_of (file, i), things->pdata[i]));
      g_assert_false (yx_record_has (row_of (file, i), "password"));
    }
}

/* No cell begins with what a spreadsheet calculates, but for numbers. */
static void
test_no_formula (void)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (yx_record_unref);
  const char *const columns[] = { "name", "picture", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (things, make_thing ("=cmd|' /C calc'!A0"));
  bytes = yx_record_csv_write (&thing_type, things, columns, YX_CSV_UTF8, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (text, ==, "\xef\xbb\xbf姓名,图片\r\n'=cmd|' /C calc'!A0,'+AD/\r\n");
}

static void
test_secret_stays (void)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (things, make_thing ("李想"));
  bytes = yx_record_csv_write (&thing_type, things, NULL, YX_CSV_UTF8, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "secret"));
  g_assert_null (strstr (text, "密码"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-csv/headings", test_headings);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/record-csv/file/", files[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/record-csv/defaults", test_defaults);
  g_test_add_func ("/record-csv/fault-of-others", test_fault_of_others);
  g_test_add_data_func ("/record-csv/round-trip/utf-8", GINT_TO_POINTER (YX_CSV_UTF8), test_round_trip);
  g_test_add_data_func ("/record-csv/round-trip/gb-18030", GINT_TO_POINTER (YX_CSV_GB18030), test_round_trip);
  g_test_add_func ("/record-csv/no-formula", test_no_formula);
  g_test_add_func ("/record-csv/secret-stays", test_secret_stays);
  return g_test_run ();
}
