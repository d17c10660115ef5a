/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

#define YX_PDF_DIGEST_SIZE 32

GBytes *yx_pdf_picture_digest (GBytes *picture, GError **error);

G_END_DECLS
