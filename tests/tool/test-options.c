/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tool/yx-tool-options.h"

static char **
split (const char *line)
{
  return g_strsplit (line, " ", -1);
}

static YxToolWalkthroughOptions *
walkthrough (const char *line, GError **error)
{
  g_auto (GStrv) arguments = split (line);

  return yx_tool_walkthrough_options_parse (&arguments, error);
}

static void
test_defaults (void)
{
  g_autoptr (YxToolWalkthroughOptions) options = walkthrough ("walkthrough", NULL);

  g_assert_nonnull (options);
  g_assert_cmpint (options->count, ==, 20);
  g_assert_cmpuint (options->seed, ==, 1);
  g_assert_false (options->given_count || options->given_seed);
  g_assert_cmpstr (options->out, ==, "walkthrough");
  g_assert_null (options->state);
  g_assert_null (options->hall);
}

static void
test_all (void)
{
  g_autoptr (YxToolWalkthroughOptions) options = walkthrough (
    "walkthrough --count 3 --seed 4294967295 --strokes s.json --out o --state k --hall https://h:1 --ca c.pem --codes -", NULL);

  g_assert_nonnull (options);
  g_assert_cmpint (options->count, ==, 3);
  g_assert_cmpuint (options->seed, ==, G_MAXUINT32);
  g_assert_true (options->given_count && options->given_seed);
  g_assert_cmpstr (options->strokes, ==, "s.json");
  g_assert_cmpstr (options->out, ==, "o");
  g_assert_cmpstr (options->state, ==, "k");
  g_assert_cmpstr (options->hall, ==, "https://h:1");
  g_assert_cmpstr (options->ca, ==, "c.pem");
  g_assert_cmpstr (options->codes, ==, "-");
}

static void
test_employees (void)
{
  g_autoptr (YxToolWalkthroughOptions) options
    = walkthrough ("walkthrough --employees e.csv --seed 2 --hall https://h --codes c", NULL);

  g_assert_nonnull (options);
  g_assert_cmpstr (options->employees, ==, "e.csv");
  g_assert_false (options->given_count);
  g_assert_cmpstr (options->hall, ==, "https://h");
}

static void
test_nothing_to_choose (void)
{
  g_auto (GStrv) none = split ("api");
  g_auto (GStrv) word = split ("api word");
  g_auto (GStrv) option = split ("rights --json");
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_tool_no_options_parse (&none, NULL));
  g_assert_false (yx_tool_no_options_parse (&word, &error));
  g_assert_true (error->domain == G_OPTION_ERROR);
  g_assert_false (yx_tool_no_options_parse (&option, NULL));
}

static void
test_wrong (void)
{
  static const char *const lines[] = {
    "walkthrough --count 0",      "walkthrough --count -1",     "walkthrough --count 1001",      "walkthrough --count many",
    "walkthrough --seed -1",      "walkthrough --seed 4294967296", "walkthrough --seed x",       "walkthrough --nothing",
    "walkthrough more",           "walkthrough --hall https://h", "walkthrough --codes c",       "walkthrough --ca c",
    "walkthrough --count",        "walkthrough --ca c --codes d", "walkthrough --count 1 2",
    "walkthrough --employees",    "walkthrough --employees e --count 1", "walkthrough --count 1 --employees e",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxToolWalkthroughOptions) options = walkthrough (lines[i], &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_OPTION_ERROR);
    }
}

static void
test_verify (void)
{
  g_auto (GStrv) arguments = split ("verify a.pdf --trust r.pem b.pdf --trust s.pem --json");
  g_autoptr (YxToolVerifyOptions) options = yx_tool_verify_options_parse (&arguments, NULL);

  g_assert_nonnull (options);
  g_assert_true (options->json);
  g_assert_cmpuint (g_strv_length (options->files), ==, 2);
  g_assert_cmpstr (options->files[1], ==, "b.pdf");
  g_assert_cmpuint (g_strv_length (options->trust), ==, 2);
  g_assert_cmpstr (options->trust[0], ==, "r.pem");
}

static void
test_verify_nothing (void)
{
  g_auto (GStrv) arguments = split ("verify --json");
  g_autoptr (GError) error = NULL;
  g_autoptr (YxToolVerifyOptions) options = yx_tool_verify_options_parse (&arguments, &error);

  g_assert_null (options);
  g_assert_true (error->domain == G_OPTION_ERROR);
}

static void
test_help (void)
{
  static const char *const walkthrough_words[] = { "--count", "--employees", "--seed", "--strokes", "--out", "--state", "--hall", "--ca", "--codes" };
  g_autofree char *walk = yx_tool_walkthrough_help ();
  g_autofree char *verify = yx_tool_verify_help ();

  for (gsize i = 0; i < G_N_ELEMENTS (walkthrough_words); i++)
    g_assert_nonnull (strstr (walk, walkthrough_words[i]));
  g_assert_nonnull (strstr (verify, "--trust"));
  g_assert_nonnull (strstr (verify, "--json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/defaults", test_defaults);
  g_test_add_func ("/options/all", test_all);
  g_test_add_func ("/options/employees", test_employees);
  g_test_add_func ("/options/nothing-to-choose", test_nothing_to_choose);
  g_test_add_func ("/options/wrong", test_wrong);
  g_test_add_func ("/options/verify", test_verify);
  g_test_add_func ("/options/verify-nothing", test_verify_nothing);
  g_test_add_func ("/options/help", test_help);
  return g_test_run ();
}
