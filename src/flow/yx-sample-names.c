/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-names.h"

/* What the signatures that the program carries spell: the first people bear these names. */
const char *const yx_sample_signed[] = { "李想", "王志强", "陈敏", NULL };

/* Frequent surnames first: the earlier ones are picked more often. */
const char *const yx_sample_surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭",
  "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅",
  "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴",
  "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔",
  "白", "崔", "康", "毛", "邱", "秦", "江", "史", "顾", "侯", "邵", "孟", "龙", "万", "段", "钱", "汤", "尹",
  NULL,
};

const char *const yx_sample_compound_surnames[] = { "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "慕容", NULL };

const char *const yx_sample_given[] = {
  "想", "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
  "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "萍", "红", "梅", "鹏", "辉", "欣", "怡", "佳", "子", "涵",
  "雨", "梓", "浩", "宇", "轩", "思", "晨", "博", "文", "嘉", "俊", "若", "诗", "雅", "婷", "雪", "颖", "慧",
  "琳", "萌", "宁", "阳", "波", "斌", "凯", "鑫", "旭", "峰", "翔", "飞", "建", "国", "志", "春", "海", "晓",
  NULL,
};

const char *const yx_sample_dotted[] = {
  "艾力·买买提", "阿依古丽·吐尔逊", "古丽娜尔·阿不都热西提", "麦麦提·艾合买提", "叶尔兰·哈布都拉", NULL,
};

/* Beyond the basic multilingual plane, and in Debian's fonts-arphic-uming. */
const char *const yx_sample_rare[] = { "𣲷", NULL };

const YxSamplePlace yx_sample_areas[] = {
  { "220102", "吉林省长春市南关区" },     { "220103", "吉林省长春市宽城区" },   { "220104", "吉林省长春市朝阳区" },
  { "220105", "吉林省长春市二道区" },     { "220106", "吉林省长春市绿园区" },   { "220202", "吉林省吉林市昌邑区" },
  { "220302", "吉林省四平市铁西区" },     { "220502", "吉林省通化市东昌区" },   { "222401", "吉林省延边朝鲜族自治州延吉市" },
  { NULL, NULL },
};

const char *const yx_sample_streets[] = {
  "人民大街", "解放大路", "自由大路", "同志街", "建设街", "新民大街", "亚泰大街", "东盛大街", "西安大路", "春城大街", NULL,
};

const char *const yx_sample_posts[] = {
  "软件开发工程师", "数控机床操作工", "生产计划员", "质量检验员", "仓库管理员", "财务会计",   "人力资源专员", "电气维修工",
  "物流调度员",     "客户服务专员",   "机械设计工程师", "采购专员",   "市场营销专员", "安全管理员", "设备管理员",   "行政助理",
  NULL,
};

const char *const yx_sample_education[] = { "高中", "中专", "大学专科", "大学本科", "硕士研究生", NULL };

const char *const yx_sample_unit_words[] = { "晨曦", "北辰", "松原", "长白", "瑞丰", "恒信", "博远", "天池", "华泽", "明德", NULL };

/* What stands in the enterprise's name, and its industry (GB/T 4754). */
const char *const yx_sample_trades[][2] = {
  { "精密机械制造", "通用设备制造业" }, { "信息技术", "软件和信息技术服务业" }, { "食品", "农副食品加工业" },
  { "物流", "道路运输业" },             { "汽车零部件", "汽车制造业" },         { NULL, NULL },
};
