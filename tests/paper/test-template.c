/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-fill.h"

#include <locale.h>
#include <string.h>

#include "resources/yinxin-resources.h"

#define DOCUMENT(inside) "<document id=\"d\" version=\"1\">\n" inside "</document>"
#define ARTICLE(inside) DOCUMENT ("<chapter title=\"章\"><article id=\"a\" title=\"条\">" inside "</article></chapter>")

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "*line 1*empty*" },
    { "hello", "*line 1*" },
    { "<p>x</p>", "*line 1*begins with <document>*" },
    { "<if has=\"x\"></if>", "*line 1*begins with <document>*" },
    { "<document version=\"1\"></document>", "*line 1*needs the attribute “id”*" },
    { DOCUMENT ("<table>\n</table>"), "*line 2*needs the attribute “id”*" },
    { DOCUMENT ("\n<paragraph>x</paragraph>"), "*line 3*no element <paragraph>*" },
    { DOCUMENT ("<article id=\"a\" title=\"t\"/>"), "*line 2*<article> may not stand in <document>*" },
    { DOCUMENT ("<p><p>x</p></p>"), "*<p> may not stand in <p>*" },
    { DOCUMENT ("<if has=\"x\"><row label=\"l\">x</row></if>"), "*<row> may not stand in <document>*" },
    { DOCUMENT ("words"), "*line *text may not stand in <document>*" },
    { DOCUMENT ("<p colour=\"red\">x</p>"), "*<p> has no attribute “colour”*" },
    { DOCUMENT ("<note><field name=\"\"/></note>"), "*“name” of <field> is empty*" },
    { DOCUMENT ("<if>x</if>"), "*a condition needs*" },
    { DOCUMENT ("<if field=\"x\">x</if>"), "*a condition needs*" },
    { DOCUMENT ("<unless has=\"y\" field=\"x\" is=\"z\">x</unless>"), "*a condition needs*" },
    { DOCUMENT ("<table id=\"t\"/>\n<table id=\"t\"/>"), "*line 3*“t” is used twice*" },
    { DOCUMENT ("<p><ref article=\"none\"/></p>"), "*line 2*no article “none”*" },
    { DOCUMENT ("<table id=\"t\"/><p><ref article=\"t\"/></p>"), "*no article “t”*" },
    { DOCUMENT ("<p>&bad;</p>"), "*line 2*" },
    { DOCUMENT ("<p>x"), "*line *" },
    { DOCUMENT ("") "<document id=\"e\" version=\"1\"/>", "*<document> stands behind the document*" },
    { "<document id=\"d\" version=\"1\">\xff</document>", "*line 1*UTF-8*" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxTemplate) template = yx_template_parse (cases[i].text, -1, NULL, &error);

      g_assert_null (template);
      g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("“%s”: %s", cases[i].text, error->message);
    }
}

static void
assert_refused (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTemplate) template = yx_template_parse (text, -1, NULL, &error);

  g_assert_null (template);
  g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
  g_assert_true (g_pattern_match_simple (message, error->message));
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("<document id=\"d\" version=\"1\">");
  g_autoptr (GString) many = g_string_new ("<document id=\"d\" version=\"1\">");
  g_autofree char *large = g_strnfill (YX_TEMPLATE_SIZE_MAX + 1, ' ');
  guint i;

  for (i = 0; i < YX_TEMPLATE_DEPTH_MAX; i++)
    g_string_append (deep, "<if has=\"x\">");
  for (i = 0; i < YX_TEMPLATE_NODES_MAX; i++)
    g_string_append (many, "<p>x</p>");
  assert_refused (deep->str, "*deep*");
  assert_refused (many->str, "*more than*");
  assert_refused (large, "*larger*");
}

/* Whatever happens to a template's bytes, reading and filling it end with a result or an error. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
    yx_resources_get_resource (), "/io/github/yinxin/Yinxin/templates/contract-fixed.xml", 0, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260301);
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  gsize size;
  const guint8 *original = g_bytes_get_data (bytes, &size);
  guint refused = 0;
  guint i;

  for (i = 0; i < 400; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (original, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxTemplate) template = NULL;
      g_autoptr (YxPaperText) text = NULL;

      copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int_range (random, 0, 256);
      template = yx_template_parse ((const char *) copy, (gssize) size, NULL, &error);
      g_assert_true ((template != NULL) == (error == NULL));
      refused += template == NULL;
      if (template)
        text = yx_template_fill (template, values, NULL);
      g_assert_null (text);
    }
  g_assert_cmpuint (refused, >, 100);
}

static void
test_load (void)
{
  static const char *const unknown[] = { "no-such", "", "../templates/contract-fixed", "contract-fixed.xml" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTemplate) template = yx_template_load ("contract-fixed", &error);
  const YxTemplateNode *term;
  guint i;

  g_assert_no_error (error);
  term = yx_template_find (template, "term");
  g_assert_nonnull (term);
  g_assert_cmpstr (yx_template_node_get (term, "title"), ==, "合同期限");
  g_assert_true (yx_template_node_asks (term, "from"));
  g_assert_false (yx_template_node_asks (term, "post"));
  g_assert_null (yx_template_find (template, "no-such-article"));
  for (i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_assert_null (yx_template_load (unknown[i], &fault));
      g_assert_error (fault, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
    }
}

static YxPaperText *
fill (const char *source, const YxPaperValues *values, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (YxTemplate) template = yx_template_parse (source, -1, NULL, &fault);

  g_assert_no_error (fault);
  return yx_template_fill (template, values, error);
}

static char *
join_blocks (const YxPaperText *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint i;

  for (i = 0; i < text->blocks->len; i++)
    {
      const YxPaperBlock *block = g_ptr_array_index (text->blocks, i);

      g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", block->text->str);
    }
  return g_strdup (out->str);
}

static YxPaperValues *
make_values (void)
{
  YxPaperValues *values = yx_paper_values_new ();

  yx_paper_values_set (values, "post", "焊工", NULL);
  yx_paper_values_set (values, "duty", "焊接管道。；", NULL);
  yx_paper_values_set (values, "hours", "标准", "standard");
  return values;
}

static void
test_filling (void)
{
  static const struct
  {
    const char *source;
    const char *words;
  } cases[] = {
    { DOCUMENT ("<p>岗位：<field name=\"post\"/>。</p>"), "岗位：焊工。" },
    { DOCUMENT ("<p>工作：<field name=\"duty\"/>。</p>"), "工作：焊接管道。" },
    { DOCUMENT ("<p>工种：<field name=\"task\" else=\"无\"/></p>"), "工种：无" },
    { DOCUMENT ("<p>自<field name=\"to\" blank=\"3\"/>止</p>"), "自　　　止" },
    { DOCUMENT ("<p>自<field name=\"to\" blank=\"99\"/>止</p>"), "自　　　　　　　　止" },
    { DOCUMENT ("<p>\n    一\n    二\n  </p>"), "一二" },
    { DOCUMENT ("<p>A4 纸</p>"), "A4 纸" },
    { DOCUMENT ("<if has=\"post\"><p>有</p></if><unless has=\"post\"><p>无</p></unless>"), "有" },
    { DOCUMENT ("<if has=\"task\"><p>有</p></if><unless has=\"task\"><p>无</p></unless>"), "无" },
    { DOCUMENT ("<if field=\"hours\" is=\"flexible|standard\"><p>标</p></if>"), "标" },
    { DOCUMENT ("<unless field=\"hours\" is=\"standard\"><p>非</p></unless><p>完</p>"), "完" },
    { DOCUMENT ("<p><if has=\"task\">空</if></p><p>完</p>"), "完" },
    { ARTICLE ("<p>甲</p><p>乙</p>"), "第一章　章/第一条　【条】甲/乙" },
    { ARTICLE ("<p>甲</p><item>一</item><if has=\"task\"><item>空</item></if><item>二</item>"),
      "第一章　章/第一条　【条】甲/（一）一/（二）二" },
    { ARTICLE ("<p>甲</p><item><if has=\"task\">空</if></item><item>二</item>"), "第一章　章/第一条　【条】甲/（一）二" },
    { ARTICLE ("<if has=\"task\"><p>丙</p></if><p>甲<ref article=\"a\"/></p>"), "第一章　章/第一条　【条】甲第一条" },
    { ARTICLE ("<p><if has=\"task\">空</if></p><p>甲</p>"), "第一章　章/第一条　【条】甲" },
  };
  g_autoptr (YxPaperValues) values = make_values ();
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxPaperText) text = fill (cases[i].source, values, &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = join_blocks (text);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_refused_values (void)
{
  static const struct
  {
    const char *value;
    const char *message;
  } cases[] = {
    { NULL, "*needs “x”*" },          { "a\x01" "b", "*U+0001*" },         { "a\tb", "*U+0009*" },
    { "李\u202E想", "*U+202E*" },     { "\u2066李", "*U+2066*" },       { "李\xc3", "*UTF-8*" },
    { "a\u200Bb", "*U+200B*" },         { "\uE863", "*U+E863*" },          { "\U000E0041x", "*U+E0041*" },
    { "甲\u2028乙", "*U+2028*" },     { "\uFEFFx", "*U+FEFF*" },         { "\U0010FFFDx", "*U+10FFFD*" },
    { "a\u200Fb", "*U+200F*" },       { "\u061Ca", "*U+061C*" },        { "a\xc2\x85" "b", "*U+0085*" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxPaperValues) values = yx_paper_values_new ();
      g_autoptr (GError) error = NULL;

      yx_paper_values_set (values, "x", cases[i].value, NULL);
      g_assert_null (fill (DOCUMENT ("<p><field name=\"x\" required=\"yes\"/></p>"), values, &error));
      g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

static void
test_long_value (void)
{
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  g_autofree char *fits = g_strnfill (4000, 'x');
  g_autofree char *exceeds = g_strnfill (4001, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPaperText) text = NULL;

  yx_paper_values_set (values, "fits", fits, NULL);
  yx_paper_values_set (values, "exceeds", exceeds, NULL);
  text = fill (DOCUMENT ("<p><field name=\"fits\"/></p>"), values, &error);
  g_assert_no_error (error);
  g_assert_null (fill (DOCUMENT ("<p><field name=\"exceeds\"/></p>"), values, &error));
  g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD);
}

static void
test_silent_article (void)
{
  g_autoptr (YxPaperValues) values = make_values ();
  g_autoptr (GError) error = NULL;

  g_assert_null (fill (ARTICLE ("<if has=\"task\"><p>空</p></if>"), values, &error));
  g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
}

/* What was filled in stands out, and so does an article's number; other words don't. */
static void
test_spans (void)
{
  g_autoptr (YxPaperValues) values = make_values ();
  g_autoptr (YxPaperText) text = fill (ARTICLE ("<p>岗位<field name=\"post\"/>或<field name=\"x\" else=\"无\"/></p>"),
                                       values, NULL);
  const YxPaperBlock *article = g_ptr_array_index (text->blocks, 1);
  const YxPaperSpan *number = &g_array_index (article->spans, YxPaperSpan, 0);
  const YxPaperSpan *value = &g_array_index (article->spans, YxPaperSpan, 1);
  g_autofree char *number_words = g_strndup (article->text->str + number->start, number->end - number->start);
  g_autofree char *value_words = g_strndup (article->text->str + value->start, value->end - value->start);

  g_assert_cmpuint (article->spans->len, ==, 2);
  g_assert_cmpint (number->style, ==, YX_SPAN_STRONG);
  g_assert_cmpstr (number_words, ==, "第一条");
  g_assert_cmpint (value->style, ==, YX_SPAN_VALUE);
  g_assert_cmpstr (value_words, ==, "焊工");
  g_assert_cmpstr (article->id, ==, "a");
  g_assert_cmpuint (text->n_articles, ==, 1);
}

static void
test_row_labels (void)
{
  g_autoptr (YxPaperValues) values = make_values ();
  g_autoptr (YxPaperText) text = fill (DOCUMENT ("<table id=\"t\"><group label=\"组\">"
                                                 "<row label=\"甲\" label-field=\"post\">一</row>"
                                                 "<row label=\"乙\" label-field=\"task\">二</row>"
                                                 "</group></table>"),
                                       values, NULL);
  const YxPaperBlock *first = g_ptr_array_index (text->blocks, 0);
  const YxPaperBlock *second = g_ptr_array_index (text->blocks, 1);

  g_assert_cmpstr (first->group, ==, "组");
  g_assert_cmpstr (first->label, ==, "焊工");
  g_assert_cmpstr (second->label, ==, "乙");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/template/faults", test_faults);
  g_test_add_func ("/paper/template/limits", test_limits);
  g_test_add_func ("/paper/template/damaged", test_damaged);
  g_test_add_func ("/paper/template/load", test_load);
  g_test_add_func ("/paper/template/filling", test_filling);
  g_test_add_func ("/paper/template/refused-values", test_refused_values);
  g_test_add_func ("/paper/template/long-value", test_long_value);
  g_test_add_func ("/paper/template/silent-article", test_silent_article);
  g_test_add_func ("/paper/template/spans", test_spans);
  g_test_add_func ("/paper/template/row-labels", test_row_labels);
  return g_test_run ();
}
