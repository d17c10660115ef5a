/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-document-private.h"

G_BEGIN_DECLS

YxPdfValue *yx_pdf_permissions_new (gboolean certifies, GPtrArray *fields, const char *place);

G_END_DECLS
