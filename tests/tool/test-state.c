/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-id.h"
#include "lib/yx-test-folder.h"
#include "model/yx-checks.h"
#include "tool/yx-tool-state.h"
#include "tool/yx-tool-steps.h"

static YxToolWalkthroughOptions *
options_for (const char *folder, int count, gboolean given)
{
  YxToolWalkthroughOptions *options = g_new0 (YxToolWalkthroughOptions, 1);

  options->count = count;
  options->seed = 9;
  options->given_count = given;
  options->state = folder != NULL ? yx_test_folder_path (folder, "state") : NULL;
  return options;
}

static guint
mode_of (const YxToolState *state, const char *name)
{
  g_autofree char *path = yx_tool_state_path (state, name);
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_mode & 0777;
}

/* After a restart ids, day and key are what they were: what was sent is known again. */
static void
test_taken_up (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxToolWalkthroughOptions) options = options_for (folder, 3, TRUE);
  g_autoptr (YxToolWalkthroughOptions) later = options_for (folder, 20, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxToolState) first = yx_tool_state_open (options, NULL, &error);
  g_autoptr (YxToolState) second = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_true (yx_tool_state_begin (first, yx_date_new (2026, 3, 1), &error));
  second = yx_tool_state_open (later, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yx_tool_state_begin (second, yx_date_new (2026, 3, 5), &error));
  g_assert_cmpint (second->count, ==, 3);
  g_assert_cmpint (second->today, ==, yx_date_new (2026, 3, 1));
  g_assert_true (yx_secret_equal (first->key, second->key));
  id = yx_tool_state_id (first, "fil", 1);
  again = yx_tool_state_id (second, "fil", 1);
  g_assert_cmpstr (id, ==, again);
}

static void
test_private (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxToolWalkthroughOptions) options = options_for (folder, 3, TRUE);
  g_autoptr (YxToolState) state = yx_tool_state_open (options, NULL, NULL);

  g_assert_cmpuint (mode_of (state, "."), ==, 0700);
  g_assert_cmpuint (mode_of (state, "store.key"), ==, 0600);
  g_assert_cmpuint (mode_of (state, "walkthrough.json"), ==, 0600);
}

static void
test_other_options (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxToolWalkthroughOptions) options = options_for (folder, 3, TRUE);
  g_autoptr (YxToolWalkthroughOptions) other = options_for (folder, 4, TRUE);
  g_autoptr (YxToolState) state = yx_tool_state_open (options, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (state);
  g_assert_null (yx_tool_state_open (other, NULL, &error));
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
}

/* The same file's digest opens it again, another's or none doesn't. */
static void
test_employees (void)
{
  static const char *const others[] = { NULL, "", "ab", "abce" };
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxToolWalkthroughOptions) options = options_for (folder, 20, FALSE);
  g_autoptr (YxToolState) state = yx_tool_state_open (options, "abcd", NULL);
  g_autoptr (YxToolState) again = NULL;

  g_assert_true (yx_tool_state_begin (state, yx_date_new (2026, 3, 1), NULL));
  again = yx_tool_state_open (options, "abcd", NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (again->count, ==, 0);
  g_assert_cmpint (again->today, ==, yx_date_new (2026, 3, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_tool_state_open (options, others[i], &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
    }
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "", "[]", "{\"schema\":1}", "{\"schema\":1,\"seed\":1,\"count\":0,\"salt\":\"00112233445566778899aabbccddeeff\"}",
    "{\"schema\":2,\"seed\":1,\"count\":1,\"salt\":\"00112233445566778899aabbccddeeff\"}",
    "{\"schema\":1,\"seed\":1,\"count\":1,\"salt\":\"00\"}",
    "{\"schema\":1,\"seed\":1,\"count\":1,\"salt\":\"00112233445566778899aabbccddeeff\",\"today\":\"soon\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
      g_autoptr (YxToolWalkthroughOptions) options = options_for (folder, 1, FALSE);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (options->state, "walkthrough.json", NULL);

      g_assert_cmpint (g_mkdir (options->state, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (yx_tool_state_open (options, NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_temporary_goes (void)
{
  g_autoptr (YxToolWalkthroughOptions) options = options_for (NULL, 1, FALSE);
  g_autoptr (YxToolState) state = yx_tool_state_open (options, NULL, NULL);
  g_autofree char *folder = g_strdup (state->folder);

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_clear_pointer (&state, yx_tool_state_free);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_ids (void)
{
  g_autoptr (YxToolWalkthroughOptions) options = options_for (NULL, 1, FALSE);
  g_autoptr (YxToolState) one = yx_tool_state_open (options, NULL, NULL);
  g_autoptr (YxToolState) other = yx_tool_state_open (options, NULL, NULL);
  g_autofree char *first = yx_tool_state_id (one, "acc", 1);
  g_autofree char *second = yx_tool_state_id (one, "acc", 2);
  g_autofree char *elsewhere = yx_tool_state_id (other, "acc", 1);

  g_assert_true (yx_id_check ("acc", first));
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (first, !=, elsewhere);
}

static void
test_passwords (void)
{
  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autoptr (YxSecret) account = yx_tool_password ("account", seed, "19900000001");
      g_autoptr (YxSecret) certificate = yx_tool_password ("certificate", seed, "19900000001");
      g_autoptr (YxSecret) again = yx_tool_password ("account", seed, "19900000001");
      g_autoptr (YxSecret) other = yx_tool_password ("account", seed, "19900000002");

      g_assert_true (yx_check_password (yx_secret_text (account), NULL));
      g_assert_true (yx_check_certificate_password (yx_secret_text (certificate), NULL));
      g_assert_true (yx_secret_equal (account, again));
      g_assert_false (yx_secret_equal (account, certificate));
      g_assert_false (yx_secret_equal (account, other));
    }
}

static void
test_steps (void)
{
  g_autoptr (YxToolSteps) steps = yx_tool_steps_new ();
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *line = NULL;
  g_autofree char *table = NULL;
  JsonObject *first;

  yx_tool_steps_add (steps, "a step", 1000, 400);
  yx_tool_steps_add (steps, "a step", 5000, 500);
  yx_tool_steps_add (steps, "a step", 3000, 0);
  yx_tool_steps_add (steps, "another", 2000, 0);
  json = yx_tool_steps_json (steps);
  first = json_array_get_object_element (json_node_get_array (json), 0);
  g_assert_cmpint (json_object_get_int_member (first, "count"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (first, "total_ms"), ==, 9.0);
  g_assert_cmpfloat (json_object_get_double_member (first, "median_ms"), ==, 3.0);
  g_assert_cmpfloat (json_object_get_double_member (first, "max_ms"), ==, 5.0);
  g_assert_cmpfloat (json_object_get_double_member (first, "scrypt_ms"), ==, 0.9);
  yx_tool_steps_wall (steps, "a step", 6000);
  line = yx_tool_steps_line (steps, "a step");
  g_assert_cmpstr (line, ==, "      6.0 ms  a step (3)\n      0.9 ms    of it scrypt, summed over all\n");
  table = yx_tool_steps_table (steps);
  g_assert_nonnull (strstr (table, "     3          6.0          3.0          5.0   a step\n"));
  g_assert_nonnull (strstr (table, "     1          2.0          2.0          2.0   another\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/taken-up", test_taken_up);
  g_test_add_func ("/state/private", test_private);
  g_test_add_func ("/state/other-options", test_other_options);
  g_test_add_func ("/state/employees", test_employees);
  g_test_add_func ("/state/damaged", test_damaged);
  g_test_add_func ("/state/temporary-goes", test_temporary_goes);
  g_test_add_func ("/state/ids", test_ids);
  g_test_add_func ("/state/passwords", test_passwords);
  g_test_add_func ("/steps/times", test_steps);
  return g_test_run ();
}
