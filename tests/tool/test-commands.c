/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "api/yx-api.h"
#include "base/yx-json.h"
#include "lib/yx-test-folder.h"
#include "tool/tool-program.h"

#define HEADINGS                                                                                                       \
  "姓名,证件号码,手机号码,现住址,岗位,工作地点,合同类型,合同开始日期,合同结束日期,入职日期,工时制度,月工资,发薪日,社会保险\r\n"
#define LI "李想,220104199003071238,13812345678,长春市人民大街1号,会计,长春市,固定期限,2027-03-01,2030-02-28,2027-03-01,标准,8000,15,是\r\n"
#define BAD_PAY                                                                                                        \
  "王敏,220104199203054563,13812345679,长春市人民大街2号,会计,长春市,固定期限,2027-03-01,2030-02-28,2027-03-01,标准,很多,15,是\r\n"

/* A folder with employees.csv. */
typedef struct
{
  YxTestFolder *folder;
  char *csv;
  char *out;
  char *state;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = yx_test_folder_new ();
  place->csv = yx_test_folder_path (place->folder, "employees.csv");
  place->out = yx_test_folder_path (place->folder, "out");
  place->state = yx_test_folder_path (place->folder, "state");
}

static void
tear_down (Place *place, gconstpointer data)
{
  yx_test_folder_free (place->folder);
  g_free (place->csv);
  g_free (place->out);
  g_free (place->state);
}

static void
write_csv (Place *place, const char *text)
{
  g_assert_true (g_file_set_contents (place->csv, text, -1, NULL));
}

static gboolean
left (Place *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->out, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static ToolSaid
walk (Place *place)
{
  return TOOL_RUN ("walkthrough", "--employees", place->csv, "--out", place->out, "--state", place->state);
}

/* Good rows go on to the document, the others are named, and the end is 1. */
static void
test_employees (Place *place, gconstpointer data)
{
  g_autofree char *fault = g_strdup_printf ("%s:2:月工资: ", place->csv);
  g_auto (ToolSaid) said = { 0 };

  write_csv (place, HEADINGS BAD_PAY LI);
  said = walk (place);
  g_assert_cmpint (said.status, ==, 1);
  g_assert_nonnull (strstr (said.complained, fault));
  g_assert_nonnull (strstr (said.complained, "1 rows of"));
  g_assert_true (left (place, "001-李想.pdf"));
  g_assert_false (left (place, "002-王敏.pdf"));
  g_assert_true (left (place, "root.pem"));
}

/* GB 18030; all rows good: 0. A restart with the same file changes nothing, another file is refused. */
static void
test_employees_again (Place *place, gconstpointer data)
{
  gsize size;
  g_autofree char *gb = g_convert (HEADINGS LI, -1, "GB18030", "UTF-8", NULL, &size, NULL);
  g_auto (ToolSaid) once = { 0 };
  g_auto (ToolSaid) again = { 0 };
  g_auto (ToolSaid) other = { 0 };
  g_auto (ToolSaid) without = { 0 };

  g_assert_true (g_file_set_contents (place->csv, gb, (gssize) size, NULL));
  once = walk (place);
  g_assert_cmpstr (once.complained, ==, "");
  g_assert_cmpint (once.status, ==, 0);
  again = walk (place);
  g_assert_cmpint (again.status, ==, 0);
  write_csv (place, HEADINGS LI);
  other = walk (place);
  g_assert_cmpint (other.status, ==, 2);
  g_assert_nonnull (strstr (other.complained, "--employees"));
  without = TOOL_RUN ("walkthrough", "--count", "1", "--out", place->out, "--state", place->state);
  g_assert_cmpint (without.status, ==, 2);
}

/* Where nothing can be used nothing begins. */
static void
test_no_employees (Place *place, gconstpointer data)
{
  static const char *const files[] = { "", HEADINGS, HEADINGS BAD_PAY, "姓名\r\n李想\r\n", "\xff\xfe" "a\xfe", "\"" };
  g_auto (ToolSaid) missing = TOOL_RUN ("walkthrough", "--employees", place->csv, "--out", place->out);

  g_assert_cmpint (missing.status, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (ToolSaid) said = { 0 };

      write_csv (place, files[i]);
      said = TOOL_RUN ("walkthrough", "--employees", place->csv, "--out", place->out);
      g_assert_cmpint (said.status, ==, 1);
      g_assert_nonnull (strstr (said.complained, place->csv));
      g_assert_false (g_file_test (place->out, G_FILE_TEST_EXISTS));
    }
}

static void
test_api (void)
{
  g_auto (ToolSaid) said = TOOL_RUN ("api");
  g_autoptr (JsonNode) node = yx_json_parse (said.said, strlen (said.said), NULL, NULL);
  JsonObject *paths;

  g_assert_cmpint (said.status, ==, 0);
  g_assert_cmpstr (said.complained, ==, "");
  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "openapi"), ==, "3.1.0");
  paths = json_object_get_object_member (json_node_get_object (node), "paths");
  g_assert_true (json_object_has_member (paths, "/v1/documents/{document}/revisions/{revision}/bytes"));
}

static const char *
line_of (char **lines, const char *action)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], action) && lines[i][strlen (action)] == ' ')
      return lines[i];
  return NULL;
}

/* A line an action, a mark a role; the columns stand under their heads. */
static void
test_rights (void)
{
  g_auto (ToolSaid) said = TOOL_RUN ("rights");
  g_auto (GStrv) lines = g_strsplit (said.said, "\n", -1);

  g_assert_cmpint (said.status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, YX_N_ACTIONS + 2);
  for (int i = 0; i < YX_N_ACTIONS; i++)
    {
      const YxRight *right = yx_right_for ((YxAction) i);
      const char *line = line_of (lines, right->name);

      g_assert_nonnull (line);
      for (guint role = 1; yx_role_nick (role) != NULL; role <<= 1)
        {
          g_autofree char *head = g_strconcat ("  ", yx_role_nick (role), "  ", NULL);
          const char *at = strstr (lines[0], head);

          g_assert_nonnull (at);
          g_assert_cmpint (line[at - lines[0] + 2], ==, right->roles & role ? '+' : '-');
        }
      g_assert_nonnull (strstr (line, yx_reach_nick (right->reach)));
    }
}

static void
test_no_arguments (void)
{
  static const char *const wrong[][3] = {
    { "api", "more", NULL }, { "api", "--json", NULL }, { "rights", "more", NULL }, { "rights", "--json", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (ToolSaid) said = tool_program_run (wrong[i]);

      g_assert_cmpint (said.status, ==, 2);
      g_assert_nonnull (strstr (said.complained, wrong[i][1]));
      g_assert_cmpstr (said.said, ==, "");
    }
}

static const char *const commands[] = { "walkthrough", "verify", "api", "rights" };

/* Each command that the usage names has a help of its own, and each that has one is named. */
static void
test_help (void)
{
  g_auto (ToolSaid) usage = TOOL_RUN ("--help");
  g_auto (GStrv) lines = g_strsplit (usage.said, "\n  ", -1);

  g_assert_cmpint (usage.status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (commands) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *title = g_strconcat ("yinxinctl ", commands[i], NULL);
      g_auto (ToolSaid) said = TOOL_RUN (commands[i], "--help");

      g_assert_true (g_str_has_prefix (lines[i + 1], commands[i]));
      g_assert_cmpint (said.status, ==, 0);
      g_assert_nonnull (strstr (said.said, title));
      g_assert_cmpstr (said.complained, ==, "");
    }
}

static gboolean
has_chinese (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* The same in Chinese: no paragraph of our own is left in English. */
static void
test_chinese (void)
{
  g_autofree char *words = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "po", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const environment[] = { "LC_ALL", "C.UTF-8", "LANGUAGE", "zh_CN", "YINXIN_LOCALEDIR", words, NULL };
      const char *const arguments[] = { commands[i], "--help", NULL };
      g_auto (ToolSaid) said = tool_program_run_with (environment, arguments);
      g_auto (GStrv) lines = g_strsplit (said.said, "\n", -1);

      g_assert_cmpint (said.status, ==, 0);
      for (guint j = 0; lines[j] != NULL; j++)
        if (lines[j][0] != '\0' && strstr (lines[j], "yinxinctl") == NULL)
          g_assert_true (has_chinese (lines[j]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define CASE(path, func) g_test_add (path, Place, NULL, set_up, func, tear_down)
  CASE ("/commands/employees", test_employees);
  CASE ("/commands/employees-again", test_employees_again);
  CASE ("/commands/no-employees", test_no_employees);
  g_test_add_func ("/commands/api", test_api);
  g_test_add_func ("/commands/rights", test_rights);
  g_test_add_func ("/commands/no-arguments", test_no_arguments);
  g_test_add_func ("/commands/help", test_help);
  g_test_add_func ("/commands/chinese", test_chinese);
  return g_test_run ();
}
