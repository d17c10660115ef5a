/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-base-error.h"
#include "base/yx-fault.h"
#include "base/yx-object-store.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"

#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxClock *clock;
  YxObjectStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "objects");
  fixture->clock = yx_test_clock_new (YX_TEST_NOW);
  fixture->store = yx_object_store_new (fixture->path, fixture->clock, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_object_store_free (fixture->store);
  yx_test_clock_free (fixture->clock);
  g_free (fixture->path);
  yx_test_folder_free (fixture->folder);
}

static char *
put (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  char *hash = yx_object_store_put (fixture->store, bytes, &error);

  g_assert_no_error (error);
  return hash;
}

static char *
file_of (Fixture *fixture, const char *hash)
{
  const char prefix[] = { hash[0], hash[1], '\0' };

  return g_build_filename (fixture->path, prefix, hash, NULL);
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_put_and_get (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hello = put (fixture, "hello");
  g_autofree char *empty = put (fixture, "");
  g_autofree char *again = put (fixture, "hello");
  g_autofree char *file = file_of (fixture, hello);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GBytes) bytes = yx_object_store_get (fixture->store, hello, 5, NULL);
  g_autoptr (GBytes) nothing = yx_object_store_get (fixture->store, empty, 5, NULL);

  g_assert_cmpstr (hello, ==, HELLO);
  g_assert_cmpstr (empty, ==, EMPTY);
  g_assert_cmpstr (again, ==, HELLO);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), "hello", 5);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  g_assert_cmpuint (mode_of (file), ==, 0600);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (mode_of (fixture->path), ==, 0700);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const struct { const char *hash; gsize max; int code; } rows[] = {
    { HELLO, 4, YX_BASE_ERROR_TOO_LARGE },
    { EMPTY, 100, YX_BASE_ERROR_NOT_FOUND },
    { "", 100, YX_BASE_ERROR_INVALID },
    { "../../../etc/passwd", 100, YX_BASE_ERROR_INVALID },
    { "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824", 100, YX_BASE_ERROR_INVALID },
    { HELLO "0", 100, YX_BASE_ERROR_INVALID },
  };
  g_autofree char *hello = put (fixture, "hello");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_object_store_get (fixture->store, rows[i].hash, rows[i].max, &error));
      g_assert_error (error, YX_BASE_ERROR, rows[i].code);
      g_assert_cmpint (yx_object_store_has (fixture->store, rows[i].hash), ==, i == 0);
    }
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hello = put (fixture, "hello");
  g_autofree char *file = file_of (fixture, hello);
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "hellO", 5, NULL));
  g_assert_null (yx_object_store_get (fixture->store, hello, 100, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (file, "hell", 4, NULL));
  g_assert_null (yx_object_store_get (fixture->store, hello, 100, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
  again = put (fixture, "hello");
  bytes = yx_object_store_get (fixture->store, hello, 100, NULL);
  g_assert_nonnull (bytes);
}

/* Everything in the list is referenced; "fail" fails. */
static gboolean
is_listed (const char *hash, gboolean *referenced, gpointer data, GError **error)
{
  const char *const *list = data;

  if (g_strv_contains (list, "fail"))
    {
      yx_base_error_set (error, YX_BASE_ERROR_IO, NULL, "No database");
      return FALSE;
    }
  *referenced = g_strv_contains (list, hash);
  return TRUE;
}

static guint
sweep (Fixture *fixture, gint64 age, const char *kept)
{
  const char *list[] = { kept, NULL };
  g_autoptr (GError) error = NULL;
  guint removed = 99;

  g_assert_true (yx_object_store_sweep (fixture->store, age, is_listed, list, &removed, &error));
  g_assert_no_error (error);
  return removed;
}

static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = put (fixture, "kept");
  g_autofree char *orphan = put (fixture, "orphan");
  g_autofree char *returned = put (fixture, "returned");
  g_autofree char *young = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpuint (sweep (fixture, HOUR, kept), ==, 0);
  yx_test_clock_turn (fixture->clock, 2 * HOUR);
  young = put (fixture, "young");
  again = put (fixture, "returned");
  g_assert_cmpuint (sweep (fixture, HOUR, kept), ==, 1);
  g_assert_true (yx_object_store_has (fixture->store, kept));
  g_assert_true (yx_object_store_has (fixture->store, young));
  g_assert_true (yx_object_store_has (fixture->store, returned));
  g_assert_false (yx_object_store_has (fixture->store, orphan));
}

static void
test_sweep_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hello = put (fixture, "hello");
  g_autofree char *left = g_build_filename (fixture->path, "2c/tmp_aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL);
  g_autofree char *foreign = g_build_filename (fixture->path, "2c/README", NULL);

  g_assert_true (g_file_set_contents (left, "x", 1, NULL));
  g_assert_true (g_file_set_contents (foreign, "x", 1, NULL));
  yx_test_clock_turn (fixture->clock, g_get_real_time () - YX_TEST_NOW + 2 * HOUR);
  g_assert_cmpuint (sweep (fixture, HOUR, hello), ==, 1);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

static void
test_sweep_fails (Fixture *fixture, gconstpointer data)
{
  const char *list[] = { "fail", NULL };
  g_autofree char *hello = put (fixture, "hello");
  g_autoptr (GError) error = NULL;

  yx_test_clock_turn (fixture->clock, 2 * HOUR);
  g_assert_false (yx_object_store_sweep (fixture->store, HOUR, is_listed, list, NULL, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_IO);
  g_assert_true (yx_object_store_has (fixture->store, hello));
}

static gpointer
put_often (gpointer data)
{
  Fixture *fixture = data;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("object %d", i);
      g_autofree char *hash = put (fixture, text);
      g_autoptr (GBytes) bytes = yx_object_store_get (fixture->store, hash, 100, NULL);

      g_assert_nonnull (bytes);
    }
  return NULL;
}

/* Everything is an orphan and old, but nothing is taken away from one who has just put it. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  GThread *threads[3];

  put_often (fixture);
  yx_test_clock_turn (fixture->clock, 2 * HOUR);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("put", put_often, fixture);
  for (int i = 0; i < 20; i++)
    (void) sweep (fixture, HOUR, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_no_folder (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "objects");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (yx_object_store_new (path, yx_clock_system (), &error));
  g_assert_nonnull (error);
}

#if YX_TESTS
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autofree char *folder = g_build_filename (fixture->path, "2c", NULL);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_setenv ("YINXIN_FAULT", "object.write:1:error", TRUE);
  yx_fault_reload ();
  g_assert_null (yx_object_store_put (fixture->store, bytes, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_FULL);
  g_unsetenv ("YINXIN_FAULT");
  yx_fault_reload ();
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  hash = put (fixture, "hello");
  g_assert_true (yx_object_store_has (fixture->store, hash));
}
#endif

#define ADD(name, function) g_test_add ("/base/object-store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("put-and-get", test_put_and_get);
  ADD ("refused", test_refused);
  ADD ("damaged", test_damaged);
  ADD ("sweep", test_sweep);
  ADD ("sweep-leftovers", test_sweep_leftovers);
  ADD ("sweep-fails", test_sweep_fails);
  ADD ("at-once", test_at_once);
#if YX_TESTS
  ADD ("full", test_full);
#endif
  g_test_add_func ("/base/object-store/no-folder", test_no_folder);
  return g_test_run ();
}
