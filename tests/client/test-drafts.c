/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-database.h"
#include "client/yx-drafts.h"
#include "lib/yx-test-folder.h"
#include "model/yx-filing.h"

#define FIRST "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SECOND "fil_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxSecret *key;
  YxLocalStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "store.db");
  fixture->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  fixture->store = yx_local_store_open (fixture->path, fixture->key, NULL);
  g_assert_nonnull (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_local_store_free (fixture->store);
  yx_secret_unref (fixture->key);
  yx_test_folder_free (fixture->folder);
  g_free (fixture->path);
}

static void
keep (Fixture *fixture, const char *id, const char *title, gint64 now)
{
  g_autoptr (JsonNode) body = json_from_string ("{\"fields\":{\"w_name\":\"李想\"}}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_drafts_keep (fixture->store, id, title, body, now, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = yx_drafts_list (fixture->store, &error);

  g_assert_no_error (error);
  return lines;
}

static const YxKeptDraft *
line (const GPtrArray *lines, guint i)
{
  g_assert_cmpuint (i, <, lines->len);
  return lines->pdata[i];
}

/* The latest first; what is kept again replaces what was. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  keep (fixture, FIRST, "李想", 10);
  keep (fixture, SECOND, "王小燕", 20);
  before = list (fixture);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpstr (line (before, 0)->title, ==, "王小燕");
  keep (fixture, FIRST, "李想想", 30);
  after = list (fixture);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (line (after, 0)->title, ==, "李想想");
  g_assert_cmpint (line (after, 0)->changed, ==, 30);
  g_assert_cmpint (line (after, 0)->state, ==, YX_OUTBOX_NONE);
}

/* It outlives the process, and nobody reads it without the key. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  keep (fixture, FIRST, "李想", 10);
  yx_local_store_free (fixture->store);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "李想", strlen ("李想")));
  fixture->store = yx_local_store_open (fixture->path, fixture->key, NULL);
  body = yx_drafts_read (fixture->store, FIRST, NULL);
  g_assert_nonnull (body);
  g_assert_true (json_object_has_member (json_node_get_object (body), "fields"));
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  keep (fixture, FIRST, "李想", 10);
  g_assert_true (yx_drafts_drop (fixture->store, FIRST, &error));
  g_assert_true (yx_drafts_drop (fixture->store, FIRST, &error));
  g_assert_null (yx_drafts_read (fixture->store, FIRST, &error));
  g_assert_no_error (error);
  lines = list (fixture);
  g_assert_cmpuint (lines->len, ==, 0);
}

/* One that is damaged does not take the others with it; it can't be gone on with, but thrown away. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (YxDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, FIRST, "李想", 10);
  keep (fixture, SECOND, "王小燕", 20);
  yx_local_store_free (fixture->store);
  db = yx_database_open (fixture->path, YX_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (yx_database_execute (db, "UPDATE draft SET body = x'00' WHERE id = '" FIRST "'", &error));
  fixture->store = yx_local_store_open (fixture->path, fixture->key, NULL);
  lines = list (fixture);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (line (lines, 0)->title, ==, "王小燕");
  g_assert_cmpstr (line (lines, 1)->title, ==, "");
  g_assert_null (yx_drafts_read (fixture->store, FIRST, &error));
  g_assert_nonnull (error);
  g_assert_true (yx_drafts_drop (fixture->store, FIRST, NULL));
  left = list (fixture);
  g_assert_cmpuint (left->len, ==, 1);
}

/* What was put into the outbox says so in the list of drafts. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxFiling) filing = yx_filing_new ();
  const YxCall call = { .endpoint = YX_API_FILING_SUBMIT, .parameters = { ENTERPRISE, FIRST }, .request = filing };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, FIRST, "李想", 10);
  g_assert_true (yx_outbox_put (fixture->store, FIRST, &call, &error));
  g_assert_no_error (error);
  lines = list (fixture);
  g_assert_cmpint (line (lines, 0)->state, ==, YX_OUTBOX_WAITING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/client/drafts/order", test_order);
  ADD ("/client/drafts/kept", test_kept);
  ADD ("/client/drafts/dropped", test_dropped);
  ADD ("/client/drafts/damaged", test_damaged);
  ADD ("/client/drafts/waiting", test_waiting);
#undef ADD
  return g_test_run ();
}
