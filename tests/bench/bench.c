/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/yx-clock.h"
#include "bench/bench-hall.h"
#include "bench/bench-paper.h"
#include "bench/bench-pdf.h"
#include "bench/bench-process.h"
#include "bench/bench-server.h"
#include "crypto/yx-crypto.h"
#include "lib/yx-test-folder.h"
#include "yx-config.h"

#define SIZE (200 * 1024)
#define LEAST_RUNS 3
#define SEALED 200

typedef void (*Measure) (guint runs, gsize size, BenchSamples *samples, gsize *document_size);

static int runs = 30;
static int documents = SEALED;
static gboolean only_reads = FALSE;

static void
say (const char *what)
{
  g_printerr ("bench: %s\n", what);
}

static void
measure_pdf (JsonObject *report, const char *name, Measure measure)
{
  g_auto (BenchSamples) samples = { 0 };
  gsize size = 0;

  say (name);
  bench_samples_init (&samples);
  measure ((guint)runs, SIZE, &samples, &size);
  bench_report_samples (report, name, &samples, size);
}

/* The rooms' functions, called directly. */
static void
measure_in_process (JsonObject *report)
{
  g_auto (BenchSamples) compose = { 0 };
  g_auto (BenchSamples) scrypt = { 0 };
  gsize size = 0;

  measure_pdf (report, "sign", bench_pdf_sign);
  measure_pdf (report, "judge_two_signatures", bench_pdf_judge);
  say ("compose");
  bench_samples_init (&compose);
  bench_paper_compose ((guint)runs, &compose, &size);
  bench_report_samples (report, "compose", &compose, size);
  say ("scrypt");
  bench_samples_init (&scrypt);
  bench_scrypt_account ((guint)runs, &scrypt);
  bench_report_samples (report, "scrypt_account", &scrypt, 0);
}

static void
describe (JsonObject *report)
{
  JsonObject *build = bench_report_child (report, "build");
  g_autofree char *now = yx_instant_format (yx_clock_now (yx_clock_system ()));

  json_object_set_int_member (report, "schema", 1);
  json_object_set_string_member (report, "version", YX_VERSION);
  json_object_set_string_member (report, "time", now);
  json_object_set_string_member (build, "type", BENCH_BUILDTYPE);
  json_object_set_boolean_member (build, "tests", YX_TESTS);
  bench_report_machine (bench_report_child (report, "machine"));
}

/* The window, in a process of its own with a display of its own. */
static void
measure_desk (JsonObject *report, const char *program)
{
  g_autofree char *place = g_path_get_dirname (program);
  g_autofree char *desk = g_build_filename (place, "bench-desk", NULL);
  g_autofree char *display = g_build_filename (g_getenv ("YINXIN_SRCDIR"), "tests", "lib", "under-display.py", NULL);
  g_autofree char *how_often = g_strdup_printf ("%d", runs);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) node = NULL;

  say ("desk");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, display, desk, how_often, NULL);
  BENCH_ASSERT_NO_ERROR (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  BENCH_ASSERT_NO_ERROR (error);
  node = json_from_string (said, &error);
  BENCH_ASSERT_NO_ERROR (error);
  if (node == NULL)
    g_error ("%s said nothing", desk);
  json_object_set_member (report, "desk", g_steal_pointer (&node));
}

static void
measure_all (JsonObject *report, const char *program)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *place = g_path_get_dirname (program);
  g_autofree char *sign_program = g_build_filename (place, "bench-sign-process", NULL);

  describe (report);
  if (!only_reads)
    {
      measure_in_process (bench_report_child (report, "in_process_ms"));
      say ("processes");
      bench_processes (bench_report_child (report, "processes_ms"), (guint)runs, folder, sign_program);
    }
  say ("hall");
  bench_hall (bench_report_child (report, "hall"), (guint)runs, (guint)documents, only_reads, program);
  if (!only_reads)
    measure_desk (report, program);
  bench_report_load (json_object_get_object_member (report, "machine"), "load_at_end");
}

static gboolean
read_options (int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "How often each thing is done (30)", "N" },
    { "documents", 0, 0, G_OPTION_ARG_INT, &documents, "How many are sealed in one act (200)", "N" },
    { "reads", 0, 0, G_OPTION_ARG_NONE, &only_reads, "Only what the hall answers to reads", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error) && *argc == 1 && runs >= LEAST_RUNS && documents >= 1)
    return TRUE;
  g_printerr ("bench: %s\n", error != NULL ? error->message : "--runs from 3, --documents from 1");
  return FALSE;
}

/* One JSON object on standard output; what is being done, on standard error. */
int
main (int argc, char **argv)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *report;
  g_autofree char *text = NULL;

  setlocale (LC_ALL, "");
  if (argc == 4 && strcmp (argv[1], "--server") == 0)
    return bench_server_main (argv[2], argv[3]);
  if (!read_options (&argc, &argv))
    return 2;
  if (!yx_crypto_init ())
    return 1;
  node = json_node_new (JSON_NODE_OBJECT);
  report = json_object_new ();
  json_node_take_object (node, report);
  measure_all (report, argv[0]);
  text = json_to_string (node, TRUE);
  puts (text);
  return 0;
}
