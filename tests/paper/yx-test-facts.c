/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-test-facts.h"

#include <glib/gstdio.h>

/* Sets a field as a person would type it. */
void
test_type (gpointer record, const char *field, const char *typed)
{
  g_autoptr (GError) error = NULL;

  yx_record_set_typed (record, field, typed, &error);
  g_assert_no_error (error);
}

YxEnterprise *
test_enterprise (void)
{
  YxEnterprise *enterprise = yx_enterprise_new ();

  test_type (enterprise, "u_name", "长春市晨曦精密机械制造有限公司");
  test_type (enterprise, "u_uscc", "91220101MA0Y1A2B3C");
  test_type (enterprise, "u_addr", "吉林省长春市高新技术产业开发区硅谷大街1198号晨曦大厦6层");
  test_type (enterprise, "u_head_kind", "legal_representative");
  test_type (enterprise, "u_head", "赵明远");
  test_type (enterprise, "u_phone", "0431-80001234");
  return enterprise;
}

YxFiling *
test_filing (void)
{
  YxFiling *filing = yx_filing_new ();

  test_type (filing, "w_name", "李想");
  test_type (filing, "w_doc_type", "居民身份证");
  test_type (filing, "w_doc_no", "11010519491231002X");
  test_type (filing, "w_phone", "13800138000");
  test_type (filing, "w_home", "吉林省长春市朝阳区人民大街5268号3栋2单元501室");
  test_type (filing, "post", "数控机床操作工程师");
  test_type (filing, "work_place", "吉林省长春市高新技术产业开发区硅谷大街1198号");
  test_type (filing, "kind", "fixed");
  test_type (filing, "from", "2026-03-01");
  test_type (filing, "to", "2029-02-28");
  test_type (filing, "employment_start", "2026-03-01");
  test_type (filing, "prob_from", "2026-03-01");
  test_type (filing, "prob_to", "2026-05-31");
  test_type (filing, "hours", "standard");
  test_type (filing, "base", "8000.00");
  test_type (filing, "prob_pay", "6800.00");
  test_type (filing, "pay_day", "15");
  test_type (filing, "si", "是");
  return filing;
}

/* Leaves a document in $YINXIN_KEEP, for people to look at. */
void
test_keep (GBytes *bytes)
{
  const char *folder = g_getenv ("YINXIN_KEEP");
  g_autofree char *name = g_strdup_printf ("%s.pdf", strrchr (g_test_get_path (), '/') + 1);
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;

  if (path)
    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

/* Runs a program with the document in the place of FILE and gives what it prints. */
char *
test_run (GBytes *document, const char *const *words)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  int fd = g_file_open_tmp ("yinxin-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document), &error);
  g_assert_no_error (error);
  for (; *words; words++)
    g_ptr_array_add (line, (gpointer) (g_str_equal (*words, "FILE") ? path : *words));
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  return g_steal_pointer (&output);
}
