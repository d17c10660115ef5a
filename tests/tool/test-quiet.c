/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole walkthrough with every message switched on: what is personal or secret stands in no log, and in nothing that
 * the hall keeps but sealed (design.md "personal data", formats.md "Environment and logs"). */

#include <string.h>

#include "base/yx-json.h"
#include "crypto/yx-digest.h"
#include "flow/relay.h"
#include "lib/yx-test-hall.h"
#include "flow/yx-sample-people.h"

#define COUNT 3
#define SEED 23

typedef struct
{
  YxTestHall *hall;
  Relay *relay;
  char *state;
  char *log;             /* of yinxinctl */
  GPtrArray *personal;   /* of char *: names, numbers, phones, addresses */
  GPtrArray *secret;     /* of char *: passwords, proofs, tokens */
  GPtrArray *codes;      /* of char * */
} Watch;

static void
set_up (Watch *watch, gconstpointer data)
{
  g_autofree char *relay_path = NULL;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_setenv ("YINXIN_SMALL_SCRYPT", "1", TRUE);
  watch->hall = yx_test_hall_new (NULL);
  yx_test_hall_keep_log (watch->hall);
  yx_test_hall_start (watch->hall);
  relay_path = yx_test_folder_path (watch->hall->above, "relay");
  watch->relay = relay_new (relay_path, watch->hall->socket);
  watch->state = yx_test_folder_path (watch->hall->above, "state");
  watch->log = yx_test_folder_path (watch->hall->above, "tool-log");
  watch->personal = g_ptr_array_new_with_free_func (g_free);
  watch->secret = g_ptr_array_new_with_free_func (g_free);
  watch->codes = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Watch *watch, gconstpointer data)
{
  relay_free (watch->relay);
  yx_test_hall_free (watch->hall);
  g_ptr_array_unref (watch->personal);
  g_ptr_array_unref (watch->secret);
  g_ptr_array_unref (watch->codes);
  g_free (watch->state);
  g_free (watch->log);
}

static void
walk_through (Watch *watch)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *tool = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "tool", "yinxinctl", NULL);
  g_autofree char *judge = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);
  g_autofree char *url = g_strdup_printf ("unix:%s/relay", watch->hall->above);
  g_autofree char *codes = yx_test_hall_path (watch->hall, "sms/shown.jsonl");
  g_autofree char *out = yx_test_folder_path (watch->hall->above, "out");
  g_autofree char *count = g_strdup_printf ("%d", COUNT);
  g_autofree char *seed = g_strdup_printf ("%d", SEED);

  g_subprocess_launcher_setenv (launcher, "YINXIN_JUDGE", judge, TRUE);
  g_subprocess_launcher_set_stderr_file_path (launcher, watch->log);
  process = g_subprocess_launcher_spawn (launcher, &error, tool, "walkthrough", "--hall", url, "--codes", codes, "--count", count,
                                         "--seed", seed, "--state", watch->state, "--out", out, NULL);
  g_assert_no_error (error);
  if (!g_subprocess_wait_check (process, NULL, &error))
    {
      g_autofree char *said = NULL;

      (void) g_file_get_contents (watch->log, &said, NULL, NULL);
      g_error ("the walkthrough failed: %s", said);
    }
}

static void
note (GPtrArray *texts, const char *text)
{
  g_assert_nonnull (text);
  if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

static void
note_person (Watch *watch, const YxSamplePerson *person)
{
  note (watch->personal, person->name);
  note (watch->personal, person->number);
  note (watch->personal, person->phone);
  if (person->household != NULL)
    note (watch->personal, person->household);
  if (person->address != NULL)
    note (watch->personal, person->address);
}

/* The same people again, by seed and salt. */
static void
note_people (Watch *watch)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (SEED, COUNT);
  g_autofree char *path = g_build_filename (watch->state, "walkthrough.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxSampleEnterprise) enterprise = NULL;
  guint8 salt[16];

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = yx_json_parse (text, strlen (text), NULL, NULL);
  g_assert_true (yx_hex_parse (json_object_get_string_member (json_node_get_object (node), "salt"), salt, sizeof salt));
  enterprise = yx_sample_enterprise_new (SEED, salt);
  note_person (watch, enterprise->head);
  for (guint i = 0; i < people->len; i++)
    note_person (watch, people->pdata[i]);
}

/* Every value that stood on the wire between @before and one of @ends. */
static void
note_passed (GPtrArray *texts, const char *bytes, gsize size, const char *before, const char *ends)
{
  const char *end = bytes + size;
  const char *at = bytes;

  while ((at = memmem (at, (gsize) (end - at), before, strlen (before))) != NULL)
    {
      g_autofree char *value = NULL;
      gsize length = 0;

      at += strlen (before);
      while (at + length < end && strchr (ends, at[length]) == NULL)
        length++;
      value = g_strndup (at, length);
      if (length >= 6)
        note (texts, value);
    }
}

static void
note_secrets (Watch *watch)
{
  g_autoptr (GBytes) passed = relay_passed (watch->relay);
  gsize size;
  const char *bytes = g_bytes_get_data (passed, &size);

  note_passed (watch->secret, bytes, size, "\"password\":\"", "\"");
  note_passed (watch->secret, bytes, size, "\"proof\":\"", "\"");
  note_passed (watch->secret, bytes, size, "\"token\":\"", "\"");
  note_passed (watch->secret, bytes, size, "Authorization: Bearer ", "\r\n");
  note_passed (watch->codes, bytes, size, "\"code\":\"", "\"");
}

static void
assert_without (const char *path, const char *bytes, gsize size, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    if (memmem (bytes, size, texts->pdata[i], strlen (texts->pdata[i])) != NULL)
      g_error ("%s holds %s", path, (char *) texts->pdata[i]);
}

static void
assert_quiet (Watch *watch, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  assert_without (path, bytes, size, watch->personal);
  assert_without (path, bytes, size, watch->secret);
  assert_without (path, bytes, size, watch->codes);
}

static void
test_logs (Watch *watch, gconstpointer data)
{
  g_autofree char *bytes = NULL;

  walk_through (watch);
  note_people (watch);
  note_secrets (watch);
  g_assert_cmpuint (watch->personal->len, >=, 3 * (COUNT + 1));
  g_assert_cmpuint (watch->secret->len, >=, 3 * (COUNT + 1));
  g_assert_cmpuint (watch->codes->len, >=, 2 * (COUNT + 1));
  yx_test_hall_stop (watch->hall);
  assert_quiet (watch, watch->hall->log);
  assert_quiet (watch, watch->log);
  g_assert_true (g_file_get_contents (watch->hall->log, &bytes, NULL, NULL));
  g_assert_nonnull (strstr (bytes, "filing.submit"));
  g_assert_nonnull (strstr (bytes, "document.consent"));
}

/* Names of all, contents of all but the documents themselves and what the provider of the tests shows. */
static void
search (Watch *watch, const char *folder, guint *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      assert_without (path, path, strlen (path), watch->personal);
      if (strcmp (name, "sms") == 0)
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        search (watch, path, files);
      else if (strstr (path, "/objects/") == NULL && g_file_get_contents (path, &bytes, &size, NULL))
        {
          *files += 1;
          assert_without (path, bytes, size, watch->personal);
          assert_without (path, bytes, size, watch->secret);
        }
    }
}

static void
test_store (Watch *watch, gconstpointer data)
{
  guint files = 0;

  walk_through (watch);
  note_people (watch);
  note_secrets (watch);
  search (watch, watch->hall->folder, &files);
  g_assert_cmpuint (files, >=, 10);
  yx_test_hall_kill (watch->hall);
  search (watch, watch->hall->folder, &files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/tool/quiet/logs", Watch, NULL, set_up, test_logs, tear_down);
  g_test_add ("/tool/quiet/store", Watch, NULL, set_up, test_store, tear_down);
  return g_test_run ();
}
