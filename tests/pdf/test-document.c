/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"

#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
#define CONTENT "<< /Length 5 >>\nstream\n0 0 m\nendstream"

/* Honest files that are written in their own ways (pdf-facts 4, 7). */
typedef struct
{
  const char *name;
  const char *trailer;
  const char *objects[9];
} Foreign;

static const Foreign foreign[] = {
  { "plain", "/Root 1 0 R", { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT } },
  { "direct-form", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /NeedAppearances true >> >>", PAGES, PAGE, CONTENT } },
  { "indirect-fields", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>", PAGES, PAGE, CONTENT, "<< /Fields 6 0 R >>", "[7 0 R]",
      "<< /FT /Tx /T (name) /V (Li) >>" } },
  { "indirect-annotations", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R >>", PAGES,
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots 5 0 R >>", CONTENT, "[6 0 R]",
      "<< /Type /Annot /Subtype /Link /Rect [1 1 2 2] >>" } },
  { "inherited-box", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", CONTENT } },
  { "identified", "/Root 1 0 R /Info 5 0 R /ID [<00ff> (a\\(\\051\\n)]",
    { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT, "<< /Title (\\376\\377N-) /Odd#20Name 1.50 >>" } },
  { "form-refers-to-nothing", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R /AcroForm 77 0 R /Perms 78 0 R >>", PAGES, PAGE, CONTENT } },
  { "indirect-length", "/Root 1 0 R",
    { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, "<< /Length 5 0 R >>\nstream\n0 0 m\nendstream", "5" } },
};

static void
sign_and_judge (GBytes *base)
{
  g_auto (YxSampleCast) cast = { 0 };
  YxPdfJudging by = { NULL, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  const char *arguments[] = { "pdfsig", "-nocert", NULL, NULL };
  int status = 0;

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  twice = yx_sample_signed_twice (&cast, base);
  stamped = yx_sample_stamp (twice, &cast);
  verdict = yx_pdf_judge (stamped, &by);
  for (guint i = 0; i < verdict->reasons->len; i++)
    g_test_message ("reason %s", (char *) verdict->reasons->pdata[i]);
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
  path = yx_sample_save (folder, stamped, "foreign.pdf");
  arguments[2] = path;
  said = yx_sample_run (arguments, &status);
  g_assert_nonnull (strstr (said, "Signature is Valid"));
  g_assert_nonnull (strstr (said, "Total document signed"));
}

static void
test_foreign (gconstpointer data)
{
  const Foreign *file = data;
  g_autoptr (GBytes) base = yx_sample_by_hand (file->objects, file->trailer);

  sign_and_judge (base);
}

/* A table with a stream beside it, as office programs write it; goes on as a table (pdf-facts 3). */
static void
test_hybrid (void)
{
  g_autoptr (GBytes) plain = yx_sample_by_hand (foreign[0].objects, "/Root 1 0 R");
  gsize size = g_bytes_get_size (plain);
  g_autoptr (GString) text = g_string_new ("9 0 obj\n<< /Type /XRef /Size 10 /W [1 2 1] /Index [8 1] /Length 4 >>\nstream\n");
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) base = NULL;
  g_autoptr (YxPdfDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  gsize table = 0;

  g_string_append_len (text, "\0\0\0\0", 4);
  g_string_append (text, "\nendstream\nendobj\n");
  table = size + text->len;
  g_string_append_printf (text,
                          "xref\n0 0\ntrailer\n<< /Size 10 /Root 1 0 R /Prev %" G_GSIZE_FORMAT
                          " /XRefStm %" G_GSIZE_FORMAT " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF",
                          yx_sample_find (plain, "xref\n0", 0), size, table);
  tail = g_bytes_new (text->str, text->len);
  base = yx_sample_join (plain, tail);
  document = yx_pdf_document_open (base, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yx_pdf_document_section_kind (document), ==, YX_PDF_HYBRID);
  g_assert_cmpuint (yx_pdf_document_n_revisions (document), ==, 2);
  sign_and_judge (base);
}

static void
test_linearized (void)
{
  g_autoptr (GBytes) plain = yx_sample_pages (3);
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *from = yx_sample_save (folder, plain, "plain.pdf");
  g_autofree char *to = g_strconcat (from, ".linear.pdf", NULL);
  const char *const arguments[] = { "qpdf", "--linearize", from, to, NULL };
  g_autofree char *output = NULL;
  g_autoptr (YxPdfDocument) document = NULL;
  g_autoptr (GBytes) base = NULL;
  char *contents = NULL;
  gsize length = 0;
  int status = 0;

  output = yx_sample_run (arguments, &status);
  g_assert_true (g_file_get_contents (to, &contents, &length, NULL));
  base = g_bytes_new_take (contents, length);
  document = yx_pdf_document_open (base, NULL, NULL);
  g_assert_nonnull (document);
  g_assert_cmpuint (yx_pdf_document_n_revisions (document), ==, 1);
  g_assert_cmpuint (yx_pdf_document_revision_end (document, 1), ==, length);
  sign_and_judge (base);
}

static void
check_refused (GBytes *bytes, YxPdfError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (bytes, NULL, &error);
  const YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (bytes, &by);

  g_assert_null (document);
  g_assert_error (error, YX_PDF_ERROR, (int) code);
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
  g_assert_true (yx_verdict_has_reason (verdict, "unreadable"));
}

static void
test_encrypted (void)
{
  g_autoptr (GBytes) plain = yx_sample_pages (1);
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *from = yx_sample_save (folder, plain, "plain.pdf");
  static const char *const passwords[] = { "", "secret" };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autofree char *to = g_strdup_printf ("%s.%u.pdf", from, i);
      const char *const arguments[] = { "qpdf", "--encrypt", passwords[i], "owner", "256", "--", from, to, NULL };
      g_autofree char *output = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *contents = NULL;
      gsize length = 0;
      int status = 0;

      output = yx_sample_run (arguments, &status);
      g_assert_cmpint (status, ==, 0);
      g_assert_true (g_file_get_contents (to, &contents, &length, NULL));
      bytes = g_bytes_new_take (contents, length);
      check_refused (bytes, YX_PDF_ERROR_ENCRYPTED);
    }
}

/* Files with one thing wrong: nothing is repaired, nothing crashes. */
static void
test_damaged (void)
{
  static const Foreign damaged[] = {
    { "no-pages", "/Root 1 0 R", { "<< /Type /Catalog >>" } },
    { "no-root", "", { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT } },
    { "root-not-there", "/Root 9 0 R", { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT } },
    { "circle", "/Root 1 0 R", { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" } },
    { "same-page-twice", "/Root 1 0 R",
      { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", PAGE, CONTENT } },
    { "same-key-twice", "/Root 1 0 R",
      { "<< /Type /Catalog /Pages 2 0 R /Pages 3 0 R >>", PAGES, PAGE, CONTENT } },
    { "direct-root", "/Root << /Type /Catalog /Pages 2 0 R >>", { "null", PAGES, PAGE, CONTENT } },
    { "prev-circle", "/Root 1 0 R /Prev 15", { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT } },
    { "prev-outside", "/Root 1 0 R /Prev 99999999", { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT } },
    { "unbalanced", "/Root 1 0 R", { "<< /Type /Catalog /Pages 2 0 R", PAGES, PAGE, CONTENT } },
    { "reference-circle", "/Root 5 0 R",
      { "<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, CONTENT, "6 0 R", "5 0 R" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GBytes) bytes = yx_sample_by_hand (damaged[i].objects, damaged[i].trailer);

      g_test_message ("%s", damaged[i].name);
      check_refused (bytes, YX_PDF_ERROR_UNREADABLE);
    }
}

static void
test_no_document (void)
{
  static const char *const texts[] = { "", "%PDF-1.7\n", "hello, this is no PDF at all", "%PDF-1.7\nstartxref\n0\n%%EOF\n",
                                       "%PDF-1.7\nstartxref\n9\n%%EOF\n", "%PDF-1.7\nxref\n0 1\n\nstartxref\n9\n%%EOF\n",
                                       " %PDF-1.7\n%%EOF\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      check_refused (bytes, YX_PDF_ERROR_UNREADABLE);
    }
}

static void
test_limits (void)
{
  static const YxPdfLimits limits[] = {
    { .max_size = 1000 }, { .max_objects = 5 }, { .max_pages = 2 },
  };
  g_autoptr (GBytes) base = yx_sample_pages (3);
  g_autoptr (GBytes) once = yx_sample_prepared (base);
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (once, NULL, NULL);

  g_assert_nonnull (document);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_pdf_document_open (once, &limits[i], &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT);
    }
}

static void
test_too_deep (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  const char *const objects[] = { brackets, NULL };
  g_autoptr (GBytes) bytes = yx_sample_by_hand (objects, "/Root 1 0 R");
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_pdf_document_open (bytes, NULL, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT);
}

static void
test_facts (void)
{
  g_autoptr (GBytes) base = yx_sample_pages (3);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (prepared, NULL, NULL);
  g_autoptr (GPtrArray) fields = yx_pdf_document_fields (document, NULL);
  g_autoptr (GError) error = NULL;
  const YxPdfField *field = NULL;
  YxPdfBox box = { 0 };

  g_assert_true (yx_pdf_document_bytes (document) == prepared);
  g_assert_cmpuint (yx_pdf_document_n_pages (document), ==, 3);
  g_assert_cmpuint (yx_pdf_document_n_revisions (document), ==, 2);
  g_assert_cmpuint (yx_pdf_document_revision_end (document, 2), ==, g_bytes_get_size (prepared));
  g_assert_cmpint (yx_pdf_document_section_kind (document), ==, YX_PDF_TABLE);
  g_assert_true (yx_pdf_document_page (document, 3, NULL, &box, NULL));
  g_assert_cmpfloat (box.width, ==, 595);
  g_assert_false (yx_pdf_document_page (document, 4, NULL, NULL, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
  g_assert_cmpuint (fields->len, ==, 2);
  field = fields->pdata[0];
  g_assert_cmpstr (field->name, ==, "yx.employer");
  g_assert_true (field->signature);
  g_assert_false (field->filled);
  g_assert_cmpuint (field->page, ==, 1);
  g_assert_cmpfloat (field->box.x, ==, 72);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/document/foreign/", foreign[i].name, NULL);

      g_test_add_data_func (path, &foreign[i], test_foreign);
    }
  g_test_add_func ("/pdf/document/foreign/hybrid", test_hybrid);
  g_test_add_func ("/pdf/document/foreign/linearized", test_linearized);
  g_test_add_func ("/pdf/document/encrypted", test_encrypted);
  g_test_add_func ("/pdf/document/damaged", test_damaged);
  g_test_add_func ("/pdf/document/no-document", test_no_document);
  g_test_add_func ("/pdf/document/limits", test_limits);
  g_test_add_func ("/pdf/document/too-deep", test_too_deep);
  g_test_add_func ("/pdf/document/facts", test_facts);
  return g_test_run ();
}
