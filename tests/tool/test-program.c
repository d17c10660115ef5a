/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-json.h"
#include "crypto/yx-certificate.h"
#include "lib/yx-test-hall.h"
#include "tool/tool-program.h"

static ToolSaid
walk (YxTestHall *hall, const char *out, const char *state)
{
  g_autofree char *codes = g_build_filename (hall->folder, "sms", "shown.jsonl", NULL);

  return state == NULL
           ? TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--hall", hall->url, "--codes", codes)
           : TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--hall", hall->url, "--codes", codes, "--state", state);
}

static void
assert_done (const ToolSaid *said)
{
  if (said->status != 0)
    g_test_message ("%s%s", said->said, said->complained);
  g_assert_cmpint (said->status, ==, 0);
  g_assert_cmpstr (said->complained, ==, "");
}

static JsonObject *
read_json (const char *folder, const char *name, JsonNode **node)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  *node = yx_json_parse (text, size, NULL, NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

static void
assert_left (const char *out)
{
  g_autofree char *pdf = g_build_filename (out, "001-李想.pdf", NULL);
  g_autofree char *root = g_build_filename (out, "root.pem", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *steps = read_json (out, "steps.json", &node);

  g_assert_true (g_file_test (pdf, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (root, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (json_object_get_int_member (steps, "count"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (steps, "steps")), >=, 14);
}

/* A hall in a folder of its own, from the first step to the last. */
static void
test_own_hall (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *out = yx_test_folder_path (folder, "out");
  g_auto (ToolSaid) said = TOOL_RUN ("walkthrough", "--count", "1", "--seed", "3", "--out", out);
  g_autoptr (JsonNode) node = NULL;

  assert_done (&said);
  assert_left (out);
  g_assert_nonnull (strstr (said.said, "contracts sealed"));
  g_assert_nonnull (strstr (said.said, "of it scrypt"));
  g_assert_nonnull (strstr (said.said, "median ms"));
  g_assert_cmpint (json_object_get_int_member (read_json (out, "steps.json", &node), "hall_peak_memory"), >, 1024 * 1024);
}

/* A second walkthrough on the same hall: the people sign in, the enterprise is another one. */
static void
test_given_hall (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  g_autofree char *first = yx_test_folder_path (hall->above, "first");
  g_autofree char *second = yx_test_folder_path (hall->above, "second");
  g_auto (ToolSaid) one = { 0 };
  g_auto (ToolSaid) other = { 0 };

  yx_test_hall_start (hall);
  one = walk (hall, first, NULL);
  assert_done (&one);
  assert_left (first);
  other = walk (hall, second, NULL);
  assert_done (&other);
  assert_left (second);
}

/* With its state kept a finished walkthrough finds everything done, and does nothing twice. */
static void
test_again (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  g_autofree char *out = yx_test_folder_path (hall->above, "out");
  g_autofree char *state = yx_test_folder_path (hall->above, "state");
  g_autofree char *pdf = g_build_filename (out, "001-李想.pdf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size = 0;
  gsize again = 0;
  g_auto (ToolSaid) one = { 0 };
  g_auto (ToolSaid) other = { 0 };

  yx_test_hall_start (hall);
  one = walk (hall, out, state);
  assert_done (&one);
  g_assert_true (g_file_get_contents (pdf, &before, &size, NULL));
  yx_test_hall_kill (hall);
  yx_test_hall_start (hall);
  other = walk (hall, out, state);
  assert_done (&other);
  g_assert_true (g_file_get_contents (pdf, &after, &again, NULL));
  g_assert_cmpuint (size, ==, again);
  g_assert_true (memcmp (before, after, size) == 0);
}

/* Whoever has no hall to go to says which step failed and why. */
static void
test_no_hall (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *out = yx_test_folder_path (folder, "out");
  g_autofree char *socket_path = yx_test_folder_path (folder, "nobody");
  g_autofree char *codes = yx_test_folder_path (folder, "codes");
  g_autofree char *url = g_strconcat ("unix:", socket_path, NULL);
  g_auto (ToolSaid) said = { 0 };
  g_auto (ToolSaid) no_codes = { 0 };

  no_codes = TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--hall", url, "--codes", "/nowhere/codes");
  g_assert_cmpint (no_codes.status, ==, 1);
  g_assert_true (g_file_set_contents (codes, "", 0, NULL));
  said = TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--hall", url, "--codes", codes);
  g_assert_cmpint (said.status, ==, 1);
  g_assert_nonnull (strstr (said.complained, "hall up"));
  g_assert_nonnull (strstr (said.complained, "can't be reached"));
}

/* A signature of one's own; one that can't be read is said before anything begins. */
static void
test_strokes (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  g_autofree char *codes = g_build_filename (hall->folder, "sms", "shown.jsonl", NULL);
  g_autofree char *out = yx_test_folder_path (hall->above, "out");
  g_autofree char *strokes = g_build_filename (g_getenv ("YINXIN_SRCDIR"), "resources", "strokes", "2.json", NULL);
  g_auto (ToolSaid) wrong = TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--strokes", codes);
  g_auto (ToolSaid) right = { 0 };

  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_nonnull (strstr (wrong.complained, "--strokes"));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  yx_test_hall_start (hall);
  right = TOOL_RUN ("walkthrough", "--count", "1", "--out", out, "--strokes", strokes, "--hall", hall->url, "--codes", codes);
  assert_done (&right);
  assert_left (out);
}

static void
test_usage (void)
{
  static const char *const wrong[][4] = {
    { NULL },
    { "nothing", NULL },
    { "walkthrough", "--count", "0", NULL },
    { "walkthrough", "--hall", "https://localhost", NULL },
    { "verify", NULL },
    { "verify", "--nothing", "a.pdf", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (ToolSaid) said = tool_program_run (wrong[i]);

      g_assert_cmpint (said.status, ==, 2);
      g_assert_cmpstr (said.complained, !=, "");
      g_assert_cmpstr (said.said, ==, "");
    }
}

static void
test_help (void)
{
  g_auto (ToolSaid) all = TOOL_RUN ("--help");
  g_auto (ToolSaid) verify = TOOL_RUN ("verify", "--help");
  g_auto (ToolSaid) version = TOOL_RUN ("--version");

  g_assert_cmpint (all.status, ==, 0);
  g_assert_nonnull (strstr (all.said, "walkthrough"));
  g_assert_cmpint (verify.status, ==, 0);
  g_assert_nonnull (strstr (verify.said, "yinxinctl verify"));
  g_assert_cmpint (version.status, ==, 0);
}

/* A signed document, its hall's root, and what was done to them. */
typedef struct
{
  YxTestHall *hall;
  char *out;
  char *pdf;
  char *root;
  char *changed;
  char *none;
} Files;

static void
set_up (Files *files, gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize size = 0;
  g_auto (ToolSaid) said = { 0 };

  files->hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  files->out = yx_test_folder_path (files->hall->above, "out");
  files->pdf = g_build_filename (files->out, "001-李想.pdf", NULL);
  files->root = g_build_filename (files->out, "root.pem", NULL);
  files->changed = g_build_filename (files->out, "changed.pdf", NULL);
  files->none = g_build_filename (files->out, "none.pdf", NULL);
  yx_test_hall_start (files->hall);
  said = walk (files->hall, files->out, NULL);
  assert_done (&said);
  g_assert_true (g_file_get_contents (files->pdf, &text, &size, NULL));
  text[size / 3] ^= 1;
  g_assert_true (g_file_set_contents (files->changed, text, (gssize) size, NULL));
}

static void
tear_down (Files *files, gconstpointer data)
{
  yx_test_hall_free (files->hall);
  g_free (files->out);
  g_free (files->pdf);
  g_free (files->root);
  g_free (files->changed);
  g_free (files->none);
}

static void
test_verify_status (Files *files, gconstpointer data)
{
  const struct
  {
    const char *arguments[6];
    int status;
  } table[] = {
    { { "verify", files->pdf, "--trust", files->root }, 0 },
    { { "verify", files->pdf, files->pdf, "--trust", files->root }, 0 },
    { { "verify", files->pdf }, 3 },
    { { "verify", files->changed, "--trust", files->root }, 1 },
    { { "verify", files->none, "--trust", files->root }, 1 },
    { { "verify", files->root, "--trust", files->root }, 1 },
    { { "verify", files->pdf, files->none }, 1 },
    { { "verify", files->pdf, "--trust", files->none }, 2 },
    { { "verify", files->pdf, "--trust", files->pdf }, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (ToolSaid) said = tool_program_run (table[i].arguments);

      g_assert_cmpint (said.status, ==, table[i].status);
    }
}

/* Words in Chinese come out whole although there is no locale. */
static void
test_verify_words (Files *files, gconstpointer data)
{
  g_auto (ToolSaid) said = TOOL_RUN ("verify", files->pdf, "--trust", files->root);

  g_assert_true (g_utf8_validate (said.said, -1, NULL));
  g_assert_nonnull (strstr (said.said, "001-李想.pdf: The document is as it was signed"));
  g_assert_nonnull (strstr (said.said, "李想, as a person"));
  g_assert_nonnull (strstr (said.said, "单位公章"));
  g_assert_nonnull (strstr (said.said, "identity not checked"));
  g_assert_nonnull (strstr (said.said, "Timestamp of"));
}

static void
assert_verdict (const char *line, const char *status, const char *reason)
{
  g_autoptr (JsonNode) node = yx_json_parse (line, strlen (line), NULL, NULL);
  JsonObject *object;
  JsonArray *reasons;

  g_assert_nonnull (node);
  object = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "verdict"), ==, status);
  reasons = json_object_get_array_member (object, "reasons");
  g_assert_cmpuint (json_array_get_length (reasons), ==, reason != NULL ? 1 : 0);
  if (reason != NULL)
    g_assert_cmpstr (json_array_get_string_element (reasons, 0), ==, reason);
}

/* One object per file and line (formats.md). */
static void
test_verify_json (Files *files, gconstpointer data)
{
  g_auto (ToolSaid) said = TOOL_RUN ("verify", "--json", "--trust", files->root, files->pdf, files->none);
  g_auto (GStrv) lines = g_strsplit (said.said, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  assert_verdict (lines[0], "passed", NULL);
  assert_verdict (lines[1], "failed", "unreadable");
  g_assert_cmpstr (lines[2], ==, "");
}

static void
test_verify_der (Files *files, gconstpointer data)
{
  g_autofree char *path = g_build_filename (files->out, "root.der", NULL);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (YxCertificate) root = NULL;
  g_auto (ToolSaid) said = { 0 };

  g_assert_true (g_file_get_contents (files->root, &text, &size, NULL));
  pem = g_bytes_new (text, size);
  root = yx_certificate_from_pem (pem, NULL);
  g_assert_nonnull (root);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (yx_certificate_der (root), NULL),
                                      (gssize) g_bytes_get_size (yx_certificate_der (root)), NULL));
  said = TOOL_RUN ("verify", files->pdf, "--trust", path);
  g_assert_cmpint (said.status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/own-hall", test_own_hall);
  g_test_add_func ("/program/given-hall", test_given_hall);
  g_test_add_func ("/program/again", test_again);
  g_test_add_func ("/program/no-hall", test_no_hall);
  g_test_add_func ("/program/strokes", test_strokes);
  g_test_add_func ("/program/usage", test_usage);
  g_test_add_func ("/program/help", test_help);
#define CASE(path, func) g_test_add (path, Files, NULL, set_up, func, tear_down)
  CASE ("/verify/status", test_verify_status);
  CASE ("/verify/words", test_verify_words);
  CASE ("/verify/json", test_verify_json);
  CASE ("/verify/der", test_verify_der);
  return g_test_run ();
}
