/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/yx-page-layout.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

/**
 * YxPageAnchor:
 * @YX_PAGE_ANCHOR_FILL: the widget takes the whole box
 * @YX_PAGE_ANCHOR_CORNER: it keeps its size and stands on the box's upper right corner
 *
 * How a widget lies on a box of the paper.
 */
typedef enum
{
  YX_PAGE_ANCHOR_FILL,
  YX_PAGE_ANCHOR_CORNER,
} YxPageAnchor;

/* Widgets that lie on the paper. */
typedef struct _YxPageOverlays YxPageOverlays;

typedef gboolean (*YxPageOverlaysPlace) (guint page, const YxPdfBox *box, YxPageArea *area, gpointer data);

YxPageOverlays *yx_page_overlays_new (GtkWidget *parent);
void yx_page_overlays_free (YxPageOverlays *overlays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPageOverlays, yx_page_overlays_free)

void yx_page_overlays_add (YxPageOverlays *overlays, GtkWidget *child, guint page, const YxPdfBox *box, YxPageAnchor anchor);
void yx_page_overlays_move (YxPageOverlays *overlays, GtkWidget *child, guint page, const YxPdfBox *box);
void yx_page_overlays_remove (YxPageOverlays *overlays, GtkWidget *child);
void yx_page_overlays_clear (YxPageOverlays *overlays);
gboolean yx_page_overlays_find (YxPageOverlays *overlays, GtkWidget *child, guint *page, YxPdfBox *box);
void yx_page_overlays_allocate (YxPageOverlays *overlays, YxPageOverlaysPlace place, gpointer data);

G_END_DECLS
