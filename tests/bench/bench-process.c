/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-process.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bench/bench-pdf.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-judge-keeper.h"

#define SIZE (200 * 1024)
#define PASSWORD "bench"

static void
run (const char *const *arguments, BenchSamples *samples, char **said)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  BenchRun one;

  bench_child_begin (&one);
  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  BENCH_ASSERT_NO_ERROR (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, said, NULL, &error);
  if (samples != NULL)
    bench_child_end (&one, samples);
  BENCH_ASSERT_NO_ERROR (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s %s failed", arguments[0], arguments[1]);
}

#define RUN(samples, said, ...) run ((const char *const[]){ __VA_ARGS__, NULL }, samples, said)

static char *
save (const char *folder, const char *name, GBytes *bytes)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), NULL));
  return path;
}

/* A P-256 key with its certificate, for all who sign: PKCS#8 and PKCS#12. */
static void
make_identity (const char *key, const char *der, const char *certificate, const char *pkcs12)
{
  RUN (NULL, NULL, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
       key, "-out", certificate, "-days", "30", "-subj", "/CN=bench");
  RUN (NULL, NULL, "openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", pkcs12, "-passout",
       "pass:" PASSWORD);
  RUN (NULL, NULL, "openssl", "pkcs8", "-topk8", "-nocrypt", "-in", key, "-outform", "DER", "-out", der);
}

/* The number of the object that the worker's place is; mutool signs objects by number. */
static char *
find_place (GBytes *document)
{
  gsize size;
  const char *bytes = g_bytes_get_data (document, &size);
  const char *name = memmem (bytes, size, "(yx.worker)", strlen ("(yx.worker)"));
  const char *at = name;

  g_assert (name != NULL);
  while (at > bytes && strncmp (at, " 0 obj", 6) != 0)
    at--;
  while (at > bytes && g_ascii_isdigit (at[-1]))
    at--;
  return g_strdup_printf ("%" G_GUINT64_FORMAT, g_ascii_strtoull (at, NULL, 10));
}

static void
sign (JsonObject *report, guint runs, const char *folder, const char *sign_program)
{
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *der = g_build_filename (folder, "key.der", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree char *pkcs12 = g_build_filename (folder, "key.p12", NULL);
  g_autofree char *out = g_build_filename (folder, "signed.pdf", NULL);
  g_auto (BenchSamples) ours = { 0 };
  g_auto (BenchSamples) theirs = { 0 };
  gsize size = 0;

  bench_samples_init (&ours);
  bench_samples_init (&theirs);
  make_identity (key, der, certificate, pkcs12);
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GBytes) document = bench_pdf_prepared (i, SIZE);
      g_autofree char *path = save (folder, "prepared.pdf", document);
      g_autofree char *place = find_place (document);

      RUN (&ours, NULL, sign_program, path, der, certificate, out);
      RUN (&theirs, NULL, "mutool", "sign", "-s", pkcs12, "-P", PASSWORD, "-o", out, path, place);
      size = g_bytes_get_size (document);
    }
  bench_report_samples (report, "sign", &ours, size);
  bench_report_samples (report, "mutool_sign", &theirs, size);
}

/* @kept: by a keeper that is there already; else its start and end are part of it. */
static void
ask_judge (GBytes *document, GBytes *trust, YxVerdictStatus expected, gboolean kept, BenchSamples *samples)
{
  const YxJudgeCall call = { .document = document, .trust = trust, .now = YX_TEST_NOW + 60 * G_USEC_PER_SEC };
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  BenchRun one;

  bench_child_begin (&one);
  verdict = yx_judge_call (&call, NULL, &error);
  if (!kept)
    yx_judge_retire ();
  bench_child_end (&one, samples);
  BENCH_ASSERT_NO_ERROR (error);
  g_assert (verdict->status == expected);
}

static void
judge (JsonObject *report, guint runs, const char *folder)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("%PDF-1.7\n", 9);
  g_auto (BenchSamples) ours = { 0 };
  g_auto (BenchSamples) start = { 0 };
  g_auto (BenchSamples) unused = { 0 };
  g_auto (BenchSamples) kept = { 0 };
  g_auto (BenchSamples) theirs = { 0 };
  gsize size = 0;

  bench_samples_init (&ours);
  bench_samples_init (&start);
  bench_samples_init (&unused);
  bench_samples_init (&kept);
  bench_samples_init (&theirs);
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GBytes) trust = NULL;
      g_autoptr (GBytes) document = bench_pdf_signed_twice (i, SIZE, &trust);
      g_autofree char *path = save (folder, "twice.pdf", document);
      g_autofree char *said = NULL;

      ask_judge (document, trust, YX_VERDICT_PASSED, FALSE, &ours);
      ask_judge (nothing, trust, YX_VERDICT_FAILED, FALSE, &start);
      ask_judge (nothing, trust, YX_VERDICT_FAILED, TRUE, &unused);
      ask_judge (document, trust, YX_VERDICT_PASSED, TRUE, &kept);
      yx_judge_retire ();
      RUN (&theirs, &said, "pdfsig", "-nocert", path);
      g_assert (strstr (said, "Signature is Valid") != NULL);
      size = g_bytes_get_size (document);
    }
  bench_report_samples (report, "judge_two_signatures", &ours, size);
  bench_report_samples (report, "judge_start", &start, 0);
  g_array_set_size (kept.cpu, 0); /* what the keeper's processes took is not known here */
  bench_report_samples (report, "judge_two_signatures_kept", &kept, size);
  bench_report_samples (report, "pdfsig", &theirs, size);
}

/* The last line has, in its last two columns, signatures and verifications a second. */
static void
speed (JsonObject *report)
{
  JsonObject *object = bench_report_child (report, "openssl_speed_ecdsap256");
  g_autofree char *said = NULL;
  g_autoptr (GRegex) pattern = g_regex_new ("([0-9.]+)\\s+([0-9.]+)\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *signatures = NULL;
  g_autofree char *verifications = NULL;

  RUN (NULL, &said, "openssl", "speed", "-seconds", "2", "ecdsap256");
  g_assert (g_regex_match (pattern, said, 0, &match));
  signatures = g_match_info_fetch (match, 1);
  verifications = g_match_info_fetch (match, 2);
  json_object_set_double_member (object, "signatures_per_second", g_ascii_strtod (signatures, NULL));
  json_object_set_double_member (object, "verifications_per_second", g_ascii_strtod (verifications, NULL));
}

void
bench_processes (JsonObject *report, guint runs, const char *folder, const char *sign_program)
{
  sign (report, runs, folder, sign_program);
  judge (report, runs, folder);
  speed (report);
}
