/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-desk-document.h"

#include <cairo-pdf.h>

#include "base/yx-files.h"
#include "bench/bench-turns.h"
#include "desk/document/yx-document-view.h"
#include "desk/document/yx-page-canvas.h"
#include "lib/yx-test-folder.h"

#define PAGES 200
#define LINES 40
#define PATIENCE 60000
#define STEPS 200
#define STRIDE 300.0

static gboolean
lose_patience (gpointer data)
{
  g_error ("What was waited for did not come");
  return G_SOURCE_REMOVE;
}

void
bench_desk_turn_until (gboolean (*done) (gpointer), gpointer data)
{
  guint patience = g_timeout_add (PATIENCE, lose_patience, NULL);

  while (!done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static void
note_paint (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

void
bench_desk_paint (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (note_paint), &painted);

  gtk_widget_queue_draw (window);
  bench_desk_turn_until (is_true, &painted);
  g_signal_handler_disconnect (clock, handler);
}

/* What one turn of the main loop takes is what the screen waits for. */
void
bench_desk_scroll (JsonObject *report, GtkWidget *window, GtkAdjustment *adjustment)
{
  const double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (int leaping = 0; leaping < 2; leaping++)
    {
      g_auto (BenchSamples) samples = { 0 };

      bench_samples_init (&samples);
      bench_turns_begin (&samples);
      for (guint step = 1; step <= STEPS; step++)
        {
          gtk_adjustment_set_value (adjustment, leaping ? range * step / STEPS : step * STRIDE);
          bench_desk_paint (window);
        }
      bench_turns_end ();
      bench_report_samples (report, leaping ? "leap_turn_ms" : "scroll_turn_ms", &samples, 0);
    }
}

static GBytes *
make_pages (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "pages.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  cairo_select_font_face (cr, "AR PL UMing CN", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 12);
  for (guint page = 1; page <= PAGES; page++)
    {
      for (guint line = 0; line < LINES; line++)
        {
          g_autofree char *words = g_strdup_printf ("第 %u 页第 %u 行：用人单位与劳动者协商一致，可以变更劳动合同约定的内容。", page, line + 1);

          cairo_move_to (cr, 72, 72 + line * 17);
          cairo_show_text (cr, words);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = yx_file_read (path, 64 * 1024 * 1024, &error);
  BENCH_ASSERT_NO_ERROR (error);
  return bytes;
}

static YxPageCanvas *
find_canvas (GtkWidget *above)
{
  YxPageCanvas *found = YX_IS_PAGE_CANVAS (above) ? YX_PAGE_CANVAS (above) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_canvas (child);
  return found;
}

static gboolean
has_picture (gpointer view)
{
  YxPageCanvas *canvas = find_canvas (view);

  return yx_document_view_get_ready (view) && canvas != NULL && yx_page_canvas_cached (canvas) > 0;
}

static void
scroll_document (JsonObject *report, GtkWidget *window)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (find_canvas (window)), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  bench_desk_scroll (bench_report_child (report, "document"), window, adjustment);
}

GtkWidget *
bench_desk_document (JsonObject *report, guint runs)
{
  g_autoptr (GBytes) pdf = make_pages ();
  g_auto (BenchSamples) samples = { 0 };
  GtkWidget *window = NULL;

  bench_samples_init (&samples);
  for (guint i = 0; i < runs; i++)
    {
      GtkWidget *view = yx_document_view_new ();
      BenchRun run;

      if (window != NULL)
        gtk_window_destroy (GTK_WINDOW (window));
      window = gtk_window_new ();
      gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
      gtk_window_set_child (GTK_WINDOW (window), view);
      gtk_window_present (GTK_WINDOW (window));
      bench_desk_paint (window);
      bench_run_begin (&run);
      yx_document_view_set_bytes (YX_DOCUMENT_VIEW (view), pdf, NULL);
      bench_desk_turn_until (has_picture, view);
      bench_desk_paint (window);
      bench_run_end (&run, &samples);
    }
  bench_report_samples (report, "first_page_ms", &samples, g_bytes_get_size (pdf));
  scroll_document (report, window);
  return window;
}
