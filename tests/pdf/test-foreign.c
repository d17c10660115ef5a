/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "pdf/yx-pdf-intake.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"

/* What other programs made (tests/data/pdf/make.sh), and how they wrote it. */
typedef struct
{
  const char *name;
  YxPdfSectionKind kind;
  guint revisions;
  const char *sign; /* (nullable): what the file must have for that: a word in it */
} File;

static const File files[] = {
  { "libreoffice", YX_PDF_TABLE, 1, NULL },
  { "libreoffice-archive", YX_PDF_TABLE, 1, "/StructTreeRoot" },
  { "ghostscript", YX_PDF_TABLE, 1, NULL },
  { "ghostscript-linearised", YX_PDF_TABLE, 1, "/Linearized" },
  { "mutool", YX_PDF_TABLE, 1, NULL },
  { "mutool-clean", YX_PDF_TABLE, 1, NULL },
  { "mutool-form-filled", YX_PDF_TABLE, 2, "/AcroForm" },
  { "pdftex-table", YX_PDF_TABLE, 1, NULL },
  { "pdftex-object-streams", YX_PDF_XREF_STREAM, 1, "/ObjStm" },
  { "pdftex-form", YX_PDF_TABLE, 1, "/AcroForm" },
  { "cairo", YX_PDF_TABLE, 1, NULL },
  { "qpdf-linearised", YX_PDF_TABLE, 1, "/Linearized" },
  { "qpdf-linearised-object-streams", YX_PDF_XREF_STREAM, 1, "/Linearized" },
  { "hybrid", YX_PDF_HYBRID, 1, "/XRefStm" },
};

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static void
check_with_others (GBytes *document)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_sample_save (folder, document, "signed.pdf");
  const char *const pdfsig[] = { "pdfsig", "-nocert", path, NULL };
  const char *const qpdf[] = { "qpdf", "--check", path, NULL };
  g_autofree char *said = NULL;
  g_autofree char *checked = NULL;
  int status = 0;

  said = yx_sample_run (pdfsig, &status);
  g_test_message ("%s", said);
  g_assert_cmpuint (count (said, "Signature is Valid"), ==, 2);
  checked = yx_sample_run (qpdf, &status);
  g_test_message ("%s", checked);
  g_assert_cmpint (status, ==, 0);
}

static void
check_kind (const File *file, GBytes *base)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (base, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yx_pdf_document_section_kind (opened), ==, file->kind);
  g_assert_cmpuint (yx_pdf_document_n_revisions (opened), ==, file->revisions);
  if (file->sign != NULL)
    yx_sample_find (base, file->sign, 0);
  g_assert_cmpuint (g_bytes_get_size (base), <=, 100 * 1024);
}

/* Taken, prepared, signed by both, stamped, judged as passed; the original's bytes come first. */
static void
test_signed (gconstpointer data)
{
  const File *file = data;
  g_autofree char *name = g_strconcat (file->name, ".pdf", NULL);
  g_autoptr (GBytes) base = yx_sample_file ("unsigned", name);
  g_auto (YxSampleCast) cast = { 0 };
  YxPdfJudging by = { .now = YX_TEST_NOW + 60 * G_USEC_PER_SEC };
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (YxVerdict) verdict = NULL;

  check_kind (file, base);
  g_assert_cmpstr (yx_pdf_refusal_nick (yx_pdf_intake (base)), ==, "taken");
  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  twice = yx_sample_signed_twice (&cast, base);
  stamped = yx_sample_stamp (twice, &cast);
  g_assert_cmpint (memcmp (g_bytes_get_data (stamped, NULL), g_bytes_get_data (base, NULL), g_bytes_get_size (base)), ==,
                   0);
  verdict = yx_pdf_judge (stamped, &by);
  for (guint i = 0; i < verdict->reasons->len; i++)
    g_test_message ("reason %s", (char *) verdict->reasons->pdata[i]);
  g_assert_cmpstr (yx_verdict_status_nick (verdict->status), ==, "passed");
  g_assert_cmpuint (verdict->signatures->len, ==, 3);
  g_assert_cmpuint (verdict->revisions, ==, file->revisions + 4);
  check_with_others (stamped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/foreign/signed/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_signed);
    }
  return g_test_run ();
}
