/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "hall/backup-shelf.h"
#include "hall/yx-hall-manifest.h"

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

  g_assert_false (shelf_restore (shelf, file, &error));
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

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
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
    g_assert_true (shelf_restore (&shelf, bad, NULL));
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

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
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

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
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

  shelf_open (&shelf);
  (void)shelf_back_up (&shelf);
  entries = read_entries (shelf.file);
  first = entries->pdata[0];
  key = yx_hall_manifest_key (shelf.key);
  manifest = yx_hall_manifest_open (first->bytes, key, &error);
  g_assert_no_error (error);
  manifest->schema = 9999;
  g_bytes_unref (first->bytes);
  first->bytes = yx_hall_manifest_seal (manifest, key);
  write_entries (shelf.file, entries, FALSE);
  g_assert_false (shelf_restore (&shelf, shelf.file, &error));
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/restore/hostile", test_hostile);
  g_test_add_func ("/hall/restore/damaged", test_damaged);
  g_test_add_func ("/hall/restore/wrong-key", test_wrong_key);
  g_test_add_func ("/hall/restore/newer", test_newer);
  g_test_add_func ("/hall/restore/names", test_names);
  return g_test_run ();
}
