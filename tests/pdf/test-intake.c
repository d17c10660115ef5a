/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-intake.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"

#define CATALOG "<< /Type /Catalog /Pages 2 0 R >>"
#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
#define CONTENT "<< /Length 5 >>\nstream\n0 0 m\nendstream"
#define BESIDE(object) { CATALOG, PAGES, PAGE, CONTENT, object }

static void
check (GBytes *document, YxPdfRefusal expected)
{
  YxPdfRefusal refusal = yx_pdf_intake (document);

  g_assert_cmpstr (yx_pdf_refusal_nick (refusal), ==, yx_pdf_refusal_nick (expected));
}

/* One document for each thing that must not come along, written by hand. */
static void
test_content (void)
{
  static const struct
  {
    const char *objects[6];
    YxPdfRefusal refusal;
  } cases[] = {
    { BESIDE ("<< /Type /Annot >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /S /GoTo /D [3 0 R /Fit] >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /S /URI /URI (https://example.cn) >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /AA null /JS null >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /S (JavaScript) >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /F (a.pdf) >>"), YX_PDF_TAKEN },
    { BESIDE ("<< /S /JavaScript /JS (app) >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /A << /S /JavaScript >> >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /A [ << /S /Launch >> ] >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /S /SubmitForm >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /S /ImportData >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /Names << /JavaScript 4 0 R >> >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /AA << /O << /S /GoTo >> >> >>"), YX_PDF_REFUSED_SCRIPT },
    { BESIDE ("<< /Names << /EmbeddedFiles << >> >> >>"), YX_PDF_REFUSED_ATTACHMENT },
    { BESIDE ("<< /Type /Filespec /EF << /F 4 0 R >> >>"), YX_PDF_REFUSED_ATTACHMENT },
    { BESIDE ("<< /Subtype /RichMedia /RichMediaContent << >> >>"), YX_PDF_REFUSED_ATTACHMENT },
    { BESIDE ("<< /Subtype /3D /3DD 4 0 R >>"), YX_PDF_REFUSED_ATTACHMENT },
    { BESIDE ("<< /Collection << >> >>"), YX_PDF_REFUSED_ATTACHMENT },
    { BESIDE ("<< /XFA (x) >>"), YX_PDF_REFUSED_FORM },
    { BESIDE ("<< /F (a.jpg) /Length 0 >>\nstream\n\nendstream"), YX_PDF_REFUSED_EXTERNAL },
    { { "<< /Type /Catalog /Pages 2 0 R /Perms << /UR3 5 0 R >> >>", PAGES, PAGE, CONTENT, "<< >>" },
      YX_PDF_REFUSED_SIGNED },
    { { "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>", PAGES, PAGE, CONTENT,
        "<< /FT /Sig /T (a) /V << >> >>" },
      YX_PDF_REFUSED_SIGNED },
    { { "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>", PAGES, PAGE, CONTENT,
        "<< /FT /Sig /T (a) >>" },
      YX_PDF_TAKEN },
    { { CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>", "null", "null" }, YX_PDF_REFUSED_NO_PAGE },
    { { CATALOG, PAGES, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", CONTENT }, YX_PDF_REFUSED_DAMAGED },
    { { "<< /Type /Catalog >>", PAGES, PAGE, CONTENT }, YX_PDF_REFUSED_DAMAGED },
    { BESIDE ("<< /Broken"), YX_PDF_REFUSED_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) document = yx_sample_by_hand (cases[i].objects, "/Root 1 0 R");

      g_test_message ("case %u: %s", i, cases[i].objects[4]);
      check (document, cases[i].refusal);
    }
}

static void
test_no_pdf (void)
{
  static const struct
  {
    const char *text;
    YxPdfRefusal refusal;
  } cases[] = {
    { "", YX_PDF_REFUSED_EMPTY },
    { "%PDF", YX_PDF_REFUSED_NO_PDF },
    { "\n%PDF-1.7\n1 0 obj\n", YX_PDF_REFUSED_NO_PDF },
    { "PK\003\004 an office document", YX_PDF_REFUSED_NO_PDF },
    { "%PDF-1.7\n", YX_PDF_REFUSED_DAMAGED },
    { "%PDF-1.7\n1 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n", YX_PDF_REFUSED_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) document = g_bytes_new_static (cases[i].text, strlen (cases[i].text));

      check (document, cases[i].refusal);
    }
}

/* A document of so many bytes exactly: one stream is as long as need be. */
static GBytes *
make_long (gsize size)
{
  gsize length = size - 1000;
  GBytes *document = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *filling = g_strnfill (length, ' ');
      g_autofree char *stream
          = g_strdup_printf ("<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", length, filling);
      const char *const objects[] = { CATALOG, PAGES, PAGE, stream, NULL };

      g_clear_pointer (&document, g_bytes_unref);
      document = yx_sample_by_hand (objects, "/Root 1 0 R");
      length += size - g_bytes_get_size (document);
    }
  g_assert_cmpuint (g_bytes_get_size (document), ==, size);
  return document;
}

static void
test_size (void)
{
  g_autoptr (GBytes) largest = make_long (YX_PDF_MAX_SIZE);
  g_autoptr (GBytes) larger = make_long (YX_PDF_MAX_SIZE + 1);

  check (largest, YX_PDF_TAKEN);
  check (larger, YX_PDF_REFUSED_TOO_LARGE);
}

static void
test_complex (void)
{
  g_autoptr (GString) kids = g_string_new ("<< /Type /Pages /Count 2001 /Kids [");
  g_autofree char *nested = g_strnfill (200, '[');
  const char *deep[] = { CATALOG, PAGES, PAGE, CONTENT, NULL, NULL };
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GBytes) pages = NULL;

  deep[4] = nested;
  document = yx_sample_by_hand (deep, "/Root 1 0 R");
  check (document, YX_PDF_REFUSED_TOO_COMPLEX);
  for (guint i = 0; i < 2001; i++)
    g_string_append_printf (kids, "%u 0 R ", i + 3);
  g_string_append (kids, "] >>");
  g_ptr_array_add (objects, (gpointer) CATALOG);
  g_ptr_array_add (objects, kids->str);
  for (guint i = 0; i < 2001; i++)
    g_ptr_array_add (objects, (gpointer) "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");
  g_ptr_array_add (objects, NULL);
  pages = yx_sample_by_hand ((const char *const *) objects->pdata, "/Root 1 0 R");
  check (pages, YX_PDF_REFUSED_TOO_COMPLEX);
}

/* Cut anywhere, a document is never taken, and nothing crashes. */
static void
test_cut (void)
{
  g_autoptr (GBytes) whole = yx_sample_file ("unsigned", "pdftex-object-streams.pdf");
  gsize size = g_bytes_get_size (whole);

  for (gsize length = 1; length + 8 < size; length += size / 100)
    {
      g_autoptr (GBytes) document = g_bytes_new_from_bytes (whole, 0, length);

      g_assert_cmpint (yx_pdf_intake (document), !=, YX_PDF_TAKEN);
    }
}

/* A signature counts in whatever revision it is, even when a later one takes it away. */
static void
test_signed (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) stamped = NULL;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  stamped = yx_sample_stamp (base, &cast);
  check (base, YX_PDF_TAKEN);
  check (prepared, YX_PDF_TAKEN);
  check (twice, YX_PDF_REFUSED_SIGNED);
  check (stamped, YX_PDF_REFUSED_SIGNED);
}

static void
test_signature_removed (void)
{
  const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>", PAGES, PAGE,
                                  CONTENT, "<< /FT /Sig /T (a) /V << >> >>", NULL };
  g_autoptr (GBytes) base = yx_sample_by_hand (objects, "/Root 1 0 R");
  static const char field[] = "5 0 obj\n<< /FT /Sig /T (a) >>\nendobj\n";
  gsize size = g_bytes_get_size (base);
  g_autofree char *text = g_strdup_printf ("%sxref\n5 1\n%010" G_GSIZE_FORMAT
                                           " 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %" G_GSIZE_FORMAT
                                           " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                                           field, size, yx_sample_find (base, "xref\n0", 0), size + strlen (field));
  g_autoptr (GBytes) appended = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) document = yx_sample_join (base, appended);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yx_pdf_document_n_revisions (opened), ==, 2);
  check (document, YX_PDF_REFUSED_SIGNED);
}

/* Files that other programs made: tests/data/pdf/make.sh. */
static void
test_files (void)
{
  static const struct
  {
    const char *name;
    YxPdfRefusal refusal;
  } cases[] = {
    { "encrypted-aes256.pdf", YX_PDF_REFUSED_ENCRYPTED }, { "encrypted-aes128.pdf", YX_PDF_REFUSED_ENCRYPTED },
    { "encrypted-rc4.pdf", YX_PDF_REFUSED_ENCRYPTED },    { "attachment.pdf", YX_PDF_REFUSED_ATTACHMENT },
    { "script.pdf", YX_PDF_REFUSED_SCRIPT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) document = yx_sample_file ("refused", cases[i].name);

      check (document, cases[i].refusal);
    }
}

/* Each reason has a code and words of its own. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = YX_PDF_TAKEN; i <= YX_PDF_REFUSED_EXTERNAL; i++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) yx_pdf_refusal_nick ((YxPdfRefusal) i)));
      g_assert_true (g_hash_table_add (seen, (gpointer) yx_pdf_refusal_words ((YxPdfRefusal) i)));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/pdf/intake/content", test_content);
  g_test_add_func ("/pdf/intake/no-pdf", test_no_pdf);
  g_test_add_func ("/pdf/intake/size", test_size);
  g_test_add_func ("/pdf/intake/complex", test_complex);
  g_test_add_func ("/pdf/intake/cut", test_cut);
  g_test_add_func ("/pdf/intake/signed", test_signed);
  g_test_add_func ("/pdf/intake/signature-removed", test_signature_removed);
  g_test_add_func ("/pdf/intake/files", test_files);
  g_test_add_func ("/pdf/intake/words", test_words);
  return g_test_run ();
}
