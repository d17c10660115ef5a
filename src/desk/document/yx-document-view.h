/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pdf/yx-pdf-prepare.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/* A PDF on the screen, with what the judge found of its signatures. */
#define YX_TYPE_DOCUMENT_VIEW (yx_document_view_get_type ())
G_DECLARE_FINAL_TYPE (YxDocumentView, yx_document_view, YX, DOCUMENT_VIEW, AdwBin)

GtkWidget *yx_document_view_new (void);

void yx_document_view_set_bytes (YxDocumentView *self, GBytes *pdf, YxVerdict *verdict);
void yx_document_view_set_loading (YxDocumentView *self);
void yx_document_view_set_failed (YxDocumentView *self, const GError *error);
void yx_document_view_set_title (YxDocumentView *self, const char *title);
void yx_document_view_set_printable (YxDocumentView *self, gboolean printable);

gboolean yx_document_view_get_ready (YxDocumentView *self);
guint yx_document_view_get_n_pages (YxDocumentView *self);
guint yx_document_view_get_page (YxDocumentView *self);
void yx_document_view_show_page (YxDocumentView *self, guint page);
void yx_document_view_show_box (YxDocumentView *self, guint page, const YxPdfBox *box, gboolean nearer);
gboolean yx_document_view_show_field (YxDocumentView *self, const char *field, gboolean nearer);
gboolean yx_document_view_find_field (YxDocumentView *self, const char *field, guint *page, YxPdfBox *box);

void yx_document_view_add_overlay (YxDocumentView *self, GtkWidget *child, guint page, const YxPdfBox *box);
void yx_document_view_move_overlay (YxDocumentView *self, GtkWidget *child, guint page, const YxPdfBox *box);
void yx_document_view_remove_overlay (YxDocumentView *self, GtkWidget *child);
void yx_document_view_set_movable (YxDocumentView *self, GtkWidget *child, gboolean movable);

void yx_document_view_find (YxDocumentView *self);

G_END_DECLS
