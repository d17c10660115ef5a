/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-json.h"
#include "judge/yx-judge-run.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-judge-keeper.h"
#include "pdf/yx-sample.h"

static void
use_program (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("YINXIN_BUILDDIR"), "src", "judge", "yinxin-judge", NULL);

  g_setenv ("YINXIN_JUDGE", path, TRUE);
}

static GBytes *
root_of (YxSampleCast *cast)
{
  char *pem = yx_certificate_to_pem (yx_authority_certificate (cast->pki->root));

  return g_bytes_new_take (pem, strlen (pem));
}

static void
test_signed (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GBytes) root = NULL;
  g_autoptr (YxVerdict) trusted = NULL;
  g_autoptr (YxVerdict) unknown = NULL;
  g_autoptr (GError) error = NULL;
  YxVerdictSignature *signature = NULL;
  YxJudgeCall call = { 0 };

  use_program ();
  yx_sample_cast_init (&cast);
  document = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  root = root_of (&cast);
  call = (YxJudgeCall) { document, root, YX_TEST_NOW + G_USEC_PER_SEC, 0 };
  trusted = yx_judge_call (&call, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (trusted->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpint (yx_verdict_last_revision (trusted, &signature), ==, YX_VERDICT_SIGNATURE);
  g_assert_cmpstr (signature->field, ==, "yx.worker");
  g_assert_cmpstr (signature->signer_name, ==, "李想");
  g_assert_cmpstr (signature->signer_capacity, ==, "personal");
  g_assert_cmpint (signature->time, ==, YX_TEST_NOW);
  g_assert_true (signature->canonical);
  g_assert_cmpstr (signature->captions[0], ==, "2026-03-01");
  g_assert_true (g_bytes_equal (signature->certificate, yx_certificate_der (cast.worker->certificate)));
  call.trust = NULL;
  unknown = yx_judge_call (&call, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unknown->status, ==, YX_VERDICT_INDETERMINATE);
}

static void
test_garbage_document (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("not a PDF", 9);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  GBytes *documents[] = { document, empty };

  use_program ();
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      const YxJudgeCall call = { documents[i], NULL, YX_TEST_NOW, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (YxVerdict) verdict = yx_judge_call (&call, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
      g_assert_true (yx_verdict_has_reason (verdict, "unreadable"));
    }
}

/* Programs that are no judge: none of them yields a verdict. */
static void
test_other_programs (void)
{
  static const char *const scripts[] = {
    "exit 1", "true", "echo nonsense", "kill -9 $$", "exec yes", "exec sleep 100",
    "echo '{\"schema\":1,\"sha256\":\"00\",\"verdict\":\"passed\",\"reasons\":[],\"signatures\":[]}'",
    "echo '{\"schema\":2}'", "echo '[]'",
  };
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *program = yx_test_folder_path (folder, "judge");
  g_autoptr (GBytes) document = g_bytes_new_static ("%PDF-", 5);
  const YxJudgeCall call = { document, NULL, YX_TEST_NOW, 700 };

  g_setenv ("YINXIN_JUDGE", program, TRUE);
  for (guint i = 0; i <= G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *text = i > 0 ? g_strdup_printf ("#!/bin/sh\n%s\n", scripts[i - 1]) : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (YxVerdict) verdict = NULL;

      if (text != NULL)
        g_assert_true (g_file_set_contents_full (program, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
      verdict = yx_judge_call (&call, NULL, &error);
      g_assert_null (verdict);
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE);
    }
}

/* Programs that speak as a keeper does and answer what is no verdict on this document, or as if it had failed. */
static void
test_other_keepers (void)
{
  static const struct
  {
    const char *answer;
    int status;
  } rows[] = {
    { "nonsense", 0 }, { "[]", 0 }, { "", 0 }, { "{\"schema\":2}", 0 }, { "x", 1 },
    { "{\"schema\":1,\"sha256\":\"00\",\"verdict\":\"passed\",\"reasons\":[],\"signatures\":[]}", 0 },
  };
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *program = yx_test_folder_path (folder, "judge");
  g_autoptr (GBytes) document = g_bytes_new_static ("%PDF-", 5);
  const YxJudgeCall call = { document, NULL, YX_TEST_NOW, 10000 };

  g_setenv ("YINXIN_JUDGE", program, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("#!/usr/bin/python3\nimport os, socket\ns = socket.socket (fileno=0)\n"
                                               "fds = socket.recv_fds (s, 16, 3)[1]\nos.write (fds[2], b'%s\\n')\n"
                                               "[os.close (f) for f in fds]\ns.send (bytes ([%d]))\n",
                                               rows[i].answer, rows[i].status);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents_full (program, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
      g_assert_null (yx_judge_call (&call, NULL, &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE);
    }
}

/* The same keeper answers one after the other, each in a process of its own; one that has died is replaced. */
static void
test_kept (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("not a PDF", 9);
  const YxJudgeCall call = { document, NULL, YX_TEST_NOW, 0 };
  g_autoptr (GError) error = NULL;

  use_program ();
  yx_judge_retire ();
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (YxVerdict) verdict = yx_judge_call (&call, NULL, &error);
      g_autoptr (YxJudgeKeeper) keeper = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
      keeper = yx_judge_keeper_take (&error);
      g_assert_no_error (error);
      g_assert_false (yx_judge_keeper_is_fresh (keeper));
      if (i % 2 == 0)
        yx_judge_keeper_give_back (g_steal_pointer (&keeper));
    }
}

static gpointer
ask_often (gpointer data)
{
  const YxJudgeCall call = { data, NULL, YX_TEST_NOW, 0 };

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (YxVerdict) verdict = yx_judge_call (&call, NULL, NULL);

      if (verdict == NULL || verdict->status != YX_VERDICT_FAILED)
        return GINT_TO_POINTER (1);
    }
  return NULL;
}

/* More at once than are kept; each gets the verdict on its own document, or yx_judge_call() would refuse it. */
static void
test_at_once (void)
{
  GThread *threads[8];
  GBytes *documents[G_N_ELEMENTS (threads)];

  use_program ();
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      char *text = g_strdup_printf ("no PDF %u", i);

      documents[i] = g_bytes_new_take (text, strlen (text));
      threads[i] = g_thread_new ("asks", ask_often, documents[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_assert_null (g_thread_join (threads[i]));
      g_bytes_unref (documents[i]);
    }
  yx_judge_retire ();
}

/* The judge has the document and nothing of what its caller's environment holds. */
static void
test_environment (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *program = yx_test_folder_path (folder, "judge");
  g_autofree char *path = yx_test_folder_path (folder, "environment");
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n/usr/bin/env >%s\n", path);
  g_autofree char *environment = NULL;
  g_autoptr (GBytes) document = g_bytes_new_static ("%PDF-", 5);
  const YxJudgeCall call = { document, NULL, YX_TEST_NOW, 0 };

  g_assert_true (g_file_set_contents_full (program, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
  g_setenv ("YINXIN_JUDGE", program, TRUE);
  g_setenv ("CREDENTIALS_DIRECTORY", "/nobody's", TRUE);
  g_assert_null (yx_judge_call (&call, NULL, NULL));
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  g_assert_true (g_file_get_contents (path, &environment, NULL, NULL));
  g_assert_nonnull (strstr (environment, "LC_ALL=C.UTF-8\n"));
  g_assert_null (strstr (environment, "CREDENTIALS_DIRECTORY"));
  g_assert_null (strstr (environment, "YINXIN_"));
  g_assert_null (strstr (environment, "HOME="));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) document = g_bytes_new_static ("%PDF-", 5);
  const YxJudgeCall call = { document, NULL, YX_TEST_NOW, 0 };
  g_autoptr (GError) error = NULL;

  use_program ();
  g_cancellable_cancel (cancellable);
  g_assert_null (yx_judge_call (&call, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_bad_requests (void)
{
  static const char *const requests[] = {
    "", "\n", "{}\n", "{\"yinxin-judge\":2,\"now\":1,\"trust\":0,\"document\":1}\n",
    "{\"yinxin-judge\":1,\"now\":1,\"trust\":5,\"document\":1}\nabc",
    "{\"yinxin-judge\":1,\"now\":1,\"trust\":0,\"document\":2}\n",
    "{\"yinxin-judge\":1,\"now\":1,\"trust\":-1,\"document\":1}\n",
    "{\"yinxin-judge\":1,\"now\":\"1\",\"trust\":0,\"document\":1}\n",
    "{\"yinxin-judge\":1,\"now\":1,\"trust\":3,\"document\":1}\nabc",
    "[1]\n",
  };
  g_autoptr (GBytes) document = g_bytes_new_static ("x", 1);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GBytes) request = g_bytes_new_static (requests[i], strlen (requests[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_judge_run (request, document, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judge/call/signed", test_signed);
  g_test_add_func ("/judge/call/garbage-document", test_garbage_document);
  g_test_add_func ("/judge/call/other-programs", test_other_programs);
  g_test_add_func ("/judge/call/other-keepers", test_other_keepers);
  g_test_add_func ("/judge/call/kept", test_kept);
  g_test_add_func ("/judge/call/at-once", test_at_once);
  g_test_add_func ("/judge/call/environment", test_environment);
  g_test_add_func ("/judge/call/cancelled", test_cancelled);
  g_test_add_func ("/judge/call/bad-requests", test_bad_requests);
  return g_test_run ();
}
