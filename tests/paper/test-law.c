/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-filing.h"
#include "model/yx-law.h"
#include "paper/yx-paper-template.h"
#include "paper/yx-template.h"
#include "resources/yinxin-resources.h"

#define RESOURCE_FOLDER "/io/github/yinxin/Yinxin/templates/"

/* What every version says: SHA-256 of its file, then shared.xml. A contract names the version whose words it has. */
static const struct
{
  const char *version;
  const char *digest;
} texts[] = {
  { "contract-dispatch/1", "06b6d1451bf4d454de75c51f3e61fee3384d94138d07f85ac98b266e19174dbc" },
  { "contract-fixed/2", "b2a73e6f39a52412bafea40d70469d2932b547a0e0f270837f7c5deb42fdaede" },
  { "contract-open-ended/1", "03e021e64e7845e0e05e6910131b6f48f742f8d747b74a7440a0850fb5e1bec0" },
  { "contract-part-time/1", "2091ea6033a6a7c2a4dbab03b427b8018583fff97e25296c3b9644d2d47c8794" },
  { "contract-task/1", "b5bc58aacb13ed846416c6910df4fa5264a8bf0fc3257757e8c078be503febd7" },
};

static gboolean
asked_by_any (const YxTemplate *template, const char *const *articles, const char *field)
{
  guint i;

  for (i = 0; articles[i]; i++)
    if (yx_template_node_asks (yx_template_find (template, articles[i]), field))
      return TRUE;
  return FALSE;
}

static gboolean
is_part_time (const YxPaperTemplate *template)
{
  return g_str_equal (template->id, "contract-part-time");
}

static void
check_item (const YxTemplate *template, const char *id, const YxPaperItem *item)
{
  guint i;

  g_assert_nonnull (item->articles[0]);
  g_assert_nonnull (item->fields[0]);
  for (i = 0; item->articles[i]; i++)
    if (!yx_template_find (template, item->articles[i]))
      g_error ("%s, art. %u, item %u: there is no article “%s”", id, item->law, item->number, item->articles[i]);
  for (i = 0; item->fields[i]; i++)
    if (!asked_by_any (template, item->articles, item->fields[i]))
      g_error ("%s, art. %u, item %u: no article prints “%s”", id, item->law, item->number, item->fields[i]);
}

/* 劳动合同法 art. 17: in every template, each item stands in an article that is there and prints what it is about. */
static void
test_nine_items (void)
{
  const YxPaperTemplate *const *at;
  guint n = 0;

  for (at = yx_paper_templates (); *at; at++, n++)
    {
      g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);
      guint i;

      for (i = 0; i < YX_LAW_ITEMS; i++)
        {
          g_assert_cmpuint ((*at)->items[i]->law, ==, 17);
          g_assert_cmpuint ((*at)->items[i]->number, ==, i + 1);
          check_item (template, (*at)->id, (*at)->items[i]);
        }
    }
  g_assert_cmpuint (n, ==, 5);
}

/* Art. 58: a dispatching contract has the host, the term of dispatch and the post besides; no other has. */
static void
test_dispatch_items (void)
{
  const YxPaperTemplate *const *at;

  for (at = yx_paper_templates (); *at; at++)
    {
      g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);
      gboolean dispatch = g_str_equal ((*at)->id, "contract-dispatch");
      const YxPaperItem *const *item = (*at)->items + YX_LAW_ITEMS;

      g_assert_cmpint (item[0] != NULL, ==, dispatch);
      for (; *item; item++)
        {
          g_assert_cmpuint ((*item)->law, ==, 58);
          check_item (template, (*at)->id, *item);
        }
    }
}

/* What each required field of the law's table needs, some article prints. */
static void
test_law_fields (void)
{
  static const char *const said_by_the_template[] = { "kind", "si" };
  const YxPaperTemplate *const *at;
  guint i;
  guint k;

  for (at = yx_paper_templates (); *at; at++)
    {
      g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);

      for (i = 0; i < YX_LAW_ITEMS; i++)
        for (k = 0; k < G_N_ELEMENTS (yx_law_items[i].fields) && yx_law_items[i].fields[k]; k++)
          {
            const char *field = yx_law_items[i].fields[k];

            if (!g_strv_contains (said_by_the_template, field) && !(g_str_equal (field, "hours") && is_part_time (*at))
                && !yx_template_node_asks (yx_template_get_root (template), field))
              g_error ("%s does not print “%s”", (*at)->id, field);
          }
    }
}

/* What a worker must be able to read although nothing was filled in for it (law.md 4). */
static void
test_besides (void)
{
  static const char *const articles[] = {
    "electronic", "delivery", "training", "secrecy", "non-compete", "penalty", "privacy", "certificate",
    "handover",   "dispute",  "other",    "annexes", "conflict",    "copies",  "effect",  "signatures",
  };
  const YxPaperTemplate *const *at;
  guint i;

  for (at = yx_paper_templates (); *at; at++)
    {
      g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);

      for (i = 0; i < G_N_ELEMENTS (articles); i++)
        if (!yx_template_find (template, articles[i]))
          g_error ("%s has no “%s”", (*at)->id, articles[i]);
    }
}

/* No probation for a task or part-time work (arts. 19, 70); compensation for everyone but part-time work (71). */
static void
test_left_out (void)
{
  static const struct
  {
    const char *id;
    const char *article;
    gboolean there;
  } cases[] = {
    { "contract-fixed", "probation", TRUE },       { "contract-open-ended", "probation", TRUE },
    { "contract-task", "probation", FALSE },       { "contract-part-time", "probation", FALSE },
    { "contract-dispatch", "probation", TRUE },    { "contract-fixed", "compensation", TRUE },
    { "contract-open-ended", "compensation", TRUE }, { "contract-task", "compensation", TRUE },
    { "contract-task", "task-compensation", TRUE },  { "contract-part-time", "compensation", FALSE },
    { "contract-dispatch", "compensation", TRUE }, { "contract-fixed", "renewal", TRUE },
    { "contract-open-ended", "renewal", FALSE },   { "contract-task", "renewal", FALSE },
    { "contract-dispatch", "idle-pay", TRUE },     { "contract-dispatch", "return", TRUE },
    { "contract-part-time", "ending", TRUE },      { "contract-part-time", "overtime", FALSE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxTemplate) template = yx_template_load (cases[i].id, NULL);

      if ((yx_template_find (template, cases[i].article) != NULL) != cases[i].there)
        g_error ("%s, “%s”", cases[i].id, cases[i].article);
    }
}

static void
test_choice (void)
{
  static const struct
  {
    int use_form; /* -1: none said */
    int kind;
    const char *version; /* NULL: none */
  } cases[] = {
    { -1, YX_TERM_FIXED, "contract-fixed/2" },
    { -1, YX_TERM_OPEN_ENDED, "contract-open-ended/1" },
    { -1, YX_TERM_TASK, "contract-task/1" },
    { YX_USE_FULL_TIME, YX_TERM_FIXED, "contract-fixed/2" },
    { YX_USE_FULL_TIME, YX_TERM_OPEN_ENDED, "contract-open-ended/1" },
    { YX_USE_FULL_TIME, YX_TERM_TASK, "contract-task/1" },
    { YX_USE_PART_TIME, YX_TERM_FIXED, "contract-part-time/1" },
    { YX_USE_PART_TIME, YX_TERM_OPEN_ENDED, "contract-part-time/1" },
    { YX_USE_PART_TIME, YX_TERM_TASK, "contract-part-time/1" },
    { YX_USE_DISPATCH, YX_TERM_FIXED, "contract-dispatch/1" },
    { YX_USE_DISPATCH, YX_TERM_OPEN_ENDED, "contract-dispatch/1" },
    { YX_USE_DISPATCH, YX_TERM_TASK, NULL },
    { -1, -1, NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxFiling) filing = yx_filing_new ();
      g_autoptr (GError) error = NULL;
      const YxPaperTemplate *template;

      if (cases[i].use_form >= 0)
        yx_record_set_int (filing, "use_form", cases[i].use_form);
      if (cases[i].kind >= 0)
        yx_record_set_int (filing, "kind", cases[i].kind);
      template = yx_paper_template_for (filing, &error);
      g_assert_cmpstr (template ? template->version : NULL, ==, cases[i].version);
      if (!template)
        g_assert_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD);
    }
}

/* What a document remembers as its template is what the template's file says of itself. */
static void
test_versions (void)
{
  const YxPaperTemplate *const *at;

  for (at = yx_paper_templates (); *at; at++)
    {
      g_autoptr (YxTemplate) template = yx_template_load ((*at)->id, NULL);
      const YxTemplateNode *root = yx_template_get_root (template);
      g_autofree char *version
        = g_strconcat (yx_template_node_get (root, "id"), "/", yx_template_node_get (root, "version"), NULL);

      g_assert_cmpstr (version, ==, (*at)->version);
    }
}

static void
add_file (GChecksum *checksum, const char *id)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, id, ".xml", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (yx_resources_get_resource (), path, 0, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, data, (gssize) size);
}

/* Words are not changed without raising the version. */
static void
test_texts (void)
{
  const YxPaperTemplate *const *at;

  for (at = yx_paper_templates (); *at; at++)
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      gsize i = 0;

      add_file (checksum, (*at)->id);
      add_file (checksum, "shared");
      while (i < G_N_ELEMENTS (texts) && !g_str_equal (texts[i].version, (*at)->version))
        i++;
      if (i == G_N_ELEMENTS (texts) || !g_str_equal (texts[i].digest, g_checksum_get_string (checksum)))
        g_error ("The text of %s is new: raise its version if its words are, and put { \"VERSION\", \"%s\" } here",
                 (*at)->version, g_checksum_get_string (checksum));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/law/nine-items", test_nine_items);
  g_test_add_func ("/paper/law/dispatch-items", test_dispatch_items);
  g_test_add_func ("/paper/law/fields", test_law_fields);
  g_test_add_func ("/paper/law/besides", test_besides);
  g_test_add_func ("/paper/law/left-out", test_left_out);
  g_test_add_func ("/paper/law/choice", test_choice);
  g_test_add_func ("/paper/law/versions", test_versions);
  g_test_add_func ("/paper/law/texts", test_texts);
  return g_test_run ();
}
