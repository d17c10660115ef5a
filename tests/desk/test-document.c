/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>

#include "base/yx-files.h"
#include "desk/document/yx-document-print.h"
#include "desk/document/yx-document-view.h"
#include "desk/document/yx-page-canvas.h"
#include "desk/document/yx-page-find.h"
#include "desk/document/yx-page-select.h"
#include "desk/document/yx-page-thumbs.h"
#include "flow/yx-flow-verify.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-wait.h"
#include "look.h"
#include "yinxin-desk-resources.h"

#define LONG 30000 /* milliseconds */

/* A view in a window of its own. */
typedef struct
{
  GtkWidget *window;
  YxDocumentView *view;
  YxPageCanvas *canvas;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->view = YX_DOCUMENT_VIEW (yx_document_view_new ());
  fixture->canvas = YX_PAGE_CANVAS (look_for_type (GTK_WIDGET (fixture->view), YX_TYPE_PAGE_CANVAS));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* Pages of A4 with their number on them, and a word on each third. */
static GBytes *
make_pdf (guint pages)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "pages.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  for (guint page = 1; page <= pages; page++)
    {
      g_autofree char *words = g_strdup_printf ("Page number %u", page);

      cairo_set_font_size (cr, 24);
      cairo_move_to (cr, 72, 100);
      cairo_show_text (cr, words);
      cairo_move_to (cr, 72, 200);
      if (page % 3 == 0)
        cairo_show_text (cr, "Pomegranate");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  bytes = yx_file_read (path, 64 * 1024 * 1024, &error);
  g_assert_no_error (error);
  return bytes;
}

static GBytes *
read_sample (const char *name)
{
  g_autofree char *path = sample_path (name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = yx_file_read (path, 64 * 1024 * 1024, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
is_ready (gpointer view)
{
  return yx_document_view_get_ready (view);
}

static gboolean
has_failed (gpointer view)
{
  GtkStack *stages = GTK_STACK (look_for_type (view, GTK_TYPE_STACK));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stages), "failed") == 0;
}

static gboolean
is_settled (gpointer view)
{
  return yx_document_view_get_ready (view) || has_failed (view);
}

static gboolean
has_pictures (gpointer canvas)
{
  return yx_page_canvas_cached (canvas) > 0;
}

static void
open_pages (Fixture *fixture, guint pages)
{
  g_autoptr (GBytes) pdf = make_pdf (pages);

  yx_document_view_set_bytes (fixture->view, pdf, NULL);
  g_assert_true (yx_test_wait (is_ready, fixture->view, LONG));
  g_assert_cmpuint (yx_document_view_get_n_pages (fixture->view), ==, pages);
  g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
}

typedef struct
{
  YxDocumentView *view;
  guint page;
} Place;

static gboolean
is_at (gpointer data)
{
  return yx_document_view_get_page (((Place *) data)->view) == ((Place *) data)->page;
}

static void
wait_for_page (Fixture *fixture, guint page)
{
  Place place = { fixture->view, page };

  g_assert_true (yx_test_wait (is_at, &place, LONG));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The paper has a name, and says which page is seen. */
static void
test_opens (Fixture *fixture, gconstpointer data)
{
  yx_document_view_set_title (fixture->view, "A contract");
  open_pages (fixture, 6);
  g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
  wait_for_page (fixture, 1);
  yx_document_view_show_page (fixture->view, 5);
  wait_for_page (fixture, 5);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->canvas), GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "A contract");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Page 5 of 6");
}

/* A document of two hundred pages, read from end to end, takes no more pictures than are allowed. */
static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  open_pages (fixture, 200);
  for (guint page = 1; page <= 200; page += 3)
    {
      yx_document_view_show_page (fixture->view, page);
      wait_for_page (fixture, page);
      g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
      g_assert_cmpuint (yx_page_canvas_cached (fixture->canvas), <=, YX_PAGE_CANVAS_LIMIT);
    }
}

static void
test_zooms (Fixture *fixture, gconstpointer data)
{
  double fitted;

  open_pages (fixture, 3);
  wait_for_page (fixture, 1);
  fitted = yx_page_canvas_get_zoom (fixture->canvas);
  g_assert_cmpint (yx_page_canvas_get_fit (fixture->canvas), ==, YX_PAGE_FIT_WIDTH);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.zoom-in", NULL);
  g_assert_cmpfloat (yx_page_canvas_get_zoom (fixture->canvas), >, fitted);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.zoom-normal", NULL);
  g_assert_cmpfloat (yx_page_canvas_get_zoom (fixture->canvas), ==, 1);
  g_assert_cmpint (yx_page_canvas_get_fit (fixture->canvas), ==, YX_PAGE_FIT_NONE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.fit", NULL);
  g_assert_cmpfloat_with_epsilon (yx_page_canvas_get_zoom (fixture->canvas), fitted, 0.01);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.fit", NULL);
  g_assert_cmpint (yx_page_canvas_get_fit (fixture->canvas), ==, YX_PAGE_FIT_PAGE);
  g_assert_cmpfloat (yx_page_canvas_get_zoom (fixture->canvas), <, fitted);
}

/* Zooming about a point leaves that point of the paper where it is. */
static void
test_zoom_keeps_point (Fixture *fixture, gconstpointer data)
{
  YxPageSpot before, after;

  open_pages (fixture, 5);
  yx_document_view_show_page (fixture->view, 3);
  wait_for_page (fixture, 3);
  g_assert_true (yx_page_canvas_spot_at (fixture->canvas, 300, 250, &before));
  yx_page_canvas_zoom_at (fixture->canvas, 2, 300, 250);
  g_assert_true (yx_page_canvas_spot_at (fixture->canvas, 300, 250, &after));
  g_assert_cmpuint (after.page, ==, before.page);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1);
}

static gboolean
has_all_hits (gpointer finder)
{
  return yx_page_find_total (finder) == 4;
}

static gboolean
has_thumbnail (gpointer list)
{
  GtkWidget *picture = look_for_type (list, GTK_TYPE_PICTURE);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* Small pictures are drawn for who looks at them; before that they would only hold up the pages. */
static void
test_thumbnails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_pdf (40);
  GtkWidget *thumbs = look_for_type (GTK_WIDGET (fixture->view), YX_TYPE_PAGE_THUMBS);
  GtkWidget *list = look_for_type (thumbs, GTK_TYPE_LIST_VIEW);
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  yx_document_view_set_bytes (fixture->view, pdf, NULL);
  g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
  g_assert_false (gtk_widget_get_mapped (thumbs));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.thumbnails", NULL);
  g_assert_true (yx_test_wait (has_thumbnail, list, LONG));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 40);
  yx_document_view_set_bytes (fixture->view, pdf, NULL);
  g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
}

/* A word on each third page is found four times in twelve pages; the view goes to it. */
static void
test_finds (Fixture *fixture, gconstpointer data)
{
  YxPageFind *finder = YX_PAGE_FIND (look_for_type (GTK_WIDGET (fixture->view), YX_TYPE_PAGE_FIND));

  open_pages (fixture, 12);
  yx_document_view_find (fixture->view);
  yx_page_find_search (finder, "pomegranate");
  g_assert_true (yx_test_wait (has_all_hits, finder, LONG));
  wait_for_page (fixture, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.find-next", NULL);
  wait_for_page (fixture, 6);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.find-previous", NULL);
  wait_for_page (fixture, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.find-previous", NULL);
  wait_for_page (fixture, 12);
  yx_page_find_close (finder);
  g_assert_cmpuint (yx_page_find_total (finder), ==, 0);
}

static gboolean
has_text (gpointer data)
{
  return yx_page_select_text (data) != NULL;
}

static void
note_pages (GObject *source, GAsyncResult *result, gpointer data)
{
  YxPdfPages **pages = data;

  *pages = yx_pdf_renderer_open_finish (YX_PDF_RENDERER (source), result, NULL);
}

static gboolean
is_set (gpointer pointer)
{
  return *(gpointer *) pointer != NULL;
}

static YxPdfPages *
open_renderer (YxPdfRenderer *renderer)
{
  YxPdfPages *pages = NULL;

  yx_pdf_renderer_open (renderer, NULL, note_pages, &pages);
  g_assert_true (yx_test_wait (is_set, &pages, LONG));
  return pages;
}

static void
test_selects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = make_pdf (2);
  g_autoptr (YxPdfRenderer) renderer = yx_pdf_renderer_new (pdf, FALSE);
  g_autoptr (YxPdfPages) pages = open_renderer (renderer);
  g_autoptr (YxPageSelect) select = yx_page_select_new (fixture->canvas);
  const YxPageSpot from = { 2, 60, 95 };
  const YxPageSpot to = { 2, 500, 95 };

  yx_page_select_set_renderer (select, renderer);
  yx_page_select_between (select, &from, &to);
  g_assert_true (yx_test_wait (has_text, select, LONG));
  g_assert_cmpstr (yx_page_select_text (select), ==, "Page number 2");
}

/* A widget on the paper lies where its box is, and follows scrolling and zoom. */
static void
test_overlay (Fixture *fixture, gconstpointer data)
{
  const YxPdfBox box = { 100, 600, 120, 80 };
  GtkWidget *seal = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  graphene_rect_t bounds;
  YxPageSpot spot;

  open_pages (fixture, 2);
  yx_document_view_add_overlay (fixture->view, seal, 1, &box);
  wait_for_page (fixture, 1);
  g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
  for (double zoom = 1; zoom <= 2; zoom += 0.5)
    {
      yx_page_canvas_set_zoom (fixture->canvas, zoom);
      yx_document_view_show_box (fixture->view, 1, &box, FALSE);
      while (!yx_page_canvas_spot_at (fixture->canvas, 5, 5, &spot) && g_main_context_iteration (NULL, FALSE))
        ;
      gtk_widget_allocate (GTK_WIDGET (fixture->canvas), gtk_widget_get_width (GTK_WIDGET (fixture->canvas)),
                           gtk_widget_get_height (GTK_WIDGET (fixture->canvas)), -1, NULL);
      g_assert_true (gtk_widget_compute_bounds (seal, GTK_WIDGET (fixture->canvas), &bounds));
      g_assert_cmpfloat_with_epsilon (bounds.size.width, 120 * zoom * 96 / 72, 1);
      g_assert_cmpfloat_with_epsilon (bounds.size.height, 80 * zoom * 96 / 72, 1);
      g_assert_true (yx_page_canvas_spot_at (fixture->canvas, bounds.origin.x, bounds.origin.y, &spot));
      g_assert_cmpfloat_with_epsilon (spot.x, 100, 1);
      g_assert_cmpfloat_with_epsilon (spot.y, 842 - 680, 1);
    }
  yx_document_view_remove_overlay (fixture->view, seal);
}

static gboolean
has_marks (gpointer view)
{
  return count_class (view, "sign-badge") > 0;
}

static YxVerdict *
verify_sample (const char *name, gboolean trusting)
{
  g_autofree char *path = sample_path (name);
  g_autofree char *root = sample_path ("signed/root.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) trust = trusting ? yx_flow_read_trust (root, &error) : NULL;
  YxVerdict *verdict;

  g_assert_no_error (error);
  verdict = yx_flow_verify (path, trust, g_get_real_time (), NULL, &error);
  g_assert_no_error (error);
  return verdict;
}

/* Signatures are marked by a colour, a symbol and a word, and by nothing that Poppler thinks of them. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean trusting;
    const char *style;
    const char *word;
  } table[] = {
    { "signed/poppler.pdf", TRUE, "passed", "Confirmed" },
    { "signed/poppler.pdf", FALSE, "open", "Not confirmed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) pdf = read_sample (table[i].name);
      g_autoptr (YxVerdict) verdict = verify_sample (table[i].name, table[i].trusting);
      GtkWidget *badge;

      yx_document_view_set_bytes (fixture->view, pdf, verdict);
      g_assert_true (yx_test_wait (has_marks, fixture->view, LONG));
      badge = look_for_class (GTK_WIDGET (fixture->view), "sign-badge");
      g_assert_true (gtk_widget_has_css_class (badge, table[i].style));
      g_assert_nonnull (look_for_type (badge, GTK_TYPE_IMAGE));
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (look_for_type (badge, GTK_TYPE_LABEL))), ==, table[i].word);
      g_assert_cmpuint (count_class (GTK_WIDGET (fixture->canvas), "sign-frame"), ==, 1);
    }
  yx_document_view_set_bytes (fixture->view, NULL, NULL);
  g_assert_cmpuint (count_class (GTK_WIDGET (fixture->canvas), "sign-badge"), ==, 0);
}

/* What the judge cannot read is never given to Poppler; what it can read is shown. */
static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean shown;
  } table[] = {
    { "refused/encrypted-aes256.pdf", FALSE },
    { "refused/encrypted-rc4.pdf", FALSE },
    { "refused/script.pdf", TRUE },
    { "refused/attachment.pdf", TRUE },
    { "source/contract.svg", FALSE },
    { "unsigned/hybrid.pdf", TRUE },
    { "unsigned/pdftex-form.pdf", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) pdf = read_sample (table[i].name);

      yx_document_view_set_bytes (fixture->view, pdf, NULL);
      g_assert_true (yx_test_wait (is_settled, fixture->view, LONG));
      g_test_message ("%s", table[i].name);
      g_assert_cmpint (yx_document_view_get_ready (fixture->view), ==, table[i].shown);
    }
}

/* Damaged in any place, a document is shown or refused; nothing else happens. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = read_sample ("unsigned/mutool.pdf");
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (pdf, &size);

  for (gsize at = 0; at < 24; at++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      gsize length = at % 3 == 0 ? size * at / 24 : size;
      g_autoptr (GBytes) damaged = NULL;

      for (gsize k = 0; k < 8; k++)
        copy[(at * size / 24 + k * 977) % size] ^= (guint8) (0x55 + k);
      damaged = g_bytes_new_take (copy, length);
      yx_document_view_set_bytes (fixture->view, damaged, NULL);
      g_assert_true (yx_test_wait (is_settled, fixture->view, LONG));
    }
}

/* A hand-written PDF whose pages have that /MediaBox. */
static GBytes *
write_pdf (const char *media_box, guint pages)
{
  g_autoptr (GString) text = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start;

  g_array_append_val (offsets, text->len);
  g_string_append (text, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  g_array_append_val (offsets, text->len);
  g_string_append (text, "2 0 obj\n<< /Type /Pages /Kids [");
  for (guint page = 0; page < pages; page++)
    g_string_append_printf (text, "%u 0 R ", page + 3);
  g_string_append_printf (text, "] /Count %u >>\nendobj\n", pages);
  for (guint page = 0; page < pages; page++)
    {
      g_array_append_val (offsets, text->len);
      g_string_append_printf (text, "%u 0 obj\n<< /Type /Page /Parent 2 0 R /Resources << >> /MediaBox %s >>\nendobj\n", page + 3, media_box);
    }
  start = text->len;
  g_string_append_printf (text, "xref\n0 %u\n0000000000 65535 f \n", pages + 3);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (text, "%010u 00000 n \n", (guint) g_array_index (offsets, gsize, i));
  g_string_append_printf (text, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%u\n%%%%EOF\n", pages + 3, (guint) start);
  return g_bytes_new (text->str, text->len);
}

static void
test_absurd_pages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *media_box;
    guint pages;
  } table[] = {
    { "[0 0 0 0]", 1 },           { "[0 0 1000000 1000000]", 2 }, { "[0 0 0.001 90000]", 1 }, { "[-1e9 0 1e9 10]", 1 },
    { "[0 0 595 842]", 10000 },   { "[0 0 595 842]", 1500 },      { "null", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) pdf = write_pdf (table[i].media_box, table[i].pages);

      yx_document_view_set_bytes (fixture->view, pdf, NULL);
      g_assert_true (yx_test_wait (is_settled, fixture->view, LONG));
      if (!yx_document_view_get_ready (fixture->view))
        continue;
      yx_page_canvas_set_zoom (fixture->canvas, YX_ZOOM_MAX);
      yx_document_view_show_page (fixture->view, yx_document_view_get_n_pages (fixture->view));
      g_assert_true (yx_test_wait (has_pictures, fixture->canvas, LONG));
      g_assert_cmpuint (yx_page_canvas_cached (fixture->canvas), <=, YX_PAGE_CANVAS_LIMIT);
    }
}

/* One document after the other, and the end in the middle of it. */
static void
test_changes_mind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) large = make_pdf (150);
  g_autoptr (GBytes) small = make_pdf (2);

  for (int i = 0; i < 20; i++)
    {
      yx_document_view_set_bytes (fixture->view, i % 2 == 0 ? large : small, NULL);
      if (i % 5 == 0)
        yx_document_view_set_loading (fixture->view);
      g_main_context_iteration (NULL, FALSE);
    }
  yx_document_view_set_bytes (fixture->view, small, NULL);
  g_assert_true (yx_test_wait (is_ready, fixture->view, LONG));
  g_assert_cmpuint (yx_document_view_get_n_pages (fixture->view), ==, 2);
  yx_document_view_set_bytes (fixture->view, large, NULL);
}

static void
note_done (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  *(gboolean *) data = result == GTK_PRINT_OPERATION_RESULT_APPLY;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* What is printed has each page, as text and not as a picture. */
static void
test_prints (void)
{
  g_autoptr (GBytes) pdf = make_pdf (4);
  g_autoptr (YxPdfRenderer) renderer = yx_pdf_renderer_new (pdf, FALSE);
  g_autoptr (YxPdfPages) pages = open_renderer (renderer);
  g_autoptr (GtkPrintOperation) operation = yx_document_print_operation (renderer, pages, "Four pages");
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "printed.pdf");
  const char *const arguments[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_signal_connect (operation, "done", G_CALLBACK (note_done), &done);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yx_test_wait (is_true, &done, LONG));
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint page = 1; page <= 4; page++)
    {
      g_autofree char *words = g_strdup_printf ("Page number %u", page);

      g_assert_nonnull (strstr (text, words));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
#define ADD(name, func) g_test_add ("/desk/document/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("opens", test_opens);
  ADD ("bounded", test_bounded);
  ADD ("zooms", test_zooms);
  ADD ("zoom-keeps-point", test_zoom_keeps_point);
  ADD ("thumbnails", test_thumbnails);
  ADD ("finds", test_finds);
  ADD ("selects", test_selects);
  ADD ("overlay", test_overlay);
  ADD ("marks", test_marks);
  ADD ("refuses", test_refuses);
  ADD ("damaged", test_damaged);
  ADD ("absurd-pages", test_absurd_pages);
  ADD ("changes-mind", test_changes_mind);
#undef ADD
  g_test_add_func ("/desk/document/prints", test_prints);
  return g_test_run ();
}
