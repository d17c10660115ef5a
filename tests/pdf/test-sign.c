/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-pdf-picture.h"
#include "pdf/yx-pdf-timestamp.h"
#include "pdf/yx-sample.h"

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* What programs of others say of a file with so many signatures. */
static void
check_with_others (GBytes *document, guint n_valid)
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
  g_assert_cmpuint (count (said, "Signature is Valid"), ==, n_valid);
  checked = yx_sample_run (qpdf, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_null (strstr (checked, "WARNING"));
}

static void
judge_as_passed (YxSampleCast *cast, GBytes *document, guint n_signatures)
{
  const YxPdfJudging by = { cast->pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

  for (guint i = 0; i < verdict->reasons->len; i++)
    g_test_message ("reason %s", (char *) verdict->reasons->pdata[i]);
  g_assert_cmpstr (yx_verdict_status_nick (verdict->status), ==, "passed");
  g_assert_cmpuint (verdict->reasons->len, ==, 0);
  g_assert_cmpuint (verdict->signatures->len, ==, n_signatures);
}

static void
sign_twice_and_stamp (GBytes *base)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stamped = NULL;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  g_assert_cmpint (memcmp (g_bytes_get_data (twice, NULL), g_bytes_get_data (base, NULL), g_bytes_get_size (base)), ==,
                   0);
  check_with_others (twice, 2);
  judge_as_passed (&cast, twice, 2);
  stamped = yx_sample_stamp (twice, &cast);
  check_with_others (stamped, 2);
  judge_as_passed (&cast, stamped, 3);
}

static void
test_own (void)
{
  g_autoptr (GBytes) base = yx_sample_pages (3);

  sign_twice_and_stamp (base);
}

static void
test_stream (void)
{
  g_autoptr (GBytes) base = yx_sample_stream_pages (3);

  sign_twice_and_stamp (base);
}

/* openssl takes the token for what the range covers (RFC 3161). */
static void
test_token (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GBytes) padded = NULL;
  g_autoptr (GByteArray) covered = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;
  g_autofree char *pem = NULL;
  g_autofree char *said = NULL;
  g_autofree guint8 *der = g_malloc (YX_PDF_RESERVE / 2);
  g_autofree char *hex = NULL;
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_auto (GStrv) paths = g_new0 (char *, 5);
  g_autoptr (GBytes) root = NULL;
  g_autoptr (GBytes) issuing = NULL;
  gsize contents = 0;
  gsize size = 0;
  const char *bytes = NULL;
  int status = 0;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  stamped = yx_sample_stamp (twice, &cast);
  bytes = g_bytes_get_data (stamped, &size);
  contents = yx_sample_find (stamped, "/Contents <", g_bytes_get_size (twice)) + strlen ("/Contents ");
  g_byte_array_append (covered, (const guint8 *) bytes, (guint) contents);
  g_byte_array_append (covered, (const guint8 *) bytes + contents + YX_PDF_RESERVE + 2,
                       (guint) (size - contents - YX_PDF_RESERVE - 2));
  data = g_bytes_new (covered->data, covered->len);
  hex = g_strndup (bytes + contents + 1, YX_PDF_RESERVE);
  g_assert_true (yx_hex_parse (hex, der, YX_PDF_RESERVE / 2));
  padded = g_bytes_new (der, YX_PDF_RESERVE / 2);
  token = yx_cms_trim (padded, NULL);
  g_assert_nonnull (token);
  pem = yx_certificate_to_pem (yx_authority_certificate (cast.pki->root));
  root = g_bytes_new (pem, strlen (pem));
  g_free (pem);
  pem = yx_certificate_to_pem (yx_authority_certificate (cast.pki->issuing));
  issuing = g_bytes_new (pem, strlen (pem));
  paths[0] = yx_sample_save (folder, data, "data");
  paths[1] = yx_sample_save (folder, token, "token");
  paths[2] = yx_sample_save (folder, root, "root.pem");
  paths[3] = yx_sample_save (folder, issuing, "issuing.pem");
  {
    const char *const arguments[] = { "openssl", "ts", "-verify", "-data", paths[0], "-in", paths[1], "-token_in",
                                      "-CAfile", paths[2], "-untrusted", paths[3], "-attime", "1772323300", NULL };

    said = yx_sample_run (arguments, &status);
  }
  g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) a = yx_sample_prepared (base);
  g_autoptr (GBytes) b = yx_sample_prepared (base);

  g_assert_true (g_bytes_equal (a, b));
}

/* What can't be signed is refused with its reason. */
static void
test_refused (void)
{
  static const char *const long_line[] = { "12345678901234567", NULL };
  static const char *const chinese[] = { "甲方", NULL };
  static const char *const many[] = { "1", "2", NULL };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) two_pages = yx_sample_pages (2);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;

  yx_sample_cast_init (&cast);
  once = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  {
    const struct
    {
      GBytes *document;
      const char *field;
      const char *const *captions;
      GBytes *mark;
      YxPdfError code;
    } cases[] = {
      { once, "yx.worker", NULL, NULL, YX_PDF_ERROR_PLACE },
      { prepared, "yx.head", NULL, NULL, YX_PDF_ERROR_PLACE },
      { prepared, "yx.employer", long_line, NULL, YX_PDF_ERROR_CONTENT },
      { prepared, "yx.employer", chinese, NULL, YX_PDF_ERROR_CONTENT },
      { prepared, "yx.employer", many, NULL, YX_PDF_ERROR_CONTENT },
      { prepared, "yx.worker", many, NULL, YX_PDF_ERROR_CONTENT },
      { prepared, "yx.worker", NULL, two_pages, YX_PDF_ERROR_LIMIT },
      { prepared, "yx.worker", NULL, garbage, YX_PDF_ERROR_UNREADABLE },
      { garbage, "yx.worker", NULL, NULL, YX_PDF_ERROR_UNREADABLE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        const YxPdfSigning what = { cases[i].field, YX_TEST_NOW, cases[i].mark, cases[i].captions, NULL,
                                    &cast.worker->signer };
        g_autoptr (GError) error = NULL;

        g_test_message ("case %u", i);
        g_assert_null (yx_pdf_sign (cases[i].document, &what, &error));
        g_assert_error (error, YX_PDF_ERROR, (int) cases[i].code);
      }
  }
}

static GBytes *
sign_too_long (const guint8 digest[YX_SHA256_SIZE], gpointer data, GError **error)
{
  return g_bytes_new_take (g_malloc0 (YX_PDF_RESERVE / 2 + 1), YX_PDF_RESERVE / 2 + 1);
}

static GBytes *
sign_not (const guint8 digest[YX_SHA256_SIZE], gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer");
  return NULL;
}

static void
test_no_token (void)
{
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_pdf_timestamp (base, sign_too_long, NULL, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_NO_ROOM);
  g_clear_error (&error);
  g_assert_null (yx_pdf_timestamp (base, sign_not, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_places_refused (void)
{
  const YxPdfPlace wrong[] = {
    { "", NULL, 1, { 10, 10, 50, 50 } },
    { "a.b.c", NULL, 1, { 10, 10, 50, 50 } },
    { "a b", NULL, 1, { 10, 10, 50, 50 } },
    { "a", NULL, 2, { 10, 10, 50, 50 } },
    { "a", NULL, 0, { 10, 10, 50, 50 } },
    { "a", NULL, 1, { 10, 10, 0, 50 } },
    { "a", NULL, 1, { 580, 10, 50, 50 } },
    { "a", NULL, 1, { -1, 10, 50, 50 } },
    { "a", NULL, 1, { 10, 10, 50, 50 }, { { 10, 900, 9 } } },
    { "a", NULL, 1, { 10, 10, 50, 50 }, { { 10, 90, -9 } } },
    { "a", "\xff", 1, { 10, 10, 50, 50 } },
  };
  const YxPdfPlace twice[] = { { "a", NULL, 1, { 10, 10, 50, 50 } }, { "a", NULL, 1, { 10, 10, 50, 50 } } };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("place %u", i);
      g_assert_null (yx_pdf_prepare (base, &wrong[i], 1, &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
      g_clear_error (&error);
    }
  g_assert_null (yx_pdf_prepare (base, twice, 2, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_null (yx_pdf_prepare (prepared, yx_sample_places, 1, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
  g_clear_error (&error);
  yx_sample_cast_init (&cast);
  once = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  g_assert_null (yx_pdf_prepare (once, twice, 1, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
}

/* The mark in a signed document has the digest of the page it was made of, whatever its compression. */
static void
test_picture (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  const YxPdfJudging by = { NULL, YX_TEST_NOW, NULL };
  g_autoptr (GBytes) base = yx_sample_stream_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) picture = yx_sample_picture (226, 85, 1);
  g_autoptr (GBytes) other = yx_sample_picture (226, 85, 2);
  g_autoptr (GBytes) digest = yx_pdf_picture_digest (picture, NULL);
  g_autoptr (GBytes) other_digest = yx_pdf_picture_digest (other, NULL);
  g_autofree char *hex = yx_hex (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *from = yx_sample_save (folder, picture, "picture.pdf");
  g_autofree char *to = g_strconcat (from, ".plain.pdf", NULL);
  const char *const arguments[] = { "qpdf", "--stream-data=uncompress", from, to, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) plain_digest = NULL;
  gsize length = 0;
  int status = 0;

  yx_sample_cast_init (&cast);
  document = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  verdict = yx_pdf_judge (document, &by);
  g_assert_cmpstr (((YxVerdictSignature *) verdict->signatures->pdata[0])->mark_digest, ==, hex);
  g_assert_false (g_bytes_equal (digest, other_digest));
  output = yx_sample_run (arguments, &status);
  g_assert_true (g_file_get_contents (to, &contents, &length, NULL));
  plain = g_bytes_new (contents, length);
  plain_digest = yx_pdf_picture_digest (plain, NULL);
  g_assert_true (g_bytes_equal (plain_digest, digest));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/pdf/sign/own", test_own);
  g_test_add_func ("/pdf/sign/cross-reference-stream", test_stream);
  g_test_add_func ("/pdf/sign/token", test_token);
  g_test_add_func ("/pdf/sign/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf/sign/refused", test_refused);
  g_test_add_func ("/pdf/sign/no-token", test_no_token);
  g_test_add_func ("/pdf/sign/places-refused", test_places_refused);
  g_test_add_func ("/pdf/sign/picture", test_picture);
  return g_test_run ();
}
