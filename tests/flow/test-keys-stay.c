/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for private keys where they must not be: in plain memory here, in the hall's memory, on disk,
 * in the log, in what passes between the two. */

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "flow/relay.h"
#include "flow/story.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "lib/yx-test-memory.h"

#define SCALAR 32

typedef struct
{
  Story story;
  Relay *relay;
  char *log;
  guint8 scalars[2][SCALAR]; /* masked */
} Watch;

/* RFC 5915 §3: version 1, then the private key as an octet string of 32 bytes. */
static void
note_scalar (Desk *desk, guint8 *masked)
{
  static const guint8 before[] = { 0x02, 0x01, 0x01, 0x04, SCALAR };
  YxSecret *pkcs8 = yx_key_bundle_find (desk->actor->bundle, desk->actor->certificate_id);
  const guint8 *at = memmem (yx_secret_bytes (pkcs8), yx_secret_size (pkcs8), before, sizeof before);

  g_assert_nonnull (at);
  for (gsize i = 0; i < SCALAR; i++)
    {
      masked[i] = at[sizeof before + i];
      yx_test_memory_mask (masked + i, 1);
    }
}

static gboolean
holds (gconstpointer bytes, gsize size, const guint8 *masked)
{
  const guint8 *at = bytes;

  for (gsize i = 0; i + SCALAR <= size; i++)
    {
      gsize n = 0;
      guint8 c = at[i];

      yx_test_memory_mask (&c, 1);
      while (n < SCALAR && c == masked[n] && ++n < SCALAR)
        {
          c = at[i + n];
          yx_test_memory_mask (&c, 1);
        }
      if (n == SCALAR)
        return TRUE;
    }
  return FALSE;
}

/* Goes through the relay from now on. */
static void
move (Watch *watch, Desk *desk, const char *relay_path)
{
  g_autofree char *url = g_strconcat ("unix:", relay_path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxConnection) connection = yx_connection_new (url, NULL, NULL, &error);

  g_assert_no_error (error);
  g_clear_pointer (&desk->actor, yx_actor_free);
  desk->actor = yx_actor_new (connection, desk->store, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Watch *watch, gconstpointer data)
{
  g_autofree char *relay_path = NULL;
  int log;

  story_set_up (&watch->story, data);
  story_stop_hall (&watch->story);
  watch->log = yx_test_folder_path (watch->story.folder, "log");
  log = open (watch->log, O_CREAT | O_WRONLY | O_APPEND, 0600);
  dup2 (log, STDERR_FILENO);
  close (log);
  story_start_hall (&watch->story);
  relay_path = yx_test_folder_path (watch->story.folder, "relay");
  watch->relay = relay_new (relay_path, yx_local_hall_url (watch->story.hall) + strlen ("unix:"));
  move (watch, &watch->story.enterprise, relay_path);
  move (watch, &watch->story.worker, relay_path);
}

static void
tear_down (Watch *watch, gconstpointer data)
{
  story_tear_down (&watch->story, data);
  relay_free (watch->relay);
  g_free (watch->log);
}

static guint
found_in_files (const char *folder, const guint8 *masked, guint *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found += found_in_files (path, masked, files);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &bytes, &size, NULL))
        {
          *files += 1;
          found += holds (bytes, size, masked) ? 1 : 0;
        }
    }
  return found;
}

/* The hall's process and its signer. */
static guint
found_in_hall (Watch *watch, gconstpointer masked, gsize size)
{
  GPid hall = yx_local_hall_pid (watch->story.hall);
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", hall, hall);
  g_autofree char *children = NULL;
  g_auto (GStrv) each = NULL;
  guint found = yx_test_memory_find_in (hall, masked, size);

  g_assert_true (g_file_get_contents (path, &children, NULL, NULL));
  each = g_strsplit (g_strstrip (children), " ", -1);
  for (gsize i = 0; each[i] != NULL && each[i][0] != '\0'; i++)
    found += yx_test_memory_find_in ((GPid) g_ascii_strtoll (each[i], NULL, 10), masked, size);
  return found;
}

static void
assert_nowhere_in_hall (Watch *watch)
{
  char known[] = "测试网厅";

  if (geteuid () != 0)
    {
      g_test_message ("only root may look into the hall's memory");
      return;
    }
  yx_test_memory_mask (known, strlen (known));
  g_assert_cmpuint (found_in_hall (watch, known, strlen (known)), >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (watch->scalars); i++)
    g_assert_cmpuint (found_in_hall (watch, watch->scalars[i], SCALAR), ==, 0);
}

static void
assert_not_written_or_sent (Watch *watch)
{
  g_autoptr (GBytes) passed = relay_passed (watch->relay);
  gsize size;
  const char *bytes = g_bytes_get_data (passed, &size);

  g_assert_nonnull (memmem (bytes, size, "/v1/envelope/release", strlen ("/v1/envelope/release")));
  for (gsize i = 0; i < G_N_ELEMENTS (watch->scalars); i++)
    {
      guint files = 0;

      g_assert_cmpuint (found_in_files (watch->story.folder, watch->scalars[i], &files), ==, 0);
      g_assert_cmpuint (files, >=, 10);
      g_assert_false (holds (bytes, size, watch->scalars[i]));
    }
}

static void
test_keys_stay (Watch *watch, gconstpointer data)
{
  Story *story = &watch->story;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxRevision) sealed = NULL;
  g_autoptr (YxRevision) sign = NULL;

  story_up_to_contract (story);
  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  note_scalar (&story->enterprise, watch->scalars[0]);
  note_scalar (&story->worker, watch->scalars[1]);
  sealed = story_seal (story, NULL, &error);
  g_assert_no_error (error);
  sign = story_sign (story, NULL, &error);
  g_assert_no_error (error);
  story_await (story, YX_DOCUMENT_COMPLETE);
  for (gsize i = 0; i < G_N_ELEMENTS (watch->scalars); i++)
    {
      g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_PLAIN, watch->scalars[i], SCALAR), ==, 0);
      g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_ALL, watch->scalars[i], SCALAR), >, 0);
    }
  assert_nowhere_in_hall (watch);
  yx_flow_lock (story->enterprise.actor);
  yx_flow_lock (story->worker.actor);
  for (gsize i = 0; i < G_N_ELEMENTS (watch->scalars); i++)
    g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_ALL, watch->scalars[i], SCALAR), ==, 0);
  assert_not_written_or_sent (watch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_find_programs ();
  g_test_add ("/flow/keys-stay", Watch, NULL, set_up, test_keys_stay, tear_down);
  return g_test_run ();
}
