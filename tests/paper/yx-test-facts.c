/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-test-facts.h"

#include <glib/gstdio.h>
#include <string.h>

/* Each field once, apart from those that every contract needs and those that exclude each other. */
const TestFacts test_optional[] = {
  { "FOTPD", { "u_agent=周岩", "u_agent_auth=代为签署本合同" }, { "委托代理人周岩（代理权限：代为签署本合同）" } },
  { "FOTPD", { "u_place=吉林省长春市绿园区西新大街66号" }, { "实际经营地址吉林省长春市绿园区西新大街66号" } },
  { "FOTPD", { "u_econ=private", "u_industry=金属切削机床制造" }, { "经济类型私营", "所属行业金属切削机床制造" } },
  { "FOTPD", { "u_union=true" }, { "甲方已经建立工会。乙方" } },
  { "FOTPD", { "w_sex=female", "w_birth=1990-12-31" }, { "性别女", "出生日期1990年12月31日" } },
  { "FOTPD", { "w_nation=朝鲜族", "w_edu=大学本科" }, { "民族朝鲜族", "学历大学本科" } },
  { "FOTPD", { "w_doc_from=2020-01-01", "w_doc_to=2040-01-01" }, { "证件有效期自2020年1月1日起，至2040年1月1日止" } },
  { "FOTPD", { "w_permit=220100123456", "w_permit_to=2028-06-30" },
    { "外国人工作许可220100123456，有效期至2028年6月30日", "乙方持外国人工作许可" } },
  { "FOTPD", { "w_hukou=吉林省吉林市船营区松江路1号" }, { "户籍地址吉林省吉林市船营区松江路1号" } },
  { "FOTPD", { "w_phone=13900139000" }, { "联系电话13900139000" } },
  { "FOTPD", { "w_email=lixiang@example.com" }, { "电子邮箱lixiang@example.com", "本合同所列联系方式和订立平台" } },
  { "FOTPD", { "w_emergency=李明，13800138001" }, { "紧急联系人李明，13800138001" } },
  { "FOTPD", { "w_minor_cert=吉未登2026第18号", "w_health_check=2026-02-20" },
    { "未成年工登记证编号：吉未登2026第18号。", "上岗前健康检查日期为2026年2月20日。" } },
  { "FOTPD", { "employment_start=2026-03-02" }, { "甲方自2026年3月2日起用工" } },
  { "FOTD", { "filing_kind=renewal" }, { "本合同由双方续订，续订之前在甲方的工作年限连续计算。" } },
  { "FOTD", { "fixed_count=2" }, { "订立固定期限劳动合同的次数为2次" } },
  { "FOTD", { "merged_from=2019-05-06", "merged_paid=true" },
    { "自2019年5月6日起在原用人单位的工作年限", "不再计算该段年限" } },
  { "T", { "task_done=通过试运行七十二小时验收" }, { "任务完成的标志为：通过试运行七十二小时验收。" } },
  { "T", { "to=2026-12-31" }, { "预计完成日期为2026年12月31日" } },
  { "FD", { "worker_asks_fixed=true", "ask_evidence=本人书面申请" }, { "主动提出订立本固定期限劳动合同，凭据为：本人书面申请。" } },
  { "FOD", { "prob=true", "prob_from=2026-03-01", "prob_to=2026-04-30", "hire_conditions=取得数控车工四级证书。" },
    { "试用期自2026年3月1日起，至2026年4月30日止", "录用条件为：取得数控车工四级证书。甲方", "在试用期内提前三日通知",
      "试用期的工资与前条约定的工资相同" } },
  { "FOD", { "prob=true", "prob_from=2026-03-01", "prob_to=2026-04-30", "prob_pay=6800", "same_post_min=7000" },
    { "试用期的工资为每月人民币6800.00元（大写：陆仟捌佰元整）", "最低档工资（人民币7000.00元）" } },
  { "FOTPD", { "duty=编制加工程序，操作机床" }, { "工作内容为：编制加工程序，操作机床。" } },
  { "FOTPD", { "occupation=6-18-01-01", "post_class=technical" }, { "岗位类别为技术，职业代码为6-18-01-01，" } },
  { "FOTPD", { "project=长春新区智能制造产业园" }, { "乙方参与的项目为：长春新区智能制造产业园。" } },
  { "FOTPD", { "rest=每年另有带薪休假二日" }, { "双方另行约定：每年另有带薪休假二日。" } },
  { "FOTD", { "day_h=8", "week_h=40" }, { "双方约定每日工作8小时，每周工作40小时。" } },
  { "P", { "day_h=4", "week_h=20" }, { "双方约定平均每日工作4小时，每周工作20小时。" } },
  { "FOTPD", { "pay_form=time", "pay_other=按照月度考核计发" }, { "办法为：按照月度考核计发。" } },
  { "FOTPD", { "parts:name=岗位工资,amount=3000", "parts:name=夜班津贴,amount=500.50" },
    { "下列各项：岗位工资人民币3000.00元；夜班津贴人民币500.50元。" } },
  { "FOTD", { "cycle=month", "pay_month=next" }, { "甲方次月15日以货币形式足额支付工资，支付周期为月；" } },
  { "P", { "cycle=half_month" }, { "结算支付周期为半月。" } },
  { "FOTPD", { "pay_method=现金", "bank=中国银行长春分行", "account=6217000012345678901" },
    { "以现金方式支付（乙方本人账户的开户银行：中国银行长春分行，账号：6217000012345678901）" } },
  { "FOTD", { "ot_base=本人上月应发工资" }, { "加班工资以本人上月应发工资为计算基数。" } },
  { "FOTPD", { "si_place=长春市" }, { "参保地为长春市" } },
  { "P", { "si_pension=true", "si_medical=true", "si_unemployment=true" },
    { "办理基本养老保险。甲方", "办理基本医疗保险（含生育保险）。甲方", "办理失业保险。参保地" } },
  { "FOTPD", { "fund=单位和个人各百分之十二", "extra=补充医疗保险" },
    { "约定为：单位和个人各百分之十二。", "另行提供的保险和福利：补充医疗保险。" } },
  { "FOTPD", { "protection=配发防护眼镜和耳塞" }, { "劳动条件为：配发防护眼镜和耳塞。" } },
  { "FOTPD",
    { "hazard=true", "hazards:factor=噪声,effect=听力损伤,protection=耳塞,benefit=岗位津贴每月200元",
      "hazards:factor=金属粉尘" },
    { "|噪声|听力损伤|耳塞|岗位津贴每月200元", "|金属粉尘|见岗位告知|见岗位告知|依法定标准" } },
  { "FOTPD", { "exam_pre=true", "exam_on=true", "exam_post=true" },
    { "由甲方安排乙方进行上岗前、在岗期间、离岗时的职业健康检查，并承担费用。" } },
  { "FOTPD", { "exam_post=true" }, { "由甲方安排乙方进行离岗时的职业健康检查，并承担费用。" } },
  { "FOTPD",
    { "train_what=五轴加工中心操作培训", "train_cost=12000", "serve_from=2026-06-01", "serve_to=2028-05-31",
      "train_penalty=12000" },
    { "专项培训费用人民币12000.00元", "内容为：五轴加工中心操作培训。", "服务期自2026年6月1日起，至2028年5月31日止",
      "应当支付违约金人民币12000.00元。违约金不得超过" } },
  { "FOTPD", { "secret=true", "secret_scope=工艺参数" }, { "保密事项，范围为：工艺参数。" } },
  { "FOTPD",
    { "nc=true", "nc_role=technician", "nc_months=12", "nc_scope=精密轴承的研发和生产", "nc_area=吉林省", "nc_pay=3000",
      "nc_penalty=36000" },
    { "乙方属于高级技术人员。", "终止后12个月", "不得在吉林省范围内", "具体范围为：精密轴承的研发和生产。",
      "经济补偿每月人民币3000.00元", "违约金人民币36000.00元。因甲方" } },
  { "FOTPD", { "other=双方同意每年商定一次绩效目标。" }, { "【其他约定】双方同意每年商定一次绩效目标。\n" } },
  { "FOTPD", { "rules:name=《员工手册》,version=2026年版,ack=true", "rules:name=《考勤制度》" },
    { "规章制度为：《员工手册》（2026年版），乙方已经阅知；《考勤制度》。" } },
  { "FOTPD", { "annex:name=岗位说明书", "annex:name=培训协议" }, { "附件为：岗位说明书；培训协议。" } },
  { "FOTPD", { "e_form_consent=true", "notice_ack=true" }, { "已经单独确认：同意采用电子形式订立本合同，并已经获得并知悉上述提示。" } },
  { "FOTPD", { "serve_addr=吉林省长春市南关区解放大路1号" }, { "送达地址吉林省长春市南关区解放大路1号" } },
  { NULL },
};

/* Sets a field as a person would type it. */
void
test_type (gpointer record, const char *field, const char *typed)
{
  g_autoptr (GError) error = NULL;

  yx_record_set_typed (record, field, typed, &error);
  g_assert_no_error (error);
}

YxEnterprise *
test_enterprise (void)
{
  YxEnterprise *enterprise = yx_enterprise_new ();

  test_type (enterprise, "u_name", "长春市晨曦精密机械制造有限公司");
  test_type (enterprise, "u_uscc", "91220101MA0Y1A2B3C");
  test_type (enterprise, "u_addr", "吉林省长春市高新技术产业开发区硅谷大街1198号晨曦大厦6层");
  test_type (enterprise, "u_head_kind", "legal_representative");
  test_type (enterprise, "u_head", "赵明远");
  test_type (enterprise, "u_phone", "0431-80001234");
  return enterprise;
}

YxFiling *
test_filing (void)
{
  YxFiling *filing = yx_filing_new ();

  test_type (filing, "w_name", "李想");
  test_type (filing, "w_doc_type", "居民身份证");
  test_type (filing, "w_doc_no", "11010519491231002X");
  test_type (filing, "w_phone", "13800138000");
  test_type (filing, "w_home", "吉林省长春市朝阳区人民大街5268号3栋2单元501室");
  test_type (filing, "post", "数控机床操作工程师");
  test_type (filing, "work_place", "吉林省长春市高新技术产业开发区硅谷大街1198号");
  test_type (filing, "kind", "fixed");
  test_type (filing, "from", "2026-03-01");
  test_type (filing, "to", "2029-02-28");
  test_type (filing, "employment_start", "2026-03-01");
  test_type (filing, "prob_from", "2026-03-01");
  test_type (filing, "prob_to", "2026-05-31");
  test_type (filing, "hours", "standard");
  test_type (filing, "base", "8000.00");
  test_type (filing, "prob_pay", "6800.00");
  test_type (filing, "pay_day", "15");
  test_type (filing, "si", "是");
  return filing;
}

/* Nothing but what each kind of contract needs. */
YxFiling *
test_filing_for (char initial)
{
  YxFiling *filing = test_filing ();
  static const char *const extra[] = { "prob_from", "prob_to", "prob_pay", "employment_start", "w_phone", "si" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (extra); i++)
    yx_record_unset (filing, extra[i]);
  if (initial == 'O' || initial == 'T')
    yx_record_unset (filing, "to");
  if (initial == 'O')
    test_type (filing, "kind", "open_ended");
  if (initial == 'T')
    {
      test_type (filing, "kind", "task");
      test_type (filing, "task", "三号厂房数控生产线的安装和调试");
    }
  if (initial == 'P')
    {
      test_type (filing, "use_form", "part_time");
      test_type (filing, "base_unit", "hour");
      test_type (filing, "base", "32.50");
    }
  if (initial == 'D')
    {
      test_type (filing, "use_form", "dispatch");
      test_type (filing, "host_name", "长春市北辰汽车零部件有限公司");
      test_type (filing, "host_uscc", "91220106MA17X4D259");
      test_type (filing, "dispatch_kind", "auxiliary");
      test_type (filing, "dispatch_from", "2026-03-01");
      test_type (filing, "dispatch_to", "2027-02-28");
    }
  return filing;
}

static void
add_item (gpointer record, const YxField *list, const char *settings)
{
  g_auto (GStrv) words = g_strsplit (settings, ",", -1);
  GPtrArray **old = yx_field_at (list, record);
  GPtrArray *items = g_ptr_array_new_with_free_func (yx_record_unref);
  gpointer item = yx_record_new (list->item);
  guint i;

  for (i = 0; yx_record_has (record, list->name) && *old && i < (*old)->len; i++)
    g_ptr_array_add (items, yx_record_ref (g_ptr_array_index (*old, i)));
  for (i = 0; words[i]; i++)
    {
      char *value = strchr (words[i], '=');

      *value = '\0';
      test_type (item, words[i], value + 1);
    }
  g_ptr_array_add (items, item);
  yx_record_take_list (record, list->name, items);
}

static void
give (gpointer filing, gpointer enterprise, const char *given)
{
  g_autofree char *name = g_strndup (given, strcspn (given, ":="));
  const char *value = given + strlen (name) + 1;
  gpointer record = yx_record_type_find (&yx_filing_type, name) ? filing : enterprise;
  const YxField *field = yx_record_type_find (((YxRecord *) record)->type, name);

  if (!field)
    g_error ("There is no field “%s”", name);
  if (field->kind == YX_KIND_LIST)
    add_item (record, field, value);
  else
    test_type (record, name, value);
}

void
test_give (gpointer filing, gpointer enterprise, const TestFacts *facts)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (facts->given) && facts->given[i]; i++)
    give (filing, enterprise, facts->given[i]);
}

void
test_give_all (gpointer filing, gpointer enterprise, char initial)
{
  const TestFacts *facts;

  for (facts = test_optional; facts->where; facts++)
    if (strchr (facts->where, initial))
      test_give (filing, enterprise, facts);
}

/* All words of a document, those of a table with what names them. */
char *
test_read (const YxPaperText *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint i;
  guint k;

  for (i = 0; i < text->blocks->len; i++)
    {
      const YxPaperBlock *block = g_ptr_array_index (text->blocks, i);

      g_string_append_printf (words, "%s%s", block->label ? block->label : "", block->text->str);
      for (k = 0; block->cells && k < block->cells->len; k++)
        g_string_append_printf (words, "|%s", ((YxPaperBlock *) g_ptr_array_index (block->cells, k))->text->str);
      g_string_append_c (words, '\n');
    }
  return g_strdup (words->str);
}

void
test_keep (GBytes *bytes)
{
  test_keep_as (bytes, strrchr (g_test_get_path (), '/') + 1);
}

/* Leaves a document in $YINXIN_KEEP, for people to look at. */
void
test_keep_as (GBytes *bytes, const char *name)
{
  const char *folder = g_getenv ("YINXIN_KEEP");
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  g_autofree char *path = folder ? g_build_filename (folder, file, NULL) : NULL;

  if (path)
    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

/* Runs a program with the document in the place of FILE and gives what it prints. */
char *
test_run (GBytes *document, const char *const *words)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  int fd = g_file_open_tmp ("yinxin-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document), &error);
  g_assert_no_error (error);
  for (; *words; words++)
    g_ptr_array_add (line, (gpointer) (g_str_equal (*words, "FILE") ? path : *words));
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  return g_steal_pointer (&output);
}
