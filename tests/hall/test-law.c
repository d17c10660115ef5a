/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-wages.h"
#include "model/yx-checks.h"

#define WITH_WAGES HALL_FIXTURE_CONFIG "[law]\nminimum-wages=minimum.csv\n"

static void
write_table (HallFixture *fixture, const char *text)
{
  g_autofree char *path = hall_fixture_path (fixture, "minimum.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
open_desk (Desk *desk, const char *wages)
{
  HallFixture *fixture = hall_fixture_new ();

  if (wages != NULL)
    write_table (fixture, wages);
  hall_fixture_configure (fixture, wages != NULL ? WITH_WAGES : HALL_FIXTURE_CONFIG);
  desk_open (desk, fixture);
  story_register (desk->fixture, desk->employer);
  story_sign_in (desk->fixture, desk->employer);
}

static YxHallCall *
prepare (Desk *desk, const char *const *changes)
{
  g_autofree char *id = yx_id_new ("fil");
  YxHallCall *call
      = story_call (desk->fixture, YX_API_FILING_SUBMIT, desk->employer, desk->employer->enterprise, id);

  call->request = (YxRecord *)story_filing (desk->worker);
  for (gsize i = 0; changes != NULL && changes[i] != NULL; i += 2)
    g_assert_true (yx_record_set_typed (call->request, changes[i], changes[i + 1], NULL));
  return call;
}

#define CHANGES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define SHORT_PAY "prob_from", "", "prob_to", "", "prob_pay", ""

/* Of county, city and province, before and after the day on which a new one comes into force. */
static void
test_minimum_wage (void)
{
  static const char table[] = "area,from,monthly,hourly\n220000,2020-01-01,1500.00,15\n"
                              "220100,2020-01-01,1900,19\n220102,2020-01-01,2000,20\n220102,2026-03-01,2100.50,21.5\n";
  static const struct
  {
    const char *region;
    const char *from;
    const char *base;
    gboolean enough;
  } rows[] = {
    { "220102", "2026-03-01", "2100.50", TRUE }, { "220102", "2026-03-01", "2100.49", FALSE },
    { "220102", "2026-02-28", "2000", TRUE },    { "220102", "2026-02-28", "1999.99", FALSE },
    { "220103", "2026-03-01", "1900", TRUE },    { "220103", "2026-03-01", "1899.99", FALSE },
    { "220201", "2026-03-01", "1500", TRUE },    { "220201", "2026-03-01", "1499.99", FALSE },
    { "", "2026-03-01", "1500", TRUE },          { "", "2026-03-01", "1499.99", FALSE },
    { "210102", "2026-03-01", "1", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Desk) desk = { NULL };
      g_autoptr (YxHallCall) call = NULL;

      open_desk (&desk, table);
      call = prepare (&desk, CHANGES ("work_region", rows[i].region, "from", rows[i].from, "employment_start", rows[i].from,
                                      "base", rows[i].base, SHORT_PAY));
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      if (rows[i].enough)
        story_does (call);
      else
        story_refused (call, YX_PROBLEM_LAW, "base");
    }
}

static void
test_hourly_minimum (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) low = NULL;
  g_autoptr (YxHallCall) enough = NULL;

  open_desk (&desk, "area,from,monthly,hourly\n220000,2020-01-01,1500,21\n");
  low = prepare (&desk, CHANGES ("use_form", "part_time", "base_unit", "hour", "base", "20.99", SHORT_PAY));
  enough = prepare (&desk, CHANGES ("use_form", "part_time", "base_unit", "hour", "base", "21", SHORT_PAY));
  story_refused (low, YX_PROBLEM_LAW, "base");
  story_does (enough);
}

/* A table that is wrong anywhere keeps the hall from opening, and says where. */
static void
test_bad_tables (void)
{
  static const struct
  {
    const char *table; /* NULL: no such file */
    const char *said;
  } rows[] = {
    { "area,from,monthly,hourly\n220102,2026-03-01,2100,21\n22010,2026-03-01,2100,21\n", "minimum.csv:3:area" },
    { "area,from,monthly,hourly\n220102,2026-02-29,2100,21\n", "minimum.csv:2:from" },
    { "area,from,monthly,hourly\n220102,2026-03-01,2100.123,21\n", "minimum.csv:2:monthly" },
    { "area,from,monthly,hourly\n220102,2026-03-01,-1,21\n", "minimum.csv:2:monthly" },
    { "area,from,monthly,hourly\n\n220102,2026-03-01,2100,x\n", "minimum.csv:3:hourly" },
    { "area,from\n220102,2026-03-01\n", "minimum.csv" },
    { "area,from,monthly,yearly\n220102,2026-03-01,2100,1\n", "minimum.csv:1:yearly" },
    { NULL, "minimum.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HallFixture) fixture = hall_fixture_new ();
      g_autofree char *file = hall_fixture_path (fixture, "hall.conf");
      g_autoptr (YxHallConfig) config = NULL;
      g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
      g_autoptr (GError) error = NULL;

      hall_fixture_configure (fixture, WITH_WAGES);
      if (rows[i].table != NULL)
        write_table (fixture, rows[i].table);
      config = yx_hall_config_load (file, &error);
      g_assert_no_error (error);
      g_assert_null (yx_hall_wages_load (config, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].said));
      yx_hall_wages_check (config, faults);
      g_assert_cmpstr (faults->pdata[0], ==, error->message);
    }
}

/* Chinese headings and GB 18030 do as well. */
static void
test_chinese_table (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *file = hall_fixture_path (fixture, "hall.conf");
  g_autofree char *chinese
      = g_convert ("区划代码,起始日期,月标准\n220102,2026/3/1,\"9,000.5\"\n", -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  g_autoptr (YxHallConfig) config = NULL;
  g_autoptr (YxHallWages) wages = NULL;
  g_autoptr (GError) error = NULL;
  const YxWage *wage;

  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG "[law]\naverage-wages=minimum.csv\n");
  write_table (fixture, chinese);
  config = yx_hall_config_load (file, &error);
  wages = yx_hall_wages_load (config, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wages->minimum->len, ==, 0);
  wage = yx_wage_on (wages->average, "220102", yx_date_new (2026, 3, 1));
  g_assert_cmpint (wage->monthly, ==, 900050);
  g_assert_false (yx_record_has (wage, "hourly"));
  g_assert_null (yx_wage_on (wages->average, "220102", yx_date_new (2026, 2, 28)));
}

static const YxFilingFinding *
only_finding (const YxHallCall *call)
{
  const YxFiling *filing = (const YxFiling *)call->answer;

  g_assert_true (yx_record_has (filing, "findings"));
  g_assert_cmpuint (filing->findings->len, ==, 1);
  return filing->findings->pdata[0];
}

/* Warnings are kept with the filing; who was asked must have said yes to each. */
static void
test_warnings (void)
{
  static const struct
  {
    const char *accepted;
    gboolean taken;
    gboolean said_yes;
  } rows[] = {
    { NULL, TRUE, FALSE },      { "L17|work_place", TRUE, TRUE }, { "L17", TRUE, TRUE }, { "L17|post", FALSE, FALSE },
    { "L20", FALSE, FALSE },    { "L20；L17", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Desk) desk = { NULL };
      g_autoptr (YxHallCall) call = NULL;

      open_desk (&desk, NULL);
      call = prepare (&desk, CHANGES ("work_place", "吉林省"));
      if (rows[i].accepted != NULL)
        g_assert_true (yx_record_set_typed (call->request, "findings", rows[i].accepted, NULL));
      if (!rows[i].taken)
        {
          story_refused (call, YX_PROBLEM_LAW, "work_place");
          continue;
        }
      story_does (call);
      g_assert_cmpstr (only_finding (call)->rule, ==, "L17");
      g_assert_cmpstr (only_finding (call)->field, ==, "work_place");
      g_assert_cmpstr (only_finding (call)->article, ==, "劳动合同法第十七条");
      g_assert_cmpint (only_finding (call)->severity, ==, YX_FINDING_WARNING);
      g_assert_cmpint (only_finding (call)->accepted, ==, rows[i].said_yes);
      g_assert_cmpint (((YxFiling *)call->answer)->state, ==, YX_FILING_APPROVED);
    }
}

/* No finding, an empty list; nobody accepts errors. */
static void
test_errors_stay_errors (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) wrong = NULL;
  g_autoptr (YxHallCall) sound = NULL;

  open_desk (&desk, NULL);
  wrong = prepare (&desk, CHANGES ("prob_to", "2026-09-30", "findings", "L19|prob_to"));
  sound = prepare (&desk, NULL);
  story_refused (wrong, YX_PROBLEM_LAW, "prob_to");
  story_does (sound);
  g_assert_cmpuint (((YxFiling *)sound->answer)->findings->len, ==, 0);
}

/* Past the age of retirement no rule approves, although the hall approves by rule. */
static void
test_officer_decides (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  YxFiling *filing;

  open_desk (&desk, NULL);
  call = prepare (&desk, CHANGES ("w_doc_no", "220102196412310010"));
  story_does (call);
  filing = (YxFiling *)call->answer;
  g_assert_cmpint (filing->state, ==, YX_FILING_SUBMITTED);
  g_assert_null (filing->document);
  g_assert_cmpint (only_finding (call)->severity, ==, YX_FINDING_OFFICER);
}

/* What is derived, and the employer as it was when the contract was drawn up. */
static void
test_derived_and_frozen (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  YxFiling *filing;

  open_desk (&desk, NULL);
  call = prepare (&desk, CHANGES ("w_doc_no", "110105199003070017"));
  story_does (call);
  filing = (YxFiling *)call->answer;
  g_assert_cmpint (filing->w_birth, ==, yx_date_new (1990, 3, 7));
  g_assert_cmpint (filing->w_sex, ==, YX_SEX_MALE);
  g_assert_true (yx_check_uscc (filing->u_uscc, NULL));
  g_assert_true (yx_record_has (filing, "u_name") && yx_record_has (filing, "u_addr") && yx_record_has (filing, "u_head"));
}

/* All of law.md 4 comes back as it was sent. */
static void
test_all_fields (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) call = NULL;
  const char *const changes[] = {
    "u_agent", "王经办", "u_agent_auth", "书面委托", "w_sex", "女", "w_doc_from", "2020-01-01", "w_doc_to", "2040-01-01",
    "w_email", "li@example.cn", "w_nation", "汉族", "w_emergency", "李父 13900139000", "fixed_count", "1", "merged_from", "2024-03-01",
    "merged_paid", "是", "prob", "是", "hire_conditions", "身体健康", "duty", "装配", "work_region", "220102", "occupation", "6-20-01-01",
    "post_class", "技术", "rest", "双休", "day_h", "8", "week_h", "40", "pay_form", "计时", "base_unit", "月", "parts",
    "基本工资|5000；津贴|1000", "cycle", "月", "pay_month", "次月", "same_post_min", "6000", "pay_method", "转账", "bank", "吉林银行",
    "account", "6222000000000000", "ot_base", "月工资", "si_pension", "是", "si_place", "长春市", "fund", "12%", "extra", "体检",
    "protection", "工作服", "hazard", "是", "hazards", "噪声|听力损伤|耳塞|津贴", "exam_pre", "是", "exam_on", "是", "exam_post", "是",
    "train", "是", "train_what", "数控", "train_cost", "9000", "serve_from", "2026-03-01", "serve_to", "2028-02-29", "train_penalty",
    "9000", "secret", "是", "secret_scope", "图纸", "nc", "是", "nc_role", "高级技术人员", "nc_months", "12", "nc_scope", "同类产品",
    "nc_area", "吉林省", "nc_pay", "2000", "nc_penalty", "50000", "other", "班车", "rules", "考勤制度|3|是", "annex", "岗位说明书",
    "project", "一期", "e_form_consent", "是", "notice_ack", "是", "serve_addr", "长春市南关区", "w_doc_no", "220102199003070021", NULL,
  };

  open_desk (&desk, NULL);
  call = prepare (&desk, changes);
  story_does (call);
  for (gsize i = 0; changes[i] != NULL; i += 2)
    {
      g_autofree char *sent = yx_record_show (call->request, changes[i]);
      g_autofree char *kept = yx_record_show (call->answer, changes[i]);

      g_assert_cmpstr (sent, !=, "");
      g_assert_cmpstr (kept, ==, sent);
    }
}

/* The post's lowest pay comes from the employer's other contracts. */
static void
test_lowest_of_the_post (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (YxHallCall) first = NULL;
  g_autoptr (YxHallCall) second = NULL;
  g_autoptr (YxHallCall) other_post = NULL;

  open_desk (&desk, NULL);
  first = prepare (&desk, CHANGES ("w_doc_no", "110105199003070017", "base", "4000", "prob_pay", "3500"));
  other_post = prepare (&desk, CHANGES ("post", "质检员", "prob_pay", "4000"));
  second = prepare (&desk, CHANGES ("prob_pay", "4000"));
  story_does (first);
  story_refused (other_post, YX_PROBLEM_LAW, "prob_pay"); /* 4000 of 6000, and nobody else in the post */
  story_does (second);
  g_assert_cmpstr (only_finding (second)->rule, ==, "L20");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/law/minimum-wage", test_minimum_wage);
  g_test_add_func ("/hall/law/hourly-minimum", test_hourly_minimum);
  g_test_add_func ("/hall/law/bad-tables", test_bad_tables);
  g_test_add_func ("/hall/law/chinese-table", test_chinese_table);
  g_test_add_func ("/hall/law/warnings", test_warnings);
  g_test_add_func ("/hall/law/errors-stay-errors", test_errors_stay_errors);
  g_test_add_func ("/hall/law/officer-decides", test_officer_decides);
  g_test_add_func ("/hall/law/derived-and-frozen", test_derived_and_frozen);
  g_test_add_func ("/hall/law/all-fields", test_all_fields);
  g_test_add_func ("/hall/law/lowest-of-the-post", test_lowest_of_the_post);
  return g_test_run ();
}
