/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-item.h"
#include "paper/yx-template.h"

static gboolean
asked_by_any (const YxTemplate *template, const char *const *articles, const char *field)
{
  guint i;

  for (i = 0; articles[i]; i++)
    if (yx_template_node_asks (yx_template_find (template, articles[i]), field))
      return TRUE;
  return FALSE;
}

/* 劳动合同法 art. 17: each item stands in an article that is there and prints what it is about. */
static void
test_nine_items (void)
{
  g_autoptr (YxTemplate) template = yx_template_load ("contract-fixed", NULL);
  const YxPaperItem *items = yx_paper_items ("contract-fixed");
  guint i;
  guint k;

  for (i = 0; i < YX_LAW_ITEMS; i++)
    {
      g_assert_cmpuint (items[i].number, ==, i + 1);
      g_assert_nonnull (items[i].articles[0]);
      g_assert_nonnull (items[i].fields[0]);
      for (k = 0; items[i].articles[k]; k++)
        if (!yx_template_find (template, items[i].articles[k]))
          g_error ("item %u: there is no article “%s”", i + 1, items[i].articles[k]);
      for (k = 0; items[i].fields[k]; k++)
        if (!asked_by_any (template, items[i].articles, items[i].fields[k]))
          g_error ("item %u: no article prints “%s”", i + 1, items[i].fields[k]);
    }
}

/* What a worker must be able to read although nothing was filled in for it (law.md 4). */
static void
test_besides (void)
{
  static const char *const articles[] = {
    "electronic", "delivery", "training",    "secrecy", "non-compete", "penalty", "privacy", "certificate",
    "handover",   "dispute",  "compensation", "other",   "annexes",     "conflict", "copies",  "effect",
  };
  g_autoptr (YxTemplate) template = yx_template_load ("contract-fixed", NULL);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (articles); i++)
    g_assert_nonnull (yx_template_find (template, articles[i]));
}

static void
test_unknown (void)
{
  g_assert_null (yx_paper_items ("separation"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/law/nine-items", test_nine_items);
  g_test_add_func ("/paper/law/besides", test_besides);
  g_test_add_func ("/paper/law/unknown", test_unknown);
  return g_test_run ();
}
