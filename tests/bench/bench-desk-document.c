/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-desk-document.h"

#include <cairo-pdf.h>

#include "base/yx-files.h"
#include "desk/document/yx-document-view.h"
#include "desk/document/yx-page-canvas.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-wait.h"

#define PAGES 200
#define LINES 40
#define PATIENCE 60000

void
bench_desk_turn_until (gboolean (*done) (gpointer), gpointer data)
{
  if (!yx_test_wait (done, data, PATIENCE))
    g_error ("What was waited for did not come");
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
  for (guint page = 0; page < PAGES; page += 5)
    {
      yx_document_view_show_page (YX_DOCUMENT_VIEW (gtk_window_get_child (GTK_WINDOW (window))), page + 1);
      bench_desk_paint (window);
    }
  return window;
}
