/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/yx-page-layout.h"
#include "desk/document/yx-page-overlays.h"
#include "desk/document/yx-pdf-renderer.h"

G_BEGIN_DECLS

#define YX_PAGE_CANVAS_LIMIT (64 * 1024 * 1024) /* bytes of pictures of pages */

/* Pages below each other, scrolled and zoomed, with widgets on them. */
#define YX_TYPE_PAGE_CANVAS (yx_page_canvas_get_type ())
G_DECLARE_FINAL_TYPE (YxPageCanvas, yx_page_canvas, YX, PAGE_CANVAS, GtkWidget)

void yx_page_canvas_set_pages (YxPageCanvas *self, YxPdfRenderer *renderer, const YxPdfPages *pages);
guint yx_page_canvas_get_n_pages (YxPageCanvas *self);
guint yx_page_canvas_get_page (YxPageCanvas *self);
void yx_page_canvas_show_page (YxPageCanvas *self, guint page);
void yx_page_canvas_show_box (YxPageCanvas *self, guint page, const YxPdfBox *box, gboolean nearer);
double yx_page_canvas_get_scale (YxPageCanvas *self);
YxPageSize yx_page_canvas_get_size (YxPageCanvas *self, guint page);
double yx_page_canvas_get_zoom (YxPageCanvas *self);
void yx_page_canvas_set_zoom (YxPageCanvas *self, double zoom);
void yx_page_canvas_zoom_at (YxPageCanvas *self, double zoom, double x, double y);
YxPageFit yx_page_canvas_get_fit (YxPageCanvas *self);
void yx_page_canvas_set_fit (YxPageCanvas *self, YxPageFit fit);
void yx_page_canvas_add (YxPageCanvas *self, GtkWidget *child, guint page, const YxPdfBox *box, YxPageAnchor anchor);
void yx_page_canvas_move (YxPageCanvas *self, GtkWidget *child, guint page, const YxPdfBox *box);
gboolean yx_page_canvas_find (YxPageCanvas *self, GtkWidget *child, guint *page, YxPdfBox *box);
void yx_page_canvas_remove (YxPageCanvas *self, GtkWidget *child);
gboolean yx_page_canvas_spot_at (YxPageCanvas *self, double x, double y, YxPageSpot *spot);
void yx_page_canvas_set_hits (YxPageCanvas *self, GPtrArray *hits, guint page, guint current);
void yx_page_canvas_set_selection (YxPageCanvas *self, guint page, GArray *boxes);
gsize yx_page_canvas_cached (YxPageCanvas *self);

G_END_DECLS
