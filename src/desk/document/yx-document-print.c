/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-document-print.h"

#include "desk/common/yx-pane.h"

/* What is printed. */
typedef struct
{
  YxPdfRenderer *renderer; /* (owned) */
  YxPageSize *sizes;       /* (owned) */
  guint n;
} Paper;

/* A page on its way to the printer. */
typedef struct
{
  GtkPrintOperation *operation; /* (owned) */
  GtkPrintContext *context;     /* (owned) */
  YxPageSize size;
} Sheet;

/* A wish to print. */
typedef struct
{
  GtkWindow *parent; /* (owned) (nullable) */
  char *title;
} Wish;

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  g_object_unref (paper->renderer);
  g_free (paper->sizes);
  g_free (paper);
}

static void
free_sheet (Sheet *sheet)
{
  g_object_unref (sheet->operation);
  g_object_unref (sheet->context);
  g_free (sheet);
}

static void
free_wish (Wish *wish)
{
  g_clear_object (&wish->parent);
  g_free (wish->title);
  g_free (wish);
}

static void
turn_page (GtkPrintOperation *operation, GtkPrintContext *context, int index, GtkPageSetup *setup, gpointer data)
{
  const Paper *paper = data;
  gboolean wide = paper->sizes[index].width > paper->sizes[index].height;

  gtk_page_setup_set_orientation (setup, wide ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

/* In the middle, smaller where the paper is smaller, never larger. */
static void
paint (const Sheet *sheet, cairo_surface_t *surface)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (sheet->context);
  const double width = gtk_print_context_get_width (sheet->context);
  const double height = gtk_print_context_get_height (sheet->context);
  const double scale = MIN (1, MIN (width / sheet->size.width, height / sheet->size.height));

  cairo_save (cr);
  cairo_translate (cr, (width - sheet->size.width * scale) / 2, (height - sheet->size.height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
take_page (GObject *source, GAsyncResult *result, gpointer data)
{
  Sheet *sheet = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = yx_pdf_renderer_record_finish (YX_PDF_RENDERER (source), result, &error);

  if (surface != NULL)
    {
      paint (sheet, surface);
      cairo_surface_destroy (surface);
    }
  else
    gtk_print_operation_cancel (sheet->operation);
  gtk_print_operation_draw_page_finish (sheet->operation);
  free_sheet (sheet);
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int index, gpointer data)
{
  const Paper *paper = data;
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->operation = g_object_ref (operation);
  sheet->context = g_object_ref (context);
  sheet->size = paper->sizes[index];
  gtk_print_operation_set_defer_drawing (operation);
  yx_pdf_renderer_record (paper->renderer, (guint) index + 1, NULL, take_page, sheet);
}

static void
tell_end (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer window)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && window != NULL)
    {
      gtk_print_operation_get_error (operation, &error);
      yx_pane_toast_error (window, error);
    }
}

/**
 * yx_document_print_operation:
 * @renderer: what draws, open
 * @pages: its pages
 * @title: what the job is called
 *
 * Returns: (transfer full): what prints them as vectors, each drawn on the renderer's thread
 */
GtkPrintOperation *
yx_document_print_operation (YxPdfRenderer *renderer, const YxPdfPages *pages, const char *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Paper *paper = g_new0 (Paper, 1);

  paper->renderer = g_object_ref (renderer);
  paper->n = pages->n;
  paper->sizes = g_new0 (YxPageSize, pages->n);
  for (guint i = 0; i < pages->n; i++)
    paper->sizes[i] = yx_page_size_bound (pages->sizes[i]);
  g_object_set_data_full (G_OBJECT (operation), "yx-paper", paper, free_paper);
  gtk_print_operation_set_n_pages (operation, (int) pages->n);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (turn_page), paper);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), paper);
  return operation;
}

static void
take_pages (GObject *source, GAsyncResult *result, gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfPages) pages = yx_pdf_renderer_open_finish (YX_PDF_RENDERER (source), result, &error);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (pages != NULL)
    {
      operation = yx_document_print_operation (YX_PDF_RENDERER (source), pages, wish->title);
      if (wish->parent != NULL)
        g_signal_connect_object (operation, "done", G_CALLBACK (tell_end), wish->parent, 0);
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, wish->parent, &error);
    }
  if (error != NULL && wish->parent != NULL)
    yx_pane_toast_error (GTK_WIDGET (wish->parent), error);
  free_wish (wish);
}

/**
 * yx_document_print:
 * @parent: (nullable): the window that asks
 * @pdf: the document
 * @title: what the job is called, for people
 *
 * Asks where to print, and prints; what goes wrong is said in @parent.
 */
void
yx_document_print (GtkWindow *parent, GBytes *pdf, const char *title)
{
  g_autoptr (YxPdfRenderer) renderer = yx_pdf_renderer_new (pdf, FALSE);
  Wish *wish = g_new0 (Wish, 1);

  wish->parent = parent != NULL ? g_object_ref (parent) : NULL;
  wish->title = g_strdup (title);
  yx_pdf_renderer_open (renderer, NULL, take_pages, wish);
}
