/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-json.h"
#include "crypto/yx-crypto.h"
#include "flow/yx-flow-document.h"
#include "flow/yx-flow-receipt.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-pki.h"

#define DOCUMENT "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define REVISION "rev_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER "rev_bbbbbbbbbbbbbbbbbbbbbbbbba"

typedef struct
{
  YxTestFolder *folder;
  YxTestPki *pki;
  YxTestUser *records;
  YxSecret *key;
  YxLocalStore *store;
  YxActor actor;
  YxSigned *what;
} Fixture;

static void
add_authority (YxHallInfo *hall, YxCertificate *certificate, YxAuthorityRole role)
{
  YxAuthorityEntry *entry = yx_authority_entry_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func (yx_record_unref);

  yx_record_set_int (entry, "role", role);
  yx_record_set_bytes (entry, "certificate", yx_certificate_der (certificate));
  g_ptr_array_add (list, entry);
  yx_record_take_list (hall, "authorities", list);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) base = g_bytes_new_static ("the document", 12);
  g_autoptr (GBytes) appended = g_bytes_new_static ("a signature", 11);
  g_autofree char *path = NULL;

  fixture->folder = yx_test_folder_new ();
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->records = fixture->pki->tsa;
  fixture->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  path = yx_test_folder_path (fixture->folder, "store.db");
  fixture->store = yx_local_store_open (path, fixture->key, NULL);
  g_assert_nonnull (fixture->store);
  fixture->actor.store = fixture->store;
  fixture->actor.hall = yx_hall_info_new ();
  add_authority (fixture->actor.hall, fixture->records->certificate, YX_AUTHORITY_RECORDS);
  fixture->what = yx_signed_new (DOCUMENT, REVISION, base, appended);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_signed_free (fixture->what);
  yx_hall_info_unref (fixture->actor.hall);
  yx_local_store_free (fixture->store);
  yx_secret_unref (fixture->key);
  yx_test_pki_free (fixture->pki);
  yx_test_folder_free (fixture->folder);
}

/* A receipt for what was signed; a field may say something else. */
static YxRevision *
answer (const YxSigned *what, const YxSigner *signer, const char *field, const char *value)
{
  g_autoptr (YxReceipt) receipt = yx_receipt_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) der = NULL;
  YxRevision *revision = yx_revision_new ();

  yx_record_set_text (receipt, "document", what->document);
  yx_record_set_text (receipt, "revision", what->revision);
  yx_record_set_text (receipt, "hash", what->hash);
  yx_record_set_text (receipt, "head", what->head);
  if (field != NULL)
    yx_record_set_text (receipt, field, value);
  node = yx_record_to_json (receipt, YX_ANSWER);
  text = yx_json_write (node);
  content = g_bytes_new (text, strlen (text));
  der = yx_cms_wrap (signer, YX_RECEIPT_CONTENT_TYPE, content, NULL);
  g_assert_nonnull (der);
  yx_record_set_text (revision, "id", what->revision);
  yx_record_set_bytes (revision, "receipt", der);
  return revision;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxRevision) revision = answer (fixture->what, &fixture->records->signer, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxReceipt) kept = NULL;

  g_assert_true (yx_flow_keep_receipt (&fixture->actor, fixture->what, revision, &error));
  g_assert_no_error (error);
  kept = yx_flow_kept_receipt (&fixture->actor, REVISION, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->document, ==, DOCUMENT);
  g_assert_cmpstr (kept->head, ==, fixture->what->head);
}

static void
test_none_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_flow_kept_receipt (&fixture->actor, OTHER, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
}

/* A receipt for anything else than what was sent is refused, and not kept. */
static void
test_other_content (Fixture *fixture, gconstpointer data)
{
  static const char *const changed[][2] = {
    { "document", "doc_bbbbbbbbbbbbbbbbbbbbbbbbba" },
    { "revision", OTHER },
    { "hash", "00" },
    { "head", "00" },
    { "head", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (YxRevision) revision = answer (fixture->what, &fixture->records->signer, changed[i][0], changed[i][1]);
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_flow_keep_receipt (&fixture->actor, fixture->what, revision, &error));
      g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
      g_assert_null (yx_flow_kept_receipt (&fixture->actor, REVISION, NULL));
    }
}

static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxRevision) revision = answer (fixture->what, &fixture->pki->seal_maker->signer, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_flow_keep_receipt (&fixture->actor, fixture->what, revision, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
}

static void
test_no_receipt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxRevision) revision = yx_revision_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_flow_keep_receipt (&fixture->actor, fixture->what, revision, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
}

static void
test_other_signer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxRevision) revision = answer (fixture->what, &fixture->records->signer, "signer", "00");
  g_autoptr (YxTestUser) person = yx_test_pki_person (fixture->pki, "李想");
  g_autoptr (GError) error = NULL;

  fixture->actor.certificate = person->certificate;
  g_assert_false (yx_flow_keep_receipt (&fixture->actor, fixture->what, revision, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
}

/* Whatever byte is damaged, nothing but what was sent is ever believed. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxRevision) good = answer (fixture->what, &fixture->records->signer, NULL, NULL);
  gsize size = g_bytes_get_size (good->receipt);
  guint refused = 0;

  for (gsize at = 0; at < size; at += 7)
    {
      guint8 *copy = g_memdup2 (g_bytes_get_data (good->receipt, NULL), size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (YxReceipt) receipt = NULL;

      copy[at] ^= 0x40;
      damaged = g_bytes_new_take (copy, size);
      receipt = yx_flow_read_receipt (&fixture->actor, damaged, NULL);
      if (receipt != NULL)
        g_assert_cmpstr (receipt->head, ==, fixture->what->head);
      refused += receipt == NULL;
    }
  g_assert_cmpuint (refused, >, size / 7 / 2);
}

static void
test_signed_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSigned) kept = NULL;

  g_assert_null (yx_signed_kept (fixture->store, REVISION, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT);
  g_clear_error (&error);
  g_assert_true (yx_signed_keep (fixture->what, fixture->store, &error));
  kept = yx_signed_kept (fixture->store, REVISION, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->base, ==, fixture->what->base);
  g_assert_cmpstr (kept->hash, ==, fixture->what->hash);
  g_assert_cmpstr (kept->head, ==, fixture->what->head);
}

/* What comes must be what the chain of hashes names. */
static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) base = g_bytes_new_static ("the document", 12);
  g_autoptr (GBytes) appended = g_bytes_new_static ("a signature", 11);
  g_autoptr (GBytes) other = g_bytes_new_static ("a signaturf", 11);
  g_autoptr (YxRevision) revision = yx_revision_new ();
  g_autoptr (GError) error = NULL;

  yx_record_set_text (revision, "hash", fixture->what->hash);
  yx_record_set_text (revision, "head", fixture->what->head);
  yx_record_set_text (revision, "previous", fixture->what->base);
  g_assert_true (yx_flow_check_revision (revision, fixture->what->base, base, appended, &error));
  g_assert_no_error (error);
  g_assert_false (yx_flow_check_revision (revision, fixture->what->base, base, other, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (yx_flow_check_revision (revision, fixture->what->base, other, appended, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (yx_flow_check_revision (revision, fixture->what->head, base, appended, &error));
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define CASE(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  CASE ("/receipt/kept", test_kept);
  CASE ("/receipt/none-kept", test_none_kept);
  CASE ("/receipt/other-content", test_other_content);
  CASE ("/receipt/other-key", test_other_key);
  CASE ("/receipt/none", test_no_receipt);
  CASE ("/receipt/other-signer", test_other_signer);
  CASE ("/receipt/damaged", test_damaged);
  CASE ("/receipt/signed-kept", test_signed_kept);
  CASE ("/document/chain", test_chain);
  return g_test_run ();
}
