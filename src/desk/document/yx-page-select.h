/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

/* Text that is selected on a page by the pointer. */
typedef struct _YxPageSelect YxPageSelect;

YxPageSelect *yx_page_select_new (YxPageCanvas *canvas);
void yx_page_select_free (YxPageSelect *select);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPageSelect, yx_page_select_free)

void yx_page_select_set_renderer (YxPageSelect *select, YxPdfRenderer *renderer);
void yx_page_select_between (YxPageSelect *select, const YxPageSpot *from, const YxPageSpot *to);
const char *yx_page_select_text (YxPageSelect *select);
void yx_page_select_copy (YxPageSelect *select);

G_END_DECLS
