/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-files.h"
#include "desk/document/yx-document-view.h"
#include "desk/verify/yx-verify-report.h"
#include "desk/verify/yx-verify-window.h"
#include "desk/window/yx-application.h"
#include "flow/yx-flow-verify.h"
#include "flow/yx-verdict-facts.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-wait.h"
#include "look.h"
#include "yinxin-desk-resources.h"

#define LONG 30000 /* milliseconds */

static GBytes *
read_root (void)
{
  g_autofree char *path = sample_path ("signed/root.pem");
  g_autoptr (GError) error = NULL;
  GBytes *trust = yx_flow_read_trust (path, &error);

  g_assert_no_error (error);
  return trust;
}

static YxVerified *
verify (const char *name, GBytes *trust)
{
  g_autofree char *path = sample_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  YxVerified *verified = yx_verify (file, trust, NULL, &error);

  g_assert_no_error (error);
  return verified;
}

/* The verdict is about exactly the bytes that are shown. */
static void
test_job (void)
{
  g_autoptr (GBytes) trust = read_root ();
  g_autoptr (YxVerified) passed = verify ("signed/poppler.pdf", trust);
  g_autoptr (YxVerified) open = verify ("signed/poppler.pdf", NULL);
  g_autoptr (YxVerified) failed = verify ("source/contract.svg", trust);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, passed->bytes);

  g_assert_cmpint (passed->verdict->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpint (open->verdict->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_cmpint (failed->verdict->status, ==, YX_VERDICT_FAILED);
  g_assert_cmpstr (sha256, ==, passed->verdict->sha256);
}

static void
test_no_file (void)
{
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/contract.pdf");
  g_autoptr (GFile) elsewhere = g_file_new_for_uri ("https://example.org/contract.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_verify (missing, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (yx_verify (elsewhere, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* More than the judge takes is not even given to it. */
static void
test_too_large (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "large.pdf");
  g_autofree char *bytes = g_malloc0 (21 * 1024 * 1024);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (YxVerified) verified = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, 21 * 1024 * 1024, &error);
  g_assert_no_error (error);
  verified = yx_verify (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yx_verdict_has_reason (verified->verdict, "unreadable"));
}

static void
test_trust_adds_up (void)
{
  g_autoptr (GBytes) root = read_root ();
  g_autoptr (GBytes) twice = yx_verify_join_trust (root, root);
  g_autoptr (GBytes) once = yx_verify_join_trust (NULL, root);
  g_autoptr (GBytes) none = yx_verify_join_trust (NULL, NULL);
  g_autoptr (YxVerified) by_twice = verify ("signed/poppler.pdf", twice);
  g_autoptr (YxVerified) by_once = verify ("signed/poppler.pdf", once);

  g_assert_cmpint (by_twice->verdict->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpint (by_once->verdict->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
}

static void
test_names_files (void)
{
  g_autoptr (GFile) path = yx_verify_file ("/tmp/合同.pdf");
  g_autoptr (GFile) uri = yx_verify_file ("file:///tmp/%E5%90%88%E5%90%8C.pdf");

  g_assert_true (g_file_equal (path, uri));
}

/* A report says all: what file, what was found, who signed, what is trusted; and nothing in the file can add a line. */
static void
test_report (void)
{
  g_autoptr (GBytes) trust = read_root ();
  g_autoptr (YxVerified) verified = verify ("signed/poppler-twice.pdf", trust);
  g_autofree char *report = NULL;
  const char *found[6];
  const YxVerdictSignature *first;

  g_assert_cmpuint (verified->verdict->signatures->len, >=, 1);
  first = verified->verdict->signatures->pdata[0];
  report = yx_verify_report (verified->verdict, "contract\nVerified: yes.pdf", trust, G_GINT64_CONSTANT (1772323200000000));
  found[0] = verified->verdict->sha256;
  found[1] = first->signer_name;
  found[2] = first->signer_fingerprint;
  found[3] = "2026-03-01 08:00";
  found[4] = "Trusted certificates";
  found[5] = verified->verdict->reasons->len > 0 ? verified->verdict->reasons->pdata[0] : "Confirmed";
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_nonnull (strstr (report, found[i]));
  g_assert_null (strstr (report, "\nVerified: yes"));
  g_assert_true (g_utf8_validate (report, -1, NULL));
}

/* Nothing that is failed or open is shown as confirmed, whatever else is said. */
static void
test_statuses (void)
{
  static const struct
  {
    YxVerdictStatus document;
    gboolean valid;
    const char *trust;
    gboolean changed;
    gboolean entitled;
    YxVerdictStatus shown;
  } table[] = {
    { YX_VERDICT_PASSED, TRUE, "trusted", FALSE, TRUE, YX_VERDICT_PASSED },
    { YX_VERDICT_PASSED, FALSE, "trusted", FALSE, TRUE, YX_VERDICT_FAILED },
    { YX_VERDICT_INDETERMINATE, TRUE, "unknown", FALSE, TRUE, YX_VERDICT_INDETERMINATE },
    { YX_VERDICT_INDETERMINATE, TRUE, "trusted", FALSE, TRUE, YX_VERDICT_INDETERMINATE },
    { YX_VERDICT_FAILED, TRUE, "trusted", FALSE, TRUE, YX_VERDICT_INDETERMINATE },
    { YX_VERDICT_FAILED, TRUE, "trusted", TRUE, TRUE, YX_VERDICT_FAILED },
    { YX_VERDICT_FAILED, TRUE, "trusted", FALSE, FALSE, YX_VERDICT_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
      YxVerdictSignature *signature = yx_verdict_add_signature (verdict, "yx.employer");

      verdict->status = table[i].document;
      signature->valid = table[i].valid;
      g_free (signature->trust);
      signature->trust = g_strdup (table[i].trust);
      if (table[i].changed)
        yx_verdict_signature_add_change (signature, 3, 7, "/Pages", FALSE);
      yx_verdict_signature_set_seal (signature, "sea_x", 1, "unit", "公章", table[i].entitled);
      g_assert_cmpint (yx_verdict_signature_status (verdict, signature), ==, table[i].shown);
    }
}

static void
add_party (YxVerdict *verdict, const char *organisation, const char *name)
{
  YxVerdictSignature *signature = yx_verdict_add_signature (verdict, "field");

  signature->signer_name = g_strdup (name);
  signature->signer_organisation = g_strdup (organisation);
}

static void
test_headlines (void)
{
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  g_autofree char *failed = NULL;

  add_party (verdict, "长春示例公司", "赵明远");
  add_party (verdict, "长春示例公司", "唐芳春");
  one = yx_verdict_headline (verdict);
  g_assert_cmpstr (one, ==, "Signed by 长春示例公司, and not changed since");
  add_party (verdict, NULL, "李想");
  two = yx_verdict_headline (verdict);
  g_assert_cmpstr (two, ==, "Signed by 长春示例公司 and 李想, and not changed since");
  add_party (verdict, NULL, "王小燕");
  three = yx_verdict_headline (verdict);
  g_assert_cmpstr (three, ==, "Signed by 长春示例公司, 李想 and 王小燕, and not changed since");
  yx_verdict_lower (verdict, YX_VERDICT_FAILED, "digest-mismatch");
  failed = yx_verdict_headline (verdict);
  g_assert_cmpstr (failed, ==, "Don't rely on this document");
}

static gboolean
is_done (gpointer window)
{
  return yx_verify_window_get_done (window);
}

/* The verdict has a colour, and words that are heard; each signature has a card. */
static void
test_window (void)
{
  static const struct
  {
    const char *name;
    gboolean trusting;
    const char *style;
    guint cards;
  } table[] = {
    { "signed/poppler.pdf", TRUE, "passed", 1 },      { "signed/poppler.pdf", FALSE, "open", 1 },
    { "unsigned/mutool.pdf", TRUE, "open", 0 },       { "source/contract.svg", TRUE, "failed", 0 },
    { "refused/encrypted-aes256.pdf", TRUE, "failed", 0 }, { "signed/openssl-twice.pdf", TRUE, NULL, 2 },
  };
  g_autoptr (GBytes) root = read_root ();

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = sample_path (table[i].name);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      YxVerifyWindow *window = yx_verify_window_new (NULL, file, table[i].trusting ? root : NULL);
      GtkWidget *verdict;

      gtk_window_present (GTK_WINDOW (window));
      g_assert_true (yx_test_wait (is_done, window, LONG));
      verdict = look_for_class (GTK_WIDGET (window), "verdict-card");
      if (table[i].style != NULL)
        g_assert_true (gtk_widget_has_css_class (verdict, table[i].style));
      g_assert_cmpuint (count_class (GTK_WIDGET (window), "signature-card"), ==, table[i].cards);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Closed in the middle of it. */
static void
test_closed (void)
{
  g_autofree char *path = sample_path ("signed/poppler-thrice.pdf");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (int i = 0; i < 10; i++)
    {
      YxVerifyWindow *window = yx_verify_window_new (NULL, file, NULL);

      gtk_window_present (GTK_WINDOW (window));
      for (int k = 0; k < i * 3; k++)
        g_main_context_iteration (NULL, FALSE);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
note_windows (GApplication *application, GFile **files, int n, const char *hint, gpointer data)
{
  guint *seen = data;

  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (application)); at != NULL; at = at->next)
    *seen += YX_IS_VERIFY_WINDOW (at->data) ? 1 : 0;
  g_application_quit (application);
}

/* `yinxin A.pdf B.pdf` verifies both, each in a window of its own. */
static void
test_command_line (void)
{
  g_autoptr (YxApplication) application = yx_application_new ();
  g_autofree char *one = sample_path ("signed/poppler.pdf");
  g_autofree char *other = sample_path ("signed/mutool.pdf");
  char *arguments[] = { (char *) "yinxin", one, other, NULL };
  guint seen = 0;

  g_signal_connect_after (application, "open", G_CALLBACK (note_windows), &seen);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 3, arguments), ==, 0);
  g_assert_cmpuint (seen, ==, 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add_func ("/desk/verify/job", test_job);
  g_test_add_func ("/desk/verify/no-file", test_no_file);
  g_test_add_func ("/desk/verify/too-large", test_too_large);
  g_test_add_func ("/desk/verify/trust-adds-up", test_trust_adds_up);
  g_test_add_func ("/desk/verify/names-files", test_names_files);
  g_test_add_func ("/desk/verify/report", test_report);
  g_test_add_func ("/desk/verify/statuses", test_statuses);
  g_test_add_func ("/desk/verify/headlines", test_headlines);
  g_test_add_func ("/desk/verify/window", test_window);
  g_test_add_func ("/desk/verify/closed", test_closed);
  g_test_add_func ("/desk/verify/command-line", test_command_line);
  return g_test_run ();
}
