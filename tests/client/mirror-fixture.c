/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/mirror-fixture.h"

#include "base/yx-id.h"

void
mirror_fixture_reopen (MirrorFixture *fixture, YxAccountKind account)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->mirror, yx_mirror_unref);
  g_clear_pointer (&fixture->store, yx_local_store_free);
  fixture->store = yx_local_store_open (fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  fixture->mirror = yx_mirror_new (fixture->store, account, fixture->clock, &error);
  g_assert_no_error (error);
}

void
mirror_fixture_set_up (MirrorFixture *fixture, gconstpointer account)
{
  fixture->folder = yx_test_folder_new ();
  fixture->path = yx_test_folder_path (fixture->folder, "store.db");
  fixture->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  fixture->clock = yx_test_clock_new (YX_TEST_NOW);
  mirror_fixture_reopen (fixture, (YxAccountKind) GPOINTER_TO_INT (account));
}

void
mirror_fixture_tear_down (MirrorFixture *fixture, gconstpointer account)
{
  yx_mirror_unref (fixture->mirror);
  yx_local_store_free (fixture->store);
  yx_test_clock_free (fixture->clock);
  yx_secret_unref (fixture->key);
  g_free (fixture->path);
  yx_test_folder_free (fixture->folder);
}

void
mirror_fixture_load (MirrorFixture *fixture)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) error = NULL;

      yx_mirror_load (fixture->mirror, &more, &error);
      g_assert_no_error (error);
    }
}

char *
mirror_id (const char *kind, guint number)
{
  guint8 bytes[16] = { (guint8) (number >> 24), (guint8) (number >> 16), (guint8) (number >> 8), (guint8) number };

  return yx_id_from_bytes (kind, bytes);
}

/* The number-th filing, whose document is the number-th, too, once it is approved. */
YxFiling *
mirror_filing (guint number, YxFilingState state)
{
  static const char *const names[] = { "李想", "王小燕", "欧阳建国", "张伟", "赵丽颖" };
  static const char *const posts[] = { "质量检验员", "研发工程师", "Engineer" };
  g_autofree char *id = mirror_id ("fil", number);
  g_autofree char *document = mirror_id ("doc", number);
  g_autofree char *name = g_strdup_printf ("%s%u", names[number % G_N_ELEMENTS (names)], number);
  YxFiling *filing = yx_filing_new ();

  yx_record_set_text (filing, "id", id);
  yx_record_set_int (filing, "state", state);
  yx_record_set_text (filing, "w_name", name);
  yx_record_set_text (filing, "post", posts[number % G_N_ELEMENTS (posts)]);
  yx_record_set_int (filing, "kind", YX_TERM_FIXED);
  yx_record_set_int (filing, "from", yx_date_new (2025, 1, 1) + (int) (number % 400));
  yx_record_set_int (filing, "to", yx_date_new (2026, 1, 1) + (int) (number % 400));
  yx_record_set_int (filing, "created", YX_TEST_NOW - (gint64) number * G_TIME_SPAN_MINUTE);
  if (state == YX_FILING_APPROVED)
    yx_record_set_text (filing, "document", document);
  if (state == YX_FILING_RETURNED)
    yx_record_set_text (filing, "return_reason", "试用期超过法定上限");
  return filing;
}

YxDocument *
mirror_document (guint number, YxDocumentState state)
{
  g_autofree char *id = mirror_id ("doc", number);
  YxDocument *document = yx_document_new ();

  yx_record_set_text (document, "id", id);
  yx_record_set_int (document, "kind", YX_DOCUMENT_CONTRACT);
  yx_record_set_int (document, "state", state);
  yx_record_set_text (document, "title", "劳动合同");
  yx_record_set_text (document, "w_name", "李想");
  yx_record_set_int (document, "revisions", 1);
  yx_record_set_int (document, "created", YX_TEST_NOW);
  return document;
}

void
mirror_take (MirrorFixture *fixture, gpointer record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  yx_mirror_take (fixture->mirror, records, 0, &error);
  g_assert_no_error (error);
}

/* All lines as text, in the order of news. */
char *
mirror_dump (YxIndex *index)
{
  const YxIndexQuery all = { .segment = YX_INDEX_ALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = yx_index_find (index, &all, &error);
  g_autoptr (GPtrArray) lines = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  lines = yx_index_read (index, (const YxIndexKey *) (gpointer) keys->data, keys->len);
  for (guint i = 0; i < lines->len; i++)
    {
      const YxLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s %s %s %d %s\n", line->id, line->document, line->state, line->todo, line->reason);
    }
  return g_string_free (text, FALSE);
}
