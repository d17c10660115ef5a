/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-picture.h"

/* A picture in a document: a form XObject's box, or a page's that is to become one. */
guint yx_pdf_picture_import (GBytes *picture, YxPdfAppend *append, YxPdfBox *box, GError **error);
GBytes *yx_pdf_picture_embedded_digest (YxPdfDocument *document, guint revision, const YxPdfValue *form, YxPdfBox *box);
