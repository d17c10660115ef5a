/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "hall/backup-shelf.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-rows.h"
#include "lib/yx-test-hall.h"
#include "lib/yx-test-wait.h"

/* The restored hall, with its own signer. */
static void
open_target (Shelf *shelf, HallFixture *restored)
{
  restored->folder = shelf->target;
  restored->clock = shelf->story->fixture->clock;
  hall_fixture_open (restored);
}

static void
assert_whole (YxHall *hall)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_check (hall, faults, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *)faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

static gint64
count (YxHall *hall, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT (*) AS \"number\" FROM \"%s\"", table);
  gint64 number = -1;
  YxDatabase *db;
  g_autofree char *path = g_build_filename (hall->folder, "hall.db", NULL);

  db = yx_database_open (path, YX_DATABASE_READ, NULL);
  g_assert_true (yx_hall_number (db, sql, NULL, &number, NULL));
  yx_database_close (db);
  return number;
}

static void
assert_modes (const char *folder)
{
  static const char *const files[] = { "hall.conf", "hall.db", "keys/storage", "ca/issuing.key", "tls/server.key" };
  struct stat info;

  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
    }
}

/* The hall burns down; the next day its enterprise signs in, finds its contract, seals it, and files on. */
static void
test_round_trip (void)
{
  g_auto (Shelf) shelf = { NULL };
  HallFixture restored = { NULL };
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (YxHallCall) seal = NULL;
  g_autoptr (StoryActor) another = story_person_new (7);
  g_autoptr (YxFiling) filing = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *unfinished = NULL;
  g_autoptr (GError) error = NULL;
  YxHallBackup made;
  Story *story;

  shelf_open (&shelf);
  story = shelf.story;
  before = story_bytes (story->fixture, story->employer, story->document);
  epoch = g_strdup (story->fixture->hall->epoch);
  made = shelf_back_up (&shelf);
  g_assert_cmpint (made.objects, ==, 1);
  g_assert_cmpint (made.size, >, (gint64)g_bytes_get_size (before));
  g_assert_true (shelf_restore (&shelf, shelf.file, &error));
  g_assert_no_error (error);
  assert_modes (shelf.target);
  unfinished = g_build_filename (shelf.target, ".restoring", NULL);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  open_target (&shelf, &restored);
  assert_whole (restored.hall);
  g_assert_cmpstr (restored.hall->epoch, !=, epoch);
  g_assert_cmpint (count (restored.hall, "session"), ==, 0);
  g_assert_cmpint (count (restored.hall, "sms_code"), ==, 0);
  story_sign_in (&restored, story->employer);
  after = story_bytes (&restored, story->employer, story->document);
  g_assert_true (g_bytes_equal (before, after));
  document = story_document (&restored, story->employer, story->document);
  appended = story_sign (&restored, story->employer, after, "yx.employer");
  seal = story_append (&restored, story->employer, document, "rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", appended);
  story_does (seal);
  filing = story_file (&restored, story->employer, another);
  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  assert_whole (restored.hall);
  hall_fixture_close (&restored);
}

/* A feed's cursor of before is of no use: 410, and without one the feed goes on. */
static void
test_feeds_begin_anew (void)
{
  g_auto (Shelf) shelf = { NULL };
  HallFixture restored = { NULL };
  g_autoptr (YxHallCall) stale = NULL;
  g_autoptr (YxHallCall) fresh = NULL;
  g_autofree char *cursor = NULL;
  Story *story;

  shelf_open (&shelf);
  story = shelf.story;
  cursor = g_strdup_printf ("%s.%s.1", story->fixture->hall->epoch, story->employer->enterprise);
  (void)shelf_back_up (&shelf);
  g_assert_true (shelf_restore (&shelf, shelf.file, NULL));
  open_target (&shelf, &restored);
  story_sign_in (&restored, story->employer);
  stale = story_call (&restored, YX_API_FEED_READ, story->employer, story->employer->enterprise, NULL);
  stale->cursor = g_steal_pointer (&cursor);
  story_refused (stale, YX_PROBLEM_FEED_RESET, NULL);
  fresh = story_call (&restored, YX_API_FEED_READ, story->employer, story->employer->enterprise, NULL);
  story_does (fresh);
  hall_fixture_close (&restored);
}

/* Somebody files without end. */
typedef struct
{
  Story *story;
  gint stop;   /* atomic */
  gint filed;  /* atomic */
} Filer;

static gpointer
file_on (gpointer data)
{
  Filer *filer = data;

  for (guint i = 0; !g_atomic_int_get (&filer->stop) && i < 500; i++)
    {
      g_autoptr (StoryActor) worker = story_person_new (100 + i);
      g_autoptr (YxFiling) filing = story_file (filer->story->fixture, filer->story->employer, worker);

      g_atomic_int_inc (&filer->filed);
    }
  return NULL;
}

static gboolean
has_filed (gpointer data)
{
  return g_atomic_int_get (&((Filer *)data)->filed) > 0;
}

/* Of one moment: each row in it has its bytes in it, whatever is written meanwhile. */
static void
test_while_serving (void)
{
  g_auto (Shelf) shelf = { NULL };
  Filer filer = { NULL };
  GThread *thread;

  shelf_open (&shelf);
  filer.story = shelf.story;
  thread = g_thread_new ("filer", file_on, &filer);
  for (int i = 0; i < 3; i++)
    {
      HallFixture restored = { NULL };
      g_autofree char *trash = g_strdup_printf ("%s.%d", shelf.target, i);

      g_atomic_int_set (&filer.filed, 0);
      g_assert_true (yx_test_wait (has_filed, &filer, 20000));
      (void)shelf_back_up (&shelf);
      g_assert_true (shelf_restore (&shelf, shelf.file, NULL));
      open_target (&shelf, &restored);
      assert_whole (restored.hall);
      hall_fixture_close (&restored);
      g_assert_cmpint (g_rename (shelf.target, trash), ==, 0);
      g_assert_cmpint (g_unlink (shelf.file), ==, 0);
    }
  g_atomic_int_set (&filer.stop, TRUE);
  g_thread_join (thread);
}

static void
assert_absent (const char *bytes, gsize size, Shelf *shelf, const char *name)
{
  g_autofree char *path = hall_fixture_path (shelf->story->fixture, name);
  g_autofree char *secret = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &secret, &length, NULL));
  g_assert_cmpuint (length, >, 16);
  g_assert_null (memmem (bytes, size, secret, MIN (length, 64)));
}

/* Who steals a backup gets no key: neither the storage key nor those of the authorities. */
static void
test_no_keys (void)
{
  static const char *const secrets[]
      = { "keys/storage", "ca/passphrase", "ca/issuing.key", "ca/root.key", "tls/server.key", "hall.conf" };
  g_auto (Shelf) shelf = { NULL };
  g_autofree char *bytes = NULL;
  gsize size;
  struct stat info;

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
  g_assert_cmpint (stat (shelf.file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_true (g_file_get_contents (shelf.file, &bytes, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_absent (bytes, size, &shelf, secrets[i]);
  g_assert_null (memmem (bytes, size, "PRIVATE KEY", strlen ("PRIVATE KEY")));
}

/* Nothing that is there is written over. */
static void
test_in_the_way (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;
  YxHallBackup made;

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
  g_assert_false (yx_hall_backup (shelf.story->fixture->folder, shelf.file, shelf.story->fixture->clock, &made,
                                  &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (yx_hall_backup (shelf.story->fixture->folder, "/nowhere/x", shelf.story->fixture->clock, &made,
                                  &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yx_hall_restore (shelf.story->fixture->folder, shelf.file, shelf.key,
                                   shelf.story->fixture->clock, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (shelf.target, 0700), ==, 0);
  other = g_build_filename (shelf.target, "letter.txt", NULL);
  g_assert_true (g_file_set_contents (other, "x", -1, NULL));
  g_assert_false (shelf_restore (&shelf, shelf.file, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (other), ==, 0);
  g_assert_true (shelf_restore (&shelf, shelf.file, NULL));
}

/* A row whose bytes are gone: no backup that would only look like one. */
static void
test_object_missing (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  YxHallBackup made;

  shelf_open (&shelf);
  document = story_document (shelf.story->fixture, shelf.story->employer, shelf.story->document);
  name = g_strdup_printf ("objects/%.2s/%s", document->head, document->head);
  path = hall_fixture_path (shelf.story->fixture, name);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (yx_hall_backup (shelf.story->fixture->folder, shelf.file, shelf.story->fixture->clock, &made,
                                  &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (shelf.file, G_FILE_TEST_EXISTS));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
fail_at (const char *fault)
{
  if (fault != NULL)
    g_setenv ("YINXIN_FAULT", fault, TRUE);
  else
    g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
}

/* Full at any write: nothing of it is left, and once there is room it works. */
static void
test_disk_full (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (GError) error = NULL;
  YxHallBackup made;
  guint before;

  shelf_open (&shelf);
  before = count_files (shelf.story->fixture->above);
  for (int n = 1; n <= 18; n += 4)
    {
      g_autofree char *fault = g_strdup_printf ("backup.write:%d:error", n);

      fail_at (fault);
      g_assert_false (yx_hall_backup (shelf.story->fixture->folder, shelf.file, shelf.story->fixture->clock,
                                      &made, &error));
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (shelf.story->fixture->above), ==, before);
    }
  fail_at (NULL);
  (void)shelf_back_up (&shelf);
  for (int n = 1; n <= 5; n += 2)
    {
      g_autofree char *fault = g_strdup_printf ("restore.write:%d:error", n);

      fail_at (fault);
      g_assert_false (shelf_restore (&shelf, shelf.file, &error));
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (shelf.story->fixture->above), ==, before + 1);
    }
  fail_at (NULL);
  g_assert_true (shelf_restore (&shelf, shelf.file, NULL));
}

static int
command (const char *const *arguments, char **said)
{
  g_autofree char *complained = NULL;
  int status = yx_test_hall_command (arguments, said, &complained);

  g_test_message ("%s%s", *said, complained);
  return status;
}

#define COMMAND(said, ...) command ((const char *const[]){ __VA_ARGS__, NULL }, said)

/* Cut off while all is put in place: the same command again makes the hall. */
static void
test_cut_off (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autofree char *key = NULL;

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
  key = hall_fixture_path (shelf.story->fixture, "keys/storage");
  for (int n = 1; n <= 8; n += 3)
    {
      g_autofree char *fault = g_strdup_printf ("hall.restore.move:%d", n);
      g_autofree char *program = yx_test_hall_program ();
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
      g_autoptr (GSubprocess) process = NULL;

      g_subprocess_launcher_setenv (launcher, "YINXIN_FAULT", fault, TRUE);
      process = g_subprocess_launcher_spawn (launcher, NULL, program, "restore", "--data", shelf.target, "--from",
                                             shelf.file, "--storage-key", key, NULL);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_true (g_subprocess_get_if_signaled (process));
    }
  {
    g_autofree char *said = NULL;
    g_autofree char *checked = NULL;

    g_assert_cmpint (
        COMMAND (&said, "restore", "--data", shelf.target, "--from", shelf.file, "--storage-key", key), ==, 0);
    g_assert_cmpint (COMMAND (&checked, "check", "--data", shelf.target), ==, 0);
  }
}

/* What lies elsewhere is named, so that nobody believes it to be safe. */
static void
test_outside (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *file = yx_test_folder_path (hall->above, "backup.tar");
  g_autofree char *said = NULL;

  yx_test_hall_configure (hall, "[listen]\ncertificate=/etc/it.pem\nkey=it.key\n");
  g_assert_cmpint (COMMAND (&said, "backup", "--data", hall->folder, "--to", file), ==, 0);
  g_assert_nonnull (strstr (said, "not in it: /etc/it.pem, which hall.conf names as certificate"));
  g_assert_nonnull (strstr (said, "/it.key, which hall.conf names as key"));
}

/* As IT does it: back up while it serves, restore elsewhere, serve there. */
static void
test_commands (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *file = yx_test_folder_path (hall->above, "backup.tar");
  g_autofree char *target = yx_test_folder_path (hall->above, "target");
  g_autofree char *key = yx_test_hall_path (hall, "keys/storage");
  g_autofree char *said = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *old = NULL;

  yx_test_hall_configure (hall, YX_TEST_HALL_WIDE "[listen]\ncertificate=tls/server.pem\nkey=tls/server.key\n");
  yx_test_hall_start (hall);
  g_assert_cmpint (COMMAND (&said, "backup", "--data", hall->folder, "--to", file), ==, 0);
  g_assert_nonnull (strstr (said, "keys/storage"));
  g_assert_null (strstr (said, "not in it"));
  yx_test_hall_stop (hall);
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (COMMAND (&said, "restore", "--data", target, "--from", file, "--storage-key", key), ==, 0);
  g_assert_cmpint (COMMAND (&checked, "check", "--data", target), ==, 0);
  old = g_steal_pointer (&hall->folder);
  hall->folder = g_steal_pointer (&target);
  yx_test_hall_start_tls (hall);
  yx_test_hall_stop (hall);
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (COMMAND (&said, "backup"), ==, 2);
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (COMMAND (&said, "restore", "--data", "/nowhere", "--from", file), ==, 2);
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (COMMAND (&said, "restore", "--data", "/nowhere", "--from", file, "--storage-key", "/nowhere"), ==,
                   1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/backup/round-trip", test_round_trip);
  g_test_add_func ("/hall/backup/feeds-begin-anew", test_feeds_begin_anew);
  g_test_add_func ("/hall/backup/while-serving", test_while_serving);
  g_test_add_func ("/hall/backup/no-keys", test_no_keys);
  g_test_add_func ("/hall/backup/in-the-way", test_in_the_way);
  g_test_add_func ("/hall/backup/object-missing", test_object_missing);
  g_test_add_func ("/hall/backup/disk-full", test_disk_full);
  g_test_add_func ("/hall/backup/cut-off", test_cut_off);
  g_test_add_func ("/hall/backup/outside", test_outside);
  g_test_add_func ("/hall/backup/commands", test_commands);
  return g_test_run ();
}
