/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"
#include "paper/yx-test-facts.h"

#define MM(n) ((n) * 72.0 / 25.4)

static YxPaper *
compose (gconstpointer filing, gconstpointer enterprise)
{
  const YxPaperFacts facts = { "contract-fixed", filing, enterprise, "LD-2026-000001", TEST_COMPOSED };
  g_autoptr (GError) error = NULL;
  YxPaper *paper = yx_paper_contract (&facts, &error);

  g_assert_no_error (error);
  test_keep (paper->bytes);
  return paper;
}

static void
test_complete (void)
{
  g_autoptr (YxEnterprise) enterprise = test_enterprise ();
  g_autoptr (YxFiling) filing = test_filing ();
  g_autoptr (YxPaper) paper = compose (filing, enterprise);

  g_assert_cmpuint (paper->n_pages, >=, 6);
  g_assert_cmpuint (paper->n_pages, <=, 9);
  g_assert_cmpuint (g_bytes_get_size (paper->bytes), <=, 250000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/contract/complete", test_complete);
  return g_test_run ();
}
