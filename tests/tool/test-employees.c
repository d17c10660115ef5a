/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "tool/yx-tool-employees.h"
#include "tool/yx-tool-options.h"

#define HEADINGS                                                                                                        \
  "姓名,证件号码,手机号码,现住址,岗位,工作地点,合同类型,合同开始日期,合同结束日期,入职日期,试用期开始,试用期结束,工时制度,月工资,"  \
  "试用期工资,发薪日,社会保险\n"
#define ENGLISH                                                                                                       \
  "name,document_number,phone,address,post,workplace,contract_kind,start,end,employed_on,probation_start,"           \
  "probation_end,working_time,pay,probation_pay,pay_day,social_insurance\n"
#define HOME "吉林省长春市人民大街1号,会计,长春市,"
#define TERM "固定期限,2027-03-01,2030-02-28,2027-03-01,"
#define REST "标准,8000,6400,15,是\n"
#define PLAIN "标准,8000,,15,是\n"
#define LI "李想,220104199003071238,13812345678," HOME TERM "2027-03-01,2027-08-31," REST
#define WANG "王敏,22010419920305001X,13812345679," HOME TERM ",," PLAIN

static const YxDate today = 20800; /* 2026-12-13 */

static YxToolEmployees *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  YxToolEmployees *employees = yx_tool_employees_read (bytes, today, &error);

  g_assert_no_error (error);
  return employees;
}

static char *
complain (const YxToolEmployees *employees)
{
  char *text = NULL;
  gsize size = 0;
  FILE *stream = open_memstream (&text, &size);
  char *copy;

  g_assert_nonnull (stream);
  yx_tool_employees_complain (employees, "e.csv", stream);
  g_assert_cmpint (fclose (stream), ==, 0);
  copy = g_strdup (text);
  free (text);
  return copy;
}

/* Number and phone of each row that goes on, so that mistyped check characters show at once. */
static void
test_good (void)
{
  g_autoptr (YxToolEmployees) employees = read_text (HEADINGS LI WANG);
  const YxSamplePerson *first;
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxPersonRegistration) registration = NULL;

  g_assert_cmpuint (employees->people->len, ==, 2);
  g_assert_cmpuint (employees->left_out, ==, 0);
  first = employees->people->pdata[0];
  filing = yx_sample_person_filing (first, NULL, today);
  registration = yx_sample_person_registration (first);
  g_assert_cmpstr (filing->w_name, ==, "李想");
  g_assert_cmpint (filing->filing_kind, ==, YX_FILING_NEW);
  g_assert_cmpint (filing->w_doc_type, ==, YX_DOC_RESIDENT);
  g_assert_cmpint (filing->use_form, ==, YX_USE_FULL_TIME);
  g_assert_cmpint (filing->from, ==, yx_date_new (2027, 3, 1));
  g_assert_cmpint (filing->base, ==, 800000);
  g_assert_cmpstr (registration->name, ==, "李想");
  g_assert_cmpstr (registration->doc_no, ==, "220104199003071238");
  g_assert_cmpstr (registration->phone, ==, "13812345678");
}

static void
test_english (void)
{
  g_autoptr (YxToolEmployees) employees = read_text (ENGLISH LI);

  g_assert_cmpuint (employees->left_out, ==, 0);
  g_assert_cmpuint (employees->people->len, ==, 1);
}

/* Each field of law.md 4 that a request may set can be a column: by its name, and by its heading. */
static void
test_every_field (void)
{
  for (guint i = 0; i < yx_filing_type.n_fields; i++)
    {
      const YxField *field = &yx_filing_type.fields[i];
      g_autofree char *text = g_strdup_printf ("%s,%s\n", field->name, field->heading);
      g_autoptr (YxToolEmployees) employees = NULL;
      g_autofree char *said = NULL;

      if ((field->flags & YX_CREATE) == 0 || strcmp (field->name, "filing_kind") == 0)
        continue;
      g_assert_nonnull (field->heading);
      employees = read_text (text);
      said = complain (employees);
      g_assert_null (strstr (said, "no such column"));
      g_assert_nonnull (strstr (said, "this column is there twice"));
    }
}

static const struct
{
  const char *name;
  const char *text;
  guint people;
  guint left_out;
  const char *says; /* how one of its lines begins */
} files[] = {
  { "unknown-heading", "血型," HEADINGS "A," LI, 1, 0, "e.csv:1:血型: warning: " },
  { "missing-heading", "姓名\n李想\n", 0, 1, "e.csv:1:" },
  { "no-name", HEADINGS ",220104199003071238,13812345678," HOME TERM ",," PLAIN WANG, 1, 1, "e.csv:2:姓名: " },
  { "bad-number", HEADINGS "李想,220104199003071237,13812345678," HOME TERM ",," PLAIN WANG, 1, 1, "e.csv:2:证件号码: " },
  { "bad-pay", HEADINGS "李想,220104199003071238,13812345678," HOME TERM ",,标准,80.001,,15,是\n" WANG, 1, 1, "e.csv:2:月工资: " },
  { "under-16", HEADINGS "李想,220104201603071231,13812345678," HOME TERM ",," PLAIN WANG, 1, 1, "e.csv:2:证件号码: " },
  { "probation-a-day-too-long", HEADINGS WANG "李想,220104199003071238,13812345678," HOME TERM "2027-03-01,2027-09-01," REST, 1, 1,
    "e.csv:3:试用期结束: " },
  { "same-number", HEADINGS LI "李想,220104199003071238,13812345670," HOME TERM ",," PLAIN, 1, 1, "e.csv:3:证件号码: " },
  { "same-phone", HEADINGS LI "王敏,22010419920305001x,13812345678," HOME TERM ",," PLAIN, 1, 1, "e.csv:3:手机号码: " },
  { "line-behind-two-lines", HEADINGS "\"李\n想\",220104199003071238,13812345678," HOME TERM ",," PLAIN LI "王敏\n", 1, 2,
    "e.csv:2:姓名: " },
  { "open-quote", HEADINGS "\"" LI WANG, 1, 1, "e.csv:2:姓名: " },
};

static void
test_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (YxToolEmployees) employees = read_text (files[i].text);
  g_autofree char *said = complain (employees);

  g_autofree char *lines = g_strconcat ("\n", said, NULL);
  g_autofree char *wanted = g_strconcat ("\n", files[i].says, NULL);

  if (strstr (lines, wanted) == NULL)
    g_error ("“%s” instead of “%s…”", said, files[i].says);
  g_assert_cmpuint (employees->people->len, ==, files[i].people);
  g_assert_cmpuint (employees->left_out, ==, files[i].left_out);
}

/* A rule of law is a fault that names its article. */
static void
test_article (void)
{
  g_autoptr (YxToolEmployees) employees
    = read_text (HEADINGS "李想,220104199003071238,13812345678," HOME TERM "2027-03-01,2027-09-01," REST);
  g_autofree char *said = complain (employees);

  g_assert_nonnull (strstr (said, "劳动合同法第十九条"));
}

/* Several lines of one row count as one row left out. */
static void
test_counts_rows (void)
{
  g_autoptr (YxToolEmployees) employees = read_text (HEADINGS "李,1,2,,,,,,,,,,,,,,\n" WANG);

  g_assert_cmpuint (employees->file->faults->len, >, 5);
  g_assert_cmpuint (employees->left_out, ==, 1);
}

static void
test_lower_case_x (void)
{
  g_autoptr (YxToolEmployees) employees
    = read_text (HEADINGS "王敏,22010419920305001x,13812345679," HOME TERM ",," PLAIN);

  g_assert_cmpuint (employees->people->len, ==, 1);
  g_assert_cmpstr (((YxSamplePerson *) employees->people->pdata[0])->number, ==, "22010419920305001X");
}

static void
test_document_validity (void)
{
  g_autoptr (YxToolEmployees) employees
    = read_text ("证件有效期起,证件有效期止," HEADINGS "2020-05-01,2040-05-01," LI ",," WANG);
  g_autoptr (YxPersonRegistration) given = yx_sample_person_registration (employees->people->pdata[0]);
  g_autoptr (YxPersonRegistration) made_up = yx_sample_person_registration (employees->people->pdata[1]);

  g_assert_cmpint (given->doc_from, ==, yx_date_new (2020, 5, 1));
  g_assert_cmpint (given->doc_to, ==, yx_date_new (2040, 5, 1));
  g_assert_cmpint (made_up->doc_from, <, today);
  g_assert_cmpint (made_up->doc_to, >, made_up->doc_from);
}

/* A number that differs with each row, and is valid. */
static void
append_person (GString *text, guint index)
{
  const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *body = g_strdup_printf ("2201041990%02u%02u%03u", index / 28 % 12 + 1, index % 28 + 1, index / 336 + 1);
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += weights[i] * (body[i] - '0');
  g_string_append_printf (text, "李想,%s%c,138%08u,", body, "10X98765432"[sum % 11], index);
  g_string_append (text, HOME TERM ",," PLAIN);
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (HEADINGS);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= YX_TOOL_MAX_COUNT; i++)
    append_person (text, i);
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (yx_tool_employees_read (bytes, today, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_TOO_LARGE);
}

/* What is written for made-up people is read back as their filings. */
static void
test_round_trip (void)
{
  const guint8 salt[16] = "some hall's salt";
  g_autoptr (GPtrArray) people = yx_sample_people_new (4, 40);
  g_autoptr (YxSampleEnterprise) enterprise = yx_sample_enterprise_new (4, salt);
  g_autoptr (GPtrArray) filings = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (filings, yx_sample_person_filing (people->pdata[i], enterprise, today));
  for (YxCsvEncoding encoding = YX_CSV_UTF8; encoding <= YX_CSV_GB18030; encoding++)
    {
      g_autoptr (GBytes) bytes = yx_record_csv_write (&yx_filing_type, filings, NULL, encoding, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxToolEmployees) employees = yx_tool_employees_read (bytes, today, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (employees->people->len, ==, people->len);
      for (guint i = 0; i < people->len; i++)
        g_assert_true (yx_record_equal (((YxSamplePerson *) employees->people->pdata[i])->filing, filings->pdata[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/employees/good", test_good);
  g_test_add_func ("/employees/english", test_english);
  g_test_add_func ("/employees/every-field", test_every_field);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/employees/file/", files[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/employees/article", test_article);
  g_test_add_func ("/employees/counts-rows", test_counts_rows);
  g_test_add_func ("/employees/lower-case-x", test_lower_case_x);
  g_test_add_func ("/employees/document-validity", test_document_validity);
  g_test_add_func ("/employees/too-many", test_too_many);
  g_test_add_func ("/employees/round-trip", test_round_trip);
  return g_test_run ();
}
