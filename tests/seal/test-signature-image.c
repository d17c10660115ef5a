/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-signature-image.h"

#include <string.h>

#include "seal/yx-seal-error.h"

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
test_pdf (void)
{
  const struct { const char *name; const char *box; } rows[] = {
    { "李想", "/MediaBox [ 0 0 62.362205 39.685039 ]" },
    { "欧阳志强", "/MediaBox [ 0 0 113.385827 39.685039 ]" },
    { "买买提·艾山江·阿卜杜热依木", "/MediaBox [ 0 0 170.07874 39.685039 ]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = yx_signature_image_pdf (rows[i].name, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      again = yx_signature_image_pdf (rows[i].name, &error);
      g_assert_true (g_bytes_equal (pdf, again));
      g_assert_true (contains (pdf, rows[i].box));
      g_assert_false (contains (pdf, "/Font"));
      g_assert_cmpuint (g_bytes_get_size (pdf), <, 12 * 1024);
    }
}

static void
test_refused (void)
{
  const char *const names[] = { "", "\xff", "李\U00013000",
                                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_signature_image_pdf (names[i], &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/signature-image/pdf", test_pdf);
  g_test_add_func ("/seal/signature-image/refused", test_refused);
  return g_test_run ();
}
