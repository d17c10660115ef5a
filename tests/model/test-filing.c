/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/yx-enterprise-registration.h"
#include "model/yx-enterprise.h"
#include "model/yx-filing.h"
#include "model/yx-roster-entry.h"

/* law.md 4, word by word: the names, and s x d m i b e as kinds with what texts may hold. */
static const struct
{
  const char *names;
  YxKind kind;
  gint64 max;
} fields[] = {
  { "u_name", YX_KIND_TEXT, 60 },
  { "u_addr u_agent_auth w_hukou w_home work_place task_done serve_addr", YX_KIND_TEXT, 200 },
  { "u_head u_agent w_name", YX_KIND_TEXT, 50 },
  { "host_name post", YX_KIND_TEXT, 60 },
  { "task", YX_KIND_TEXT, 500 },
  { "hire_conditions duty rest pay_other protection secret_scope other", YX_KIND_TEXT, 1000 },
  { "u_uscc w_doc_no w_phone w_edu w_nation w_emergency w_email w_permit w_minor_cert host_uscc ask_evidence work_region "
    "occupation hours_permit pay_method bank account ot_base si_place fund extra train_what nc_scope nc_area project",
    YX_KIND_TEXT, -1 },
  { "w_birth w_doc_from w_doc_to w_permit_to w_health_check employment_start merged_from dispatch_from dispatch_to from to "
    "prob_from prob_to hours_permit_to serve_from serve_to",
    YX_KIND_DATE, -1 },
  { "base prob_pay same_post_min train_cost train_penalty nc_pay nc_penalty", YX_KIND_MONEY, -1 },
  { "fixed_count day_h week_h pay_day nc_months", YX_KIND_INT, -1 },
  { "merged_paid worker_asks_fixed prob si si_pension si_medical si_unemployment si_injury hazard exam_pre exam_on exam_post "
    "train secret nc e_form_consent notice_ack",
    YX_KIND_BOOL, -1 },
  { "u_head_kind w_doc_type w_sex use_form dispatch_kind kind post_class hours calc_period pay_form base_unit cycle pay_month "
    "nc_role",
    YX_KIND_CHOICE, -1 },
  { "parts piece hazards rules annex", YX_KIND_LIST, -1 },
};

static void
test_fields (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_auto (GStrv) names = g_strsplit (fields[i].names, " ", -1);

      for (gsize n = 0; names[n] != NULL; n++)
        {
          const YxField *field = yx_record_type_find (&yx_filing_type, names[n]);

          if (field == NULL)
            g_error ("a filing has no %s", names[n]);
          g_assert_cmpint (field->kind, ==, fields[i].kind);
          g_assert_true (fields[i].max < 0 || field->max == fields[i].max);
        }
    }
}

static void
test_enterprise_fields (void)
{
  const char *names[] = { "u_name", "u_uscc", "u_addr", "u_head_kind", "u_head", "u_place", "u_region", "u_phone", "u_econ",
                          "u_industry", "u_union" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const YxField *kept = yx_record_type_find (&yx_enterprise_type, names[i]);
      const YxField *asked = yx_record_type_find (&yx_enterprise_registration_type, names[i]);

      g_assert_true (kept != NULL && asked != NULL);
      g_assert_cmpint (kept->kind, ==, asked->kind);
      g_assert_cmpstr (kept->heading, ==, asked->heading);
    }
}

/* A file's column is found by name, alias or Chinese heading: each may mean one field only. */
static void
test_headings_are_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < yx_filing_type.n_fields; i++)
    {
      const YxField *field = &yx_filing_type.fields[i];

      g_assert_true (g_hash_table_add (seen, (gpointer) field->name));
      g_assert_true (field->alias == NULL || g_hash_table_add (seen, (gpointer) field->alias));
      if (field->flags & YX_CREATE && strcmp (field->name, "filing_kind") != 0)
        g_assert_nonnull (field->heading);
      g_assert_true (field->heading == NULL || g_hash_table_add (seen, (gpointer) field->heading));
    }
}

/* formats.md employees.csv: its columns in both languages, and which of them nobody may leave out. */
static void
test_employees_csv (void)
{
  const struct { const char *heading; const char *english; gboolean required; } rows[] = {
    { "姓名", "name", TRUE }, { "证件类型", "document_type", FALSE }, { "证件号码", "document_number", TRUE },
    { "手机号码", "phone", TRUE }, { "学历", "education", FALSE }, { "户籍地址", "household", FALSE }, { "现住址", "address", TRUE },
    { "岗位", "post", TRUE }, { "工作地点", "workplace", TRUE }, { "合同类型", "contract_kind", TRUE },
    { "合同开始日期", "start", TRUE }, { "合同结束日期", "end", FALSE }, { "工作任务", "task", FALSE },
    { "入职日期", "employed_on", TRUE }, { "试用期开始", "probation_start", FALSE }, { "试用期结束", "probation_end", FALSE },
    { "工时制度", "working_time", TRUE }, { "试用期工资", "probation_pay", FALSE }, { "发薪日", "pay_day", TRUE },
    { "社会保险", "social_insurance", TRUE }, { "月工资", "pay", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const YxField *found = NULL;

      for (guint f = 0; f < yx_filing_type.n_fields; f++)
        if (g_strcmp0 (yx_filing_type.fields[f].heading, rows[i].heading) == 0)
          found = &yx_filing_type.fields[f];
      g_assert_nonnull (found);
      g_assert_true (g_strcmp0 (found->alias, rows[i].english) == 0 || g_strcmp0 (found->name, rows[i].english) == 0);
      g_assert_cmpint ((found->flags & YX_REQUIRED) != 0, ==, rows[i].required);
    }
}

static void
test_lists_in_a_cell (void)
{
  const struct { const char *field; const char *typed; const char *shown; } good[] = {
    { "parts", "基本工资|5000；岗位津贴|800.5", "基本工资|5000.00；岗位津贴|800.50" },
    { "parts", " 基本工资 ｜ 5000 ; 奖金|0 ", "基本工资|5000.00；奖金|0.00" },
    { "piece", "外壳|件|1.25", "外壳|件|1.25" },
    { "piece", "外壳||1.25", "外壳||1.25" },
    { "hazards", "噪声|听力损伤|耳塞|岗位津贴；粉尘", "噪声|听力损伤|耳塞|岗位津贴；粉尘" },
    { "rules", "考勤制度|2026-1|是", "考勤制度|2026-1|是" },
    { "annex", "岗位说明书；；保密协议；", "岗位说明书；保密协议" },
  };
  const struct { const char *field; const char *typed; } bad[] = {
    { "parts", "基本工资|五千" }, { "parts", "基本工资" }, { "parts", "|5000" }, { "parts", "基本工资|5000|月" },
    { "piece", "外壳|件|0" }, { "rules", "考勤制度|1|也许" }, { "annex", "\xff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (YxFiling) filing = yx_filing_new ();
      g_autofree char *shown = NULL;

      g_assert_true (yx_record_set_typed (filing, good[i].field, good[i].typed, NULL));
      shown = yx_record_show (filing, good[i].field);
      g_assert_cmpstr (shown, ==, good[i].shown);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (YxFiling) filing = yx_filing_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_record_set_typed (filing, bad[i].field, bad[i].typed, &error));
      g_assert_cmpstr (yx_record_error_field (error), ==, bad[i].field);
    }
}

/* What a request may not say: the frozen copy of the employer, what the checks found. */
static void
test_requests (void)
{
  const struct { const char *json; const char *refused; } rows[] = {
    { "{\"u_name\":\"别的公司\"}", "u_name" },
    { "{\"u_head\":\"别人\"}", "u_head" },
    { "{\"findings\":[{\"rule\":\"L20\",\"accepted\":true}]}", "accepted" },
    { "{\"findings\":[{\"rule\":\"L20\",\"message\":\"无\"}]}", "message" },
    { "{\"parts\":[{\"name\":\"奖金\",\"amount\":\"1\"}]}", "amount" },
    { "{\"hazards\":{}}", "hazards" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (rows[i].json, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_record_from_json (&yx_filing_type, node, YX_CREATE, &error));
      g_assert_cmpstr (yx_record_error_field (error), ==, rows[i].refused);
    }
}

static YxFiling *
required_only (void)
{
  const struct { const char *field; const char *typed; } sound[] = {
    { "filing_kind", "new" }, { "w_name", "李想" }, { "w_doc_no", "11010519491231002X" }, { "w_phone", "13800138000" },
    { "w_home", "长春市朝阳区人民大街1号" }, { "post", "装配工" }, { "work_place", "吉林省长春市朝阳区" }, { "kind", "fixed" },
    { "from", "2026-03-01" }, { "employment_start", "2026-03-01" }, { "hours", "standard" }, { "pay_day", "10" }, { "si", "是" },
  };
  YxFiling *filing = yx_filing_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sound); i++)
    g_assert_true (yx_record_set_typed (filing, sound[i].field, sound[i].typed, NULL));
  g_assert_true (yx_record_validate (filing, NULL));
  return filing;
}

/* Sex and birth come from the number, unless somebody said them. */
static void
test_derive (void)
{
  g_autoptr (YxFiling) derived = required_only ();
  g_autoptr (YxFiling) typed = required_only ();
  g_autoptr (YxFiling) foreign = required_only ();

  yx_filing_derive (derived);
  g_assert_cmpint (derived->w_birth, ==, yx_date_new (1949, 12, 31));
  g_assert_cmpint (derived->w_sex, ==, YX_SEX_FEMALE);
  yx_record_set_int (typed, "w_birth", 0);
  yx_record_set_int (typed, "w_sex", YX_SEX_MALE);
  yx_filing_derive (typed);
  g_assert_cmpint (typed->w_birth, ==, 0);
  g_assert_cmpint (typed->w_sex, ==, YX_SEX_MALE);
  yx_record_set_int (foreign, "w_doc_type", YX_DOC_PASSPORT);
  yx_filing_derive (foreign);
  g_assert_false (yx_record_has (foreign, "w_birth") || yx_record_has (foreign, "w_sex"));
}

/* IR 8's columns, and that a filing fills all that must be there. */
static void
test_roster (void)
{
  const char *headings[] = { "姓名", "性别", "公民身份号码", "户籍地址", "现住址", "联系方式", "用工形式", "用工起始时间",
                             "劳动合同期限类型", "劳动合同开始日期", "劳动合同结束日期", "合同形式" };
  g_autoptr (YxFiling) filing = required_only ();
  g_autoptr (YxRosterEntry) entry = NULL;
  g_autoptr (YxRosterEntry) complete = NULL;
  g_autoptr (YxRosterEntry) unsigned_worker = yx_roster_entry_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (yx_roster_entry_type.n_fields, ==, G_N_ELEMENTS (headings));
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    g_assert_cmpstr (yx_roster_entry_type.fields[i].heading, ==, headings[i]);
  yx_filing_derive (filing);
  entry = yx_roster_entry_of (filing, FALSE);
  complete = yx_roster_entry_of (filing, TRUE);
  g_assert_true (yx_record_validate (entry, &error));
  g_assert_cmpint (entry->source, ==, YX_ROSTER_UNSIGNED);
  g_assert_cmpint (complete->source, ==, YX_ROSTER_ELECTRONIC);
  g_assert_cmpint (entry->use_form, ==, YX_USE_FULL_TIME);
  g_assert_cmpint (entry->from, ==, filing->from);
  g_assert_false (yx_record_validate (unsigned_worker, &error));
}

static void
test_limits (void)
{
  const struct { const char *field; const char *typed; gboolean good; } rows[] = {
    { "work_region", "220102", TRUE }, { "work_region", "22010", FALSE }, { "work_region", "990102", FALSE },
    { "work_region", "220001", FALSE }, { "work_region", "220000", TRUE }, { "occupation", "2-02-10-03", TRUE },
    { "occupation", "4", TRUE }, { "occupation", "2-2", FALSE }, { "occupation", "2-02-10-03-1", FALSE },
    { "w_email", "li@example.cn", TRUE }, { "w_email", "li@example", FALSE }, { "w_email", "@example.cn", FALSE },
    { "w_email", "li@@example.cn", FALSE }, { "w_email", "li @example.cn", FALSE }, { "day_h", "24", TRUE },
    { "day_h", "25", FALSE }, { "day_h", "0", FALSE }, { "week_h", "168", TRUE }, { "week_h", "169", FALSE },
    { "host_uscc", "91350100M000100Y43", TRUE }, { "host_uscc", "91350100M000100Y44", FALSE }, { "nc_months", "0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YxFiling) filing = required_only ();
      g_autoptr (GError) error = NULL;
      gboolean good;

      g_assert_true (yx_record_set_typed (filing, rows[i].field, rows[i].typed, NULL));
      good = yx_record_validate (filing, &error);
      if (good != rows[i].good)
        g_error ("%s “%s” was %s", rows[i].field, rows[i].typed, good ? "taken" : error->message);
      g_assert_true (good || g_str_equal (yx_record_error_field (error), rows[i].field));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/filing/fields", test_fields);
  g_test_add_func ("/model/filing/enterprise-fields", test_enterprise_fields);
  g_test_add_func ("/model/filing/headings", test_headings_are_unique);
  g_test_add_func ("/model/filing/employees-csv", test_employees_csv);
  g_test_add_func ("/model/filing/lists-in-a-cell", test_lists_in_a_cell);
  g_test_add_func ("/model/filing/requests", test_requests);
  g_test_add_func ("/model/filing/derive", test_derive);
  g_test_add_func ("/model/filing/roster", test_roster);
  g_test_add_func ("/model/filing/limits", test_limits);
  return g_test_run ();
}
