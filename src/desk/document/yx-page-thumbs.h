/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

#define YX_PAGE_THUMBS_LIMIT (8 * 1024 * 1024) /* bytes of small pictures */

/* Small pictures of pages, to go to one. */
#define YX_TYPE_PAGE_THUMBS (yx_page_thumbs_get_type ())
G_DECLARE_FINAL_TYPE (YxPageThumbs, yx_page_thumbs, YX, PAGE_THUMBS, AdwBin)

void yx_page_thumbs_set_pages (YxPageThumbs *self, YxPageCanvas *canvas, YxPdfRenderer *renderer);

G_END_DECLS
