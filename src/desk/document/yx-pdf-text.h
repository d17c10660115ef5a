/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "desk/document/yx-pdf-renderer.h"

G_BEGIN_DECLS

#define YX_PDF_HITS_MAX 10000

GArray *yx_pdf_text_find (PopplerPage *page, const char *text);
YxPdfSelection *yx_pdf_text_select (PopplerPage *page, const YxPageSpot *from, const YxPageSpot *to);

G_END_DECLS
