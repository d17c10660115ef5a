/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

/* The bar that finds a text on pages. */
#define YX_TYPE_PAGE_FIND (yx_page_find_get_type ())
G_DECLARE_FINAL_TYPE (YxPageFind, yx_page_find, YX, PAGE_FIND, AdwBin)

void yx_page_find_set_pages (YxPageFind *self, YxPageCanvas *canvas, YxPdfRenderer *renderer);
void yx_page_find_open (YxPageFind *self);
void yx_page_find_close (YxPageFind *self);
void yx_page_find_step (YxPageFind *self, int direction);
void yx_page_find_search (YxPageFind *self, const char *text);
guint yx_page_find_total (YxPageFind *self);

G_END_DECLS
