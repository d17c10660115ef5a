/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-hall.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-files.h"
#include "client/yx-client-error.h"

#define HALL_NAME "样例网厅 SAMPLE"
#define MAKING ".making"
#define HALL "hall"
#define CLIENTS "clients"
#define LOCK_TRIES 100
#define LOCK_PAUSE (100 * G_TIME_SPAN_MILLISECOND)

/* One person is all the people here, and has no minute to wait for the next code. */
static const struct { const char *group; const char *key; const char *value; } settings[] = {
  { "hall", "sample", "yes" },
  { "limits", "code-per-minute", "60" },
  { "limits", "code-per-day", "1000" },
  { "limits", "seal-visit-per-day", "1000" },
  { "limits", "code-per-day-phone", "1000" },
  { "limits", "write-per-second", "1000" },
  { "limits", "read-per-second", "1000" },
};

static gboolean
configure (const char *hall, const char *filings, GError **error)
{
  g_autofree char *path = g_build_filename (hall, "hall.conf", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_key_file_set_string (file, settings[i].group, settings[i].key, settings[i].value);
  g_key_file_set_string (file, "approval", "filings", filings);
  text = g_key_file_to_data (file, NULL, NULL);
  return yx_file_write (path, text, strlen (text), 0600, error);
}

/* The first filings meet an officer, the others a rule. */
static gboolean
fill (YxLocalHall *hall, const char *folder, YxSampleStory *story, GCancellable *cancellable, GError **error)
{
  return yx_sample_story_before (story, hall, folder, error) && yx_local_hall_stop (hall, error)
         && configure (folder, "rule", error) && yx_local_hall_revive (hall, cancellable, error)
         && yx_sample_story_live (story, error);
}

static gboolean
make_in (const char *making, YxSampleStory *story, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_build_filename (making, HALL, NULL);
  g_autoptr (YxSampleGuide) sample = yx_sample_story_describe (story);
  g_autoptr (YxLocalHall) hall = NULL;

  if (!yx_local_hall_make (folder, HALL_NAME, cancellable, error) || !configure (folder, "officer", error))
    return FALSE;
  hall = yx_local_hall_start (folder, HALL_NAME, cancellable, error);
  return hall != NULL && fill (hall, folder, story, cancellable, error) && yx_local_hall_stop (hall, error)
         && yx_sample_guide_write (sample, folder, error);
}

/* A hall whose desktop was killed has a moment to end in; after that nobody writes there any more. */
static void
await_end (const char *making)
{
  g_autofree char *path = g_build_filename (making, HALL, "run", "lock", NULL);

  for (guint i = 0; i < LOCK_TRIES && g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &error);

      if (!g_error_matches (error, YX_BASE_ERROR, YX_BASE_ERROR_BUSY))
        return;
      g_usleep (LOCK_PAUSE);
    }
}

static char *
making_folder (const char *folder)
{
  return g_strconcat (folder, MAKING, NULL);
}

/**
 * yx_sample_hall_remove:
 * @folder: a sample hall's data folder; nobody runs it
 *
 * Removes it, and what is left of one that was never finished.
 */
void
yx_sample_hall_remove (const char *folder)
{
  g_autofree char *making = making_folder (folder);

  await_end (making);
  yx_directory_remove (making);
  yx_directory_remove (folder);
}

static gboolean
put_in_place (const char *making, const char *folder, GError **error)
{
  g_autofree char *made = g_build_filename (making, HALL, NULL);

  if (g_rename (made, folder) == 0)
    return TRUE;
  g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START, "%s can't be moved to %s: %s", made, folder, g_strerror (errno));
  return FALSE;
}

/**
 * yx_sample_hall_make:
 * @folder: the data folder that the hall is to have
 * @progress: (nullable): told how far it is, on any thread
 * @data: for @progress
 *
 * Makes a hall whose documents say on each page that they are samples (`[hall] sample=yes`), with a made-up enterprise, 200
 * people on its roster, ten of them with accounts, and contracts in all states. It is made beside @folder and moved there
 * when it is whole; whatever goes wrong, nothing is left. A sample hall that is there is left as it is. Blocks for seconds.
 *
 * Returns: whether the hall is there
 */
gboolean
yx_sample_hall_make (const char *folder, YxSampleProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *making = making_folder (folder);
  g_autofree char *clients = g_build_filename (making, CLIENTS, NULL);
  g_autoptr (YxSampleStory) story = NULL;
  gboolean made;

  if (yx_local_hall_has (folder))
    return TRUE;
  yx_sample_hall_remove (folder);
  story = yx_sample_story_new (clients, progress, data, cancellable);
  made = yx_directory_make (clients, error) && make_in (making, story, cancellable, error)
         && put_in_place (making, folder, error);
  g_clear_pointer (&story, yx_sample_story_free);
  yx_directory_remove (making);
  return made;
}
