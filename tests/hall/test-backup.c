/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-files.h"
#include "hall/hall-story.h"
#include "hall/yx-hall-backup.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-manifest.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-tls.h"
#include "lib/yx-test-hall.h"
#include "lib/yx-test-wait.h"

/* A hall with a story in it, and where its backup and what comes of it go. */
typedef struct
{
  Story *story;
  char *file;
  char *target;
  YxSecret *key;
} Shelf;

static void
open_shelf (Shelf *shelf)
{
  g_autofree char *path = NULL;

  shelf->story = story_new ();
  shelf->file = yx_test_folder_path (shelf->story->fixture->above, "backup.tar");
  shelf->target = yx_test_folder_path (shelf->story->fixture->above, "target");
  path = hall_fixture_path (shelf->story->fixture, "keys/storage");
  shelf->key = yx_file_read_secret (path, 1024, NULL);
  g_assert_nonnull (shelf->key);
}

static void
clear_shelf (Shelf *shelf)
{
  g_clear_pointer (&shelf->story, story_free);
  g_clear_pointer (&shelf->key, yx_secret_unref);
  g_free (shelf->file);
  g_free (shelf->target);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shelf, clear_shelf)

static YxHallBackup
back_up (Shelf *shelf)
{
  g_autoptr (GError) error = NULL;
  YxHallBackup made = { 0 };

  (void)yx_hall_backup (shelf->story->fixture->folder, shelf->file, shelf->story->fixture->clock, &made, &error);
  g_assert_no_error (error);
  return made;
}

static gboolean
restore (Shelf *shelf, const char *file, GError **error)
{
  return yx_hall_restore (shelf->target, file, shelf->key, shelf->story->fixture->clock, error);
}

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

  open_shelf (&shelf);
  story = shelf.story;
  before = story_bytes (story->fixture, story->employer, story->document);
  epoch = g_strdup (story->fixture->hall->epoch);
  made = back_up (&shelf);
  g_assert_cmpint (made.objects, ==, 1);
  g_assert_cmpint (made.size, >, (gint64)g_bytes_get_size (before));
  g_assert_true (restore (&shelf, shelf.file, &error));
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

  open_shelf (&shelf);
  story = shelf.story;
  cursor = g_strdup_printf ("%s.%s.1", story->fixture->hall->epoch, story->employer->enterprise);
  (void)back_up (&shelf);
  g_assert_true (restore (&shelf, shelf.file, NULL));
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

  open_shelf (&shelf);
  filer.story = shelf.story;
  thread = g_thread_new ("filer", file_on, &filer);
  for (int i = 0; i < 3; i++)
    {
      HallFixture restored = { NULL };
      g_autofree char *trash = g_strdup_printf ("%s.%d", shelf.target, i);

      g_atomic_int_set (&filer.filed, 0);
      g_assert_true (yx_test_wait (has_filed, &filer, 20000));
      (void)back_up (&shelf);
      g_assert_true (restore (&shelf, shelf.file, NULL));
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

  open_shelf (&shelf);
  (void)back_up (&shelf);
  g_assert_cmpint (stat (shelf.file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_true (g_file_get_contents (shelf.file, &bytes, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_absent (bytes, size, &shelf, secrets[i]);
  g_assert_null (memmem (bytes, size, "PRIVATE KEY", strlen ("PRIVATE KEY")));
}

/* An entry of an archive that a test makes. */
typedef struct
{
  char *name;
  GBytes *bytes;
  int type;
  const char *link;
  gint64 size; /* -1: of the bytes */
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_bytes_unref (entry->bytes);
  g_free (entry);
}

static Entry *
make_entry (const char *name, gconstpointer bytes, gsize size)
{
  Entry *entry = g_new0 (Entry, 1);

  *entry = (Entry){ g_strdup (name), g_bytes_new (bytes, size), AE_IFREG, NULL, -1 };
  return entry;
}

static GPtrArray *
read_entries (const char *file)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  struct archive *archive = archive_read_new ();
  struct archive_entry *header;

  archive_read_support_format_tar (archive);
  g_assert_cmpint (archive_read_open_filename (archive, file, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &header) == ARCHIVE_OK)
    {
      gsize size = (gsize)archive_entry_size (header);
      g_autofree char *bytes = g_malloc0 (size + 1);

      g_assert_cmpint (archive_read_data (archive, bytes, size), ==, (gint64)size);
      g_ptr_array_add (entries, make_entry (archive_entry_pathname (header), bytes, size));
    }
  archive_read_free (archive);
  return entries;
}

static void
write_entries (const char *file, GPtrArray *entries, gboolean compressed)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_pax_restricted (archive);
  archive_write_set_bytes_per_block (archive, 0);
  if (compressed)
    archive_write_add_filter_gzip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, file), ==, ARCHIVE_OK);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];
      struct archive_entry *header = archive_entry_new ();
      gsize size = g_bytes_get_size (entry->bytes);

      archive_entry_set_pathname (header, entry->name);
      archive_entry_set_filetype (header, (unsigned)entry->type);
      archive_entry_set_perm (header, 0600);
      archive_entry_set_size (header, entry->size >= 0 ? entry->size : (gint64)size);
      if (entry->type == AE_IFLNK)
        archive_entry_set_symlink (header, entry->link);
      else if (entry->link != NULL)
        archive_entry_set_hardlink (header, entry->link);
      archive_write_header (archive, header);
      if (size > 0)
        archive_write_data (archive, g_bytes_get_data (entry->bytes, NULL), size);
      archive_entry_free (header);
      /* What is said to come is not written. */
      if (entry->size >= 0)
        {
          archive_write_fail (archive);
          break;
        }
    }
  archive_write_free (archive);
}

static void
swap (GPtrArray *entries, guint a, guint b)
{
  gpointer first = entries->pdata[a];

  entries->pdata[a] = entries->pdata[b];
  entries->pdata[b] = first;
}

static void
damage_bytes (Entry *entry)
{
  gsize size = g_bytes_get_size (entry->bytes);
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (entry->bytes, NULL), size);

  copy[size / 2] ^= 1;
  g_bytes_unref (entry->bytes);
  entry->bytes = g_bytes_new (copy, size);
}

/* What an archive is turned into, by number; the last entry is the object. */
static void
spoil (GPtrArray *entries, guint how)
{
  guint last = entries->len - 1;
  Entry *object = entries->pdata[last];
  Entry *database = entries->pdata[last - 1];
  Entry *added = make_entry ("objects/../../evil", "evil", 4);

  switch (how)
    {
    case 0: /* no manifest */
      g_ptr_array_remove_index (entries, 0);
      break;
    case 1: /* nothing but the manifest */
      g_ptr_array_set_size (entries, 1);
      break;
    case 2:
      damage_bytes (entries->pdata[0]);
      break;
    case 3:
      damage_bytes (entries->pdata[1]);
      break;
    case 4:
      damage_bytes (database);
      break;
    case 5:
      damage_bytes (object);
      break;
    case 6:
      swap (entries, 1, 2);
      break;
    case 7:
      swap (entries, last, last - 1);
      break;
    case 8: /* an object is missing */
      g_ptr_array_set_size (entries, (int)last);
      break;
    case 9: /* one too many, out of the folder */
      g_ptr_array_add (entries, g_steal_pointer (&added));
      break;
    case 10: /* instead of the object */
      g_free (object->name);
      object->name = g_strdup ("objects/../../evil");
      break;
    case 11:
      g_free (object->name);
      object->name = g_strdup ("/tmp/evil");
      break;
    case 12:
      object->type = AE_IFLNK;
      object->link = "/etc";
      break;
    case 13:
      object->link = "hall.db";
      break;
    case 14:
      object->type = AE_IFDIR;
      break;
    case 15:
      object->type = AE_IFIFO;
      break;
    case 16:
      object->type = AE_IFCHR;
      break;
    case 17: /* it says that it is a terabyte */
      object->size = G_GINT64_CONSTANT (1) << 40;
      break;
    case 18:
      database->size = G_GINT64_CONSTANT (1) << 50;
      break;
    case 19: /* another's bytes under a right name */
      g_bytes_unref (object->bytes);
      object->bytes = g_bytes_ref (((Entry *)entries->pdata[1])->bytes);
      break;
    case 20: /* twice */
      g_ptr_array_add (entries, make_entry (object->name, g_bytes_get_data (object->bytes, NULL),
                                            g_bytes_get_size (object->bytes)));
      break;
    case 21: /* a manifest of a megabyte and more */
      g_bytes_unref (((Entry *)entries->pdata[0])->bytes);
      ((Entry *)entries->pdata[0])->bytes = g_bytes_new_take (g_malloc0 (2 << 20), 2 << 20);
      break;
    case 22: /* the storage key that the sender would like */
      g_free (((Entry *)entries->pdata[1])->name);
      ((Entry *)entries->pdata[1])->name = g_strdup ("keys/storage");
      break;
    default:
      g_ptr_array_set_size (entries, 0);
      break;
    }
  if (added != NULL)
    free_entry (added);
}

#define SPOILS 24

static void
assert_refused (Shelf *shelf, const char *file)
{
  g_autofree char *evil = yx_test_folder_path (shelf->story->fixture->above, "evil");
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (shelf, file, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_false (g_file_test (shelf->target, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (evil, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test ("/tmp/evil", G_FILE_TEST_EXISTS));
}

static void
test_hostile (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autofree char *bad = NULL;

  open_shelf (&shelf);
  (void)back_up (&shelf);
  bad = g_strconcat (shelf.file, ".bad", NULL);
  for (guint i = 0; i < SPOILS; i++)
    {
      g_autoptr (GPtrArray) entries = read_entries (shelf.file);

      spoil (entries, i);
      write_entries (bad, entries, FALSE);
      g_test_message ("spoilt %u", i);
      assert_refused (&shelf, bad);
    }
  {
    g_autoptr (GPtrArray) entries = read_entries (shelf.file);

    write_entries (bad, entries, TRUE);
    assert_refused (&shelf, bad);
    /* The same, not compressed, is taken: it is not how it is packed that they were refused for. */
    write_entries (bad, entries, FALSE);
    g_assert_true (restore (&shelf, bad, NULL));
  }
}

/* Cut off anywhere, or one bit of it turned: refused. What fills a tar file up is nobody's. */
static void
test_damaged (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autofree char *bad = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  open_shelf (&shelf);
  (void)back_up (&shelf);
  bad = g_strconcat (shelf.file, ".bad", NULL);
  g_assert_true (g_file_get_contents (shelf.file, &bytes, &size, NULL));
  for (guint i = 0; i < 24; i++)
    {
      gsize length = size / 24 * i;

      g_assert_true (g_file_set_contents (bad, bytes, (gssize)length, NULL));
      assert_refused (&shelf, bad);
    }
  g_assert_true (g_file_set_contents (bad, "\x1f\x8b\x08", 3, NULL));
  assert_refused (&shelf, bad);
  assert_refused (&shelf, shelf.story->fixture->above);
  assert_refused (&shelf, "/nowhere/backup.tar");
}

static void
test_wrong_key (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (YxSecret) another = yx_secret_new (32);
  g_autoptr (YxSecret) brief = yx_secret_new_text ("short");
  g_autoptr (YxSecret) right = NULL;

  open_shelf (&shelf);
  (void)back_up (&shelf);
  right = shelf.key;
  shelf.key = another;
  assert_refused (&shelf, shelf.file);
  shelf.key = brief;
  assert_refused (&shelf, shelf.file);
  shelf.key = NULL;
}

/* Made by a later program, whose schema this one does not know. */
static void
test_newer (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (YxHallManifest) manifest = NULL;
  g_autoptr (YxSecret) key = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  Entry *first;

  open_shelf (&shelf);
  (void)back_up (&shelf);
  entries = read_entries (shelf.file);
  first = entries->pdata[0];
  key = yx_hall_manifest_key (shelf.key);
  manifest = yx_hall_manifest_open (first->bytes, key, &error);
  g_assert_no_error (error);
  manifest->schema = 9999;
  g_bytes_unref (first->bytes);
  first->bytes = yx_hall_manifest_seal (manifest, key);
  write_entries (shelf.file, entries, FALSE);
  g_assert_false (restore (&shelf, shelf.file, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NEWER_SCHEMA);
  g_assert_nonnull (strstr (error->message, "use the newer program"));
  g_assert_false (g_file_test (shelf.target, G_FILE_TEST_EXISTS));
}

static void
test_names (void)
{
  static const char *const right[] = { "hall.conf", "ca/root.pem", "ca/issuing-2.key", "tls/server.pem" };
  static const char *const wrong[] = { "",         "hall.db",   "keys/storage", "ca/",      "ca/..",
                                       "ca/../x",  "ca/a/b",    "/ca/x",        "ca/.x",    "tls/a b",
                                       "objects/x", "run/lock", "../ca/x",      "ca/\xc3\xa4" };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (yx_hall_manifest_names (right[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (yx_hall_manifest_names (wrong[i]));
}

/* Nothing that is there is written over. */
static void
test_in_the_way (void)
{
  g_auto (Shelf) shelf = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;
  YxHallBackup made;

  open_shelf (&shelf);
  (void)back_up (&shelf);
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
  g_assert_false (restore (&shelf, shelf.file, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (other), ==, 0);
  g_assert_true (restore (&shelf, shelf.file, NULL));
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

  open_shelf (&shelf);
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

  open_shelf (&shelf);
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
  (void)back_up (&shelf);
  for (int n = 1; n <= 5; n += 2)
    {
      g_autofree char *fault = g_strdup_printf ("restore.write:%d:error", n);

      fail_at (fault);
      g_assert_false (restore (&shelf, shelf.file, &error));
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (shelf.story->fixture->above), ==, before + 1);
    }
  fail_at (NULL);
  g_assert_true (restore (&shelf, shelf.file, NULL));
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

  open_shelf (&shelf);
  (void)back_up (&shelf);
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

  yx_test_hall_start (hall);
  g_assert_cmpint (COMMAND (&said, "backup", "--data", hall->folder, "--to", file), ==, 0);
  g_assert_nonnull (strstr (said, "keys/storage"));
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
  g_test_add_func ("/hall/backup/hostile", test_hostile);
  g_test_add_func ("/hall/backup/damaged", test_damaged);
  g_test_add_func ("/hall/backup/wrong-key", test_wrong_key);
  g_test_add_func ("/hall/backup/newer", test_newer);
  g_test_add_func ("/hall/backup/names", test_names);
  g_test_add_func ("/hall/backup/in-the-way", test_in_the_way);
  g_test_add_func ("/hall/backup/object-missing", test_object_missing);
  g_test_add_func ("/hall/backup/disk-full", test_disk_full);
  g_test_add_func ("/hall/backup/cut-off", test_cut_off);
  g_test_add_func ("/hall/backup/commands", test_commands);
  return g_test_run ();
}
