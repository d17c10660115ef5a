/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-sample.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "crypto/yx-timestamp.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-timestamp.h"

const YxPdfPlace yx_sample_places[2] = {
  { "yx.employer", "甲方（用人单位）", 1, { 72, 120, 113.386, 113.386 }, { { 72, 100, 10 }, { 190, 120, 9 } } },
  { "yx.worker", "乙方（劳动者）", 1, { 330, 120, 180, 60 }, { { 330, 100, 10 } } },
};

void
yx_sample_cast_init (YxSampleCast *cast)
{
  cast->pki = yx_test_pki_new (YX_TEST_NOW);
  cast->employer = yx_test_pki_enterprise (cast->pki, "赵敏", "长春示例有限公司", "91220101MA0000001X");
  cast->worker = yx_test_pki_person (cast->pki, "李想");
}

void
yx_sample_cast_clear (YxSampleCast *cast)
{
  yx_test_user_free (cast->employer);
  yx_test_user_free (cast->worker);
  yx_test_pki_free (cast->pki);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (GByteArray *out, double width, double height)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, out, width, height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-03-01T00:00:00Z");
  return surface;
}

GBytes *
yx_sample_pages (guint n_pages)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = new_surface (out, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("Contract, page %u", i + 1);

      cairo_move_to (cr, 72, 72);
      cairo_set_font_size (cr, 14);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

/* The same with object streams and a cross-reference stream. */
GBytes *
yx_sample_stream_pages (guint n_pages)
{
  g_autoptr (GBytes) plain = yx_sample_pages (n_pages);
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *from = yx_sample_save (folder, plain, "plain.pdf");
  g_autofree char *to = g_strconcat (from, ".streams.pdf", NULL);
  const char *const arguments[] = { "qpdf", "--object-streams=generate", from, to, NULL };
  g_autofree char *output = NULL;
  char *contents = NULL;
  gsize length = 0;
  int status = 0;

  output = yx_sample_run (arguments, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (to, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

GBytes *
yx_sample_picture (double width, double height, guint variant)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = new_surface (out, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgba (cr, 0.76, 0.15, 0.18, 0.9);
  cairo_set_line_width (cr, 3 + variant);
  cairo_arc (cr, width / 2, height / 2, MIN (width, height) / 2 - 4, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

/* A file with a cross-reference table around objects that are numbered from 1. */
GBytes *
yx_sample_by_hand (const char *const *objects, const char *trailer)
{
  GString *out = g_string_new ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
  g_autoptr (GString) table = g_string_new (NULL);
  guint n = 0;

  for (n = 0; objects[n] != NULL; n++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", out->len);
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", n + 1, objects[n]);
    }
  g_string_append_printf (table, "trailer\n<< /Size %u %s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", n + 1,
                          trailer, out->len);
  g_string_append_printf (out, "xref\n0 %u\n0000000000 65535 f \n%s", n + 1, table->str);
  return g_string_free_to_bytes (out);
}

GBytes *
yx_sample_join (GBytes *document, GBytes *appended)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, g_bytes_get_data (document, NULL), (guint) g_bytes_get_size (document));
  g_byte_array_append (out, g_bytes_get_data (appended, NULL), (guint) g_bytes_get_size (appended));
  return g_byte_array_free_to_bytes (out);
}

GBytes *
yx_sample_prepared (GBytes *base)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) appended = yx_pdf_prepare (base, yx_sample_places, G_N_ELEMENTS (yx_sample_places), &error);

  g_assert_no_error (error);
  return yx_sample_join (base, appended);
}

GBytes *
yx_sample_sign (GBytes *document, const YxTestUser *user, const char *field, gint64 at, GBytes *seal)
{
  static const char *const number[] = { "220000000017", NULL };
  g_autoptr (GError) error = NULL;
  gboolean sealed = strcmp (field, "yx.employer") == 0;
  g_autoptr (GBytes) mark = sealed ? yx_sample_picture (113.386, 113.386, 0) : yx_sample_picture (226, 85, 1);
  const YxPdfSigning what = { field, at, mark, sealed ? number : NULL, seal, &user->signer };
  g_autoptr (GBytes) appended = yx_pdf_sign (document, &what, &error);

  g_assert_no_error (error);
  return yx_sample_join (document, appended);
}

GBytes *
yx_sample_token (const guint8 digest[YX_SHA256_SIZE], gpointer data, GError **error)
{
  YxSampleCast *cast = data;
  g_autoptr (GBytes) request = yx_timestamp_request (digest);
  g_autoptr (GBytes) answer = yx_timestamp_answer (&cast->pki->tsa->signer, request,
                                                   YX_TEST_NOW + 20 * G_USEC_PER_SEC, error);

  return answer != NULL ? yx_timestamp_token (answer, request, error) : NULL;
}

GBytes *
yx_sample_stamp (GBytes *document, YxSampleCast *cast)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) appended = yx_pdf_timestamp (document, yx_sample_token, cast, &error);

  g_assert_no_error (error);
  return yx_sample_join (document, appended);
}

GBytes *
yx_sample_signed_twice (YxSampleCast *cast, GBytes *base)
{
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) seal = g_bytes_new_static ("seal object", 11);
  g_autoptr (GBytes) once = yx_sample_sign (prepared, cast->employer, "yx.employer", YX_TEST_NOW, seal);

  return yx_sample_sign (once, cast->worker, "yx.worker", YX_TEST_NOW + 10 * G_USEC_PER_SEC, NULL);
}

char *
yx_sample_run (const char *const *arguments, int *status)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output,
                NULL, status, &error);
  g_assert_no_error (error);
  return output;
}

char *
yx_sample_save (const char *folder, GBytes *bytes, const char *name)
{
  char *path = yx_test_folder_path (folder, name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

gsize
yx_sample_find (GBytes *bytes, const char *text, gsize from)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *found = memmem (data + from, size - from, text, strlen (text));

  g_assert_nonnull (found);
  return (gsize) (found - data);
}

/* The last occurrence becomes another text of the same length. */
GBytes *
yx_sample_replace (GBytes *bytes, const char *text, const char *by)
{
  gsize size = 0;
  char *copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  g_assert_cmpuint (strlen (text), ==, strlen (by));
  for (gsize at = size - strlen (text);; at--)
    {
      if (memcmp (copy + at, text, strlen (text)) == 0)
        {
          memcpy (copy + at, by, strlen (by));
          return g_bytes_new_take (copy, size);
        }
      g_assert_cmpuint (at, >, 0);
    }
}

/* One of those that other programs made and tests/data/pdf keeps. */
GBytes *
yx_sample_file (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}
