/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "base/yx-id.h"
#include "crypto/yx-crypto.h"
#include "flow/story.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-verify.h"
#include "flow/yx-flow-watch.h"
#include "flow/yx-sample-hall.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-wait.h"
#include "model/yx-filing.h"

#define ROSTER 200
#define ACCOUNTS 11
#define COMPLETE 6
#define NOTE "样例 SAMPLE：单位和人员均系虚构"
#define WAIT 240000
#define TO_BE_KILLED "--to-be-killed"

/* The one that is made, once for all who look at it. */
static YxTestFolder *folder;
static char *hall_folder;

/* Somebody at the sample hall. */
typedef struct
{
  YxLocalHall *hall;
  YxLocalStore *store;
  YxActor *actor;
  YxSampleGuide *guide;
} Visit;

static char *
name_made (const char *suffix)
{
  return g_strconcat (hall_folder, suffix, NULL);
}

static void
visit (Visit *at, const char *file)
{
  g_autoptr (YxSecret) key = yx_secret_new (32);
  g_autofree char *path = yx_test_folder_path (folder, file);
  g_autoptr (YxConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  yx_random_bytes (yx_secret_bytes (key), 32);
  at->hall = yx_local_hall_start (hall_folder, "x", NULL, &error);
  g_assert_no_error (error);
  at->guide = yx_sample_guide_read (hall_folder, &error);
  g_assert_no_error (error);
  connection = yx_connection_new (yx_local_hall_url (at->hall), NULL, NULL, &error);
  g_assert_no_error (error);
  at->store = yx_local_store_open (path, key, &error);
  g_assert_no_error (error);
  at->actor = yx_actor_new (connection, at->store, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
enter (Visit *at, guint number, GError **error)
{
  const YxSampleAccount *account = at->guide->accounts->pdata[number];
  g_autoptr (YxSecret) password = yx_secret_new_take_text (g_strdup (at->guide->password));

  return yx_flow_sign_in (at->actor, (YxAccountKind) account->kind, account->login, password, NULL, error);
}

static void
leave (Visit *at)
{
  yx_actor_free (at->actor);
  yx_local_store_free (at->store);
  yx_sample_guide_unref (at->guide);
  yx_local_hall_free (at->hall);
}

static guint
count_state (GPtrArray *records, const char *field, int state)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += yx_record_get_int (records->pdata[i], field) == state;
  return n;
}

static gboolean
has_begun (gpointer making)
{
  g_autofree char *database = g_build_filename (making, "hall", "hall.db", NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS);
}

/* A program that is killed in the middle leaves a part; the next one clears it and makes the whole. */
static void
test_killed (void)
{
  g_autofree char *making = name_made (".making");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self, TO_BE_KILLED, hall_folder, NULL);
  g_assert_no_error (error);
  g_assert_true (yx_test_wait (has_begun, making, WAIT));
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_file_test (making, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (hall_folder, G_FILE_TEST_EXISTS));
  g_assert_true (yx_sample_hall_make (hall_folder, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (making, G_FILE_TEST_EXISTS));
  g_assert_true (yx_local_hall_has (hall_folder));
}

/* One that is there is not made again. */
static void
test_there (void)
{
  g_autofree char *path = g_build_filename (hall_folder, "sample.json", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf before, after;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_true (yx_sample_hall_make (hall_folder, NULL, NULL, NULL, &error));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint ((gint64) before.st_ino, ==, (gint64) after.st_ino);
}

static void
test_states (void)
{
  Visit at;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) filings = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (YxSeal) seal = NULL;

  visit (&at, "states.db");
  g_assert_true (at.actor->hall->sample);
  g_assert_true (enter (&at, 0, &error));
  filings = yx_flow_filings (at.actor, NULL, &error);
  documents = yx_flow_documents (at.actor, NULL, &error);
  seal = yx_flow_valid_seal (at.actor, YX_SEAL_UNIT, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (seal);
  g_assert_cmpuint (count_state (filings, "state", YX_FILING_APPROVED), ==, ROSTER);
  g_assert_cmpuint (count_state (filings, "state", YX_FILING_RETURNED), ==, 1);
  g_assert_cmpuint (count_state (filings, "state", YX_FILING_SUBMITTED), ==, 2);
  g_assert_cmpuint (documents->len, ==, ROSTER);
  g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_COMPLETE), ==, COMPLETE);
  g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_TO_SIGN), ==, 14);
  g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_DECLINED), ==, 1);
  g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_WITHDRAWN), ==, 1);
  g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_TO_SEAL), ==, 178);
  leave (&at);
}

/* Everybody whom the guide names gets in; whoever is said to have something to sign has it. */
static void
test_accounts (void)
{
  Visit at;

  visit (&at, "accounts.db");
  g_assert_cmpuint (at.guide->accounts->len, ==, ACCOUNTS);
  for (guint i = 1; i < at.guide->accounts->len; i++)
    {
      const YxSampleAccount *account = at.guide->accounts->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) documents = NULL;

      g_assert_true (enter (&at, i, &error));
      documents = yx_flow_documents (at.actor, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (documents->len, ==, 1);
      g_assert_cmpuint (count_state (documents, "state", YX_DOCUMENT_TO_SIGN), ==, account->waiting ? 1 : 0);
      g_assert_true (yx_flow_sign_out (at.actor, NULL, &error));
    }
  leave (&at);
}

static char *
run (const char *program, const char *first, const char *second, const char *third)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, first, second, third, NULL);
  char *said = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  g_assert_true (g_subprocess_get_successful (process));
  return said;
}

/* Each page says it, in a line that can be extracted; the structure, which readers read aloud, does not. */
static void
check_watermark (const char *path)
{
  g_autofree char *said = run ("pdftotext", "-raw", path, "-");
  g_autofree char *structure = run ("pdfinfo", "-struct-text", path, NULL);
  g_auto (GStrv) pages = g_strsplit (said, "\f", -1);
  guint n = g_strv_length (pages) - 1;

  g_assert_cmpuint (n, >=, 5);
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (strstr (pages[i], NOTE));
  g_assert_nonnull (strstr (structure, "劳动合同"));
  g_assert_null (strstr (structure, "SAMPLE"));
  g_free (run ("qpdf", "--check", path, NULL));
}

/* The hall puts it in; both parties' signatures and the timestamp stand over it, and verify with the sample hall's root alone. */
static void
test_documents (void)
{
  Visit at;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  guint complete = 0;

  visit (&at, "documents.db");
  g_assert_true (enter (&at, 0, &error));
  documents = yx_flow_documents (at.actor, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < documents->len; i++)
    {
      const YxDocument *document = documents->pdata[i];
      g_autoptr (YxHeldDocument) held = NULL;
      g_autoptr (YxVerdict) verdict = NULL;
      g_autofree char *path = yx_test_folder_path (folder, "one.pdf");

      if (document->state == YX_DOCUMENT_TO_SEAL && i % 20 != 0)
        continue;
      held = yx_flow_document (at.actor, document->id, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (yx_file_write (path, g_bytes_get_data (held->bytes, NULL), g_bytes_get_size (held->bytes), 0600, &error));
      check_watermark (path);
      if (document->state != YX_DOCUMENT_COMPLETE)
        continue;
      complete++;
      verdict = yx_flow_verify (path, at.actor->trust, yx_clock_now (yx_clock_system ()), NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
      g_assert_cmpuint (verdict->signatures->len, ==, 3);
    }
  g_assert_cmpuint (complete, ==, COMPLETE);
  leave (&at);
}

/* Ends it when so much of the whole is done. */
typedef struct
{
  GCancellable *cancellable;
  guint percent;
  guint most;
} Ending;

static void
end_at (guint done, guint all, gpointer data)
{
  Ending *ending = data;

  g_assert_cmpuint (done, <=, all);
  g_assert_cmpuint (done, >=, ending->most);
  ending->most = done;
  if (done * 100 >= all * ending->percent)
    g_cancellable_cancel (ending->cancellable);
}

/* Whoever cancels, early or late, leaves nothing behind. */
static void
test_cancelled (gconstpointer percent)
{
  g_autoptr (YxTestFolder) other = yx_test_folder_new ();
  g_autofree char *wanted = yx_test_folder_path (other, "sample-hall");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Ending ending = { cancellable, GPOINTER_TO_UINT (percent), 0 };
  g_autofree char *above = g_path_get_dirname (wanted);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  if (ending.percent == 0)
    g_cancellable_cancel (cancellable);
  g_assert_false (yx_sample_hall_make (wanted, end_at, &ending, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (above, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

/* So does a hall that cannot be made. */
static void
test_failed (void)
{
  g_autoptr (YxTestFolder) other = yx_test_folder_new ();
  g_autofree char *wanted = yx_test_folder_path (other, "sample-hall");
  g_autofree char *above = g_path_get_dirname (wanted);
  g_autofree char *program = g_strdup (g_getenv ("YINXIN_HALL"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_setenv ("YINXIN_HALL", "/bin/false", TRUE);
  g_assert_false (yx_sample_hall_make (wanted, NULL, NULL, NULL, &error));
  g_setenv ("YINXIN_HALL", program, TRUE);
  g_assert_nonnull (error);
  dir = g_dir_open (above, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_bad_guide (void)
{
  static const char *const bad[] = { "", "{", "[]", "{}", "{\"password\":\"a\",\"certificate_password\":\"b\",\"accounts\":[]}",
                                     "{\"password\":\"a\",\"certificate_password\":\"b\",\"accounts\":[{\"kind\":\"officer\"}]}" };
  g_autoptr (YxTestFolder) other = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (other, "sample.json");
  g_autofree char *above = g_path_get_dirname (path);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (yx_file_write (path, bad[i], strlen (bad[i]), 0600, NULL));
      g_assert_null (yx_sample_guide_read (above, &error));
      g_assert_nonnull (error);
    }
}

/* It takes its folder, its stores and its half-made brother with it. */
static void
test_removed (void)
{
  g_autofree char *making = name_made (".making");

  g_assert_true (yx_directory_make (making, NULL));
  yx_sample_hall_remove (hall_folder);
  g_assert_false (g_file_test (making, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (hall_folder, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  int status;

  g_assert_true (yx_crypto_init ());
  if (argc == 3 && g_str_equal (argv[1], TO_BE_KILLED))
    return yx_sample_hall_make (argv[2], NULL, NULL, NULL, NULL) ? 0 : 1;
  g_test_init (&argc, &argv, NULL);
  story_find_programs ();
  folder = yx_test_folder_new ();
  hall_folder = yx_test_folder_path (folder, "sample-hall");
  g_test_add_func ("/sample/killed-in-the-middle", test_killed);
  g_test_add_func ("/sample/is-there-already", test_there);
  g_test_add_func ("/sample/states", test_states);
  g_test_add_func ("/sample/accounts", test_accounts);
  g_test_add_func ("/sample/documents", test_documents);
  g_test_add_func ("/sample/removed", test_removed);
  g_test_add_data_func ("/sample/cancelled-before", GUINT_TO_POINTER (0), test_cancelled);
  g_test_add_data_func ("/sample/cancelled-early", GUINT_TO_POINTER (3), test_cancelled);
  g_test_add_data_func ("/sample/cancelled-late", GUINT_TO_POINTER (40), test_cancelled);
  g_test_add_func ("/sample/failed", test_failed);
  g_test_add_func ("/sample/bad-guide", test_bad_guide);
  status = g_test_run ();
  g_free (hall_folder);
  yx_test_folder_free (folder);
  return status;
}
