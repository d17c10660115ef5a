/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"

typedef struct
{
  YxSampleCast cast;
  GBytes *base;
  GBytes *prepared;
  GBytes *once;
  GBytes *twice;
  GBytes *stamped;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer streams)
{
  yx_sample_cast_init (&fixture->cast);
  fixture->base = streams != NULL ? yx_sample_stream_pages (2) : yx_sample_pages (2);
  fixture->prepared = yx_sample_prepared (fixture->base);
  fixture->once = yx_sample_sign (fixture->prepared, fixture->cast.employer, "yx.employer", YX_TEST_NOW, NULL);
  fixture->twice = yx_sample_sign (fixture->once, fixture->cast.worker, "yx.worker", YX_TEST_NOW + G_USEC_PER_SEC, NULL);
  fixture->stamped = yx_sample_stamp (fixture->twice, &fixture->cast);
}

static void
tear_down (Fixture *fixture, gconstpointer streams)
{
  g_bytes_unref (fixture->base);
  g_bytes_unref (fixture->prepared);
  g_bytes_unref (fixture->once);
  g_bytes_unref (fixture->twice);
  g_bytes_unref (fixture->stamped);
  yx_sample_cast_clear (&fixture->cast);
}

static YxVerdict *
judge (Fixture *fixture, GBytes *document)
{
  const YxPdfJudging by = { fixture->cast.pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };

  return yx_pdf_judge (document, &by);
}

static YxVerdictStatus
status (Fixture *fixture, GBytes *document)
{
  g_autoptr (YxVerdict) verdict = judge (fixture, document);

  return verdict->status;
}

/* Changes one byte, judges, changes it back. */
static void
check_byte (Fixture *fixture, guint8 *bytes, gsize size, gsize at, guint8 by)
{
  g_autoptr (GBytes) document = NULL;
  g_autoptr (YxVerdict) verdict = NULL;

  bytes[at] ^= by;
  document = g_bytes_new_static (bytes, size);
  verdict = judge (fixture, document);
  if (verdict->status == YX_VERDICT_PASSED)
    g_error ("byte %" G_GSIZE_FORMAT " xor %u passed", at, by);
  bytes[at] ^= by;
}

static void
test_anywhere (Fixture *fixture, gconstpointer streams)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260301);
  GBytes *documents[] = { fixture->twice, fixture->stamped };

  for (guint d = 0; d < G_N_ELEMENTS (documents); d++)
    {
      gsize size = g_bytes_get_size (documents[d]);
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (documents[d], NULL), size);

      g_assert_cmpint (status (fixture, documents[d]), ==, YX_VERDICT_PASSED);
      for (guint i = 0; i < 500; i++)
        check_byte (fixture, bytes, size, (gsize) g_rand_int_range (random, 0, (gint32) size),
                    (guint8) g_rand_int_range (random, 1, 256));
    }
}

/* Every byte from each cross-reference section to the end of its revision. */
static void
test_sections (Fixture *fixture, gconstpointer streams)
{
  gsize size = g_bytes_get_size (fixture->twice);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (fixture->twice, NULL), size);
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (fixture->twice, NULL, NULL);

  for (guint r = 1; r <= yx_pdf_document_n_revisions (document); r++)
    {
      gsize end = yx_pdf_document_revision_end (document, r);
      gsize at = end;

      while (at > 0 && memcmp (bytes + at, "startxref", 9) != 0)
        at--;
      at = (gsize) g_ascii_strtoull ((char *) bytes + at + 10, NULL, 10);
      for (; at < end; at++)
        check_byte (fixture, bytes, size, at, at % 2 == 0 ? 0x20 : 1);
    }
}

/* What no signature covers is the last one's own value: every digit of it, its padding in
 * steps. */
static void
test_contents (Fixture *fixture, gconstpointer streams)
{
  g_autoptr (GBytes) stamped = yx_sample_stamp (fixture->prepared, &fixture->cast);
  GBytes *documents[] = { fixture->once, stamped };

  for (guint d = 0; d < G_N_ELEMENTS (documents); d++)
    {
      gsize size = g_bytes_get_size (documents[d]);
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (documents[d], NULL), size);
      gsize at = size;
      gsize filled = 0;

      g_assert_cmpint (status (fixture, documents[d]), ==, YX_VERDICT_PASSED);
      while (memcmp (bytes + at - 10, "/Contents ", 10) != 0)
        at--;
      for (filled = YX_PDF_RESERVE; bytes[at + filled] == '0'; filled--)
        ;
      g_assert_cmpuint (filled, >, 1000);
      for (gsize i = 0; i <= YX_PDF_RESERVE + 1; i += i >= filled + 8 ? 253 : 1)
        check_byte (fixture, bytes, size, at + i, i % 3 == 0 ? 0x20 : 1);
      check_byte (fixture, bytes, size, at + YX_PDF_RESERVE + 1, 1);
    }
}

static void
test_appended (Fixture *fixture, gconstpointer streams)
{
  static const char *const tails[] = { "\n", " ", "%", "x", "\n1 0 obj\n<< >>\nendobj\n",
                                       "\n99 0 obj\n<< >>\nendobj\nstartxref\n9\n%%EOF\n" };
  GBytes *documents[] = { fixture->once, fixture->twice, fixture->stamped };

  for (guint d = 0; d < G_N_ELEMENTS (documents); d++)
    for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
      {
        g_autoptr (GBytes) tail = g_bytes_new_static (tails[i], strlen (tails[i]));
        g_autoptr (GBytes) document = yx_sample_join (documents[d], tail);

        g_assert_cmpint (status (fixture, document), ==, YX_VERDICT_FAILED);
      }
}

static void
test_cut (Fixture *fixture, gconstpointer streams)
{
  gsize size = g_bytes_get_size (fixture->stamped);
  gsize step = size / 200;

  for (gsize length = 0; length < size; length += step)
    {
      g_autoptr (GBytes) document = g_bytes_new_from_bytes (fixture->stamped, 0, length);

      g_assert_cmpint (status (fixture, document), !=, YX_VERDICT_PASSED);
    }
}

static GBytes *
piece (GBytes *document, GBytes *before)
{
  gsize start = g_bytes_get_size (before);

  return g_bytes_new_from_bytes (document, start, g_bytes_get_size (document) - start);
}

static void
test_swapped (Fixture *fixture, gconstpointer streams)
{
  g_autoptr (GBytes) first = piece (fixture->once, fixture->prepared);
  g_autoptr (GBytes) second = piece (fixture->twice, fixture->once);
  g_autoptr (GBytes) third = piece (fixture->stamped, fixture->twice);
  g_autoptr (GBytes) a = yx_sample_join (fixture->prepared, second);
  g_autoptr (GBytes) b = yx_sample_join (a, first);
  g_autoptr (GBytes) c = yx_sample_join (fixture->once, third);
  g_autoptr (GBytes) d = yx_sample_join (c, second);
  GBytes *documents[] = { a, b, c, d };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    g_assert_cmpint (status (fixture, documents[i]), !=, YX_VERDICT_PASSED);
}

static void
test_untrusted (Fixture *fixture, gconstpointer streams)
{
  const YxPdfJudging by = { NULL, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (fixture->stamped, &by);

  g_assert_cmpint (verdict->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (verdict, "NO_CERTIFICATE_CHAIN_FOUND"));
}

static void
test_unsigned (Fixture *fixture, gconstpointer streams)
{
  g_autoptr (YxVerdict) verdict = judge (fixture, fixture->prepared);

  g_assert_cmpint (verdict->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (verdict, "no-signature"));
}

static void
add (const char *name, gboolean streams, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/pdf/tamper/%s/%s", streams ? "stream" : "table", name);

  g_test_add (path, Fixture, streams ? "streams" : NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int streams = 0; streams < 2; streams++)
    {
      add ("anywhere", streams, test_anywhere);
      add ("sections", streams, test_sections);
      if (!streams)
        add ("contents", streams, test_contents);
      add ("appended", streams, test_appended);
      add ("cut", streams, test_cut);
      add ("swapped", streams, test_swapped);
      add ("untrusted", streams, test_untrusted);
      add ("unsigned", streams, test_unsigned);
    }
  return g_test_run ();
}
