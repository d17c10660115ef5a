/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-pdf-renderer.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "base/yx-clock.h"
#include "base/yx-workers.h"
#include "desk/document/yx-pdf-text.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-pdf-document.h"

#define MAX_WAITING 4096
#define MAX_WIDGETS 1024

/* Newer Popplers define the cleanup of theirs. */
typedef PopplerPage OnePage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OnePage, g_object_unref)

struct _YxPdfRenderer
{
  GObject parent_instance;

  GBytes *pdf;                /* (owned) */
  gboolean judged;            /* whether the judge can read it */
  PopplerDocument *document;  /* (owned) (nullable): the worker's alone */
  YxWorkers *worker;          /* (owned) */
};

/* A question to the worker. */
typedef struct
{
  YxPdfRenderer *renderer; /* the task's source object keeps it alive */
  YxTile tile;
  guint side;
  YxPageSpot from;
  YxPageSpot to;
  char *text; /* (owned) (nullable) */
} Errand;

G_DEFINE_FINAL_TYPE (YxPdfRenderer, yx_pdf_renderer, G_TYPE_OBJECT)

static void
free_errand (gpointer data)
{
  g_free (((Errand *) data)->text);
  g_free (data);
}

static void
free_widget (gpointer data)
{
  g_free (((YxPdfWidget *) data)->field);
  g_free (data);
}

static gboolean
fail (YxPdfError code, const char *why, GError **error)
{
  g_set_error_literal (error, YX_PDF_ERROR, code, why);
  return FALSE;
}

static void
forget_document (gpointer data)
{
  g_object_unref (data);
}

/* The worker has nothing to do any more: each task holds a reference. */
static void
yx_pdf_renderer_finalize (GObject *object)
{
  YxPdfRenderer *self = YX_PDF_RENDERER (object);

  if (self->document != NULL)
    yx_workers_run (self->worker, forget_document, self->document, NULL, NULL);
  yx_workers_free (self->worker);
  g_bytes_unref (self->pdf);
  G_OBJECT_CLASS (yx_pdf_renderer_parent_class)->finalize (object);
}

static void
yx_pdf_renderer_class_init (YxPdfRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_pdf_renderer_finalize;
}

static void
yx_pdf_renderer_init (YxPdfRenderer *self)
{
  self->worker = yx_workers_new ("pdf", 1, MAX_WAITING);
}

/* --- on the worker ---------------------------------------------------------------------------- */

/* Poppler sees nothing that the judge, in its own process, could not read. */
static gboolean
ask_judge (YxPdfRenderer *self, GCancellable *cancellable, GError **error)
{
  const YxJudgeCall call = { .document = self->pdf, .now = yx_clock_now (yx_clock_system ()) };
  g_autoptr (YxVerdict) verdict = NULL;

  if (self->judged)
    return TRUE;
  verdict = yx_judge_call (&call, cancellable, error);
  if (verdict == NULL)
    return FALSE;
  if (yx_verdict_has_reason (verdict, "unreadable"))
    return fail (YX_PDF_ERROR_UNREADABLE, "The judge cannot read the document", error);
  self->judged = TRUE;
  return TRUE;
}

static PopplerPage *
get_page (YxPdfRenderer *self, guint page, GError **error)
{
  PopplerPage *found = self->document != NULL ? poppler_document_get_page (self->document, (int) page - 1) : NULL;

  if (found == NULL)
    fail (YX_PDF_ERROR_NO_PAGE, "The page cannot be read", error);
  return found;
}

static YxPageSize
measure_page (PopplerDocument *document, guint index)
{
  g_autoptr (OnePage) page = poppler_document_get_page (document, (int) index);
  YxPageSize size = { 0 };

  if (page != NULL)
    poppler_page_get_size (page, &size.width, &size.height);
  return size;
}

static gpointer
open_document (gpointer data, GCancellable *cancellable, GError **error)
{
  YxPdfRenderer *self = ((Errand *) data)->renderer;
  g_autoptr (GError) local = NULL;
  g_autoptr (YxPdfPages) pages = NULL;
  int n;

  if (g_bytes_get_size (self->pdf) > YX_PDF_MAX_SIZE)
    fail (YX_PDF_ERROR_LIMIT, "The document is too large", error);
  else if (ask_judge (self, cancellable, error) && self->document == NULL)
    {
      self->document = poppler_document_new_from_bytes (self->pdf, NULL, &local);
      if (self->document == NULL)
        fail (YX_PDF_ERROR_UNREADABLE, local->message, error);
    }
  if (self->document == NULL)
    return NULL;
  n = poppler_document_get_n_pages (self->document);
  if (n < 1 || n > YX_PAGES_MAX)
    {
      fail (n < 1 ? YX_PDF_ERROR_NO_PAGE : YX_PDF_ERROR_LIMIT, "The document has no page, or too many", error);
      return NULL;
    }
  pages = g_new0 (YxPdfPages, 1);
  pages->n = (guint) n;
  pages->sizes = g_new0 (YxPageSize, n);
  for (guint i = 0; i < pages->n && !g_cancellable_is_cancelled (cancellable); i++)
    pages->sizes[i] = measure_page (self->document, i);
  return g_steal_pointer (&pages);
}

/* Paper hides what is below it. GTK 4.8 takes whatever has room for transparency through floating point on its way to a
 * screen without a graphics processor, with each frame; three bytes a pixel it only moves. */
static GBytes *
pack_pixels (const guint32 *pixels, gsize n)
{
  guchar *packed = g_try_malloc (n * YX_PDF_PIXEL);

  for (gsize i = 0; packed != NULL && i < n; i++)
    {
      packed[i * YX_PDF_PIXEL] = (guchar) (pixels[i] >> 16);
      packed[i * YX_PDF_PIXEL + 1] = (guchar) (pixels[i] >> 8);
      packed[i * YX_PDF_PIXEL + 2] = (guchar) pixels[i];
    }
  return packed != NULL ? g_bytes_new_take (packed, n * YX_PDF_PIXEL) : NULL;
}

/* The part of a page of @across times @down device pixels that lies at @x, @y. */
static GdkTexture *
draw_part (PopplerPage *page, double scale, const int area[4])
{
  const gsize n = (gsize) area[2] * (gsize) area[3];
  g_autofree guint32 *pixels = g_try_new (guint32, n);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (pixels == NULL)
    return NULL;
  memset (pixels, 0xff, n * sizeof *pixels);
  surface = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_RGB24, area[2], area[3], area[2] * (int) sizeof *pixels);
  cr = cairo_create (surface);
  cairo_translate (cr, -area[0], -area[1]);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  bytes = pack_pixels (pixels, n);
  if (bytes == NULL)
    return NULL;
  return gdk_memory_texture_new (area[2], area[3], GDK_MEMORY_R8G8B8, bytes, (gsize) area[2] * YX_PDF_PIXEL);
}

static gpointer
draw_tile (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->tile.page, error);
  YxPageSize size;
  int area[4];
  GdkTexture *texture;

  if (page == NULL)
    return NULL;
  poppler_page_get_size (page, &size.width, &size.height);
  if (!yx_tile_area (&errand->tile, &size, area))
    return fail (YX_PDF_ERROR_NO_PAGE, "The page has no such part", error), NULL;
  texture = draw_part (page, errand->tile.scale / 1024.0, area);
  if (texture == NULL)
    fail (YX_PDF_ERROR_LIMIT, "There is no memory for the page", error);
  return texture;
}

static gpointer
draw_thumbnail (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->tile.page, error);
  YxPageSize size;
  double scale;
  int area[4] = { 0 };
  GdkTexture *texture;

  if (page == NULL)
    return NULL;
  poppler_page_get_size (page, &size.width, &size.height);
  size = yx_page_size_bound (size);
  scale = errand->side / MAX (size.width, size.height);
  area[2] = (int) MAX (1, round (size.width * scale));
  area[3] = (int) MAX (1, round (size.height * scale));
  texture = draw_part (page, scale, area);
  if (texture == NULL)
    fail (YX_PDF_ERROR_LIMIT, "There is no memory for the page", error);
  return texture;
}

static void
add_widgets (PopplerPage *page, guint number, GPtrArray *widgets)
{
  GList *fields = poppler_page_get_form_field_mapping (page);

  for (GList *at = fields; at != NULL && widgets->len < MAX_WIDGETS; at = at->next)
    {
      const PopplerFormFieldMapping *mapping = at->data;
      const PopplerRectangle *area = &mapping->area;
      YxPdfWidget *widget;

      if (poppler_form_field_get_field_type (mapping->field) != POPPLER_FORM_FIELD_SIGNATURE)
        continue;
      widget = g_new0 (YxPdfWidget, 1);
      widget->field = poppler_form_field_get_name (mapping->field);
      widget->page = number;
      widget->box = (YxPdfBox) { MIN (area->x1, area->x2), MIN (area->y1, area->y2), fabs (area->x2 - area->x1), fabs (area->y2 - area->y1) };
      g_ptr_array_add (widgets, widget);
    }
  poppler_page_free_form_field_mapping (fields);
}

static gpointer
list_widgets (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->tile.page, NULL);
  GPtrArray *widgets = g_ptr_array_new_with_free_func (free_widget);

  if (page != NULL)
    add_widgets (page, errand->tile.page, widgets);
  return widgets;
}

static gpointer
find_text (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->tile.page, error);

  return page != NULL ? yx_pdf_text_find (page, errand->text) : NULL;
}

static gpointer
select_text (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->from.page, error);

  return page != NULL ? yx_pdf_text_select (page, &errand->from, &errand->to) : NULL;
}

/* Vectors, to be played back on the printer's own surface. */
static gpointer
record_page (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (OnePage) page = get_page (errand->renderer, errand->tile.page, error);
  cairo_rectangle_t extents = { 0 };
  cairo_surface_t *surface;
  cairo_t *cr;

  if (page == NULL)
    return NULL;
  poppler_page_get_size (page, &extents.width, &extents.height);
  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (surface);
  poppler_page_render_for_printing (page, cr);
  cairo_destroy (cr);
  return surface;
}

/* --- on the main thread ------------------------------------------------------------------------ */

static void
destroy_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
destroy_boxes (gpointer boxes)
{
  g_array_unref (boxes);
}

static void
run (YxPdfRenderer *self, const Errand *asked, YxTaskFunc func, GDestroyNotify result_destroy, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  *errand = *asked;
  errand->renderer = self;
  g_task_set_source_tag (task, func);
  g_task_set_task_data (task, errand, free_errand);
  yx_workers_run_task (self->worker, task, func, result_destroy);
}

static gpointer
finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * yx_pdf_pages_free:
 * @pages: (transfer full): sizes
 */
void
yx_pdf_pages_free (YxPdfPages *pages)
{
  g_free (pages->sizes);
  g_free (pages);
}

/**
 * yx_pdf_renderer_new:
 * @pdf: a document
 * @judged: whether `yinxin-judge` has read it; else it is asked before Poppler sees the document
 *
 * Returns: (transfer full): what draws it
 */
YxPdfRenderer *
yx_pdf_renderer_new (GBytes *pdf, gboolean judged)
{
  YxPdfRenderer *self = g_object_new (YX_TYPE_PDF_RENDERER, NULL);

  self->pdf = g_bytes_ref (pdf);
  self->judged = judged;
  return self;
}

/**
 * yx_pdf_renderer_open:
 * @cancellable: (nullable): lets it go
 *
 * Reads the document. All else waits until that is done.
 */
void
yx_pdf_renderer_open (YxPdfRenderer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  run (self, &(const Errand) { 0 }, open_document, (GDestroyNotify) yx_pdf_pages_free, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_open_finish:
 * @error: return location: %YX_PDF_ERROR
 *
 * Returns: (transfer full) (nullable): its pages
 */
YxPdfPages *
yx_pdf_renderer_open_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * yx_pdf_renderer_draw:
 * @tile: which part of which page
 *
 * Draws it on white.
 */
void
yx_pdf_renderer_draw (YxPdfRenderer *self, const YxTile *tile, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  run (self, &(const Errand) { .tile = *tile }, draw_tile, g_object_unref, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_thumbnail:
 * @page: from 1
 * @side: device pixels of its longer side
 *
 * Draws a whole page small, on white.
 */
void
yx_pdf_renderer_thumbnail (YxPdfRenderer *self, guint page, guint side, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  run (self, &(const Errand) { .tile.page = page, .side = side }, draw_thumbnail, g_object_unref, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_draw_finish:
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
yx_pdf_renderer_draw_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * yx_pdf_renderer_widgets:
 * @page: from 1
 *
 * Looks where signature fields stand. Nothing is said of signatures: that is the judge's.
 */
void
yx_pdf_renderer_widgets (YxPdfRenderer *self, guint page, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  run (self, &(const Errand) { .tile.page = page }, list_widgets, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_widgets_finish:
 *
 * Returns: (transfer full) (element-type YxPdfWidget) (nullable): the places
 */
GPtrArray *
yx_pdf_renderer_widgets_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * yx_pdf_renderer_find:
 * @page: from 1
 * @text: what to look for, without regard to case
 */
void
yx_pdf_renderer_find (YxPdfRenderer *self, guint page, const char *text, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  run (self, &(const Errand) { .tile.page = page, .text = g_strdup (text) }, find_text, destroy_boxes, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_find_finish:
 *
 * Returns: (transfer full) (element-type YxPdfBox) (nullable): where it stands on the page
 */
GArray *
yx_pdf_renderer_find_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * yx_pdf_renderer_select:
 * @from: where the selection begins
 * @to: where it ends, on the same page
 */
void
yx_pdf_renderer_select (YxPdfRenderer *self, const YxPageSpot *from, const YxPageSpot *to, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  run (self, &(const Errand) { .from = *from, .to = *to }, select_text, (GDestroyNotify) yx_pdf_selection_free, cancellable, callback,
       user_data);
}

/**
 * yx_pdf_renderer_select_finish:
 *
 * Returns: (transfer full) (nullable): what was selected
 */
YxPdfSelection *
yx_pdf_renderer_select_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * yx_pdf_renderer_record:
 * @page: from 1
 *
 * Draws a page for a printer.
 */
void
yx_pdf_renderer_record (YxPdfRenderer *self, guint page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  run (self, &(const Errand) { .tile.page = page }, record_page, destroy_surface, cancellable, callback, user_data);
}

/**
 * yx_pdf_renderer_record_finish:
 *
 * Returns: (transfer full) (nullable): its vectors, in points
 */
cairo_surface_t *
yx_pdf_renderer_record_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}
