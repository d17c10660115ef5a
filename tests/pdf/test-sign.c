/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-pdf-picture.h"
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
  g_autofree char *path = yx_sample_save (document, "signed.pdf");
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/sign/own", test_own);
  g_test_add_func ("/pdf/sign/cross-reference-stream", test_stream);
  return g_test_run ();
}
