/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-check.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-hall.h"
#include "model/yx-document.h"
#include "model/yx-event.h"
#include "model/yx-filing.h"
#include "model/yx-revision.h"
#include "model/yx-seal.h"
#include "pdf/yx-pdf-document.h"

#define MOST_BYTES (16 * 1024 * 1024)

/* A kept data folder (tests/data/README), unpacked. */
typedef struct
{
  YxTestFolder *above;
  char *folder;
} Kept;

static Kept
unpack (const char *name)
{
  Kept kept = { yx_test_folder_new (), NULL };
  g_autofree char *file = g_build_filename (g_getenv ("YINXIN_SRCDIR"), "tests", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tar = NULL;

  kept.folder = yx_test_folder_path (kept.above, "hall");
  g_assert_cmpint (g_mkdir (kept.folder, 0700), ==, 0);
  tar = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "tar", "-xJf", file, "-C", kept.folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (tar, NULL, &error));
  g_assert_no_error (error);
  return kept;
}

static void
clear_kept (Kept *kept)
{
  yx_test_folder_free (kept->above);
  g_free (kept->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kept, clear_kept)

static gint64
schema_of (const Kept *kept)
{
  g_autofree char *file = g_build_filename (kept->folder, "hall.db", NULL);
  g_autoptr (YxDatabase) db = yx_database_open (file, YX_DATABASE_WRITE, NULL);

  g_assert_nonnull (db);
  return yx_database_schema (db, NULL);
}

static GPtrArray *
rows (YxHall *hall, const YxRecordType *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = yx_hall_rows_now (hall, type, "1 = 1", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >, 0);
  return found;
}

static void
read_document (YxHall *hall, const YxDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions
      = yx_hall_rows_now (hall, &yx_revision_type, "\"document\" = :id ORDER BY \"number\"",
                          YX_WITH ("id", document->id), &error);
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxPdfDocument) pdf = NULL;
  g_autofree char *hash = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (document->state, ==, YX_DOCUMENT_COMPLETE);
  g_assert_cmpint ((gint64)revisions->len, ==, document->revisions);
  for (guint i = 0; i < revisions->len; i++)
    {
      const YxRevision *revision = revisions->pdata[i];
      g_autoptr (GBytes) part = yx_object_store_get (hall->objects, revision->hash, MOST_BYTES, &error);

      g_assert_no_error (error);
      g_byte_array_append (whole, g_bytes_get_data (part, NULL), (guint)g_bytes_get_size (part));
    }
  hash = yx_sha256_hex (whole->data, whole->len);
  g_assert_cmpstr (hash, ==, document->head);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  pdf = yx_pdf_document_open (bytes, NULL, &error);
  g_assert_no_error (error);
}

/* Seals of before the types have the measures that they were drawn with. */
static void
read_seals (YxHall *hall)
{
  g_autoptr (GPtrArray) seals = rows (hall, &yx_seal_type);

  for (guint i = 0; i < seals->len; i++)
    {
      const YxSeal *seal = seals->pdata[i];

      g_assert_cmpint (seal->kind, ==, YX_SEAL_UNIT);
      g_assert_cmpint (seal->width, ==, 40);
      g_assert_cmpint (seal->height, ==, 40);
    }
}

/* What people had before is still there and still theirs to read. */
static void
read_back (YxHall *hall)
{
  g_autoptr (GPtrArray) filings = rows (hall, &yx_filing_type);
  g_autoptr (GPtrArray) documents = rows (hall, &yx_document_type);
  g_autoptr (GPtrArray) events = rows (hall, &yx_event_type);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  const YxFiling *filing = filings->pdata[0];
  const YxDocument *document = documents->pdata[0];
  g_autoptr (GError) error = NULL;
  gboolean approved = FALSE;

  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  g_assert_cmpstr (filing->document, ==, document->id);
  g_assert_cmpstr (filing->w_name, ==, document->w_name);
  g_assert_cmpuint (strlen (filing->w_doc_no), ==, 18);
  read_document (hall, document);
  read_seals (hall);
  for (guint i = 0; i < events->len; i++)
    {
      const YxEvent *event = events->pdata[i];

      approved |= strcmp (event->object, filing->id) == 0 && strcmp (event->action, "filing.approved") == 0;
    }
  g_assert_true (approved);
  g_assert_true (yx_hall_check (hall, faults, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *)faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_kept (gconstpointer name)
{
  g_auto (Kept) kept = unpack (name);
  gint64 before = schema_of (&kept);
  YxClock *clock = yx_test_clock_new (YX_TEST_NOW);
  int number = 0;

  g_assert_cmpint (sscanf (name, "hall-%d.tar.xz", &number), ==, 1);
  g_assert_cmpint (before, ==, number);
  /* The second time nothing is left to do. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxHall) hall = yx_hall_open (kept.folder, NULL, NULL, clock, &error);

      g_assert_no_error (error);
      g_assert_cmpint (schema_of (&kept), ==, yx_hall_schema_newest ());
      read_back (hall);
    }
  yx_test_clock_free (clock);
}

static gboolean
raise_schema (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "INSERT INTO schema_version (number) VALUES (9999)", error);
}

static void
refuse_with_more_words (const Kept *kept)
{
  g_autofree char *file = g_build_filename (kept->above, "backup.tar", NULL);
  const char *const words[][6] = { { "backup", "--data", kept->folder, "--to", file, NULL },
                                   { "review", "--data", kept->folder, "list", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *said = NULL;
      g_autofree char *complained = NULL;

      g_assert_cmpint (yx_test_hall_command (words[i], &said, &complained), ==, 1);
      g_assert_nonnull (strstr (complained, "use the newer program"));
      g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
    }
}

/* What a later program has written, an earlier one leaves alone: every command says so in a sentence. */
static void
test_newer (void)
{
  static const char *const commands[] = { "serve", "check", "check-config", "status" };
  g_auto (Kept) kept = unpack ("hall-1.tar.xz");
  g_autofree char *file = g_build_filename (kept.folder, "hall.db", NULL);

  {
    g_autoptr (YxDatabase) db = yx_database_open (file, YX_DATABASE_WRITE, NULL);

    g_assert_true (yx_database_transaction (db, raise_schema, NULL, NULL));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const arguments[] = { commands[i], "--data", kept.folder, NULL };
      g_autofree char *said = NULL;
      g_autofree char *complained = NULL;

      g_assert_cmpint (yx_test_hall_command (arguments, &said, &complained), ==, 1);
      g_test_message ("%s: %s%s", commands[i], said, complained);
      g_assert_true (strstr (complained, "use the newer program") || strstr (said, "use the newer program"));
      g_assert_cmpint (schema_of (&kept), ==, 9999);
    }
  refuse_with_more_words (&kept);
}

/* One case for each folder that is kept; there is the first step's at least. */
static void
add_kept (GPtrArray *names)
{
  g_autofree char *path = g_build_filename (g_getenv ("YINXIN_SRCDIR"), "tests", "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "hall-") && g_str_has_suffix (name, ".tar.xz"))
      g_ptr_array_add (names, g_strdup (name));
  g_assert_cmpuint (names->len, >=, 1);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("/hall/kept/%s", (const char *)names->pdata[i]);

      g_test_add_data_func (label, names->pdata[i], test_kept);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  add_kept (names);
  g_test_add_func ("/hall/kept/newer", test_newer);
  return g_test_run ();
}
