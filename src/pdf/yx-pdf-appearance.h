/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

#define YX_PDF_CAPTION_MAX 16 /* characters */

/**
 * YxPdfGeometry:
 * @rect: the widget's rectangle
 * @mark: where the mark goes, on the page
 * @captions: where lines go, on the page
 * @own: whether it is a place that yx_pdf_prepare() made
 *
 * What a signature place offers for its appearance.
 */
typedef struct
{
  YxPdfBox rect;
  YxPdfBox mark;
  YxPdfAnchor captions[YX_PDF_CAPTIONS_MAX];
  gboolean own;
} YxPdfGeometry;

YxPdfBox yx_pdf_geometry_rect (const YxPdfPlace *place);
YxPdfValue *yx_pdf_geometry_write (const YxPdfPlace *place);
gboolean yx_pdf_geometry_read (const YxPdfValue *widget, YxPdfGeometry *geometry);

gboolean yx_pdf_caption_check (const char *caption);
YxPdfValue *yx_pdf_appearance_new (const YxPdfGeometry *geometry,
                                   const YxPdfBox *picture,
                                   guint mark,
                                   const char *const *captions);

char *yx_pdf_date_write (gint64 at);
gboolean yx_pdf_date_read (const char *text, gint64 *at);
char *yx_pdf_date_caption (gint64 at);

G_END_DECLS
