/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"

#include <locale.h>
#include <string.h>

#include "paper/yx-paper-template.h"
#include "paper/yx-template.h"
#include "paper/yx-test-facts.h"

#define INITIALS "FOTPD"
#define SIZE_MAX_UNSIGNED 250000
#define SIZE_MAX_FULL 290000

static YxPaperText *
say (gconstpointer filing, gconstpointer enterprise, GError **error)
{
  const YxPaperFacts facts = { filing, enterprise, "LD-2026-000001", TEST_COMPOSED };

  return yx_paper_contract_text (&facts, error);
}

static char *
say_words (gconstpointer filing, gconstpointer enterprise)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPaperText) text = say (filing, enterprise, &error);

  g_assert_no_error (error);
  return test_read (text);
}

static YxPaper *
compose (gconstpointer filing, gconstpointer enterprise)
{
  const YxPaperFacts facts = { filing, enterprise, "LD-2026-000001", TEST_COMPOSED };
  g_autoptr (GError) error = NULL;
  YxPaper *paper = yx_paper_contract (&facts, &error);

  g_assert_no_error (error);
  return paper;
}

static void
assert_refused (gconstpointer filing, gconstpointer enterprise, const char *named)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (say (filing, enterprise, &error));
  g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD);
  if (!strstr (error->message, named))
    g_error ("“%s” does not name “%s”", error->message, named);
}

/* Each template says what it is. */
static void
test_kinds (void)
{
  static const struct
  {
    char initial;
    const char *said[6];
  } cases[] = {
    { 'F', { "（固定期限）", "自2026年3月1日起，至2029年2月28日止。", "【期满续订】", "合同期满，乙方开始", "合同期满的，应当续延" } },
    { 'O', { "（无固定期限）", "自2026年3月1日起履行，不约定终止时间", "【合同终止】乙方开始依法享受基本养老保险" } },
    { 'T', { "（以完成一定工作任务为期限）", "工作任务为：三号厂房数控生产线的安装和调试。", "依法不约定试用期",
             "因任务完成而终止的", "约定的任务完成，乙方开始", "约定的任务完成的，应当续延" } },
    { 'P', { "（非全日制用工）", "每小时人民币32.50元（大写：叁拾贰元伍角整）", "不超过四小时，每周工作累计不超过二十四小时",
             "最长不超过十五日", "任何一方都可以随时通知对方终止用工", "依法不约定试用期" } },
    { 'D', { "（劳务派遣）", "名称长春市北辰汽车零部件有限公司", "期限不少于二年，自2026年3月1日起",
             "派遣期限自2026年3月1日起，至2027年2月28日止", "属于辅助性工作岗位", "无工作期间，甲方按照不低于" } },
  };
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxFiling) filing = test_filing_for (cases[i].initial);
      g_autofree char *words = say_words (filing, enterprise);

      for (k = 0; k < G_N_ELEMENTS (cases[i].said) && cases[i].said[k]; k++)
        if (!strstr (words, cases[i].said[k]))
          g_error ("“%c” does not say “%s”", cases[i].initial, cases[i].said[k]);
    }
}

static void
test_needed (void)
{
  static const struct
  {
    char initial;
    const char *fields[20];
  } cases[] = {
    { 'F', { "w_name", "w_doc_no", "w_home", "post", "work_place", "from", "to", "base", "pay_day" } },
    { 'O', { "w_name", "w_doc_no", "w_home", "post", "work_place", "from", "base", "pay_day" } },
    { 'T', { "w_name", "w_doc_no", "w_home", "post", "work_place", "from", "task", "base", "pay_day" } },
    { 'P', { "w_name", "w_doc_no", "w_home", "post", "work_place", "from", "to", "base", "base_unit" } },
    { 'D', { "w_name", "w_doc_no", "w_home", "post", "work_place", "from", "to", "base", "pay_day", "host_name", "host_uscc",
             "dispatch_from", "dispatch_to", "dispatch_kind" } },
  };
  static const char *const of_enterprise[] = { "u_name", "u_addr", "u_head" };
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (k = 0; cases[i].fields[k]; k++)
        {
          g_autoptr (YxEnterprise) enterprise = test_enterprise ();
          g_autoptr (YxFiling) filing = test_filing_for (cases[i].initial);

          yx_record_unset (filing, cases[i].fields[k]);
          assert_refused (filing, enterprise, cases[i].fields[k]);
        }
      for (k = 0; k < G_N_ELEMENTS (of_enterprise); k++)
        {
          g_autoptr (YxEnterprise) enterprise = test_enterprise ();
          g_autoptr (YxFiling) filing = test_filing_for (cases[i].initial);

          yx_record_unset (enterprise, of_enterprise[k]);
          assert_refused (filing, enterprise, of_enterprise[k]);
        }
    }
}

/* Whatever is optional is said where it belongs and given, and nowhere else. A probation that no law allows (arts. 19,
 * 70) isn't passed over in silence. */
static void
test_optional_facts (void)
{
  const TestFacts *facts;
  const char *initial;
  guint i;

  for (facts = test_optional; facts->where; facts++)
    for (initial = INITIALS; *initial; initial++)
      {
        g_autoptr (YxEnterprise) enterprise = test_enterprise ();
        g_autoptr (YxFiling) filing = test_filing_for (*initial);
        g_autofree char *without = say_words (filing, enterprise);
        g_autofree char *with = NULL;

        if (!strchr (facts->where, *initial) && g_str_equal (facts->where, "T"))
          continue;
        test_give (filing, enterprise, facts);
        if (g_str_has_prefix (facts->given[0], "prob") && strchr ("TP", *initial))
          {
            assert_refused (filing, enterprise, "prob");
            continue;
          }
        with = say_words (filing, enterprise);
        for (i = 0; i < G_N_ELEMENTS (facts->said) && facts->said[i]; i++)
          {
            if (strstr (without, facts->said[i]))
              g_error ("“%c” says “%s” unasked", *initial, facts->said[i]);
            if ((strstr (with, facts->said[i]) != NULL) != (strchr (facts->where, *initial) != NULL))
              g_error ("“%c”, given %s: “%s”", *initial, facts->given[0], facts->said[i]);
          }
      }
}

/* Forms of pay, working time and other facts of which one excludes the others. */
static void
test_choices (void)
{
  static const TestFacts cases[] = {
    { "FOTD", { "pay_form=piece", "piece:name=轴套粗车,unit=件,price=1.25", "piece:name=轴套精车,price=2" },
      { "计件单价为：轴套粗车，每件人民币1.25元；轴套精车，每件人民币2.00元。", "乙方完成劳动定额后", "本合同约定的计件单价为计算基数" } },
    { "FOTD", { "pay_form=piece", "piece:name=轴套,price=2", "parts:name=餐补,amount=300" },
      { "除前款工资外，甲方每月另行支付下列各项：餐补人民币300.00元。" } },
    { "FOTD", { "parts:name=岗位工资,amount=5000", "parts:name=津贴,amount=3000" },
      { "前款工资包含下列各项：岗位工资人民币5000.00元；津贴人民币3000.00元。" } },
    { "FOTD", { "base_unit=day", "base=380", "parts:name=餐补,amount=600" },
      { "除前款工资外，甲方每月另行支付下列各项：餐补人民币600.00元。" } },
    { "P", { "pay_form=piece", "piece:name=轴套,price=2" }, { "计件单价为：轴套，每件人民币2.00元。" } },
    { "FOTD", { "pay_form=other", "pay_other=按照年薪十二万元分月计发" },
      { "下列办法计发：按照年薪十二万元分月计发。", "本合同约定的工资为计算基数" } },
    { "P", { "pay_form=other", "pay_other=按课时计发" }, { "下列办法计发：按课时计发。" } },
    { "FOTD", { "pay_form=time", "base_unit=day", "base=380" }, { "乙方实行计时工资", "每日人民币380.00元（大写：叁佰捌拾元整）" } },
    { "FOTD", { "cycle=week", "pay_month=same" }, { "甲方按周以货币形式足额支付工资，并于当月15日核对结清；" } },
    { "FOTD", { "cycle=task" }, { "甲方在任务完成时以货币形式足额支付工资，工作跨月的，每月15日" } },
    { "FOTD", { "hours=comprehensive", "calc_period=quarter", "hours_permit=长人社工时〔2026〕3号", "hours_permit_to=2027-03-31",
                "day_h=8", "week_h=40" },
      { "以季为计算周期，", "平均每日工作8小时。平均每周工作40小时。", "批准文号：长人社工时〔2026〕3号，有效期至2027年3月31日。" } },
    { "FOTD", { "hours=flexible", "hours_permit=长人社工时〔2026〕4号" },
      { "执行不定时工作制，由乙方", "批准文号：长人社工时〔2026〕4号。", "不适用延长工作时间和休息日加班工资" } },
    { "FOTPD", { "w_doc_type=passport", "w_doc_no=E12345678" }, { "身份证件护照　E12345678" } },
    { "FOTPD", { "hazard=false" }, { "乙方岗位不存在职业病危害因素。" } },
    { "FOTPD", { "secret=true" }, { "范围以甲方采取保密措施并已经告知乙方的为限。" } },
    { "FOTD", { "merged_from=2019-05-06", "merged_paid=false" }, { "甲方计算经济补偿时一并计算。" } },
    { "P", { "si=true" }, { "办理基本养老保险。甲方同时为乙方办理基本医疗保险（含生育保险）。甲方同时为乙方办理失业保险。" } },
    { "P", { "si=true", "si_pension=false" }, { "可以依法以灵活就业人员的身份参加基本养老保险。甲方同时为乙方办理基本医疗保险" } },
    { "P", { "kind=open_ended" }, { "不约定终止时间，至任何一方依照第" } },
    { "P", { "kind=task", "task=展会布置", "task_done=展会开幕" }, { "至下列工作任务完成时止：展会布置。任务完成的标志为：展会开幕。" } },
    { "D", { "kind=open_ended" }, { "本合同为无固定期限劳动合同，自2026年3月1日起履行" } },
  };
  const char *initial;
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    for (initial = cases[i].where; *initial; initial++)
      {
        g_autoptr (YxEnterprise) enterprise = test_enterprise ();
        g_autoptr (YxFiling) filing = test_filing_for (*initial);
        g_autofree char *words = NULL;

        test_give (filing, enterprise, &cases[i]);
        words = say_words (filing, enterprise);
        for (k = 0; k < G_N_ELEMENTS (cases[i].said) && cases[i].said[k]; k++)
          if (!strstr (words, cases[i].said[k]))
            g_error ("“%c”, given %s, does not say “%s”", *initial, cases[i].given[0], cases[i].said[k]);
      }
}

/* A field that somebody adds to filings or enterprises stands on paper, or here with the reason. */
static void
test_every_field (void)
{
  static const char *const not_on_paper[] = {
    "u_type",      /* of the unit, not of the contract */
    "u_region", "work_region", /* codes of what stands there in words */
    "si", "si_injury", /* full-time work has all four, all work has this one, whatever was filed */
    "findings",    /* of the checks */
  };
  const YxRecordType *types[] = { &yx_filing_type, &yx_enterprise_type };
  const YxPaperTemplate *const *at;
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (types); i++)
    for (k = 0; k < types[i]->n_fields; k++)
      {
        const YxField *field = &types[i]->fields[k];
        gboolean asked = !(field->flags & YX_CREATE);

        if (g_strv_contains (not_on_paper, field->name))
          continue;
        for (at = yx_paper_templates (); *at && !asked; at++)
          {
            g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);

            asked = yx_template_node_asks (yx_template_get_root (template), field->name);
          }
        if (!asked)
          g_error ("No contract prints “%s”", field->name);
      }
}

/* What is agreed on penalties must be agreed in full (劳动合同法 art. 22 to 24), and nothing may contradict itself. */
static void
test_half_agreed (void)
{
  static const struct
  {
    const char *given[3];
    const char *named;
  } cases[] = {
    { { "train=true" }, "train_cost" },
    { { "train_what=培训" }, "train_cost" },
    { { "serve_from=2026-06-01" }, "train_cost" },
    { { "nc=true" }, "nc_months" },
    { { "nc_months=12" }, "nc_area" },
    { { "nc_penalty=100" }, "nc_months" },
    { { "prob=true" }, "prob_from" },
    { { "prob_to=2026-05-31" }, "prob_from" },
    { { "pay_form=other" }, "pay_other" },
    { { "nc=false", "nc_months=12" }, "nc_months" },
    { { "train=false", "train_what=培训" }, "train_what" },
    { { "secret=false", "secret_scope=工艺" }, "secret_scope" },
    { { "hazard=false", "hazards:factor=噪声" }, "hazards" },
    { { "prob=false", "prob_from=2026-03-01" }, "prob_from" },
    { { "parts:name=岗位工资,amount=5000", "parts:name=津贴,amount=3000.01" }, "parts" },
  };
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxFiling) filing = test_filing_for ('F');
      TestFacts facts = { "F", { cases[i].given[0], cases[i].given[1] }, { NULL } };

      test_give (filing, enterprise, &facts);
      assert_refused (filing, enterprise, cases[i].named);
    }
}

/* A contract on piece rates needs at least one of them, and a hazard its name. */
static void
test_empty_lists (void)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) piece = test_filing_for ('F');
  g_autoptr (YxFiling) hazard = test_filing_for ('F');
  g_autoptr (YxFiling) none = test_filing_for ('F');
  g_autofree char *with = NULL;
  g_autofree char *without = say_words (none, enterprise);
  TestFacts by_piece = { "F", { "pay_form=piece" }, { NULL } };
  TestFacts nameless = { "F", { "hazards:effect=听力损伤" }, { NULL } };

  test_give (piece, enterprise, &by_piece);
  assert_refused (piece, enterprise, "piece");
  test_give (hazard, enterprise, &nameless);
  assert_refused (hazard, enterprise, "factor");
  yx_record_take_list (none, "rules", g_ptr_array_new_with_free_func (yx_record_unref));
  with = say_words (none, enterprise);
  g_assert_cmpstr (with, ==, without);
}

/* Contracts full of facts read well: no doubled stops, no empty brackets, no gaps. */
static void
test_clean_text (void)
{
  static const char *const ugly[] = {
    "。。", "；。", "，。", "：。", "，，", "（）", "；；", "、。", "。；", "：；", "，；", "  ", "元元", "　　", "null",
  };
  const char *initial;
  guint i;
  gboolean full;

  for (initial = INITIALS; *initial; initial++)
    for (full = FALSE; full <= TRUE; full++)
      {
        g_autoptr (YxEnterprise) enterprise = test_enterprise ();
        g_autoptr (YxFiling) filing = test_filing_for (*initial);
        g_autofree char *words = NULL;

        if (full)
          test_give_all (filing, enterprise, *initial);
        words = say_words (filing, enterprise);
        for (i = 0; i < G_N_ELEMENTS (ugly); i++)
          if (strstr (words, ugly[i]))
            g_error ("“%c” says “%s”: %.200s", *initial, ugly[i], strstr (words, ugly[i]));
      }
}

static void
check_sound (GBytes *bytes, const char *subject)
{
  g_autofree char *report = test_run (bytes, (const char *[]) { "qpdf", "--check", "FILE", NULL });
  g_autofree char *structure = test_run (bytes, (const char *[]) { "pdfinfo", "-enc", "UTF-8", "-struct", "FILE", NULL });
  g_autofree char *info = test_run (bytes, (const char *[]) { "pdfinfo", "-enc", "UTF-8", "FILE", NULL });

  g_assert_nonnull (strstr (report, "No syntax or stream encoding errors found"));
  g_assert_nonnull (strstr (structure, "Document"));
  g_assert_nonnull (strstr (structure, "H2"));
  g_assert_nonnull (strstr (structure, "Table"));
  g_assert_nonnull (strstr (info, subject));
  g_assert_nonnull (strstr (info, "(A4)"));
}

/* What is signed has its language and three empty places (ISO 32000-2 §14.9.2). */
static void
check_prepared (gconstpointer filing, gconstpointer enterprise)
{
  const YxPaperFacts facts = { filing, enterprise, "LD-2026-000001", TEST_COMPOSED };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yx_paper_contract_prepared (&facts, &error);
  g_autofree char *json = NULL;
  guint i;
  static const char *const expected[] = { "\"/Lang\": \"u:zh-CN\"", "u:yx.employer", "u:yx.worker", "u:yx.head" };

  g_assert_no_error (error);
  json = test_run (bytes, (const char *[]) { "qpdf", "--json=2", "--json-key=qpdf", "FILE", NULL });
  for (i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (json, expected[i]));
}

/* Small enough, sound, tagged, the same again, with three places on the last page: sparse and full. */
static void
test_documents (void)
{
  const char *initial;
  gboolean full;

  for (initial = INITIALS; *initial; initial++)
    for (full = FALSE; full <= TRUE; full++)
      {
        g_autoptr (YxEnterprise) enterprise = test_enterprise ();
        g_autoptr (YxFiling) filing = test_filing_for (*initial);
        g_autofree char *name = g_strdup_printf ("%c-%s", *initial, full ? "full" : "sparse");
        g_autoptr (YxPaper) first = NULL;
        g_autoptr (YxPaper) second = NULL;

        if (full)
          test_give_all (filing, enterprise, *initial);
        first = compose (filing, enterprise);
        second = compose (filing, enterprise);
        test_keep_as (first->bytes, name);
        g_test_message ("%s: %u pages, %" G_GSIZE_FORMAT " bytes", name, first->n_pages, g_bytes_get_size (first->bytes));
        g_assert_true (g_bytes_equal (first->bytes, second->bytes));
        g_assert_cmpuint (g_bytes_get_size (first->bytes), <=, full ? SIZE_MAX_FULL : SIZE_MAX_UNSIGNED);
        g_assert_cmpuint (first->n_places, ==, 3);
        g_assert_cmpuint (first->places[0].page, ==, first->n_pages);
        check_prepared (filing, enterprise);
        check_sound (first->bytes, yx_paper_template_for (filing, NULL)->version);
      }
}

static char *
repeat (const char *words, guint characters)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (g_utf8_strlen (out->str, -1) < characters)
    g_string_append (out, words);
  return g_utf8_substring (out->str, 0, characters);
}

/* Every text as long as its field allows, with a rare character, and a full list of hazards. */
static void
test_longest (void)
{
  static const char *const places[] = { "w_home", "w_hukou", "work_place", "serve_addr" };
  g_autofree char *place = repeat ("吉林省延边朝鲜族自治州敦化市大石头镇长白山路\U00020BB7野家属区12栋", 200);
  g_autofree char *name = repeat ("买买提·\U00028B63", 50);
  g_autofree char *unit = repeat ("吉林省长春市净月高新技术产业开发区（中外合资）", 60);
  g_autofree char *words = repeat ("耐高温、防飞溅；", 200);
  g_autofree char *factor = repeat ("三氯乙烯", 60);
  g_autofree char *hazard
    = g_strdup_printf ("hazards:factor=%s,effect=%s,protection=%s,benefit=%s", factor, words, words, words);
  const char *initial;
  guint i;

  for (initial = INITIALS; *initial; initial++)
    {
      g_autoptr (YxEnterprise) enterprise = test_enterprise ();
      g_autoptr (YxFiling) filing = test_filing_for (*initial);
      g_autofree char *file = g_strdup_printf ("%c-longest", *initial);
      const TestFacts more = { "FOTPD", { hazard, hazard, hazard, hazard }, { NULL } };
      g_autoptr (YxPaper) paper = NULL;

      test_give_all (filing, enterprise, *initial);
      for (i = 0; i < G_N_ELEMENTS (places); i++)
        test_type (filing, places[i], place);
      test_type (filing, "w_name", name);
      test_type (filing, "u_agent", name);
      test_type (enterprise, "u_name", unit);
      test_type (enterprise, "u_head", name);
      test_type (enterprise, "u_addr", place);
      test_type (enterprise, "u_place", place);
      test_give (filing, enterprise, &more);
      paper = compose (filing, enterprise);
      test_keep_as (paper->bytes, file);
      g_assert_cmpuint (paper->n_places, ==, 3);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/contracts/kinds", test_kinds);
  g_test_add_func ("/paper/contracts/needed", test_needed);
  g_test_add_func ("/paper/contracts/optional", test_optional_facts);
  g_test_add_func ("/paper/contracts/choices", test_choices);
  g_test_add_func ("/paper/contracts/every-field", test_every_field);
  g_test_add_func ("/paper/contracts/half-agreed", test_half_agreed);
  g_test_add_func ("/paper/contracts/empty-lists", test_empty_lists);
  g_test_add_func ("/paper/contracts/clean-text", test_clean_text);
  g_test_add_func ("/paper/contracts/documents", test_documents);
  g_test_add_func ("/paper/contracts/longest", test_longest);
  return g_test_run ();
}
