/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-hall.h"

#include <string.h>
#include <unistd.h>

#include "bench/bench-load.h"
#include "bench/bench-server.h"
#include "crypto/yx-password.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-sign.h"
#include "lib/yx-test-hall.h"
#include "tool/yx-tool-walk.h"

#define CONNECTIONS 8
#define READS_A_RUN 500
#define WRITES_A_RUN 50
#define SIGN_INS_A_RUN 4
#define SIGN_IN_CONNECTIONS 2
#define WIDE                                                                                                 \
  "[limits]\ncode-per-minute=100000\ncode-per-day=1000000\nseal-visit-per-day=100000\n"                      \
  "code-per-day-phone=1000000\nsign-in-per-minute=100000\nwrite-per-second=100000\nread-per-second=1000000\n" \
  "address-per-minute=1000000\n"

typedef struct
{
  JsonObject *report;
  guint runs;
  const char *program;
  YxTestHall *hall;
  YxToolWalk *walk;
} Bench;

static void
take (Bench *bench, const char *name, YxToolWalkFunc step)
{
  g_autoptr (GError) error = NULL;

  bench->walk->step = name;
  (void)step (bench->walk, &error);
  BENCH_ASSERT_NO_ERROR (error);
}

/* The time until all contracts are there: each is composed and prepared before its filing is answered. */
static void
file_contracts (Bench *bench)
{
  JsonObject *object = bench_report_child (bench->report, "filing_submit");
  guint n = bench->walk->employees->len;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  take (bench, "filings", yx_tool_walk_file_contracts);
  seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  take (bench, "contracts", yx_tool_walk_await_contracts);
  json_object_set_int_member (object, "filings", n);
  json_object_set_double_member (object, "per_second_two_at_a_time", n / seconds);
}

typedef struct
{
  BenchSamples samples;
  BenchRun run;
} Sealing;

static void
note_sealed (guint done, guint all, const YxSigningResult *result, gpointer data)
{
  Sealing *sealing = data;

  BENCH_ASSERT_NO_ERROR (result->error);
  bench_run_end (&sealing->run, &sealing->samples);
  bench_run_begin (&sealing->run);
}

static GPtrArray *
list_documents (Bench *bench)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bench->walk->employees->len; i++)
    g_ptr_array_add (documents, g_strdup (((YxToolEmployee *)bench->walk->employees->pdata[i])->document));
  return documents;
}

/* One code, one unlocking, then every document fetched, judged, signed, sent, judged by the hall and receipted. */
static void
seal_contracts (Bench *bench)
{
  JsonObject *object = bench_report_child (bench->report, "sealing_act");
  YxActor *actor = bench->walk->desk->actor;
  g_autoptr (GPtrArray) documents = list_documents (bench);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  Sealing sealing;
  gint64 start = g_get_monotonic_time ();

  (void)yx_sample_desk_unlock (bench->walk->desk, YX_CODE_SEAL_VISIT, &error);
  BENCH_ASSERT_NO_ERROR (error);
  json_object_set_int_member (object, "documents", documents->len);
  json_object_set_double_member (object, "unlock_ms", (double)(g_get_monotonic_time () - start) / 1000);
  bench_samples_init (&sealing.samples);
  start = g_get_monotonic_time ();
  bench_run_begin (&sealing.run);
  results = yx_flow_seal_many (actor, documents, bench->walk->seal, note_sealed, &sealing, NULL);
  json_object_set_double_member (object, "total_ms", (double)(g_get_monotonic_time () - start) / 1000);
  yx_flow_lock (actor);
  bench_report_samples (object, "each", &sealing.samples, 0);
  bench_samples_clear (&sealing.samples);
}

/* Seconds of processor time that a process has had, all threads. */
static double
processor_of (const char *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", process);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (strrchr (text, ')'), " ", 0);
  return (double)(g_ascii_strtoull (words[12], NULL, 10) + g_ascii_strtoull (words[13], NULL, 10))
         / (double)sysconf (_SC_CLK_TCK);
}

/* What an answer costs each, however busy the machine is with other things. */
static void
report_processors (JsonObject *object, const char *const processes[2], const double before[2], guint answers)
{
  double hall = (processor_of (processes[0]) - before[0]) * 1e6 / answers;
  double bare = (processor_of (processes[1]) - before[1]) * 1e6 / answers;

  json_object_set_double_member (object, "hall_processor_us_an_answer", hall);
  json_object_set_double_member (object, "bare_processor_us_an_answer", bare);
}

/* What the hall and a bare server answer a second, by turns, so that both meet the same moods of the machine. */
static void
read_beside (Bench *bench, JsonObject *object, GPtrArray *requests)
{
  g_autoptr (GBytes) answer = bench_load_ask (bench->hall->socket, requests->pdata[0]);
  g_autoptr (GArray) hall = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  const char *processes[2] = { g_subprocess_get_identifier (bench->hall->process), NULL };
  double before[2];
  BenchServer server;
  BenchLoad load = { bench->hall->socket, CONNECTIONS, requests, 200 };

  bench_server_start (&server, bench->program, bench->hall->above, answer);
  processes[1] = g_subprocess_get_identifier (server.process);
  before[0] = processor_of (processes[0]);
  before[1] = processor_of (processes[1]);
  for (guint i = 0; i < bench->runs; i++)
    {
      double a_second;

      load.socket = bench->hall->socket;
      a_second = bench_load_run (&load, i * READS_A_RUN, READS_A_RUN);
      g_array_append_val (hall, a_second);
      load.socket = server.socket;
      a_second = bench_load_run (&load, i * READS_A_RUN, READS_A_RUN);
      g_array_append_val (bare, a_second);
    }
  report_processors (object, processes, before, bench->runs * READS_A_RUN);
  bench_server_end (&server);
  json_object_set_int_member (object, "answer_bytes", (gint64)g_bytes_get_size (answer));
  json_object_set_int_member (object, "connections", CONNECTIONS);
  bench_report_spread (bench_report_child (object, "hall_per_second"), hall);
  bench_report_spread (bench_report_child (object, "bare_soup_server_per_second"), bare);
  json_object_set_double_member (object, "share", bench_spread (hall).median / bench_spread (bare).median);
}

static void
read_answers (Bench *bench)
{
  JsonObject *reads = bench_report_child (bench->report, "reads");
  const char *token = yx_secret_text (bench->walk->desk->actor->session->token);
  g_autoptr (GPtrArray) documents = list_documents (bench);
  g_autoptr (GPtrArray) account = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) each = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  g_ptr_array_add (account, bench_load_request ("GET", "/v1/account", token, NULL));
  g_ptr_array_add (page, bench_load_request ("GET", "/v1/documents?limit=100", token, NULL));
  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *path = g_strconcat ("/v1/documents/", documents->pdata[i], NULL);

      g_ptr_array_add (each, bench_load_request ("GET", path, token, NULL));
    }
  read_beside (bench, bench_report_child (reads, "account.get"), account);
  read_beside (bench, bench_report_child (reads, "document.get"), each);
  read_beside (bench, bench_report_child (reads, "document.list"), page);
}

/* A request for a code is one transaction, of a phone of its own each. */
static void
write_codes (Bench *bench)
{
  JsonObject *object = bench_report_child (bench->report, "writes");
  JsonObject *codes = bench_report_child (object, "code.send");
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  const BenchLoad load = { bench->hall->socket, CONNECTIONS, requests, 204 };

  for (guint i = 0; i < bench->runs * WRITES_A_RUN; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"phone\":\"136%08u\",\"purpose\":\"register\"}", i);

      g_ptr_array_add (requests, bench_load_request ("POST", "/v1/codes", NULL, body));
    }
  for (guint i = 0; i < bench->runs; i++)
    {
      double a_second = bench_load_run (&load, i * WRITES_A_RUN, WRITES_A_RUN);

      g_array_append_val (values, a_second);
    }
  json_object_set_int_member (codes, "connections", CONNECTIONS);
  bench_report_spread (bench_report_child (codes, "per_second"), values);
}

static void
sign_in (Bench *bench)
{
  JsonObject *object = bench_report_child (bench->report, "sign_ins");
  const YxScrypt cost = YX_SCRYPT_ACCOUNT;
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"enterprise\",\"login\":\"%s\",\"password\":\"%s\"}", bench->walk->enterprise->login,
      yx_secret_text (bench->walk->desk->password));
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  const BenchLoad load = { bench->hall->socket, SIGN_IN_CONNECTIONS, requests, 201 };

  g_ptr_array_add (requests, bench_load_request ("POST", "/v1/sessions", NULL, body));
  for (guint i = 0; i < bench->runs; i++)
    {
      double a_second = bench_load_run (&load, 0, SIGN_INS_A_RUN);

      g_array_append_val (values, a_second);
    }
  json_object_set_int_member (object, "scrypt_n", 1 << cost.log2n);
  json_object_set_int_member (object, "scrypt_r", cost.r);
  json_object_set_int_member (object, "scrypt_p", cost.p);
  json_object_set_int_member (object, "connections", SIGN_IN_CONNECTIONS);
  bench_report_spread (bench_report_child (object, "per_second"), values);
}

/* VmHWM, in KiB; 0: no such process. */
static gint64
peak_of (const char *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", process);
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  at = strstr (text, "VmHWM:");
  return at != NULL ? g_ascii_strtoll (at + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
report_memory (Bench *bench)
{
  JsonObject *object = bench_report_child (bench->report, "peak_memory_kib");
  const char *process = g_subprocess_get_identifier (bench->hall->process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/task/%s/children", process, process);
  g_autofree char *text = NULL;
  g_auto (GStrv) children = NULL;
  gint64 signer = 0;

  g_assert (g_file_get_contents (path, &text, NULL, NULL));
  children = g_strsplit (g_strstrip (text), " ", -1);
  for (guint i = 0; children[i] != NULL; i++)
    signer = MAX (signer, peak_of (children[i]));
  json_object_set_int_member (object, "hall", peak_of (process));
  json_object_set_int_member (object, "signer", signer);
}

/* @only_reads: what is measured needs contracts, but not that they are sealed. */
void
bench_hall (JsonObject *report, guint runs, guint documents, gboolean only_reads, const char *program)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (WIDE);
  g_autofree char *codes = yx_test_hall_path (hall, "sms/shown.jsonl");
  g_autofree char *out = g_build_filename (hall->above, "out", NULL);
  YxToolWalkthroughOptions options = { .count = (int)documents, .seed = 1, .out = out, .codes = codes };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxToolWalk) walk = NULL;
  Bench bench = { report, runs, program, hall, NULL };

  yx_test_hall_start (hall);
  options.hall = hall->url;
  bench.walk = walk = yx_tool_walk_new (&options, &error);
  BENCH_ASSERT_NO_ERROR (error);
  take (&bench, "hall", yx_tool_walk_start_hall);
  take (&bench, "enterprise", yx_tool_walk_enter_enterprise);
  take (&bench, "certificate", yx_tool_walk_activate_enterprise);
  take (&bench, "seal", yx_tool_walk_make_seal);
  file_contracts (&bench);
  if (!only_reads)
    seal_contracts (&bench);
  read_answers (&bench);
  if (!only_reads)
    {
      write_codes (&bench);
      sign_in (&bench);
    }
  report_memory (&bench);
}
