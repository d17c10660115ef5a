/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-resign.h"
#include "pdf/yx-sample.h"

typedef void (*Change) (YxPdfDocument *document, YxPdfAppend *append);

static GBytes *
change_document (GBytes *document, Change change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GBytes) appended = NULL;

  g_assert_no_error (error);
  append = yx_pdf_append_new (opened);
  change (opened, append);
  appended = g_byte_array_free_to_bytes (yx_pdf_append_finish (append, &error));
  g_assert_no_error (error);
  return yx_sample_join (document, appended);
}

static YxPdfValue *
edit_root (YxPdfDocument *document, YxPdfAppend *append)
{
  return yx_pdf_append_edit (append, yx_pdf_document_root_number (document, YX_PDF_HEAD));
}

static YxPdfValue *
new_stream (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return yx_pdf_value_new_stream (bytes);
}

static void
add_store (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *store = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *certificates = yx_pdf_value_new (YX_PDF_ARRAY);
  guint number = yx_pdf_append_add (append, new_stream ("der"));

  yx_pdf_value_append (certificates, yx_pdf_value_new_reference (number));
  yx_pdf_value_set (store, "Certs", certificates);
  yx_pdf_value_set (edit_root (document, append), "DSS",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, store)));
}

/* An existing store loses what it held. */
static void
empty_store (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (edit_root (document, append), "DSS", yx_pdf_value_new (YX_PDF_DICTIONARY));
}

static void
remove_store (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_remove (edit_root (document, append), "DSS");
}

static void
grow_store (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *root = yx_pdf_document_root (document, YX_PDF_HEAD);
  YxPdfValue *store = yx_pdf_value_copy (yx_pdf_document_get (document, YX_PDF_HEAD, root, "DSS"));

  yx_pdf_value_append ((YxPdfValue *)yx_pdf_value_get (store, "Certs"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, new_stream ("more"))));
  yx_pdf_value_set (store, "CRLs", yx_pdf_value_new (YX_PDF_ARRAY));
  yx_pdf_value_set (edit_root (document, append), "DSS",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, store)));
}

/* What is there to prove a signature must stay there. */
static void
test_store_kept (void)
{
  static const struct
  {
    Change change;
    YxVerdictStatus status;
  } changes[] = {
    { grow_store, YX_VERDICT_INDETERMINATE },
    { empty_store, YX_VERDICT_FAILED },
    { add_store, YX_VERDICT_FAILED },
    { remove_store, YX_VERDICT_FAILED },
  };
  g_auto (YxSampleCast) cast = { 0 };
  YxPdfJudging by = { NULL, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stored = NULL;

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  twice = yx_sample_signed_twice (&cast, base);
  stored = change_document (twice, add_store);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GBytes) document = change_document (stored, changes[i].change);
      g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

      g_test_message ("change %u", i);
      g_assert_cmpint (verdict->status, ==, changes[i].status);
    }
}

/* A signer who does more than sign, or signs otherwise than PAdES has it. */
static void
test_resigned (void)
{
  static const struct
  {
    YxResignFunc change;
    YxVerdictStatus status;
    const char *level;
    guint certifies;
    gboolean own;
  } changes[] = {
    { NULL, YX_VERDICT_PASSED, "B-B", 2, TRUE },
    { yx_resign_without_certifying, YX_VERDICT_PASSED, "B-B", 0, FALSE },
    { yx_resign_with_p1, YX_VERDICT_PASSED, "B-B", 1, FALSE },
    { yx_resign_with_p3, YX_VERDICT_PASSED, "B-B", 3, FALSE },
    { yx_resign_without_fields, YX_VERDICT_PASSED, "B-B", 2, FALSE },
    { yx_resign_with_odd_p, YX_VERDICT_PASSED, "B-B", 1, FALSE },
    { yx_resign_with_references_reversed, YX_VERDICT_PASSED, "B-B", 2, FALSE },
    { yx_resign_with_certificate, YX_VERDICT_PASSED, NULL, 2, FALSE },
    { yx_resign_without_time, YX_VERDICT_FAILED, NULL, 2, TRUE },
    { yx_resign_with_odd_time, YX_VERDICT_FAILED, NULL, 2, TRUE },
    { yx_resign_with_odd_captions, YX_VERDICT_FAILED, "B-B", 2, TRUE },
    { yx_resign_with_more, YX_VERDICT_PASSED, "B-B", 2, FALSE },
    { yx_resign_old_way, YX_VERDICT_PASSED, NULL, 2, TRUE },
    { yx_resign_with_store, YX_VERDICT_FAILED, "B-B", 2, TRUE },
    { yx_resign_with_extensions, YX_VERDICT_FAILED, "B-B", 2, TRUE },
  };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) appended = NULL;
  gsize taken = g_bytes_get_size (prepared);

  yx_sample_cast_init (&cast);
  once = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  appended = g_bytes_new_from_bytes (once, taken, g_bytes_get_size (once) - taken);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const YxPdfJudging by = { cast.pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL, taken };
      g_autoptr (GBytes) other
          = yx_resign (prepared, appended, "yx.worker", &cast.worker->signer, changes[i].change);
      g_autoptr (GBytes) document = yx_sample_join (prepared, other);
      g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);
      const YxVerdictSignature *signature = verdict->signatures->pdata[0];

      g_test_message ("change %u", i);
      g_assert_cmpint (verdict->status, ==, changes[i].status);
      g_assert_cmpstr (signature->level, ==, changes[i].level);
      g_assert_cmpint (signature->pades, ==, changes[i].level != NULL);
      g_assert_cmpuint (signature->certifies, ==, changes[i].certifies);
      g_assert_cmpint (signature->own, ==, changes[i].own);
      g_assert_cmpuint (verdict->taken + 1, ==, verdict->revisions);
    }
}

/* Evidence and a party's signature never come in one revision; seen also without knowing what was taken. */
static void
test_resigned_later (void)
{
  static const YxResignFunc changes[] = { NULL, yx_resign_with_store, yx_resign_with_extensions };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) appended = NULL;

  yx_sample_cast_init (&cast);
  once = yx_sample_sign (prepared, cast.employer, "yx.employer", YX_TEST_NOW, NULL);
  twice = yx_sample_sign (once, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  appended = g_bytes_new_from_bytes (twice, g_bytes_get_size (once),
                                     g_bytes_get_size (twice) - g_bytes_get_size (once));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GBytes) other = yx_resign (once, appended, "yx.worker", &cast.worker->signer, changes[i]);
      g_autoptr (GBytes) document = yx_sample_join (once, other);
      const YxPdfJudging by = { cast.pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };
      g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

      g_assert_cmpint (verdict->status, ==, i == 0 ? YX_VERDICT_PASSED : YX_VERDICT_FAILED);
      g_assert_cmpint (yx_verdict_has_reason (verdict, "changes-not-allowed"), ==, i != 0);
      g_assert_true (((YxVerdictSignature *)verdict->signatures->pdata[1])->own);
      g_assert_cmpuint (verdict->taken, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/resigned/first", test_resigned);
  g_test_add_func ("/pdf/resigned/later", test_resigned_later);
  g_test_add_func ("/pdf/resigned/store-kept", test_store_kept);
  return g_test_run ();
}
