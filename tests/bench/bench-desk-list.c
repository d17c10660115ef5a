/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-desk-list.h"

#include "bench/bench-desk-document.h"
#include "bench/bench-turns.h"
#include "desk/contracts/yx-contract-cells.h"
#include "desk/contracts/yx-contract-list.h"

#define CONTRACTS 100000
#define AT_ONCE 1000

static void
fill (YxMirror *mirror)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CONTRACTS; i++)
    {
      g_autoptr (YxFiling) filing = mirror_filing (i, i % 10 == 0 ? YX_FILING_RETURNED : YX_FILING_APPROVED);
      g_autoptr (YxDocument) document = mirror_document (i, i % 2 == 0 ? YX_DOCUMENT_COMPLETE : YX_DOCUMENT_TO_SIGN);

      g_ptr_array_add (lines, yx_line_compose (YX_ACCOUNT_ENTERPRISE, filing, document, NULL));
      if (lines->len < AT_ONCE && i + 1 < CONTRACTS)
        continue;
      yx_index_put (yx_mirror_index (mirror), lines, &error);
      BENCH_ASSERT_NO_ERROR (error);
      g_ptr_array_set_size (lines, 0);
    }
}

static void
ignore_click (guint position, gpointer data)
{
}

static void
note_found (YxContractList *list, gboolean *found)
{
  *found = TRUE;
}

static gboolean
is_found (gpointer found)
{
  return *(gboolean *) found;
}

static void
search (YxContractList *list, const char *typed)
{
  const YxIndexQuery query = { .segment = YX_INDEX_ALL, .search = typed, .sort = YX_INDEX_BY_NEWS };
  gboolean found = FALSE;
  gulong handler = g_signal_connect (list, "found", G_CALLBACK (note_found), &found);

  yx_contract_list_ask (list, &query);
  bench_desk_turn_until (is_found, &found);
  g_signal_handler_disconnect (list, handler);
}

/* Key by key, forth and back. */
static void
measure_keys (JsonObject *report, GtkWidget *window, YxContractList *list)
{
  static const char *const typed[] = { "李", "李想", "李想1", "李想12", "李想1", "李想", "李", "", "质量", "质量检验员", "质量检验员 欧阳", "e", "en", "engineer", "" };
  g_auto (BenchSamples) samples = { 0 };
  g_auto (BenchSamples) turns = { 0 };

  bench_samples_init (&samples);
  bench_samples_init (&turns);
  bench_turns_begin (&turns);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      BenchRun run;

      bench_run_begin (&run);
      search (list, typed[i]);
      bench_desk_paint (window);
      bench_run_end (&run, &samples);
    }
  bench_turns_end ();
  bench_report_samples (report, "filter_per_key_ms", &samples, 0);
  bench_report_samples (report, "filter_turn_ms", &turns, 0);
}

GtkWidget *
bench_desk_list (JsonObject *report, MirrorFixture *fixture)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_auto (BenchSamples) samples = { 0 };
  YxContractList *list;
  GtkWidget *view;
  BenchRun run;

  bench_samples_init (&samples);
  bench_run_begin (&run);
  fill (fixture->mirror);
  bench_run_end (&run, &samples);
  bench_report_samples (report, "fill_ms", &samples, 0);
  list = yx_contract_list_new (fixture->mirror);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (list)));
  yx_contract_cells_add (GTK_COLUMN_VIEW (view), ignore_click, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  gtk_window_present (GTK_WINDOW (window));
  search (list, NULL);
  bench_desk_paint (window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, CONTRACTS);
  json_object_set_int_member (report, "contracts", CONTRACTS);
  measure_keys (report, window, list);
  bench_desk_scroll (report, window, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  return window;
}
