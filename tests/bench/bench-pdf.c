/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-pdf.h"

#include <cairo-pdf.h>
#include <string.h>

#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-sizes.h"

#define LINES 40
#define LINE_LENGTH 32
#define FIRST_HAN 0x4e00
#define N_HAN 1200 /* how many characters the lines choose from */

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_page (cairo_t *cr, GRand *random)
{
  for (guint line = 0; line < LINES; line++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < LINE_LENGTH; i++)
        g_string_append_unichar (text, (gunichar)g_rand_int_range (random, FIRST_HAN, FIRST_HAN + N_HAN));
      cairo_move_to (cr, 72, 72 + line * 12);
      cairo_show_text (cr, text->str);
    }
  cairo_show_page (cr);
}

/* Chinese text with its subset of a font, like a contract, no two alike. */
static GBytes *
make_document (guint seed, guint n_pages)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, out, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "AR PL UMing CN", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 10.5);
  for (guint i = 0; i < n_pages; i++)
    draw_page (cr, random);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
make_sized (guint seed, gsize size)
{
  GBytes *document = NULL;

  for (guint n_pages = 1; document == NULL || g_bytes_get_size (document) < size; n_pages++)
    {
      g_clear_pointer (&document, g_bytes_unref);
      document = make_document (seed, n_pages);
    }
  return document;
}

/* The document with its places and the enterprise's seal on it. */
static GBytes *
make_sealed (const YxSampleCast *cast, GBytes *seal, guint seed, gsize size)
{
  static const char *const number[] = { "220000000017", NULL };
  const YxPdfSigning what
    = { "yx.employer", YX_TEST_NOW, seal, number, NULL, &cast->employer->signer };
  g_autoptr (GBytes) base = make_sized (seed, size);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) appended = yx_pdf_sign (prepared, &what, &error);

  g_assert_no_error (error);
  return yx_sample_join (prepared, appended);
}

static GBytes *
make_seal (void)
{
  const YxSealFace face
      = { .kind = YX_SEAL_UNIT, .measures = yx_seal_measures (YX_SEAL_UNIT, YX_UNIT_LIMITED), .name = "长春示例有限公司",
          .uscc = "91350100M000100Y43" };
  g_autoptr (GError) error = NULL;
  GBytes *seal = yx_seal_pdf (&face, &error);

  g_assert_no_error (error);
  return seal;
}

void
bench_pdf_sign (guint runs, gsize size, BenchSamples *samples, gsize *document_size)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) seal = make_seal ();
  g_autoptr (GBytes) mark = yx_sample_picture (226, 85, 1);

  yx_sample_cast_init (&cast);
  for (guint i = 0; i < runs; i++)
    {
      const YxPdfSigning what = { "yx.worker", YX_TEST_NOW, mark, NULL, NULL, &cast.worker->signer };
      g_autoptr (GBytes) sealed = make_sealed (&cast, seal, i, size);
      g_autoptr (GBytes) appended = NULL;
      g_autoptr (GError) error = NULL;
      BenchRun run;

      bench_run_begin (&run);
      appended = yx_pdf_sign (sealed, &what, &error);
      bench_run_end (&run, samples);
      g_assert_no_error (error);
      *document_size = g_bytes_get_size (sealed);
    }
}

void
bench_pdf_judge (guint runs, gsize size, BenchSamples *samples, gsize *document_size)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) seal = make_seal ();
  YxPdfJudging by = { .now = YX_TEST_NOW + 60 * G_USEC_PER_SEC };

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GBytes) sealed = make_sealed (&cast, seal, i, size);
      g_autoptr (GBytes) twice = yx_sample_sign (sealed, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
      g_autoptr (YxVerdict) verdict = NULL;
      BenchRun run;

      bench_run_begin (&run);
      verdict = yx_pdf_judge (twice, &by);
      bench_run_end (&run, samples);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
      *document_size = g_bytes_get_size (twice);
    }
}

GBytes *
bench_pdf_prepared (guint seed, gsize size)
{
  g_autoptr (GBytes) base = make_sized (seed, size);

  return yx_sample_prepared (base);
}

GBytes *
bench_pdf_signed_twice (guint seed, gsize size, GBytes **trust)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) seal = make_seal ();
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *pem = NULL;

  yx_sample_cast_init (&cast);
  sealed = make_sealed (&cast, seal, seed, size);
  pem = yx_certificate_to_pem (yx_authority_certificate (cast.pki->root));
  *trust = g_bytes_new (pem, strlen (pem));
  return yx_sample_sign (sealed, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
}
