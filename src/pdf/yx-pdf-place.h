/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document.h"

G_BEGIN_DECLS

gboolean yx_pdf_find_place (GBytes *document, const char *field, YxPdfPlace *place, GError **error);

G_END_DECLS
