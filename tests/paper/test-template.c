/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-fill.h"

#include <locale.h>
#include <string.h>

#include "model/yx-filing.h"
#include "resources/yinxin-resources.h"

#define DOCUMENT(inside) "<document id=\"d\" version=\"1\">\n" inside "</document>"
#define ARTICLE(inside) DOCUMENT ("<chapter title=\"章\"><article id=\"a\" title=\"条\">" inside "</article></chapter>")

static GBytes *
read_source (const char *id)
{
  g_autofree char *path = g_strdup_printf ("/io/github/yinxin/Yinxin/templates/%s.xml", id);
  GBytes *bytes = g_resource_lookup_data (yx_resources_get_resource (), path, 0, NULL);

  g_assert_nonnull (bytes);
  return bytes;
}

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
    { "<shared version=\"1\"></shared>", "*line 1*begins with <document>*" },
    { DOCUMENT ("<include parts=\"a\"/>"), "*line 2*no part “a”*" },
    { DOCUMENT ("<each list=\"x\"><p>x</p></each>"), "*<each> may not stand in <document>*" },
    { ARTICLE ("<p><each list=\"x\"><each list=\"y\">z</each></each></p>"), "*<each> may not stand in <each>*" },
    { ARTICLE ("<each list=\"x\"><if has=\"y\"><grid columns=\"1\"/></if></each>"), "*<grid> may not stand in <each>*" },
    { ARTICLE ("<grid><line/></grid>"), "*needs the attribute “columns”*" },
    { ARTICLE ("<grid columns=\"1\"><cell/></grid>"), "*<cell> may not stand in <grid>*" },
    { ARTICLE ("<grid columns=\"1\">words</grid>"), "*text may not stand in <grid>*" },
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

static char *
join_blocks (const YxPaperText *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint i;
  guint k;

  for (i = 0; i < text->blocks->len; i++)
    {
      const YxPaperBlock *block = g_ptr_array_index (text->blocks, i);

      g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", block->text->str);
      for (k = 0; block->cells && k < block->cells->len; k++)
        g_string_append_printf (out, "|%s", ((YxPaperBlock *) g_ptr_array_index (block->cells, k))->text->str);
    }
  return g_strdup (out->str);
}

#define SHARED(inside) "<shared version=\"1\">\n" inside "</shared>"
#define PART "<article id=\"a\" title=\"甲\"><p>共有<ref article=\"b\"/></p></article>"

static YxTemplate *
include (const char *shared, const char *document, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (YxTemplate) parts = yx_template_parse_shared (shared, -1, &fault);

  g_assert_no_error (fault);
  return yx_template_parse (document, -1, parts, error);
}

/* An article of several documents is in each as if it stood there, after the file that it came from is gone. */
static void
test_include (void)
{
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTemplate) template
    = include (SHARED (PART "<article id=\"c\" title=\"丙\"><p>末</p></article>"),
               DOCUMENT ("<chapter title=\"章\"><include parts=\"a\n c\"/><article id=\"b\" title=\"乙\"><p>自有"
                         "<ref article=\"c\"/></p></article></chapter>"),
               &error);
  g_autoptr (YxPaperText) text = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  text = yx_template_fill (template, values, &error);
  g_assert_no_error (error);
  words = join_blocks (text);
  g_assert_cmpstr (words, ==, "第一章　章/第一条　【甲】共有第三条/第二条　【丙】末/第三条　【乙】自有第二条");
  g_assert_nonnull (yx_template_find (template, "a"));
}

static void
test_include_faults (void)
{
  static const struct
  {
    const char *document;
    const char *message;
  } cases[] = {
    { DOCUMENT ("<chapter title=\"章\"><include parts=\"x\"/></chapter>"), "*line 2*no part “x”*" },
    { DOCUMENT ("<include parts=\"a\"/>"), "*“a” is a <article>, which may not stand in <document>*" },
    { DOCUMENT ("<chapter title=\"章\">\n<include parts=\"a a\"/></chapter>"), "*line 3*“a” is used twice*" },
    { DOCUMENT ("<chapter title=\"章\"><include parts=\"a\"/></chapter>"), "*no article “b”*" },
    { DOCUMENT ("<chapter title=\"章\"><article id=\"a\" title=\"x\"/><include parts=\"a\"/></chapter>"), "*twice*" },
    { DOCUMENT ("<chapter title=\"章\"><include parts=\"a\"/><article id=\"a\" title=\"x\"/></chapter>"), "*twice*" },
    { DOCUMENT ("<chapter title=\"章\"><include parts=\"a\">x</include></chapter>"), "*text may not stand in <include>*" },
    { DOCUMENT ("<include parts=\"../contract-fixed\"/>"), "*no part “../contract-fixed”*" },
    { DOCUMENT ("<include/>"), "*needs the attribute “parts”*" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (include (SHARED (PART), cases[i].document, &error));
      g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("“%s”: %s", cases[i].document, error->message);
    }
}

/* Parts include nothing, so none can include itself. */
static void
test_shared_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { DOCUMENT (""), "*begins with <shared>*" },
    { SHARED ("<include parts=\"a\"/>"), "*<include> may not stand in <shared>*" },
    { SHARED ("<chapter title=\"章\"/>"), "*<chapter> may not stand in <shared>*" },
    { SHARED ("<article id=\"a\" title=\"x\"><include parts=\"a\"/></article>"), "*<include> may not stand in <article>*" },
    { SHARED (PART PART), "*twice*" },
    { "<shared></shared>", "*needs the attribute “version”*" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_template_parse_shared (cases[i].text, -1, &error));
      g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("“%s”: %s", cases[i].text, error->message);
    }
}

/* Whatever happens to a template's bytes, reading and filling it end with a result or an error. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = read_source ("contract-part-time");
  g_autoptr (GBytes) shared = read_source ("shared");
  g_autoptr (YxTemplate) parts
    = yx_template_parse_shared (g_bytes_get_data (shared, NULL), (gssize) g_bytes_get_size (shared), NULL);
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
      template = yx_template_parse ((const char *) copy, (gssize) size, parts, &error);
      g_assert_true ((template != NULL) == (error == NULL));
      refused += template == NULL;
      if (template)
        text = yx_template_fill (template, values, NULL);
      g_assert_null (text);
    }
  g_assert_cmpuint (refused, >, 100);
  g_assert_cmpuint (refused, <, 400);
}

/* So it is with the shared file's, when a whole document takes its parts. */
static void
test_damaged_shared (void)
{
  g_autoptr (GBytes) shared = read_source ("shared");
  g_autoptr (GBytes) document = read_source ("contract-dispatch");
  g_autoptr (GRand) random = g_rand_new_with_seed (20260302);
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();
  gsize size;
  const guint8 *original = g_bytes_get_data (shared, &size);
  guint refused = 0;
  guint i;

  for (i = 0; i < 200; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (original, size);
      g_autoptr (YxTemplate) parts = NULL;
      g_autoptr (YxTemplate) template = NULL;
      g_autoptr (YxPaperText) text = NULL;

      copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int_range (random, 0, 256);
      parts = yx_template_parse_shared ((const char *) copy, (gssize) size, NULL);
      template = parts ? yx_template_parse (g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document), parts,
                                            NULL)
                       : NULL;
      refused += template == NULL;
      if (template)
        text = yx_template_fill (template, values, NULL);
      g_assert_null (text);
    }
  g_assert_cmpuint (refused, >, 30);
  g_assert_cmpuint (refused, <, 200);
}

static void
test_load (void)
{
  static const char *const unknown[] = { "no-such", "", "shared", "../templates/contract-fixed", "contract-fixed.xml" };
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

static YxPaperValues *
make_listed (guint n)
{
  YxPaperValues *values = yx_paper_values_new ();
  g_autoptr (YxFiling) filing = yx_filing_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func (yx_record_unref);
  guint i;

  for (i = 0; i < n; i++)
    {
      YxHazard *hazard = yx_hazard_new ();
      g_autofree char *factor = g_strdup_printf ("危%u", i + 1);

      yx_record_set_text (hazard, "factor", factor);
      if (i == 0)
        yx_record_set_text (hazard, "effect", "果");
      g_ptr_array_add (list, hazard);
    }
  yx_record_take_list (filing, "hazards", list);
  yx_record_set_text (filing, "post", "焊工");
  yx_paper_values_add_record (values, filing);
  return values;
}

/* What is said of each of a list's items, knows only the item. */
static void
test_each (void)
{
  static const struct
  {
    const char *source;
    guint n;
    const char *words;
  } cases[] = {
    { DOCUMENT ("<p><each list=\"hazards\"><field name=\"factor\"/></each></p>"), 3, "危1危2危3" },
    { DOCUMENT ("<p><each list=\"hazards\" between=\"、\"><field name=\"factor\"/></each>。</p>"), 3, "危1、危2、危3。" },
    { DOCUMENT ("<p><each list=\"hazards\" between=\"、\"><field name=\"factor\"/></each>。</p>"), 1, "危1。" },
    { DOCUMENT ("<p>前<each list=\"hazards\" between=\"、\"><field name=\"factor\"/></each>后</p>"), 0, "前后" },
    { DOCUMENT ("<p><each list=\"hazards\"><field name=\"effect\" else=\"无\"/></each></p>"), 2, "果无" },
    { DOCUMENT ("<p><each list=\"hazards\"><field name=\"post\" else=\"无\"/></each><field name=\"post\"/></p>"), 2,
      "无无焊工" },
    { DOCUMENT ("<p><each list=\"hazards\"><if has=\"effect\">有</if><unless has=\"effect\">没</unless></each></p>"), 3,
      "有没没" },
    { DOCUMENT ("<p><if has=\"hazards\">有</if><unless has=\"hazards\">没</unless></p>"), 1, "有" },
    { DOCUMENT ("<p><if has=\"hazards\">有</if><unless has=\"hazards\">没</unless></p>"), 0, "没" },
    { DOCUMENT ("<p><if has=\"none|post\">有</if><unless has=\"none|nothing\">没</unless></p>"), 0, "有没" },
    { DOCUMENT ("<p><if field=\"none|post\" is=\"钳工|焊工\">有</if></p>"), 0, "有" },
    { DOCUMENT ("<p>甲<field name=\"none\" optional=\"yes\"/>乙</p>"), 0, "甲乙" },
    { ARTICLE ("<p>有</p><each list=\"hazards\"><item><field name=\"factor\"/></item></each><item>末</item>"), 2,
      "第一章　章/第一条　【条】有/（一）危1/（二）危2/（三）末" },
    { ARTICLE ("<p>表</p><grid columns=\"1 2\"><line head=\"yes\"><cell>甲</cell><cell>乙</cell></line>"
               "<each list=\"hazards\"><line><cell><field name=\"factor\"/></cell><cell>x</cell></line></each></grid>"),
      2, "第一章　章/第一条　【条】表/|甲|乙/|危1|x/|危2|x" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxPaperValues) values = make_listed (cases[i].n);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxPaperText) text = fill (cases[i].source, values, &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = join_blocks (text);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_unfit (void)
{
  static const struct
  {
    const char *source;
    int code;
    const char *message;
  } cases[] = {
    { DOCUMENT ("<p><each list=\"parts\" required=\"yes\">x</each></p>"), YX_PAPER_ERROR_FIELD, "*needs “parts”*" },
    { DOCUMENT ("<p><each list=\"hazards\"><field name=\"benefit\" required=\"yes\"/></each></p>"), YX_PAPER_ERROR_FIELD,
      "*needs “benefit”*" },
    { ARTICLE ("<p>x</p><grid columns=\"1 2\"><line><cell>a</cell></line></grid>"), YX_PAPER_ERROR_TEMPLATE,
      "*2 columns*1 cells*" },
    { ARTICLE ("<p>x</p><grid columns=\"1\"><line/></grid>"), YX_PAPER_ERROR_TEMPLATE, "*1 columns*0 cells*" },
    { ARTICLE ("<p>x</p><grid columns=\"0 1\"/>"), YX_PAPER_ERROR_TEMPLATE, "*no columns*" },
    { ARTICLE ("<p>x</p><grid columns=\"wide\"/>"), YX_PAPER_ERROR_TEMPLATE, "*no columns*" },
    { ARTICLE ("<p>x</p><grid columns=\"1 1 1 1 1 1 1\"/>"), YX_PAPER_ERROR_TEMPLATE, "*no columns*" },
  };
  g_autoptr (YxPaperValues) values = make_listed (2);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fill (cases[i].source, values, &error));
      g_assert_error (error, YX_PAPER_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("“%s”: %s", cases[i].source, error->message);
    }
}

/* A small template and a long list could say without end. */
static void
test_endless (void)
{
  g_autoptr (YxPaperValues) values = make_listed (500);
  g_autofree char *filler = g_strnfill (4000, 'x');
  g_autofree char *words = g_strdup_printf (DOCUMENT ("<p><each list=\"hazards\">%s</each></p>"), filler);
  g_autofree char *otherwise
    = g_strdup_printf (DOCUMENT ("<p><each list=\"hazards\"><field name=\"none\" else=\"%s\"/></each></p>"), filler);
  g_autofree char *between = g_strdup_printf (DOCUMENT ("<p><each list=\"hazards\" between=\"%s\">x</each></p>"), filler);
  g_autoptr (GString) nodes = g_string_new ("<document id=\"d\" version=\"1\"><p><each list=\"hazards\">");
  const char *sources[4] = { words, otherwise, between };
  guint i;

  for (i = 0; i < 2000; i++)
    g_string_append (nodes, "<if has=\"none\"/>");
  g_string_append (nodes, "</each></p></document>");
  sources[3] = nodes->str;
  for (i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fill (sources[i], values, &error));
      g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT);
    }
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
  g_test_add_func ("/paper/template/include", test_include);
  g_test_add_func ("/paper/template/include-faults", test_include_faults);
  g_test_add_func ("/paper/template/shared-faults", test_shared_faults);
  g_test_add_func ("/paper/template/damaged-shared", test_damaged_shared);
  g_test_add_func ("/paper/template/each", test_each);
  g_test_add_func ("/paper/template/unfit", test_unfit);
  g_test_add_func ("/paper/template/endless", test_endless);
  g_test_add_func ("/paper/template/load", test_load);
  g_test_add_func ("/paper/template/filling", test_filling);
  g_test_add_func ("/paper/template/refused-values", test_refused_values);
  g_test_add_func ("/paper/template/long-value", test_long_value);
  g_test_add_func ("/paper/template/silent-article", test_silent_article);
  g_test_add_func ("/paper/template/spans", test_spans);
  g_test_add_func ("/paper/template/row-labels", test_row_labels);
  return g_test_run ();
}
