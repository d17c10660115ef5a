/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-prepare.h"

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-sample.h"

static GBytes *
prepare_in (const char *language, GError **error)
{
  g_autoptr (GBytes) base = yx_sample_pages (1);

  return yx_pdf_prepare_in (base, language, yx_sample_places, G_N_ELEMENTS (yx_sample_places), error);
}

static void
test_stated (void)
{
  static const char *const languages[] = { "zh-CN", "en", "ii-Yiii-CN" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) appended = prepare_in (languages[i], &error);
      g_autofree char *entry = g_strdup_printf ("/Lang (%s)", languages[i]);

      g_assert_no_error (error);
      g_assert_cmpuint (yx_sample_find (appended, entry, 0), <, g_bytes_get_size (appended));
    }
}

static void
test_unstated (void)
{
  g_autoptr (GBytes) appended = prepare_in (NULL, NULL);

  g_assert_null (g_strstr_len (g_bytes_get_data (appended, NULL), (gssize) g_bytes_get_size (appended), "/Lang"));
}

static void
test_refused (void)
{
  static const char *const languages[]
    = { "", "zh CN", "zh)", "zh_CN", "中文", "a-name-of-a-language-that-is-far-too-long" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (prepare_in (languages[i], &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_CONTENT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/language/stated", test_stated);
  g_test_add_func ("/pdf/language/unstated", test_unstated);
  g_test_add_func ("/pdf/language/refused", test_refused);
  return g_test_run ();
}
