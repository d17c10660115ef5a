/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "desk/document/yx-page-layout.h"
#include "desk/document/yx-tile-cache.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

#define YX_PDF_PIXEL 3 /* bytes of a picture for each of its pixels */

/**
 * YxPdfPages:
 * @n: how many
 * @sizes: (array length=n): as they are shown, turned where they are turned; unchecked
 */
typedef struct
{
  guint n;
  YxPageSize *sizes;
} YxPdfPages;

void yx_pdf_pages_free (YxPdfPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfPages, yx_pdf_pages_free)

/**
 * YxPdfWidget:
 * @field: full name of the field, or %NULL when the page has two of that name
 * @page: from 1
 * @box: in points of the page as it is shown
 *
 * Where a signature field shows something.
 */
typedef struct
{
  char *field;
  guint page;
  YxPdfBox box;
} YxPdfWidget;

/**
 * YxPdfSelection:
 * @text: what stands there, UTF-8
 * @boxes: (element-type YxPdfBox): where
 */
typedef struct
{
  char *text;
  GArray *boxes;
} YxPdfSelection;

void yx_pdf_selection_free (YxPdfSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfSelection, yx_pdf_selection_free)

/* Draws a PDF on a thread of its own, which alone touches Poppler's document. For the main thread. */
#define YX_TYPE_PDF_RENDERER (yx_pdf_renderer_get_type ())
G_DECLARE_FINAL_TYPE (YxPdfRenderer, yx_pdf_renderer, YX, PDF_RENDERER, GObject)

YxPdfRenderer *yx_pdf_renderer_new (GBytes *pdf, gboolean judged);

void yx_pdf_renderer_open (YxPdfRenderer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YxPdfPages *yx_pdf_renderer_open_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

void yx_pdf_renderer_draw (YxPdfRenderer *self, const YxTile *tile, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
void yx_pdf_renderer_thumbnail (YxPdfRenderer *self, guint page, guint side, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GdkTexture *yx_pdf_renderer_draw_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

void yx_pdf_renderer_widgets (YxPdfRenderer *self, guint page, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *yx_pdf_renderer_widgets_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

void yx_pdf_renderer_find (YxPdfRenderer *self, guint page, const char *text, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
GArray *yx_pdf_renderer_find_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

void yx_pdf_renderer_select (YxPdfRenderer *self, const YxPageSpot *from, const YxPageSpot *to, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
YxPdfSelection *yx_pdf_renderer_select_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

void yx_pdf_renderer_record (YxPdfRenderer *self, guint page, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
cairo_surface_t *yx_pdf_renderer_record_finish (YxPdfRenderer *self, GAsyncResult *result, GError **error);

G_END_DECLS
