/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-pdf-picture.h"
#include "pdf/yx-pdf-qpdf.h"
#include "pdf/yx-sample.h"

#define CATALOG "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>"
#define PLAIN "<< /Type /Catalog /Pages 2 0 R >>"
#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
#define CONTENT "<< /Length 5 >>\nstream\n0 0 m\nendstream"
#define CADES "/Type /Sig /SubFilter /ETSI.CAdES.detached /M (D:20260301080000+08'00')"

/* Signature fields that hold no signature, or one that no honest program writes. */
static void
test_signatures (void)
{
  static const char *const cases[][2] = {
    { "<< /FT /Sig /T (a) /V (text) >>", "null" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "[ ]" },
    { "<< /FT /Sig /T (a) /V << " CADES " /ByteRange [0 1 2 3] /Contents <00> >> >>", "null" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange [0 1 2] /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange [0 1 2 (x)] /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange [0 1 2 -3] /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange [0 0 0 0] /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange [0 1 2 3] /Contents (00) >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< " CADES " /ByteRange null /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R >>", "<< /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>" },
    { "<< /FT /Sig /T (a) /V 6 0 R /YX_Place << /Mark 1 >> /Rect [0 0 1 1] /Subtype /Widget >>",
      "<< " CADES " /YX_Seal (x) /YX_Captions [1 (a)] /Reference [1 << /TransformMethod /DocMDP >>] >>" },
    { "<< /T (a) /Kids [<< /T (b) >> 6 0 R] >>", "<< /T (c) /FT /Sig /V 5 0 R >>" },
    { "<< /FT /Sig /T (a) /Kids [6 0 R] /V (x) >>", "<< /Subtype /Widget /Rect [0 0 (a) 1] >>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const objects[] = { CATALOG, PAGES, PAGE, CONTENT, cases[i][0], cases[i][1], NULL };
      const YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };
      g_autoptr (GBytes) bytes = yx_sample_by_hand (objects, "/Root 1 0 R");
      g_autoptr (YxVerdict) verdict = yx_pdf_judge (bytes, &by);

      g_test_message ("%s %s", cases[i][0], cases[i][1]);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
      g_assert_true (yx_verdict_has_reason (verdict, "FORMAT_FAILURE"));
      g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_OTHER);
    }
}

static void
test_field_circle (void)
{
  const char *const objects[] = { CATALOG, PAGES, PAGE, CONTENT, "<< /T (a) /Kids [6 0 R] >>",
                                  "<< /T (b) /Kids [5 0 R] >>", NULL };
  const YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };
  g_autoptr (GBytes) bytes = yx_sample_by_hand (objects, "/Root 1 0 R");
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (bytes, &by);
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (bytes, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
  g_assert_nonnull (document);
  g_assert_null (yx_pdf_document_fields (document, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE);
}

/* Pages as pictures: taken, with the same digest when they come back as a mark, or refused. */
static void
test_pictures (void)
{
  static const struct
  {
    const char *page;
    const char *content;
    const char *more;
    gboolean good;
  } cases[] = {
    { "/MediaBox [0 0 80 30] /Contents 4 0 R", CONTENT, "null", TRUE },
    { "/MediaBox [10 20 90 50] /Contents [4 0 R 4 0 R] /Resources << >>", CONTENT, "null", TRUE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Resources 5 0 R", CONTENT,
      "<< /Properties << /P << /Self 5 0 R /T true /F false /N null /S (\\200) /H <80> /R 1.500 /A [1 -2] >> >> >>",
      TRUE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Resources << /XObject << /X 5 0 R /Y 5 0 R >> >>", CONTENT,
      "<< /Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode /Length 3 >>\nstream\nabc\nendstream", TRUE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> "
      "/Group << /S /Transparency /CS /DeviceRGB >>",
      CONTENT, "<< /Subtype /Form /Length 6 0 R >>\nstream\nabc\nendstream", FALSE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Group << /S /Transparency >>", CONTENT, "null", TRUE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Resources << /XObject << /X 99 0 R >> >>", CONTENT, "null", TRUE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Rotate 90", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /UserUnit 2", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Annots []", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 0 30] /Contents 4 0 R", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80] /Contents 4 0 R", CONTENT, "null", FALSE },
    { "/Contents 4 0 R", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80 30]", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80 30] /Contents [4 0 R 5 0 R]", CONTENT, "null", FALSE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R",
      "<< /Filter /LZWDecode /Length 5 >>\nstream\n0 0 m\nendstream", "null", FALSE },
    { "/MediaBox [0 0 80 30] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>", CONTENT,
      "<< /Filter /FlateDecode /Length 3 >>\nstream\nabc\nendstream", FALSE },
  };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent 2 0 R %s >>", cases[i].page);
      const char *const objects[] = { PLAIN, PAGES, page, cases[i].content, cases[i].more, NULL };
      g_autoptr (GBytes) picture = yx_sample_by_hand (objects, "/Root 1 0 R");
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) digest = yx_pdf_picture_digest (picture, &error);
      g_autofree char *hex = NULL;
      g_autoptr (GBytes) appended = NULL;
      g_autoptr (GBytes) document = NULL;
      g_autoptr (YxVerdict) verdict = NULL;
      const YxPdfSigning what = { "yx.worker", YX_TEST_NOW, picture, NULL, NULL, &cast.worker->signer };

      g_test_message ("%s", cases[i].page);
      g_assert_cmpint (digest != NULL, ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
      if (!cases[i].good)
        continue;
      appended = yx_pdf_sign (prepared, &what, &error);
      g_assert_no_error (error);
      document = yx_sample_join (prepared, appended);
      verdict = yx_pdf_judge (document, &by);
      hex = yx_hex (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
      g_assert_cmpstr (((YxVerdictSignature *) verdict->signatures->pdata[0])->mark_digest, ==, hex);
    }
}

static void
check_not_opened (GBytes *document, const char *text, const char *by)
{
  g_autoptr (GBytes) damaged = yx_sample_replace (document, text, by);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s: %s", text, by);
  g_assert_null (yx_pdf_document_open (damaged, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_tables (void)
{
  static const char *const changes[][2] = {
    { "trailer", "trailex" },        { "xref\n0", "xref\nx" },       { "xref\n0 5", "xref\n0 6" },
    { "xref\n0 5", "xref\n0 4" },    { " 00000 n", " 00000 m" },     
    { " 00000 n", " 99999 n" },      { " 65535 f", " x5535 f" },     { "startxref\n", "startxrex\n" },
    { "%%EOF", "%%EOX" },            { "/Size 5", "/Size (" },       { "/Root 1 0 R", "/Root 4 0 R" },
    { "/Root 1 0 R", "/Toor 1 0 R" }, { "trailer\n<<", "trailer\n[[" }, { "/Kids [3 0 R]", "/Kids [2 0 R]" },
    { "/Pages 2 0 R", "/Pages 3 1 R" },
  };
  const char *const objects[] = { PLAIN, PAGES, PAGE, CONTENT, NULL };
  g_autoptr (GBytes) document = yx_sample_by_hand (objects, "/Root 1 0 R");

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    check_not_opened (document, changes[i][0], changes[i][1]);
}

/* A cross-reference stream with an object stream, by hand and unpacked; then with one thing changed. */
static GBytes *
make_streams (void)
{
  static const char inner[] = "1 0 2 34 3 76 " PLAIN " " PAGES " " PAGE;
  g_autoptr (GString) out = g_string_new ("%PDF-1.7\n");
  g_autofree char *rows = NULL;
  gsize places[3] = { 0 };
  guint8 table[7][4] = { { 0 } };

  places[0] = out->len;
  g_string_append_printf (out, "4 0 obj\n" CONTENT "\nendobj\n");
  places[1] = out->len;
  g_string_append_printf (out, "5 0 obj\n<< /Type /ObjStm /N 3 /First 14 /Length %u >>\nstream\n%s\nendstream\nendobj\n",
                          (guint) strlen (inner), inner);
  places[2] = out->len;
  for (guint i = 1; i < 7; i++)
    {
      table[i][0] = i <= 3 ? 2 : 1;
      table[i][1] = i <= 3 ? 0 : (guint8) (places[i - 4] >> 8);
      table[i][2] = i <= 3 ? 5 : (guint8) places[i - 4];
      table[i][3] = i <= 3 ? (guint8) (i - 1) : 0;
    }
  g_string_append (out, "6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Index [0 7] /Root 1 0 R /Length 28 >>\nstream\n");
  g_string_append_len (out, (const char *) table, sizeof table);
  g_string_append_printf (out, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", places[2]);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static void
test_streams (void)
{
  static const char *const changes[][2] = {
    { "/Type /XRef", "/Type /XReg" },   { "/Size 7", "/Size 0" },         { "/W [1 2 1]", "/W [1 0 1]" },
    { "/W [1 2 1]", "/W [1 2  ]" },     { "/W [1 2 1]", "/W [9 2 1]" },   { "/W [1 2 1]", "/W [1 2 2]" },
    { "/Index [0 7]", "/Index [0 8]" }, { "/Index [0 7]", "/Index [  7]" }, { "/Index [0 7]", "/Index [0 x]" },
    { "/Index [0 7]", "/Index 0 7  " }, { "/Type /ObjStm", "/Type /ObjStx" }, { "/N 3", "/N 4" },
    { "/N 3", "/N x" },                 { "/First 14", "/First 15" },     { "1 0 2 34 3 76", "1 0 9 34 3 76" },
    { "/Length 28", "/Length 27" },     { "/Root 1 0 R", "/Root 5 0 R" },
  };
  g_autoptr (GBytes) document = make_streams ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yx_pdf_document_section_kind (opened), ==, YX_PDF_XREF_STREAM);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    check_not_opened (document, changes[i][0], changes[i][1]);
}

/* qpdf reads what we read, and nothing else in its place. */
static void
test_second_reader (void)
{
  static const char *const values[] = {
    "null", "true", "false", "1", "2", "1.5", "/Name", "/Other", "(text)", "(texu)", "(longer text)", "[1 2]", "[1 3]",
    "[1 2 3]", "<< /A 1 >>", "<< /A 2 >>", "<< /A 1 /B null /C 99 0 R >>", "<< /A 1 /B 2 >>", "<< /A 1 0 R >>", "<< /A 2 0 R >>",
    "<< /A 1 /Length 3 >>\nstream\nabc\nendstream", "<< /A 1 /Length 3 >>\nstream\nabd\nendstream",
    "<< /A 2 /Length 3 >>\nstream\nabc\nendstream", "<< /A 1 /Length 4 >>\nstream\nabcd\nendstream", "()",
    "<< /Length 0 >>\nstream\n\nendstream",
  };
  const char *objects[4 + G_N_ELEMENTS (values) + 1] = { PLAIN, PAGES, PAGE, CONTENT };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxPdfDocument) document = NULL;
  g_autoptr (YxPdfQpdf) qpdf = NULL;
  guint wrong = 2;

  memcpy (objects + 4, values, sizeof values);
  bytes = yx_sample_by_hand (objects, "/Root 1 0 R");
  document = yx_pdf_document_open (bytes, NULL, NULL);
  qpdf = yx_pdf_qpdf_open (bytes, NULL);
  g_assert_nonnull (qpdf);
  g_assert_false (yx_pdf_qpdf_check_pages (qpdf, &wrong, 1, NULL));
  g_assert_false (yx_pdf_qpdf_check_pages (qpdf, &wrong, 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint k = 0; k < G_N_ELEMENTS (values); k++)
      {
        gboolean same_but_nulls = (i == 14 && k == 16) || (i == 16 && k == 14);

        g_test_message ("%s %s", values[i], values[k]);
        g_assert_cmpint (yx_pdf_qpdf_same (qpdf, 5 + i, 0, yx_pdf_document_object (document, YX_PDF_HEAD, 5 + k)), ==,
                         i == k || same_but_nulls);
      }
}

static void
test_second_reader_refuses (void)
{
  static const char *const texts[] = { "", "no PDF", "%PDF-1.7\n%%EOF\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_pdf_qpdf_open (bytes, &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE);
    }
}

/* A place whose measures were damaged before anybody signed. */
static void
test_places (void)
{
  static const char *const changes[][2] = {
    { "/Captions [", "/Caption_ [" }, { "/YX_Place << /Mark [", "/YX_Place << /Mork [" }, { "/Rect [", "/Rext [" },
    { "[330 100 10]", "[330 100 -1]" }, { "[330 100 10]", "[330 100   ]" },
  };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);

  yx_sample_cast_init (&cast);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GBytes) damaged = yx_sample_replace (prepared, changes[i][0], changes[i][1]);
      const YxPdfSigning what = { "yx.worker", YX_TEST_NOW, NULL, NULL, NULL, &cast.worker->signer };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", changes[i][1]);
      g_assert_null (yx_pdf_sign (damaged, &what, &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
    }
}

/* An empty place that another program made: all of it is the mark's, and there are no captions. */
static void
test_place_of_others (void)
{
  static const char *const fields[][2] = {
    { "<< /Type /Annot /Subtype /Widget /FT /Sig /T (here) /Rect [10 10 90 60] /P 3 0 R >>", "null" },
    { "<< /FT /Sig /T (here) /Kids [6 0 R] >>", "<< /Subtype /Widget /Parent 5 0 R /Rect [90 60 10 10] /P 3 0 R >>" },
    { "<< /FT /Sig /T (here) >>", "null" },
  };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) picture = yx_sample_picture (200, 100, 0);
  YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *const objects[] = { CATALOG, PAGES, PAGE, CONTENT, fields[i][0], fields[i][1], NULL };
      g_autoptr (GBytes) document = yx_sample_by_hand (objects, "/Root 1 0 R");
      const YxPdfSigning what = { "here", YX_TEST_NOW, picture, NULL, NULL, &cast.worker->signer };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) appended = yx_pdf_sign (document, &what, &error);
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) stamped = NULL;
      g_autoptr (YxVerdict) verdict = NULL;

      g_assert_no_error (error);
      once = yx_sample_join (document, appended);
      stamped = yx_sample_stamp (once, &cast);
      verdict = yx_pdf_judge (stamped, &by);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/pdf/odd/signatures", test_signatures);
  g_test_add_func ("/pdf/odd/field-circle", test_field_circle);
  g_test_add_func ("/pdf/odd/pictures", test_pictures);
  g_test_add_func ("/pdf/odd/tables", test_tables);
  g_test_add_func ("/pdf/odd/streams", test_streams);
  g_test_add_func ("/pdf/odd/second-reader", test_second_reader);
  g_test_add_func ("/pdf/odd/second-reader-refuses", test_second_reader_refuses);
  g_test_add_func ("/pdf/odd/places", test_places);
  g_test_add_func ("/pdf/odd/place-of-others", test_place_of_others);
  return g_test_run ();
}
